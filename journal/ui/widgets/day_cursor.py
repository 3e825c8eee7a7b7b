"""What the chart and the calendar have in common: days, and a cursor on one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from journal.domain.canvas import Line
from journal.domain.columns import Series
from journal.ui.widgets.braille import strip_of, styles_of


class DayCursor(Widget, can_focus=True):
    """Shows a series of days. Set `series`, and `day` for where the cursor is.

    `words` and `line` are the subclass's; not marked abstract, as queries ask for a concrete class.
    """

    LOOKS: ClassVar[Mapping[int, str]]
    """The style of each layer of a line, by its number from 0 on."""
    BINDINGS = [
        Binding("enter", "open", "Open the day", id="open-day", tooltip="Show it in the history")
    ]

    series: reactive[Series | None] = reactive(None)
    day: reactive[date | None] = reactive(None, repaint=False)
    """The day under the cursor."""

    @dataclass
    class Moved(Message):
        """Another day is under the cursor."""

        day: date

    @dataclass
    class Opened(Message):
        """The day under the cursor is to be shown."""

        day: date

    def __init__(self, series: Series | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._looks: list[Style] | None = None
        self.set_reactive(DayCursor.series, series)
        if series is not None:
            self.set_reactive(DayCursor.day, series.last)

    def words(self, day: date) -> str:
        """What is shown of a day in words, empty without a series."""
        raise NotImplementedError

    def line(self, y: int) -> Line | None:
        """A line with the cursor in it, None where there is none."""
        raise NotImplementedError

    def watch_series(self) -> None:
        """Keep the cursor on its day, or as near as the new series goes."""
        self.day = self.day

    @property
    def opens(self) -> date | None:
        """The day that is opened."""
        return self.day

    def action_open(self) -> None:
        # To the screen at once: what is typed next is meant for the day.
        if self.opens is not None:
            self.screen.post_message(self.Opened(self.opens))

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh()

    def notify_style_update(self) -> None:
        self._looks = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        if self._looks is None:
            self._looks = styles_of(self, list(self.LOOKS.values()))
        line = self.line(y)
        if line is None:
            return Strip.blank(self.size.width, self._looks[0])
        return strip_of(line, self._looks)
