"""The parts of the trends: pain, where, factors, exercises, calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Static

from journal.domain.columns import Series, Unit, span_words
from journal.domain.diary import Diary
from journal.domain.patterns import Patterns
from journal.domain.practice import Practice
from journal.domain.shading import Measure
from journal.domain.trend_report import (
    beat_lines,
    change_lines,
    marker_lines,
    month_table,
    pattern_lines,
    practice_table,
    reach_lines,
    whole_words,
)
from journal.domain.trend_words import logged
from journal.domain.trends import Trends
from journal.ui.trend_view import TrendView
from journal.ui.widgets.calendar import Calendar
from journal.ui.widgets.chart import Chart
from journal.ui.widgets.heat_body import HeatBody
from journal.ui.widgets.pages import Pages

ROOMY = 10
"""Lines of text from which on there is room for a gap in it."""


class Looked(msgspec.Struct, frozen=True):
    """What was made for a pane: only what it asks for."""

    trends: Trends
    diary: Diary
    patterns: Patterns | None = None
    may_try: bool = False
    practice: Practice | None = None
    names: Mapping[str, str] = {}


def series_of(found: Trends) -> Series:
    """What a chart or a calendar shows of a range."""
    return Series(found.first, found.last, found.days, found.mean7, found.markers)


class Pane(Vertical):
    """One part of the trends."""

    NAME: ClassVar[str]

    def look(self, view: TrendView, first: date, last: date) -> Looked:
        """Make what this pane shows of a range; called in a thread."""
        return Looked(*view.trends(first, last))

    def titles(self, looked: Looked) -> tuple[str, str]:
        """The days that are looked at, and how many of them are logged."""
        whole = looked.trends.whole
        return span_words(whole.first, whole.last), logged(whole)

    def show(self, looked: Looked) -> None:
        """Show what was made."""
        raise NotImplementedError

    @property
    def more(self) -> bool:
        """Whether there is more to read, where nothing else tells so."""
        return False

    def take_focus(self) -> None:
        """Give the focus to what moves in it."""
        next(iter(self.query("*").results(Widget))).focus()

    def turn(self, pages: int) -> None:
        """Read on, or back."""
        for text in self.query(VerticalScroll):
            text.scroll_page_down() if pages > 0 else text.scroll_page_up()


class PainPane(Pane):
    """The chart, the day under its cursor in words, and the range in figures."""

    NAME = "Pain"

    chart = query_one(Chart)
    words = query_one(Pages)

    _figures = Content("")

    def compose(self) -> ComposeResult:
        yield Chart()
        yield Pages()

    def show(self, looked: Looked) -> None:
        found = looked.trends
        self.chart.series = series_of(found)
        plot = self.chart.plot
        longer = found.days and plot is not None and plot.unit is not Unit.DAY
        lines = [
            whole_words(found.whole),
            *change_lines(found, looked.diary),
            f"In this chart {self.chart.says}." if longer else "",
            *beat_lines(found),
            *marker_lines(found.markers),
        ]
        self._figures = Content("\n".join(filter(None, lines)))
        self._moved()

    @on(Chart.Moved)
    def _moved(self) -> None:
        day = self.chart.day
        words = Content("" if day is None else self.chart.words(day))
        gap = "\n\n" if self.words.size.height >= ROOMY else "\n"
        self.words.show(Content(gap).join([words, self._figures]))

    @property
    def more(self) -> bool:
        return self.words.more

    def turn(self, pages: int) -> None:
        self.words.turn(pages)


class WherePane(Pane):
    """The body with every place shaded, and how far down the leg it went."""

    NAME = "Where"

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
        """Shade by the days, or by the pain."""
        days = self.body.measure is Measure.DAYS
        self.body.measure = Measure.MEAN if days else Measure.DAYS


class TextPane(Pane):
    """Text to scroll through."""

    text = query_one("#text", Static)

    _looked: Looked | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(id="text", markup=False)

    def lines(self, looked: Looked) -> Iterable[str]:
        """The lines to show."""
        raise NotImplementedError

    def show(self, looked: Looked) -> None:
        self._looked = looked
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        # Before the first layout there is no width to write for.
        if self._looked is not None and self.text.size.width:
            self.text.update("\n".join(self.lines(self._looked)))


class FactorsPane(TextPane):
    """What goes with the pain, or what is still missing to say so."""

    NAME = "Factors"

    def look(self, view: TrendView, first: date, last: date) -> Looked:
        found = super().look(view, first, last)
        patterns = view.patterns(last)
        return msgspec.structs.replace(found, patterns=patterns, may_try=view.may_try)

    def titles(self, looked: Looked) -> tuple[str, str]:
        found = looked.patterns
        if found is None or found.since is None or found.until is None:
            return "", ""
        return f"{span_words(found.since, found.until)}, half a year at the most", ""

    def lines(self, looked: Looked) -> Iterable[str]:
        assert looked.patterns is not None
        for line in pattern_lines(looked.patterns, looked.may_try):
            yield from (line, "")


class ExercisesPane(TextPane):
    """The sessions done, and the pain before, after and on the next morning."""

    NAME = "Exercises"

    def look(self, view: TrendView, first: date, last: date) -> Looked:
        found, practice = super().look(view, first, last), view.practice(first, last)
        names = view.names() if practice.sessions else {}
        return msgspec.structs.replace(found, practice=practice, names=names)

    def lines(self, looked: Looked) -> Iterable[str]:
        assert looked.practice is not None
        days = looked.trends.whole.days
        return practice_table(looked.practice, looked.names, self.text.size.width, days)


class CalendarPane(Pane):
    """A year of days at a glance, the one under the cursor in words, and the months in figures."""

    NAME = "Calendar"

    calendar = query_one(Calendar)
    words = query_one(Pages)

    _months: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        yield Calendar()
        yield Pages()

    def look(self, view: TrendView, first: date, last: date) -> Looked:
        return Looked(*view.year(last))

    def titles(self, looked: Looked) -> tuple[str, str]:
        days, rests = super().titles(looked)
        return f"A year: {days}", rests

    def show(self, looked: Looked) -> None:
        self.calendar.series = series_of(looked.trends)
        self._months = month_table(looked.trends.months)
        self._moved()

    def take_focus(self) -> None:
        self.calendar.focus()

    @on(Calendar.Moved)
    def _moved(self) -> None:
        day = self.calendar.day
        words = "" if day is None else self.calendar.words(day)
        self.words.show(Content("\n".join([words, "", *self._months])))

    @property
    def more(self) -> bool:
        return self.words.more

    def turn(self, pages: int) -> None:
        self.words.turn(pages)


PANES: tuple[type[Pane], ...] = (PainPane, WherePane, FactorsPane, ExercisesPane, CalendarPane)
