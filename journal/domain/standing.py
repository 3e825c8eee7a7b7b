"""Where a person stands between two screenings: what is due, and whether to exercise.

Clinical sections 1.4 (behaviour by level) and 1.5 (when to ask again). Nothing here needs the
questions themselves, so that Today can ask at every start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

import msgspec

from journal.domain.average import median
from journal.domain.body import Region, Side
from journal.domain.day import DayView, days_of
from journal.domain.entry import Event, PainEntry, Quality
from journal.domain.level import Level
from journal.domain.pain_history import LEG, NUMB, WEEK, DayScores, each_side, sore
from journal.domain.stops import CALL, LATELY, is_emergency, reason

OUT_OF_DATE = timedelta(days=7)
"""The age from which a result says nothing of the present (clinical section 1.5)."""
PAIN_FREE_AGAIN = timedelta(days=28)
"""How long a pain-free person is not asked."""
LOOK_BACK = timedelta(days=35)
"""How far before today entries are looked at."""
JUMP = 3
"""Points above the 7-day median that ask for another look at once."""
JUMP_DAYS = 1
"""Logged days that the median rests on at least."""
VERY_STRONG = 8
"""The score that, for the first time in an episode, asks for another look at once."""
MISHAPS = frozenset({Event.FALL, Event.SLIP, Event.ACCIDENT})


ALARM = "alarm"
"""The field of an unfinished check's draft that asks for help at once, so that Today can say so."""
ASK_FIRST = (
    "Before the first programme you said yes to a question: first a word with a clinician, then"
    " note it (m in the list of exercises)."
)
"""Why exercise waits for a clinician."""
GENTLE_TODAY = "You said yes to a warning sign today: only gentle programmes until tomorrow."
"""Why a calm check does not open everything again on the same day."""
AT_ONCE = (Level.EMERGENCY, Level.URGENT)
"""Levels that want someone to be seen now, today or tomorrow."""


class _PastOutcome(msgspec.Struct, frozen=True):
    level: Level
    ask_again_in: int | None = None
    unasked: int = 0


class _PastHistory(msgspec.Struct, frozen=True):
    highest: float | None = None


class _PastClearance(msgspec.Struct, frozen=True):
    on: date
    who: str
    may_exercise: bool | None


class _PastStop(msgspec.Struct, frozen=True):
    at: datetime


class Past(msgspec.Struct, frozen=True):
    """The part of a finished screening that counts afterwards."""

    id: str
    day: date
    at: datetime
    scope: str
    outcome: _PastOutcome
    history: _PastHistory
    clearance: _PastClearance | None = None
    after_stop: _PastStop | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every sign that fits the person was asked."""
        return self.scope == "full" and not self.outcome.unasked


class Due(msgspec.Struct, frozen=True):
    """A check that is due: which one, and why in a few words."""

    scope: Literal["full", "short"]
    why: str


class Exercise(StrEnum):
    """What may be exercised for now."""

    ALL = "all"
    GENTLE = "gentle"
    NOTHING = "nothing"


class Permission(msgspec.Struct, frozen=True):
    """What may be exercised, why in words to show, and the screening that says so.

    `ask_first` marks that it waits for no more than a note that a clinician said yes.
    """

    exercise: Exercise
    why: str
    screening: str = ""
    ask_first: bool = False


class Standing(msgspec.Struct, frozen=True):
    """What the finished screenings, oldest first, mean for now.

    With `advice` off nothing is due and nothing is locked: the journal then gives no advice.
    `halted` is the moment, with its UTC offset, at which a stop rule last ended a session, or
    with `by_question` that of a yes to a warning sign, before a session or in one that is not
    saved yet; None where neither happened (clinical sections 1.5 and 4.3). `halted_by` is the
    id of what was said yes to, empty where that is not known. It holds until a whole check is
    made that knows of it.

    With `ask_first` a question before the first programme was answered yes, and no clinician's
    yes to exercise was noted since (clinical section 5.1).
    """

    past: tuple[Past, ...]
    advice: bool = True
    halted: datetime | None = None
    by_question: bool = False
    ask_first: bool = False
    halted_by: str = ""

    def open(self) -> Past | None:
        """The latest result that said to see someone at once or soon, if nobody was seen yet.

        Who was seen for one of these was seen for those before it as well.
        """
        return next(iter(self.all_open()), None)

    def all_open(self) -> tuple[Past, ...]:
        """All such results, the latest first."""
        found: list[Past] = []
        for past in reversed(self.past if self.advice else ()):
            if past.outcome.level in AT_ONCE:
                if past.clearance is not None:
                    break
                found.append(past)
        return tuple(found)

    def due(self, entries: Sequence[PainEntry], now: datetime) -> Due | None:
        """The check that is due at `now`, None when none is.

        `entries` are those of `LOOK_BACK` in diary order; more do no harm.
        """
        if not self.advice:
            return None
        if self._halt() is not None:
            what = "a yes to a warning sign" if self.by_question else "a session was stopped"
            return Due("full", what)
        if not self.past:
            return Due("full", "not done yet")
        last, today = self.past[-1], now.date()
        if why := sudden(entries, last):
            return Due("short", why)
        since = today - last.day
        if since >= LATELY and self._came_after_stop(last):
            return Due("full", "once more after a warning sign")
        again = last.outcome.ask_again_in
        if again is not None and since >= timedelta(again):
            return Due("full", f"some answers of {_day(last.day)} are asked again")
        recent = [entry for entry in entries if today - WEEK < entry.day <= today]
        hurt = any(max(entry.pain, entry.worst or 0) >= 1 for entry in recent)
        full = next((past for past in reversed(self.past) if past.is_whole), None)
        if hurt and (full is None or today - full.day >= OUT_OF_DATE):
            if full is None:
                return Due("full", "no whole one yet")
            return Due("full", f"the last was on {_day(full.day)}")
        if since >= PAIN_FREE_AGAIN:
            return Due("short", f"the last was on {_day(last.day)}")
        return None

    def _came_after_stop(self, past: Past) -> bool:
        """Whether a check came so shortly after a warning sign that it said to check again."""
        calm, stop = past.outcome.level is Level.KEEP_WATCHING, past.after_stop
        return calm and stop is not None and abs(past.day - stop.at.date()) <= LATELY

    def permission(self, today: date) -> Permission:
        """What may be exercised today, asked by everything that offers exercises."""
        if not self.advice:
            return Permission(Exercise.ALL, "")
        if found := self.open():
            then = "then note it in the check (c)"
            if found.outcome.level is Level.EMERGENCY:
                why = f"Your check of {_day(found.day)} said to get help at once. No exercises"
                why += f" until someone has looked at it; {then}."
            else:
                why = f"Your check of {_day(found.day)} said to talk to a doctor. No exercises"
                why += f" until you have spoken to someone; {then}."
            return Permission(Exercise.NOTHING, why, found.id)
        if (halt := self._halt()) is not None:
            return Permission(Exercise.NOTHING, self._why_halted(halt, today))
        if told_not := self._told_not_to():
            return told_not
        if self.ask_first:
            return Permission(Exercise.NOTHING, ASK_FIRST, ask_first=True)
        last = self.past[-1] if self.past else None
        gentle = last is not None and last.outcome.level is Level.SEE_A_CLINICIAN
        seen = None if last is None else last.clearance
        if last is not None and gentle and (seen is None or not seen.may_exercise):
            why = f"Your check of {_day(last.day)} said to have this looked at: only gentle"
            why += " programmes for now."
            return Permission(Exercise.GENTLE, why, last.id)
        if self._was_halted_on(today):
            return Permission(Exercise.GENTLE, GENTLE_TODAY)
        if not self.past:
            return Permission(Exercise.ALL, "You have not done the check of warning signs yet.")
        if self.out_of_date(today):
            why = f"Your last check, of {_day(self.past[-1].day)}, is out of date."
            return Permission(Exercise.ALL, why, self.past[-1].id)
        return Permission(Exercise.ALL, "", self.past[-1].id)

    def _was_halted_on(self, today: date) -> bool:
        """Whether a warning sign that a check has asked about since was of today."""
        if self.halted is None or self.halted.date() <= today:
            return self.halted is not None and self.halted.date() == today
        # The clock was ahead then: the day of the check says when it was at the latest.
        return next(self._lifting(self.halted)).day == today

    def _lifting(self, halted: datetime) -> Iterator[Past]:
        """The whole checks that knew of it, oldest first."""
        # One that did not asked about another time. The clock says nothing of that: it may have
        # been put right since.
        for past in self.past:
            if past.is_whole and past.after_stop is not None and past.after_stop.at >= halted:
                yield past

    def _why_halted(self, halt: date, today: date) -> str:
        # A day to come is one of a clock that was ahead.
        on = f" of {_day(halt)}" if halt <= today else ""
        why = f"Your session{on} ended with a warning sign"
        if self.by_question:
            on = f"On {_day(halt)} you" if halt <= today else "You"
            why = f"{on} said yes to a warning sign"
        why += f": {reason(self.halted_by)}." if self.halted_by else "."
        if is_emergency(self.halted_by) and abs(today - halt) <= LATELY:
            why += f" {CALL}"
        return f"{why} First the whole check of warning signs (c)."

    @property
    def is_halted(self) -> bool:
        """Whether exercise waits for a whole check, after a yes to a warning sign."""
        return self.advice and self._halt() is not None

    def _halt(self) -> date | None:
        """The day on which exercise was halted, None where a whole check was made since."""
        if self.halted is None:
            return None
        return None if any(self._lifting(self.halted)) else self.halted.date()

    def _told_not_to(self) -> Permission | None:
        """The latest word of a clinician against exercise, None when there is none that holds.

        After a result that was not for at once, a later whole check without one ends it too.
        """
        calm = False
        for past in reversed(self.past):
            calm |= past.is_whole and past.outcome.level is Level.KEEP_WATCHING
            if past.clearance is None:
                continue
            at_once, may = past.outcome.level in AT_ONCE, past.clearance.may_exercise
            if may is False and (at_once or not calm):
                why = f"You noted on {_day(past.clearance.on)} that you were told not to exercise"
                return Permission(Exercise.NOTHING, f"{why} for now.", past.id)
            if may is None and past.outcome.level is Level.EMERGENCY:
                why = f"Your note of {_day(past.clearance.on)} does not say yet that you may"
                return Permission(Exercise.NOTHING, f"{why} exercise.", past.id)
            return None
        return None

    def out_of_date(self, today: date) -> bool:
        """Whether the last result says nothing of today any more; so too where there is none."""
        return not self.past or today - self.past[-1].day >= OUT_OF_DATE


def sudden(entries: Sequence[PainEntry], last: Past) -> str:
    """What happened since the screening `last` that asks for another one at once.

    Empty when nothing did. `entries` are in diary order.
    """
    views = list(days_of(entries))
    means = {view.day: view.mean for view in views}
    for view in views:
        for entry in view.entries:
            if last.day - view.day > 2 * WEEK:
                continue
            # What is written down, or added, only now of earlier days counts as well.
            why = ""
            if max(entry.at, entry.created_at, entry.updated_at) > last.at:
                before = [v for v in views if timedelta(0) < view.day - v.day <= 2 * WEEK]
                why = _happened(entry, view, before)
            if not why and max(entry.at, entry.created_at) > last.at:
                why = _hurt(entry, view.day, means, last)
            if why:
                return f"{_day(view.day)}: {why}"
    return ""


def _happened(entry: PainEntry, view: DayView, before: Sequence[DayView]) -> str:
    """What in an entry asks for another look, given its day and the two weeks before."""
    if any(site.region is Region.SADDLE for site in entry.sites):
        return "pain between the legs"
    if entry.event in MISHAPS:
        return "an accident" if entry.event is Event.ACCIDENT else f"a {entry.event}"
    earlier = [other for day in before for other in day.entries]
    if _leg_sides([entry]) and len(_leg_sides(view.entries)) == 2 and len(_leg_sides(earlier)) < 2:
        return "pain in both legs"
    if _numb_places([entry]) - _numb_places(earlier):
        return "new numbness or tingling"
    return ""


def _hurt(entry: PainEntry, day: date, means: DayScores, last: Past) -> str:
    """What in an entry's scores asks for another look."""
    if jumped(entry.pain, day, means):
        return "pain well above your usual"
    highest = max(entry.pain, entry.worst or 0)
    if highest >= VERY_STRONG and (last.history.highest or 0) < VERY_STRONG:
        return "very strong pain"
    return ""


def jumped(score: float, day: date, means: DayScores) -> bool:
    """Whether a score of `day` lies well above the median of the logged days of the week before.

    `means` are the mean scores of days.
    """
    week = [mean for other, mean in means.items() if timedelta(0) < day - other <= WEEK]
    return len(week) >= JUMP_DAYS and score >= median(week) + JUMP


def _leg_sides(entries: Iterable[PainEntry]) -> set[Side]:
    legs = (site for site in sore(entries) if site.region in LEG)
    return {side for site in legs for side in each_side(site.side)}


def _numb_places(entries: Iterable[PainEntry]) -> set[tuple[Region, Side]]:
    """Where entries speak of numbness, and in the legs of tingling too (clinical section 2.6)."""
    return {
        (site.region, side)
        for entry in entries
        for site in entry.sites
        if Quality.NUMB in entry.qualities or (site.region in LEG and NUMB & set(entry.qualities))
        for side in each_side(site.side)
    }


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
