"""A yes to a warning sign that locks exercise at once, and can be taken back as a slip."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from journal.domain.limits import Limits


class Halt:
    """Two edits of limits, for the store to carry out in their order: the yes, and its end.

    What was there before is read where the yes is noted, and what another program notes meanwhile
    stays: a slip here takes back no yes of there.
    """

    def __init__(self, at: datetime, to: Iterable[str]) -> None:
        """`at` is the moment of the yes, with its UTC offset, `to` what it was said to, by id."""
        self._at, self._to = at, tuple(to)
        self._before: tuple[datetime | None, tuple[str, ...]] = (None, ())

    def note(self, held: Limits) -> Limits:
        """Lock exercise."""
        if held.quick_yes_at != self._at:
            self._before = held.quick_yes_at, held.quick_yes_to
        return msgspec.structs.replace(held, quick_yes_at=self._at, quick_yes_to=self._to)

    def take_back(self, held: Limits) -> Limits:
        """As if nothing had been said."""
        if held.quick_yes_at != self._at:
            return held
        at, to = self._before
        return msgspec.structs.replace(held, quick_yes_at=at, quick_yes_to=to)
