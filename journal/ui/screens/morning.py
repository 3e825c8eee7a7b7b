"""A small form: the pain of the morning after a session."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import var
from textual.screen import ModalScreen
from textual.widgets import Static

from journal.domain.after_session import morning_question, programme_name
from journal.paths import styles_folder
from journal.store.session_log import PastSession
from journal.ui.widgets.pain_scale import PainScale, next_score


class MorningScreen(ModalScreen[int | None]):
    """One score, 0-10; escape leaves without one."""

    BINDINGS = [
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)),
        Binding("left,down", "change(-1)", show=False),
        Binding("right,up", "change(1)", show=False),
        Binding("backspace,delete", "clear", show=False),
        Binding("enter", "keep", show=False),
        Binding("escape", "leave", show=False),
    ]

    score: var[int | None] = var(None)

    scale = query_one(PainScale)

    def __init__(self, session: PastSession, today: date) -> None:
        super().__init__()
        self.css_path = [styles_folder() / "morning.tcss"]
        self._session = session
        self._today = today

    def compose(self) -> ComposeResult:
        session = self._session
        with Vertical() as panel:
            panel.border_title = "The morning after"
            panel.border_subtitle = "0-9 chooses, enter keeps it, esc leaves"
            yield Static(Content(morning_question(session.day, self._today)), id="question")
            yield PainScale("morning", can_focus=False)
            day = f"{session.day:%A} {session.day.day} {session.day:%B}"
            yield Static(Content(f"{programme_name(session.programme)}, {day}."))
            if session.before is not None:
                yield Static(Content(f"Before the session it was {session.before}."))

    def watch_score(self, score: int | None) -> None:
        if self.is_mounted:
            self.scale.score = score

    @on(PainScale.Changed)
    def _clicked(self, message: PainScale.Changed) -> None:
        self.score = message.scale.score

    def action_digit(self, digit: int) -> None:
        self.score = next_score(self.score, digit)

    def action_change(self, step: int) -> None:
        self.score = 5 if self.score is None else max(0, min(10, self.score + step))

    def action_clear(self) -> None:
        self.score = None

    def action_keep(self) -> None:
        if self.score is not None:
            self.dismiss(self.score)

    def action_leave(self) -> None:
        self.dismiss(None)
