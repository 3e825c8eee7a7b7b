"""What the journal knows of a pain, against clinical sections 1.4, 2.1, 2.2 and 2.7."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.body import DEPTHS, Region, Side, sides_of
from journal.domain.day import days_of
from journal.domain.entry import Event, PainEntry, Quality, Site
from journal.domain.pain_history import (
    PainHistory,
    find_onset,
    history_of_entries,
    history_of_scores,
    is_severe,
    newly_numb_legs,
    spread_index,
    week_mean,
)

TODAY = date(2026, 3, 14)
LEFT, RIGHT, BOTH, CENTRE = Side.LEFT, Side.RIGHT, Side.BOTH, Side.CENTRE


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def scores(*by_day: float | None) -> dict[date, float]:
    """One score a day up to today, None where nothing was logged."""
    count = len(by_day)
    return {day(count - 1 - n): score for n, score in enumerate(by_day) if score is not None}


def told(*by_day: float | None, onset: date | None = None) -> PainHistory:
    return history_of_scores(scores(*by_day).items(), TODAY, onset)


def weeks(*by_week: float) -> PainHistory:
    """A pain logged every day, at one score in each week; the last week ends today."""
    return told(*(score for score in by_week for _ in range(7)))


def made(ago: int, pain: int = 4, *sites: Site, hour: int = 12, **fields: Any) -> PainEntry:
    at = datetime.combine(day(ago), time(hour), UTC)
    return PainEntry(
        id=f"e{abs(ago)}h{hour}",
        day=at.date(),
        at=at,
        pain=pain,
        sites=sites,
        created_at=at,
        updated_at=at,
        **fields,
    )


def known(
    *entries: PainEntry, onset: date | None = None, said_on: date | None = None
) -> PainHistory:
    in_order = sorted(entries, key=lambda entry: (entry.day, entry.at))
    return history_of_entries(in_order, TODAY, onset, said_on)


def numb(ago: int, *places: tuple[Region, Side], word: Quality = Quality.NUMB) -> PainEntry:
    return made(ago, 4, *(Site(*place) for place in places), qualities=(word,))


# Means


def test_nothing_logged_is_nothing_known() -> None:
    assert told() == known() == PainHistory()
    assert PainHistory().weeks(TODAY) == 0
    assert PainHistory().improved is None


def test_a_mean_rests_on_four_logged_days() -> None:
    four = told(2, None, 4, None, 6, None, 8)
    assert (four.mean, four.logged) == (5, 4)
    three = told(4, None, 6, None, 8)
    assert (three.mean, three.logged) == (8, 3)
    assert week_mean(scores(2, None, 4, None, 6, None, 8), TODAY) == 5
    assert week_mean(scores(4, None, 6, None, 8), TODAY) is None


def test_the_week_is_the_seven_days_up_to_today() -> None:
    history = told(10, 1, 1, 1, 1, 1, 1, 1)
    assert (history.mean, history.logged) == (1, 7)
    assert told(10, 10, 10, 10, *[None] * 7).mean is None
    assert told(10, 10, 10, 10, *[None] * 3).mean == 10


def test_what_is_after_today_is_left_out() -> None:
    later = {day(-n): 10.0 for n in range(1, 5)}
    assert history_of_scores((scores(3) | later).items(), TODAY) == told(3)
    assert known(made(-1, 10), made(0, 3)) == known(made(0, 3))
    assert history_of_scores(later.items(), TODAY) == PainHistory()


def test_several_scores_of_a_day_are_one_day() -> None:
    history = history_of_scores([(TODAY, 2), (day(1), 5), (TODAY, 9)], TODAY)
    assert (history.logged, history.mean, history.highest) == (2, 5.5, 9)
    entries = known(made(1, 5), made(0, 2, hour=8), made(0, 9, hour=20))
    assert (entries.logged, entries.mean, entries.highest) == (2, 5.5, 9)


def test_the_highest_is_that_of_the_episode_with_the_worst_of_a_day() -> None:
    assert known(made(1, 3, worst=8), made(0, 4)).highest == 8
    assert known(made(9, 10), made(1, 3), onset=day(2), said_on=day(2)).highest == 3
    assert known(made(0, 0)).highest is None


# Severe


@pytest.mark.parametrize(
    ("logged", "severe"),
    [
        ([7.0] * 7, True),
        ([6.9] * 7, False),
        ([7, 7, 7, 7, 0, 0, 0], True),
        ([7, 7, 7, 6, 0, 0, 0], False),
        ([7, 7, 7, 6.9, 0, 0, 0], False),
        ([10, 10, 10, 6, 6, 6, 6], True),
        ([10, 10, 10, 5, 5, 5, 3], False),
        ([7, 7, 7, None, 6, 6, None, 6], False),
        ([7, 7, None, 7, None, None, 7], True),
        ([6, 6, 7], True),
        ([7, 7, 6], False),
        ([7, 7, 7, 6.9], False),
        ([7, 7, 7, 7], True),
        ([7, *[None] * 6], True),
        ([7, *[None] * 7], False),
        ([], False),
    ],
)
def test_severe_pain(logged: list[float | None], severe: bool) -> None:
    assert told(*logged).severe is severe
    assert is_severe(scores(*logged), TODAY) is severe


def test_the_last_seven_logged_days_may_lie_further_back_than_a_week() -> None:
    # Four logs in the week; the three before them are the other logged days of the seven.
    assert told(8, 8, 8, *[None] * 7, 7, 2, None, 2, 2).severe
    assert not told(8, 8, *[None] * 7, 6, 7, 2, None, 2, 2).severe
    assert not told(8, 8, 8, 2, *[None] * 7, 7, 2, 2, None, 2, 2).severe


def test_severe_for_two_weeks() -> None:
    assert told(*[7] * 14).severe_two_weeks
    assert not told(*[7] * 13).severe_two_weeks
    assert weeks(3, 7, 7).severe_two_weeks
    assert not weeks(7, 6.9).severe_two_weeks
    assert not weeks(6.9, 7).severe_two_weeks


def test_severe_pain_that_clearly_falls_is_not_unchanged() -> None:
    assert not weeks(10, 8).severe_two_weeks
    assert weeks(9, 8).severe_two_weeks
    assert weeks(9.9, 8).severe_two_weeks
    assert not weeks(10, 7).severe_two_weeks


# Course


def test_the_first_week_is_the_first_logged_one_of_the_episode() -> None:
    assert weeks(6, 5, 4).first_mean == 6
    assert told(8, None, 6, None, 4, None, 2, *[3] * 7).first_mean == 5
    assert told(*[9] * 7, *[4] * 14, onset=day(13)).first_mean == 4
    assert weeks(5).first_mean is None


def test_the_first_week_is_over_before_this_one_begins() -> None:
    assert told(*[5] * 14).first_mean == 5
    assert told(*[5] * 13).first_mean is None


def test_one_bad_day_is_not_the_measure_of_improvement() -> None:
    # 2.2: two 7-day means are compared, each with four logged days or more.
    history = told(9, *[None] * 6, *[6] * 42)
    assert history.weeks(TODAY) >= 6
    assert history.improved is not True


@pytest.mark.parametrize(
    ("first", "now", "improved"),
    [
        (10, 7.0, True),
        (10, 8.0, True),
        (10, 8.1, False),
        (5, 3.5, True),
        (5, 3.6, False),
        (1, 0.7, True),
        (1, 0.8, False),
        (4, 6, False),
        (0, 0, False),
        (0, 3, False),
        (None, 3, None),
        (3, None, None),
    ],
)
def test_improvement_is_30_per_cent_or_two_points(
    first: float | None, now: float | None, improved: bool | None
) -> None:
    assert PainHistory(first_mean=first, mean=now).improved is improved


def test_worsening_needs_two_weeks_of_it() -> None:
    assert weeks(2, 2, 4, 4).worsening
    assert not weeks(2, 2, 4, 3.9).worsening
    assert not weeks(2, 2, 3.9, 4).worsening
    assert not weeks(2, 2, 4).worsening
    assert weeks(2, 3, 4, 5).worsening
    assert not weeks(4, 4, 4, 4).worsening


def test_worsening_is_not_told_from_three_days() -> None:
    thin: list[float | None] = [2, 2, 2, *[None] * 4]
    full: list[float | None] = [*thin[:3], 2, *[None] * 3]
    rest: list[float | None] = [*[2.0] * 7, *[9.0] * 14]
    assert told(*full, *rest).worsening
    assert not told(*thin, *rest).worsening


def test_falling_is_this_week_under_the_one_before() -> None:
    assert weeks(5, 4.9).falling
    assert not weeks(5, 5).falling
    assert not weeks(4, 5).falling
    assert not told(9, 9, 9, *[None] * 4, *[1] * 7).falling


def test_a_correction_is_the_persons_own_word() -> None:
    history = weeks(5, 5).corrected(8)
    assert (history.usual, history.mean, history.severe) == (8, 8.0, True)
    assert not weeks(8, 8).corrected(6).severe
    assert not weeks(8, 8).corrected(6).severe_two_weeks
    assert weeks(8, 8).corrected(7).severe_two_weeks
    assert weeks(8, 8).corrected(7).first_mean == 8


def test_more_pain_than_logged_never_tells_of_less() -> None:
    assert weeks(2, 2, 4, 4).corrected(6).worsening
    assert weeks(8, 8).corrected(9).severe_two_weeks
    assert weeks(5, 4).corrected(4).falling
    assert not weeks(5, 4).corrected(9).falling


# Onset


def test_an_episode_begins_after_28_pain_free_days() -> None:
    assert find_onset(scores(5, *[0] * 28, 5, 5)) == day(1)
    assert find_onset(scores(5, *[0] * 27, 5, 5)) == day(29)


def test_the_first_pain_is_the_onset_where_nothing_came_before() -> None:
    assert find_onset(scores(3, 4)) == day(1)
    assert find_onset(scores(0, 0, 3, 4)) == day(1)
    assert find_onset(scores(0, 0.1)) == day(0)


def test_a_gap_in_the_log_ends_no_episode() -> None:
    assert find_onset(scores(5, *[None] * 200, 5)) == day(201)
    assert find_onset(scores(5, *[None] * 200)) == day(200)


def test_one_good_day_in_a_long_gap_ends_no_episode() -> None:
    # Nobody knows what the other forty days were like.
    assert find_onset(scores(5, 0, *[None] * 40, 5)) == day(42)
    assert find_onset(scores(5, *[None] * 40, 0, 5)) == day(42)


def test_what_the_person_said_of_the_onset_holds_as_long_as_the_pain() -> None:
    pains = [made(n, 4) for n in range(10)]
    assert known(*pains, onset=day(70), said_on=day(5)).onset == day(70)
    assert known(*pains, onset=day(2), said_on=day(1)).onset == day(2)
    assert known(onset=day(70), said_on=day(5)).onset == day(70)
    free = [made(n, 0) for n in range(1, 29)]
    assert known(*free, onset=day(200), said_on=day(29)).onset is None
    assert known(*free[:27], onset=day(200), said_on=day(28)).onset == day(200)
    assert known(*free, made(0, 4), onset=day(200), said_on=day(29)).onset == day(0)
    assert known(*free[:27], made(0, 4), onset=day(200), said_on=day(28)).onset == day(200)


def test_what_was_logged_before_the_person_spoke_does_not_contradict_them() -> None:
    free = [made(n, 0) for n in range(1, 11)]
    assert known(made(40, 5), *free, made(0, 4), onset=day(20), said_on=day(10)).onset == day(20)
    assert known(made(10, 0), onset=day(20), said_on=day(10)).onset == day(20)


def test_an_onset_said_on_no_known_day_is_not_passed_over() -> None:
    assert known(made(3), made(0), onset=day(70)).onset == day(70)


def test_who_is_free_of_pain_has_no_episode() -> None:
    assert find_onset({}) is None
    assert find_onset(scores(0, 0, 0)) is None
    assert find_onset(scores(5, *[0] * 28)) is None
    assert find_onset(scores(5, *[0] * 27)) == day(27)
    assert told(5, *[0] * 28).weeks(TODAY) == 0


def test_the_persons_own_onset_goes_before_the_log() -> None:
    history = told(5, 5, onset=day(70))
    assert history.onset == day(70)
    assert history.weeks(TODAY) == 10


@pytest.mark.parametrize(
    ("ago", "count"), [(-9, 0), (0, 0), (6, 0), (7, 1), (27, 3), (28, 4), (41, 5), (42, 6)]
)
def test_full_weeks_since_the_onset(ago: int, count: int) -> None:
    assert PainHistory(onset=day(ago)).weeks(TODAY) == count


def test_an_onset_at_the_end_of_time_harms_nothing() -> None:
    for onset in (date.min, date.max):
        history = told(*[5] * 20, onset=onset)
        assert history.weeks(TODAY) >= 0
        assert history.improved in (None, False)


# Numbness


@pytest.mark.parametrize("word", [Quality.NUMB, Quality.PINS_AND_NEEDLES])
def test_a_leg_that_newly_feels_numb(word: Quality) -> None:
    assert known(numb(0, (Region.CALF, LEFT), word=word)).numb_legs == (LEFT,)
    assert known(numb(6, (Region.CALF, LEFT), word=word)).numb_legs == (LEFT,)
    assert known(numb(7, (Region.CALF, LEFT), word=word)).numb_legs == ()


def test_other_words_and_other_places_are_no_numb_leg() -> None:
    for word in set(Quality) - {Quality.NUMB, Quality.PINS_AND_NEEDLES}:
        assert known(numb(0, (Region.CALF, LEFT), word=word)).numb_legs == ()
    for region in (Region.LOW_BACK, Region.BUTTOCK, Region.GROIN, Region.BELLY):
        assert known(numb(0, (region, LEFT))).numb_legs == ()
    for region in (Region.INNER_THIGH, Region.FRONT_THIGH, Region.KNEE, Region.FOOT):
        assert known(numb(0, (region, RIGHT))).numb_legs == (RIGHT,)


def test_new_is_what_was_not_there_for_14_days() -> None:
    place = (Region.CALF, LEFT)
    assert known(numb(14, place), numb(0, place)).numb_legs == ()
    assert known(numb(15, place), numb(0, place)).numb_legs == (LEFT,)
    # The pain was there before; the numbness was not.
    assert known(made(5, 4, Site(*place)), numb(0, place)).numb_legs == (LEFT,)


def test_another_region_or_the_other_leg_is_new() -> None:
    calf = numb(10, (Region.CALF, LEFT))
    assert known(calf, numb(0, (Region.FOOT, LEFT))).numb_legs == (LEFT,)
    assert known(calf, numb(0, (Region.CALF, RIGHT))).numb_legs == (RIGHT,)
    assert known(calf, numb(0, (Region.CALF, BOTH))).numb_legs == (RIGHT,)
    assert known(numb(0, (Region.CALF, BOTH))).numb_legs == (LEFT, RIGHT)


def test_what_began_this_week_is_new_all_week() -> None:
    place = (Region.CALF, LEFT)
    assert known(numb(3, place), numb(0, place)).numb_legs == (LEFT,)
    first = numb(3, place)
    assert newly_numb_legs(list(days_of([first])), day(-3)) == {(LEFT, first.day)}
    assert known(first, numb(0, place)).numb_on == first.day
    assert newly_numb_legs(list(days_of([numb(3, place)])), day(-4)) == set()


def test_numbness_that_spreads() -> None:
    calf, foot, thigh = (Region.CALF, LEFT), (Region.FOOT, LEFT), (Region.FRONT_THIGH, LEFT)
    assert known(numb(2, calf), numb(0, foot)).numbness_spreads
    assert known(numb(2, calf), numb(0, calf, thigh)).numbness_spreads
    assert not known(numb(2, calf), numb(0, calf)).numbness_spreads
    assert not known(numb(2, foot), numb(0, calf)).numbness_spreads
    assert not known(numb(2, calf, thigh), numb(0, calf)).numbness_spreads
    assert not known(numb(0, calf, foot)).numbness_spreads


def test_numbness_that_spreads_is_followed_on_one_side() -> None:
    calf, foot = (Region.CALF, RIGHT), (Region.FOOT, LEFT)
    assert not known(numb(13, calf), numb(0, foot)).numbness_spreads


# How far down the leg


def view(*entries: PainEntry) -> Any:
    (found,) = days_of(entries)
    return found


def test_the_spread_index_is_the_deepest_place() -> None:
    assert spread_index(view(made(0, 4, Site(Region.LOW_BACK, CENTRE)))) == 0
    knee, foot = Site(Region.KNEE, LEFT), Site(Region.FOOT, RIGHT)
    assert spread_index(view(made(0, 4, knee))) == 3
    assert spread_index(view(made(0, 4, knee, foot))) == 5
    assert spread_index(view(made(0, 4, foot, hour=8), made(0, 4, knee, hour=20))) == 5


def test_places_of_the_hip_and_days_without_a_place_have_no_spread() -> None:
    assert spread_index(view(made(0, 9))) is None
    for region in set(Region) - set(DEPTHS):
        assert spread_index(view(made(0, 9, Site(region, LEFT)))) is None


def test_pain_of_two_counts_for_the_spread_and_a_places_own_score_goes_first() -> None:
    assert spread_index(view(made(0, 2, Site(Region.CALF, LEFT)))) == 4
    assert spread_index(view(made(0, 1, Site(Region.CALF, LEFT)))) is None
    assert spread_index(view(made(0, 9, Site(Region.CALF, LEFT, 1)))) is None
    assert spread_index(view(made(0, 0, Site(Region.CALF, LEFT, 2)))) == 4
    assert spread_index(view(made(0, 9, Site(Region.CALF, LEFT, 0)))) is None
    sites = (Site(Region.LOW_BACK, LEFT), Site(Region.FOOT, LEFT, 1))
    assert spread_index(view(made(0, 5, *sites))) == 0


def reaching(before: Sequence[Region | None], now: Sequence[Region | None]) -> bool:
    """Whether a leg pain with one place a day reaches further; both weeks have seven days."""
    assert len(before) == len(now) == 7
    entries = [
        made(13 - n, 4, *([Site(region, LEFT)] if region else []))
        for n, region in enumerate([*before, *now])
    ]
    return known(*entries).reaching_further


def test_leg_pain_that_reaches_a_level_further_for_a_week() -> None:
    thigh, knee, calf = Region.BACK_THIGH, Region.KNEE, Region.CALF
    assert reaching([thigh] * 7, [knee] * 7)
    assert reaching([Region.LOW_BACK] * 7, [thigh] * 7)
    assert not reaching([knee] * 7, [knee] * 7)
    assert not reaching([calf] * 7, [knee] * 7)
    assert not reaching([Region.LOW_BACK] * 7, [Region.BUTTOCK] * 7)
    assert not reaching([thigh] * 7, [thigh] * 4 + [calf] * 3)
    assert reaching([thigh] * 7, [thigh] * 3 + [calf] * 4)


def test_a_week_of_fewer_than_four_marked_days_tells_no_spread() -> None:
    thigh, knee = Region.BACK_THIGH, Region.KNEE
    assert not reaching([thigh] * 7, [knee] * 3 + [None] * 4)
    assert not reaching([thigh] * 3 + [None] * 4, [knee] * 7)
    assert reaching([thigh] * 4 + [None] * 3, [knee] * 4 + [None] * 3)


def test_pain_below_the_knee_is_of_this_week() -> None:
    for region in (Region.SHIN, Region.CALF, Region.ANKLE, Region.FOOT):
        assert known(made(6, 4, Site(region, LEFT))).below_knee
        assert not known(made(7, 4, Site(region, LEFT))).below_knee
    assert not known(made(0, 4, Site(Region.KNEE, LEFT))).below_knee


def test_hip_and_groin_are_of_the_last_fortnight() -> None:
    for region in (Region.GROIN, Region.FRONT_HIP, Region.OUTER_HIP):
        assert known(made(13, 4, Site(region, LEFT))).hip_or_groin
        assert not known(made(14, 4, Site(region, LEFT))).hip_or_groin
    assert not known(made(0, 4, Site(Region.LOW_BACK, LEFT))).hip_or_groin


# Sleep and strains


def test_sleep_is_broken_on_four_nights_in_each_of_two_weeks() -> None:
    def nights(before: int, now: int) -> bool:
        woken = [made(7 + n, wake_ups=1) for n in range(before)]
        return known(*woken, *(made(n, wake_ups=2) for n in range(now))).broken_sleep

    assert nights(4, 4)
    assert not nights(3, 4)
    assert not nights(4, 3)
    assert not known(*(made(n, wake_ups=0) for n in range(14))).broken_sleep
    assert not known(*(made(n) for n in range(14))).broken_sleep


@pytest.mark.parametrize("event", list(Event))
def test_a_strain_is_the_last_sudden_movement(event: Event) -> None:
    strains = {Event.KICK, Event.SPRINT, Event.TURN, Event.SLIP, Event.LIFT}
    history = known(made(20, event=event), made(9, event=event), made(3))
    assert history.strain_on == (day(9) if event in strains else None)
    assert known(made(60, event=event)).strain_on is None


# Against a slow calculation of one's own

by_day = st.dictionaries(
    st.integers(0, 45).map(day), st.integers(0, 20).map(lambda n: n / 2), max_size=46
)


def slow_week(found: dict[date, float], last: date) -> Fraction | None:
    week = [Fraction(found[d]) for d in found if 0 <= (last - d).days <= 6]
    return sum(week, Fraction(0)) / len(week) if len(week) >= 4 else None


@given(by_day)
def test_figures_of_weeks_by_a_slow_calculation(found: dict[date, float]) -> None:
    history = history_of_scores(found.items(), TODAY)
    in_order = dict(sorted(found.items()))
    this, before = slow_week(found, TODAY), slow_week(found, day(7))
    logged = sorted(d for d in found if 0 <= (TODAY - d).days <= 6)
    assert history.logged == len(logged)
    if this is not None:
        assert history.mean == pytest.approx(float(this))
        assert week_mean(in_order, TODAY) == pytest.approx(float(this))
        last = sorted(d for d in found if (TODAY - d).days < 28)[-7:]
        often = len([d for d in last if found[d] >= 7]) >= 4
        assert history.severe is (often or this >= 7)
        assert history.falling is (before is not None and this < before)
    else:
        latest = found[logged[-1]] if logged else None
        assert history.mean == latest
        assert history.severe is (latest is not None and latest >= 7)
    rises = []
    for last_day in (TODAY, day(7)):
        now, then = slow_week(found, last_day), slow_week(found, last_day - timedelta(days=14))
        rises.append(now is not None and then is not None and now - then >= 2)
    assert history.worsening is all(rises)
    pains = [d for d in found if found[d] > 0]
    assert history.onset in (None, *pains)
    if history.onset is not None:
        assert history.highest == max(found[d] for d in found if d >= history.onset)


places = st.sampled_from(list(Region)).flatmap(
    lambda region: st.builds(
        Site,
        st.just(region),
        st.sampled_from(sides_of(region)),
        st.none() | st.integers(0, 10),
    )
)
marked = st.lists(places, max_size=3, unique_by=lambda s: (s.region, s.side)).map(tuple)
depth_of = {
    "low-back": 0, "sacroiliac": 1, "tailbone": 1, "buttock": 1, "front-thigh": 2,
    "outer-thigh": 2, "back-thigh": 2, "knee": 3, "shin": 4, "calf": 4, "ankle": 5, "foot": 5,
}  # fmt: skip


def slow_spread(entries: Sequence[PainEntry], first_ago: int) -> float | None:
    """The median reach of the seven days that begin `first_ago` days before today."""
    reached = []
    for ago in range(first_ago, first_ago - 7, -1):
        deepest = -1
        for entry in entries:
            for site in entry.sites:
                pain = entry.pain if site.pain is None else site.pain
                if entry.day == day(ago) and pain >= 2:
                    deepest = max(deepest, depth_of.get(site.region.value, -1))
        if deepest >= 0:
            reached.append(deepest)
    if len(reached) < 4:
        return None
    reached.sort()
    half = len(reached) // 2
    return reached[half] if len(reached) % 2 else (reached[half - 1] + reached[half]) / 2


@given(st.lists(st.tuples(st.integers(0, 13), st.integers(0, 10), marked), max_size=30))
def test_the_spread_by_a_slow_calculation(
    drawn: list[tuple[int, int, tuple[Site, ...]]],
) -> None:
    entries = [
        msgspec.structs.replace(made(ago, pain, *sites), id=f"e{n}")
        for n, (ago, pain, sites) in enumerate(drawn)
    ]
    before, now = slow_spread(entries, 13), slow_spread(entries, 6)
    further = before is not None and now is not None and now - before >= 1 and now >= 2
    assert known(*entries).reaching_further is further


@given(st.lists(st.tuples(st.integers(-3, 50), st.integers(0, 10), marked), max_size=20))
def test_entries_and_scores_tell_the_same_course(
    drawn: list[tuple[int, int, tuple[Site, ...]]],
) -> None:
    entries = [
        msgspec.structs.replace(made(ago, pain, *sites), id=f"e{n}")
        for n, (ago, pain, sites) in enumerate(drawn)
    ]
    by_entries = known(*entries)
    by_scores = history_of_scores([(entry.day, entry.pain) for entry in entries], TODAY)
    for figure in (
        "onset", "logged", "mean", "first_mean", "severe", "severe_two_weeks", "worsening",
        "falling", "highest",
    ):  # fmt: skip
        assert getattr(by_entries, figure) == getattr(by_scores, figure), figure
