"""How much of something is done: a count and a bar in one line."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class ProgressLine(Widget):
    """`done` of `total`, in figures and as a bar; `words` stand at the right."""

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(1)
    words: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        figures, words = f" {self.done} of {self.total} ", f" {self.words} " if self.words else ""
        room = max(0, self.size.width - len(figures) - len(words) - 1)
        filled = room * self.done // max(1, self.total)
        return Content.assemble(
            (figures, "$text-quiet"),
            ("━" * filled, "$accent"),
            ("─" * (room - filled), "$border"),
            (words, "$text-quiet"),
        )
