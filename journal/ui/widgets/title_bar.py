"""The first line of each screen: its name, and the day."""

from __future__ import annotations

from datetime import date

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class TitleBar(Widget):
    """The screen's name on the left and, where there is room, the day on the right."""

    today: reactive[date | None] = reactive(None)
    note: reactive[str] = reactive("")

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self._name = name
        self.set_reactive(TitleBar.today, today)

    def render(self) -> RenderResult:
        note = f"· {self.note}" if self.note else ""
        left = Content.assemble((f" {self._name} ", "bold $accent"), (note, "$text-quiet"))
        if self.today is None:
            return left
        right = f"{self.today:%A} {self.today.day} {self.today:%B %Y} "
        gap = self.size.width - left.cell_length - len(right)
        return (
            left if gap < 1 else left.append(" " * gap).append(Content.styled(right, "$text-quiet"))
        )
