"""A small share of `python -m benchmarks.patterns`: one crowd for each safeguard.

Each crowd is made so that the rules claim too much as soon as the safeguard it stands for is
taken out; that separate days are counted is shown in test_patterns_numbers.py.
"""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.diaries import World, diary
from benchmarks.patterns import FALSE, FOUND, WITH, WITHOUT, claims, finds, measure

PEOPLE = 60


@pytest.mark.parametrize(
    "world",
    [
        World("correction for five factors", days=60, swing=(2.5, 3.5)),
        World("trend", trend=2.5, swing=(1.5, 2.0), noise=1.5, alike=(0.0, 0.2)),
        World("weekdays", week=2.0, swing=(1.0, 1.6)),
        World("yesterday", spoils=1.0, swing=(1.5, 2.5), alike=(0.6, 0.8), noise=0.0),
        World("a point of difference", alike=(0.9, 0.97), habit=(0.85, 0.95), noise=1.0),
    ],
    ids=lambda world: world.name,
)
def test_people_without_a_link_are_hardly_ever_shown_one(world: World) -> None:
    assert claims(world, PEOPLE) <= FALSE


@pytest.mark.parametrize("world", [WITH[0], WITH[4]], ids=lambda world: world.link)
def test_a_link_of_a_point_and_a_half_is_found(world: World) -> None:
    assert finds(world, PEOPLE) >= FOUND


def test_the_same_seed_gives_the_same_figures() -> None:
    world = World("any", trend=1.0, week=1.0, missing=(0.1, 0.3), spoils=0.5, days=40)
    assert diary(world, Random("1")) == diary(world, Random("1"))
    assert diary(world, Random("1")) != diary(world, Random("2"))
    assert diary(world, Random("1")).next_monday.weekday() == 0


def test_each_kind_of_diary_is_held_to_its_bar() -> None:
    rows = list(measure(1))
    assert len({row.name for row in rows}) == len(rows) == 19
    false, found = rows[: len(WITHOUT)], rows[len(WITHOUT) : -1]
    assert rows[-1].bar is None  # with days missing it is printed only
    assert {(row.bar, row.at_least) for row in false} == {(FALSE, False)}
    assert {(row.bar, row.at_least) for row in found} == {(FOUND, True)}
    assert {row.ours for row in rows} <= {0.0, 1.0}
