"""The trends of a range: words, markers, edges, and what `journal trends --json` is given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from diaries import TODAY, ago, diary, histories, in_order, made, weeks
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.body import Region, Side
from journal.domain.diary import Day, Diary, diary_of
from journal.domain.entry import Event, Medication, PainEntry, Site
from journal.domain.level import Level
from journal.domain.markers import Marker, MarkerKind, started
from journal.domain.practice import practice
from journal.domain.screening import Screening
from journal.domain.training import Session
from journal.domain.trend_words import high_words, month_words
from journal.domain.trends import Trends, record, trends

AVOID = re.compile(
    r"\b(must|damage|diagnos\w*|safe|failed|missed|trigger\w*|caus\w*|because|prove\w*|normal)\b",
    re.IGNORECASE,
)


def over(found: Diary, days: int = 30, last: date = TODAY) -> Trends:
    """The trends of so many days up to `last`."""
    return trends(found, [], [], last - timedelta(days=days - 1), last, TODAY)


# The headline


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (diary(), "Nothing is logged yet."),
        (
            diary(5),
            "Last 7 days: 1 of 7 days logged. An average needs 4."
            " The last logged day is 2026-03-14: 5.0.",
        ),
        (
            diary(5, *(None,) * 7),
            "Last 7 days: 0 of 7 days logged. The last logged day is 2026-03-07: 5.0.",
        ),
        (
            diary(5, 5, 5, 5),
            "Last 7 days 5.0. 4 of 7 days logged."
            " Too few days to compare with the 7 before (4 and 0 logged; 4 of each are enough).",
        ),
        (
            diary(*(5, 5, 5, 5, 5, 5, 6), *(4, 4, 4, 4, 4, 3, None)),
            "Last 7 days 3.8, the 7 before 5.1: a little lower."
            " 6 of 7 days logged, before that 7 of 7.",
        ),
        (
            weeks(0, 0),
            "Last 7 days 0.0, the 7 before 0.0: about the same."
            " 7 of 7 days logged, before that 7 of 7.",
        ),
    ],
)
def test_the_headline_says_what_changed_and_what_it_rests_on(found: Diary, words: str) -> None:
    assert over(found).headline == words


def test_a_range_in_the_past_is_told_of_its_own_last_day() -> None:
    found = over(weeks(8, 4, 4, 4), 14, ago(14))
    assert found.headline == (
        "The 7 days to 2026-02-28 4.0, the 7 before 8.0: clearly lower."
        " 7 of 7 days logged, before that 7 of 7."
    )
    assert over(weeks(4), 7, ago(30)).headline == "Nothing is logged up to 2026-02-12."


def test_what_lies_ahead_is_logged_too() -> None:
    ahead = diary(4, last=ago(-1))
    assert over(ahead).headline == "Nothing is logged up to 2026-03-14."
    assert over(diary(), last=ago(9)).headline == "Nothing is logged up to 2026-03-05."


def test_a_month_is_set_against_the_whole_month_before() -> None:
    months = [made(date(2026, 2, n), 6) for n in range(1, 29)]
    found = over(diary_of(months + [made(date(2026, 3, n), 5) for n in range(1, 15)])).month
    assert (found.this.first, found.this.last) == (date(2026, 3, 1), TODAY)
    assert month_words(found.against_last) == (
        "March 5.0, February 6.0: a little lower. 14 of 14 days logged, before that 28 of 28."
    )
    assert found.against_first is not None
    assert found.against_first.before.first == date(2026, 2, 1)


def test_a_month_with_a_few_days_is_not_compared() -> None:
    few = [made(date(2026, 2, n), 6) for n in range(1, 16)]
    found = over(diary_of(few + [made(date(2026, 3, n), 5) for n in range(1, 15)])).month
    assert found.this.mean == 5.0
    assert month_words(found.against_last) == (
        "March: too few days to compare with February (14 and 15 logged; 8 and 16 are enough)."
    )


@given(histories())
def test_no_line_uses_a_word_that_promises_or_blames(entries: list[PainEntry]) -> None:
    found = over(diary_of(entries), 41)
    lines = [found.headline, found.spread.words, found.spread.missing, high_words(found.whole)]
    assert not [line for line in lines if AVOID.search(line)]


# Markers


def test_what_happened_is_marked_by_day_and_kind(
    session: Callable[..., Session], screening: Callable[..., Screening]
) -> None:
    noon = datetime(2026, 3, 13, 12, tzinfo=UTC)
    entries = [
        made(ago(2), 4, note="Started swimming\non Thursdays"),
        made(ago(1), 4, hour=8, event=Event.KICK, medications=(Medication("gel"),)),
        made(
            ago(1),
            4,
            event=Event.KICK,
            medications=(Medication("gel"), Medication("x\x1b", "08:00")),
        ),
        made(TODAY, 4, event=Event.OTHER),
    ]
    found = trends(
        diary_of(entries),
        [session("core-trio", at=noon), session("", at=noon)],
        [screening(Level.URGENT, at=noon), screening(at=noon - timedelta(days=90))],
        ago(6),
        TODAY,
        TODAY,
    )
    assert found.markers == (
        Marker(ago(2), MarkerKind.STARTED, "Started swimming"),
        Marker(ago(1), MarkerKind.EVENT, "kick"),
        Marker(ago(1), MarkerKind.SCREENING, "check: talk to a doctor"),
        Marker(ago(1), MarkerKind.SESSION, "Core trio"),
        Marker(ago(1), MarkerKind.SESSION, "Exercises"),
        Marker(ago(1), MarkerKind.MEDICATION, "gel, x␛"),
        Marker(TODAY, MarkerKind.EVENT, "another event"),
    )


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("started the evening walk", "started the evening walk"),
        ("STARTED: new shoes", "STARTED: new shoes"),
        ("\n  started yoga [/] \nmore", "started yoga [/]"),
        ("started\u2028yoga", ""),
        ("started", ""),
        ("started ...", ""),
        ("startedness was high", ""),
        ("we started yoga", ""),
        ("a day\nstarted yoga", ""),
        ("", ""),
    ],
)
def test_a_note_marks_a_start_in_its_first_line(note: str, words: str) -> None:
    assert started(note) == words


# Edges


def test_no_entries_give_no_figures() -> None:
    found = over(diary())
    assert (found.days, found.mean7, found.reaches, found.regions, found.markers) == ((),) * 5
    assert (found.whole.days, found.whole.logged, found.whole.mean) == (30, 0, None)
    assert found.change.missing == (
        "too few days to compare with the 7 before (0 and 0 logged; 4 of each are enough)"
    )
    assert found.week.against_first is None
    assert {beat.mean for beat in (*found.weekdays, *found.parts)} == {None}


def test_one_day_in_ten_years_stands_alone() -> None:
    lone = diary_of([made(date(2020, 2, 29), 6, Site(Region.KNEE, Side.LEFT))])
    found = trends(lone, [], [], date(2016, 3, 15), TODAY, TODAY)
    assert found.days == (Day(date(2020, 2, 29), 6.0, 6, 6, 1),)
    assert (found.mean7, found.whole.logged, found.whole.days) == ((), 1, 3652)
    assert sum(month.logged for month in found.months) == 1
    assert len(found.months) == 121


@pytest.mark.parametrize("score", [0, 10])
def test_a_flat_diary_is_about_the_same(score: int) -> None:
    found = over(weeks(*(score,) * 5))
    assert found.change.label == "about the same"
    assert {mean.value for mean in found.mean7} == {score}
    assert found.whole.high == (30 if score else 0)
    assert high_words(found.whole).endswith("of 30 logged days")


def test_two_hundred_entries_on_a_day_are_one_day() -> None:
    many = [made(TODAY, n % 11, hour=n % 24) for n in range(200)]
    found = over(diary_of(in_order([made(ago(n), 1) for n in range(1, 4)] + many)))
    assert found.days[-1].n == 200
    assert (found.whole.logged, found.whole.entries) == (4, 203)
    assert found.change.now.mean == pytest.approx((3 + found.days[-1].mean) / 4)


def test_a_year_without_entries_leaves_no_mean_in_it() -> None:
    entries = [made(ago(n), 5) for n in range(400, 379, -1)] + [made(ago(n), 3) for n in (2, 1, 0)]
    found = over(diary_of(entries), 401)
    assert {mean.day for mean in found.mean7} == {ago(n) for n in range(397, 376, -1)}
    assert found.mean7[-1].n == 4
    assert over(diary_of(entries)).days[0].day == ago(2)


def test_the_diary_day_counts_and_not_the_clock() -> None:
    auckland, honolulu = timezone(timedelta(hours=13)), timezone(timedelta(hours=-10))
    entries = [
        made(ago(3), 2, at=datetime(2026, 3, 11, 23, tzinfo=auckland)),
        made(ago(3), 6, at=datetime(2026, 3, 11, 1, tzinfo=honolulu)),
        made(ago(3), 4, at=datetime(2026, 3, 12, 0, 30, tzinfo=auckland)),
    ]
    found = over(diary_of(entries))
    assert found.days == (Day(ago(3), 4.0, 6, 2, 3),)
    assert [(beat.name, beat.mean) for beat in found.parts if beat.days] == [
        ("night", 5.0),
        ("evening", 2.0),
    ]


def test_the_days_of_a_clock_change_are_days_like_others() -> None:
    zone = ZoneInfo("Europe/Berlin")
    days = [date(2026, 3, 25) + timedelta(days=n) for n in range(7)]
    entries = [
        made(day, 4, at=datetime(day.year, day.month, day.day, hour, tzinfo=zone))
        for day in days
        for hour in (2, 3)
    ]
    end = days[-1]
    found = trends(diary_of(entries), [], [], days[0], end, end)
    assert (found.whole.logged, found.whole.days) == (7, 7)
    assert {day.n for day in found.days} == {2}


@pytest.mark.parametrize(
    ("last", "days", "enough"), [(date(2024, 3, 3), 29, 17), (date(2025, 3, 3), 28, 16)]
)
def test_february_has_as_many_days_as_it_has(last: date, days: int, enough: int) -> None:
    found = trends(diary(*(4,) * 60, last=last), [], [], last - timedelta(days=40), last, last)
    assert (found.month.against_last.before.days, found.months[-2].logged) == (days, days)
    # A month that has only begun has not enough yet.
    assert month_words(found.month.against_last) == (
        f"March: too few days to compare with February (3 and {days} logged;"
        f" 4 and {enough} are enough)."
    )


def test_a_range_ends_today_and_is_never_empty() -> None:
    ahead = diary(*(4,) * 10, last=TODAY + timedelta(days=1))
    found = trends(ahead, [], [], ago(6), TODAY + timedelta(days=20), TODAY)
    assert (found.last, found.whole.logged) == (TODAY, 7)
    with pytest.raises(ValueError, match="no day up to 2026-03-14"):
        trends(ahead, [], [], TODAY + timedelta(days=1), TODAY + timedelta(days=9), TODAY)


def test_everything_begins_with_the_first_logged_day() -> None:
    assert diary(*(4,) * 10).earliest(TODAY) == ago(9)
    assert diary().earliest(TODAY) == TODAY
    assert diary(4, last=TODAY + timedelta(days=1)).earliest(TODAY) == TODAY


# As JSON


def test_the_json_has_the_agreed_shape() -> None:
    sore = made(ago(1), 6, Site(Region.LOW_BACK, Side.CENTRE, 3), worst=8)
    found = record(over(diary_of([*(made(ago(n), 4) for n in range(9, 1, -1)), sore])))
    assert list(found) == [
        "days", "mean7", "change", "spread", "regions", "patterns", "summaries",
    ]  # fmt: skip
    assert found["days"][-1] == {
        "day": "2026-03-13", "mean": 6.0, "worst": 8, "best": 6, "n": 1,
    }  # fmt: skip
    assert found["mean7"][0] == {"day": "2026-03-08", "mean": 4.0, "n": 4}
    assert found["regions"] == {"low-back:centre": {"days": 1, "mean": 3.0}}
    assert found["spread"] == [{"day": "2026-03-13", "index": 0, "week": None, "n": 1}]
    assert found["patterns"] == []
    assert found["change"]["missing"] == (
        "too few days to compare with the 7 before (6 and 3 logged; 4 of each are enough)"
    )
    assert found["summaries"]["spread"] == {
        "now": None, "before": None, "marked": 1, "marked_before": 0, "in_leg": False,
        "levels": None, "words": "", "missing": "",
    }  # fmt: skip
    assert found["summaries"]["week"]["this"]["logged"] == 6


def test_the_json_tells_each_leg() -> None:
    knee = Site(Region.KNEE, Side.RIGHT)
    found = record(over(diary_of([made(ago(n), 4, knee) for n in range(13, -1, -1)])))
    spread = found["summaries"]["spread"]
    assert spread["now"] == spread["before"] == {"left": 0, "right": 3}
    assert (spread["levels"], spread["marked"], spread["in_leg"]) == (0, 7, True)
    assert found["spread"][-1] == {"day": "2026-03-14", "index": 3, "week": 3, "n": 7}


@given(histories(), st.integers(0, 45))
def test_the_json_is_plain(entries: list[PainEntry], length: int) -> None:
    found = over(diary_of(entries), length + 1)
    assert json.loads(json.dumps(record(found), allow_nan=False)) == record(found)


def test_the_json_tells_what_was_done(session: Callable[..., Session]) -> None:
    done = practice([session("core-trio", before=4, after=3, morning=1), session("core-trio")])
    found = record(over(diary()), practice=done)["summaries"]["exercises"]
    assert list(found) == ["sessions", "days", "programmes", "exercises"]
    assert found["programmes"] == [
        {"id": "core-trio", "sessions": 2, "told": 1, "before": 4.0, "after": 3.0, "morning": 1.0,
         "scored": 0, "worst": None},
    ]  # fmt: skip
    assert [one["id"] for one in found["exercises"]] == ["bridge"]
    assert record(over(diary()))["summaries"]["exercises"] == {
        "sessions": 0, "days": 0, "programmes": [], "exercises": [],
    }  # fmt: skip
