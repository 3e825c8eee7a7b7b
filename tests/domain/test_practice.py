"""What was done in sessions and how it felt, against a slow calculation of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import sessions as any_sessions
from trained import dose, session

from journal.domain.practice import Exercised, Practice, practice
from journal.domain.session import Done, Task
from journal.domain.training import Session

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
FEW = ("bridge", "clamshell", "wall-sit")


def task(exercise: str, *really: str, **fields: Any) -> Task:
    """A task for `exercise`, of which a set of each of `really` was done."""
    done = tuple(Done(id, number, 8) for number, id in enumerate(really, 1))
    return Task(exercise, "bridge", dose("bridge"), done=done, **fields)


def of(*tasks: Task, ago: int = 0, **fields: Any) -> Session:
    return msgspec.structs.replace(session(ago), tasks=tasks, **fields)


def exercised(found: Practice, id: str) -> Exercised:
    return next(one for one in found.exercises if one.id == id)


# What counts


def test_without_a_session_nothing_was_done() -> None:
    assert practice([]) == Practice(0, 0, (), ())


def test_sessions_of_one_day_are_one_day() -> None:
    found = practice([session(3, hour=8), session(3, hour=20), session(1)])
    assert (found.sessions, found.days) == (3, 2)


def test_an_exercise_counts_under_what_was_really_done() -> None:
    found = practice([of(task("wall-sit", "bridge", "wall-sit", worst=3))])
    assert [(one.id, one.worst) for one in found.exercises] == [("bridge", None), ("wall-sit", 3.0)]


def test_what_was_left_at_once_was_not_done_but_its_pain_was_felt() -> None:
    found = practice([of(task("wall-sit", worst=6, skipped="pain"), task("bridge", "bridge"))])
    assert [one.id for one in found.exercises] == ["bridge"]
    assert (found.programmes[0].scored, found.programmes[0].worst) == (1, 6.0)


def test_an_exercise_done_twice_in_a_session_counts_once_with_its_worst() -> None:
    twice = of(task("bridge", "bridge", worst=2), task("bridge", "bridge", worst=5))
    found = exercised(practice([twice, of(task("bridge", "bridge", worst=1))]), "bridge")
    assert (found.sessions, found.scored, found.worst) == (2, 2, 3.0)


def test_the_three_numbers_rest_on_the_same_sessions() -> None:
    whole = {"before": 5, "after": 4, "morning": 2}
    lacking = [
        {**whole, name: None, "before" if name != "before" else "after": 9} for name in whole
    ]
    [found] = practice([session(9, **whole), *(session(1, **some) for some in lacking)]).programmes
    assert (found.sessions, found.told) == (4, 1)
    assert (found.before, found.after, found.morning) == (5.0, 4.0, 2.0)


def test_no_pain_at_all_is_known_and_not_unknown() -> None:
    found = practice([of(task("bridge", "bridge", worst=0), before=0, after=0, morning=0)])
    for one in (*found.programmes, *found.exercises):
        assert (one.before, one.after, one.morning, one.worst) == (0.0, 0.0, 0.0, 0.0)
        assert (one.told, one.scored) == (1, 1)


def test_what_was_done_most_comes_first_then_by_id() -> None:
    names = ("wall-sit", "clamshell", "bridge", "clamshell")
    found = practice(of(task(name, name), ago=n, programme=name) for n, name in enumerate(names))
    for kinds in (found.programmes, found.exercises):
        assert [one.id for one in kinds] == ["clamshell", "bridge", "wall-sit"]


def test_exercises_of_ones_own_choice_have_a_programme_without_a_name() -> None:
    found = practice([session(1, programme="strength-base"), of(task("bridge"), programme="")])
    assert [one.id for one in found.programmes] == ["", "strength-base"]


# Against a slow calculation


@st.composite
def alike(draw: st.DrawFn) -> Session:
    """A session that has programmes, exercises and days in common with others."""
    made = draw(any_sessions())
    some = st.sampled_from(FEW)
    bouts = st.lists(st.builds(Done, some, st.just(1), st.just(5)), max_size=3).map(tuple)
    pain = st.none() | st.integers(0, 10)
    tasks = st.builds(Task, some, some, st.just(dose("bridge")), done=bouts, worst=pain)
    return msgspec.structs.replace(
        made,
        day=(NOON - timedelta(days=draw(st.integers(0, 3)))).date(),
        programme=draw(st.sampled_from(["desk-reset", "core-trio", ""])),
        tasks=tuple(draw(st.lists(tasks, min_size=1, max_size=3))),
    )


def average(values: Sequence[int | None]) -> float | None:
    known = [Fraction(value) for value in values if value is not None]
    return float(sum(known, Fraction()) / len(known)) if known else None


def check(one: Exercised, mine: list[Session], worst: list[int | None]) -> None:
    told = [s for s in mine if None not in (s.before, s.after, s.morning)]
    assert (one.sessions, one.told) == (len(mine), len(told))
    for name in ("before", "after", "morning"):
        expected = average([getattr(s, name) for s in told])
        assert getattr(one, name) == (None if expected is None else pytest.approx(expected))
    assert one.scored == len(worst) - worst.count(None)
    expected = average(worst)
    assert one.worst == (None if expected is None else pytest.approx(expected))


def worst_of(scores: Sequence[int | None]) -> int | None:
    known = sorted(score for score in scores if score is not None)
    return known[-1] if known else None


@given(st.lists(alike() | any_sessions(), max_size=8))
def test_every_figure_is_that_of_the_sessions_one_by_one(kept: list[Session]) -> None:
    found = practice(iter(kept))
    assert found == practice(reversed(kept))
    assert (found.sessions, found.days) == (len(kept), len({s.day for s in kept}))
    assert {one.id for one in found.programmes} == {s.programme for s in kept}
    assert sum(one.sessions for one in found.programmes) == len(kept)
    for one in found.programmes:
        mine = [s for s in kept if s.programme == one.id]
        check(one, mine, [worst_of([t.worst for t in s.tasks]) for s in mine])
    done = {d.exercise for s in kept for t in s.tasks for d in t.done}
    assert {one.id for one in found.exercises} == done
    for one in found.exercises:
        mine = [s for s in kept if any(d.exercise == one.id for t in s.tasks for d in t.done)]
        worst = [
            worst_of(
                [
                    t.worst
                    for t in s.tasks
                    if t.exercise == one.id and any(d.exercise == one.id for d in t.done)
                ]
            )
            for s in mine
        ]
        check(one, mine, worst)
    for kinds in (found.programmes, found.exercises):
        keys = [(-one.sessions, one.id) for one in kinds]
        assert keys == sorted(keys)
