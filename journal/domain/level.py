"""What a screening can say to do."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What to do, most pressing first (clinical section 1.4)."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SEE_A_CLINICIAN = "see-a-clinician"
    KEEP_WATCHING = "keep-watching"

    @property
    def rank(self) -> int:
        """0 for the most pressing level, 3 for the least."""
        return tuple(Level).index(self)
