"""Players to try: a plain exercise with short repetitions, already running."""

from __future__ import annotations

from typing import Any

from journal.content.library import load_library
from journal.domain.exercise import Dose
from journal.domain.session import Player, Task, begin, play

LIBRARY = load_library()
FIRST = 8.0
"""Seconds of getting ready."""
SET = 21.0
"""Seconds of the three repetitions of a set."""
REST = 30.0


def dose(**fields: Any) -> Dose:
    """Two sets of three repetitions of 2, 3 and 2 seconds, with rests of 30."""
    plain = {"sets": 2, "reps": 3, "out": 2, "hold": 3, "back": 2, "rest": 30}
    return Dose(**{**plain, **fields})


def task(**fields: Any) -> Task:
    """A bridge by this dose."""
    return Task("bridge", "bridge", dose(**fields))


def player(*tasks: Task) -> Player:
    """A running player of these tasks, of one bridge where there are none."""
    return play(begin(tasks or [task()]))
