"""Odd journals on the screen Trends: each looks right and says what it rests on."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from screen_reading import press, words_on

from journal.ui.screens.trends import TrendsScreen, pane_of
from journal.ui.trend_view import Part

NOON = datetime.fromisoformat("2026-03-14T12:00:00+00:00")
BERLIN = ZoneInfo("Europe/Berlin")


def days_back(*numbers):
    return [NOON - timedelta(days=number) for number in numbers]


PANES = [pane_of(part) for part in Part]
JOURNALS = {
    "one entry": ([(4, NOON)], "1 of 30 days logged"),
    "a single day in ten years": ([(4, NOON - timedelta(days=3650))], "0 of 30 days logged"),
    "all zeros": ([(0, at) for at in days_back(*range(30))], "always 0"),
    "all tens": ([(10, at) for at in days_back(*range(30))], "on 30 of 30 logged days"),
    "200 entries on one day": (
        [(i % 11, NOON - timedelta(minutes=i)) for i in range(200)],
        "200 entries",
    ),
    "a year without entries in the middle": (
        [(3, at) for at in days_back(*range(5), *range(370, 380))],
        "5 of 30 days logged",
    ),
    "a change of the clocks": (
        [
            (5, datetime(2025, 10, 26, hour, 30, tzinfo=BERLIN, fold=fold))
            for hour in (1, 2, 3)
            for fold in (0, 1)
        ],
        "0 of 30 days logged",
    ),
    "February 29": (
        [(5, datetime(2024, 2, day, 12, tzinfo=BERLIN)) for day in (27, 28, 29)],
        "0 of 30 days logged",
    ),
}


@pytest.mark.parametrize("name", JOURNALS)
async def test_every_part_of_every_span_of_an_odd_journal(running, until, store, entry, name):
    entries, expected = JOURNALS[name]
    store.import_entries(entry(pain, at=at, day=at.date()) for pain, at in entries)
    async with running(size=(80, 44)) as pilot:
        await press(pilot, "f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, TrendsScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: expected in words_on(pilot))
        for key in "15":
            await press(pilot, key, "left", "left", "right")
            for kind in [*PANES[1:], PANES[0]]:
                await press(pilot, "tab")
                await until(pilot, lambda kind=kind: isinstance(screen._shown, kind))
                assert "Trends" in words_on(pilot)
                assert "nan" not in words_on(pilot).lower().split()
