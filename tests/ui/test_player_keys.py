"""A guided session by keys: pausing, on and back, leaving out, variants, many keys at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from guided import (
    ALL_KIT,
    BRIDGE,
    CHANGE,
    LIBRARY,
    READY,
    REST,
    SET,
    SIDE,
    Counter,
    asked_before,
    choose,
    count,
    done_before,
    offered,
    one,
    open_player,
    place,
    planned,
    playing,
    said,
    told,
    two,
    word,
)
from screen_reading import press, press_at_once, words_on

from journal.domain.session import Done
from journal.domain.session_run import begin_run, run_of_fields


@pytest.fixture
def counter() -> Counter:
    return Counter()


def where(screen):
    """Exercise, bout, seconds of it."""
    player = screen._player
    return player.task, player.bout, player.gone


# Pausing


async def test_space_pauses_in_every_phase_and_goes_on_there(running, until, clock, counter):
    moments = {
        "Get ready": 3.0,
        "Move": READY - 2.0,
        "Hold": 3.0,
        "Back": 2.0,
        "Rest": SET - 4.0,
    }
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        for name, seconds in moments.items():
            counter.advance(screen, seconds)
            at = where(screen)
            assert word(screen) == name
            left = count(screen)
            await press(pilot, "space")
            assert word(screen) == "Paused: space goes on"
            assert count(screen) == left
            counter.time += 4
            screen._tick()
            assert where(screen) == at
            await press(pilot, "space")
            assert (word(screen), where(screen)) == (name, at)


async def test_beside_a_question_no_key_is_named_that_does_nothing(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        counter.advance(screen, READY + 1)
        await press(pilot, "s")
        assert word(screen) == "Paused"
        await press(pilot, "escape")
        assert word(screen) == "Paused: space goes on"


async def test_after_a_longer_pause_there_is_time_to_get_into_place(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY + 3)
        at, part = where(screen), screen.figure.part
        await press(pilot, "space")
        counter.time += 100
        await press(pilot, "space")
        assert (word(screen), count(screen), where(screen)) == ("Get ready", "8", at)
        assert screen.figure.part == part
        counter.advance(screen, 2)
        assert (word(screen), count(screen)) == ("Get ready", "6")
        counter.advance(screen, READY - 2)
        assert (word(screen), where(screen)) == ("Hold", at)
        # Who is in place already goes on by a key.
        await press(pilot, "space")
        counter.time += 100
        await press(pilot, "space", "n")
        assert (word(screen), where(screen)) == ("Hold", at)


async def test_space_pauses_between_the_sides_too(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        await press(pilot, "d", "d", "1", "enter")
        counter.advance(screen, READY + SIDE + 1)
        await press(pilot, "space")
        assert word(screen) == "Paused: space goes on"
        await press(pilot, "space")
        assert word(screen) == "Change sides"
        assert count(screen) == str(int(CHANGE - 1))


# On and back


async def test_n_goes_out_of_a_rest_and_out_of_a_set(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "n")
        assert (word(screen), where(screen)) == ("Move", (0, 0, READY))
        counter.advance(screen, 8)
        await press(pilot, "n")
        assert (word(screen), where(screen)) == ("Rest", (0, 1, 0.0))
        await press(pilot, "n")
        assert where(screen) == (0, 1, REST)
        await press(pilot, "n")
        assert screen._asking == "feel"
        assert screen._run.player.current.done == (Done("bridge", 1, 1),)


async def test_p_goes_to_the_beginning_then_to_the_set_before(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        await press(pilot, "p")
        assert where(screen) == (0, 0, 0.0)
        await press(pilot, "d", "n")
        counter.advance(screen, 5)
        await press(pilot, "p")
        assert where(screen) == (0, 1, REST)
        await press(pilot, "p")
        assert where(screen) == (0, 0, READY)
        assert screen._player.current.done == ()
        await press(pilot, "d", "d")
        assert screen._asking == "feel"
        await press(pilot, "p")
        assert screen._asking == ""
        assert where(screen) == (0, 1, REST)
        await press(pilot, "d", "left")
        assert where(screen) == (0, 1, REST)
        await press(pilot, "d", "2", "enter")
        assert where(screen)[0] == 1
        await press(pilot, "p")
        assert where(screen) == (0, 1, REST)
        # Gone back to by mistake, what was said of it is not lost.
        assert screen._player.current.worst == 2
        assert said(screen.moment.told) == "Bridge once more. Its pain of 2 stays until told anew."
        await press(pilot, "d")
        assert (screen._asking, screen.panel.pain.score) == ("feel", 2)


async def test_d_is_done_with_the_set_also_while_getting_ready(running, until, clock, counter):
    """Those who count their own repetitions."""
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d")
        assert word(screen) == "Rest"
        assert screen._player.current.done_reps == 3
        await press(pilot, "space", "d")
        assert screen._asking == "feel"
        assert screen._player.current.complete


async def test_keys_of_the_player_do_nothing_while_something_is_asked(
    running, until, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d")
        at = where(screen)
        await press(pilot, "space", "n", "d", "e", "h", "plus")
        assert (screen._asking, where(screen)) == ("feel", at)
        assert screen._timer is None
        assert screen._player.tempo == 1


# Leaving out


async def test_the_first_and_the_last_can_be_left_out_each_with_a_reason(
    running, until, store, clock, counter
):
    run = begin_run(
        (planned("bridge", BRIDGE), planned("hip-hinge", BRIDGE), planned("bird-dog", BRIDGE)),
        clock(),
    )
    async with running(ticks=counter, size=(80, 30)) as pilot:
        screen = await playing(pilot, until, run)
        counter.advance(screen, READY + 8)
        await press(pilot, "s")
        assert not screen._player.running
        assert offered(screen) == [
            *("go-on", "stop", "skip-pain", "skip-no-kit", "skip-unsure-how", "skip-no-time"),
            *("skip-not-today", "end"),
        ]
        await choose(pilot, screen, "skip-no-kit")
        assert where(screen) == (1, 0, 0.0)
        assert screen._player.running
        await press(pilot, "d", "d", "0", "enter", "s")
        await choose(pilot, screen, "skip-unsure-how")
        await choose(pilot, screen, "skip-unsure-how")
        assert screen._asking == "after"
        await press(pilot, "1", "enter", "enter")
        await choose(pilot, screen, "clean")
        await until(pilot, lambda: "Saved." in words_on(pilot))
        text = words_on(pilot)
        assert "Bridge left after 1 repetition" in text
        assert f"{LIBRARY.exercise('bird-dog').name} left out" in text
    tasks = store.snapshot().sessions[0].tasks
    assert [task.skipped for task in tasks] == ["no-kit", "", "unsure-how"]
    assert [task.done_reps for task in tasks] == [1, 6, 0]


async def test_one_that_hurts_is_left_with_its_score(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=1))
        await press(pilot, "s")
        await choose(pilot, screen, "skip-pain")
        assert "how much did it hurt?" in words_on(pilot)
        await press(pilot, "7", "enter")
        assert where(screen)[0] == 1
        first = screen._player.tasks[0]
        assert (first.skipped, first.worst) == ("pain", 7)


async def test_one_escape_does_not_drop_that_it_hurts_too_much(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=1))
        counter.advance(screen, READY + 1)
        await press(pilot, "s")
        await choose(pilot, screen, "skip-pain")
        await press(pilot, "escape")
        # One step back, with the cursor on what was said.
        assert (screen._asking, screen._player.running) == ("skip", False)
        assert "That it hurts too much is not noted yet." in words_on(pilot)
        await press(pilot, "enter")
        assert screen._asking == "hurt"
        await press(pilot, "escape", "escape")
        assert (screen._asking, screen._player.running) == ("", False)
        assert word(screen) == "Paused: space goes on"
        assert said(screen.moment.told).startswith("It is paused. That it hurts is not noted")
        await press(pilot, "s")
        assert screen.panel.choices.highlighted == 0
        await choose(pilot, screen, "skip-pain")
        await press(pilot, "7", "enter")
        assert screen._player.tasks[0].worst == 7


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_who_is_not_sure_how_it_goes_is_shown_it_once_more(
    running, until, clock, counter, size
):
    run = begin_run((planned("single-leg-bridge", note="slowly"), planned("walking")), clock())
    async with running(ticks=counter, size=size) as pilot:
        screen = await playing(pilot, until, run)
        counter.advance(screen, READY + 8)
        at = where(screen)
        await press(pilot, "s")
        await choose(pilot, screen, "skip-unsure-how")
        assert (screen._asking, screen._player.task) == ("unsure", 0)
        exercise = LIBRARY.exercise("single-leg-bridge")
        # All of it can be read at once, and the choices below it.
        wanted = [*exercise.steps, *exercise.mistakes, "Slowly."]
        wanted += ["Go on with it", "Bridge instead, which is easier", "Leave it out"]
        await until(pilot, lambda: all(text in words_on(pilot) for text in wanted))
        await press(pilot, "enter")
        assert (screen._asking, where(screen), screen._player.running) == ("", at, True)
        await press(pilot, "s")
        await choose(pilot, screen, "skip-unsure-how")
        await press(pilot, "escape")
        assert (screen._asking, where(screen), screen._player.running) == ("", at, False)
        await press(pilot, "s")
        await choose(pilot, screen, "skip-unsure-how")
        await choose(pilot, screen, "easier")
        assert screen._player.current.exercise == "bridge"
        assert (screen._asking, screen._player.running) == ("", True)
        # What has no easier variant does not offer one, nor what is through.
        await press(pilot, "d", "n", "d", "s")
        await choose(pilot, screen, "skip-unsure-how")
        assert offered(screen) == ["go-on", "skip-unsure-how"]
        await press(pilot, "enter")
        assert screen._asking == "feel"


async def test_it_can_be_gone_on_with_after_all(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY + 1)
        at = where(screen)
        await press(pilot, "s", "enter")
        assert screen._player.running
        assert where(screen) == at
        await press(pilot, "s", "escape")
        assert (screen._asking, where(screen)) == ("", at)
        assert not screen._player.running
        await press(pilot, "s")
        await choose(pilot, screen, "stop")
        # Something felt strange: it stays paused.
        await choose(pilot, screen, "back")
        assert (screen._asking, screen._player.running) == ("", False)
        await press(pilot, "space")
        # From the question after it, it is the question that is gone on with.
        await press(pilot, "d", "d", "s", "enter", "7")
        assert (screen._asking, screen.panel.pain.score) == ("feel", 7)
        assert screen._timer is None


async def test_the_session_can_be_ended_early_and_whole_repetitions_count(
    running, until, store, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        counter.advance(screen, READY + 15)
        await press(pilot, "s")
        await choose(pilot, screen, "end")
        await press(pilot, "3", "enter", "4", "enter", "down", "enter")
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
        await until(pilot, lambda: "Saved." in words_on(pilot))
        assert "Bridge 2 repetitions" in words_on(pilot)
        assert "Side-lying leg raise not done" in words_on(pilot)
    saved = store.snapshot().sessions[0]
    assert [task.done for task in saved.tasks] == [(Done("bridge", 1, 2),), ()]
    assert (saved.after, saved.effort, saved.clean) == (3, 4, True)


# Variants


async def test_an_easier_one_in_mid_set_keeps_what_was_done(running, until, clock, counter):
    run = begin_run((planned("single-leg-bridge"),), clock())
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, run)
        await press(pilot, "d", "n", "d")
        assert place(screen).endswith("set 2 of 2, right side")
        await press(pilot, "n")
        counter.advance(screen, 7)
        await press(pilot, "e")
        assert screen.figure.border_title == "Bridge"
        assert place(screen).endswith("set 2 of 2")
        assert count(screen) == "8"
        task = screen._player.current
        assert (task.exercise, task.planned) == ("bridge", "single-leg-bridge")
        assert task.dose == LIBRARY.exercise("bridge").dose
        assert [(done.set, done.side, done.reps) for done in task.done] == [
            *((1, "right", 6), (1, "left", 6)),
            (2, "right", 1),
        ]
        assert screen._player.running
        await press(pilot, "h")
        assert screen.figure.border_title == "Single-leg bridge"
        assert len(screen._player.current.done) == 3


async def test_a_swap_is_named_and_the_other_key_takes_it_back(running, until, clock, counter):
    """In the dose and with the note of the plan, also once it was left and gone on with."""
    dose = LIBRARY.exercise("hip-hinge").dose
    plan = (planned("hip-hinge", dose, note="slowly"), planned("walking"))
    run = begin_run(plan, clock(), programme="flare-day", eased=True)
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, run)
        await press(pilot, "e")
        assert said(screen.moment.told) == "Sit-to-stand instead of Hip hinge."
        screen._run = run_of_fields(screen._run.to_fields())
        await press(pilot, "h")
        assert said(screen.moment.told) == "Back to Hip hinge."
        assert screen._player.current == run.player.current
        # Going on takes the word away, and nothing lies over the steps.
        await press(pilot, "space")
        assert said(screen.moment.told) == ""
        assert not told(pilot)


async def test_what_hurt_of_late_is_no_variant_to_go_over_to(
    running, until, store, session, clock, counter
):
    """Neither easier nor harder; what the session itself began with is gone back to."""
    at = clock() - timedelta(days=1)
    done_before(store, session, at, "hip-cuff-bands", worst=8)
    async with running(ticks=counter) as pilot:
        run = begin_run((planned("single-leg-bridge"),), clock(), before=2)
        screen = await playing(pilot, until, run)
        await press(pilot, "e")
        easier = screen._player.current.exercise
        assert easier not in ("bridge", "single-leg-bridge")
        await press(pilot, "h")
        assert screen._player.current.exercise == "single-leg-bridge"
    async with running(ticks=counter) as pilot:
        run = begin_run((planned("pelvic-tilt"),), clock(), before=2)
        screen = await playing(pilot, until, run)
        await press(pilot, "h")
        assert screen._player.current.exercise == "pelvic-tilt"
        assert said(screen.moment.told) == "Bridge: not today. It hurt too much the last time."


async def test_an_exercise_of_the_session_is_no_easier_variant(running, until, clock, counter):
    plan = [planned(id) for id in ("sit-to-stand", "hip-hinge", "bridge", "single-leg-bridge")]
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, begin_run(plan, clock()))
        await press(pilot, "s")
        await choose(pilot, screen, "skip-not-today")
        await press(pilot, "e")
        assert screen._player.current.exercise == "hip-hinge"
        already = "is in this session already; no other easier one is for today."
        assert said(screen.moment.told) == f"Sit-to-stand {already}"
        await press(pilot, "s")
        await choose(pilot, screen, "skip-not-today")
        await press(pilot, "s")
        await choose(pilot, screen, "skip-not-today")
        # The bridge is passed over for what is easier still.
        await press(pilot, "e")
        assert screen._player.current.exercise == "pelvic-tilt"
        await press(pilot, "h")
        assert screen._player.current.exercise == "single-leg-bridge"


async def test_where_there_is_no_variant_it_says_so(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, begin_run((planned("walking"),), clock()))
        await press(pilot, "e", "h")
        assert said(screen.moment.told).startswith("No other exercise is harder.")
        assert screen._player.current.exercise == "walking"


async def test_a_variant_that_is_not_for_today_is_not_taken(running, until, store, clock, counter):
    """What the person ticked counts in the middle of a session too."""
    asked_before(store, clock, ticked={"knee-pain": date(2026, 3, 10)})
    run = begin_run((planned("standing-hip-flexor-stretch"), planned("bridge")), clock())
    async with running(ticks=counter, settings=ALL_KIT) as pilot:
        screen = await playing(pilot, until, run)
        await press(pilot, "h")
        why = "Half-kneeling hip-flexor stretch: not today. Knee pain over 3"
        assert said(screen.moment.told).startswith(why)
        assert screen._player.current.exercise == "standing-hip-flexor-stretch"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_variant_for_which_something_is_missing_is_not_taken(
    running, until, clock, counter, size
):
    async with running(ticks=counter, size=size) as pilot:
        screen = await playing(pilot, until, begin_run((planned("sit-to-stand"),), clock()))
        await press(pilot, *["h"] * 3)
        # In the screen's own lines: three notes would lie over the steps.
        assert said(screen.moment.told) == "Step-up: not today. It needs a step."
        await until(pilot, lambda: "Step-up: not today." in words_on(pilot))
        assert screen._player.current.exercise == "sit-to-stand"
        assert not told(pilot)


@pytest.mark.parametrize(
    ("exercise", "before", "why"),
    [
        ("knee-side-plank", 2, "Side plank: not today. It is more than one level up."),
        ("bridge", 4, "Single-leg bridge: not today. This is a gentle session."),
    ],
)
async def test_why_a_harder_one_is_not_taken_is_said(
    running, until, clock, counter, exercise, before, why
):
    async with running(ticks=counter, settings=ALL_KIT) as pilot:
        run = begin_run((planned(exercise),), clock(), before=before)
        screen = await playing(pilot, until, run)
        await press(pilot, "h")
        assert said(screen.moment.told) == why


# Many keys at once


async def test_keys_that_come_together_are_meant_for_the_question_that_follows(
    running, until, store, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await open_player(pilot, until, two(clock()))
        keys = ["space", "d", "d", "1", "0", "enter", "up", "enter"]
        press_at_once(
            pilot,
            *keys,
            "space",
            "d",
            "d",
            "2",
            "enter",
            "3",
            "enter",
            "5",
            "enter",
            "down",
            "down",
            "enter",
        )
        await until(pilot, lambda: len(store.snapshot().sessions) == 1)
        await until(pilot, lambda: screen._asking == "over")
    saved = store.snapshot().sessions[0]
    assert [task.worst for task in saved.tasks] == [10, 2]
    assert all(task.complete for task in saved.tasks)
    assert (saved.after, saved.effort, saved.clean) == (3, 5, False)


async def test_space_after_an_answer_pauses_the_next_exercise(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await open_player(pilot, until, two(clock()))
        press_at_once(pilot, "space", "d", "d", "4", "enter", "space", "s", "down", "down", "enter")
        await until(pilot, lambda: screen._asking == "hurt")
        assert [task.worst for task in screen._player.tasks] == [4, None]
        press_at_once(pilot, "9", "enter")
        await until(pilot, lambda: screen._asking == "after")
        assert screen._player.tasks[1].worst == 9
        assert screen.panel.pain.score is None


async def test_a_score_can_be_left_open_and_changed(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        await press(pilot, "d", "d", "8", "backspace", "enter")
        # Once more, so that a slip of the key does not leave it open.
        assert screen._asking == "feel"
        assert "Or leave it open: enter once more." in words_on(pilot)
        # A digit in between makes it a question again.
        await press(pilot, "9", "backspace", "enter")
        assert (screen._asking, screen._player.tasks[0].worst) == ("feel", None)
        await press(pilot, "enter")
        assert (screen._asking, screen._player.tasks[0].worst) == ("", None)
        await press(pilot, "d", "d", "8", "3", "up", "down", "down", "enter")
        assert screen._player.tasks[1].worst == 2


async def test_every_key_is_in_the_palette_and_the_bar_ends_with_quit(running, until, clock):
    async with running() as pilot:
        screen = await open_player(pilot, until, one(clock()))
        names = {command.title for command in pilot.app.get_system_commands(screen)}
        assert {"Begin", "Next", "Back", "Done", "Skip or stop", "Easier", "Harder"} <= names
        assert {"Fast", "Slow", "Bell", "Leave"} <= names
        await pilot.pause()
        assert words_on(pilot).endswith("^q Quit")


@pytest.mark.parametrize(
    ("width", "height", "keys"),
    [
        (
            *(60, 20),
            "space Begin s Skip or stop n Next esc Leave p Back"
            " d Done e Easier h Harder + Fast - Slow ? Help ^q Quit",
        ),
        (
            *(80, 24),
            "space Begin s Skip or stop n Next esc Leave p Back d Done e Easier"
            " h Harder + Fast - Slow ? Help b Bell f2 Today ^q Quit",
        ),
        (
            *(140, 40),
            "space Begin s Skip or stop n Next esc Leave p Back d Done e Easier"
            " h Harder + Fast - Slow ? Help b Bell f2 Today ^q Quit",
        ),
    ],
)
async def test_the_line_of_keys_shows_as_many_as_there_is_room_for(
    running, until, clock, counter, width, height, keys
):
    async with running(ticks=counter, size=(width, height)) as pilot:
        await open_player(pilot, until, two(clock()))
        await until(pilot, lambda: words_on(pilot).endswith(keys))


async def test_two_keys_for_the_same_are_named_once(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        await playing(pilot, until, two(clock()))
        await press(pilot, "d", "d")
        await until(pilot, lambda: "⏎ Go on" in words_on(pilot))
        assert words_on(pilot).rpartition("⏎ Go on")[2].count("Back") == 0
        assert "← Back" in words_on(pilot)


async def test_the_line_of_keys_says_what_space_and_escape_do_now(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        await until(pilot, lambda: "space Pause" in words_on(pilot))
        counter.advance(screen, 1)
        await press(pilot, "space")
        await until(pilot, lambda: "space Go on" in words_on(pilot))
        await press(pilot, "s")
        await until(pilot, lambda: "esc Back" in words_on(pilot))
        assert "f2 Today" in words_on(pilot)
        # Letters of other screens lead nowhere, also those that do something else here.
        await press(pilot, "e", "h", "t")
        assert pilot.app.screen is screen


async def test_steps_that_do_not_fit_can_be_read_on(running, until, clock, counter):
    run = begin_run((planned("single-leg-bridge"), planned("walking")), clock())
    async with running(ticks=counter, size=(60, 20)) as pilot:
        screen = await playing(pilot, until, run)
        steps = LIBRARY.exercise("single-leg-bridge").steps
        await until(pilot, lambda: "down:" in words_on(pilot))
        assert steps[-1] not in words_on(pilot)
        assert screen.check_action("read", (1,))
        seen = words_on(pilot)
        for _ in range(12):
            await press(pilot, "down")
            seen += words_on(pilot)
        await until(pilot, lambda: "up: back up" in words_on(pilot))
        # A page may end in the middle of a step.
        assert all(word in seen for step in steps for word in step.split())
        await press(pilot, *["up"] * 12)
        await until(
            pilot, lambda: steps[0].split()[0] in words_on(pilot) and "down:" in words_on(pilot)
        )
