"""A lock that one writer at a time holds, among all threads and programs on this machine."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.02
"""Seconds between two tries."""


class StorageLocked(OSError):
    """The lock was not free within the time that a writer waits."""


class FileLock:
    """The lock that `path`, a file of no content, stands for; the file stays.

    The system takes it from a holder that ends in whatever way (`flock`). A thread that holds
    it may take it again.
    """

    def __init__(self, path: str | os.PathLike[str], patience: float) -> None:
        """`patience` is how many seconds a writer waits for another one."""
        self.path = Path(path)
        self._patience = patience
        self._mine = threading.local()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for a block. Raises StorageLocked, and OSError without such a file."""
        mine, process = self._mine, os.getpid()
        if getattr(mine, "process", None) == process:
            yield
            return
        handle = self._take()
        mine.process = process
        try:
            yield
        finally:
            mine.process = None
            _let_go(handle, process)

    def _take(self) -> int:
        deadline = time.monotonic() + self._patience
        while True:
            handle = self._try()
            if handle is not None:
                return handle
            if time.monotonic() >= deadline:
                raise StorageLocked(f"{self.path} is locked by another writer")
            time.sleep(PAUSE)

    def _try(self) -> int | None:
        """The open file with the lock on it, None while another writer holds it."""
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(self.path, flags, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A file that was removed meanwhile keeps nobody out.
            if self._is_there(handle):
                return handle
        except BlockingIOError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None

    def _is_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self.path.stat())
        except FileNotFoundError:
            return False


def _let_go(handle: int, process: int) -> None:
    """Give back the lock, in the process that took it."""
    try:
        # Closing alone leaves the lock with a copy of the file's descriptor in a process that
        # was forked meanwhile. Such a process, when it leaves the block, must not end the lock.
        if process == os.getpid():
            fcntl.flock(handle, fcntl.LOCK_UN)
    finally:
        os.close(handle)
