"""What reading a file of records gives, and what is said of a file that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, TypeVar

import msgspec

from journal.domain.entry import ENTRY_FIELDS, PainEntry
from journal.domain.problem import FieldProblem, FieldProblems

if TYPE_CHECKING:
    from journal.domain.screening import Screening
    from journal.domain.training import Session
    from journal.store.profile_record import ProfileRecord
    from journal.store.records import Kept

Item = TypeVar("Item", bound="Kept")
Check: TypeAlias = Callable[[Item], None]
"""A further rule for records; raises FieldProblem for one that cannot be taken."""

Table: TypeAlias = Literal["entries", "screenings", "sessions"]
_COMMON = frozenset({"id", "day", "at", "mood", "eased", "created_at", "updated_at"})
_FIELDS_OF: dict[Table, frozenset[str]] = {
    "entries": frozenset(ENTRY_FIELDS) - _COMMON,
    "screenings": frozenset(
        {
            *("scope", "answers", "profile", "history", "outcome", "clearance", "level"),
            *("within_days", "reasons", "advice", "rule_version", "findings", "stood_down"),
        }
    ),
    "sessions": frozenset(
        {
            *("ended_at", "programme", "phase", "tasks", "quick", "before", "after", "effort"),
            *("clean", "stopped", "morning", "morning_on", "minutes", "done", "skipped"),
        }
    ),
}
"""Names of fields and columns by which the records of a table are told from others."""


class Checks(Protocol):
    """The rules for the records of each table; each raises FieldProblem."""

    def entry(self, entry: PainEntry, /) -> None: ...
    def screening(self, screening: Screening, /) -> None: ...
    def session(self, session: Session, /) -> None: ...
    def profile(self, profile: ProfileRecord, /) -> None: ...


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
    sessions: tuple[Session, ...] = ()


def table_of(names: Iterable[str]) -> Table:
    """The table whose records have these fields or columns; that of entries where none is."""
    found = set(names)
    return max(_FIELDS_OF, key=lambda table: len(_FIELDS_OF[table] & found))


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
