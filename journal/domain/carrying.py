"""Answers of earlier screenings that count on where they were not asked again."""

from __future__ import annotations

from datetime import date, timedelta

from journal.domain.checklist import Checklist
from journal.domain.pain_history import PainHistory
from journal.domain.questionnaire import is_asked
from journal.domain.screening import (
    Answer,
    Answers,
    Carried,
    Given,
    Profile,
    Screening,
    Status,
    full,
)

CARRIED_FOR = timedelta(days=28)
"""How long a yes or unsure counts on."""


def carry(
    checklist: Checklist,
    answers: Answers,
    profile: Profile,
    history: PainHistory,
    today: date,
    previous: Screening | None,
) -> dict[str, Carried]:
    """What earlier screenings, by way of the last one, add to these answers.

    A yes or unsure counts on for 28 days, as long as the question fits the person and was not
    answered again. Someone who was seen since was seen for
    what stood.
    """
    if previous is None:
        return {}
    held = {id: Carried(full(given), previous.day) for id, given in previous.answers.items()}
    found: dict[str, Carried] = {}
    for id, before in (previous.carried | held).items():
        sign = checklist.sign(id)
        fits = sign is None or is_asked(sign, profile, history, today)
        known = checklist.find(id) is not None
        old = today - before.day > CARRIED_FOR
        if id in answers or not (fits and known) or old or before.given.answer is Answer.NO:
            continue
        if seen := previous.clearance:
            if sign is None:
                continue
            if before.given.status is Status.ACTIVE or before.given.worse:
                given = Given(Answer.YES, Status.ASSESSED, seen.who, seen.on)
                before = Carried(given, before.day)
        found[id] = before
    return found
