"""The one line on Today that says what comes next, or that today is for rest.

Clinical sections 4.3, 4.8 and 5.5. Today starts with this module: what knows the exercises is
not loaded, so what it needs of the programmes stands in a table here, which a test holds equal
to `journal/content/programmes.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

import msgspec

from journal.domain.day_pain import NOTHING_FELT, DayPain, end_of, ended_on
from journal.domain.entry import PainEntry
from journal.domain.severity import HIGH_START, TOO_HIGH
from journal.domain.standing import Exercise, Permission
from journal.domain.stops import reasons

LINE = 70
"""The most characters of a line on Today."""
LONG_SITTING = 7.0
"""Hours of sitting in a day."""
LONG_SIT = 120
"""Minutes without getting up."""
IN_USE = timedelta(days=28)
"""How long after its last session a programme counts as the one someone does."""
ROUNDS = 3
"""Gentle rounds, or desk resets, in a day (clinical section 4.8)."""


class Kind(StrEnum):
    """How a programme fits into the days."""

    MAIN = "main"
    """Needs rest days, or follows phases."""
    DAILY = "daily"
    GENTLE = "gentle"


class Known(msgspec.Struct, frozen=True):
    """What is known of a programme here; `hours` are the least from one session to the next.

    One of more than a day is not for days in a row either, however early it was done.
    """

    name: str
    hours: int
    kind: Kind


PROGRAMMES = {
    "desk-reset": Known("Desk reset", 1, Kind.DAILY),
    "hip-cuff-bands": Known("Hip cuff with bands", 40, Kind.MAIN),
    "cable-day": Known("Cable day", 48, Kind.MAIN),
    "strength-base": Known("Strength base", 40, Kind.MAIN),
    "flare-day": Known("Flare day", 3, Kind.GENTLE),
    "hip-flexor-return": Known("Hip-flexor return ladder", 20, Kind.MAIN),
    "core-trio": Known("Core trio", 20, Kind.DAILY),
    "evening-stretch": Known("Evening stretch", 20, Kind.DAILY),
}
DAY = timedelta(days=1)
NIGHT = timedelta(hours=4)
"""How long after midnight it is still the day before."""
DAY_BETWEEN = timedelta(days=2)
"""From a day to the next one that is not in a row with it."""
RESTED = frozenset({"load", "return"})
"""The phases of the ladder that are for every other day (clinical section 4.8-F)."""
REST_OR_GENTLE = "rest, or a gentle round of Flare day"
TWICE_SEVERE = "Severe pain twice today: rest. If it is new or unusual, check (c)"
DESK, GENTLE, LADDER = "desk-reset", "flare-day", "hip-flexor-return"


class Light(Protocol):
    """What is looked at of a finished session."""

    @property
    def day(self) -> date: ...
    @property
    def at(self) -> datetime: ...
    @property
    def programme(self) -> str: ...
    @property
    def phase(self) -> str: ...
    @property
    def before(self) -> int | None: ...
    @property
    def morning(self) -> int | None: ...
    @property
    def stopped(self) -> str: ...
    @property
    def after(self) -> int | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


class Offer(msgspec.Struct, frozen=True):
    """What to start, empty where nothing is, and the line to show, of at most `LINE`.

    `rest` marks a day, or hours, to leave alone. With `warns` it is for what happened in a session
    of today: severe pain, or a stop rule.
    """

    programme: str
    words: str
    rest: bool = False
    warns: bool = False


def offer(
    sessions: Sequence[Light],
    entries: Sequence[PainEntry],
    permission: Permission,
    now: datetime,
    felt: DayPain = NOTHING_FELT,
) -> Offer | None:
    """What comes next at `now`, a moment with its UTC offset; None where nothing is to say.

    `sessions` are the finished ones, oldest first, `entries` the log in diary order; only the
    end of it is looked at. `felt` is what the sessions of today said of pain: after severe pain
    in one, less pain later that day changes nothing. What locks exercise is said elsewhere.
    """
    if permission.exercise is Exercise.NOTHING:
        return None
    today = now.date()
    logged = _of(today, entries)
    pain = latest_pain(today, logged, sessions) or 0
    if felt.rest:
        return Offer("", TWICE_SEVERE, rest=True, warns=True)
    if pain >= TOO_HIGH:
        found = _gentle(f"Pain {pain} today: {REST_OR_GENTLE}", sessions, now, felt)
        return msgspec.structs.replace(found, warns=found.warns or bool(felt.only_gentle))
    if sore := sore_morning(sessions, today):
        return Offer("", f"Rest today: a sore morning after {sore}", rest=True)
    if stopped := next((s for s in reversed(sessions) if s.day == today and s.stopped), None):
        known = PROGRAMMES.get(stopped.programme)
        name = known.name if known else "Your session"
        return Offer("", was_stopped(name, stopped.stopped, "today"), rest=True, warns=True)
    if felt.only_gentle:
        words = f"Pain {felt.worst} in a session today: {REST_OR_GENTLE}"
        return msgspec.structs.replace(_gentle(words, sessions, now, felt), warns=True)
    if permission.exercise is Exercise.GENTLE:
        return _gentle("Gentle programmes only for now: Flare day", sessions, now, felt)
    sat = _sat(logged) if pain < HIGH_START and _free(DESK, sessions, now) else None
    if not sessions:
        return sat or Offer("", "Exercises: guided, with a figure that shows the way.")
    following = _next(sessions, pain, now, felt)
    if sat and following and following.programme and _today(DESK, sessions, today):
        # Once a day the desk goes first.
        return following
    return sat or following


def latest_pain(today: date, entries: Sequence[PainEntry], sessions: Sequence[Light]) -> int | None:
    """The pain of today that was felt last, logged or told after a session; None where none was.

    `entries` are in diary order, `sessions` the finished ones, oldest first.
    """
    felt = [(entry.at, entry.pain) for entry in _of(today, entries)[-1:]]
    for session in (sessions[n] for n in ended_on(sessions, today)):
        if session.after is not None:
            felt.append((end_of(session), session.after))
    return max(felt)[1] if felt else None


def _of(today: date, entries: Sequence[PainEntry]) -> list[PainEntry]:
    """Today's entries, earliest first."""
    found: list[PainEntry] = []
    for entry in reversed(entries):
        if entry.day < today:
            break
        if entry.day == today:
            found.insert(0, entry)
    return found


def _gentle(words: str, sessions: Sequence[Light], now: datetime, felt: DayPain) -> Offer:
    if _free(GENTLE, sessions, now):
        return Offer(GENTLE, words)
    if (stopped := _stopped_today(GENTLE, sessions, now.date())) is not None:
        return stopped
    rest = "rest" if felt.walk_hurt or felt.only_gentle else "rest, or an easy walk"
    return Offer("", f"Flare day is done for now: {rest}", rest=True)


def _free(id: str, sessions: Sequence[Light], now: datetime) -> bool:
    """Whether it may be done again: late enough, not too often today, nor stopped last."""
    done = _today(id, sessions, now.date())
    if done and done[-1].stopped:
        return False
    last = max((session.at for session in sessions if session.programme == id), default=None)
    rested = last is None or now - last >= timedelta(hours=PROGRAMMES[id].hours)
    return rested and len(done) < ROUNDS


def _today(id: str, sessions: Sequence[Light], today: date) -> list[Light]:
    return [s for s in sessions if s.programme == id and s.day >= today]


def was_stopped(name: str, stopped: str, when: str) -> str:
    """That a stop rule ended a session, and which: "Core trio was stopped today: a hip that locks".

    `stopped` is the rule's id, or those of several. What makes the line too long is left out.
    """
    return because(f"{name} was stopped {when}", stopped)


def because(words: str, stopped: str) -> str:
    """These words and what was said yes to, as much of it as fits into a line, the first first."""
    said = reasons(stopped)
    for number in range(len(said), 0, -1):
        more = "" if number == len(said) else ", and more"
        whole = f"{words}: {'; '.join(said[:number])}{more}"
        if len(whole) <= LINE:
            return whole
    return words


def _stopped_today(id: str, sessions: Sequence[Light], today: date) -> Offer | None:
    """That the last session of a programme today was stopped, None where it was not."""
    done = _today(id, sessions, today)
    if not done or not done[-1].stopped:
        return None
    return Offer(
        "", was_stopped(PROGRAMMES[id].name, done[-1].stopped, "today"), rest=True, warns=True
    )


def sore_morning(sessions: Sequence[Light], today: date) -> str:
    """The name of yesterday's programme, if this morning was sorer than before it."""
    for session in reversed(sessions):
        if session.day == today - timedelta(days=1) and session.morning is not None:
            if session.before is not None and session.morning > session.before:
                known = PROGRAMMES.get(session.programme)
                return known.name if known else "yesterday's exercises"
        elif session.day < today - timedelta(days=1):
            break
    return ""


def _sat(logged: Iterable[PainEntry]) -> Offer | None:
    """A desk reset, on a day of long sitting."""
    for entry in reversed(list(logged)):
        if (hours := entry.sitting_hours or 0) >= LONG_SITTING:
            return Offer(DESK, f"Desk reset: you sat {hours:g} hours today")
        if (minutes := entry.longest_sit_min or 0) >= LONG_SIT:
            return Offer(DESK, f"Desk reset: you sat {minutes} minutes without getting up")
    return None


def _next(sessions: Sequence[Light], pain: int, now: datetime, felt: DayPain) -> Offer | None:
    """The next session of the programme that someone does."""
    today = now.date()
    if _today(GENTLE, sessions, today):
        return Offer("", "Flare day is done today: a gentle day", rest=True)
    last = _last(sessions, Kind.MAIN)
    if last is None or today - last.day > IN_USE:
        last = _in_use(sessions, today) or last
    if last is None:
        return None
    known = PROGRAMMES[last.programme]
    if last.day >= today:
        return Offer("", f"{known.name} is done for today", rest=known.kind is Kind.MAIN)
    if (due := _due(last, now)) > now:
        return _not_yet(known.name, last, due, now)
    if pain >= HIGH_START:
        words = f"Pain {pain} today: Flare day suits better than {known.name}"
        return _gentle(words, sessions, now, felt)
    when = when_words(last.day, today)
    if today - last.day <= IN_USE:
        words = f"{known.name} is next: the last was {when}"
        if last.stopped:
            words = because(f"{known.name} again? Stopped {when}", last.stopped)
        return Offer(last.programme, words)
    if last.programme == LADDER:
        return None
    words = f"{known.name} again, from half? The last was {when}"
    if last.stopped:
        words = because(f"{known.name} again, from half? Stopped {when}", last.stopped)
    return Offer(last.programme, words)


def _due(last: Light, now: datetime) -> datetime:
    """When the programme of this session comes next."""
    hours = timedelta(hours=PROGRAMMES[last.programme].hours)
    if hours <= timedelta(days=1) and last.phase not in RESTED:
        # A late evening is no reason to wait the next day.
        next_day = datetime.combine(last.day + DAY, time.min, now.tzinfo) + NIGHT
        return min(last.at + hours, next_day)
    return max(last.at + hours, datetime.combine(last.day + DAY_BETWEEN, time.min, now.tzinfo))


def _last(sessions: Sequence[Light], kind: Kind) -> Light | None:
    fitting = (
        session
        for session in reversed(sessions)
        if session.programme in PROGRAMMES and PROGRAMMES[session.programme].kind is kind
    )
    return next(fitting, None)


def _in_use(sessions: Sequence[Light], today: date) -> Light | None:
    """The last session of a daily programme that someone does; desk resets are for the desk."""
    others = [session for session in sessions if session.programme != DESK]
    last = _last(others, Kind.DAILY)
    return None if last is None or today - last.day > IN_USE else last


def _not_yet(name: str, last: Light, due: datetime, now: datetime) -> Offer:
    local, when = due.astimezone(now.tzinfo), when_words(last.day, now.date())
    if local.date() == now.date():
        stopped = f", stopped {when}:" if last.stopped else ""
        return Offer("", f"{name}{stopped} again from {local:%H:%M} on", rest=True)
    if last.stopped:
        return Offer("", was_stopped(f"Rest day: {name}", last.stopped, when), rest=True)
    return Offer("", f"Rest day: {name} was {when}", rest=True)


def when_words(day: date, today: date) -> str:
    """A day that was, as it is said within a sentence: "today", "on Monday", "on 3 Dec 2025"."""
    ago = (today - day).days
    if ago <= 1:
        return "yesterday" if ago == 1 else "today"
    if ago < 7:
        return f"on {day:%A}"
    return f"on {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")
