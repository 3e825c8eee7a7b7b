"""What was measured, against what it is held, and the table of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Value = TypeVar("Value")

UNITS = {"ms": (1e3, "ms"), "MiB": (1 / 2**20, "MiB"), "%": (100, "%"), "B": (1, "B")}
"""Unit -> factor from what is measured (seconds, bytes, shares) and how it is written."""


class CannotMeasure(Exception):
    """A subject could not be measured; the message says why, in one line."""


@dataclass(frozen=True)
class Row:
    """One line of the table. `ratio` is None for what is held against a bar of its own unit.

    Values are in seconds, bytes or shares (0-1); `bar` is a ratio or such a value, not to be
    exceeded, or with `at_least` to be reached; None for what is only told.
    """

    name: str
    unit: str
    ours: float
    bar: float | None
    reference: float | None = None
    ratio: float | None = None
    at_least: bool = False

    @property
    def passed(self) -> bool:
        """Whether the bar is met, if there is one."""
        if self.bar is None:
            return True
        held = self.ours if self.ratio is None else self.ratio
        return held >= self.bar if self.at_least else held <= self.bar

    def cells(self) -> tuple[str, ...]:
        """Name, ours, reference, ratio, bar and verdict as text."""
        return (
            self.name,
            self._show(self.ours),
            "" if self.reference is None else self._show(self.reference),
            "" if self.ratio is None else f"{self.ratio:.2f}x",
            self._show_bar(),
            self._verdict(),
        )

    def _show_bar(self) -> str:
        if self.bar is None:
            return ""
        bar = self._show(self.bar) if self.ratio is None else f"{self.bar:g}x"
        return f"{'>=' if self.at_least else '<='} {bar}"

    def _verdict(self) -> str:
        if self.bar is None:
            return ""
        if self.passed:
            return "ok"
        return "under" if self.at_least else "over"

    def _show(self, value: float) -> str:
        factor, sign = UNITS[self.unit]
        number = value * factor
        return f"{number:.{0 if number >= 100 or self.unit == 'B' else 2}f} {sign}"


def against(
    name: str,
    unit: str,
    pairs: Sequence[tuple[float, float]],
    bar: float | None,
    *,
    faster: bool = False,
) -> Row:
    """The row of (ours, reference) pairs: medians, and the median of the ratios pair by pair.

    With `faster` the ratio is how many times faster we are, and `bar` is to be reached.
    """
    ratios = [theirs / ours if faster else ours / theirs for ours, theirs in pairs]
    return Row(
        name=name,
        unit=unit,
        ours=median(ours for ours, _ in pairs),
        reference=median(theirs for _, theirs in pairs),
        ratio=median(ratios),
        bar=bar,
        at_least=faster,
    )


def in_turn(
    ours: Callable[[], Value], theirs: Callable[[], Value], times: int, warmup: int = 1
) -> list[tuple[Value, Value]]:
    """Pairs of what the two return, called in turn; each goes first in every other pair."""
    pairs = []
    for number in range(-warmup, times):
        if number % 2:
            theirs_value, ours_value = theirs(), ours()
        else:
            ours_value, theirs_value = ours(), theirs()
        if number >= 0:
            pairs.append((ours_value, theirs_value))
    return pairs


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` of `values` (at least one) do not exceed, between neighbours."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def table(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as columns; the first column is flushed left, the others right."""
    heading = ("what", "ours", "reference", "ratio", "bar", "")
    lines = [heading, *lines]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
