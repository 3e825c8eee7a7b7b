"""What the parts of the trends show of a range, made off the event loop and kept for a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from journal.domain.calendar import first_day
from journal.domain.columns import Series
from journal.domain.diary import Diary
from journal.domain.patterns import Patterns
from journal.domain.practice import Practice
from journal.domain.span import Span, begin, step
from journal.domain.trends import Trends
from journal.store.snapshot import Snapshot
from journal.trending import (
    diary_for,
    earliest,
    patterns_on,
    practice_in,
    practice_names,
    trends_in,
    whole_diary,
)

MUCH = 100
"""Days from which on the whole diary is made: slower once, and then any range comes at once."""
YEAR = Span("Year", 364)
"""A step of the calendar: the weeks before come next."""
KEPT = 8
"""Ranges kept, for going back and forth."""


class Part(StrEnum):
    """The parts of the screen, by their names."""

    PAIN = "Pain"
    WHERE = "Where"
    FACTORS = "Factors"
    EXERCISES = "Exercises"
    CALENDAR = "Calendar"


class Looked(msgspec.Struct, frozen=True):
    """What was made for a part: only what it shows.

    `names` are those of programmes and exercises by id; with `may_try` a trial with exercise may
    be offered.
    """

    trends: Trends
    diary: Diary
    patterns: Patterns | None = None
    may_try: bool = False
    practice: Practice | None = None
    names: Mapping[str, str] = {}

    @property
    def series(self) -> Series:
        """What a chart or a calendar shows of it."""
        found = self.trends
        return Series(found.first, found.last, found.days, found.mean7, found.markers)


class TrendView:
    """The trends of a state of the journal as of a day."""

    def __init__(self, snapshot: Snapshot, today: date, may_try: bool) -> None:
        """`may_try` is whether exercise is open today, so that one may be offered as a trial."""
        self.snapshot = snapshot
        self.today = today
        self._may_try = may_try
        self._whole: Diary | None = None
        self._kept: dict[tuple[date, date], tuple[Trends, Diary]] = {}

    @property
    def earliest(self) -> date:
        """The first logged day, today where nothing is logged."""
        return earliest(self.snapshot, self.today)

    def step(self, part: Part, span: Span, last: date, way: int) -> date:
        """The last day after one step back (-1) or on (1); the calendar goes by years."""
        by = YEAR if part is Part.CALENDAR else span
        return step(by, last, way, self.earliest, self.today)

    def look(self, part: Part, span: Span, last: date) -> Looked:
        """Make what a part shows of the span that ends with `last`. It may take a while."""
        whole = part is Part.CALENDAR
        first = first_day(last) if whole else begin(span, last, self.earliest)
        found = Looked(*self._trends(first, last))
        if part is Part.FACTORS:
            patterns = patterns_on(self.snapshot, last)
            return msgspec.structs.replace(found, patterns=patterns, may_try=self._may_try)
        if part is Part.EXERCISES:
            practice = practice_in(self.snapshot, first, last)
            names = practice_names() if practice.sessions else {}
            return msgspec.structs.replace(found, practice=practice, names=names)
        return found

    def _trends(self, first: date, last: date) -> tuple[Trends, Diary]:
        kept = self._kept
        if (first, last) not in kept:
            if len(kept) == KEPT:
                del kept[next(iter(kept))]
            kept[first, last] = self._make(first, last)
        return kept[first, last]

    def _make(self, first: date, last: date) -> tuple[Trends, Diary]:
        if self._whole is None and (last - first).days >= MUCH:
            self._whole = whole_diary(self.snapshot)
        diary = self._whole or diary_for(self.snapshot, first, last)
        return trends_in(self.snapshot, first, last, self.today, diary), diary
