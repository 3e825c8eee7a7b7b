"""Promise 1: what was saved is on disk, and a journal is old or new but never half."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journal.domain.entry import PainEntry
from journal.store import safe_file
from journal.store.journal_store import JournalStore
from journal.store.safe_file import write_durably

Make = Callable[..., PainEntry]
Start = Callable[..., subprocess.Popen[str]]

WRITER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from journal.domain.entry import PainEntry
from journal.store.journal_file import new_id
from journal.store.journal_store import JournalStore
store = JournalStore(Path(sys.argv[1]))
while True:
    now = datetime.now(timezone.utc)
    entry = PainEntry(id=new_id(), day=now.date(), at=now, pain=4, created_at=now, updated_at=now,
                      note="long enough to be torn " * 400)
    store.add(entry)
    print(entry.id, flush=True)
"""

KILLED_AT_EACH_CALL = """
import os, signal, sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from journal.domain.entry import PainEntry
from journal.store.journal_store import JournalStore
NAMES = ("open", "write", "fsync", "replace", "unlink", "close", "mkdir")
now = datetime(2026, 3, 14, 12, tzinfo=timezone.utc)

def entry(id):
    return PainEntry(id=id, day=now.date(), at=now, pain=4, created_at=now, updated_at=now)

def save(folder, id):
    JournalStore(folder, lambda: now + timedelta(days=1)).add(entry(id))

def kill_at(turn, when):
    left = turn
    for name in NAMES:
        def hooked(*args, call=getattr(os, name), name=name, **kwargs):
            nonlocal left
            left -= 1
            if left == 0:
                if when == "torn" and name == "write":
                    call(args[0], args[1][: len(args[1]) // 2])
                try:
                    if when == "after":
                        call(*args, **kwargs)
                finally:
                    os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)
        setattr(os, name, hooked)

def contents(folder):
    return {e.id for e in JournalStore(folder, lambda: now + timedelta(days=1)).snapshot().entries}

folder, when = Path(sys.argv[1]), sys.argv[2]
JournalStore(folder, lambda: now).add(entry("old"))
turn, held, backed_up = 0, {"old"}, 0
while True:
    turn += 1
    said, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(said)
        kill_at(turn, when)
        store = JournalStore(folder, lambda: now + timedelta(days=1))
        store.add(entry(f"new{turn}"))
        os.kill(os.getpid(), signal.SIGKILL) if os.write(say, b"saved") else None
    os.close(say)
    os.waitpid(pid, 0)
    saved = os.read(said, 10) == b"saved"
    os.close(said)
    found = contents(folder)
    assert found in (held, held | {f"new{turn}"}), (turn, found ^ held)
    assert not saved or f"new{turn}" in found, (turn, "it was said to be saved")
    save(folder, f"next{turn}")
    held = found | {f"next{turn}"}
    assert contents(folder) == held
    assert not list(folder.glob("*.tmp"))
    if saved:
        break
    for copy in (folder / "backups").glob("*"):
        copy.unlink()  # so that the next turn, the day's first save again, makes a backup too
print(turn)
"""


@pytest.mark.parametrize("when", ["before", "torn", "after"])
def test_a_writer_killed_at_any_call_leaves_the_old_or_the_new_journal(
    when: str, folder: Path, child: Start
) -> None:
    output, errors = child(KILLED_AT_EACH_CALL, folder, when).communicate(timeout=60)
    assert not errors
    assert int(output) > 20, "the calls of a save were not hooked"


def test_a_writer_killed_at_a_random_moment_loses_nothing_it_said_was_saved(
    folder: Path, child: Start
) -> None:
    said: list[str] = []
    for _ in range(6):
        writer = child(WRITER, folder)
        assert writer.stdout is not None
        said.append(writer.stdout.readline().strip())
        time.sleep(random.uniform(0, 0.03))
        writer.send_signal(signal.SIGKILL)
        said += [line for line in writer.communicate()[0].split("\n")[:-1] if line]
        found = [entry.id for entry in JournalStore(folder).snapshot().entries]
        assert set(said) <= set(found)
        assert len(found) - len(said) <= 6
    assert "" not in said


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Every call that matters to a save, in order, with what it was about."""
    made: list[tuple[Any, ...]] = []
    opened: dict[int, Path] = {}
    real_open, real_write, real_fsync = os.open, os.write, os.fsync
    real_replace = os.replace

    def open_(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        handle = real_open(path, flags, mode, **more)
        opened[handle] = Path(path)
        if not str(path).endswith(".lock"):
            made.append(("open", Path(path).name, bool(flags & os.O_EXCL), oct(mode)))
        return handle

    def write(handle: int, content: Any) -> int:
        # As a pipe or a full disk may: only a part at a time.
        part = bytes(content)[: max(1, len(content) // 3)]
        made.append(("write", opened[handle].name))
        return real_write(handle, part)

    def fsync(handle: int) -> None:
        made.append(("fsync", opened[handle].name))
        real_fsync(handle)

    def replace(source: Any, target: Any) -> None:
        made.append(("replace", Path(source).name, Path(target).name))
        assert Path(source).parent == Path(target).parent
        real_replace(source, target)

    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    return made


def test_a_save_is_written_whole_synced_put_in_place_and_synced_again(
    store: JournalStore, folder: Path, entry: Make, calls: list[tuple[Any, ...]]
) -> None:
    store.add(entry())
    store.add(entry())
    calls.clear()
    store.add(entry())
    assert [call for i, call in enumerate(calls) if call != calls[i - 1]] == [
        ("open", "journal.json.tmp", True, oct(0o600)),
        ("write", "journal.json.tmp"),
        ("fsync", "journal.json.tmp"),
        ("replace", "journal.json.tmp", "journal.json"),
        ("open", "data", False, oct(0o777)),
        ("fsync", "data"),
    ]


def test_a_new_data_folder_is_itself_made_durable(
    store: JournalStore, folder: Path, entry: Make, calls: list[tuple[Any, ...]]
) -> None:
    store.add(entry())
    assert ("fsync", folder.parent.name) in calls


def test_a_backup_is_synced_like_the_journal(
    store: JournalStore, entry: Make, calls: list[tuple[Any, ...]]
) -> None:
    store.add(entry())
    calls.clear()
    made = store.backup()
    assert made is not None
    name = made.path.name
    wanted = [("fsync", f"{name}.tmp"), ("replace", f"{name}.tmp", name), ("fsync", "backups")]
    assert [call for call in calls if call in wanted][-3:] == wanted


def test_what_a_killed_writer_left_behind_blocks_nobody(
    store: JournalStore, folder: Path, entry: Make
) -> None:
    store.add(entry())
    (folder / "journal.json.tmp").write_bytes(b'{"entries": {"1": {"id": "ha')
    (folder / "backups").mkdir(exist_ok=True)
    (folder / "backups" / "journal-2026-03-14T12-00-00-daily.json.tmp").write_bytes(b"{")
    store.add(entry())
    assert store.backup()
    assert len(store.snapshot().entries) == 2
    assert not list(folder.rglob("*.tmp"))


def test_a_trap_laid_as_the_temporary_file_is_not_followed(tmp_path: Path) -> None:
    target, victim = tmp_path / "journal.json", tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "journal.json.tmp").symlink_to(victim)
    write_durably(target, b"{}")
    assert victim.read_text() == "precious"
    assert target.read_bytes() == b"{}"


def test_a_journal_behind_a_link_stays_behind_it(
    folder: Path, tmp_path: Path, clock: Callable[[], Any], entry: Make
) -> None:
    folder.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "journal.json").symlink_to(elsewhere / "real.json")
    JournalStore(folder, clock).add(entry(id="first"))
    JournalStore(folder, clock).add(entry(id="second"))
    assert (folder / "journal.json").is_symlink()
    written = json.loads((elsewhere / "real.json").read_bytes())
    assert [record["id"] for record in written["entries"].values()] == ["first", "second"]
    assert stat.S_IMODE((elsewhere / "real.json").stat().st_mode) == 0o600


def test_a_file_system_that_cannot_sync_folders_can_be_used(
    store: JournalStore, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")
        real(handle)

    monkeypatch.setattr(safe_file.os, "fsync", fsync)
    assert len(store.add(entry()).entries) == 1
