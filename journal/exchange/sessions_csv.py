"""Sessions as CSV: what was done and how it felt in plain cells, every bout of it as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from journal.domain.problem import FieldProblem
from journal.domain.training import Session
from journal.exchange.record_csv import (
    BETWEEN,
    export_rows,
    read_json,
    read_number,
    read_plain,
    read_texts,
    show_json,
    show_number,
    show_plain,
)

COLUMNS = (
    *("id", "day", "at", "ended_at", "minutes", "programme", "phase", "done", "skipped", "before"),
    *("worst", "after", "effort", "clean", "eased", "stopped", "morning", "morning_on"),
    *("quick", "tasks"),
    *("created_at", "updated_at"),
)
TEXT_COLUMNS = ("programme", "phase", "done", "skipped", "stopped")
"""The columns with words, which may begin with any sign."""

_NEVER_EMPTY = ("id", "day", "at", "ended_at", "created_at", "updated_at")
_WORDS = ("programme", "phase", "stopped")
_SCORES = ("before", "after", "effort", "morning")
_ALLOWED = "0 to 10, whole numbers, or nothing"
_YES, _NO = "yes", "no"


def export(sessions: Iterable[Session]) -> Iterator[bytes]:
    """The file's bytes, piece by piece: the header, then a row for each session."""
    return export_rows(map(_show, sessions), COLUMNS, TEXT_COLUMNS)


def _show(session: Session) -> dict[str, str]:
    texts = show_plain(session) | {"ended_at": session.ended_at.isoformat()}
    texts["minutes"] = str(round((session.ended_at - session.at).total_seconds() / 60))
    texts |= {name: getattr(session, name) for name in _WORDS}
    texts["clean"] = "" if session.clean is None else _YES if session.clean else _NO
    texts["eased"] = _YES if session.eased else _NO
    texts["done"] = BETWEEN.join(_done(session))
    texts["skipped"] = BETWEEN.join(
        f"{task.exercise}: {task.skipped}" for task in session.tasks if task.skipped
    )
    texts["worst"] = show_number(session.worst)
    texts |= {name: show_number(getattr(session, name)) for name in _SCORES}
    texts["morning_on"] = "" if session.morning_on is None else session.morning_on.isoformat()
    return texts | {"quick": show_json(session.quick), "tasks": show_json(session.tasks)}


def _done(session: Session) -> Iterator[str]:
    """Each exercise that was done, with the repetitions of every bout: "clamshell 12+12"."""
    for task in session.tasks:
        for exercise, bouts in groupby(task.done, attrgetter("exercise")):
            yield f"{exercise} {'+'.join(str(bout.reps) for bout in bouts)}"


def from_row(header: list[str], cells: list[str]) -> Session:
    """The session in a row that `export` wrote.

    `minutes`, `done`, `skipped` and `worst` are for people: they are found in the rest. Raises
    FieldProblem, FieldProblems and msgspec.ValidationError.
    """
    texts = read_texts(header, cells, TEXT_COLUMNS, _NEVER_EMPTY)
    record: dict[str, Any] = read_plain(texts)
    record |= {name: texts[name] for name in _WORDS}
    record["ended_at"] = texts["ended_at"].strip()
    record["morning_on"] = texts["morning_on"].strip() or None
    record["clean"] = _read_yes_or_no("clean", texts)
    record["eased"] = _read_yes_or_no("eased", texts) or False
    record |= {name: read_number(name, texts, _ALLOWED) for name in _SCORES}
    record |= {"quick": read_json("quick", texts, {}), "tasks": read_json("tasks", texts, [])}
    return msgspec.convert(record, Session)


def _read_yes_or_no(name: str, texts: Mapping[str, str]) -> bool | None:
    """What a cell says, None where it is empty. Raises FieldProblem."""
    text = texts[name].strip()
    if text not in (_YES, _NO, ""):
        raise FieldProblem(name, text, f"{_YES}, {_NO}, or nothing")
    return text == _YES if text else None
