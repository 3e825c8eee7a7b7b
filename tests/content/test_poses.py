"""The figures as they are shipped, at 200 moments of each movement."""

from __future__ import annotations

from functools import cache

import pytest
from bodies import LENGTHS, limbs
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.content import figures as reader
from journal.content.figures import load_figures
from journal.content.library import load_library
from journal.domain.figure import HEAD, Body, Figure, Joint, Movement, Point
from journal.domain.stage import Stage

FIGURES = load_figures()
MOMENTS = 200
SMALLEST, LARGEST = (24, 8), (100, 46)
"""Cells of the pictures that are shown."""
SOLE = ("heel", "toe")

every_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


@cache
def movement_of(id: str) -> Movement:
    return Movement(FIGURES[id])


@cache
def moments(id: str) -> list[Body]:
    return [movement_of(id).at(n / MOMENTS) for n in range(MOMENTS + 1)]


def test_every_exercise_has_a_figure_and_nothing_else_has() -> None:
    assert set(FIGURES) == {exercise.id for exercise in load_library().exercises}
    assert len(FIGURES) == 44


def test_an_id_that_occurs_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pose = {"id": "a", "view": "side", "poses": [{}, {}], "planted": ["neck"], "working": ["neck"]}
    monkeypatch.setattr(reader, "read", lambda name: {"figures": [pose, pose]})
    with pytest.raises(ValueError, match="twice"):
        load_figures()


def planted(figure: Figure, way: int) -> tuple[Joint, ...]:
    """What is planted on this way from pose to pose."""
    following = figure.poses[(way + 1) % len(figure.poses)].planted
    return figure.planted if following is None else following


@cache
def where_planted(id: str, joint: Joint, way: int) -> Point:
    """Where this joint was when it was planted, and has been without a break."""
    if way and joint in planted(FIGURES[id], way - 1):
        return where_planted(id, joint, way - 1)
    return movement_of(id).at(way / FIGURES[id].ways)[joint]


def slides(figure: Figure, part: float, body: Body) -> dict[Joint, float]:
    """How far in units each planted joint of this moment is from where it was planted."""
    way = min(int(part * figure.ways), figure.ways - 1)
    return {
        joint: body[joint].minus(where_planted(figure.id, joint, way)).length
        for joint in planted(figure, way)
    }


@every_figure
def test_planted_joints_slide_by_less_than_a_dot_at_any_time(figure: Figure) -> None:
    """Of walking only the pelvis is planted: its floor runs under it as a treadmill does."""
    scale = Stage(figure, *LARGEST).scale
    for n, body in enumerate(moments(figure.id)):
        for joint, slid in slides(figure, n / MOMENTS, body).items():
            assert slid * scale <= 1, (joint, n / MOMENTS)


@settings(max_examples=150)
@given(
    figure=st.sampled_from(list(FIGURES.values())),
    part=st.floats(0, 1),
    width=st.integers(SMALLEST[0], LARGEST[0]),
    height=st.integers(SMALLEST[1], LARGEST[1]),
)
def test_at_any_size_what_is_planted_stays_and_limbs_keep_their_length(
    figure: Figure, part: float, width: int, height: int
) -> None:
    scale = Stage(figure, width, height).scale
    body = movement_of(figure.id).at(part)
    assert all(slid * scale <= 1 for slid in slides(figure, part, body).values())
    assert limbs(body) == pytest.approx(LENGTHS)


@pytest.mark.parametrize(
    ("id", "supports"),
    [
        ("knee-side-plank", ("right_ankle", "right_knee", "right_elbow", "right_hand")),
        ("side-plank", ("right_ankle", "right_toe", "right_elbow", "right_hand")),
        ("front-plank", ("right_toe", "right_elbow", "right_hand")),
        ("cat-cow", ("right_knee", "left_knee", "right_toe", "left_toe")),
    ],
)
def test_what_the_body_rests_on_lies_still_on_the_floor(
    id: str, supports: tuple[Joint, ...]
) -> None:
    """More of it than can be said to be planted, which is one joint of a limb."""
    scale = Stage(FIGURES[id], *LARGEST).scale
    first = moments(id)[0]
    for n, body in enumerate(moments(id)):
        for joint in supports:
            assert abs(body[joint].z) < 0.6, (joint, n / MOMENTS)
            assert body[joint].minus(first[joint]).length * scale <= 1, (joint, n / MOMENTS)


def test_the_knee_side_plank_lifts_the_hip_to_a_straight_line() -> None:
    start, end = moments("knee-side-plank")[0], moments("knee-side-plank")[-1]
    assert abs(start["right_hip"].z) < 1
    assert end["right_hip"].z > 5
    trunk, thighs = end["neck"].minus(end["pelvis"]), end["pelvis"].minus(end["right_knee"])
    assert trunk.unit().dot(thighs.unit()) > 0.999
    assert end["right_knee"] == pytest.approx(end["left_knee"], abs=0.1)


@pytest.mark.parametrize("id", ["cat-cow", "bird-dog"])
def test_on_hands_and_knees_the_back_begins_level(id: str) -> None:
    start = moments(id)[0]
    assert start["neck"].z == pytest.approx(start["pelvis"].z)


@every_figure
def test_nobody_sinks_into_the_floor(figure: Figure) -> None:
    for n, body in enumerate(moments(figure.id)):
        for name, place in body.items():
            low = place.z - HEAD if name == "head" else place.z
            assert name == "waist" or low > -1, (name, n / MOMENTS)


def test_one_foot_is_on_the_floor_at_every_moment_of_walking() -> None:
    scale = Stage(FIGURES["walking"], *LARGEST).scale
    for body in moments("walking"):
        lowest = min(body[f"{side}_{end}"].z for side in ("right", "left") for end in SOLE)
        assert abs(lowest) * scale < 0.5


@every_figure
def test_no_joint_jumps(figure: Figure) -> None:
    """1.5 units of 100 in a two-hundredth of the way: under two dots at any size we show."""
    bodies = moments(figure.id)
    for n in range(MOMENTS):
        for name in bodies[n]:
            moved = bodies[n + 1][name].minus(bodies[n][name]).length
            assert name == "waist" or moved < 1.5, (name, n / MOMENTS)


@every_figure
@pytest.mark.parametrize("size", [(24, 8), (40, 16), (60, 22)])
def test_the_whole_movement_fits_into_the_picture(figure: Figure, size: tuple[int, int]) -> None:
    stage = Stage(figure, *size)
    for body in moments(figure.id)[::10]:
        for name, place in body.items():
            x, y = stage.dot(place)
            assert name == "waist" or (0 <= x < size[0] * 2 and 0 <= y < size[1] * 4), name
