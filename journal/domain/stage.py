"""A figure drawn on a canvas of braille dots at any size."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from math import cos, hypot, pi, sin

from journal.domain.canvas import Canvas
from journal.domain.figure import (
    ARM,
    HEAD,
    LEG,
    Body,
    Camera,
    Figure,
    Movement,
    Point,
    Prop,
    eased,
)

EDGE = 2
"""Dots that stay free round the figure, for lines that are more than one dot wide."""
CHECKED = tuple(n / 12 for n in range(13))
"""Moments by which the space that a movement needs is measured."""
DETAILED = 0.55
"""Dots to a unit from which on limbs are drawn in their full width."""
ARROW = 3
"""Length of an arrow's head in dots, at any size, so that it is seen in the smallest picture."""

WEIGHT = 5.0
"""Radius of a weight in units."""
MUSCLE = 5.0
"""Radius of a muscle in units."""
MUSCLE_DOTS = 2.5
"""Radius of a muscle in dots at least; below, hollow and full look alike."""


class Layer(IntEnum):
    """What is drawn in front of what, and in which look."""

    NOTHING = 0
    FLOOR = 1
    PROP = 2
    FAR = 3
    NEAR = 4
    WORKING = 5
    WORDS = 6


DASHES = {"line": (1, 0), "band": (4, 1)}
"""How many dots of a prop's line are set, and left out, in turn."""


class Stage:
    """The view of one figure on a canvas of a given size: how large, and where.

    It stays the same through the whole movement, so that only the body moves.
    """

    def __init__(self, figure: Figure, width: int, height: int, mirrored: bool = False) -> None:
        """`width` and `height` in cells; `mirrored` as of a `Camera`."""
        self.figure = figure
        self.width, self.height = width, height
        self._movement = Movement(figure)
        self._camera = Camera(figure.view, figure.turn, figure.tilt, mirrored)
        xs, ys = zip(*self._extent(), strict=True)
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        # Seen from above the floor is a plane; its line is where the nearest point stands.
        self._ground = low if figure.tilt else 0.0
        floor = 0 if figure.view == "top" else 1
        wide, tall = width * 2 - 1 - 2 * EDGE, height * 4 - 1 - 2 * EDGE - floor
        self.scale = max(0.01, min(wide / (right - left), tall / (high - low)))
        """Dots to a unit."""
        # In the middle of what is left over, both ways.
        self._left = (width * 2 - 1) / 2 - (left + right) / 2 * self.scale
        self._down = (height * 4 - 1 - floor) / 2 + (low + high) / 2 * self.scale

    def _extent(self) -> Iterator[tuple[float, float]]:
        """Points that reach as far as the picture has to."""
        for part in CHECKED:
            body = self._movement.at(part)
            x, y = self._camera.sees(body["head"])
            yield from ((x - HEAD, y - HEAD), (x + HEAD, y + HEAD))
            # The curve of the back never goes as far as the point that it is drawn to.
            yield from (self._camera.sees(at) for name, at in body.items() if name != "waist")
            for prop in self.figure.props:
                yield from map(self._camera.sees, points_of(prop, body, part))
        if self.figure.view != "top":
            yield self._camera.sees(Point(0, 0, 0))

    def dot(self, place: Point) -> tuple[float, float]:
        """The dot for a place."""
        x, y = self._camera.sees(place)
        return self._left + x * self.scale, self._down - y * self.scale

    # Drawing

    def draw(self, part: float, flipped: bool = False) -> Canvas:
        """The figure when `part` (0-1) of the movement is done; `flipped` is its mirror image."""
        canvas = Canvas(self.width, self.height)
        body = self._movement.at(part)
        if self.figure.view != "top":
            self._draw_floor(canvas)
        for prop in self.figure.props:
            if prop.kind in ("line", "band", "box"):
                self._draw_prop(canvas, prop, body, part)
        # From the front and from above no side is further away than the other.
        beside = self.figure.view == "side"
        self._draw_side(canvas, body, "left", Layer.FAR if beside else Layer.NEAR)
        self._draw_trunk(canvas, body)
        self._draw_side(canvas, body, "right", Layer.NEAR)
        self._draw_head(canvas, body)
        for prop in self.figure.props:
            if prop.kind in ("weight", "arrow", "muscle"):
                self._draw_prop(canvas, prop, body, part)
        return canvas.mirrored() if flipped else canvas

    def _draw_floor(self, canvas: Canvas) -> None:
        # Just below what stands on it.
        y = self._down - self._ground * self.scale + 1
        canvas.line(((0, y), (self.width * 2 - 1, y)), Layer.FLOOR, (1, 1))

    def _draw_prop(self, canvas: Canvas, prop: Prop, body: Body, part: float) -> None:
        dots = [self.dot(place) for place in points_of(prop, body, part)]
        match prop.kind:
            case "box":
                (x0, y0), (x1, y1) = dots
                canvas.line(((x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0)), Layer.PROP)
            case "weight":
                radius = max(1.5, WEIGHT * self.scale)
                for x, y in dots:
                    canvas.clear(x, y, radius)
                    canvas.disc(x, y, radius, Layer.PROP)
            case "arrow":
                canvas.line(dots, Layer.PROP)
                canvas.line(arrowhead(*dots), Layer.PROP)
            case "muscle":
                self._draw_muscles(canvas, dots, going(part))
            case kind:
                canvas.line(dots, Layer.PROP, DASHES[kind])

    def _draw_muscles(self, canvas: Canvas, dots: list[tuple[float, float]], tight: float) -> None:
        """Circles that fill from the middle while they tighten (`tight` 0-1).

        In small pictures they and the gaps between them are drawn larger than they are.
        """
        radius = MUSCLE * self.scale
        more = max(1.0, MUSCLE_DOTS / radius)
        radius *= more
        mx, my = (sum(each) / len(dots) for each in zip(*dots, strict=True))
        middles = [(mx + (x - mx) * more, my + (y - my) * more) for x, y in dots]
        for x, y in middles:
            canvas.clear(x, y, radius)
        for x, y in middles:
            canvas.line(_circle(x, y, radius), Layer.WORKING)
            if tight > 0:
                canvas.disc(x, y, radius * tight, Layer.WORKING)

    def _draw_trunk(self, canvas: Canvas, body: Body) -> None:
        pelvis, waist, neck = (self.dot(body[name]) for name in ("pelvis", "waist", "neck"))
        curve = [_bent(pelvis, waist, neck, step / 8) for step in range(9)]
        self._limb(canvas, curve, Layer.NEAR, "neck" in self.figure.working)
        hips = [self.dot(body[name]) for name in ("right_hip", "left_hip")]
        self._limb(canvas, hips, Layer.NEAR, "pelvis" in self.figure.working)
        shoulders = [self.dot(body[name]) for name in ("right_shoulder", "left_shoulder")]
        self._limb(canvas, shoulders, Layer.NEAR, False)

    def _draw_side(self, canvas: Canvas, body: Body, side: str, layer: Layer) -> None:
        for limb in (LEG, ARM):
            names = [f"{side}_{joint}" for joint in limb]
            works = any(joint in names for joint in self.figure.working)
            self._limb(canvas, [self.dot(body[name]) for name in names], layer, works)

    def _limb(
        self, canvas: Canvas, dots: list[tuple[float, float]], layer: Layer, works: bool
    ) -> None:
        # What works is wider than the rest, so that it is told apart without colours too.
        wide = self.scale >= DETAILED
        if works:
            canvas.thick(dots, Layer.WORKING, 3 if wide else 2)
        else:
            canvas.thick(dots, layer, 2 if wide and layer is Layer.NEAR else 1)

    def _draw_head(self, canvas: Canvas, body: Body) -> None:
        """Last and empty, so that an arm beside the head does not blot it out."""
        (x, y), (nx, ny) = self.dot(body["head"]), self.dot(body["neck"])
        radius = HEAD * self.scale
        if (away := hypot(nx - x, ny - y)) > radius:
            edge = (x + (nx - x) * radius / away, y + (ny - y) * radius / away)
            canvas.line(((nx, ny), edge), Layer.NEAR)
        canvas.clear(x, y, radius)
        canvas.line(_circle(x, y, radius), Layer.NEAR)


def points_of(prop: Prop, body: Body, part: float) -> list[Point]:
    """The places that a prop runs through when `part` (0-1) of the movement is done."""
    start, end = (
        [body[p] if isinstance(p, str) else Point(*p) for p in path]
        for path in (prop.path, prop.then or prop.path)
    )
    gone = going(part)
    return [here.plus(there.minus(here), gone) for here, there in zip(start, end, strict=True)]


def going(part: float) -> float:
    """How far (0-1) what has no poses has come: as slow at both ends as the body."""
    return eased(0, 0, 1, 1, min(1.0, max(0.0, part)))


def _circle(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Dots along a circle, back to the first."""
    steps = max(12, int(radius * 5))
    turns = [2 * pi * n / steps for n in range(steps + 1)]
    return [(x + radius * cos(t), y + radius * sin(t)) for t in turns]


def arrowhead(
    start: tuple[float, float], end: tuple[float, float]
) -> tuple[tuple[float, float], ...]:
    """The way along both edges of an arrow's head, in dots."""
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0) or 1.0
    x, y = (x1 - x0) / length * ARROW, (y1 - y0) / length * ARROW
    return (x1 - x - y, y1 - y + x), end, (x1 - x + y, y1 - y - x)


def _bent(
    start: tuple[float, float], middle: tuple[float, float], end: tuple[float, float], part: float
) -> tuple[float, float]:
    """A dot of the curve that begins and ends in these and is drawn to the middle."""
    a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return (
        a * start[0] + b * middle[0] + c * end[0],
        a * start[1] + b * middle[1] + c * end[1],
    )
