"""A year of days as a calendar: a column for each week, a row for each weekday."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import IntEnum

from journal.domain.canvas import Line
from journal.domain.columns import Unit, begin, span_words, year
from journal.domain.date_ticks import SPACE
from journal.domain.diary import WEEK_DAYS, Day
from journal.domain.severity import Severity, severity

WEEKS = 53
"""Columns of a year: with 53 of them every day of it is in one, whatever weekday it ends on."""
GUTTER = 4
"""Cells to the left, in which the weekdays stand."""
WHOLE_WIDTH = GUTTER + WEEKS
"""Cells across from which on all weeks are in view."""
HEIGHT = WEEK_DAYS + 2
"""Rows: the months, the weekdays, what the signs mean."""
_WIDEST = 3
_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_BLANK = " "


class Level(IntEnum):
    """What a day of the calendar shows; the number is its layer in a line."""

    OUTSIDE = 0
    NOT_LOGGED = 1
    NONE = 2
    MILD = 3
    MODERATE = 4
    SEVERE = 5
    WORDS = 6
    CURSOR = 7


_LEVELS = {
    Severity.NONE: Level.NONE,
    Severity.MILD: Level.MILD,
    Severity.MODERATE: Level.MODERATE,
    Severity.SEVERE: Level.SEVERE,
}
SIGNS = {
    Level.OUTSIDE: " ",
    Level.NOT_LOGGED: "·",
    Level.NONE: "○",
    Level.MILD: "░",
    Level.MODERATE: "▒",
    Level.SEVERE: "█",
}
"""The more pain, the denser: so it can be read without colours."""
MEANINGS = {
    Level.NOT_LOGGED: "not logged",
    Level.NONE: "0",
    Level.MILD: "up to 3",
    Level.MODERATE: "4 to 6",
    Level.SEVERE: "7 to 10",
}
"""The mean score of the day, rounded, for each sign."""
LEAST_WIDTH = sum([len(words) + 3 for words in MEANINGS.values()]) - 1
"""Cells across from which on it says what all signs mean."""
_ASCII = str.maketrans("·○░▒█", ".o-+#")


def first_day(last: date) -> date:
    """The first day of the 53 weeks up to the one that holds `last`, a Monday."""
    return begin(Unit.WEEK, last) - timedelta(days=(WEEKS - 1) * WEEK_DAYS)


class Year:
    """The 53 weeks up to the one that holds `last`, as many as fit beside each other.

    Where they do not all fit, those in view end with the last one, or earlier, so that the week
    of `shown` is among them. Days before `since` are as those to come: nothing is known of them.
    """

    def __init__(
        self,
        days: Iterable[Day],
        last: date,
        width: int,
        shown: date | None = None,
        since: date | None = None,
    ) -> None:
        """`width` in cells; no week is drawn where there is no room for one."""
        self.last, self.width = last, width
        self.first = max(first_day(last), since or date.min)
        """The first day of the year that is shown: a Monday, or `since` where that is later."""
        self.end = begin(Unit.WEEK, last)
        room = max(0, width - GUTTER)
        self.cell_width = max(1, min(_WIDEST, room // WEEKS))
        self.weeks = min(WEEKS, room // self.cell_width)
        # Weeks are counted back from the last one.
        back = self._back(last if shown is None else shown)
        self._behind = max(0, min(back - self.weeks // 2, WEEKS - self.weeks))
        self._levels: Mapping[date, Level] = {
            day.day: _LEVELS[severity(day.mean)] for day in days if self.first <= day.day <= last
        }

    @property
    def words(self) -> str:
        """The days in view, in words."""
        if not self.weeks:
            return ""
        start = max(self._monday(0), self.first)
        end = min(self._monday(self.weeks - 1) + timedelta(days=WEEK_DAYS - 1), self.last)
        return span_words(start, end) if start <= end else ""

    def level(self, day: date) -> Level:
        """What a day shows."""
        if not self.first <= day <= self.last:
            return Level.OUTSIDE
        return self._levels.get(day, Level.NOT_LOGGED)

    def place(self, day: date) -> tuple[int, int] | None:
        """The first cell and the row of a day, None where it is not in view."""
        week = self.weeks - 1 - (self._back(day) - self._behind)
        if not 0 <= week < self.weeks or not self.first <= day <= self.last:
            return None
        return GUTTER + week * self.cell_width, 1 + day.weekday()

    def day_at(self, cell: int, row: int) -> date | None:
        """The day that is drawn in a cell, None where none is."""
        week, weekday = (cell - GUTTER) // self.cell_width, row - 1
        if not (0 <= week < self.weeks and 0 <= weekday < WEEK_DAYS):
            return None
        day = self._monday(week) + timedelta(days=weekday)
        return day if self.first <= day <= self.last else None

    def _back(self, day: date) -> int:
        return (self.end - begin(Unit.WEEK, day)).days // WEEK_DAYS

    def _monday(self, week: int) -> date:
        back = self._behind + self.weeks - 1 - week
        return self.end - timedelta(days=back * WEEK_DAYS)

    # Drawing

    def lines(self) -> list[Line]:
        """The months, the weekdays from Monday and the legend; each as wide as the calendar."""
        if not self.weeks:
            return [Line.of_text(_BLANK * self.width, 0)] * HEIGHT
        return [self._months(), *[self._row(n) for n in range(WEEK_DAYS)], self._legend()]

    def with_cursor(self, line: Line, y: int, day: date) -> Line:
        """`line`, which is number `y`, with the cursor if it holds `day`."""
        place = self.place(day)
        if place is None or place[1] != y:
            return line
        return line.with_text("◆" * self.cell_width, place[0], Level.CURSOR)

    def text_rows(self, ascii: bool = False) -> list[str]:
        """The lines as text without looks; with `ascii` in signs that every terminal has."""
        texts = [line.text.rstrip() for line in self.lines()]
        return [text.translate(_ASCII) for text in texts] if ascii else texts

    def _row(self, weekday: int) -> Line:
        line = Line.of_text(_NAMES[weekday].ljust(GUTTER), Level.WORDS)
        step = timedelta(days=weekday)
        levels = [self.level(self._monday(week) + step) for week in range(self.weeks)]
        signs = "".join([SIGNS[level] * self.cell_width for level in levels])
        layers = bytes([level for level in levels for _ in range(self.cell_width)])
        rest = self.width - GUTTER - len(signs)
        return line.beside(Line(signs + _BLANK * rest, layers + bytes(rest)))

    def _months(self) -> Line:
        """The months, each above the week in which it begins; the year with every January."""
        row = Line.of_text(_BLANK * self.width, Level.WORDS)
        starts = []
        for week in range(self.weeks):
            sunday = self._monday(week) + timedelta(days=WEEK_DAYS - 1)
            if sunday.day <= WEEK_DAYS and sunday.replace(day=1) <= self.last:
                starts.append((GUTTER + week * self.cell_width, sunday))
        ends = [start for start, _ in starts[1:]] + [self.width + SPACE]
        for (start, day), end in zip(starts, ends, strict=False):
            forms = [f"{day:%b} {year(day)}"] if day.month == 1 else []
            for text in (*forms, f"{day:%b}"):
                if start + len(text) < min(end, self.width + 1):
                    row = row.with_text(text, start, Level.WORDS)
                    break
        return row

    def _legend(self) -> Line:
        """What the signs mean, closer together where there is little room."""
        items = [(SIGNS[level], level, words) for level, words in MEANINGS.items()]
        for start, space in ((GUTTER, SPACE), (0, 1)):
            if start + sum([len(words) + 2 + space for _, _, words in items]) - space <= self.width:
                break
        row = Line.of_text(_BLANK * self.width, Level.WORDS)
        for sign, level, words in items:
            end = start + 2 + len(words)
            if end > self.width:
                break
            row = row.with_text(sign, start, level).with_text(words, start + 2, Level.WORDS)
            start = end + space
        return row
