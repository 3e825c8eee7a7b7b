"""A count that is read from a mat: digits of blocks, as large as there is room for."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

SHAPES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
"""The squares of each digit, row by row."""
ROWS = 5
BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""What is drawn for an upper and a lower half of a row."""


def block_lines(text: str, size: int, columns: int) -> list[str]:
    """A count such as "4:32" as lines of blocks.

    Each square is `size` half rows high and `columns` wide; twice the size is square.
    """
    rows = [" ".join(SHAPES[sign][row] for sign in text if sign in SHAPES) for row in range(ROWS)]
    halves = [[square != " " for square in row] for row in rows for _ in range(size)]
    if len(halves) % 2:
        halves.append([False] * len(rows[0]))
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return ["".join(_cells(upper, lower, columns)) for upper, lower in pairs]


def _cells(upper: list[bool], lower: list[bool], columns: int) -> Iterator[str]:
    for pair in zip(upper, lower, strict=True):
        yield BLOCKS[pair] * columns


class Countdown(Widget):
    """Seconds, or minutes and seconds, in the largest digits that fit; none is ever cut."""

    value: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        tallest = self.size.height * 2 // ROWS
        for size, columns in (*((n, 2 * n) for n in range(tallest, 0, -1)), (1, 1)):
            lines = block_lines(self.value, size, columns)
            if len(lines[0]) <= self.size.width:
                return "\n".join(lines)
        return self.value
