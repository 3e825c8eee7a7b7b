"""On which phase of the return ladder someone is (clinical section 4.8-F).

Moving on is the person's word, when the criteria hold; going back follows from a red day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import msgspec

from journal.domain.availability import STRAIN_IS_OVER
from journal.domain.exercise import Phase, Programme
from journal.domain.limits import Strain
from journal.domain.looking_back import BREAK, LONG_BREAK, hurt
from journal.domain.training import Session

STALLED = timedelta(days=14)
"""How long one phase may take before it is better looked at."""
HAVE_IT_LOOKED_AT = (
    "Two weeks without moving on: a good time to have a doctor or physiotherapist look at it."
)
ON_STAIRS = STRAIN_IS_OVER - 1
"""The place of the phase that goes on until stairs hurt little."""
STAIRS = "Stairs without more pain than 2, on two days running, come first."
"""Why nobody moves on whose acute strain is still sore on them."""
AFTERWARDS = (
    "This is the last phase. Afterwards, keep the hip flexion with a band once or twice a week."
)


class Rung(msgspec.Struct, frozen=True):
    """The phase to do now, as its place in the programme, and why.

    With `may_move_on` it makes sense to ask whether the phase's `move_on` holds; else `blocked`
    says why not yet. `stalled` marks a stay so long that someone had better look at it.
    """

    phase: int
    why: str
    may_move_on: bool
    blocked: str
    stalled: bool


def rung(
    programme: Programme,
    sessions: Sequence[Session],
    today: date,
    strain: Strain | None = None,
) -> Rung:
    """Where someone stands on a ladder.

    `sessions` are the finished ones of the programme, oldest first. Those of phases that it does
    not have, of another version, are not looked at. `strain` is the acute one, None where there
    is none: one told of since the last session, or after a break, is new, and the ladder begins
    at the bottom. Raises ValueError for a programme without phases.
    """
    if not programme.phases:
        raise ValueError(f"{programme.id} has no phases")
    places = {phase.id: place for place, phase in enumerate(programme.phases)}
    known = [session for session in sessions if session.phase in places]
    if not known:
        return Rung(0, "This is where it begins.", True, "", False)
    last = known[-1]
    place = places[last.phase]
    if strain is not None and (why := _new(strain, known, today, place)):
        return Rung(0, why, True, "", False)
    stalled, still = _stalled(known, places, today), False
    if strain is not None and strain.still_on is not None and strain.still_on >= last.day:
        still, stalled = True, stalled or today - strain.since >= STALLED
    if still and place >= STRAIN_IS_OVER:
        why = f"The hip is still sore on stairs: back to “{programme.phases[ON_STAIRS].name}”."
        return Rung(ON_STAIRS, why, False, STAIRS, stalled)
    phase = programme.phases[place]
    if red := _red(last, phase):
        back = max(0, place - 1)
        where = f"back to “{programme.phases[back].name}”" if place else "the same again"
        blocked = "After a day that hurt too much, a calm session comes first."
        return Rung(back, f"{red}: {where}.", False, blocked, stalled)
    here = _stay(known, places)
    blocked = _blocked(programme, place, here, today)
    if still and place == ON_STAIRS:
        blocked = STAIRS
    if place + 1 == len(programme.phases):
        return Rung(place, "As last time.", False, blocked, False)
    return Rung(place, "As last time.", not blocked, blocked, stalled)


def _new(strain: Strain, known: Sequence[Session], today: date, place: int) -> str:
    """Why an acute strain is a new one since the last session, empty where it is not."""
    last = known[-1]
    if today - last.day >= BREAK:
        ago = (today - last.day).days
        return f"The last time was {ago} days ago: it begins at the bottom again."
    # Whether it was told before or after a session of that day is not known. Who begins the
    # ladder with it has no earlier ones.
    earlier = any(session.day < strain.since for session in known)
    same_day = strain.since == last.day and (earlier or place >= STRAIN_IS_OVER)
    if place and (same_day or strain.since > last.day):
        return "You told of a strain since the last time: it begins at the bottom again."
    return ""


def _red(session: Session, phase: Phase) -> str:
    """What made a session red, empty where nothing did."""
    if any(hurt(task, session, phase) for task in session.tasks):
        return "The last time hurt too much"
    if session.red_morning:
        return "The morning after the last time hurt more than before it"
    return ""


def _blocked(programme: Programme, place: int, here: Sequence[Session], today: date) -> str:
    """Why moving on is not asked about yet, of a phase whose last session was not red."""
    phase, last = programme.phases[place], here[-1]
    if place + 1 == len(programme.phases):
        return AFTERWARDS
    if today - last.day >= BREAK:
        return "After a break of two weeks or more, a calm session comes first."
    if last.stopped:
        return "The last time ended early: a calm session comes first."
    if last.morning is None:
        return "It depends on the morning after the last time, which is not told yet."
    if last.morning > phase.pain_limit:
        return f"The morning after the last time hurt more than {phase.pain_limit}."
    if _in_a_row({session.day for session in here if not _red(session, phase)}) < phase.days:
        return f"It takes {phase.days} days in a row with a session before it makes sense to ask."
    return ""


def _in_a_row(days: Collection[date]) -> int:
    """How many of these days are one after the other, back from the last."""
    count, day = 0, max(days)
    while day in days:
        count, day = count + 1, day - timedelta(days=1)
    return count


def _stay(known: Sequence[Session], places: dict[str, int]) -> list[Session]:
    """The sessions of the present stay in the phase of the last one, oldest first.

    A step back in between does not begin it anew; a higher phase, or a long break, does.
    """
    place, following = places[known[-1].phase], known[-1]
    found: list[Session] = []
    for session in reversed(known):
        if places[session.phase] > place or following.day - session.day >= LONG_BREAK:
            break
        if places[session.phase] == place:
            found.insert(0, session)
        following = session
    return found


def _stalled(known: Sequence[Session], places: dict[str, int], today: date) -> bool:
    if places[known[-1].phase] == max(places.values()):
        return False
    return today - _stay(known, places)[0].day >= STALLED
