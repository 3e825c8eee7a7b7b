"""What a person told of themselves that limits exercise until they say otherwise."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec


class Strain(msgspec.Struct, frozen=True):
    """An acute strain of the hip flexors: the day since which it is one, and the last day on which
    it was said to be still sore, None where that was not asked.
    """

    since: date
    still_on: date | None = None

    @property
    def told_on(self) -> date:
        """The last day on which it was said to be acute."""
        return max(self.since, self.still_on or self.since)


class Limits(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a person told of themselves once, and what counts until they take it back.

    `ticked` holds the skip codes that were ticked, each with the day on which (clinical section
    4.5). The questions that are asked once before any programme (5.1) were answered on
    `asked_on`, None while they were not; `ask_first` are the ids of those answered yes, and
    `cleared_on` is the day on which the person noted that a clinician said yes to exercise.
    `strain_asked` is the id of the last entry with a kick or a sprint that was asked about,
    empty where none was (acute strain of the hip flexors), and `still_sore_on` the last day on
    which that strain was said to be still sore, `strain_over_on` the last on which it was said to
    be over, each None where that was not.

    `quick_yes_at` is the moment, with its UTC offset, of the last yes to a warning sign: to the
    quick check before a session, or to a stop rule in one. None where none was or it was taken
    back. `quick_yes_to` are the ids of what was said yes to then.
    """

    ticked: dict[str, date] = {}
    asked_on: date | None = None
    ask_first: tuple[str, ...] = ()
    cleared_on: date | None = None
    strain_asked: str = ""
    still_sore_on: date | None = None
    strain_over_on: date | None = None
    quick_yes_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    quick_yes_to: tuple[str, ...] = ()


def with_code(limits: Limits, code: str, day: date | None) -> Limits:
    """The same with this skip code ticked on that day, or not ticked where it is None."""
    ticked = {other: since for other, since in limits.ticked.items() if other != code}
    if day is not None:
        ticked[code] = day
    return msgspec.structs.replace(limits, ticked=ticked)


def with_yes(limits: Limits, question: str, code: str, day: date) -> Limits:
    """The same with a yes, on that day, to a question that is asked once.

    It ticks the `code` that goes with it, if any, and wants a clinician's word anew.
    """
    ticked = {code: day, **limits.ticked} if code else limits.ticked
    ask_first = (*(id for id in limits.ask_first if id != question), question)
    return msgspec.structs.replace(limits, ticked=ticked, ask_first=ask_first, cleared_on=None)


def with_no(limits: Limits, question: str) -> Limits:
    """The same with a no to a question that is asked once.

    The code that its yes ticked stays: it may hold for another reason, and is seen by itself.
    """
    ask_first = tuple(id for id in limits.ask_first if id != question)
    return msgspec.structs.replace(limits, ask_first=ask_first)
