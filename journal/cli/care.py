"""The verbs that look after the journal: doctor, backup, restore, paths."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from journal.cli.output import counted, emit_json, open_store, say
from journal.cli.wall import Desk, Refusal


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.pass_obj
def doctor_verb(desk: Desk, as_json: bool) -> None:
    """Check the journal and say what was found; changes nothing."""
    from journal.store.doctor import examine

    report = examine(desk.places.data)
    if as_json:
        emit_json(report)
    else:
        for line in report.lines():
            say(line)
    if report.problems:
        number = counted(len(report.problems), "thing")
        raise Refusal(f"Found {number} to put right, listed above.")


@click.command("backup")
@click.argument("what", type=click.Choice(["make", "list"]), default="make")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
@click.pass_obj
def backup_verb(desk: Desk, what: str, as_json: bool) -> None:
    """Make a backup now, or list those there are, oldest first."""
    from journal.store.backups import list_backups

    if what == "list":
        found = list_backups(desk.places.data / "backups")
        rows = [(backup, _entries_in(backup.path)) for backup in found]
        if as_json:
            emit_json([_as_json(b.path, b.made_at.isoformat(), b.kind, n) for b, n in rows])
            return
        for backup, count in rows:
            size = "cannot be read" if count is None else counted(count, "entry")
            say(f"{backup.made_at:%Y-%m-%d %H:%M}  {backup.kind:9}  {size:14}  {backup.path.name}")
        if not rows:
            say("There is no backup yet.")
        return
    made = open_store(desk).backup()
    if made is None:
        raise Refusal("There is no journal yet, so there is nothing to back up.")
    count = _entries_in(made.path)
    if as_json:
        emit_json(_as_json(made.path, made.made_at.isoformat(), made.kind, count))
    else:
        say(str(made.path))


def _as_json(path: Path, made_at: str, kind: str, entries: int | None) -> dict[str, object]:
    return {"file": str(path), "made_at": made_at, "kind": kind, "entries": entries}


@click.command("restore")
@click.argument("name", metavar="[BACKUP]", required=False)
@click.option("--empty", is_flag=True, help="Begin an empty journal instead.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore_verb(desk: Desk, name: str | None, empty: bool, yes: bool) -> None:
    """Put a backup in the place of the journal; the newest good one unless named.

    BACKUP is a file, or its name in the folder of backups. What the journal holds now is kept:
    as a backup, or in the folder `quarantine` when it cannot be read.
    """
    from journal.store import recovery
    from journal.store.records import WrongShape

    data = desk.places.data
    if empty:
        _ask("Begin an empty journal? What is there now is kept aside.", yes)
        recovery.start_over(data, desk.clock())
        say("The journal is empty now.")
        return
    chosen = _chosen(data / "backups", name)
    count = _entries_in(chosen)
    if count is None:
        raise Refusal(f"{chosen} cannot be read as a journal. Nothing was changed.")
    what = f"{chosen.name} with {counted(count, 'entry')}"
    _ask(f"Put back {what}? What is there now is kept aside.", yes)
    try:
        recovery.restore(data, chosen, desk.clock())
    except WrongShape as error:
        raise Refusal(f"{chosen} cannot be read: {error}. Nothing was changed.") from None
    say(f"Put back {what}. To go back: {desk.command('restore')} with the newest -restore backup.")


def _entries_in(path: Path) -> int | None:
    """The number of entries in a backup, None when it cannot be read."""
    from journal.store.backups import count_entries
    from journal.store.records import WrongShape

    try:
        return count_entries(path)
    except (OSError, WrongShape):
        return None


def _chosen(folder: Path, name: str | None) -> Path:
    """The backup that is meant. Raises Refusal."""
    from journal.store.backups import newest_good

    if name is None:
        found = newest_good(folder)
        if found is None:
            raise Refusal(f"There is no good backup in {folder}.")
        return found[0].path
    for path in (folder / name, Path(name).expanduser()):
        if path.is_file():
            return path
    raise Refusal(f"There is no backup {name} in {folder}.")


def _ask(question: str, yes: bool) -> None:
    """Go on only with a yes. Raises Refusal."""
    if yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refusal(f"{question} Without a terminal to answer in, say so with --yes.")
    if not click.confirm(question):
        raise Refusal("Nothing was changed.")


@click.command("paths")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
@click.pass_obj
def paths_verb(desk: Desk, as_json: bool) -> None:
    """Show where the journal, its backups, the settings and the stylesheets are."""
    from journal.paths import styles_folder

    data = desk.places.data
    places = {
        "data": data,
        "journal": data / "journal.json",
        "backups": data / "backups",
        "quarantine": data / "quarantine",
        "settings": desk.places.settings,
        "styles": styles_folder(),
    }
    if as_json:
        emit_json({name: str(path) for name, path in places.items()})
        return
    for name, path in places.items():
        say(f"{name:11}{path}")
