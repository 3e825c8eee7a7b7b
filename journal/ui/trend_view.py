"""What the panes of the trends show of a range, made off the event loop and kept for a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from journal.domain.diary import Diary
from journal.domain.patterns import Patterns
from journal.domain.practice import Practice
from journal.domain.span import Span, begin
from journal.domain.trend_report import names_in
from journal.domain.trends import Trends
from journal.store.snapshot import Snapshot
from journal.trending import (
    diary_for,
    earliest,
    patterns_on,
    practice_in,
    trends_in,
    whole_diary,
)

MUCH = 100
"""Days from which on the whole diary is made: slower once, and then any range comes at once."""
YEAR = timedelta(days=364)
"""What the calendar shows before its last day."""
KEPT = 8
"""Ranges kept, for going back and forth."""


class TrendView:
    """The trends of a state of the journal as of a day. Everything here may take a while."""

    def __init__(self, snapshot: Snapshot, today: date, may_try: bool) -> None:
        """`may_try` is whether exercise is open today, so that one may be offered as a trial."""
        self.snapshot = snapshot
        self.today = today
        self.may_try = may_try
        self._whole: Diary | None = None
        self._kept = lru_cache(KEPT)(self._make)

    @property
    def earliest(self) -> date:
        """The first logged day, today where nothing is logged."""
        return earliest(self.snapshot, self.today)

    def range(self, span: Span, last: date) -> tuple[date, date]:
        """The first and the last day of a span that ends with `last`."""
        return begin(span, last, self.earliest), last

    def trends(self, first: date, last: date) -> tuple[Trends, Diary]:
        """The trends of a range, and the diary that they rest on."""
        return self._kept(first, last)

    def _make(self, first: date, last: date) -> tuple[Trends, Diary]:
        if self._whole is None and (last - first).days >= MUCH:
            self._whole = whole_diary(self.snapshot)
        diary = self._whole or diary_for(self.snapshot, first, last)
        return trends_in(self.snapshot, first, last, self.today, diary), diary

    def year(self, last: date) -> tuple[Trends, Diary]:
        """What the calendar up to `last` shows."""
        return self.trends(last - YEAR, last)

    def patterns(self, last: date) -> Patterns:
        """What went with the pain, as it could be said on `last`."""
        return patterns_on(self.snapshot, last)

    def practice(self, first: date, last: date) -> Practice:
        """The exercises done in a range, and how it hurt before and after."""
        return practice_in(self.snapshot, first, last)

    def names(self) -> Mapping[str, str]:
        """The names of programmes and exercises by id."""
        from journal.content.library import load_library

        return names_in(load_library())
