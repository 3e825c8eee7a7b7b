"""Promise 1 where there is no room or no permission: the last good journal stays."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from journal.domain.entry import PainEntry
from journal.store.errors import CannotRead, SaveFailed, StoreError
from journal.store.journal_store import JournalStore
from journal.store.records import Draft

Make = Callable[..., PainEntry]

FILE_SIZE_LIMIT = """
import resource, sys
from datetime import datetime, timezone
from pathlib import Path
from journal.domain.entry import PainEntry
from journal.store.errors import SaveFailed
from journal.store.journal_store import JournalStore
now = datetime(2026, 3, 14, 12, tzinfo=timezone.utc)
def entry(id, note):
    return PainEntry(id=id, day=now.date(), at=now, pain=4, note=note, created_at=now,
                     updated_at=now)
folder = Path(sys.argv[1])
store = JournalStore(folder, lambda: now)
store.add(entry("first", ""))
before = (folder / "journal.json").read_bytes()
resource.setrlimit(resource.RLIMIT_FSIZE, (8000, resource.RLIM_INFINITY))
try:
    store.add(entry("second", "x" * 10_000))
except SaveFailed as failed:
    print(failed)
assert (folder / "journal.json").read_bytes() == before
assert [e.id for e in store.snapshot().entries] == ["first"]
assert not list(folder.glob("*.tmp"))
store.add(entry("third", ""))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.add(entry("second", "x" * 10_000))
print([e.id for e in JournalStore(folder, lambda: now).snapshot().entries])
"""


def unchanged(store: JournalStore, folder: Path, act: Callable[[], object]) -> str:
    """Do what must fail; the message, after a look at all that must not have changed."""
    file = (folder / "journal.json").read_bytes()
    before = store.snapshot()
    with pytest.raises(SaveFailed) as caught:
        act()
    assert (folder / "journal.json").read_bytes() == file
    assert not list(folder.glob("*.tmp"))
    after = store.snapshot()
    assert list(after.entries) == list(before.entries)
    assert (after.drafts, after.undoable) == (before.drafts, before.undoable)
    message = str(caught.value)
    assert "\n" not in message
    assert str(folder / "journal.json") in message
    assert "Nothing was changed" in message
    return message


@contextmanager
def mounted(path: Path, size: str) -> Iterator[None]:
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", path],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", path], check=True)


def small_disk_allowed() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


needs_root = pytest.mark.skipif(not small_disk_allowed(), reason="only root may mount a disk")


@needs_root
def test_a_full_disk_leaves_the_journal_and_a_later_save_works(
    folder: Path, clock: Callable[[], Any], entry: Make
) -> None:
    with mounted(folder, "128k"):
        store = JournalStore(folder, clock)
        store.add(entry(note="the first"))
        room = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
        (folder / "holiday.mov").write_bytes(b"\0" * (room - 12_000))
        big = entry(note="x" * 19_000)
        assert "No space left" in unchanged(store, folder, lambda: store.add(big))
        draft = Draft("new", clock(), {"note": "y" * 19_000})
        unchanged(store, folder, lambda: store.save_draft(draft))
        (folder / "holiday.mov").unlink()
        assert len(store.add(big).entries) == 2
        assert len(JournalStore(folder, clock).snapshot().entries) == 2


@needs_root
def test_a_full_disk_keeps_no_half_backup_and_still_saves(
    folder: Path, clock: Callable[[], Any], entry: Make
) -> None:
    with mounted(folder, "256k"):
        store = JournalStore(folder, clock)
        store.add(entry(note="x" * 19_000))
        store.add(entry(note="x" * 19_000))
        # Room for the new journal beside the old one, but not for a copy of the old one too.
        (folder / "backups").mkdir(exist_ok=True)
        for copy in (folder / "backups").glob("*"):
            copy.unlink()
        room = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
        (folder / "holiday.mov").write_bytes(b"\0" * (room - 84_000))
        clock.move(days=1)  # type: ignore[attr-defined]
        store.add(entry(note="x" * 100))
        assert list((folder / "backups").glob("*")) or store.backup_problem
        assert not list(folder.rglob("*.tmp"))


def test_a_file_size_limit_leaves_the_journal_and_a_later_save_works(
    folder: Path, child: Callable[..., subprocess.Popen[str]]
) -> None:
    output, errors = child(FILE_SIZE_LIMIT, folder).communicate(timeout=30)
    assert not errors
    assert "File too large. Nothing was changed" in output
    assert "['first', 'third', 'second']" in output


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """No writing in `folder`: by its mode, or, for root, whom modes do not stop, by a mount."""
    if not small_disk_allowed():
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)
        return
    bound = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False)
    if bound.returncode:
        pytest.skip("a folder cannot be made read-only for root here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_read_only_folder_can_be_read_and_refuses_to_save(
    folder: Path, clock: Callable[[], Any], entry: Make
) -> None:
    JournalStore(folder, clock).add(entry(id="first"))
    (folder / "journal.json").chmod(0o644)
    with read_only(folder):
        store = JournalStore(folder, clock)
        assert [e.id for e in store.snapshot().entries] == ["first"]
        unchanged(store, folder, lambda: store.add(entry()))
        unchanged(store, folder, lambda: store.delete("first"))
    assert len(store.add(entry()).entries) == 2


def test_a_folder_that_cannot_be_made_is_a_plain_message(
    tmp_path: Path, clock: Callable[[], Any], entry: Make
) -> None:
    (tmp_path / "file").write_text("in the way")
    store = None
    with pytest.raises(StoreError) as caught:  # noqa: PT012
        store = JournalStore(tmp_path / "file" / "data", clock)
        store.add(entry())
    assert "Not a directory" in str(caught.value)
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_journal_that_may_not_be_read_is_a_plain_message(
    folder: Path, clock: Callable[[], Any]
) -> None:
    (folder / "journal.json").mkdir(parents=True)
    with pytest.raises(CannotRead, match=r"Could not read .*journal\.json: Is a directory"):
        JournalStore(folder, clock)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_disk_that_fails_at_any_step_changes_nothing(
    call: str, store: JournalStore, folder: Path, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = entry(note="first")
    store.add(first)
    store.save_draft(Draft("new", first.at, {"pain": "4"}))
    real = getattr(os, call)

    def fail(*args: Any, **kwargs: Any) -> Any:
        if call == "open" and not str(args[0]).endswith(".tmp"):
            return real(*args, **kwargs)
        raise OSError(5, "Input/output error")

    second = entry(note="second")
    for act in (
        lambda: store.add(second),
        lambda: store.replace(entry(id=first.id, note="changed")),
        lambda: store.delete(first.id),
        lambda: store.undo(),
        lambda: store.import_entries([second]),
        lambda: store.save_draft(Draft("new", first.at, {})),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            message = unchanged(store, folder, act)
        assert "Input/output error" in message
    assert len(store.add(second).entries) == 2
