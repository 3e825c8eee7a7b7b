"""TinyDB's JSON file, written so that a crash, a full disk or a second writer cannot harm it."""

from __future__ import annotations

import errno
import json
import os
import stat
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

LOCK_SECONDS = 5.0
"""How long a writer waits for another one."""

Fingerprint = tuple[int, int, int]
"""Inode, size in bytes and time of last change (ns): differs after every write."""

_READ_MODES = ("r", "rb")
_MODES = (*_READ_MODES, "r+", "rb+")


class StorageLocked(OSError):
    """The lock was not free within the time that a writer waits."""


class SafeJSONStorage(Storage):
    """A drop-in for TinyDB's `JSONStorage` whose writes are whole, durable and private.

    `write` returns when the bytes are on disk: a temporary file in the same folder (0600),
    `fsync`, `os.replace`, `fsync` of the folder, all under the lock `<path>.lock`. When
    anything fails, the file stands as it was and the error is raised. To keep others out
    from a read to the write that follows it, hold `lock()` around both.

    Takes what `JSONStorage` takes: `path`, `create_dirs`, `encoding` (UTF-8 unless told),
    `access_mode` and, as further keywords, options for `json.dumps`. Raises what it raises:
    `OSError` for paths that cannot be opened and writes in a reading mode, `ValueError` for
    text that is not JSON and for use after `close`.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        create_dirs: bool = False,
        encoding: str | None = None,
        access_mode: str = "r+",
        **kwargs: Any,
    ) -> None:
        super().__init__()
        if access_mode not in _MODES:
            warnings.warn(
                "Using an `access_mode` other than 'r', 'rb', 'r+' or 'rb+' can cause"
                " data loss or corruption",
                stacklevel=2,
            )
        # A journal behind a link stays behind it: replacing the link would leave two journals.
        self.path = Path(os.path.realpath(path))
        self.encoding = encoding or "utf-8"
        self.kwargs = kwargs
        self._mode = access_mode
        self._writable = any(sign in access_mode for sign in "+wa")
        self._closed = False
        self._file_lock: Any = None
        self._prepare(create_dirs)

    def _prepare(self, create_dirs: bool) -> None:
        """Make sure that the file can be used as the access mode says."""
        if not self._writable:
            os.close(os.open(self.path, os.O_RDONLY | os.O_CLOEXEC))
            return
        if create_dirs:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        if "w" in self._mode:
            self.replace_bytes(b"")

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables in the file, None when it is empty."""
        content = self.read_bytes()
        return json.loads(content.decode(self.encoding)) if content else None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put `data` in the place of what the file holds, durably."""
        self.replace_bytes(json.dumps(data, **self.kwargs).encode(self.encoding))

    def close(self) -> None:
        """End the use of this storage; nothing is left to be written."""
        self._closed = True

    def read_bytes(self) -> bytes:
        """The whole file as it is."""
        self._check_open()
        return self.path.read_bytes()

    def fingerprint(self) -> Fingerprint | None:
        """What tells this content of the file from another, None when there is no file."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other writers out; may be nested. Raises StorageLocked after LOCK_SECONDS."""
        # filelock brings asyncio along, which readers and `--help` need not wait for.
        from filelock import FileLock, Timeout

        if self._file_lock is None:
            self._file_lock = FileLock(f"{self.path}.lock", LOCK_SECONDS, 0o600)
        try:
            self._file_lock.acquire()
        except Timeout:
            raise StorageLocked(f"{self.path} is locked by another writer") from None
        try:
            yield
        finally:
            self._file_lock.release()

    def replace_bytes(self, content: bytes) -> None:
        """Make `content` the whole file, durably, or raise OSError and change nothing."""
        self._check_open()
        if not self._writable:
            raise OSError(f'Cannot write to the database. Access mode is "{self._mode}"')
        with self.lock():
            write_durably(self.path, content)

    def _check_open(self) -> None:
        if self._closed:
            raise ValueError("I/O operation on closed storage")


def write_durably(path: Path, content: bytes) -> None:
    """Make `content` the file at `path` (mode 0600) and return when it is on disk.

    The caller keeps other writers to the same path out. Raises OSError and leaves what was
    there when anything fails.
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
    sync_folder(path.parent)


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
