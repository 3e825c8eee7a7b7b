"""What finished sessions say for the next one (clinical sections 4.3 and 4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec

from journal.domain.exercise import Item, Library, Phase
from journal.domain.guidance import PAIN
from journal.domain.severity import TOO_HIGH
from journal.domain.task import Task
from journal.domain.training import Session, Zone, zone

BREAK = timedelta(days=14)
"""Without a session: from here on it goes on one level down."""
LONG_BREAK = timedelta(days=28)
"""From here on a programme begins again, with half of it."""


def zone_of(task: Task, session: Session, limit: int | None = None) -> Zone | None:
    """How the pain of an exercise reads, None where it was not said.

    `limit` is the stricter one of a ladder's phase.
    """
    return None if task.worst is None else zone(task.worst, session.before, limit)


def hurt(task: Task, session: Session, phase: Phase | None = None) -> bool:
    """Whether an exercise gave too much pain: by its score, or by its being left for that."""
    limit = None if phase is None else phase.pain_limit
    return task.skipped == PAIN or zone_of(task, session, limit) is Zone.RED


def phase_of(session: Session, library: Library) -> Phase | None:
    """The phase of a ladder that a session was in, None where there is none that is known."""
    return next(
        (
            phase
            for programme in library.programmes
            if programme.id == session.programme
            for phase in programme.phases
            if phase.id == session.phase
        ),
        None,
    )


def hurt_in(session: Session, library: Library) -> tuple[Task, ...]:
    """The exercises of a session that gave too much pain, or were left for it."""
    phase = phase_of(session, library)
    return tuple([task for task in session.tasks if hurt(task, session, phase)])


class Sore(msgspec.Struct, frozen=True):
    """A time that an exercise hurt too much, in any session: when that began, and what was done.

    It is `calmed` where it was done without too much pain later.
    """

    at: datetime
    task: Task
    calmed: bool = False


def sore_times(sessions: Iterable[Session], library: Library) -> tuple[Sore, ...]:
    """What hurt too much in these sessions of any programme, oldest first as they are."""
    found: list[Sore] = []
    for session in sessions:
        phase = phase_of(session, library)
        for task in session.tasks:
            if hurt(task, session, phase):
                found.append(Sore(session.at, task))
            elif _went_calmly(task, session):
                found = [_calmed(each, task.exercise, session.at) for each in found]
    return tuple(found)


def still_sore(sores: Iterable[Sore], today: date) -> tuple[Sore, ...]:
    """Those of these times that count today, in their order: of the last four weeks, not calmed."""
    return tuple([s for s in sores if not s.calmed and today - s.at.date() <= LONG_BREAK])


def _went_calmly(task: Task, session: Session) -> bool:
    """Whether an exercise that did not hurt too much speaks for it: what was not said does not."""
    if task.skipped or not task.was_done or task.worst is None:
        return False
    # From a severe start on, pain that only stayed as strong is not too much either.
    return task.worst < TOO_HIGH and not session.red_morning


def _calmed(sore: Sore, exercise: str, at: datetime) -> Sore:
    # Two programs may have kept one session each in their own way.
    if sore.task.exercise != exercise or sore.at >= at:
        return sore
    return msgspec.structs.replace(sore, calmed=True)


def task_of(item: Item, session: Session) -> Task | None:
    """What stood for an item of the programme in a session."""
    return next((task for task in session.tasks if task.planned == item.exercise), None)


def times_done(
    item: Item, sessions: Sequence[Session], phase: Phase | None, sores: Sequence[Sore] = ()
) -> Iterator[Task]:
    """The times that an item was done as it is to go on, latest first.

    `sessions` are those of the programme, oldest first; of a ladder only those of `phase` count.
    What lies before a long break does not: after it the programme began again. `sores` are the
    times that something hurt too much in any session.
    """
    for number in reversed(range(len(sessions))):
        session = sessions[number]
        if number + 1 < len(sessions) and sessions[number + 1].day - session.day >= LONG_BREAK:
            return
        if phase is not None and session.phase != phase.id:
            continue
        before = sessions[number - 1] if number else None
        if session.eased and not _lasts(item, session, before, phase, sores):
            continue
        task = task_of(item, session)
        if task is not None and task.was_done:
            yield task


def _lasts(
    item: Item,
    eased: Session,
    before: Session | None,
    phase: Phase | None,
    sores: Sequence[Sore],
) -> bool:
    """Whether an item of an eased session stays as it was there.

    A break and an exercise that hurt bring it down a level, from which it goes up again; a
    raised morning, or half of everything, is for a few days.
    """
    task = None if before is None else task_of(item, before)
    usual = item.exercise if task is None else task.exercise
    if any(
        sore.task.exercise == usual
        and (before is None or before.at < sore.at)
        and sore.at < eased.at
        for sore in sores
    ):
        return True
    if before is None:
        return False
    if task is not None and hurt(task, before, phase):
        return True
    return BREAK <= eased.day - before.day < LONG_BREAK
