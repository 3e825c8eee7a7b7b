"""The app around the screens: keys, themes, the palette, the help."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_reading import screen_text
from textual import events

from journal.settings import Settings
from journal.store import backups
from journal.ui import commands
from journal.ui.screens.history import HistoryScreen
from journal.ui.screens.log import LogScreen

README = Path(__file__).parent.parent.parent / "README.md"


async def test_a_command_can_be_given_another_key(running, until):
    async with running(settings=Settings(keys={"go-history": "i"})) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, HistoryScreen)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))


@pytest.mark.parametrize("keys", [{"no-such": "x"}, {"go-log": ""}, {"go-log": "???"}])
async def test_odd_keys_in_the_settings_do_no_harm(running, keys):
    async with running(settings=Settings(keys=keys)) as pilot:
        await pilot.press("5")
        assert "enter saves 5" in screen_text(pilot)


def test_the_readme_names_every_id_that_can_be_set():
    text = README.read_text("utf-8")
    check = (*commands.CHECK, *commands.QUESTIONS, *commands.RESULT)
    exercises = (*commands.EXERCISES, *commands.BEFORE, *commands.PLAYER, *commands.SESSIONS)
    shown = (*commands.APP, *commands.LOG, *check, *exercises, *commands.HISTORY, *commands.TRENDS)
    for command in shown:
        if command.id not in ("interrupt", "next-field", "leave-search"):
            assert f"`{command.id}`" in text, command.id
    assert "`open-day`" in text


async def test_the_days_backup_is_there_before_anything_is_logged(
    running, until, store, entry, clock
):
    store.add(entry())
    clock.move(days=1)
    async with running() as pilot:
        await until(pilot, lambda: len(backups.list_backups(store.backup_folder)) == 1)
        # And again when the app stays open into the next day.
        await pilot.press("5", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 2)
        clock.move(days=1)
        pilot.app.post_message(events.AppFocus())
        await until(pilot, lambda: len(backups.list_backups(store.backup_folder)) == 2)


async def test_every_command_has_an_id_of_its_own():
    ids = [c.id for c in (*commands.APP, *commands.TODAY, *commands.LOG, *commands.HISTORY)]
    assert len(set(ids)) == len(ids) - 2  # undo and redo are on two screens


async def test_letters_go_into_a_focused_field_and_f_keys_switch(running, until):
    async with running() as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        note = pilot.app.screen.query_one("#field-note")
        note.focus()
        await pilot.press("t", "h", "l", "u", "1")
        assert note.text == "thlu1"
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))


async def test_the_theme_is_kept_for_the_next_start(running, until, tmp_path):
    async with running() as pilot:
        before = pilot.app.theme
        await pilot.press("T")
        await until(pilot, lambda: pilot.app.theme != before)
        theme = pilot.app.theme
        settings = tmp_path / "settings.toml"
        await until(pilot, lambda: settings.exists() and theme in settings.read_text())


async def test_the_help_lists_the_keys_of_the_screen_below(running, until):
    async with running(size=(80, 40)) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await pilot.press("question_mark")
        await until(pilot, lambda: "Find words, places or a date" in screen_text(pilot))
        assert "diagnose" in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))


async def test_the_palette_finds_a_command_by_name(running, until):
    async with running() as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Search for commands" in screen_text(pilot))
        await pilot.press(*"history", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))


async def test_the_palette_offers_what_only_a_function_key_does(running, store, until):
    async with running() as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        await pilot.press("5", "ctrl+p")
        await until(pilot, lambda: "Search for commands" in screen_text(pilot))
        await pilot.press(*"save", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)


async def test_an_idle_app_draws_nothing(running, monkeypatch):
    from textual._compositor import Compositor

    drawn = []
    draw = Compositor.render_update
    async with running() as pilot:
        await pilot.pause(0.3)
        monkeypatch.setattr(
            Compositor, "render_update", lambda *a, **k: (drawn.append(1), draw(*a, **k))[1]
        )
        await pilot.pause(0.5)
    assert not drawn[:1]
