"""What the sessions of a day said of pain, for what is offered and begun on it after them.

Clinical sections 4.3 and 5.5. Today starts with this module, so it knows nothing of the exercises.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

import msgspec

from journal.domain.severity import TOO_HIGH

CALM = 2
"""The highest pain of a walk after which another is advised, if it was no lower before."""
TWICE = 2
"""In how many sessions of a day severe pain makes it a day for rest."""


class Ended(Protocol):
    """What is looked at of a session to know its day."""

    @property
    def day(self) -> date: ...
    @property
    def at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime | None: ...


class Felt(msgspec.Struct, frozen=True):
    """The pain of one session, 0-10, None where it was not said: before, during, after.

    `walk_hurt` is whether something with walking hurt in it.
    """

    before: int | None = None
    worst: int | None = None
    after: int | None = None
    walk_hurt: bool = False

    @property
    def severe(self) -> bool:
        """Whether its pain was severe; that of the start is not, where it eased by the end."""
        end = self.before if self.after is None else self.after
        return max(self.worst or 0, end or 0) >= TOO_HIGH


class DayPain(msgspec.Struct, frozen=True):
    """What the sessions of a day said of pain, unfinished ones among them.

    `worst` is the worst during or after any of them, 0 where none was said; `severe` is in how
    many the pain was severe.
    """

    worst: int = 0
    severe: int = 0
    walk_hurt: bool = False

    @property
    def only_gentle(self) -> str:
        """Why only gentle programmes are begun after it that day, empty where others are too."""
        if self.worst < TOO_HIGH:
            return ""
        return f"Only gentle programmes: pain {self.worst} in a session today."

    @property
    def rest(self) -> bool:
        """Whether the day is for rest: severe pain came more than once."""
        return self.severe >= TWICE


NOTHING_FELT = DayPain()
"""A day without a session, or without a word of pain in any."""


def day_pain(sessions: Iterable[Felt]) -> DayPain:
    """What these sessions of one day come to."""
    felt = list(sessions)
    worst = max((max(each.worst or 0, each.after or 0) for each in felt), default=0)
    severe, walk_hurt = sum(e.severe for e in felt), any(e.walk_hurt for e in felt)
    return DayPain(worst, severe, walk_hurt)


def together(one: Felt, other: Felt) -> Felt:
    """Two records of one session as one: what hurt in either did."""

    def higher(a: int | None, b: int | None) -> int | None:
        return max((score for score in (a, b) if score is not None), default=None)

    return Felt(
        higher(one.before, other.before),
        higher(one.worst, other.worst),
        higher(one.after, other.after),
        one.walk_hurt or other.walk_hurt,
    )


def walk_hurts(worst: int | None, before: int | None, on_ladder: bool) -> bool:
    """Whether a walk was so sore that no other is advised that day.

    Stricter than the traffic light, which needs to know the phase of a ladder: an advice that is
    left out harms nobody.
    """
    calm = CALM if on_ladder else max(CALM, before or 0)
    return (worst or 0) > calm


def end_of(session: Ended) -> datetime:
    """When a session ended; one of which that is not known, when it began."""
    return session.ended_at or session.at


def last_day(session: Ended) -> date:
    """The day on which a session ended: one over midnight is of the day that it ends with."""
    return max(session.day, end_of(session).date())


def ended_on(sessions: Sequence[Ended], day: date) -> list[int]:
    """Where the sessions are that were of this day, or ended on it after midnight."""
    before = day - timedelta(days=1)
    return [n for n, s in enumerate(sessions) if before <= s.day <= day and last_day(s) == day]
