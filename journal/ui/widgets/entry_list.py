"""The entries as a list, newest first, of which only the lines in view are ever made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from journal.domain.entry import PainEntry
from journal.store.entry_log import EntryLog
from journal.ui.widgets.day_entries import entry_line


class EntryList(ScrollView, can_focus=True):
    """Rows for the entries of `log` that `shown` names, in its order."""

    BINDINGS = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "go_to(0)", show=False),
        Binding("end", "go_to(-1)", show=False),
    ]
    COMPONENT_CLASSES = {"entry-list--cursor", "entry-list--focused-cursor"}

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """Another row is under the cursor."""

    def __init__(self, log: EntryLog) -> None:
        super().__init__()
        self._log = log
        self._shown: Sequence[int] = range(len(log))[::-1]

    @property
    def entry(self) -> PainEntry | None:
        """The entry under the cursor, None in an empty list."""
        return self._log[self._shown[self.cursor]] if self._shown else None

    @property
    def place(self) -> int | None:
        """Where in the log the entry under the cursor is."""
        return self._shown[self.cursor] if self._shown else None

    def show(self, log: EntryLog, shown: Sequence[int]) -> None:
        """Show these entries; the cursor stays on its entry, or near it."""
        place, row = self.place, self.cursor
        if place is not None and log is not self._log:
            place = next(iter(log.find(self._log[place].id)), None)
        self._log, self._shown = log, shown
        if place is not None and place in shown:
            row = shown.index(place)
        self._resize()
        target = max(0, min(row, len(shown) - 1))
        if target == self.cursor:
            self.post_message(self.Moved())
        self.cursor = target
        self._keep_in_view()
        self.refresh()

    def on_mount(self) -> None:
        self._resize()

    def on_resize(self) -> None:
        self._resize()

    def _resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._shown))

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= len(self._shown):
            return Strip.blank(width, self.rich_style)
        index = self._shown[row]
        line = entry_line(self._log[index], with_day=True)
        day = self._log.day_at(index)
        if row and self._log.day_at(self._shown[row - 1]) == day and row != self.scroll_offset.y:
            line = Content(" " * 11).append(line[11:])
        line = line.truncate(width - 2, ellipsis=True)
        line = Content(" ").append(line).append(" " * max(0, width - line.cell_length - 1))
        style = self.visual_style
        if row == self.cursor:
            name = "focused-cursor" if self.has_focus else "cursor"
            style = style + self.get_visual_style(f"entry-list--{name}")
        return Strip(line.render_segments(style), width)

    # Moving

    def action_move(self, rows: int) -> None:
        self._go(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        self._go(self.cursor + pages * max(1, self.size.height - 1))

    def action_go_to(self, row: int) -> None:
        self._go(row if row >= 0 else len(self._shown) - 1)

    def go_to_day(self, day: date) -> None:
        """Put the cursor on the first shown entry of `day` or of the nearest day before."""
        for row, index in enumerate(self._shown):
            if self._log.day_at(index) <= day:
                self._go(row)
                return
        self._go(len(self._shown) - 1)

    def _go(self, row: int) -> None:
        self.cursor = max(0, min(row, len(self._shown) - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        top = self.scroll_offset.y
        self._keep_in_view()
        if self.scroll_offset.y == top:
            for row in (before, cursor):
                self.refresh(Region(0, row - top, self.size.width, 1))
        self.post_message(self.Moved())

    def _keep_in_view(self) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True, immediate=True)
        elif self.cursor >= top + height > 0:
            below = self.cursor - height + 1
            self.scroll_to(y=below, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None:
            self._go(offset.y + self.scroll_offset.y)
