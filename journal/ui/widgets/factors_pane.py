"""The trends of the factors: what goes with the pain, or what is still missing to say so."""

from __future__ import annotations

from collections.abc import Iterable

from journal.domain.trend_report import pattern_lines
from journal.ui.trend_view import Looked
from journal.ui.widgets.pane import TextPane


class FactorsPane(TextPane):
    """At most a few possible patterns, each with what it rests on."""

    def titles(self, looked: Looked) -> tuple[str, str]:
        return "Beside the pain of the day after", ""

    def lines(self, looked: Looked) -> Iterable[str]:
        if looked.patterns is not None:
            for line in pattern_lines(looked.patterns, looked.may_try):
                yield from (line, "")
