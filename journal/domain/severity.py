"""Words for a score (clinical section 2.3): for colour and text only, never for a diagnosis."""

from __future__ import annotations

from enum import StrEnum

HIGH_START = 4
"""The level before a session from which only gentle ones suit, and only the rise counts (4.3)."""
TOO_HIGH = 7
"""The level, of the severe range, from which a gentle round or rest is offered (4.3)."""


class Severity(StrEnum):
    """The common bands of the 0-10 score."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


def severity(score: float) -> Severity:
    """The band of a score or mean, 0-10: none 0, mild up to 3, moderate up to 6, severe above.

    A mean is rounded half up to a whole score first, so that 3.5 counts as 4.
    """
    whole = int(score + 0.5)
    if whole <= 0:
        return Severity.MILD if score > 0 else Severity.NONE
    if whole <= 3:
        return Severity.MILD
    return Severity.MODERATE if whole <= 6 else Severity.SEVERE
