"""The rules for showing a pattern, or none, against clinical section 3.3."""

from __future__ import annotations

from datetime import date, timedelta
from math import pi, sin
from random import Random
from typing import Any

import pytest
from diarised import FIELDS, MONDAY, day, diary, entry, hurting, looked, mixed, of
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.day import DayView
from journal.domain.factor import FACTORS
from journal.domain.finding import CLAIMS, Finding, Kind
from journal.domain.patterns import Patterns, patterns

SLEEP = mixed(200)


def night(count: int, effect: float = -3) -> list[DayView]:
    """So many days in a row whose pain goes with the night before."""
    sleep = SLEEP[:count]
    return diary(hurting(sleep, effect, lag=0), sleep_quality=sleep)


def sleep(days: list[DayView], **options: Any) -> Finding:
    return of(looked(days, **options), "sleep_quality")


# Which days are paired


def test_the_factors_and_their_lags_are_those_of_the_rule() -> None:
    assert [(factor.id, factor.lag) for factor in FACTORS] == [
        ("sleep_quality", 0),
        ("stress", 1),
        ("sitting_hours", 1),
        ("steps", 1),
        ("exercise", 1),
    ]


def test_a_night_counts_for_the_day_it_was_logged_on() -> None:
    days = diary([1, 9] * 10, sleep_quality=[8, 2] * 10)
    found = sleep(days)
    assert (found.at, found.days) == (2, 19)
    assert (found.low.mean, found.high.mean) == (9, 1)


@pytest.mark.parametrize("factor", ["stress", "sitting_hours", "steps"])
def test_a_day_counts_for_the_pain_of_the_next(factor: str) -> None:
    much, little = (8000, 2000) if factor == "steps" else (8, 2)
    found = of(looked(diary([1, 9] * 10, **{factor: [much, little] * 10})), factor)
    assert (found.at, found.days) == (little, 19)
    assert (found.low.mean, found.high.mean) == (1, 9)


def test_exercise_counts_for_the_pain_of_the_next_day() -> None:
    days = diary([6, 2] * 10)
    found = of(looked(days, done=range(0, 20, 2)), "exercise")
    assert (found.low.mean, found.high.mean) == (6, 2)
    assert (found.low.days, found.high.days, found.days) == (9, 10, 19)


def test_days_before_the_first_session_are_not_days_without_exercise() -> None:
    found = of(looked(diary([5] * 40), done=range(20, 40, 2)), "exercise")
    assert (found.days, found.low.days, found.high.days) == (19, 9, 10)
    assert of(looked(diary([5] * 40)), "exercise").days == 0


def test_a_day_is_paired_when_it_and_the_day_before_are_logged() -> None:
    pain = [4] * 30
    gaps = [4 if number not in (3, 10, 11) else None for number in range(30)]
    values = mixed(30)
    assert sleep(diary(pain, sleep_quality=values)).days == 29
    assert sleep(diary(gaps, sleep_quality=values)).days == 29 - 2 - 3
    blank = [value if number not in (5, 29) else None for number, value in enumerate(values)]
    assert sleep(diary(pain, sleep_quality=blank)).days == 27
    assert of(looked(diary(pain, stress=blank)), "stress").days == 28


def test_every_other_day_gives_no_pair() -> None:
    every_other = [4 if number % 2 else None for number in range(100)]
    assert sleep(diary(every_other, sleep_quality=mixed(100))).days == 0


def test_a_day_of_many_entries_has_their_mean_and_the_last_value_logged() -> None:
    days = diary([4] * 20, sleep_quality=[2, 8] * 10)
    many = (
        entry(20, 2, 8, sleep_quality=1),
        entry(20, 4, 12, sleep_quality=9),
        entry(20, 9, 21),
    )
    found = sleep([*days, DayView(day(20), many)])
    assert (found.low.days, found.high.days) == (9, 11)
    assert found.high.mean == pytest.approx((10 * 4 + 5) / 11)


def test_what_lies_after_today_is_passed_over() -> None:
    days = night(60)
    assert patterns(days, {day(99)}, day(42)) == patterns(days[:43], {day(99)}, day(42))


def test_only_half_a_year_is_looked_at() -> None:
    sleep_quality = mixed(400)
    pain = hurting(sleep_quality[:200], -4, lag=0) + mixed(200, 7, 4, 6)
    days = diary(pain, sleep_quality=sleep_quality)
    found = looked(days)
    assert (found.until - found.since).days == 181
    assert of(found, "sleep_quality").days == 181
    assert not found.shown


def test_no_day_before_the_first_logged_one_was_looked_at() -> None:
    found = patterns(night(60), (), day(59))
    assert (found.since, found.until) == (MONDAY, day(55))
    # With the half year full it is the first logged day in it.
    pause = [None if 200 < number < 230 else 4 for number in range(400)]
    end = day(400 - 400 % 7 - 1)
    found = patterns(diary(pause), (), day(399))
    assert (found.since, found.until) == (day(230), end)


def test_before_the_first_week_is_over_nothing_was_looked_at() -> None:
    found = patterns(night(5), (), day(4))
    assert (found.since, found.until) == (None, None)
    assert (sleep(night(5)).kind, found.findings[0].days) == (Kind.MISSING, 4)
    sunday = patterns(night(7), (), day(7))
    assert (sunday.since, sunday.until) == (MONDAY, day(6))


def test_after_a_long_pause_the_days_before_it_are_looked_at() -> None:
    days = night(56)
    later = patterns(days, (), day(56 + 300))
    assert later == looked(days)
    assert later.until == days[-1].day


# How many days it takes


@pytest.mark.parametrize(
    ("paired", "kind"),
    [(1, Kind.MISSING), (13, Kind.MISSING), (14, Kind.SPLIT), (27, Kind.SPLIT),
     (28, Kind.POSSIBLE), (55, Kind.POSSIBLE), (56, Kind.STEADY)],
)  # fmt: skip
def test_how_many_days_allow_what(paired: int, kind: Kind) -> None:
    days = night(paired + 1, effect=-5)
    found = sleep(days)
    assert (found.days, found.kind) == (paired, kind)
    assert (found.chance is None) is (kind in (Kind.MISSING, Kind.SPLIT))
    assert (found.low is None) is (kind is Kind.MISSING)


def test_nothing_logged_is_nothing_found_out() -> None:
    found = patterns([], (), MONDAY)
    assert (found.since, found.until, found.shown) == (None, None, ())
    assert [(f.factor, f.kind, f.days) for f in found.findings] == [
        (factor.id, Kind.MISSING, 0) for factor in FACTORS
    ]
    ahead = patterns(diary([4] * 10), (), MONDAY - timedelta(days=1))
    assert ahead == found


def test_no_averages_of_a_handful_of_days() -> None:
    few = [1] * 3 + [9] * 17
    assert sleep(diary([4] * 21, sleep_quality=[9, *few])).kind is Kind.MISSING
    some = [1] * 4 + [9] * 16
    assert sleep(diary([4] * 21, sleep_quality=[9, *some])).kind is Kind.SPLIT


@pytest.mark.parametrize(("seldom", "kind"), [(7, Kind.ONE_SIDED), (8, Kind.POSSIBLE)])
def test_each_half_needs_eight_days(seldom: int, kind: Kind) -> None:
    rng = Random(4)
    done = sorted(rng.sample(range(1, 44), seldom))
    exercise = [number in done for number in range(45)]
    days = diary(hurting([0, *exercise], -7, above=0.5)[1:])
    found = of(looked(days, done=[-9, *done]), "exercise")
    assert found.high.days == seldom
    assert found.kind is kind


def test_what_never_changes_cannot_be_compared() -> None:
    found = sleep(diary(mixed(60), sleep_quality=[7] * 60))
    assert (found.kind, found.low, found.at) == (Kind.ONE_SIDED, None, None)


def test_what_follows_the_weekdays_cannot_be_told_from_them() -> None:
    done = [number for number in range(90) if number % 7 in (0, 2, 4)]
    pain = [2 if number % 7 in (1, 3, 5) else 8 for number in range(90)]
    found = of(looked(diary(pain), done=done), "exercise")
    assert found.kind is Kind.FIXED


def test_days_that_go_by_the_one_before_count_for_too_few() -> None:
    rng = Random(3)
    by_turns = [min(10, max(0, value + rng.randint(-1, 1))) for value in ([1, 9] * 15)[:29]]
    pain = [min(10, max(0, 10 - value + rng.randint(-2, 2))) for value in by_turns]
    found = sleep(diary(pain, sleep_quality=by_turns))
    assert (found.days, found.kind) == (28, Kind.ALIKE)
    assert found.separate < 15
    assert found.chance is None


# What counts as a pattern


def test_a_clear_link_is_found_and_told_with_its_numbers() -> None:
    found = sleep(night(120))
    assert found.kind is Kind.STEADY
    assert found.low.days + found.high.days == found.days == 119
    assert found.difference == pytest.approx(3, abs=0.5)
    assert found.adjusted == pytest.approx(3, abs=0.5)
    assert found.r < -0.5
    assert found.chance < 1e-6
    assert found.low.low < found.low.mean < found.low.high


@pytest.mark.parametrize(("effect", "kind"), [(0.6, Kind.NOTHING), (1.4, Kind.STEADY)])
def test_less_than_a_point_is_not_shown_however_sure(effect: float, kind: Kind) -> None:
    values = mixed(182, 3)
    rng = Random(8)
    # Two scores a day, so that means are fine enough for a small, sure difference.
    days = []
    for number, value in enumerate(values):
        mean = 4 + effect * (value <= 5) + rng.uniform(-0.3, 0.3)
        tenth = round(mean * 10)
        scores = [tenth // 10 + (place < tenth % 10) for place in range(10)]
        entries = [entry(number, s, 8 + p, sleep_quality=value) for p, s in enumerate(scores)]
        days.append(DayView(day(number), tuple(entries)))
    found = sleep(days)
    assert found.chance < 1e-6
    assert found.kind is kind


@pytest.mark.parametrize("weekend", [2, 6])
def test_a_link_that_the_averages_do_not_show_is_not_shown(weekend: int) -> None:
    """Bad nights hurt, weekends hurt more, and people sleep well at the weekend.

    What is left with the weekdays taken off then lies more than a point apart, but the averages
    that people see are alike, or tell the opposite story.
    """
    rng = Random(11)
    free = [number % 7 in (5, 6) for number in range(180)]
    values = [rng.randint(5, 10) if off else rng.randint(1, 7) for off in free]
    pain = [
        min(10, 1 + 2 * (value <= 5) + weekend * off + rng.randint(0, 1))
        for value, off in zip(values, free, strict=True)
    ]
    found = sleep(diary(pain, sleep_quality=values))
    assert found.adjusted > 1
    assert found.chance < 0.01
    assert 0 < found.difference < 1 if weekend == 2 else found.difference < -1
    assert found.kind is Kind.NOTHING


def test_a_difference_that_the_week_explains_is_not_shown() -> None:
    rng = Random(6)
    weekend = [number % 7 in (5, 6) for number in range(120)]
    values = [rng.randint(6, 9) if free else rng.randint(1, 6) for free in weekend]
    pain = [rng.randint(1, 3) if free else rng.randint(5, 8) for free in weekend]
    found = sleep(diary(pain, sleep_quality=values))
    assert found.difference > 1
    assert found.kind is Kind.NOTHING


def test_a_small_difference_that_the_week_makes_large_is_not_shown() -> None:
    rng = Random(12)
    weekend = [number % 7 in (5, 6) for number in range(180)]
    values = [rng.randint(4, 10) if free else rng.randint(1, 7) for free in weekend]
    pain = [
        3 + (value <= 5 and rng.random() < 0.6) + 3 * (not free) + rng.randint(0, 1)
        for value, free in zip(values, weekend, strict=True)
    ]
    found = sleep(diary(pain, sleep_quality=values))
    assert found.chance < 0.001
    assert found.difference > 1 > found.adjusted > 0
    assert found.kind is Kind.NOTHING


def test_a_difference_that_the_trend_explains_is_not_shown() -> None:
    rng = Random(6)
    values = [round(2 + number / 20 + rng.uniform(-1, 1)) for number in range(120)]
    pain = [round(8 - number / 20 + rng.uniform(-1.4, 1.4)) for number in range(120)]
    found = sleep(diary(pain, sleep_quality=values))
    assert found.difference > 2
    assert found.kind is Kind.NOTHING


def test_a_difference_that_a_slow_wave_explains_is_not_shown() -> None:
    rng = Random(6)
    waves = [sin(2 * pi * number / 90) for number in range(180)]
    values = [round(5 - 4 * wave + rng.uniform(-1.4, 1.4)) for wave in waves]
    scores = [round(5 + 3 * wave + rng.uniform(-1.9, 1.9)) for wave in waves]
    found = sleep(diary(scores, sleep_quality=values))
    assert found.difference > 2
    assert found.kind is Kind.NOTHING


def test_a_difference_that_yesterday_explains_is_not_shown() -> None:
    rng = Random(6)
    pain = [5.0]
    for _ in range(149):
        pain.append(min(10, max(0, 5 + 0.9 * (pain[-1] - 5) + rng.uniform(-1.5, 1.5))))
    scores = [round(score) for score in pain]
    values = [5, *(min(10, max(0, 10 - score + rng.randint(-1, 1))) for score in scores[:-1])]
    found = sleep(diary(scores, sleep_quality=values))
    assert found.difference > 2
    assert found.kind is Kind.NOTHING


def test_a_link_that_turns_round_halfway_is_not_steady() -> None:
    values = mixed(120)
    pain = hurting(values[:80], -5, lag=0) + hurting(values[80:], 1.5, lag=0)
    found = sleep(diary(pain, sleep_quality=values))
    assert found.kind is Kind.STEADY
    pain = hurting(values[:56], -6, lag=0) + hurting(values[56:], 1.5, lag=0)
    turned = sleep(diary(pain, sleep_quality=values))
    assert turned.kind is Kind.POSSIBLE


def test_what_passes_alone_may_not_pass_among_five() -> None:
    count = 90
    pain = hurting(SLEEP[:count], -1.2, lag=0)
    others = {name: mixed(count, 30 + seed) for seed, name in enumerate(FIELDS) if seed}
    others["steps"] = [value * 1000 for value in others["steps"]]
    # The night before is tested on the same days each time.
    alone = sleep(diary(pain, sleep_quality=SLEEP[:count]))
    among = sleep(diary(pain, sleep_quality=SLEEP[:count], **others), done=range(0, count, 2))
    assert among.chance == pytest.approx(5 * alone.chance)


def test_factors_that_could_not_be_tested_do_not_count_among_the_tests() -> None:
    days = diary(hurting(SLEEP[:60], -1.2, lag=0), sleep_quality=SLEEP[:60], stress=[5] * 60)
    plain = diary(hurting(SLEEP[:60], -1.2, lag=0), sleep_quality=SLEEP[:60])
    assert sleep(days).chance == sleep(plain).chance


def test_three_patterns_are_shown_the_clearest_first() -> None:
    rng = Random(9)
    count = 180
    values = {name: mixed(count, 50 + seed) for seed, name in enumerate(FIELDS)}
    weights = {"sleep_quality": 1.3, "stress": 1.6, "sitting_hours": 1.9, "steps": 2.2}
    pain = []
    for number in range(count):
        points = 5.0
        for name, weight in weights.items():
            at = number if name == "sleep_quality" else max(0, number - 1)
            points += weight * ((values[name][at] > 5) - 0.5)
        pain.append(min(10, max(0, round(points + rng.uniform(-0.5, 0.5)))))
    values["steps"] = [value * 1000 for value in values["steps"]]
    found = looked(diary(pain, **values))
    assert [finding.factor for finding in found.shown] == ["steps", "sitting_hours", "stress"]
    assert of(found, "sleep_quality").kind in CLAIMS
    assert [finding.factor for finding in found.others] == ["exercise"]
    assert found.hidden == 1
    assert looked(night(120)).hidden == 0


# Once a week


def test_claims_change_once_a_week() -> None:
    days = night(65)
    monday = days[63].day
    assert monday.weekday() == 0
    first = patterns(days[:63], (), monday)
    for more in range(7):
        seen = patterns(days[: 63 + more], (), monday + timedelta(days=more))
        assert seen == first
    assert patterns(days, (), monday + timedelta(days=7)) != first


def test_what_is_still_missing_is_counted_day_by_day() -> None:
    for count in (10, 11, 12):
        assert patterns(night(count), (), day(count - 1)).findings[0].days == count - 1


def test_the_day_that_makes_it_enough_waits_for_monday() -> None:
    days = night(31, effect=-5)
    waiting = patterns(days, (), day(30)).findings[0]
    assert (waiting.days, waiting.kind) == (30, Kind.SPLIT)
    assert patterns(days, (), day(35)).findings[0].kind in CLAIMS


# Where the days are divided


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], 4),
        ([4] * 12 + [7] * 8, 4),
        ([0] * 16 + [5, 6, 7, 10], 0),
        ([2, 2, 5, 5, 5, 5, 9, 9], 2),
        ([6, 6, 6, 6, 6, 6, 6, 9], 6),
    ],
)
def test_the_factor_alone_decides_where_the_days_are_divided(values: list[int], at: int) -> None:
    order = [*values * (48 // len(values)), values[0]]
    for pain in (4, 9):
        found = sleep(diary([pain] * len(order), sleep_quality=order[::-1]))
        assert found.at == at


def test_steps_and_hours_are_divided_at_round_values() -> None:
    rng = Random(2)
    steps = [rng.randint(3000, 9000) for _ in range(60)]
    hours = [rng.randint(8, 24) / 2 for _ in range(60)]
    found = looked(diary(mixed(60), steps=steps, sitting_hours=hours))
    assert of(found, "steps").at % 500 == 0
    assert of(found, "sitting_hours").at % 0.5 == 0
    assert abs(of(found, "steps").low.days - 30) <= 4


# Whatever is there

scores = st.none() | st.integers(0, 10)
rows = st.lists(
    st.tuples(scores, scores, scores, st.none() | st.integers(0, 18),
              st.none() | st.integers(0, 40).map(lambda n: n * 250), st.booleans()),
    max_size=70,
)  # fmt: skip


def checked(found: Patterns) -> None:
    assert [finding.factor for finding in found.findings] == [factor.id for factor in FACTORS]
    assert len(found.shown) <= 3
    for finding in found.findings:
        assert finding.words
        if finding.low and finding.high:
            assert finding.low.days + finding.high.days == finding.days
        if finding.chance is not None:
            assert finding.days >= 28
            assert min(finding.low.days, finding.high.days) >= 8
            assert 15 <= finding.separate <= finding.days
            assert 0 <= finding.chance <= 1
        if finding.kind in CLAIMS:
            assert finding.chance < 0.05
            assert abs(finding.difference) >= 1
            assert abs(finding.adjusted) >= 1
            assert (finding.difference > 0) is (finding.r < 0) is (finding.adjusted > 0)
        if finding.kind is Kind.STEADY:
            assert finding.days >= 56


@given(rows, st.integers(-10, 400))
def test_no_diary_breaks_it_and_every_claim_keeps_the_rules(
    made: list[tuple[Any, ...]], later: int
) -> None:
    columns = list(zip(*made, strict=True)) or [()] * 6
    pain, night_before, stress, hours, steps, done = columns
    days = diary(pain, sleep_quality=night_before, stress=stress, sitting_hours=hours, steps=steps)
    exercised = {day(number) for number, yes in enumerate(done) if yes}
    checked(patterns(days, exercised, day(later)))


@given(
    st.sampled_from([0, 10]),
    st.integers(28, 120),
    st.sampled_from(["same", "random", "steps up", "one odd day"]),
)
def test_pain_that_never_changes_goes_with_nothing(pain: int, count: int, shape: str) -> None:
    values = {
        "same": [5] * count,
        "random": mixed(count),
        "steps up": [10 * number // count for number in range(count)],
        "one odd day": [0, *[7] * (count - 1)],
    }[shape]
    found = looked(diary([pain] * count, sleep_quality=values, stress=values), done=range(count))
    checked(found)
    assert not found.shown


@given(st.integers(0, 2**32), st.integers(20, 90), st.floats(0, 0.6))
def test_pairs_and_averages_agree_with_a_slow_count(seed: int, count: int, blank: float) -> None:
    rng = Random(seed)
    pain = [rng.randint(0, 10) if rng.random() > blank else None for _ in range(count)]
    hours = [rng.randint(0, 36) / 2 if rng.random() > blank else None for _ in range(count)]
    if not any(score is not None for score in pain):
        return
    found = of(looked(diary(pain, sitting_hours=hours)), "sitting_hours")
    pairs = [
        (hours[n - 1], pain[n])
        for n in range(1, count)
        if pain[n] is not None and pain[n - 1] is not None and hours[n - 1] is not None
    ]
    assert found.days == len(pairs)
    if found.low and found.high:
        low = [score for value, score in pairs if value <= found.at]
        high = [score for value, score in pairs if value > found.at]
        assert (found.low.days, found.high.days) == (len(low), len(high))
        assert found.low.mean == pytest.approx(sum(low) / len(low))
        assert found.high.mean == pytest.approx(sum(high) / len(high))
        assert (found.low.low, found.high.high) == (min(low), max(high))


def test_a_leap_day_and_a_new_year_are_days_like_others() -> None:
    start = date(2023, 12, 1)
    shift = start - MONDAY
    days = [
        DayView(view.day + shift, view.entries)
        for view in night(120)
        if view.day + shift < date.max
    ]
    found = patterns(days, (), start + timedelta(days=130))
    assert date(2024, 2, 29) in {view.day for view in days}
    assert found.findings[0].days == 119
