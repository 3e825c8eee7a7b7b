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
    stop_line,
    untold,
)
from journal.domain.offer import LINE, was_stopped
from journal.domain.stops import is_emergency
from journal.store.session_log import PastSession

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
    ("stopped", "said"),
    [
        ("pop+locking", "a pop with sharp pain; a hip that locks"),
        ("down-the-leg+leg-numb+pop", "pain further down the leg, and more"),
        # An emergency is told whole; it is shown over several lines.
        (
            "numb-or-bladder+chest",
            "numbness, bladder or bowel; chest, breath or dizziness",
        ),
    ],
)
def test_a_stop_for_several_signs_fits_into_a_line_the_first_first(stopped, said):
    stop = PastSession("", TODAY, datetime(2026, 3, 16, 9, tzinfo=UTC), "", stopped=stopped)
    line = stop_line(stop, TODAY)
    assert line == f"You said yes today: {said}"
    assert len(line) <= LINE or is_emergency(stopped)


def test_so_does_one_that_ended_a_session():
    said = was_stopped("Core trio", "leg-gives-way+locking+other", "yesterday")
    assert said == "Core trio was stopped yesterday: a leg that gives way, and more"
    assert was_stopped("Hip-flexor return ladder", "chest+pop", "on 3 Dec 2025").endswith("2025")


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
