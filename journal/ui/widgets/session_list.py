"""The finished sessions as a list, newest first."""

from __future__ import annotations

from textual.content import Content

from journal.domain.after_session import EASED_MARK, MARK, STOPPED_MARK, programme_name
from journal.domain.offer import PROGRAMMES
from journal.store.errors import UnreadableRecord
from journal.store.session_log import PastSession, SessionLog
from journal.ui.widgets.row_list import RowList
from journal.ui.widgets.score import score_style

NAMES = max(len(known.name) for known in PROGRAMMES.values())
"""Columns for the name of a programme."""
DAY = len("2026-03-01 ")


class SessionList(RowList):
    """A row for each finished session: when, what, and the worst pain during it."""

    def __init__(self, log: SessionLog) -> None:
        super().__init__()
        self._log = log

    @property
    def row_count(self) -> int:
        return len(self._log)

    @property
    def place(self) -> int | None:
        """Where in the log the session under the cursor is, None in an empty list."""
        return self._place(self.cursor) if self._log else None

    @property
    def past(self) -> PastSession | None:
        """What is known at once of the session under the cursor, None in an empty list."""
        return None if self.place is None else self._log.past[self.place]

    def show(self, log: SessionLog) -> None:
        """Show these sessions; the cursor stays on its session, or near it."""
        past, row = self.past, self.cursor
        self._log = log
        found = log.find(past.id) if past is not None else []
        self.rows_changed(len(log) - 1 - found[0] if found and past is not None else row)

    def _place(self, row: int) -> int:
        return len(self._log) - 1 - row

    def row(self, number: int, is_first: bool) -> Content:
        place = self._place(number)
        past = self._log.past[place]
        line = Content.assemble(
            (f"{past.day.isoformat()} {past.at:%H:%M} ", "$text-quiet"), self._what(place, past)
        )
        if number and not is_first and self._log.past[place + 1].day == past.day:
            line = Content(" " * DAY).append(line[DAY:])
        return line

    def _what(self, place: int, past: PastSession) -> Content:
        name = f"{programme_name(past.programme):<{NAMES}} "
        try:
            session = self._log[place]
        except UnreadableRecord:
            return Content.assemble(f"? {name}", ("cannot be read", "$text-quiet"))
        mark = STOPPED_MARK if session.stopped else EASED_MARK if past.eased else MARK
        line = Content(f"{mark} {name}")
        if session.worst is None:
            return line
        worst = (f"{session.worst:>3}", f"bold {score_style(session.worst)}")
        return line.append(Content.assemble(("worst", "$text-quiet"), worst))
