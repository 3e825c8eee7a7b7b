"""Days gathered into the columns of a chart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from charted import logged, scored
from diaries import TODAY, ago, histories
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.columns import (
    APART,
    MOST_DAYS,
    Series,
    Unit,
    begin,
    column_words,
    columns,
    count,
    day_words,
    name,
    span_words,
    unit_for,
)
from journal.domain.diary import diary_of
from journal.domain.markers import Marker, MarkerKind

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
UNITS = st.sampled_from(list(Unit))


def test_a_month_is_always_day_by_day():
    for room in (20, 154, 400):
        assert unit_for(ago(APART - 1), TODAY, room) is Unit.DAY


@pytest.mark.parametrize(
    ("days", "room", "unit"),
    [
        (90, 154, Unit.DAY),
        (90, 80, Unit.WEEK),
        (MOST_DAYS, 400, Unit.DAY),
        (MOST_DAYS + 1, 400, Unit.WEEK),
        (365, 154, Unit.WEEK),
        (3653, 154, Unit.MONTH),
        (3653, 394, Unit.MONTH),
        (9131, 154, Unit.QUARTER),
        (36500, 154, Unit.YEAR),
    ],
)
def test_longer_ranges_have_columns_of_more_days(days, room, unit):
    assert unit_for(ago(days - 1), TODAY, room) is unit


@given(DAYS, st.integers(0, 5000), UNITS)
def test_columns_follow_each_other_and_cover_every_day(first, length, unit):
    last = first + timedelta(days=length)
    found = columns(Series(first, last), unit)
    assert len(found) == count(unit, first, last)
    assert (found[0].first, found[-1].last) == (first, last)
    for one, following in pairwise(found):
        assert following.first == one.last + timedelta(days=1) == begin(unit, following.first)
    assert all(begin(unit, one.first) == begin(unit, one.last) for one in found)


@given(histories(120), UNITS)
def test_a_column_holds_what_its_days_hold(entries, unit):
    diary = diary_of(entries)
    first = ago(119)
    series = Series(first, TODAY, diary.days(first, TODAY), diary.week_means(first, TODAY))
    for column in columns(series, unit):
        mine = [e for e in entries if column.first <= e.day <= column.last]
        days = sorted({e.day for e in mine})
        assert (column.entries, column.logged) == (len(mine), len(days))
        assert column.latest == (days[-1] if days else column.last)
        if not mine:
            assert column.mean is column.low is column.high is None
            continue
        assert column.low == min(e.pain for e in mine)
        assert column.high == max(max(e.pain, e.worst or 0) for e in mine)
        scores = [[e.pain for e in mine if e.day == day] for day in days]
        mean = sum(sum(found) / len(found) for found in scores) / len(days)
        assert column.mean == pytest.approx(mean)
        if unit is not Unit.DAY:
            assert column.line == (column.mean if len(days) >= 4 else None)


def test_a_day_has_the_7_day_mean_and_none_on_fewer_than_four_days():
    found = columns(scored(5, 5, 5, None, 9, 3), Unit.DAY)
    assert [one.line for one in found] == [None, None, None, None, 6.0, 5.4]
    assert [one.rests for one in found] == [0, 0, 0, 0, 4, 5]


def test_a_leap_day_is_a_day_like_others():
    series = scored(2, 7, 3, last=date(2024, 3, 1))
    assert [name(one, Unit.DAY) for one in columns(series, Unit.DAY)] == [
        "Wed 28 February",
        "Thu 29 February",
        "Fri 1 March",
    ]
    assert columns(series, Unit.MONTH)[0].days == 2


def test_a_day_is_read_out():
    marker = Marker(TODAY, MarkerKind.SESSION, "Strength base")
    series = scored((3, 4, 6), markers=(marker,))
    words = column_words(columns(series, Unit.DAY)[0], Unit.DAY)
    assert words == "Sat 14 March: 4.3 on average (3 to 6), 3 entries; Strength base"
    assert day_words(series, TODAY) == words


def test_what_was_not_logged_is_said_so():
    for unit in Unit:
        assert ": not logged" in column_words(columns(scored(None), unit)[0], unit)


def test_one_score_needs_no_average():
    assert day_words(scored(4), TODAY) == "Sat 14 March: 4, 1 entry"
    assert day_words(scored((4, 4)), TODAY) == "Sat 14 March: 4, 2 entries"
    assert "average" not in column_words(columns(scored(0), Unit.YEAR)[0], Unit.YEAR)


def test_the_7_day_mean_is_read_out_with_the_days_it_rests_on():
    assert day_words(scored(2, 4, None, 6, 8), TODAY).endswith(
        "8, 1 entry; 7-day average 5.0 (4 days logged)"
    )


def test_a_week_says_how_many_of_its_days_are_logged():
    series = logged({date(2026, 3, 3): (2, 5), date(2026, 3, 8): 4}, date(2026, 3, 2), TODAY)
    words = [column_words(one, Unit.WEEK) for one in columns(series, Unit.WEEK)]
    assert words == [
        "2 to 8 March 2026: 3.8 on average (2 to 5), 2 of 7 days logged",
        "9 to 14 March 2026: not logged",
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 2), date(2026, 3, 8), "2 to 8 March 2026"),
        (date(2026, 3, 30), date(2026, 4, 5), "30 March to 5 April 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 to 4 January 2026"),
        (date(2024, 2, 29), date(2024, 2, 29), "29 February 2024"),
    ],
)
def test_days_in_words(first, last, words):
    assert span_words(first, last) == words


def test_longer_columns_go_by_their_names():
    series = logged({}, date(2025, 12, 31), date(2026, 3, 14))
    assert [name(one, Unit.MONTH) for one in columns(series, Unit.MONTH)][:2] == [
        "December 2025",
        "January 2026",
    ]
    assert [name(one, Unit.YEAR) for one in columns(series, Unit.YEAR)] == ["2025", "2026"]


def test_many_markers_are_told_once_each_and_the_rest_counted():
    kinds = list(MarkerKind)
    markers = tuple(Marker(TODAY, kinds[n % 5], f"{kinds[n % 5]} {n % 10}") for n in range(20))
    words = day_words(scored(None, markers=markers), TODAY)
    assert words == (
        "Sat 14 March: not logged; event 0 2 times, event 5 2 times, started 1 2 times,"
        " started 6 2 times; screening 2 2 times, screening 7 2 times, session 3 2 times,"
        " session 8 2 times; took: medication 4, medication 9"
    )
    many = tuple(Marker(TODAY, MarkerKind.STARTED, f"started {n}") for n in range(6))
    assert day_words(scored(None, markers=many), TODAY).endswith("started 3 and 2 more")


# What happened


def happened(day: date, **words: str) -> tuple[Marker, ...]:
    """Markers of a day in their order, by the names of their kinds."""
    return tuple(Marker(day, kind, words[kind.value]) for kind in MarkerKind if kind.value in words)


def test_what_was_taken_is_the_last_that_a_day_tells():
    markers = happened(
        TODAY,
        event="fall",
        started="Started walking",
        screening="check: keep watching",
        session="Core trio",
        medication="paracetamol 1 g; ibuprofen, as ever",
    )
    words = day_words(scored((3, 4, 6), markers=markers), TODAY)
    assert words == (
        "Sat 14 March: 4.3 on average (3 to 6), 3 entries; fall, Started walking;"
        " check: keep watching, Core trio; took: paracetamol 1 g; ibuprofen, as ever"
    )
    only = scored(None, markers=happened(TODAY, medication="ibuprofen"))
    assert day_words(only, TODAY) == "Sat 14 March: not logged; took: ibuprofen"


def test_of_more_than_a_day_what_is_common_is_counted():
    days = [date(2026, 3, 2) + timedelta(days=n) for n in range(7)]
    markers: tuple[Marker, ...] = happened(days[0], session="Core trio", medication="a; b")
    markers += happened(days[2], event="fall", screening="check: talk to a doctor", session="x")
    markers += happened(days[2], medication="c") + happened(days[2], medication="d")
    markers += happened(days[4], event="fall", started="Started walking", session="Core trio")
    (column,) = columns(logged({days[1]: (2, 5)}, days[0], days[-1], *markers), Unit.WEEK)
    assert column_words(column, Unit.WEEK) == (
        "2 to 8 March 2026: 3.5 on average (2 to 5), 1 of 7 days logged;"
        " fall 2 times, Started walking; 1 check, 3 sessions, medication on 2 days"
    )


def test_of_more_than_a_day_what_there_was_none_of_is_not_told():
    day = date(2026, 3, 2)
    for kind, words in (
        ("event", "slip"),
        ("screening", "1 check"),
        ("session", "1 session"),
        ("medication", "medication on 1 day"),
    ):
        series = logged({day: 4}, day, day + timedelta(days=6), *happened(day, **{kind: "slip"}))
        (column,) = columns(series, Unit.WEEK)
        told = column_words(column, Unit.WEEK)
        assert told == f"2 to 8 March 2026: 4, 1 of 7 days logged; {words}"


def test_one_day_is_a_day():
    assert column_words(columns(scored(4), Unit.MONTH)[0], Unit.MONTH) == (
        "March 2026: 4, 1 of 1 day logged"
    )


def event_week(*scores: int | None, back: int, kind: str = "event") -> str:
    """The day so many days ago, on which there was a fall, read out."""
    markers = happened(ago(back), **{kind: "fall"})
    return day_words(scored(*scores, markers=markers), ago(back))


def test_a_day_with_an_event_has_the_averages_on_both_sides():
    words = event_week(*(1, 2, 3, 3, 4, 5, 6), *(9, 6, None, 4, 4, 4, 4), back=6)
    assert words.startswith("Sun 8 March: 9, 1 entry; 7-day average 4.6 (7 days logged); fall; ")
    assert words.endswith("; the 7 days before 3.4 (7 logged), the 7 from then on 5.2 (6 logged)")
    # What was logged later still counts for neither.
    later = event_week(*(1, 2, 3, 3, 4, 5, 6), *(9, 6, None, 4, 4, 4, 4), 10, 10, back=8)
    assert later.partition("fall")[2] == words.partition("fall")[2]


def test_without_both_averages_an_event_has_neither():
    for scores, back in (
        (([5] * 7 + [9] + [4] * 5), 5),
        (([5] * 3 + [9] + [4] * 6), 6),
        (([5] * 7 + [9] + [4] * 2 + [None] * 4), 6),
    ):
        assert "before" not in event_week(*scores, back=back)
    whole = [5] * 7 + [9] + [4] * 6
    assert "before" in event_week(*whole, back=6)
    for kind in ("started", "screening", "session", "medication"):
        assert "before" not in event_week(*whole, back=6, kind=kind)


def test_a_column_opens_the_day_of_what_tells_most():
    first = date(2026, 3, 2)
    days = [first + timedelta(days=n) for n in range(7)]

    def opens(*markers: Marker, **fields: str) -> date:
        (column,) = columns(logged({days[5]: 4}, first, days[-1], *markers), Unit.WEEK)
        return column.opens

    common = {"screening": "check", "session": "Core trio", "medication": "ibuprofen"}
    assert opens() == opens(*happened(days[6], **common)) == days[5]
    start = happened(days[4], started="started b")
    assert opens(*happened(days[1], started="started a"), *start) == days[4]
    falls = (*happened(days[1], event="fall"), *happened(days[2], event="slip"))
    assert opens(*falls, *start) == days[2]
    (empty,) = columns(logged({}, first, days[-1]), Unit.WEEK)
    assert empty.opens == empty.latest == days[-1]
