"""What to mind: what a person ticks of themselves, so that exercises are left out or adjusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen

from journal.domain.day import day_words
from journal.domain.exercise import Library
from journal.domain.limits import Limits
from journal.paths import styles_folder
from journal.ui.messages import ChangeLimits
from journal.ui.widgets.ticks import Ticks

OF_ITS_OWN = frozenset(
    {"cannot-bear-weight", "calf-swelling", "bone-stress-suspected", "hip-avulsion-not-assessed"}
)
"""Skip codes that the check of warning signs brings and takes away; nobody ticks them."""


class KeptTicks(Ticks):
    """Lines to tick; `turned` is called with the id of each that is ticked or no longer so."""

    def __init__(
        self, turned: Callable[[str], None], lines: Mapping[str, Content], ticked: Iterable[str]
    ) -> None:
        super().__init__(lines, ticked)
        self._turned = turned

    def _turn(self, id: str) -> None:
        super()._turn(id)
        self._turned(id)


class MindScreen(ModalScreen[None]):
    """A list to tick; each tick is kept as it is made, however the list is left."""

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
            line = line.append(Content.styled(f"  since {day_words(day)}", "$text-quiet"))
        elif known:
            line = line.append(Content.styled("  known from log or check", "$text-quiet"))
        return line

    def compose(self) -> ComposeResult:
        ticks = KeptTicks(self._turned, self._lines, self._limits.ticked)
        ticks.border_title = "What fits you now? It is kept until you take it back"
        ticks.border_subtitle = "arrows move, space ticks, esc keeps it"
        yield ticks

    def _turned(self, code: str) -> None:
        # A tick that comes back keeps its day.
        day = self._limits.ticked.get(code, self._today) if code in self.ticks.ticked else None

        def edit(held: Limits) -> Limits:
            ticked = {other: since for other, since in held.ticked.items() if other != code}
            if day is not None:
                ticked[code] = day
            return msgspec.structs.replace(held, ticked=ticked)

        # To the app at once: a key to another screen may be on its way.
        self.app.post_message(ChangeLimits(edit))

    def action_enter(self) -> None:
        self.dismiss()
