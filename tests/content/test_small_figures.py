"""Two figures that have to be read in the smallest picture, 24 by 8 cells."""

from __future__ import annotations

import pytest

from journal.content.figures import load_figures
from journal.domain.figure import Body, Movement, Point
from journal.domain.picture import Picture
from journal.domain.stage import Layer, Stage, points_of

FIGURES = load_figures()
SMALL = (24, 8)


def working_dots(id: str, part: float) -> int:
    """How many dots lie in cells that have the look of what works."""
    lines = Stage(FIGURES[id], *SMALL).draw(part).lines()
    cells = [
        sign
        for line in lines
        for sign, layer in zip(line.text, line.layers, strict=True)
        if layer == Layer.WORKING and sign != " "
    ]
    return sum((ord(sign) - 0x2800).bit_count() for sign in cells)


@pytest.mark.parametrize("id", ["glute-squeeze", "supine-figure-four"])
def test_start_and_end_are_seen_to_differ_in_the_smallest_picture(id: str) -> None:
    picture = Picture(FIGURES[id], *SMALL)
    start, end = ([sign for line in picture.lines(part) for sign in line.text] for part in (0, 1))
    assert sum(one != other for one, other in zip(start, end, strict=True)) >= 20


def test_the_seat_is_drawn_together_and_fills() -> None:
    seat, *arrows = FIGURES["glute-squeeze"].props
    widths = [abs(one.y - other.y) for one, other in (points_of(seat, {}, n) for n in (0, 1))]
    assert widths[1] < 0.8 * widths[0]
    assert working_dots("glute-squeeze", 1) > 1.1 * working_dots("glute-squeeze", 0)
    for arrow in arrows:
        tips = [abs(points_of(arrow, {}, n)[1].y) for n in (0, 1)]
        assert seat.then[0][1] < tips[1] < tips[0]


def test_nothing_but_the_seat_moves_in_a_buttock_squeeze() -> None:
    """The thighs stay relaxed, says a step."""
    way = Movement(FIGURES["glute-squeeze"])
    assert way.at(0) == pytest.approx(way.at(1))


def aside(body: Body, joint: str) -> tuple[float, float]:
    """Part of the way from the left hip to the left knee, and units away from that line."""
    hip, knee = body["left_hip"], body["left_knee"]
    way: Point = knee.minus(hip)
    part = body[joint].minus(hip).dot(way) / way.dot(way)
    return part, body[joint].minus(hip.plus(way, part)).length


def test_lying_figure_four_keeps_the_ankle_on_the_thigh_and_the_knee_out() -> None:
    way = Movement(FIGURES["supine-figure-four"])
    for n in range(21):
        body = way.at(n / 20)
        part, away = aside(body, "right_ankle")
        assert 0.6 < part < 1.05
        assert away < 5
        assert body["right_knee"].y < body["right_hip"].y - 8


def test_lying_figure_four_ends_with_the_hands_behind_the_thigh_and_the_foot_in_the_air() -> None:
    way = Movement(FIGURES["supine-figure-four"])
    start, end = way.at(0), way.at(1)
    for hand in ("right_hand", "left_hand"):
        part, away = aside(end, hand)
        assert 0.3 < part < 0.95
        assert away < 4
    assert end["left_knee"].x < start["left_knee"].x - 20
    assert end["left_heel"].z > 15 > 2 > start["left_heel"].z
