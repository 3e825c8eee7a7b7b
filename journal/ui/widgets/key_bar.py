"""The last line of each screen: the keys that matter here, never cut, ending with Quit.

One line drawn at once. Textual's Footer builds a widget for each key anew whenever the focus
moves, which is felt while tabbing through a long form.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

MOST = 7
"""Keys shown at the most: more are not read."""


class KeyBar(Widget):
    """The shown commands of the screen; what does not fit is left out, never Quit."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._on_bindings)

    def _on_bindings(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def render(self) -> RenderResult:
        return Content("").join([item for _, item in self._items()])

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
            if binding.show and enabled
        }
        shown = [(binding, self._item(binding)) for binding in reversed(by_action.values())]
        last = [pair for pair in shown if pair[0].action == "app.quit"]
        room = self.size.width - sum(item.cell_length for _, item in last)
        others = [pair for pair in shown if pair[0].action != "app.quit"]
        for binding, item in others[: MOST - len(last)]:
            room -= item.cell_length
            if room < 0:
                break
            yield binding, item
        yield from last

    def _item(self, binding: Binding) -> Content:
        return Content.assemble(
            (f" {self.app.get_key_display(binding)}", "bold $accent"),
            (f" {binding.description} ", "$foreground"),
        )
