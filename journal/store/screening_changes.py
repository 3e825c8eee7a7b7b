"""What finishing, clearing and deleting a screening change in the journal's tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from journal.domain.screening import Clearance, Profile, Screening
from journal.store.errors import NotFound, UnreadableRecord
from journal.store.profile_record import PROFILE_ID, ProfileRecord
from journal.store.profile_table import ProfileTable
from journal.store.records import Changed, unpack
from journal.store.screening_log import ScreeningLog
from journal.store.transaction import Transaction


def keep(change: Transaction, log: ScreeningLog, screening: Screening) -> None:
    """Add a finished screening. Raises ValueError for an id in use."""
    if log.holds(screening.id):
        raise ValueError(f"there is a check with the id {screening.id} already")
    change.insert("screenings", [screening])
    change.note("add", [Changed("screenings", screening.id)])


def keep_profile(change: Transaction, table: ProfileTable, profile: Profile, now: datetime) -> None:
    """Make `profile` the answers about the person; the same answers again change nothing.

    Nothing is noted for undo: a check that was a mistake is taken back, the answers about the
    person are not.
    """
    held = table.record
    if held is not None and held.answers == profile:
        return
    record = ProfileRecord(PROFILE_ID, now, profile)
    if table.replaceable:
        change.put("profile", [record])
    else:
        change.insert("profile", [record])


def clear(
    change: Transaction, log: ScreeningLog, id: str, clearance: Clearance, now: datetime
) -> None:
    """Put a clearance into a screening. Raises NotFound, UnreadableRecord."""
    before = _unpacked(log, id)
    # All else stays as it is stored, so that nothing of a newer version's record is lost.
    last = {"clearance": clearance, "created_at": before.get("created_at"), "updated_at": now}
    after = {name: value for name, value in before.items() if name not in last}
    after |= {n: v for n, v in msgspec.to_builtins(last).items() if v is not None}
    change.note("edit", change.put_back([Changed("screenings", id, after)]))


def delete(change: Transaction, log: ScreeningLog, id: str) -> None:
    """Move a screening to the trash. Raises NotFound, UnreadableRecord."""
    before = _unpacked(log, id)
    change.remove("screenings", [id])
    change.note("delete", [Changed("screenings", id, before)])


def _unpacked(log: ScreeningLog, id: str) -> dict[str, Any]:
    try:
        return unpack(log.raw(_place(log, id)))
    except msgspec.ValidationError as error:
        raise UnreadableRecord(f"Check {id} was not changed: {error}.") from None


def _place(log: ScreeningLog, id: str) -> int:
    """Where the screening with this id is. Raises NotFound."""
    found = log.find(id)
    if len(found) != 1 or log.past[found[0]].id != id:
        raise NotFound(f"There is no check with the id {id}.")
    return found[0]
