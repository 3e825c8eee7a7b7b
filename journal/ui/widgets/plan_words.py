"""What a session will be, in words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from journal.domain.exercise import minutes_of
from journal.domain.exercise_words import MINUTE, amount, minutes_words
from journal.domain.progression import LeftOut, Planned
from journal.domain.ways import Way
from journal.exercising import Fit

QUIET = "$text-quiet"


def plan_words(way: Way, fit: Fit, limit: str) -> Content:
    """Why it is so, how long it takes, each exercise, and what is left out today.

    `limit` says up to how much pain it is all right.
    """
    lines = [Content(way.why)] if way.why else []
    lines += [Content.styled(how_long(way), "bold"), Content(limit)]
    for each in way.plan:
        lines += planned_words(each, fit)
    if way.phase is not None:
        lines.append(Content(f"Move on when: {way.phase.move_on}."))
        lines.append(Content(f"Not yet: {way.phase.not_yet}."))
    if way.left_out:
        lines += [Content(""), left_out_words(way.left_out, fit)]
    return Content("\n").join(lines)


def how_long(way: Way) -> str:
    """How many exercises, and about how many minutes: "8 exercises, about 29 minutes"."""
    time = minutes_of([each.dose for each in way.plan])
    about = f"about {minutes_words(MINUTE * time)}"
    number = len(way.plan)
    return f"{number} exercises, {about}" if number > 1 else about.capitalize()


def planned_words(each: Planned, fit: Fit) -> list[Content]:
    """One exercise of a session, how much of it, and why it is not as usual."""
    exercise = fit.library.exercise(each.exercise)
    said = "; ".join(filter(None, [amount(each.dose), each.note, each.why]))
    line = Content.assemble(("• ", "$accent"), exercise.name, (f"  {said}", QUIET))
    # In which way it is done today stands with it, not among the small words.
    return [line, *[Content(f"  {text}") for text in fit.of(exercise).adjust]]


def left_out_words(left_out: Iterable[LeftOut], fit: Fit) -> Content:
    """What is not done today, and why."""
    lines = [Content("Left out today")]
    lines += [left_out_line(each, fit) for each in left_out]
    return Content("\n").join(lines)


def left_out_line(each: LeftOut, fit: Fit) -> Content:
    """One exercise that is not done today, and why."""
    name, why = fit.library.exercise(each.item).name, " ".join(each.why)
    return Content.assemble(("– ", QUIET), name, (f"  {why}", QUIET))
