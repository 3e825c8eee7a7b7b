"""The ways to do a session today: as last time, easier, with more, or on another phase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from journal.domain.availability import Availability
from journal.domain.exercise import Exercise, Group, Library, Phase, Programme
from journal.domain.ladder import HAVE_IT_LOOKED_AT, rung
from journal.domain.progression import LeftOut, Planned, plan
from journal.domain.training import HIGH_START, TOO_HIGH, Session

CALM_GROUPS = (Group.MOBILITY, Group.STRETCH, Group.NEURAL, Group.ACTIVATION, Group.AEROBIC)
"""Exercises that suit a day with pain of 4 to 6 at the start (clinical section 4.3)."""

May = Callable[[Exercise], Availability]
"""What speaks against an exercise today."""


class Way(msgspec.Struct, frozen=True):
    """One way to do the session: how it is called, why it is offered, and what is done."""

    label: str
    why: str
    plan: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...] = ()
    phase: Phase | None = None
    eased: bool = False


def ways_of_exercise(exercise: Exercise, may: May) -> tuple[Way, ...]:
    """The one way to do a single exercise, without a plan where something speaks against it."""
    if why := may(exercise).why_not:
        return (Way("Begin", "", (), (LeftOut(exercise.id, why),)),)
    return (Way("Begin", "", (Planned(exercise.id, exercise.id, exercise.dose),)),)


def ways_of_programme(
    programme: Programme, library: Library, sessions: Sequence[Session], today: date, may: May
) -> tuple[Way, ...]:
    """The ways to do a programme, the first of them the one that is proposed.

    `sessions` are its finished ones, oldest first.
    """
    if programme.phases:
        return _on_the_ladder(programme, library, sessions, today, may)
    found = plan(programme, None, library, sessions, today, may)
    left_out, ways = found.left_out, []
    usual = Way("Begin", "", found.usual, left_out)
    if (less := found.less) is not None:
        label = f"Begin easier: {less.words}"
        ways.append(Way(label, less.why, less.plan, left_out, eased=True))
        usual = msgspec.structs.replace(usual, label="Begin as last time")
    ways.append(usual)
    if (more := found.more) is not None:
        ways.append(Way(f"Begin with more: {more.words}", more.why, more.plan, left_out))
    return tuple(ways)


def _on_the_ladder(
    programme: Programme, library: Library, sessions: Sequence[Session], today: date, may: May
) -> tuple[Way, ...]:
    at = rung(programme, sessions, today)

    def way(number: int, label: str, why: str) -> Way:
        phase = programme.phases[number]
        found = plan(programme, phase, library, sessions, today, may)
        return Way(label, why, found.usual, found.left_out, phase)

    phase = programme.phases[at.phase]
    stalled = HAVE_IT_LOOKED_AT if at.stalled else ""
    why = " ".join(filter(None, [at.why, at.blocked, stalled]))
    ways = [way(at.phase, f"Phase {at.phase}, {phase.name}", why)]
    if at.may_move_on and at.phase + 1 < len(programme.phases):
        following = programme.phases[at.phase + 1]
        label = f"On to phase {at.phase + 1}, {following.name}: {phase.move_on}"
        ways.append(way(at.phase + 1, label, ""))
    return tuple(ways)


def suits(what: Programme | Exercise, pain: int | None, sore_morning: bool) -> bool:
    """Whether the pain at the start leaves room for it (clinical sections 4.3 and 5.5).

    `pain` is 0-10, None where it was not said; `sore_morning` is whether it was still raised
    this morning after the last session.
    """
    if isinstance(what, Programme) and what.gentle:
        return True
    if (pain or 0) >= TOO_HIGH or sore_morning:
        return False
    if (pain or 0) < HIGH_START:
        return True
    if isinstance(what, Exercise):
        return what.group in CALM_GROUPS
    return not (what.progresses or what.phases)
