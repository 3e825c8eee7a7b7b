"""What a screening must keep to wherever it comes from, whichever questions it asked."""

from __future__ import annotations

from datetime import datetime

from journal.domain.entry import check_text
from journal.domain.problem import FieldProblem
from journal.domain.screening import REASON_LIMIT, Clearance, Screening
from journal.store.record_rules import check_day, check_moment, check_record

MOOD_HIGHEST = 3
"""The highest answer to a question on mood; the lowest is 0."""


def check_screening(screening: Screening, now: datetime) -> None:
    """Raise FieldProblem for a screening that lies after `now` or cannot be so.

    Which questions there are, and which answers they take, is not looked at: an older or newer
    checklist may have asked it.
    """
    check_record(screening, "check", now)
    for question, answer in screening.mood.items():
        if not 0 <= answer <= MOOD_HIGHEST:
            raise FieldProblem(question, answer, f"0 to {MOOD_HIGHEST}, whole numbers")
    if screening.clearance is not None:
        check_clearance(screening.clearance, now)


def check_clearance(clearance: Clearance, now: datetime) -> None:
    """Raise FieldProblem for a clearance that lies after `now` or cannot be so."""
    check_text("who", clearance.who, REASON_LIMIT)
    check_moment("at", clearance.at, now)
    check_day("on", clearance.on, max(now.date(), clearance.at.date()))
