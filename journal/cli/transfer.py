"""The verbs that take records out of the journal and in: export and import."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click
import msgspec

from journal.cli.output import counted, hint, open_store, say
from journal.cli.reading import period
from journal.cli.target import opened
from journal.cli.wall import Desk, Refusal, Usage

if TYPE_CHECKING:
    from journal.domain.entry import PainEntry
    from journal.exchange.reading import Reading
    from journal.store.entry_log import EntryLog
    from journal.store.journal_store import JournalStore
    from journal.store.merging import Imported
    from journal.store.record_log import RecordLog
    from journal.store.snapshot import Snapshot

    AnyLog: TypeAlias = EntryLog | RecordLog[Any, Any]

Record = TypeVar("Record", bound=msgspec.Struct)

NOUNS = {"entries": "entry", "screenings": "check", "sessions": "session"}
"""The tables that can be written as CSV, and what one record of each is called."""


@click.command("export")
@click.option("--output", default="-", metavar="FILE", help="Where to; - is standard output.")
@click.option("--what", type=click.Choice([*NOUNS, "all"]), default="entries")
@click.option("--format", "kind", type=click.Choice(["csv", "json"]), default="csv")
@click.option("--from", "first", metavar="DAY", help="The first day.")
@click.option("--to", "last", metavar="DAY", help="The last day.")
@click.option("--force", is_flag=True, help="Overwrite the file when there is one.")
@click.pass_obj
def export_verb(
    desk: Desk,
    output: str,
    what: str,
    kind: str,
    first: str | None,
    last: str | None,
    force: bool,
) -> None:
    """Write entries, checks or sessions as CSV or JSON.

    `all` is the whole journal, as CSV into a folder.
    """
    days = period(desk, first, last)
    if what == "all" and (first or last):
        raise Usage("journal export: --what all takes neither --from nor --to")
    if what == "all" and kind == "csv" and output == "-":
        raise Usage("journal export: --what all as CSV needs a folder: --output DIR")
    store = open_store(desk)
    snapshot = store.snapshot()
    held: dict[str, AnyLog] = {
        "entries": snapshot.entries,
        "screenings": snapshot.screenings,
        "sessions": snapshot.sessions,
    }
    logs = held if what == "all" else {what: held[what]}
    indexes = {name: log.between(*days) for name, log in logs.items()}
    target = None if output == "-" else Path(output)
    if what == "all" and kind == "json":
        files = {target: _whole(store)}
    elif what == "all" and target is not None:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = {
            target / f"{name}.csv": _table(snapshot, name, indexes[name], desk) for name in logs
        }
    elif kind == "json":
        from journal.exchange import json_file

        files = {target: json_file.export(map(logs[what].raw, indexes[what]))}
    else:
        files = {target: _table(snapshot, what, indexes[what], desk)}
    with ExitStack() as stack:
        # All are opened first: a file that may not be written leaves the others unwritten too.
        opened_files = [stack.enter_context(opened(desk, path, force)) for path in files]
        for file, pieces in zip(opened_files, files.values(), strict=True):
            for piece in pieces:
                file.write(piece)
    if target is not None:
        counts = [counted(len(found), NOUNS[name]) for name, found in indexes.items()]
        hint(f"Wrote {_listed(counts)} to {_listed([str(path) for path in files])}.")
    left_out = sum(len(log.unreadable) for log in logs.values())
    if left_out and not (what == "all" and kind == "json"):
        number = counted(left_out, "stored record")
        hint(f"{number} cannot be read and left out; see: {desk.command('doctor')}")


def _whole(store: JournalStore) -> Iterator[bytes]:
    from journal.exchange import json_file
    from journal.store.records import RecordStorage

    tables = RecordStorage(store.path).read() or {}
    named = {name: docs.values() for name, docs in tables.items() if name != "meta"}
    return json_file.export_all(store.schema(), {"entries": [], **named})


def _listed(words: Sequence[str]) -> str:
    """The words with commas and an "and" between."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _table(snapshot: Snapshot, name: str, indexes: Sequence[int], desk: Desk) -> Iterator[bytes]:
    """One table as a CSV file."""
    if name == "entries":
        from journal.exchange import entries_csv

        return entries_csv.export(_entries(snapshot.entries, indexes, desk))
    if name == "screenings":
        from journal.exchange import screenings_csv

        return screenings_csv.export(_readable(snapshot.screenings, indexes, desk))
    from journal.exchange import sessions_csv

    return sessions_csv.export(_readable(snapshot.sessions, indexes, desk))


def _entries(log: EntryLog, indexes: Sequence[int], desk: Desk) -> Iterator[PainEntry]:
    """The entries at `indexes`; tells on standard error of values that had to be left out."""
    from journal.domain.entry import PainEntry

    decode, flawed = msgspec.json.Decoder(PainEntry).decode, 0
    for index in indexes:
        try:
            yield decode(log.raw(index))
        except msgspec.ValidationError:
            flawed += 1
            yield log[index]
    if flawed:
        number = counted(flawed, "entry")
        hint(f"Values that cannot be read were left out of {number}; see: {desk.command('doctor')}")


def _readable(log: RecordLog[Record, Any], indexes: Sequence[int], desk: Desk) -> Iterator[Record]:
    """The records at `indexes`; tells on standard error of those that had to be left out."""
    from journal.store.errors import UnreadableRecord

    flawed = 0
    for index in indexes:
        try:
            yield log[index]
        except UnreadableRecord:
            flawed += 1
    if flawed:
        number = counted(flawed, log.noun)
        hint(
            f"{number} with a part that cannot be read left out; as JSON they are written as"
            f" they are; see: {desk.command('doctor')}"
        )


@click.command("import")
@click.argument("source", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows when others are refused.")
@click.pass_obj
def import_verb(desk: Desk, source: str, dry_run: bool, skip_bad: bool) -> None:
    """Take in what a CSV or JSON FILE that export wrote holds (- is standard input).

    A backup is made first. The same file twice is the same as once: records are told apart by
    their id, and one that was changed here later stays as it is.
    """
    reading = _read(desk, source)
    for row in reading.refused:
        say(f"line {row.line}: {row.reason}")
    if reading.refused and not skip_bad:
        number = counted(len(reading.refused), "row")
        raise Refusal(
            f"{source}: {number} cannot be taken (listed above), so nothing was written;"
            " --skip-bad takes the others."
        )
    imported = open_store(desk).import_records(
        reading.entries, reading.screenings, reading.profile, dry_run, reading.sessions
    )
    say(f"{_told(reading, imported, dry_run)}; refused: {len(reading.refused)}.")


def _told(reading: Reading, imported: Imported, dry_run: bool) -> str:
    """What an import did, in numbers of each kind of record that there was."""
    kinds = []
    if reading.entries or not (reading.screenings or reading.sessions):
        kinds.append((NOUNS["entries"], imported.entries))
    if reading.screenings:
        kinds.append((NOUNS["screenings"], imported.screenings))
    if reading.sessions:
        kinds.append((NOUNS["sessions"], imported.sessions))

    def numbers(of: str) -> str:
        return ", ".join(counted(getattr(counts, of), noun) for noun, counts in kinds)

    words = (
        f"{'Would be added' if dry_run else 'Added'}: {numbers('added')};"
        f" updated: {numbers('updated')}; the same already: {numbers('unchanged')};"
        f" changed here later and kept: {numbers('kept')}"
    )
    if reading.profile is None:
        return words
    taken = "would be taken" if dry_run else "taken"
    done = taken if imported.profile.added else "kept as they are here"
    return f"{words}; the answers about you: {done}"


def _read(desk: Desk, source: str) -> Reading:
    from journal.exchange.incoming import read_records
    from journal.exchange.reading import BadFile
    from journal.store.rules import Rules

    if source == "-":
        content = sys.stdin.buffer.read() if sys.stdin is not None else b""
    else:
        content = Path(source).read_bytes()
    try:
        return read_records(content, Rules(desk.clock()))
    except BadFile as error:
        name = "standard input" if source == "-" else source
        raise Refusal(f"{name} cannot be imported: {error}. Nothing was written.") from None
