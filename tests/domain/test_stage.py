"""The stage: where a figure stands on the canvas, and what is drawn of it."""

from __future__ import annotations

import pytest

from journal.content.figures import load_figures
from journal.domain.figure import Figure, Pose, Prop
from journal.domain.stage import Layer, Stage, arrowhead

FIGURES = load_figures()


def figure(**changes):
    given = {
        "id": "any",
        "view": "side",
        "poses": (Pose(), Pose(trunk=130)),
        "planted": ("pelvis",),
        "working": ("neck",),
    }
    return Figure(**given | changes)


def cells(stage, part, layer):
    """The cells whose look is that of a layer."""
    return {
        (x, y)
        for y, line in enumerate(stage.draw(part).lines())
        for start, end, run in line.runs()
        if run == layer
        for x in range(start, end)
    }


@pytest.mark.parametrize("id", FIGURES)
def test_flipped_is_the_exact_mirror(id):
    stage = Stage(FIGURES[id], 40, 16)
    for part in (0, 0.3, 1):
        plain_dots = stage.draw(part).dots()
        assert stage.draw(part, flipped=True).dots() == {(79 - x, y) for x, y in plain_dots}


@pytest.mark.parametrize("id", FIGURES)
def test_the_floor_is_there_but_not_from_above(id):
    shown = FIGURES[id]
    floor = cells(Stage(shown, 40, 16), 0, Layer.FLOOR)
    assert len({y for _, y in floor}) == (0 if shown.view == "top" else 1)


@pytest.mark.parametrize("id", FIGURES)
def test_what_works_is_accented_and_props_are_seen(id):
    shown = FIGURES[id]
    stage = Stage(shown, 40, 16)
    for part in (0, 0.5, 1):
        assert cells(stage, part, Layer.WORKING)
        assert not shown.props or cells(stage, part, Layer.PROP)


def test_a_band_follows_the_joint_it_is_tied_to():
    tied = figure(props=(Prop(kind="band", path=("neck", (60, 0, 0))),))
    stage = Stage(tied, 40, 16)
    assert cells(stage, 0, Layer.PROP) != cells(stage, 1, Layer.PROP)
    fixed = figure(props=(Prop(kind="line", path=((60, 0, 40), (60, 0, 0))),))
    stage = Stage(fixed, 40, 16)
    assert cells(stage, 0, Layer.PROP) == cells(stage, 1, Layer.PROP)


def test_what_works_is_wider_than_the_rest_so_that_it_needs_no_colour():
    for size in ((24, 8), (60, 22)):
        rests = Stage(figure(working=("right_hand",)), *size).draw(0).dots()
        works = Stage(figure(working=("right_hand", "right_knee")), *size).draw(0).dots()
        assert rests < works


def test_an_arrowhead_has_the_same_size_in_every_picture():
    for length in (5, 500):
        one, tip, other = arrowhead((0, 0), (length, 0))
        assert tip == (length, 0)
        assert (one, other) == ((length - 3, 3), (length - 3, -3))


def test_an_arm_beside_the_head_does_not_blot_it_out():
    stage = Stage(figure(), 60, 22)
    x, y = stage.dot(stage._movement.at(0)["head"])
    assert (round(x), round(y)) not in stage.draw(0).dots()


def test_a_lying_figure_is_in_the_middle_of_the_picture():
    stage = Stage(FIGURES["pelvic-tilt"], 40, 16)
    rows = [y for _, y in stage.draw(0).dots()]
    assert abs(min(rows) - (63 - max(rows))) <= 4
