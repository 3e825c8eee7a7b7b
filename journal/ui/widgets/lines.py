"""Text of which each line stands by itself, drawn line by line."""

from __future__ import annotations

from itertools import zip_longest

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Lines(Widget):
    """A widget that is its `lines`, each cut where the widget ends.

    Cheaper than one text with line feeds in it, which is taken apart again to be drawn.
    """

    _drawn: list[Content] | None = None
    _made_for: Size | None = None
    """The size for which the lines are made that will be drawn next; None: make them then."""

    def lines(self) -> list[Content]:
        """The lines to draw, for the widget's present size."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw the lines that are others by now, and leave the rest of the widget as it stands."""
        before, size = self._drawn, self.size
        if before is None:
            self.refresh()
            return
        self._drawn, self._made_for = self.lines(), size
        others = [
            y
            for y, (old, new) in enumerate(zip_longest(before, self._drawn))
            if old is None or new is None or not new.is_same(old)
        ]
        if others:
            self.refresh(*(Region(0, y, size.width, 1) for y in others))

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._made_for != self.size:
            self._drawn = self.lines()
        self._made_for = None
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        drawn = self._drawn if self._drawn is not None else self.lines()
        style = self.visual_style
        if y >= len(drawn):
            return Strip.blank(self.size.width, style.rich_style)
        line = drawn[y]
        width = self.size.width
        if line.cell_length > width:
            line = line.truncate(width, ellipsis=True)
        strip = Strip(line.render_segments(style), line.cell_length)
        return strip.extend_cell_length(width, style.rich_style)
