"""The player can be kept and gone on with at every moment, whatever was pressed before."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import LIBRARY, player, task

from journal.domain.session import (
    Player,
    Task,
    backward,
    begin,
    change_tempo,
    feel,
    finish_bout,
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

exercises = st.sampled_from(LIBRARY.exercises)
planned = st.lists(
    exercises.map(lambda e: Task(e.id, e.id, e.dose, "a note")), min_size=1, max_size=4
)
seconds = st.floats(0, 20) | st.sampled_from([0.1, 1.0, 5.0, 30.0, 60.0, 200.0, 5000.0])
keys = st.one_of(
    seconds.map(lambda s: ("tick", s)),
    seconds.map(lambda s: ("tick", s)),
    st.just(("play",)),
    st.sampled_from([("pause",), ("finish",), ("forward",), ("backward",), ("backward",)]),
    st.sampled_from(["it hurts", ""]).map(lambda why: ("skip", why)),
    (st.none() | st.integers(0, 10)).map(lambda worst: ("feel", worst)),
    exercises.map(lambda e: ("swap", e)),
    st.integers(-2, 2).map(lambda steps: ("tempo", steps)),
)


def pressed(step: Player, key: tuple[Any, ...]) -> Player:
    match key:
        case ("tick", amount):
            return tick(step, amount)
        case ("skip", why):
            return skip(step, why)
        case ("feel", worst):
            return feel(step, worst)
        case ("swap", exercise):
            return swap(step, exercise, exercise.dose)
        case ("tempo", steps):
            return change_tempo(step, steps)
    plain = {
        "play": play,
        "pause": pause,
        "finish": finish_bout,
        "forward": forward,
        "backward": backward,
    }
    return plain[key[0]](step)


def check(step: Player) -> None:
    """What holds at every moment."""
    assert 0 <= step.task < len(step.tasks)
    bouts = step.current.bouts()
    assert 0 <= step.bout < len(bouts)
    assert 0 <= step.gone <= bouts[step.bout].lead + step.current.length
    assert seconds_left(step) >= 0
    assert 0 <= progress(step) <= 1
    shown = now(step)
    assert shown.left >= 0
    assert 0 <= shown.part <= 1
    assert shown.rep in range(shown.reps + 1)
    for each in step.tasks:
        places = [(d.exercise, d.set, d.side, d.direction) for d in each.done]
        assert len(places) == len(set(places))
        for done in each.done:
            of = LIBRARY.exercise(done.exercise).dose
            assert 1 <= done.reps <= of.reps
            assert 1 <= done.set <= of.sets
            assert done.direction in range(1, of.directions + 1)
            assert (done.side is None) == (of.sides == 1)


@settings(max_examples=150)
@given(planned, st.lists(keys, max_size=40))
def test_whatever_is_pressed_the_session_can_be_kept_and_gone_on_with(
    tasks: list[Task], presses: list[tuple[Any, ...]]
) -> None:
    step = play(begin(tasks))
    items = [each.planned for each in tasks]
    for key in presses:
        before = step
        step = pressed(step, key)
        check(step)
        kept = msgspec.json.decode(msgspec.json.encode(step), type=Player)
        assert kept == step
        assert pressed(msgspec.json.decode(msgspec.json.encode(before), type=Player), key) == step
        assert [each.planned for each in step.tasks] == items
        assert all(a.dose == LIBRARY.exercise(a.exercise).dose for a in step.tasks)


@given(planned, st.lists(keys, max_size=25))
def test_every_session_can_be_brought_to_its_end(
    tasks: list[Task], presses: list[tuple[Any, ...]]
) -> None:
    step = play(begin(tasks))
    for key in presses:
        step = pressed(step, key)
    for _ in step.tasks[step.task :]:
        step = feel(tick(play(step), 1e6), None)
    assert (step.stage, progress(step), seconds_left(step)) == ("over", 1, 0)


# A draft that is damaged


def damaged(**changes: Any) -> bytes:
    record = json.loads(msgspec.json.encode(tick(player(task(), task()), 40)))
    return json.dumps({**record, **changes}).encode()


def test_a_draft_is_read_as_it_was_written() -> None:
    assert msgspec.json.decode(damaged(), type=Player) == tick(player(task(), task()), 40)


@pytest.mark.parametrize(
    "changes",
    [
        {"tasks": []},
        *({"task": 2}, {"task": -1}),
        *({"bout": 2}, {"bout": -1}),
        *({"gone": -0.5}, {"gone": 51.01}, {"gone": 1e300}),
        *({"tempo": 3.0}, {"tempo": 0}),
        *({"stage": "later"}, {"running": "yes"}),
    ],
    ids=str,
)
def test_a_draft_that_cannot_be_so_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(damaged(**changes), type=Player)


@pytest.mark.parametrize(
    "changes",
    [
        *({"sets": 0}, {"sets": 10**12}, {"reps": 0}, {"reps": -3}),
        *({"out": -1}, {"hold": -1}, {"back": -1}, {"rest": -1}, {"sides": 3}),
    ],
    ids=str,
)
def test_a_draft_with_a_dose_that_cannot_be_is_refused(changes: dict[str, Any]) -> None:
    record = json.loads(damaged())
    record["tasks"][1]["dose"].update(changes)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(json.dumps(record), type=Player)


def test_a_player_that_cannot_be_is_not_made() -> None:
    for wrong in ({"tempo": 1.1}, {"task": 1}, {"gone": float("nan")}):
        with pytest.raises(ValueError, match=r"tempo|no exercise|seconds of a bout"):
            Player((task(),), **wrong)
    with pytest.raises(ValueError, match="0 seconds or more"):
        Player((task(hold=float("inf")),))
