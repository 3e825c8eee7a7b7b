"""A year of days at a glance, each by how much it hurt, with a cursor to go through them."""

from __future__ import annotations

from datetime import date, timedelta

from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size

from journal.domain.calendar import HEIGHT, WHOLE_WIDTH, Level, Year
from journal.domain.canvas import Line
from journal.domain.columns import Series, day_words
from journal.ui.widgets.day_cursor import DayCursor


class Calendar(DayCursor):
    """The year up to the last day of a series."""

    KEYS = (
        "left and right move by a week, up and down by a day, page up and down by four weeks,"
        " home and end to the ends, enter opens the day in the history"
    )

    LOOKS = {
        Level.OUTSIDE: "",
        Level.NOT_LOGGED: "$text-quiet",
        Level.NONE: "$pain-none",
        Level.MILD: "$pain-mild",
        Level.MODERATE: "$pain-moderate",
        Level.SEVERE: "$pain-severe",
        Level.WORDS: "$text-quiet",
        Level.CURSOR: "bold $foreground",
    }
    BINDINGS = [
        Binding("left", "move(-7)", show=False),
        Binding("right", "move(7)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-28)", show=False),
        Binding("pagedown", "move(28)", show=False),
        Binding("home", "move(-999)", show=False),
        Binding("end", "move(999)", show=False),
    ]
    DEFAULT_CSS = """
    Calendar {
        height: auto;
    }
    """

    def __init__(self, series: Series | None = None, id: str | None = None) -> None:
        super().__init__(series, id=id)
        self._made: tuple[object, ...] = ()
        self._year: Year | None = None
        self._lines: list[Line] = []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return HEIGHT

    @property
    def year(self) -> Year | None:
        """The weeks that are shown, None without a series."""
        # Where it is too narrow for all weeks, the cursor tells which are shown.
        shown = self.day if self.size.width < WHOLE_WIDTH else None
        made = (self.series, self.size.width, shown)
        if self._made != made:
            self._made = made
            days, width = self.series, self.size.width
            self._year = Year(days.days, days.last, width, shown, days.first) if days else None
            self._lines = self._year.lines() if self._year else []
        return self._year

    def words(self, day: date) -> str:
        """A day in words."""
        return "" if self.series is None else day_words(self.series, day)

    # The cursor

    def validate_day(self, day: date | None) -> date | None:
        year = self.year
        if year is None:
            return None
        return year.last if day is None else max(year.first, min(day, year.last))

    def watch_day(self, before: date | None, day: date | None) -> None:
        year = self.year
        if year is None or day is None:
            return
        if self.size.width >= WHOLE_WIDTH:
            places = [year.place(at) for at in (before, day) if at is not None]
            self.refresh(*(Region(*place, year.cell_width, 1) for place in places if place))
        else:
            self.refresh()
        self.post_message(self.Moved(day))

    def action_move(self, days: int) -> None:
        if self.day is not None:
            self.day += timedelta(days=days)

    def on_click(self, event: events.Click) -> None:
        offset, year = event.get_content_offset(self), self.year
        day = None if offset is None or year is None else year.day_at(offset.x, offset.y)
        if day is not None:
            self.day = day
            if event.chain > 1:
                self.action_open()

    def line(self, y: int) -> Line | None:
        year = self.year
        if year is None or y >= len(self._lines):
            return None
        line = self._lines[y]
        if self.has_focus and self.day is not None:
            return year.with_cursor(line, y, self.day)
        return line
