"""What a screening must keep to wherever it comes from, whichever questions it asked."""

from __future__ import annotations

from datetime import date, datetime

from journal.domain.entry import CLOCK_SLACK, EARLIEST_DAY, check_text
from journal.domain.problem import FieldProblem
from journal.domain.screening import REASON_LIMIT, Clearance, Screening
from journal.store.profile_record import PROFILE_ID, ProfileRecord

MOOD_HIGHEST = 3
"""The highest answer to a question on mood; the lowest is 0."""


def check_screening(screening: Screening, now: datetime) -> None:
    """Raise FieldProblem for a screening that lies after `now` or cannot be so.

    Which questions there are, and which answers they take, is not looked at: an older or newer
    checklist may have asked it.
    """
    name = screening.id
    if not (name.isascii() and name.isalnum() and len(name) <= 64):
        raise FieldProblem("id", name, "1 to 64 letters and digits")
    _check_moment("at", screening.at, now)
    for field, moment in (
        ("created_at", screening.created_at),
        ("updated_at", screening.updated_at),
    ):
        if moment.tzinfo is None:
            raise FieldProblem(field, moment, "a date and time with its UTC offset")
    _check_day("day", screening.day, max(now.date(), screening.at.date()))
    if abs((screening.day - screening.at.date()).days) > 1:
        allowed = f"the day of the check's moment, {screening.at.date()}"
        raise FieldProblem("day", screening.day, allowed)
    for question, answer in screening.mood.items():
        if not 0 <= answer <= MOOD_HIGHEST:
            raise FieldProblem(question, answer, f"0 to {MOOD_HIGHEST}, whole numbers")
    if screening.clearance is not None:
        check_clearance(screening.clearance, now)


def check_clearance(clearance: Clearance, now: datetime) -> None:
    """Raise FieldProblem for a clearance that lies after `now` or cannot be so."""
    check_text("who", clearance.who, REASON_LIMIT)
    _check_moment("at", clearance.at, now)
    _check_day("on", clearance.on, max(now.date(), clearance.at.date()))


def check_profile_record(record: ProfileRecord) -> None:
    """Raise FieldProblem for a record that does not belong into the `profile` table."""
    if record.id != PROFILE_ID:
        raise FieldProblem("id", record.id, PROFILE_ID)
    if record.updated_at.tzinfo is None:
        raise FieldProblem("updated_at", record.updated_at, "a date and time with its UTC offset")


def _check_moment(field: str, moment: datetime, now: datetime) -> None:
    if moment.tzinfo is None:
        raise FieldProblem(field, moment, "a date and time with its UTC offset")
    if moment > now + CLOCK_SLACK:
        raise FieldProblem(field, f"{moment:%Y-%m-%d %H:%M}", f"up to now, {now:%Y-%m-%d %H:%M}")


def _check_day(field: str, day: date, today: date) -> None:
    if day > today:
        raise FieldProblem(field, day, f"up to today, {today}")
    if day < EARLIEST_DAY:
        raise FieldProblem(field, day, f"a date from {EARLIEST_DAY} on")
