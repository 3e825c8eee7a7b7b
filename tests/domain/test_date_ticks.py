"""Dates below a chart: round, in order, apart from each other and whole."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from charted import logged
from diaries import TODAY, ago
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.chart import GUTTER, Plot
from journal.domain.date_ticks import SPACE, Ticks
from journal.domain.entry import EARLIEST_DAY

WORDS = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [1-9]\d?|[1-9]\d?|"
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)( \d{4})?|\d{4}"
)


def ticks_of(first: date, last: date, width: int) -> Ticks:
    return Plot(logged({}, first, last), width + GUTTER, 12).ticks


@given(
    st.dates(EARLIEST_DAY, date(9990, 1, 1)),
    st.integers(0, 60) | st.integers(0, 800) | st.integers(0, 4000) | st.integers(0, 100_000),
    st.integers(9, 220),
)
def test_words_never_overlap_nor_are_cut(first, length, width):
    last = min(first + timedelta(days=length), date(9998, 12, 31))
    found = ticks_of(first, last, width)
    for row in (found.upper, found.lower):
        end = -SPACE
        for start, text in row:
            assert start >= end + SPACE
            assert WORDS.fullmatch(text), text
            end = start + len(text)
        assert end <= width
    assert all(0 <= cell < width for cell in found.cells)


@pytest.mark.parametrize(
    ("days", "width", "upper", "lower"),
    [
        (3, 60, ["Thu 12", "Fri 13", "Sat 14"], ["March 2026"]),
        (14, 115, ["Sun 1", "Mon 2", "Tue 3"], ["March 2026"]),
        (14, 75, ["1", "2", "3"], ["March 2026"]),
        (30, 75, ["Mon 16", "Mon 23", "Mon 2"], ["February 2026", "March 2026"]),
        (90, 75, ["15", "22", "29"], ["Dec 2025", "Jan 2026", "Feb 2026"]),
        (200, 115, ["September", "October", "November"], ["2025", "2026"]),
        (200, 75, ["Sep", "Oct", "Nov"], ["2025", "2026"]),
        (365, 115, ["Apr", "May", "Jun"], ["2025", "2026"]),
        (365, 25, ["Apr", "Jul", "Oct"], ["2025", "2026"]),
        (3653, 75, ["2017", "2018", "2019"], []),
        (3653, 40, ["2018", "2020", "2022"], []),
        (36500, 75, ["1930", "1940", "1950"], []),
    ],
)
def test_the_finest_round_dates_that_fit_are_named(days, width, upper, lower):
    found = ticks_of(ago(days - 1), TODAY, width)
    assert [text for _, text in found.upper][:3] == upper
    assert [text for _, text in found.lower][:3] == lower


def test_a_word_stands_where_its_stretch_begins():
    first, last = date(2025, 6, 15), date(2026, 6, 14)
    plot = Plot(logged({}, first, last), 118, 20)
    for cell, text in plot.ticks.upper:
        days = plot.columns[plot.number_at(GUTTER + cell)]
        assert text in (f"{days.last:%b}", f"{days.last:%B}")
        assert days.last.day <= 7


def test_a_month_that_only_ends_here_may_go_without_its_name():
    found = ticks_of(date(2026, 2, 27), date(2026, 3, 28), 75)
    assert [text for _, text in found.lower] == ["March 2026"]
