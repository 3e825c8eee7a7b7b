"""Screenings as CSV: what to do and why in plain cells, the rest as JSON in a cell each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from journal.domain.screening import Screening
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
    *("id", "day", "at", "scope", "level", "within_days", "title", "reasons", "advice"),
    *("rule_version", "ask_again_in", "unasked", "findings", "stood_down", "notes", "watch_for"),
    *("answers", "carried", "wording", "mood", "profile"),
    *("history", "clearance", "after_stop", "created_at", "updated_at"),
)
LATER = ("after_stop",)
"""The columns that an older version did not write."""
TEXT_COLUMNS = ("title", "reasons", "advice", "rule_version")
"""The columns with sentences, which may begin with any sign."""

_NEVER_EMPTY = ("id", "day", "at", "scope", "level", "created_at", "updated_at")
_OUTCOME_TEXTS = ("title", "advice", "rule_version")
_NUMBERS = ("within_days", "ask_again_in")
_DAYS = "days, a whole number, or nothing"
_OUTCOME_JSON = {
    "findings": "reasons",
    "stood_down": "stood_down",
    "notes": "notes",
    "watch_for": "watch_for",
}
"""Column -> field of the outcome; `reasons` are in words beside it."""
_OBJECTS = ("answers", "carried", "wording", "mood", "profile", "history")
_IF_ANY = ("clearance", "after_stop")
"""The columns with JSON: empty for an empty object, and for what there is not."""


def export(screenings: Iterable[Screening]) -> Iterator[bytes]:
    """The file's bytes, piece by piece: the header, then a row for each screening."""
    return export_rows(map(_show, screenings), COLUMNS, TEXT_COLUMNS)


def _show(screening: Screening) -> dict[str, str]:
    outcome = screening.outcome
    texts = show_plain(screening) | {"scope": screening.scope, "level": str(outcome.level)}
    texts |= {name: getattr(outcome, name) for name in _OUTCOME_TEXTS}
    texts["unasked"] = show_number(outcome.unasked or None)
    texts["reasons"] = BETWEEN.join(reason.text for reason in outcome.reasons)
    texts |= {name: show_number(getattr(outcome, name)) for name in _NUMBERS}
    for name, field in _OUTCOME_JSON.items():
        texts[name] = show_json(getattr(outcome, field))
    return texts | {name: show_json(getattr(screening, name)) for name in (*_OBJECTS, *_IF_ANY)}


def from_row(header: list[str], cells: list[str]) -> Screening:
    """The screening in a row that `export` wrote.

    Its reasons are those in `findings`: the column `reasons` is for people. Raises
    FieldProblem, FieldProblems and msgspec.ValidationError.
    """
    texts = read_texts(header, cells, TEXT_COLUMNS, _NEVER_EMPTY)
    record: dict[str, Any] = read_plain(texts)
    record["scope"] = texts["scope"].strip()
    record |= {name: read_json(name, texts, {}) for name in _OBJECTS}
    record |= {name: read_json(name, texts, None) for name in _IF_ANY if name in texts}
    record["outcome"] = {
        "level": texts["level"].strip(),
        **{name: texts[name] for name in _OUTCOME_TEXTS},
        "unasked": read_number("unasked", texts, "a whole number, or nothing") or 0,
        **{name: read_number(name, texts, _DAYS) for name in _NUMBERS},
        **{field: read_json(name, texts, []) for name, field in _OUTCOME_JSON.items()},
    }
    return msgspec.convert(record, Screening)
