"""Pain guides a session: its zones, stop rules, what is asked after it, what is kept of it."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from guided import (
    BRIDGE,
    CONTENT,
    LIBRARY,
    READY,
    Counter,
    asked_before,
    choose,
    fit_today,
    offered,
    one,
    open_library,
    open_player,
    planned,
    playing,
    said,
    the_player,
    two,
    word,
)
from screen_reading import press, words_on

from journal.domain.exercise import Dose
from journal.domain.screening import Stop
from journal.domain.session import Done
from journal.domain.session_run import begin_run, run_of_fields
from journal.domain.standing import Exercise as Allowed
from journal.domain.training import Zone
from journal.halting import known_stop
from journal.settings import CheckSettings, Settings
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.ui.screens.exercises import ExercisesScreen
from journal.ui.screens.questions import QuestionsScreen
from journal.ui.widgets.session_detail import session_words

WORDS = CONTENT.guidance.words
RED = WORDS.red.format(exercise="Bridge")


@pytest.fixture
def counter() -> Counter:
    return Counter()


async def say_stop(pilot, screen, rule):
    """Say yes to a stop rule, by its id."""
    await press(pilot, "s")
    await choose(pilot, screen, "stop")
    await choose(pilot, screen, f"stop-{rule}")


# The traffic light


async def test_the_score_of_an_exercise_is_answered_in_words(running, until, clock, counter):
    words = {Zone.GREEN: WORDS.green, Zone.AMBER: WORDS.amber, Zone.RED: RED}
    why = {1: "You began at 1: up to 2 is all right.", 2: "You began at 2: up to 3 is all right."}
    async with running(ticks=counter) as pilot:
        for before, limit, worst, zone in (
            (1, None, 2, Zone.GREEN),
            (2, None, 3, Zone.AMBER),
            (2, None, 4, Zone.RED),
            (None, 2, 3, Zone.RED),
        ):
            screen = await playing(pilot, until, two(clock(), before=before, limit=limit))
            await press(pilot, "d", "d")
            # The person's own limit stands with the question, and why it is that.
            most = why.get(before, "Up to 2 is all right in this phase.")
            then = "then comes Side-lying leg raise."
            assert said(screen.panel.help) == f"{most} A digit, then enter; {then}"
            await press(pilot, str(worst), "enter")
            await until(pilot, lambda z=zone: words[z] in words_on(pilot))
            assert screen._player.running is (zone is not Zone.RED)
            if zone is not Zone.RED:
                await press(pilot, "space", "space")
                assert screen.title_bar.note == ""
            else:
                await press(pilot, "escape")
            await press(pilot, "escape")
            await until(pilot, lambda s=screen: pilot.app.screen is not s)


async def test_what_hurt_too_much_is_over_and_the_next_one_begins(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "5", "enter")
        assert screen._player.task == 1
        assert screen._player.tasks[0].worst == 5
        await until(pilot, lambda: RED in words_on(pilot))
        # It does not begin by itself, and the one before is over for today.
        assert offered(screen) == ["calm", "end", "stop"]
        assert (screen._player.running, screen._timer) == (False, None)
        await choose(pilot, screen, "calm")
        assert (screen._asking, screen._player.running) == ("", False)
        await press(pilot, "space")
        assert screen._player.running
        await press(pilot, "p")
        assert (screen._asking, screen._player.task, screen._timer) == ("feel", 0, None)
        assert screen.panel.pain.score == 5
        # Answered anew, it is asked anew how to go on.
        await press(pilot, "6", "enter")
        assert (screen._asking, screen._player.tasks[0].worst) == ("red", 6)
        await press(pilot, "enter", "p")
        # It is not done again, and no way out of the question wipes how much it hurt.
        for key in ("p", "left"):
            await press(pilot, key)
            assert (screen._asking, screen._player.task) == ("feel", 0)
        await press(pilot, "s")
        await choose(pilot, screen, "skip-no-time")
        assert (screen._asking, screen._player.tasks[0].worst) == ("red", 6)
        await press(pilot, "enter", "p", "3", "enter")
        assert (screen._asking, screen._player.tasks[0].worst) == ("", 3)


async def test_what_was_said_of_an_exercise_goes_with_it(running, until, clock, counter):
    """Once the next one moves, and with the questions of the end, it is said no more."""
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        counter.until_asked(screen)
        await press(pilot, "2", "enter")
        assert screen.title_bar.note == WORDS.green
        counter.until_asked(screen)
        assert screen.title_bar.note == ""
        await press(pilot, "2", "enter")
        assert (screen._asking, screen.title_bar.note) == ("after", WORDS.green)
        await press(pilot, "2", "enter")
        assert (screen._asking, screen.title_bar.note) == ("effort", "")
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "2", "enter")
        counter.advance(screen, READY - 1)
        assert screen.title_bar.note == WORDS.green
        counter.advance(screen, 2)
        assert screen.title_bar.note == ""


async def test_after_severe_pain_nothing_is_called_all_right(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "9", "enter")
        await choose(pilot, screen, "calm")
        await press(pilot, "space", "d", "d", "2", "enter")
        assert (screen._player.tasks[1].worst, screen._asking) == (2, "after")
        assert screen.title_bar.note == ""


@pytest.mark.parametrize(
    ("worst", "words", "first"),
    [("6", RED, "calm"), ("7", WORDS.severe, "end"), ("9", WORDS.severe, "end")],
)
async def test_strong_pain_has_its_own_words_and_an_enter_too_many_ends_it(
    running, until, clock, counter, worst, words, first
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", worst, "enter")
        assert said(screen.panel.question) == words
        # Where it had better end, nothing speaks of going on.
        assert said(screen.panel.help) == {"calm": WORDS.rest, "end": ""}[first]
        assert screen.panel.choices.highlighted_option.id == first
        await press(pilot, "enter")
        assert screen._asking == {"calm": "", "end": "after"}[first]


@pytest.mark.parametrize("left", ["9", "4"])
async def test_too_much_in_the_last_exercise_is_answered_too(running, until, clock, counter, left):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock(), before=2))
        await press(pilot, "d", "d", left, "enter")
        assert screen._asking == "after"
        assert said(screen.panel.help) == {"9": WORDS.severe, "4": RED}[left]
        assert screen.title_bar.note == ""


async def test_left_for_pain_without_a_score_it_does_not_go_on_by_itself(
    running, until, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "s")
        await choose(pilot, screen, "skip-pain")
        await press(pilot, "enter")
        assert screen._asking == "hurt"
        await press(pilot, "enter")
        assert (screen._asking, screen._player.running) == ("red", False)
        assert (screen._player.tasks[0].skipped, screen._player.tasks[0].worst) == ("pain", None)


async def test_after_too_much_it_can_end_for_today(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "5", "enter")
        await choose(pilot, screen, "end")
        assert screen._asking == "after"


async def test_back_at_the_question_the_set_goes_on(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "p")
        assert screen._asking == ""
        assert screen._player.running
        assert screen._timer is not None
        counter.advance(screen, 1)
        assert screen._player.gone > READY


# Stop rules


async def test_a_stop_rule_ends_it_keeps_it_and_leads_to_the_check(
    running, until, store, clock, counter, known
):
    known()
    settings = Settings(check=CheckSettings(country="gb"))
    async with running(ticks=counter, settings=settings) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        counter.advance(screen, READY + 15)
        await press(pilot, "s")
        await choose(pilot, screen, "stop")
        stops = [f"stop-{ask.id}" for ask in CONTENT.guidance.stops]
        assert offered(screen) == ["back", *stops]
        # An enter too many does not end the session.
        assert screen.panel.choices.highlighted == 0
        assert "Stop the exercise and rest meanwhile." in words_on(pilot)
        await choose(pilot, screen, "stop-down-the-leg")
        # Nothing more is exercised from now on, whatever becomes of the screen.
        await until(pilot, lambda: fit_today(store, clock).permission.exercise is Allowed.NOTHING)
        told = "You said: Pain that moves further down the leg."
        assert said(screen.panel.help) == f"{told} {WORDS.quick_yes}"
        assert "999" not in words_on(pilot)
        assert offered(screen) == ["check", "slip", "close"]
        await choose(pilot, screen, "check")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsScreen))
    saved = store.snapshot().sessions[0]
    assert saved.stopped == "down-the-leg"
    assert saved.tasks[0].done == (Done("bridge", 1, 2),)
    assert (saved.before, saved.after) == (2, None)
    assert not any(name.startswith("session") for name in store.snapshot().drafts)


@pytest.mark.parametrize("done", [0, 1])
async def test_chest_pain_shows_whom_to_call_at_once(running, until, store, clock, counter, done):
    """It is kept also where nothing was done before."""
    settings = Settings(check=CheckSettings(country="gb"))
    async with running(ticks=counter, settings=settings) as pilot:
        screen = await playing(pilot, until, one(clock(), before=1))
        screen.title_bar.note = WORDS.amber
        await press(pilot, *["d"] * done, "s")
        await choose(pilot, screen, "stop")
        await choose(pilot, screen, "stop-chest")
        await until(pilot, lambda: "Use a phone and call 999 now." in words_on(pilot))
        assert "999" in said(screen.panel.question)
        # Nothing else is in view, and an enter too many leads nowhere.
        assert offered(screen) == ["stay", "check", "slip", "close"]
        assert not screen.title_bar.note
        assert " of 1 " not in words_on(pilot)
        await press(pilot, "enter")
        assert screen._asking == "stopped"
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    assert [s.stopped for s in (store.snapshot().sessions[0],)] == ["chest"]


async def test_a_slip_of_the_key_ends_nothing(running, until, store, clock, counter, screening):
    yes_before = clock() - timedelta(days=40)
    asked_before(store, clock, quick_yes_at=yes_before)
    store.save_screening(screening(after_stop=Stop(yes_before)))
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        counter.advance(screen, READY + 15)
        before = screen._run
        await say_stop(pilot, screen, "chest")
        await until(pilot, lambda: store.snapshot().limits.quick_yes_at == clock())
        await choose(pilot, screen, "slip")
        await until(pilot, lambda: store.snapshot().limits.quick_yes_at == yes_before)
        assert screen._run.stopped == ""
        assert screen._player.tasks == before.player.tasks
        assert (screen._asking, screen._player.running) == ("", False)
        assert "1 of 2" in words_on(pilot)
        await press(pilot, "space")
        assert screen._player.running
        # Left after that, it waits as any other.
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await until(pilot, lambda: "session" in store.snapshot().drafts)
        await until(pilot, pilot.app._quiet.is_set)
    assert not len(store.snapshot().sessions)


@pytest.mark.parametrize("key", ["f2", "f4"])
async def test_a_stopped_session_is_kept_however_its_screen_is_left(
    running, until, store, clock, counter, key
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await say_stop(pilot, screen, "locking")
        await press(pilot, key)
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    assert store.snapshot().sessions[0].stopped == "locking"
    assert not any(name.startswith("session") for name in store.snapshot().drafts)


async def test_the_help_promises_nothing_of_a_session_that_was_stopped(
    running, until, clock, counter
):
    async with running(ticks=counter, size=(120, 40)) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "question_mark")
        await until(pilot, lambda: "it waits where it is" in words_on(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await say_stop(pilot, screen, "locking")
        await press(pilot, "question_mark")
        await until(pilot, lambda: "Close; this session has ended" in words_on(pilot))
        assert "it waits where it is" not in words_on(pilot)


async def test_an_enter_too_many_says_nothing_of_the_form(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock(), before=2))
        await press(pilot, "d", "d", "8", "enter", "2", "enter", "5", *["enter"] * 3)
        assert screen._asking == "clean"
        assert "Up and down choose, then enter." in words_on(pilot)
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    assert store.snapshot().sessions[0].clean is False


async def test_the_bell_is_told_of_in_the_first_line_and_over_no_question(
    running, until, clock, counter
):
    async with running(ticks=counter) as pilot:
        await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", "b")
        await until(pilot, lambda: "The bell is off." in words_on(pilot))
        assert not pilot.app._notifications


@pytest.mark.parametrize("key", ["f1", "ctrl+p"])
async def test_what_lies_over_the_call_for_help_ends_nothing(
    running, until, store, clock, counter, key
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await say_stop(pilot, screen, "locking")
        await press(pilot, key)
        await until(pilot, lambda: pilot.app.screen is not screen)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert "slip" in offered(screen)
        assert not len(store.snapshot().sessions)


async def test_a_stopped_session_ends_when_it_was_stopped(
    running, until, store, clock, counter, screening
):
    """Not hours later, when its screen is left: a check between the two has seen it."""
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        stopped = clock.move(minutes=10)
        await say_stop(pilot, screen, "locking")
        await until(pilot, lambda: store.snapshot().limits.quick_yes_at == stopped)
        known = known_stop(store.snapshot(), stopped.date())
        store.save_screening(screening(at=clock.move(hours=1), after_stop=known))
        clock.move(hours=8)
        await press(pilot, "escape")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    assert store.snapshot().sessions[0].ended_at == stopped
    assert fit_today(store, clock).permission.exercise is not Allowed.NOTHING


async def test_a_slip_here_takes_back_no_yes_of_another_program(
    running, until, store, folder, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await say_stop(pilot, screen, "chest")
        await until(pilot, lambda: store.snapshot().limits.quick_yes_at is not None)
        theirs, other = clock.move(minutes=1), JournalStore(folder, clock)
        other.change_limits(lambda held: msgspec.structs.replace(held, quick_yes_at=theirs))
        await choose(pilot, screen, "slip")
        await until(pilot, pilot.app._quiet.is_set)
    assert store.snapshot().limits.quick_yes_at == theirs


async def test_two_slips_in_a_row_lock_nothing(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        # While another program keeps them waiting.
        async with pilot.app._turn:
            for _ in range(2):
                clock.move(seconds=5)
                await say_stop(pilot, screen, "chest")
                await choose(pilot, screen, "slip")
        await until(pilot, pilot.app._quiet.is_set)
    assert store.snapshot().limits.quick_yes_at is None


async def test_what_another_program_ended_meanwhile_is_kept_beside_it(
    running, until, store, folder, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2, id="mine"))
        await say_stop(pilot, screen, "locking")
        await until(pilot, lambda: "session" in store.snapshot().drafts)
        await until(pilot, pilot.app._quiet.is_set)
        other, draft = JournalStore(folder, clock), store.snapshot().drafts["session"]
        other.save_session(run_of_fields(draft.fields).finish("mine", clock()), draft)
        await choose(pilot, screen, "slip")
        clock.move(minutes=9)
        await press(pilot, "space", "d", "d", "1", "enter", "d", "d", "1", "enter")
        await press(pilot, "1", "enter", "5", "enter", "down", "enter")
        await until(pilot, lambda: len(store.snapshot().sessions) == 2)
    log = store.snapshot().sessions
    found = {log[0].stopped: log[0], log[1].stopped: log[1]}
    assert found["locking"].id == "mine"
    assert all(task.complete for task in found[""].tasks)
    assert found[""].ended_at - found["locking"].ended_at == timedelta(minutes=9)


async def test_left_at_the_question_after_too_much_it_waits(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "8", "enter", "escape")
        await until(pilot, lambda: pilot.app.screen is library)
        await until(pilot, lambda: "go-on" in offered(library))
        await choose(pilot, library, "go-on")
        screen = await the_player(pilot, until)
        assert (screen._asking, said(screen.panel.question)) == ("red", WORDS.severe)


async def test_too_much_is_asked_about_also_where_the_next_one_dropped_out(
    running, until, store, clock, counter
):
    plan = [planned("walking"), planned("bridge", BRIDGE), planned("walking")]
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        await playing(pilot, until, begin_run(plan, clock(), before=2))
        await press(pilot, "d", "8", "enter", "escape")
        await until(pilot, lambda: pilot.app.screen is library)
        # What is there now rules out the bridge, which was next.
        store.change_limits(lambda held: msgspec.structs.replace(held, ticked={}))
        await pilot.app._look_again()
        pilot.app.exercise_settings = msgspec.structs.replace(
            pilot.app.exercise_settings, equipment=()
        )
        await choose(pilot, library, "go-on")
        screen = await the_player(pilot, until)
        assert screen._player.tasks[1].skipped == "not-today"
        assert (screen._asking, said(screen.panel.question)) == ("red", WORDS.severe)
        # Once answered, leaving one for another day does not bring it back.
        await choose(pilot, screen, "calm")
        assert screen._asking == ""


async def test_pain_that_stays_as_strong_as_it_began_is_not_called_all_right(
    running, until, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=9, programme="flare-day"))
        await press(pilot, "d", "d", "9", "enter")
        await until(pilot, lambda: WORDS.strong in words_on(pilot))
        # Nor does it go on by itself.
        assert (screen._asking, screen._player.running) == ("", False)


async def test_a_session_that_was_stopped_cannot_be_gone_on_with(
    running, until, store, clock, counter
):
    run = msgspec.structs.replace(two(clock()).ended(), stopped="locking")
    store.save_draft(Draft("session", clock(), run.to_fields()), None)
    async with running(ticks=counter, size=(120, 40)) as pilot:
        library = await open_library(pilot, until)
        assert "go-on" not in offered(library)
        await until(pilot, lambda: "Stopped: a hip that locks." in words_on(pilot))
        await choose(pilot, library, "end")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    assert store.snapshot().sessions[0].stopped == "locking"


async def test_killed_at_the_call_for_help_exercise_stays_locked_until_a_check(
    running, until, store, folder, clock, counter, screening
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "s")
        await choose(pilot, screen, "stop")
        await choose(pilot, screen, "stop-chest")
        # Else what is still being written would stay beside it, under an id of its own.
        await until(pilot, pilot.app._quiet.is_set)
        assert pilot.app._keep_drafts() == ""
        await until(pilot, lambda: store.snapshot().limits.quick_yes_at is not None)
        screen._before_stop, screen._state = None, "saved"
    assert not len(store.snapshot().sessions)
    assert fit_today(store, clock).permission.exercise is Allowed.NOTHING
    clock.move(hours=1)
    known = known_stop(store.snapshot(), clock().date())
    store.save_screening(screening(at=clock(), after_stop=known))
    again = JournalStore(folder, clock)
    async with running(ticks=counter, journal=again) as pilot:
        library = await open_library(pilot, until)
        await choose(pilot, library, "end")
        await until(pilot, lambda: len(again.snapshot().sessions) == 1)
        screen = await the_player(pilot, until)
        assert screen._asking == "stopped"
        # There is nothing to go back to.
        assert offered(screen) == ["stay", "check", "close"]
    saved = again.snapshot().sessions[0]
    assert (saved.stopped, saved.ended_at) == ("chest", clock() - timedelta(hours=1))
    # It ended before the check, so it locks nothing any more.
    assert fit_today(again, clock).permission.exercise is not Allowed.NOTHING


@pytest.mark.parametrize(("after", "words"), [("1", "Saved. Tomorrow"), ("8", "Saved. That was")])
async def test_after_strong_pain_the_end_says_to_rest(running, until, clock, counter, after, words):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "1", "enter", "d", "d", "1", "enter")
        await press(pilot, after, "enter", "5", "enter", "down", "enter")
        await until(pilot, lambda: said(screen.panel.question).startswith(words))


async def test_the_cursor_stays_at_the_end_of_a_list(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        await press(pilot, "s")
        await choose(pilot, screen, "stop")
        assert screen.panel.choices.highlighted == 0
        await press(pilot, "up")
        assert screen.panel.choices.highlighted == 0
        last = screen.panel.choices.option_count - 1
        await press(pilot, "end", "down")
        assert screen.panel.choices.highlighted == last


async def test_something_else_that_worries_is_kept_and_asks_for_the_check(
    running, until, store, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await say_stop(pilot, screen, "other")
        assert said(screen.panel.question) == "Not today"
        await choose(pilot, screen, "close")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    assert store.snapshot().sessions[0].stopped == "other"
    assert fit_today(store, clock).permission.exercise is Allowed.NOTHING


async def test_left_at_its_end_only_what_is_not_told_is_asked(
    running, until, store, clock, counter
):
    async with running(ticks=counter, size=(120, 40)) as pilot:
        library = await open_library(pilot, until)
        screen = await playing(pilot, until, one(clock(), before=2, programme="desk-reset"))
        await press(pilot, "d", "d", "1", "enter", "3", "enter", "5", "enter")
        assert screen._asking == "clean"
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is library)
        await until(pilot, lambda: "Tell how Desk reset was" in words_on(pilot))
        # A lock, or an hour, keeps nobody from telling.
        clock.move(hours=1)
        store.change_limits(lambda held: msgspec.structs.replace(held, quick_yes_at=clock()))
        await pilot.app._look_again()
        await until(pilot, lambda: "said yes to a warning sign" in words_on(pilot))
        await choose(pilot, library, "go-on")
        screen = await the_player(pilot, until)
        assert screen._asking == "clean"
        await press(pilot, "down", "enter")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    saved = store.snapshot().sessions[0]
    assert (saved.after, saved.effort, saved.clean) == (3, 5, True)


async def test_once_answered_how_to_go_on_is_not_asked_again(running, until, clock, counter):
    plan = [planned("bridge", BRIDGE), planned("single-leg-bridge"), planned("walking")]
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, begin_run(plan, clock(), before=2))
        await press(pilot, "d", "d", "5", "enter", "enter", "s")
        await choose(pilot, screen, "skip-not-today")
        assert (screen._asking, screen._player.task) == ("", 2)
        assert screen._player.running


async def test_once_the_next_one_is_begun_it_is_not_asked_again(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "5", "enter", "enter", "space")
        counter.advance(screen, READY + 1)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is library)
        await until(pilot, lambda: "go-on" in offered(library))
        await choose(pilot, library, "go-on")
        screen = await the_player(pilot, until)
        assert (screen._asking, screen._player.task) == ("", 1)


async def test_a_call_for_help_is_not_made_days_later(running, until, store, clock, counter):
    run = msgspec.structs.replace(two(clock()).ended(), stopped="chest")
    store.save_draft(Draft("session", clock(), run.to_fields()), None)
    clock.move(days=5)
    async with running(ticks=counter) as pilot:
        library = await open_library(pilot, until)
        await choose(pilot, library, "end")
        screen = await the_player(pilot, until)
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
        assert screen._asking == "over"
        assert "call" not in words_on(pilot)


async def test_killed_at_the_question_after_too_much_it_is_asked_again(
    running, until, store, folder, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "d", "d", "8", "enter")
        assert screen._asking == "red"
        # Else what is still being written would stay beside it, under an id of its own.
        await until(pilot, pilot.app._quiet.is_set)
        assert pilot.app._keep_drafts() == ""
        screen._state = "saved"
    again = JournalStore(folder, clock)
    async with running(ticks=counter, journal=again) as pilot:
        await open_library(pilot, until)
        await press(pilot, "home", "enter")
        screen = await the_player(pilot, until)
        assert screen._asking == "red"
        assert said(screen.panel.question) == WORDS.severe


WALK = Dose(sets=1, reps=1, out=0, hold=300, back=0, rest=0)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.5, "begun"), (40, "40 seconds"), (60, "1 of 5 minutes"), (170, "2.5 of 5 minutes")],
)
async def test_of_a_walk_that_was_left_the_minutes_are_told(
    running, until, store, clock, counter, seconds, told
):
    async with running(ticks=counter) as pilot:
        run = begin_run((planned("walking", WALK),), clock(), before=2)
        screen = await playing(pilot, until, run)
        counter.advance(screen, READY + seconds)
        await press(pilot, "n")
        # It is not called done.
        assert word(screen) == "Ended"
        await press(pilot, "8", "enter", "2", "enter", "5", "enter")
        await choose(pilot, screen, "clean-yes")
        await until(pilot, lambda: f"Walking {told}, pain 8" in words_on(pilot))
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    saved = store.snapshot().sessions[0]
    assert (saved.tasks[0].done, saved.tasks[0].seconds) == ((), int(seconds))
    detail = session_words(saved, LIBRARY, CONTENT.guidance).plain
    assert f"Walking  {told}, pain 8" in detail


async def test_d_before_the_start_tells_of_nothing_that_nobody_did(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await open_player(pilot, until, begin_run((planned("walking", WALK),), clock()))
        await press(pilot, "d")
        assert (screen._asking, screen._run.touched) == ("", False)
        assert said(screen.moment.told) == "Nothing is begun yet."
        # Once begun, who counted for themselves is believed.
        await press(pilot, "space", "d")
        assert (screen._asking, word(screen)) == ("feel", "Done")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_how_to_stop_and_to_leave_is_in_view_on_every_terminal(
    running, until, clock, counter, size
):
    async with running(ticks=counter, size=size) as pilot:
        await playing(pilot, until, two(clock()))
        await until(pilot, lambda: "s Skip or stop" in words_on(pilot))
        assert "esc Leave" in words_on(pilot)


@pytest.mark.parametrize(("size", "in_view"), [((60, 20), False), ((80, 24), True)])
async def test_a_scrap_of_a_figure_is_not_shown_over_a_question(
    running, until, clock, counter, size, in_view
):
    async with running(ticks=counter, size=size) as pilot:
        await playing(pilot, until, two(clock()))
        await until(pilot, lambda: "from the side" in words_on(pilot))
        await press(pilot, "s")
        await until(pilot, lambda: ("from the side" in words_on(pilot)) is in_view)
        await press(pilot, "escape")
        await until(pilot, lambda: "from the side" in words_on(pilot))


@pytest.mark.parametrize("stop", [ask.id for ask in CONTENT.guidance.stops if ask.emergency])
def test_the_emergency_number_is_for_heart_and_saddle(stop):
    assert stop in ("chest", "numb-between-legs")


# After it


async def test_what_is_kept_is_what_was_done_said_and_felt(running, until, store, clock, counter):
    quick = {"fever": False, "chest": False}
    run = two(clock(), before=3, quick=quick, eased=True, phase="wake-up")
    async with running(ticks=counter, size=(80, 30)) as pilot:
        screen = await playing(pilot, until, run)
        counter.until_asked(screen)
        await press(pilot, "4", "enter")
        counter.until_asked(screen)
        await press(pilot, "2", "enter")
        assert "How much does it hurt now?" in words_on(pilot)
        await press(pilot, "3", "enter")
        assert "How hard was it" in words_on(pilot)
        assert "0 no effort, 10 all you have" in words_on(pilot)
        clock.move(minutes=4)
        await press(pilot, "6", "enter")
        assert offered(screen) == ["clean-yes", "clean-no", "clean"]
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "Saved. Tomorrow morning Today asks" in words_on(pilot))
        text = words_on(pilot)
        assert "Bridge 2 sets of 3, 3 seconds hold, pain 4" in text
        assert "Side-lying leg raise 2 times on each side, pain 2" in text
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is not screen)
    saved = store.snapshot().sessions[0]
    began = clock() - timedelta(minutes=4)
    assert (saved.at, saved.ended_at, saved.day) == (began, clock(), began.date())
    assert (saved.programme, saved.phase, saved.eased) == ("strength-base", "wake-up", True)
    assert (saved.before, saved.after, saved.effort, saved.clean) == (3, 3, 6, True)
    assert (saved.quick, saved.stopped) == (quick, "")
    assert [task.worst for task in saved.tasks] == [4, 2]
    assert [task.done for task in saved.tasks] == [
        (Done("bridge", 1, 3), Done("bridge", 2, 3)),
        (
            Done("side-lying-leg-raise", 1, 2, "right"),
            Done("side-lying-leg-raise", 1, 2, "left"),
        ),
    ]
    assert not store.snapshot().drafts


async def test_every_answer_after_it_can_be_left_open(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", *["enter"] * 5)
        await choose(pilot, screen, "clean")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    saved = store.snapshot().sessions[0]
    assert (saved.after, saved.effort, saved.clean, saved.worst) == (None, None, None, None)


async def test_movements_that_were_not_all_clean_are_kept_so(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", "1", "enter", "1", "0", "enter", "1", "0", "enter")
        await choose(pilot, screen, "clean-no")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
    saved = store.snapshot().sessions[0]
    assert (saved.after, saved.effort, saved.clean) == (10, 10, False)


async def test_undo_in_the_library_takes_the_session_back(running, until, store, clock, counter):
    async with running(ticks=counter) as pilot:
        await press(pilot, "f5")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExercisesScreen))
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", "1", "enter", "1", "enter", "enter", "down", "enter")
        await until(pilot, lambda: screen._state == "saved")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await press(pilot, "f2")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ExercisesScreen))
        await press(pilot, "u")
        await until(pilot, lambda: not len(store.snapshot().sessions))
        await until(pilot, lambda: "Taken back: one session." in words_on(pilot))
        await press(pilot, "U")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
