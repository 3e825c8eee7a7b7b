"""What a check needs before its first question."""

from __future__ import annotations

from datetime import datetime

import msgspec

from journal.domain.check_run import CheckRun, new_run, run_of_fields
from journal.domain.checklist import Checklist
from journal.domain.pain_history import RECENT, PainHistory, history_of_log
from journal.domain.screening import Scope, Screening
from journal.store.errors import UnreadableRecord
from journal.store.records import Draft
from journal.store.snapshot import Snapshot

DRAFT = "check"
"""The draft of an unfinished check; with `-` and letters behind where two were under way."""


class Prepared(msgspec.Struct, frozen=True):
    """The run to go on with, what the journal knows of the pain, the check before, the draft.

    `trouble` is what could not be read on the way, empty when all could.
    """

    run: CheckRun
    known: PainHistory
    previous: Screening | None
    kept: Draft | None
    trouble: str = ""


def waiting_draft(snapshot: Snapshot) -> Draft | None:
    """The newest unfinished check that is kept, None when there is none."""
    found = [
        draft
        for name, draft in snapshot.drafts.items()
        if name == DRAFT or name.startswith(f"{DRAFT}-")
    ]
    return max(found, key=lambda draft: draft.updated_at, default=None)


def prepare(
    snapshot: Snapshot, checklist: Checklist, scope: Scope | None, again: bool, now: datetime
) -> Prepared:
    """Read what a check of this scope needs; without a scope the one that waits goes on.

    It goes through all scores, so it belongs off the event loop.
    """
    previous, trouble = _previous(snapshot)
    said = (None, None) if previous is None else (previous.history.onset, previous.day)
    log, today = snapshot.entries, now.date()
    lately = log.between(today - RECENT, today)
    recent = log[lately.start : lately.stop]
    known = history_of_log(log.scores(), recent, today, *said)
    kept = waiting_draft(snapshot)
    if scope is None and kept is not None:
        try:
            return Prepared(run_of_fields(kept.fields), known, previous, kept, trouble)
        except msgspec.DecodeError as error:
            trouble = f"The unfinished check cannot be read ({error}); it is kept beside this one."
    profile = None if again else snapshot.profile
    run = new_run(scope or "full", profile, checklist, now)
    return Prepared(run, known, previous, kept if scope is not None else None, trouble)


def _previous(snapshot: Snapshot) -> tuple[Screening | None, str]:
    try:
        return (snapshot.screenings[-1] if len(snapshot.screenings) else None), ""
    except UnreadableRecord as error:
        return None, str(error)
