"""The app around the screens: keys, themes, the palette, the help."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from guided import told
from screen_reading import press, press_at_once, screen_text
from textual import events

from journal.settings import Settings
from journal.store import backups
from journal.store.errors import SaveFailed, StoreBusy
from journal.store.journal_store import JournalStore
from journal.ui import commands
from journal.ui.screens.help import KEYS, NAMES
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


@pytest.mark.parametrize("fails", [False, True])
async def test_what_another_program_wrote_before_the_days_backup_comes_into_view(
    fails, running, store, folder, entry, clock, monkeypatch
):
    store.add(entry())
    async with running() as pilot:
        await pilot.app._quiet.wait()
        JournalStore(folder, clock).add(entry(9))
        back_up = store.back_up_daily

        def work():
            back_up()
            if fails:
                raise StoreBusy(store.path, 5)

        monkeypatch.setattr(store, "back_up_daily", work)
        pilot.app.back_up_daily()
        await pilot.app._quiet.wait()
        assert [e.pain for e in pilot.app.snapshot.entries] == [4, 9]


async def test_a_look_sees_what_the_store_has_read_already(
    running, store, folder, entry, clock, until
):
    async with running() as pilot:
        await pilot.app._quiet.wait()
        JournalStore(folder, clock).add(entry(9))
        store.refresh()
        pilot.app.post_message(events.AppFocus())
        await until(pilot, lambda: "12:00  9" in screen_text(pilot))


async def test_a_look_at_what_did_not_change_shows_nothing_anew(running, store, entry, monkeypatch):
    store.add(entry())
    async with running() as pilot:
        await pilot.app._quiet.wait()
        shown = []
        monkeypatch.setattr(type(pilot.app), "watch_snapshot", lambda *_: shown.append(1))
        pilot.app.post_message(events.AppFocus())
        pilot.app.back_up_daily()
        await pilot.pause()
        await pilot.app._quiet.wait()
        assert shown == []


async def test_an_undo_that_finds_nothing_shows_what_another_program_took_back(
    running, store, folder, entry, clock, until
):
    store.add(entry(9))
    async with running() as pilot:
        assert "12:00  9" in screen_text(pilot)
        await pilot.app._quiet.wait()
        JournalStore(folder, clock).undo()
        await pilot.press("u")
        await until(pilot, lambda: "There is nothing to undo" in screen_text(pilot))
        await until(pilot, lambda: "Nothing yet" in screen_text(pilot))


async def test_keys_go_on_while_a_look_waits_for_a_change(running, store, until, monkeypatch):
    go, add = threading.Event(), store.add

    def slow(*given):
        with store._mutex:
            go.wait(60)
        return add(*given)

    monkeypatch.setattr(store, "add", slow)
    async with running() as pilot:
        await pilot.app._quiet.wait()
        try:
            await pilot.press("5", "enter")
            pilot.app.post_message(events.AppFocus())
            press_at_once(pilot, "f3")
            await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        finally:
            go.set()
        await until(pilot, lambda: len(pilot.app.snapshot.entries) == 1)


async def test_a_backup_that_fails_is_told_of_before_anything_is_changed(
    running, store, folder, entry, until
):
    store.add(entry())
    (folder / "backups").write_text("")
    async with running() as pilot:
        await until(pilot, lambda: "failed" in screen_text(pilot))
        assert pilot.app.snapshot.trouble


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


@pytest.mark.parametrize("size", [(80, 40), (60, 40), (20, 20)])
async def test_what_is_said_of_a_key_never_goes_on_below_the_keys(running, until, size):
    async with running(size=size) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: pilot.app.screen.query("#keys"))
        keys = pilot.app.screen.query_one("#keys")
        await until(pilot, lambda: keys.size.width > 0)
        lines = keys.content.plain.split("\n")
        if size[0] >= 60:
            # As it is laid out, no line is broken anew.
            assert keys.size.height == len(lines)
            further = [line for line in lines if line.startswith(" ")]
            assert further
            assert all(line.rfind("  ") == KEYS + NAMES - 2 for line in further)
        await pilot.resize_terminal(100, 40)
        await until(pilot, lambda: keys.size.height == len(keys.content.plain.split("\n")))
        assert "Programmes, exercises, and a guide" in screen_text(pilot)


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


def full_disk(store):
    def refuse(*_):
        raise SaveFailed(store.path, OSError(28, "No space left on device"))

    return refuse


@pytest.mark.parametrize("keys", [("7", "enter"), ("u",)])
async def test_who_leaves_after_what_could_not_be_done_is_told_before(
    keys, running, store, entry, until, monkeypatch
):
    store.add(entry())
    async with running() as pilot:
        with monkeypatch.context() as patched:
            patched.setattr(store, "add", full_disk(store))
            patched.setattr(store, "undo", full_disk(store))
            press_at_once(pilot, *keys, "ctrl+q")
            await until(pilot, lambda: "Quit again leaves without it" in told(pilot))
            assert pilot.app.is_running
        # What goes well afterwards makes up for it.
        press_at_once(pilot, "3", "enter", "ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
        assert pilot.app.return_code == 0
    assert len(store.snapshot().entries) == 2


async def test_who_leaves_all_the_same_finds_the_reason_in_the_terminal(
    running, store, until, monkeypatch
):
    monkeypatch.setattr(store, "add", full_disk(store))
    async with running() as pilot:
        press_at_once(pilot, "7", "enter", "ctrl+q")
        await until(pilot, lambda: "Quit again leaves without it" in told(pilot))
        press_at_once(pilot, "ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
        assert pilot.app.return_code == 1
        assert "No space left" in str(pilot.app._exit_renderables)


async def test_each_refusal_is_told_of_before_leaving(running, store, until, monkeypatch):
    monkeypatch.setattr(store, "add", full_disk(store))
    async with running() as pilot:
        press_at_once(pilot, "7", "enter", "ctrl+q")
        await until(pilot, lambda: "Quit again leaves without it" in told(pilot))
        pilot.app.clear_notifications()
        press_at_once(pilot, "enter", "ctrl+q")
        await until(pilot, lambda: "Quit again leaves without it" in told(pilot))
        assert pilot.app.is_running


async def test_a_form_that_is_kept_makes_up_for_nothing_refused(running, store, until, monkeypatch):
    async with running() as pilot:
        with monkeypatch.context() as patched:
            patched.setattr(store, "add", full_disk(store))
            await press(pilot, "7", "enter")
            await until(pilot, lambda: "No space left" in told(pilot))
        await press(pilot, "l")
        await press(pilot, "4")
        await until(pilot, lambda: "new" in store.snapshot().drafts)
        press_at_once(pilot, "ctrl+q")
        await until(pilot, lambda: "Quit again leaves without it" in told(pilot))


async def test_nothing_to_undo_keeps_nobody_from_leaving(running, until):
    async with running() as pilot:
        press_at_once(pilot, "u", "ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
        assert pilot.app.return_code == 0


@pytest.mark.parametrize("stays", [True, False])
async def test_who_leaves_while_another_program_writes_is_told_what_waits(
    stays, running, store, until, monkeypatch
):
    go, add = threading.Event(), store.add

    def slow(*given):
        go.wait(60)
        return add(*given)

    monkeypatch.setattr(store, "add", slow)
    monkeypatch.setattr("journal.ui.app.PATIENCE", 0.1)
    async with running() as pilot:
        try:
            press_at_once(pilot, "7", "enter", "ctrl+q")
            await until(pilot, lambda: "Quit again leaves without it" in told(pilot))
            if stays:
                go.set()
                await until(pilot, lambda: len(store.snapshot().entries) == 1)
            press_at_once(pilot, "ctrl+q")
            await until(pilot, lambda: not pilot.app.is_running)
        finally:
            go.set()
        assert pilot.app.return_code == (0 if stays else 1)
