"""TinyDB's JSON file, kept safe."""

from __future__ import annotations

import json
import os
import warnings
from contextlib import AbstractContextManager
from typing import Any

from tinydb.storages import Storage

from journal.store.safe_file import SafeFile

_MODES = ("r", "rb", "r+", "rb+")


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
        self.file = SafeFile(path)
        self.encoding = encoding or "utf-8"
        self.kwargs = kwargs
        self._mode = access_mode
        self._writable = any(sign in access_mode for sign in "+wa")
        self._closed = False
        flags = os.O_RDONLY
        if self._writable:
            flags = os.O_RDWR | os.O_CREAT
            if create_dirs:
                self.file.path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self.file.path, flags | os.O_CLOEXEC, 0o600))
        if "w" in access_mode:
            self.file.replace_bytes(b"")

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables in the file, None when it is empty."""
        self._check_open()
        content = self.file.read_bytes()
        return json.loads(content.decode(self.encoding)) if content else None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put `data` in the place of what the file holds, durably."""
        self._check_open()
        content = json.dumps(data, **self.kwargs).encode(self.encoding)
        if not self._writable:
            raise OSError(f'Cannot write to the database. Access mode is "{self._mode}"')
        self.file.replace_bytes(content)

    def lock(self) -> AbstractContextManager[None]:
        """Keep other writers out; may be nested. Raises OSError after 5 seconds of waiting."""
        return self.file.lock()

    def close(self) -> None:
        """End the use of this storage; nothing is left to be written."""
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise ValueError("I/O operation on closed storage")
