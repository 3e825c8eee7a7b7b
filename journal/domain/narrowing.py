"""Narrowing the library down to what a person looks for."""

from __future__ import annotations

import msgspec

from journal.domain.exercise import Exercise, Library, Programme
from journal.domain.exercise_words import POSITIONS, exercise_minutes

MINUTES = (2, 5, 10, 15, 30)
"""The lengths of an exercise or a programme that can be chosen: at most so many minutes."""


class Narrowing(msgspec.Struct, frozen=True):
    """What an exercise has to be; what is empty lets everything through.

    Of `groups`, `muscles`, `levels` and `positions` one has to fit, of `words` all have to be
    found. `positions` are keys of `POSITIONS`. `minutes` is the longest that its dose may take.
    """

    words: str = ""
    groups: frozenset[str] = frozenset()
    muscles: frozenset[str] = frozenset()
    levels: frozenset[int] = frozenset()
    positions: frozenset[str] = frozenset()
    minutes: int | None = None

    def fits(self, exercise: Exercise, library: Library) -> bool:
        """Whether the exercise is one of those looked for."""
        named = (exercise.name, exercise.also, exercise.muscles, exercise.id, *exercise.targets)
        text = " ".join(named).lower()
        return (
            all(word in text for word in self.words.lower().split())
            and (not self.groups or exercise.group in self.groups)
            and (not self.muscles or not self.muscles.isdisjoint(exercise.targets))
            and (not self.levels or exercise.level in self.levels)
            and (not self.positions or any(p in exercise.position for p in self.positions))
            and (self.minutes is None or exercise_minutes(exercise, library) <= self.minutes)
        )

    def takes(self, programme: Programme, minutes: int | None, library: Library) -> bool:
        """Whether a programme of so many minutes has an exercise of those looked for.

        The words may stand in its own name. A ladder has no time of its own; its phases have.
        """
        if self.minutes is not None and (minutes is None or minutes > self.minutes):
            return False
        name = programme.name.lower()
        others = " ".join(word for word in self.words.lower().split() if word not in name)
        whole = msgspec.structs.replace(self, words=others, minutes=None)
        found = (library.exercise(item.exercise) for item in programme.all_items)
        return any(whole.fits(exercise, library) for exercise in found)

    @property
    def words_for(self) -> str:
        """What is looked for, in a few words; empty when everything is."""
        parts = [f"“{self.words}”"] if self.words else []
        parts += sorted(word.replace("-", " ") for word in self.groups | self.muscles)
        parts += [f"level {level}" for level in sorted(self.levels)]
        parts += [word for key, word in POSITIONS.items() if key in self.positions]
        parts += [f"up to {self.minutes} min"] if self.minutes is not None else []
        return ", ".join(parts)
