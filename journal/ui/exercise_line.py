"""The line of Today that speaks of exercises, made of what a start has at hand anyway."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from journal.domain.after_session import day_awake, morning_line, stop_line, untold
from journal.domain.entry import PainEntry
from journal.domain.offer import Offer, offer
from journal.domain.standing import Exercise, Standing
from journal.domain.stops import calls_for_help
from journal.domain.unfinished import session_waits
from journal.halting import locking_stop
from journal.hurting import pain_of_day
from journal.store.session_log import PastSession
from journal.store.snapshot import Snapshot
from journal.ui.key_line import KeyLine


class ExerciseLine(KeyLine, frozen=True):
    """`asked` is the session whose next morning is asked for, None when it is about another thing.

    `programme` is the id of the one that is offered, empty where none is. With `urgent` an
    emergency ended a session, and it has to be said whom to call if it is still so.
    """

    asked: PastSession | None = None
    programme: str = ""
    urgent: bool = False


def exercise_line(
    snapshot: Snapshot, standing: Standing, logged: Sequence[PainEntry], now: datetime
) -> ExerciseLine | None:
    """What is due or comes next, None where nothing is to say or the check locks exercise.

    Where a stop locks it, that is said: the line above asks for the check.
    `logged` are the entries of today, `now` is a moment with its UTC offset.
    """
    permission, past = standing.permission(now.date()), snapshot.sessions.past
    if (stop := locking_stop(snapshot, standing)) is not None:
        words = f"{stop_line(stop, now.date())}."
        return ExerciseLine(words, urgent=calls_for_help(stop, now.date()))
    if snapshot.read_only:
        return None
    if permission.ask_first:
        # Enter on any programme shows the line that notes it.
        words, then = "Exercises wait for a word with a clinician:", ", then enter notes it."
        return ExerciseLine(words, "e", then)
    if permission.exercise is Exercise.NOTHING:
        return None
    felt, waits = pain_of_day(snapshot, now.date()), session_waits(snapshot.drafts)
    found = offer(past, logged, permission, now, felt)
    if found is not None and found.warns and not (waits and not felt.rest):
        # What happened today comes before what is asked and what is offered.
        return _offered(found, past)
    asked = untold(past, day_awake(now))
    if asked is not None and sum(each.id == asked.id for each in past) > 1:
        asked = None  # Of several with one id none can be told of; doctor names them.
    if waits and felt.only_gentle:
        words = f"Pain {felt.worst} in a session today: rest. A session waits:"
        return ExerciseLine(words, "e", " leads to it.")
    if asked is not None:
        return ExerciseLine(morning_line(asked, now.date()), "m", asked=asked)
    if waits:
        return ExerciseLine("A session waits unfinished:", "e", " leads to it.")
    return None if found is None else _offered(found, past)


def _offered(found: Offer, past: Sequence[PastSession]) -> ExerciseLine:
    words = found.words if found.words.endswith((".", "?")) else f"{found.words}."
    # Without a programme there is something to open only at the very first: the library.
    key = "e" if found.programme or not past else ""
    return ExerciseLine(words, key, programme=found.programme)
