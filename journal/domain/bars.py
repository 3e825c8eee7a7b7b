"""A canvas on which upright bars are drawn fast: a chart has hundreds, of a hundred dots each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from journal.domain.canvas import Canvas

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bit of each dot in a braille sign, by column and row."""


class _Strokes:
    """The bits that a bar sets in the cells it goes through, by its column in a cell.

    `rows` are those of a cell that it sets; the ends of the bar are set in any case.
    """

    def __init__(self, rows: Iterable[int], column: int) -> None:
        dots = _DOTS[column]
        inner = [dot if row in rows else 0 for row, dot in enumerate(dots)]
        self.through = sum(inner)
        self.within = [
            [sum(inner[top : bottom + 1]) | dots[top] | dots[bottom] for bottom in range(4)]
            for top in range(4)
        ]
        self.start = [sum(inner[top:]) | dots[top] for top in range(4)]
        self.end = [sum(inner[: bottom + 1]) | dots[bottom] for bottom in range(4)]


_SOLID = [_Strokes(range(4), column) for column in range(2)]
_HATCH = [_Strokes(range(column, 4, 2), column) for column in range(2)]
"""Every second dot, so that columns next to each other make a chequered pattern."""

_FILLED = re.compile(rb"[^\0]+")
"""Neighbouring cells that hold a dot."""


class BarCanvas(Canvas):
    """A canvas of braille dots with bars; see `Canvas` for cells, dots and layers.

    Bars have to lie on the canvas. Each cell they touch takes the layer of the last one.
    """

    def bar(self, x: int, top: int, bottom: int, layer: int = 0) -> None:
        """Set every dot of column `x` from row `top` to row `bottom`."""
        self._upright(x, top, bottom, layer, _SOLID[x & 1])

    def hatch(self, x: int, top: int, bottom: int, layer: int = 0) -> None:
        """Set every second dot of column `x` between these rows, and both ends."""
        self._upright(x, top, bottom, layer, _HATCH[x & 1])

    def _upright(self, x: int, top: int, bottom: int, layer: int, strokes: _Strokes) -> None:
        cell, signs, layers = x >> 1, self._signs, self._layers
        first, last = top >> 2, bottom >> 2
        if first == last:
            signs[first][cell] |= strokes.within[top & 3][bottom & 3]
            layers[first][cell] = layer
            return
        signs[first][cell] |= strokes.start[top & 3]
        signs[last][cell] |= strokes.end[bottom & 3]
        layers[first][cell] = layers[last][cell] = layer
        through = strokes.through
        for line in range(first + 1, last):
            signs[line][cell] |= through
            layers[line][cell] = layer

    def across(self, y: int, layer: int = 0) -> None:
        """Set the first dot of every second cell of row `y`: a dotted line."""
        signs, layers, dot = self._signs[y >> 2], self._layers[y >> 2], _DOTS[0][y & 3]
        for cell in range(0, self.width, 2):
            signs[cell] |= dot
            layers[cell] = layer

    def down(self, cell: int, layer: int = 0) -> None:
        """Set one dot in this cell of every line: a dotted line."""
        for signs, layers in zip(self._signs, self._layers, strict=True):
            signs[cell] |= _DOTS[0][1]
            layers[cell] = layer

    def put_over(self, other: BarCanvas) -> None:
        """Lay another canvas of the same size on top: a cell of it hides the one below.

        So what lies on top keeps its own shape.
        """
        for line, signs in enumerate(other._signs):
            own, layers, above = self._signs[line], self._layers[line], other._layers[line]
            for match in _FILLED.finditer(signs):
                start, end = match.span()
                own[start:end], layers[start:end] = signs[start:end], above[start:end]
