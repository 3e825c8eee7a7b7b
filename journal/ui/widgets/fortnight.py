"""The last 14 days at a glance: a bar for each logged day, on the fixed scale of 0 to 10."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from textual.content import Content
from textual.reactive import var

from journal.ui.widgets.lines import Lines
from journal.ui.widgets.score import score_style

DAYS = 14
LEGEND_ROWS = 2
"""Rows below the bars: the numbers and the days' names."""

Fortnight = tuple[tuple[date, float | None], ...]
"""Each of the days with its mean score, None where nothing was logged; oldest first."""


def fortnight(means: Mapping[date, float], today: date) -> Fortnight:
    """The 14 days up to `today`."""
    days = [today - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1)]
    return tuple((day, means.get(day)) for day in days)


class FortnightChart(Lines):
    """Bars for 14 days; a day without an entry stays empty and shows a dot."""

    days: var[Fortnight] = var(())

    def watch_days(self) -> None:
        self.redraw()

    def lines(self) -> list[Content]:
        width = max(3, min(8, self.size.width // DAYS))
        room = self.size.height - LEGEND_ROWS
        rows = next(rows for rows in (20, 10, 5) if rows <= max(room, 5))
        lines = [self._bar_row(row, rows, width) for row in range(rows, 0, -1)]
        numbers, names = [], []
        for day, mean in self.days:
            number = "·" if mean is None else str(int(mean + 0.5))
            style = "$text-quiet" if mean is None else f"bold {score_style(mean)}"
            numbers.append((number.center(width), style))
            name = f"{day:%a}"[:2].center(width)
            is_last = day == self.days[-1][0]
            names.append((name, "bold" if is_last else "$text-quiet"))
        return [*lines, Content.assemble(*numbers), Content.assemble(*names)]

    def _bar_row(self, row: int, rows: int, width: int) -> Content:
        """One row of all bars; row 1 is the lowest of `rows`, which stand for ten points."""
        bars = []
        for _, mean in self.days:
            halves = int((mean or 0) + 0.5) * 2 * rows // 10 - 2 * (row - 1)
            glyph = "█" if halves >= 2 else "▄" if halves == 1 else " "
            bar = (glyph * (width - 2)).center(width)
            bars.append((bar, score_style(mean or 0) if halves > 0 else ""))
        return Content.assemble(*bars)
