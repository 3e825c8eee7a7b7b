"""Writing to standard output, and finding the entry that is meant."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from journal.cli.wall import Refusal
from journal.domain.text import visible
from journal.domain.wording import counted as counted
from journal.store.errors import DamagedJournal

if TYPE_CHECKING:
    from journal.cli.wall import Desk
    from journal.store.entry_log import EntryLog
    from journal.store.journal_store import JournalStore

_CONTROLS = re.compile(rb"\x7f|\xc2[\x80-\x9f]")
FEW = 5
"""How many entries are named when a prefix fits several."""


def say(line: str = "") -> None:
    """Write one line, its control characters as visible signs."""
    emit([f"{visible(line)}\n".encode(errors="backslashreplace")])


def emit(pieces: Iterable[bytes]) -> None:
    """Write bytes as they are, whatever the terminal's encoding."""
    if sys.stdout is None:
        raise Refusal("There is no standard output to write to.")
    for piece in pieces:
        sys.stdout.buffer.write(piece)


def emit_json(value: object) -> None:
    """Write one value as JSON on a line of its own, nothing in it that a terminal obeys."""
    emit([safe_json(msgspec.json.encode(value)), b"\n"])


def safe_json(content: bytes) -> bytes:
    """The same JSON with the controls U+007F to U+009F escaped, as those below U+0020 are."""
    return _CONTROLS.sub(lambda found: b"\\u%04x" % ord(found[0].decode()), content)


def hint(line: str) -> None:
    """Write one line beside the output, to standard error."""
    if sys.stderr is not None:
        sys.stderr.write(f"{visible(line)}\n")


def screen_width() -> int:
    """The cells of a line: $COLUMNS, else the terminal's, else 80."""
    # shutil has the same, and half of the standard library's archive formats with it.
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]  # None is caught below
    except (AttributeError, ValueError, OSError):
        return 80


def shows_signs() -> bool:
    """Whether more than ASCII can be read where standard output goes to.

    What is written is always UTF-8; where that is not what is expected, words are still
    readable, but pictures are not.
    """
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return encoding.lower().startswith("utf")


def open_store(desk: Desk) -> JournalStore:
    """The journal of this desk. Raises Refusal for a damaged one, StoreError, OSError."""
    from journal.store.journal_store import JournalStore

    try:
        return JournalStore(desk.places.data, desk.clock)
    except DamagedJournal as error:
        raise Refusal(f"{error} {_way_back(desk)}") from None


def _way_back(desk: Desk) -> str:
    """The newest good backup and how to put it back."""
    from journal.store.backups import newest_good

    found = newest_good(desk.places.data / "backups")
    if found is None:
        return f"There is no good backup. To begin anew: {desk.command('restore --empty')}"
    backup, count = found
    return (
        f"The newest good backup is of {backup.made_at:%Y-%m-%d %H:%M},"
        f" with {counted(count, 'entry')}; to put it back:"
        f" {desk.command(f'restore {backup.path.name}')}"
    )


def find_one(log: EntryLog, prefix: str) -> int:
    """Where the one entry is whose id begins with `prefix`. Raises Refusal."""
    prefix = prefix.strip()
    found = log.find(prefix) if prefix else []
    if not found:
        raise Refusal(f"There is no entry whose id begins with {prefix!r}.")
    if len(found) > 1:
        some = ", ".join(f"{log[i].id} ({log.day_at(i)})" for i in found[-FEW:])
        more = f" and {len(found) - FEW} more" if len(found) > FEW else ""
        raise Refusal(f"{len(found)} entries have an id that begins with {prefix!r}: {some}{more}.")
    return found[0]


def warn_unreadable(log: EntryLog, desk: Desk) -> None:
    """Say on standard error that there are records which cannot be read."""
    if log.unreadable:
        records = counted(len(log.unreadable), "stored record")
        hint(f"{records} cannot be read and not shown; see: {desk.command('doctor')}")
