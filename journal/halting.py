"""What ended a session, or kept one from beginning, and what the checks mean with that for now.

Today starts with this module, so nothing of the exercises or the questions is loaded here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from journal.domain.day_pain import end_of
from journal.domain.standing import Standing
from journal.domain.stops import as_one, is_emergency, stop_before
from journal.store.session_log import PastSession
from journal.store.snapshot import Snapshot

if TYPE_CHECKING:
    from journal.domain.limits import Limits
    from journal.domain.screening import Stop


def standing_of(snapshot: Snapshot, advice: bool, limits: Limits | None = None) -> Standing:
    """What the finished checks mean for now; with `advice` off they count for nothing.

    `limits` stand in for those that are kept.
    """
    limits = snapshot.limits if limits is None else limits
    halted = halted_at(snapshot, limits)
    named = _named(stops_of(snapshot, limits), halted)
    # What has no name is a yes of which is not kept to what.
    by_question = halted is not None and (named is None or not named.id)
    halted_by = "" if named is None else named.stopped
    ask_first = bool(limits.ask_first) and limits.cleared_on is None
    return Standing(snapshot.screenings.past, advice, halted, by_question, ask_first, halted_by)


def known_stop(snapshot: Snapshot, day: date) -> Stop | None:
    """What a check on this day is to know of, None where there was nothing."""
    if (halted := halted_at(snapshot)) is None:
        return None
    # Today needs to know nothing of the questions.
    from journal.domain.screening import Stop

    return Stop(halted, stop_before(stops_of(snapshot), day))


def halted_at(snapshot: Snapshot, limits: Limits | None = None) -> datetime | None:
    """The moment of the latest session that a stop rule ended, or of a later yes before one.

    None where there is neither. Whether a check has come after it, `Standing` knows.
    """
    asked = (snapshot.limits if limits is None else limits).quick_yes_at
    return max([*_ends(snapshot), *([asked] if asked is not None else [])], default=None)


def _ends(snapshot: Snapshot) -> list[datetime]:
    """When each session ended that a stop rule ended."""
    return [end_of(past) for past in snapshot.sessions.past if past.stopped]


def stops_of(snapshot: Snapshot, limits: Limits | None = None) -> list[PastSession]:
    """The sessions that were stopped, and before them the last yes that is in none.

    That is one to a question before a session, or to a stop rule in a session that is not saved;
    it has no id. `limits` stand in for those that are kept.
    """
    limits = snapshot.limits if limits is None else limits
    stopped = [past for past in snapshot.sessions.past if past.stopped]
    if limits.quick_yes_at is None or not limits.quick_yes_to:
        return stopped
    at, said = limits.quick_yes_at, as_one(limits.quick_yes_to)
    return [PastSession("", at.date(), at, "", stopped=said, ended_at=at), *stopped]


def locking_stop(snapshot: Snapshot, standing: Standing) -> PastSession | None:
    """The stop that locks exercise, None where another thing does, or nothing."""
    if not standing.is_halted or standing.open() is not None:
        return None
    return _named(stops_of(snapshot), standing.halted)


def _named(stops: Iterable[PastSession], halted: datetime | None) -> PastSession | None:
    """What is named of those of one moment: an emergency first, a session before a mere yes.

    A stop rule notes its yes before its session is saved, with what was said yes to elsewhere.
    """
    mine = [stop for stop in stops if end_of(stop) == halted]
    return max(mine, key=lambda s: (is_emergency(s.stopped), bool(s.id)), default=None)
