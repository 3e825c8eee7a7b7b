"""What was done in finished sessions, and how it felt: averages, never a claim.

Clinical section 4.3: pain before, during, after and on the next morning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from journal.domain.average import mean

if TYPE_CHECKING:
    from datetime import date

    from journal.domain.training import Session


class Exercised(msgspec.Struct, frozen=True, kw_only=True):
    """A programme or an exercise: in how many sessions it was done, and the pain of those, 0-10.

    `before`, `after` and `morning` are means over the `told` sessions in which all three were
    given, so that they can be set side by side. `worst` is the mean of the worst pain during
    it, over the `scored` sessions that have one. None where there is no such session.
    """

    id: str
    sessions: int
    told: int = 0
    before: float | None = None
    after: float | None = None
    morning: float | None = None
    scored: int = 0
    worst: float | None = None


class Practice(msgspec.Struct, frozen=True):
    """The sessions, the days they were on, and what was done in them.

    A programme is empty where the exercises were of one's own choice. An exercise counts where
    something of it was done, under its own id even where it stood in for another; the pain
    around it is that around the whole session, the worst its own. Both are in the order of most
    sessions, then by id.
    """

    sessions: int = 0
    days: int = 0
    programmes: tuple[Exercised, ...] = ()
    exercises: tuple[Exercised, ...] = ()


class _Time(msgspec.Struct, frozen=True):
    """One session of a programme or with an exercise: it, and the worst pain during."""

    session: Session
    worst: int | None


def practice(sessions: Iterable[Session]) -> Practice:
    """What was done in these sessions, in any order."""
    number = 0
    days: set[date] = set()
    programmes: dict[str, list[_Time]] = {}
    exercises: dict[str, list[_Time]] = {}
    for session in sessions:
        number += 1
        days.add(session.day)
        programmes.setdefault(session.programme, []).append(_Time(session, session.worst))
        for id, worst in _done_in(session).items():
            exercises.setdefault(id, []).append(_Time(session, worst))
    return Practice(number, len(days), _in_order(programmes), _in_order(exercises))


def _done_in(session: Session) -> dict[str, int | None]:
    """The worst pain of each exercise of which something was done, None where it was not said."""
    found: dict[str, int | None] = {}
    for task in session.tasks:
        for id in {done.exercise for done in task.done}:
            # What was done before a swap on the spot was not asked about.
            said = [found.get(id), task.worst if id == task.exercise else None]
            found[id] = max([worst for worst in said if worst is not None], default=None)
    return found


def _in_order(found: dict[str, list[_Time]]) -> tuple[Exercised, ...]:
    known = [_exercised(id, times) for id, times in found.items()]
    return tuple(sorted(known, key=lambda one: (-one.sessions, one.id)))


def _exercised(id: str, times: Sequence[_Time]) -> Exercised:
    told = [
        (session.before, session.after, session.morning)
        for session in (time.session for time in times)
        if session.before is not None and session.after is not None and session.morning is not None
    ]
    scores = [time.worst for time in times if time.worst is not None]
    around: list[float | None] = [mean(scores) for scores in zip(*told, strict=True)]
    before, after, morning = around or [None] * 3
    return Exercised(
        id=id,
        sessions=len(times),
        told=len(told),
        before=before,
        after=after,
        morning=morning,
        scored=len(scores),
        worst=mean(scores) if scores else None,
    )
