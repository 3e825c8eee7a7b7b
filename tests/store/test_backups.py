"""Promise 4: verified copies, in time, and enough of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.entry import PainEntry
from journal.store import backups
from journal.store.backups import DAILY, MONTHLY, OTHERS, WEEKLY, Backup, BackupKind, expired
from journal.store.errors import SaveFailed, StoreBusy
from journal.store.file_lock import FileLock
from journal.store.journal_store import JournalStore
from journal.store.records import Draft, WrongShape

Make = Callable[..., PainEntry]


def kinds(store: JournalStore) -> list[str]:
    return [str(backup.kind) for backup in backups.list_backups(store.backup_folder)]


def test_the_first_write_of_each_day_copies_the_journal_first(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    assert kinds(store) == []
    before = (folder / "journal.json").read_bytes()
    store.add(entry())
    store.add(entry())
    JournalStore(folder, clock).save_draft(Draft("new", clock(), {"note": "half"}))
    assert kinds(store) == ["daily"]
    (first,) = backups.list_backups(store.backup_folder)
    assert first.path.read_bytes() == before
    before = (folder / "journal.json").read_bytes()
    clock.move(days=1)  # type: ignore[attr-defined]  # the clock of the tests can be moved
    store.save_draft(Draft("new", clock(), {"note": "changed"}))
    assert kinds(store) == ["daily", "daily"]
    assert backups.list_backups(store.backup_folder)[-1].path.read_bytes() == before


def test_the_days_backup_can_be_made_before_anything_is_changed(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.back_up_daily()
    assert kinds(store) == []
    store.add(entry())
    before = (folder / "journal.json").read_bytes()
    clock.move(days=1)  # type: ignore[attr-defined]  # the clock of the tests can be moved
    store.back_up_daily()
    store.back_up_daily()
    store.add(entry())
    (made,) = backups.list_backups(store.backup_folder)
    assert made.kind is BackupKind.DAILY
    assert made.path.read_bytes() == before


def test_what_another_program_wrote_is_seen_after_the_days_backup(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    before = store.snapshot()
    clock.move(days=1)  # type: ignore[attr-defined]  # the clock of the tests can be moved
    JournalStore(folder, clock).add(entry(9))
    clock.move(days=1)  # type: ignore[attr-defined]  # the clock of the tests can be moved
    store.back_up_daily()
    assert [e.pain for e in store.snapshot().entries] == [4, 9]
    assert [e.pain for e in before.entries] == [4]


def test_a_snapshot_is_a_new_one_only_when_something_changed(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    first = store.add(entry())
    assert store.snapshot() is first
    store.back_up_daily()
    assert store.snapshot() is first
    JournalStore(folder, clock).save_draft(Draft("new", clock(), {"note": "half"}))
    second = store.snapshot()
    assert (dict(first.drafts), list(second.drafts)) == ({}, ["new"])
    store.backup_problem = "The backup failed."
    third = store.snapshot()
    assert (second.trouble, third.trouble) == (None, "The backup failed.")
    assert store.snapshot() is third


def test_a_day_without_a_change_takes_no_room_among_the_backups(
    store: JournalStore, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    for _ in range(3):
        clock.move(days=1)  # type: ignore[attr-defined]
        store.back_up_daily()
    assert kinds(store) == ["daily"]
    # What is changed after all that is preceded by a backup of that day.
    store.add(entry())
    assert kinds(store) == ["daily", "daily"]


def test_a_backup_ahead_of_time_waits_for_another_writer_only_so_long(
    store: JournalStore, entry: Make, clock: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(entry())
    clock.move(days=1)  # type: ignore[attr-defined]  # the clock of the tests can be moved
    monkeypatch.setattr(store._storage, "_lock", FileLock(f"{store.path}.lock", 0.05))
    done = threading.Event()
    held = threading.Event()

    def hold() -> None:
        with FileLock(f"{store.path}.lock", 0).held():
            held.set()
            done.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    try:
        with pytest.raises(StoreBusy):
            store.back_up_daily()
    finally:
        done.set()
        holder.join()
    assert kinds(store) == []


def test_an_import_is_preceded_by_a_backup_and_one_that_does_nothing_is_not(
    store: JournalStore, folder: Path, entry: Make
) -> None:
    first, second = entry(), entry()
    store.add(first)
    before = (folder / "journal.json").read_bytes()
    store.import_entries([first, second])
    store.import_entries([first, second])
    made = [b for b in backups.list_backups(store.backup_folder) if b.kind is BackupKind.IMPORT]
    assert [backup.path.read_bytes() for backup in made] == [before]


def test_a_backup_by_hand_is_the_one_returned(store: JournalStore, entry: Make) -> None:
    assert store.backup() is None
    store.add(entry())
    store.import_entries([entry()])
    made = [store.backup() for _ in range(12)]
    assert all(backup and backup.kind is BackupKind.MANUAL for backup in made)
    assert len({backup.path for backup in made if backup}) == 12
    assert kinds(store).count("manual") == OTHERS


def test_backups_are_private(store: JournalStore, entry: Make) -> None:
    store.add(entry())
    made = store.backup()
    assert made is not None
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("obstacle", ["a file in the way", "a full disk", "a copy that differs"])
def test_a_daily_backup_that_fails_keeps_nobody_from_saving(
    obstacle: str,
    store: JournalStore,
    folder: Path,
    entry: Make,
    clock: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.add(entry())
    assert store.backup_problem is None
    with monkeypatch.context() as patched:
        hinder(obstacle, folder, patched)
        store.add(entry())
        assert len(store.add(entry()).entries) == 3
        assert store.backup_problem is not None
        assert "\n" not in store.backup_problem
        assert str(folder / "backups") in store.backup_problem
    if obstacle == "a file in the way":
        (folder / "backups").unlink()
    store.add(entry())
    assert store.backup_problem is None
    assert kinds(store) == ["daily"]
    assert len(JournalStore(folder, clock).snapshot().entries) == 4


def hinder(obstacle: str, folder: Path, patched: pytest.MonkeyPatch) -> None:
    if obstacle == "a file in the way":
        (folder / "backups").write_text("")
        return
    real = backups.write_durably

    def write(path: Path, content: bytes) -> None:
        if obstacle == "a full disk":
            raise OSError(28, "No space left on device")
        real(path, content[:-1])

    patched.setattr(backups, "write_durably", write)


@pytest.mark.parametrize("obstacle", ["a file in the way", "a full disk", "a copy that differs"])
def test_an_import_waits_for_a_backup_that_can_be_made(
    obstacle: str, store: JournalStore, folder: Path, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(entry())
    before = (folder / "journal.json").read_bytes()
    hinder(obstacle, folder, monkeypatch)
    with pytest.raises(SaveFailed):
        store.import_entries([entry()])
    with pytest.raises(SaveFailed):
        store.backup()
    assert (folder / "journal.json").read_bytes() == before
    assert len(store.snapshot().entries) == 1


def test_a_copy_that_reads_back_differently_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 3, 14)  # noqa: DTZ001  (backups are named by local time)
    hinder("a copy that differs", tmp_path, monkeypatch)
    with pytest.raises(OSError, match="does not read back"):
        backups.make_backup(tmp_path / "b", b"{}", BackupKind.DAILY, now)
    assert list((tmp_path / "b").iterdir()) == []


def test_a_copy_that_cannot_be_read_back_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    now = datetime(2026, 3, 14)  # noqa: DTZ001  (backups are named by local time)
    monkeypatch.setattr(Path, "read_bytes", broken)
    with pytest.raises(OSError, match="Input/output"):
        backups.make_backup(tmp_path / "b", b"{}", BackupKind.DAILY, now)
    assert list((tmp_path / "b").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"entries":{"1":{"note":"\xff"}}}'])
def test_what_is_damaged_never_becomes_a_backup(content: bytes, tmp_path: Path) -> None:
    now = datetime(2026, 3, 14)  # noqa: DTZ001  (backups are named by local time)
    with pytest.raises(WrongShape):
        backups.make_backup(tmp_path / "b", content, BackupKind.DAILY, now)
    assert not (tmp_path / "b").exists()


def test_copies_past_keeping_are_removed_and_other_files_are_not(tmp_path: Path) -> None:
    start = datetime(2025, 1, 1, 20)  # noqa: DTZ001
    tmp_path.joinpath("journal-notes.json").write_text("mine")
    tmp_path.joinpath("readme").write_text("mine")
    for day in range(400):
        backups.make_backup(tmp_path, b"{}", BackupKind.DAILY, start + timedelta(days=day))
    days = [backup.made_at.date() for backup in backups.list_backups(tmp_path)]
    last = date(2025, 1, 1) + timedelta(days=399)
    assert days[-DAILY:] == [last - timedelta(days=n) for n in reversed(range(DAILY))]
    assert len({day.strftime("%Y-%m") for day in days}) == MONTHLY
    assert DAILY + MONTHLY <= len(days) + 1 <= DAILY + WEEKLY + MONTHLY
    assert (tmp_path / "journal-notes.json").exists()
    assert (tmp_path / "readme").exists()


def backup(at: datetime, kind: BackupKind) -> Backup:
    return Backup(at, kind, Path(f"journal-{at.isoformat()}-{kind}.json"))


many = st.lists(
    st.builds(
        backup,
        st.datetimes(datetime(2025, 1, 1), datetime(2026, 6, 1)),  # noqa: DTZ001
        st.sampled_from([BackupKind.DAILY, BackupKind.DAILY, *BackupKind]),
    ),
    max_size=60,
    unique_by=lambda made: made.path,
)


@given(many)
def test_which_copies_are_kept(made: list[Backup]) -> None:
    gone = set(expired(made))
    kept = sorted(set(made) - gone)
    daily = [b for b in sorted(made) if b.kind is BackupKind.DAILY]
    kept_daily = [b for b in kept if b.kind is BackupKind.DAILY]
    for limit, period in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        newest = {b.made_at.strftime(period): b for b in daily}
        for wanted in sorted(newest)[-limit:]:
            assert newest[wanted] in kept_daily
    assert len(kept_daily) <= DAILY + WEEKLY + MONTHLY
    assert kept_daily[-1:] == daily[-1:]
    for kind in set(BackupKind) - {BackupKind.DAILY}:
        of_kind = [b for b in sorted(made) if b.kind is kind]
        assert [b for b in kept if b.kind is kind] == of_kind[-OTHERS:]
    assert expired(kept) == []


def test_the_numbers_of_copies_are_those_promised() -> None:
    assert (DAILY, WEEKLY, MONTHLY) == (7, 4, 12)


def test_rotation_that_fails_does_not_spoil_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 3, 14)  # noqa: DTZ001  (backups are named by local time)
    for turn in range(OTHERS):
        backups.make_backup(tmp_path, b"{}", BackupKind.MANUAL, now + timedelta(days=turn))

    def unlink(*args: Any, **kwargs: Any) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", unlink)
        patched.setattr(backups, "write_durably", lambda path, content: path.write_bytes(content))
        backups.make_backup(tmp_path, b"{}", BackupKind.MANUAL, now + timedelta(days=90))
    assert len(backups.list_backups(tmp_path)) == OTHERS + 1
