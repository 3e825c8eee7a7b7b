"""What to mind: what a person ticks of themselves, so that exercises are left out or adjusted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen

from journal.domain.exercise import Library
from journal.domain.limits import Limits
from journal.domain.report import words
from journal.paths import styles_folder
from journal.ui.widgets.ticks import Ticks

OF_ITS_OWN = frozenset(
    {"cannot-bear-weight", "calf-swelling", "bone-stress-suspected", "hip-avulsion-not-assessed"}
)
"""Skip codes that the check of warning signs brings and takes away; nobody ticks them."""


class MindScreen(ModalScreen[Limits]):
    """A list to tick; escape keeps it."""

    BINDINGS = [Binding("escape", "enter", "Keep it")]

    ticks = query_one(Ticks)

    def __init__(self, library: Library, limits: Limits, codes: Iterable[str], today: date) -> None:
        """`codes` are those that count today, wherever they come from."""
        super().__init__()
        self.css_path = [styles_folder() / "mind.tcss"]
        self._limits = limits
        self._today = today
        others = frozenset(codes) - set(limits.ticked)
        self._lines = {
            code: self._line(code, text, code in others)
            for code, text in library.skip_codes.items()
            if code not in OF_ITS_OWN
        }

    def _line(self, code: str, text: str, known: bool) -> Content:
        line = Content(f"{text[:1].upper()}{text[1:]}")
        if (day := self._limits.ticked.get(code)) is not None:
            line = line.append(Content.styled(f"  since {words(day)}", "$text-quiet"))
        elif known:
            line = line.append(Content.styled("  known from log or check", "$text-quiet"))
        return line

    def compose(self) -> ComposeResult:
        ticks = Ticks(self._lines, self._limits.ticked)
        ticks.border_title = "What fits you now? It is kept until you take it back"
        ticks.border_subtitle = "arrows move, space ticks, esc keeps it"
        yield ticks

    def action_enter(self) -> None:
        before = self._limits.ticked
        ticked = {code: before.get(code, self._today) for code in self.ticks.ticked}
        # Codes of another version are not on the list and stay.
        ticked |= {code: day for code, day in before.items() if code not in self._lines}
        self.dismiss(msgspec.structs.replace(self._limits, ticked=ticked))
