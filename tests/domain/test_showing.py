"""Which moment of its movement the figure shows: no jumps, and at its start when one begins."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import LIBRARY

from journal.content.figures import load_figures
from journal.domain.exercise import Dose, Exercise
from journal.domain.session import (
    TEMPOS,
    Kind,
    Player,
    Task,
    begin,
    change_tempo,
    finish_bout,
    forward,
    now,
    pause,
    play,
    tick,
)
from journal.domain.showing import (
    EASE,
    LEADS,
    LONGEST_HOLD,
    ROUND,
    STANDSTILL,
    cycle,
    demonstrated,
    guided,
)

FRAME = 1 / 12
JUMP = 0.35
"""How far a figure may get between two pictures; a tempo of 1.5 and a second out give 0.125."""
LOOPS = {id: figure.loop for id, figure in load_figures().items()}
every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
exercises = st.sampled_from(LIBRARY.exercises)


@cache
def short(exercise: Exercise) -> Dose:
    """Its own tempo and sides, with few repetitions and no long hold."""
    own = exercise.dose
    hold, rest = min(own.hold, 6), min(own.rest, 12)
    return msgspec.structs.replace(own, sets=2, reps=min(own.reps, 2), hold=hold, rest=rest)


def playing(exercise: Exercise, tempo: float = 1.0) -> Player:
    player = begin([Task(exercise.id, exercise.id, short(exercise))])
    return play(change_tempo(player, TEMPOS.index(tempo) - TEMPOS.index(1.0)))


def apart(before: float, after: float, loop: bool) -> float:
    """How far two moments are from each other; the end of a round is its beginning."""
    distance = abs(after - before)
    return min(distance, 1 - distance) if loop else distance


# Guided


@every_exercise
@pytest.mark.parametrize("tempo", [0.5, 1.5])
def test_the_figure_never_jumps_in_a_whole_exercise(exercise: Exercise, tempo: float) -> None:
    loop, player = LOOPS[exercise.id], playing(exercise, tempo)
    before = guided(player, loop)
    while player.stage == "moving":
        bout, player = player.bout, tick(player, FRAME)
        part = guided(player, loop)
        assert 0 <= part <= 1
        # A movement that goes round begins anew with each bout.
        if not loop or player.bout == bout:
            assert apart(before, part, loop) <= JUMP, (player.bout, player.gone)
        before = part


@every_exercise
def test_every_bout_begins_and_ends_at_the_start(exercise: Exercise) -> None:
    if LOOPS[exercise.id]:
        return
    player, seen = playing(exercise), 0
    while player.stage == "moving":
        assert guided(player, False) == 0
        assert guided(forward(player), False) == pytest.approx(0, abs=1e-9)
        player, seen = finish_bout(player), seen + 1
    assert guided(player, False) == pytest.approx(0, abs=1e-9)
    assert seen == 2 * exercise.dose.sides * exercise.dose.directions


@given(exercises, st.sampled_from(TEMPOS), st.lists(st.floats(0, 40), max_size=8), st.booleans())
def test_it_is_always_between_start_and_end(
    exercise: Exercise, tempo: float, steps: list[float], loop: bool
) -> None:
    player = playing(exercise, tempo)
    for step in steps:
        player = tick(player, step)
        assert 0 <= guided(player, loop) <= 1
        assert guided(pause(player), loop) == guided(player, loop)


@every_exercise
def test_the_working_end_is_reached_in_each_repetition(exercise: Exercise) -> None:
    loop, player = LOOPS[exercise.id], tick(playing(exercise), 8.0)
    lead = player.gone
    parts = []
    while player.stage == "moving" and player.bout == 0:
        parts.append(guided(player, loop))
        player = tick(player, 0.25)
    assert lead == 8
    assert max(parts) >= (0.9 if loop else 1)


def test_before_a_bout_the_movement_is_shown_as_often_as_there_is_time() -> None:
    bridge = LIBRARY.exercise("bridge")
    dose = msgspec.structs.replace(bridge.dose, sets=2, reps=1, rest=30)
    player = play(begin([Task("bridge", "bridge", dose)]))
    length = cycle(dose)
    assert length == 2 + LONGEST_HOLD + 2 + STANDSTILL
    # 8 seconds are enough for one of 6.8; the figure stands until it begins.
    assert guided(tick(player, 8 - length - 0.1), False) == 0
    assert guided(tick(player, 8 - length + 1), False) == pytest.approx(0.5)
    assert guided(tick(player, 8 - length + 3), False) == 1
    assert guided(tick(player, 8 - STANDSTILL), False) == 0
    resting = tick(player, 8 + 7)
    assert now(resting).kind is Kind.REST
    ups, before = 0, 0.0
    for n in range(30 * 12):
        part = guided(tick(resting, n * FRAME), False)
        ups += before < 0.5 <= part
        before = part
    assert ups == int(30 / length) == 4


def test_a_hold_without_a_way_in_is_gone_into_and_out_of_gently() -> None:
    dose = Dose(sets=1, reps=1, out=0, hold=30, back=0, rest=10)
    player = tick(play(begin([Task("seated-figure-four", "seated-figure-four", dose)])), 8.0)
    assert guided(player, False) == 0
    assert guided(tick(player, EASE / 2), False) == pytest.approx(0.5)
    assert guided(tick(player, EASE), False) == 1
    assert guided(tick(player, 30 - EASE), False) == pytest.approx(1)
    assert guided(tick(player, 30 - EASE / 2), False) == pytest.approx(0.5)


def test_a_slower_tempo_moves_the_figure_slower() -> None:
    bridge = LIBRARY.exercise("bridge")
    for tempo in (0.5, 1.0):
        player = tick(playing(bridge, tempo), 8 + 1)
        assert guided(player, False) == pytest.approx(0.5 * tempo)


def test_what_goes_round_goes_round_by_itself() -> None:
    player = tick(playing(LIBRARY.exercise("walking")), 8.0)
    assert guided(player, True) == pytest.approx(8 / ROUND % 1)
    assert guided(tick(player, ROUND / 4), True) == pytest.approx((8 / ROUND + 0.25) % 1)


def test_nobody_moves_while_getting_ready_resting_or_changing() -> None:
    assert set(LEADS) == {Kind.READY, Kind.REST, Kind.CHANGE}


# Demonstrated


@given(exercises, st.floats(0, 200), st.booleans())
def test_a_demonstration_never_jumps(exercise: Exercise, seconds: float, loop: bool) -> None:
    before = demonstrated(exercise.dose, loop, seconds)
    after = demonstrated(exercise.dose, loop, seconds + FRAME)
    assert 0 <= before <= 1
    assert apart(before, after, loop) <= JUMP


@every_exercise
def test_a_demonstration_begins_and_ends_at_the_start(exercise: Exercise) -> None:
    length = cycle(exercise.dose)
    assert demonstrated(exercise.dose, False, 0) == 0
    assert demonstrated(exercise.dose, False, length - STANDSTILL) == pytest.approx(0, abs=1e-9)
    assert demonstrated(exercise.dose, False, length - 0.01) == 0
    assert 2 <= length <= 12
    highest = max(demonstrated(exercise.dose, False, n * length / 100) for n in range(100))
    assert highest == pytest.approx(1, abs=0.05)
