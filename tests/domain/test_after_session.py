"""A finished session in a few words, and the question about the morning after it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from journal.domain.after_session import (
    day_awake,
    morning_answer,
    morning_line,
    morning_question,
    programme_name,
    untold,
)

TODAY = date(2026, 3, 16)
"""A Monday."""


@pytest.fixture
def done(session, clock):
    """Makes a session of so many days before TODAY, at the clock's hour plus `hours`."""

    def make(programme="strength-base", ago=1, hours=0, **fields):
        at = clock() + timedelta(days=2 - ago, hours=hours)
        assert at.date() == TODAY - timedelta(days=ago)
        return session(programme, at=at, **fields)

    return make


@pytest.mark.parametrize(
    ("ago", "asked"), [(0, False), (1, True), (2, True), (3, True), (4, False)]
)
def test_the_morning_is_asked_for_from_the_day_after_for_three_days(done, ago, asked):
    last = done(ago=ago)
    assert untold([done(ago=9, morning=2), last], TODAY) == (last if asked else None)


def test_a_morning_that_was_told_is_not_asked_for_again_nor_an_earlier_one(done):
    assert untold([done(ago=3), done(ago=1, morning=0)], TODAY) is None


def test_nothing_is_asked_where_nothing_was_done(done):
    assert untold([], TODAY) is None


def test_a_session_of_today_does_not_hide_the_one_before(done):
    before = done(ago=1)
    assert untold([before, done("desk-reset", ago=0)], TODAY) is before


def test_of_several_on_a_day_the_main_programme_is_asked_about(done):
    main, small = done(hours=1), done("desk-reset", hours=3)
    assert untold([done("core-trio"), main, small], TODAY) is main
    earlier = done("core-trio")
    assert untold([earlier, small], TODAY) is small
    later = done("cable-day", hours=2)
    assert untold([main, later, small], TODAY) is later
    told = done(morning=4)
    assert untold([told, small], TODAY) is None


@pytest.mark.parametrize(("hour", "day"), [(0, 15), (3, 15), (4, 16), (23, 16)])
def test_in_the_night_it_is_not_morning_yet(hour, day):
    now = datetime(2026, 3, 16, hour, 59 if hour == 3 else 0, tzinfo=UTC)
    assert day_awake(now) == date(2026, 3, day)


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("strength-base", "Strength base"),
        ("", "Exercises"),
        ("of-another-version", "of-another-version"),
        ("[b]\x1b", "[b]␛"),
    ],
)
def test_a_session_is_called_by_its_programme(id, name):
    assert programme_name(id) == name


def test_the_question_names_the_session_and_whether_it_was_this_morning(done):
    said = "This morning after Strength base: how much did it hurt?"
    assert morning_line(done(), TODAY) == said
    own = "Your exercises on Saturday: how was the next morning?"
    assert morning_line(done("", ago=2), TODAY) == own
    assert morning_question(date(2026, 3, 15), TODAY) == "How much did it hurt this morning?"
    later = "How much did it hurt on the morning after?"
    assert morning_question(date(2026, 3, 14), TODAY) == later


@pytest.mark.parametrize(
    ("before", "morning", "begins"),
    [
        ([3], 4, "Higher"),
        ([3], 3, "Back"),
        ([3], 1, "Lower"),
        ([0], 0, "Back"),
        ([None], 9, ""),
        ([], 9, ""),
        # Today says rest after any of them that it was raised after.
        ([6, None, 2], 4, "Higher"),
        ([6, 4], 4, "Back"),
    ],
)
def test_what_the_morning_means(before, morning, begins):
    words = morning_answer(before, morning)
    assert words.partition(" ")[0] == begins
    assert bool(words) == bool(begins)
