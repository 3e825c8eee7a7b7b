"""What new answers about the person, and new limits, change in the journal's tables."""

from __future__ import annotations

from datetime import datetime

from journal.domain.limits import Limits
from journal.domain.screening import Profile
from journal.store.profile_record import NO_LIMITS, PROFILE_ID, ProfileRecord
from journal.store.profile_table import ProfileTable
from journal.store.transaction import Transaction

# Nothing here is noted for undo: a check that was a mistake is taken back, what the person told
# of themselves is not.


def keep(change: Transaction, table: ProfileTable, profile: Profile, now: datetime) -> None:
    """Make `profile` the answers about the person; the same answers again change nothing."""
    held = table.record
    if held is None or held.answers != profile:
        _put(change, table, profile, table.limits, now)


def keep_limits(change: Transaction, table: ProfileTable, limits: Limits, now: datetime) -> None:
    """Make `limits` what limits exercise; the same again changes nothing."""
    if table.limits != limits:
        held = table.record
        _put(change, table, Profile() if held is None else held.answers, limits, now)


def _put(
    change: Transaction, table: ProfileTable, profile: Profile, limits: Limits, now: datetime
) -> None:
    # What is left out of a record is told by identity.
    limits = NO_LIMITS if limits == NO_LIMITS else limits
    record = ProfileRecord(PROFILE_ID, now, profile, limits)
    if table.replaceable:
        change.put("profile", [record])
    else:
        change.insert("profile", [record])
