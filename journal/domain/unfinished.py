"""Which drafts are of an unfinished session, told without what knows the exercises.

Today starts with this module. Whether a session can go on is known only where it is read whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Protocol

import msgspec

DRAFT = "session"
"""The draft of an unfinished session; with `-` and letters behind it where two were under way."""


class _Dose(msgspec.Struct, frozen=True):
    sets: Annotated[int, msgspec.Meta(ge=1)]
    reps: Annotated[int, msgspec.Meta(ge=1)]


class _Task(msgspec.Struct, frozen=True):
    exercise: str
    planned: str
    dose: _Dose


class _Player(msgspec.Struct, frozen=True):
    tasks: Annotated[tuple[_Task, ...], msgspec.Meta(min_length=1)]


class _Run(msgspec.Struct, frozen=True):
    """The part of a session under way without which it is none."""

    started: Annotated[datetime, msgspec.Meta(tz=True)]
    programme: str
    player: _Player
    stopped: str = ""


class Form(Protocol):
    """A draft, as it is looked at here."""

    @property
    def fields(self) -> Mapping[str, str]: ...


_run = msgspec.json.Decoder(_Run)


def is_session(name: str) -> bool:
    """Whether a draft of this name is of a session."""
    return name == DRAFT or name.startswith(f"{DRAFT}-")


def readable(fields: Mapping[str, str]) -> bool:
    """Whether the text fields of a draft hold what looks like a session under way."""
    try:
        _run.decode(fields.get("run", ""))
    except msgspec.DecodeError:
        return False
    return True


def is_stopped(fields: Mapping[str, str]) -> bool:
    """Whether a stop rule ended the session that a draft holds."""
    return readable(fields) and bool(_run.decode(fields["run"]).stopped)


def session_waits(drafts: Mapping[str, Form]) -> bool:
    """Whether an unfinished session that can be read is among these drafts, which are by name."""
    return any(is_session(name) and readable(draft.fields) for name, draft in drafts.items())
