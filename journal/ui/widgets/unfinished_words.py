"""A session that waits: what was done, where it stands, and how long the rest takes."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from journal.domain.exercise_words import MINUTE, amount, minutes_words, time_words
from journal.domain.session import seconds_left
from journal.domain.session_run import SessionRun
from journal.domain.stops import reason
from journal.domain.task import Task
from journal.domain.text import visible

QUIET = "$text-quiet"


def unfinished_words(
    run: SessionRun, title: str, names: Mapping[str, str], when: str, why_not: str
) -> Content:
    """The session with this title, begun `when`, and `why_not` it cannot go on, if so.

    `names` are those of the exercises by id.
    """
    player, tasks = run.player, run.player.tasks
    # Those of another version have no name here.
    called = [names.get(task.exercise, visible(task.exercise)) for task in tasks]
    lines = [Content.styled(title, "bold")]
    if why_not:
        lines.append(Content.assemble(("Not today. ", "bold"), why_not))
    lines.append(Content(f"Begun {when}."))
    if run.stopped:
        lines.append(Content.styled(f"Stopped: {reason(run.stopped)}.", "bold"))
    elif player.stage == "over":
        lines.append(Content.styled("Its end is not told yet.", "bold"))
    else:
        time = minutes_words(MINUTE * (minutes_left(run) or 0))
        at = f"Exercise {player.task + 1} of {len(tasks)}, about {time} left"
        lines.append(Content.styled(at, "bold"))
    lines.append(Content(""))
    for number, (task, name) in enumerate(zip(tasks, called, strict=True)):
        here = player.stage != "over" and number == player.task
        to_come = player.stage != "over" and number > player.task
        mark = "› " if here else "  " if to_come else "• " if task.begun else "– "
        said = "to come" if to_come else _said(task, here)
        lines.append(Content.assemble((mark, "$accent"), name, (f"  {said}", QUIET)))
    return Content("\n").join(lines)


def minutes_left(run: SessionRun) -> int | None:
    """About how many minutes the rest takes, at least 1; None where only questions are left."""
    if run.player.stage == "over":
        return None
    return max(1, round(seconds_left(run.player) / MINUTE))


def _said(task: Task, here: bool) -> str:
    """How much of an exercise was done, and how much it hurt."""
    if task.skipped:
        said = "left out"
    elif task.complete:
        said = f"done, {amount(task.dose)}"
    elif time := time_words(task):
        said = f"{time} done"
    elif task.done:
        said = f"{task.done_reps} of {task.planned_reps} repetitions done"
    else:
        begun = "not done" if task.worst is None else "begun"
        said = "here it goes on" if here else begun
    return said if task.worst is None else f"{said}, pain {task.worst}"
