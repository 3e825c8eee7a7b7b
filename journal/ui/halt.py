"""A yes to a warning sign that locks exercise at once, and can be taken back as a slip."""

from __future__ import annotations

from datetime import datetime

import msgspec

from journal.domain.limits import Limits


class Halt:
    """Two edits of limits, for the store to carry out in their order: the yes, and its end.

    What was there before is read where the yes is noted, and what another program notes meanwhile
    stays: a slip here takes back no yes of there.
    """

    def __init__(self, at: datetime) -> None:
        """`at` is the moment of the yes, with its UTC offset."""
        self._at = at
        self._before: datetime | None = None

    def note(self, held: Limits) -> Limits:
        """Lock exercise."""
        if held.quick_yes_at != self._at:
            self._before = held.quick_yes_at
        return msgspec.structs.replace(held, quick_yes_at=self._at)

    def take_back(self, held: Limits) -> Limits:
        """As if nothing had been said."""
        if held.quick_yes_at != self._at:
            return held
        return msgspec.structs.replace(held, quick_yes_at=self._before)
