"""Dates below a chart: round ones, as many as fit, whose words neither overlap nor are cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from journal.domain.columns import APART, Unit, begins, year

SPACE = 2
"""Blank cells between two words, at least."""
_MONDAYS = 120
"""Days up to which weeks are named, not months."""
_FEW_YEARS = 4
"""Years up to which months are named."""
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

Words = tuple[tuple[int, str], ...]
"""First cell and text of each word of a row, from the left."""
Format = Callable[[date], str]


class Ticks(NamedTuple):
    """Two rows of words, and the cells in which a stretch begins that the upper row names.

    The lower row says what the upper one is part of: the month of days, the year of months.
    """

    upper: Words
    lower: Words
    cells: tuple[int, ...]


def ticks(
    firsts: Sequence[date], last: date, spans: Sequence[tuple[int, int]], width: int
) -> Ticks:
    """The ticks for columns that begin on `firsts`, the last one ending on `last`.

    `spans` are the first cell of each column and the one behind its last; `width` is that of the
    chart in cells.
    """
    if not firsts:
        return Ticks((), (), ())
    first = firsts[0]

    def cell(day: date) -> int:
        return spans[max(0, bisect_right(firsts, day) - 1)][0]

    if (last - first).days < APART:
        every = begins(Unit.DAY, first, last)
        for known in ([(day, _weekday(day)) for day in every], [(day, _day(day)) for day in every]):
            words = _centred(known, firsts, spans, width)
            if words:
                return Ticks(words, _parts(Unit.MONTH, first, last, cell, width), ())
    for days, forms, whole in _levels(first, last):
        inside = [day for day in days if first <= day <= last]
        if len(inside) > width:
            continue
        cells = [cell(day) for day in inside]
        for form in forms:
            words = _from_left(list(zip(cells, map(form, inside), strict=True)), width)
            if words:
                lower = _parts(whole, first, last, cell, width) if whole else ()
                return Ticks(words, lower, tuple(cells))
    return Ticks((), _parts(Unit.MONTH, first, last, cell, width), ())


def _levels(
    first: date, last: date
) -> Iterator[tuple[Iterable[date], tuple[Format, ...], Unit | None]]:
    """Days to name from the finest to the coarsest, how, and what they are parts of."""
    if (last - first).days <= _MONDAYS:
        yield begins(Unit.WEEK, first, last), (_weekday, _day), Unit.MONTH
    months = begins(Unit.MONTH, first, last) if last.year - first.year <= _FEW_YEARS else []
    for step in (1, 3, 6):
        forms = (_month, _short_month) if step == 1 else (_short_month,)
        yield [day for day in months if (day.month - 1) % step == 0], forms, Unit.YEAR
    years = begins(Unit.YEAR, first, last)
    for step in _YEARS:
        yield [day for day in years if day.year % step == 0], (year,), None


def _weekday(day: date) -> str:
    return f"{day:%a} {day.day}"


def _day(day: date) -> str:
    return str(day.day)


def _month(day: date) -> str:
    return f"{day:%B}"


def _short_month(day: date) -> str:
    return f"{day:%b}"


def _parts(whole: Unit, first: date, last: date, cell: Callable[[date], int], width: int) -> Words:
    """The months or years that the columns lie in, each named where it begins."""
    days = [max(day, first) for day in begins(whole, first, last)]
    full: tuple[Format, ...] = (year,)
    if whole is Unit.MONTH:
        full = (lambda day: f"{day:%B} {year(day)}", lambda day: f"{day:%b} {year(day)}")
    for forms, known in ((full, days), (full, days[1:]), ((_short_month,), days)):
        # Of a month that only ends here the name may have no room.
        for form in forms:
            words = _from_left([(cell(day), form(day)) for day in known], width)
            if words:
                return words
    return ()


def _from_left(named: Sequence[tuple[int, str]], width: int) -> Words:
    """Words that begin in their cells, none where they do not fit.

    The last one may be left out: what it names has only just begun.
    """
    if named and named[-1][0] + len(named[-1][1]) > width:
        named = named[:-1]
    return _if_apart(named, width)


def _centred(
    named: Iterable[tuple[date, str]],
    firsts: Sequence[date],
    spans: Sequence[tuple[int, int]],
    width: int,
) -> Words:
    """Words below the middle of their days, none where they do not fit."""
    found = []
    for day, text in named:
        start, end = spans[bisect_right(firsts, day) - 1]
        found.append((max(0, (start + end - len(text)) // 2), text))
    return _if_apart(found, width)


def _if_apart(words: Sequence[tuple[int, str]], width: int) -> Words:
    end = -SPACE
    for start, text in words:
        if start < end + SPACE:
            return ()
        end = start + len(text)
    return tuple(words) if end <= width else ()
