"""How the made-up person gets on with a programme: what is done of it, how it feels, what grows."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import msgspec

from journal.domain.exercise import Dose, Exercise, Item, Library, dose_of
from journal.domain.guidance import PAIN
from journal.domain.task import Bout, Done, Task
from journal.domain.training import CALM, HIGH_START, RISE, Session, Zone, zone

MOST_REPS = 15
MOST_SETS = 3
MORE_REPS = 2
ENOUGH = 2
"""Sessions in a row that have to go well before something grows (clinical section 4.4)."""
HARDEST = 6
"""The highest effort of a session that went well."""


class Felt(msgspec.Struct, frozen=True):
    """How a session may feel: the pain before it (0-10), the stricter limit of a strain, None
    where there is none, whether it spoils one exercise, and whether it ends before the last.
    """

    before: int
    limit: int | None = None
    spoils: bool = False
    stops: bool = False


class Regimen:
    """One programme as the person does it, over months; `rng` decides what is left open."""

    def __init__(self, rng: Random, library: Library, items: Sequence[Item]) -> None:
        self._rng = rng
        self._library = library
        self._items = items
        self._steps = [_steps(library, item) for item in items]
        self._at = [0] * len(items)
        self._well = 0

    def tasks(self, felt: Felt, eased: bool, skips: Sequence[str]) -> tuple[Task, ...]:
        """The exercises of one session as they were done; at least one was.

        An `eased` session has half the sets. `skips` are ids of reasons to leave an exercise.
        """
        wanted = [
            number
            for number, item in enumerate(self._items)
            if not item.if_well or self._rng.random() < 0.5
        ]
        spoilt = self._rng.choice(wanted) if felt.spoils else None
        left = self._rng.choice(wanted) if self._rng.random() < 0.12 else None
        last = self._rng.choice(wanted[1:]) if felt.stops and wanted[1:] else wanted[-1]
        found = []
        for number in wanted:
            item, (id, dose) = self._items[number], self._steps[number][self._at[number]]
            if eased:
                dose = msgspec.structs.replace(dose, sets=max(1, dose.sets // 2))
            task = Task(id, item.exercise, dose, item.note)
            if number > last:
                found.append(task)
            elif number == left and len(wanted) > 1:
                why = self._rng.choice(skips)
                worst = min(felt.before + 1, _highest(felt)) if why == PAIN else None
                found.append(msgspec.structs.replace(task, skipped=why, worst=worst))
            else:
                found.append(self._done(task, felt, number == spoilt))
        return tuple(found)

    def learn(self, session: Session) -> None:
        """Let one thing grow where enough sessions in a row went well."""
        self._well = self._well + 1 if _went_well(session) else 0
        if self._well < ENOUGH:
            return
        self._well = 1  # the last one is the first of the next two
        can_grow = [n for n, at in enumerate(self._at) if at + 1 < len(self._steps[n])]
        if can_grow:
            self._at[self._rng.choice(can_grow)] += 1

    def after_break(self) -> None:
        """Each exercise that has grown twice is one step back."""
        self._at = [at - 1 if at > 1 else at for at in self._at]
        self._well = 0

    def _done(self, task: Task, felt: Felt, spoilt: bool) -> Task:
        """The exercise with what was done of it, and the worst pain it gave."""
        rng, bouts = self._rng, task.bouts()
        if spoilt:
            worst = min(10, max(felt.before + RISE, (felt.limit or CALM) + 1))
            some = _all_of(task.exercise, bouts[: max(1, len(bouts) // 2)], task.dose.reps)
            return msgspec.structs.replace(task, done=some, worst=worst)
        exercise = self._library.exercise(task.exercise)
        if task.dose.sets > 1 and exercise.easier and rng.random() < 0.006:
            task = self._swapped(task, self._library.exercise(exercise.easier))
        else:
            done = list(_all_of(task.exercise, bouts, task.dose.reps))
            if task.dose.reps > 4 and rng.random() < 0.015:
                done[-1] = msgspec.structs.replace(done[-1], reps=task.dose.reps - 2)
            task = msgspec.structs.replace(task, done=tuple(done))
        if rng.random() < 0.04:
            return task
        worst = max(0, min(round(felt.before - 1 + rng.gauss(0, 0.6)), _highest(felt)))
        return msgspec.structs.replace(task, worst=worst)

    def _swapped(self, task: Task, easier: Exercise) -> Task:
        """The easier exercise took over after the first set."""
        first = [bout for bout in task.bouts() if bout.set == 1]
        done = _all_of(task.exercise, first, task.dose.reps)
        task = msgspec.structs.replace(task, exercise=easier.id, dose=easier.dose)
        done += _all_of(easier.id, task.bouts()[task.first_of(2) :], easier.dose.reps)
        return msgspec.structs.replace(task, done=done)


def _highest(felt: Felt) -> int:
    """The worst pain that is not red yet."""
    calm = max(CALM, felt.before + RISE - 1) if felt.limit is None else felt.limit
    return min(calm, 10)


def is_red(session: Session, limit: int | None) -> bool:
    """Whether an exercise hurt too much, so that the next session is an easier one."""
    if any(task.skipped == PAIN for task in session.tasks):
        return True
    worst = session.worst
    return worst is not None and zone(worst, session.before or 0, limit) is Zone.RED


def _steps(library: Library, item: Item) -> list[tuple[str, Dose]]:
    """What an item grows into: more repetitions, one more set, the next variant."""
    found = []
    for id in (item.exercise, *item.then):
        exercise = library.exercise(id)
        dose = dose_of(exercise, item) if id == item.exercise else exercise.dose
        found.append((id, dose))
        if dose.reps == 1:  # held or walked, not counted
            continue
        if (more := min(dose.reps + MORE_REPS, MOST_REPS)) > dose.reps:
            dose = msgspec.structs.replace(dose, reps=more)
            found.append((id, dose))
        if dose.sets < MOST_SETS:
            found.append((id, msgspec.structs.replace(dose, sets=dose.sets + 1)))
    return found


def _all_of(id: str, bouts: Sequence[Bout], reps: int) -> tuple[Done, ...]:
    return tuple([Done(id, bout.set, reps, bout.side, bout.direction) for bout in bouts])


def _went_well(session: Session) -> bool:
    """Whether it is one of those after which something may grow (clinical section 4.4)."""
    calm = (session.worst or 0) <= CALM and (session.before or 0) < HIGH_START
    hard = session.effort is None or session.effort > HARDEST
    whole = all(
        not task.skipped and task.exercise == task.done[0].exercise
        for task in session.tasks
        if task.done or task.skipped
    )
    clean = session.clean is True and not session.eased and not session.red_morning
    return calm and not hard and whole and clean
