"""What ended a session, or kept one from beginning, and what the checks mean with that for now.

Today starts with this module, so nothing of the exercises or the questions is loaded here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from journal.domain.standing import Exercise, Standing
from journal.store.session_log import PastSession
from journal.store.snapshot import Snapshot

if TYPE_CHECKING:
    from journal.domain.limits import Limits


def standing_of(snapshot: Snapshot, advice: bool, limits: Limits | None = None) -> Standing:
    """What the finished checks mean for now; with `advice` off they count for nothing.

    `limits` stand in for those that are kept.
    """
    asked = (snapshot.limits if limits is None else limits).quick_yes_at
    halted = halted_at(snapshot, limits)
    by_question = halted is not None and halted == asked
    return Standing(snapshot.screenings.past, advice, halted, by_question)


def halted_at(snapshot: Snapshot, limits: Limits | None = None) -> datetime | None:
    """The moment of the latest session that a stop rule ended, or of a later yes before one.

    None where there is neither. Whether a check has come after it, `Standing` knows.
    """
    asked = (snapshot.limits if limits is None else limits).quick_yes_at
    ended = [past.ended_at or past.at for past in snapshot.sessions.past if past.stopped]
    return max([*ended, *([asked] if asked is not None else [])], default=None)


def locking_session(snapshot: Snapshot, standing: Standing, today: date) -> PastSession | None:
    """The stopped session that locks exercise, None where another thing does, or nothing."""
    permission = standing.permission(today)
    if permission.exercise is not Exercise.NOTHING or permission.screening:
        return None
    halted = standing.halted  # Where it was a yes before a session, none ended at this moment.
    ended = (past for past in reversed(snapshot.sessions.past) if past.stopped)
    return next((past for past in ended if (past.ended_at or past.at) == halted), None)
