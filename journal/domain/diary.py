"""The entries by diary day, as the trends need them: one pass, then any range at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from journal.domain.average import mean
from journal.domain.body import DEPTHS, Region, Side
from journal.domain.day import by_day
from journal.domain.entry import PainEntry
from journal.domain.markers import Marker, markers_of
from journal.domain.pain_history import ENOUGH_DAYS, MARKED

WEEK_DAYS = 7
PARTS = 4
"""Parts of a day, six hours each."""
PART_HOURS = 6

Place = tuple[Region, Side]
"""A place as it was marked."""


class Day(msgspec.Struct, frozen=True, gc=False):
    """One logged day: mean (0.0-10.0), highest and lowest score (0-10), number of entries (1-).

    `worst` counts the worst that an entry names; `best` is the lowest `pain` of an entry.
    """

    day: date
    mean: float
    worst: int
    best: int
    n: int


class DayFacts(msgspec.Struct, frozen=True, gc=False):
    """What else a logged day tells.

    `places` are those that hurt, with the day's mean for each (above 0, up to 10): the place's
    own score where one was given, else the entry's. `parts` are the means of the night, the
    morning, the afternoon and the evening, by the clock where the entry was made; None where
    nothing was logged. `down` is how far down the left leg and the right it reached, 0 (back) to
    5 (foot), None where no such place was marked. What is marked on the spine counts on both
    sides; a side without a mark of its own is 0 on a day with one on the other.
    """

    day: Day
    places: Mapping[Place, float]
    parts: tuple[float | None, ...]
    down: tuple[int, int] | None

    @property
    def reach(self) -> int | None:
        """How far down it reached on the side that reached further (clinical section 2.7)."""
        return None if self.down is None else max(self.down)


class Rolling(msgspec.Struct, frozen=True, gc=False):
    """A figure over the seven days that end with `day`, and the number of days it rests on."""

    day: date
    value: float
    n: int


class Diary(msgspec.Struct, frozen=True):
    """The logged days, earliest first, and what the entries mark on the time line.

    `dates` are the days of `facts`, in the same order.
    """

    dates: tuple[date, ...]
    facts: tuple[DayFacts, ...]
    markers: tuple[Marker, ...]

    def between(self, first: date, last: date) -> tuple[DayFacts, ...]:
        """The logged days from `first` to `last`."""
        return self.facts[bisect_left(self.dates, first) : bisect_right(self.dates, last)]

    def days(self, first: date, last: date) -> tuple[Day, ...]:
        """The scores of the logged days from `first` to `last`."""
        return tuple([facts.day for facts in self.between(first, last)])

    def earliest(self, today: date) -> date:
        """The first logged day, `today` where nothing was logged up to it."""
        return min(self.dates[0], today) if self.dates else today

    def week_means(self, first: date, last: date) -> tuple[Rolling, ...]:
        """The 7-day mean of each day from `first` to `last` that has one (2.1).

        It is the mean of the days' means, and rests on four logged days at least.
        """
        facts = self.between(first - timedelta(WEEK_DAYS - 1), last)
        scores = [(found.day.day.toordinal(), found.day.mean) for found in facts]
        return tuple(rolling(scores, first, last, mean))


def diary_of(entries: Iterable[PainEntry]) -> Diary:
    """What `entries`, which mostly come in diary order, tell by day."""
    facts: list[DayFacts] = []
    markers: list[Marker] = []
    for day, found in by_day(entries):
        facts.append(_facts(day, found))
        markers += markers_of(day, found)
    return Diary(tuple([found.day.day for found in facts]), tuple(facts), tuple(markers))


def rolling(
    values: Sequence[tuple[int, float]],
    first: date,
    last: date,
    reduce: Callable[[Sequence[float]], float],
    least: int = ENOUGH_DAYS,
) -> Iterator[Rolling]:
    """`reduce` over the seven days up to each day from `first` to `last` with `least` values.

    `values` are days, as ordinals in rising order, and what is known of them.
    """
    ordinals, known = [day for day, _ in values], [value for _, value in values]
    start = end = 0
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        while end < len(ordinals) and ordinals[end] <= ordinal:
            end += 1
        while start < end and ordinals[start] <= ordinal - WEEK_DAYS:
            start += 1
        if end - start >= least:
            yield Rolling(date.fromordinal(ordinal), reduce(known[start:end]), end - start)


def _facts(day: date, entries: Sequence[PainEntry]) -> DayFacts:
    # Ten years of entries come through here whenever the trends are opened: plain steps only.
    total, worst, best, left, right = 0, 0, 10, -1, -1
    marked: dict[Place, list[int]] = {}
    by_part: dict[int, list[int]] = {}
    for entry in entries:
        pain, named = entry.pain, entry.worst
        total += pain
        if pain < best:
            best = pain
        if pain > worst:
            worst = pain
        if named is not None and named > worst:
            worst = named
        part = entry.at.hour // PART_HOURS
        if part in by_part:
            by_part[part].append(pain)
        else:
            by_part[part] = [pain]
        for site in entry.sites:
            region, on, own = site.region, site.side, site.pain
            score = pain if own is None else own
            place = (region, on)
            if place in marked:
                marked[place].append(score)
            else:
                marked[place] = [score]
            if score >= MARKED and region in DEPTHS:
                depth = DEPTHS[region]
                if depth > left and on is not Side.RIGHT:
                    left = depth
                if depth > right and on is not Side.LEFT:
                    right = depth
    scores = [by_part.get(part) for part in range(PARTS)]
    return DayFacts(
        Day(day, total / len(entries), worst, best, len(entries)),
        {place: sum(found) / len(found) for place, found in marked.items() if any(found)},
        tuple([None if found is None else sum(found) / len(found) for found in scores]),
        None if left < 0 and right < 0 else (max(0, left), max(0, right)),
    )
