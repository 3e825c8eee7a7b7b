"""What counts for exercising today, and the session that waits unfinished: for app and command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from journal.checking import latest
from journal.domain.availability import Availability, availability, codes_today
from journal.domain.entry import PainEntry
from journal.domain.exercise import Equipment, Exercise, Library
from journal.domain.limits import Limits
from journal.domain.session_run import SessionRun, run_of_fields
from journal.domain.standing import LOOK_BACK, Permission, Standing
from journal.domain.training import Session
from journal.store.errors import UnreadableRecord
from journal.store.records import Draft
from journal.store.snapshot import Snapshot

DRAFT = "session"
"""The draft of an unfinished session; with `-` and letters behind it where two were under way."""


class Fit(msgspec.Struct, frozen=True):
    """What counts for exercising on a day: equipment at hand, skip codes, what checks allow."""

    library: Library
    owned: tuple[Equipment, ...]
    codes: frozenset[str]
    permission: Permission

    def of(self, exercise: Exercise) -> Availability:
        """What speaks against an exercise on this day."""
        return availability(exercise, self.library, self.owned, self.codes, self.permission)


def fit_on(
    day: date,
    snapshot: Snapshot,
    library: Library,
    owned: Iterable[Equipment],
    advice: bool,
    limits: Limits | None = None,
) -> tuple[Fit, str]:
    """What counts on this day, and what could not be read on the way, empty when all could.

    With `advice` off the checks of warning signs count for nothing. `limits` stand in for those
    that are kept.
    """
    last, trouble = latest(snapshot.screenings) if advice else (None, "")
    ticked = (snapshot.limits if limits is None else limits).ticked
    recent = recent_entries(snapshot, day)
    codes = codes_today(ticked, snapshot.profile, last, recent, day)
    permission = Standing(snapshot.screenings.past, advice).permission(day)
    return Fit(library, tuple(owned), codes, permission), trouble


def recent_entries(snapshot: Snapshot, day: date) -> tuple[PainEntry, ...]:
    """The entries of the last weeks up to this day, in diary order."""
    found = snapshot.entries.between(day - LOOK_BACK, day)
    return snapshot.entries[found.start : found.stop]


def waiting(drafts: Mapping[str, Draft]) -> tuple[Draft, SessionRun] | None:
    """The unfinished session that was on last and can be read; others stay as they are."""
    mine = (d for name, d in drafts.items() if name == DRAFT or name.startswith(f"{DRAFT}-"))
    for draft in sorted(mine, key=lambda draft: draft.updated_at, reverse=True):
        try:
            return draft, run_of_fields(draft.fields)
        except msgspec.DecodeError:
            continue
    return None


def sessions_of(snapshot: Snapshot, programme: str) -> list[Session]:
    """The finished sessions of a programme that can be read, oldest first."""
    log = snapshot.sessions
    found = []
    for index, past in enumerate(log.past):
        if past.programme == programme:
            try:
                found.append(log[index])
            except UnreadableRecord:
                continue  # Told of in the history and by doctor.
    return found
