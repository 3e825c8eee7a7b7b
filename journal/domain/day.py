"""A day as its entries tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

import msgspec

from journal.domain.body import Region, Side
from journal.domain.entry import PainEntry, Site


class DayView(msgspec.Struct, frozen=True):
    """The entries of one diary day, earliest first; never empty."""

    day: date
    entries: tuple[PainEntry, ...]

    @property
    def mean(self) -> float:
        """Mean of the day's scores, 0.0-10.0."""
        return sum(entry.pain for entry in self.entries) / len(self.entries)

    @property
    def worst(self) -> int:
        """The highest score of the day, 0-10: of any entry, or the worst it names."""
        return max(max(entry.pain, entry.worst or 0) for entry in self.entries)

    @property
    def sites(self) -> tuple[Site, ...]:
        """Every place marked that day, each once, with the last score it was given."""
        found: dict[tuple[Region, Side], Site] = {}
        for site in (site for entry in self.entries for site in entry.sites):
            place = (site.region, site.side)
            if site.pain is not None or place not in found:
                found[place] = site
        return tuple(found.values())

    def latest(self, field: str) -> Any:
        """The day's last logged value of `field`, None when no entry logged it.

        The type is that of the field in `PainEntry`.
        """
        for entry in reversed(self.entries):
            value = getattr(entry, field)
            if value not in (None, (), ""):
                return value
        return None


def days_of(entries: Iterable[PainEntry]) -> Iterator[DayView]:
    """The days in `entries`, each once, earliest first."""
    for day, group in by_day(entries):
        yield DayView(day, tuple(group))


def by_day(entries: Iterable[PainEntry]) -> Iterator[tuple[date, list[PainEntry]]]:
    """The entries of each day, both earliest first; `entries` mostly come in that order.

    A record changed by hand can be read with another day than the one it was put in order by.
    """
    found = list(entries)
    moment = attrgetter("day", "at")
    if any(later < earlier for earlier, later in pairwise(map(moment, found))):
        found.sort(key=moment)
    for day, group in groupby(found, key=attrgetter("day")):
        yield day, list(group)


def day_words(day: date) -> str:
    """A day in words: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"
