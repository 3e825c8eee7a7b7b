"""What the person told of themselves, decoded when it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import msgspec

from journal.domain.limits import Limits

if TYPE_CHECKING:
    from journal.domain.screening import Profile
    from journal.store.profile_record import ProfileRecord


class _Limited(msgspec.Struct, frozen=True):
    """The part of a record that every start needs."""

    id: Literal["profile"]
    limits: Limits = Limits()


class ProfileTable:
    """The `profile` table, frozen: one record, or none.

    A record that cannot be read is not written over: what is answered anew is kept beside it.
    So the last one that can be read counts; for the limits, the last one in which they can be
    read, whatever else it holds.
    """

    def __init__(self, documents: Mapping[str, msgspec.Raw]) -> None:
        self._documents = documents

    def __len__(self) -> int:
        """How many records there are, readable or not."""
        return len(self._documents)

    @property
    def record(self) -> ProfileRecord | None:
        """The record that counts, None when there is none."""
        return self._read[0]

    @property
    def answers(self) -> Profile | None:
        """What the person answered about themselves, None where nothing was asked yet."""
        record = self.record
        if record is None:
            return None
        from journal.domain.screening import Profile

        return None if record.answers == Profile() else record.answers

    @cached_property
    def limits(self) -> Limits:
        """What limits exercise; nothing where nothing was told."""
        # Today asks for this at every start and need not wait for what knows the answers.
        limits = Limits()
        if self._documents:
            decoder = msgspec.json.Decoder(_Limited)
            for raw in self._documents.values():
                with suppress(msgspec.ValidationError):
                    limits = decoder.decode(raw).limits
        return limits

    def limited(self, limits: Limits) -> ProfileTable:
        """The same with other limits, which are not on disk yet."""
        table = ProfileTable(self._documents)
        table.limits = limits
        return table

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Why records cannot be read, by document number."""
        return self._read[1]

    @property
    def replaceable(self) -> bool:
        """Whether a new record may take the place of the last one."""
        return not self._documents or list(self._documents)[-1] not in self.unreadable

    @cached_property
    def _read(self) -> tuple[ProfileRecord | None, Mapping[str, str]]:
        record, unreadable = None, {}
        if self._documents:
            # Whoever never did a check need not wait for what knows of it.
            from journal.store.profile_record import PROFILE_ID, ProfileRecord

            decoder = msgspec.json.Decoder(ProfileRecord)
            for number, raw in self._documents.items():
                try:
                    found = decoder.decode(raw)
                except msgspec.ValidationError as error:
                    unreadable[number] = str(error)
                    continue
                if found.id == PROFILE_ID:
                    record = found
        return record, MappingProxyType(unreadable)
