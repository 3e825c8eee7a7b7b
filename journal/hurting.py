"""What the sessions of today said of pain, read without what knows the exercises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Protocol

import msgspec

from journal.domain.day_pain import DayPain, Felt, day_pain, ended_on, together, walk_hurts
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
    programme: str = ""
    stood_at: datetime | None = None
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
    # Two programs can have gone on with the same one, and it is one session all the same.
    found: dict[tuple[datetime, str], Felt] = {}
    waiting = _waiting(snapshot.drafts if drafts is None else drafts, today)
    for key, felt in (*_finished(snapshot, today), *waiting):
        found[key] = together(found[key], felt) if key in found else felt
    return day_pain(found.values())


def _finished(snapshot: Snapshot, today: date) -> Iterator[tuple[tuple[datetime, str], Felt]]:
    for number in ended_on(snapshot.sessions.past, today):
        past = snapshot.sessions.past[number]
        yield (past.at, past.programme), _felt_at(snapshot, number)


class Begun(Protocol):
    """What is looked at of an unfinished session to know its day."""

    @property
    def started(self) -> datetime: ...
    @property
    def stood_at(self) -> datetime | None: ...


def lasts_to(run: Begun, draft: Draft) -> date:
    """The day of an unfinished session: the last on which it was on."""
    return max(run.started.date(), (run.stood_at or draft.updated_at).date())


def _felt_at(snapshot: Snapshot, number: int) -> Felt:
    past = snapshot.sessions.past[number]
    try:
        found = _session.decode(snapshot.sessions.raw(number))
    except msgspec.ValidationError:
        # Told of in the history and by doctor; what was said around it can be read all the same.
        return Felt(past.before, None, past.after)
    return _felt(found, found.tasks)


def _waiting(
    drafts: Mapping[str, Draft], today: date
) -> Iterator[tuple[tuple[datetime, str], Felt]]:
    for name, draft in drafts.items():
        if not is_session(name):
            continue
        try:
            run = _run.decode(draft.fields.get("run", ""))
        except msgspec.DecodeError:
            continue  # Told of in the list of exercises and by doctor.
        if lasts_to(run, draft) == today:
            yield (run.started, run.programme), _felt(run, run.player.tasks)


def _felt(told: _Session | _Run, tasks: tuple[_Task, ...]) -> Felt:
    on_ladder = bool(told.phase)
    walks = [task for task in tasks if WALK in task.exercise]
    sore = any(t.skipped == PAIN or walk_hurts(t.worst, told.before, on_ladder) for t in walks)
    worst = max((task.worst for task in tasks if task.worst is not None), default=None)
    return Felt(told.before, worst, told.after, sore)
