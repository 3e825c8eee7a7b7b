"""The records of one table by their moment, each decoded when it is looked at."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Generic, Protocol, TypeVar, overload

import msgspec

from journal.domain.entry import EARLIEST_DAY
from journal.store.errors import UnreadableRecord
from journal.store.records import Named, numbered


class Dated(Protocol):
    """The part of a record without which it has no place in the order."""

    @property
    def id(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def at(self) -> datetime: ...


Record = TypeVar("Record", bound=msgspec.Struct)
Light = TypeVar("Light", bound=Dated)


class _Order(msgspec.Struct, Generic[Light], frozen=True):
    """Document numbers of the records and the light part of each, oldest first."""

    numbers: tuple[str, ...]
    past: tuple[Light, ...]
    unreadable: Mapping[str, str]


class RecordLog(Sequence[Record], Generic[Record, Light]):
    """The records of a table, frozen, ordered by their moment, oldest first.

    A record of which not even the light part can be read is only counted, in `unreadable`. One
    whose light part alone can be read has its place in the order and in `past`; looking at it
    raises UnreadableRecord, and `problem` says why. Both stay in the file as they are.

    What knows the records' kind is loaded when one is looked at, not with the log.
    """

    table: ClassVar[str]
    """The name of the table."""
    noun: ClassVar[str]
    """What people call one record."""

    def __init__(self, documents: Mapping[str, msgspec.Raw]) -> None:
        self._documents = documents

    @abstractmethod
    def _kind(self) -> type[Record]:
        """What a record is, whole."""

    @abstractmethod
    def _light_kind(self) -> type[Light]:
        """What a record is, as far as every start needs it."""

    @property
    def past(self) -> tuple[Light, ...]:
        """The light part of every record, in the order of the log."""
        return self._order.past

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Why records cannot be read at all, by document number."""
        return self._order.unreadable

    @cached_property
    def _order(self) -> _Order[Light]:
        if not self._documents:
            return _Order((), (), MappingProxyType({}))
        decoder = msgspec.json.Decoder(self._light_kind())
        found, unreadable = [], {}
        for number, raw in self._documents.items():
            try:
                past = decoder.decode(raw)
            except msgspec.ValidationError as error:
                unreadable[number] = str(error)
                continue
            if past.at.tzinfo is None:
                unreadable[number] = "its moment has no UTC offset"
            elif min(past.day, past.at.date()) < EARLIEST_DAY:
                unreadable[number] = f"it lies before {EARLIEST_DAY}"
            else:
                found.append((past.at, int(number), number, past))
        found.sort(key=lambda item: item[:2])
        numbers = tuple([number for _, _, number, _ in found])
        past_ones = tuple([past for _, _, _, past in found])
        return _Order(numbers, past_ones, MappingProxyType(unreadable))

    @cached_property
    def _decoder(self) -> msgspec.json.Decoder[Record]:
        return msgspec.json.Decoder(self._kind())

    def __len__(self) -> int:
        return len(self._order.numbers)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        """Raises UnreadableRecord for a record of which only the light part can be read."""
        if isinstance(index, slice):
            return tuple([self[i] for i in range(*index.indices(len(self)))])
        raw = self.raw(index)
        try:
            return self._decoder.decode(raw)
        except msgspec.ValidationError as error:
            past = self.past[index]
            raise UnreadableRecord(
                f"The {self.noun} {past.id} of {past.day} holds something that this version cannot"
                f" read ({error}). It is kept as it is."
            ) from None

    def __iter__(self) -> Iterator[Record]:
        return (self[index] for index in range(len(self)))

    def ids(self) -> Sequence[str]:
        """The ids, in the order of the log."""
        return tuple([past.id for past in self.past])

    def holds(self, name: str) -> bool:
        """Whether there is a record with this id, readable or not."""
        return name in self.names().values()

    def names(self) -> Mapping[str, str]:
        """The id in each document that has one, by document number."""
        named = numbered({self.table: dict(self._documents)}, self.table, Named)
        return {number: record.id for number, record in named}

    def raw(self, index: int) -> msgspec.Raw:
        """The record at `index` as it is stored."""
        return self._documents[self._order.numbers[index]]

    def find(self, prefix: str) -> list[int]:
        """Where those are whose id begins with `prefix`; a whole id finds only its own."""
        ids = self.ids()
        exact = [index for index, name in enumerate(ids) if name == prefix]
        return exact or [index for index, name in enumerate(ids) if name.startswith(prefix)]

    def between(self, first: date | None, last: date | None) -> list[int]:
        """Where the records of the days from `first` to `last` are; None leaves an end open."""
        low, high = first or date.min, last or date.max
        return [index for index, past in enumerate(self.past) if low <= past.day <= high]

    def problem(self, index: int) -> str | None:
        """What cannot be read in the record at `index`, None when all of it can."""
        try:
            self._decoder.decode(self.raw(index))
        except msgspec.ValidationError as error:
            return str(error)
        return None
