"""What a session is made of: tasks, each a row of bouts; what was planned and what was done.

Doses and sides are those of clinical sections 4.4 and 4.6.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from math import inf
from typing import Annotated, Literal, TypeAlias

import msgspec

from journal.domain.exercise import READY, SIDE_CHANGE, Dose

LONGEST = 3600
"""Seconds of a repetition's parts at the most: an hour's walk is one repetition."""
MINUTE = 60
MOST_SETS = 100
"""A dose is unrolled set by set, so one of a billion sets would stop whoever looks at it."""

BodySide: TypeAlias = Literal["right", "left"]


class Kind(StrEnum):
    """What a moment of a session is."""

    READY = "ready"
    REST = "rest"
    CHANGE = "change"
    OUT = "out"
    HOLD = "hold"
    BACK = "back"


class Bout(msgspec.Struct, frozen=True):
    """One set on one side in one direction; sets and directions are counted from 1.

    `lead` seconds of `kind` go before it: getting ready, a rest, or changing sides.
    """

    set: int
    side: BodySide | None
    direction: int
    lead: float
    kind: Kind


class Done(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A bout that was gone through, wholly or in part: of which exercise, and how many
    repetitions."""

    exercise: str
    set: int
    reps: int
    side: BodySide | None = None
    direction: int = 1


class Task(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One exercise of a session: what is planned and what was done of it.

    `planned` is the item that the task stands for: the id of the exercise in the programme's own
    list. `exercise` is what is done for it now, which may be a variant, and `dose` the whole dose
    of that, however much of it is left. `worst` is the pain it gave, 0-10, None where it was not
    said. `skipped` is why it was left, empty where it was not. `instead` marks what stood in only
    because something spoke against the usual that day, as missing equipment. `seconds` are those
    of a repetition that takes minutes, such as a walk, and was left before its end.
    """

    exercise: str
    planned: str
    dose: Dose
    note: str = ""
    done: tuple[Done, ...] = ()
    worst: int | None = None
    skipped: str = ""
    instead: bool = False
    seconds: Annotated[int, msgspec.Meta(ge=0, le=LONGEST)] = 0

    def bouts(self) -> tuple[Bout, ...]:
        """All bouts, in their order: sides, then directions, then sets."""
        return _unrolled(self.dose)

    def first_of(self, number: int) -> int:
        """The index of the first bout of this set, of the last set where there are fewer."""
        return (min(number, self.dose.sets) - 1) * self.dose.sides * self.dose.directions

    @property
    def each(self) -> float:
        """Seconds of one repetition at its own tempo."""
        return self.dose.out + self.dose.hold + self.dose.back

    @property
    def length(self) -> float:
        """Seconds that the moving part of a bout takes at its own tempo."""
        return self.dose.reps * self.each

    @property
    def planned_reps(self) -> int:
        """All repetitions of the dose, over all sets, sides and directions."""
        return self.dose.sets * self.dose.reps * self.dose.sides * self.dose.directions

    @property
    def done_reps(self) -> int:
        """The repetitions that were done of the present exercise, not of one before a swap."""
        return sum(done.reps for done in self.done if done.exercise == self.exercise)

    @property
    def was_done(self) -> bool:
        """Whether anything was done of the present exercise, not of one before a swap."""
        return any(done.exercise == self.exercise for done in self.done)

    @property
    def begun(self) -> bool:
        """Whether anything of it was done."""
        return bool(self.done or self.seconds)

    @property
    def complete(self) -> bool:
        """Whether all planned repetitions were done (clinical section 4.4)."""
        return self.done_reps >= self.planned_reps


def is_stretch_of_time(dose: Dose) -> bool:
    """Whether it is minutes of something, such as a walk, rather than repetitions."""
    return dose.reps == 1 and not dose.out + dose.back and dose.hold >= MINUTE


def check_dose(dose: Dose) -> None:
    """Raise ValueError for a dose that cannot be gone through."""
    if not (1 <= dose.sets <= MOST_SETS and dose.reps >= 1):
        raise ValueError(f"{dose.sets} sets of {dose.reps} repetitions")
    if not all(0 <= seconds < inf for seconds in (dose.out, dose.hold, dose.back, dose.rest)):
        raise ValueError("a repetition and a rest of 0 seconds or more")


@lru_cache(maxsize=64)
def _unrolled(dose: Dose) -> tuple[Bout, ...]:
    # Asked for with every picture of a session, several times and of each of its tasks.
    found = []
    sides: tuple[BodySide | None, ...] = ("right", "left") if dose.sides == 2 else (None,)
    for number in range(1, dose.sets + 1):
        lead, kind = (READY, Kind.READY) if number == 1 else (float(dose.rest), Kind.REST)
        for direction in range(1, dose.directions + 1):
            for side in sides:
                found.append(Bout(number, side, direction, lead, kind))
                lead, kind = float(SIDE_CHANGE), Kind.CHANGE
    return tuple(found)
