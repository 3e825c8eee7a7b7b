"""A factor and the pain it is looked at for, day by day (clinical section 3.3, "Pairing")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from datetime import date

import msgspec

from journal.domain.day import DayView
from journal.domain.factor import Factor


class Paired(msgspec.Struct, frozen=True):
    """The days on which a factor and the pain after it are known, in order, one value each.

    `days` are ordinals, `values` those of the factor, `pain` is that of the day and `before`
    that of the day before it, both 0-10.
    """

    days: list[int]
    values: list[float]
    pain: list[float]
    before: list[float]

    def until(self, day: date) -> Paired:
        """Only the days up to `day`."""
        end = bisect_right(self.days, day.toordinal())
        return Paired(self.days[:end], self.values[:end], self.pain[:end], self.before[:end])


class Pairing:
    """The days of a diary, in order, and the pairs there are of them."""

    def __init__(self, views: Sequence[DayView]) -> None:
        self._views = views
        self._pain = {view.day.toordinal(): view.mean for view in views}

    def pairs(self, factor: Factor, exercised: Set[date]) -> Paired:
        """The days that have their own pain, that of the day before and a value of `factor`.

        `exercised` are the days with a finished session.
        """
        values = _values(factor, self._views, exercised)
        days = [day for day in self._pain if day - 1 in self._pain and day - factor.lag in values]
        return Paired(
            days,
            [values[day - factor.lag] for day in days],
            [self._pain[day] for day in days],
            [self._pain[day - 1] for day in days],
        )


def _values(factor: Factor, views: Sequence[DayView], exercised: Set[date]) -> dict[int, float]:
    """What was logged of the factor, by the ordinal of the day."""
    if factor.id == "exercise":
        # Before the first session nobody chose not to do one.
        first = min(exercised, default=date.max)
        days = [view.day for view in views if view.day >= first]
        return {day.toordinal(): float(day in exercised) for day in days}
    return {
        view.day.toordinal(): float(value)
        for view in views
        if (value := view.latest(factor.id)) is not None
    }
