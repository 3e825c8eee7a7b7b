"""One exercise or programme in full, in words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from journal.domain.availability import Availability
from journal.domain.exercise import Exercise, Item, Library, Phase, Programme, dose_of, minutes
from journal.domain.exercise_words import (
    MINUTE,
    amount,
    exercise_minutes,
    minutes_words,
    missing_words,
    needed_words,
    position_words,
    rounds,
    tempo,
)
from journal.domain.standing import Exercise as Allowed
from journal.domain.ways import Way
from journal.exercising import Fit
from journal.planning import DayPlan
from journal.ui.widgets.plan_words import how_long, left_out_line, planned_words

QUIET = "$text-quiet"


def exercise_words(exercise: Exercise, fit: Fit) -> Content:
    """What it is, whether it is for today, how it goes, how much of it, for whom not."""
    state, library = fit.of(exercise), fit.library
    lines = [
        Content.styled(exercise.name, "bold"),
        *_state(state, exercise, library),
        Content(f"{exercise.group.capitalize()}, level {exercise.level}. {_kit(exercise)}"),
        Content.styled(f"{position_words(exercise).capitalize()}. For: {exercise.muscles}.", QUIET),
        Content(""),
    ]
    for number, step in enumerate(exercise.steps, 1):
        lines.append(Content.assemble((f"{number} ", "bold $accent"), step))
    lines += [Content(""), _row("Avoid", "; ".join(exercise.mistakes))]
    time = exercise_minutes(exercise, library)
    parts = [rounds(exercise.dose), tempo(exercise.dose), f"about {time} min"]
    lines.append(_row("How much", "; ".join(filter(None, parts))))
    if exercise.note:
        lines.append(Content(exercise.note))
    for words, id in (("Easier", exercise.easier), ("Harder", exercise.harder)):
        if id is not None:
            lines.append(_row(words, library.exercise(id).name))
    for skip in exercise.skip:
        why = f" ({skip.why})" if skip.why else ""
        lines.append(
            _row("With", f"{library.skip_codes[skip.code]}: {skip.adjust or f'leave it out{why}'}")
        )
    lines.append(Content.styled(f"Also: {exercise.also}. Source: {exercise.source}", QUIET))
    return Content("\n").join(lines)


def _kit(exercise: Exercise) -> str:
    words = needed_words(exercise)
    return f"With {words}." if all(exercise.needs) else f"{words.capitalize()}."


def _state(state: Availability, exercise: Exercise, library: Library) -> Iterable[Content]:
    for why in state.why_not:
        yield Content.assemble(("Not today. ", "bold"), why)
    if state.instead:
        yield Content(f"Without it: {library.exercise(state.instead).name}.")
    elif state.why_not == (missing_words(exercise),):
        yield Content("Nothing that trains the same goes without it.")
    yield from (Content(line) for line in state.adjust)


def programme_words(programme: Programme, fit: Fit, today: DayPlan, last: str) -> Content:
    """What it is for, what of it is done today, how often; `last` says when it was done last.

    What is done is what the page before the session says, in the same numbers.
    """
    lines = [Content.styled(programme.name, "bold"), *_today(programme, fit, today)]
    lines += [Content(programme.about), Content("")]
    if today.way is not None and programme.items:
        lines += _done_today(programme.items, today.way, fit)
    else:
        lines += _items(programme.items, fit)
    for number, phase in enumerate(programme.phases):
        lines += _phase(number, phase, fit)
    if today.way is None and today.minutes is not None:
        lines += [Content(""), _row("Together", f"about {minutes_words(MINUTE * today.minutes)}")]
    elif programme.items:
        lines.append(Content(""))
    lines.append(_row("How often", programme.frequency))
    if last:
        lines.append(_row("Last", last))
    lines += [_row("To progress", programme.progress), Content.styled(programme.note, QUIET)]
    return Content("\n").join(lines)


def _today(programme: Programme, fit: Fit, today: DayPlan) -> Iterable[Content]:
    """How long it takes today and why so, or why it is not for today."""
    if today.way is None:
        yield Content.assemble(("Not today. ", "bold"), today.why_not)
        return
    if why := permission_words(fit):
        yield Content(why)
    where = today.way.phase.name if today.way.phase is not None else ""
    told = [f"Phase “{where}”" if where else "", how_long(today.way)]
    yield Content.styled(": ".join(filter(None, told)), "bold")
    if today.way.why:
        yield Content(today.way.why)
    if today.way.phase is not None:
        yield _row("Move on when", today.way.phase.move_on)
    if today.hint:
        yield Content(today.hint)


def _done_today(items: Iterable[Item], way: Way, fit: Fit) -> list[Content]:
    """Each item in its place: what is done for it, or why nothing is."""
    planned = {each.item: each for each in way.plan}
    left_out = {each.item: each for each in way.left_out}
    lines = []
    for item in items:
        if (each := planned.get(item.exercise)) is not None:
            lines += planned_words(each, fit)
        elif (left := left_out.get(item.exercise)) is not None:
            lines.append(left_out_line(left, fit))
    return lines


def permission_words(fit: Fit, key: str = "c") -> str:
    """What the checks allow and why; where one is wanted though nothing is locked, its key too."""
    permission = fit.permission
    wanted = permission.exercise is Allowed.ALL and permission.why
    return f"{permission.why} Press {key} for one." if wanted else permission.why


def _phase(number: int, phase: Phase, fit: Fit) -> list[Content]:
    about = minutes(phase.items, fit.library)
    return [
        Content.assemble((f"{number} {phase.name}", "bold"), (f"  about {about} min", QUIET)),
        *_items(phase.items, fit.in_phase(phase.id)),
        _row("Pain", f"up to {phase.pain_limit} of 10"),
        _row("Move on when", phase.move_on),
        _row("Not yet", phase.not_yet),
        Content(""),
    ]


def _items(items: Iterable[Item], fit: Fit) -> list[Content]:
    lines = []
    for item in items:
        exercise = fit.library.exercise(item.exercise)
        state = fit.of(exercise)
        said = ", ".join(filter(None, [amount(dose_of(exercise, item)), item.if_well, item.note]))
        if state.available:
            lines.append(Content.assemble(("• ", "$accent"), exercise.name, (f"  {said}", QUIET)))
        else:
            other = fit.library.exercise(state.instead).name if state.instead else ""
            why = f"  {' '.join(state.why_not)}{f' Instead: {other}.' if other else ''}"
            lines.append(Content.assemble(("– ", QUIET), exercise.name, (why, QUIET)))
    return lines


def _row(name: str, value: str) -> Content:
    return Content.assemble((f"{name}: ", QUIET), value)
