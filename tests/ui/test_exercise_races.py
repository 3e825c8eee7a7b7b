"""Keys that come in faster than screens go, and writes that fail behind them, lose nothing."""

from __future__ import annotations

import msgspec
import pytest
from guided import (
    ALL_KIT,
    Counter,
    asked_before,
    offered,
    one,
    open_before,
    open_library,
    playing,
    told,
    two,
)
from screen_reading import press, press_at_once, words_on

from journal.domain.session_run import run_of_fields
from journal.domain.unfinished import readable
from journal.store.errors import SaveFailed
from journal.store.records import Draft
from journal.ui.screens.before import BeforeScreen
from journal.ui.screens.exercises import ExercisesScreen
from journal.ui.screens.filter import FilterScreen
from journal.ui.screens.log import LogScreen
from journal.ui.screens.mind import MindScreen
from journal.ui.screens.today import TodayScreen


@pytest.fixture
def counter() -> Counter:
    return Counter()


def full(store):
    def refuse(*_: object) -> None:
        raise SaveFailed(store.path, OSError(28, "No space left on device"))

    return refuse


def foreign(run):
    """The session with an exercise that this version does not know, begun."""
    first = msgspec.structs.replace(run.player.tasks[0], exercise="of-a-newer-version", worst=3)
    tasks = (first, *run.player.tasks[1:])
    return run.with_player(msgspec.structs.replace(run.player, tasks=tasks))


# Keys


async def test_keys_before_a_key_to_another_screen_are_for_the_question(
    running, until, store, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=1))
        press_at_once(pilot, "d", "d", "7", "enter", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.app._quiet.wait()
        assert screen._player.tasks[0].worst == 7
    assert not len(store.snapshot().entries)


async def test_keys_before_it_are_for_what_is_asked_before_a_session(
    running, until, store, clock, counter
):
    async with running(settings=ALL_KIT, ticks=counter) as pilot:
        await open_before(pilot, until, programme="desk-reset")
        press_at_once(pilot, "n", "n", "7", "enter", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.app._quiet.wait()
    assert store.snapshot().limits.asked_on == clock().date()
    assert not len(store.snapshot().entries)


async def test_keys_after_a_key_to_another_screen_are_for_that_screen(running, until, store):
    async with running() as pilot:
        press_at_once(pilot, "f5", "f3", "6")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        await until(pilot, lambda: pilot.app.screen.unsaved() is not None)
        assert "6" in pilot.app.screen.unsaved().fields.values()
        assert pilot.app._late_keys is None


async def test_a_programme_asked_for_twice_at_once_opens_once(
    running, until, store, clock, counter
):
    asked_before(store, clock)
    async with running(settings=ALL_KIT, ticks=counter) as pilot:
        await open_library(pilot, until)
        press_at_once(pilot, "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeforeScreen))
        await pilot.pause()
        stack = [type(screen) for screen in pilot.app.screen_stack]
        assert stack == [ExercisesScreen, BeforeScreen]


async def test_a_tick_is_kept_however_the_list_is_left(running, until, store, clock):
    async with running(settings=ALL_KIT) as pilot:
        await open_library(pilot, until)
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(pilot.app.screen, MindScreen))
        await pilot.pause()
        store.change_limits(lambda held: msgspec.structs.replace(held, ask_first=("heart",)))
        press_at_once(pilot, "space", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.app._quiet.wait()
    assert len(store.snapshot().limits.ticked) == 1
    assert store.snapshot().limits.ask_first == ("heart",)


async def test_equipment_is_kept_however_the_form_is_left(running, until):
    async with running() as pilot:
        await open_library(pilot, until)
        before = pilot.app.exercise_settings.equipment
        await press(pilot, "f")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilterScreen))
        await pilot.pause()
        press_at_once(pilot, "space", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await until(pilot, lambda: pilot.app.exercise_settings.equipment != before)


# Writes that fail


async def test_a_session_left_while_nothing_can_be_written_is_held_and_written_later(
    running, until, store, clock, counter, monkeypatch
):
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        with monkeypatch.context() as patch:
            patch.setattr(store, "save_draft", full(store))
            await playing(pilot, until, two(clock(), before=1))
            await press(pilot, "d", "escape")
            await until(pilot, lambda: pilot.app.screen is library)
            await until(pilot, lambda: bool(pilot.app.held))
            await until(pilot, lambda: "as long as the journal is open" in told(pilot))
            await until(pilot, lambda: "go-on" in offered(library))
            assert "No space left" in pilot.app._keep_drafts()
        assert not store.snapshot().drafts
        asked = msgspec.structs.replace
        pilot.app._ask(pilot.app._keep_limits(lambda held: asked(held, asked_on=clock().date())))
        await until(pilot, lambda: not pilot.app.held)
    assert run_of_fields(store.snapshot().drafts["session"].fields).player.bout == 1


async def test_a_session_that_could_not_be_saved_when_it_was_closed_waits(
    running, until, store, clock, counter, monkeypatch
):
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        await playing(pilot, until, one(clock(), before=1))
        await press(pilot, "d", "d", "1", "enter", "4", "enter", "5", "enter")
        with monkeypatch.context() as patch:
            patch.setattr(store, "save_session", full(store))
            patch.setattr(store, "save_draft", full(store))
            press_at_once(pilot, "down", "enter", "escape")
            await until(pilot, lambda: pilot.app.screen is library)
            await until(pilot, lambda: bool(pilot.app.held))
        assert pilot.app._keep_drafts() == ""
        assert not pilot.app.held
    (draft,) = store.snapshot().drafts.values()
    assert run_of_fields(draft.fields).effort == 5


async def test_the_same_trouble_with_a_draft_is_told_once(
    running, until, store, clock, counter, monkeypatch
):
    async with running(ticks=counter) as pilot:
        warned = []
        monkeypatch.setattr(pilot.app, "_warn", lambda words, title="": warned.append(words))
        monkeypatch.setattr(store, "save_draft", full(store))
        screen = await playing(pilot, until, two(clock(), before=1))
        for _ in range(3):
            screen._keep()
            await pilot.pause()
            await pilot.app._quiet.wait()
        assert len(warned) == 1
        monkeypatch.undo()


# What this version does not know


async def test_a_session_with_an_unknown_exercise_can_only_be_ended_and_is_saved_as_it_is(
    running, until, store, clock, counter
):
    run = foreign(two(clock(), before=1))
    store.save_draft(Draft("session", clock(), run.to_fields()), None)
    async with running(ticks=counter, size=(120, 40)) as pilot:
        library = await open_library(pilot, until)
        assert offered(library)[0] == "end"
        assert "of-a-newer-version" in words_on(pilot)
        press_at_once(pilot, "enter", "enter")
        await until(pilot, lambda: not store.snapshot().drafts)
        assert pilot.app.screen is library
    (saved,) = [store.snapshot().sessions[0]]
    assert (saved.tasks[0].exercise, saved.tasks[0].worst) == ("of-a-newer-version", 3)


async def test_an_unreadable_session_does_not_hold_the_line_of_today(
    running, until, store, clock, counter
):
    fields = {"run": two(clock()).to_fields()["run"][:-40]}
    assert not readable(fields)
    assert readable(two(clock()).to_fields())
    store.save_draft(Draft("session", clock(), fields), None)
    async with running(ticks=counter, size=(120, 40)) as pilot:
        assert "waits unfinished" not in words_on(pilot)
        await open_library(pilot, until)
        assert "this version cannot read" in words_on(pilot)
