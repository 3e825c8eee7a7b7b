"""What a programme is on a day: the same for the list of them, for a session and the command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from journal.domain.availability import STRAIN
from journal.domain.exercise import Programme, minutes_of
from journal.domain.exercise_words import programme_minutes
from journal.domain.progression import LeftOut
from journal.domain.ways import Way, ways_of_programme
from journal.exercising import Fit, sessions_of
from journal.store.snapshot import Snapshot

EACH_HAS_ITS_REASON = "Nothing of it is for today: each of its exercises has its reason."


class DayPlan(msgspec.Struct, frozen=True):
    """A programme as it is today: the way that is proposed, or why there is none.

    `minutes` are those of the proposed way; without one, those of all of it, None for a ladder.
    """

    way: Way | None
    why_not: str
    minutes: int | None

    @property
    def number(self) -> int:
        """How many exercises are done."""
        return len(self.way.plan) if self.way is not None else 0

    @property
    def total(self) -> int:
        """How many there are when nothing speaks against any."""
        return self.number + (len(self.way.left_out) if self.way is not None else 0)


def programme_today(programme: Programme, fit: Fit, snapshot: Snapshot, day: date) -> DayPlan:
    """What a session of this programme would be on this day."""
    whole = programme_minutes(programme, fit.library)
    if why := fit.against(programme):
        return DayPlan(None, why, whole)
    sessions, later = sessions_of(snapshot, programme.id), fit.without(STRAIN).of
    ways = ways_of_programme(programme, fit.library, sessions, day, fit.of, later)
    if not any(way.plan for way in ways):
        return DayPlan(None, _nothing_because(ways[0].left_out), whole)
    return DayPlan(ways[0], "", minutes_of([each.dose for each in ways[0].plan]))


def _nothing_because(left_out: Sequence[LeftOut]) -> str:
    """What all of its exercises are left out for, if it is the same."""
    shared = [why for why in left_out[0].why if all(why in other.why for other in left_out)]
    return " ".join(shared) or EACH_HAS_ITS_REASON
