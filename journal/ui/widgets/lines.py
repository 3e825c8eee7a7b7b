"""Text of which each line stands by itself, drawn line by line."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Lines(Widget):
    """A widget that is its `lines`, each cut where the widget ends.

    Cheaper than one text with line feeds in it, which is taken apart again to be drawn.
    """

    _drawn: list[Content] | None = None

    def lines(self) -> list[Content]:
        """The lines to draw, for the widget's present size."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        self._drawn = self.lines()
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
