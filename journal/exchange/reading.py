"""What reading a file of records gives, and what is said of a file that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import msgspec

from journal.domain.entry import ENTRY_FIELDS, PainEntry
from journal.domain.problem import FieldProblem, FieldProblems

if TYPE_CHECKING:
    from journal.domain.screening import Screening
    from journal.store.profile_record import ProfileRecord
    from journal.store.records import Kept

Item = TypeVar("Item", bound="Kept")
Check: TypeAlias = Callable[[Item], None]
"""A further rule for records; raises FieldProblem for one that cannot be taken."""

_OF_SCREENINGS = frozenset(
    {
        *("scope", "answers", "profile", "history", "outcome", "clearance", "level"),
        *("within_days", "reasons", "advice", "rule_version", "findings", "stood_down"),
    }
)
"""Names of fields and columns that a screening has and an entry has not."""


class BadFile(Exception):
    """A file that is not what an export wrote; the message says in what way."""


class Refused(msgspec.Struct, frozen=True, order=True):
    """A row or record that cannot be taken: the line it begins in, counted from 1, and why."""

    line: int
    reason: str


class Reading(msgspec.Struct, frozen=True):
    """The records of a file in its order, and what in it cannot be taken."""

    entries: tuple[PainEntry, ...]
    refused: tuple[Refused, ...]
    screenings: tuple[Screening, ...] = ()
    profile: ProfileRecord | None = None


def holds_screenings(names: Collection[str]) -> bool:
    """Whether these are the fields or columns of screenings rather than of entries."""
    of_entries = set(ENTRY_FIELDS) - {"id", "day", "at", "mood", "created_at", "updated_at"}
    return len(_OF_SCREENINGS.intersection(names)) > len(of_entries.intersection(names))


def collect(
    found: Iterator[tuple[int, Callable[[], Item]]], check: Check[Item]
) -> tuple[tuple[Item, ...], tuple[Refused, ...]]:
    """Make each record in turn; one that fails, or whose id came before, is refused.

    `found` gives the line a record begins in and how to make it, which raises FieldProblem,
    FieldProblems or msgspec.ValidationError when it cannot be made.
    """
    lines: dict[str, int] = {}
    records, refused = [], []
    for line, make in found:
        try:
            record = make()
            check(record)
        except (FieldProblem, FieldProblems, msgspec.ValidationError) as problem:
            refused.append(Refused(line, str(problem)))
            continue
        first = lines.setdefault(record.id, line)
        if first != line:
            refused.append(Refused(line, f"the id {record.id} stands in line {first} already"))
            continue
        records.append(record)
    return tuple(records), tuple(refused)


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
