"""How the pain goes by weekday and by time of day: averages, never a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from journal.domain.average import mean
from journal.domain.diary import DayFacts

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = ("night", "morning", "afternoon", "evening")
"""The parts of a day: from 0, 6, 12 and 18 o'clock on, where the entry was made."""


class Beat(msgspec.Struct, frozen=True):
    """One weekday or part of the day: its mean score, 0.0-10.0, and the days it rests on.

    Each day counts once, however many entries it has. `mean` is None where there is none.
    """

    name: str
    mean: float | None
    days: int


def weekdays(facts: Iterable[DayFacts]) -> tuple[Beat, ...]:
    """The means of the days' means, Monday first."""
    found: list[list[float]] = [[] for _ in WEEKDAYS]
    for known in facts:
        found[known.day.day.weekday()].append(known.day.mean)
    return _beats(WEEKDAYS, found)


def parts(facts: Iterable[DayFacts]) -> tuple[Beat, ...]:
    """The means of the entries made at night, in the morning, the afternoon and the evening."""
    found: list[list[float]] = [[] for _ in PARTS]
    for known in facts:
        for scores, score in zip(found, known.parts, strict=True):
            if score is not None:
                scores.append(score)
    return _beats(PARTS, found)


def _beats(names: Sequence[str], found: Sequence[Sequence[float]]) -> tuple[Beat, ...]:
    return tuple(
        [
            Beat(name, mean(scores) if scores else None, len(scores))
            for name, scores in zip(names, found, strict=True)
        ]
    )
