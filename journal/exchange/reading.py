"""What reading a file of entries gives, and what is said of a file that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from journal.domain.entry import PainEntry
from journal.domain.problem import FieldProblem, FieldProblems

Check = Callable[[PainEntry], None]
"""A further rule for entries; raises FieldProblem for one that cannot be taken."""


class BadFile(Exception):
    """A file that is not what an export wrote; the message says in what way."""


class Refused(msgspec.Struct, frozen=True):
    """A row or record that cannot be taken: the line it begins in, counted from 1, and why."""

    line: int
    reason: str


class Reading(msgspec.Struct, frozen=True):
    """The entries of a file in its order, and what in it cannot be taken."""

    entries: tuple[PainEntry, ...]
    refused: tuple[Refused, ...]


def collect(found: Iterator[tuple[int, Callable[[], PainEntry]]], check: Check) -> Reading:
    """Make each entry in turn; one that fails, or whose id came before, is refused.

    `found` gives the line an entry begins in and how to make it, which raises FieldProblem,
    FieldProblems or msgspec.ValidationError when it cannot be made.
    """
    lines: dict[str, int] = {}
    entries, refused = [], []
    for line, make in found:
        try:
            entry = make()
            check(entry)
        except (FieldProblem, FieldProblems, msgspec.ValidationError) as problem:
            refused.append(Refused(line, str(problem)))
            continue
        first = lines.setdefault(entry.id, line)
        if first != line:
            refused.append(Refused(line, f"the id {entry.id} stands in line {first} already"))
            continue
        entries.append(entry)
    return Reading(tuple(entries), tuple(refused))


def check_text(content: bytes) -> bytes:
    """`content` without a byte order mark. Raises BadFile unless it is UTF-8 text."""
    if content.startswith(b"PK\x03\x04"):
        raise BadFile("it is a zip archive; unpack it first")
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        raise BadFile("it is empty")
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise BadFile(f"it is not UTF-8 text (from byte {error.start + 1} on)") from None
    return content
