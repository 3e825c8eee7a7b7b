"""A figure as lines of text, for a terminal or a file that holds no colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.domain.figure import Figure
from journal.domain.picture import still_pictures

CELLS = (28, 10)
"""Cells across and down of each picture; the word below it is one line more."""
GAP = 4
"""Cells between two pictures side by side."""


def figure_lines(figure: Figure, width: int) -> Iterator[str]:
    """Both still pictures in text, in no more than `width` cells.

    Side by side where there is room, else one below the other; none where not even one fits.
    """
    across, down = CELLS
    if width < across:
        return
    start, end = ([line.text for line in lines] for lines in still_pictures(figure, across, down))
    if width < 2 * across + GAP:
        yield from [*_closed_up(start), "", *_closed_up(end)]
        return
    yield from _closed_up(
        [f"{left}{' ' * GAP}{right}" for left, right in zip(start, end, strict=True)]
    )


def _closed_up(lines: Sequence[str]) -> list[str]:
    """A picture without the blank lines above and below what is drawn."""
    # The first line may hold from where it is seen, far above the figure.
    seen, *drawn, words = [line.rstrip() for line in lines]
    while drawn and not drawn[-1]:
        drawn.pop()
    while drawn and not drawn[0]:
        drawn.pop(0)
    return [*filter(None, [seen]), *drawn, words]
