"""How the made-up days went: pain in waves and flare-ups, nights, work, journeys and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta, timezone
from enum import Enum, auto
from math import exp, pi, sin
from random import Random

import msgspec

from journal.demo.deck import Deck
from journal.domain.body import Side
from journal.domain.entry import Event

JOURNEYS = ((0.27, timezone(timedelta(hours=-3))), (0.71, timezone(timedelta(hours=5.5))))
"""Where in the history each journey lies, and the UTC offset there."""
LONG_GAP = 0.45
"""Where in the history the months without an entry begin."""


class Kind(Enum):
    """Where a flare-up is felt most."""

    BACK = auto()
    LEG = auto()
    HIP = auto()


class Episode(msgspec.Struct, frozen=True):
    """A flare-up and its recovery.

    `height` is what it adds to the score at first, `fade` the days in which that falls to a
    third, `reach` how far down the leg it spreads (depth 0-5), `ramp` the days this takes.
    """

    first: date
    kind: Kind
    side: Side
    height: float
    fade: float
    reach: int
    ramp: int
    cause: Event | None

    def added(self, day: date) -> float:
        """What it adds to the score on `day`."""
        return self.height * exp(-(day - self.first).days / self.fade)

    def depth(self, day: date) -> int:
        """How far down the leg it is felt: further for some days, then drawing back."""
        age = (day - self.first).days
        if age < self.ramp:
            return round(self.reach * (age + 1) / self.ramp)
        return round(self.reach * exp(-(age - self.ramp) / self.fade))


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day on which something was logged; `level` is the pain before chance and hour.

    `sleep` (0-10) is about the night before, `sitting` in hours; `event` is what happened.
    """

    day: date
    offset: timezone
    level: float
    sleep: int
    sitting: float
    working: bool
    travelling: bool
    episode: Episode | None
    event: Event | None

    @property
    def flared(self) -> bool:
        """Whether a flare-up is still clearly felt."""
        return self.episode is not None and self.episode.added(self.day) >= 1

    @property
    def free(self) -> bool:
        """Whether it is a weekend at home."""
        return self.day.weekday() >= 5 and not self.travelling


def course(rng: Random, first: date, last: date) -> Iterator[Day]:
    """The days from `first` to `last` on which something was logged, both of these included."""
    length = (last - first).days + 1
    episodes = _episodes(rng, first, last)
    away = _journeys(rng, first, length)
    gaps = _gaps(rng, first, length) - away.keys() - {first, last}
    slow, quick = rng.uniform(0, 2 * pi), rng.uniform(0, 2 * pi)
    chance, level, episode = 0.0, 3.0, None
    for number in range(length):
        day = first + timedelta(days=number)
        while episodes and episodes[0].first <= day:
            episode = episodes.pop(0)
        sleep = _clamp(rng.gauss(7.2 - 0.3 * level, 1.9))
        travelling, resting = day in away, (day.month, day.day) in _AROUND_NEW_YEAR
        working = day.weekday() < 5 and not travelling and not resting
        sitting = _sitting(rng, working, travelling)
        chance = 0.7 * chance + rng.gauss(0, 0.5)
        level = 2.3 + 1.1 * sin(number / 66 + slow) + 0.6 * sin(number / 15 + quick) + chance
        # The first years were the harder ones.
        level += 0.9 * exp(-number / 700)
        level += episode.added(day) if episode else 0
        level += 0.28 * max(0, 6 - sleep) - (0.35 if day.weekday() >= 5 else 0)
        level += 0.15 * max(0.0, sitting - 8)
        if day in gaps or (rng.random() < 0.05 and number not in (0, length - 1)):
            continue
        yield Day(
            day=day,
            offset=away.get(day) or _home_offset(day),
            level=max(0.0, min(level, 9.6)),
            sleep=sleep,
            sitting=sitting,
            working=working,
            travelling=travelling,
            episode=episode,
            event=_event(rng, episode, day),
        )


_SMALL = (Event.SLIP, Event.KICK, Event.TURN, Event.LIFT, Event.OTHER)
_AROUND_NEW_YEAR = {(12, day) for day in range(24, 32)} | {(1, 1)}


def _episodes(rng: Random, first: date, last: date) -> list[Episode]:
    causes = Deck[Event | None](rng, [*Event, *[None] * 6])
    kinds = Deck(rng, [Kind.LEG, Kind.LEG, Kind.BACK])
    found = []
    day = first + timedelta(days=rng.randint(15, 40))
    while day < last:
        cause = causes.deal()
        sporty = cause in (Event.KICK, Event.SPRINT, Event.TURN)
        kind = Kind.HIP if sporty else kinds.deal()
        found.append(
            Episode(
                first=day,
                kind=kind,
                side=rng.choice((Side.LEFT, Side.LEFT, Side.RIGHT)),
                height=rng.uniform(2.2, 5.4),
                fade=rng.uniform(6, 19),
                reach=rng.randint(2, 5) if kind is Kind.LEG else 0,
                ramp=rng.randint(3, 8),
                cause=cause,
            )
        )
        day += timedelta(days=rng.randint(35, 120))
        if sporty or rng.random() < 0.3:
            # Sport and the garden belong to the weekend.
            day += timedelta(days=(5 - day.weekday()) % 7)
    return found


def _journeys(rng: Random, first: date, length: int) -> dict[date, timezone]:
    away = {}
    for part, offset in JOURNEYS:
        start = first + timedelta(days=int(length * part))
        for number in range(rng.randint(11, 19)):
            away[start + timedelta(days=number)] = offset
    return away


def _gaps(rng: Random, first: date, length: int) -> set[date]:
    """Days without an entry: a fortnight in most summers, and once some months."""
    start = first + timedelta(days=int(length * LONG_GAP))
    longest = max(28, min(length // 12, rng.randint(80, 110)))
    gaps = {start + timedelta(days=number) for number in range(longest)}
    last = first + timedelta(days=length - 1)
    for year in range(first.year, last.year + 1):
        start = date(year, 7, 1) + timedelta(days=rng.randint(0, 45))
        if year == first.year + 1 or rng.random() < 0.8:
            gaps |= {start + timedelta(days=number) for number in range(14)}
    return gaps


def _home_offset(day: date) -> timezone:
    """Central European time: one hour ahead of UTC, two in summer."""
    begin, end = (date(day.year, month, 31) for month in (3, 10))
    begin, end = (edge - timedelta(days=(edge.weekday() + 1) % 7) for edge in (begin, end))
    return timezone(timedelta(hours=2 if begin <= day < end else 1))


def _event(rng: Random, episode: Episode | None, day: date) -> Event | None:
    """What happened: the cause of a flare-up, or now and then something that led to none."""
    if episode and episode.first == day:
        return episode.cause
    return rng.choice(_SMALL) if rng.random() < 0.006 else None


def _sitting(rng: Random, working: bool, travelling: bool) -> float:
    mean = 9.0 if working else 5.0 if travelling else 4.0
    return max(0.5, min(round(rng.gauss(mean, 1.6) * 2) / 2, 15.0))


def _clamp(value: float) -> int:
    return max(0, min(round(value), 10))
