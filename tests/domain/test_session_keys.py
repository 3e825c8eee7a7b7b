"""The player: every key leads where it should, at every moment."""

from __future__ import annotations

import msgspec
import pytest
from playing import FIRST, LIBRARY, REST, SET, dose, player, task

from journal.domain.exercise import READY, Dose
from journal.domain.session import (
    SHORT_PAUSE,
    Done,
    Kind,
    Player,
    Task,
    backward,
    change_tempo,
    feel,
    finish_bout,
    forward,
    now,
    pause,
    play,
    seconds_left,
    skip,
    swap,
    take_swap_back,
    tick,
    to_take_back,
)

TILT, CURL = LIBRARY.exercise("pelvic-tilt"), LIBRARY.exercise("curl-up")
LONG = 10_000.0
IN_A_SET = FIRST + 15
IN_THE_REST = FIRST + SET + 5
SECOND = FIRST + SET + REST


def over() -> Player:
    return feel(tick(player(), LONG), 3)


def done(of: Player, number: int = 0) -> list[tuple[str, int, int]]:
    """What was done of a task: exercise, set, repetitions."""
    return [(d.exercise, d.set, d.reps) for d in of.tasks[number].done]


# On


def test_next_in_a_rest_begins_the_set() -> None:
    for seconds, bout in ((1, 0), (IN_THE_REST, 1)):
        begun = forward(tick(player(), seconds))
        assert (begun.bout, now(begun).kind, now(begun).rep) == (bout, Kind.OUT, 1)
        assert done(begun) == done(tick(player(), seconds))


def test_next_in_a_set_counts_the_whole_repetitions() -> None:
    for seconds, reps in ((1, 0), (6.9, 0), (7, 1), (13.9, 1), (14, 2), (20.9, 2)):
        left = forward(tick(player(), FIRST + seconds))
        assert (left.bout, now(left).kind) == (1, Kind.REST)
        assert [d.reps for d in left.current.done] == ([reps] if reps else [])


def test_next_counts_a_repetition_that_many_small_ticks_made_up() -> None:
    step = player(task(out=0.1, hold=0.1, back=0.1))
    step = forward(step)
    for _ in range(6):
        step = tick(step, 0.1)
    assert [d.reps for d in forward(step).current.done] == [2]


def test_next_in_the_last_set_asks_how_it_was() -> None:
    asked = forward(tick(player(task(), task()), SECOND + 15))
    assert (asked.stage, asked.task) == ("feeling", 0)
    assert done(asked) == [("bridge", 1, 3), ("bridge", 2, 2)]
    assert seconds_left(asked) == seconds_left(player())
    assert forward(asked) == asked
    assert forward(over()) == over()


def test_done_is_a_whole_set_wherever_it_stands() -> None:
    for seconds in (1, FIRST + 1, IN_A_SET):
        counted = finish_bout(tick(player(), seconds))
        assert (counted.bout, done(counted)) == (1, [("bridge", 1, 3)])
        assert now(counted).kind is Kind.REST
    last = finish_bout(counted)
    assert (last.stage, last.current.complete) == ("feeling", True)
    assert finish_bout(last) == last
    assert finish_bout(over()) == over()


def test_done_keeps_a_paused_player_paused() -> None:
    still = finish_bout(pause(player()))
    assert tick(still, LONG) == still
    assert finish_bout(still).stage == "feeling"


# Pausing


def test_after_a_short_pause_it_goes_on_at_once() -> None:
    for seconds in (1, IN_A_SET, IN_THE_REST, SECOND + 1):
        still = pause(tick(player(), seconds))
        assert play(still, SHORT_PAUSE) == tick(player(), seconds)


def test_after_a_longer_pause_there_is_time_to_get_into_place() -> None:
    moved = tick(player(), IN_A_SET)
    again = play(pause(moved), SHORT_PAUSE + 1)
    assert (now(again).kind, now(again).left, now(again).part) == (
        Kind.READY,
        READY,
        now(moved).part,
    )
    assert seconds_left(again) == seconds_left(moved) + READY
    assert tick(again, READY) == moved
    assert tick(again, READY + 1) == tick(moved, 1)
    # Paused within it for a moment, the rest of it is left.
    assert now(play(pause(tick(again, 3)), 1)).left == READY - 3
    assert now(play(pause(tick(again, 3)), LONG)).left == READY


def test_in_a_rest_a_longer_pause_adds_only_what_is_missing() -> None:
    early, late = tick(player(), FIRST + SET + 2), tick(player(), SECOND - 3)
    assert play(pause(early), LONG) == early
    again = play(pause(late), LONG)
    assert (now(again).kind, now(again).left, again.bout) == (Kind.REST, READY, late.bout)
    assert play(pause(player()), LONG) == player()


def test_keys_while_getting_into_place_again_lead_where_they_do_else() -> None:
    moved = tick(player(), IN_A_SET)
    again = play(pause(moved), LONG)
    assert forward(again) == moved
    assert finish_bout(again) == finish_bout(moved)
    assert backward(again) == backward(moved)
    assert skip(again, "tired").ready == 0
    asked = tick(player(), LONG)
    assert play(pause(asked), LONG) == asked


# Back


def test_back_in_a_set_begins_it_again_without_counting_it() -> None:
    again = backward(tick(player(), IN_A_SET))
    assert (again.bout, now(again).kind, now(again).rep) == (0, Kind.OUT, 1)
    assert not again.current.done
    assert done(tick(again, SET)) == [("bridge", 1, 3)]


def test_back_near_the_beginning_does_the_set_before_again_and_counts_it_once() -> None:
    for seconds in (IN_THE_REST, SECOND, SECOND + 3):
        again = backward(tick(player(), seconds))
        assert (again.bout, now(again).rep, again.current.done) == (0, 1, ())
    assert backward(tick(player(), SECOND + 3.1)).bout == 1
    assert done(tick(again, LONG)) == [("bridge", 1, 3), ("bridge", 2, 3)]


def test_back_at_the_very_beginning_gets_ready_again() -> None:
    for seconds in (0, 5, FIRST, FIRST + 2):
        again = backward(tick(player(), seconds))
        assert (again.gone, now(again).kind) == (0, Kind.READY)


def test_back_while_asked_does_the_last_set_again() -> None:
    asked = tick(player(task(), task()), LONG)
    again = backward(asked)
    assert (again.stage, again.bout, now(again).rep) == ("moving", 1, 1)
    assert done(again) == [("bridge", 1, 3)]
    assert tick(again, SET) == asked


def test_back_from_the_next_exercise_asks_of_the_one_before_again() -> None:
    second = feel(tick(player(task(), task()), LONG), 6)
    again = backward(second)
    # What was said of it stays until it is said anew.
    assert (again.task, again.bout, again.tasks[0].worst) == (0, 1, 6)
    assert feel(tick(again, LONG), 2).tasks[0].worst == 2
    assert swap(again, TILT, TILT.dose).current.worst == 6
    asked = tick(again, LONG)
    assert (asked.stage, asked.task) == ("feeling", 0)
    assert done(asked) == [("bridge", 1, 3), ("bridge", 2, 3)]


@pytest.mark.parametrize(
    ("seconds", "bout", "kept"),
    [
        (1, 0, []),
        (IN_A_SET, 0, []),
        (IN_THE_REST, 1, [("bridge", 1, 3)]),
        (SECOND + 15, 1, [("bridge", 1, 3)]),
        (LONG, 1, [("bridge", 1, 3)]),
    ],
)
def test_back_from_a_skip_goes_on_where_it_was_left(
    seconds: float, bout: int, kept: list[object]
) -> None:
    skipped = skip(tick(player(task(), task()), seconds), "by mistake")
    again = backward(skipped)
    assert (again.task, again.bout, again.tasks[0].skipped) == (0, bout, "")
    assert done(again) == kept


def test_back_from_a_skip_after_a_swap_goes_on_in_its_set() -> None:
    swapped = swap(tick(player(task(), task()), SECOND + 8), CURL, dose(sides=2))
    again = backward(skip(swapped, "by mistake"))
    assert (again.current.bouts()[again.bout].set, again.current.exercise) == (2, "curl-up")
    assert done(again) == [("bridge", 1, 3), ("bridge", 2, 1)]


def test_nothing_leads_back_once_it_is_over() -> None:
    assert backward(over()) == over()


# Leaving an exercise


def test_skipping_keeps_what_was_done_and_why() -> None:
    left = skip(tick(player(task(), task()), IN_A_SET), "it hurts")
    assert (left.tasks[0].skipped, left.task, left.bout) == ("it hurts", 1, 0)
    assert done(left) == [("bridge", 1, 2)]
    assert (left.tasks[0].worst, left.tasks[0].complete) == (None, False)
    assert (left.gone, left.running, left.stage) == (0, True, "moving")


def test_skipping_in_a_rest_counts_nothing_more() -> None:
    assert done(skip(tick(player(), IN_THE_REST), "tired")) == [("bridge", 1, 3)]
    assert done(skip(player(), "tired")) == []


def test_the_first_and_the_last_exercise_can_be_skipped() -> None:
    first = skip(player(task(), task()), "no time")
    assert (first.task, first.stage) == (1, "moving")
    last = skip(first, "no time")
    assert (last.stage, last.running) == ("over", False)
    assert [t.skipped for t in last.tasks] == ["no time", "no time"]
    assert skip(last, "again") == last


def test_skipping_while_asked_keeps_the_reason_and_all_that_was_done() -> None:
    asked = tick(player(task(), task()), LONG)
    left = skip(asked, "it hurts")
    assert (left.task, left.tasks[0].skipped, left.tasks[0].complete) == (1, "it hurts", True)


def test_keys_while_asked_count_nothing_more_of_a_set_that_was_cut_short() -> None:
    asked = forward(tick(player(task(), task()), SECOND + 15))
    short = [("bridge", 1, 3), ("bridge", 2, 2)]
    assert done(skip(asked, "it hurts")) == short
    assert done(swap(asked, TILT, TILT.dose)) == short
    assert done(feel(asked, 3)) == short


# How it was


def test_pain_is_told_only_when_asked() -> None:
    for moment in (player(), tick(player(), IN_A_SET), over()):
        assert feel(moment, 5) == moment


def test_pain_is_a_score_or_nothing() -> None:
    asked = tick(player(), LONG)
    assert [feel(asked, worst).tasks[0].worst for worst in (0, 10, None)] == [0, 10, None]
    for wrong in (-1, 11):
        with pytest.raises(ValueError, match="0 to 10"):
            feel(asked, wrong)


# A stretch of time


def test_of_a_walk_that_is_left_the_seconds_are_kept() -> None:
    walk = Task("walking", "walking", dose(sets=1, reps=1, out=0, hold=300, back=0))
    left = forward(tick(player(walk, walk), FIRST + 60))
    assert (left.current.done, left.current.seconds) == ((), 60)
    assert (left.current.begun, left.current.complete) == (True, False)
    # Gone back to, it is done again.
    assert backward(left).current.seconds == 0
    whole = tick(backward(left), LONG)
    assert (whole.current.seconds, whole.current.complete) == (0, True)
    assert skip(tick(player(walk, walk), FIRST + 90), "tired").tasks[0].seconds == 90
    # Repetitions are counted as they were.
    assert forward(tick(player(), FIRST + 6)).current.seconds == 0


# Another exercise


def test_a_swap_in_a_set_does_that_set_with_the_other_exercise() -> None:
    midway = tick(player(task(sets=3)), SECOND + 8)
    swapped = swap(midway, CURL, CURL.dose)
    assert (swapped.current.exercise, swapped.current.planned) == ("curl-up", "bridge")
    assert swapped.current.bouts()[swapped.bout].set == 2
    assert done(swapped) == [("bridge", 1, 3), ("bridge", 2, 1)]
    last = tick(swapped, LONG)
    assert done(last)[2:] == [("curl-up", 2, 4), ("curl-up", 3, 4)]


def test_a_swap_keeps_the_whole_dose_as_a_base_for_the_next_session() -> None:
    for seconds in (1, IN_A_SET, SECOND + 8, LONG):
        assert swap(tick(player(), seconds), CURL, CURL.dose).current.dose == CURL.dose


def test_a_swap_gives_time_to_get_ready_and_not_the_whole_rest() -> None:
    for seconds in (IN_THE_REST, SECOND + 8):
        swapped = swap(tick(player(), seconds), CURL, dose(sets=3, rest=45))
        assert (now(swapped).left, now(swapped).kind) == (READY, Kind.REST)
    short = swap(tick(player(), SECOND + 8), CURL, dose(rest=3))
    assert now(short).left == 3
    none = swap(tick(player(), SECOND + 8), CURL, dose(rest=0))
    assert now(none).kind is Kind.OUT
    assert now(swap(tick(player(), 5), CURL, dose())).left == READY


def test_a_swap_goes_on_at_the_last_set_where_there_are_fewer() -> None:
    third = tick(player(task(sets=3)), 2 * REST + FIRST + 2 * SET + 1)
    assert third.bout == 2
    swapped = swap(third, TILT, dose(sets=2, sides=2))
    assert (swapped.current.bouts()[swapped.bout].set, swapped.bout) == (2, 2)
    assert swapped.current.bouts()[swapped.bout].side == "right"


def test_a_swap_on_the_second_side_begins_the_set_on_the_first() -> None:
    left = tick(player(task(sides=2)), FIRST + SET + 5 + 8)
    assert left.current.bouts()[left.bout].side == "left"
    swapped = swap(left, CURL, dose(sides=2))
    assert swapped.current.bouts()[swapped.bout].side == "right"
    assert [(d.side, d.reps) for d in swapped.current.done] == [("right", 3), ("left", 1)]


@pytest.mark.parametrize("sets", [1, 2, 3])
def test_a_swap_while_asked_does_one_more_set(sets: int) -> None:
    asked = tick(player(), LONG)
    swapped = swap(asked, TILT, dose(sets=sets))
    assert (swapped.stage, swapped.bout) == ("moving", sets - 1)
    assert now(swapped).left == READY
    last = tick(swapped, LONG)
    assert (last.stage, done(last)[2:]) == ("feeling", [("pelvic-tilt", sets, 3)])


def test_back_after_a_swap_keeps_what_the_first_exercise_did() -> None:
    swapped = swap(tick(player(), SECOND + 8), TILT, dose())
    again = backward(swapped)
    assert (again.bout, again.current.exercise) == (0, "pelvic-tilt")
    assert done(again) == [("bridge", 1, 3), ("bridge", 2, 1)]


def test_a_set_done_twice_by_way_of_a_swap_counts_once_and_the_better_one() -> None:
    bridge = LIBRARY.exercise("bridge")
    midway = tick(player(), SECOND + 15)
    back_again = swap(swap(midway, TILT, dose()), bridge, dose())
    assert done(back_again) == [("bridge", 1, 3), ("bridge", 2, 2)]
    less = forward(tick(back_again, READY + 8))
    assert sorted(done(less)) == [("bridge", 1, 3), ("bridge", 2, 2)]
    more = tick(back_again, LONG)
    assert sorted(done(more)) == [("bridge", 1, 3), ("bridge", 2, 3)]
    assert more.current.complete


def test_a_swap_can_be_taken_back_in_its_own_dose() -> None:
    own = msgspec.structs.replace(task(), note="slowly", instead=True)
    midway = tick(player(own, task()), SECOND + 8)
    swapped = swap(midway, TILT, TILT.dose)
    assert to_take_back(swapped, "easier") is None
    before = to_take_back(swapped, "harder")
    assert before is not None
    again = take_swap_back(tick(swapped, READY + 2), before)
    assert (again.current.exercise, again.current.dose) == ("bridge", own.dose)
    assert (again.current.note, again.current.instead) == ("slowly", True)
    assert (again.current.bouts()[again.bout].set, now(again).left) == (2, READY)
    assert done(again)[:2] == [("bridge", 1, 3), ("bridge", 2, 1)]
    assert not again.swapped
    # Of another exercise nothing is taken back.
    assert to_take_back(skip(swapped, "tired"), "harder") is None
    assert take_swap_back(over(), before) == over()


def test_swaps_one_after_the_other_are_taken_back_one_by_one() -> None:
    twice = swap(swap(player(), CURL, CURL.dose), TILT, TILT.dose)
    last = to_take_back(twice, "harder")
    assert last is not None
    once = take_swap_back(twice, last)
    first = to_take_back(once, "harder")
    assert first is not None
    assert [last.exercise, first.exercise] == ["curl-up", "bridge"]
    up = swap(player(), CURL, CURL.dose, "harder")
    assert (to_take_back(up, "harder"), to_take_back(up, "easier")) == (None, up.swapped[0])


def test_a_swap_is_for_a_session_that_goes_on_and_a_dose_that_can_be() -> None:
    assert swap(over(), TILT, TILT.dose) == over()
    for wrong in (dose(sets=0), dose(reps=0), dose(sets=10**9), dose(hold=-1)):
        with pytest.raises(ValueError, match=r"sets of|seconds or more"):
            swap(player(), TILT, wrong)


def test_keys_leave_the_other_exercises_and_the_old_player_alone() -> None:
    before = tick(player(task(), task(), task()), IN_A_SET)
    kept = msgspec.json.encode(before)
    for after in (
        forward(before),
        backward(before),
        skip(before, "tired"),
        swap(before, TILT, TILT.dose),
        finish_bout(before),
        change_tempo(before, 1),
        play(pause(before)),
    ):
        assert after.tasks[1:] == before.tasks[1:]
    assert msgspec.json.encode(before) == kept


def test_a_bout_is_noted_with_its_side_and_direction() -> None:
    plain: Dose = dose(sets=1, sides=2, directions=2)
    last = tick(player(task(sets=1, sides=2, directions=2)), LONG)
    assert last.current.dose == plain
    assert last.current.done == (
        Done("bridge", 1, 3, "right", 1),
        Done("bridge", 1, 3, "left", 1),
        Done("bridge", 1, 3, "right", 2),
        Done("bridge", 1, 3, "left", 2),
    )
