"""What a programme is on a day: the same for the list of them, for a session and the command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import overload

import msgspec

from journal.domain.availability import STRAIN
from journal.domain.exercise import Programme, minutes_of
from journal.domain.exercise_words import programme_minutes
from journal.domain.progression import LeftOut
from journal.domain.training import Session
from journal.domain.ways import Way, suits, ways_of_programme
from journal.exercising import Fit, sessions_of
from journal.store.errors import UnreadableRecord
from journal.store.session_log import SessionLog
from journal.store.snapshot import Snapshot

REST = "Severe pain twice today: rest suits better."
"""What is said of a gentle programme after it; others are not begun."""
EACH_HAS_ITS_REASON = "Nothing of it is for today: each of its exercises has its reason."


class DayPlan(msgspec.Struct, frozen=True):
    """A programme as it is today: the way that is proposed, or why there is none.

    `minutes` are those of the proposed way; without one, those of all of it, None for a ladder.
    `hint` is what the pain of today says of it, should it be the same at the start.
    """

    way: Way | None
    why_not: str
    minutes: int | None
    hint: str = ""

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
    if why := fit.not_begun(programme):
        return DayPlan(None, why, whole)
    ways = ways_today(programme, fit, snapshot, day)
    if not ways[0].plan:
        return DayPlan(None, _nothing_because(ways[0].left_out), whole)
    minutes = minutes_of([each.dose for each in ways[0].plan])
    return DayPlan(ways[0], "", minutes, _hint(programme, fit))


def _hint(programme: Programme, fit: Fit) -> str:
    if fit.felt.rest:
        return REST
    # The pain at the start is asked anew, and may be less by then.
    fits = suits(programme, fit.pain, False)
    return "" if fits else f"Only gentle ones: pain {fit.pain} today."


def ways_today(programme: Programme, fit: Fit, snapshot: Snapshot, day: date) -> tuple[Way, ...]:
    """The ways to do a programme on this day, the one that is proposed first."""
    later = fit.without(STRAIN).of

    def after(sessions: Sequence[Session]) -> tuple[Way, ...]:
        given = (programme, fit.library, sessions, day, fit.of)
        return ways_of_programme(*given, may_later=later, sores=fit.sores, strain=fit.strain)

    try:
        return after(_Sessions(snapshot.sessions, programme.id))
    except UnreadableRecord:
        return after(sessions_of(snapshot, programme.id))


class _Sessions(Sequence[Session]):
    """The sessions of a programme, oldest first, each decoded when it is looked at.

    A plan looks at the last few; those of ten years would be felt when the list opens. Raises
    UnreadableRecord where one that is looked at cannot be read.
    """

    def __init__(self, log: SessionLog, programme: str) -> None:
        self._log = log
        self._at = [at for at, past in enumerate(log.past) if past.programme == programme]
        self._read: dict[int, Session] = {}

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, index: int) -> Session: ...
    @overload
    def __getitem__(self, index: slice) -> list[Session]: ...
    def __getitem__(self, index: int | slice) -> Session | list[Session]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        at = self._at[index]
        if at not in self._read:
            self._read[at] = self._log[at]
        return self._read[at]


def _nothing_because(left_out: Sequence[LeftOut]) -> str:
    """What all of its exercises are left out for, if it is the same."""
    shared = [why for why in left_out[0].why if all(why in other.why for other in left_out)]
    return " ".join(shared) or EACH_HAS_ITS_REASON
