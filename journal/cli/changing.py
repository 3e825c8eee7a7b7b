"""The verbs that change entries: add, edit, delete, undo."""

from __future__ import annotations

import re
from typing import Any

import click
from msgspec.structs import asdict

from journal.cli.options import entry_options, read_values
from journal.cli.output import emit_json, find_one, open_store, say
from journal.cli.wall import Desk, Usage
from journal.domain.entry import NUMBER_FIELDS, PainEntry, moved_day
from journal.domain.fields import FIELDS
from journal.domain.problem import FieldProblem
from journal.store.journal_file import new_id

_EMPTY: dict[str, Any] = {"sites": (), "qualities": (), "medications": (), "eased": "", "note": ""}
_NEVER_EMPTY = ("pain", "at", "day")


class ScoreFirst(click.Command):
    """A command whose first argument is a score: a negative one is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = [word for word in args if re.fullmatch(r"-\d[\d.,]*", word)]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption:
            if given:
                allowed = NUMBER_FIELDS["pain"].allowed
                raise FieldProblem("pain", given[0], allowed) from None
            raise


@click.command("add", cls=ScoreFirst)
@click.argument("pain", metavar="SCORE")
@entry_options()
@click.option("--json", "as_json", is_flag=True, help="Print the record instead of its id.")
@click.pass_obj
def add_verb(desk: Desk, /, pain: str, as_json: bool, **given: Any) -> None:
    """Log an entry with a SCORE of 0 to 10 and print its id once it is safely kept."""
    now = desk.clock()
    values, empty = read_values({"pain": pain, **given}, now)
    if "pain" not in values:
        raise FieldProblem("pain", pain, NUMBER_FIELDS["pain"].allowed)
    for name in _NEVER_EMPTY:
        if name in empty:
            raise FieldProblem(name, "", "it may not be empty")
    at = values.pop("at", now)
    day = values.pop("day", at.date())
    entry = PainEntry(id=new_id(), day=day, at=at, created_at=now, updated_at=now, **values)
    open_store(desk).add(entry)
    if as_json:
        emit_json(entry)
    else:
        say(entry.id)


@click.command("edit")
@click.argument("id_", metavar="ID")
@entry_options("pain")
@click.option("--json", "as_json", is_flag=True, help="Print the record instead of its id.")
@click.pass_obj
def edit_verb(desk: Desk, /, id_: str, as_json: bool, **given: Any) -> None:
    """Change fields of the entry whose id begins with ID; an empty value clears a field."""
    now = desk.clock()
    values, empty = read_values(given, now)
    for name in _NEVER_EMPTY:
        if name in empty:
            raise FieldProblem(name, "", "it may not be empty")
    values |= {name: _EMPTY.get(name) for name in empty}
    if not values:
        raise Usage("journal edit: name at least one field to change (see journal edit --help)")
    store = open_store(desk)
    log = store.snapshot().entries

    def change(before: PainEntry) -> PainEntry:
        day = moved_day(before, values["at"]) if "at" in values else before.day
        return PainEntry(**(asdict(before) | {"day": day} | values | {"updated_at": now}))

    entry = store.update(log[find_one(log, id_)].id, change)
    if as_json:
        emit_json(entry)
    else:
        names = ", ".join(name for name in FIELDS if name in values)
        say(f"{entry.id}: changed {names}. To take it back: {desk.command('undo')}")


@click.command("delete")
@click.argument("id_", metavar="ID")
@click.pass_obj
def delete_verb(desk: Desk, id_: str) -> None:
    """Delete the entry whose id begins with ID."""
    store = open_store(desk)
    log = store.snapshot().entries
    index = find_one(log, id_)
    name, day = log[index].id, log.day_at(index)
    store.delete(name)
    say(f"Deleted entry {name} of {day}. To bring it back: {desk.command('undo')}")


@click.command("undo")
@click.option("--redo", is_flag=True, help="Bring back what the last undo took away.")
@click.pass_obj
def undo_verb(desk: Desk, redo: bool) -> None:
    """Take back the last change that was not taken back yet."""
    store = open_store(desk)
    change, _ = store.redo() if redo else store.undo()
    name = f" ({change.items[0].id})" if len(change.items) == 1 else ""
    when = f"{change.at:%Y-%m-%d %H:%M}"
    if redo:
        say(f"Brought back {change.words}{name}, taken away on {when}.")
        return
    what = {"add": "logging", "edit": "changing", "delete": "deleting", "import": "importing"}
    done = what.get(change.verb, "bringing back")
    say(
        f"Took back {done} {change.words}{name}, done on {when}."
        f" Not meant? {desk.command('undo --redo')}"
    )
