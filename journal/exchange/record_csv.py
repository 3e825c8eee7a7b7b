"""What tables of records have in common as CSV: plain cells for people, JSON in the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from journal.domain.fields import FIELDS
from journal.domain.problem import FieldProblem, FieldProblems
from journal.exchange.csv_file import header_row, quoted, row, text_cell, texts_of

BY_FIELD = ("id", "day", "at", "created_at", "updated_at")
"""The columns that are written as those of an entry are."""
BETWEEN = " | "
"""Stands between several things in one cell that is only for reading."""


def export_rows(
    rows: Iterable[Mapping[str, str]], columns: Sequence[str], text_columns: Collection[str]
) -> Iterator[bytes]:
    """The file's bytes, piece by piece: the header, then each row of texts by column.

    `text_columns` are those that may begin with any sign.
    """
    yield header_row(columns)
    for texts in rows:
        yield row(
            [
                text_cell(texts[name]) if name in text_columns else quoted(texts[name])
                for name in columns
            ]
        )


def show_plain(record: object) -> dict[str, str]:
    """The columns that every record has, as text."""
    return {name: FIELDS[name].show(getattr(record, name)) for name in BY_FIELD}


def show_number(number: int | None) -> str:
    """A whole number, empty where there is none."""
    return "" if number is None else str(number)


def show_json(value: object) -> str:
    """A value as JSON, empty where there is nothing in it."""
    text = msgspec.json.encode(value).decode()
    return "" if text in ("{}", "[]", "null") else text


def read_texts(
    header: list[str], cells: list[str], text_columns: Collection[str], never_empty: Iterable[str]
) -> dict[str, str]:
    """The text in each column of a row that `export_rows` wrote.

    Raises FieldProblem for a row with too few cells or too many, and FieldProblems naming the
    columns of `never_empty` that are.
    """
    texts = texts_of(header, cells, text_columns)
    problems = [
        FieldProblem(name, "", "it may not be empty")
        for name in never_empty
        if not texts[name].strip()
    ]
    if problems:
        raise FieldProblems(problems)
    return texts


def read_plain(texts: Mapping[str, str]) -> dict[str, Any]:
    """The values of the columns that every record has. Raises FieldProblem."""
    return {name: FIELDS[name].parse(texts[name]) for name in BY_FIELD}


def read_number(name: str, texts: Mapping[str, str], allowed: str) -> int | None:
    """The whole number in a cell, None where it is empty. Raises FieldProblem."""
    text = texts[name]
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII):
        raise FieldProblem(name, text, allowed)
    return int(text)


def read_json(name: str, texts: Mapping[str, str], empty: object) -> Any:
    """The value in a cell of JSON, `empty` where it is empty. Raises FieldProblem."""
    if not texts[name].strip():
        return empty
    try:
        return msgspec.json.decode(texts[name])
    except (msgspec.DecodeError, RecursionError):
        raise FieldProblem(name, texts[name], "JSON as export wrote it, or nothing") from None
