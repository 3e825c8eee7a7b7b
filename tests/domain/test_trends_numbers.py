"""The figures of the trends against a slow calculation that shares nothing with them.

The slow one asks every entry for every day, in fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from diaries import TODAY, ago, half, histories
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from journal.domain.body import Side
from journal.domain.change import change_between
from journal.domain.diary import diary_of
from journal.domain.entry import PainEntry
from journal.domain.spread import spread
from journal.domain.trends import Trends, trends

Entries = Sequence[PainEntry]

DEPTH = {"low-back": 0, "buttock": 1, "knee": 3, "foot": 5}
"""Of the places in these histories, by hand from clinical section 2.7."""

ranges = st.tuples(st.integers(0, 45), st.integers(0, 45)).map(lambda r: (max(r), min(r)))
"""Days before today on which a range begins and ends."""


def each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def of_day(entries: Entries, day: date) -> list[PainEntry]:
    return [entry for entry in entries if entry.day == day]


def average(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def day_mean(entries: Entries, day: date) -> Fraction:
    return average([Fraction(entry.pain) for entry in of_day(entries, day)])


def logged(entries: Entries, first: date, last: date) -> list[date]:
    return [day for day in each(first, last) if of_day(entries, day)]


def week_mean(entries: Entries, last: date) -> Fraction | None:
    days = logged(entries, last - timedelta(days=6), last)
    return average([day_mean(entries, day) for day in days]) if len(days) >= 4 else None


def said(before: Fraction, now: Fraction) -> str:
    """Section 2.2 once more, in fractions."""
    points, direction = abs(now - before), "lower" if now < before else "higher"
    percent = points / before * 100 if before else Fraction(100)
    if points >= 2 and percent >= 30:
        return f"clearly {direction}"
    if points >= 1 or (percent >= 15 and before > 3):
        return f"a little {direction}"
    return "about the same"


def reach(entries: Entries, day: date) -> int | None:
    depths = [
        DEPTH[site.region]
        for entry in of_day(entries, day)
        for site in entry.sites
        if site.region in DEPTH and (entry.pain if site.pain is None else site.pain) >= 2
    ]
    return max(depths) if depths else None


def week_reach(entries: Entries, last: date) -> Fraction | None:
    known = [reach(entries, day) for day in each(last - timedelta(days=6), last)]
    depths = sorted(depth for depth in known if depth is not None)
    if len(depths) < 4:
        return None
    return Fraction(depths[len(depths) // 2] + depths[(len(depths) - 1) // 2], 2)


def counted(entries: Entries, first: date, last: date) -> Trends:
    return trends(diary_of(entries), [], [], first, last, TODAY)


@given(histories(), ranges)
def test_days_are_those_logged_and_no_others(entries: Entries, r: tuple[int, int]) -> None:
    first, last = ago(r[0]), ago(r[1])
    found = counted(entries, first, last)
    assert [day.day for day in found.days] == logged(entries, first, last)
    for day in found.days:
        scores = of_day(entries, day.day)
        assert day.mean == pytest.approx(float(day_mean(entries, day.day)))
        assert day.n == len(scores)
        assert day.best == min(entry.pain for entry in scores)
        named = [entry.worst for entry in scores if entry.worst is not None]
        assert day.worst == max([entry.pain for entry in scores] + named)


@given(histories(), ranges)
def test_a_week_has_a_mean_from_four_logged_days_on(entries: Entries, r: tuple[int, int]) -> None:
    first, last = ago(r[0]), ago(r[1])
    found = {mean.day: mean for mean in counted(entries, first, last).mean7}
    for day in each(first, last):
        mean = week_mean(entries, day)
        assert (day in found) == (mean is not None)
        if mean is not None:
            assert found[day].value == pytest.approx(float(mean))
            assert found[day].n == len(logged(entries, day - timedelta(days=6), day))


@settings(max_examples=150)
@given(histories(span=18), st.integers(0, 20), st.integers(1, 20))
def test_a_change_is_that_of_the_rule(entries: Entries, end: int, back: int) -> None:
    now, before = ago(end), ago(end + back)
    found = change_between(diary_of(entries), now, before)
    means = week_mean(entries, before), week_mean(entries, now)
    if back < 7 or None in means:
        assert (found.points, found.label) == (None, "")
        assert found.missing
    else:
        assert means[0] is not None
        assert means[1] is not None
        assert found.points == pytest.approx(float(means[1] - means[0]))
        assert found.label == said(means[0], means[1])
        assert not found.missing


@settings(max_examples=150)
@given(histories(span=18), ranges)
def test_the_reach_down_the_leg_is_that_of_the_rule(entries: Entries, r: tuple[int, int]) -> None:
    first, last = ago(r[0]), ago(r[1])
    trends = counted(entries, first, last)
    found = {known.day: known for known in trends.reaches}
    for day in each(first, last):
        index, week = reach(entries, day), week_reach(entries, day)
        assert (day in found) == (index is not None or week is not None)
        if day in found:
            assert found[day].index == index
            assert found[day].week == week
            days = each(day - timedelta(days=6), day)
            assert found[day].n == sum(reach(entries, other) is not None for other in days)


@given(histories(), ranges)
def test_places_have_the_days_they_hurt_and_their_own_scores(
    entries: Entries, r: tuple[int, int]
) -> None:
    first, last = ago(r[0]), ago(r[1])
    slow: dict[str, list[Fraction]] = {}
    halves: dict[str, list[Fraction]] = {}
    for day in each(first, last):
        marks: dict[tuple[str, Side], list[Fraction]] = {}
        for entry in of_day(entries, day):
            for site in entry.sites:
                score = Fraction(entry.pain if site.pain is None else site.pain)
                marks.setdefault((site.region, site.side), []).append(score)
        sore = {place: average(found) for place, found in marks.items() if sum(found) > 0}
        split: dict[str, Fraction] = {}
        for (region, marked), score in sore.items():
            slow.setdefault(f"{region}:{marked}", []).append(score)
            for side in half(marked):
                split[f"{region}:{side}"] = max(score, split.get(f"{region}:{side}", score))
        for name, score in split.items():
            halves.setdefault(name, []).append(score)
    trends = counted(entries, first, last)
    for expected, places in ((slow, trends.regions), (halves, trends.sides)):
        assert {f"{p.region}:{p.side}": p.days for p in places} == {
            name: len(scores) for name, scores in expected.items()
        }
        for place in places:
            scores = expected[f"{place.region}:{place.side}"]
            assert place.mean == pytest.approx(float(average(scores)))
        assert [place.days for place in places] == sorted(
            (place.days for place in places), reverse=True
        )


@given(histories(), ranges)
def test_weekdays_and_parts_of_the_day_count_each_day_once(
    entries: Entries, r: tuple[int, int]
) -> None:
    first, last = ago(r[0]), ago(r[1])
    trends = counted(entries, first, last)
    days = logged(entries, first, last)
    for number, beat in enumerate(trends.weekdays):
        means = [day_mean(entries, day) for day in days if day.isoweekday() == number + 1]
        assert beat.days == len(means)
        assert beat.mean == (pytest.approx(float(average(means))) if means else None)
    for start, beat in zip((0, 6, 12, 18), trends.parts, strict=True):
        means = []
        for day in days:
            scores = [
                Fraction(entry.pain)
                for entry in of_day(entries, day)
                if start <= entry.at.hour < start + 6
            ]
            means += [average(scores)] if scores else []
        assert beat.days == len(means)
        assert beat.mean == (pytest.approx(float(average(means))) if means else None)


@given(histories(span=70), ranges)
def test_weeks_and_months_are_those_of_the_calendar_up_to_the_last_day(
    entries: Entries, r: tuple[int, int]
) -> None:
    first, last = ago(r[0]), ago(r[1])
    trends = counted(entries, first, last)
    assert len(trends.weeks) == max(1, len(each(first, last)) // 7)
    assert {len(each(week.first, week.last)) for week in trends.weeks} == {7}
    assert trends.weeks[-1].last == trends.months[-1].last == last
    wanted = dict.fromkeys((day.year, day.month) for day in each(first, last))
    assert [(month.first.year, month.first.month) for month in trends.months] == list(wanted)
    for found in (trends.whole, *trends.weeks, *trends.months):
        days = logged(entries, found.first, found.last)
        scores = [entry for day in days for entry in of_day(entries, day)]
        named = [entry.worst or 0 for entry in scores]
        assert (found.days, found.logged) == (len(each(found.first, found.last)), len(days))
        assert found.entries == len(scores)
        assert found.worst == max([e.pain for e in scores] + named, default=None)
        assert found.best == min((e.pain for e in scores), default=None)
        strong = {e.day for e in scores if e.pain >= 7 or (e.worst or 0) >= 7}
        assert found.high == len(strong)
        means = [day_mean(entries, day) for day in days]
        enough = len(days) >= 4
        assert found.mean == (pytest.approx(float(average(means))) if enough else None)


@given(histories())
def test_the_spread_of_the_warning_signs_is_the_same(entries: Entries) -> None:
    from journal.domain.day import days_of
    from journal.domain.pain_history import spread_index

    theirs = {view.day: spread_index(view) for view in days_of(entries)}
    assert {f.day.day: f.reach for f in diary_of(entries).facts} == theirs


def week_of_leg(entries: Entries, last: date, side: Side) -> tuple[Fraction | None, int]:
    """The median of a leg's own marks and those of the spine, and on how many days a place counts.

    A day on which only the other leg was marked is one on which this one was not.
    """
    days = [day for day in each(last - timedelta(days=6), last) if reach(entries, day) is not None]
    mine = [
        replace(
            entry,
            sites=tuple(s for s in entry.sites if s.side is Side.CENTRE or side in half(s.side)),
        )
        for entry in entries
    ]
    depths = sorted(reach(mine, day) or 0 for day in days)
    if len(depths) < 4:
        return None, len(depths)
    return Fraction(depths[len(depths) // 2] + depths[(len(depths) - 1) // 2], 2), len(depths)


@settings(max_examples=200)
@given(histories(span=18), st.integers(0, 8))
def test_the_spread_is_that_of_each_leg_by_itself(entries: Entries, end: int) -> None:
    last = ago(end)
    found = spread(diary_of(entries), last)
    before_last = last - timedelta(days=7)
    for week, marked, end_of in (
        (found.now, found.marked, last),
        (found.before, found.marked_before, before_last),
    ):
        left, right = (week_of_leg(entries, end_of, side) for side in (Side.LEFT, Side.RIGHT))
        assert marked == left[1] == right[1]
        assert (None if week is None else week.left, None if week is None else week.right) == (
            left[0],
            right[0],
        )
    moves = []
    for side in (Side.LEFT, Side.RIGHT):
        now, before = (week_of_leg(entries, day, side)[0] for day in (last, before_last))
        if now is not None and before is not None:
            moves.append((before, now))
    if any(now - before >= 1 and now >= 2 for before, now in moves):
        assert "further down" in found.words
    elif any(before - now >= 1 and before >= 2 for before, now in moves):
        assert "less far down" in found.words
    elif any(max(move) >= 2 for move in moves):
        assert "about as far down" in found.words
    else:
        assert not found.words
    fortnight = [reach(entries, day) for day in each(last - timedelta(days=13), last)]
    in_leg = any(depth is not None and depth >= 2 for depth in fortnight)
    assert found.in_leg == in_leg
    assert bool(found.missing) == (in_leg and not moves)


@given(histories(), st.randoms(use_true_random=False))
def test_an_entry_out_of_order_counts_on_its_own_day(entries: Entries, rng: Random) -> None:
    disturbed = list(entries)
    for _ in range(min(3, len(disturbed))):
        disturbed.insert(
            rng.randrange(len(disturbed)), disturbed.pop(rng.randrange(len(disturbed)))
        )
    found = diary_of(disturbed)
    assert list(found.dates) == sorted({entry.day for entry in entries})
    assert found.days(ago(99), TODAY) == diary_of(entries).days(ago(99), TODAY)
