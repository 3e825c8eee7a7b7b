"""What a finished session must keep to wherever it comes from, whichever exercises it had."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from journal.domain.entry import check_text
from journal.domain.exercise import Dose
from journal.domain.problem import FieldProblem
from journal.domain.session import Task
from journal.domain.task import MOST_SETS
from journal.domain.training import Session
from journal.store.record_rules import check_day, check_moment, check_record

HIGHEST = 10
"""The highest score of pain and of effort; the lowest is 0."""
ID_LIMIT = 64
"""Characters of the id of an exercise, a programme, a phase, a question or a stop rule."""
WORDS_LIMIT = 500
"""Characters of a note, and of why an exercise was left."""
MOST_REPS = 1000
LONGEST = 3600
"""Seconds of one part of a repetition, and of a rest: an hour's walk is one repetition."""


def check_session(session: Session, now: datetime) -> None:
    """Raise FieldProblem for a session that lies after `now` or cannot be so.

    Which exercises and programmes there are is not looked at: an older or newer library may
    have had others.
    """
    check_record(session, "session", now)
    check_moment("ended_at", session.ended_at, now)
    if session.ended_at < session.at:
        began = f"{session.at:%Y-%m-%d %H:%M}"
        raise FieldProblem("ended_at", f"{session.ended_at:%Y-%m-%d %H:%M}", f"from {began} on")
    check_text("programme", session.programme, ID_LIMIT)
    check_text("phase", session.phase, ID_LIMIT)
    check_text("stopped", session.stopped, ID_LIMIT)
    for question in session.quick:
        check_text("quick", question, ID_LIMIT)
    for name in ("before", "after", "effort"):
        check_score(name, getattr(session, name))
    if session.morning is not None or session.morning_on is not None:
        check_morning(session.morning, session.morning_on, session.day, now)
    if not session.tasks:
        raise FieldProblem("tasks", "none", "at least one exercise")
    for number, task in enumerate(session.tasks):
        _check_task(f"tasks[{number}]", task)


def as_written(session: Session) -> Session:
    """The session as it will be read again: seconds that are whole have their ".0" too.

    Else the same session would be other bytes in the journal that imports it.
    """
    return msgspec.json.decode(msgspec.json.encode(session), type=Session)


def check_morning(score: int | None, on: date | None, day: date, now: datetime) -> None:
    """Raise FieldProblem for what cannot be said of the morning after a session of `day`."""
    if score is None:
        raise FieldProblem("morning", "", f"0 to {HIGHEST}, where there is a morning_on")
    check_score("morning", score)
    if on is None:
        raise FieldProblem("morning_on", "", "the day on which morning was told")
    check_day("morning_on", on, max(now.date(), day))
    if on < day:
        raise FieldProblem("morning_on", on, f"from the day of the session on, {day}")


def check_score(field: str, score: int | None) -> None:
    """Raise FieldProblem unless it is a score or was not said."""
    if score is not None and (type(score) is not int or not 0 <= score <= HIGHEST):
        raise FieldProblem(field, score, f"0 to {HIGHEST}, whole numbers")


def _check_task(place: str, task: Task) -> None:
    check_text(f"{place}.exercise", task.exercise, ID_LIMIT)
    check_text(f"{place}.planned", task.planned, ID_LIMIT)
    check_text(f"{place}.note", task.note, WORDS_LIMIT)
    check_text(f"{place}.skipped", task.skipped, WORDS_LIMIT)
    check_score(f"{place}.worst", task.worst)
    _check_dose(f"{place}.dose", task.dose)
    for number, done in enumerate(task.done):
        spot = f"{place}.done[{number}]"
        check_text(f"{spot}.exercise", done.exercise, ID_LIMIT)
        _check_number(f"{spot}.set", done.set, 1, MOST_SETS)
        _check_number(f"{spot}.reps", done.reps, 1, MOST_REPS)
        _check_number(f"{spot}.direction", done.direction, 1, 2)


def _check_dose(place: str, dose: Dose) -> None:
    # A dose is unrolled set by set, so one of a billion sets would stop whoever looks at it.
    _check_number(f"{place}.sets", dose.sets, 1, MOST_SETS)
    _check_number(f"{place}.reps", dose.reps, 1, MOST_REPS)
    for name in ("out", "hold", "back", "rest"):
        _check_number(f"{place}.{name}", getattr(dose, name), 0, LONGEST)
    if not dose.out + dose.hold + dose.back:
        raise FieldProblem(f"{place}.out", 0, "a repetition that takes some time")


def _check_number(field: str, number: float, low: int, high: int) -> None:
    if not low <= number <= high:
        raise FieldProblem(field, number, f"{low} to {high}")
