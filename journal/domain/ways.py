"""The ways to do a session today: as last time, easier, with more, or on another phase."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from journal.domain.availability import STRAIN_IS_OVER, Availability, variants
from journal.domain.exercise import Exercise, Group, Library, Phase, Programme
from journal.domain.ladder import HAVE_IT_LOOKED_AT, Rung, rung
from journal.domain.limits import Strain
from journal.domain.looking_back import BREAK, LONG_BREAK, Sore
from journal.domain.progression import LeftOut, Plan, Planned, Step, eased_alone, plan
from journal.domain.severity import HIGH_START, TOO_HIGH
from journal.domain.training import Session

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


def ways_of_exercise(
    exercise: Exercise, library: Library, today: date, may: May, sores: Sequence[Sore] = ()
) -> tuple[Way, ...]:
    """The ways to do a single exercise, without a plan where something speaks against it.

    `sores` are the times that something hurt too much, oldest first; see `plan`.
    """
    if why := may(exercise).why_not:
        return (Way("Begin", "", (), (LeftOut(exercise.id, why),)),)
    usual = Way("Begin", "", (Planned(exercise.id, exercise.id, exercise.dose),))
    if (less := eased_alone(exercise, library, today, may, sores)) is None:
        return (usual,)
    easier = Way(f"Begin easier: {less.words}", less.why, less.plan, eased=True)
    return easier, msgspec.structs.replace(usual, label="Begin as usual")


def ways_of_programme(
    programme: Programme,
    library: Library,
    sessions: Sequence[Session],
    today: date,
    may: May,
    may_later: May | None = None,
    sores: Sequence[Sore] = (),
    strain: Strain | None = None,
) -> tuple[Way, ...]:
    """The ways to do a programme, the first of them the one that is proposed.

    `sessions` are its finished ones, oldest first. `may_later` stands in for `may` in the later
    phases of a ladder: what speaks against an exercise where the strain is no longer acute.
    `sores` are the times that something hurt too much, in any session, oldest first; see `plan`.
    `strain` is the acute one, None where there is none.
    """

    away = today - sessions[-1].day if sessions else timedelta()

    def plan_of(phase: Phase | None = None, anew: bool = False) -> Plan:
        later = phase in programme.phases[STRAIN_IS_OVER:]
        allowed = may_later if later and may_later is not None else may
        # A phase that is begun after a break is not gone on with.
        before = () if anew and away >= BREAK else sessions
        return plan(programme, phase, library, before, today, allowed, sores)

    if programme.phases:
        at = rung(programme, sessions, today, strain)
        last = sessions[-1].phase if sessions else ""
        return _on_the_ladder(programme.phases, at, last, away >= LONG_BREAK, plan_of)
    found = plan_of()
    left_out, ways = found.left_out, []
    usual = Way("Begin", "", found.usual, left_out)
    if (less := found.less) is not None:
        ways.append(_easier(f"Begin easier: {less.words}", less.why, found, less))
        usual = msgspec.structs.replace(usual, label="Begin as last time")
    ways.append(usual)
    if (more := found.more) is not None:
        ways.append(Way(f"Begin with more: {more.words}", more.why, more.plan, left_out))
    return tuple(ways)


def _easier(label: str, why: str, found: Plan, less: Step, phase: Phase | None = None) -> Way:
    left_out = (*found.left_out, *less.left_out)
    return Way(label, why, less.plan, left_out, phase, eased=True)


def _on_the_ladder(
    phases: Sequence[Phase],
    at: Rung,
    last: str,
    long_away: bool,
    plan_of: Callable[[Phase, bool], Plan],
) -> tuple[Way, ...]:
    phase = phases[at.phase]
    ways: list[Way] = []
    stalled = HAVE_IT_LOOKED_AT if at.stalled else ""
    why = " ".join(filter(None, [at.why, at.blocked, stalled]))
    label = f"Phase {at.phase}, {phase.name}"
    goes_on = phase.id == last
    usual = "as last time" if goes_on else "as usual"
    ways += _in_phase(label, usual, why, stalled, plan_of(phase, not goes_on), phase)
    if at.may_move_on and at.phase + 1 < len(phases):
        following = phases[at.phase + 1]
        label = f"On to phase {at.phase + 1}, {following.name}: {phase.move_on}"
        ways += _in_phase(label, "as usual", "", "", plan_of(following, True), following)
    if at.phase and long_away:
        label = f"Phase 0, {phases[0].name}, after a new strain"
        ways += _in_phase(label, "as usual", "", "", plan_of(phases[0], True), phases[0])
    # Of the first it is said why nothing of it is for today.
    return (ways[0], *(way for way in ways[1:] if way.plan))


def _in_phase(
    label: str, usual: str, why: str, besides: str, found: Plan, phase: Phase
) -> Iterator[Way]:
    """The ways to do a phase, easier first where something speaks for that."""
    if (less := found.less) is not None:
        reasons = " ".join(filter(None, [less.why, besides]))
        mark = ";" if ":" in label else ":"
        yield _easier(f"{label}{mark} {less.words}", reasons, found, less, phase)
        label = f"{label}, {usual}"
    yield Way(label, why, found.usual, found.left_out, phase)


def swaps(
    exercise: Exercise,
    way: Literal["easier", "harder"],
    library: Library,
    may: May,
    items: Collection[str] | None = None,
    gentle: bool = False,
    sore: Collection[str] = (),
    planned: Exercise | None = None,
    taken: Collection[str] = (),
) -> Exercise | None:
    """The nearest variant to do instead on the spot, None where there is none for today.

    `sore` are the ids of exercises that hurt too much, or were left for it, today or in this
    session. A harder one is at most one level above what was `planned`, the exercise itself
    where that is None; in a `gentle` session (eased, by a gentle programme, or with a pain limit
    of its own) it is one of the session's own `items` too, and there is none without these.
    What is `taken` by another item of the session is passed over: no exercise comes twice.
    """
    most = (planned or exercise).level + 1
    for other in variants(exercise, library, way == "harder"):
        if other.id in sore or other.id in taken or not may(other).available:
            continue
        if way == "harder":
            kept = not gentle or (items is not None and other.id in items)
            if other.level > most or not kept:
                continue
        return other
    return None


def suits(
    what: Programme | Exercise, pain: int | None, sore_morning: bool, gentle: bool = False
) -> bool:
    """Whether the pain at the start leaves room for it (clinical sections 4.3 and 5.5).

    `pain` is 0-10, None where it was not said; `sore_morning` is whether it was still raised
    this morning after the last session; `gentle` whether it is an exercise of a gentle programme.
    """
    if isinstance(what, Programme) and what.gentle:
        return True
    if (pain or 0) >= TOO_HIGH:
        return False
    if sore_morning:
        return gentle
    if (pain or 0) < HIGH_START:
        return True
    if isinstance(what, Exercise):
        return what.group in CALM_GROUPS
    return not (what.progresses or what.phases)
