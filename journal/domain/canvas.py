"""A canvas of braille dots, two across and four down in each cell, shared by figure and chart."""

from __future__ import annotations

from codecs import charmap_decode
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, sqrt
from typing import NamedTuple

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a braille sign, by row and column."""
_SIGNS = " " + "".join(map(chr, range(0x2801, 0x2900)))
"""The sign for each set of bits."""


def _mirror(sign: int) -> int:
    """The braille sign with its two columns exchanged."""
    pairs = [*_DOTS, *(pair[::-1] for pair in _DOTS)]
    return sum(there for here, there in pairs if sign & here)


_MIRROR = bytes(map(_mirror, range(256)))


class Line(NamedTuple):
    """One line of a canvas: a sign for each cell, and the layer that the cell looks like."""

    text: str
    layers: bytes

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """First cell, cell behind the last, and layer of each stretch of one look.

        Blank cells have no look, so they end no run.
        """
        start, end, run = 0, 0, -1
        for cell, (sign, layer) in enumerate(zip(self.text, self.layers, strict=True)):
            if sign == " ":
                continue
            if layer != run:
                if end:
                    yield start, end, run
                start, run = cell, layer
            end = cell + 1
        if end:
            yield start, end, run

    def with_text(self, text: str, column: int, layer: int) -> Line:
        """The same line with letters over the cells from `column`."""
        end = column + len(text)
        return Line(
            self.text[:column] + text + self.text[end:],
            self.layers[:column] + bytes([layer]) * len(text) + self.layers[end:],
        )

    def beside(self, other: Line) -> Line:
        """This line with another to its right."""
        return Line(self.text + other.text, self.layers + other.layers)

    @classmethod
    def of_text(cls, text: str, layer: int) -> Line:
        """A line of letters alone."""
        return cls(text, bytes([layer]) * len(text))


class Canvas:
    """`width` by `height` cells; dots are counted from the upper left.

    Each dot belongs to a layer, a whole number from 0; a cell takes the look of the highest
    layer that has a dot in it. Dots outside are left out.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._columns, self._rows = width * 2, height * 4
        self._signs = [bytearray(width) for _ in range(height)]
        self._layers = [bytearray(width) for _ in range(height)]

    def dot(self, x: float, y: float, layer: int = 0) -> None:
        """Set the dot at these coordinates."""
        self._set([_dot(x, y)], layer)

    def line(
        self, path: Sequence[tuple[float, float]], layer: int = 0, dash: tuple[int, int] = (1, 0)
    ) -> None:
        """Draw through these points; `dash` is how many dots are set, and left out, in turn."""
        on, off = dash
        places = [place for ends in pairwise(path) for place in _way(*ends)]
        if off:
            places = [place for n, place in enumerate(places, 1) if n % (on + off) < on]
        self._set(places, layer)

    def thick(self, path: Sequence[tuple[float, float]], layer: int = 0, width: int = 2) -> None:
        """Draw through these points, so many dots wide."""
        for (x0, y0), (x1, y1) in pairwise(path):
            places = _way((x0, y0), (x1, y1))
            # To the side that the line is steeper in, so that it keeps its width; upwards first,
            # so that what lies on something does not sink into it.
            ax, ay = (0, -1) if abs(x1 - x0) > abs(y1 - y0) else (1, 0)
            for n in range(-((width - 1) // 2), width // 2 + 1):
                self._set([(x + ax * n, y + ay * n) for x, y in places], layer)

    def disc(self, x: float, y: float, radius: float, layer: int = 0) -> None:
        """Fill a circle, at least one dot of it."""
        self._set(_within(x, y, radius), layer)

    def _set(self, places: Iterable[tuple[int, int]], layer: int) -> None:
        all_signs, all_layers = self._signs, self._layers
        for column, row in places:
            if 0 <= column < self._columns and 0 <= row < self._rows:
                cell, line = column >> 1, row >> 2
                all_signs[line][cell] |= _DOTS[row & 3][column & 1]
                if layer > all_layers[line][cell]:
                    all_layers[line][cell] = layer

    def clear(self, x: float, y: float, radius: float) -> None:
        """Take away every dot within a circle."""
        for column, row in _within(x, y, radius):
            if 0 <= column < self._columns and 0 <= row < self._rows:
                cell, line = column // 2, row // 4
                self._signs[line][cell] &= ~_DOTS[row % 4][column % 2]
                if not self._signs[line][cell]:
                    self._layers[line][cell] = 0

    def blank(self, x: int, y: int, width: int) -> bool:
        """Whether `width` cells from the cell at `x`, `y` hold no dot."""
        return not any(self._signs[y][x : x + width])

    def dots(self) -> set[tuple[int, int]]:
        """The column and row of every dot that is set."""
        return {
            (cell * 2 + column, line * 4 + row)
            for line, signs in enumerate(self._signs)
            for cell, sign in enumerate(signs)
            for row, bits in enumerate(_DOTS)
            for column, bit in enumerate(bits)
            if sign & bit
        }

    def mirrored(self) -> Canvas:
        """The same with left and right exchanged."""
        other = Canvas(self.width, self.height)
        other._signs = [signs[::-1].translate(_MIRROR) for signs in self._signs]
        other._layers = [layers[::-1] for layers in self._layers]
        return other

    def lines(self) -> list[Line]:
        """The lines of the canvas from the top, each as wide as the canvas."""
        return [
            Line(charmap_decode(signs, "strict", _SIGNS)[0], bytes(layers))
            for signs, layers in zip(self._signs, self._layers, strict=True)
        ]

    def text_rows(self) -> list[str]:
        """The lines of the canvas as text without looks."""
        return [line.text for line in self.lines()]


def _dot(x: float, y: float) -> tuple[int, int]:
    """The column and row at these coordinates."""
    # Not round(), which takes halves to the even side: lines would change their width.
    return floor(x + 0.5), floor(y + 0.5)


def _way(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[int, int]]:
    """The columns and rows from one point to another, without gaps."""
    (x, y), (x1, y1) = start, end
    steps = max(1, ceil(max(abs(x1 - x), abs(y1 - y))))
    right, down = (x1 - x) / steps, (y1 - y) / steps
    x, y = x + 0.5, y + 0.5
    return [(floor(x + right * n), floor(y + down * n)) for n in range(steps + 1)]


def _within(x: float, y: float, radius: float) -> Iterator[tuple[int, int]]:
    """The columns and rows of the dots in a circle; always the one in its middle."""
    yield _dot(x, y)
    for row in range(ceil(y - radius), floor(y + radius) + 1):
        half = sqrt(max(0.0, radius**2 - (row - y) ** 2))
        for column in range(ceil(x - half), floor(x + half) + 1):
            yield column, row
