"""The screen History: reading back, searching, mending."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from screen_reading import screen_text
from textual.events import Key

from journal.store.entry_log import EntryLog
from journal.ui.screens.exercises import ExercisesScreen
from journal.ui.screens.history import HistoryScreen
from journal.ui.widgets.entry_list import EntryList


@pytest.fixture
def month(store, entry, clock):
    """Thirty days with an entry each, the latest today."""
    entries = [
        entry(i % 11, at=clock() - timedelta(days=i), note=f"day number {i}") for i in range(30)
    ]
    store.import_entries(entries)
    return entries


async def open_history(pilot, until) -> HistoryScreen:
    await pilot.press("f6")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
    await until(pilot, lambda: isinstance(pilot.app.focused, EntryList))
    return pilot.app.screen


async def test_an_empty_history_says_what_to_press(running, until):
    async with running() as pilot:
        await open_history(pilot, until)
        await until(pilot, lambda: "Nothing is logged yet" in screen_text(pilot))


async def test_the_newest_entry_comes_first_and_moves_show_others(running, month, until):
    async with running() as pilot:
        screen = await open_history(pilot, until)
        assert screen.entries.entry == month[0]
        await pilot.press("down", "down")
        assert screen.entries.entry == month[2]
        await until(pilot, lambda: "Thursday 12 March 2026" in screen_text(pilot))
        await pilot.press("end")
        assert screen.entries.entry == month[-1]
        await pilot.press("up", "home", "up")
        assert screen.entries.entry == month[0]


async def test_search_finds_as_one_types(running, month, until):
    async with running() as pilot:
        screen = await open_history(pilot, until)
        await pilot.press("slash", *"NUMBER 29")
        await until(pilot, lambda: screen.entries.entry == month[29])
        assert "1 of 30 entries" in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "30 entries" in screen_text(pilot))


async def test_search_takes_a_date(running, month, until):
    async with running() as pilot:
        screen = await open_history(pilot, until)
        await pilot.press("slash", *"2026-02-2")
        await until(pilot, lambda: "9 of 30 entries" in screen_text(pilot))
        assert f"{screen.entries.entry.day}" == "2026-02-28"


async def test_search_without_a_hit_says_so(running, month, until):
    async with running() as pilot:
        await open_history(pilot, until)
        await pilot.press("slash", *"zebra")
        await until(pilot, lambda: "No entry has these words" in screen_text(pilot))


async def test_delete_and_undo(running, store, month, until):
    async with running() as pilot:
        screen = await open_history(pilot, until)
        await pilot.press("down", "d")
        await until(pilot, lambda: len(store.snapshot().entries) == 29)
        await until(pilot, lambda: screen.entries.entry == month[2])
        await pilot.press("u")
        await until(pilot, lambda: len(store.snapshot().entries) == 30)


async def test_brackets_go_month_by_month(running, month, until):
    async with running() as pilot:
        screen = await open_history(pilot, until)
        await pilot.press("left_square_bracket")
        assert f"{screen.entries.entry.day}" == "2026-02-28"
        await pilot.press("right_square_bracket")
        assert screen.entries.entry == month[0]


async def test_only_the_lines_in_view_are_made(running, store, month, until, monkeypatch):
    looked_at = []
    read = EntryLog.__getitem__

    def watched(log, index):
        looked_at.append(index)
        return read(log, index)

    async with running() as pilot:
        await open_history(pilot, until)
        monkeypatch.setattr(EntryLog, "__getitem__", watched)
        await pilot.press("down")
        await pilot.pause()
    assert 0 < len(looked_at) < 12


async def test_a_record_that_cannot_be_read_is_told_of(running, store, entry, until):
    store.add(entry(3, note="whole"))
    text = store.path.read_text().replace('"pain":3', '"pain":3,"worst":14')
    store.path.write_text(text)
    store.refresh()
    async with running() as pilot:
        await open_history(pilot, until)
        await until(pilot, lambda: "Part of this entry cannot be read" in screen_text(pilot))
        assert "whole" in screen_text(pilot)


async def test_a_long_note_is_read_page_by_page(running, store, entry, until):
    store.add(entry(3, note="\n".join(f"line {i}" for i in range(40))))
    async with running() as pilot:
        await open_history(pilot, until)
        await until(pilot, lambda: "line 3" in screen_text(pilot))
        assert "line 39" not in screen_text(pilot)
        for _ in range(9):
            await pilot.press("space")
        await until(pilot, lambda: "line 39" in screen_text(pilot))
        for _ in range(9):
            await pilot.press("b")
        await until(pilot, lambda: "3 of 10, mild" in screen_text(pilot))


@pytest.mark.parametrize("gap", [0.001, 0.005, 0.02, 0.05])
async def test_letters_pressed_while_the_history_opens_are_no_search(
    running, store, entry, clock, until, gap
):
    store.import_entries([entry(pain, at=clock() - timedelta(days=pain)) for pain in range(5)])
    async with running() as pilot:
        for key in "hhtth":
            pilot.app.post_message(Key(key, key))
            await asyncio.sleep(gap)
        await pilot.pause(0.3)
        await pilot.press("f6")
        await until(pilot, lambda: "5 entries" in screen_text(pilot))
        assert "of 5 entries" not in screen_text(pilot)


async def test_a_letter_that_leads_to_another_screen_does_so_here_too(running, month, until):
    """It edited once, and what was typed for the exercises went into an old entry."""
    async with running() as pilot:
        await open_history(pilot, until)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExercisesScreen))
