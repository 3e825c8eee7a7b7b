"""The checks of warning signs that the made-up person did, one in most weeks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

import msgspec

from journal.content.red_flags import load_checklist
from journal.domain.check_run import CheckRun, knowing
from journal.domain.checklist import Checklist, Clear, Sign, Tier
from journal.domain.entry import PainEntry
from journal.domain.level import Level
from journal.domain.pain_history import history_of_entries
from journal.domain.screening import (
    Answer,
    Clearance,
    Given,
    Profile,
    Screening,
    Status,
    Stop,
)
from journal.domain.stops import stop_before
from journal.domain.training import Session

LOOKED_AT = timedelta(weeks=12)
"""How much of the log goes into one check."""

WHO = {Level.URGENT: "the doctor on duty", Level.SEE_A_CLINICIAN: "the physiotherapist"}
"""Who is seen after a check that asks for someone, and says that exercise is all right."""


def make_checks(entries: Sequence[PainEntry], rng: Random) -> Iterator[Screening]:
    """Finished checks, oldest first; `entries` are in diary order."""
    checklist = load_checklist()
    days = [entry.day for entry in entries]
    before: Screening | None = None
    day = days[0] + timedelta(days=6)
    number = 0
    while day <= days[-1]:
        known = entries[bisect_left(days, day - LOOKED_AT) : bisect_left(days, day)]
        if known and rng.random() < 0.9:
            number += 1
            check = _check(f"check{number}", checklist, known, day, before, rng)
            before = _seen(check, days[-1])
            yield before
        day += timedelta(days=7)


def after_stops(checks: Iterable[Screening], sessions: Sequence[Session]) -> Iterator[Screening]:
    """The checks, each knowing of the last session before it that a stop rule ended."""
    checklist = load_checklist()
    stopped = [session for session in sessions if session.stopped]
    for check in checks:
        before = [session for session in stopped if session.ended_at < check.at]
        if before:
            stop = Stop(before[-1].ended_at, stop_before(before, check.day))
            check = knowing(check, stop, checklist)
        yield check


def _check(
    id: str,
    checklist: Checklist,
    known: Sequence[PainEntry],
    day: date,
    before: Screening | None,
    rng: Random,
) -> Screening:
    at = datetime.combine(day, time(20, rng.randrange(60)), known[-1].at.tzinfo)
    run = CheckRun("full", at, _profile(day))
    history = history_of_entries(known, day)
    run = run.passing("onset").passing("strength")
    for step in run.steps(checklist, history, day):
        if step.kind == "sign":
            run = run.answered(step.id, Answer.NO)
    if rng.random() < 0.08:
        soon = [sign for sign in checklist.signs if sign.tier is Tier.SOON]
        sign = rng.choice([sign for sign in soon if sign.id in run.answers])
        run = run.answered(sign.id, _answer(sign, day, rng))
    elif rng.random() < 0.012:
        run = run.answered("fever-with-pain", Answer.YES)
    return run.finish(id, checklist, history, at, before)


def _seen(check: Screening, last: date) -> Screening:
    """The check with a note of who was seen on the next day, where it asks for someone.

    What need not be at once is noted only up to the `last` day of the diary.
    """
    seen, level = check.at + timedelta(days=1), check.outcome.level
    who = WHO.get(level)
    if who is None or (level is not Level.URGENT and seen.date() > last):
        return check
    clearance = Clearance(seen.date(), who, True, seen)
    return msgspec.structs.replace(check, clearance=clearance, updated_at=seen)


def _answer(sign: Sign, day: date, rng: Random) -> Answer | Given:
    if sign.clear is Clear.YES and rng.random() < 0.7:
        return Given(Answer.YES, Status.EXPLAINED, rng.choice(sign.reasons).id, day)
    return rng.choice((Answer.YES, Answer.UNSURE))


def _profile(day: date) -> Profile:
    return Profile(
        age=38 + max(0, day.year - 2016),
        cancer_ever="no",
        thin_bones="no",
        steroids_long="no",
        immunity_weak="no",
        blood_thinners="no",
        bone_drugs="no",
        implant_or_surgery="no",
        may_be_pregnant="not-applicable",
        bone_blood_risk="no",
        runner_or_load_jump="yes",
        reviewed=day,
    )
