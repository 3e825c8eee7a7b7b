"""A finished session in a few words, and the question about the morning after it.

Clinical section 4.3: three numbers for each session, the last of them the next morning. Today
starts with this module, so it knows nothing of the exercises.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from journal.domain.offer import NIGHT, PROGRAMMES, Kind, because, was_stopped, when_words
from journal.domain.stops import is_emergency, reason
from journal.domain.text import visible
from journal.domain.wording import capital

ASKED_FOR = timedelta(days=3)
"""How long after a session its next morning is asked for; later nobody remembers."""
OWN_CHOICE = "Exercises"
"""What a session is called that followed no programme."""
MARK, EASED_MARK, STOPPED_MARK = "▸", "▹", "■"
"""Stands before a session; one done by an easier plan; one that a stop rule ended."""


class Light(Protocol):
    """What is looked at of a finished session."""

    @property
    def day(self) -> date: ...
    @property
    def programme(self) -> str: ...
    @property
    def morning(self) -> int | None: ...


class Stop(Protocol):
    """What is looked at of a stop; it has no id where no session of it is kept."""

    @property
    def id(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def programme(self) -> str: ...
    @property
    def stopped(self) -> str: ...


Finished = TypeVar("Finished", bound=Light)


def programme_name(id: str) -> str:
    """What people call a programme; one that this version does not know goes by its id."""
    known = PROGRAMMES.get(id)
    return known.name if known else visible(id) or OWN_CHOICE


def stop_line(stop: Stop, today: date) -> str:
    """That a session was stopped, and by which rule; or, where none is kept, what was said."""
    when, urgent = when_words(stop.day, today), is_emergency(stop.stopped)
    if not stop.id:
        said = f"You said yes {when}"
        # An emergency is shown over several lines.
        return f"{said}: {reason(stop.stopped)}" if urgent else because(said, stop.stopped)
    name = programme_name(stop.programme) if stop.programme else "Your session"
    return was_stopped(name, stop.stopped, when)


def day_awake(now: datetime) -> date:
    """The day whose morning is over by now: in the night it is still that of the day before."""
    return (now - NIGHT).date()


def untold(sessions: Sequence[Finished], today: date) -> Finished | None:
    """The session whose next morning is to be asked for, None where none is.

    `sessions` are the finished ones, oldest first, `today` is the day that one is awake on (see
    `day_awake`). It is asked from the day after on, for the last day of exercise only; of several
    sessions on it the main programme counts, as that is the one whose next step depends on it.
    """
    asked: Finished | None = None
    for session in reversed(sessions):
        if session.day >= today:
            continue
        if today - session.day > ASKED_FOR or (asked is not None and session.day < asked.day):
            break
        if asked is None or (_is_main(session.programme) and not _is_main(asked.programme)):
            asked = session
    return asked if asked is not None and asked.morning is None else None


def _is_main(programme: str) -> bool:
    return programme in PROGRAMMES and PROGRAMMES[programme].kind is Kind.MAIN


def morning_line(session: Light, today: date) -> str:
    """The question in one line: of which morning, after what."""
    name = programme_name(session.programme) if session.programme else "your exercises"
    if _is_yesterday(session.day, today):
        return f"This morning after {name}: how much did it hurt?"
    return f"{capital(name)} on {session.day:%A}: how was the next morning?"


def morning_question(day: date, today: date) -> str:
    """The question alone, about the morning after a session of `day`."""
    morning = "this morning" if _is_yesterday(day, today) else "on the morning after"
    return f"How much did it hurt {morning}?"


def morning_answer(before: Iterable[int | None], morning: int) -> str:
    """What the pain of the morning after means, 0-10; empty where nothing is to say.

    `before` is the pain before each session of the day, 0-10, None where it was not said.
    """
    lowest = min((pain for pain in before if pain is not None), default=None)
    if lowest is None:
        return ""
    if morning > lowest:
        return "Higher than before the session: the next one starts easier."
    return "Lower than before the session." if morning < lowest else "Back to where it was."


def _is_yesterday(day: date, today: date) -> bool:
    return today - day == timedelta(days=1)
