"""What is marked on the time line of the trends: sessions, events, checks, medication, starts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

import msgspec

from journal.domain.after_session import programme_name
from journal.domain.entry import Event, PainEntry
from journal.domain.level import Level
from journal.domain.text import visible

CHECK = "check: "
"""What the words of a screening begin with."""
OUTCOMES = {
    Level.EMERGENCY: f"{CHECK}get help at once",
    Level.URGENT: f"{CHECK}talk to a doctor",
    Level.SEE_A_CLINICIAN: f"{CHECK}have it looked at",
    Level.KEEP_WATCHING: f"{CHECK}keep watching",
}
"""What a screening came to, in a few words."""

_STARTED = re.compile(r"started\b\W*\w", re.IGNORECASE)


class MarkerKind(StrEnum):
    """What a marker stands for, in the order in which those of one day are told."""

    EVENT = "event"
    STARTED = "started"
    SCREENING = "screening"
    SESSION = "session"
    MEDICATION = "medication"


_RANKS = {kind: rank for rank, kind in enumerate(MarkerKind)}


class Marker(msgspec.Struct, frozen=True, gc=False):
    """Something that happened on a diary day, in words that are safe to show on one line."""

    day: date
    kind: MarkerKind
    words: str


class Done(Protocol):
    """What is looked at of a finished session."""

    @property
    def day(self) -> date: ...
    @property
    def programme(self) -> str: ...


class Checked(Protocol):
    """What a screening came to."""

    @property
    def level(self) -> Level: ...


class Check(Protocol):
    """What is looked at of a finished screening."""

    @property
    def day(self) -> date: ...
    @property
    def outcome(self) -> Checked: ...


def markers_of(day: date, entries: Sequence[PainEntry]) -> list[Marker]:
    """The markers of one day's entries; what was taken that day is one of them."""
    found: list[Marker] = []
    taken: dict[str, None] = {}
    for entry in entries:
        if entry.event is not None:
            words = "another event" if entry.event is Event.OTHER else str(entry.event)
            marker = Marker(day, MarkerKind.EVENT, words)
            if marker not in found:
                found.append(marker)
        if entry.note and (line := started(entry.note)):
            found.append(Marker(day, MarkerKind.STARTED, line))
        for medication in entry.medications:
            taken[visible(medication.text)] = None
    if taken:
        found.append(Marker(day, MarkerKind.MEDICATION, ", ".join(taken)))
    return found


def started(note: str) -> str:
    """A note's first line where it says "started ..." and what; else empty."""
    text = note.lstrip()
    if text[:7].casefold() != "started":
        return ""
    line = text.splitlines()[0].rstrip()
    return visible(line) if _STARTED.match(line) else ""


def all_markers(
    noted: Iterable[Marker],
    sessions: Iterable[Done],
    screenings: Iterable[Check],
    first: date,
    last: date,
) -> tuple[Marker, ...]:
    """Those of the days from `first` to `last`, by day and kind.

    `noted` are the markers of the entries.
    """
    found = [marker for marker in noted if first <= marker.day <= last]
    found += [
        Marker(session.day, MarkerKind.SESSION, programme_name(session.programme))
        for session in sessions
        if first <= session.day <= last
    ]
    found += [
        Marker(check.day, MarkerKind.SCREENING, OUTCOMES[check.outcome.level])
        for check in screenings
        if first <= check.day <= last
    ]
    return tuple(sorted(found, key=lambda marker: (marker.day, _RANKS[marker.kind])))
