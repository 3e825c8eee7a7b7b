"""The finished sessions: a list that stays fast, one session in full, delete."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one

from journal.store.errors import UnreadableRecord
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.exercise_content import ExerciseContent
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.pages import Pages
from journal.ui.widgets.session_detail import session_words, unreadable_words
from journal.ui.widgets.session_list import SessionList
from journal.ui.widgets.title_bar import TitleBar

EMPTY = "No sessions here. Press e for the exercises."
DELETED = "No sessions here. Press u to bring back what was deleted, e for the exercises."


class SessionsScreen(JournalScreen):
    """The list of sessions beside the one under the cursor."""

    STYLES = "sessions.tcss"
    AUTO_FOCUS = "SessionList"
    BINDINGS = commands.bindings(*commands.SESSIONS)

    sessions = query_one(SessionList)
    detail = query_one(Pages)
    title_bar = query_one(TitleBar)

    _deleted = ""

    def __init__(self, snapshot: Snapshot, today: date, content: ExerciseContent) -> None:
        super().__init__(snapshot, today)
        self._content = content

    def compose(self) -> ComposeResult:
        yield TitleBar("Sessions", self.today).data_bind(SessionsScreen.today)
        with Container(id="panes"):
            sessions = SessionList(self.snapshot.sessions, self._content.library)
            sessions.border_title = "Sessions"
            yield sessions
            detail = Pages()
            detail.border_title = "In full"
            yield detail
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def watch_snapshot(self, _: Snapshot) -> None:
        self._deleted = ""
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        log = self.snapshot.sessions
        self.sessions.show(log)
        self.sessions.border_subtitle = f"{len(log)} sessions" if len(log) != 1 else "1 session"
        unread = len(log.unreadable)
        records = "1 record" if unread == 1 else f"{unread} records"
        self.title_bar.note = f"{records} cannot be read: journal doctor" if unread else ""

    @on(SessionList.Moved)
    def _moved(self) -> None:
        self.detail.show(self._words())

    def _words(self) -> Content:
        place, past = self.sessions.place, self.sessions.past
        if place is None or past is None:
            return Content(DELETED if self._comes_back() else EMPTY)
        log = self.snapshot.sessions
        try:
            return session_words(log[place], self._content.library, self._content.guidance)
        except UnreadableRecord:
            return unreadable_words(past, log.problem(place) or "")

    def _comes_back(self) -> bool:
        """Whether undo would bring a session back, asked where none is left.

        A change of sessions that can be taken back was then a deletion.
        """
        last = self.snapshot.undoable
        return last is not None and any(item.table == "sessions" for item in last.items)

    # Acting on a session

    def action_delete(self) -> None:
        past = self.sessions.past
        if past is not None and past.id != self._deleted:
            # Until the list shows it, further keys are not meant for this session.
            self._deleted = past.id
            self.post_message(messages.DeleteSession(past.id))

    def action_turn(self, pages: int) -> None:
        self.detail.turn(pages)

    def action_leave(self) -> None:
        self.dismiss()
