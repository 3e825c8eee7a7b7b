"""What counts for exercising on a day, and which unfinished session waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from journal.content.library import load_library
from journal.domain.body import Region, Side
from journal.domain.entry import PainEntry, Quality, Site
from journal.domain.exercise import Equipment
from journal.domain.level import Level
from journal.domain.limits import Limits
from journal.domain.progression import Planned
from journal.domain.session_run import SessionRun, begin_run
from journal.domain.standing import LOOK_BACK
from journal.domain.standing import Exercise as Allowed
from journal.exercising import fit_on, recent_entries, sessions_of, waiting
from journal.store.journal_store import JournalStore
from journal.store.records import Draft

LIBRARY = load_library()
Clock = Callable[[], datetime]
ALL = tuple(Equipment)


def codes(store: JournalStore, day: date, limits: Limits | None = None) -> frozenset[str]:
    return fit_on(day, store.snapshot(), LIBRARY, ALL, True, limits)[0].codes


def a_run(clock: Clock, **fields: Any) -> SessionRun:
    bridge = LIBRARY.exercise("bridge")
    plan = (Planned("bridge", "bridge", bridge.dose),)
    return begin_run(plan, clock(), programme="core-trio", **fields)


def draft(id: str, at: datetime, run: SessionRun) -> Draft:
    return Draft(id, at, run.to_fields())


# What counts


def test_with_nothing_said_everything_is_for_today(store: JournalStore, clock: Clock) -> None:
    fit, trouble = fit_on(clock().date(), store.snapshot(), LIBRARY, ALL, True)
    assert (fit.codes, fit.permission.exercise, trouble) == (frozenset(), Allowed.ALL, "")
    assert all(fit.of(exercise).available for exercise in LIBRARY.exercises)


def test_what_was_ticked_counts_and_limits_given_stand_in_for_it(
    store: JournalStore, clock: Clock
) -> None:
    day = clock().date()
    store.save_limits(Limits(ticked={"balance-poor": day}))
    assert codes(store, day) == {"balance-poor"}
    assert codes(store, day, Limits(ticked={"pregnant": day})) == {"pregnant"}
    assert codes(store, day, Limits()) == frozenset()


def test_entries_of_the_last_days_count(
    store: JournalStore, clock: Clock, entry: Callable[..., PainEntry]
) -> None:
    calf = Site(Region.CALF, Side.LEFT)
    store.add(entry(7, sites=(calf,), qualities=(Quality.NUMB,)))
    day = clock().date()
    assert codes(store, day) == {"leg-nerve-flare"}
    assert codes(store, day + timedelta(days=5)) == frozenset()


def test_checks_count_unless_advice_is_off(
    store: JournalStore, clock: Clock, screening: Callable[..., Any]
) -> None:
    store.save_screening(screening(Level.URGENT))
    snapshot, day = store.snapshot(), clock().date()
    locked, _ = fit_on(day, snapshot, LIBRARY, ALL, True)
    assert locked.permission.exercise is Allowed.NOTHING
    assert not any(locked.of(exercise).available for exercise in LIBRARY.exercises)
    free, _ = fit_on(day, snapshot, LIBRARY, ALL, False)
    assert free.permission.exercise is Allowed.ALL


def test_what_is_at_hand_counts(store: JournalStore, clock: Clock) -> None:
    fit, _ = fit_on(clock().date(), store.snapshot(), LIBRARY, [Equipment.MAT], True)
    assert fit.of(LIBRARY.exercise("bridge")).available
    assert not fit.of(LIBRARY.exercise("sit-to-stand")).available


def test_only_entries_of_the_last_weeks_are_looked_at(
    store: JournalStore, clock: Clock, entry: Callable[..., PainEntry]
) -> None:
    day = clock().date()
    for ago in (0, 1, LOOK_BACK.days, LOOK_BACK.days + 1):
        at = clock() - timedelta(days=ago)
        store.add(entry(3, at=at, id=f"d{ago + 1}"))
    found = [each.id for each in recent_entries(store.snapshot(), day)]
    assert found == [f"d{LOOK_BACK.days + 1}", "d2", "d1"]


# What waits


def test_nothing_waits_in_a_new_journal(store: JournalStore) -> None:
    assert waiting(store.snapshot().drafts) is None


def test_the_session_that_was_on_last_waits(clock: Clock) -> None:
    first, last = a_run(clock, before=1), a_run(clock, before=2)
    drafts = {
        "session": draft("session", clock(), first),
        "session-abc": draft("session-abc", clock() + timedelta(seconds=1), last),
        "new": Draft("new", clock() + timedelta(days=1), {"pain": "4"}),
        "sessions": draft("sessions", clock() + timedelta(days=1), first),
    }
    found = waiting(drafts)
    assert found is not None
    assert found == (drafts["session-abc"], last)


@pytest.mark.parametrize("damaged", ["", "{", '{"started":1}', '{"player":{"tasks":[]}}'])
def test_one_that_cannot_be_read_is_passed_over(clock: Clock, damaged: str) -> None:
    good = draft("session-abc", clock(), a_run(clock))
    bad = Draft("session", clock() + timedelta(hours=1), {"run": damaged})
    assert waiting({"session": bad}) is None
    found = waiting({"session": bad, "session-abc": good})
    assert found is not None
    assert found[0] == good


# What was done


def test_the_sessions_of_a_programme_come_oldest_first(
    store: JournalStore, clock: Clock, session: Callable[..., Any]
) -> None:
    for hours, programme in ((3, "core-trio"), (1, "core-trio"), (2, "desk-reset"), (4, "")):
        at = clock() - timedelta(hours=hours)
        store.save_session(session(programme, at=at, id=f"h{hours}"))
    found = sessions_of(store.snapshot(), "core-trio")
    assert [each.id for each in found] == ["h3", "h1"]
    assert sessions_of(store.snapshot(), "cable-day") == []


def test_a_session_that_cannot_be_read_is_passed_over(
    store: JournalStore, clock: Clock, session: Callable[..., Any]
) -> None:
    for hours in (2, 1):
        at = clock() - timedelta(hours=hours)
        store.save_session(session("core-trio", at=at, id=f"h{hours}"))
    text = store.path.read_text()
    assert text.count('"tasks":[{') == 2
    store.path.write_text(text.replace('"tasks":[{', '"tasks":["x",{', 1))
    found = sessions_of(JournalStore(store.folder, clock).snapshot(), "core-trio")
    assert len(found) == 1
    assert msgspec.to_builtins(found[0])["programme"] == "core-trio"
