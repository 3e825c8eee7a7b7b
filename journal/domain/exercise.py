"""Exercises and programmes: what is done, how much, with what, and who leaves it out.

The words and doses stand in `journal/content/exercises.toml` and `programmes.toml`; here is
their shape (clinical sections 4.4 to 4.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Literal

import msgspec

READY = 8.0
"""Seconds to get into place before an exercise."""
SIDE_CHANGE = 5
"""Seconds that changing sides takes (clinical section 4.6)."""


class Group(StrEnum):
    """What an exercise is for."""

    MOBILITY = "mobility"
    NEURAL = "neural"
    STRETCH = "stretch"
    ACTIVATION = "activation"
    STRENGTH = "strength"
    CORE = "core"
    AEROBIC = "aerobic"


class Equipment(StrEnum):
    """A thing that an exercise may need (clinical section 4.6)."""

    MAT = "mat"
    CHAIR = "chair"
    WALL = "wall"
    STEP = "step"
    MINI_BAND = "mini-band"
    LONG_BAND = "long-band"
    CABLE = "cable"
    SLIDERS = "sliders"
    DUMBBELLS = "dumbbells"


class Muscle(StrEnum):
    """A group of muscles to look for."""

    HIP_FLEXORS = "hip-flexors"
    HIP_ROTATORS = "hip-rotators"
    GLUTEALS = "gluteals"
    HIP_CUFF = "hip-cuff"
    ADDUCTORS = "adductors"
    QUADRICEPS = "quadriceps"
    HAMSTRINGS = "hamstrings"
    CORE = "core"
    BACK = "back"


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the content; a misspelt key in the file is an error."""


class Dose(Part, frozen=True, kw_only=True):
    """How much: sets of repetitions, each `out`, `hold` and `back` seconds long.

    `rest` is the seconds between sets. `sides` is 2 where each side is done, `directions` 2
    where each direction is.
    """

    sets: int
    reps: int
    out: float
    hold: float
    back: float
    rest: int
    sides: Literal[1, 2] = 1
    directions: Literal[1, 2] = 1

    @property
    def bouts(self) -> int:
        """How often its repetitions are gone through: each set on each side in each direction."""
        return self.sets * self.sides * self.directions

    @property
    def waits(self) -> float:
        """Seconds without a movement: getting into place, rests, changes of side or direction."""
        changes = self.bouts - self.sets
        return READY + self.rest * (self.sets - 1) + SIDE_CHANGE * changes

    @property
    def seconds(self) -> float:
        """How long it takes from getting into place on, at its own tempo."""
        return self.waits + self.bouts * self.reps * (self.out + self.hold + self.back)


class Skip(Part, frozen=True, kw_only=True):
    """For whom an exercise is not, or not as it stands.

    With `adjust` it may be done in another way, which the text says; without it is left out.
    `why` is why it is left out, where the code does not say it.
    """

    code: str
    adjust: str = ""
    why: str = ""


class Exercise(Part, frozen=True, kw_only=True):
    """One of the 44 exercises (clinical section 4.7).

    `needs` are alternatives: one of the sets of equipment has to be at hand; none are needed
    when one of them is empty. `easier` and `harder` are ids of exercises. `short_steps` and
    `short_mistakes` are said where it is held for less than its own time: what is about the
    weeks to come does not fit a walk to the window.
    """

    id: str
    name: str
    also: str
    group: Group
    muscles: str
    targets: tuple[Muscle, ...]
    position: str
    level: Literal[1, 2, 3]
    needs: tuple[tuple[Equipment, ...], ...]
    optional: tuple[Equipment, ...] = ()
    dose: Dose
    easier: str | None = None
    harder: str | None = None
    steps: tuple[str, ...]
    mistakes: tuple[str, ...]
    short_steps: tuple[str, ...] = ()
    short_mistakes: tuple[str, ...] = ()
    skip: tuple[Skip, ...] = ()
    source: str
    note: str = ""

    def possible_with(self, owned: Iterable[Equipment]) -> bool:
        """Whether the equipment at hand is enough."""
        have = set(owned)
        return any(have.issuperset(needed) for needed in self.needs)


class Item(Part, frozen=True, kw_only=True):
    """One exercise of a programme; sets, repetitions and hold stand in for those of its dose.

    `then` are the variants that follow when it gets easy, in their order. `if_well` says when
    it may be done at all, for those that are not for every day.
    """

    exercise: str
    sets: int | None = None
    reps: int | None = None
    hold: float | None = None
    note: str = ""
    then: tuple[str, ...] = ()
    if_well: str = ""


class Phase(Part, frozen=True, kw_only=True):
    """One step of the return ladder: what to do until what holds (clinical section 4.8-F).

    Pain above `pain_limit` is red here. `days` are the least days with a session before the
    question whether `move_on` holds makes sense.
    """

    id: str
    name: str
    start: str
    items: tuple[Item, ...]
    frequency: str
    move_on: str
    not_yet: str
    pain_limit: int
    days: int = 1


class Programme(Part, frozen=True, kw_only=True):
    """One of the 8 programmes. It has `items`, or `phases` that are gone through in order.

    `hours_between` are the least hours from one session to the next. `gentle` programmes are
    for days on which only those are allowed. One that `progresses` gets harder step by step
    (clinical section 4.4).
    """

    id: str
    name: str
    about: str
    frequency: str
    hours_between: int
    progress: str
    note: str
    gentle: bool = False
    progresses: bool = False
    items: tuple[Item, ...] = ()
    phases: tuple[Phase, ...] = ()

    @property
    def all_items(self) -> tuple[Item, ...]:
        """Its items, those of its phases among them."""
        return (*self.items, *(item for phase in self.phases for item in phase.items))


class Library(Part, frozen=True, kw_only=True):
    """All exercises and programmes.

    Raises ValueError when an id occurs twice or a reference leads nowhere.
    """

    exercises: tuple[Exercise, ...]
    programmes: tuple[Programme, ...]
    skip_codes: dict[str, str]
    """Skip code -> when it applies, in words to the person."""

    def __post_init__(self) -> None:
        ids = [exercise.id for exercise in self.exercises]
        names = [programme.id for programme in self.programmes]
        twice = sorted({id for id in ids if ids.count(id) > 1})
        twice += sorted({id for id in names if names.count(id) > 1})
        if twice:
            raise ValueError(f"ids that occur twice: {', '.join(twice)}")
        lost = sorted(set(self._references()) - set(ids))
        if lost:
            raise ValueError(f"references to nothing: {', '.join(lost)}")
        codes = {skip.code for exercise in self.exercises for skip in exercise.skip}
        if unknown := sorted(codes - set(self.skip_codes)):
            raise ValueError(f"skip codes that are not explained: {', '.join(unknown)}")

    def _references(self) -> Iterator[str]:
        for exercise in self.exercises:
            yield from (id for id in (exercise.easier, exercise.harder) if id)
        for programme in self.programmes:
            for items in (programme.items, *(phase.items for phase in programme.phases)):
                for item in items:
                    yield from (item.exercise, *item.then)

    def exercise(self, id: str) -> Exercise:
        """The exercise with this id. Raises KeyError."""
        for exercise in self.exercises:
            if exercise.id == id:
                return exercise
        raise KeyError(id)

    def programme(self, id: str) -> Programme:
        """The programme with this id. Raises KeyError."""
        for programme in self.programmes:
            if programme.id == id:
                return programme
        raise KeyError(id)


def dose_of(exercise: Exercise, item: Item) -> Dose:
    """The exercise's dose with what the programme says of it."""
    changes = {"sets": item.sets, "reps": item.reps, "hold": item.hold}
    given = {name: value for name, value in changes.items() if value is not None}
    return msgspec.structs.replace(exercise.dose, **given)


def minutes(items: Iterable[Item], library: Library) -> int:
    """About how long these take, in full minutes, at least 1."""
    return minutes_of([dose_of(library.exercise(item.exercise), item) for item in items])


def minutes_of(doses: Iterable[Dose]) -> int:
    """About how long these take one after the other, in full minutes, at least 1."""
    return max(1, round(sum(dose.seconds for dose in doses) / 60))
