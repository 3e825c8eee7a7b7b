"""The sentences that the command and the screen share, as plain strings without a line break."""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec
import pytest
from diaries import TODAY, ago, diary, histories, made, weeks
from hypothesis import given

from journal.domain.body import Region, Side
from journal.domain.change import period
from journal.domain.diary import Diary, diary_of
from journal.domain.entry import Event, Medication, PainEntry, Site
from journal.domain.factor import FACTORS
from journal.domain.finding import Finding, Half, Kind
from journal.domain.level import Level
from journal.domain.markers import OUTCOMES, Marker, MarkerKind
from journal.domain.patterns import Patterns, patterns
from journal.domain.trend_report import (
    beat_lines,
    change_lines,
    marker_lines,
    pattern_lines,
    reach_lines,
    whole_words,
)
from journal.domain.trends import Trends, trends

AVOID = re.compile(
    r"\b(must|damage|diagnos\w*|safe|failed|missed|trigger\w*|causes|because|proves\b|normal)\b",
    re.IGNORECASE,
)


def over(found: Diary, days: int = 30) -> Trends:
    """The trends of so many days up to today."""
    return trends(found, [], [], TODAY - timedelta(days=days - 1), TODAY, TODAY)


# What changed


def test_the_range_is_told_in_figures_with_what_they_rest_on() -> None:
    found = diary(*(6, 7, 3, 4, None))
    assert whole_words(period(found, ago(29), TODAY)) == (
        "4 of 30 days logged, 4 entries, on average 5.0, from 3 to 7."
        " 7 or more at its worst on 1 of 4 logged days."
    )


def test_one_day_is_told_of_as_one() -> None:
    assert whole_words(period(diary(5), TODAY, TODAY)) == (
        "1 of 1 day logged, 1 entry, always 5. 7 or more at its worst on 0 of 1 logged day."
    )
    assert whole_words(period(diary(5), ago(9), ago(1))) == (
        "Nothing is logged from 2026-03-05 to 2026-03-13."
    )


def test_what_changed_is_told_by_month_and_since_both_first_weeks() -> None:
    found = weeks(8, 6, 6, 6, 6, 4)
    range_first, strong, month, first = change_lines(over(found, 21), found)
    assert strong == "Last 7 days: 7 or more at its worst on 0 of 7 logged days."
    assert month.startswith("March 5.0, February ")
    assert first == (
        "Last 7 days 4.0, the first logged week (2026-02-01 to 2026-02-07) 8.0: clearly lower."
        " 7 of 7 days logged, before that 7 of 7."
    )
    assert range_first.startswith(
        "Last 7 days 4.0, the first of these weeks (2026-02-22 to 2026-02-28) 6.0: clearly lower."
    )


def test_no_week_is_told_of_twice() -> None:
    found = weeks(8, 6, 4)
    # The first week of all is that of the range, and the headline has the one before the last.
    assert len(list(change_lines(over(found, 21), found))) == 3
    assert len(list(change_lines(over(found, 14), found))) == 3
    assert len(list(change_lines(over(weeks(8, 6), 14), weeks(8, 6)))) == 2


def test_nothing_logged_changes_nothing() -> None:
    assert list(change_lines(over(diary()), diary())) == []
    few = diary(5)
    assert list(change_lines(over(few), few))[1:] == [
        "March: too few days to compare with February (1 and 0 logged; 8 and 16 are enough)."
    ]


def _strong(found: Trends, diary: Diary) -> str:
    return next(line for line in change_lines(found, diary) if "at its worst" in line)


def test_the_week_tells_on_how_many_days_it_was_strong() -> None:
    strong = diary(*(4,) * 7, 9, 7, 6, None, 7, 2, 6)
    first = _strong(over(strong), strong)
    assert first == "Last 7 days: 7 or more at its worst on 3 of 6 logged days."
    assert _strong(over(strong, 8), strong).startswith("Last 7 days: ")
    past = trends(strong, [], [], ago(20), ago(2), TODAY)
    first = _strong(past, strong)
    assert first == "The 7 days to 2026-03-12: 7 or more at its worst on 3 of 6 logged days."
    # The range itself says it of a week; of nothing there is nothing to say.
    for found, days in ((strong, 7), (strong, 3), (diary(8, *(None,) * 7), 30)):
        lines = change_lines(over(found, days), found)
        assert not [line for line in lines if "at its worst" in line]


# Where and when


def test_both_sides_and_the_way_down_the_leg_are_told_where_they_were_marked() -> None:
    back = [made(ago(n), 5, Site(Region.LOW_BACK, Side.CENTRE)) for n in (2, 1)]
    assert list(reach_lines(over(diary_of(back)))) == []
    both = made(TODAY, 5, Site(Region.KNEE, Side.BOTH))
    assert list(reach_lines(over(diary_of([*back, both])))) == [
        "What was marked on both sides counts on each.",
        "How far down the leg it reached: back only 2 days, knee 1, of 3 days with such a place"
        " marked.",
        "Too few days to compare how far down the leg it reached with the week before (3 and 0 with"
        " a place marked; 4 of each are enough).",
    ]


def test_where_the_leg_pain_goes_is_told_however_short_the_range() -> None:
    knee = [made(ago(n), 5, Site(Region.KNEE, Side.LEFT)) for n in range(13, 6, -1)]
    back = [made(ago(n), 5, Site(Region.LOW_BACK, Side.CENTRE)) for n in range(6, -1, -1)]
    found = diary_of([*knee, *back])
    good = (
        "Your leg pain is reaching less far down. That is often a good sign."
        " It rests on 7 days, and 7 the week before."
    )
    for days in (1, 3, 7):
        assert list(reach_lines(over(found, days))) == [good]
    assert list(reach_lines(over(found, 14))) == [
        "How far down the leg it reached: back only 7 days, knee 7, of 14 days with such a place"
        " marked.",
        good,
    ]
    few = diary_of([*knee, *back[-3:]])
    [missing] = reach_lines(over(few, 2))
    assert missing.startswith("Too few days to compare how far down the leg it reached")


def test_weekdays_and_parts_of_the_day_are_told_where_they_are_known() -> None:
    scattered = diary(2, 2, 6, *(None,) * 4, *(4, 4, *(None,) * 5) * 4)
    assert list(beat_lines(over(scattered, 90))) == [
        "By weekday: Monday 3.6 (5 days), Sunday 3.6 (5 days).",
        "By time of day: evening 3.8 (11 days).",
    ]
    assert list(beat_lines(over(diary()))) == []


def test_no_average_of_a_handful_of_days_is_told() -> None:
    assert list(beat_lines(over(diary(5, 5, 5)))) == []
    assert list(beat_lines(over(diary(5, 5, 5, 5)))) == ["By time of day: evening 5.0 (4 days)."]
    three = [made(ago(n), 5) for n in (15, 8, 1)]
    assert list(beat_lines(over(diary_of(three)))) == []
    friday = [made(ago(22), 9), *three]
    assert list(beat_lines(over(diary_of([*friday, made(TODAY, 5, hour=8)])))) == [
        "By weekday: Friday 6.0 (4 days).",
        "By time of day: evening 6.0 (4 days).",
    ]


# What happened


def test_what_happened_is_named_and_what_comes_often_is_counted() -> None:
    checks = [
        Marker(ago(9), MarkerKind.SCREENING, "check: keep watching"),
        Marker(ago(8), MarkerKind.SCREENING, "check: talk to a doctor"),
    ]
    taken = [Marker(ago(n), MarkerKind.MEDICATION, "gel") for n in (7, 7, 1)]
    sessions = [Marker(ago(1), MarkerKind.SESSION, name) for name in ("Core trio", "Desk reset")]
    began = Marker(ago(1), MarkerKind.STARTED, "Started swimming")
    event = Marker(TODAY, MarkerKind.EVENT, "fall")
    assert list(marker_lines([*checks, *taken, *sessions, began, event])) == [
        f"{ago(1)} Started swimming",
        f"{TODAY} fall",
        "2 checks of warning signs: 1 talk to a doctor, 1 keep watching",
        "2 sessions on 1 day",
        "medication on 2 days",
    ]
    assert list(marker_lines([])) == []


def test_checks_are_one_line_the_most_pressing_first() -> None:
    checks = [
        Marker(ago(n), MarkerKind.SCREENING, OUTCOMES[level])
        for n, level in enumerate([*Level, Level.SEE_A_CLINICIAN, Level.SEE_A_CLINICIAN])
    ]
    assert list(marker_lines(checks)) == [
        "6 checks of warning signs: 1 get help at once, 1 talk to a doctor, 3 have it looked at,"
        " 1 keep watching"
    ]
    assert list(marker_lines(checks[3:4])) == ["1 check of warning signs: keep watching"]
    assert list(marker_lines(checks[4:])) == ["2 checks of warning signs: 2 have it looked at"]


def test_only_the_latest_eight_are_named() -> None:
    falls = [Marker(ago(n), MarkerKind.EVENT, "fall") for n in range(10, -1, -1)]
    lines = list(marker_lines(falls))
    assert lines[0] == f"{ago(7)} fall"
    assert lines[7:] == [f"{TODAY} fall", "and 3 more before that"]


# What goes with it


def claim(factor: str, chance: float = 0.01) -> Finding:
    return Finding(
        factor=factor, kind=Kind.STEADY, days=60, at=4, low=Half(30, 5, 2, 8),
        high=Half(30, 3, 1, 6), adjusted=2.0, r=-0.5, separate=40, chance=chance,
    )  # fmt: skip


def found_of(*claims: Finding) -> Patterns:
    """These patterns; of the other factors too little is known."""
    known = {one.factor: one for one in claims}
    rest = [Finding(factor=factor.id, kind=Kind.MISSING, days=3) for factor in FACTORS]
    return Patterns(ago(90), ago(6), tuple(known.get(one.factor, one) for one in rest))


def test_the_days_come_first_then_patterns_then_what_is_lacking() -> None:
    looked, steps, sleep, rest = pattern_lines(
        found_of(claim("sleep_quality", 0.04), claim("steps", 0.01)), may_try=True
    )
    assert looked == "Looked at: 2025-12-14 to 2026-03-08, half a year at the most."
    assert steps.startswith("Steady pattern, Steps: On the 30 days after a day with 4 steps")
    assert steps.endswith("decide whether to take a short walk every day that week, then compare.")
    assert sleep.startswith("Steady pattern, Sleep quality: ")
    assert "If you like" not in sleep
    assert rest.startswith("Stress, Hours sitting, Exercise done: Not enough paired days yet (3")


@pytest.mark.parametrize(
    ("number", "words"),
    [(3, ""), (4, "1 more is not shown."), (5, "2 more are not shown.")],
)
def test_patterns_beyond_three_are_counted(number: int, words: str) -> None:
    claims = [claim(factor.id, n / 1000) for n, factor in enumerate(FACTORS[:number])]
    lines = list(pattern_lines(found_of(*claims), may_try=True))
    assert ["Steady pattern" in line for line in lines[1:4]] == [True] * 3
    assert [line for line in lines if "not shown" in line] == ([words] if words else [])
    assert not words or lines[4] == words


def test_nothing_was_looked_at_where_nothing_is_known() -> None:
    [only] = pattern_lines(patterns((), frozenset(), TODAY), may_try=True)
    assert only.startswith(
        "Sleep quality, Stress, Hours sitting, Steps, Exercise done: Not enough paired days yet"
    )


@pytest.mark.parametrize(
    ("factor", "locked"),
    [("steps", ""), ("exercise", ""), ("sitting_hours", "a short break from sitting")],
)
def test_where_exercise_is_locked_only_trials_without_it_are_offered(
    factor: str, locked: str
) -> None:
    found = claim(factor)
    open_line, locked_line = (
        next(line for line in pattern_lines(found_of(found), may_try) if " pattern, " in line)
        for may_try in (True, False)
    )
    assert found.offer in open_line
    assert ("If you like, test it" in locked_line) == bool(locked)
    assert locked in locked_line
    assert locked_line.startswith(f"Steady pattern, {found.label}: {found.words}")


def test_every_trial_is_either_to_exercise_or_a_break_from_sitting() -> None:
    offers = {factor.id: factor.active for factor in FACTORS if factor.offer}
    assert offers == {"sitting_hours": False, "steps": True, "exercise": True}


@given(histories())
def test_lines_are_calm_and_hold_no_line_break(entries: list[PainEntry]) -> None:
    noted = [
        msgspec.structs.replace(
            entry, note="started\twalking\nand more", event=Event.LIFT,
            medications=(Medication("gel\x1b"),),
        )
        for entry in entries
    ]  # fmt: skip
    whole = diary_of(noted)
    found = over(whole, 41)
    lines = [whole_words(found.whole), *change_lines(found, whole), *reach_lines(found)]
    lines += [*beat_lines(found), *marker_lines(found.markers)]
    assert not [line for line in lines if AVOID.search(line) or not line.isprintable()]
