"""Where it hurt, on how many days and how much."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from journal.domain.body import Region, Side, label
from journal.domain.diary import DayFacts, Place
from journal.domain.pain_history import each_side


class PlaceDays(msgspec.Struct, frozen=True):
    """A place: the days (1-) on which it hurt, and the mean of those days (above 0, up to 10).

    A day's value is the mean of the place's own scores that day, or of the entries' where it
    was given none. A day on which it was only ever scored 0 does not count.
    """

    region: Region
    side: Side
    days: int
    mean: float

    @property
    def words(self) -> str:
        """The place in plain words: "low back (centre)"."""
        return f"{label(self.region)} ({self.side})"


def places(facts: Iterable[DayFacts]) -> tuple[PlaceDays, ...]:
    """The places as they were marked, the one of most days first, then the sorest."""
    found: dict[Place, list[float]] = {}
    for known in facts:
        for place, score in known.places.items():
            found.setdefault(place, []).append(score)
    return _in_order(found)


def places_by_side(facts: Iterable[DayFacts]) -> tuple[PlaceDays, ...]:
    """As `places`, with a mark on both sides counted on the left and on the right.

    A day on which a place was marked twice, as both and as left, counts once, with the higher.
    """
    found: dict[Place, list[float]] = {}
    for known in facts:
        of_day = dict(known.places)
        for region, marked in known.places:
            if marked is Side.BOTH:
                score = of_day.pop((region, marked))
                for side in each_side(marked):
                    of_day[region, side] = max(score, of_day.get((region, side), 0.0))
        for place, score in of_day.items():
            found.setdefault(place, []).append(score)
    return _in_order(found)


def _in_order(found: dict[Place, list[float]]) -> tuple[PlaceDays, ...]:
    known = [
        PlaceDays(region, side, len(scores), sum(scores) / len(scores))
        for (region, side), scores in found.items()
    ]
    return tuple(sorted(known, key=lambda p: (-p.days, -p.mean, p.region, p.side)))
