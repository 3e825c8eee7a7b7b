"""A session under way: kept as a draft at any moment, and finished as it was done."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import FIRST, LIBRARY, REST, SET, dose

from journal.domain.progression import Planned
from journal.domain.session import (
    Done,
    backward,
    change_tempo,
    feel,
    finish_bout,
    forward,
    play,
    skip,
    swap,
    tick,
    to_take_back,
)
from journal.domain.session_run import SessionRun, begin_run, run_of_fields, tasks_of
from journal.domain.training import Zone

TILT = LIBRARY.exercise("pelvic-tilt")
START = datetime(2026, 3, 14, 18, tzinfo=UTC)
BRIDGE = Planned("bridge", "bridge", dose())
MARCH = Planned("dead-bug", "supine-march", dose(sides=2), "legs only", "easier", True)

presses = st.lists(
    st.one_of(
        st.floats(0, 60).map(lambda s: lambda p: tick(p, s)),
        st.sampled_from([play, lambda p: play(p, 60), forward, backward, finish_bout]),
        st.integers(-1, 1).map(lambda n: lambda p: change_tempo(p, n)),
        (st.none() | st.integers(0, 10)).map(lambda n: lambda p: feel(p, n)),
        st.just(lambda p: skip(p, "no-kit")),
        st.sampled_from(LIBRARY.exercises).map(lambda e: lambda p: swap(p, e, e.dose)),
    ),
    max_size=12,
)
scores = st.none() | st.integers(0, 10)


def run(*plan: Planned, **fields: Any) -> SessionRun:
    """A session that has just begun, of a bridge and a march where nothing else is planned."""
    return begin_run(plan or (BRIDGE, MARCH), START, **fields)


def after(found: SessionRun, *keys: Any) -> SessionRun:
    """The session after these presses."""
    player = found.player
    for key in keys:
        player = key(player)
    return found.with_player(player)


def seconds(amount: float) -> Any:
    return lambda player: tick(play(player), amount)


# Beginning


def test_what_is_planned_becomes_what_is_done() -> None:
    first, second = tasks_of((BRIDGE, MARCH))
    assert (first.exercise, first.planned, first.instead) == ("bridge", "bridge", False)
    assert (second.exercise, second.planned) == ("supine-march", "dead-bug")
    assert (second.note, second.instead, second.dose) == ("legs only", True, dose(sides=2))


def test_it_begins_paused_with_what_was_said_before() -> None:
    found = run(programme="core-trio", phase="load", quick={"fever": False}, before=3, limit=2)
    assert (found.programme, found.phase, found.before, found.limit) == ("core-trio", "load", 3, 2)
    assert found.quick == {"fever": False}
    assert not found.player.running
    assert not found.touched
    with pytest.raises(ValueError, match="at least one exercise"):
        begin_run((), START)


@pytest.mark.parametrize(
    ("before", "limit", "worst", "zone"),
    [(2, None, 3, Zone.AMBER), (2, None, 4, Zone.RED), (5, None, 6, Zone.AMBER), (5, 2, 3, "red")],
)
def test_pain_reads_by_the_level_before_or_the_stricter_limit(
    before: int, limit: int | None, worst: int, zone: str
) -> None:
    assert run(before=before, limit=limit).zone(worst) == zone


# Under way


def test_it_is_worth_keeping_once_something_was_done_or_said() -> None:
    assert not after(run(), seconds(FIRST + 3)).touched
    assert after(run(), finish_bout).touched
    assert after(run(), lambda p: skip(p, "pain", 7)).touched
    assert not after(run(), lambda p: skip(p, "no-time")).touched
    assert msgspec.structs.replace(run(), stopped="chest").touched


def test_ended_early_the_whole_repetitions_count() -> None:
    found = after(run(), seconds(FIRST + 15)).ended()
    # Also while there was time to get into place again.
    assert after(run(), seconds(FIRST + 15), lambda p: play(p, 60)).ended() == found
    assert (found.player.stage, found.player.running) == ("over", False)
    assert found.player.tasks[0].done == (Done("bridge", 1, 2),)
    assert found.player.tasks[1].done == ()


def test_where_one_to_come_drops_out_no_swap_is_taken_back_in_another() -> None:
    second = after(run(), lambda p: skip(p, "tired"), lambda p: swap(p, TILT, TILT.dose))
    first = after(second, backward)
    assert to_take_back(first.fitting(lambda _: True).player, "harder") is None
    assert first.fitting(lambda id: id != "pelvic-tilt").player.swapped == ()
    assert second.fitting(lambda _: True) == second


@pytest.mark.parametrize("amount", [0, 3, FIRST, FIRST + SET + 5, FIRST + SET + REST + 1])
def test_ended_between_two_sets_nothing_is_made_up(amount: float) -> None:
    found = after(run(), seconds(amount))
    assert found.ended().player.tasks == found.player.tasks
    assert found.ended().ended() == found.ended()


@given(presses, scores, scores, scores, st.none() | st.booleans())
def test_it_comes_back_from_its_draft_as_it_was(
    keys: list[Any], before: Any, later: Any, effort: Any, clean: Any
) -> None:
    found = after(run(before=before, limit=2, eased=True, quick={"chest": False}), *keys)
    said = {"after": later, "effort": effort, "clean": clean, "stopped": "pop"}
    found = msgspec.structs.replace(found, **said)
    fields = found.to_fields()
    assert all(isinstance(text, str) for text in fields.values())
    assert run_of_fields(json.loads(json.dumps(fields))) == found


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"run": ""},
        {"run": "{"},
        {"run": "[]"},
        {"run": "null"},
        {"other": "1"},
    ],
)
def test_a_draft_that_is_no_session_cannot_be_read(fields: dict[str, str]) -> None:
    with pytest.raises(msgspec.DecodeError):
        run_of_fields(fields)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("gone", -1),
        ("gone", 1e9),
        ("gone", "soon"),
        ("task", 7),
        ("bout", -1),
        ("tempo", 3),
        ("stage", "resting"),
        ("tasks", []),
    ],
)
def test_a_damaged_player_is_refused(part: str, value: object) -> None:
    plain = json.loads(after(run(), finish_bout).to_fields()["run"])
    plain["player"][part] = value
    with pytest.raises(msgspec.DecodeError):
        run_of_fields({"run": json.dumps(plain)})


@pytest.mark.parametrize("missing", ["started", "programme", "player"])
def test_a_draft_with_a_part_missing_is_refused(missing: str) -> None:
    plain = json.loads(run().to_fields()["run"])
    del plain[missing]
    with pytest.raises(msgspec.DecodeError):
        run_of_fields({"run": json.dumps(plain)})


@given(st.integers(0, 900), st.sampled_from(["", "0", "x", '"', "}", ",", "999999"]))
def test_a_draft_with_damage_anywhere_is_read_or_refused(place: int, sign: str) -> None:
    text = after(run(before=3), finish_bout).to_fields()["run"]
    place %= len(text)
    try:
        found = run_of_fields({"run": text[:place] + sign + text[place + 1 :]})
    except msgspec.DecodeError:
        return
    assert found.player.current.bouts()


# At the end


def test_the_finished_session_says_what_was_done() -> None:
    found = after(
        run(programme="strength-base", quick={"fever": False}, before=2, eased=True),
        *(finish_bout, finish_bout),
        lambda p: feel(p, 3),
        lambda p: skip(p, "no-time"),
    )
    found = msgspec.structs.replace(found, after=4, effort=6, clean=False)
    end = START + timedelta(minutes=20)
    saved = found.finish("abc", end)
    assert (saved.id, saved.day, saved.at, saved.ended_at) == ("abc", START.date(), START, end)
    assert (saved.created_at, saved.updated_at) == (end, end)
    assert (saved.programme, saved.phase, saved.eased) == ("strength-base", "", True)
    assert (saved.before, saved.after, saved.effort, saved.clean) == (2, 4, 6, False)
    assert (saved.quick, saved.stopped) == ({"fever": False}, "")
    assert (saved.morning, saved.morning_on) == (None, None)
    assert saved.tasks == found.player.tasks
    assert [task.skipped for task in saved.tasks] == ["", "no-time"]
    assert saved.worst == 3


def test_a_clock_that_was_set_back_does_not_end_it_before_it_began() -> None:
    saved = after(run(), finish_bout).finish("abc", START - timedelta(hours=1))
    assert saved.ended_at == START


def test_left_and_closed_days_later_it_ended_when_it_was_left() -> None:
    left, now = START + timedelta(minutes=9), START + timedelta(days=3)
    saved = after(run(), finish_bout).finish("abc", now, left)
    assert (saved.ended_at, saved.created_at) == (left, now)


def test_it_belongs_to_the_day_on_which_it_began() -> None:
    late = datetime(2026, 3, 14, 23, 50, tzinfo=UTC)
    found = begin_run((BRIDGE,), late).finish("abc", late + timedelta(minutes=30))
    assert found.day == late.date()
