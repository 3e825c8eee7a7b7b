"""Which moment of its movement the figure shows, before and during an exercise."""

from __future__ import annotations

import msgspec

from journal.domain.exercise import Dose
from journal.domain.session import Kind, Player, now

EASE = 1.5
"""Seconds in which the figure goes into a position, where the dose gives none for it."""
LONGEST_HOLD = 2.0
"""Seconds that a hold is shown for at the most, where the movement is only demonstrated."""
STANDSTILL = 0.8
"""Seconds at the start, between one demonstration and the next."""
ROUND = 1.2
"""Seconds that one round of a movement takes that has no end, as walking."""
LEADS = (Kind.READY, Kind.REST, Kind.CHANGE)
"""Kinds of moments in which the person does not move."""


def cycle(dose: Dose) -> float:
    """Seconds that one demonstration of the movement takes."""
    return _out(dose) + _held(dose) + _back(dose) + STANDSTILL


def demonstrated(dose: Dose, loop: bool, seconds: float) -> float:
    """How far (0-1) the movement is, demonstrated over and over, after so many seconds."""
    if loop:
        return seconds / ROUND % 1
    at = seconds % cycle(dose)
    if at < _out(dose):
        return at / _out(dose)
    at -= _out(dose) + _held(dose)
    return 1.0 if at < 0 else max(0.0, 1 - at / _back(dose))


def guided(player: Player, loop: bool) -> float:
    """How far (0-1) the movement is at the player's moment.

    Before a bout it is demonstrated as often as there is time, so that it ends at its start.
    """
    moment, dose = now(player), player.current.dose
    if loop:
        return player.gone / ROUND % 1
    if player.ready:
        # The position to get into.
        return guided(msgspec.structs.replace(player, ready=0.0), loop)
    if moment.kind in LEADS:
        times = int((player.gone + moment.left) / cycle(dose))
        since = times * cycle(dose) - moment.left
        return demonstrated(dose, loop, since) if since >= 0 else 0.0
    if moment.kind is Kind.HOLD:
        into = 1.0 if dose.out else (dose.hold - moment.left) / EASE
        out_of = 1.0 if dose.back else moment.left / EASE
        return max(0.0, min(1.0, into, out_of))
    return moment.part


def _out(dose: Dose) -> float:
    return dose.out or EASE


def _held(dose: Dose) -> float:
    return min(dose.hold, LONGEST_HOLD)


def _back(dose: Dose) -> float:
    return dose.back or EASE
