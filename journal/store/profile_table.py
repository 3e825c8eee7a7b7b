"""The answers about the person, decoded when they are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from journal.store.profile_record import ProfileRecord


class ProfileTable:
    """The `profile` table, frozen: one record, or none.

    A record that cannot be read is not written over: what is answered anew is kept beside it.
    So the last one that can be read counts.
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
