"""The trends of a range, read from the journal: what the app and the command share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from journal.domain.day import days_of
from journal.domain.diary import WEEK_DAYS, Diary, diary_of
from journal.domain.pain_history import ENOUGH_DAYS
from journal.domain.patterns import MEMORY, Patterns, patterns
from journal.domain.practice import Practice, practice
from journal.domain.standing import Exercise
from journal.domain.trends import Trends, trends
from journal.halting import standing_of
from journal.store.entry_log import EntryLog
from journal.store.errors import UnreadableRecord
from journal.store.session_log import SessionLog
from journal.store.snapshot import Snapshot

if TYPE_CHECKING:
    from journal.domain.training import Session

_DAY = timedelta(days=1)
_WEEK = timedelta(days=WEEK_DAYS)


def whole_diary(snapshot: Snapshot) -> Diary:
    """Every entry by day: slow for ten years, but then any range comes at once."""
    return diary_of(snapshot.entries)


def trends_in(
    snapshot: Snapshot, first: date, last: date, today: date, diary: Diary | None = None
) -> Trends:
    """The trends from `first` to `last`, or to `today` where that is earlier.

    From `diary` where there is one of the whole journal, else from no more entries than they
    need. Raises ValueError where no day up to `today` lies in the range.
    """
    last = min(last, today)
    if diary is None:
        diary = diary_for(snapshot, first, last)
    return trends(diary, snapshot.sessions.past, snapshot.screenings.past, first, last, today)


def diary_for(snapshot: Snapshot, first: date, last: date) -> Diary:
    """The days that the trends from `first` to `last` look at, and no others.

    Those are the range with the week and the whole month before, the first logged week of all,
    and the last logged day.
    """
    log = snapshot.entries
    month_before = last.replace(day=1) - _DAY
    since = min(first - _WEEK, first.replace(day=1), month_before.replace(day=1))
    needed = {*log.between(since, last), *_first_week(log)}
    if newest := log.between(None, last):
        day = log.day_at(newest[-1])
        needed.update(log.between(day, day))
    elif log:
        needed.add(0)  # All there is lies ahead: that something does is told.
    return diary_of(log[index] for index in sorted(needed))


def patterns_on(snapshot: Snapshot, day: date) -> Patterns:
    """What went with the pain, as it could be said on `day`."""
    log = snapshot.entries
    logged = log.between(None, day)
    if not logged:
        return patterns((), frozenset(), day)
    # Claims end with a whole week, up to seven days before the last logged one.
    since = log.day_at(logged[-1]) - MEMORY - _WEEK
    views = days_of(log[index] for index in log.between(since, day))
    exercised = {session.day for session in snapshot.sessions.past}
    return patterns(tuple(views), exercised, day)


def practice_in(snapshot: Snapshot, first: date, last: date) -> Practice:
    """What was done in the finished sessions from `first` to `last`, and how it felt.

    Sessions that cannot be read are passed over.
    """
    return practice(_whole_sessions(snapshot.sessions, first, last))


def practice_names() -> dict[str, str]:
    """The names of programmes and exercises by id; loads the exercises."""
    from journal.content.library import load_library
    from journal.domain.practice_table import names_in

    return names_in(load_library())


def may_try_exercise(snapshot: Snapshot, today: date, advice: bool) -> bool:
    """Whether something new to exercise may be proposed today (clinical section 1.4).

    Not where only gentle programmes are left: that is for nothing new. With `advice` off the
    checks of warning signs count for nothing.
    """
    return standing_of(snapshot, advice).permission(today).exercise is Exercise.ALL


def earliest(snapshot: Snapshot, last: date) -> date:
    """The first logged day, `last` where nothing was logged up to it."""
    log = snapshot.entries
    return min(log.day_at(0), last) if log else last


def _whole_sessions(log: SessionLog, first: date, last: date) -> Iterator[Session]:
    for index in log.between(first, last):
        try:
            yield log[index]
        except UnreadableRecord:
            continue  # Told of in the history and by doctor.


def _first_week(log: EntryLog) -> Iterable[int]:
    """Where the entries are of the first seven days that hold enough logged ones.

    As `change.first_week`, but without decoding what lies before and after.
    """
    latest: list[date] = []
    for day in _days(log):
        latest = [*latest[1 - ENOUGH_DAYS :], day]
        if len(latest) == ENOUGH_DAYS and day - latest[0] < _WEEK:
            return log.between(latest[0], latest[0] + _WEEK - _DAY)
    return ()


def _days(log: EntryLog) -> Iterator[date]:
    for day, _ in groupby(log.day_at(index) for index in range(len(log))):
        yield day
