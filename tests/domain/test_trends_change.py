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
    compare,
    first_week,
    label,
    period,
)
from journal.domain.diary import Diary, diary_of
from journal.domain.entry import Site
from journal.domain.spread import Spread, Week, spread


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
    ("logged", "enough"), [(0, False), (1, False), (2, False), (3, False), (4, True)]
)
def test_with_fewer_than_four_days_it_says_how_many_there_are(logged: int, enough: bool) -> None:
    few = (None,) * (7 - logged) + (5,) * logged
    late = change(diary(*(4,) * 7, *few), TODAY)
    early = change(diary(*few, *(4,) * 7), TODAY)
    for found, counts in ((late, f"{logged} and 7"), (early, f"7 and {logged}")):
        words = f"too few days to compare with the 7 before ({counts} logged; 4 of each are enough)"
        assert found.missing == ("" if enough else words)
        assert bool(found.label) == (found.points is not None) == enough
    assert (late.now.mean is None) == (early.before.mean is None) == (not enough)


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
    whole = period(diary(*(4,) * 40, last=ago(days)), ago(days + 27), ago(days))
    assert compare(found, whole, "before").missing == (
        f"too few days to compare with before (0 and 28 logged;"
        f" {f'{needed} and 16' if needed != 16 else '16 of each'} are enough)"
    )


def test_a_stretch_is_compared_from_exactly_enough_days_on() -> None:
    full = period(diary(*(4,) * 40), ago(27), TODAY)
    for logged, missing in ((15, True), (16, False)):
        few = period(diary(*(4,) * logged, last=ago(40)), ago(67), ago(40))
        assert bool(compare(full, few, "then").missing) == missing
        assert bool(compare(few, full, "then").missing) == missing


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
    assert spread(leg(*marked, THIGH), TODAY) == Spread(Week(3.0, 0.0), None, 4, 0, in_leg=True)
    assert spread(leg(*marked, None), TODAY) == Spread(None, None, 3, 0, in_leg=True)
    assert spread(leg(BACK, BACK, CALF, CALF), TODAY).now == Week(2.0, 0.0)


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
        "too few days to compare how far down the leg it reached with the week before"
        " (2 and 5 with a place marked; 4 of each are enough)"
    )
    assert found.levels is None
    assert not spread(diary(*(5,) * 14), TODAY).missing


def test_without_the_leg_nothing_is_missing() -> None:
    assert not spread(leg(BACK, BUTTOCK), TODAY).missing
    assert spread(leg(BUTTOCK, THIGH), TODAY).missing
    # Two weeks ago is too long ago.
    assert not spread(leg(FOOT, *(BACK,) * 3, *(None,) * 11), TODAY).missing
    assert spread(leg(FOOT, *(BACK,) * 3, *(None,) * 10), TODAY).missing


def both(left: Region | None, right: Region | None, *more: Site) -> tuple[Site, ...]:
    sides = ((left, Side.LEFT), (right, Side.RIGHT))
    return (*(Site(region, side) for region, side in sides if region is not None), *more)


def legs(before: tuple[Site, ...], now: tuple[Site, ...]) -> Spread:
    """These places marked on each day of the week before, and on each of this one."""
    days = [made(ago(n), 4, *(before if n > 6 else now)) for n in range(13, -1, -1)]
    return spread(diary_of(days), TODAY)


GOOD = "is reaching less far down. That is often a good sign."
FURTHER = "reached further down than the week before."
ALIKE = "reached about as far down as the week before."


@pytest.mark.parametrize(
    ("before", "now", "begins", "levels"),
    [
        # A new leg, whatever the other one does.
        ((FOOT, None), (BACK, CALF), f"Your leg pain on the right {FURTHER}", 4),
        ((FOOT, None), (None, FOOT), f"Your leg pain on the right {FURTHER}", 5),
        ((None, FOOT), (THIGH, KNEE), f"Your leg pain on the left {FURTHER}", 2),
        ((FOOT, BUTTOCK), (FOOT, THIGH), f"Your leg pain on the right {FURTHER}", 1),
        ((THIGH, KNEE), (KNEE, FOOT), f"Your leg pain {FURTHER}", 2),
        ((BUTTOCK, BUTTOCK), (None, CALF), f"Your leg pain {FURTHER}", 3),
        # Less far down, and nowhere further.
        ((FOOT, KNEE), (FOOT, BUTTOCK), f"Your leg pain on the right {GOOD}", -2),
        ((FOOT, KNEE), (BUTTOCK, BACK), f"Your leg pain {GOOD}", -4),
        ((KNEE, None), (None, BUTTOCK), f"Your leg pain {GOOD}", -3),
        ((KNEE, BUTTOCK), (BACK, BUTTOCK), f"Your leg pain {GOOD}", -3),
        # Neither: what moves is not the leg.
        ((KNEE, BUTTOCK), (KNEE, BACK), f"Your leg pain {ALIKE}", 0),
        ((BACK, KNEE), (BUTTOCK, KNEE), f"Your leg pain {ALIKE}", 0),
        ((BUTTOCK, BACK), (BACK, BUTTOCK), "", -1),
    ],
)
def test_each_leg_is_set_against_itself(
    before: tuple[Region | None, Region | None],
    now: tuple[Region | None, Region | None],
    begins: str,
    levels: int,
) -> None:
    found = legs(both(*before), both(*now))
    assert found.words == (f"{begins} It rests on 7 days, and 7 the week before." if begins else "")
    assert (found.levels, found.missing) == (levels, "")
    swapped = legs(both(*before[::-1]), both(*now[::-1]))
    turned = {"left": "right", "right": "left"}
    words = " ".join(turned.get(word, word) for word in found.words.split())
    assert (swapped.words, abs(swapped.levels or 0)) == (words, abs(levels))


def test_the_spine_and_marks_on_both_sides_count_on_each() -> None:
    found = legs((Site(Region.TAILBONE, Side.CENTRE),), both(None, FOOT, Site(KNEE, Side.BOTH)))
    assert (found.before, found.now) == (Week(1, 1), Week(3, 5))
