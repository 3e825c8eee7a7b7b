"""The journal on disk: typed records in and out, safe changes, undo and drafts."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from journal.domain.entry import PainEntry, check_not_future
from journal.store import backups, migrations, records
from journal.store.backups import Backup, BackupKind
from journal.store.entry_log import EntryLog
from journal.store.errors import (
    CannotRead,
    ChangedElsewhere,
    DamagedJournal,
    NotFound,
    NothingToUndo,
    SaveFailed,
    StoreBusy,
    StoreReadOnly,
    UnreadableRecord,
)
from journal.store.records import (
    Change,
    Changed,
    ChangeHead,
    Draft,
    RecordStorage,
    Tables,
    numbered,
    pack,
    unpack,
)
from journal.store.safe_file import (
    LOCK_SECONDS,
    Fingerprint,
    NotConfirmed,
    StorageLocked,
    is_own_folder,
    make_folder,
    make_private,
)

if TYPE_CHECKING:
    from journal.store.transaction import Transaction

FILE_NAME = "journal.json"
OWN_NAMES = (FILE_NAME, "backups", "quarantine", "settings.toml", "crash.log")
"""All that lies in a data folder."""
_ID_SIGNS = "abcdefghjkmnpqrstvwxyz0123456789"


def new_id() -> str:
    """Ten random letters and digits, a letter first: no spreadsheet takes it for a number."""
    first, *rest = os.urandom(10)
    return _ID_SIGNS[first % 22] + "".join(_ID_SIGNS[byte % 32] for byte in rest)


def system_clock() -> datetime:
    """Now, to the second, with the machine's UTC offset."""
    return datetime.now().astimezone().replace(microsecond=0)


class Snapshot(msgspec.Struct, frozen=True):
    """What the journal held at one moment.

    `drafts` are by id; `undoable` is the change that undo would take back; `read_only` says
    why nothing can be written, None when it can; `trouble` is what the person should know of
    all the same, such as a backup that failed.
    """

    entries: EntryLog
    drafts: Mapping[str, Draft]
    undoable: Change | None
    read_only: str | None
    trouble: str | None = None

    @classmethod
    def empty(cls) -> Snapshot:
        """What a journal holds in which nothing was written yet."""
        return cls(EntryLog({}), {}, None, None)


class ImportCounts(msgspec.Struct, frozen=True):
    """What an import did, or would do: numbers of records."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0


class JournalStore:
    """The journal in the folder `folder`, which is made when it is missing.

    Any number of stores, in this process and in others, may work on one journal: each change
    holds the journal's lock from reading to writing and reads the file again when another
    writer changed it. A change is on disk when its method returns; one that raises changes
    nothing. Methods may be called from any thread.

    Raises DamagedJournal when there is a file that cannot be read (it is copied to
    `quarantine/` first) and StoreError for a folder that cannot be used.

    `backup_problem` says why the last daily backup could not be made, None when all is well;
    what the person wrote is saved all the same.
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
        self._seen: Fingerprint | None = None
        self._backed_up_on: date | None = None
        self.backup_problem: str | None = None
        self._unsure: str | None = None
        self._storage = RecordStorage(self.path)
        try:
            self._make_private()
        except OSError as error:
            raise CannotRead(folder, error) from error
        self.refresh()

    # Reading

    def snapshot(self) -> Snapshot:
        """The journal as it is now on disk."""
        with self._mutex:
            self.refresh()
            return Snapshot(
                self._log,
                self._drafts(),
                self._undoable(),
                self._read_only,
                self._unsure or self.backup_problem,
            )

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
                self._migrate()
            return True

    def tables(self) -> dict[str, int]:
        """How many documents each table holds."""
        with self._mutex:
            self.refresh()
            return {name: len(documents) for name, documents in self._tables.items()}

    def schema(self) -> int:
        """The schema that the file was written with."""
        return migrations.schema_of(self._tables)

    # Changing

    def add(self, entry: PainEntry, draft: Draft | None = None) -> Snapshot:
        """Keep a new entry, and drop the draft it came from; returns when it is on disk.

        A draft that another program has changed since stays.

        Raises FieldProblem for an entry in the future and ValueError for an id in use.
        """
        check_not_future(entry, self._clock())
        with self._change() as change:
            if self._log.holds(entry.id):
                raise ValueError(f"there is an entry with the id {entry.id} already")
            change.insert("entries", [entry])
            change.note("add", [Changed("entries", entry.id)])
            self._drop(change, draft)
        return self.snapshot()

    def replace(
        self, entry: PainEntry, base: PainEntry | None = None, draft: Draft | None = None
    ) -> Snapshot:
        """Put `entry` in the place of the one with its id, whole.

        `base` is the entry as it was when the change began. Raises ChangedElsewhere when it
        is another one by now, NotFound, FieldProblem for an entry in the future, and
        UnreadableRecord when the stored one holds something that would be lost.
        """
        check_not_future(entry, self._clock())
        with self._change() as change:
            self._replace(change, entry, base)
            self._drop(change, draft)
        return self.snapshot()

    def update(self, id: str, edit: Callable[[PainEntry], PainEntry]) -> PainEntry:
        """Change the entry with this id as it is by then, whoever changed it before.

        Returns it as it was kept. Raises what `replace` raises, and what `edit` does.
        """
        with self._change() as change:
            entry = edit(self._log[self._index(id)])
            check_not_future(entry, self._clock())
            self._replace(change, entry, None)
        return entry

    def _replace(self, change: Transaction, entry: PainEntry, base: PainEntry | None) -> None:
        index = self._index(entry.id)
        if problem := self._log.problem(index):
            raise UnreadableRecord(
                f"Entry {entry.id} holds a value that cannot be read ({problem})."
                " It was not changed, so that nothing in it is lost."
            )
        if base is not None and self._log[index] != base:
            raise ChangedElsewhere(
                f"Entry {entry.id} was changed by another program since you opened it."
                " Nothing was saved over it."
            )
        before = unpack(self._log.raw(index))
        change.put("entries", [entry])
        change.note("edit", [Changed("entries", entry.id, before)])

    def _drop(self, change: Transaction, draft: Draft | None) -> None:
        """Remove a draft, unless another program has put a different one in its place."""
        if draft is not None and self._drafts().get(draft.id) == draft:
            change.remove("drafts", [draft.id])

    def _drafts(self) -> dict[str, Draft]:
        return {draft.id: draft for _, draft in numbered(self._tables, "drafts", Draft)}

    def delete(self, id: str) -> Snapshot:
        """Move the entry with this id to `trash`. Raises NotFound."""
        with self._change() as change:
            index = self._index(id)
            try:
                before = unpack(self._log.raw(index))
            except msgspec.ValidationError as error:
                raise UnreadableRecord(f"Entry {id} cannot be kept in the trash: {error}") from None
            change.remove("entries", [id])
            change.note("delete", [Changed("entries", id, before)])
        return self.snapshot()

    def undo(self) -> tuple[Change, Snapshot]:
        """Take back the last change that was not taken back yet. Raises NothingToUndo."""
        with self._change() as change:
            last = self._undoable()
            if last is None:
                raise NothingToUndo("There is nothing to undo.")
            held = change.put_back(last.items)
            change.remove("trash", [last.id])
            change.note("undo", held)
        return last, self.snapshot()

    def redo(self) -> tuple[Change, Snapshot]:
        """Bring back what the last undo took away. Raises NothingToUndo.

        Only as long as nothing else was changed since.
        """
        with self._change() as change:
            last = self._redoable()
            if last is None:
                raise NothingToUndo("There is nothing to bring back.")
            held = change.put_back(last.items)
            change.remove("trash", [last.id])
            change.note("redo", held)
        return last, self.snapshot()

    def import_entries(self, entries: Iterable[PainEntry], dry_run: bool = False) -> ImportCounts:
        """Take in entries that an export wrote: all of them, or none when anything fails.

        New ids are added. An entry that is here already is left alone when it is the same or
        was changed here later, else replaced. A backup is made first. Raises FieldProblem for
        an entry in the future.
        """
        incoming = list(entries)
        now = self._clock()
        for entry in incoming:
            check_not_future(entry, now)
        if dry_run:
            with self._mutex:
                self.refresh()
                return self._sort_out(incoming)[0]
        with self._change() as change:
            counts, added, updated = self._sort_out(incoming)
            if not added and not updated:
                return counts
            self._make_backup(BackupKind.IMPORT)
            items = [Changed("entries", entry.id) for entry in added]
            items += [
                Changed("entries", entry.id, unpack(self._log.raw(index)))
                for entry, index in updated
            ]
            change.insert("entries", added)
            change.put("entries", [entry for entry, _ in updated])
            change.note("import", items)
        return counts

    def save_draft(
        self, draft: Draft, over: Draft | msgspec.UnsetType | None = msgspec.UNSET
    ) -> tuple[Snapshot, Draft]:
        """Keep a form as it stands, in the place of its earlier draft `over`.

        When another program has put a different one there, that one stays and this is kept
        under an id of its own. Returns it as it is kept. Without `over`, whatever is there is
        replaced. A form with nothing in it leaves no draft.
        """
        with self._change() as change:
            held = self._drafts().get(draft.id)
            if held is not None and over is not msgspec.UNSET and held != over:
                draft = msgspec.structs.replace(draft, id=f"{draft.id}-{self._make_id()}")
            if draft.fields:
                change.put("drafts", [draft])
            else:
                change.remove("drafts", [draft.id])
        return self.snapshot(), draft

    def set_aside(self, draft: Draft, kept: Draft | None) -> Snapshot:
        """Keep a form under another id, in the place of its draft `kept`, in one write."""
        with self._change() as change:
            change.put("drafts", [draft])
            self._drop(change, kept)
        return self.snapshot()

    def backup(self) -> Backup | None:
        """Make a backup now, None when there is no journal yet."""
        with self._change():
            return self._make_backup(BackupKind.MANUAL)

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

    def _sort_out(
        self, incoming: list[PainEntry]
    ) -> tuple[ImportCounts, list[PainEntry], list[tuple[PainEntry, int]]]:
        here = {id: index for index, id in enumerate(self._log.ids())}
        added, updated, unchanged, kept = {}, {}, 0, 0
        latest: dict[str, PainEntry] = {}
        for entry in incoming:
            if entry.id not in latest or entry.updated_at > latest[entry.id].updated_at:
                latest[entry.id] = entry
        for entry in latest.values():
            index = here.get(entry.id)
            if index is None:
                added[entry.id] = entry
            elif (mine := self._log[index]) == entry:
                unchanged += 1
            elif entry.updated_at > mine.updated_at and not self._log.problem(index):
                updated[entry.id] = (entry, index)
            else:
                kept += 1
        counts = ImportCounts(len(added), len(updated), unchanged, kept)
        return counts, list(added.values()), list(updated.values())

    # The state in memory

    def _take(self, tables: Tables) -> None:
        for name, documents in tables.items():
            if documents is not self._tables.get(name):
                fresh = [n for n, doc in documents.items() if type(doc) is not msgspec.Raw]
                documents.update({number: pack(documents[number]) for number in fresh})
        if tables.get("entries") is not self._tables.get("entries"):
            self._log = EntryLog(tables.get("entries", {}), self._log)
        self._tables = tables

    def _undoable(self) -> Change | None:
        for number, head in reversed(numbered(self._tables, "trash", ChangeHead)):
            if head.verb != "undo":
                return msgspec.json.decode(self._tables["trash"][number], type=Change)
        return None

    def _redoable(self) -> Change | None:
        for number, head in reversed(numbered(self._tables, "trash", ChangeHead)):
            if head.verb == "undo":
                return msgspec.json.decode(self._tables["trash"][number], type=Change)
            if head.verb != "redo":
                return None
        return None

    def _index(self, id: str) -> int:
        found = self._log.find(id)
        if len(found) != 1 or self._log[found[0]].id != id:
            raise NotFound(f"There is no entry with the id {id}.")
        return found[0]

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
            made = backups.list_backups(self.backup_folder)
            if today not in {b.made_at.date() for b in made if b.kind is BackupKind.DAILY}:
                self._make_backup(BackupKind.DAILY)
        except OSError as error:
            why = error.strerror or str(error)
            self.backup_problem = f"Today's backup in {self.backup_folder} failed: {why}."
            return
        self._backed_up_on = today
        self.backup_problem = None

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
