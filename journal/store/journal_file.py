"""The journal's file: read again when another writer changed it, changed as a whole or not."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from journal.store import backups, migrations, records
from journal.store.backups import Backup, BackupKind
from journal.store.entry_log import EntryLog
from journal.store.errors import (
    CannotRead,
    ChangedElsewhere,
    DamagedJournal,
    SaveFailed,
    StoreBusy,
    StoreReadOnly,
)
from journal.store.file_lock import StorageLocked
from journal.store.profile_table import ProfileTable
from journal.store.records import RecordStorage, Tables, pack
from journal.store.safe_file import (
    LOCK_SECONDS,
    Fingerprint,
    NotConfirmed,
    is_own_folder,
    make_folder,
    make_private,
)
from journal.store.screening_log import ScreeningLog
from journal.store.session_log import SessionLog

if TYPE_CHECKING:
    from journal.store.snapshot import Snapshot
    from journal.store.transaction import Transaction

FILE_NAME = "journal.json"
OWN_NAMES = (FILE_NAME, "backups", "quarantine", "settings.toml", "crash.log")
"""All that lies in a data folder."""
_NEVER: Fingerprint = (0, 0, 0)
"""Of no file: there was a journal, and it has to be read again."""
_ID_SIGNS = "abcdefghjkmnpqrstvwxyz0123456789"


def new_id() -> str:
    """Ten random letters and digits, a letter first: no spreadsheet takes it for a number."""
    first, *rest = os.urandom(10)
    return _ID_SIGNS[first % 22] + "".join(_ID_SIGNS[byte % 32] for byte in rest)


def system_clock() -> datetime:
    """Now, to the second, with the machine's UTC offset."""
    return datetime.now().astimezone().replace(microsecond=0)


class JournalFile:
    """The file in the folder `folder` and what it holds, as bytes until someone looks.

    See `JournalStore`, which puts typed records on top.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime] = system_clock,
        make_id: Callable[[], str] = new_id,
        steps: Mapping[int, migrations.Migration] = migrations.MIGRATIONS,
        schema: int = migrations.SCHEMA,
    ) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self.backup_folder = folder / "backups"
        self.quarantine = folder / "quarantine"
        self._clock = clock
        self._make_id = make_id
        self._steps = steps
        self._schema = schema
        self._mutex = threading.RLock()
        self._read_only: str | None = None
        self._tables: Tables = {}
        self._log = EntryLog({})
        self._screenings = ScreeningLog({})
        self._sessions = SessionLog({})
        self._profiles = ProfileTable({})
        self._seen: Fingerprint | None = None
        self._backed_up_on: date | None = None
        self.backup_problem: str | None = None
        self._unsure: str | None = None
        self._last: Snapshot | None = None
        self._storage = RecordStorage(self.path)
        try:
            self._make_private()
        except OSError as error:
            raise CannotRead(folder, error) from error
        self.refresh()

    # Reading

    def refresh(self) -> bool:
        """Read the file again if another writer changed it; whether one had."""
        with self._mutex:
            try:
                fingerprint = self._storage.fingerprint()
                if fingerprint == self._seen and fingerprint is not None:
                    return False
                tables, schema = self._read()
            except OSError as error:
                raise CannotRead(self.path, error) from error
            self._read_only = None
            if schema > self._schema:
                self._read_only = (
                    f"A newer version of the journal wrote this one (schema {schema}; this version"
                    f" knows {self._schema}). It can be read, not changed: {self.path}"
                )
            self._take(tables)
            self._seen = fingerprint
            if tables and schema < self._schema:
                try:
                    self._migrate()
                except BaseException:
                    # Taken for read, it would be written as it is by the next change.
                    self._seen = _NEVER
                    raise
            return True

    def tables(self) -> dict[str, int]:
        """How many documents each table holds."""
        with self._mutex:
            self.refresh()
            return {name: len(documents) for name, documents in self._tables.items()}

    def schema(self) -> int:
        """The schema that the file was written with."""
        return migrations.schema_of(self._tables)

    # How a change is made

    @contextmanager
    def _change(self) -> Iterator[Transaction]:
        """A transaction whose tables replace the file's when the block ends well.

        The day's backup is made first when it is due.
        """
        with self._mutex:
            self.refresh()
            if self._read_only:
                raise StoreReadOnly(self._read_only)
            try:
                make_folder(self.folder)
                with self._storage.lock():
                    self.refresh()
                    if self._read_only:
                        raise StoreReadOnly(self._read_only)
                    now = self._clock()
                    self._back_up_daily(now.date())
                    # Whoever only reads need not wait for TinyDB.
                    from journal.store.transaction import Transaction

                    change = Transaction(self._tables, now, self._make_id, self._log.names)
                    yield change
                    after = change.tables()
                    if after is None:
                        return
                    if not self._tables:
                        after = migrations.with_schema(after, self._schema, now)
                    # The lock keeps out whoever knows of it: a program that keeps folders on two
                    # machines the same does not, nor where the lock's file was removed.
                    if self._storage.fingerprint() != self._seen:
                        raise ChangedElsewhere(
                            f"Another program wrote to {self.path} at this very moment."
                            " Nothing was saved over it; please try again."
                        )
                    self._unsure = None
                    try:
                        self._storage.write(after)
                    except NotConfirmed as error:
                        self._unsure = (
                            f"Saved, but the system could not confirm that {self.path} is safely on"
                            f" disk: {error.strerror or error}."
                        )
                    self._seen = self._storage.fingerprint()
                    self._take(after)
            except StorageLocked:
                raise StoreBusy(self.path, LOCK_SECONDS) from None
            except OSError as error:
                raise SaveFailed(self.path, error) from error

    def back_up_daily(self) -> None:
        """Make the day's backup now, so that the first change of the day need not wait for it.

        A journal that nobody changed since the last one is left: the copies that are kept
        should be of different days. Raises StoreError.
        """
        with self._mutex:
            try:
                self.refresh()
                if self._seen is None or self._read_only:
                    return
                made = [backup.path.stat().st_mtime_ns for backup in self._daily_backups()]
                if made and max(made) >= self._seen[2]:
                    return
                with self._storage.lock():
                    self.refresh()
                    self._back_up_daily(self._clock().date())
            except StorageLocked:
                raise StoreBusy(self.path, LOCK_SECONDS) from None
            except OSError as error:
                raise CannotRead(self.backup_folder, error) from error

    # The state in memory

    def _take(self, tables: Tables) -> None:
        for name, documents in tables.items():
            if documents is not self._tables.get(name):
                fresh = [n for n, doc in documents.items() if type(doc) is not msgspec.Raw]
                documents.update({number: pack(documents[number]) for number in fresh})
        if tables.get("entries") is not self._tables.get("entries"):
            self._log = EntryLog(tables.get("entries", {}), self._log)
        if tables.get("screenings") is not self._tables.get("screenings"):
            self._screenings = ScreeningLog(tables.get("screenings", {}))
        if tables.get("sessions") is not self._tables.get("sessions"):
            self._sessions = SessionLog(tables.get("sessions", {}))
        if tables.get("profile") is not self._tables.get("profile"):
            self._profiles = ProfileTable(tables.get("profile", {}))
        self._tables = tables
        self._last = None

    # The file and its folder

    def _make_private(self) -> None:
        """Tighten what is the journal's own and looser than it may be."""
        if self.folder.exists():
            if is_own_folder(self.folder, OWN_NAMES):
                make_private(self.folder, 0o700)
            for folder in (self.backup_folder, self.quarantine):
                if folder.is_dir():
                    make_private(folder, 0o700)
            if self.path.exists():
                make_private(self.path, 0o600)

    def _read(self) -> tuple[Tables, int]:
        """The tables in the file and their schema; a file that cannot be read is put aside."""
        try:
            tables = self._storage.read()
            schema = migrations.schema_of(tables or {})
        except records.WrongShape as error:
            raise self._damaged(error) from None
        if tables is None and (self._seen or backups.list_backups(self.backup_folder)):
            raise DamagedJournal(self.path, "the file is gone, but there was a journal", None)
        return tables or {}, schema

    def _damaged(self, error: records.WrongShape) -> DamagedJournal:
        copy = None
        with suppress(OSError):
            copy = backups.put_aside(self.path, self.quarantine, self._clock())
        return DamagedJournal(self.path, str(error), copy)

    def _back_up_daily(self, today: date) -> None:
        """The day's backup when it is due. One that fails must not keep anyone from saving."""
        if self._seen is None or self._backed_up_on == today:
            return
        try:
            if today not in [backup.made_at.date() for backup in self._daily_backups()]:
                self._make_backup(BackupKind.DAILY)
        except OSError as error:
            why = error.strerror or str(error)
            self.backup_problem = f"Today's backup in {self.backup_folder} failed: {why}."
            return
        self._backed_up_on = today
        self.backup_problem = None

    def _daily_backups(self) -> list[Backup]:
        made = backups.list_backups(self.backup_folder)
        return [backup for backup in made if backup.kind is BackupKind.DAILY]

    def _make_backup(self, kind: BackupKind) -> Backup | None:
        """Copy the file as it is, None when there is none. Raises OSError, DamagedJournal."""
        if self._seen is None:
            return None
        try:
            content = self._storage.read_bytes()
            return backups.make_backup(self.backup_folder, content, kind, self._clock())
        except records.WrongShape as error:
            raise self._damaged(error) from None

    def _migrate(self) -> None:
        """Bring an older journal up to this version's schema, after a backup."""
        with self._change() as change:
            if migrations.schema_of(self._tables) >= self._schema:
                return
            self._make_backup(BackupKind.MIGRATION)
            tables = migrations.migrate(self._tables, self._clock(), self._steps, self._schema)
            change.replace_all(tables)
