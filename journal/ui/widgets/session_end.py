"""What a session was, and what ended it, in words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from journal.domain.exercise import Library
from journal.domain.exercise_words import amount
from journal.domain.guidance import Guidance
from journal.domain.report import Numbers, fill
from journal.domain.task import Task

QUIET = "$text-quiet"


def done_words(tasks: Iterable[Task], library: Library) -> Content:
    """Each exercise, how much of it was done, and how much it hurt."""
    lines = []
    for task in tasks:
        if task.skipped:
            said = "left out"
        elif not task.done:
            said = "not done"
        else:
            said = amount(task.dose) if task.complete else f"{task.done_reps} repetitions"
        worst = "" if task.worst is None else f", pain {task.worst}"
        mark, name = "• " if task.done else "– ", library.exercise(task.exercise).name
        lines.append(Content.assemble((mark, "$accent"), name, (f"  {said}{worst}", QUIET)))
    return Content("\n").join(lines)


def stopped_words(stopped: str, guidance: Guidance, numbers: Numbers) -> Content:
    """What to do after a stop rule; whom to call comes first where that is needed."""
    words = Content(guidance.words.quick_yes)
    if not any(ask.emergency for ask in guidance.stops if ask.id == stopped):
        return words
    call = Content.styled(fill(guidance.words.emergency, numbers), "bold $error")
    return Content("\n").join([call, words])
