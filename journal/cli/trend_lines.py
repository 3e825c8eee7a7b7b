"""The trends as lines of text, each figure with the days it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.cli.check_talk import NARROWEST, wrapped
from journal.cli.lines import width_of
from journal.cli.output import counted, screen_width
from journal.domain.calendar import LEAST_WIDTH, Year
from journal.domain.change import Period
from journal.domain.chart import Plot
from journal.domain.columns import Series, Unit
from journal.domain.diary import Diary
from journal.domain.patterns import Patterns
from journal.domain.practice import Practice
from journal.domain.practice_table import practice_table
from journal.domain.trend_report import (
    beat_lines,
    change_lines,
    marker_lines,
    month_table,
    pattern_lines,
    reach_lines,
    whole_words,
)
from journal.domain.trends import Trends

CHART = (240, 18)
"""The most cells across of the chart, and its cells down."""
PLACES = 8
"""Places that are told, those of most days."""
SET_IN = "  "
MONTHS = 2
"""Calendar months that a range touches from which on each is told."""
YEAR = 180
"""Days of a range from which on there is a calendar."""


def trend_lines(
    found: Trends,
    diary: Diary,
    practice: Practice,
    names: Mapping[str, str],
    patterns: Patterns,
    may_try: bool,
    plain: bool,
) -> Iterator[str]:
    """All there is to tell of a range, wrapped to the terminal.

    `diary` is what it rests on, `practice` what was done in it, `names` those of programmes and
    exercises by id. With `may_try` False no trial with exercise is offered; with `plain` the
    chart and the calendar are ASCII.
    """
    yield from wrapped(f"Pain from {found.first} to {found.last}")
    yield ""
    for line in (found.headline, *change_lines(found, diary), whole_words(found.whole)):
        yield from wrapped(line)
    yield from _chart(found, plain)
    sections = {
        "Where it hurt": _places(found),
        "When": _points(beat_lines(found)),
        "Exercise": _practice(practice, names, found.whole.days),
        "What happened": _points(marker_lines(found.markers)),
        "What goes with it": _points(pattern_lines(patterns, may_try)),
        "By month": _months(found.months),
        "The year": _year(found, plain),
    }
    for title, lines in sections.items():
        if told := list(lines):
            yield from ["", title, *told]


def _chart(found: Trends, plain: bool) -> Iterator[str]:
    """The chart as wide as the terminal; nothing where there is no room or nothing to draw."""
    series = Series(found.first, found.last, found.days, found.mean7, found.markers)
    plot = Plot(series, min(screen_width(), CHART[0]), CHART[1])
    if not found.days or not plot.has_room:
        return
    yield from ["", *plot.text_rows(ascii=plain)]
    if plot.unit is not Unit.DAY:
        yield from _point(f"In this chart {plot.says}.")


def _point(text: str) -> list[str]:
    return wrapped(text, under=True)


def _points(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from _point(line)


# Where


def _places(found: Trends) -> Iterator[str]:
    """The places of most days, in columns; then how far down the leg."""
    places = found.sides[:PLACES]
    name = max((width_of(place.words) for place in places), default=0)
    days = max((len(counted(place.days, "day")) for place in places), default=0)
    for place in places:
        rests = f"{counted(place.days, 'day'):>{days}}, on average {place.mean:.1f}"
        yield from _point(f"{place.words:{name}}  {rests}")
    if len(found.sides) > PLACES:
        yield f"  and {counted(len(found.sides) - PLACES, 'more place')}"
    yield from _points(reach_lines(found))


# What was done


def _practice(found: Practice, names: Mapping[str, str], days: int) -> Iterator[str]:
    if not found.sessions:
        return
    room = max(NARROWEST, screen_width() - len(SET_IN))
    yield from _set_in(practice_table(found, names, room, days))


# Months and days


def _months(months: Sequence[Period]) -> Iterator[str]:
    """The months in columns; each in a sentence where there is no room for them."""
    if len(months) < MONTHS:
        return
    table = month_table(months)
    if max(map(width_of, table), default=0) <= screen_width() - len(SET_IN):
        yield from _set_in(table)
        return
    for month in reversed(months):
        if month.logged:
            yield from _point(f"{month.first:%B %Y}: {whole_words(month)}")


def _year(found: Trends, plain: bool) -> Iterator[str]:
    """The last year of the range, each day by its average; nothing where there is no room."""
    width = min(screen_width(), CHART[0]) - len(SET_IN)
    if found.whole.days < YEAR or width < LEAST_WIDTH:
        return
    year = Year(found.days, found.last, width, since=found.first)
    if any(year.place(day.day) for day in found.days):
        yield from _point(f"Averages of days, {year.words}")
        yield from _set_in(year.text_rows(ascii=plain))


def _set_in(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{SET_IN}{line}".rstrip()
