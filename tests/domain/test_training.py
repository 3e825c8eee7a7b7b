"""How the pain of a session reads, against clinical section 4.3."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.exercise import Dose
from journal.domain.session import Task
from journal.domain.training import Session, Zone, zone

Make = Callable[..., Session]
GREEN, AMBER, RED = Zone.GREEN, Zone.AMBER, Zone.RED

scores = st.integers(0, 10)
limits = st.none() | st.sampled_from([2, 3])


@pytest.mark.parametrize(
    ("before", "zones"),
    [
        (0, [GREEN, GREEN, GREEN, RED, RED, RED, RED]),
        (1, [GREEN, GREEN, GREEN, RED, RED, RED, RED]),
        (2, [GREEN, GREEN, GREEN, AMBER, RED, RED, RED]),
        (3, [GREEN, GREEN, GREEN, AMBER, AMBER, RED, RED]),
    ],
)
def test_up_to_2_is_green_and_2_more_than_before_or_above_5_is_red(
    before: int, zones: list[Zone]
) -> None:
    assert [zone(worst, before) for worst in range(7)] == zones
    assert {zone(worst, before) for worst in range(6, 11)} == {RED}


@pytest.mark.parametrize(("before", "highest"), [(4, 6), (5, 6), (6, 6), (7, 7), (8, 8), (10, 10)])
def test_with_4_or_more_before_2_more_are_amber_but_severe_pain_is_red(
    before: int, highest: int
) -> None:
    assert {zone(worst, before) for worst in range(highest + 1)} == {AMBER}
    assert {zone(worst, before) for worst in range(highest + 1, 11)} <= {RED}


@pytest.mark.parametrize("limit", [2, 3])
def test_a_strain_has_a_stricter_limit_and_never_a_looser_one(limit: int) -> None:
    for before in (None, *range(11)):
        found = [zone(worst, before, limit) for worst in range(11)]
        assert found[: limit + 1] == [zone(worst, before) for worst in range(limit + 1)]
        assert set(found[limit + 1 :]) == {RED}
    assert [zone(3, before, 3) for before in (0, 1, 2, 3)] == [RED, RED, AMBER, AMBER]


@given(scores, scores, limits)
def test_more_pain_never_reads_better(worst: int, before: int, limit: int | None) -> None:
    order = [GREEN, AMBER, RED]
    rising = [order.index(zone(score, before, limit)) for score in range(worst + 1)]
    assert rising == sorted(rising)


def task(worst: int | None) -> Task:
    dose = Dose(sets=1, reps=10, out=2, hold=3, back=2, rest=20)
    return Task("bridge", "bridge", dose, worst=worst)


@pytest.mark.parametrize(
    ("told", "worst"),
    [([None], None), ([None, None], None), ([0, None], 0), ([2, None, 5, 3], 5), ([10, 1], 10)],
)
def test_the_worst_of_a_session_is_that_of_its_worst_exercise(
    session: Make, told: list[int | None], worst: int | None
) -> None:
    assert session(tasks=tuple([task(score) for score in told])).worst == worst


@pytest.mark.parametrize(
    ("before", "morning", "red"),
    [
        *((3, 4, True), (3, 3, False), (3, 2, False), (0, 1, True), (0, 0, False)),
        *((None, 9, False), (3, None, False), (None, None, False)),
    ],
)
def test_a_morning_is_red_when_the_pain_is_still_above_the_one_before(
    session: Make, before: int | None, morning: int | None, red: bool
) -> None:
    told = None if morning is None else date(2026, 3, 15)
    assert session(before=before, morning=morning, morning_on=told).red_morning is red


def test_a_session_is_read_as_it_was_written(session: Make) -> None:
    plain = session("", before=2, tasks=(task(3), task(None)))
    assert msgspec.json.decode(msgspec.json.encode(plain), type=Session) == plain
