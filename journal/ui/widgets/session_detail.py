"""One finished session in full, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from textual.content import Content

from journal.domain.after_session import MARK, STOPPED_MARK, programme_name
from journal.domain.exercise import Library
from journal.domain.exercise_words import amount, name_of, time_words
from journal.domain.guidance import Ask, Guidance
from journal.domain.looking_back import hurt_in, phase_of, zone_of
from journal.domain.task import Done, Task
from journal.domain.text import visible
from journal.domain.training import Session, Zone
from journal.store.session_log import PastSession
from journal.ui.widgets.score import score_style

QUIET = "$text-quiet"


def session_words(session: Session, library: Library, guidance: Guidance) -> Content:
    """Everything that was done and said; what was not said is left out."""
    lines = [*_heading(session, library)]
    if session.stopped:
        rule = _asked(session.stopped, guidance.stops)
        lines.append(Content(f"{STOPPED_MARK} Stopped: {rule[:1].lower()}{rule[1:]}"))
    lines += [*_around(session, library, guidance), Content("")]
    phase = phase_of(session, library)
    limit = None if phase is None else phase.pain_limit
    for task in session.tasks:
        red = zone_of(task, session, limit) is Zone.RED
        lines += _task(task, red, library, guidance)
    lines += [Content(""), Content.styled(f"id {visible(session.id)}", QUIET)]
    return Content("\n").join(lines)


def unreadable_words(past: PastSession, problem: str) -> Content:
    """What is known of a session that this version cannot read, and why it cannot."""
    day = f"{past.day:%A} {past.day.day} {past.day:%B %Y}, {past.at:%H:%M}"
    return Content("\n").join(
        [
            Content.styled(programme_name(past.programme), "bold"),
            Content(day),
            Content.styled(f"This session cannot be read: {visible(problem)}", "$error"),
            Content.styled("It is kept as it is in the file.", QUIET),
        ]
    )


def _heading(session: Session, library: Library) -> Iterator[Content]:
    minutes = round((session.ended_at - session.at).total_seconds() / 60)
    day = f"{session.day:%A} {session.day.day} {session.day:%B %Y}, {session.at:%H:%M}"
    name = programme_name(session.programme)
    phase = f", {_phase(session, library)}" if session.phase else ""
    yield Content.assemble((f"{name}{phase}", "bold"))
    yield Content.assemble(day, (f", {minutes} min", QUIET) if minutes else "")


def _phase(session: Session, library: Library) -> str:
    phase = phase_of(session, library)
    return visible(session.phase) if phase is None else phase.name


def _around(session: Session, library: Library, guidance: Guidance) -> Iterator[Content]:
    """The pain around it, how hard it was, and how it went."""
    named = ("before", session.before), ("worst", session.worst), ("after", session.after)
    scores = [*named, ("next morning", session.morning)]
    said = [_score(name, score) for name, score in scores if score is not None]
    if said:
        rose = (" (higher than before)", QUIET) if session.red_morning else ""
        yield Content.assemble(("Pain: ", QUIET), Content(", ").join(said), rose)
    if sore := hurt_in(session, library):
        names = dict.fromkeys([name_of(task.exercise, library) for task in sore])
        yield _row("Too much pain in", "; ".join(names))
    if session.effort is not None:
        yield _row("Effort", f"{session.effort} of 10")
    if session.clean is not None:
        yield _row("Form", "good to the end" if session.clean else "not good to the end")
    if yes := [_asked(id, guidance.quick) for id, answer in session.quick.items() if answer]:
        yield _row("Quick check, yes to", "; ".join(yes))
    if session.eased:
        yield Content("Done by an easier plan than usual.")


def _task(task: Task, red: bool, library: Library, guidance: Guidance) -> Iterator[Content]:
    """An exercise: how much was done of it, what it gave, and what else is to say of it.

    `red` is whether its pain was too much.
    """
    mark = (f"{MARK} ", "$accent") if task.done_reps or task.seconds else ("– ", QUIET)
    line = Content.assemble(mark, name_of(task.exercise, library), (f"  {_amount(task)}", QUIET))
    if task.worst is not None:
        line = line.append(Content.styled(", ", QUIET)).append(_score("pain", task.worst))
        line = line.append(Content.styled(", above the limit" if red else "", QUIET))
    yield line
    if task.planned != task.exercise:
        yield _more(f"in place of {name_of(task.planned, library)}")
    for id, bouts in groupby(task.done, attrgetter("exercise")):
        if id != task.exercise:
            yield _more(f"{_repetitions(bouts)} of {name_of(id, library)} before the change")
    if task.begun and not task.complete:
        yield _more(f"planned: {amount(task.dose)}")
    if task.note:
        yield _more(visible(task.note))
    if task.skipped:
        left = "stopped" if task.begun else "left out"
        yield _more(f"{left}: {_asked(task.skipped, guidance.skips)}")


def _amount(task: Task) -> str:
    if task.complete:
        return amount(task.dose)
    if time := time_words(task):
        return time
    if not task.done_reps:
        return "not done" if task.worst is None or task.skipped else "begun"
    return _repetitions(done for done in task.done if done.exercise == task.exercise)


def _repetitions(bouts: Iterable[Done]) -> str:
    """The repetitions of each set, in their order: "10 + 8 repetitions"."""
    each = [done.reps for done in bouts]
    return f"{' + '.join(map(str, each))} {'repetition' if each == [1] else 'repetitions'}"


def _asked(id: str, asked: Iterable[Ask]) -> str:
    """The words of a reason or question; other words are shown as they are."""
    return next((ask.ask for ask in asked if ask.id == id), visible(id))


def _score(name: str, score: int) -> Content:
    return Content.assemble((f"{name} ", QUIET), (str(score), f"bold {score_style(score)}"))


def _more(text: str) -> Content:
    return Content.styled(f"    {text}", QUIET)


def _row(name: str, value: str) -> Content:
    return Content.assemble((f"{name}: ", QUIET), value)
