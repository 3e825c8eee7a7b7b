"""What a check of warning signs needs before its first question, in the app and in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec

from journal.domain.check_run import CheckRun, new_run, run_of_fields
from journal.domain.checklist import Checklist
from journal.domain.pain_history import RECENT, PainHistory, history_of_log
from journal.domain.report import Numbers, numbers_of
from journal.domain.screening import Profile, Scope, Screening
from journal.settings import CheckSettings
from journal.store.entry_log import EntryLog
from journal.store.records import Draft
from journal.store.snapshot import Snapshot

DRAFT = "check"
"""The draft of an unfinished check; with `-` and letters behind where two were under way."""


class Prepared(msgspec.Struct, frozen=True):
    """The run to go on with, what the journal knows of the pain, the check before, the draft.

    `resumed` says whether the run was under way already; `trouble` is what could not be read on
    the way, empty when all could.
    """

    run: CheckRun
    known: PainHistory
    previous: Screening | None
    kept: Draft | None
    resumed: bool = False
    trouble: str = ""


def numbers_for(checklist: Checklist, chosen: CheckSettings) -> Numbers:
    """The numbers to call: those of the person's own, else those of the country chosen."""
    return numbers_of(
        checklist.place(chosen.country),
        chosen.emergency_number,
        chosen.advice_line,
        chosen.crisis_number,
    )


def waiting(drafts: Mapping[str, Draft]) -> tuple[Draft, CheckRun] | None:
    """The unfinished check that was answered last and can be read; others stay as they are."""
    mine = (d for name, d in drafts.items() if name == DRAFT or name.startswith(f"{DRAFT}-"))
    for draft in sorted(mine, key=lambda draft: draft.updated_at, reverse=True):
        try:
            return draft, run_of_fields(draft.fields)
        except msgspec.DecodeError:
            continue
    return None


def history_known(log: EntryLog, previous: Screening | None, today: date) -> PainHistory:
    """What the log tells of the pain, with the onset that the person gave at the last check."""
    lately = log.between(today - RECENT, today)
    said: tuple[date | None, date | None] = (None, None)
    if previous is not None:
        said = (previous.history.onset, previous.day)
    return history_of_log(log.scores(), log[lately.start : lately.stop], today, *said)


def prepare(
    snapshot: Snapshot, checklist: Checklist, scope: Scope | None, again: bool, now: datetime
) -> Prepared:
    """Read what a check of this scope needs; without a scope the one that waits goes on.

    `again` asks all about the person. It goes through all scores, so it belongs off the event
    loop. A check begun anew is kept beside one that waits.
    """
    previous, trouble = snapshot.screenings.latest()
    known = history_known(snapshot.entries, previous, now.date())
    found = waiting(snapshot.drafts)
    if scope is None and found is not None:
        return Prepared(found[1], known, previous, found[0], True, trouble)
    run = begin(scope or "full", snapshot.profile, checklist, again, now)
    return Prepared(run, known, previous, None, False, trouble)


def begin(
    scope: Scope, profile: Profile | None, checklist: Checklist, again: bool, now: datetime
) -> CheckRun:
    """A run that begins now; with `again` it asks all about the person."""
    run = new_run(scope, profile, checklist, now)
    everything: Iterable[str] = (item.id for item in checklist.profile)
    return msgspec.structs.replace(run, review=tuple(everything)) if again else run
