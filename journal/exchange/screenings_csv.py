"""Screenings as CSV: what to do and why in plain cells, the rest as JSON in a cell each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from journal.domain.fields import FIELDS
from journal.domain.problem import FieldProblem, FieldProblems
from journal.domain.screening import Screening
from journal.exchange.csv_file import header_row, quoted, row, text_cell, texts_of

COLUMNS = (
    *("id", "day", "at", "scope", "level", "within_days", "reasons", "advice", "rule_version"),
    *("ask_again_in", "findings", "stood_down", "notes", "answers", "carried", "mood", "profile"),
    *("history", "clearance", "created_at", "updated_at"),
)
TEXT_COLUMNS = ("reasons", "advice", "rule_version")
"""The columns with sentences, which may begin with any sign."""

_NEVER_EMPTY = ("id", "day", "at", "scope", "level", "created_at", "updated_at")
_BY_FIELD = ("id", "day", "at", "created_at", "updated_at")
"""The columns that are written as those of an entry are."""
_NUMBERS = ("within_days", "ask_again_in")
_OUTCOME_JSON = {"findings": "reasons", "stood_down": "stood_down", "notes": "notes"}
"""Column -> field of the outcome; `reasons` are in words beside it."""
_JSON = ("answers", "carried", "mood", "profile", "history", "clearance")
_REASONS_BETWEEN = " | "


def export(screenings: Iterable[Screening]) -> Iterator[bytes]:
    """The file's bytes, piece by piece: the header, then a row for each screening."""
    yield header_row(COLUMNS)
    for screening in screenings:
        texts = _show(screening)
        yield row([_cell(name, texts[name]) for name in COLUMNS])


def _cell(name: str, text: str) -> str:
    return text_cell(text) if name in TEXT_COLUMNS else quoted(text)


def _show(screening: Screening) -> dict[str, str]:
    outcome = screening.outcome
    texts = {name: FIELDS[name].show(getattr(screening, name)) for name in _BY_FIELD}
    texts |= {"scope": screening.scope, "level": str(outcome.level)}
    texts |= {"advice": outcome.advice, "rule_version": outcome.rule_version}
    texts["reasons"] = _REASONS_BETWEEN.join(reason.text for reason in outcome.reasons)
    for name in _NUMBERS:
        number = getattr(outcome, name)
        texts[name] = "" if number is None else str(number)
    for name, field in _OUTCOME_JSON.items():
        texts[name] = _show_json(getattr(outcome, field))
    for name in _JSON:
        texts[name] = _show_json(getattr(screening, name))
    return texts


def _show_json(value: object) -> str:
    text = msgspec.json.encode(value).decode()
    return "" if text in ("{}", "[]", "null") else text


def from_row(header: list[str], cells: list[str]) -> Screening:
    """The screening in a row that `export` wrote.

    Its reasons are those in `findings`: the column `reasons` is for people. Raises
    FieldProblem, FieldProblems and msgspec.ValidationError.
    """
    texts = texts_of(header, cells, TEXT_COLUMNS)
    problems = [
        FieldProblem(name, "", "it may not be empty")
        for name in _NEVER_EMPTY
        if not texts[name].strip()
    ]
    if problems:
        raise FieldProblems(problems)
    record: dict[str, Any] = {name: FIELDS[name].parse(texts[name]) for name in _BY_FIELD}
    record["scope"] = texts["scope"].strip()
    record |= {name: _read_json(name, texts, {}) for name in _JSON if name != "clearance"}
    record["clearance"] = _read_json("clearance", texts, None)
    record["outcome"] = {
        "level": texts["level"].strip(),
        "advice": texts["advice"],
        "rule_version": texts["rule_version"],
        **{name: _read_number(name, texts[name]) for name in _NUMBERS},
        **{field: _read_json(name, texts, []) for name, field in _OUTCOME_JSON.items()},
    }
    return msgspec.convert(record, Screening)


def _read_number(name: str, text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII):
        raise FieldProblem(name, text, "days, a whole number, or nothing")
    return int(text)


def _read_json(name: str, texts: Mapping[str, str], empty: object) -> Any:
    if not texts[name].strip():
        return empty
    try:
        return msgspec.json.decode(texts[name])
    except (msgspec.DecodeError, RecursionError):
        raise FieldProblem(name, texts[name], "JSON as export wrote it, or nothing") from None
