"""Where an export goes: a file that is whole or not there at all, or standard output."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from journal.cli.wall import Desk, Refusal
from journal.domain.text import visible_lines
from journal.store.journal_file import OWN_NAMES


class _Seen(io.RawIOBase):
    """Standard output where a person looks at it: control characters are seen, not obeyed."""

    def write(self, content: Any) -> int:
        text = bytes(content).decode(errors="replace").replace("\r\n", "\n")
        sys.stdout.write(visible_lines(text))
        return len(content)


@contextmanager
def opened(desk: Desk, target: Path | None, force: bool) -> Iterator[IO[bytes]]:
    """The file to write to, private and whole or not there at all; None is standard output."""
    if target is None:
        if sys.stdout is None:
            raise Refusal("There is no standard output to write to.")
        yield cast(IO[bytes], _Seen()) if sys.stdout.isatty() else sys.stdout.buffer
        return
    if target.is_dir():
        raise Refusal(f"{target} is a folder; name a file.")
    if target.exists() and not target.is_file():
        # A pipe or a device holds nothing that could be lost.
        with target.open("wb") as device:
            yield device
        return
    target = Path(os.path.realpath(target))
    if _is_ours(desk, target):
        raise Refusal(f"{target} belongs to the journal itself; choose another place.")
    if target.exists() and not force:
        raise Refusal(f"{target} is there already; --force overwrites it.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
            yield file
            file.flush()
            os.fsync(handle)
        if force:
            os.replace(part, target)
        else:
            _name_new(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _name_new(part: Path, target: Path) -> None:
    """Give a finished file its name, unless one came into being meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise Refusal(f"{target} is there already; --force overwrites it.") from None
    except OSError:
        # A file system without links.
        os.replace(part, target)
    else:
        part.unlink()


def _is_ours(desk: Desk, target: Path) -> bool:
    data = Path(os.path.realpath(desk.places.data))
    kept = (data / "backups", data / "quarantine")
    own = any(f"{target.name}.".startswith(f"{name}.") for name in OWN_NAMES)
    return (target.parent == data and own) or any(folder in target.parents for folder in kept)
