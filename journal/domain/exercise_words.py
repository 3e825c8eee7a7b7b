"""Exercises in words, the same on the screens and on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from journal.domain.exercise import Dose, Equipment, Exercise, Item, Library, Programme, minutes
from journal.domain.task import MINUTE as MINUTE
from journal.domain.task import Task
from journal.domain.task import is_stretch_of_time as is_stretch_of_time
from journal.domain.text import visible

POSITIONS = {
    "supine": "on the back",
    "prone": "face down",
    "side-lying": "on the side",
    "quadruped": "hands and knees",
    "kneeling": "kneeling",
    "seated": "sitting",
    "standing": "standing",
}
"""The positions of the content, and what people call them."""
IN_A_SENTENCE = {
    Equipment.MAT: "a mat",
    Equipment.CHAIR: "a chair",
    Equipment.WALL: "a wall",
    Equipment.STEP: "a step",
    Equipment.MINI_BAND: "a mini-band",
    Equipment.LONG_BAND: "a long band",
    Equipment.CABLE: "a cable column",
    Equipment.SLIDERS: "sliders, or a towel on a smooth floor",
    Equipment.DUMBBELLS: "dumbbells",
}
"""What a thing is called where a sentence goes on with it."""


def amount(dose: Dose) -> str:
    """Sets, repetitions and hold: "2 sets of 10 on each side, 3 seconds hold"."""
    if dose.hold and not is_stretch_of_time(dose):
        return f"{rounds(dose)}, {seconds_words(dose.hold)} hold"
    return rounds(dose)


def rounds(dose: Dose) -> str:
    """Sets and repetitions: "2 sets of 10 on each side", "once", "5 minutes"."""
    sides = " on each side" if dose.sides == 2 else ""
    directions = " in each direction" if dose.directions == 2 else ""
    return f"{_how_often(dose)}{sides}{directions}"


def _how_often(dose: Dose) -> str:
    if is_stretch_of_time(dose):
        time = minutes_words(dose.hold)
        return time if dose.sets == 1 else f"{dose.sets} times {time}"
    if dose.sets == 1 or dose.reps == 1:
        times = dose.sets * dose.reps
        return "once" if times == 1 else f"{times} times"
    return f"{dose.sets} sets of {dose.reps}"


def minutes_words(seconds: float) -> str:
    """Seconds as minutes: "1.5 minutes"."""
    number = seconds / MINUTE
    return f"{number:g} {'minute' if number == 1 else 'minutes'}"


def time_words(task: Task) -> str:
    """How long a stretch of time went on that was left before its end: "1 of 5 minutes".

    Empty where it was not begun, or is none.
    """
    if not is_stretch_of_time(task.dose):
        return ""
    went_on = task.done_reps * task.dose.hold + task.seconds
    if went_on < MINUTE:
        return seconds_words(went_on) if went_on else ""
    # Half minutes that were through: nobody is told more than they did.
    whole = task.planned_reps * task.dose.hold
    return f"{went_on * 2 // MINUTE / 2:g} of {minutes_words(whole)}"


def seconds_words(seconds: float) -> str:
    """Seconds with their word: "1 second"."""
    return f"{seconds:g} {'second' if seconds == 1 else 'seconds'}"


def tempo(dose: Dose) -> str:
    """The seconds of one repetition, empty where it is a hold or a walk alone."""
    if not dose.out + dose.back:
        return ""
    return f"seconds out {dose.out:g}, hold {dose.hold:g}, back {dose.back:g}"


def steps_of(exercise: Exercise, dose: Dose) -> tuple[str, ...]:
    """How it goes when it is done in this dose."""
    return exercise.short_steps if _is_short(exercise, dose) else exercise.steps


def mistakes_of(exercise: Exercise, dose: Dose) -> tuple[str, ...]:
    """What to take care of when it is done in this dose."""
    return exercise.short_mistakes if _is_short(exercise, dose) else exercise.mistakes


def _is_short(exercise: Exercise, dose: Dose) -> bool:
    return bool(exercise.short_steps) and dose.hold < exercise.dose.hold


def name_of(id: str, library: Library) -> str:
    """What people call an exercise; one that this version does not know goes by its id."""
    with suppress(KeyError):
        return library.exercise(id).name
    return visible(id)


def needed(exercise: Exercise) -> str:
    """What it needs: "mat", "mat or chair", "long-band and chair"."""
    if not all(exercise.needs):
        return "no equipment"
    return " or ".join(" and ".join(need) for need in exercise.needs)


def needed_words(exercise: Exercise) -> str:
    """What it needs, as a part of a sentence: "a long band and a chair", "no equipment"."""
    if not all(exercise.needs):
        return "no equipment"
    ways = [" and ".join(IN_A_SENTENCE[thing] for thing in need) for need in exercise.needs]
    return " or ".join(filter(None, [", ".join(ways[:-1]), ways[-1]]))


def missing_words(exercise: Exercise) -> str:
    """A sentence for whom it lacks what it needs: "It needs a long band and a chair."."""
    return f"It needs {needed_words(exercise)}."


def position_words(exercise: Exercise) -> str:
    """The position that it begins in: "on the back or sitting"."""
    found = [word for key, word in POSITIONS.items() if key in exercise.position]
    return " or ".join(found)


def exercise_minutes(exercise: Exercise, library: Library) -> int:
    """About how long the exercise's own dose takes, in minutes."""
    return minutes([Item(exercise=exercise.id)], library)


def programme_minutes(programme: Programme, library: Library) -> int | None:
    """About how long a session takes, in minutes; a ladder's phases differ, so it has none."""
    return minutes(programme.items, library) if programme.items else None


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after the other."""
    return " ".join(sentences)
