"""What the tests of patterns share: diaries of one entry a day, from a Monday on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from journal.domain.day import DayView
from journal.domain.entry import PainEntry
from journal.domain.finding import Finding
from journal.domain.patterns import Patterns, patterns

MONDAY = date(2026, 1, 5)
Values = Sequence[float | None]


def day(number: int) -> date:
    """Day 0 is a Monday."""
    return MONDAY + timedelta(days=number)


def entry(number: int, pain: int, hour: int = 20, **fields: Any) -> PainEntry:
    at = datetime.combine(day(number), time(hour), UTC)
    return PainEntry(
        id=f"e{number}h{hour}", day=at.date(), at=at, pain=pain, created_at=at, updated_at=at,
        **fields,
    )  # fmt: skip


def diary(pain: Sequence[int | None], **factors: Values) -> list[DayView]:
    """One entry a day; a pain of None is a day that was not logged."""
    return [
        DayView(
            day(number),
            (entry(number, score, **{name: values[number] for name, values in factors.items()}),),
        )
        for number, score in enumerate(pain)
        if score is not None
    ]


def looked(days: Sequence[DayView], done: Sequence[int] = (), ago: int = 0) -> Patterns:
    """As seen on the Monday after the last day, or `ago` days before that."""
    last = days[-1].day
    monday = last + timedelta(days=7 - last.weekday() - ago)
    return patterns(days, {day(number) for number in done}, monday)


def of(found: Patterns, factor: str) -> Finding:
    return next(finding for finding in found.findings if finding.factor == factor)


def mixed(count: int, seed: int = 1, low: int = 0, high: int = 10) -> list[int]:
    """Whole numbers without any order."""
    rng = Random(seed)
    return [rng.randint(low, high) for _ in range(count)]


def hurting(
    values: Sequence[float], effect: float, lag: int = 1, seed: int = 2, above: float = 5
) -> list[int]:
    """Pain around 5, higher by `effect` points after values above `above`, lower with a minus."""
    rng = Random(seed)
    raised = [effect * (values[max(0, n - lag)] > above) for n in range(len(values))]
    return [round(5 - effect / 2 + extra + rng.uniform(-1.4, 1.4)) for extra in raised]


FIELDS = ("sleep_quality", "stress", "sitting_hours", "steps")
"""The factors that an entry holds."""
