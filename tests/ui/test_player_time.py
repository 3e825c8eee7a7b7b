"""A guided session as time goes: what stands there at each moment, and what stops time."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic

import pytest
from guided import (
    ALL_KIT,
    BRIDGE,
    CHANGE,
    LEG_RAISE,
    LIBRARY,
    READY,
    REST,
    SET,
    SIDE,
    Counter,
    asked_before,
    choose,
    count,
    one,
    open_library,
    open_player,
    place,
    planned,
    playing,
    said,
    the_player,
    two,
    word,
)
from screen_reading import press, press_at_once, words_on

from journal.domain.exercise import Dose
from journal.domain.session import forward, now
from journal.domain.session_run import begin_run
from journal.settings import ExerciseSettings, Settings, load_settings
from journal.ui.screens.before import BeforeScreen
from journal.ui.screens.moving import GAP
from journal.ui.screens.today import TodayScreen
from journal.ui.widgets.figure import FigureView


@pytest.fixture
def counter() -> Counter:
    return Counter()


def changes(seen):
    """What differed from what stood there before."""
    return [seen[0], *(after for before, after in pairwise(seen) if after != before)]


# What stands there


async def test_every_moment_comes_in_its_order_and_is_named(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await open_player(pilot, until, two(clock()))
        assert word(screen) == "Space begins"
        assert count(screen) == "8"
        await press(pilot, "space")
        seen = [word(screen)]
        counter.advance(screen, READY + SET + REST + SET, lambda: seen.append(word(screen)))
        moves = ["Move", "Hold", "Back"] * 3
        assert changes(seen) == ["Get ready", *moves, "Rest", *moves, "Done"]
        assert screen._asking == "feel"
        await press(pilot, "1", "enter")
        seen = [word(screen)]
        counter.advance(screen, READY + 2 * SIDE + CHANGE, lambda: seen.append(word(screen)))
        moves = ["Move", "Back"] * 2
        assert changes(seen) == ["Get ready", *moves, "Change sides", *moves, "Done"]


async def test_the_seconds_count_down_and_the_minutes_too(running, until, clock, counter):
    long = Dose(sets=2, reps=1, out=0, hold=90, back=0, rest=30)
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock(), long))
        seen = []
        counter.advance(screen, READY - 1, lambda: seen.append(count(screen)))
        assert changes(seen) == list("87654321")
        counter.advance(screen, 2)
        assert (count(screen), word(screen)) == ("1:29", "Keep going")
        counter.advance(screen, 30)
        assert count(screen) == "59"
        assert screen.bar.words == "2:59 left"
        assert screen.bar.figures == "1 of 1"


async def test_repetition_set_side_and_direction_are_named(running, until, clock, counter):
    both = Dose(sets=2, reps=2, out=1, hold=0, back=1, rest=10, sides=2, directions=2)
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock(), both))
        counter.advance(screen, 0.5)
        assert place(screen) == "2 times / set 1 of 2, right side, direction 1 of 2"
        seen, called = [], []

        def look():
            seen.append(place(screen))
            called.append(word(screen))

        counter.advance(screen, 180, look)
        where = [text for text in changes(seen) if text.startswith("2 of 2")]
        assert where == [
            f"2 of 2 / set {number} of 2, {side} side, direction {direction} of 2"
            for number in (1, 2)
            for direction in (1, 2)
            for side in ("right", "left")
        ]
        leads = [text for text in changes(called) if text not in ("Move", "Back")]
        sides = ["Change sides", "Other direction", "Change sides"]
        # A change of side and direction at once is one of sides.
        assert leads[0] == "Get ready"
        assert leads[1] == sides[0]
        assert leads.count("Rest") == 1
        assert leads[-1] == "Done"


async def test_the_figure_is_mirrored_on_the_left_side(running, until, clock, counter):
    run = begin_run((planned("side-lying-leg-raise", LEG_RAISE),), clock())
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, run)
        assert not screen.figure.flipped
        counter.advance(screen, READY + SIDE + 1)
        assert "left side" in place(screen)
        assert screen.figure.flipped
        await press(pilot, "p")
        await press(pilot, "p")
        assert not screen.figure.flipped


async def test_the_figure_moves_with_the_repetition(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY)
        assert screen.figure.part == 0
        counter.advance(screen, 1)
        assert screen.figure.part == 0.5
        counter.advance(screen, 2)
        assert screen.figure.part == 1
        counter.advance(screen, 3)
        assert screen.figure.part == 0.5


async def test_it_says_what_comes_next_and_how_much_is_left(running, until, clock, counter):
    async with running(size=(100, 30), ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        await pilot.pause()
        text = words_on(pilot)
        assert "Strength base" in text
        assert "next: Side-lying leg raise" in text
        assert "1 of 2" in text
        assert "1:49 left" in text
        assert "2 Squeeze the buttocks" in text
        before = screen.bar.share
        counter.advance(screen, 20)
        assert screen.bar.share > before == 0
        await press(pilot, "d", "d", "1", "enter")
        assert screen.figure.border_subtitle == "the last exercise"
        assert screen.bar.figures == "2 of 2"


async def test_the_same_exercise_once_more_has_its_own_note(running, until, clock, counter):
    notes = ("with the left hand on a wall", "with eyes closed")
    run = begin_run([planned("walking", note=note) for note in notes], clock())
    async with running(ticks=counter) as pilot:
        await playing(pilot, until, run)
        await until(pilot, lambda: "With the left hand" in words_on(pilot))
        await press(pilot, "d", "1", "enter")
        await until(pilot, lambda: "With eyes closed" in words_on(pilot))


async def test_the_note_of_the_programme_stands_before_the_steps(running, until, clock, counter):
    run = begin_run((planned("walking", note="to the window and back"),), clock())
    async with running(size=(120, 40), ticks=counter) as pilot:
        await open_player(pilot, until, run)
        await until(pilot, lambda: "To the window and back." in words_on(pilot))


@pytest.mark.parametrize(("seconds", "long"), [(60, False), (300, False), (600, True)])
async def test_what_is_said_of_a_short_walk_is_about_that_walk(
    running, until, clock, counter, seconds, long
):
    walk = Dose(sets=1, reps=1, out=0, hold=seconds, back=0, rest=0)
    run = begin_run((planned("walking", walk),), clock())
    async with running(size=(120, 40), ticks=counter) as pilot:
        await open_player(pilot, until, run)
        await until(pilot, lambda: "Walk at a pace where you can talk." in words_on(pilot))
        text = words_on(pilot)
        assert "Limping on through rising pain" in text
        assert ("30 minutes on 5 days" in text) == long
        assert ("Doubling the distance" in text) == long


# Tempo


async def test_a_faster_tempo_shortens_the_ways_and_neither_holds_nor_rests(
    running, until, clock, counter
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        assert screen.bar.words == "1:20 left"
        await press(pilot, "plus", "plus")
        assert screen.bar.words == "tempo x1.5, 1:12 left"
        counter.advance(screen, READY + 8 + 9)
        assert word(screen) == "Rest"
        await press(pilot, "plus", "plus")
        assert screen._player.tempo == 1.5
        await press(pilot, *["minus"] * 9)
        assert screen._player.tempo == 0.5
        counter.advance(screen, REST + 3.75)
        assert (word(screen), count(screen)) == ("Move", "1")


# What stops time


async def test_after_a_gap_it_stands_where_it_was(running, until, clock, counter):
    """The machine slept, or the terminal was stopped."""
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY + 1)
        counter.time += GAP + 3600
        screen._tick()
        assert not screen._player.running
        assert screen._timer is None
        assert word(screen) == "Paused: space goes on"
        assert screen._player.gone == READY + 1
        # Whoever comes back has to get into place again.
        await press(pilot, "space")
        assert word(screen) == "Get ready"
        counter.advance(screen, READY + 1)
        assert screen._player.gone == READY + 2


async def test_a_suspended_terminal_pauses_it(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY + 1)
        pilot.app.app_suspend_signal.publish(pilot.app)
        await until(pilot, lambda: screen._timer is None)
        assert word(screen) == "Paused: space goes on"


@pytest.mark.parametrize("key", ["escape", "f2"])
async def test_leaving_leaves_no_timer_behind(running, until, store, clock, counter, key):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY + 7.5)
        await press(pilot, key)
        await until(pilot, lambda: pilot.app.screen is not screen)
        assert screen._timer is None
        assert not screen._player.running
        await until(pilot, lambda: not screen.is_attached)
        assert not screen._timers
        await until(pilot, lambda: "session" in store.snapshot().drafts)


async def test_a_pause_stops_the_timer_too(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        timer = screen._timer
        await press(pilot, "space")
        assert screen._timer is None
        # Not only forgotten: it would go on ticking unseen.
        await until(pilot, lambda: timer._task is None or timer._task.done())


async def test_what_waited_for_long_asks_first_whether_all_is_well(running, until, clock, counter):
    """The questions before a session are about the moment it goes on."""
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock()))
        counter.advance(screen, READY + 1)
        await press(pilot, "space")
        clock.move(minutes=29)
        await press(pilot, "space")
        assert screen._player.running
        await press(pilot, "space")
        clock.move(minutes=30)
        await press(pilot, "space")
        assert not screen._player.running
        assert "asks first whether all is well" in said(screen.moment.told)


async def test_an_answer_after_a_long_time_does_not_make_it_a_short_one(
    running, until, store, clock, counter
):
    asked_before(store, clock)
    async with running(ticks=counter, settings=ALL_KIT) as pilot:
        library = await open_library(pilot, until)
        screen = await playing(pilot, until, two(clock(), before=2))
        counter.until_asked(screen)
        clock.move(hours=2)
        await press(pilot, "2", "enter")
        assert not screen._player.running
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is library)
        await choose(pilot, library, "go-on")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeforeScreen))
        await press(pilot, "n", "2", "enter")
        screen = await the_player(pilot, until)
        await press(pilot, "space")
        assert screen._player.running


async def test_help_over_it_pauses_it_and_it_goes_on_after(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY + 1)
        await press(pilot, "f1")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await until(pilot, lambda: screen._timer is None)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await press(pilot, "space")
        counter.advance(screen, 1)
        assert word(screen) == "Hold"


async def test_a_picture_that_comes_late_asks_nothing_again(running, until, clock, counter):
    """The digit that stands in the answer would be gone."""
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        await press(pilot, "d", "d", "4")
        assert screen.panel.pain.score == 4
        screen._tick()
        assert (screen._asking, screen.panel.pain.score) == ("feel", 4)


async def test_nothing_ticks_while_it_waits(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await open_player(pilot, until, one(clock()))
        assert screen._timer is None
        await press(pilot, "space")
        assert screen._timer is not None
        await press(pilot, "space")
        assert screen._timer is None
        await press(pilot, "space", "d", "d")
        assert screen._asking == "feel"
        assert screen._timer is None


async def test_its_own_timer_carries_it_on(running, until, clock):
    """In real time, sped up: the only test that waits for it."""
    quick = Dose(sets=1, reps=1, out=1, hold=0, back=1, rest=0)
    async with running(ticks=lambda: monotonic() * 12) as pilot:
        screen = await playing(pilot, until, one(clock(), quick))

        def done() -> bool:
            # A machine that is busy elsewhere makes a gap, which pauses; then it is gone on with.
            if not screen._asking and screen._timer is None:
                screen.action_pause()
            return screen._asking == "feel"

        await until(pilot, done)


async def test_another_size_while_it_plays_changes_nothing_and_all_stays_in_view(
    running, until, clock, counter
):
    async with running(size=(120, 40), ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        counter.advance(screen, READY + 1)
        for size in ((30, 10), (60, 20), (200, 60)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda s=size: screen.size == s)
            counter.advance(screen, 1)
            assert screen._player.running
            if size[0] < 60:
                continue
            await until(pilot, lambda: "Hold" in words_on(pilot))
            assert "Bridge" in words_on(pilot)
            assert screen.query_one(FigureView).size.height >= 8
        assert screen._player.gone == READY + 1 + 3
        await press(pilot, "d", "d")
        for size in ((60, 20), (200, 60)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: "how much did it hurt" in words_on(pilot))
            assert "0 no pain" in words_on(pilot)


# The bell and the cue


def rings(app, monkeypatch):
    rung = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(now(app.screen._player).kind.value))
    return rung


async def test_the_bell_rings_at_changes_and_not_within_short_repetitions(
    running, until, clock, counter, monkeypatch
):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        rung = rings(pilot.app, monkeypatch)
        counter.advance(screen, READY + SET + REST + SET)
    assert rung[:3] == ["out", "rest", "out"]
    assert len(rung) == 4


async def test_the_bell_rings_for_long_holds_too(running, until, clock, counter, monkeypatch):
    holds = Dose(sets=1, reps=2, out=1, hold=8, back=1, rest=30)
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock(), holds))
        rung = rings(pilot.app, monkeypatch)
        counter.advance(screen, READY + 20)
    assert rung[:-1] == ["out", "hold", "back", "out", "hold", "back"]


async def test_b_turns_the_bell_off_and_it_is_kept(
    running, until, clock, counter, monkeypatch, tmp_path
):
    settings = tmp_path / "settings.toml"
    settings.write_text('theme = "journal-light"  # mine\n')
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        rung = rings(pilot.app, monkeypatch)
        await press(pilot, "b")
        await until(pilot, lambda: "bell" in settings.read_text())
        counter.advance(screen, READY + SET + 1)
        assert not rung
        await until(pilot, lambda: load_settings(settings).exercises.bell is False)
        await press(pilot, "b")
        await until(pilot, lambda: load_settings(settings).exercises.bell)
        counter.advance(screen, REST)
        assert rung == ["out"]
    assert "# mine" in settings.read_text()


async def test_a_bell_that_is_off_in_the_settings_is_silent(
    running, until, clock, counter, monkeypatch
):
    silent = Settings(exercises=ExerciseSettings(bell=False))
    async with running(ticks=counter, settings=silent) as pilot:
        screen = await playing(pilot, until, one(clock()))
        rung = rings(pilot.app, monkeypatch)
        counter.advance(screen, READY + SET + 1)
    assert not rung


async def test_a_change_is_marked_for_a_moment(running, until, clock, counter):
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, one(clock()))
        assert not screen.moment.has_class("-cue")
        counter.advance(screen, READY)
        assert screen.moment.has_class("-cue")
        assert not screen.moment.has_class("-rest")
        counter.advance(screen, 0.5)
        assert not screen.moment.has_class("-cue")
        counter.advance(screen, SET - 0.5)
        assert screen.moment.has_class("-cue")
        assert screen.moment.has_class("-rest")
        await press(pilot, "space")
        assert not screen.moment.has_class("-cue")


# Without animation


async def test_without_animation_two_pictures_stand_still(running, until, clock, counter):
    async with running(ticks=counter, settings=Settings(animation=False)) as pilot:
        screen = await playing(pilot, until, two(clock()))
        assert screen.figure.still
        counter.advance(screen, READY)
        before = list(screen.figure._lines())
        counter.advance(screen, 2)
        assert word(screen) == "Hold"
        assert list(screen.figure._lines()) == before
        await press(pilot, "d", "d", "1", "enter")
        assert "right side" in place(screen)


async def test_every_figure_can_be_played(running, until, clock, counter):
    """One short repetition of each of the exercises, one after the other."""
    plan = tuple(
        [
            planned(e.id, Dose(sets=1, reps=1, out=e.dose.out, hold=1, back=e.dose.back, rest=0))
            for e in LIBRARY.exercises
        ]
    )
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, begin_run(plan, clock()))
        for exercise in LIBRARY.exercises:
            assert screen.figure.border_title == exercise.name
            screen._act(forward(screen._player))
            counter.advance(screen, 1)
            screen.action_done()
            screen._take_felt(0)
        await pilot.pause()
        assert screen._asking == "after"
        assert said(screen.panel.question).startswith("That was it.")
        press_at_once(pilot, "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert BRIDGE.seconds == READY + 2 * SET + REST
