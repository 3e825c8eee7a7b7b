"""The sessions of exercises that the made-up person did, on days that allowed them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

import msgspec

from journal.content.guidance import load_guidance
from journal.content.library import load_library
from journal.demo.deck import Deck
from journal.demo.exercising import Felt, Regimen, is_red
from journal.domain.day import DayView, days_of
from journal.domain.entry import Event, PainEntry
from journal.domain.exercise import Item, Phase
from journal.domain.limits import Limits
from journal.domain.screening import Screening
from journal.domain.session import Task
from journal.domain.standing import Exercise as Allowed
from journal.domain.standing import Past, Standing
from journal.domain.training import HIGH_START, RISE, Session

LONG_SITTING = 9
"""Hours on which a desk reset comes to mind."""
STRAINED = 6
"""Pain on the day of a kick or a sprint from which the return ladder follows."""
QUIET = timedelta(days=2)
"""How long nothing is exercised after a mishap."""
LOOKED_BACK = 8
"""Checks that still decide what may be done."""
LONG_BREAK = timedelta(days=28)
"""After which it begins again with half of it."""
GIVEN_UP = timedelta(days=28)
"""How long after its last step the return ladder is still gone on with."""

_STRAINS = (Event.KICK, Event.SPRINT)
_LADDER = "hip-flexor-return"
_MONTHS = ("strength-base", "strength-base", "hip-cuff-bands", "strength-base", "core-trio")
_OWN = (("clamshell", "side-lying-leg-raise"), ("wall-sit", "hip-hinge", "walking"))
"""What is done now and then without a programme."""
_STOPS = ("down-the-leg", "locking")
"""Stop rules that ended a session; those that would alarm whoever looks at a demo are not here."""
_IN_PHASE = (2, 3, 4, 4, 4)
"""Sessions in each phase of the ladder."""


class _Chosen(msgspec.Struct, frozen=True):
    """A session that is about to be done: of what, and from which hour of the day on."""

    programme: str
    hour: float
    phase: str = ""
    limit: int | None = None


def make_sessions(
    entries: Sequence[PainEntry], checks: Sequence[Screening], rng: Random
) -> Iterator[Session]:
    """Finished sessions, oldest first.

    `entries` are in diary order; `checks` are the finished ones, which say what may be done.
    """
    days = list(days_of(entries))
    person = _Person(rng, checks, days[0].day)
    for today, following in zip(days, (*days[1:], None), strict=True):
        if (session := person.session(today, following)) is not None:
            yield session


def told_before(sessions: Sequence[Session], entries: Sequence[PainEntry]) -> Limits:
    """What the person told before the first session, and when a strain was asked about."""
    if not sessions:
        return Limits()
    strains = [
        entry.id for entry in entries if entry.event in _STRAINS and entry.at < sessions[-1].at
    ]
    return Limits(asked_on=sessions[0].day, strain_asked=strains[-1] if strains else "")


class _Person:
    """Someone who exercises in stretches of months, and less on bad days."""

    def __init__(self, rng: Random, checks: Sequence[Screening], first: date) -> None:
        self._rng = rng
        self._library = load_library()
        guidance = load_guidance()
        self._quick = {ask.id: False for ask in guidance.quick}
        self._stops = Deck(rng, _STOPS)
        self._skips = [ask.id for ask in guidance.skips]
        self._past = [msgspec.convert(msgspec.to_builtins(check), Past) for check in checks]
        self._check_days = [past.day for past in self._past]
        self._months = Deck(rng, _MONTHS)
        self._regimens: dict[tuple[str, str], Regimen] = {}
        self._programme = self._months.deal()
        self._from = first + timedelta(days=rng.randint(20, 40))
        self._until = self._from + timedelta(days=rng.randint(60, 120))
        self._last: dict[str, date] = {}
        self._easier: set[str] = set()
        self._quiet_until = first
        self._climb: list[int] = []
        self._strained = first
        self._number = 0

    def session(self, today: DayView, following: DayView | None) -> Session | None:
        """The session of a day, None on most; `following` is the next day that was logged."""
        self._look_ahead(today)
        hour = self._rng.uniform(16.8, 18.9)
        before = _pain_at(today, _moment(today, hour))
        allowed = self._allowed(today.day)
        if allowed is Allowed.NOTHING or today.day <= self._quiet_until:
            return None
        chosen = self._choose(today, before, allowed, hour)
        if chosen is None:
            return None
        hurts = _pain_at(today, _moment(today, chosen.hour)) >= HIGH_START
        if hurts and not self._gentle(chosen.programme):
            return None
        return self._do(chosen, today, following)

    # Which

    def _look_ahead(self, today: DayView) -> None:
        """Begin or end a stretch of months, and notice what happened today."""
        day, rng = today.day, self._rng
        if day > self._until:
            self._from = day + timedelta(days=rng.randint(10, 40))
            self._until = self._from + timedelta(days=rng.randint(80, 160))
            self._programme = self._months.deal()
        events = {entry.event for entry in today.entries} - {None}
        if events:
            self._quiet_until = max(self._quiet_until, day + QUIET)
        if events & set(_STRAINS) and today.worst >= STRAINED:
            self._climb = [n for n, count in enumerate(_IN_PHASE) for _ in range(count)]
            self._strained = day
        climbed = max(self._strained, self._last.get(_LADDER, self._strained))
        if self._climb and day - climbed > GIVEN_UP:
            self._climb = []

    def _allowed(self, day: date) -> Allowed:
        """What may be done on a day, by the checks before it and also by one on it."""
        found = Allowed.ALL
        for count in {bisect_left(self._check_days, day), bisect_right(self._check_days, day)}:
            known = [
                past
                if past.clearance is None or past.clearance.on < day
                else msgspec.structs.replace(past, clearance=None)
                for past in self._past[max(0, count - LOOKED_BACK) : count]
            ]
            now = Standing(tuple(known)).permission(day).exercise
            found = max(found, now, key=list(Allowed).index)
        return found

    def _choose(self, today: DayView, before: int, allowed: Allowed, hour: float) -> _Chosen | None:
        day, rng = today.day, self._rng
        if before >= HIGH_START or allowed is Allowed.GENTLE:
            likely = 0.12 if before > HIGH_START else 0.04
            bad = before >= HIGH_START and rng.random() < likely
            return _Chosen("flare-day", hour) if bad and self._rested("flare-day", day, 1) else None
        if self._climb:
            number = self._climb[0]
            phase = self._library.programme(_LADDER).phases[number]
            if self._rested(_LADDER, day, 1 if number < 2 else 2) and rng.random() < 0.8:
                return _Chosen(_LADDER, hour, phase.id, phase.pain_limit)
            return None
        trains = self._from <= day and self._rested(self._programme, day, 2)
        if trains and rng.random() < 0.5:
            return _Chosen(self._programme, hour)
        if (today.latest("sitting_hours") or 0) >= LONG_SITTING and rng.random() < 0.28:
            return _Chosen("desk-reset", rng.uniform(11.2, 15.8))
        if rng.random() < 0.07:
            return _Chosen("evening-stretch", rng.uniform(19.2, 20.2))
        return _Chosen("", hour) if rng.random() < 0.012 else None

    def _gentle(self, programme: str) -> bool:
        return bool(programme) and self._library.programme(programme).gentle

    def _rested(self, programme: str, day: date, days: int) -> bool:
        last = self._last.get(programme)
        return last is None or (day - last).days >= days

    # What and how

    def _do(self, chosen: _Chosen, today: DayView, following: DayView | None) -> Session:
        rng, day, programme = self._rng, today.day, chosen.programme
        regimen = self._regimen(programme, chosen.phase)
        last = self._last.get(programme)
        back_again = last is not None and day - last > LONG_BREAK and programme in _MONTHS
        if back_again:
            regimen.after_break()
        eased = back_again or programme in self._easier
        self._easier.discard(programme)
        at = _moment(today, chosen.hour)
        before = _pain_at(today, at)
        hard = programme in (*_MONTHS, _LADDER)
        felt = Felt(
            before,
            chosen.limit,
            spoils=hard and not eased and rng.random() < 0.02,
            stops=hard and rng.random() < 0.007,
        )
        tasks = regimen.tasks(felt, eased, self._skips)
        lasted = timedelta(seconds=round(1.15 * sum(map(_seconds, tasks)) + rng.randint(40, 400)))
        self._number += 1
        session = Session(
            id=f"session{self._number}",
            day=day,
            at=at,
            ended_at=at + lasted,
            programme=programme,
            phase=chosen.phase,
            tasks=tasks,
            quick=self._quick,
            before=before,
            after=_near(rng, before, before + RISE - 1),
            effort=_near(rng, 5 if hard else 2, 7) if rng.random() < 0.95 else None,
            clean=rng.choices((True, False, None), (92, 4, 4))[0] if hard else None,
            eased=eased,
            stopped=self._stops.deal() if felt.stops else "",
            created_at=at + lasted,
            updated_at=at + lasted,
        )
        session = self._next_morning(session, following)
        self._remember(session, regimen, chosen)
        return session

    def _regimen(self, programme: str, phase: str) -> Regimen:
        if (programme, phase) not in self._regimens or not programme:
            items = self._items(programme, phase)
            self._regimens[programme, phase] = Regimen(self._rng, self._library, items)
        return self._regimens[programme, phase]

    def _items(self, programme: str, phase: str) -> Sequence[Item]:
        if not programme:
            return [Item(exercise=id) for id in self._rng.choice(_OWN)]
        found = self._library.programme(programme)
        whole: dict[str, Phase] = {each.id: each for each in found.phases}
        return whole[phase].items if phase else found.items

    def _next_morning(self, session: Session, following: DayView | None) -> Session:
        """The session with the pain of the morning after, where it was told."""
        rng = self._rng
        if following is None or following.day != session.day + timedelta(days=1):
            return session
        first = following.entries[0]
        if first.at.hour >= 12 or first.at.date() != following.day or rng.random() > 0.85:
            return session
        before = session.before or 0
        morning = max(before - RISE, min(first.pain, before + 1))
        if morning > before and rng.random() < 0.85:
            morning = before
        told = max(first.at, session.updated_at)
        changes = {"morning": morning, "morning_on": first.day, "updated_at": told}
        return msgspec.structs.replace(session, **changes)

    def _remember(self, session: Session, regimen: Regimen, chosen: _Chosen) -> None:
        programme = session.programme
        self._last[programme] = session.day
        regimen.learn(session)
        red = is_red(session, chosen.limit)
        if red or session.red_morning:
            self._easier.add(programme)
        if chosen.phase:
            phase = self._climb.pop(0)
            if red and phase:
                self._climb = [phase - 1, phase, *self._climb]
        if session.stopped:
            later = bisect_right(self._check_days, session.day)
            known = self._check_days[later : later + 1]
            self._quiet_until = known[0] if known else date.max


def _moment(today: DayView, hour: float) -> datetime:
    """An hour of the day, to the minute, where the person is."""
    midnight = datetime.combine(today.day, time(), today.entries[0].at.tzinfo)
    return midnight + timedelta(minutes=int(hour * 60))


def _pain_at(today: DayView, moment: datetime) -> int:
    """The score that was last logged by then, else the first of the day."""
    known = [entry for entry in today.entries if entry.at <= moment]
    return (known[-1] if known else today.entries[0]).pain


def _seconds(task: Task) -> float:
    """About how long it took."""
    bouts = task.bouts()
    whole = sum(bout.lead + task.length for bout in bouts)
    return whole * min(1.0, len(task.done) / len(bouts))


def _near(rng: Random, score: int, highest: int) -> int:
    return max(0, min(score + rng.choice((-1, 0, 0, 0, 1)), highest, 10))
