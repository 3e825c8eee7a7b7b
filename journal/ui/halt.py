"""A yes to a warning sign that locks exercise at once, and can be taken back as a slip."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from journal.domain.limits import Limits
from journal.domain.standing import Standing
from journal.domain.stops import EMERGENCIES, each_of

JUST_AFTER = timedelta(seconds=1)


class Halt:
    """Two edits of limits, for the store to carry out in their order: the yes, and its end.

    What was there before is read where the yes is noted, and what another program notes meanwhile
    stays: a slip here takes back no yes of there.
    """

    def __init__(self, at: datetime, to: Iterable[str], standing: Standing) -> None:
        """`at` is the moment of the yes, with its UTC offset, `to` what it was said to, by id.

        `standing` is what counted until then. The moment comes after all that was known, even
        where the clock does not say so, and an emergency that no check has asked about since
        stays beside what comes after it.
        """
        known = standing.halted
        self.at = at if known is None or known < at else known + JUST_AFTER
        unasked = each_of(standing.halted_by) if standing.is_halted else ()
        self._to = _with_emergencies(tuple(to), unasked)
        self._before: tuple[datetime | None, tuple[str, ...]] = (None, ())

    def note(self, held: Limits) -> Limits:
        """Lock exercise."""
        later = held.quick_yes_at
        if later is not None and later > self.at:
            # Another program's, noted while this one waited for room on the disk.
            self.at = later + JUST_AFTER
            self._to = _with_emergencies(self._to, held.quick_yes_to)
        if later != self.at:
            self._before = later, held.quick_yes_to
        return msgspec.structs.replace(held, quick_yes_at=self.at, quick_yes_to=self._to)

    def take_back(self, held: Limits) -> Limits:
        """As if nothing had been said."""
        if held.quick_yes_at != self.at:
            return held
        at, to = self._before
        return msgspec.structs.replace(held, quick_yes_at=at, quick_yes_to=to)


def _with_emergencies(to: tuple[str, ...], earlier: Iterable[str]) -> tuple[str, ...]:
    """What was said yes to, and the emergencies of what was said yes to before."""
    return tuple(dict.fromkeys((*to, *(id for id in earlier if id in EMERGENCIES))))
