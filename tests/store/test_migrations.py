"""An older journal is brought up to date by pure steps, after a backup."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import TinyDB

from journal.domain.entry import PainEntry
from journal.store import backups
from journal.store.backups import BackupKind
from journal.store.errors import SaveFailed
from journal.store.journal_store import JournalStore
from journal.store.migrations import MIGRATIONS, SCHEMA, migrate, schema_of, with_schema
from journal.store.records import Tables, WrongShape, join, pack, split, unpack

Make = Callable[..., PainEntry]


def to_two(tables: Tables, now: datetime) -> Tables:
    """Every entry gets a word in its note."""
    changed = {n: pack(unpack(raw) | {"note": "two"}) for n, raw in tables["entries"].items()}
    return {**tables, "entries": changed}


def to_three(tables: Tables, now: datetime) -> Tables:
    changed = {
        n: pack(unpack(raw) | {"note": unpack(raw)["note"] + " three"})
        for n, raw in tables["entries"].items()
    }
    return {**tables, "entries": changed, "sessions": {}}


STEPS = {1: to_two, 2: to_three}


def test_every_step_up_to_this_schema_exists() -> None:
    assert sorted(MIGRATIONS) == list(range(SCHEMA))


def test_steps_run_in_order_after_a_backup(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    before = (folder / "journal.json").read_bytes()
    opened = JournalStore(folder, clock, steps=STEPS, schema=3)
    assert opened.schema() == 3
    assert [e.note for e in opened.snapshot().entries] == ["two three"]
    assert opened.tables()["sessions"] == 0
    made = [b for b in backups.list_backups(store.backup_folder) if b.kind is BackupKind.MIGRATION]
    assert [backup.path.read_bytes() for backup in made] == [before]
    written = (folder / "journal.json").read_bytes()
    JournalStore(folder, clock, steps=STEPS, schema=3)
    assert (folder / "journal.json").read_bytes() == written
    assert len(backups.list_backups(store.backup_folder)) == len(made) + 1


def test_the_old_version_finds_it_read_only_from_then_on(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    JournalStore(folder, clock, steps=STEPS, schema=3)
    assert store.snapshot().read_only is not None


def test_a_step_that_fails_changes_nothing(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    def broken(tables: Tables, now: datetime) -> Tables:
        raise KeyError("broken")

    store.add(entry())
    before = (folder / "journal.json").read_bytes()
    with pytest.raises(KeyError):
        JournalStore(folder, clock, steps={1: to_two, 2: broken}, schema=3)
    assert (folder / "journal.json").read_bytes() == before


def test_without_a_backup_there_is_no_migration(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    before = (folder / "journal.json").read_bytes()
    (folder / "backups").write_text("a file in the way")
    with pytest.raises(SaveFailed):
        JournalStore(folder, clock, steps=STEPS, schema=3)
    assert (folder / "journal.json").read_bytes() == before


def test_a_migration_that_failed_is_done_before_anything_is_written(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    older = (folder / "journal.json").read_bytes()
    newer = JournalStore(folder, clock, steps=STEPS, schema=3)
    # Someone puts an older file back, while the app runs.
    (folder / "journal.json").write_bytes(older)
    made = (folder / "backups").rename(folder / "made")
    (folder / "backups").write_text("a file in the way")
    for act in (newer.snapshot, newer.snapshot, lambda: newer.add(entry())):
        with pytest.raises(SaveFailed):
            act()
    assert (folder / "journal.json").read_bytes() == older
    (folder / "backups").unlink()
    made.rename(folder / "backups")
    newer.add(entry())
    assert newer.schema() == 3


def test_steps_leave_their_input_alone(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    tables = split((folder / "journal.json").read_bytes())
    before, shallow = join(tables), copy.copy(tables)
    after = migrate(tables, clock(), STEPS, 3)
    assert join(tables) == before
    assert tables == shallow
    assert schema_of(after) == 3
    assert schema_of(migrate(tables, clock(), STEPS, 1)) == 1


def test_a_plain_tinydb_file_without_a_schema_is_taken_over(
    folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    folder.mkdir()
    first = entry()
    with TinyDB(folder / "journal.json") as db:
        db.table("entries").insert(msgspec.to_builtins(first))
        db.insert({"other": 1})
    store = JournalStore(folder, clock)
    assert list(store.snapshot().entries) == [first]
    assert store.schema() == SCHEMA
    assert store.tables()["_default"] == 1
    assert [b.kind for b in backups.list_backups(store.backup_folder)].count(
        BackupKind.MIGRATION
    ) == 1


def test_the_time_of_creation_and_what_else_meta_holds_are_kept(clock: Callable[..., Any]) -> None:
    tables = split(
        b'{"meta":{"4":{"of":"another"},"7":{"schema":1,"created":"2020-01-01T00:00:00Z","x":5}}}'
    )
    after = json.loads(join(with_schema(tables, 2, clock())))["meta"]
    assert after == {
        "4": {"of": "another"},
        "7": {"schema": 2, "created": "2020-01-01T00:00:00Z", "x": 5},
    }
    fresh = json.loads(join(with_schema({}, 1, clock())))["meta"]
    assert fresh == {"1": {"schema": 1, "created": "2026-03-14T12:00:00Z"}}


def test_a_newer_meta_of_another_shape_still_tells_its_schema() -> None:
    assert schema_of(split(b'{"meta":{"1":{"schema":7,"since":1}}}')) == 7
    assert schema_of({}) == 0
    with pytest.raises(WrongShape):
        schema_of(split(b'{"meta":{"1":{"version":7}}}'))
