"""The days of a chart gathered into columns that fit its width: by day, week, month or more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from journal.domain.average import mean
from journal.domain.diary import WEEK_DAYS, Day, Rolling
from journal.domain.markers import Marker, MarkerKind
from journal.domain.pain_history import ENOUGH_DAYS
from journal.domain.wording import counted

APART = 31
"""Days up to which each is drawn so that it can be told from the next."""
MOST_DAYS = 200
"""Days up to which a column is a day, however wide the chart is."""
TOLD = 4
"""Markers of one sort that are told one by one; of more the rest are counted."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=WEEK_DAYS)
_QUARTER = 3
_MONTHS = 12


class Unit(StrEnum):
    """The stretch of days that one column stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_LONG = {Unit.MONTH: 1, Unit.QUARTER: _QUARTER, Unit.YEAR: _MONTHS}
"""Months in those units that begin with the first of one."""


class Series(msgspec.Struct, frozen=True):
    """What a chart shows: the days from `first` to `last`.

    `days` are the logged ones and `means` the days that have a 7-day mean, both earliest first;
    `markers` are by day and kind, as `markers.all_markers` gives them.
    """

    first: date
    last: date
    days: tuple[Day, ...] = ()
    means: tuple[Rolling, ...] = ()
    markers: tuple[Marker, ...] = ()


class Column(msgspec.Struct, frozen=True, gc=False):
    """The days from `first` to `last`, of which `logged` have an entry.

    `mean` (0.0-10.0) is that of the days' means, `low` and `high` (0-10) are the lowest and the
    highest score; all are None where nothing is logged. `line` is what the line of the chart
    shows: of one day its 7-day mean, of more their mean; None where it would rest on fewer than
    four days. It rests on `rests` days.
    """

    first: date
    last: date
    logged: int
    entries: int
    mean: float | None
    low: int | None
    high: int | None
    line: float | None
    rests: int
    latest: date
    """The last logged day, the last day where nothing is logged."""
    markers: tuple[Marker, ...]
    around: tuple[Rolling, Rolling] | None = None
    """The 7-day means before a day with an event, and from it on; None where there are not both."""

    @property
    def days(self) -> int:
        """How many days it stands for."""
        return (self.last - self.first).days + 1

    @property
    def opens(self) -> date:
        """The day to be looked at first: the last with an event, else a start, else `latest`."""
        for kind in (MarkerKind.EVENT, MarkerKind.STARTED):
            if marked := [marker.day for marker in self.markers if marker.kind is kind]:
                return marked[-1]
        return self.latest


def unit_for(first: date, last: date, room: int) -> Unit:
    """The finest unit whose columns can be told apart in `room` dots across."""
    days = count(Unit.DAY, first, last)
    if days <= APART or days <= min(room, MOST_DAYS):
        return Unit.DAY
    # Weeks one dot wide would be a ragged band that says less than months do.
    if 2 * count(Unit.WEEK, first, last) <= room:
        return Unit.WEEK
    months = (Unit.MONTH, Unit.QUARTER)
    return next((unit for unit in months if count(unit, first, last) <= room), Unit.YEAR)


def count(unit: Unit, first: date, last: date) -> int:
    """How many columns there are from `first` to `last`, part of one counting as one."""
    if unit in (Unit.DAY, Unit.WEEK):
        step = 1 if unit is Unit.DAY else WEEK_DAYS
        return (begin(unit, last) - begin(unit, first)).days // step + 1
    return _number(unit, last) - _number(unit, first) + 1


def begin(unit: Unit, day: date) -> date:
    """The first day of the column that `day` lies in; weeks begin on Monday."""
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return day - timedelta(days=day.weekday())
    return _month(_number(unit, day) * _LONG[unit])


def begins(unit: Unit, first: date, last: date) -> list[date]:
    """The first days of all columns from `first` to `last`; that of the first may lie before."""
    found = count(unit, first, last)
    if unit in (Unit.DAY, Unit.WEEK):
        start, step = begin(unit, first), 1 if unit is Unit.DAY else WEEK_DAYS
        return [start + timedelta(days=n * step) for n in range(found)]
    number = _number(unit, first)
    return [_month((number + n) * _LONG[unit]) for n in range(found)]


def _number(unit: Unit, day: date) -> int:
    return (day.year * _MONTHS + day.month - 1) // _LONG[unit]


def _month(number: int) -> date:
    return date(number // _MONTHS, number % _MONTHS + 1, 1)


def columns(series: Series, unit: Unit) -> tuple[Column, ...]:
    """All columns from the first day to the last, those without an entry too."""
    firsts = [max(start, series.first) for start in begins(unit, series.first, series.last)]
    lasts = [start - _DAY for start in firsts[1:]] + [series.last]
    logged = [day.day for day in series.days]
    marked = [marker.day for marker in series.markers]
    means = {found.day: found for found in series.means} if unit is Unit.DAY else {}
    return tuple(
        [
            _column(
                first,
                last,
                series.days[bisect_left(logged, first) : bisect_right(logged, last)],
                means,
                series.markers[bisect_left(marked, first) : bisect_right(marked, last)],
                unit,
            )
            for first, last in zip(firsts, lasts, strict=True)
        ]
    )


def _column(
    first: date,
    last: date,
    days: Sequence[Day],
    means: Mapping[date, Rolling],
    markers: tuple[Marker, ...],
    unit: Unit,
) -> Column:
    around = None
    average = mean([day.mean for day in days]) if days else None
    line, rests = (average, len(days)) if len(days) >= ENOUGH_DAYS else (None, 0)
    if unit is Unit.DAY:
        rolling = means.get(first)
        line, rests = (rolling.value, rolling.n) if rolling else (None, 0)
        if any(marker.kind is MarkerKind.EVENT for marker in markers):
            before, after = means.get(first - _DAY), means.get(first + _WEEK - _DAY)
            around = (before, after) if before and after else None
    return Column(
        first=first,
        last=last,
        logged=len(days),
        entries=sum([day.n for day in days]),
        mean=average,
        low=min([day.best for day in days], default=None),
        high=max([day.worst for day in days], default=None),
        line=line,
        rests=rests,
        latest=days[-1].day if days else last,
        markers=markers,
        around=around,
    )


# In words


def column_words(column: Column, unit: Unit) -> str:
    """A column read out, what happened after the scores and what is rare first of that.

    "Tue 3 March: 4.5 on average (3 to 6), 3 entries; fall; strength base; took: ibuprofen". Of
    more than a day, checks, sessions and days with medication are counted.
    """
    parts = [f"{name(column, unit)}: {_scores(column, unit)}"]
    if unit is Unit.DAY and column.line is not None:
        parts.append(f"7-day average {column.line:.1f} ({column.rests} days logged)")
    parts.append(_told(_of(column, MarkerKind.EVENT, MarkerKind.STARTED)))
    if unit is Unit.DAY:
        parts.append(_around(column))
        parts.append(_told(_of(column, MarkerKind.SCREENING, MarkerKind.SESSION)))
        # Last of all: whatever signs are in its text, nothing else can begin there.
        parts.append(_taken(_of(column, MarkerKind.MEDICATION)))
    else:
        parts.append(_numbers(column))
    return "; ".join(filter(None, parts))


def day_words(series: Series, day: date) -> str:
    """One day of a series read out."""
    (column,) = columns(msgspec.structs.replace(series, first=day, last=day), Unit.DAY)
    return column_words(column, Unit.DAY)


def name(column: Column, unit: Unit) -> str:
    """The days of a column in words: "Tue 3 March", "2 to 8 March 2026", "March 2026"."""
    first, last = column.first, column.last
    if unit is Unit.DAY:
        return f"{first:%a} {first.day} {first:%B}"
    if unit is Unit.MONTH:
        return f"{first:%B} {year(first)}"
    if unit is Unit.YEAR:
        return year(first)
    return span_words(first, last)


def year(day: date) -> str:
    """The year of a day in four digits."""
    return f"{day.year:04}"


def span_words(first: date, last: date) -> str:
    """From one day to another: "2 to 8 March 2026", "30 March to 5 April 2026"."""
    end = f"{last.day} {last:%B} {year(last)}"
    if first == last:
        return end
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start += f" {first:%B}"
    if first.year != last.year:
        start += f" {year(first)}"
    return f"{start} to {end}"


def _scores(column: Column, unit: Unit) -> str:
    if column.mean is None:
        return "not logged"
    if unit is Unit.DAY:
        rests = counted(column.entries, "entry")
    else:
        rests = f"{column.logged} of {counted(column.days, 'day')} logged"
    if column.low == column.high:
        return f"{column.low}, {rests}"
    average = f"{column.mean:.1f} on average" if column.entries > 1 else f"{column.mean:.0f}"
    return f"{average} ({column.low} to {column.high}), {rests}"


def _of(column: Column, *kinds: MarkerKind) -> list[Marker]:
    """The markers of these kinds, in their order."""
    return [marker for kind in kinds for marker in column.markers if marker.kind is kind]


def _told(markers: Iterable[Marker]) -> str:
    """Markers in words, each once with how often."""
    times: dict[tuple[MarkerKind, str], int] = {}
    for marker in markers:
        what = (marker.kind, marker.words)
        times[what] = times.get(what, 0) + 1
    told = [words if n == 1 else f"{words} {n} times" for (_, words), n in times.items()]
    more = len(told) - TOLD
    return ", ".join(told[:TOLD]) + (f" and {more} more" if more > 0 else "")


def _around(column: Column) -> str:
    """The averages on both sides of an event; what that comes from is not for this to say."""
    if column.around is None:
        return ""
    before, after = column.around
    return (
        f"the 7 days before {before.value:.1f} ({before.n} logged),"
        f" the 7 from then on {after.value:.1f} ({after.n} logged)"
    )


def _taken(markers: Iterable[Marker]) -> str:
    words = ", ".join(dict.fromkeys([marker.words for marker in markers]))
    return words and f"took: {words}"


def _numbers(column: Column) -> str:
    """What is counted of more than a day: "3 checks, 5 sessions, medication on 4 days"."""
    checks, sessions = _of(column, MarkerKind.SCREENING), _of(column, MarkerKind.SESSION)
    taken = {marker.day for marker in _of(column, MarkerKind.MEDICATION)}
    found = [
        counted(len(checks), "check") if checks else "",
        counted(len(sessions), "session") if sessions else "",
        f"medication on {counted(len(taken), 'day')}" if taken else "",
    ]
    return ", ".join(filter(None, found))
