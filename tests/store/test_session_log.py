"""The log of sessions: their order, the light part of each, and records that cannot be read."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import sessions

from journal.domain.limits import Limits
from journal.domain.training import Session
from journal.store import doctor
from journal.store.errors import UnreadableRecord
from journal.store.journal_store import JournalStore
from journal.store.records import pack
from journal.store.session_log import PastSession, SessionLog
from journal.store.snapshot import Snapshot

Make = Callable[..., Session]

STARTS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from journal.store.journal_store import JournalStore
store = JournalStore(Path(sys.argv[1]), lambda: datetime(2026, 3, 14, 12, tzinfo=UTC))
snapshot = store.snapshot()
snapshot.limits, len(snapshot.screenings), snapshot.sessions.worst(0)
print([name for name in sys.modules if name.startswith("journal.domain")])
print(snapshot.sessions.past[0].id)
"""
HEAVY = ("session", "training", "exercise", "screening", "standing", "checklist")


def spoilt(session: Session, **fields: object) -> msgspec.Raw:
    """The session as a record with other values, which need not make sense."""
    record: dict[str, Any] = msgspec.to_builtins(session)
    return pack({n: v for n, v in {**record, **fields}.items() if v is not msgspec.UNSET})


@given(st.lists(sessions(), max_size=6, unique_by=lambda s: s.id))
def test_they_stand_in_the_order_of_their_moments_and_nothing_is_lost(
    found: list[Session],
) -> None:
    log = SessionLog({str(number): pack(session) for number, session in enumerate(found, 1)})
    assert list(log) == sorted(found, key=lambda s: s.at)
    assert log[:] == tuple(log)
    for index, (past, session) in enumerate(zip(log.past, log, strict=True)):
        assert log.find(session.id) == [index]
        assert log.raw(index) == pack(session)
        assert log.worst(index) == session.worst
        assert past == PastSession(
            *(session.id, session.day, session.at, session.programme),
            *(session.morning, session.before, session.phase, session.eased),
            *(session.stopped, session.ended_at, session.after),
        )
    assert not log.unreadable
    assert Snapshot.empty().sessions.past == ()


def test_one_of_an_earlier_version_says_nothing_of_what_was_not_kept_then(session: Make) -> None:
    old = session("desk-reset", id="old", morning=3, morning_on=date(2026, 3, 14))
    names = ("id", "day", "at", "ended_at", "programme", "tasks", "morning", "morning_on")
    record = {name: value for name, value in msgspec.to_builtins(old).items() if name in names}
    stamps = {"created_at": old.created_at, "updated_at": old.updated_at}
    log = SessionLog({"1": pack(record | stamps)})
    assert log.past[0] == PastSession(
        "old", old.day, old.at, "desk-reset", 3, ended_at=old.ended_at
    )
    assert log.past[0].stopped == ""
    assert (log.past[0].before, log.past[0].phase, log.past[0].eased) == (None, "", False)
    assert log[0] == old
    assert (log[0].clean, log[0].eased, log[0].stopped) == (None, False, "")


BAD: list[dict[str, object]] = [
    {"id": 5},
    {"at": "2026-03-14T12:00:00"},
    {"at": "1850-01-01T00:00:00Z"},
    {"day": "yesterday"},
    {"programme": msgspec.UNSET},
    {"morning": "bad"},
    {"before": "4"},
    {"after": "4"},
    {"eased": 1},
    {"ended_at": "soon"},
    {"stopped": None},
]
HALF: list[dict[str, object]] = [
    {"from_tomorrow": 1},
    {"tasks": [{"exercise": "bridge"}]},
    {"quick": {"fever": "perhaps"}},
    {"effort": "4"},
    {"clean": "yes"},
]


@pytest.mark.parametrize("fields", BAD, ids=str)
def test_what_has_no_light_part_is_counted_and_harms_no_other(
    fields: Mapping[str, object], session: Make
) -> None:
    good = session(id="good")
    log = SessionLog({"1": spoilt(session(id="bad"), **fields), "2": pack(good)})
    assert list(log) == [good]
    assert list(log.unreadable) == ["1"]
    assert log.holds("bad") is ("id" not in fields)


def test_the_worst_of_what_cannot_be_read_is_not_known(session: Make) -> None:
    for tasks in ([{"worst": "8"}], "none", msgspec.UNSET):
        assert SessionLog({"1": spoilt(session(), tasks=tasks)}).worst(0) is None


@pytest.mark.parametrize("fields", HALF, ids=str)
def test_with_its_light_part_alone_it_has_its_place_and_cannot_be_looked_at(
    fields: Mapping[str, object], session: Make
) -> None:
    good = session(id="good")
    log = SessionLog({"1": spoilt(session(id="half"), **fields), "2": pack(good)})
    assert [past.id for past in log.past] == ["half", "good"]
    assert not log.unreadable
    assert log.problem(0)
    assert log.problem(1) is None
    for look in (lambda: log[0], lambda: list(log), lambda: log[0:1]):
        with pytest.raises(UnreadableRecord, match=r"session half of 2026-03-14.*kept"):
            look()
    assert log[-1] == good


def test_a_start_loads_nothing_of_the_exercises(
    store: JournalStore,
    folder: Path,
    session: Make,
    child: Callable[..., subprocess.Popen[str]],
) -> None:
    store.save_session(session(id="abc"))
    store.save_limits(Limits(asked_on=date(2026, 3, 14)))
    output, errors = child(STARTS, folder).communicate(timeout=30)
    assert not errors
    loaded, last = output.splitlines()
    assert "journal.domain.entry" in loaded
    assert not [name for name in HEAVY if f"journal.domain.{name}'" in loaded]
    assert last == "abc"


def test_the_doctor_counts_them_and_tells_of_what_cannot_be_read(
    store: JournalStore, folder: Path, session: Make
) -> None:
    store.save_session(session(id="good"))
    assert doctor.examine(folder).tables["sessions"] == 1
    assert not doctor.examine(folder).problems
    path = folder / "journal.json"
    tables = json.loads(path.read_bytes())
    tables["sessions"]["2"] = json.loads(bytes(spoilt(session(id="half"), tasks=5)))
    tables["sessions"]["3"] = json.loads(bytes(spoilt(session(id="lost"), at="soon")))
    tables["sessions"]["4"] = tables["sessions"]["1"]
    path.write_text(json.dumps(tables))
    report = doctor.examine(folder)
    assert [(r.table, r.record) for r in report.unreadable] == [("sessions", "3")]
    assert [(r.table, r.record) for r in report.flawed] == [("sessions", "half")]
    assert any("sessions that cannot be read: 1; sessions with a" in p for p in report.problems)
    assert "ids that several sessions have: good" in report.problems
