"""Reading a file of records, whichever of our formats it has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journal.domain.entry import PainEntry
from journal.exchange.reading import Check, Reading, collect, holds_screenings

if TYPE_CHECKING:
    from journal.domain.screening import Screening


def read_records(
    content: bytes, check_entry: Check[PainEntry], check_screening: Check[Screening]
) -> Reading:
    """The records in what an export wrote, CSV or JSON. Raises BadFile."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
        from journal.exchange import json_file

        return json_file.read(content, check_entry, check_screening)
    return read_csv(content, check_entry, check_screening)


def read_csv(
    content: bytes, check_entry: Check[PainEntry], check_screening: Check[Screening]
) -> Reading:
    """The records of the kind that the header names; columns may stand in another order.

    Raises BadFile when it is cut short, is not CSV or lacks a column.
    """
    from journal.exchange import csv_file, entries_csv

    header, rows = csv_file.read_rows(content)
    if holds_screenings(header):
        from journal.exchange import screenings_csv

        csv_file.check_header(header, screenings_csv.COLUMNS)
        made = ((line, partial(screenings_csv.from_row, header, cells)) for line, cells in rows)
        screenings, refused = collect(made, check_screening)
        return Reading((), refused, screenings)
    csv_file.check_header(header, entries_csv.COLUMNS)
    found = ((line, partial(entries_csv.from_row, header, cells)) for line, cells in rows)
    entries, refused = collect(found, check_entry)
    return Reading(entries, refused)
