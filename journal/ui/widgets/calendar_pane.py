"""The trends as a calendar: a year of days at a glance, and its months in figures."""

from __future__ import annotations

from textual.app import ComposeResult

from journal.domain.trend_report import month_table
from journal.ui.trend_view import Looked
from journal.ui.widgets.calendar import Calendar
from journal.ui.widgets.pages import Pages
from journal.ui.widgets.pane import DaysPane


class CalendarPane(DaysPane):
    """Each day by its average."""

    def compose(self) -> ComposeResult:
        yield Calendar()
        yield Pages()

    def titles(self, looked: Looked) -> tuple[str, str]:
        days, rests = super().titles(looked)
        return f"Day averages, {days}", rests

    def show(self, looked: Looked) -> None:
        self.show_days(looked, month_table(looked.trends.months))
