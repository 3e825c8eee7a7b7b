"""One exercise or programme in full, in words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from journal.domain.availability import Availability
from journal.domain.exercise import Exercise, Item, Library, Phase, Programme, dose_of, minutes
from journal.domain.exercise_words import (
    amount,
    exercise_minutes,
    needed,
    position_words,
    programme_minutes,
    rounds,
    tempo,
)
from journal.domain.standing import Exercise as Allowed
from journal.exercising import Fit

QUIET = "$text-quiet"


def exercise_words(exercise: Exercise, fit: Fit) -> Content:
    """What it is, whether it is for today, how it goes, how much of it, for whom not."""
    state, library = fit.of(exercise), fit.library
    lines = [
        Content.styled(exercise.name, "bold"),
        *_state(state, library),
        Content(f"{exercise.group.capitalize()}, level {exercise.level}, {needed(exercise)}."),
        Content.styled(f"{position_words(exercise).capitalize()}. For: {exercise.muscles}.", QUIET),
        Content(""),
    ]
    for number, step in enumerate(exercise.steps, 1):
        lines.append(Content.assemble((f"{number} ", "bold $accent"), step))
    lines += [Content(""), _row("Take care", "; ".join(exercise.mistakes))]
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


def _state(state: Availability, library: Library) -> Iterable[Content]:
    for why in state.why_not:
        yield Content.assemble(("Not today. ", "bold"), why)
    if state.instead:
        yield Content(f"Without it: {library.exercise(state.instead).name}.")
    yield from (Content(line) for line in state.adjust)


def programme_words(programme: Programme, fit: Fit, last: str) -> Content:
    """What it is for, how often, and its exercises; `last` says when it was done last."""
    time = programme_minutes(programme, fit.library)
    lines = [
        Content.styled(programme.name, "bold"),
        Content(programme.about),
        *([Content(why)] if (why := fit.against(programme) or permission_words(fit)) else []),
        Content(""),
    ]
    lines += _items(programme.items, fit)
    for number, phase in enumerate(programme.phases):
        lines += _phase(number, phase, fit)
    if time is not None:
        lines += [Content(""), _row("Together", f"about {time} minutes")]
    lines.append(_row("How often", programme.frequency))
    if last:
        lines.append(_row("Last", last))
    lines += [_row("To progress", programme.progress), Content.styled(programme.note, QUIET)]
    return Content("\n").join(lines)


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
