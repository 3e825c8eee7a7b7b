"""What was logged: a list that stays fast, one entry in full, search, edit, delete."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input

from journal.domain.search import haystack, matches
from journal.store.entry_log import EntryLog
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.screens.base import EMPTY, JournalScreen
from journal.ui.widgets.entry_detail import entry_words
from journal.ui.widgets.entry_list import EntryList
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.pages import Pages
from journal.ui.widgets.title_bar import TitleBar

NOT_FOUND = "No entry has these words. Escape shows the whole list again."


class HistoryScreen(JournalScreen):
    """The list of entries beside the one under the cursor."""

    STYLES = "history.tcss"
    AUTO_FOCUS = "EntryList"
    BINDINGS = commands.bindings(*commands.HISTORY)

    entries = query_one(EntryList)
    detail = query_one(Pages)
    search = query_one("#search", Input)
    title_bar = query_one(TitleBar)

    _deleted = ""
    _back = "today"
    """Where escape leads."""
    _texts: tuple[EntryLog, list[str]] | None = None

    def compose(self) -> ComposeResult:
        yield TitleBar("History", self.today).data_bind(HistoryScreen.today)
        search = Input(placeholder="words, a place, or a date as 2026-03", id="search")
        search.display = False
        search.disabled = True  # or it would be given the focus, and with it the next letters
        search.border_title = "Search"
        yield search
        with Container(id="panes"):
            entries = EntryList(self.snapshot.entries)
            entries.border_title = "Entries"
            yield entries
            detail = Pages()
            detail.border_title = "In full"
            yield detail
        yield KeyBar()

    def on_mount(self) -> None:
        self._show(range(len(self.snapshot.entries))[::-1])

    def watch_snapshot(self, _: Snapshot) -> None:
        self._deleted = ""
        if self.is_mounted:
            self._find()

    # The list

    def _show(self, shown: Sequence[int]) -> None:
        log = self.snapshot.entries
        self.entries.show(log, shown)
        count = f"{len(shown)} of {len(log)}" if len(shown) != len(log) else f"{len(log)}"
        self.entries.border_subtitle = f"{count} entries" if len(log) != 1 else "1 entry"
        if log.unreadable:
            self.title_bar.note = f"{len(log.unreadable)} records cannot be read: journal doctor"

    @on(EntryList.Moved)
    def _moved(self) -> None:
        entry, place = self.entries.entry, self.entries.place
        if entry is None or place is None:
            searching = self.search.value.strip()
            empty = f"{EMPTY} s shows the sessions." if self.snapshot.sessions else EMPTY
            self.detail.show(Content(NOT_FOUND if searching else empty))
            return
        self.detail.show(entry_words(entry, self.snapshot.entries.problem(place)))

    # Searching

    def action_search(self) -> None:
        self.search.display, self.search.disabled = True, False
        self.search.focus()

    def action_leave_search(self) -> None:
        if not self.search.display:
            self.app.go(self._back)
        else:
            self._end_search()

    def _end_search(self) -> None:
        self.search.value = ""
        self.search.display, self.search.disabled = False, True
        self.entries.focus()

    @on(Input.Submitted, "#search")
    def _to_the_list(self) -> None:
        self.entries.focus()

    @on(events.Key)
    def _down_from_search(self, event: events.Key) -> None:
        if event.key == "down" and self.search.has_focus:
            self.entries.focus()

    @on(Input.Changed, "#search")
    def _find(self) -> None:
        words = self.search.value
        if not words.strip():
            self._show(range(len(self.snapshot.entries))[::-1])
            return
        self._search(self.snapshot.entries, words)

    @work(exclusive=True)
    async def _search(self, log: EntryLog, words: str) -> None:
        """Search off the event loop; the texts are made once for each state of the journal."""
        if self._texts is None or self._texts[0] is not log:
            self._texts = (log, await asyncio.to_thread(lambda: [haystack(e) for e in log]))
        found = await asyncio.to_thread(matches, self._texts[1], words)
        # The search may be over by now, or another one.
        if log is self.snapshot.entries and words == self.search.value:
            self._show(found[::-1])

    @on(messages.GoToDay)
    def _go_to_day(self, message: messages.GoToDay) -> None:
        """Put the cursor on a day, on what happened then where something did."""
        self._back = message.back
        if self.search.display:
            self._end_search()
        self._show(range(len(self.snapshot.entries))[::-1])
        log = self.snapshot.entries
        happened = [place for place in log.between(message.day, message.day) if log[place].event]
        if happened:
            self.entries.go_to(happened[-1])
        else:
            self.entries.go_to_day(message.day)

    @on(events.ScreenSuspend)
    def _left(self) -> None:
        """Another screen took its place, rather than one on top of it."""
        if self.app.current_mode != "history":
            self._back = "today"

    # Acting on an entry

    def action_edit(self) -> None:
        entry = self.entries.entry
        if entry is not None and entry.id != self._deleted:
            self.post_message(messages.EditEntry(entry))

    def action_delete(self) -> None:
        entry = self.entries.entry
        if entry is not None and entry.id != self._deleted:
            # Until the list shows it, further keys are not meant for this entry.
            self._deleted = entry.id
            self.post_message(messages.DeleteEntry(entry))

    def action_show_sessions(self) -> None:
        self.post_message(messages.ShowSessions())

    def action_turn(self, pages: int) -> None:
        self.detail.turn(pages)

    def action_month(self, months: int) -> None:
        entry = self.entries.entry
        if entry is None:
            return
        first = entry.day.replace(day=1)
        if months < 0:
            self.entries.go_to_day(first - timedelta(days=1))
        else:
            following = (first + timedelta(days=32)).replace(day=1)
            self.entries.go_to_day((following + timedelta(days=32)).replace(day=1) - timedelta(1))
