"""Getting a journal back: from a backup, or from nothing when the person says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from journal.store import backups, migrations, records
from journal.store.backups import BackupKind
from journal.store.errors import CannotRead, SaveFailed, StoreBusy
from journal.store.file_lock import StorageLocked
from journal.store.journal_file import FILE_NAME
from journal.store.records import RecordStorage
from journal.store.safe_file import LOCK_SECONDS, make_folder


def restore(folder: Path, backup: Path, now: datetime) -> int:
    """Make `backup` the journal in `folder`; returns its number of entries.

    What the journal holds now is kept: as a backup when it can be read, else in
    `quarantine/`. Raises WrongShape for a backup that cannot be read, StoreError.
    """
    try:
        content = backup.read_bytes()
    except OSError as error:
        raise CannotRead(backup, error) from error
    tables = records.split(content)
    migrations.schema_of(tables)
    count = len(tables.get("entries", {}))
    with _replacing(folder, now) as storage:
        storage.replace_bytes(content)
    return count


def start_over(folder: Path, now: datetime) -> None:
    """Begin an empty journal; what is there is kept as `restore` keeps it."""
    with _replacing(folder, now) as storage:
        storage.write(migrations.with_schema({}, migrations.SCHEMA, now))


@contextmanager
def _replacing(folder: Path, now: datetime) -> Iterator[RecordStorage]:
    path = folder / FILE_NAME
    storage = RecordStorage(path)
    try:
        make_folder(folder)
        with storage.lock():
            try:
                readable = storage.read() is not None
            except records.WrongShape:
                readable = False
                backups.put_aside(path, folder / "quarantine", now)
            if readable:
                content = storage.read_bytes()
                backups.make_backup(folder / "backups", content, BackupKind.RESTORE, now)
            yield storage
    except StorageLocked:
        raise StoreBusy(path, LOCK_SECONDS) from None
    except OSError as error:
        raise SaveFailed(path, error) from error
