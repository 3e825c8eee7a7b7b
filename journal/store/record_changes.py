"""What keeping, amending and deleting a record change in the journal's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import msgspec

from journal.store.errors import NotFound, UnreadableRecord
from journal.store.record_log import RecordLog
from journal.store.records import Changed, Kept, unpack
from journal.store.transaction import Transaction, several

AnyLog: TypeAlias = RecordLog[Any, Any]


def keep(change: Transaction, log: AnyLog, record: Kept) -> None:
    """Add a record. Raises ValueError for an id in use."""
    if log.holds(record.id):
        raise ValueError(f"there is a {log.noun} with the id {record.id} already")
    change.insert(log.table, [record])
    change.note("add", [Changed(log.table, record.id)])


def amend(
    change: Transaction, log: AnyLog, ids: Sequence[str], now: datetime, **fields: object
) -> None:
    """Put the last fields of records into them; `now` is when.

    Raises NotFound, UnreadableRecord.
    """
    amended = [Changed(log.table, id, _amended(log, id, now, fields)) for id in ids]
    change.note("edit", change.put_back(amended))


def _amended(log: AnyLog, id: str, now: datetime, fields: Mapping[str, object]) -> dict[str, Any]:
    before = _unpacked(log, id)
    # All else stays as it is stored, so that nothing of a newer version's record is lost.
    last = {**fields, "created_at": before.get("created_at"), "updated_at": now}
    after = {name: value for name, value in before.items() if name not in last}
    return after | {n: v for n, v in msgspec.to_builtins(last).items() if v is not None}


def delete(change: Transaction, log: AnyLog, id: str) -> None:
    """Move a record to the trash. Raises NotFound, UnreadableRecord."""
    before = _unpacked(log, id)
    change.remove(log.table, [id])
    change.note("delete", [Changed(log.table, id, before)])


def place(log: AnyLog, id: str) -> int:
    """Where the record with this id is. Raises NotFound, also where several have it."""
    found = log.find(id)
    if len(found) > 1 and log.past[found[0]].id == id:
        raise several(log.table, id)
    if len(found) != 1 or log.past[found[0]].id != id:
        raise NotFound(f"There is no {log.noun} with the id {id}.")
    return found[0]


def _unpacked(log: AnyLog, id: str) -> dict[str, Any]:
    try:
        return unpack(log.raw(place(log, id)))
    except msgspec.ValidationError as error:
        name = log.noun.capitalize()
        raise UnreadableRecord(f"{name} {id} was not changed: {error}.") from None
