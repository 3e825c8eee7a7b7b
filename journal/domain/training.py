"""A finished session, and how its pain reads: the traffic light of clinical section 4.3."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from journal.domain.severity import HIGH_START as HIGH_START
from journal.domain.severity import TOO_HIGH as TOO_HIGH
from journal.domain.task import Task

CALM = 2
"""The highest pain of the green zone."""
MOST = 5
"""The highest pain of the amber zone."""
RISE = 2
"""Points above the level before a session that make it red."""


class Zone(StrEnum):
    """How pain during an exercise reads."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


def zone(worst: int, before: int | None, limit: int | None = None) -> Zone:
    """The zone of the worst pain during an exercise, both 0-10.

    `limit` is the stricter one of a muscle strain: anything above it is red, whatever the rest
    allows. Where the level before was not said, nothing is known of a rise. The 2 points above a
    raised start are for one of 4 to 6; pain that gets to the severe range, or rises within it, is
    red.
    """
    if limit is not None and worst > limit:
        return Zone.RED
    if before is None:
        return Zone.RED if worst > MOST else Zone.GREEN if worst <= CALM else Zone.AMBER
    if before >= TOO_HIGH:
        return Zone.RED if worst > before else Zone.AMBER
    if before >= HIGH_START:
        return Zone.RED if worst > before + RISE or worst >= TOO_HIGH else Zone.AMBER
    if worst <= CALM:
        return Zone.GREEN
    return Zone.RED if worst > MOST or worst - before >= RISE else Zone.AMBER


def highest_calm(before: int | None, limit: int | None = None) -> int:
    """The highest pain during an exercise that is not too much, 0-10; see `zone`."""
    calm = (worst for worst in range(11) if zone(worst, before, limit) is not Zone.RED)
    return max(calm, default=0)


class Session(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """One finished session, as it is kept.

    `at` is when it began. `programme` is empty where the exercises were of one's own choice.
    `quick` holds the answers to the quick check by question, true for yes. `before` and `after`
    are the pain around it, `morning` that of the morning after, told on `morning_on`, `effort`
    how hard it was, each 0-10 and None where it was not said.

    `clean` is whether the movements were in good form to the end, None where it was not said.
    An `eased` session went by an easier plan than usual, so it is no base for the next one.
    `stopped` is the id of the stop rule that ended it, empty where none did.
    """

    id: str
    day: date
    at: datetime
    ended_at: datetime
    programme: str
    phase: str = ""
    tasks: tuple[Task, ...]
    quick: dict[str, bool] = {}
    before: int | None = None
    after: int | None = None
    effort: int | None = None
    clean: bool | None = None
    eased: bool = False
    stopped: str = ""
    morning: int | None = None
    morning_on: date | None = None
    created_at: datetime
    updated_at: datetime

    @property
    def worst(self) -> int | None:
        """The worst pain during any of its exercises, None where none was said."""
        return max((task.worst for task in self.tasks if task.worst is not None), default=None)

    @property
    def red_morning(self) -> bool:
        """Whether the pain was still raised in the morning after."""
        if self.morning is None or self.before is None:
            return False
        return self.morning > self.before
