"""All entries in diary order, each decoded when it is looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from types import MappingProxyType
from typing import Any, overload

import msgspec

from journal.domain.entry import EARLIEST_DAY, ENTRY_FIELDS, PainEntry
from journal.domain.problem import FieldProblem

FEW = 500
"""Changes up to which an earlier log is mended rather than built anew."""

_entry = msgspec.json.Decoder(PainEntry)
_EARLIEST_MOMENT = EARLIEST_DAY - timedelta(days=1)
_DAY_SHIFT = 40
"""Bits for the moment within a sort key: seconds, well beyond the year 9999."""


class _Key(msgspec.Struct, frozen=True, gc=False):
    """The part of a stored entry that every view of the log needs."""

    id: str
    day: date
    at: datetime
    pain: int

    @property
    def order(self) -> int:
        """A number that puts entries in diary order: by day, then by moment."""
        seconds = int(self.at.timestamp()) + (1 << (_DAY_SHIFT - 1))
        return (self.day.toordinal() << _DAY_SHIFT) + seconds


_key = msgspec.json.Decoder(_Key)
_values = msgspec.json.Decoder(dict[str, msgspec.Raw])


def _read_key(raw: msgspec.Raw) -> _Key:
    """The key of a stored entry. Raises ValueError when there is none that can be."""
    key = _key.decode(raw)
    if key.at.tzinfo is None or not 0 <= key.pain <= 10:
        raise ValueError("its moment or score is not possible")
    if key.day < EARLIEST_DAY or key.at.date() < _EARLIEST_MOMENT:
        raise ValueError(f"it lies before {EARLIEST_DAY}")
    return key


class EntryLog(Sequence[PainEntry]):
    """The entries of a journal, frozen, ordered by diary day and moment, earliest first.

    A record with a value that cannot be read comes without that value, and `problem` tells
    about it; one whose id, day, moment or score cannot be read is only counted, in
    `unreadable`. Both stay in the file as they are.
    """

    _keys: array[int]
    _numbers: array[int]
    _ids: tuple[str, ...]
    _raws: tuple[msgspec.Raw, ...]

    def __init__(
        self, documents: Mapping[str, msgspec.Raw], before: EntryLog | None = None
    ) -> None:
        """`before` is an earlier log of the same journal, whose work is used again."""
        known = before._documents if before else {}
        changed = {n: raw for n, raw in documents.items() if raw is not known.get(n)}
        self._documents: Mapping[str, msgspec.Raw] = documents
        self.unreadable: Mapping[str, str] = {}
        if before is None or len(changed) > FEW:
            self._build(documents)
            return
        unreadable = dict(before.unreadable)
        self._keys, self._numbers = before._keys[:], before._numbers[:]
        ids, raws = list(before._ids), list(before._raws)
        for number in known.keys() - (documents.keys() - changed.keys()):
            if unreadable.pop(number, None) is None:
                index = self._numbers.index(int(number))
                for column in (self._keys, self._numbers, ids, raws):
                    del column[index]
        for number, raw in changed.items():
            try:
                key = _read_key(raw)
            except ValueError as error:
                unreadable[number] = str(error)
                continue
            index = self._place(key.order, int(number))
            self._keys.insert(index, key.order)
            self._numbers.insert(index, int(number))
            ids.insert(index, key.id)
            raws.insert(index, raw)
        self._ids, self._raws = tuple(ids), tuple(raws)
        self.unreadable = MappingProxyType(unreadable)

    def _build(self, documents: Mapping[str, msgspec.Raw]) -> None:
        rows: list[tuple[int, int, str, msgspec.Raw]] = []
        unreadable = {}
        for number, raw in documents.items():
            try:
                key = _read_key(raw)
            except ValueError as error:
                unreadable[number] = str(error)
                continue
            rows.append((key.order, int(number), key.id, raw))
        rows.sort(key=itemgetter(0, 1))
        self._keys = array("q", [row[0] for row in rows])
        self._numbers = array("q", [row[1] for row in rows])
        self._ids = tuple([row[2] for row in rows])
        self._raws = tuple([row[3] for row in rows])
        self.unreadable = MappingProxyType(unreadable)

    def _place(self, order: int, number: int) -> int:
        """Where an entry belongs; among those of one moment by its number."""
        index = bisect_left(self._keys, order)
        while index < len(self._keys) and self._keys[index] == order:
            if self._numbers[index] > number:
                break
            index += 1
        return index

    def __len__(self) -> int:
        return len(self._raws)

    @overload
    def __getitem__(self, index: int) -> PainEntry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PainEntry, ...]: ...
    def __getitem__(self, index: int | slice) -> PainEntry | tuple[PainEntry, ...]:
        if isinstance(index, slice):
            return tuple(map(_decode, self._raws[index]))
        return _decode(self._raws[index])

    def __iter__(self) -> Iterator[PainEntry]:
        return map(_decode, self._raws)

    def ids(self) -> Sequence[str]:
        """The ids, in diary order."""
        return self._ids

    def raw(self, index: int) -> msgspec.Raw:
        """The record at `index` as it is stored."""
        return self._raws[index]

    def number(self, index: int) -> int:
        """TinyDB's number of the record at `index`."""
        return self._numbers[index]

    def find(self, prefix: str) -> list[int]:
        """Where the entries are whose id begins with `prefix`; a whole id finds only its own."""
        found = [index for index, name in enumerate(self._ids) if name.startswith(prefix)]
        exact = [index for index in found if self._ids[index] == prefix]
        return exact or found

    def day_at(self, index: int) -> date:
        """The diary day of the entry at `index`, without decoding it."""
        return date.fromordinal(self._keys[index] >> _DAY_SHIFT)

    def between(self, first: date | None, last: date | None) -> range:
        """Where the entries of the days from `first` to `last` are; None leaves an end open."""
        start = bisect_left(self._keys, first.toordinal() << _DAY_SHIFT) if first else 0
        end = len(self)
        if last is not None:
            end = bisect_left(self._keys, (last.toordinal() + 1) << _DAY_SHIFT)
        return range(start, end)

    def problem(self, index: int) -> str | None:
        """What cannot be read in the entry at `index`, None when all of it can."""
        try:
            _entry.decode(self._raws[index])
        except msgspec.ValidationError as error:
            return str(error)
        return None


def _decode(raw: msgspec.Raw) -> PainEntry:
    try:
        return _entry.decode(raw)
    except msgspec.ValidationError:
        return _readable_part(raw)


def _readable_part(raw: msgspec.Raw) -> PainEntry:
    """The entry without the fields that cannot be read."""
    record = _values.decode(raw)
    key = _read_key(raw)
    diary_day = max(key.at.date(), EARLIEST_DAY)
    kept: dict[str, Any] = {
        "id": "".join(sign for sign in key.id if sign.isalnum() and sign.isascii())[:64] or "x",
        "day": diary_day if abs((key.day - key.at.date()).days) > 1 else key.day,
        "at": key.at,
        "pain": key.pain,
        "created_at": key.at,
        "updated_at": key.at,
    }
    entry = PainEntry(**kept)
    for name in ENTRY_FIELDS:
        if name in record and name not in ("id", "day", "at", "pain"):
            try:
                value = msgspec.json.decode(record[name])
                candidate = msgspec.to_builtins(entry) | {name: value}
                entry = msgspec.convert(candidate, PainEntry)
            except (msgspec.ValidationError, FieldProblem):
                continue
    return entry
