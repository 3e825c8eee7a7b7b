"""The journal on disk: typed records in and out, safe changes, undo and drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date
from typing import TYPE_CHECKING

import msgspec

from journal.domain.entry import PainEntry, check_not_future
from journal.store.backups import Backup, BackupKind
from journal.store.errors import (
    ChangedElsewhere,
    NotFound,
    NothingToUndo,
    UnreadableRecord,
)
from journal.store.journal_file import JournalFile
from journal.store.records import Change, Changed, ChangeHead, Draft, numbered, unpack
from journal.store.snapshot import Snapshot

if TYPE_CHECKING:
    from journal.domain.limits import Limits
    from journal.domain.screening import Clearance, Profile, Screening
    from journal.domain.training import Session
    from journal.store.merging import ImportCounts, Imported
    from journal.store.profile_record import ProfileRecord
    from journal.store.transaction import Transaction


class JournalStore(JournalFile):
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

    # Reading

    def snapshot(self) -> Snapshot:
        """The journal as it is now on disk; the same object as long as nothing in it changes."""
        with self._mutex:
            self.refresh()
            return self._held()

    def _held(self) -> Snapshot:
        trouble = self._unsure or self.backup_problem
        if self._last is None or self._last.trouble != trouble:
            self._last = Snapshot(
                self._log,
                self._screenings,
                self._sessions,
                self._profiles,
                self._drafts(),
                self._undoable(),
                self._read_only,
                trouble,
            )
        return self._last

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
        found = [draft for _, draft in numbered(self._tables, "drafts", Draft)]
        # Edited by hand, say: without an offset it could not be told before or after others.
        return {draft.id: draft if draft.updated_at.tzinfo else _placed(draft) for draft in found}

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
            held = change.put_back(self._to_put_back(last))
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
            held = change.put_back(self._to_put_back(last))
            change.remove("trash", [last.id])
            change.note("redo", held)
        return last, self.snapshot()

    def import_entries(self, entries: Iterable[PainEntry], dry_run: bool = False) -> ImportCounts:
        """As `import_records`, with entries alone."""
        return self.import_records(entries, dry_run=dry_run).entries

    def import_records(
        self,
        entries: Iterable[PainEntry],
        screenings: Iterable[Screening] = (),
        profile: ProfileRecord | None = None,
        dry_run: bool = False,
        sessions: Iterable[Session] = (),
    ) -> Imported:
        """Take in records that an export wrote: all of them, or none when anything fails.

        New ids are added. A record that is here already is left alone when it is the same, was
        changed here later or cannot be read here, else replaced. The profile is taken when
        there is none here. A backup is made first. Raises FieldProblem for a record that lies
        in the future or cannot be so.
        """
        from journal.store.merging import Incoming, sort_out
        from journal.store.rules import Rules

        incoming = Incoming(list(entries), list(screenings), list(sessions), profile)
        rules = Rules(self._clock())
        for entry in incoming.entries:
            rules.entry(entry)
        for screening in incoming.screenings:
            rules.screening(screening)
        for session in incoming.sessions:
            rules.session(session)
        if profile is not None:
            rules.profile(profile)
        if dry_run:
            return sort_out(incoming, self.snapshot())[0]
        with self._change() as change:
            imported, items = sort_out(incoming, self._held())
            if not items:
                return imported
            self._make_backup(BackupKind.IMPORT)
            for name, found in items.items():
                change.put(name, [record for record, _ in found])
            change.note("import", [item for found in items.values() for _, item in found])
        return imported

    def save_screening(self, screening: Screening, draft: Draft | None = None) -> Snapshot:
        """Keep a finished screening and its profile, and drop the draft it came from.

        All in one write. Undo takes back the screening alone: the answers about the person
        stay. Raises FieldProblem for a screening that lies in the future or cannot be so, and
        ValueError for an id in use.
        """
        from journal.store import profile_changes, record_changes
        from journal.store.screening_rules import check_screening

        now = self._clock()
        check_screening(screening, now)
        with self._change() as change:
            record_changes.keep(change, self._screenings, screening)
            profile_changes.keep(change, self._profiles, screening.profile, now)
            self._drop(change, draft)
        return self.snapshot()

    def clear_screening(self, id: str, clearance: Clearance) -> Snapshot:
        """Note in the screening with this id that someone looked at it.

        All else in it stays as it is, also what this version cannot read. Raises NotFound,
        and FieldProblem for a clearance in the future.
        """
        from journal.store import record_changes
        from journal.store.screening_rules import check_clearance

        now = self._clock()
        check_clearance(clearance, now)
        with self._change() as change:
            record_changes.amend(change, self._screenings, (id,), now, clearance=clearance)
        return self.snapshot()

    def delete_screening(self, id: str) -> Snapshot:
        """Move the screening with this id to `trash`. Raises NotFound."""
        from journal.store import record_changes

        with self._change() as change:
            record_changes.delete(change, self._screenings, id)
        return self.snapshot()

    def save_session(self, session: Session, draft: Draft | None = None) -> Snapshot:
        """Keep a finished session, and drop the draft it came from, in one write.

        One with this id that says the same stays as it is: another program finished the same
        draft. Where it says anything else, this is kept beside it, under an id of its own. What was
        told of the morning after, of another session of that day, is told of this one too. Raises
        FieldProblem for a session that lies in the future or cannot be so.
        """
        from journal.store import record_changes
        from journal.store.session_rules import as_written, check_session

        check_session(session, self._clock())
        with self._change() as change:
            session = self._sessions.with_morning(session)
            if not self._sessions.holds(session.id):
                record_changes.keep(change, self._sessions, as_written(session))
            elif not self._says_the_same(session):
                other = msgspec.structs.replace(session, id=self._make_id())
                record_changes.keep(change, self._sessions, as_written(other))
            self._drop(change, draft)
        return self.snapshot()

    def _says_the_same(self, session: Session) -> bool:
        """Whether a session of its moment that is here is the same but for its id and its times."""
        from journal.store.session_rules import as_written

        log, wanted = self._sessions, as_written(session)
        fields = ("id", "ended_at", "created_at", "updated_at", "morning", "morning_on")
        for index, past in enumerate(log.past):
            if past.at != session.at:
                continue
            try:
                held = log[index]
            except UnreadableRecord:
                continue
            own = {field: getattr(held, field) for field in fields}
            if msgspec.structs.replace(wanted, **own) == held:
                return True
        return False

    def note_morning(self, id: str, score: int, on: date) -> Snapshot:
        """Note in the session with this id the pain of the morning after, told on the day `on`.

        It is that of every other session of that day too, where none is told or the same was.
        All else in them stays as it is, also what this version cannot read. Raises NotFound,
        UnreadableRecord, and FieldProblem for a score or a day that cannot be.
        """
        from journal.store import record_changes
        from journal.store.session_rules import check_morning

        now = self._clock()
        with self._change() as change:
            log = self._sessions
            told = log.past[record_changes.place(log, id)]
            check_morning(score, on, told.day, now)
            alike = (None, told.morning)
            mine = [p.id for p in log.past if p.day == told.day and p.morning in alike]
            # Where a damaged record has the same id, it is not to be written over.
            names = list(log.names().values())
            ids = dict.fromkeys([id, *(one for one in mine if names.count(one) == 1)])
            record_changes.amend(change, log, tuple(ids), now, morning=score, morning_on=on)
        return self.snapshot()

    def delete_session(self, id: str) -> Snapshot:
        """Move the session with this id to `trash`. Raises NotFound."""
        from journal.store import record_changes

        with self._change() as change:
            record_changes.delete(change, self._sessions, id)
        return self.snapshot()

    def save_profile(self, profile: Profile) -> Snapshot:
        """Keep the answers about the person, in the place of earlier ones."""
        from journal.store import profile_changes

        with self._change() as change:
            profile_changes.keep(change, self._profiles, profile, self._clock())
        return self.snapshot()

    def save_limits(self, limits: Limits) -> Snapshot:
        """Keep what limits exercise, in the place of earlier limits; undo leaves it alone.

        Raises FieldProblem for limits with a day in the future, or that cannot be so.
        """
        from journal.store.profile_rules import check_limits

        check_limits(limits, self._clock())
        return self.change_limits(lambda _: limits)

    def change_limits(self, edit: Callable[[Limits], Limits]) -> Snapshot:
        """Change what limits exercise as it is by then, whoever changed it before.

        Undo leaves it alone. Raises FieldProblem for limits with a day in the future, or that
        cannot be so, and what `edit` does.
        """
        from journal.store import profile_changes
        from journal.store.profile_rules import check_limits

        now = self._clock()
        with self._change() as change:
            held = self._profiles.limits
            limits = edit(held)
            check_limits(limits, now, held)
            profile_changes.keep_limits(change, self._profiles, limits, now)
        return self.snapshot()

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

    # What was found

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

    def _to_put_back(self, change: Change) -> list[Changed]:
        """What a change is taken back with: all of it, but for answers about the person that
        were given since.
        """
        if all(item.table != "profile" for item in change.items):
            return list(change.items)
        held = self._profiles.record

        def is_due(item: Changed) -> bool:
            if item.table != "profile":
                return True
            if item.before is None:
                return held is not None and held.updated_at <= change.at
            return not self._profiles

        return [item for item in change.items if is_due(item)]

    def _index(self, id: str) -> int:
        found = self._log.find(id)
        if len(found) != 1 or self._log[found[0]].id != id:
            raise NotFound(f"There is no entry with the id {id}.")
        return found[0]


def _placed(draft: Draft) -> Draft:
    return msgspec.structs.replace(draft, updated_at=draft.updated_at.replace(tzinfo=UTC))
