"""The figures as they are shipped, at 200 moments of each movement."""

from __future__ import annotations

from functools import cache

import pytest

from journal.content import figures as reader
from journal.content.figures import load_figures
from journal.content.library import load_library
from journal.domain.figure import HEAD, Body, Figure, Movement
from journal.domain.stage import Stage

FIGURES = load_figures()
MOMENTS = 200
LARGE = (60, 22)
SOLE = ("heel", "toe")

every_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


@cache
def moments(id: str) -> list[Body]:
    way = Movement(FIGURES[id])
    return [way.at(n / MOMENTS) for n in range(MOMENTS + 1)]


def test_every_exercise_has_a_figure_and_nothing_else_has() -> None:
    assert set(FIGURES) == {exercise.id for exercise in load_library().exercises}
    assert len(FIGURES) == 44


def test_an_id_that_occurs_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pose = {"id": "a", "view": "side", "poses": [{}, {}], "planted": ["neck"], "working": ["neck"]}
    monkeypatch.setattr(reader, "read", lambda name: {"figures": [pose, pose]})
    with pytest.raises(ValueError, match="twice"):
        load_figures()


@every_figure
def test_planted_joints_slide_by_less_than_a_dot(figure: Figure) -> None:
    """Of walking only the pelvis is planted: its floor runs under it as a treadmill does."""
    scale = Stage(figure, *LARGE).scale
    bodies = moments(figure.id)
    way = Movement(figure)
    for n, body in enumerate(bodies):
        index = min(n * figure.ways // MOMENTS, figure.ways - 1)
        start = way.at(index / figure.ways)
        following = figure.poses[(index + 1) % len(figure.poses)].planted
        for joint in figure.planted if following is None else following:
            slid = body[joint].minus(start[joint]).length * scale
            assert slid <= 1, (joint, n / MOMENTS)


@every_figure
def test_nobody_sinks_into_the_floor(figure: Figure) -> None:
    for n, body in enumerate(moments(figure.id)):
        for name, place in body.items():
            low = place.z - HEAD if name == "head" else place.z
            assert name == "waist" or low > -1, (name, n / MOMENTS)


def test_one_foot_is_on_the_floor_at_every_moment_of_walking() -> None:
    scale = Stage(FIGURES["walking"], 100, 46).scale
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
