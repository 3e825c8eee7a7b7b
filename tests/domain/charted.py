"""What the tests of chart and calendar share: series of days by their scores, and what is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from diaries import TODAY, in_order, made

from journal.domain.chart import GUTTER, Layer, Plot
from journal.domain.columns import Series
from journal.domain.diary import diary_of
from journal.domain.markers import Marker

Scores = int | tuple[int, ...] | None
"""The scores of one day, None where nothing was logged."""

_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def logged(days: Mapping[date, Scores], first: date, last: date, *markers: Marker) -> Series:
    """The days from `first` to `last` with these scores."""
    entries = [
        made(day, score)
        for day, scores in days.items()
        if scores is not None
        for score in (scores if isinstance(scores, tuple) else (scores,))
    ]
    diary = diary_of(in_order(entries))
    means = diary.week_means(first, last)
    return Series(first, last, diary.days(first, last), means, tuple(markers))


def scored(*scores: Scores, last: date = TODAY, markers: tuple[Marker, ...] = ()) -> Series:
    """One day for each argument up to `last`."""
    first = last - timedelta(days=len(scores) - 1)
    days = {first + timedelta(days=n): score for n, score in enumerate(scores)}
    return logged(days, first, last, *markers)


def dots(plot: Plot, *layers: Layer) -> set[tuple[int, int]]:
    """The column and row of every dot of these layers, from the plot's upper left."""
    return {
        ((cell - GUTTER) * 2 + column, y * 4 + row)
        for y, line in enumerate(plot.lines)
        if y < plot.rows
        for cell, (sign, layer) in enumerate(zip(line.text, line.layers, strict=True))
        if "\u2800" <= sign <= "\u28ff" and layer in layers
        for row, bits in enumerate(_BITS)
        for column, bit in enumerate(bits)
        if (ord(sign) - 0x2800) & bit
    }


DATA = (Layer.BAND, Layer.DAY, Layer.AVERAGE)
"""Layers that show what was logged."""


def columns_of(plot: Plot, *layers: Layer) -> set[int]:
    """The columns of the series above which something of these layers is drawn."""
    across = {x for x, _ in dots(plot, *layers)}
    return {n for n, (start, end) in enumerate(plot.spans) if across & set(range(start, end))}
