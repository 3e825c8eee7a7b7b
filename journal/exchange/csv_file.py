"""CSV as such: RFC 4180, UTF-8, one row per record, texts that a spreadsheet does not run."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence

from journal.domain.problem import FieldProblem
from journal.exchange.reading import BadFile, check_text

GUARD = "'"
"""Stands before a text that a spreadsheet would take for a formula, or that begins with it."""
GUARDED = f"=+-@\t\r{GUARD}"


def header_row(columns: Sequence[str]) -> bytes:
    """The first row, which names the columns."""
    return (",".join(columns) + "\r\n").encode()


def row(cells: Sequence[str]) -> bytes:
    """A row of cells that are written as they have to be already."""
    return (",".join(cells) + "\r\n").encode()


def text_cell(text: str) -> str:
    """A cell with what a person typed, or with other text that may begin with any sign."""
    if text and text[0] in GUARDED:
        text = GUARD + text
    return quoted(text)


def quoted(text: str) -> str:
    """The text as a cell, in quotes where it needs them."""
    # Four looks for one sign each take a fifth of the time of one look for any of them.
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def read_rows(content: bytes) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The header, then each row of cells with the line it begins in.

    Empty lines are passed over. Raises BadFile when it is cut short or is not CSV.
    """
    rows = _rows(check_text(content).decode())
    _, header = next(rows, (1, []))
    return header, rows


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
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


def check_header(
    header: Sequence[str], columns: Sequence[str], later: Collection[str] = ()
) -> None:
    """Raise BadFile unless the header names each of the columns once, in any order.

    Those in `later` an older version did not write; they may be missing.
    """
    needed = [name for name in columns if name not in later]
    for what, names in (
        ("it lacks the column", [name for name in needed if name not in header]),
        ("it has a column twice:", [n for n in dict.fromkeys(header) if header.count(n) > 1]),
        ("it has an unknown column:", [name for name in header if name not in columns]),
    ):
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            raise BadFile(f"{what} {names[0][:40]}{more}; expected is a file that export wrote")


def texts_of(
    header: Sequence[str], cells: Sequence[str], text_columns: Collection[str]
) -> dict[str, str]:
    """The text in each column of a row, those of `text_columns` without their guard.

    Raises FieldProblem for a row that has too few cells or too many.
    """
    if len(cells) != len(header):
        raise FieldProblem("row", f"{len(cells)} cells", f"{len(header)}, one for each column")
    texts = dict(zip(header, cells, strict=True))
    for name in text_columns:
        texts[name] = texts[name].removeprefix(GUARD)
    return texts
