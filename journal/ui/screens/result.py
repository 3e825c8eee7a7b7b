"""What came of a check: what to do and by when, whom to call, why, what to watch for."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Digits, Static

from journal.domain.day import day_words
from journal.domain.level import Level
from journal.domain.report import SYMBOLS, Section, as_text, basis, first_number, headline, report
from journal.domain.screening import Clearance, Screening
from journal.domain.standing import OUT_OF_DATE
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.report_text import report_text
from journal.ui.widgets.title_bar import TitleBar


class ResultScreen(JournalScreen):
    """One finished check, as it was; the text is scrolled by the arrows."""

    STYLES = "result.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS = commands.bindings(*commands.RESULT)

    page = query_one("#page", VerticalScroll)
    text = query_one("#text", Static)
    title_bar = query_one(TitleBar)

    def __init__(self, snapshot: Snapshot, today: date, screening: Screening) -> None:
        super().__init__(snapshot, today)
        self._screening = screening

    @property
    def help_text(self) -> str:
        """What the help says of this screen."""
        return self.app.checklist.words.not_reviewed

    def compose(self) -> ComposeResult:
        level = self._screening.outcome.level
        yield TitleBar("Check", self.today)
        with VerticalScroll(id="page", classes=f"-{level}"):
            name, number = self._first_number(level)
            if number:
                yield Static(Content(f"{name}: use a phone and call {number}"), id="call")
                yield Digits(number, id="number")
            yield Static(id="text")
        yield KeyBar()

    def _first_number(self, level: Level) -> tuple[str, str]:
        """What to call first, large enough to be read from a phone in the hand."""
        numbers = self.app.numbers
        if level is Level.EMERGENCY:
            known = numbers.emergency[:1].isdigit() or numbers.emergency[:1] in ("+", "#")
            name = "Emergency" if known else "Your local emergency number, in many countries"
            return name, first_number(numbers.emergency)
        if level is Level.URGENT:
            return numbers.advice_name or "Advice line", first_number(numbers.advice)
        return "", ""

    def on_mount(self) -> None:
        self._show()

    def watch_snapshot(self, _: Snapshot) -> None:
        log = self.snapshot.screenings
        found = log.find(self._screening.id)
        if found and self.is_mounted:
            self._screening = log[found[0]]
            self._show()

    def watch_today(self, _: date) -> None:
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        screening, checklist = self._screening, self.app.checklist
        when = f"{day_words(screening.day)}, {screening.at:%H:%M}"
        now = self.now().date()
        old = now - screening.day >= OUT_OF_DATE
        self.title_bar.note = f"{when}; out of date" if old else when
        symbol = SYMBOLS[screening.outcome.level]
        self.page.border_title = Content(f"{symbol} {headline(screening, checklist)}")
        sections = report(screening, checklist, self.app.numbers)
        if old:
            text = f"This result is out of date: it is of {day_words(screening.day)} and says"
            sections = (Section("", (f"{text} nothing of today.",)), *sections)
        below = f"{basis(screening)} {checklist.words.not_reviewed}"
        self.text.update(
            report_text(sections).append("\n\n").append(Content.styled(below, "$text-quiet"))
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "note_seen":
            return self._screening.outcome.level is not Level.KEEP_WATCHING
        return True

    # Actions

    def action_note_seen(self) -> None:
        from journal.ui.screens.seen import SeenScreen

        self.app.push_screen(SeenScreen(self._screening, self.now()), self._seen)

    def _seen(self, clearance: Clearance | None) -> None:
        if clearance is not None:
            self.post_message(messages.NoteSeen(self._screening.id, clearance))

    def _as_text(self) -> str:
        return as_text(self._screening, self.app.checklist, self.app.numbers)

    def action_write(self) -> None:
        self.post_message(messages.WriteReport(self._as_text(), self._screening.day))

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._as_text())
        self.app.notify("Copied, where your terminal allows it.", timeout=4, markup=False)

    def action_leave(self) -> None:
        self.dismiss()
