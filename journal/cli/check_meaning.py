"""What a yes to a warning sign stands for: it counts, or something sets it aside for now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from journal.cli.check_talk import Back, ask, pick, put
from journal.domain.checklist import EXPLAINED_FOR, Checklist, Clear, HarmlessReason, Sign
from journal.domain.day import day_words
from journal.domain.moment import DAY_FORMS, parse_day
from journal.domain.problem import FieldProblem
from journal.domain.report import Numbers
from journal.domain.screening import (
    Answer,
    Given,
    Status,
    check_answers,
    reason_words,
)

Offers = dict[str, tuple[str, Callable[[], Given]]]
"""The letter or number of each choice, what it says, and how it becomes an answer."""


class SeeResult(Exception):
    """The person wants the result now, whatever was not asked yet."""


def said(given: Given, sign: Sign | None) -> str:
    """An answer in words, with what belongs to it."""
    if given.status is Status.ACTIVE:
        return given.answer
    reason = reason_words(sign, given.reason) if sign else given.reason
    day = f" on {day_words(given.on)}" if given.on else ""
    if given.status is Status.EXPLAINED:
        return f"yes, with a known reason: {reason}"
    by = f" by {reason}" if reason else ""
    return f"yes, looked at{by}{day}{', worse or different since' if given.worse else ''}"


def say_stop(checklist: Checklist, numbers: Numbers) -> None:
    """Say that what was answered is enough to act on, and whom to call."""
    put("", checklist.words.stop_here)
    put("Use a phone.", *(f"- {name}: {number}" for name, number in numbers.rows))


def offer_end(checklist: Checklist, numbers: Numbers) -> None:
    """Offer to stop after an answer that is enough to act on. Raises SeeResult, Back, Quit."""
    say_stop(checklist, numbers)
    if pick("[r]esult now / Enter goes on / [b]ack / [q]uit:", "result", empty=True):
        raise SeeResult


def ask_meaning(
    checklist: Checklist,
    sign: Sign,
    before: Given | None,
    today: date,
    numbers: Numbers | None,
) -> Given | None:
    """What stands a sign down that was answered yes, None when nothing does.

    `before` is what stood it down in an earlier check and may do so again. With `numbers` the
    answer is one to act on at once, and the result is offered. Raises SeeResult, Back, Quit.
    """
    offers = _offers(sign, before, today)
    while True:
        if numbers is not None:
            say_stop(checklist, numbers)
            put("r  see the result now", under=True)
        put(sign.terms if sign.terms else _terms(checklist, sign))
        put(*(f"{key}  {text}" for key, (text, _) in offers.items()), under=True)
        text = ask("One of these / Enter: none, it counts / [b]ack / [q]uit:").lower()
        if not text:
            return None
        if text == "r" and numbers is not None:
            raise SeeResult
        if text not in offers:
            put(f"Please answer with one of: {', '.join(offers)}, b, q, or Enter.")
            continue
        try:
            given = offers[text][1]()
            check_answers({sign.id: given}, checklist, today)
        except Back:
            continue
        except FieldProblem as problem:
            put(f"{problem}.")
            continue
        return given


def _terms(checklist: Checklist, sign: Sign) -> str:
    if sign.clear is Clear.NEVER:
        return checklist.words.stands
    return f"A known harmless reason can set this aside for up to {EXPLAINED_FOR} days."


def _offers(sign: Sign, before: Given | None, today: date) -> Offers:
    found: Offers = {}

    def explained(kind: HarmlessReason) -> Callable[[], Given]:
        return lambda: Given(Answer.YES, Status.EXPLAINED, kind.id, today)

    for number, kind in enumerate(sign.reasons, 1):
        found[str(number)] = kind.text, explained(kind)
    if sign.clear is Clear.YES:
        found["w"] = "another reason, in your own words", lambda: _own_words(today)
    if before is not None:
        text = f"the same as in the check before ({said(before, sign)})"
        found["s"] = text, lambda: before
    found["a"] = "a clinician has looked at it already", lambda: _assessed(today)
    return found


def _own_words(today: date) -> Given:
    return Given(Answer.YES, Status.EXPLAINED, ask("The reason, in a few words:"), today)


def _assessed(today: date) -> Given:
    """That a clinician has looked at the sign: when, who, and whether it is as it was then."""
    day = parse_day(ask(f"On which day? {DAY_FORMS}:"), today, "day")
    who = ask("Who looked at it? Enter leaves it open:")
    worse = pick(
        "Has it got worse or changed since? [y]es / [n]o / [u]nsure:", "yes", "no", "unsure"
    )
    # Unsure never counts as no.
    return Given(Answer.YES, Status.ASSESSED, who, day, worse != "no")
