"""The verbs that read entries: list and show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from journal.cli.output import (
    emit,
    find_one,
    open_store,
    safe_json,
    say,
    screen_width,
    warn_unreadable,
)
from journal.cli.wall import Desk, Usage
from journal.domain.moment import parse_day


def period(desk: Desk, first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The days that --from and --to name. Raises FieldProblem, Usage."""
    today = desk.clock().date()
    start = parse_day(first, today, "from") if first is not None else None
    end = parse_day(last, today, "to") if last is not None else None
    if start and end and start > end:
        raise Usage(f"--from {start} lies after --to {end}")
    return start, end


@click.command("list")
@click.option("--from", "first", metavar="DAY", help="The first day to list.")
@click.option("--to", "last", metavar="DAY", help="The last day to list.")
@click.option("--last", "newest", type=click.IntRange(min=1), help="Only the newest N entries.")
@click.option("--search", metavar="TEXT", help="Only entries with this text, in any case.")
@click.option("--json", "as_json", is_flag=True, help="An array of records as stored.")
@click.pass_obj
def list_verb(
    desk: Desk,
    first: str | None,
    last: str | None,
    newest: int | None,
    search: str | None,
    as_json: bool,
) -> None:
    """List entries: id, day, time, score, places, first line of the note; newest last."""
    days = period(desk, first, last)
    log = open_store(desk).snapshot().entries
    indexes: Sequence[int] = log.between(*days)
    if search:
        from journal.domain.search import haystack, matches

        texts = [haystack(log[index]) for index in indexes]
        indexes = [indexes[found] for found in matches(texts, search)]
    if newest:
        indexes = indexes[-newest:]
    if as_json:
        from journal.exchange import json_file

        emit(map(safe_json, json_file.export(log.raw(index) for index in indexes)))
    else:
        from journal.cli.lines import list_lines

        for line in list_lines([log[index] for index in indexes], screen_width()):
            say(line)
    warn_unreadable(log, desk)


@click.command("show")
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The record as stored.")
@click.pass_obj
def show_verb(desk: Desk, id_: str, as_json: bool) -> None:
    """Show every logged field of the entry whose id begins with ID."""
    log = open_store(desk).snapshot().entries
    index = find_one(log, id_)
    if as_json:
        emit([safe_json(bytes(log.raw(index))), b"\n"])
        return
    from journal.cli.lines import entry_lines

    for line in entry_lines(log[index]):
        say(line)
    if problem := log.problem(index):
        say(f"{'Cannot be read':21}{problem}")
