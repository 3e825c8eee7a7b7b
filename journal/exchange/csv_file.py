"""Entries as CSV: RFC 4180, UTF-8, one row per entry, an empty cell for what was not logged."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import call
from typing import Any

from msgspec.structs import astuple

from journal.domain.entry import ENTRY_FIELDS, PainEntry
from journal.domain.fields import FIELDS, entry_from_fields
from journal.domain.problem import FieldProblem
from journal.exchange.reading import BadFile, Check, Reading, check_text, collect

TEXT_COLUMNS = ("medications", "eased", "note")
"""The columns whose cells begin with what a person typed; all others are ids and numbers."""
GUARD = "'"
"""Stands before a text that a spreadsheet would take for a formula, or that begins with it."""
GUARDED = f"=+-@\t\r{GUARD}"

_HEADER = ",".join(ENTRY_FIELDS) + "\r\n"
_TEXT = [ENTRY_FIELDS.index(name) for name in TEXT_COLUMNS]
_EACH_OWN = ("id", "at", "eased", "note", "created_at", "updated_at")
"""The columns whose values seldom come twice."""


class _Shown(dict[Any, str]):
    """The texts of one column's values, each made once."""

    def __init__(self, show: Callable[[Any], str]) -> None:
        super().__init__({None: "", (): "", "": ""})
        self._show = show

    def __missing__(self, value: Any) -> str:
        text = self[value] = self._show(value)
        return text


def export(entries: Iterable[PainEntry]) -> Iterator[bytes]:
    """The file's bytes, piece by piece: the header, then a row for each entry."""
    columns = [
        FIELDS[name].show if name in _EACH_OWN else _Shown(FIELDS[name].show).__getitem__
        for name in ENTRY_FIELDS
    ]
    yield _HEADER.encode()
    for entry in entries:
        cells = list(map(call, columns, astuple(entry)))
        # No other field's text can hold a sign that needs quotes: they are ids, numbers and
        # dates. So three cells of 24 are looked through, where csv.writer looks at all.
        for index in _TEXT:
            if cells[index]:
                cells[index] = _text_cell(cells[index])
        yield (",".join(cells) + "\r\n").encode()


def _text_cell(text: str) -> str:
    if text[0] in GUARDED:
        text = GUARD + text
    # Four looks for one sign each take a fifth of the time of one look for any of them.
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def read(content: bytes, check: Check) -> Reading:
    """The entries in a file that `export` wrote; its columns may stand in another order.

    Raises BadFile when it is cut short, is not CSV or lacks a column.
    """
    rows = _rows(check_text(content).decode())
    _, header = next(rows, (1, []))
    _check_header(header)
    return collect(((line, partial(_entry, header, cells)) for line, cells in rows), check)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of cells with the line it begins in; empty lines are passed over."""
    if not text.endswith("\n"):
        raise BadFile("it is cut short: its last line has no end")
    # An empty `newline` leaves every line end inside a cell as it is.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = csv.field_size_limit(len(text))
    try:
        line, found = 1, []
        for cells in reader:
            if cells:
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(f"it is damaged or cut short: line {line}, {error}") from None
    finally:
        csv.field_size_limit(before)
    return iter(found)


def _check_header(header: list[str]) -> None:
    for what, names in (
        ("it lacks the column", [name for name in ENTRY_FIELDS if name not in header]),
        ("it has a column twice:", [n for n in dict.fromkeys(header) if header.count(n) > 1]),
        ("it has an unknown column:", [name for name in header if name not in ENTRY_FIELDS]),
    ):
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            raise BadFile(f"{what} {names[0][:40]}{more}; expected is a file that export wrote")


def _entry(header: list[str], cells: list[str]) -> PainEntry:
    if len(cells) != len(header):
        raise FieldProblem("row", f"{len(cells)} cells", f"{len(header)}, one for each column")
    texts = dict(zip(header, cells, strict=True))
    for name in TEXT_COLUMNS:
        texts[name] = texts[name].removeprefix(GUARD)
    return entry_from_fields(texts)
