"""Promise 3: nothing starts empty over something, and what was there is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from journal.domain.entry import PainEntry
from journal.store import backups, recovery
from journal.store.backups import BackupKind
from journal.store.errors import (
    CannotRead,
    DamagedJournal,
    NotFound,
    SaveFailed,
    StoreReadOnly,
)
from journal.store.journal_store import JournalStore
from journal.store.records import Draft, WrongShape

Make = Callable[..., PainEntry]

GOOD = b'{"entries":{"1":{"id":"a","note":"caf\xc3\xa9"}},"meta":{"1":{"schema":1}}}'
DAMAGED = {
    "truncated": GOOD[:-5],
    "half a sign": GOOD[: GOOD.index(b"\xa9")],
    "blank": b" \n\t ",
    "NUL-filled": b"\0" * 4096,
    "NUL at the end": GOOD + b"\0" * 100,
    "not UTF-8 within a note": GOOD.replace(b"\xc3\xa9", b"\xe9"),
    "not UTF-8 at all": b"\xff\xfe{\0}\0",
    "a zip": b"PK\x03\x04" + bytes(range(256)),
    "a list": b"[]",
    "a number": b"5",
    "null": b"null",
    "text": b'"entries"',
    "a table that is a list": b'{"entries":[]}',
    "a table that is nothing": b'{"entries":null}',
    "a document number in words": b'{"entries":{"one":{}}}',
    "a document number of another script": '{"entries":{"١":{}}}'.encode(),
    "a document number with a sign": b'{"entries":{"-1":{}}}',
    "a document number written twice": b'{"entries":{"1":{},"01":{}}}',
    "a document number beyond all": b'{"entries":{"99999999999999999999":{}}}',
    "two document numbers in one": b'{"entries":{"1,2":{}}}',
    "an empty document number": b'{"entries":{"":{}}}',
    "two journals": GOOD + GOOD,
    "no schema in meta": b'{"entries":{},"meta":{"1":{"scheme":1}}}',
    "a schema in words": b'{"entries":{},"meta":{"1":{"schema":"two"}}}',
    "a schema below zero": b'{"entries":{},"meta":{"1":{"schema":-1}}}',
    "a raw control sign": GOOD.replace(b"caf", b"c\0f"),
}


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_journal_is_put_aside_and_never_overwritten(
    content: bytes, folder: Path, clock: Callable[..., Any]
) -> None:
    folder.mkdir()
    (folder / "journal.json").write_bytes(content)
    for _ in range(3):
        with pytest.raises(DamagedJournal) as caught:
            JournalStore(folder, clock)
        clock.move(minutes=1)  # type: ignore[attr-defined]
    assert caught.value.path == folder / "journal.json"
    assert caught.value.reason in str(caught.value)
    assert "\n" not in str(caught.value)
    copy = caught.value.copy
    assert copy is not None
    assert copy.parent == folder / "quarantine"
    assert files(folder) == {
        "journal.json": content,
        f"quarantine/{copy.name}": content,
    }, "one copy for one content, and the file as it was"


def test_each_content_is_put_aside_once(folder: Path, clock: Callable[..., Any]) -> None:
    folder.mkdir()
    for content in (b"[1]", b"[2]", b"[1]"):
        (folder / "journal.json").write_bytes(content)
        with pytest.raises(DamagedJournal):
            JournalStore(folder, clock)
    assert sorted(p.read_bytes() for p in (folder / "quarantine").iterdir()) == [b"[1]", b"[2]"]


def test_of_two_entries_with_one_id_none_is_changed(
    folder: Path, clock: Callable[..., Any], entry: Callable[..., PainEntry]
) -> None:
    """By its id the damaged one would be written over, or thrown away."""
    first = entry(5, id="one")
    JournalStore(folder, clock).add(first)
    path = folder / "journal.json"
    tables = json.loads(path.read_text())
    tables["entries"]["3"] = {**tables["entries"]["1"], "pain": "x", "note": "words of mine"}
    path.write_text(json.dumps(tables))
    store = JournalStore(folder, clock)
    for act in (
        lambda: store.update("one", lambda held: msgspec.structs.replace(held, pain=7)),
        lambda: store.delete("one"),
        store.undo,
    ):
        with pytest.raises(NotFound, match="Several entries have the id one"):
            act()
    assert json.loads(path.read_text())["entries"] == tables["entries"]
    store.add(entry(4, id="two"))
    assert json.loads(path.read_text())["entries"]["3"] == tables["entries"]["3"]


def test_an_emptied_journal_is_not_a_new_one(folder: Path, clock: Callable[..., Any]) -> None:
    folder.mkdir()
    (folder / "journal.json").touch()
    with pytest.raises(DamagedJournal, match="it is empty") as caught:
        JournalStore(folder, clock)
    assert caught.value.copy is None
    assert (folder / "journal.json").read_bytes() == b""


def test_a_copy_that_cannot_be_made_does_not_hide_the_damage(
    folder: Path, clock: Callable[..., Any]
) -> None:
    folder.mkdir()
    (folder / "journal.json").write_bytes(b"[]")
    (folder / "quarantine").write_text("a file in the way")
    with pytest.raises(DamagedJournal) as caught:
        JournalStore(folder, clock)
    assert caught.value.copy is None
    with pytest.raises(SaveFailed):
        recovery.start_over(folder, clock())
    assert (folder / "journal.json").read_bytes() == b"[]"


def test_a_journal_damaged_while_it_is_open_is_not_overwritten(
    store: JournalStore, folder: Path, entry: Make
) -> None:
    first = entry()
    store.add(first)
    (folder / "journal.json").write_bytes(b'{"entries"')
    for act in (
        store.snapshot,
        lambda: store.add(entry()),
        lambda: store.delete(first.id),
        lambda: store.save_draft(Draft("new", first.at, {"note": "half"})),
        store.undo,
        store.backup,
        lambda: store.import_entries([entry()]),
    ):
        with pytest.raises(DamagedJournal):
            act()
    assert (folder / "journal.json").read_bytes() == b'{"entries"'


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_journal_gone_while_it_is_open_is_not_begun_anew(
    backed_up: bool, store: JournalStore, folder: Path, entry: Make
) -> None:
    store.add(entry())
    if backed_up:
        store.backup()
    (folder / "journal.json").unlink()
    with pytest.raises(DamagedJournal, match="gone"):
        store.add(entry())
    assert not (folder / "journal.json").exists()


def test_a_missing_journal_with_backups_is_not_begun_anew(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    store.backup()
    (folder / "journal.json").unlink()
    with pytest.raises(DamagedJournal, match="gone"):
        JournalStore(folder, clock)
    assert not (folder / "journal.json").exists()


def test_a_new_folder_is_no_damage_and_reading_makes_nothing(
    folder: Path, clock: Callable[..., Any]
) -> None:
    store = JournalStore(folder, clock)
    assert list(store.snapshot().entries) == []
    assert store.tables() == {}
    assert store.backup() is None
    assert not (folder / "journal.json").exists()


def newer(folder: Path) -> bytes:
    content = json.loads((folder / "journal.json").read_bytes())
    content["meta"] = {"1": {"schema": 99, "since": "another shape"}}
    content["moods"] = {"1": {"colour": "blue"}}
    written = json.dumps(content).encode()
    (folder / "journal.json").write_bytes(written)
    return written


def test_a_journal_of_a_newer_version_is_read_and_never_written(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    first = entry()
    store.add(first)
    written = newer(folder)
    for opened in (JournalStore(folder, clock), store):
        snapshot = opened.snapshot()
        assert [e.id for e in snapshot.entries] == [first.id]
        assert snapshot.read_only is not None
        assert "newer version" in snapshot.read_only
        assert opened.schema() == 99
        for act in (
            lambda opened=opened: opened.add(entry()),
            lambda opened=opened: opened.delete(first.id),
            lambda opened=opened: opened.undo(),
            lambda opened=opened: opened.save_draft(Draft("new", first.at, {"note": "half"})),
            lambda opened=opened: opened.import_entries([entry()]),
        ):
            with pytest.raises(StoreReadOnly, match="newer version"):
                act()
    assert (folder / "journal.json").read_bytes() == written


def test_a_journal_that_becomes_newer_between_look_and_save_is_not_written(
    store: JournalStore, folder: Path, entry: Make
) -> None:
    store.add(entry())
    written = newer(folder)
    with pytest.raises(StoreReadOnly):
        store.add(entry())
    assert (folder / "journal.json").read_bytes() == written


def test_the_newest_good_backup_is_offered_with_its_count(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    assert backups.newest_good(store.backup_folder) is None
    store.add(entry())
    first = store.backup()
    clock.move(hours=1)  # type: ignore[attr-defined]
    store.add(entry())
    second = store.backup()
    assert first is not None
    assert second is not None
    assert backups.newest_good(store.backup_folder) == (second, 2)
    second.path.write_bytes(b"{")
    found = backups.newest_good(store.backup_folder)
    assert found is not None
    assert found[1] == 1
    assert found[0].path.read_bytes() == first.path.read_bytes()


def test_restore_puts_a_backup_back_and_keeps_the_damaged_file(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    first = entry()
    store.add(first)
    made = store.backup()
    assert made is not None
    (folder / "journal.json").write_bytes(b"damaged")
    assert recovery.restore(folder, made.path, clock()) == 1
    assert (folder / "journal.json").read_bytes() == made.path.read_bytes()
    assert [p.read_bytes() for p in (folder / "quarantine").iterdir()] == [b"damaged"]
    assert [e.id for e in JournalStore(folder, clock).snapshot().entries] == [first.id]
    assert len(store.add(entry()).entries) == 2


def test_restore_keeps_a_good_journal_as_a_backup(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    made = store.backup()
    assert made is not None
    store.add(entry())
    before = (folder / "journal.json").read_bytes()
    recovery.restore(folder, made.path, clock())
    (kept,) = [b for b in backups.list_backups(store.backup_folder) if b.kind is BackupKind.RESTORE]
    assert kept.path.read_bytes() == before


def test_restore_refuses_a_bad_backup_and_leaves_everything(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    before = files(folder)
    bad = folder.parent / "bad.json"
    for content in (b"", b"{", b"[]", DAMAGED["no schema in meta"]):
        bad.write_bytes(content)
        with pytest.raises(WrongShape):
            recovery.restore(folder, bad, clock())
    with pytest.raises(CannotRead):
        recovery.restore(folder, folder / "missing", clock())
    assert files(folder) == before


def test_restore_and_starting_over_stop_when_nothing_can_be_kept(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    before = (folder / "journal.json").read_bytes()
    other = folder.parent / "other.json"
    other.write_bytes(before)
    (folder / "backups").write_text("a file in the way")
    with pytest.raises(SaveFailed):
        recovery.restore(folder, other, clock())
    with pytest.raises(SaveFailed):
        recovery.start_over(folder, clock())
    assert (folder / "journal.json").read_bytes() == before


def test_starting_over_begins_an_empty_journal_and_keeps_what_was_there(
    folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    folder.mkdir()
    (folder / "journal.json").write_bytes(b"damaged")
    recovery.start_over(folder, clock())
    assert [p.read_bytes() for p in (folder / "quarantine").iterdir()] == [b"damaged"]
    store = JournalStore(folder, clock)
    assert store.schema() == 1
    assert len(store.add(entry()).entries) == 1


def test_an_older_backup_restored_under_an_open_journal_is_migrated(
    folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    def second(tables: dict[str, Any], now: datetime) -> dict[str, Any]:
        return {**tables, "moods": {}}

    old = JournalStore(folder, clock)
    old.add(entry())
    made = old.backup()
    assert made is not None
    new = JournalStore(folder, clock, steps={1: second}, schema=2)
    recovery.restore(folder, made.path, clock())
    assert len(new.add(entry()).entries) == 2
    assert new.schema() == 2
    assert "moods" in json.loads((folder / "journal.json").read_bytes())


def test_damage_that_keeps_size_and_time_is_not_copied_over_good_backups(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry(note="x" * 100))
    path = folder / "journal.json"
    times = path.stat()
    content = path.read_bytes()
    path.write_bytes(content[:-60] + b"\0" * 60)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    clock.move(days=1)  # type: ignore[attr-defined]
    with pytest.raises(DamagedJournal):
        store.add(entry())
    assert path.read_bytes().endswith(b"\0")
    assert not backups.list_backups(store.backup_folder)
