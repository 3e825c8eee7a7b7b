"""What the tests of progression, ladder and offer share: finished sessions, days ago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec

from journal.content.library import load_library
from journal.domain.availability import Availability
from journal.domain.exercise import Dose, Exercise, Phase, dose_of
from journal.domain.progression import Plan, Planned, Step, plan
from journal.domain.session import Done, Task
from journal.domain.training import Session

LIBRARY = load_library()
TODAY = date(2026, 3, 14)
ITEMS = {item.exercise: item for item in LIBRARY.programme("strength-base").items}


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def done(exercise: str, dose: Dose, planned: str = "", **fields: Any) -> Task:
    """An exercise done to its end, without pain."""
    task = Task(exercise, planned or exercise, dose, worst=1)
    bouts = tuple([Done(exercise, b.set, dose.reps, b.side, b.direction) for b in task.bouts()])
    return msgspec.structs.replace(task, **{"done": bouts, **fields})


def dose(exercise: str, **fields: Any) -> Dose:
    """The exercise's own dose, with these fields instead."""
    return msgspec.structs.replace(LIBRARY.exercise(exercise).dose, **fields)


def session(
    ago: int,
    tasks: Mapping[str, Task] | None = None,
    programme: str = "strength-base",
    phase: str = "",
    hour: int = 18,
    **fields: Any,
) -> Session:
    """A session that speaks for more: everything done, clean, easy, a calm morning after.

    `tasks` stand in for those of the programme's items.
    """
    at = datetime.combine(day(ago), time(hour), UTC)
    found = LIBRARY.programme(programme)
    phases = {each.id: each for each in found.phases}
    items = phases[phase].items if phase in phases else found.items
    usual = {
        item.exercise: done(item.exercise, dose_of(LIBRARY.exercise(item.exercise), item))
        for item in items
    }
    defaults: dict[str, Any] = {
        "before": 2,
        "after": 2,
        "effort": 5,
        "clean": True,
        "morning": 2,
        "morning_on": day(ago - 1),
    }
    return Session(
        id=f"s{ago}h{hour}",
        day=at.date(),
        at=at,
        ended_at=at,
        programme=programme,
        phase=phase,
        tasks=tuple((usual | dict(tasks or {})).values()),
        created_at=at,
        updated_at=at,
        **(defaults | fields),
    )


def phase_of(programme: str, id: str) -> Phase:
    return next(phase for phase in LIBRARY.programme(programme).phases if phase.id == id)


def everything(exercise: Exercise) -> Availability:
    """Nothing speaks against any exercise."""
    return Availability()


def without(*ids: str, instead: str = "") -> Any:
    """These exercises are left out today."""

    def may(exercise: Exercise) -> Availability:
        if exercise.id in ids:
            return Availability(("It needs a thing.",), instead=instead)
        return Availability()

    return may


def planned(
    *sessions: Session, programme: str = "strength-base", may: Any = everything, **fields: Any
) -> Plan:
    """The plan after these sessions, oldest first; `phase` and `today` may be given."""
    phase, today = fields.get("phase"), fields.get("today", TODAY)
    sores = fields.get("sores", ())
    return plan(LIBRARY.programme(programme), phase, LIBRARY, sessions, today, may, sores)


def part(found: Plan | Step, item: str) -> Planned:
    """What is planned for an item of the programme."""
    rows = found.usual if isinstance(found, Plan) else found.plan
    return next(each for each in rows if each.item == item)


def amount(found: Plan | Step, item: str) -> tuple[str, int, int]:
    """The exercise, the sets and the repetitions that are planned for an item."""
    each = part(found, item)
    return each.exercise, each.dose.sets, each.dose.reps


def less(found: Plan) -> Step:
    """The easier session that is proposed."""
    assert found.less is not None
    assert found.more is None
    return found.less


def more(found: Plan) -> Step:
    """The step up that is proposed."""
    assert found.more is not None
    assert found.less is None
    return found.more


def bridge(**fields: Any) -> dict[str, Task]:
    """The programme's bridge, done to its end in another dose, or felt otherwise."""
    own = dose_of(LIBRARY.exercise("bridge"), ITEMS["bridge"])
    names = {"sets", "reps", "hold"} & fields.keys()
    given_dose = msgspec.structs.replace(own, **{name: fields.pop(name) for name in names})
    return {"bridge": done("bridge", given_dose, **fields)}


def swapped(item: str, exercise: str, **fields: Any) -> dict[str, Task]:
    """Another exercise done for an item, its own dose with these fields instead."""
    return {item: done(exercise, dose(exercise, **fields), item)}
