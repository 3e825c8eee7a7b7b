"""What changed, since when: the figures of a range of days (clinical sections 2.1, 2.2, 2.7).

Nothing here claims what goes with what; see `patterns`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from journal.domain.change import Change, Period, against_first, change, compare, period
from journal.domain.diary import WEEK_DAYS, Day, Diary, Rolling
from journal.domain.markers import Check, Done, Marker, all_markers
from journal.domain.places import PlaceDays, places, places_by_side
from journal.domain.practice import Practice
from journal.domain.rhythm import Beat, parts, weekdays
from journal.domain.spread import Reach, Spread, reaches, spread
from journal.domain.trend_words import headline

_BEFORE = timedelta(days=1)
_WEEK = timedelta(days=WEEK_DAYS)


class Summary(msgspec.Struct, frozen=True):
    """A week or month against the last one, and against the first logged week.

    A month runs up to today and is set against the whole month before. `against_first` is None
    where no logged week was over before it.
    """

    this: Period
    against_last: Change
    against_first: Change | None


class Trends(msgspec.Struct, frozen=True):
    """The days from `first` to `last` in figures, each with the days that it rests on.

    `today` is the last day in them when the range reaches so far; `change`, `spread`, `week` and
    `month` are those of the range's last day. `days` are the logged ones, earliest first;
    `mean7` has the days whose 7-day mean rests on four or more. `regions` are places as marked,
    `sides` the same with both sides counted on each. `weeks` are the whole weeks that end with
    `last`, the last one even of a shorter range, and `months` the calendar months, both earliest
    first.
    """

    first: date
    last: date
    today: date
    headline: str
    whole: Period
    days: tuple[Day, ...]
    mean7: tuple[Rolling, ...]
    change: Change
    reaches: tuple[Reach, ...]
    spread: Spread
    regions: tuple[PlaceDays, ...]
    sides: tuple[PlaceDays, ...]
    weekdays: tuple[Beat, ...]
    parts: tuple[Beat, ...]
    markers: tuple[Marker, ...]
    week: Summary
    month: Summary
    weeks: tuple[Period, ...]
    months: tuple[Period, ...]


def trends(
    diary: Diary,
    sessions: Iterable[Done],
    screenings: Iterable[Check],
    first: date,
    last: date,
    today: date,
) -> Trends:
    """The trends of a range of `diary`, which holds all days that they look at.

    Days before the range count for its first 7-day means and for the first logged week. Raises
    ValueError where no day up to `today` lies in the range.
    """
    last = min(last, today)
    if first > last:
        raise ValueError(f"no day up to {today} lies in the range from {first} to {last}")
    facts = diary.between(first, last)
    weekly = change(diary, last)
    return Trends(
        first=first,
        last=last,
        today=today,
        headline=headline(diary, weekly, today),
        whole=period(diary, first, last),
        days=tuple([found.day for found in facts]),
        mean7=diary.week_means(first, last),
        change=weekly,
        reaches=reaches(diary, first, last),
        spread=spread(diary, last),
        regions=places(facts),
        sides=places_by_side(facts),
        weekdays=weekdays(facts),
        parts=parts(facts),
        markers=all_markers(diary.markers, sessions, screenings, first, last),
        week=Summary(weekly.now, weekly, against_first(diary, weekly.now)),
        month=_month(diary, last),
        weeks=_weeks(diary, first, last),
        months=_months(diary, first, last),
    )


_NO_PRACTICE = Practice()


def record(
    trends: Trends, patterns: Iterable[Any] = (), practice: Practice = _NO_PRACTICE
) -> dict[str, Any]:
    """The trends as plain values for JSON: days as texts, what is not known as null.

    `practice` is that of the same days.
    """
    summaries = {
        "headline": trends.headline,
        "range": trends.whole,
        "week": trends.week,
        "month": trends.month,
        "weeks": trends.weeks,
        "months": trends.months,
        "spread": _spread_record(trends.spread),
        "weekdays": trends.weekdays,
        "times_of_day": trends.parts,
        "exercises": practice,
        "markers": trends.markers,
    }
    found: Mapping[str, Any] = {
        "days": trends.days,
        "mean7": [{"day": mean.day, "mean": mean.value, "n": mean.n} for mean in trends.mean7],
        "change": trends.change,
        "spread": trends.reaches,
        "regions": {
            f"{place.region}:{place.side}": {"days": place.days, "mean": place.mean}
            for place in trends.regions
        },
        "patterns": list(patterns),
        "summaries": summaries,
    }
    # By way of JSON, so that a tuple is a list here as it is to whoever reads it.
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return plain


def _spread_record(found: Spread) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(found)
    return plain | {"levels": found.levels, "words": found.words, "missing": found.missing}


def _month(diary: Diary, last: date) -> Summary:
    now = period(diary, last.replace(day=1), last)
    end = now.first - _BEFORE
    before = period(diary, end.replace(day=1), end)
    against_last = compare(now, before, f"{before.first:%B}")
    return Summary(now, against_last, against_first(diary, now))


def _weeks(diary: Diary, first: date, last: date) -> tuple[Period, ...]:
    number = max(1, ((last - first).days + 1) // WEEK_DAYS)
    ends = [last - n * _WEEK for n in reversed(range(number))]
    return tuple([period(diary, end - _WEEK + _BEFORE, end) for end in ends])


def _months(diary: Diary, first: date, last: date) -> tuple[Period, ...]:
    found = []
    end = last
    while end >= first:
        found.append(period(diary, end.replace(day=1), end))
        end = end.replace(day=1) - _BEFORE
    return tuple(reversed(found))
