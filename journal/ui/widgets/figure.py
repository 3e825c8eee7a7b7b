"""The moving figure that shows an exercise, drawn in braille at any size."""

from __future__ import annotations

from typing import Self

from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from journal.domain.canvas import Line
from journal.domain.figure import Figure
from journal.domain.picture import Picture, still_lines
from journal.ui.widgets.braille import strip_of, styles_of

LOOKS = (
    "",
    "dim $text-quiet",
    "$primary",
    "$text-quiet",
    "$foreground",
    "bold $accent",
    "$text-quiet",
)
"""The style of each layer."""
GREYS = (*LOOKS[:4], "$text-quiet", "bold $foreground", "$text-quiet")
"""The same without colour: what works is the brightest."""
MOMENTS = 48
"""How many steps a movement has on the screen: four seconds one way at twelve a second."""


class FigureView(Widget):
    """Shows a figure at the moment that its owner sets: it has no timer of its own.

    With `still` it shows two pictures that do not move, start and end as a rule.

    A movement is gone through again and again, so each of its moments is drawn once and kept,
    down to what is written to the terminal, until the figure, the size or the look changes.
    """

    figure: reactive[Figure | None] = reactive(None)
    part: reactive[float] = reactive(0.0, repaint=False)
    """How much of the way from start to end is done, 0-1."""
    flipped: reactive[bool] = reactive(False)
    """Whether the mirror image is shown, for the other side of the body."""
    still: reactive[bool] = reactive(False)

    def __init__(self, figure: Figure | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fitted: tuple[object, ...] = ()
        self._picture: Picture | None = None
        self._moments: dict[int, list[Line]] = {}
        self._shown: list[Line] = []
        self._styles: list[Style] | None = None
        self._drawn: dict[tuple[int, Line | None], Strip] = {}
        self.set_reactive(FigureView.figure, figure)

    # What is drawn

    def _lines(self) -> list[Line]:
        """The lines of this moment."""
        fitted = (self.figure, self.size, self.flipped, self.still)
        if self._fitted != fitted:
            self._fitted = fitted
            self._fit()
        return self._shown

    def _fit(self) -> None:
        """Draw anew for another figure, size or look."""
        self._picture, self._shown = None, []
        self._moments.clear()
        self._drawn.clear()
        if self.figure is None or not self.size:
            return
        if self.still:
            self._shown = still_lines(self.figure, *self.size, self.flipped)
        else:
            self._picture = Picture(self.figure, *self.size, self.flipped)
            self._shown = self._moment(self._picture)

    def _moment(self, picture: Picture) -> list[Line]:
        number = round(min(1.0, max(0.0, self.part)) * MOMENTS)
        lines = self._moments.get(number)
        if lines is None:
            lines = self._moments[number] = picture.lines(number / MOMENTS)
        return lines

    def watch_part(self) -> None:
        """Draw the moment; only lines that differ are sent to the terminal."""
        before = self._lines()
        if self._picture is None:
            return
        self._shown = self._moment(self._picture)
        if before is self._shown:
            return
        width = self.size.width
        changed = [
            Region(0, y, width, 1)
            for y, (old, new) in enumerate(zip(before, self._shown, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    # What is written

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if not regions:
            # Another theme, border or focus: nothing that was drawn may be used again.
            self._styles = None
            self._drawn.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        lines = self._lines()
        if crop.column_span != (0, self.outer_size.width):
            return super().render_lines(crop)
        top = self.styles.gutter.top
        keys = [(y, lines[y - top] if 0 <= y - top < len(lines) else None) for y in crop.line_range]
        missing = [key[0] for key in keys if key not in self._drawn]
        if missing:
            part = Region(0, missing[0], crop.width, missing[-1] - missing[0] + 1)
            drawn = super().render_lines(part)
            self._drawn.update(zip(keys[missing[0] - crop.y :], drawn, strict=False))
        return [self._drawn[key] for key in keys]

    def render_line(self, y: int) -> Strip:
        lines = self._lines()
        if self._styles is None:
            self._styles = styles_of(self, GREYS if self.app.no_color else LOOKS)
        if y < len(lines):
            return strip_of(lines[y], self._styles)
        return Strip.blank(self.size.width, self._styles[0])
