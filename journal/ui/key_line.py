"""A line that says what to do, with the key for it where it can be seen."""

from __future__ import annotations

import msgspec
from textual.content import Content

KEY = "bold $accent"


class KeyLine(msgspec.Struct, frozen=True):
    """What to say, the key for it, empty where there is nothing to do, and what it does."""

    words: str
    key: str = ""
    then: str = ""

    def content(self, width: int) -> Content:
        """The line, with the key in front where it would be cut off at the end of `width`."""
        if not self.key:
            return Content(self.words)
        last = Content.assemble(f"{self.words} ", (self.key, KEY), self.then)
        if last.cell_length <= width:
            return last
        return Content.assemble((self.key, KEY), f" {self.words}")
