"""Control characters in a line of input, as signs that do nothing."""

from __future__ import annotations

from rich.highlighter import Highlighter
from rich.text import Text

from journal.domain.text import visible


class Visible(Highlighter):
    """Shows control characters in an input instead of sending them to the terminal."""

    def highlight(self, text: Text) -> None:
        text.plain = visible(text.plain)
