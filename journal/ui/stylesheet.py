"""A stylesheet that does not parse again what it has parsed."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

SOURCES = 512
"""Sources remembered: one for each kind of widget and for each screen, with room to spare."""


class KeptStylesheet(Stylesheet):
    """Textual's own parses every source again for each screen that is opened, some 15 ms a time.

    The rules of a source are the same for as long as the variables, the theme's, are.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        # Textual's has room for fewer sources than there are here.
        self._parse_cache = LRUCache(SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        self.parse()
