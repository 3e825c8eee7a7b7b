"""A list of rows with a cursor, of which only the rows in view are ever made."""

from __future__ import annotations

from abc import abstractmethod

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip


class RowList(ScrollView, can_focus=True):
    """`row_count` rows, each a line of text that `row` makes when it comes into view."""

    BINDINGS = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "go_to(0)", show=False),
        Binding("end", "go_to(-1)", show=False),
    ]
    COMPONENT_CLASSES = {"row-list--cursor", "row-list--focused-cursor"}

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """Another row is under the cursor, or the row under it is another one."""

    @property
    @abstractmethod
    def row_count(self) -> int:
        """How many rows there are."""

    def can_rest(self, number: int) -> bool:
        """Whether the cursor stops at this row; over others, headings say, it passes."""
        return True

    @abstractmethod
    def row(self, number: int, is_first: bool) -> Content:
        """The text of this row; `is_first` is whether it is the top one in view."""

    def lines_below(self, number: int) -> int:
        """How many of the rows below this one are a part of it."""
        return 0

    def rows_changed(self, cursor: int) -> None:
        """Show the rows as they are now, with the cursor on this one or the nearest there is."""
        self._resize()
        target = self._within(cursor)
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
        self.virtual_size = Size(self.scrollable_content_region.width, self.row_count)

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if number >= self.row_count:
            return Strip.blank(width, self.rich_style)
        line = self.row(number, y == 0).truncate(width - 2, ellipsis=True)
        line = Content(" ").append(line).append(" " * max(0, width - line.cell_length - 1))
        style = self.visual_style
        if self.cursor <= number <= self.cursor + self._lines_below_cursor():
            name = "focused-cursor" if self.has_focus else "cursor"
            style = style + self.get_visual_style(f"row-list--{name}")
        return Strip(line.render_segments(style), width)

    # Moving

    def action_move(self, rows: int) -> None:
        self.cursor = self._within(self.cursor + rows, -1 if rows < 0 else 1)

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(1, self.size.height - 1))

    def action_go_to(self, row: int) -> None:
        self.cursor = self._within(row if row >= 0 else self.row_count - 1)

    def _within(self, row: int, step: int = 1) -> int:
        """The row nearest to this one where the cursor can rest: first looked for by `step`."""
        row = max(0, min(row, self.row_count - 1))
        onward = range(row, self.row_count) if step > 0 else range(row, -1, -1)
        back = range(row, -1, -1) if step > 0 else range(row, self.row_count)
        return next((n for way in (onward, back) for n in way if self.can_rest(n)), row)

    def watch_cursor(self, before: int, cursor: int) -> None:
        top = self.scroll_offset.y
        self._keep_in_view()
        if self.scroll_offset.y == top:
            for row in (before, cursor):
                lines = 1 + self.lines_below(row) if row < self.row_count else 1
                self.refresh(Region(0, row - top, self.size.width, lines))
        self.post_message(self.Moved())

    def _keep_in_view(self) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        first = self.cursor
        # What stands over a row, its heading, comes into view with it.
        while first and not self.can_rest(first - 1):
            first -= 1
        if first < top:
            self.scroll_to(y=first, animate=False, force=True, immediate=True)
        elif (last := self.cursor + self._lines_below_cursor()) >= top + height > 0:
            below = min(last - height + 1, first)
            self.scroll_to(y=below, animate=False, force=True, immediate=True)

    def _lines_below_cursor(self) -> int:
        return self.lines_below(self.cursor) if self.cursor < self.row_count else 0

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event)
        if row is not None and self.can_rest(row):
            self.cursor = row

    def row_at(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse, None where there is none."""
        offset = event.get_content_offset(self)
        row = offset.y + self.scroll_offset.y if offset is not None else -1
        return row if 0 <= row < self.row_count else None
