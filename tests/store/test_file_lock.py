"""The lock of writers: one at a time, never for ever, whatever becomes of its holder."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.store.file_lock import FileLock, StorageLocked

Start = Callable[..., subprocess.Popen[str]]

HOLDER = """
import sys
from journal.store.file_lock import FileLock
with FileLock(sys.argv[1], 5).held():
    print("held", flush=True)
    sys.stdin.readline()
"""

FORKED = """
import os, sys
from journal.store.file_lock import FileLock
lock = FileLock(sys.argv[1], 0)
with lock.held():
    child = os.fork()
    if child and sys.argv[2] == "child-leaves":
        os.waitpid(child, 0)
        print("left", flush=True)
        sys.stdin.readline()
    elif not child and sys.argv[2] == "parent-leaves":
        sys.stdin.readline()
    elif not child and sys.argv[2] == "child-takes":
        try:
            with lock.held():
                os._exit(1)
        except OSError:
            os._exit(0)
    elif child and sys.argv[2] == "child-takes":
        print(os.waitpid(child, 0)[1], flush=True)
if child and sys.argv[2] == "parent-leaves":
    print("left", flush=True)
    os.waitpid(child, 0)
"""


def free(path: Path) -> bool:
    """Whether another thread gets the lock at once."""
    found: list[bool] = []

    def attempt() -> None:
        try:
            with FileLock(path, 0).held():
                found.append(True)
        except StorageLocked:
            found.append(False)

    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    return found[0]


def test_it_is_for_its_owner_alone_and_stays_as_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.json.lock"
    with FileLock(path, 0).held():
        assert not free(path)
    assert free(path)
    assert path.read_bytes() == b""
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_thread_may_take_it_again_and_others_wait_for_the_outermost_end(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    lock = FileLock(path, 0)
    with lock.held():
        with lock.held():
            pass
        assert not free(path)
    assert free(path)


def test_another_thread_does_not_share_the_lock_of_the_same_object(tmp_path: Path) -> None:
    lock, found = FileLock(tmp_path / "lock", 0), []

    def attempt() -> None:
        with pytest.raises(StorageLocked), lock.held():
            pass
        found.append(True)

    with lock.held():
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
    assert found == [True]


def test_it_is_let_go_when_the_work_fails(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock", 0)
    with pytest.raises(ZeroDivisionError), lock.held():
        _ = 1 / 0
    assert free(tmp_path / "lock")


def test_a_holder_that_is_killed_keeps_nobody_out(tmp_path: Path, child: Start) -> None:
    path = tmp_path / "lock"
    holder = child(HOLDER, path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert not free(path)
    holder.kill()
    holder.wait()
    assert free(path)


def forked(child: Start, path: Path, case: str) -> tuple[str, Callable[[], None]]:
    """What a program that forks while it holds the lock says, and what lets it end."""
    program = child(FORKED, path, case)
    assert program.stdin is not None
    assert program.stdout is not None

    def end() -> None:
        program.communicate("\n\n", timeout=10)
        assert program.returncode == 0

    return program.stdout.readline(), end


def test_a_copy_in_a_forked_process_does_not_keep_it(tmp_path: Path, child: Start) -> None:
    said, end = forked(child, tmp_path / "lock", "parent-leaves")
    try:
        assert said == "left\n"
        assert free(tmp_path / "lock")
    finally:
        end()


def test_a_forked_process_does_not_give_it_back(tmp_path: Path, child: Start) -> None:
    said, end = forked(child, tmp_path / "lock", "child-leaves")
    try:
        assert said == "left\n"
        assert not free(tmp_path / "lock")
    finally:
        end()
    assert free(tmp_path / "lock")


def test_a_forked_process_does_not_take_it_for_its_own(tmp_path: Path, child: Start) -> None:
    said, end = forked(child, tmp_path / "lock", "child-takes")
    end()
    assert said == "0\n"


def test_a_lock_whose_file_was_removed_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lock"
    import fcntl

    flock, removed = fcntl.flock, []

    def beaten(handle: int, operation: int) -> None:
        flock(handle, operation)
        if not removed:
            path.unlink()
            removed.append(handle)

    monkeypatch.setattr(fcntl, "flock", beaten)
    with FileLock(path, 1).held():
        assert removed
        assert path.exists()
        monkeypatch.undo()
        assert not free(path)


def test_where_no_file_can_be_the_reason_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), FileLock(tmp_path / "no" / "lock", 0).held():
        pass
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"), FileLock(tmp_path / "link", 0).held():
        pass
    assert not (tmp_path / "elsewhere").exists()
