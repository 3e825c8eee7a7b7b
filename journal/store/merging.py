"""What an import takes in: sorting out what is new, newer, the same, or better here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

import msgspec

from journal.store.errors import UnreadableRecord
from journal.store.records import Changed, Kept, unpack

if TYPE_CHECKING:
    from journal.domain.entry import PainEntry
    from journal.domain.screening import Screening
    from journal.domain.training import Session
    from journal.store.profile_record import ProfileRecord
    from journal.store.profile_table import ProfileTable
    from journal.store.snapshot import Snapshot


class Dated(Kept, Protocol):
    """A record that says when it was last changed."""

    @property
    def updated_at(self) -> datetime: ...


Item = TypeVar("Item", bound=Dated)
Held = TypeVar("Held", bound=Dated, covariant=True)


class Log(Protocol[Held]):
    """Records in an order, as `EntryLog` and `RecordLog` hold them."""

    def ids(self) -> Sequence[str]: ...
    def names(self) -> Mapping[str, str]: ...
    def __getitem__(self, index: int, /) -> Held: ...
    def problem(self, index: int) -> str | None: ...
    def raw(self, index: int) -> msgspec.Raw: ...


class ImportCounts(msgspec.Struct, frozen=True):
    """What an import did with one kind of record, or would do: numbers of records."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0


class Imported(msgspec.Struct, frozen=True):
    """What an import did, or would do."""

    entries: ImportCounts
    screenings: ImportCounts
    sessions: ImportCounts
    profile: ImportCounts


class Incoming(msgspec.Struct, frozen=True):
    """The records of a file that is imported; `profile` is None where it holds none."""

    entries: Sequence[PainEntry]
    screenings: Sequence[Screening]
    sessions: Sequence[Session]
    profile: ProfileRecord | None


ToPut: TypeAlias = "list[tuple[Kept, Changed]]"
"""Records to be put into a table, each with what that changes there."""


def sort_out(incoming: Incoming, here: Snapshot) -> tuple[Imported, dict[str, ToPut]]:
    """What an import does to a journal that holds these records; the tables that it changes."""
    entries, new_entries = _sort_out("entries", incoming.entries, here.entries)
    screenings, new_screenings = _sort_out("screenings", incoming.screenings, here.screenings)
    sessions, new_sessions = _sort_out("sessions", incoming.sessions, here.sessions)
    profile, new_profile = _sort_out_profile(incoming.profile, here.profiles)
    found = {
        "entries": new_entries,
        "screenings": new_screenings,
        "sessions": new_sessions,
        "profile": new_profile,
    }
    changed = {name: records for name, records in found.items() if records}
    return Imported(entries, screenings, sessions, profile), changed


def _sort_out_profile(
    incoming: ProfileRecord | None, here: ProfileTable
) -> tuple[ImportCounts, ToPut]:
    if incoming is None:
        return ImportCounts(), []
    if not here:
        return ImportCounts(added=1), [(incoming, Changed("profile", incoming.id))]
    if incoming == here.record:
        return ImportCounts(unchanged=1), []
    return ImportCounts(kept=1), []


def _sort_out(table: str, incoming: Iterable[Item], log: Log[Item]) -> tuple[ImportCounts, ToPut]:
    """First the new ones, then those that take the place of an earlier version."""
    here = {id: index for index, id in enumerate(log.ids())}
    taken = Counter(log.names().values())
    latest: dict[str, Item] = {}
    for item in incoming:
        if item.id not in latest or item.updated_at > latest[item.id].updated_at:
            latest[item.id] = item
    added: ToPut = []
    updated: ToPut = []
    unchanged = kept = 0
    for item in latest.values():
        index = here.get(item.id)
        if item.id not in taken:
            added.append((item, Changed(table, item.id)))
            continue
        if index is None or taken[item.id] > 1:  # by a record that cannot be read
            kept += 1
            continue
        try:
            mine = log[index]
        except UnreadableRecord:
            kept += 1
            continue
        if mine == item:
            unchanged += 1
        elif item.updated_at > mine.updated_at and not log.problem(index):
            updated.append((item, Changed(table, item.id, unpack(log.raw(index)))))
        else:
            kept += 1
    return ImportCounts(len(added), len(updated), unchanged, kept), added + updated
