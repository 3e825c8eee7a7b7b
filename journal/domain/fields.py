"""An entry's fields as text: one way to write and read each, for forms, options and CSV cells.

Every field has `show` and `parse`, and `parse(show(value)) == value`. An empty text means "not
logged". Lists are joined with `;`, and an item's own `;` or `\\` gets a `\\` in front.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from journal.domain.body import SPINE, Region, Side, sides_of
from journal.domain.entry import (
    ENTRY_FIELDS,
    NUMBER_FIELDS,
    Event,
    Load,
    Medication,
    NumberField,
    PainEntry,
    Quality,
    Site,
    is_time,
)
from journal.domain.problem import FieldProblem, FieldProblems

Choice = TypeVar("Choice", bound=StrEnum)


class Field(msgspec.Struct, frozen=True):
    """How one field is written as text and read again; `parse` raises FieldProblem."""

    show: Callable[[Any], str]
    parse: Callable[[str], Any]


def show_number(value: float) -> str:
    """A number without a needless ".0"."""
    return str(int(value)) if value == int(value) else str(value)


def number_parser(field: NumberField) -> Callable[[str], float]:
    """The reader of one number field: digits, and a decimal point or comma where it has steps."""

    def parse(text: str) -> float:
        plain = text.strip().replace(",", ".")
        if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", plain, re.ASCII):
            raise FieldProblem(field.name, text, field.allowed)
        number = float(plain)
        value = int(number) if field.step == 1 and number.is_integer() else number
        try:
            field.check(value)
        except FieldProblem:
            raise FieldProblem(field.name, text, field.allowed) from None
        return value

    return parse


def choice_parser(name: str, kind: type[Choice]) -> Callable[[str], Choice]:
    """The reader of a field that holds one of a fixed set of ids."""

    def parse(text: str) -> Choice:
        try:
            return kind(text.strip().lower())
        except ValueError:
            raise FieldProblem(name, text, ", ".join(kind)) from None

    return parse


def show_site(site: Site) -> str:
    """`region:side`, with `:score` behind where the place has its own."""
    score = "" if site.pain is None else f":{site.pain}"
    return f"{site.region}:{site.side}{score}"


def parse_site(text: str) -> Site:
    """A place as `region:side` or `region:side:score`; the spine's side may be left out."""
    name, _, rest = text.strip().lower().partition(":")
    side_name, _, score = rest.partition(":")
    region = choice_parser("sites", Region)(name)
    if not side_name and region in SPINE:
        side_name = Side.CENTRE
    if side_name not in sides_of(region):
        allowed = " or ".join(f"{region}:{side}" for side in sides_of(region))
        raise FieldProblem("sites", text, allowed)
    if score and not re.fullmatch(r"10|\d", score, re.ASCII):
        raise FieldProblem("sites", text, f"{region}:{side_name}:0 to {region}:{side_name}:10")
    return Site(region, Side(side_name), int(score) if score else None)


def show_medication(medication: Medication) -> str:
    """The text, with `@ HH:MM` behind where a time was given."""
    return medication.text if medication.time is None else f"{medication.text} @ {medication.time}"


def parse_medication(text: str) -> Medication:
    """What was taken, optionally followed by `@ HH:MM`."""
    name, at, time = text.rpartition("@")
    if at and name.strip() and is_time(time.strip()):
        return Medication(name.strip(), time.strip())
    return Medication(text.strip())


def join_list(items: Iterable[str]) -> str:
    """The items in one text, separated by `;`."""
    return ";".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split_list(text: str) -> list[str]:
    """The items of a text that `join_list` made; blanks around an item and empty items go."""
    items = re.findall(r"(?:[^;\\]|\\.|\\$)+", text, re.DOTALL)
    return [plain for item in items if (plain := re.sub(r"\\([\\;])", r"\1", item).strip())]


def _list_field(show: Callable[[Any], str], parse: Callable[[str], Any]) -> Field:
    return Field(
        show=lambda values: join_list(map(show, values)),
        parse=lambda text: tuple(parse(item) for item in split_list(text)),
    )


def _moment_field(name: str) -> Field:
    def parse(text: str) -> datetime:
        try:
            return datetime.fromisoformat(text.strip())
        except ValueError:
            raise FieldProblem(name, text, "YYYY-MM-DDTHH:MM:SS+00:00") from None

    return Field(datetime.isoformat, parse)


def _parse_date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise FieldProblem("day", text, "a day that exists: YYYY-MM-DD") from None


FIELDS: dict[str, Field] = {
    "id": Field(str, str.strip),
    "day": Field(date.isoformat, _parse_date),
    "at": _moment_field("at"),
    "sites": _list_field(show_site, parse_site),
    "qualities": _list_field(str, choice_parser("qualities", Quality)),
    "heavy_load": Field(str, choice_parser("heavy_load", Load)),
    "medications": _list_field(show_medication, parse_medication),
    "event": Field(str, choice_parser("event", Event)),
    "eased": Field(str, str),
    "note": Field(str, str),
    "created_at": _moment_field("created_at"),
    "updated_at": _moment_field("updated_at"),
} | {name: Field(show_number, number_parser(field)) for name, field in NUMBER_FIELDS.items()}
"""Every field of an entry, by name."""

_EMPTY: tuple[Any, ...] = (None, (), "")


def show_field(entry: PainEntry, name: str) -> str:
    """The field's value as text, empty when it was not logged."""
    value = getattr(entry, name)
    return "" if value in _EMPTY else FIELDS[name].show(value)


def show_fields(entry: PainEntry) -> dict[str, str]:
    """Every field of `entry` as text, in the order of `ENTRY_FIELDS`."""
    return {name: show_field(entry, name) for name in ENTRY_FIELDS}


def parse_fields(texts: Mapping[str, str], order: Sequence[str] = ENTRY_FIELDS) -> dict[str, Any]:
    """The values of the fields in `texts`; those left empty are not in the result.

    Raises FieldProblems with every field that could not be read, in the fields' order.
    """
    values, problems = {}, []
    for name in order:
        text = texts.get(name, "")
        if text and (name in ("note", "eased") or text.strip()):
            try:
                values[name] = FIELDS[name].parse(text)
            except FieldProblem as problem:
                problems.append(problem)
    if problems:
        raise FieldProblems(problems)
    return values


def entry_from_fields(texts: Mapping[str, str]) -> PainEntry:
    """The entry that `show_fields` wrote as `texts`.

    Raises FieldProblems, naming every field that is missing or cannot be read.
    """
    values = parse_fields(texts)
    missing = [
        FieldProblem(name, "", "it may not be empty")
        for name in ("id", "day", "at", "pain", "created_at", "updated_at")
        if name not in values
    ]
    if missing:
        raise FieldProblems(missing)
    try:
        return PainEntry(**values)
    except FieldProblem as problem:
        raise FieldProblems([problem]) from None
