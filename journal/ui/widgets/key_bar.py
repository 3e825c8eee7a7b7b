"""The last line of each screen: the keys that matter here, never cut, ending with Quit.

Drawn at once, over two lines where the bar is as high. Textual's Footer builds a widget for each
key anew whenever the focus moves, which is felt while tabbing through a long form.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

MOST = 7
"""Keys shown at the most, where a screen does not ask for more: more are not read."""


class KeyBar(Widget):
    """The shown commands of the screen; what does not fit is left out, never Quit.

    `also` are actions that come last, in their order, by whichever key leads to them here: a screen
    may have its own use for a letter.
    """

    def __init__(self, most: int = MOST, also: Iterable[str] = ()) -> None:
        super().__init__()
        self._most = most
        self._also = tuple(also)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._on_bindings)

    def _on_bindings(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def render(self) -> RenderResult:
        rows = (Content.assemble(*(item for _, item in row)) for row in self._rows())
        return Content("\n").join(rows)

    def on_click(self, event: events.Click) -> None:
        rows, end = self._rows(), 0
        for binding, item in rows[event.y] if event.y < len(rows) else ():
            end += item.cell_length
            if event.x < end:
                self.app.simulate_key(binding.key)
                return

    def _rows(self) -> list[list[tuple[Binding, Content]]]:
        """The commands that fit, row by row, Quit last."""
        by_action = {
            binding.action: binding
            for _, binding, enabled, _ in reversed(self.screen.active_bindings.values())
            if enabled and (binding.show or binding.action in self._also)
        }
        in_order = list(reversed(by_action.values()))
        in_order.sort(key=self._place)
        # Two keys for the same are one too many to read.
        named = {self._label(binding): binding for binding in reversed(in_order)}
        shown = [(b, self._item(b)) for b in in_order if named[self._label(b)] is b]
        last = [pair for pair in shown if pair[0].action == "app.quit"]
        others = [pair for pair in shown if pair[0].action != "app.quit"]
        # The blank behind the very last one may go.
        width, kept = self.size.width + 1, sum(item.cell_length for _, item in last)
        rows: list[list[tuple[Binding, Content]]] = [[]]
        room = width
        for pair in others[: self._most - len(last)]:
            length = pair[1].cell_length
            in_last_row = len(rows) >= self.size.height
            if in_last_row and length > room - kept:
                break
            if length > room:
                rows.append([])
                room = width
                if len(rows) >= self.size.height and length > room - kept:
                    break
            rows[-1].append(pair)
            room -= length
        if room < kept and len(rows) < self.size.height:
            rows.append([])
        rows[-1] += last
        return rows

    def _place(self, binding: Binding) -> int:
        return self._also.index(binding.action) + 1 if binding.action in self._also else 0

    def _label(self, binding: Binding) -> str:
        says = getattr(self.screen, "says", None)
        here = says(binding.id or "") if says else None
        return binding.description if here is None else str(here[0])

    def _item(self, binding: Binding) -> Content:
        return Content.assemble(
            (f" {self.app.get_key_display(binding)}", "bold $accent"),
            (f" {self._label(binding)} ", "$foreground"),
        )
