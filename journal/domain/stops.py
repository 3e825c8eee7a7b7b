"""Why a session was stopped, in a few words that fit into a line.

The whole questions stand in `journal/content/guidance.toml`. Today starts with this table, so
that nothing of the exercises is loaded; a test holds it equal to the content.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from journal.domain.day_pain import Ended, end_of, last_day
from journal.domain.text import visible

STOPS = {
    "chest": "chest, breath or dizziness",
    "numb-between-legs": "numbness, bladder or bowel",
    "leg-numb": "numbness or tingling",
    "down-the-leg": "pain further down the leg",
    "leg-gives-way": "a leg that gives way",
    "pop": "a pop with sharp pain",
    "locking": "a hip that locks",
    "other": "something new",
    "numb-or-bladder": "numbness, bladder or bowel",
    "weak-leg": "a leg that is weak, numb or heavy",
    "fever": "fever, or feeling ill",
    "injury": "a fall or an injury",
}
"""The stop rules, and the questions before a session, with a few words for each."""
EMERGENCIES = frozenset({"chest", "numb-between-legs", "numb-or-bladder"})
"""Those after which it is said whom to call at once."""
AND = "+"
"""Between the ids of a stop that stands for several."""
CALL = "If it is still so, call for help now."
"""What is said of a lately ended emergency where no number is known."""
LATELY = timedelta(days=1)
"""How long after a session was stopped it is said what to do if that is still so."""


class Stopped(Ended, Protocol):
    """What is looked at of a finished session."""

    @property
    def stopped(self) -> str: ...


def as_one(said: Iterable[str]) -> str:
    """Several that were said yes to at once as one stop, the emergencies first."""
    return AND.join(sorted(said, key=lambda id: id not in EMERGENCIES))


def each_of(stopped: str) -> tuple[str, ...]:
    """The stop rules and questions that a stop stands for, by id."""
    return tuple(stopped.split(AND)) if stopped else ()


def is_emergency(stopped: str) -> bool:
    """Whether it is said after it whom to call at once."""
    return not EMERGENCIES.isdisjoint(each_of(stopped))


def reasons(stopped: str) -> tuple[str, ...]:
    """What ended a session; a stop rule that this version does not know goes by its id."""
    return tuple([STOPS.get(id) or visible(id) for id in each_of(stopped)])


def reason(stopped: str) -> str:
    """All that ended a session."""
    return "; ".join(reasons(stopped))


def calls_for_help(session: Stopped, today: date) -> bool:
    """Whether an emergency ended a session so lately that it may still be one."""
    return is_emergency(session.stopped) and _lately(session, today)


def if_still_so(call: str) -> str:
    """What to do then; `call` is the emergency number, or what is said in place of one."""
    return CALL.replace("for help", call)


def stop_before(sessions: Iterable[Stopped], day: date) -> str:
    """What was said yes to shortly before a check on `day`; empty where nothing was.

    Of several the latest, but an emergency goes before all others.
    """
    ended = [session for session in sessions if session.stopped and _lately(session, day)]
    ended.sort(key=lambda session: (is_emergency(session.stopped), end_of(session)))
    return ended[-1].stopped if ended else ""


def before_check(stopped: str, call: str) -> str:
    """What a check says of a yes before it, so as not to sound reassuring."""
    was = f"Before this check you said yes to a warning sign: {reason(stopped)}."
    if not is_emergency(stopped):
        return f"{was} If that is still so or comes back, ask for help."
    told = "Tell a doctor of it today, even if it has passed."
    return f"{was} If that is still so or comes back, call {call} now. {told}"


def _lately(session: Stopped, day: date) -> bool:
    # One may end after the midnight that its day ended with.
    # A day long to come is one of a clock that was ahead.
    return abs(day - last_day(session)) <= LATELY
