"""What the sessions of today said of pain, read without what knows the exercises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec

from journal.domain.day_pain import DayPain, Felt, day_pain, last_day, walk_hurts
from journal.domain.unfinished import is_session
from journal.store.records import Draft
from journal.store.snapshot import Snapshot

PAIN = "pain"
"""Why an exercise was left, where it hurt too much."""
WALK = "walk"
"""Is in the id of each exercise that is a walk of some kind."""


class _Task(msgspec.Struct, frozen=True):
    exercise: str
    worst: int | None = None
    skipped: str = ""


class _Session(msgspec.Struct, frozen=True):
    tasks: tuple[_Task, ...]
    before: int | None = None
    phase: str = ""
    after: int | None = None


class _Player(msgspec.Struct, frozen=True):
    tasks: tuple[_Task, ...]


class _Run(msgspec.Struct, frozen=True):
    started: datetime
    player: _Player
    id: str = ""
    before: int | None = None
    phase: str = ""
    after: int | None = None


_session = msgspec.json.Decoder(_Session)
_run = msgspec.json.Decoder(_Run)


def pain_of_day(
    snapshot: Snapshot, today: date, drafts: Mapping[str, Draft] | None = None
) -> DayPain:
    """What the sessions that ended today, or wait since, said of pain.

    `drafts` stand in for those of the snapshot, where some are in no file yet.
    """
    numbers = ended_on(snapshot, today)
    kept = {snapshot.sessions.past[number].id for number in numbers}
    waiting = _waiting(snapshot.drafts if drafts is None else drafts, today, kept)
    return day_pain([*(_felt_at(snapshot, number) for number in numbers), *waiting])


def ended_on(snapshot: Snapshot, day: date) -> list[int]:
    """Where the finished sessions are that were of this day, or ended on it after midnight."""
    log = snapshot.sessions
    return [n for n in log.between(day - timedelta(days=1), day) if last_day(log.past[n]) == day]


def lasts_to(started: datetime, draft: Draft) -> date:
    """The day of an unfinished session: the last on which it was on."""
    return max(started.date(), draft.updated_at.date())


def _felt_at(snapshot: Snapshot, number: int) -> Felt:
    past = snapshot.sessions.past[number]
    try:
        found = _session.decode(snapshot.sessions.raw(number))
    except msgspec.ValidationError:
        # Told of in the history and by doctor; what was said around it can be read all the same.
        return Felt(past.before, None, past.after)
    return _felt(found, found.tasks)


def _waiting(drafts: Mapping[str, Draft], today: date, kept: set[str]) -> Iterator[Felt]:
    for name, draft in drafts.items():
        if not is_session(name):
            continue
        try:
            run = _run.decode(draft.fields.get("run", ""))
        except msgspec.DecodeError:
            continue  # Told of in the list of exercises and by doctor.
        if lasts_to(run.started, draft) == today and not (run.id and run.id in kept):
            yield _felt(run, run.player.tasks)


def _felt(told: _Session | _Run, tasks: tuple[_Task, ...]) -> Felt:
    on_ladder = bool(told.phase)
    walks = [task for task in tasks if WALK in task.exercise]
    sore = any(t.skipped == PAIN or walk_hurts(t.worst, told.before, on_ladder) for t in walks)
    worst = max((task.worst for task in tasks if task.worst is not None), default=None)
    return Felt(told.before, worst, told.after, sore)
