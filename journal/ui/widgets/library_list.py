"""What there is to do, as a list: headings, and rows that enter takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content

from journal.ui.widgets.row_list import RowList


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A line of the list; one without an `id` is only there to be read.

    One that `folds` goes on below where the list is too narrow for it. What it says `about`
    something stands behind the words, or on lines of its own below; `under` is the id of the row
    that such a line belongs to.
    """

    words: Content
    id: str = ""
    folds: bool = False
    about: str = ""
    under: str = ""


def heading(text: str) -> LibraryRow:
    """What the rows below it have in common."""
    return LibraryRow(Content.styled(text, "bold"))


def remark(text: str) -> LibraryRow:
    """What is only there to be read, all of it."""
    return LibraryRow(Content.styled(text, "$text-quiet"), folds=True)


def library_row(
    id: str, name: str, minutes: int | None = None, about: str = "", allowed: bool = True
) -> LibraryRow:
    """A row with how many minutes it takes, where that is known, and something about it."""
    lead = "     – " if not allowed else "       " if minutes is None else f"{minutes:>2} min "
    style = "" if allowed else "$text-quiet"
    words = Content.assemble((lead, "$text-quiet"), (name, style))
    return LibraryRow(words, id, about=about)


INDENT = 7
"""Cells before a name, where what does not fit behind it begins below."""
LINES_ABOUT = 2
"""Lines that something about a row takes below it at the most."""


class LibraryList(RowList):
    """`chosen` is called with the id of the row that enter, or a click on it, takes."""

    BINDINGS = [Binding("enter", "choose", show=False)]

    def __init__(self, chosen: Callable[[str], None], id: str) -> None:
        super().__init__(id=id)
        self._chosen = chosen
        self._given: Sequence[LibraryRow] = ()
        self.rows: Sequence[LibraryRow] = ()

    @property
    def row_count(self) -> int:
        return len(self.rows)

    @property
    def chosen_id(self) -> str:
        """The id of the row under the cursor, empty as long as there is none."""
        return self.rows[self.cursor].id if self.rows else ""

    def show(self, rows: Sequence[LibraryRow], id: str = "") -> None:
        """Show these rows, with the cursor on the one with this id, else on the first."""
        self._given, self.rows = rows, self._folded(rows)
        self.rest_on(id)

    def rest_on(self, id: str) -> None:
        """Put the cursor on the row with this id, else on the first."""
        ids = [row.id for row in self.rows]
        self.rows_changed(ids.index(id) if id in ids else 0)

    def _folded(self, rows: Sequence[LibraryRow]) -> list[LibraryRow]:
        width = self.scrollable_content_region.width - 2
        found = []
        for row in rows:
            if row.about:
                found += _with_about(row, width)
                continue
            folds = row.folds and 0 < width < row.words.cell_length
            lines = row.words.wrap(width) if folds else [row.words]
            found += [LibraryRow(words, row.id) for words in lines]
        return found

    def on_resize(self) -> None:
        rows, chosen = self._folded(self._given), self.chosen_id
        if rows != list(self.rows):
            self.rows = rows
            self.rest_on(chosen)

    def can_rest(self, number: int) -> bool:
        return bool(self.rows[number].id)

    def row(self, number: int, is_first: bool) -> Content:
        return self.rows[number].words

    def lines_below(self, number: int) -> int:
        id, below = self.rows[number].id, self.rows[number + 1 : number + 1 + LINES_ABOUT]
        return sum(bool(id) and row.under == id for row in below)

    def action_choose(self) -> None:
        if self.chosen_id:
            self._chosen(self.chosen_id)

    def on_click(self, event: events.Click) -> None:
        # The first click shows what a row is about, as moving to it does.
        before = self.chosen_id
        super().on_click(event)
        row = self.row_at(event)
        if row is not None and (under := self.rows[row].under):
            row = next(n for n, each in enumerate(self.rows) if each.id == under)
            self.cursor = row
        if self.chosen_id == before and row == self.cursor:
            self.action_choose()


def _with_about(row: LibraryRow, width: int) -> list[LibraryRow]:
    """The row, and what it says about itself where there is room: behind it, else below."""
    about = Content.styled(row.about, "$text-quiet")
    beside = Content("  ").join([row.words, about])
    room = width - INDENT
    if room <= 0 or beside.cell_length <= width:
        return [LibraryRow(beside, row.id)]
    lines = about.wrap(room)
    if len(lines) > LINES_ABOUT:
        # Cut where it can be seen that it is; what the row is about says all of it.
        rest = Content(" ").join(lines[LINES_ABOUT - 1 :])
        lines = [*lines[: LINES_ABOUT - 1], rest.truncate(room, ellipsis=True)]
    below = [LibraryRow(line.pad_left(INDENT), under=row.id) for line in lines]
    return [LibraryRow(row.words, row.id), *below]
