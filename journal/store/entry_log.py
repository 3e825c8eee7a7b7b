"""All entries in diary order, each decoded when it is looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, overload

import msgspec

from journal.domain.entry import EARLIEST_DAY, ENTRY_FIELDS, PainEntry
from journal.domain.problem import FieldProblem

_EARLIEST_MOMENT = EARLIEST_DAY - timedelta(days=1)
_Moment = tuple[date, datetime]
_Place = tuple[_Moment, int]
_entry = msgspec.json.Decoder(PainEntry)


class _Key(msgspec.Struct, frozen=True, gc=False):
    """The part of a stored entry that every view of the log needs."""

    id: str
    day: date
    at: datetime
    pain: Annotated[int, msgspec.Meta(ge=0, le=10)]


class _Score(msgspec.Struct, frozen=True, gc=False):
    """The part of a stored entry that a course over years is made of."""

    day: date
    pain: int
    worst: int | None = None


class _Id(msgspec.Struct, frozen=True, gc=False):
    id: str


_key = msgspec.json.Decoder(_Key)
_score = msgspec.json.Decoder(_Score)
_id = msgspec.json.Decoder(_Id)


def _read_names(documents: Mapping[str, msgspec.Raw]) -> dict[str, str]:
    """The id in each document that has one, by document number."""
    try:
        return {number: _id.decode(raw).id for number, raw in documents.items()}
    except msgspec.DecodeError:
        names = {}
        for number, raw in documents.items():
            with suppress(msgspec.DecodeError):
                names[number] = _id.decode(raw).id
        return names


_values = msgspec.json.Decoder(dict[str, msgspec.Raw])


def _read_key(raw: msgspec.Raw) -> _Key:
    """The key of a stored entry. Raises ValueError when there is none that can be."""
    key = _key.decode(raw)
    if key.at.tzinfo is None:
        raise ValueError("its moment has no UTC offset")
    early = key.at.year < EARLIEST_DAY.year and key.at.date() < _EARLIEST_MOMENT
    if early or key.day < EARLIEST_DAY:
        raise ValueError(f"it lies before {EARLIEST_DAY}")
    return key


class _Order(NamedTuple):
    """Diary days (as ordinals) and document numbers of the entries, in diary order."""

    days: array[int]
    numbers: array[int]
    unreadable: Mapping[str, str]


class EntryLog(Sequence[PainEntry]):
    """The entries of a journal, frozen, ordered by diary day and moment, earliest first.

    A record with a value that cannot be read comes without that value, and `problem` tells
    about it; one whose id, day, moment or score cannot be read is only counted, in
    `unreadable`. Both stay in the file as they are.
    """

    def __init__(
        self, documents: Mapping[str, msgspec.Raw], before: EntryLog | None = None
    ) -> None:
        """`before` is an earlier log of the same journal, whose work is used again.

        The order and the ids are worked out when they are first needed: a program that adds
        an entry and ends needs neither.
        """
        self._documents = documents
        self._changed: Mapping[str, msgspec.Raw] = documents
        self._gone: Sequence[str] = ()
        # Not `before` itself, which would keep every log that ever was.
        self._earlier_order: _Order | None = None
        self._earlier_names: dict[str, str] | None = None
        if before is not None:
            known = before._documents
            self._changed = {n: raw for n, raw in documents.items() if raw is not known.get(n)}
            self._gone = [
                *(known.keys() - documents.keys()),
                *(known.keys() & self._changed.keys()),
            ]
            self._earlier_order = before._known_order
            self._earlier_names = before._known_names
        self._known_order: _Order | None = None
        self._known_names: dict[str, str] | None = None

    @property
    def _order(self) -> _Order:
        if self._known_order is None:
            self._known_order = self._put_in_order()
        return self._known_order

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Why records cannot be read, by document number."""
        return self._order.unreadable

    def _put_in_order(self) -> _Order:
        days, numbers, unreadable = array("i"), array("q"), {}
        changed: Mapping[str, msgspec.Raw] = self._documents
        if self._earlier_order is not None:
            earlier, changed = self._earlier_order, self._changed
            days, numbers, unreadable = earlier.days[:], earlier.numbers[:], {**earlier.unreadable}
            for number in self._gone:
                if unreadable.pop(number, None) is None:
                    index = numbers.index(int(number))
                    del days[index], numbers[index]
        last_day, last_at = EARLIEST_DAY, None
        if numbers:
            last_day, last_at = self._place(numbers[-1])[0]
        for number, raw in changed.items():
            try:
                key = _read_key(raw)
            except ValueError as error:
                unreadable[number] = str(error)
                continue
            day, at = key.day, key.at
            # A file holds its entries mostly in diary order, so most go to the end.
            if last_at is None or day > last_day or (day == last_day and at > last_at):
                days.append(day.toordinal())
                numbers.append(int(number))
                last_day, last_at = day, at
            else:
                index = self._index_for(((day, at), int(number)), days, numbers)
                days.insert(index, day.toordinal())
                numbers.insert(index, int(number))
        self._earlier_order = None
        return _Order(days, numbers, MappingProxyType(unreadable))

    def _place(self, number: int) -> _Place:
        key = _read_key(self._documents[str(number)])
        return (key.day, key.at), number

    def _index_for(self, place: _Place, days: array[int], numbers: array[int]) -> int:
        """Where an entry belongs; among those of one moment by its number."""
        day = place[0][0].toordinal()
        index = bisect_left(days, day)
        while index < len(numbers) and days[index] == day:
            if self._place(numbers[index]) > place:
                break
            index += 1
        return index

    @property
    def _names(self) -> dict[str, str]:
        """The id in each document that has one, by document number."""
        if self._known_names is None:
            found: dict[str, str] = {}
            changed: Mapping[str, msgspec.Raw] = self._documents
            if self._earlier_names is not None:
                found, changed = dict(self._earlier_names), self._changed
                for number in self._gone:
                    found.pop(number, None)
            found.update(_read_names(changed))
            self._known_names, self._earlier_names = found, None
        return self._known_names

    def __len__(self) -> int:
        return len(self._order.numbers)

    @overload
    def __getitem__(self, index: int) -> PainEntry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PainEntry, ...]: ...
    def __getitem__(self, index: int | slice) -> PainEntry | tuple[PainEntry, ...]:
        if isinstance(index, slice):
            return tuple([_decode(self.raw(i)) for i in range(*index.indices(len(self)))])
        return _decode(self.raw(index))

    def __iter__(self) -> Iterator[PainEntry]:
        return (_decode(self.raw(index)) for index in range(len(self)))

    def ids(self) -> Sequence[str]:
        """The ids, in diary order."""
        return tuple([_id.decode(self.raw(index)).id for index in range(len(self))])

    def names(self) -> Mapping[str, str]:
        """The id in each document that has one, by document number."""
        return MappingProxyType(self._names)

    def holds(self, name: str) -> bool:
        """Whether there is a record with this id, readable or not."""
        return name in self._names.values()

    def raw(self, index: int) -> msgspec.Raw:
        """The record at `index` as it is stored."""
        return self._documents[str(self._order.numbers[index])]

    def number(self, index: int) -> int:
        """TinyDB's number of the record at `index`."""
        return self._order.numbers[index]

    def scores(self) -> Iterator[tuple[date, int, int | None]]:
        """Diary day, score and worst of each entry, without decoding the rest of it."""
        for index in range(len(self)):
            try:
                score = _score.decode(self.raw(index))
            except msgspec.ValidationError:
                entry = self[index]
                yield entry.day, entry.pain, entry.worst
            else:
                yield score.day, score.pain, score.worst

    def find(self, prefix: str) -> list[int]:
        """Where the entries are whose id begins with `prefix`; a whole id finds only its own."""
        some = {int(n): name for n, name in self._names.items() if name.startswith(prefix)}
        exact = [number for number, name in some.items() if name == prefix]
        readable = self._order.numbers
        return sorted(readable.index(number) for number in exact or some if number in readable)

    def day_at(self, index: int) -> date:
        """The diary day of the entry at `index`, without decoding it."""
        return date.fromordinal(self._order.days[index])

    def between(self, first: date | None, last: date | None) -> range:
        """Where the entries of the days from `first` to `last` are; None leaves an end open."""
        start = bisect_left(self._order.days, first.toordinal()) if first else 0
        end = len(self)
        if last is not None:
            end = bisect_left(self._order.days, last.toordinal() + 1)
        return range(start, end)

    def problem(self, index: int) -> str | None:
        """What cannot be read in the entry at `index`, None when all of it can."""
        try:
            _entry.decode(self.raw(index))
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
