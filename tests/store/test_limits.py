"""What limits exercise in the store: kept beside the answers, not undone, imported, read anew."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest

from journal.domain.entry import PainEntry
from journal.domain.limits import Limits, with_code
from journal.domain.problem import FieldProblem
from journal.domain.screening import Profile, Screening
from journal.exchange import json_file
from journal.exchange.incoming import read_records
from journal.store import doctor
from journal.store.errors import NothingToUndo, StoreError
from journal.store.journal_store import JournalStore
from journal.store.merging import ImportCounts
from journal.store.profile_record import PROFILE_ID, ProfileRecord
from journal.store.records import RecordStorage
from journal.store.rules import Rules

TODAY = date(2026, 3, 14)
TOMORROW = TODAY + timedelta(days=2)  # two, as the first is today already further east
TOLD = Limits(
    {"outer-hip-pain": TODAY, "thin-bones": date(2025, 12, 1)},
    TODAY,
    ("heart", "fainting"),
    date(2026, 3, 1),
    "abc",
)


def stored(folder: Path) -> dict[str, Any]:
    tables: dict[str, Any] = json.loads((folder / "journal.json").read_bytes())
    return tables


def rewrite(folder: Path, **fields: object) -> None:
    """Put values into the first stored profile that this version does not know."""
    tables = stored(folder)
    tables["profile"]["1"] |= fields
    (folder / "journal.json").write_text(json.dumps(tables))


def inode(folder: Path) -> int:
    return (folder / "journal.json").stat().st_ino


# Saving


def test_nothing_is_told_at_first(store: JournalStore, folder: Path) -> None:
    assert store.snapshot().limits == Limits()
    assert store.save_limits(Limits()).limits == Limits()
    assert not (folder / "journal.json").exists()


def test_what_was_told_is_there_after_opening_again(
    store: JournalStore, folder: Path, clock: Any
) -> None:
    assert store.save_limits(TOLD).limits == TOLD
    snapshot = JournalStore(folder, clock).snapshot()
    assert snapshot.limits == TOLD
    assert snapshot.profile is None, "no question about the person was asked yet"
    [record] = stored(folder)["profile"].values()
    assert record["limits"] == json.loads(msgspec.json.encode(TOLD))
    assert store.tables() == {"meta": 1, "profile": 1}


def test_the_same_again_writes_nothing(store: JournalStore, folder: Path) -> None:
    store.save_profile(Profile(age=50))
    store.save_limits(TOLD)
    before = inode(folder)
    again = Limits(dict(reversed(TOLD.ticked.items())), *msgspec.structs.astuple(TOLD)[1:])
    assert store.save_limits(again).limits == TOLD
    assert store.save_profile(Profile(age=50)).limits == TOLD
    assert inode(folder) == before


def test_answers_and_limits_leave_one_another_alone(
    store: JournalStore, clock: Any, screening: Callable[..., Screening]
) -> None:
    store.save_profile(Profile(age=50))
    store.save_limits(TOLD)
    store.save_profile(Profile(age=51))
    store.save_screening(screening(profile=Profile(age=52)))
    snapshot = store.save_limits(Limits(asked_on=TODAY))
    assert (snapshot.profile, snapshot.limits) == (Profile(age=52), Limits(asked_on=TODAY))
    assert store.tables()["profile"] == 1


def test_a_record_without_limits_does_not_speak_of_them(
    store: JournalStore, folder: Path, clock: Any
) -> None:
    store.save_profile(Profile(age=50))
    [plain] = stored(folder)["profile"].values()
    assert list(plain) == ["id", "updated_at", "answers"]
    store.save_limits(TOLD)
    store.save_limits(Limits())
    assert list(stored(folder)["profile"].values()) == [plain]


def test_a_snapshot_stays_as_it_was(store: JournalStore) -> None:
    before = store.save_limits(TOLD)
    store.save_limits(Limits())
    assert before.limits == TOLD


IMPOSSIBLE: list[tuple[Limits, str]] = [
    (Limits({"a" * 65: TODAY}), "ticked"),
    (Limits({"\ud800": TODAY}), "ticked"),
    (Limits({"knee-pain": TOMORROW}), "ticked"),
    (Limits({"knee-pain": date(1850, 1, 1)}), "ticked"),
    (Limits({str(number): TODAY for number in range(101)}), "ticked"),
    (Limits(asked_on=TOMORROW), "asked_on"),
    (Limits(ask_first=("a" * 65,)), "ask_first"),
    (Limits(ask_first=("heart",) * 101), "ask_first"),
    (Limits(cleared_on=TOMORROW), "cleared_on"),
    (Limits(still_sore_on=TOMORROW), "still_sore_on"),
    (Limits(strain_over_on=TOMORROW), "strain_over_on"),
    (Limits(strain_asked="a" * 65), "strain_asked"),
]


@pytest.mark.parametrize(("wrong", "field"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_saved_or_imported(
    wrong: Limits, field: str, store: JournalStore, folder: Path, clock: Any
) -> None:
    record = ProfileRecord(PROFILE_ID, clock(), Profile(age=33), wrong)
    for act in (
        lambda: store.save_limits(wrong),
        lambda: store.import_records((), profile=record),
        lambda: store.import_records((), profile=record, dry_run=True),
    ):
        with pytest.raises(FieldProblem) as caught:
            act()
        assert caught.value.field == field
    assert not folder.exists()


def test_as_many_as_there_may_be_are_kept(store: JournalStore) -> None:
    most = Limits({f"{number:064}": TODAY for number in range(100)}, ask_first=("x" * 64,) * 100)
    assert store.save_limits(most).limits == most


def test_what_was_ticked_before_a_flight_to_the_west_can_be_kept(folder: Path, clock: Any) -> None:
    clock.now = datetime(2026, 3, 14, 1, tzinfo=timezone(timedelta(hours=14)))
    store = JournalStore(folder, clock)
    store.save_limits(Limits({"knee-pain": TODAY}))
    clock.now = clock.now.astimezone(timezone(timedelta(hours=-10)))
    assert clock.now.date() < TODAY
    more = Limits({"knee-pain": TODAY, "neck-pain": clock.now.date()})
    assert store.save_limits(more).limits == more


# Undo


def test_undo_and_redo_leave_limits_alone(
    store: JournalStore, entry: Callable[..., PainEntry]
) -> None:
    store.save_limits(Limits(asked_on=TODAY))
    with pytest.raises(NothingToUndo):
        store.undo()
    store.add(entry())
    store.save_limits(TOLD)
    change, snapshot = store.undo()
    assert (change.words, snapshot.limits) == ("one entry", TOLD)
    assert store.redo()[1].limits == TOLD


def test_limits_told_since_an_import_stay_when_it_is_taken_back(
    store: JournalStore, clock: Any
) -> None:
    brought = ProfileRecord(PROFILE_ID, clock(), Profile(age=33), Limits(asked_on=TODAY))
    store.import_records((), profile=brought)
    assert store.undo()[1].limits == Limits()
    store.redo()
    clock.move(minutes=1)
    store.save_limits(TOLD)
    snapshot = store.undo()[1]
    assert (snapshot.profile, snapshot.limits) == (Profile(age=33), TOLD)


# Records that cannot be read


def test_limits_hold_though_the_answers_beside_them_cannot_be_read(
    store: JournalStore, folder: Path, clock: Any
) -> None:
    store.save_profile(Profile(age=50))
    store.save_limits(TOLD)
    rewrite(folder, answers={"age": 50, "asked-tomorrow": "yes"})
    snapshot = store.snapshot()
    assert (snapshot.profile, snapshot.limits) == (None, TOLD)
    store.save_profile(Profile(age=51))
    snapshot = JournalStore(folder, clock).snapshot()
    assert (snapshot.profile, snapshot.limits) == (Profile(age=51), TOLD)
    assert stored(folder)["profile"]["1"]["answers"]["asked-tomorrow"] == "yes"


@pytest.mark.parametrize(
    "fields",
    [{"from_tomorrow": 1}, {"limits": {"asked_on": "2026-03-01", "from_tomorrow": [1, 2.5]}}],
    ids=str,
)
def test_what_a_newer_version_wrote_is_not_written_over(
    fields: dict[str, object], store: JournalStore, folder: Path, clock: Any
) -> None:
    store.save_profile(Profile(age=50))
    rewrite(folder, **fields)
    before = stored(folder)["profile"]["1"]
    store.save_limits(TOLD)
    store.save_limits(Limits(asked_on=TODAY))
    store.save_profile(Profile(age=51))
    records = stored(folder)["profile"]
    assert (len(records), records["1"]) == (2, before)
    snapshot = JournalStore(folder, clock).snapshot()
    assert (snapshot.profile, snapshot.limits) == (Profile(age=51), Limits(asked_on=TODAY))


def test_a_record_of_another_name_says_nothing(store: JournalStore, folder: Path) -> None:
    store.save_limits(TOLD)
    rewrite(folder, id="other")
    snapshot = store.snapshot()
    assert (snapshot.profile, snapshot.limits) == (None, Limits())


def test_the_doctor_tells_of_limits_that_cannot_be_read(store: JournalStore, folder: Path) -> None:
    store.save_limits(TOLD)
    report = doctor.examine(folder)
    assert (report.tables["profile"], report.problems) == (1, ())
    rewrite(folder, limits={"ticked": ["knee-pain"]})
    store.save_limits(Limits(asked_on=TODAY))
    report = doctor.examine(folder)
    assert [(r.table, r.record) for r in report.unreadable] == [("profile", "1")]
    assert "limits" in report.unreadable[0].reason
    assert report.problems == (
        "the answers about you cannot be read; they will be asked anew; they are kept as they are",
    )


# Two at once, and no room


def test_two_programs_lose_nothing(store: JournalStore, folder: Path, clock: Any) -> None:
    other = JournalStore(folder, clock)
    store.save_limits(TOLD)
    other.save_profile(Profile(age=70))
    store.save_limits(Limits(asked_on=TODAY))
    for snapshot in (store.snapshot(), other.snapshot()):
        assert (snapshot.profile, snapshot.limits) == (Profile(age=70), Limits(asked_on=TODAY))


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_disk_that_fails_at_any_step_changes_nothing(
    call: str, store: JournalStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save_limits(TOLD)
    content = (folder / "journal.json").read_bytes()

    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, fail)
        with pytest.raises(StoreError, match="No space left"):
            store.save_limits(Limits())
    assert (folder / "journal.json").read_bytes() == content
    assert store.snapshot().limits == TOLD


# Out and in


def whole_journal(folder: Path) -> bytes:
    tables = RecordStorage(folder / "journal.json").read() or {}
    named = {name: documents.values() for name, documents in tables.items() if name != "meta"}
    return b"".join(json_file.export_all(1, {"entries": [], **named}))


def test_the_whole_journal_takes_them_along_to_where_there_are_none(
    store: JournalStore, folder: Path, tmp_path: Path, clock: Any
) -> None:
    store.save_profile(Profile(age=50))
    store.save_limits(TOLD)
    reading = read_records(whole_journal(folder), Rules(clock()))
    assert not reading.refused
    there = JournalStore(tmp_path / "there", clock)
    taken = there.import_records((), profile=reading.profile)
    assert taken.profile == ImportCounts(added=1)
    snapshot = there.snapshot()
    assert (snapshot.profile, snapshot.limits) == (Profile(age=50), TOLD)
    assert stored(tmp_path / "there")["profile"] == stored(folder)["profile"]
    assert there.import_records((), profile=reading.profile).profile == ImportCounts(unchanged=1)


def test_what_was_told_here_is_kept(store: JournalStore, clock: Any) -> None:
    store.save_limits(TOLD)
    later = clock() + timedelta(minutes=1)
    brought = ProfileRecord(PROFILE_ID, later, Profile(age=33), Limits(asked_on=TODAY))
    assert store.import_records((), profile=brought).profile == ImportCounts(kept=1)
    assert store.snapshot().limits == TOLD


def test_limits_that_cannot_be_are_refused_with_their_line(
    store: JournalStore, folder: Path
) -> None:
    store.save_limits(TOLD)
    earlier = datetime(2026, 3, 1, tzinfo=UTC)
    reading = read_records(whole_journal(folder), Rules(earlier))
    [refused] = reading.refused
    assert reading.profile is None
    assert "ticked: '2026-03-14'" in refused.reason
    assert whole_journal(folder).splitlines()[refused.line - 1].startswith(b'{"id":"profile"')


def test_a_change_keeps_what_another_program_told_meanwhile(
    store: JournalStore, folder: Path, clock: Any
) -> None:
    other = JournalStore(folder, clock)
    store.save_limits(Limits())
    other.save_limits(Limits({"knee-pain": TODAY}))
    store.change_limits(lambda held: msgspec.structs.replace(held, asked_on=TODAY))
    assert other.snapshot().limits == Limits({"knee-pain": TODAY}, asked_on=TODAY)


def test_a_change_to_what_cannot_be_changes_nothing(store: JournalStore) -> None:
    store.save_limits(TOLD)
    with pytest.raises(FieldProblem):
        store.change_limits(lambda _: Limits(strain_asked="a" * 65))
    assert store.snapshot().limits == TOLD


def test_what_was_noted_by_a_clock_ahead_stands_in_the_way_of_nothing(
    store: JournalStore, clock: Any
) -> None:
    """A clock that is put right must not have every later answer refused."""
    clock.move(days=3)
    day = clock().date()
    ahead = Limits({"knee-pain": day}, asked_on=day, cleared_on=day, quick_yes_at=clock())
    store.save_limits(ahead)
    clock.move(days=-3)
    store.change_limits(lambda held: with_code(held, "pregnant", clock().date()))
    kept = store.snapshot().limits
    assert kept == msgspec.structs.replace(ahead, ticked={**ahead.ticked, "pregnant": TODAY})
    with pytest.raises(FieldProblem, match="ticked"):
        store.change_limits(lambda held: with_code(held, "pregnant", day))
    # So it is with a yes of now, which comes after that one all the same.
    store.change_limits(lambda held: msgspec.structs.replace(held, quick_yes_at=clock()))
