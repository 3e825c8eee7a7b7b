"""Looking over a journal's folder without changing anything in it."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from journal.domain import unfinished
from journal.store import backups, migrations, records
from journal.store.entry_log import EntryLog
from journal.store.journal_file import FILE_NAME, OWN_NAMES
from journal.store.profile_table import ProfileTable
from journal.store.record_log import RecordLog
from journal.store.safe_file import is_own_folder
from journal.store.screening_log import ScreeningLog
from journal.store.session_log import SessionLog


class Unreadable(msgspec.Struct, frozen=True):
    """A stored record, by table and TinyDB's number or its own id, and what is wrong in it."""

    table: str
    record: str
    reason: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a journal's folder.

    `size` is in bytes, `schema` the one the file was written with; both are None where there
    is no file, or none that can be read. `unreadable` records are passed over everywhere;
    entries that are `flawed` are shown without the value that cannot be read, of such
    screenings only what they said to do is known, and of such sessions only what they were and
    when. `problems` are the things to put right, `notes` what is worth knowing, each one plain
    line.
    """

    folder: str
    file: str
    exists: bool
    size: int | None = None
    schema: int | None = None
    tables: dict[str, int] = {}
    unreadable: tuple[Unreadable, ...] = ()
    flawed: tuple[Unreadable, ...] = ()
    backups: int = 0
    newest_backup: str | None = None
    newest_backup_entries: int | None = None
    quarantine: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """The report as lines of text, which may hold control characters of the file."""
        yield f"Journal     {self.file}"
        if self.size is not None:
            schema = "" if self.schema is None else f", schema {self.schema}"
            yield f"            {self.size} bytes{schema}"
        for name, count in self.tables.items():
            yield f"{name:12}{count}"
        newest = f", the newest {self.newest_backup}" if self.newest_backup else ""
        yield f"backups     {self.backups}{newest}"
        for record in (*self.unreadable, *self.flawed):
            yield f"Unreadable  {record.table} {record.record}: {record.reason}"
        for note in self.notes:
            yield f"Note        {note}"
        for problem in self.problems:
            yield f"Problem     {problem}"
        if not self.problems:
            yield "All that was checked is in order."


def examine(folder: Path) -> Report:
    """Look at the journal in `folder`, whatever state it is in. Raises OSError."""
    path = folder / FILE_NAME
    problems = list(_loose(folder, path))
    notes = []
    content = path.read_bytes() if path.exists() else None
    tables: records.Tables = {}
    schema = None
    if content is not None:
        try:
            if not content.strip(b"\0 \t\r\n"):
                raise records.WrongShape("it is empty")
            tables = records.split(content)
            schema = migrations.schema_of(tables)
        except records.WrongShape as error:
            problems.insert(0, f"the journal cannot be read: {error}")
    if schema is not None and schema > migrations.SCHEMA:
        problems.append(
            f"a newer version wrote it (schema {schema}; this one knows {migrations.SCHEMA}),"
            " so it opens for reading only"
        )
    unreadable: list[Unreadable] = []
    flawed: list[Unreadable] = []
    for name, noun, log in (
        ("entries", "entries", EntryLog(tables.get("entries", {}))),
        ("screenings", "checks", ScreeningLog(tables.get("screenings", {}))),
        ("sessions", "sessions", SessionLog(tables.get("sessions", {}))),
    ):
        lost, hurt = _unreadable(name, log)
        unreadable += lost
        flawed += hurt
        if lost or hurt:
            problems.append(
                f"{noun} that cannot be read: {len(lost)}; {noun} with a value that cannot"
                f" be read: {len(hurt)}; they are kept in the file as they are"
            )
        if twice := [id for id, count in Counter(log.names().values()).items() if count > 1]:
            problems.append(f"ids that several {noun} have: {', '.join(twice)}")
    profiles = ProfileTable(tables.get("profile", {}))
    if profiles.unreadable:
        unreadable += [Unreadable("profile", n, why) for n, why in profiles.unreadable.items()]
        asked = "" if profiles.answers else "; they will be asked anew"
        problems.append(f"the answers about you cannot be read{asked}; they are kept as they are")
    found = backups.list_backups(folder / "backups")
    good = backups.newest_good(folder / "backups")
    if content is None and found:
        problems.insert(0, "the journal's file is gone, but there are backups")
    if content is None and not found:
        notes.append("there is no journal here yet; the first entry makes it")
    bad = _unreadable_backups(found)
    problems += [f"the backup {name} cannot be read" for name in bad]
    if schema is not None and not found:
        notes.append("there is no backup yet; the next day's first change makes one")
    quarantine = tuple(p.name for p in sorted((folder / "quarantine").glob("*")))
    if quarantine:
        notes.append(f"damaged journals put aside in quarantine: {len(quarantine)}")
    places = (folder, folder / "backups", folder / "quarantine")
    leftovers = tuple(str(p) for place in places for p in sorted(place.glob("*.tmp")))
    notes += [f"a stopped writer left {name}; the next change clears it" for name in leftovers]
    drafts = tuple(_drafts(tables))
    notes += [f"a form waits unfinished: {draft}" for draft in drafts]
    return Report(
        folder=str(folder),
        file=str(path),
        exists=content is not None,
        size=None if content is None else len(content),
        schema=schema,
        tables={name: len(documents) for name, documents in tables.items()},
        unreadable=tuple(unreadable),
        flawed=tuple(flawed),
        backups=len(found),
        newest_backup=good[0].path.name if good else None,
        newest_backup_entries=good[1] if good else None,
        quarantine=quarantine,
        drafts=drafts,
        leftovers=leftovers,
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _unreadable(
    table: str, log: EntryLog | RecordLog[Any, Any]
) -> tuple[list[Unreadable], list[Unreadable]]:
    """The records that cannot be read, and those with a value that cannot be read."""
    unreadable = [Unreadable(table, number, why) for number, why in log.unreadable.items()]
    ids = log.ids()
    problems = [(ids[index], log.problem(index)) for index in range(len(log))]
    return unreadable, [Unreadable(table, id, problem) for id, problem in problems if problem]


def _loose(folder: Path, path: Path) -> Iterator[str]:
    """What others on this machine could read."""
    if os.name != "posix" or not folder.exists():
        return
    own = [folder] if is_own_folder(folder, OWN_NAMES) else []
    inside = [p for name in ("backups", "quarantine") for p in (folder / name).glob("*.json")]
    folders = [*own, folder / "backups", folder / "quarantine"]
    wanted = [(p, 0o700) for p in folders] + [(p, 0o600) for p in (path, *inside)]
    for place, mode in wanted:
        if place.exists() and (held := stat.S_IMODE(place.stat().st_mode)) & ~mode:
            yield f"{place} may be used by others: its mode is {held:o}, meant is {mode:o}"


def _unreadable_backups(found: list[backups.Backup]) -> Iterator[str]:
    for backup in found:
        try:
            backups.count_entries(backup.path)
        except (OSError, records.WrongShape):
            yield backup.path.name


def _drafts(tables: records.Tables) -> Iterator[str]:
    decoder = msgspec.json.Decoder(records.Draft)
    for number, document in tables.get("drafts", {}).items():
        try:
            draft = decoder.decode(document)
        except msgspec.ValidationError:
            yield f"number {number}, which cannot be read"
            continue
        if not draft.id.startswith("cleared-"):  # emptied on purpose
            lost = unfinished.is_session(draft.id) and not unfinished.readable(draft.fields)
            unread = ", which this version cannot read" if lost else ""
            yield f"{draft.id}, of {draft.updated_at:%Y-%m-%d %H:%M}{unread}"
