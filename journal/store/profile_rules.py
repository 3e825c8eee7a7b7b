"""What a record of the person's own answers and limits must keep to, wherever it comes from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta, timezone

from journal.domain.entry import check_text
from journal.domain.limits import Limits
from journal.domain.problem import FieldProblem
from journal.store.profile_record import PROFILE_ID, ProfileRecord
from journal.store.record_rules import OFFSET_NEEDED, check_day

ID_LIMIT = 64
"""Characters of a skip code, and of the id of a question or an entry."""
MOST = 100
"""Skip codes that can be ticked, and questions that can be answered yes."""
_EARLIEST_MIDNIGHT = timezone(timedelta(hours=14))


def check_profile_record(record: ProfileRecord, now: datetime) -> None:
    """Raise FieldProblem for a record that does not belong into the `profile` table."""
    if record.id != PROFILE_ID:
        raise FieldProblem("id", record.id, PROFILE_ID)
    if record.updated_at.tzinfo is None:
        raise FieldProblem("updated_at", record.updated_at, OFFSET_NEEDED)
    check_limits(record.limits, now)


def check_limits(limits: Limits, now: datetime, held: Limits | None = None) -> None:
    """Raise FieldProblem for limits with a day after `now`, or that cannot be so.

    Days that stand in `held`, the limits from before, are not looked at: a clock that was ahead
    must not keep what is told today from being kept. Which skip codes and questions there are
    is not looked at: an older or newer library may have had others.
    """
    # A day has no time zone, and who flies west after ticking something has it in the future.
    today = now.astimezone(_EARLIEST_MIDNIGHT).date()
    _check_ids("ticked", limits.ticked)
    held = held or Limits()
    for code, day in limits.ticked.items():
        if day != held.ticked.get(code):
            check_day("ticked", day, today)
    _check_ids("ask_first", limits.ask_first)
    _check_ids("quick_yes_to", limits.quick_yes_to)
    check_text("strain_asked", limits.strain_asked, ID_LIMIT)
    for name in ("asked_on", "cleared_on", "still_sore_on", "strain_over_on"):
        day = getattr(limits, name)
        if day is not None and day != getattr(held, name):
            check_day(name, day, today)


def _check_ids(field: str, ids: Collection[str]) -> None:
    if len(ids) > MOST:
        raise FieldProblem(field, len(ids), f"up to {MOST}")
    for id in ids:
        check_text(field, id, ID_LIMIT)
