"""The 0-10 scale: eleven numbers in a row, one of them chosen (clinical section 2.1)."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from journal.domain.severity import severity
from journal.ui.widgets.form import FieldEdited, show_problem
from journal.ui.widgets.score import score_style

SCORES = range(11)
ASKED = "How much does it hurt, on average over the last 24 hours?"
"""The main daily question; its words stay the same for ever (clinical section 2.1)."""


def next_score(current: int | None, digit: int) -> int:
    """The score after a digit key: 1 then 0 is 10, any other digit stands for itself."""
    return 10 if (current, digit) == (1, 0) else digit


class PainScale(Widget):
    """A score of 0 to 10, or none yet. Digits choose, arrows change by one, backspace clears."""

    KEYS = "0-9 chooses (1 then 0 is 10), arrows change by one, backspace clears"
    BINDINGS = [
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)),
        Binding("left", "change(-1)", show=False),
        Binding("right", "change(1)", show=False),
        Binding("backspace,delete", "clear", show=False),
        Binding("enter", "app.focus_next", show=False),
    ]

    score: reactive[int | None] = reactive(None)

    def __init__(self, field: str = "pain", label: str = "", *, can_focus: bool = True) -> None:
        super().__init__(id=f"field-{field}")
        self.field = field
        self.hint = ""
        self.border_title = label
        self.can_focus = can_focus

    @property
    def field_text(self) -> str:
        return "" if self.score is None else str(self.score)

    def put(self, text: str) -> None:
        self.score = (
            int(text) if text.isascii() and text.isdigit() and int(text) in SCORES else None
        )

    class Changed(FieldEdited):
        """The person chose another score, or none."""

        def __init__(self, scale: PainScale) -> None:
            super().__init__()
            self.scale = scale

        @property
        def control(self) -> PainScale:
            return self.scale

    def render(self) -> RenderResult:
        width = max(3, min(8, self.size.width // len(SCORES)))
        cells = []
        for score in SCORES:
            chosen = score == self.score
            text = (f"[{score}]" if chosen else str(score)).center(width)
            style = f"bold reverse {score_style(score)}" if chosen else score_style(score)
            cells.append((text, style))
        return Content.assemble(*cells, "\n", (self._words(), "$text-quiet"))

    def _words(self) -> str:
        if self.score is None:
            return "0 no pain, 10 the worst you can imagine"
        return f"{self.score} of 10, {severity(self.score) if self.score else 'no pain'}"

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        width = max(3, min(8, self.size.width // len(SCORES)))
        if offset is not None and offset.y == 0 and offset.x // width in SCORES:
            self._choose(offset.x // width)

    def action_digit(self, digit: int) -> None:
        self._choose(next_score(self.score, digit))

    def action_change(self, step: int) -> None:
        self._choose(5 if self.score is None else max(0, min(10, self.score + step)))

    def action_clear(self) -> None:
        self._choose(None)

    def _choose(self, score: int | None) -> None:
        self.score = score
        show_problem(self, "")
        self.post_message(self.Changed(self))
