"""The chart of the pain, with a cursor that is moved by day or column."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.binding import Binding
from textual.geometry import Region

from journal.domain.canvas import Line
from journal.domain.chart import STEPS, Layer, Plot
from journal.domain.columns import Series
from journal.ui.widgets.day_cursor import DayCursor


class Chart(DayCursor):
    """The cursor is on a day; of a longer column it is its last logged one.

    The lines are drawn once for a series and a size; as the cursor moves, only what lies between
    its old and its new column is written again.
    """

    KEYS = (
        "left and right move by a column, page up and down further, home and end to the ends,"
        " enter opens the day in the history"
    )

    LOOKS = {
        Layer.GRID: "$border",
        Layer.BAND: "$body-even 80%",
        Layer.DAY: "$foreground",
        Layer.AVERAGE: "bold $accent",
        Layer.WORDS: "$text-quiet",
        Layer.MARKER: "$foreground",
        Layer.CURSOR: "bold $foreground",
    }
    BINDINGS = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
    ]
    DEFAULT_CSS = """
    Chart {
        height: 1fr;
        min-height: 8;
    }
    """

    def __init__(self, series: Series | None = None, id: str | None = None) -> None:
        super().__init__(series, id=id)
        self._made: tuple[object, ...] = ()
        self._plot: Plot | None = None

    @property
    def plot(self) -> Plot | None:
        """What is drawn for the present series and size, None without one."""
        made = (self.series, self.size)
        if self._made != made:
            self._made = made
            self._plot = Plot(self.series, *self.size) if self.series else None
        return self._plot

    def words(self, day: date) -> str:
        """What the chart shows of `day` in words, those of its column where that is longer."""
        plot = self.plot
        return "" if plot is None else plot.words(plot.at(day))

    @property
    def says(self) -> str:
        """What one column stands for, empty without a series."""
        return "" if self.plot is None else self.plot.says

    @property
    def opens(self) -> date | None:
        """Of a longer column the day of its last event, else its last logged one."""
        plot = self.plot
        return None if plot is None or self.day is None else plot.columns[plot.at(self.day)].opens

    # The cursor

    def validate_day(self, day: date | None) -> date | None:
        if self.series is None:
            return None
        return self.series.last if day is None else self._within(self.series, day)

    def _within(self, series: Series, day: date) -> date:
        return max(series.first, min(day, series.last))

    def watch_day(self, before: date | None, day: date | None) -> None:
        plot = self.plot
        if plot is None or day is None:
            return
        cells = [plot.cell(plot.at(at)) for at in (before, day) if at is not None]
        # One region, not two: each writes its lines to the terminal from the widget's left on.
        left = min(cells)
        self.refresh(Region(left, 0, max(cells) - left + 1, plot.rows))
        self.post_message(self.Moved(day))

    def action_move(self, columns: int) -> None:
        plot = self.plot
        if plot is not None and self.day is not None:
            number = plot.at(self.day) + columns
            number = max(0, min(number, len(plot.columns) - 1))
            self.day = plot.columns[number].latest

    def action_page(self, pages: int) -> None:
        if self.plot is not None:
            self.action_move(pages * STEPS[self.plot.unit])

    def action_end(self, way: int) -> None:
        if self.plot is not None:
            self.action_move(way * len(self.plot.columns))

    def on_click(self, event: events.Click) -> None:
        offset, plot = event.get_content_offset(self), self.plot
        if offset is None or plot is None:
            return
        self.day = plot.columns[plot.number_at(offset.x)].latest
        if event.chain > 1:
            self.action_open()

    def line(self, y: int) -> Line | None:
        plot = self.plot
        if plot is None or y >= len(plot.lines):
            return None
        if self.has_focus and self.day is not None:
            return plot.with_cursor(y, plot.at(self.day))
        return plot.lines[y]
