"""The player: every second leads where it should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import FIRST, LIBRARY, REST, SET, dose, player, task

from journal.domain.exercise import READY, SIDE_CHANGE, Dose, Exercise
from journal.domain.session import (
    TEMPOS,
    Done,
    Kind,
    Player,
    Task,
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

TILT = LIBRARY.exercise("pelvic-tilt")
LONG = 10_000.0

library_doses = st.sampled_from([exercise.dose for exercise in LIBRARY.exercises])
pieces = st.lists(st.floats(0.01, 300), max_size=30)
parts = st.sampled_from([0.0, 0.1, 0.7, 1.0, 30.0]) | st.floats(0, 40)
odd_doses = st.builds(
    Dose,
    sets=st.integers(1, 3),
    reps=st.integers(1, 4),
    out=parts,
    hold=parts,
    back=parts,
    rest=st.sampled_from([0, 5, 60]),
    sides=st.sampled_from([1, 2]),
    directions=st.sampled_from([1, 2]),
)


def leads(dose: Dose) -> float:
    """Seconds of getting ready, resting and changing sides."""
    changes = dose.sides * dose.directions - 1
    return READY + dose.rest * (dose.sets - 1) + SIDE_CHANGE * changes * dose.sets


def moving(dose: Dose, tempo: float = 1.0) -> float:
    """Seconds of all repetitions at their own tempo."""
    rounds = dose.sets * dose.sides * dose.directions
    return rounds * dose.reps * ((dose.out + dose.back) / tempo + dose.hold)


# One moment


def test_a_repetition_goes_out_holds_and_comes_back() -> None:
    ready = player()
    assert now(ready).kind is Kind.READY
    assert [now(tick(ready, READY + s)).kind for s in (0, 2, 4.9, 5, 6.9, 7)] == [
        *(Kind.OUT, Kind.HOLD, Kind.HOLD, Kind.BACK, Kind.BACK, Kind.OUT),
    ]
    assert now(tick(ready, READY + 1)).part == pytest.approx(0.5)
    assert now(tick(ready, READY + 6)).part == pytest.approx(0.5)
    assert (now(tick(ready, READY + 7)).rep, now(ready).rep) == (2, 0)


def test_the_countdown_runs_in_real_seconds_at_every_tempo() -> None:
    for steps, tempo in enumerate(TEMPOS, -2):
        slow = change_tempo(player(), steps)
        assert now(slow).left == READY
        assert now(tick(slow, 3)).left == READY - 3
        assert now(tick(slow, READY)).left == pytest.approx(2 / tempo)
        # A hold takes as long as it takes.
        assert now(tick(slow, READY + 2 / tempo)).left == pytest.approx(3)
        assert now(tick(slow, READY + 2 / tempo + 3)).left == pytest.approx(2 / tempo)


def test_a_rest_lies_between_sets_and_a_change_between_sides() -> None:
    both = player(task(sides=2))
    assert now(tick(both, FIRST + SET + 1)).kind is Kind.CHANGE
    assert now(tick(both, FIRST + SET + 5 + SET + 1)).kind is Kind.REST


def test_each_side_is_done_in_each_direction_in_each_set() -> None:
    bouts = task(sides=2, directions=2).bouts()
    first = [("right", 1), ("left", 1), ("right", 2), ("left", 2)]
    assert [(b.side, b.direction) for b in bouts] == first * 2
    assert [b.set for b in bouts] == [1] * 4 + [2] * 4
    assert [b.lead for b in bouts] == [READY, 5, 5, 5, REST, 5, 5, 5]


@given(odd_doses, st.floats(0, 1))
def test_every_moment_can_be_shown(odd: Dose, share: float) -> None:
    start = player(Task("bridge", "bridge", odd))
    moment = tick(start, share * (leads(odd) + moving(odd)))
    shown = now(moment)
    assert 0 <= shown.part <= 1
    assert shown.left >= 0
    assert shown.rep in range(odd.reps + 1)
    assert (shown.rep == 0) == (shown.kind in (Kind.READY, Kind.REST, Kind.CHANGE))


# The whole


def test_after_an_exercise_it_waits_to_be_told_how_it_was() -> None:
    waiting = tick(player(task(sets=1), task(sets=1)), LONG)
    assert (waiting.stage, waiting.task) == ("feeling", 0)
    assert waiting.current.done == (Done("bridge", 1, 3),)
    told = feel(waiting, 4)
    assert (told.tasks[0].worst, told.task, told.stage) == (4, 1, "moving")
    assert feel(tick(told, LONG), None).stage == "over"


def test_one_long_tick_goes_through_all_bouts_and_never_past_the_question() -> None:
    for seconds in (FIRST + 2 * SET + REST, LONG, float("inf")):
        waiting = tick(player(task(), task()), seconds)
        assert (waiting.stage, waiting.task, waiting.bout) == ("feeling", 0, 1)
        assert [(done.set, done.reps) for done in waiting.current.done] == [(1, 3), (2, 3)]
        assert tick(waiting, LONG) == waiting


def test_a_repetition_without_length_is_over_at_once() -> None:
    nothing = player(task(out=0, hold=0, back=0, reps=5))
    assert now(tick(nothing, READY / 2)).kind is Kind.READY
    between = now(forward(pause(nothing)))
    assert (between.kind, between.left, between.rep) == (Kind.HOLD, 0, 5)
    assert tick(nothing, READY + 1).bout == 1
    done = tick(nothing, READY + REST + 0.01)
    assert (done.stage, [d.reps for d in done.current.done]) == ("feeling", [5, 5])


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
def test_an_exercise_takes_what_its_dose_says(exercise: Exercise) -> None:
    plain = exercise.dose
    whole = leads(plain) + moving(plain)
    start = player(Task("x", "x", plain))
    assert seconds_left(start) == pytest.approx(whole)
    assert plain.seconds == pytest.approx(whole)
    assert tick(start, whole - 1e-3).stage == "moving"
    assert tick(start, whole + 1e-3).stage == "feeling"


@given(library_doses, pieces, st.integers(-2, 2), st.floats(0.001, 1))
def test_it_does_not_matter_how_the_time_is_cut(
    plain: Dose, cuts: list[float], faster: int, last: float
) -> None:
    start = change_tempo(player(Task("x", "x", plain)), faster)
    whole = leads(plain) + moving(plain, start.tempo)
    step, gone = start, 0.0
    for seconds in cuts:
        step, gone = tick(step, seconds), gone + seconds
        assert seconds_left(step) == pytest.approx(max(0.0, whole - gone), abs=1e-5)
        if abs(whole - gone) > 1e-5:
            assert step.stage == ("moving" if gone < whole else "feeling")
    if gone < whole:
        at_end = tick(tick(step, (whole - gone) * last), (whole - gone) * (1 - last) + 1e-5)
        assert at_end.stage == "feeling"
        assert at_end.current.complete


@given(pieces, st.integers(-2, 2))
def test_a_session_ends_after_the_seconds_that_were_left(cuts: list[float], faster: int) -> None:
    step = change_tempo(player(task(sides=2), task(directions=2, rest=0), task()), faster)
    for seconds in cuts:
        before = seconds_left(step)
        step = tick(step, seconds)
        assert 0 <= seconds_left(step) <= before + 1e-6
        if step.stage == "feeling":
            left = seconds_left(step)
            step = feel(step, None)
            assert seconds_left(step) == pytest.approx(left)


# What is behind


@given(pieces, st.integers(-2, 2))
def test_progress_never_goes_back_as_time_goes_on(cuts: list[float], faster: int) -> None:
    step = change_tempo(player(task(sides=2), task(rest=0), task(reps=1)), faster)
    assert progress(step) == 0
    for seconds in cuts:
        before = progress(step)
        step = tick(step, seconds)
        assert before - 1e-9 <= progress(step) <= 1
        if step.stage == "feeling":
            at = progress(step)
            step = feel(step, 2)
            assert progress(step) == pytest.approx(at)


def test_a_session_that_is_over_is_all_behind() -> None:
    last = tick(player(), LONG)
    assert (progress(last), seconds_left(last)) == (1, 0)
    over = feel(last, 0)
    assert (over.stage, progress(over), seconds_left(over)) == ("over", 1, 0)
    assert (over.running, tick(over, LONG)) == (False, over)


def test_half_of_it_is_half_whatever_the_tempo() -> None:
    half = tick(player(task(), task()), LONG)
    assert progress(half) == pytest.approx(0.5)
    midway = tick(player(), FIRST + 10)
    for steps in (-2, -1, 1, 2):
        assert progress(change_tempo(midway, steps)) == progress(midway)


def test_a_walk_takes_its_minutes_at_every_tempo() -> None:
    walk = change_tempo(player(task(sets=1, reps=1, out=0, hold=300, back=0)), 2)
    assert seconds_left(walk) == READY + 300
    assert tick(walk, READY + 299).stage == "moving"
    assert tick(walk, READY + 300).stage == "feeling"


def test_a_tempo_changes_what_is_left_of_the_moving_and_of_no_rest_or_hold() -> None:
    midway = tick(player(), FIRST + 10)
    assert seconds_left(midway) == pytest.approx(11 + REST + SET)
    fast = change_tempo(midway, 2)
    assert seconds_left(fast) == pytest.approx((6 + 12) / 1.5 + 5 + 9 + REST)
    slow = change_tempo(midway, -2)
    assert seconds_left(slow) == pytest.approx((6 + 12) / 0.5 + 5 + 9 + REST)


def test_a_tempo_in_the_middle_of_a_repetition_keeps_its_place() -> None:
    midway = tick(player(), FIRST + 1)
    fast = change_tempo(midway, 2)
    assert now(fast).part == now(midway).part
    assert now(fast).left == pytest.approx(1 / 1.5)
    assert now(tick(fast, 1)).kind is Kind.HOLD
    assert change_tempo(fast, 5).tempo == TEMPOS[-1]
    assert change_tempo(fast, -9).tempo == TEMPOS[0]


def test_skipping_leaves_the_time_of_what_follows() -> None:
    left = skip(tick(player(task(), task(sets=1)), 40), "no time")
    assert seconds_left(left) == FIRST + SET
    first = FIRST + SET + REST + SET
    assert progress(left) == pytest.approx(first / (first + FIRST + SET))


def test_a_swap_leaves_the_time_of_the_other_exercise() -> None:
    other = dose(sets=3, reps=1, rest=20)
    swapped = swap(tick(player(), FIRST + SET + 1), TILT, other)
    # Eight seconds to get ready for the second set, a rest before the third.
    assert seconds_left(swapped) == pytest.approx(READY + 7 + 20 + 7)
    assert 0 < progress(swapped) < 1


# What was done


def test_a_task_is_complete_when_all_repetitions_were_done() -> None:
    whole = tick(player(task(sides=2, directions=2)), LONG).current
    assert (whole.planned_reps, whole.done_reps, whole.complete) == (24, 24, True)
    short = forward(tick(player(), FIRST + SET + REST + 15)).current
    assert (short.planned_reps, short.done_reps, short.complete) == (6, 5, False)
    assert not task().complete


def test_what_was_done_before_a_swap_completes_no_other_exercise() -> None:
    swapped = swap(tick(player(), FIRST + SET + 1), TILT, dose())
    done = tick(swapped, LONG).current
    assert (done.planned_reps, done.done_reps, done.complete) == (6, 3, False)


# Standing still


@pytest.mark.parametrize("kind", Kind)
def test_a_paused_player_stands_still(kind: Kind) -> None:
    moments = (1, READY + 1, READY + 3, READY + 6, READY + SET + 1, READY + 2 * SET + 6)
    running = player(task(sides=2))
    [still] = [pause(at) for seconds in moments if now(at := tick(running, seconds)).kind is kind]
    assert tick(still, LONG) == still
    assert now(still) == now(play(still))
    assert tick(play(still), 0.5).gone == still.gone + 0.5


def test_a_new_player_waits_for_the_first_key() -> None:
    new = begin([task()])
    assert tick(new, LONG) == new
    assert tick(play(new), 0) == play(new)
    assert tick(play(new), -5) == play(new)


def test_whoever_answers_while_running_goes_on_and_while_paused_stays() -> None:
    waiting = tick(player(task(), task()), LONG)
    assert tick(feel(waiting, 1), 3).gone == 3
    paused = pause(waiting)
    assert tick(feel(paused, 1), 3).gone == 0
    assert tick(feel(play(paused), 1), 3).gone == 3


def test_a_player_needs_something_to_do() -> None:
    with pytest.raises(ValueError, match="at least one exercise"):
        begin([])
    assert begin([task(), task()]) == Player((task(), task()))
