"""What stands for an item of a programme today: its own exercise or one that may take its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import msgspec

from journal.domain.availability import Availability, trains_alike
from journal.domain.dosing import own_dose
from journal.domain.exercise import Dose, Exercise, Item, Library
from journal.domain.looking_back import Sore

May = Callable[[Exercise], Availability]
"""What speaks against an exercise today."""


class Row(msgspec.Struct, frozen=True):
    """One item with what stands for it now.

    `why` says why it is not as it was, `note` adds to the item's own; `instead` marks what is
    done only because something speaks against the usual today.
    """

    item: Item
    exercise: Exercise
    dose: Dose
    note: str = ""
    why: str = ""
    instead: bool = False

    @property
    def own(self) -> Dose:
        """The dose at which this exercise begins here."""
        return own_dose(self.exercise, self.item)


class Choice(msgspec.Struct, frozen=True):
    """What there is to choose from today, for the items of a session.

    `sores` are the times of late that something hurt too much, oldest first: what hurts gives way
    to none of these, and nothing steps up to one.
    """

    library: Library
    items: tuple[Item, ...]
    may: May
    sores: tuple[Sore, ...] = ()

    def find(self, id: str | None) -> Exercise | None:
        """The exercise, None where the library does not know it."""
        return next((exercise for exercise in self.library.exercises if exercise.id == id), None)

    def own(self, item: Item) -> Row:
        """The item as the programme has it."""
        exercise = self.library.exercise(item.exercise)
        return Row(item, exercise, own_dose(exercise, item))

    def all_easier(self, exercise: Exercise) -> Iterator[Exercise]:
        """The easier variants, nearest first."""
        seen = {exercise.id}
        following = self.find(exercise.easier)
        while following is not None and following.id not in seen:
            yield following
            seen.add(following.id)
            following = self.find(following.easier)

    def easier(self, row: Row, used: Collection[str] = ()) -> Exercise | None:
        """The nearest easier variant that may take the place; `used` are ids that are taken."""
        return next((each for each in self._all_free(row, used) if not self.is_sore(each)), None)

    def _all_free(self, row: Row, used: Collection[str]) -> Iterator[Exercise]:
        variants = self.all_easier(row.exercise)
        return (each for each in variants if self.is_free(each, row.item, used))

    def harder(self, row: Row, used: Collection[str] = ()) -> Exercise | None:
        """The next variant of the programme, else the exercise's own, at most one level up."""
        place = self._place(row)
        chain = (row.item.exercise, *row.item.then)
        if place is not None and place + 1 < len(chain):
            following = self.find(chain[place + 1])
            if following is not None and self._suits(following, row.item, used):
                return following
        found = self.find(row.exercise.harder)
        if found is None or not self._suits(found, row.item, used):
            return None
        return found if found.level <= row.exercise.level + 1 else None

    def variant_before(self, row: Row, used: Collection[str] = ()) -> Exercise | None:
        """The variant of the programme from which one came to this one."""
        if not (place := self._place(row)):
            return None
        found = self.find((row.item.exercise, *row.item.then)[place - 1])
        return found if found is not None and self._suits(found, row.item, used) else None

    def possible(self, row: Row, used: Collection[str] = ()) -> Row | None:
        """The row, or what may be done in its place today, None where nothing may.

        What trains something else is no place to go to: better left out, with its reason.
        """
        state = self.may(row.exercise)
        if state.available:
            return row
        ways = (self.find(state.instead), self.own(row.item).exercise)
        free = (way for way in ways if way is not None and self.is_free(way, row.item, used))
        easier = self._all_free(row, used)
        alike = (way for way in easier if trains_alike(way, row.exercise))
        there = [*free, *alike]
        if not there:
            return None
        # One that hurt of late comes last; it is done easier.
        found = min(there, key=self.is_sore)
        why = f"in place of {row.exercise.name}: {' '.join(state.why_not)}"
        return Row(row.item, found, own_dose(found, row.item), why=why, instead=True)

    def _place(self, row: Row) -> int | None:
        chain = (row.item.exercise, *row.item.then)
        return chain.index(row.exercise.id) if row.exercise.id in chain else None

    def is_sore(self, exercise: Exercise) -> bool:
        """Whether it hurt too much of late, and was not done calmly since."""
        return any(sore.task.exercise == exercise.id for sore in self.sores)

    def _suits(self, exercise: Exercise, item: Item, used: Collection[str]) -> bool:
        return self.is_free(exercise, item, used) and not self.is_sore(exercise)

    def is_free(self, exercise: Exercise, item: Item, used: Collection[str]) -> bool:
        """Whether it may stand for the item: available, and not in the session already."""
        others = {other.exercise for other in self.items if other is not item}
        return exercise.id not in others.union(used) and self.may(exercise).available
