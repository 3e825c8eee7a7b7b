"""The log of screenings: their order, the light part of each, and records that cannot be read."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import screenings

from journal.domain.level import Level
from journal.domain.screening import Screening
from journal.domain.standing import Past
from journal.store import doctor
from journal.store.errors import UnreadableRecord
from journal.store.journal_store import JournalStore
from journal.store.records import pack
from journal.store.screening_log import ScreeningLog
from journal.store.snapshot import Snapshot

Make = Callable[..., Screening]

STARTS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from journal.store.journal_store import JournalStore
store = JournalStore(Path(sys.argv[1]), lambda: datetime(2026, 3, 14, 12, tzinfo=UTC))
snapshot = store.snapshot()
snapshot.profiles, snapshot.screenings, len(snapshot.entries)
print([name for name in sys.modules if name.startswith("journal.domain")])
print(snapshot.screenings.past[0].id)
"""
HEAVY = ("screening", "checklist", "pain_history", "redflags", "standing")


def documents(*found: Screening) -> dict[str, msgspec.Raw]:
    return {str(number): pack(screening) for number, screening in enumerate(found, 1)}


def spoilt(screening: Screening, **fields: object) -> msgspec.Raw:
    """The screening as a record with other values, which need not make sense."""
    record: dict[str, Any] = msgspec.to_builtins(screening)
    return pack({n: v for n, v in {**record, **fields}.items() if v is not msgspec.UNSET})


@given(st.lists(screenings(), max_size=6, unique_by=lambda s: s.id))
def test_they_stand_in_the_order_of_their_moments_and_nothing_is_lost(
    found: list[Screening],
) -> None:
    log = ScreeningLog(documents(*found))
    assert list(log) == sorted(found, key=lambda s: s.at)
    assert log[:] == tuple(log)
    assert log.ids() == tuple(s.id for s in log)
    for index, (past, screening) in enumerate(zip(log.past, log, strict=True)):
        assert log.find(screening.id) == [index]
        assert log.raw(index) == pack(screening)
        assert (past.day, past.at, past.scope) == (screening.day, screening.at, screening.scope)
        assert past.outcome.level is screening.outcome.level
        assert past.outcome.ask_again_in == screening.outcome.ask_again_in
        assert past.history.highest == screening.history.highest
        assert (past.clearance is None) == (screening.clearance is None)
    assert not log.unreadable


def test_of_one_moment_the_one_written_last_is_the_latest(screening: Make) -> None:
    first, second = screening(id="b"), screening(id="a")
    assert ScreeningLog(documents(first, second)).ids() == ("b", "a")
    numbered = {"10": pack(second), "9": pack(first)}
    assert ScreeningLog(numbered).ids() == ("b", "a")


def test_an_empty_log_is_empty() -> None:
    log = ScreeningLog({})
    assert (len(log), log.past, log.find(""), dict(log.unreadable)) == (0, (), [], {})
    assert Snapshot.empty().screenings.past == ()
    assert Snapshot.empty().profile is None


def test_a_prefix_finds_several_and_a_whole_id_only_its_own(screening: Make) -> None:
    log = ScreeningLog(documents(screening(id="ab"), screening(id="abc"), screening(id="b")))
    assert log.find("a") == [0, 1]
    assert log.find("ab") == [0]
    assert log.find("x") == []


def test_days_are_found_by_the_day_that_is_meant(screening: Make, clock: Any) -> None:
    at = clock()
    after_midnight = screening(id="late", at=at, day=at.date() - timedelta(days=1))
    log = ScreeningLog(documents(screening(id="a"), after_midnight))
    yesterday = at.date() - timedelta(days=1)
    assert [log.ids()[i] for i in log.between(yesterday, yesterday)] == ["late"]
    assert [log.ids()[i] for i in log.between(at.date(), None)] == ["a"]
    assert len(log.between(None, None)) == 2


BAD: list[dict[str, object]] = [
    {"id": 5},
    {"at": "2026-03-14T12:00:00"},
    {"at": "1850-01-01T00:00:00Z"},
    {"day": "yesterday"},
    {"scope": 5},
    {"outcome": {"level": "unheard-of"}},
    {"outcome": msgspec.UNSET},
    {"clearance": {"on": 5}},
]


@pytest.mark.parametrize("fields", BAD, ids=str)
def test_what_has_no_light_part_is_counted_and_harms_no_other(
    fields: Mapping[str, object], screening: Make
) -> None:
    good = screening(id="good")
    log = ScreeningLog({"1": spoilt(screening(id="bad"), **fields), "2": pack(good)})
    assert list(log) == [good]
    assert list(log.unreadable) == ["1"]
    assert log.unreadable["1"]
    assert log.holds("bad") is ("id" not in fields)
    with pytest.raises(TypeError):
        log.unreadable["1"] = ""  # type: ignore[index]  # frozen, which is what is tried


HALF: list[dict[str, object]] = [
    {"from_tomorrow": 1},
    {"answers": {"fever": "perhaps"}},
    {"outcome": {"level": "urgent"}},
    {"profile": {"age": "old"}},
    {"history": {"mean": "4", "highest": 3.0}},
    {"mood": {"a": "b"}},
]


@pytest.mark.parametrize("fields", HALF, ids=str)
def test_with_its_light_part_alone_it_counts_and_cannot_be_looked_at(
    fields: Mapping[str, object], screening: Make
) -> None:
    good = screening(id="good")
    half = spoilt(screening(Level.URGENT, id="half"), **fields)
    log = ScreeningLog({"1": half, "2": pack(good)})
    assert [past.id for past in log.past] == ["half", "good"]
    assert log.past[0].clearance is None
    assert not log.unreadable
    assert log.problem(0)
    assert log.problem(1) is None
    assert log.raw(0) == half
    for look in (lambda: log[0], lambda: list(log), lambda: log[0:1]):
        with pytest.raises(UnreadableRecord, match=r"check half of 2026-03-14.*kept"):
            look()
    assert log[-1] == log[1] == good


def test_the_latest_is_the_last_that_can_be_read_and_says_what_could_not(screening: Make) -> None:
    good = screening(id="good")
    later = screening(id="half", day=good.day + timedelta(days=1), at=good.at + timedelta(days=1))
    log = ScreeningLog({"1": pack(good), "2": spoilt(later, mood={"a": "b"})})
    found, trouble = log.latest()
    assert found == good
    assert "check half of" in trouble
    assert log.latest(good.day) == (good, "")
    assert log.latest(good.day - timedelta(days=1)) == (None, "")


def test_the_light_part_is_made_once(screening: Make) -> None:
    log = ScreeningLog(documents(screening()))
    assert log.past is log.past
    assert isinstance(log.past[0], Past)


def test_a_start_loads_nothing_of_the_checklist(
    store: JournalStore,
    folder: Path,
    screening: Make,
    child: Callable[..., subprocess.Popen[str]],
) -> None:
    store.save_screening(screening(id="abc"))
    output, errors = child(STARTS, folder).communicate(timeout=30)
    assert not errors
    loaded, last = output.splitlines()
    assert "journal.domain.entry" in loaded
    assert not [name for name in HEAVY if f"journal.domain.{name}'" in loaded]
    assert last == "abc"


def test_the_doctor_counts_them_and_tells_of_what_cannot_be_read(
    store: JournalStore, folder: Path, screening: Make
) -> None:
    store.save_screening(screening(id="good"))
    assert doctor.examine(folder).tables["screenings"] == 1
    assert not doctor.examine(folder).problems
    path = folder / "journal.json"
    tables = json.loads(path.read_bytes())
    tables["screenings"]["2"] = json.loads(bytes(spoilt(screening(id="half"), profile=5)))
    tables["screenings"]["3"] = json.loads(bytes(spoilt(screening(id="lost"), at="soon")))
    tables["profile"]["1"]["answers"] = {"age": "old"}
    path.write_text(json.dumps(tables))
    report = doctor.examine(folder)
    assert [(r.table, r.record) for r in report.unreadable] == [
        ("screenings", "3"),
        ("profile", "1"),
    ]
    assert [(r.table, r.record) for r in report.flawed] == [("screenings", "half")]
    assert any("checks that cannot be read: 1; checks with a value" in p for p in report.problems)
    assert any("answers about you cannot be read; they will be" in p for p in report.problems)


def test_the_doctor_tells_of_an_id_that_two_checks_have(
    store: JournalStore, folder: Path, screening: Make
) -> None:
    store.save_screening(screening(id="twice"))
    path = folder / "journal.json"
    tables = json.loads(path.read_bytes())
    tables["screenings"]["2"] = tables["screenings"]["1"]
    path.write_text(json.dumps(tables))
    assert "ids that several checks have: twice" in doctor.examine(folder).problems
