"""The finished sessions as a list, newest first."""

from __future__ import annotations

from textual.content import Content

from journal.domain.after_session import EASED_MARK, MARK, STOPPED_MARK, programme_name
from journal.domain.exercise import Library
from journal.domain.looking_back import hurt_in
from journal.domain.offer import PROGRAMMES
from journal.domain.stops import reason
from journal.domain.training import Session
from journal.store.errors import UnreadableRecord
from journal.store.session_log import PastSession, SessionLog
from journal.ui.widgets.row_list import RowList
from journal.ui.widgets.score import score_style

NAMES = max(len(known.name) for known in PROGRAMMES.values())
"""The most columns for the name of a programme."""
DAY = len("2026-03-01 ")
FRONT = DAY + len("12:00 ▸ ")


class SessionList(RowList):
    """A row for each finished session: when, what, the worst pain during it, and what went wrong.

    Where a row has no room for all of it, what went wrong stays and the rest is in the detail.
    """

    def __init__(self, log: SessionLog, library: Library) -> None:
        super().__init__()
        self._library = library
        self._take(log)

    def _take(self, log: SessionLog) -> None:
        self._log = log
        names = [len(programme_name(id)) for id in {past.programme for past in log.past}]
        self._names = min(NAMES, max(names, default=0))

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
        self._take(log)
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
        name = Content(programme_name(past.programme))
        try:
            session = self._log[place]
        except UnreadableRecord:
            return self._fitting("?", name, [Content.styled("cannot be read", "$text-quiet")])
        mark = STOPPED_MARK if session.stopped else EASED_MARK if past.eased else MARK
        return self._fitting(mark, name, self._tails(session))

    def _tails(self, session: Session) -> list[Content]:
        """What stands behind the name, from all there is to the least that has to be said."""
        worst = Content("")
        if session.worst is not None:
            score = (f"{session.worst:>3}", f"bold {score_style(session.worst)}")
            worst = Content.assemble(("worst", "$text-quiet"), score)
        gap = "  " if worst else ""
        if session.stopped:
            why = f"stopped: {reason(session.stopped)}"
            with_worst = [worst.append(f"{gap}{words}") for words in (why, "stopped")]
            return [with_worst[0], Content(why), with_worst[1], Content("stopped")]
        if hurt_in(session, self._library):
            return [worst.append(f"{gap}too much pain"), Content("too much pain")]
        return [worst]

    def _fitting(self, mark: str, name: Content, tails: list[Content]) -> Content:
        """The first of the tails for which there is room, else the last and less of the name.

        Tails stand below each other, unless one needs the empty columns behind its name.
        """
        room = self.scrollable_content_region.width - 2 - FRONT - 1
        fitting = (tail for tail in tails if name.cell_length + tail.cell_length <= room)
        tail = next(fitting, tails[-1])
        columns = min(max(self._names, name.cell_length), max(1, room - tail.cell_length))
        name = name.truncate(columns, ellipsis=True, pad=True)
        return Content.assemble(f"{mark} ", name, " ", tail)
