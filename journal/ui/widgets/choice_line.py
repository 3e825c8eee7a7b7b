"""A line of things of which one is chosen, with the key for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class ChoiceLine(Widget):
    """`choices` are keys, empty where there is none, and labels; `hint` stands behind them."""

    DEFAULT_CSS = """
    ChoiceLine {
        height: 1;
    }
    """

    chosen: reactive[int] = reactive(0)
    hint: reactive[Content] = reactive(Content(""))

    @dataclass
    class Chosen(Message):
        """One was clicked."""

        line: ChoiceLine
        number: int

        @property
        def control(self) -> ChoiceLine:
            return self.line

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: int, id: str) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self.set_reactive(ChoiceLine.chosen, chosen)

    def render(self) -> RenderResult:
        line = Content("").join(list(self._items()))
        if line.cell_length + self.hint.cell_length > self.size.width:
            return line
        return line.append(self.hint)

    def _items(self) -> Iterator[Content]:
        for number, (key, label) in enumerate(self._choices):
            lead = (f" {key}" if key else "", "bold $accent")
            # Also without colours it can be seen which one it is.
            style = "bold reverse" if number == self.chosen else "$text-quiet"
            yield Content.assemble(lead, " ", (f" {label} ", style))

    def on_click(self, event: events.Click) -> None:
        end = 0
        for number, item in enumerate(self._items()):
            end += item.cell_length
            if event.x < end:
                self.post_message(self.Chosen(self, number))
                return
