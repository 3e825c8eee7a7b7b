"""What the journal knows when the warning signs are asked."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from journal.checking import history_known
from journal.cli.output import hint
from journal.cli.wall import Desk, Refusal
from journal.domain.day import days_of
from journal.domain.pain_history import WEEK, PainHistory
from journal.domain.screening import Profile, Screening
from journal.domain.standing import jumped
from journal.store import backups, migrations
from journal.store.entry_log import EntryLog
from journal.store.journal_file import FILE_NAME
from journal.store.profile_table import ProfileTable
from journal.store.records import RecordStorage, WrongShape
from journal.store.screening_log import ScreeningLog


class Known(NamedTuple):
    """What the journal held up to a day.

    `jump` says whether the pain of that day is well above that of the week before.
    """

    history: PainHistory
    previous: Screening | None
    profile: Profile | None
    jump: bool


def known(log: EntryLog, screenings: ScreeningLog, profile: Profile | None, today: date) -> Known:
    """What these say of `today`; what was written for later days is left out."""
    previous, trouble = screenings.latest(today)
    if trouble:
        hint(trouble)
    week = log.between(today - WEEK, today)
    entries = log[week.start : week.stop]
    means = {view.day: view.mean for view in days_of(entries)}
    jump = any(jumped(entry.pain, today, means) for entry in entries if entry.day == today)
    return Known(history_known(log, previous, today), previous, profile, jump)


def peek(desk: Desk, today: date) -> Known:
    """What the journal knows, read without touching anything. Raises Refusal.

    Not by way of the store, which tightens permissions, puts a damaged file aside and brings
    an older one up to date.
    """
    folder = desk.places.data
    path = folder / FILE_NAME
    try:
        tables = RecordStorage(path).read()
        if tables is None and backups.list_backups(folder / "backups"):
            raise WrongShape("the file is gone, but there was a journal")
        found = tables or {}
        if found and migrations.schema_of(found) < migrations.SCHEMA:
            steps = migrations.MIGRATIONS
            found = migrations.migrate(found, desk.clock(), steps, migrations.SCHEMA)
    except WrongShape as error:
        way = desk.command("doctor")
        raise Refusal(f"{path} cannot be read: {error}. See: {way}") from None
    profile = ProfileTable(found.get("profile", {})).record
    return known(
        EntryLog(found.get("entries", {})),
        ScreeningLog(found.get("screenings", {})),
        None if profile is None else profile.answers,
        today,
    )
