"""The entries as a list, newest first, of which only the lines in view are ever made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from journal.domain.entry import PainEntry
from journal.store.entry_log import EntryLog
from journal.ui.widgets.day_entries import entry_line
from journal.ui.widgets.row_list import RowList

DAY = len("2026-03-01 ")


class EntryList(RowList):
    """Rows for the entries of `log` that `shown` names, in its order."""

    def __init__(self, log: EntryLog) -> None:
        super().__init__()
        self._log = log
        self._shown: Sequence[int] = range(len(log))[::-1]

    @property
    def row_count(self) -> int:
        return len(self._shown)

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
        self.rows_changed(row)

    def row(self, number: int, is_first: bool) -> Content:
        index = self._shown[number]
        line = entry_line(self._log[index], with_day=True)
        day = self._log.day_at(index)
        if number and not is_first and self._log.day_at(self._shown[number - 1]) == day:
            line = Content(" " * DAY).append(line[DAY:])
        return line

    def go_to(self, place: int) -> None:
        """Put the cursor on the entry at this place of the log, if it is shown."""
        if place in self._shown:
            self.action_go_to(self._shown.index(place))

    def go_to_day(self, day: date) -> None:
        """Put the cursor on the first shown entry of `day` or of the nearest day before."""
        for row, index in enumerate(self._shown):
            if self._log.day_at(index) <= day:
                self.action_go_to(row)
                return
        self.action_go_to(-1)
