"""What a session will be, in words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from journal.domain.exercise import minutes_of
from journal.domain.exercise_words import MINUTE, amount, minutes_words
from journal.domain.progression import LeftOut
from journal.domain.ways import Way
from journal.exercising import Fit

QUIET = "$text-quiet"


def plan_words(way: Way, fit: Fit, limit: str) -> Content:
    """Why it is so, how long it takes, each exercise, and what is left out today.

    `limit` says up to how much pain it is all right.
    """
    lines = [Content(way.why)] if way.why else []
    time = minutes_of([each.dose for each in way.plan])
    about = f"about {minutes_words(MINUTE * time)}"
    number = len(way.plan)
    about = f"{number} exercises, {about}" if number > 1 else about.capitalize()
    lines += [Content.styled(about, "bold"), Content(limit)]
    for each in way.plan:
        exercise = fit.library.exercise(each.exercise)
        said = "; ".join(filter(None, [amount(each.dose), each.note, each.why]))
        lines.append(Content.assemble(("• ", "$accent"), exercise.name, (f"  {said}", QUIET)))
        # In which way it is done today stands with it, not among the small words.
        lines += [Content(f"  {text}") for text in fit.of(exercise).adjust]
    if way.phase is not None:
        lines.append(Content(f"Not yet: {way.phase.not_yet}."))
    if way.left_out:
        lines += [Content(""), left_out_words(way.left_out, fit)]
    return Content("\n").join(lines)


def left_out_words(left_out: Iterable[LeftOut], fit: Fit) -> Content:
    """What is not done today, and why."""
    lines = [Content("Left out today")]
    for each in left_out:
        name, why = fit.library.exercise(each.item).name, " ".join(each.why)
        lines.append(Content.assemble(("– ", QUIET), name, (f"  {why}", QUIET)))
    return Content("\n").join(lines)
