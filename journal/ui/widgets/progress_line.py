"""How much of something is done: figures, a bar and words in one line."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class ProgressLine(Widget):
    """`share` (0-1) of something is done; `figures` say it at the left, `words` at the right."""

    share: reactive[float] = reactive(0.0)
    figures: reactive[str] = reactive("")
    words: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        figures, words = f" {self.figures} ", f" {self.words} " if self.words else ""
        room = max(0, self.size.width - len(figures) - len(words) - 1)
        filled = int(room * self.share)
        return Content.assemble(
            (figures, "$text-quiet"),
            ("━" * filled, "$accent"),
            ("─" * (room - filled), "$border"),
            (words, "$text-quiet"),
        )
