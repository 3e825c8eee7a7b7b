"""What every record with a moment must keep to, wherever it comes from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from journal.domain.entry import CLOCK_SLACK, EARLIEST_DAY
from journal.domain.problem import FieldProblem
from journal.store.record_log import Dated

OFFSET_NEEDED = "a date and time with its UTC offset"


class Stamped(Dated, Protocol):
    """A record that says when it was written and last changed."""

    @property
    def created_at(self) -> datetime: ...
    @property
    def updated_at(self) -> datetime: ...


def check_record(record: Stamped, noun: str, now: datetime) -> None:
    """Raise FieldProblem for an id, a moment or a day that cannot be; `noun` names the record."""
    name = record.id
    if not (name.isascii() and name.isalnum() and len(name) <= 64):
        raise FieldProblem("id", name, "1 to 64 letters and digits")
    check_moment("at", record.at, now)
    for field, moment in (("created_at", record.created_at), ("updated_at", record.updated_at)):
        if moment.tzinfo is None:
            raise FieldProblem(field, moment, OFFSET_NEEDED)
    check_day("day", record.day, max(now.date(), record.at.date()))
    if abs((record.day - record.at.date()).days) > 1:
        allowed = f"the day of the {noun}'s moment, {record.at.date()}"
        raise FieldProblem("day", record.day, allowed)


def check_moment(field: str, moment: datetime, now: datetime) -> None:
    """Raise FieldProblem for a moment without its offset, or after `now`."""
    if moment.tzinfo is None:
        raise FieldProblem(field, moment, OFFSET_NEEDED)
    if moment > now + CLOCK_SLACK:
        raise FieldProblem(field, f"{moment:%Y-%m-%d %H:%M}", f"up to now, {now:%Y-%m-%d %H:%M}")


def check_day(field: str, day: date, today: date) -> None:
    """Raise FieldProblem for a day after `today`, or before any that the journal knows."""
    if day > today:
        raise FieldProblem(field, day, f"up to today, {today}")
    if day < EARLIEST_DAY:
        raise FieldProblem(field, day, f"a date from {EARLIEST_DAY} on")
