"""What a session was, and what ended it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from journal.domain.exercise import Library
from journal.domain.exercise_words import amount, name_of, time_words
from journal.domain.guidance import Ask, Guidance
from journal.domain.report import Numbers, fill
from journal.domain.task import Task
from journal.domain.wording import counted
from journal.ui.widgets.ask_panel import AskPanel

QUIET = "$text-quiet"


def done_words(tasks: Iterable[Task], library: Library) -> Content:
    """Each exercise, how much of it was done, and how much it hurt."""
    lines = []
    for task in tasks:
        if task.complete and not task.skipped:
            said = amount(task.dose)
        else:
            so_far = time_words(task) or counted(task.done_reps, "repetition")
            if task.skipped:
                said = f"left after {so_far}" if task.begun else "left out"
            elif not task.begun:
                # How it felt is asked only after what was at least begun.
                said = "not done" if task.worst is None else "begun"
            else:
                said = so_far
        before = {d.exercise for d in task.done if d.exercise != task.exercise}
        names = " and ".join(name_of(id, library) for id in sorted(before))
        said += f", after some of {names}" if names else ""
        worst = "" if task.worst is None else f", pain {task.worst}"
        mark, name = "• " if task.begun else "– ", name_of(task.exercise, library)
        lines.append(Content.assemble((mark, "$accent"), name, (f"  {said}{worst}", QUIET)))
    return Content("\n").join(lines)


def show_stop(
    panel: AskPanel, guidance: Guidance, numbers: Numbers, said: Sequence[Ask], slip: bool
) -> None:
    """Say what to do after what was `said`: a stop rule, or a yes before a session.

    In an emergency the call comes first and alone, and an enter too many does not lead away from
    it. With `slip` it can be taken back.
    """
    taken_back = {"slip": "That was a slip of the key: it is not so"} if slip else {}
    close = {"close": "Close: then it stands until a check" if slip else "Close"}
    lines = {"check": "Do the check of warning signs"} | taken_back | close
    told = f"You said: {'; '.join(ask.ask for ask in said)}. " if said else ""
    what = f"{told}{guidance.words.quick_yes}"
    if any(ask.emergency for ask in said):
        panel.ask(fill(guidance.words.emergency, numbers), what)
        panel.by_choice({"stay": "Keep this in view"} | lines)
    else:
        panel.ask("Not today", what)
        panel.by_choice(lines)
