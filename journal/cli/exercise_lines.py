"""Exercises and programmes as lines of text, wrapped to the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from journal.cli.check_talk import NARROWEST, WIDEST, wrapped
from journal.cli.output import counted, screen_width
from journal.domain.availability import Availability
from journal.domain.exercise import (
    Dose,
    Exercise,
    Group,
    Item,
    Library,
    Phase,
    Programme,
    dose_of,
    minutes,
)
from journal.domain.exercise_words import (
    amount,
    exercise_minutes,
    joined,
    needed,
    programme_minutes,
    rounds,
    tempo,
)
from journal.domain.progression import Planned
from journal.domain.standing import Permission
from journal.domain.ways import Way
from journal.exercising import Fit
from journal.planning import DayPlan

ROOMY = 70
"""Cells of a line from which names stand in a column of their own."""
NAME_WIDTH = 24
"""Cells for an exercise's id where it has a column; one that is longer stands above."""


# The list


def list_lines(
    found: Sequence[tuple[Exercise, Availability]],
    programmes: Sequence[tuple[Programme, DayPlan]],
    library: Library,
    permission: Permission,
    verb: str,
) -> Iterator[str]:
    """The programmes, the exercises by group, and at the end what is left out today, by reason.

    `verb` is the command that lists them.
    """
    if permission.why:
        yield from [*wrapped(permission.why), ""]
    if programmes:
        yield "Programmes"
    for programme, plan in programmes:
        yield from _row(programme.id, f"{programme.name}. {_for_today(plan, permission)}")
    if not found:
        yield from wrapped("No exercise is both of this group and of this level.")
        return
    for group in Group:
        mine = [pair for pair in found if pair[0].group is group and pair[1].available]
        if mine:
            yield group.capitalize()
        for exercise, state in mine:
            yield from _row(exercise.id, f"{_in_short(exercise, library)} {joined(state.adjust)}")
    left_out = [pair for pair in found if not pair[1].available]
    if left_out and (programmes or len(left_out) < len(found)):
        yield ""
    yield from _left_out(left_out, permission)
    yield ""
    if programmes:
        yield from wrapped(f"What a programme is made of: {verb} --programme NAME")
    yield from wrapped(f"How an exercise is done: {verb} show NAME")


def _for_today(plan: DayPlan, permission: Permission) -> str:
    """How long a programme takes today, and how much of it that is, or why it is not for today."""
    if plan.way is None:
        # The lock stands at the top.
        return "Not today." if plan.why_not == permission.why else f"Not today: {plan.why_not}"
    left_out = f"{plan.number} of " if plan.number < plan.total else ""
    hint = f" {plan.hint}" if plan.hint else ""
    return f"{plan.minutes} min, {left_out}{counted(plan.total, 'exercise')}.{hint}"


def _left_out(
    left_out: Sequence[tuple[Exercise, Availability]], permission: Permission
) -> Iterator[str]:
    """Each reason once, with those that it speaks against."""
    if not left_out:
        return
    yield f"Not today: {counted(len(left_out), 'exercise')}"
    by_reason: dict[str, list[str]] = {}
    for exercise, state in left_out:
        why = joined(why for why in state.why_not if why != permission.why)
        by_reason.setdefault(why, []).append(exercise.id)
    for why, names in by_reason.items():
        what = why.removesuffix(".").replace("It needs ", "Needs ")
        lead = f"- {what}: " if why else "- "
        yield from wrapped(f"{lead}{', '.join(names)}", under=True)


def _in_short(exercise: Exercise, library: Library) -> str:
    time = exercise_minutes(exercise, library)
    return f"{exercise.name}. Level {exercise.level}, {time} min, {needed(exercise)}."


def _against(state: Availability, permission: Permission) -> Iterator[str]:
    """What speaks against it; the lock, which stands at the top, is not said again for each."""
    yield from (why for why in state.why_not if why != permission.why)
    if state.instead:
        yield f"Without it: {state.instead}."


def _row(name: str, text: str) -> list[str]:
    """A name and what is said of it: beside it where there is room, else below."""
    width = max(NARROWEST, min(WIDEST, screen_width()))
    set_in = NAME_WIDTH + 4 if width >= ROOMY else 4
    beside = width >= ROOMY and len(name) <= NAME_WIDTH
    first = f"  {name:{NAME_WIDTH}}  " if beside else " " * set_in
    lines = wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * set_in,
        break_on_hyphens=False,
    )
    return lines if beside else [f"  {name}", *lines]


# A programme


def programme_lines(programme: Programme, today: Fit, plan: DayPlan) -> Iterator[str]:
    """What a programme is made of, and what of it is done today; a ladder phase by phase."""
    library, permission = today.library, today.permission
    yield from wrapped(f"{programme.name}. {programme.about}")
    yield from wrapped(f"How often: {programme.frequency}.")
    if permission.why:
        yield from ["", *wrapped(permission.why)]
    if (why := plan.why_not) and why != permission.why:
        yield from ["", *wrapped(f"Not today: {why}")]
    yield ""
    if programme.items:
        yield from _items(programme.items, today, plan.way)
        yield ""
    yield from wrapped(_together(programme, plan, library))
    if programme.phases:
        yield ""
    for number, phase in enumerate(programme.phases):
        yield from _phase(number, phase, today.in_phase(phase.id))
    yield from wrapped(f"To progress: {programme.progress}")
    yield from wrapped(programme.note)


def _together(programme: Programme, plan: DayPlan, library: Library) -> str:
    if plan.way is None:
        whole = programme_minutes(programme, library)
        return f"About {counted(whole, 'minute')}." if whole is not None else ""
    phase = f"phase {plan.way.phase.id}, " if plan.way.phase is not None else ""
    about = f"about {counted(plan.minutes or 0, 'minute')}"
    why = f" {plan.way.why}" if plan.way.why else ""
    hint = f" {plan.hint}" if plan.hint else ""
    return f"Today: {phase}{counted(plan.number, 'exercise')}, {about}.{why}{hint}"


def _phase(number: int, phase: Phase, then: Fit) -> Iterator[str]:
    time = counted(minutes(phase.items, then.library), "minute")
    yield from wrapped(f"{number} {phase.name} ({phase.id})")
    yield from wrapped(f"Begins: {phase.start}.", under=True)
    yield from wrapped(f"How often: {phase.frequency}, about {time}.", under=True)
    yield from _items(phase.items, then)
    yield from wrapped(f"Pain: up to {phase.pain_limit} of 10.", under=True)
    yield from wrapped(f"Move on when: {phase.move_on}.", under=True)
    yield from wrapped(f"Not yet: {phase.not_yet}.", under=True)
    yield ""


def _items(items: Sequence[Item], fit: Fit, way: Way | None = None) -> Iterator[str]:
    planned = {each.item: each for each in way.plan} if way is not None else {}
    left_out = {each.item: each.why for each in way.left_out} if way is not None else {}
    for item in items:
        exercise = fit.library.exercise(item.exercise)
        state, dose = fit.of(exercise), dose_of(exercise, item)
        said = [amount(dose), item.if_well, item.note]
        if item.then:
            said.append(f"then {', then '.join(item.then)}")
        if (each := planned.get(item.exercise)) is not None:
            today = _as_planned(each, dose)
            state = fit.of(fit.library.exercise(each.exercise))
        elif (why := left_out.get(item.exercise)) is not None:
            today = ["Not today.", *why]
        else:
            today = [] if state.available else ["Not today.", *_against(state, fit.permission)]
        text = f"{'; '.join(filter(None, said))}. {joined([*today, *state.adjust])}"
        yield from _row(item.exercise, text)


def _as_planned(each: Planned, own: Dose) -> list[str]:
    """What is done today, where it is not as the programme has it, and why."""
    if each.exercise == each.item and each.dose == own:
        return []
    name = f"{each.exercise}, " if each.exercise != each.item else ""
    why = f"; {each.why.removesuffix('.')}" if each.why else ""
    return [f"Today {name}{amount(each.dose)}{why}."]


# One exercise


def show_lines(
    exercise: Exercise,
    state: Availability,
    library: Library,
    permission: Permission,
    pictures: Iterable[str] = (),
) -> Iterator[str]:
    """How an exercise is done, how much of it, for whom not, and where the numbers come from.

    `pictures` are lines that show it, which come after the steps as they are.
    """
    yield from wrapped(exercise.name)
    yield from wrapped(f"{exercise.id}; also: {exercise.also}.")
    yield from wrapped(
        f"{exercise.group.capitalize()}, level {exercise.level}, {exercise.position},"
        f" {needed(exercise)}. For: {exercise.muscles}."
    )
    if exercise.optional:
        yield from wrapped(f"If you like: {', '.join(exercise.optional)}.")
    if not state.available:
        yield from wrapped(f"Not today: {joined(state.why_not)}")
    elif permission.why:
        yield from wrapped(permission.why)
    if state.instead:
        yield from wrapped(f"Without it: {state.instead}.")
    for line in state.adjust:
        yield from wrapped(line)
    yield from ["", "How"]
    for number, step in enumerate(exercise.steps, 1):
        yield from wrap(
            step,
            max(NARROWEST, min(WIDEST, screen_width())),
            initial_indent=f"{number:2} ",
            subsequent_indent="   ",
        )
    if shown := list(pictures):
        yield from ["", *shown]
    yield from ["", "Avoid"]
    for mistake in exercise.mistakes:
        yield from wrapped(f"- {mistake}", under=True)
    yield ""
    yield from wrapped(f"How much: {_dose(exercise, library)}")
    if exercise.note:
        yield from wrapped(exercise.note)
    for words, id in (("Easier", exercise.easier), ("Harder", exercise.harder)):
        if id is not None:
            yield from wrapped(f"{words}: {library.exercise(id).name} ({id}).")
    yield from _skips(exercise, library)
    yield from ["", *wrapped(f"Source: {exercise.source}")]


def _dose(exercise: Exercise, library: Library) -> str:
    dose = exercise.dose
    parts = [rounds(dose)]
    parts += filter(None, [tempo(dose)])
    if dose.rest and dose.sets > 1:
        parts.append(f"{dose.rest} seconds of rest between sets")
    time = counted(exercise_minutes(exercise, library), "minute")
    return f"{'; '.join(parts)}; about {time}."


def _skips(exercise: Exercise, library: Library) -> Iterator[str]:
    if not exercise.skip:
        return
    yield from ["", "Not for everyone"]
    for skip in exercise.skip:
        words = library.skip_codes[skip.code]
        why = f" ({skip.why})" if skip.why else ""
        what = skip.adjust or f"leave it out{why}"
        yield from wrapped(f"- {words}: {what}.", under=True)
