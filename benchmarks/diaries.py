"""Made-up diaries of people whose links between a day and their pain are known: one, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp, sqrt
from random import Random
from typing import Any

from journal.domain.day import DayView
from journal.domain.entry import NUMBER_FIELDS, PainEntry

START = date(2026, 1, 5)
"""The Monday of every diary's first day."""

SCALES = {
    "sleep_quality": (6.0, 2.0, 1.0),
    "stress": (4.0, 2.0, 1.0),
    "sitting_hours": (7.0, 2.2, 0.5),
    "steps": (6000.0, 2500.0, 100.0),
}
"""Field -> its usual value, how far it swings (one standard deviation) and its step."""
EXERCISE = "exercise"
HIGH_HURTS = ("stress", "sitting_hours")

Range = tuple[float, float]


@dataclass(frozen=True)
class World:
    """What the diaries of one kind of people are like; a range holds one value per person.

    `alike` and `habit` are the lag-1 autocorrelations of pain and of the factors, `swing` the
    standard deviation of pain in points, `noise` that of writing it down. `trend` and `week` are
    how far pain and each factor drift and follow the weekdays, each its own way, in standard
    deviations; a `recovery` drifts fast first. `missing` is the share of days not logged, more
    of them bad ones, with a gap of some days. With `spoils` pain makes the same day and the next
    night worse, in standard deviations. `link` is the factor whose worse half of days is
    followed by `effect` points more pain, empty for none.
    """

    name: str
    days: int = 90
    alike: Range = (0.2, 0.7)
    habit: Range = (0.0, 0.6)
    swing: Range = (0.8, 1.6)
    noise: float = 0.4
    trend: float = 0.0
    week: float = 0.0
    recovery: bool = False
    missing: Range = (0.0, 0.0)
    spoils: float = 0.0
    link: str = ""
    effect: float = 1.5


@dataclass(frozen=True)
class Diary:
    """The logged days in order, and those with a finished session."""

    days: list[DayView]
    exercised: frozenset[date]

    @property
    def next_monday(self) -> date:
        """The first day on which all of it is looked at."""
        last = self.days[-1].day
        return last + timedelta(days=7 - last.weekday())


def diary(world: World, rng: Random) -> Diary:
    """The diary of one person; the same `rng`, the same diary."""
    swing = rng.uniform(*world.swing)
    level = rng.uniform(3.5, 6)
    pain = _series(world, rng, rng.uniform(*world.alike))
    factors = {name: _series(world, rng, rng.uniform(*world.habit)) for name in (*SCALES, EXERCISE)}
    if world.spoils:
        _spoil(factors, pain, world.spoils)
    values = {name: [_on_scale(name, value) for value in factors[name]] for name in SCALES}
    seldom = rng.uniform(0.1, 0.6)
    values[EXERCISE] = [float(value > seldom) for value in factors[EXERCISE]]
    felt = [level + swing * value for value in pain]
    if world.link:
        _add(felt, values[world.link], world)
    scores = [_score(value + rng.gauss(0, world.noise)) for value in felt]
    kept = _kept(world, scores, level + swing, rng)
    blank = rng.uniform(*world.missing) / 3
    return Diary(
        [_view(day, scores[day], values, rng, blank) for day in kept],
        frozenset(_date(day) for day, done in enumerate(values[EXERCISE]) if done),
    )


def _series(world: World, rng: Random, again: float) -> list[float]:
    """Days that resemble the one before, with a drift and a week: about one wide, around 0."""
    fresh = sqrt(1 - again * again)
    drift = rng.uniform(-1.7, 1.7) * world.trend
    workday, weekend = rng.gauss(0, 0.4) * world.week, rng.gauss(0, 1) * world.week
    week = [workday + rng.gauss(0, 0.3) * world.week for _ in range(5)] + [weekend] * 2
    found, value = [], rng.gauss(0, 1)
    for day in range(world.days):
        gone = day / world.days
        place = 2 * exp(-4 * gone) - 0.5 if world.recovery else gone - 0.5
        found.append(value + drift * place + week[day % 7])
        value = again * value + fresh * rng.gauss(0, 1)
    return found


def _spoil(factors: Mapping[str, list[float]], pain: Sequence[float], much: float) -> None:
    for day, hurt in enumerate(pain):
        for name, way in (("stress", 1), ("sitting_hours", 1), ("steps", -1), (EXERCISE, -1)):
            factors[name][day] += way * much * hurt
        if day:
            factors["sleep_quality"][day] -= much * pain[day - 1]


def _on_scale(name: str, value: float) -> float:
    usual, swing, step = SCALES[name]
    field = NUMBER_FIELDS[name]
    return min(field.high, max(field.low, round((usual + swing * value) / step) * step))


def _score(value: float) -> int:
    return min(10, max(0, round(value)))


def _add(felt: list[float], values: Sequence[float], world: World) -> None:
    """Half the effect more pain after the worse half of the days, half of it less after others."""
    count = len(values)
    at = min(
        set(values) - {max(values)}, key=lambda v: abs(2 * sum(x <= v for x in values) - count)
    )
    lag = 0 if world.link == "sleep_quality" else 1
    for day in range(lag, count):
        worse = (values[day - lag] > at) is (world.link in HIGH_HURTS)
        felt[day] += world.effect / 2 * (1 if worse else -1)


def _kept(world: World, scores: Sequence[int], bad: float, rng: Random) -> list[int]:
    """The days that are logged."""
    share = rng.uniform(*world.missing)
    if not share:
        return list(range(world.days))
    away = rng.randrange(world.days)
    back = away + rng.randrange(3, 11)
    return [
        day
        for day, score in enumerate(scores)
        if rng.random() >= share * (1.8 if score >= bad else 0.85) and not away <= day < back
    ]


def _view(
    day: int, pain: int, values: Mapping[str, Sequence[float]], rng: Random, blank: float
) -> DayView:
    at = datetime.combine(_date(day), time(20), UTC)
    logged: dict[str, Any] = {
        name: values[name][day] if name == "sitting_hours" else int(values[name][day])
        for name in SCALES
        if not blank or rng.random() >= blank
    }
    entry = PainEntry(
        id="e", day=at.date(), at=at, pain=pain, created_at=at, updated_at=at, **logged
    )
    return DayView(entry.day, (entry,))


def _date(day: int) -> date:
    return START + timedelta(days=day)
