"""What changed, in the words of clinical section 2.2, and how far it reaches, after 2.7."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from diaries import TODAY, ago, diary, made, weeks

from journal.domain.body import Region, Side
from journal.domain.change import (
    Period,
    change,
    change_between,
    change_since,
    first_week,
    label,
    period,
)
from journal.domain.diary import Diary, diary_of
from journal.domain.entry import Site
from journal.domain.spread import Spread, spread


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (5.2, 3.9, "a little lower"),
        (6.0, 4.0, "clearly lower"),
        (4.0, 6.0, "clearly higher"),
        (7.0, 5.0, "a little lower"),  # two points, but 29 %
        (6.5, 4.5, "clearly lower"),  # 31 %
        (5.0, 3.01, "a little lower"),  # 40 %, but not two points
        (10.0, 7.0, "clearly lower"),
        (10.0, 9.0, "a little lower"),
        (10.0, 9.1, "about the same"),
        (4.0, 3.4, "a little lower"),  # 15 %, under one point
        (4.0, 3.41, "about the same"),
        (4.0, 4.6, "a little higher"),
        (3.01, 2.5, "a little lower"),
        (3.0, 2.5, "about the same"),  # 17 % of a low start is not enough
        (3.0, 2.0, "a little lower"),
        (3.0, 1.0, "clearly lower"),
        (2.0, 0.0, "clearly lower"),
        (1.0, 0.0, "a little lower"),
        (0.5, 0.0, "about the same"),
        (1.0, 1.9, "about the same"),
        (1.0, 2.0, "a little higher"),
        (1.0, 3.0, "clearly higher"),
        (0.0, 0.0, "about the same"),
        (0.0, 0.9, "about the same"),
        (0.0, 1.0, "a little higher"),
        (0.0, 2.0, "clearly higher"),
        (10.0, 10.0, "about the same"),
    ],
)
def test_a_change_has_its_words(before: float, now: float, words: str) -> None:
    assert label(before, now) == words


def test_a_threshold_is_met_whatever_the_sums_of_sevenths_come_to() -> None:
    for sevenths in range(7, 71):
        before, now = sum([sevenths / 49] * 7), sum([(sevenths - 7) / 49] * 7)
        assert label(before, now) != "about the same"
        assert label(now, before) != "about the same"
    assert label(3.0000000000000004, 2.5) == "about the same"


def test_the_last_seven_days_are_set_against_the_seven_before() -> None:
    found = change(weeks(9, 6, 4), TODAY)
    assert (found.now.first, found.now.last) == (ago(6), TODAY)
    assert (found.before.first, found.before.last) == (ago(13), ago(7))
    assert (found.points, found.label, found.missing) == (-2.0, "clearly lower", "")


@pytest.mark.parametrize(
    ("logged", "words"),
    [
        (0, "4 of 7 days are needed; none is logged"),
        (1, "4 of 7 days are needed; 1 is logged"),
        (2, "4 of 7 days are needed; 2 are logged"),
        (3, "4 of 7 days are needed; 3 are logged"),
        (4, ""),
    ],
)
def test_with_fewer_than_four_days_it_says_what_is_missing(logged: int, words: str) -> None:
    few = (None,) * (7 - logged) + (5,) * logged
    late = change(diary(*(4,) * 7, *few), TODAY)
    early = change(diary(*few, *(4,) * 7), TODAY)
    assert late.missing == words
    assert early.missing == (f"for the 7 before, {words}" if words else "")
    for found in (late, early):
        assert bool(found.label) == (found.points is not None) == (not words)
    assert (late.now.mean is None) == (early.before.mean is None) == bool(words)


def test_entries_after_today_do_not_count() -> None:
    ahead = diary(*(4,) * 14, 10, 10, 10, last=TODAY + timedelta(days=3))
    assert change(ahead, TODAY).label == "about the same"


def test_any_two_weeks_can_be_compared() -> None:
    found = change_between(weeks(8, 1, 1, 4), TODAY, ago(21))
    assert (found.points, found.label) == (-4.0, "clearly lower")
    backwards = change_between(weeks(8, 1, 1, 4), ago(21), TODAY)
    assert (backwards.points, backwards.label) == (4.0, "clearly higher")


@pytest.mark.parametrize("apart", [0, 1, 6, -1, -6])
def test_weeks_that_share_days_are_not_compared(apart: int) -> None:
    found = change_between(weeks(8, 1, 1, 4), ago(7), ago(7 + apart))
    assert (found.points, found.label) == (None, "")
    assert found.missing == "these two stretches share days"


def test_the_first_logged_week_begins_with_a_logged_day_and_holds_four() -> None:
    scattered = diary(5, *(None,) * 9, 6, None, None, 6, 6, None, 6, *(1,) * 20)
    found = first_week(scattered)
    assert found is not None
    assert found.first == ago(26)
    assert (found.logged, found.mean) == (4, 6.0)


@pytest.mark.parametrize("scores", [(), (5,), (5, 5, 5), (5, 5, None, None, None, None, 5, 5)])
def test_without_four_days_in_seven_there_is_no_first_week(scores: tuple[int | None, ...]) -> None:
    assert first_week(diary(*scores)) is None
    assert change_since(diary(*scores), ago(99), TODAY) is None


def test_what_changed_since_june_starts_from_the_first_week_of_june() -> None:
    june = date(2025, 6, 1)
    days = [made(june - timedelta(days=n), 1) for n in range(30, 0, -1)]
    days += [made(june + timedelta(days=n), 8 if n < 7 else 2) for n in range(7)]
    days += [made(ago(n), 4) for n in range(6, -1, -1)]
    found = change_since(diary_of(days), june, TODAY)
    assert found is not None
    assert (found.before.first, found.before.last) == (june, date(2025, 6, 7))
    assert (found.points, found.label) == (-4.0, "clearly lower")


@pytest.mark.parametrize(("length", "known"), [(7, False), (13, False), (14, True)])
def test_the_first_week_counts_once_it_is_over_before_this_one(length: int, known: bool) -> None:
    assert (change_since(diary(*(4,) * length), date.min, TODAY) is not None) == known


@pytest.mark.parametrize(
    ("days", "needed"), [(1, 4), (3, 4), (7, 4), (8, 5), (14, 8), (28, 16), (31, 18), (365, 209)]
)
def test_a_longer_stretch_needs_four_days_of_every_seven(days: int, needed: int) -> None:
    found = period(diary(), ago(days - 1), TODAY)
    assert (found.days, found.needed) == (days, needed)
    of = f" of {days}" if days >= 4 else ""
    assert found.lacking == f"{needed}{of} days are needed; none is logged"


def test_a_day_is_strong_when_it_reached_seven_at_its_worst() -> None:
    entries = [made(ago(3), 6), made(ago(2), 7), made(ago(1), 2, worst=7), made(TODAY, 6, worst=6)]
    found: Period = period(diary_of(entries), ago(6), TODAY)
    assert found.high == 2
    assert (found.worst, found.best) == (7, 2)


# How far down the leg


def leg(*regions: Region | None) -> Diary:
    """One marked region a day up to today, None where none was."""
    count = len(regions)
    return diary_of(
        [
            made(ago(count - 1 - n), 4, *(() if region is None else (Site(region, Side.LEFT),)))
            for n, region in enumerate(regions)
        ]
    )


BACK, BUTTOCK, THIGH = Region.LOW_BACK, Region.BUTTOCK, Region.BACK_THIGH
KNEE, CALF, FOOT = Region.KNEE, Region.CALF, Region.FOOT


def test_a_week_is_the_median_of_four_marked_days() -> None:
    marked = (None, None, None, FOOT, KNEE, KNEE)
    assert spread(leg(*marked, THIGH), TODAY) == Spread(3.0, None, 4, 0)
    assert spread(leg(*marked, None), TODAY) == Spread(None, None, 3, 0)
    assert spread(leg(BACK, BACK, CALF, CALF), TODAY).now == 2.0


@pytest.mark.parametrize(
    ("before", "now", "begins"),
    [
        (FOOT, KNEE, "Your leg pain is reaching less far down. That is often a good sign."),
        (THIGH, BUTTOCK, "Your leg pain is reaching less far down. That is often a good sign."),
        (KNEE, CALF, "Your leg pain reached further down than the week before."),
        (BUTTOCK, THIGH, "Your leg pain reached further down than the week before."),
        (KNEE, KNEE, "Your leg pain reached about as far down as the week before."),
        (BUTTOCK, BACK, ""),
        (BACK, BUTTOCK, ""),
    ],
)
def test_the_direction_has_its_words(before: Region, now: Region, begins: str) -> None:
    found = spread(leg(*(before,) * 7, *(now,) * 6, None), TODAY)
    rests = " It rests on 6 days, and 7 the week before." if begins else ""
    assert found.words == begins + rests
    assert not found.missing


@pytest.mark.parametrize(("other", "levels"), [(CALF, 0.5), (THIGH, -0.5)])
def test_half_a_level_is_no_direction(other: Region, levels: float) -> None:
    found = spread(leg(*(KNEE,) * 7, None, KNEE, KNEE, KNEE, other, other, other), TODAY)
    assert found.levels == levels
    assert found.words.startswith("Your leg pain reached about as far down")


def test_too_few_marked_days_say_what_is_missing() -> None:
    found = spread(leg(*(KNEE,) * 5, None, None, CALF, CALF, *(None,) * 5), TODAY)
    assert not found.words
    assert found.missing == (
        "4 days with a place marked are needed in each week; there are 2 in this one,"
        " and 5 in the one before"
    )
    assert not spread(diary(*(5,) * 14), TODAY).missing
