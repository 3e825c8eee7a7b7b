"""A guided session that is left, killed, done twice or cannot be written loses nothing."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import msgspec
import pytest
from guided import (
    ALL_KIT,
    READY,
    REST,
    SET,
    Counter,
    asked_before,
    choose,
    done_before,
    gone_through,
    offered,
    one,
    open_library,
    open_player,
    planned,
    playing,
    said,
    the_player,
    told,
    two,
    word,
)
from screen_reading import press, words_on

from journal.domain import session
from journal.domain.availability import STRAIN
from journal.domain.exercise import Item
from journal.domain.session_run import begin_run, run_of_fields
from journal.store.errors import SaveFailed
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.ui.exercise_line import exercise_line
from journal.ui.screens.moving import KEEP_SECONDS


@pytest.fixture
def counter() -> Counter:
    return Counter()


def drafts(store):
    return {n: d for n, d in store.snapshot().drafts.items() if n.startswith("session")}


def kept(store, name="session"):
    """The session in the draft on disk."""
    return run_of_fields(store.snapshot().drafts[name].fields)


def full(store):
    def refuse(*_: object) -> None:
        raise SaveFailed(store.path, OSError(28, "No space left on device"))

    return refuse


# While it goes on


async def test_it_is_kept_as_it_goes_on(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=3))
        await until(pilot, lambda: "session" in store.snapshot().drafts)
        counter.advance(screen, READY + SET)
        await until(pilot, lambda: kept(store).player.bout == 1)
        counter.advance(screen, KEEP_SECONDS + 1)
        await until(pilot, lambda: kept(store).player.gone >= KEEP_SECONDS)
        # No more than that is done once more after a kill.
        assert screen._player.gone - kept(store).player.gone <= KEEP_SECONDS <= 5
        assert not kept(store).player.running
        await press(pilot, "d", "4", "enter", "d", "d", "1", "enter", "7", "enter", "4", "enter")
        await until(pilot, lambda: kept(store).effort == 4)
        found = kept(store)
        assert (found.before, found.after, found.player.stage) == (3, 7, "over")
        assert [task.worst for task in found.player.tasks] == [4, 1]


async def test_killed_and_gone_on_with_it_stands_where_it_was(
    running, until, store, folder, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=3))
        await press(pilot, "plus", "d")
        counter.advance(screen, REST + 3)
        # What a signal does; a program that ends at once has the draft of some seconds ago.
        # Else what is still being written would stay beside it, under an id of its own.
        await until(pilot, pilot.app._quiet.is_set)
        assert pilot.app._keep_drafts() == ""
        gone = screen._player.gone
        left = kept(store)
        screen._state = "saved"
    clock.move(minutes=20)
    again = JournalStore(folder, clock)
    async with running(ticks=counter, journal=again, size=(120, 40)) as pilot:
        library = await open_library(pilot, until)
        assert offered(library)[:2] == ["go-on", "end"]
        assert library.choices.chosen_id == "go-on"
        assert "Go on with Strength base exercise 1 of 2" in words_on(pilot)
        await press(pilot, "enter")
        again = await the_player(pilot, until)
        player = again._player
        assert (player.task, player.bout, player.gone, player.tempo) == (0, 1, gone, 1.25)
        assert again._run == left
        assert word(again) == "Paused: space goes on"
        await press(pilot, "space", "d", "1", "enter", "d", "d", "1", "enter")
        await press(pilot, "1", "enter", "enter", "down", "enter")
        await until(pilot, lambda: again._state == "saved")
    saved = JournalStore(folder, clock).snapshot().sessions[0]
    assert [task.complete for task in saved.tasks] == [True, True]
    assert (saved.at, saved.ended_at - saved.at) == (left.started, timedelta(minutes=20))
    assert not drafts(JournalStore(folder, clock))


async def test_left_while_something_is_asked_it_is_asked_again(
    running, until, store, clock, counter
):
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", "6", "escape")
        await until(pilot, lambda: pilot.app.screen is library)
        await until(pilot, lambda: "go-on" in offered(library))
        await press(pilot, "home", "enter")
        screen = await the_player(pilot, until)
        assert screen._asking == "feel"
        await press(pilot, "6", "enter", "escape")
        await until(pilot, lambda: pilot.app.screen is library)
        await press(pilot, "home", "enter")
        screen = await the_player(pilot, until)
        assert screen._asking == "after"


async def test_what_was_left_can_be_ended_instead(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        screen = await playing(pilot, until, two(clock()))
        await press(pilot, "d")
        await press(pilot, "escape")
        await until(pilot, lambda: "end" in offered(library))
        await choose(pilot, library, "end")
        screen = await the_player(pilot, until)
        assert screen._asking == "after"
        await press(pilot, "2", "enter", "enter", "down", "enter")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    saved = store.snapshot().sessions[0]
    assert (saved.after, [task.done_reps for task in saved.tasks]) == (2, [3, 0])


async def test_what_was_left_on_another_day_can_only_be_ended_and_asks_nothing(
    running, until, store, clock, counter
):
    """How it hurts now is not how it hurt after it."""
    run = two(clock())
    done = msgspec.structs.replace(run.player, bout=1)
    task = msgspec.structs.replace(run.player.tasks[0], worst=2)
    run = run.with_player(msgspec.structs.replace(done, tasks=(task, run.player.tasks[1])))
    left = clock.move(minutes=5)
    store.save_draft(Draft("session", left, run.to_fields()), None)
    clock.move(days=3)
    async with running(ticks=counter, size=(120, 40)) as pilot:
        library = await open_library(pilot, until)
        assert offered(library)[0] == "end"
        assert "End Strength base of 14 Mar" in words_on(pilot)
        await press(pilot, "enter")
        screen = await the_player(pilot, until)
        await until(pilot, lambda: screen._asking == "over" and screen._state == "saved")
        await until(pilot, lambda: "Saved." in words_on(pilot))
        assert "Tomorrow" not in words_on(pilot)
    saved = store.snapshot().sessions[0]
    assert (saved.at, saved.ended_at, saved.after) == (run.started, left, None)
    assert not drafts(store)


async def test_where_nothing_was_done_nothing_is_kept(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY + 3)
        await until(pilot, lambda: bool(drafts(store)))
        await press(pilot, "s")
        await choose(pilot, screen, "end")
        assert "Nothing was done, so nothing is kept." in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is library)
        await until(pilot, lambda: not drafts(store))
        await until(pilot, lambda: "go-on" not in offered(library))
    assert not len(store.snapshot().sessions)


async def test_a_variant_that_is_gone_over_to_is_kept_at_once(
    running, until, store, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        counter.advance(screen, READY + 1)
        await press(pilot, "space")
        await until(pilot, lambda: bool(drafts(store)))
        before = kept(store).player.current.exercise
        await press(pilot, "e")
        assert screen._player.current.exercise != before
        # No time passes, and no set ends.
        await until(pilot, lambda: kept(store).player == session.pause(screen._player))


async def test_one_that_was_on_at_midnight_goes_on(running, until, store, clock, counter):
    run = two(clock().replace(hour=23, minute=59))
    store.save_draft(Draft("session", run.started, run.to_fields()), None)
    clock.now = run.started + timedelta(minutes=2)
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        await choose(pilot, library, "go-on")
        screen = await the_player(pilot, until)
        assert screen._run.started == run.started


async def test_a_strain_told_of_since_leaves_out_of_a_later_phase_what_it_speaks_against(
    running, until, store, clock, counter
):
    plan = (planned("glute-squeeze"), planned("half-kneeling-hip-flexor-stretch"))
    run = begin_run(plan, clock(), programme="hip-flexor-return", phase="load", before=1, limit=3)
    draft = Draft("session", clock(), run.to_fields())
    store.save_draft(draft, None)
    for day, left in ((None, 2), (clock().date() - timedelta(days=1), 2), (clock().date(), 1)):
        asked_before(store, clock, ticked={STRAIN: day} if day else {})
        async with running(ticks=counter, settings=ALL_KIT) as pilot:
            screen = await open_player(pilot, until, run, kept=draft)
            assert len(screen._player.tasks) == left


async def test_a_sore_morning_keeps_one_that_waits_and_says_why(
    running, until, store, session, clock, counter
):
    at = clock() - timedelta(days=1)
    done_before(store, session, at, before=1, morning=5, morning_on=clock().date())
    run = msgspec.structs.replace(two(clock()), programme="core-trio")
    store.save_draft(Draft("session", clock(), run.to_fields()), None)
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        await choose(pilot, library, "go-on")
        await until(pilot, lambda: "a sore morning after Strength base" in words_on(pilot))
        assert pilot.app.screen is library
    assert kept(store).player == run.player


async def test_drafts_of_moments_without_an_offset_close_nothing(
    running, until, store, folder, clock
):
    """Edited by hand, say."""
    for name in ("session", "session-b", "check", "check-b", "new", "new-b"):
        fields = two(clock()).to_fields() if "session" in name else {"pain": "4", "run": "{"}
        store.save_draft(Draft(name, clock(), fields), None)
    path = folder / "journal.json"
    tables = json.loads(path.read_text())
    for record in tables["drafts"].values():
        if "-" not in record["id"]:
            record["updated_at"] = "2026-03-14T11:00:00"
    path.write_text(json.dumps(tables))
    async with running(journal=JournalStore(folder, clock)) as pilot:
        library = await open_library(pilot, until)
        assert "go-on" in offered(library)
        for key in ("f4", "f3", "f2"):
            await press(pilot, key)
            await pilot.pause()
        assert pilot.app.is_running
    assert len(JournalStore(folder, clock).snapshot().drafts) == 6


async def test_one_that_ended_over_midnight_is_told_of_all_the_same(
    running, until, store, clock, counter
):
    run = two(clock().replace(hour=23, minute=40)).ended()
    tasks = [gone_through(Item(exercise=t.exercise), dose=t.dose) for t in run.player.tasks]
    run = run.with_player(msgspec.structs.replace(run.player, tasks=tuple(tasks)))
    store.save_draft(Draft("session", run.started, run.to_fields()), None)
    clock.now = run.started + timedelta(minutes=30)
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        await choose(pilot, library, "go-on")
        screen = await the_player(pilot, until)
        assert screen._asking == "after"
        await press(pilot, "6", "enter", "4", "enter", "down", "enter")
        await until(pilot, lambda: screen._state == "saved")
        assert "Saved. In the morning Today asks how it feels then." in said(screen.panel.question)
        await press(pilot, "enter")
        # It is not asked in the middle of the night.
        assert [s.after for s in store.snapshot().sessions] == [6]
        line = exercise_line(store.snapshot(), pilot.app.standing, (), clock())
        assert line is None or line.asked is None
        morning = clock.move(hours=7)
        line = exercise_line(store.snapshot(), pilot.app.standing, (), morning)
        assert line is not None
        assert line.asked is not None


# Two at once, and what cannot be read


async def test_a_second_one_that_waits_is_named(running, until, store, clock):
    for number, programme in enumerate(("core-trio", "strength-base")):
        run = msgspec.structs.replace(two(clock()), programme=programme)
        store.save_draft(Draft(f"session-{number}", clock.move(minutes=1), run.to_fields()), None)
    async with running(size=(120, 40)) as pilot:
        await open_library(pilot, until)
        text = words_on(pilot)
        assert "Go on with Strength base" in text
        assert "Core trio of today waits too: it comes once this one is ended." in " ".join(
            text.split()
        )


async def test_two_programs_with_the_same_session_lose_nothing(
    running, until, store, folder, clock, counter
):
    run = two(clock())
    store.save_draft(Draft("session", clock(), run.to_fields()), None)
    draft = store.snapshot().drafts["session"]
    other = JournalStore(folder, clock)
    async with running(ticks=counter) as pilot:
        screen = await open_player(pilot, until, run, kept=draft)
        await press(pilot, "space", "d")
        await until(pilot, lambda: kept(store).player.bout == 1)
        theirs = run.with_player(msgspec.structs.replace(run.player, gone=5.0))
        other.save_draft(Draft("session", clock.move(seconds=1), theirs.to_fields()), draft)
        assert len(drafts(store)) == 2
        await press(
            pilot, "d", "1", "enter", "d", "d", "1", "enter", "1", "enter", "enter", "down", "enter"
        )
        await until(pilot, lambda: screen._state == "saved")
    (name,) = drafts(store)
    assert kept(store, name) == theirs
    assert len(store.snapshot().sessions) == 1


async def test_another_session_leaves_the_one_that_waits_alone(
    running, until, store, clock, counter
):
    waits = two(clock())
    store.save_draft(Draft("session", clock(), waits.to_fields()), None)
    clock.move(minutes=1)
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d")
        await until(pilot, lambda: len(drafts(store)) == 2)
        assert kept(store, "session") == waits
        await press(pilot, "d", "1", "enter", "1", "enter", "enter", "down", "enter")
        await until(pilot, lambda: screen._state == "saved")
    assert list(drafts(store)) == ["session"]


async def test_a_damaged_draft_is_left_alone(running, until, store, clock, counter):
    whole = one(clock()).to_fields()["run"]
    damaged = {
        "session": whole.replace('"reps":3', '"reps":0'),
        "session-a": "",
        "session-b": whole[:-40],
        "session-c": '{"started":1}',
    }
    for name, text in damaged.items():
        store.save_draft(Draft(name, clock(), {"run": text}), None)
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        assert not {"go-on", "end"} & set(offered(library))
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", "1", "enter", "1", "enter", "enter", "down", "enter")
        await until(pilot, lambda: screen._state == "saved")
    assert {n: d.fields["run"] for n, d in drafts(store).items()} == damaged


# A save that fails


async def test_a_save_that_fails_says_so_loses_nothing_and_can_be_tried_again(
    running, until, store, clock, counter, monkeypatch
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "1", "enter", "d", "d", "3", "enter", "4", "enter", "5")
        with monkeypatch.context() as patch:
            patch.setattr(store, "save_session", full(store))
            await press(pilot, "enter", "down", "enter")
            await until(pilot, lambda: "No space left" in told(pilot))
            await until(pilot, lambda: "Not saved yet" in words_on(pilot))
            assert "Saved." not in words_on(pilot)
        assert not len(store.snapshot().sessions)
        await until(pilot, lambda: kept(store).clean is True)
        assert offered(screen) == ["save", "close"]
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
        await until(pilot, lambda: "Saved. Tomorrow" in words_on(pilot))
    saved = store.snapshot().sessions[0]
    assert (saved.after, saved.effort, saved.clean) == (4, 5, True)
    assert [task.worst for task in saved.tasks] == [1, 3]
    assert not drafts(store)


async def test_closed_after_a_save_that_failed_it_waits(
    running, until, store, clock, counter, monkeypatch
):
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", "1", "enter", "4", "enter", "5", "enter")
        with monkeypatch.context() as patch:
            patch.setattr(store, "save_session", full(store))
            await press(pilot, "down", "enter")
            await until(pilot, lambda: "Not saved yet" in words_on(pilot))
            await press(pilot, "escape")
            await until(pilot, lambda: pilot.app.screen is library)
            await until(pilot, lambda: pilot.app._quiet.is_set())
        await until(pilot, lambda: "go-on" in offered(library))
        await press(pilot, "home", "enter")
        screen = await the_player(pilot, until)
        # What was told already is not asked again.
        assert screen._asking == "clean"
        await press(pilot, "down", "enter")
        await until(pilot, lambda: screen._state == "saved")
    assert (store.snapshot().sessions[0].after, store.snapshot().sessions[0].effort) == (4, 5)


async def test_saved_is_said_when_it_is(running, until, store, clock, counter, monkeypatch):
    save, free = store.save_session, threading.Event()

    def slow(*given: object) -> object:
        free.wait(10)
        return save(*given)

    monkeypatch.setattr(store, "save_session", slow)
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", "1", "enter", "4", "enter", "5", "enter", "down", "enter")
        await until(pilot, lambda: screen._asking == "over")
        await pilot.pause()
        assert "It is being saved." in words_on(pilot)
        free.set()
        await until(pilot, lambda: "Saved. Tomorrow" in words_on(pilot))


async def test_a_draft_that_cannot_be_written_does_not_stop_the_session(
    running, until, store, clock, counter, monkeypatch
):
    async with running(ticks=counter) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(store, "save_draft", full(store))
            screen = await playing(pilot, until, one(clock()))
            await press(pilot, "d")
            await until(pilot, lambda: "No space left" in told(pilot))
            assert screen._player.bout == 1
        await press(pilot, "d", "1", "enter", "4", "enter", "5", "enter", "down", "enter")
        await until(pilot, lambda: screen._state == "saved")
    assert store.snapshot().sessions[0].tasks[0].complete
