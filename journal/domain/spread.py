"""How far down the leg the pain reaches, week by week (clinical section 2.7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from journal.domain.average import median
from journal.domain.body import Side
from journal.domain.diary import WEEK_DAYS, Diary, rolling
from journal.domain.pain_history import ENOUGH_DAYS

LEG = 2
"""The level from which it is the leg that hurts, and not the back or buttock."""
LEVEL = 1
_WEEK = timedelta(days=WEEK_DAYS)
_BEFORE = timedelta(days=1)


class Reach(msgspec.Struct, frozen=True, gc=False):
    """How far down the leg the pain reached, 0 (back) to 5 (foot).

    The side that reached further counts. `index` is that of the day, None where no such place
    was marked. `week` is the median of the seven days that end with it, None with fewer than
    four marked ones; `n` counts those.
    """

    day: date
    index: int | None
    week: float | None
    n: int


class Week(msgspec.Struct, frozen=True, gc=False):
    """How far down each leg it reached in a week, 0-5: the medians of its marked days."""

    left: float
    right: float


class Spread(msgspec.Struct, frozen=True):
    """Where the reach down each leg goes from the week before to this one.

    `now` and `before` are None with fewer than four days with a place marked, on either side;
    `marked` and `marked_before` count those. `in_leg` is whether one of them reached the leg.
    """

    now: Week | None
    before: Week | None
    marked: int
    marked_before: int
    in_leg: bool

    @property
    def levels(self) -> float | None:
        """The difference on the side that the words are about, below 0 where it reaches less far.

        None where a week has no median.
        """
        told = self._told
        return max([step.levels for step in told], key=abs) if told else None

    @property
    def missing(self) -> str:
        """Why there is no comparison, empty where there is one or the leg was never reached."""
        if self._told or not self.in_leg:
            return ""
        return (
            "too few days to compare how far down the leg it reached with the week before"
            f" ({self.marked} and {self.marked_before} with a place marked;"
            f" {ENOUGH_DAYS} of each are enough)"
        )

    @property
    def words(self) -> str:
        """It in words, empty where the pain is not in the leg."""
        told = self._told
        if not any(step.in_leg for step in told):
            return ""
        alone = len(told) == 1 and all(step.in_leg for step in self._steps)
        pain = f"Your leg pain on the {told[0].side}" if alone else "Your leg pain"
        rests = f"It rests on {self.marked} days, and {self.marked_before} the week before."
        if told[0].falls:
            return f"{pain} is reaching less far down. That is often a good sign. {rests}"
        way = "further down than" if told[0].rises else "about as far down as"
        return f"{pain} reached {way} the week before. {rests}"

    @property
    def _steps(self) -> tuple[_Step, ...]:
        if self.now is None or self.before is None:
            return ()
        return (
            _Step(Side.LEFT, self.before.left, self.now.left),
            _Step(Side.RIGHT, self.before.right, self.now.right),
        )

    @property
    def _told(self) -> Sequence[_Step]:
        """What the words are about: a new leg never hides behind the retreat of the other."""
        steps = self._steps
        rises = [step for step in steps if step.rises]
        falls = [step for step in steps if step.falls]
        return rises or falls or [step for step in steps if step.in_leg] or steps


class _Step(msgspec.Struct, frozen=True):
    """One side, from the week before to this one."""

    side: Side
    before: float
    now: float

    @property
    def levels(self) -> float:
        return self.now - self.before

    @property
    def in_leg(self) -> bool:
        return max(self.now, self.before) >= LEG

    @property
    def rises(self) -> bool:
        return self.levels >= LEVEL and self.now >= LEG

    @property
    def falls(self) -> bool:
        return self.levels <= -LEVEL and self.before >= LEG


def reaches(diary: Diary, first: date, last: date) -> tuple[Reach, ...]:
    """Each day from `first` to `last` on which a place counts, or whose week has a median."""
    facts = diary.between(first - _WEEK + _BEFORE, last)
    index = {found.day.day: found.reach for found in facts if found.reach is not None}
    days = [(day.toordinal(), float(reach)) for day, reach in index.items()]
    found = []
    for week in rolling(days, first, last, median, least=1):
        day, known = week.day, week.value if week.n >= ENOUGH_DAYS else None
        if known is not None or day in index:
            found.append(Reach(day, index.get(day), known, week.n))
    return tuple(found)


def spread(diary: Diary, today: date) -> Spread:
    """The week up to `today` against the one before."""
    this, last = _marked(diary, today), _marked(diary, today - _WEEK)
    in_leg = any(max(down) >= LEG for down in (*this, *last))
    return Spread(_week(this), _week(last), len(this), len(last), in_leg)


def _marked(diary: Diary, last: date) -> list[tuple[int, int]]:
    """How far down each leg it reached, on the marked days of the week that ends with `last`."""
    facts = diary.between(last - _WEEK + _BEFORE, last)
    return [found.down for found in facts if found.down is not None]


def _week(marked: Sequence[tuple[int, int]]) -> Week | None:
    if len(marked) < ENOUGH_DAYS:
        return None
    return Week(median([left for left, _ in marked]), median([right for _, right in marked]))
