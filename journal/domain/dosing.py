"""A dose one step up, one step down, or half of it (clinical sections 4.2 and 4.4)."""

from __future__ import annotations

import msgspec

from journal.domain.exercise import Dose, Exercise, Item, dose_of
from journal.domain.exercise_words import rounds, seconds_words

TOP = 12
"""Repetitions up to which a set grows."""
LIGHT_TOP = 15
"""The same, for exercises that begin at 12: light ones, done often."""
TOP_SETS = 3
HELD = 5.0
"""Seconds of a hold from which it is the hold that trains."""
FEW = 6
"""Holds in a set, at the most: one more of them comes before longer ones."""
TOP_HOLD = 10.0
"""Seconds: trunk endurance is trained by several short holds, not by a long one."""
SHORTEST_HOLD = 10.0
"""Seconds below which a single hold is not halved."""
MOST_SETS = 10
MOST_REPS = 60
LONGEST_HOLD = 3600.0


def own_dose(exercise: Exercise, item: Item) -> Dose:
    """The dose at which an item begins, or begins again with another exercise in its place."""
    return dose_of(exercise, item) if exercise.id == item.exercise else exercise.dose


def taken_over(kept: Dose, own: Dose) -> Dose | None:
    """The sets, repetitions and hold of a session, the rest as the exercise has it now.

    None for numbers that no plan gives: an older or newer version may have kept them.
    """
    usual = 1 <= kept.sets <= MOST_SETS and 1 <= kept.reps <= MOST_REPS
    if not usual or not 0 <= kept.hold <= LONGEST_HOLD or not own.out + own.back + kept.hold:
        return None
    return msgspec.structs.replace(own, sets=kept.sets, reps=kept.reps, hold=kept.hold)


def halved(dose: Dose) -> Dose:
    """Half the sets; of a single set half the repetitions; of a single one half the hold."""
    if dose.sets > 1:
        return msgspec.structs.replace(dose, sets=(dose.sets + 1) // 2)
    if dose.reps > 1:
        return msgspec.structs.replace(dose, reps=(dose.reps + 1) // 2)
    half = max(SHORTEST_HOLD, float(round(dose.hold / 2)))
    return msgspec.structs.replace(dose, hold=min(dose.hold, half))


def step_down(dose: Dose, own: Dose) -> Dose | None:
    """The last step of a dose taken back, None where it is not above its beginning."""
    if dose.reps > own.reps:
        reps = dose.reps - (1 if is_hold(own) else 2)
        return msgspec.structs.replace(dose, reps=max(own.reps, reps))
    if dose.hold > own.hold:
        return msgspec.structs.replace(dose, hold=max(own.hold, dose.hold - 2))
    if dose.sets > own.sets:
        return msgspec.structs.replace(dose, sets=dose.sets - 1)
    return None


def step_up(dose: Dose, own: Dose) -> Dose | None:
    """More repetitions, then one more set; None where a harder exercise comes next.

    A further set begins with fewer repetitions, so that it is a small step (4.8-C: 2 x 12,
    then 3 x 10).
    """
    if dose.sets == own.sets and (longer := longer_set(dose, own)):
        return longer
    if dose.sets < TOP_SETS:
        sets = dose.sets + 1
        reps = max(own.reps, dose.sets * dose.reps // sets + 1)
        return msgspec.structs.replace(dose, sets=sets, reps=min(reps, dose.reps))
    return None


def longer_set(dose: Dose, own: Dose) -> Dose | None:
    """A set with more in it, None where it is at its longest."""
    if is_hold(own):
        # Several short holds rather than a long one: long ones stay as they are.
        if own.hold > TOP_HOLD:
            return None
        if dose.reps < FEW:
            return msgspec.structs.replace(dose, reps=dose.reps + 1)
        if dose.hold < TOP_HOLD:
            return msgspec.structs.replace(dose, hold=min(TOP_HOLD, dose.hold + 2))
        return None
    top = LIGHT_TOP if own.reps >= TOP else TOP
    if dose.reps < top:
        return msgspec.structs.replace(dose, reps=min(top, dose.reps + 2))
    return None


def is_hold(dose: Dose) -> bool:
    """Whether a few holds are what it is made of, as in a side plank."""
    return dose.hold >= HELD and dose.reps <= FEW


def in_short(dose: Dose) -> str:
    """Sets and repetitions alone: "2 sets of 10"."""
    return rounds(msgspec.structs.replace(dose, sides=1, directions=1))


def changed(new: Dose, old: Dose) -> str:
    """What is new in a dose: "2 sets of 12 instead of 2 sets of 10"."""
    if in_short(new) == in_short(old):
        return f"hold {seconds_words(new.hold)} instead of {old.hold:g}"
    return f"{in_short(new)} instead of {in_short(old)}"
