"""A believable made-up history: the same seed, years and last day give the same bytes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

from journal.demo.checks import after_stops, make_checks
from journal.demo.course import course
from journal.demo.sessions import make_sessions, told_before
from journal.demo.writing import Diarist
from journal.domain.entry import EARLIEST_DAY, PainEntry
from journal.domain.problem import FieldProblem
from journal.store import backups, migrations
from journal.store.errors import SaveFailed, StoreBusy, StoreError
from journal.store.file_lock import StorageLocked
from journal.store.journal_file import FILE_NAME
from journal.store.profile_record import PROFILE_ID, ProfileRecord
from journal.store.records import RecordStorage, Tables, pack
from journal.store.safe_file import LOCK_SECONDS, make_private


class FolderInUse(StoreError):
    """The folder holds a journal, or the backups of one, that is not to be written over."""


def make_history(*, years: int, seed: int, until: date) -> list[PainEntry]:
    """The entries of `years` years (at least 1), in the order they were written down.

    The last one lies on the evening of the day before `until`. Raises FieldProblem for fewer
    years, and for so many that the history would begin before 1900.
    """
    limit = until.year - EARLIEST_DAY.year
    if not 1 <= years <= limit:
        raise FieldProblem("years", years, f"1 to {limit}")
    first, last = _years_before(until, years), until - timedelta(days=1)
    rng = Random(seed)
    # Something new is begun every half year or so.
    count, length = max(2, round(years * 1.6)), (last - first).days
    starts = [
        first + timedelta(days=int(length * (n + rng.random()) / count)) for n in range(count)
    ]
    diarist = Diarist(rng, last, starts)
    entries = [entry for day in course(rng, first, last) for entry in diarist.entries(day)]
    return sorted(entries, key=lambda entry: entry.created_at)


def write_demo(folder: Path, *, years: int, seed: int, until: date) -> int:
    """Make `folder` a data folder with a made-up history; returns its number of entries.

    Raises FolderInUse when there is a journal in it, StoreError when it cannot be written.
    """
    entries = make_history(years=years, seed=seed, until=until)
    in_order = sorted(entries, key=lambda entry: (entry.day, entry.at))
    checks = list(make_checks(in_order, Random(seed)))
    sessions = list(make_sessions(in_order, checks, Random(seed)))
    checks = list(after_stops(checks, sessions))
    tables: Tables = {
        "entries": {str(number): pack(entry) for number, entry in enumerate(entries, start=1)},
        "screenings": {str(number): pack(check) for number, check in enumerate(checks, start=1)},
        "sessions": {str(number): pack(done) for number, done in enumerate(sessions, start=1)},
    }
    if checks:
        last, limits = checks[-1], told_before(sessions, in_order)
        tables["profile"] = {"1": pack(ProfileRecord(PROFILE_ID, last.at, last.profile, limits))}
    tables = migrations.with_schema(tables, migrations.SCHEMA, entries[0].created_at)
    storage = RecordStorage(folder / FILE_NAME)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with storage.lock():
            if storage.path.exists() or backups.list_backups(folder / "backups"):
                raise FolderInUse(f"{folder} holds a journal already. Nothing was written.")
            make_private(folder, 0o700)
            storage.write(tables)
    except StorageLocked:
        raise StoreBusy(storage.path, LOCK_SECONDS) from None
    except OSError as error:
        raise SaveFailed(storage.path, error) from error
    return len(entries)


def _years_before(day: date, years: int) -> date:
    """The same day some years earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
