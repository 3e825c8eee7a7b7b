"""Entries as CSV: one row per entry, an empty cell for what was not logged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import call
from typing import Any

from msgspec.structs import astuple

from journal.domain.entry import ENTRY_FIELDS, PainEntry
from journal.domain.fields import FIELDS, entry_from_fields
from journal.exchange.csv_file import header_row, row, text_cell, texts_of

COLUMNS = ENTRY_FIELDS
TEXT_COLUMNS = ("medications", "eased", "note")
"""The columns whose cells begin with what a person typed; all others are ids and numbers."""

_TEXT = [COLUMNS.index(name) for name in TEXT_COLUMNS]
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
        for name in COLUMNS
    ]
    yield header_row(COLUMNS)
    for entry in entries:
        cells = list(map(call, columns, astuple(entry)))
        # No other field's text can hold a sign that needs quotes: they are ids, numbers and
        # dates. So three cells of 24 are looked through, where csv.writer looks at all.
        for index in _TEXT:
            if cells[index]:
                cells[index] = text_cell(cells[index])
        yield row(cells)


def from_row(header: list[str], cells: list[str]) -> PainEntry:
    """The entry in a row that `export` wrote. Raises FieldProblem, FieldProblems."""
    return entry_from_fields(texts_of(header, cells, TEXT_COLUMNS))
