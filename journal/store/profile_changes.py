"""What new answers about the person change in the journal's tables."""

from __future__ import annotations

from datetime import datetime

from journal.domain.screening import Profile
from journal.store.profile_record import PROFILE_ID, ProfileRecord
from journal.store.profile_table import ProfileTable
from journal.store.transaction import Transaction


def keep(change: Transaction, table: ProfileTable, profile: Profile, now: datetime) -> None:
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
