"""What the made-up person logs of a day, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from journal.demo import words
from journal.demo.course import Day, Kind
from journal.demo.deck import Deck
from journal.domain.body import Region, Side
from journal.domain.entry import Load, Medication, PainEntry, Quality, Site

LAST_HOUR = time(21, 0)
"""When everything else is written by on the last day; its evening entry follows."""

_ID_LETTERS = "abcdefghjkmnpqrstvwxyz"
_ID_SIGNS = _ID_LETTERS + "0123456789"

_ROUTES = (
    (Region.BUTTOCK, Region.BACK_THIGH, Region.KNEE, Region.CALF, Region.FOOT),
    (Region.BUTTOCK, Region.OUTER_THIGH, Region.KNEE, Region.SHIN, Region.ANKLE),
    (Region.SACROILIAC, Region.FRONT_THIGH, Region.KNEE, Region.SHIN, Region.FOOT),
)
"""Ways down the leg; a route's index 0 is depth 1."""

_FEEL = {
    Kind.BACK: [
        *(Quality.ACHING, Quality.DULL, Quality.STIFF, Quality.PULLING, Quality.HEAVY),
        *(Quality.STABBING, Quality.THROBBING, Quality.CRAMPING),
    ],
    Kind.LEG: [
        *(Quality.SHOOTING, Quality.BURNING, Quality.ELECTRIC, Quality.PINS_AND_NEEDLES),
        *(Quality.PULLING, Quality.ACHING, Quality.NUMB, Quality.CRAWLING),
        *(Quality.COLD_PAINFUL, Quality.SORE_TO_LIGHT_TOUCH, Quality.ITCHY),
    ],
    Kind.HIP: [
        *(Quality.SHARP, Quality.CATCHING, Quality.PULLING, Quality.TENDER_TO_PRESS),
        *(Quality.STIFF, Quality.ACHING),
    ],
}


class Diarist:
    """Writes the entries of one day after the other; `rng` decides everything left open."""

    def __init__(self, rng: Random, last: date, starts: Sequence[date]) -> None:
        """`last` is the last day, `starts` are the days from which something new is begun."""
        self._rng = rng
        self._last = last
        self._starts = list(starts)
        self._started = Deck(rng, words.STARTED)
        self._decks: dict[Sequence[str], Deck[str]] = {}
        self._ids: set[str] = set()
        self._before: date | None = None

    def entries(self, day: Day) -> Iterator[PainEntry]:
        """What is logged of `day`, in the order of its moments."""
        rng = self._rng
        later = rng.randint(1, 6) if rng.random() < 0.045 else 0
        if day.day + timedelta(days=later) >= self._last:
            later = 0
        moments = self._moments(day, few=bool(later))
        for number, at in enumerate(moments):
            created = at
            if later:
                written = datetime.combine(day.day + timedelta(days=later), time(19, 5), day.offset)
                created = written + timedelta(minutes=7 * number, seconds=rng.randrange(300))
            yield self._entry(day, at, created, number == 0, at == moments[-1])

    def _moments(self, day: Day, few: bool) -> list[datetime]:
        rng = self._rng
        weights = (6, 21, 34, 25, 9, 5) if not day.flared else (2, 8, 25, 34, 20, 11)
        count = rng.randint(1, 2) if few else rng.choices(range(1, 7), weights)[0]
        hours = [self._hour(21.1, 22.8)] + [self._hour(6.6, 8.6) + 1.2 * day.free] * (count > 1)
        while len(hours) < count:
            hours.append(self._hour(9.9, 20.6))
        if day.flared and day.day < self._last and rng.random() < 0.12:
            # Past midnight it still belongs to the evening before.
            hours.append(self._hour(24.2, 27.5))
        midnight = datetime.combine(day.day, time(), day.offset)
        found = sorted({midnight + timedelta(seconds=int(hour * 3600)) for hour in hours})
        return [at.replace(second=0) for at in found] if few else found

    def _hour(self, low: float, high: float) -> float:
        return self._rng.uniform(low, high)

    def _entry(
        self, day: Day, at: datetime, created: datetime, first: bool, last: bool
    ) -> PainEntry:
        rng = self._rng
        tired = 0.07 * max(0.0, day.sitting - 6) if at.hour >= 16 else 0.0
        pain = max(0, min(round(day.level + tired + rng.gauss(0, 0.7)), 10))
        found: dict[str, Any] = {"pain": pain}
        if pain and rng.random() < 0.8:
            found["sites"] = self._sites(day, pain)
            if rng.random() < 0.7:
                found["qualities"] = self._qualities(day)
        if first:
            found |= self._of_the_night(day, pain)
        if last:
            found |= self._of_the_day(day, pain)
        if rng.random() < (0.5 if pain >= 5 else 0.08 if pain >= 3 else 0):
            found["medications"] = self._medications(at)
        if first and day.event:
            found["event"] = day.event
        if pain >= 2 and rng.random() < 0.25:
            found["eased"] = self._pick(words.EASED)
        found["note"] = self._note(day, first, last, written_later=created > at)
        return PainEntry(
            id=self._id(),
            day=day.day,
            at=at,
            created_at=created,
            updated_at=self._updated(created),
            **found,
        )

    def _id(self) -> str:
        while True:
            first, rest = self._rng.choice(_ID_LETTERS), self._rng.choices(_ID_SIGNS, k=9)
            if (name := first + "".join(rest)) not in self._ids:
                self._ids.add(name)
                return name

    def _updated(self, created: datetime) -> datetime:
        """When it was last edited; most entries never are."""
        rng = self._rng
        if rng.random() > 0.05:
            return created
        minutes = rng.choice((rng.randint(1, 40), rng.randint(1, 40), rng.randint(600, 14_000)))
        edited = created + timedelta(minutes=minutes, seconds=rng.randrange(60))
        limit = datetime.combine(self._last, LAST_HOUR, created.tzinfo)
        return edited if edited < limit else created

    # What is measured

    def _sites(self, day: Day, pain: int) -> tuple[Site, ...]:
        rng, episode = self._rng, day.episode
        side = episode.side if episode else Side.LEFT
        spine = rng.choices((Side.CENTRE, side, Side.BOTH), (6, 3, 1))[0]
        places: list[tuple[Region, Side]] = [(Region.LOW_BACK, spine)]
        if episode and day.flared and episode.kind is Kind.HIP:
            places = [(region, side) for region in rng.sample(_HIP_REGIONS, rng.randint(1, 3))]
        elif episode and (depth := episode.depth(day.day)):
            route = _ROUTES[episode.first.toordinal() % len(_ROUTES)][:depth]
            # The deepest place is always named, those on the way there often.
            places += [(r, side) for r in route if r is route[-1] or rng.random() < 0.6]
        elif rng.random() < 0.3:
            region = rng.choices(_OTHER_REGIONS, (6, 4, 3, 2, 1))[0]
            spinal = region in (Region.UPPER_BACK, Region.TAILBONE)
            places.append((region, Side.CENTRE if spinal else rng.choice((side, Side.BOTH))))
        scored = rng.random() < 0.3
        return tuple(
            Site(region, side, max(0, pain - rng.randint(0, 2)) if scored else None)
            for region, side in places
        )

    def _qualities(self, day: Day) -> tuple[Quality, ...]:
        rng = self._rng
        kind = day.episode.kind if day.episode and day.flared else Kind.BACK
        count = rng.randint(1, 3)
        # The words that come first in each list are the usual ones.
        words = [_FEEL[kind][int(rng.random() ** 2 * len(_FEEL[kind]))] for _ in range(count)]
        return tuple(dict.fromkeys(words))

    def _of_the_night(self, day: Day, pain: int) -> dict[str, Any]:
        rng = self._rng
        hours = 4.6 + 0.35 * day.sleep + 0.7 * day.free + rng.gauss(0, 0.5)
        return self._some(
            0.85,
            sleep_quality=day.sleep,
            sleep_hours=max(2.0, min(round(hours * 2) / 2, 11.0)),
            morning_stiffness_min=5 * max(0, min(round(rng.gauss(pain * 1.2, 2)), 24)),
            wake_ups=max(0, min(round(rng.gauss((6 - day.sleep) * 0.5, 0.7)), 6)),
        )

    def _of_the_day(self, day: Day, pain: int) -> dict[str, Any]:
        rng = self._rng
        walked = 5 * max(0, round(rng.gauss(6 + 3 * (day.free or day.travelling) - 0.5 * pain, 3)))
        loads = (5, 4, 2) if day.free else (8, 3, 0.5)
        return self._some(
            0.8,
            worst=min(10, pain + rng.choice((0, 1, 1, 2, 3))),
            stress=_score(rng.gauss(4.6 if day.working else 2.6, 1.8)),
            mood=_score(rng.gauss(7.8 - 0.35 * day.level, 1.3)),
            sitting_hours=day.sitting,
            longest_sit_min=5 * max(2, min(round(rng.gauss(day.sitting * 2.6, 5)), 60)),
            steps=max(300, round(rng.gauss(5200 - 280 * pain, 1500)) + 95 * walked),
            walk_min=min(walked, 180),
            heavy_load=rng.choices(tuple(Load), loads)[0],
        )

    def _some(self, share: float, **values: Any) -> dict[str, Any]:
        """Most of `values`: not everything is filled in every day."""
        return {name: value for name, value in values.items() if self._rng.random() < share}

    def _medications(self, at: datetime) -> tuple[Medication, ...]:
        rng, found = self._rng, []
        for _ in range(rng.choice((1, 1, 1, 2))):
            taken = at - timedelta(minutes=5 * rng.randint(3, 40))
            told = taken.date() == at.date() and rng.random() < 0.8
            found.append(
                Medication(self._pick(words.MEDICATIONS), f"{taken:%H:%M}" if told else None)
            )
        return tuple(found)

    # What is written

    def _pick(self, pool: Sequence[str]) -> str:
        if pool not in self._decks:
            self._decks[pool] = Deck(self._rng, pool)
        return self._fill(self._decks[pool].deal())

    def _fill(self, text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda match: self._pick(words.FILLERS[match[1]]), text)

    def _sentence(self, pool: Sequence[str]) -> str:
        text = self._pick(pool)
        return text[0].upper() + text[1:]

    def _note(self, day: Day, first: bool, last: bool, written_later: bool) -> str:
        rng = self._rng
        if first:
            days_since = (day.day - self._before).days if self._before else 0
            self._before = day.day
            if not self._ids:
                return words.FIRST
            if days_since > 12:
                return self._pick(words.AFTER_A_GAP)
            if day.event:
                return self._pick(words.EVENTS[day.event])
        if last and self._starts and self._starts[0] <= day.day:
            self._starts.pop(0)
            return self._started.deal()
        kind = rng.random()
        if kind < 0.008:
            return self._story()
        if kind < 0.02:
            return self._pick(words.TONGUE_INTROS) + self._pick(words.OTHER_TONGUES)
        if kind < 0.025:
            return self._pick(words.SMALL_SIGNS)
        if kind < 0.03:
            return self._pick(words.LISTS)
        if kind > 0.36:
            return self._pick(words.FROM_MEMORY) if written_later and kind < 0.7 else ""
        if rng.random() < 0.3:
            return words.PLAIN[int(rng.random() ** 2 * len(words.PLAIN))]
        pools = self._pools(day, first, last)
        chosen = rng.sample(pools, min(len(pools), rng.choice((1, 1, 1, 2, 2, 3))))
        return " ".join(self._sentence(pool) for pool in chosen)

    def _pools(self, day: Day, first: bool, last: bool) -> list[Sequence[str]]:
        """What there is to write about at this point of such a day."""
        pools: list[tuple[bool, Sequence[str]]] = [
            (first and not last, words.MORNING),
            (first and not last, words.COMPOSED_EARLY),
            (last or not first, words.COMPOSED),
            (last and not day.flared, words.COMPOSED),
            (not day.flared, words.GENERAL),
            (last, words.EVENING),
            (first and day.sleep <= 3, words.POOR_NIGHT),
            (last and day.sitting >= 9, words.SITTING),
            (day.free and not day.flared, words.WEEKEND),
            (day.travelling, words.AWAY),
            (day.flared and day.level >= 6, words.FLARE),
            (day.flared and day.level < 6, words.RECOVERY),
        ]
        if day.flared and day.episode:
            pools.append((day.episode.depth(day.day) >= 2, words.LEG))
            pools.append((day.episode.kind is Kind.HIP, words.HIP))
        return [pool for fits, pool in pools if fits]

    def _story(self) -> str:
        """A long note: some hundreds of words in paragraphs."""
        rng = self._rng
        told = sorted(rng.sample(range(len(words.STORY)), rng.randint(12, 40)))
        # Told in their order, the sentences make one story whichever are left out.
        sentences = [self._fill(words.STORY[number]) for number in told]
        text = sentences[0]
        for sentence in sentences[1:]:
            text += ("\n\n" if rng.random() < 0.2 else " ") + sentence
        return text


_HIP_REGIONS = (Region.FRONT_HIP, Region.GROIN, Region.OUTER_HIP, Region.INNER_THIGH)
_OTHER_REGIONS = (
    Region.BUTTOCK,
    Region.SACROILIAC,
    Region.UPPER_BACK,
    Region.TAILBONE,
    Region.BELLY,
)


def _score(value: float) -> int:
    return max(0, min(round(value), 10))
