"""The calendar of a year: a place for every day, a sign for every level."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from charted import logged, scored
from diaries import TODAY, ago
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.calendar import (
    GUTTER,
    HEIGHT,
    LEAST_WIDTH,
    MEANINGS,
    SIGNS,
    WHOLE_WIDTH,
    Level,
    Year,
    first_day,
)

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def year(last: date = TODAY, width: int = 80, **known: date) -> Year:
    days = {last - timedelta(days=n): n % 11 for n in range(0, 500, 2)}
    return Year(logged(days, last - timedelta(days=499), last).days, last, width, **known)


def sign(shown: Year, day: date) -> str:
    place = shown.place(day)
    assert place is not None
    return shown.lines()[place[1]].text[place[0]]


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        (None, Level.NOT_LOGGED),
        (0, Level.NONE),
        ((0, 0, 1), Level.MILD),
        (3, Level.MILD),
        ((3, 4), Level.MODERATE),
        (6, Level.MODERATE),
        ((6, 7), Level.SEVERE),
        (10, Level.SEVERE),
    ],
)
def test_a_day_shows_the_band_of_its_mean(scores, level):
    shown = Year(scored(scores).days, TODAY, 80)
    assert shown.level(TODAY) is level
    assert sign(shown, TODAY) == SIGNS[level]


def test_every_level_has_a_sign_of_its_own_and_a_meaning():
    assert len(set(SIGNS.values())) == len(SIGNS)
    for width in (80, LEAST_WIDTH):
        legend = year(width=width).lines()[-1].text
        for level, words in MEANINGS.items():
            assert f"{SIGNS[level]} {words}" in legend
    assert words not in year(width=LEAST_WIDTH - 1).lines()[-1].text


@given(DAYS, st.integers(0, 370), st.sampled_from([WHOLE_WIDTH, 80, 120, 200]))
def test_every_day_of_a_year_has_its_place(last, back, width):
    shown = year(last, width)
    day = last - timedelta(days=back)
    place = shown.place(day)
    if day < shown.first:
        assert place is None
        return
    assert place is not None
    assert place[1] == 1 + day.weekday()
    assert GUTTER <= place[0] <= width - shown.cell_width
    for cell in range(place[0], place[0] + shown.cell_width):
        assert shown.day_at(cell, place[1]) == day
    assert sign(shown, day) == SIGNS[shown.level(day)]
    logged_day = back % 2 == 0
    assert (shown.level(day) is Level.NOT_LOGGED) is not logged_day


@given(DAYS, st.integers(0, 370), st.integers(GUTTER + 1, WHOLE_WIDTH))
def test_where_there_is_less_room_the_weeks_around_the_day_are_shown(last, back, width):
    day = max(last - timedelta(days=back), year(last).first)
    shown = year(last, width, shown=day)
    place = shown.place(day)
    assert place is not None
    assert shown.day_at(*place) == day
    assert [len(line.text) for line in shown.lines()] == [width] * HEIGHT


@pytest.mark.parametrize("last", [date(2024, 12, 31), date(2023, 12, 31), date(2028, 12, 31)])
def test_a_whole_calendar_year_is_in_view(last):
    shown = year(last)
    assert shown.place(last.replace(month=1, day=1)) is not None
    days = [last.replace(month=1, day=1) + timedelta(days=n) for n in range(366)]
    places = [shown.place(day) for day in days if day <= last]
    assert len(set(places)) == len(places)


def test_the_29th_of_february_is_a_day_like_others():
    shown = year(date(2024, 3, 10))
    before, after = shown.place(date(2024, 2, 28)), shown.place(date(2024, 3, 1))
    assert before is not None
    assert after is not None
    assert (before[1], after[1]) == (3, 5)
    assert shown.place(date(2024, 2, 29)) == (before[0], 4)


def test_days_to_come_are_blank():
    wednesday = date(2026, 3, 11)
    shown = year(wednesday)
    place = shown.place(wednesday)
    assert place is not None
    for row in range(place[1] + 1, 8):
        assert shown.lines()[row].text[place[0]] == " "
        assert shown.day_at(place[0], row) is None
    assert shown.place(wednesday + timedelta(days=1)) is None


@given(DAYS, st.integers(0, 230))
def test_months_stand_above_the_week_in_which_they_begin(last, width):
    shown = Year((), last, width)
    line = shown.lines()[0].text
    names = line.split()
    months = [name for name in names if not name.isdigit()]
    assert all(len(name) == 3 for name in months)
    assert all(len(name) == 4 for name in names if name.isdigit())
    cell = 0
    for name in months:
        cell = line.index(name, cell)
        sunday = shown.day_at(cell, 7) or last
        assert f"{sunday:%b}" == name
        assert sunday.day <= 7
        cell += 3
    if width >= WHOLE_WIDTH:
        assert len(months) >= 11


@given(DAYS)
def test_the_first_day_is_the_monday_that_begins_the_53_weeks(last):
    first = first_day(last)
    assert first == year(last).first
    assert first.weekday() == 0
    assert 52 * 7 <= (last - first).days < 53 * 7
    shown = year(last)
    assert shown.place(first) == (GUTTER, 1)
    assert shown.place(first - timedelta(days=1)) is None


@given(DAYS, st.integers(0, 400), st.sampled_from([GUTTER + 20, WHOLE_WIDTH, 200]))
def test_of_days_before_it_begins_nothing_is_said(last, back, width):
    since = last - timedelta(days=back)
    shown = year(last, width, since=since)
    assert shown.first == max(since, first_day(last))
    whole = year(last, width)
    signs, before = ([line.text for line in one.lines()] for one in (shown, whole))
    for n in range(-3, 401):
        day = last - timedelta(days=n)
        if day < since:
            assert shown.level(day) is Level.OUTSIDE
            assert shown.place(day) is None
            if place := whole.place(day):
                cell, row = place
                assert (before[row][cell] != " ", signs[row][cell]) == (True, " ")
                assert shown.day_at(cell, row) is None
        else:
            assert (shown.level(day), shown.place(day)) == (whole.level(day), whole.place(day))


def test_it_says_which_days_are_in_view():
    assert year(since=ago(3)).words == "11 to 14 March 2026"
    assert year(since=ago(1000)).words == year().words
    assert year(since=ago(3), width=GUTTER + 10, shown=ago(200)).words == ""
    assert year().words == "10 March 2025 to 14 March 2026"
    assert year(width=GUTTER + 10, shown=ago(200)).words == "28 July to 5 October 2025"
    assert year(width=3).words == ""


def test_the_cursor_covers_one_day():
    for width in (80, 120, 200):
        shown = year(width=width)
        for day in (TODAY, ago(100), shown.first):
            lines = [shown.with_cursor(line, y, day) for y, line in enumerate(shown.lines())]
            text = "\n".join(line.text for line in lines)
            assert text.count("◆") == shown.cell_width
            place = shown.place(day)
            assert place is not None
            assert lines[place[1]].text[place[0]] == "◆"


def test_the_text_has_signs_that_every_terminal_has():
    plain, ascii = year().text_rows(), year().text_rows(ascii=True)
    assert "\n".join(ascii).isascii()
    assert [len(row) for row in plain] == [len(row) for row in ascii]
    signs = dict(zip("·○░▒█", ".o-+#", strict=True))
    assert ascii == ["".join([signs.get(c, c) for c in row]) for row in plain]


@pytest.mark.parametrize("width", range(0, 60, 7))
def test_little_room_is_no_error(width):
    shown = year(width=width)
    assert [len(line.text) for line in shown.lines()] == [width] * HEIGHT
    assert shown.day_at(0, 0) is None
    for cell in range(width):
        for row in range(HEIGHT):
            day = shown.day_at(cell, row)
            assert day is None or shown.place(day) is not None
