"""What may be done with a yes to a warning sign, as rows to choose from."""

from __future__ import annotations

from textual.content import Content
from textual.widgets.option_list import Option

from journal.domain.checklist import Clear, Sign
from journal.domain.day import day_words
from journal.domain.screening import Given, Status, reason_words

REASON = "reason-"
"""Begins the id of a row that gives a harmless reason."""


def choice(id: str, name: str, help: str = "") -> Option:
    """A row: what it is, and in a few quiet words what it does."""
    return Option(
        Content.assemble((name, "bold"), (f"  {help}" if help else "", "$text-quiet")), id=id
    )


def stop_choices() -> list[Option]:
    """To stop for help now, or to go on."""
    return [
        choice("stop", "Stop here and see what to do now"),
        choice("go", "Go on with the other questions"),
    ]


def yes_choices(sign: Sign, given: Given, same: Given | None, alarm: bool) -> list[Option]:
    """The rows under a yes; `same` is what stood it down before and may do so again.

    With `alarm` the answer is one to act on at once.
    """
    if given.status is not Status.ACTIVE:
        found = [choice("go", "Go on"), choice("active", "Take that back", "the yes stands")]
    elif alarm:
        found = stop_choices()
    else:
        found = [choice("go", "Go on", "the yes stands")]
    if same is not None and same != given:
        found.append(choice("same", "The same as before", _before(sign, same)))
    found += [choice(f"{REASON}{kind.id}", "Because of", kind.text) for kind in sign.reasons]
    if sign.clear is Clear.YES:
        found.append(choice("other", "Another known reason", "type it"))
    who = f"A {sign.assessed_by}" if sign.assessed_by else "A clinician"
    found.append(choice("seen", f"{who} has looked at this", "and it is the same since"))
    return found


def _before(sign: Sign, given: Given) -> str:
    reason = reason_words(sign, given.reason)
    if given.status is Status.ASSESSED:
        return f"looked at on {day_words(given.on)}, the same since" if given.on else ""
    return f"{reason}, since {day_words(given.on)}" if given.on else reason
