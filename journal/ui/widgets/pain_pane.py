"""The trends of the pain: a chart, the day under its cursor, and the range in figures."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.getters import query_one

from journal.domain.columns import Unit
from journal.domain.trend_report import beat_lines, change_lines, marker_lines, whole_words
from journal.ui.trend_view import Looked
from journal.ui.widgets.chart import Chart
from journal.ui.widgets.pages import Pages
from journal.ui.widgets.pane import DaysPane


class PainPane(DaysPane):
    """How much it hurt, day by day or over longer columns."""

    chart = query_one(Chart)

    def compose(self) -> ComposeResult:
        yield Chart()
        yield Pages()

    def remark(self) -> str:
        plot = self.chart.plot
        longer = plot is not None and plot.unit is not Unit.DAY
        return f"In this chart {self.chart.says}." if longer else ""

    def show(self, looked: Looked) -> None:
        found = looked.trends
        changes = change_lines(found, looked.diary)
        figures = [*changes, whole_words(found.whole), *beat_lines(found)]
        self.show_days(looked, [*figures, *marker_lines(found.markers)])
