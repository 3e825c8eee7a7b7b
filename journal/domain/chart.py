"""The chart of the pain: a band from lowest to highest, an average on top, gaps left empty."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import IntEnum
from functools import cached_property
from itertools import pairwise

from journal.domain.bars import BarCanvas
from journal.domain.canvas import Line
from journal.domain.columns import (
    APART,
    Series,
    Unit,
    column_words,
    columns,
    unit_for,
)
from journal.domain.date_ticks import Words, ticks
from journal.domain.markers import MarkerKind

TOP = 10
"""The scale goes from 0 to this, whatever is shown."""
GUTTER = 3
"""Cells to the left, in which the scores stand."""
SMALLEST = (12, 4)
"""Cells across and down below which nothing is drawn."""
FINE_ROWS = 11
"""Rows from which on every second score is named, not every fifth."""
LANE_HEIGHT, LEGEND_HEIGHT, SECOND_LEGEND_HEIGHT = 7, 10, 14
"""Heights of the whole from which on there is a lane for markers, and rows for the legend."""
SIGNS = {
    MarkerKind.EVENT: "▲",
    MarkerKind.STARTED: "◆",
    MarkerKind.SCREENING: "□",
    MarkerKind.SESSION: "○",
    MarkerKind.MEDICATION: "+",
}
KINDS = {
    MarkerKind.EVENT: "event",
    MarkerKind.STARTED: "started",
    MarkerKind.SCREENING: "check",
    MarkerKind.SESSION: "session",
    MarkerKind.MEDICATION: "medication",
}
"""What the signs mean."""
STEPS = {Unit.DAY: 7, Unit.WEEK: 4, Unit.MONTH: 12, Unit.QUARTER: 4, Unit.YEAR: 10}
"""Columns in a stretch that is gone over at once."""

_RANKS = {kind: rank for rank, kind in enumerate(MarkerKind)}
_BAR, _DOT = 9, 2
"""The widest that a day's bar is, and how far its dot goes from the middle, in dots."""
_WIDE = 3
"""Dots of a column from which on the average is two dots wide where it is steep, too."""
_BLANK = " "


class Layer(IntEnum):
    """What a cell shows; where two meet in one cell the higher one gives the look."""

    GRID = 0
    BAND = 1
    DAY = 2
    AVERAGE = 3
    WORDS = 4
    MARKER = 5
    CURSOR = 6


_ASCII = {Layer.GRID: "-", Layer.BAND: ".", Layer.DAY: "*", Layer.AVERAGE: "#"}
"""The sign of each layer where there are no dots to draw with."""
_ASCII_SIGNS = str.maketrans("▲◆□○│", "!>co|")


class Plot:
    """A chart of a width and height in cells, drawn once; the cursor is laid over it.

    `rows` of its lines, from the top, hold the plot. `spans` are the first dot across of each of
    its `columns` and the one behind its last, counted from behind the gutter.
    """

    def __init__(self, series: Series, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.series = series
        self.has_room = width >= SMALLEST[0] and height >= SMALLEST[1]
        across = max(1, width - GUTTER)
        self.unit = unit_for(series.first, series.last, across * 2)
        self.columns = columns(series, self.unit)
        self.spans = _spans(len(self.columns), across * 2)
        self._across = across
        self._firsts = [column.first for column in self.columns]
        self._has_lane = height >= LANE_HEIGHT
        cells = [(start // 2, max(start // 2 + 1, end // 2)) for start, end in self.spans]
        self.ticks = ticks(self._firsts, series.last, cells, across)
        below = 1 + bool(self.ticks.lower) + self._has_lane
        # The plot has half of the height at least.
        self._legend = self._legend_rows(height - height // 2 - below)
        self.rows = max(1, height - below - len(self._legend))

    # What stands where

    def at(self, day: date) -> int:
        """The number of the column that holds `day`, of the nearest where none does."""
        return max(0, bisect_right(self._firsts, day) - 1)

    def cell(self, number: int) -> int:
        """The cell across in which the middle of a column is."""
        return GUTTER + self._middle(number) // 2

    def number_at(self, cell: int) -> int:
        """The number of the column that is drawn in a cell across, or next to it."""
        dot = max(0, cell - GUTTER) * 2
        starts = [start for start, _ in self.spans]
        return max(0, bisect_right(starts, dot + 1) - 1)

    def words(self, number: int) -> str:
        """A column read out: "Tue 3 March: 4.5 on average (3 to 6), 3 entries; fall"."""
        return column_words(self.columns[number], self.unit)

    @property
    def says(self) -> str:
        """What one column stands for: "each column is a week"."""
        return f"each column is a {self.unit}"

    def _middle(self, number: int) -> int:
        start, end = self.spans[number]
        return (start + end - 1) // 2

    # Drawing

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines from the top, each as wide as the chart."""
        if not self.has_room:
            return tuple([Line.of_text(_BLANK * self.width, 0)] * self.height)
        plot = self._grid(self.ticks.cells)
        # What lies under another is not seen: so the average keeps its shape on the band.
        plot.put_over(self._band())
        plot.put_over(self._front())
        rows = plot.lines()
        if self._has_lane:
            rows.append(self._lane())
        rows.append(self._text_row(self.ticks.upper))
        if self.ticks.lower:
            rows.append(self._text_row(self.ticks.lower))
        gutter = self._gutter()
        whole = [
            Line.of_text(gutter.get(y, "").rjust(GUTTER - 1) + _BLANK, Layer.WORDS).beside(line)
            for y, line in enumerate(rows)
        ]
        return (*whole, *self._legend)

    def with_cursor(self, y: int, number: int) -> Line:
        """Line `y` with the cursor on a column; where it meets a score, that stays in view."""
        line, cell = self.lines[y], self.cell(number)
        if not self.has_room or y >= self.rows or _in_front(line, cell):
            return line
        return line.with_text("│", cell, Layer.CURSOR)

    def text_rows(self, ascii: bool = False) -> list[str]:
        """The lines as text without looks; with `ascii` in signs that every terminal has."""
        if not ascii:
            return [line.text.rstrip() for line in self.lines]
        return [
            "".join([_plain(sign, layer) for sign, layer in zip(*line, strict=True)]).rstrip()
            for line in self.lines
        ]

    def _y(self, score: float) -> float:
        """The row of dots that a score is drawn in, counted from the top."""
        return (TOP - score) / TOP * (self.rows * 4 - 1)

    def _gutter(self) -> dict[int, str]:
        """The scores that are named, by line."""
        step = 2 if self.rows >= FINE_ROWS else 5 if self.rows > 2 else TOP
        return {round(self._y(n)) // 4: str(n) for n in range(0, TOP + 1, step)}

    def _grid(self, cells: Sequence[int]) -> BarCanvas:
        canvas = BarCanvas(self._across, self.rows)
        for score in (0, 5, TOP):
            canvas.across(round(self._y(score)), Layer.GRID)
        for cell in cells:
            canvas.down(cell, Layer.GRID)
        return canvas

    def _band(self) -> BarCanvas:
        """From the lowest to the highest of each column: solid ends, a hatch between them."""
        canvas = BarCanvas(self._across, self.rows)
        for number, column in enumerate(self.columns):
            if column.high is None or column.low is None:
                continue
            top, bottom = round(self._y(column.high)), round(self._y(column.low))
            for x in self._bar(number):
                canvas.hatch(x, top, bottom, Layer.BAND)
        return canvas

    def _bar(self, number: int) -> range:
        """The dots across that a column's band takes."""
        start, end = self.spans[number]
        if len(self.columns) > APART or self.unit is not Unit.DAY:
            return range(start, end)
        width = end - start
        half = (min(_BAR, max(1, width - max(1, width // 4))) - 1) // 2
        middle = self._middle(number)
        return range(middle - half, middle + half + 1)

    def _front(self) -> BarCanvas:
        canvas = BarCanvas(self._across, self.rows)
        apart = self.unit is Unit.DAY and len(self.columns) <= APART
        for number, column in enumerate(self.columns):
            if column.mean is not None and (apart or column.line is None):
                self._draw_mean(canvas, number, column.mean)
        for run in self._runs():
            self._draw_average(canvas, run)
        return canvas

    def _draw_mean(self, canvas: BarCanvas, number: int, mean: float) -> None:
        bar, middle = self._bar(number), self._middle(number)
        # At the very edge it lies within, no less high for it.
        y = min(max(round(self._y(mean)), 1), self.rows * 4 - 2)
        for x in bar:
            if abs(x - middle) <= _DOT:
                canvas.bar(x, y - 1, y + 1, Layer.DAY)

    def _runs(self) -> Iterator[list[int]]:
        """The numbers of columns next to each other that have an average."""
        run: list[int] = []
        for number, column in enumerate(self.columns):
            if column.line is not None:
                run.append(number)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _draw_average(self, canvas: BarCanvas, run: Sequence[int]) -> None:
        """One line through the middles of these columns, empty where nothing is logged."""
        ends = self.spans[run[0]][0], self.spans[run[-1]][1] - 1
        heights = self._heights(run, *ends)
        bottom = self.rows * 4 - 1
        wide = self._across * 2 >= _WIDE * len(self.columns)
        for number in run:
            if not self.columns[number].logged:
                continue
            for x in range(*self.spans[number]):
                at = x - ends[0]
                near = heights[max(0, at - 1) : at + 2]
                if not wide:
                    near = [(height + heights[at]) // 2 for height in near]
                # Two dots at least, so that it can be seen from afar.
                low = min(max(near) + 1, bottom)
                canvas.bar(x, min(*near, low - 1), low, Layer.AVERAGE)

    def _heights(self, run: Sequence[int], start: int, end: int) -> list[int]:
        """The row of the line in each column of dots from `start` to `end`."""
        points = [(self._middle(n), self._y(self.columns[n].line or 0.0)) for n in run]
        points = [(start, points[0][1]), *points, (end, points[-1][1])]
        heights = [round(points[0][1])]
        for (x0, y0), (x1, y1) in pairwise(points):
            heights += [round(y0 + (y1 - y0) * n / (x1 - x0)) for n in range(1, x1 - x0 + 1)]
        return heights

    # Below the plot

    def _lane(self) -> Line:
        row = [_BLANK] * self._across
        for cell, kind in self._signs.items():
            row[cell] = SIGNS[kind]
        return Line.of_text("".join(row), Layer.MARKER)

    @cached_property
    def _signs(self) -> dict[int, MarkerKind]:
        """Which sign stands in which cell of the lane: where several meet the first in order."""
        found: dict[int, set[MarkerKind]] = {}
        for number, column in enumerate(self.columns):
            if column.markers:
                kinds = {marker.kind for marker in column.markers}
                found.setdefault(self._middle(number) // 2, set()).update(kinds)
        return {cell: min(kinds, key=_RANKS.__getitem__) for cell, kinds in found.items()}

    def _text_row(self, words: Words) -> Line:
        row = Line.of_text(_BLANK * self._across, Layer.WORDS)
        for start, text in words:
            row = row.with_text(text, start, Layer.WORDS)
        return row

    def _legend_rows(self, most: int) -> list[Line]:
        """What is drawn, and the signs that occur, in `most` rows at most.

        No sign is left out as long as they fit: the words for what is drawn give way to them.
        """
        if not self.has_room or self.height < LEGEND_HEIGHT:
            return []
        drawn = _drawn(self.unit, len(self.columns) <= APART)
        kinds = set(self._signs.values()) if self._has_lane else set()
        signs = [(SIGNS[kind], Layer.MARKER, KINDS[kind]) for kind in MarkerKind if kind in kinds]
        least = 1 if self.height < SECOND_LEGEND_HEIGHT else 2
        for number in range(least, most + 1):
            if rows := _arranged(drawn, signs, self.width - GUTTER, number):
                break
        else:
            rows = _packed(signs, self.width)[:most]
        return [_legend_row(row, self.width) for row in rows]


Item = tuple[str, Layer, str]
"""A sign of the legend, its look and what it means."""


def _drawn(unit: Unit, apart: bool) -> list[list[Item]]:
    """What is drawn, in ever fewer words; in the end nothing of it."""
    whole = "7-day average" if unit is Unit.DAY else f"average of each {unit}"
    line, short = [("⠶⠶", Layer.AVERAGE, words) for words in (whole, "average")]
    band, ends = [("⢕⢕", Layer.BAND, words) for words in ("lowest to highest", "range")]
    day = [("⠿", Layer.DAY, "day")] if apart and unit is Unit.DAY else []
    return [[line, *day, band], [line, *day, ends], [short, *day, ends], [short, *day], [short], []]


def _arranged(
    drawn: Iterable[Sequence[Item]], signs: Sequence[Item], room: int, number: int
) -> list[Sequence[Item]]:
    """The first of `drawn` with all signs in `number` rows; none where the signs do not fit.

    The signs are on a row of their own where one row does not hold all, but two do.
    """
    for items in drawn:
        every = [*items, *signs]
        for rows in ([every], [items, signs], _packed(every, room)):
            used = [row for row in rows if row]
            if len(used) <= number and all(_legend_width(row) <= room for row in used):
                return used
    return []


def _packed(items: Iterable[Item], room: int) -> list[Sequence[Item]]:
    """As many in a row as there is room for, one at least."""
    rows: list[list[Item]] = []
    for item in items:
        if rows and _legend_width([*rows[-1], item]) <= room:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [*rows]


def _legend_width(items: Sequence[Item]) -> int:
    return sum(len(sign) + len(words) + 3 for sign, _, words in items) - 2


def _legend_row(items: Sequence[Item], width: int) -> Line:
    row = Line.of_text(_BLANK * width, Layer.WORDS)
    start = max(0, min(GUTTER, width - _legend_width(items)))
    for sign, layer, words in items:
        end = start + len(sign) + 1 + len(words)
        row = row.with_text(sign, start, layer).with_text(words, end - len(words), Layer.WORDS)
        start = end + 2
    return row


def _spans(number: int, dots: int) -> list[tuple[int, int]]:
    """The first dot across of each column, and the one behind its last."""
    starts = [n * dots // number for n in range(number + 1)]
    return [(start, max(start + 1, end)) for start, end in pairwise(starts)]


def _in_front(line: Line, cell: int) -> bool:
    return line.text[cell] != _BLANK and line.layers[cell] in (Layer.DAY, Layer.AVERAGE)


def _plain(sign: str, layer: int) -> str:
    if "\u2800" <= sign <= "\u28ff":
        return _ASCII[Layer(layer)]
    return sign.translate(_ASCII_SIGNS)
