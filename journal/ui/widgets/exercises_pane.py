"""The trends of the exercises: what was done, and the pain before, after and the next morning."""

from __future__ import annotations

from collections.abc import Iterable

from journal.domain.practice_table import practice_table
from journal.ui.trend_view import Looked
from journal.ui.widgets.pane import TextPane


class ExercisesPane(TextPane):
    """A table by programme and by exercise."""

    def lines(self, looked: Looked) -> Iterable[str]:
        if looked.practice is None:
            return ()
        days = looked.trends.whole.days
        return practice_table(looked.practice, looked.names, self.text.size.width, days)
