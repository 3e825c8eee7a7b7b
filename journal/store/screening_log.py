"""All finished screenings by their moment, each decoded when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, overload

import msgspec

from journal.store.errors import UnreadableRecord
from journal.store.records import Named, numbered

if TYPE_CHECKING:
    from journal.domain.screening import Screening
    from journal.domain.standing import Past

# Today starts with this module; what knows the questions is loaded when a screening is shown.


class _Order(NamedTuple):
    """Document numbers of the screenings and the light part of each, oldest first."""

    numbers: tuple[str, ...]
    past: tuple[Past, ...]
    unreadable: Mapping[str, str]


class ScreeningLog(Sequence["Screening"]):
    """The finished screenings of a journal, frozen, ordered by their moment, oldest first.

    A record of which not even the light part (`Past`) can be read is only counted, in
    `unreadable`. One whose light part alone can be read has its place in the order and in
    `past`; looking at it raises UnreadableRecord, and `problem` says why. Both stay in the
    file as they are.
    """

    def __init__(self, documents: Mapping[str, msgspec.Raw]) -> None:
        self._documents = documents

    @property
    def past(self) -> tuple[Past, ...]:
        """The light part of every screening, in the order of the log."""
        return self._order.past

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Why records cannot be read at all, by document number."""
        return self._order.unreadable

    @cached_property
    def _order(self) -> _Order:
        if not self._documents:
            return _Order((), (), MappingProxyType({}))
        from journal.domain.entry import EARLIEST_DAY
        from journal.domain.standing import Past

        decoder = msgspec.json.Decoder(Past)
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
    def _decoder(self) -> msgspec.json.Decoder[Screening]:
        from journal.domain.screening import Screening

        return msgspec.json.Decoder(Screening)

    def __len__(self) -> int:
        return len(self._order.numbers)

    @overload
    def __getitem__(self, index: int) -> Screening: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Screening, ...]: ...
    def __getitem__(self, index: int | slice) -> Screening | tuple[Screening, ...]:
        """Raises UnreadableRecord for a screening of which only the light part can be read."""
        if isinstance(index, slice):
            return tuple([self[i] for i in range(*index.indices(len(self)))])
        raw = self.raw(index)
        try:
            return self._decoder.decode(raw)
        except msgspec.ValidationError as error:
            past = self.past[index]
            raise UnreadableRecord(
                f"The check {past.id} of {past.day} holds something that this version cannot"
                f" read ({error}). It is kept as it is."
            ) from None

    def __iter__(self) -> Iterator[Screening]:
        return (self[index] for index in range(len(self)))

    def ids(self) -> Sequence[str]:
        """The ids, in the order of the log."""
        return tuple([past.id for past in self.past])

    def holds(self, name: str) -> bool:
        """Whether there is a record with this id, readable or not."""
        return name in self.names().values()

    def names(self) -> Mapping[str, str]:
        """The id in each document that has one, by document number."""
        named = numbered({"screenings": dict(self._documents)}, "screenings", Named)
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
        """Where the screenings of the days from `first` to `last` are; None leaves an end open."""
        low, high = first or date.min, last or date.max
        return [index for index, past in enumerate(self.past) if low <= past.day <= high]

    def problem(self, index: int) -> str | None:
        """What cannot be read in the screening at `index`, None when all of it can."""
        try:
            self._decoder.decode(self.raw(index))
        except msgspec.ValidationError as error:
            return str(error)
        return None
