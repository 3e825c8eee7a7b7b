"""Words in columns, one or several of which can be picked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from journal.domain.fields import join_list, split_list
from journal.ui.widgets.form import FieldEdited, show_problem


class Picker(Widget, can_focus=True):
    """Arrows move, space picks; with `many` false a pick replaces the one before."""

    KEYS = "arrows move, space picks or lets go"
    BINDINGS = [
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("space", "pick", show=False),
        Binding("enter", "app.focus_next", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    picked: reactive[frozenset[str]] = reactive(frozenset())

    def __init__(
        self, field: str, label: str, options: Sequence[str], *, many: bool, hint: str = ""
    ) -> None:
        super().__init__(id=f"field-{field}")
        self.field = field
        self.hint = hint
        self.border_title = label
        self.border_subtitle = hint
        self._options = tuple(options)
        self._many = many
        self._unknown: list[str] = []
        self._width = max(map(len, options)) + 5

    @property
    def field_text(self) -> str:
        known = [option for option in self._options if option in self.picked]
        return join_list([*known, *self._unknown])

    def put(self, text: str) -> None:
        items = split_list(text)
        self.picked = frozenset(items) & frozenset(self._options)
        # A draft of another version can hold such; it is not ours to drop.
        self._unknown = [item for item in items if item not in self._options]

    @property
    def _columns(self) -> int:
        return max(1, (self.size.width or 70) // self._width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        columns = max(1, width // self._width)
        return -(-len(self._options) // columns)

    def render(self) -> RenderResult:
        columns = self._columns
        lines = []
        for start in range(0, len(self._options), columns):
            line = Content("")
            for index, option in enumerate(self._options[start : start + columns], start):
                picked = option in self.picked
                mark = "[x]" if picked and self._many else "(x)" if picked else "[ ]"
                mark = "( )" if not picked and not self._many else mark
                style = "bold $accent" if picked else "$foreground"
                if index == self.cursor and self.has_focus:
                    style = f"reverse {style}"
                word = option.replace("-", " ")
                line = line.append(Content.styled(f"{mark} {word}", style))
                line = line.append(" " * (self._width - len(word) - 4))
            lines.append(line)
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y * self._columns + min(offset.x // self._width, self._columns - 1)
        if index < len(self._options):
            self.cursor = index
            self.action_pick()

    def action_move(self, right: int, down: int) -> None:
        target = self.cursor + right + down * self._columns
        if 0 <= target < len(self._options):
            self.cursor = target

    def action_pick(self) -> None:
        option = self._options[self.cursor]
        if option in self.picked:
            self.picked -= {option}
        else:
            self.picked = self.picked | {option} if self._many else frozenset({option})
        show_problem(self, "")
        self.post_message(FieldEdited())

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh()
