"""A file written so that a crash, a full disk or a second writer cannot harm it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from journal.store.file_lock import FileLock

LOCK_SECONDS = 5.0
"""How long a writer waits for another one."""

Fingerprint = tuple[int, int, int]
"""Inode, size in bytes and time of last change (ns): differs after every write."""


class NotConfirmed(OSError):
    """The file is in its place, but the system failed to confirm that its name is on disk."""


class SafeFile:
    """A file that is only ever replaced as a whole, durably, under the lock `<path>.lock`.

    A file behind a link stays behind it: replacing the link would leave two files.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(os.path.realpath(path))
        self._lock = FileLock(f"{self.path}.lock", LOCK_SECONDS)

    def read_bytes(self) -> bytes:
        """The whole file as it is."""
        return self.path.read_bytes()

    def fingerprint(self) -> Fingerprint | None:
        """What tells this content of the file from another, None when there is no file."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

    def lock(self) -> AbstractContextManager[None]:
        """Keep other writers out; may be nested. Raises StorageLocked after LOCK_SECONDS."""
        return self._lock.held()

    def replace_bytes(self, content: bytes) -> None:
        """Make `content` the whole file, durably, or raise OSError and change nothing."""
        with self.lock():
            write_durably(self.path, content)


def write_durably(path: Path, content: bytes) -> None:
    """Make `content` the file at `path` (mode 0600) and return when it is on disk.

    The caller keeps other writers to the same path out. Raises OSError and leaves what was
    there when anything fails, and NotConfirmed when only the folder could not be synced.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f"{path.name}.tmp")
    # The caller's lock makes a file that lies here the leftover of a writer that was killed.
    temporary.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(temporary, flags, 0o600)
    try:
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise NotConfirmed(error.errno, error.strerror) from error


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system knows how to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it where they are missing, 0700 and durable."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)


def is_own_folder(folder: Path, names: Collection[str]) -> bool:
    """Whether nobody but the journal needs to look into `folder`.

    So it is when nothing but `names` (and files of theirs, like `<name>.lock`) lies in it.
    The home folder, one above it and those open to all (sticky) are never the journal's own.
    """
    real = Path(os.path.realpath(folder))
    home = Path(os.path.realpath(os.path.expanduser("~")))  # noqa: PTH111 (the other may raise)
    if real == home or real in home.parents or real.stat().st_mode & stat.S_ISVTX:
        return False
    with os.scandir(real) as found:
        return all(any((f"{item.name}.").startswith(f"{n}.") for n in names) for item in found)


def make_private(path: Path, mode: int) -> bool:
    """Give `path` the permissions `mode` when it is ours and looser; whether it now has them."""
    status = path.stat()
    loose = stat.S_IMODE(status.st_mode) & ~mode
    if not loose:
        return True
    if os.name != "posix" or status.st_uid != os.geteuid():
        return False
    with suppress(OSError):
        path.chmod(mode)
        return True
    return False
