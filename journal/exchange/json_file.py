"""Records as JSON: an array of them as they are stored, or the whole journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

import msgspec

from journal.domain.entry import PainEntry
from journal.exchange.reading import (
    BadFile,
    Checks,
    Reading,
    Refused,
    Table,
    check_text,
    collect,
    table_of,
)

if TYPE_CHECKING:
    from journal.store.records import Kept

Item = TypeVar("Item", bound="Kept")
_NOTHING = msgspec.Raw(b"[]")


class _Whole(msgspec.Struct):
    """The part of a whole journal that is read again."""

    entries: msgspec.Raw
    screenings: msgspec.Raw = _NOTHING
    sessions: msgspec.Raw = _NOTHING
    profile: msgspec.Raw = _NOTHING


_array = msgspec.json.Decoder(list[msgspec.Raw])
_whole = msgspec.json.Decoder(_Whole)
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])


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


def read(content: bytes, checks: Checks) -> Reading:
    """The records in a file that `export` or `export_all` wrote.

    An array holds records of the table that its first one is of. Raises BadFile when it is cut
    short, is not JSON or has another shape.
    """
    content = check_text(content)
    try:
        found = _find(content)
    except msgspec.ValidationError:
        raise BadFile(
            "it holds JSON, but not an array of entries, checks or sessions as export wrote it"
        ) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadFile(f"it is damaged or cut short: {error}") from None
    entries, refused = collect(_made(found.entries, PainEntry), checks.entry)
    reading = Reading(entries, refused)
    if found.screenings:
        from journal.domain.screening import Screening

        screenings, refused = collect(_made(found.screenings, Screening), checks.screening)
        reading = _with(reading, refused, screenings=screenings)
    if found.sessions:
        from journal.domain.training import Session

        sessions, refused = collect(_made(found.sessions, Session), checks.session)
        reading = _with(reading, refused, sessions=sessions)
    if found.profile:
        from journal.store.profile_record import ProfileRecord

        profiles, refused = collect(_made(found.profile, ProfileRecord), checks.profile)
        reading = _with(reading, refused, profile=profiles[-1] if profiles else None)
    return reading


def _with(reading: Reading, refused: tuple[Refused, ...], **found: object) -> Reading:
    """The reading with the records of one more table, what was refused by line."""
    problems = tuple(sorted(reading.refused + refused))
    return msgspec.structs.replace(reading, refused=problems, **found)


_Found: TypeAlias = "list[tuple[int, msgspec.Raw]]"
"""Records with the line that each begins in."""


class _Tables(NamedTuple):
    entries: _Found = []
    screenings: _Found = []
    sessions: _Found = []
    profile: _Found = []


def _find(content: bytes) -> _Tables:
    if content.lstrip()[:1] == b"{":
        whole = _whole.decode(content)
        tables = (whole.entries, whole.screenings, whole.sessions, whole.profile)
        return _Tables(*(_numbered(content, table) for table in tables))
    found = _numbered(content, msgspec.Raw(content))
    return _Tables(**{_table_of_first(found): found})


def _numbered(content: bytes, table: msgspec.Raw) -> _Found:
    """The records of a table that stands somewhere in `content`."""
    records = _array.decode(table)
    if not records:
        return []
    end = content.index(bytes(table))
    line = 1 + content.count(b"\n", 0, end)
    found = []
    for record in records:
        written = bytes(record)
        start = content.index(written, end)
        line += content.count(b"\n", end, start)
        found.append((line, record))
        end = start + len(written)
        line += written.count(b"\n")
    return found


def _table_of_first(found: _Found) -> Table:
    try:
        return table_of(_fields.decode(found[0][1]) if found else ())
    except msgspec.ValidationError:
        return "entries"


def _made(found: _Found, kind: type[Item]) -> Iterator[tuple[int, Callable[[], Item]]]:
    decode = msgspec.json.Decoder(kind).decode
    return ((line, partial(decode, record)) for line, record in found)
