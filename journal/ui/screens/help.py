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
            yield Static(self._keys())
            more = getattr(self._below, "help_text", "")
            yield Static(Content(f"{more} {ABOUT}" if more else ABOUT), id="about")

    def _keys(self) -> Content:
        rows: dict[str, tuple[list[str], str, str]] = {}
        for _, binding, _, tooltip in self._below.active_bindings.values():
            if not binding.id:
                continue
            row = rows.setdefault(binding.action, ([], binding.description, tooltip))
            row[0].append(self.app.get_key_display(binding))
        lines = []
        digits = False
        for action, (keys, name, words) in rows.items():
            if action.startswith("score("):
                if digits:
                    continue
                digits, keys = True, ["0-9"]
            lines.append(
                Content.assemble(
                    (" ".join(keys).ljust(16), "bold $accent"),
                    name.ljust(14),
                    (words, "$text-quiet"),
                )
            )
        more = (("tab, shift+tab", "next field, field before"), ("^p", "find any command by name"))
        for names, does in more:
            line = Content.assemble((names.ljust(16), "bold $accent"), (does, "$text-quiet"))
            lines.append(line)
        return Content("\n").join(lines)
