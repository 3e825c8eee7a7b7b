"""Reading a file of records, whichever of our formats it has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TypeAlias, TypeVar

from journal.exchange.reading import Checks, Reading, Refused, collect, table_of
from journal.store.records import Kept

Item = TypeVar("Item", bound=Kept)
Rows: TypeAlias = Iterator[tuple[int, list[str]]]


def read_records(content: bytes, checks: Checks) -> Reading:
    """The records in what an export wrote, CSV or JSON. Raises BadFile."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
        from journal.exchange import json_file

        return json_file.read(content, checks)
    return read_csv(content, checks)


def read_csv(content: bytes, checks: Checks) -> Reading:
    """The records of the table that the header names; columns may stand in another order.

    Raises BadFile when it is cut short, is not CSV or lacks a column.
    """
    from journal.exchange import csv_file

    header, rows = csv_file.read_rows(content)

    def made(
        columns: Sequence[str],
        from_row: Callable[[list[str], list[str]], Item],
        check: Callable[[Item], None],
        later: Collection[str] = (),
    ) -> tuple[tuple[Item, ...], tuple[Refused, ...]]:
        csv_file.check_header(header, columns, later)
        found = ((line, partial(from_row, header, cells)) for line, cells in rows)
        return collect(found, check)

    table = table_of(header)
    if table == "screenings":
        from journal.exchange import screenings_csv

        screenings, refused = made(
            screenings_csv.COLUMNS,
            screenings_csv.from_row,
            checks.screening,
            screenings_csv.LATER,
        )
        return Reading((), refused, screenings)
    if table == "sessions":
        from journal.exchange import sessions_csv

        sessions, refused = made(sessions_csv.COLUMNS, sessions_csv.from_row, checks.session)
        return Reading((), refused, sessions=sessions)
    from journal.exchange import entries_csv

    entries, refused = made(entries_csv.COLUMNS, entries_csv.from_row, checks.entry)
    return Reading(entries, refused)
