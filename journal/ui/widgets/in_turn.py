"""Fields whose keys count in their turn, also when many come in at once.

Textual takes letters in a line sooner, and tells of a choice or an enter later, than it carries
out the keys around them. Over a slow line a key would then be meant for another question.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.binding import Binding
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from journal.domain.text import visible
from journal.ui.widgets.pain_scale import PainScale
from journal.ui.widgets.visible import Visible


class Choices(OptionList):
    """A list of choices; `chosen` is called with the id of the one that enter or a click takes.

    The cursor stays at the ends: one key too many must not lead to the other end of the list.
    """

    BINDINGS = [Binding("enter", "select", "Take this")]

    def __init__(self, *options: Option, chosen: Callable[[str], None], id: str) -> None:
        super().__init__(*options, id=id)
        self._chosen = chosen

    def action_cursor_up(self) -> None:
        if self.highlighted != 0:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        if self.highlighted != self.option_count - 1:
            super().action_cursor_down()

    def action_select(self) -> None:
        option = self.highlighted_option
        if option is not None and not option.disabled:
            self._chosen(option.id or "")


class Line(Input):
    """A line of text; `submitted` is called with it on enter.

    The app hands it its letters by `take_letters`, when it is their turn among the other keys.
    """

    def __init__(
        self, submitted: Callable[[Input], None], id: str, max_length: int = 0, value: str = ""
    ) -> None:
        super().__init__(value, id=id, max_length=max_length, highlighter=Visible())
        # Told of by a message too: it would select what was typed meanwhile.
        self.select_on_focus = False
        self.action_select_all()
        self._submitted = submitted

    def offer(self, value: str) -> None:
        """Put a text in, which the first letter typed replaces."""
        self.value = value
        self.action_select_all()

    def take_letters(self, text: str) -> None:
        """Put text in the place of what is selected, as far as there is room."""
        start, end = sorted(self.selection)
        if self.max_length:
            text = text[: max(0, self.max_length - len(self.value) + end - start)]
        self.replace(text, start, end)

    def action_cursor_left(self, select: bool = False) -> None:
        """At the beginning of the line, or with all of it still offered, the screen's own."""
        whole = sorted(self.selection) == [0, len(self.value)]
        if not select and (self.cursor_position == 0 or whole):
            self.call_later(self.run_action, "screen.step(-1)")
        else:
            super().action_cursor_left(select)

    async def action_submit(self) -> None:
        self._submitted(self)

    async def _on_key(self, event: events.Key) -> None:
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.take_letters(visible(" ".join(event.text.splitlines())))


class AskedScale(PainScale):
    """A scale whose enter, left and right are the screen's own; up and down change the score."""

    KEYS = "0-9 chooses (1 then 0 is 10), up and down change by one, backspace clears"
    BINDINGS = [
        Binding("enter", "screen.enter", "Go on"),
        Binding("left", "screen.step(-1)", "Back", key_display="←"),
        Binding("right", "screen.step(1)", show=False),
        Binding("up", "change(1)", show=False),
        Binding("down", "change(-1)", show=False),
    ]


class EffortScale(AskedScale):
    """The same scale for how hard something was, 0-10."""

    def _words(self) -> str:
        if self.score is None:
            return "0 no effort, 10 all you have"
        return f"{self.score} of 10"
