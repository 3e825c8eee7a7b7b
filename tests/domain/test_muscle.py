"""Muscles that tighten, and props that move without being tied to a joint."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from journal.domain.figure import Figure, Pose, Prop
from journal.domain.stage import Layer, Stage, going, points_of

SLACK = ((0, 12, 47), (0, -12, 47))
TIGHT = ((0, 10, 47), (0, -10, 47))
SIZES = [(24, 8), (40, 16), (60, 22)]
every_size = pytest.mark.parametrize("size", SIZES)


def figure(*props: Prop, **changes: Any) -> Figure:
    given: dict[str, Any] = {
        "id": "any",
        "view": "front",
        "poses": (Pose(), Pose()),
        "planted": ("pelvis",),
        "working": ("neck",),
        "props": props,
    }
    return Figure(**given | changes)


def added(prop: Prop, size: tuple[int, int], part: float) -> set[tuple[int, int]]:
    """The dots that the prop adds to the body."""
    bare = Stage(figure(), *size)
    with_it = Stage(figure(prop), *size)
    assert with_it.scale == bare.scale
    return with_it.draw(part).dots() - bare.draw(part).dots()


@every_size
def test_a_muscle_is_hollow_while_slack_and_full_when_tight(size: tuple[int, int]) -> None:
    muscle = Prop(kind="muscle", path=SLACK)
    slack, half, tight = (added(muscle, size, part) for part in (0, 0.5, 1))
    assert slack < half < tight
    assert len(tight) > 1.4 * len(slack)


def test_a_muscle_has_the_look_of_what_works() -> None:
    stage = Stage(figure(Prop(kind="muscle", path=SLACK), working=("right_hand",)), 40, 16)
    column, row = (round(at) for at in stage.dot(points_of(stage.figure.props[0], {}, 0)[0]))
    assert stage.draw(1).lines()[row // 4].layers[column // 2] == Layer.WORKING


def test_nothing_of_the_body_is_seen_through_a_slack_muscle() -> None:
    stage = Stage(figure(Prop(kind="muscle", path=("right_knee", "left_knee"))), 60, 22)
    body = stage._movement.at(0)
    column, row = (round(at) for at in stage.dot(body["right_knee"]))
    assert (column, row) not in stage.draw(0).dots()
    assert (column, row) in stage.draw(1).dots()


def test_in_a_small_picture_a_muscle_stays_large_enough_to_be_told_hollow_from_full() -> None:
    muscle = Prop(kind="muscle", path=((0, 0, 47),))
    columns = [x for x, _ in Stage(figure(muscle), 12, 4).draw(1).dots()]
    assert max(columns) - min(columns) >= 4


def test_in_a_small_picture_the_gap_between_muscles_grows_with_them() -> None:
    """Both cheeks of a seat would else run together where they are drawn larger."""
    dots = added(Prop(kind="muscle", path=SLACK), (24, 8), 1)
    middle = sorted({x for x, _ in dots})
    assert any(b - a > 2 for a, b in pairwise(middle))


@pytest.mark.parametrize("kind", ["line", "band", "box", "weight", "arrow", "muscle"])
def test_a_prop_goes_from_its_path_to_where_it_is_then(kind: Any) -> None:
    moving = Prop(kind=kind, path=SLACK, then=((0, 30, 20), (0, 10, 60)))
    assert points_of(moving, {}, 0) == [pytest.approx(place) for place in moving.path]
    assert points_of(moving, {}, 1) == [pytest.approx(place) for place in moving.then]
    assert points_of(moving, {}, 0.5)[0] == pytest.approx((0, 21, 33.5))


def test_a_prop_that_moves_away_stays_in_the_picture() -> None:
    moving = Prop(kind="line", path=SLACK, then=((0, 200, 47), (0, -200, 47)))
    stage = Stage(figure(moving), 40, 16)
    columns = [stage.dot(place)[0] for place in points_of(moving, {}, 1)]
    assert all(0 <= column < 80 for column in columns)


def test_a_prop_can_move_to_a_joint() -> None:
    body = Stage(figure(), 40, 16)._movement.at(1)
    moving = Prop(kind="arrow", path=SLACK, then=("neck", "head"))
    assert points_of(moving, body, 1) == [pytest.approx(body[name]) for name in ("neck", "head")]


def test_what_has_no_poses_is_as_slow_at_both_ends_as_the_body() -> None:
    assert [going(part) for part in (-1, 0, 0.5, 1, 2)] == pytest.approx([0, 0, 0.5, 1, 1])
    assert going(0.01) < 0.001
    assert going(0.99) > 0.999


@pytest.mark.parametrize("then", [TIGHT[:1], (*TIGHT, TIGHT[0])])
def test_a_prop_moves_to_as_many_points_as_it_has(then: Any) -> None:
    with pytest.raises(ValueError, match="does not move to"):
        Prop(kind="muscle", path=SLACK, then=then)


def test_a_muscle_lies_somewhere() -> None:
    with pytest.raises(ValueError, match="not run through 0"):
        Prop(kind="muscle", path=())


def test_nothing_moves_to_the_waist() -> None:
    with pytest.raises(ValueError, match="waist"):
        Prop(kind="arrow", path=SLACK, then=("pelvis", "waist"))


@pytest.mark.parametrize(
    "prop",
    [Prop(kind="muscle", path=SLACK), Prop(kind="arrow", path=SLACK, then=TIGHT)],
    ids=["muscle", "then"],
)
def test_what_goes_from_start_to_end_is_refused_in_a_round(prop: Prop) -> None:
    with pytest.raises(ValueError, match="in a round"):
        figure(prop, loop=True)
