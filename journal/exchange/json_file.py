"""Records as JSON: an array of entries as they are stored, or the whole journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import msgspec

from journal.domain.entry import PainEntry
from journal.exchange.reading import BadFile, Check, Reading, check_text, collect


class _Whole(msgspec.Struct):
    """The part of a whole journal that is read again."""

    entries: list[msgspec.Raw]


_array = msgspec.json.Decoder(list[msgspec.Raw])
_whole = msgspec.json.Decoder(_Whole)
_entry = msgspec.json.Decoder(PainEntry)


def export(records: Iterable[msgspec.Raw]) -> Iterator[bytes]:
    """An array with one stored record on each line, piece by piece."""
    before = b"[\n"
    for record in records:
        yield before + record
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def export_all(schema: int, tables: Mapping[str, Iterable[msgspec.Raw]]) -> Iterator[bytes]:
    """An object with the journal's schema and, under its name, the records of each table."""
    yield b'{\n"schema": %d' % schema
    for name, records in tables.items():
        yield b",\n" + msgspec.json.encode(name) + b": "
        pieces = list(export(records))
        yield b"".join(pieces).removesuffix(b"\n")
    yield b"\n}\n"


def read(content: bytes, check: Check) -> Reading:
    """The entries in a file that `export` or `export_all` wrote.

    Raises BadFile when it is cut short, is not JSON or has another shape.
    """
    content = check_text(content)
    try:
        if content.lstrip()[:1] == b"{":
            records = _whole.decode(content).entries
        else:
            records = _array.decode(content)
    except msgspec.ValidationError:
        raise BadFile("it holds JSON, but not an array of entries as export wrote it") from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadFile(f"it is damaged or cut short: {error}") from None
    found = zip(_lines(content, records), records, strict=True)
    return collect(((line, partial(_entry.decode, record)) for line, record in found), check)


def _lines(content: bytes, records: Iterable[msgspec.Raw]) -> Iterator[int]:
    """The line that each record begins in."""
    line, end = 1, 0
    for record in records:
        written = bytes(record)
        start = content.index(written, end)
        line += content.count(b"\n", end, start)
        yield line
        end = start + len(written)
        line += written.count(b"\n")
