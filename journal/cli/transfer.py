"""The verbs that take entries out of the journal and in: export and import."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import click
import msgspec

from journal.cli.output import counted, hint, open_store, say
from journal.cli.reading import period
from journal.cli.wall import Desk, Refusal, Usage
from journal.domain.text import visible_lines
from journal.store.journal_store import OWN_NAMES

if TYPE_CHECKING:
    from journal.domain.entry import PainEntry
    from journal.exchange.reading import Reading
    from journal.store.entry_log import EntryLog
    from journal.store.journal_store import JournalStore

TABLE_FILE = "entries.csv"
"""The file of one table in the folder that `--what all` as CSV writes."""


@click.command("export")
@click.option("--output", default="-", metavar="FILE", help="Where to; - is standard output.")
@click.option("--what", type=click.Choice(["entries", "all"]), default="entries")
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
    """Write entries as CSV or JSON; `all` is the whole journal, as CSV into a folder."""
    days = period(desk, first, last)
    if what == "all" and (first or last):
        raise Usage("journal export: --what all takes neither --from nor --to")
    if what == "all" and kind == "csv" and output == "-":
        raise Usage("journal export: --what all as CSV needs a folder: --output DIR")
    store = open_store(desk)
    log = store.snapshot().entries
    indexes = log.between(*days)
    if what == "all" and kind == "json":
        pieces = _whole(store)
    elif kind == "json":
        from journal.exchange import json_file

        pieces = json_file.export(log.raw(index) for index in indexes)
    else:
        from journal.exchange import csv_file

        pieces = csv_file.export(_entries(log, indexes, desk))
    target = Path(output)
    if what == "all" and kind == "csv":
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        target /= TABLE_FILE
    with _opened(desk, None if output == "-" else target, force) as file:
        for piece in pieces:
            file.write(piece)
    if output != "-":
        hint(f"Wrote {counted(len(indexes), 'entry')} to {target}.")
    if log.unreadable and not (what == "all" and kind == "json"):
        number = counted(len(log.unreadable), "stored record")
        hint(f"{number} cannot be read and left out; see: {desk.command('doctor')}")


def _whole(store: JournalStore) -> Iterator[bytes]:
    from journal.exchange import json_file
    from journal.store.records import RecordStorage

    tables = RecordStorage(store.path).read() or {}
    named = {name: docs.values() for name, docs in tables.items() if name != "meta"}
    return json_file.export_all(store.schema(), {"entries": [], **named})


def _entries(log: EntryLog, indexes: range, desk: Desk) -> Iterator[PainEntry]:
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


class _Seen(io.RawIOBase):
    """Standard output where a person looks at it: control characters are seen, not obeyed."""

    def write(self, content: Any) -> int:
        text = bytes(content).decode(errors="replace").replace("\r\n", "\n")
        sys.stdout.write(visible_lines(text))
        return len(content)


@contextmanager
def _opened(desk: Desk, target: Path | None, force: bool) -> Iterator[IO[bytes]]:
    """The file to write to, private and whole or not there at all; None is standard output."""
    if target is None:
        if sys.stdout is None:
            raise Refusal("There is no standard output to write to.")
        yield cast(IO[bytes], _Seen()) if sys.stdout.isatty() else sys.stdout.buffer
        return
    if target.is_dir():
        raise Refusal(f"{target} is a folder; name a file.")
    if target.exists() and not target.is_file():
        # A pipe or a device holds nothing that could be lost.
        with target.open("wb") as device:
            yield device
        return
    target = Path(os.path.realpath(target))
    if _is_ours(desk, target):
        raise Refusal(f"{target} belongs to the journal itself; choose another place.")
    if target.exists() and not force:
        raise Refusal(f"{target} is there already; --force overwrites it.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
            yield file
            file.flush()
            os.fsync(handle)
        if force:
            os.replace(part, target)
        else:
            _name_new(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _name_new(part: Path, target: Path) -> None:
    """Give a finished file its name, unless one came into being meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise Refusal(f"{target} is there already; --force overwrites it.") from None
    except OSError:
        # A file system without links.
        os.replace(part, target)
    else:
        part.unlink()


def _is_ours(desk: Desk, target: Path) -> bool:
    data = Path(os.path.realpath(desk.places.data))
    kept = (data / "backups", data / "quarantine")
    own = any(f"{target.name}.".startswith(f"{name}.") for name in OWN_NAMES)
    return (target.parent == data and own) or any(folder in target.parents for folder in kept)


@click.command("import")
@click.argument("source", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows when others are refused.")
@click.pass_obj
def import_verb(desk: Desk, source: str, dry_run: bool, skip_bad: bool) -> None:
    """Take in the entries of a CSV or JSON FILE that export wrote (- is standard input).

    A backup is made first. The same file twice is the same as once: entries are told apart by
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
    counts = open_store(desk).import_entries(reading.entries, dry_run)
    begin = "Would be added" if dry_run else "Added"
    say(
        f"{begin}: {counts.added}; updated: {counts.updated}; the same already:"
        f" {counts.unchanged}; changed here later and kept: {counts.kept}; refused:"
        f" {len(reading.refused)}."
    )


def _read(desk: Desk, source: str) -> Reading:
    from journal.domain.entry import check_not_future
    from journal.exchange.incoming import read_entries
    from journal.exchange.reading import BadFile

    if source == "-":
        content = sys.stdin.buffer.read() if sys.stdin is not None else b""
    else:
        content = Path(source).read_bytes()
    now = desk.clock()
    try:
        return read_entries(content, lambda entry: check_not_future(entry, now))
    except BadFile as error:
        name = "standard input" if source == "-" else source
        raise Refusal(f"{name} cannot be imported: {error}. Nothing was written.") from None
