"""A figure with its words, as lines of text whose cells each have a look."""

from __future__ import annotations

from journal.domain.canvas import Line
from journal.domain.figure import Figure, Still
from journal.domain.stage import Layer, Stage


class Picture:
    """A stage with the words that say from where it is seen.

    They stand in an upper corner that the movement leaves free, else on a line of their own;
    where there is no room for them either they are left out.
    """

    def __init__(
        self,
        figure: Figure,
        width: int,
        height: int,
        flipped: bool = False,
        mirrored: bool = False,
    ) -> None:
        """`width` and `height` in cells, at least one each; `mirrored` as of a `Camera`."""
        self._label, self._flipped = figure.label, flipped
        self._width = width
        self._stage = Stage(figure, width, height, mirrored)
        self._column: int | None = None
        if len(self._label) > width:
            self._label = ""
        else:
            self._column = self._free_corner()
            if self._column is None and height > 1:
                self._stage = Stage(figure, width, height - 1, mirrored)

    def _free_corner(self) -> int | None:
        """The column where the label begins."""
        canvases = [self._stage.draw(part, self._flipped) for part in (0, 0.5, 1)]
        length = len(self._label)
        for column in (self._width - length, 0):
            if all(canvas.blank(column, 0, length) for canvas in canvases):
                return column
        return None

    def lines(self, part: float, words: bool = True) -> list[Line]:
        """The picture when `part` (0-1) of the movement is done; without `words` their place
        is blank."""
        lines = self._stage.draw(part, self._flipped).lines()
        if not self._label:
            return lines
        label = self._label if words else " " * len(self._label)
        if self._column is None:
            return [Line.of_text(label.ljust(self._width), Layer.WORDS), *lines]
        return [lines[0].with_text(label, self._column, Layer.WORDS), *lines[1:]]


def still_lines(figure: Figure, width: int, height: int, flipped: bool = False) -> list[Line]:
    """Both still pictures side by side or one above the other, however they are larger.

    No lines where there is no room for both.
    """
    beside, below = (width // 2, height - 1), (width, height // 2 - 1)
    scales = [Stage(figure, *size).scale if min(size) > 0 else 0.0 for size in (beside, below)]
    size = below if scales[1] > scales[0] else beside
    if min(size) < 1:
        return []
    first, second = still_pictures(figure, *size, flipped)
    if size == below:
        return first + second
    return [left.beside(right) for left, right in zip(first, second, strict=True)]


def still_pictures(
    figure: Figure, width: int, height: int, flipped: bool = False
) -> tuple[list[Line], list[Line]]:
    """Two moments, each in `width` by `height` cells with its word on a further line below."""
    stills = stills_of(figure)
    pictures = {
        mirrored: Picture(figure, width, height, flipped, mirrored)
        for mirrored in {still.mirrored for still in stills}
    }
    first, second = (
        [
            *pictures[still.mirrored].lines(still.pose / figure.ways, words=still is stills[0]),
            Line.of_text(still.word[:width].center(width), Layer.WORDS),
        ]
        for still in stills
    )
    return first, second


def stills_of(figure: Figure) -> tuple[Still, Still]:
    """The poses that still pictures show, with their words: start and end unless it says others."""
    last = Still(pose=len(figure.poses) - 1, word="end")
    return figure.stills or (Still(pose=0, word="start"), last)
