"""Rows of the list of exercises: a programme as it is today, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.domain.exercise import Exercise, Programme
from journal.exercising import Fit
from journal.planning import DayPlan
from journal.ui.widgets.library_list import LibraryRow, library_row, remark

PROGRAMME = "programme-"
EXERCISE = "exercise-"
"""What the id of a row begins with, before that of the programme or exercise."""


def programme_row(programme: Programme, today: DayPlan, fit: Fit) -> LibraryRow:
    """How long it takes today, or why it is not for today."""
    part = f"{today.number} of {today.total} today" if today.number < today.total else ""
    about = today.hint or part
    if today.way is None:
        # A lock is the same for all: the row under the cursor says it in full.
        locked = today.why_not == fit.permission.why
        about = "not today" if locked else today.why_not
    allowed = today.way is not None
    return library_row(f"{PROGRAMME}{programme.id}", programme.name, today.minutes, about, allowed)


def by_reason(left_out: Sequence[tuple[Exercise, str]]) -> Iterable[LibraryRow]:
    """What is left out: each reason once, over those that it is about."""
    groups: dict[str, list[Exercise]] = {}
    for exercise, why in left_out:
        groups.setdefault(why, []).append(exercise)
    for why, group in groups.items():
        yield remark(why)
        for exercise in group:
            yield library_row(f"{EXERCISE}{exercise.id}", exercise.name, allowed=False)
