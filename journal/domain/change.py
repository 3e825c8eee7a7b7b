"""What changed between two stretches of days, in the words of clinical section 2.2."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from journal.domain.average import mean
from journal.domain.diary import WEEK_DAYS, Diary
from journal.domain.pain_history import ENOUGH_DAYS, SEVERE

SAME = "about the same"
LOW_START = 3
"""The start from which down a percentage counts only together with a whole point."""
_PLACES = 9
"""Decimals kept: sums of thirds and sevenths are a hair off, and thresholds are not."""
_BEFORE = timedelta(days=1)
_WEEK = timedelta(days=WEEK_DAYS)


class Period(msgspec.Struct, frozen=True):
    """The days from `first` to `last` in figures; `logged` of its `days` have an entry.

    `mean` is that of the logged days' means, 0.0-10.0, and None with fewer than four of them.
    `worst` and `best` are the highest and lowest score, None where nothing was logged. `high`
    counts the days on which the pain reached 7 or more, at its worst (clinical section 2.1).
    """

    first: date
    last: date
    days: int
    logged: int
    entries: int
    mean: float | None
    worst: int | None
    best: int | None
    high: int

    @property
    def needed(self) -> int:
        """Logged days from which it can be compared: four of every seven, four at least."""
        return max(ENOUGH_DAYS, -(-ENOUGH_DAYS * self.days // WEEK_DAYS))


class Change(msgspec.Struct, frozen=True):
    """What changed from `before` to `now`.

    `points` is the difference of the means, negative where the pain is lower. `label` says it in
    words. Where they cannot be compared, `points` is None, `label` empty, and `missing` says why.
    """

    now: Period
    before: Period
    points: float | None
    label: str
    missing: str


def period(diary: Diary, first: date, last: date) -> Period:
    """The days from `first` to `last` in figures."""
    days = diary.days(first, last)
    return Period(
        first=first,
        last=last,
        days=max(0, (last - first).days + 1),
        logged=len(days),
        entries=sum([day.n for day in days]),
        mean=mean([day.mean for day in days]) if len(days) >= ENOUGH_DAYS else None,
        worst=max([day.worst for day in days], default=None),
        best=min([day.best for day in days], default=None),
        high=sum([day.worst >= SEVERE for day in days]),
    )


def week(diary: Diary, last: date) -> Period:
    """The seven days that end with `last`."""
    return period(diary, last - _WEEK + _BEFORE, last)


def label(before: float, now: float) -> str:
    """The change from one 7-day mean to another in words (clinical section 2.2)."""
    difference = round(now - before, _PLACES)
    points = abs(difference)
    # From nothing there is no percentage: the points alone count.
    share = round(points / before, _PLACES) if before > 0 else 1.0
    direction = "lower" if difference < 0 else "higher"
    if points >= 2 and share >= 0.3:
        return f"clearly {direction}"
    if points >= 1 or (share >= 0.15 and round(before, _PLACES) > LOW_START):
        return f"a little {direction}"
    return SAME


def compare(now: Period, before: Period, name: str) -> Change:
    """What changed from `before`, which goes by `name` in words, to `now`."""
    missing = ""
    if before.last >= now.first and now.last >= before.first:
        missing = "these two stretches share days"
    elif now.logged < now.needed or before.logged < before.needed:
        same = now.needed == before.needed
        enough = f"{now.needed} of each" if same else f"{now.needed} and {before.needed}"
        logged = f"{now.logged} and {before.logged} logged"
        missing = f"too few days to compare with {name} ({logged}; {enough} are enough)"
    if missing or now.mean is None or before.mean is None:
        return Change(now, before, None, "", missing)
    return Change(now, before, now.mean - before.mean, label(before.mean, now.mean), "")


def change(diary: Diary, today: date) -> Change:
    """The last 7 days against the 7 before."""
    return change_between(diary, today, today - _WEEK, "the 7 before")


def change_between(diary: Diary, now: date, before: date, name: str = "") -> Change:
    """The week that ends with `now` against the one that ends with `before`."""
    earlier = week(diary, before)
    return compare(week(diary, now), earlier, name or dates(earlier))


def change_since(diary: Diary, since: date, today: date) -> Change | None:
    """The last 7 days against the first logged week from `since` on: "what changed since June?".

    None where there is no such week that is over before the last 7 days.
    """
    return against_first(diary, week(diary, today), since)


def against_first(diary: Diary, now: Period, since: date = date.min) -> Change | None:
    """A stretch of days against the first logged week, None unless that was over before it."""
    first = first_week(diary, since)
    if first is None or first.last >= now.first:
        return None
    return compare(now, first, dates(first))


def first_week(diary: Diary, since: date = date.min) -> Period | None:
    """The first seven days from `since` on that begin with a logged day and hold four of them."""
    logged = [day for day in diary.dates if day >= since]
    for start, fourth in zip(logged, logged[ENOUGH_DAYS - 1 :], strict=False):
        if fourth - start < _WEEK:
            return week(diary, start + _WEEK - _BEFORE)
    return None


def dates(period: Period) -> str:
    """The days of a period: "2026-03-01 to 2026-03-07"."""
    return f"{period.first} to {period.last}"
