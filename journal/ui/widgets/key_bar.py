"""The last line of each screen: the keys that matter here, never cut, ending with Quit.

One line drawn at once. Textual's Footer builds a widget for each key anew whenever the focus
moves, which is felt while tabbing through a long form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
        return Content.assemble(*(item for _, item in self._items()))

    def on_click(self, event: events.Click) -> None:
        end = 0
        for binding, item in self._items():
            end += item.cell_length
            if event.x < end:
                self.app.simulate_key(binding.key)
                return

    def _items(self) -> Iterator[tuple[Binding, Content]]:
        """The commands that fit, Quit last."""
        by_action = {
            binding.action: binding
            for _, binding, enabled, _ in reversed(self.screen.active_bindings.values())
            if enabled and (binding.show or binding.action in self._also)
        }
        in_order = list(reversed(by_action.values()))
        in_order.sort(key=self._place)
        shown = [(binding, self._item(binding)) for binding in in_order]
        last = [pair for pair in shown if pair[0].action == "app.quit"]
        # The blank behind the very last one may go.
        room = self.size.width + 1 - sum(item.cell_length for _, item in last)
        others = [pair for pair in shown if pair[0].action != "app.quit"]
        for binding, item in others[: self._most - len(last)]:
            room -= item.cell_length
            if room < 0:
                break
            yield binding, item
        yield from last

    def _place(self, binding: Binding) -> int:
        return self._also.index(binding.action) + 1 if binding.action in self._also else 0

    def _item(self, binding: Binding) -> Content:
        says = getattr(self.screen, "says", None)
        here = says(binding.id or "") if says else None
        label = binding.description if here is None else here[0]
        return Content.assemble(
            (f" {self.app.get_key_display(binding)}", "bold $accent"),
            (f" {label} ", "$foreground"),
        )
