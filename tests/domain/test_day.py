"""A day as its entries tell it, and words for a score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from journal.domain.body import Region, Side
from journal.domain.day import by_day, days_of
from journal.domain.entry import PainEntry, Site
from journal.domain.severity import severity

KNEE, BACK = (Region.KNEE, Side.LEFT), (Region.LOW_BACK, Side.CENTRE)


def test_entries_are_gathered_by_their_diary_day(
    entry: Callable[..., PainEntry],
) -> None:
    early, late = entry(2, worst=8), entry(5)
    next_day = entry(1, day=date(2026, 3, 15))
    first, second = days_of([early, late, next_day])
    assert (first.day, first.entries) == (date(2026, 3, 14), (early, late))
    assert (second.day, second.entries) == (date(2026, 3, 15), (next_day,))
    assert first.mean == 3.5
    assert first.worst == 8
    assert second.worst == 1


def test_a_place_keeps_the_last_score_it_was_given(entry: Callable[..., PainEntry]) -> None:
    (day,) = days_of(
        [
            entry(sites=(Site(*KNEE, 7), Site(*BACK))),
            entry(sites=(Site(*KNEE), Site(*BACK, 2))),
            entry(sites=(Site(*BACK, 3),)),
        ]
    )
    assert day.sites == (Site(*KNEE, 7), Site(*BACK, 3))


def test_the_latest_value_is_the_last_one_logged(entry: Callable[..., PainEntry]) -> None:
    (day,) = days_of([entry(stress=5, note="first"), entry(stress=0), entry(mood=3)])
    assert day.latest("stress") == 0
    assert day.latest("mood") == 3
    assert day.latest("note") == "first"
    assert day.latest("sites") is None


def test_no_entries_are_no_days() -> None:
    assert list(days_of([])) == list(by_day([])) == []


@pytest.mark.parametrize("off", [-5, -1, 1, 4])
def test_an_entry_that_comes_under_another_day_is_told_of_on_its_own(
    entry: Callable[..., PainEntry], off: int
) -> None:
    def on(back: int, hour: int, pain: int) -> PainEntry:
        first = entry(pain)
        at = (first.at - timedelta(days=back)).replace(hour=hour)
        return entry(pain, day=first.day - timedelta(days=back), at=at)

    entries = [on(back, hour, hour % 10) for back in range(9, -1, -1) for hour in (8, 10)]
    stray = on(5 + off, 9, 3)
    # As in a log that put it in order by a day that was changed by hand.
    disturbed = [*entries[:8], stray, *entries[8:]]
    found = list(days_of(disturbed))
    assert found == list(days_of(sorted(disturbed, key=lambda e: (e.day, e.at))))
    assert [view.day for view in found] == sorted({e.day for e in entries})
    (whole,) = [view for view in found if view.day == stray.day]
    assert [e.at.hour for e in whole.entries] == [8, 9, 10]


@pytest.mark.parametrize(
    ("score", "word"),
    [(0, "none"), (0.2, "mild"), (1, "mild"), (3, "mild"), (3.4, "mild"), (3.5, "moderate"),
     (4, "moderate"), (6, "moderate"), (6.4, "moderate"), (6.5, "severe"), (7, "severe"),
     (10, "severe")],
)  # fmt: skip
def test_a_score_in_words(score: float, word: str) -> None:
    assert severity(score) == word
