"""The journal's file as tables of documents that stay bytes until someone looks at them.

Most work on a journal of ten years touches a handful of its records. So the file is split into
`msgspec.Raw` documents, which are views of the file's bytes, and put together from them again.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

import msgspec

from journal.store.safe_file import SafeFile

Document: TypeAlias = "msgspec.Raw | Mapping[str, Any]"
Record = TypeVar("Record", bound=msgspec.Struct)
Tables: TypeAlias = dict[str, dict[str, Any]]
"""Table name -> document number, as text -> document."""

_PIECE = 1 << 12
"""Bytes looked at at once. Longer texts leave holes between them, some MiB in all."""
_NUMBERS = re.compile(r"(?:0|[1-9][0-9]{0,17})(?:,(?:0|[1-9][0-9]{0,17}))*+")
"""Document numbers as TinyDB writes them, separated by commas."""
_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


class Meta(msgspec.Struct, frozen=True):
    """The one record of the `meta` table."""

    schema: int
    created: datetime


class Named(msgspec.Struct, frozen=True):
    """The part that every record of ours has."""

    id: str


class Kept(Protocol):
    """Any of our records, as others look at it."""

    @property
    def id(self) -> str: ...


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A form as it was left: what stood in each field, in words or half words.

    `id` says of which form: `new`, or `edit-` and the entry's id, with `-` and letters behind
    where two programs had the same form open; `cleared-` before it when the form was emptied.
    Of an entry that is edited only the fields that were touched are kept.
    """

    id: str
    updated_at: datetime
    fields: dict[str, str] = {}


class Changed(msgspec.Struct, frozen=True, omit_defaults=True):
    """One record that a change touched and what it was before, None where there was none."""

    table: str
    id: str
    before: dict[str, Any] | None = None


Verb: TypeAlias = Literal["add", "edit", "delete", "import", "undo", "redo"]


class ChangeHead(msgspec.Struct, frozen=True):
    """Which change it was, and when; `undo` took another back, `redo` brought it again."""

    id: str
    at: datetime
    verb: Verb


class Change(ChangeHead, frozen=True):
    """A change that can be taken back, kept in the `trash` table."""

    items: tuple[Changed, ...]

    @property
    def words(self) -> str:
        """How many records of which kind it touched: "one entry", "2 entries and one check"."""
        counts = Counter(_NOUNS.get(item.table, _OTHER) for item in self.items)
        found = [one if n == 1 else f"{n} {many}" for (one, many), n in counts.items()]
        return " and ".join(found) or "nothing"


_NOUNS = {
    "entries": ("one entry", "entries"),
    "screenings": ("one check", "checks"),
    "sessions": ("one session", "sessions"),
    "profile": ("the answers about you", "answers about you"),
}
_OTHER = ("one record", "records")


class WrongShape(ValueError):
    """The bytes are not a TinyDB file of ours; the message says in what way."""


def split(content: bytes) -> Tables:
    """The tables in a journal's bytes. Raises WrongShape."""
    try:
        _check_utf8(content)
        tables = _tables.decode(content)
    except msgspec.ValidationError:
        raise WrongShape("it holds JSON, but not the tables of a journal") from None
    except UnicodeDecodeError:
        raise WrongShape("it is not text (UTF-8)") from None
    except msgspec.DecodeError as error:
        reason = str(error).removeprefix("JSON is malformed: ")
        raise WrongShape(f"it is damaged or cut short ({reason})") from None
    for name, documents in tables.items():
        numbers = ",".join(documents)
        plain = _NUMBERS.fullmatch(numbers) and numbers.count(",") == len(documents) - 1
        if documents and not plain:
            odd = next(n for n in documents if "," in n or not _NUMBERS.fullmatch(n))
            raise WrongShape(f"table {name} has a document numbered {odd[:40]!r}")
    return dict(tables)


def _check_utf8(content: bytes) -> None:
    """Raise UnicodeDecodeError unless `content` is UTF-8, which msgspec leaves open where it
    does not look. Piece by piece: the whole text would take four times the file's room.
    """
    if not content.isascii():
        decoder = getincrementaldecoder("utf-8")()
        for start in range(0, len(content), _PIECE):
            decoder.decode(content[start : start + _PIECE])
        decoder.decode(b"", True)


def join(tables: Tables) -> bytes:
    """The bytes of a journal's file: the opposite of `split`."""
    return msgspec.json.encode(tables)


def unpack(document: msgspec.Raw) -> dict[str, Any]:
    """A stored record as plain values."""
    record: dict[str, Any] = msgspec.json.decode(document)
    return record


def numbered(tables: Tables, name: str, kind: type[Record]) -> list[tuple[str, Record]]:
    """The records of a small table with their numbers; those of another kind are left out."""
    decoder, found = msgspec.json.Decoder(kind), []
    for number, document in tables.get(name, {}).items():
        with suppress(msgspec.ValidationError):
            found.append((number, decoder.decode(document)))
    return found


def pack(record: object) -> msgspec.Raw:
    """A record as the bytes that stand for it in the file."""
    return msgspec.Raw(msgspec.json.encode(record))


class RecordStorage(SafeFile):
    """The journal's file, its documents as `msgspec.Raw`; first made by the first write.

    What it writes is what TinyDB's `JSONStorage` reads.
    """

    def read(self) -> Tables | None:
        """The tables, None when there is no file yet.

        Raises WrongShape, also for an empty file, which no write of ours leaves behind.
        """
        try:
            content = self.read_bytes()
        except FileNotFoundError:
            return None
        if not content.strip(b"\0 \t\r\n"):
            raise WrongShape("it is empty")
        return split(content)

    def write(self, data: Tables) -> None:
        """Put these tables in the place of what the file holds, durably."""
        self.replace_bytes(join(data))
