"""The trends of the places: the body with each place shaded, and how far down the leg it went."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from journal.domain.shading import Measure
from journal.domain.trend_report import reach_lines
from journal.ui.trend_view import Looked
from journal.ui.widgets.heat_body import HeatBody
from journal.ui.widgets.pane import Pane


class WherePane(Pane):
    """Where it hurt, shaded by the days or by how much."""

    body = query_one(HeatBody)
    reach = query_one("#reach", Static)

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield HeatBody()
            yield Static(id="reach", markup=False)

    def show(self, looked: Looked) -> None:
        found = looked.trends
        self.body.logged = found.whole.logged
        self.body.places = found.sides
        self.reach.update("\n".join(["", *reach_lines(found)]))

    def change_measure(self) -> None:
        """Shade by the days, or by how much it hurt."""
        days = self.body.measure is Measure.DAYS
        self.body.measure = Measure.MEAN if days else Measure.DAYS
