"""What the keys do here, and what this journal is and is not."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from journal.paths import styles_folder
from journal.ui.screens.today import ABOUT

WIDTH = 76
"""Columns of the panel at the most, as its stylesheet has it."""
KEYS, NAMES = 16, 14
"""Columns for the keys and for the name of what they do."""


class HelpScreen(ModalScreen[None]):
    """The keys of the screen below, in a panel over it."""

    BINDINGS = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close"),
        Binding("f1", "dismiss", show=False, priority=True),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self.css_path = [styles_folder() / "help.tcss"]
        self._below = below

    def compose(self) -> ComposeResult:
        with VerticalScroll() as panel:
            panel.border_title = "Help"
            panel.border_subtitle = "esc closes"
            here = getattr(self._below.focused, "KEYS", "")
            if here:
                yield Static(Content.assemble(("Here: ", "bold $accent"), here), id="here")
            yield Static(id="keys")
            more = getattr(self._below, "help_text", "")
            yield Static(Content(f"{more} {ABOUT}" if more else ABOUT), id="about")

    def on_mount(self) -> None:
        self._show_keys()

    def on_resize(self) -> None:
        self._show_keys()

    def _show_keys(self) -> None:
        """Lay the keys out once it is known how much room there is."""
        # Without the border, the padding and the scrollbar.
        width = min(WIDTH, self.app.size.width) - 8
        self.query_one("#keys", Static).update(self._keys(width))

    def _keys(self, width: int) -> Content:
        """A line for each key; what does not fit goes on below where it began."""
        rows: dict[str, tuple[list[str], str, str]] = {}
        says = getattr(self._below, "says", None)
        for _, binding, _, tooltip in self._below.active_bindings.values():
            if not binding.id:
                continue
            here = says(binding.id) if says else None
            name, words = here or (binding.description, tooltip)
            row = rows.setdefault(binding.action, ([], name, words))
            row[0].append(self.app.get_key_display(binding))
        lines = []
        digits = False
        for action, (keys, name, words) in rows.items():
            if action.startswith("score("):
                if digits:
                    continue
                digits, keys = True, ["0-9"]
            lines += _hanging(" ".join(keys).ljust(KEYS), f"{name:<{NAMES - 1}} ", words, width)
        more = (("tab, shift+tab", "next field, field before"), ("^p", "find any command by name"))
        for names, does in more:
            lines += _hanging(names.ljust(KEYS), "", does, width)
        return Content("\n").join(lines)


def _hanging(keys: str, name: str, words: str, width: int) -> list[Content]:
    """The lines of one key: the words behind the others, further ones below them."""
    lead = Content.assemble((keys, "bold $accent"), name)
    told = Content.styled(words, "$text-quiet").wrap(max(1, width - lead.cell_length))
    rest = Content(" " * lead.cell_length)
    return [(rest if number else lead) + line for number, line in enumerate(told)] or [lead]
