"""What the tests of the trends share: diaries by day, and any diary that there can be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random
from typing import Any

from hypothesis import strategies as st

from journal.domain.body import Region, Side, sides_of
from journal.domain.diary import Diary, diary_of
from journal.domain.entry import PainEntry, Site

TODAY = date(2026, 3, 14)
"""A Saturday."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def made(day: date, pain: int = 4, *sites: Site, hour: int = 21, **fields: Any) -> PainEntry:
    """An entry of a diary day, written on it."""
    at = datetime.combine(day, time(hour), UTC)
    defaults: dict[str, Any] = {"id": "e1", "day": day, "at": at, "sites": sites}
    return PainEntry(pain=pain, **(defaults | {"created_at": at, "updated_at": at} | fields))


def diary(*scores: int | None, last: date = TODAY) -> Diary:
    """One score a day up to `last`, None where nothing was logged."""
    first = last - timedelta(days=len(scores) - 1)
    logged = enumerate(scores)
    days = [(first + timedelta(days=n), score) for n, score in logged if score is not None]
    return diary_of([made(day, score) for day, score in days])


def weeks(*scores: int) -> Diary:
    """A diary logged every day, at one score in each week; the last week ends today."""
    return diary(*(score for score in scores for _ in range(7)))


def in_order(entries: Iterable[PainEntry]) -> list[PainEntry]:
    """Entries in diary order."""
    return sorted(entries, key=lambda entry: (entry.day, entry.at))


_REGIONS = (Region.LOW_BACK, Region.BUTTOCK, Region.KNEE, Region.FOOT, Region.GROIN, Region.BELLY)
_OFFSETS = (-10 * 60, -60, 0, 60, 345, 13 * 60)


def random_diary(seed: int, span: int, share: float) -> list[PainEntry]:
    """Entries of the `span` days up to today, of which about `share` are logged.

    The level changes by the week, from 0 to 10; days have up to five entries, written in several
    time zones and now and then on the day before or after.
    """
    rng = Random(seed)
    found = []
    for back in range(span):
        if back % 7 == 0:
            level, depth = rng.randint(0, 10), rng.randint(1, len(_REGIONS))
        if rng.random() >= share:
            continue
        for _ in range(rng.choice((1, 1, 1, 2, 5))):
            zone = timezone(timedelta(minutes=rng.choice(_OFFSETS)))
            clock = time(rng.randrange(24), rng.randrange(60))
            at = datetime.combine(ago(back + rng.choice((0, 0, 0, 1, -1))), clock, zone)
            pain = min(10, max(0, level + rng.choice((0, 0, -1, 1, 4))))
            marked = {(r, rng.choice(sides_of(r))) for r in rng.choices(_REGIONS[:depth], k=3)}
            marked = sorted(marked) if rng.random() < 0.7 else []
            sites = [Site(*place, rng.choice((None, None, 0, 1, 2, 7))) for place in marked]
            worst = rng.choice((None, None, rng.randint(0, 10)))
            found.append(made(ago(back), pain, *sites, at=at, worst=worst))
    return in_order(found)


def histories(span: int = 40) -> st.SearchStrategy[list[PainEntry]]:
    """Random diaries of the last `span` days: full, patchy, nearly or quite empty."""
    return st.builds(
        random_diary,
        st.integers(0, 10**9),
        st.sampled_from([span, 1, span // 2]),
        st.sampled_from([0.6, 0.9, 1.0, 0.3, 0.0]),
    )


def half(side: Side) -> tuple[Side, ...]:
    """The sides that a mark counts for, told apart."""
    return (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
