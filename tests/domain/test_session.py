"""The player: every second and every key leads where it should."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.content.library import load_library
from journal.domain.exercise import Dose, Exercise
from journal.domain.session import (
    READY,
    Kind,
    Player,
    backward,
    begin,
    change_tempo,
    feel,
    forward,
    now,
    pause,
    play,
    progress,
    seconds_left,
    skip,
    swap,
    tick,
)

LIBRARY = load_library()
BRIDGE = LIBRARY.exercise("bridge")


def player(*doses: Dose, exercise: Exercise = BRIDGE) -> Player:
    return play(begin([(exercise, dose, "") for dose in doses]))


def dose(**fields: Any) -> Dose:
    plain = {"sets": 2, "reps": 3, "out": 2, "hold": 3, "back": 2, "rest": 30}
    return Dose(**{**plain, **fields})


def test_a_repetition_goes_out_holds_and_comes_back() -> None:
    ready = player(dose())
    assert now(ready).kind is Kind.READY
    assert [now(tick(ready, READY + s)).kind for s in (0, 2, 4.9, 5, 6.9, 7)] == [
        *(Kind.OUT, Kind.HOLD, Kind.HOLD, Kind.BACK, Kind.BACK, Kind.OUT),
    ]
    assert now(tick(ready, READY + 1)).part == pytest.approx(0.5)
    assert now(tick(ready, READY + 6)).part == pytest.approx(0.5)
    assert (now(tick(ready, READY + 7)).rep, now(ready).rep) == (2, 0)


def test_a_rest_lies_between_sets_and_a_change_between_sides() -> None:
    both = player(dose(sides=2))
    assert now(tick(both, READY + 21 + 1)).kind is Kind.CHANGE
    assert now(tick(both, READY + 21 + 5 + 21 + 1)).kind is Kind.REST


def test_after_an_exercise_it_waits_to_be_told_how_it_was() -> None:
    waiting = tick(player(dose(sets=1), dose(sets=1)), 10_000)
    assert (waiting.stage, waiting.task) == ("feeling", 0)
    assert waiting.current.done[0].reps == 3
    told = feel(waiting, 4)
    assert (told.tasks[0].worst, told.task, told.stage) == (4, 1, "moving")
    assert feel(tick(told, 10_000), None).stage == "over"


def test_a_paused_player_stands_still() -> None:
    for seconds in (1, READY + 1, READY + 3, READY + 6, READY + 25):
        still = pause(tick(player(dose()), seconds))
        assert tick(still, 60) == still


def test_skipping_keeps_what_was_done_and_why() -> None:
    left = skip(tick(player(dose(), dose()), READY + 15), "it hurts")
    assert (left.tasks[0].skipped, left.task) == ("it hurts", 1)
    assert [done.reps for done in left.tasks[0].done] == [2]


def test_going_back_does_a_set_again_and_counts_it_once() -> None:
    second = forward(tick(player(dose()), READY + 15))
    again = backward(second)
    assert again.bout == 0
    assert not again.current.done


def test_an_easier_exercise_takes_over_the_sets_that_are_left() -> None:
    tilt = LIBRARY.exercise("pelvic-tilt")
    midway = tick(player(dose(sets=3)), READY + 21 + 30 + 8)
    swapped = swap(midway, tilt, tilt.dose)
    assert (swapped.current.exercise, swapped.current.planned) == ("pelvic-tilt", "bridge")
    assert swapped.current.dose.sets == 2
    assert [done.exercise for done in swapped.current.done] == ["bridge", "bridge"]


@given(st.lists(st.floats(0.01, 40), max_size=30), st.integers(-2, 2))
def test_time_in_pieces_is_time_at_once(pieces: list[float], faster: int) -> None:
    start = change_tempo(player(dose(sides=2, directions=2)), faster)
    step = start
    for seconds in pieces:
        before = seconds_left(step)
        step = tick(step, seconds)
        assert seconds_left(step) <= before + 1e-6
        assert 0 <= progress(step) <= 1
    whole = tick(start, sum(pieces))
    assert seconds_left(step) == pytest.approx(seconds_left(whole), abs=1e-5)
