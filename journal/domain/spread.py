"""How far down the leg the pain reaches, week by week (clinical section 2.7)."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from journal.domain.average import median
from journal.domain.diary import WEEK_DAYS, Diary, rolling
from journal.domain.pain_history import ENOUGH_DAYS

LEG = 2
"""The level from which it is the leg that hurts, and not the back or buttock."""
LEVEL = 1
_WEEK = timedelta(days=WEEK_DAYS)
_BEFORE = timedelta(days=1)


class Reach(msgspec.Struct, frozen=True, gc=False):
    """How far down the leg the pain reached, 0 (back) to 5 (foot).

    `index` is that of the day, None where no such place was marked. `week` is the median of the
    seven days that end with it, None with fewer than four marked ones; `n` counts those.
    """

    day: date
    index: int | None
    week: float | None
    n: int


class Spread(msgspec.Struct, frozen=True):
    """Where the reach goes from the week before to this one.

    `now` and `before` are medians, 0-5, None with fewer than four marked days; `marked` and
    `marked_before` count those.
    """

    now: float | None
    before: float | None
    marked: int
    marked_before: int

    @property
    def levels(self) -> float | None:
        """The difference, below 0 where it reaches less far; None where a week has no median."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def missing(self) -> str:
        """What is missing for a comparison, empty where nothing is or no place was marked."""
        if self.levels is not None or not self.marked + self.marked_before:
            return ""
        return (
            f"{ENOUGH_DAYS} days with a place marked are needed in each week; there are"
            f" {self.marked} in this one, and {self.marked_before} in the one before"
        )

    @property
    def words(self) -> str:
        """It in words, empty where the pain is not in the leg."""
        levels = self.levels
        if levels is None or self.now is None or self.before is None:
            return ""
        rests = f"It rests on {self.marked} days, and {self.marked_before} the week before."
        if levels <= -LEVEL and self.before >= LEG:
            return f"Your leg pain is reaching less far down. That is often a good sign. {rests}"
        if levels >= LEVEL and self.now >= LEG:
            return f"Your leg pain reached further down than the week before. {rests}"
        if max(self.now, self.before) >= LEG:
            return f"Your leg pain reached about as far down as the week before. {rests}"
        return ""


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
    now, marked = _week(diary, today)
    before, marked_before = _week(diary, today - _WEEK)
    return Spread(now, before, marked, marked_before)


def _week(diary: Diary, last: date) -> tuple[float | None, int]:
    facts = diary.between(last - _WEEK + _BEFORE, last)
    known = [found.reach for found in facts if found.reach is not None]
    return (median(known) if len(known) >= ENOUGH_DAYS else None), len(known)
