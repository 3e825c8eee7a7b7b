"""The options that set an entry's fields, for `add` and `edit`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from journal.domain.body import Region, sides_of
from journal.domain.entry import NOTE_LIMIT, NUMBER_FIELDS, Event, Load, Quality
from journal.domain.fields import join_list, parse_fields
from journal.domain.moment import parse_day, parse_moment
from journal.domain.problem import FieldProblem

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Function = TypeVar("Function", bound=Callable[..., Any])
LISTS = ("sites", "qualities", "medications")
STDIN_LIMIT = 8 * NOTE_LIMIT
"""Bytes read from standard input for a note: more than any note can hold."""


def _offer(choices: Callable[[str], list[str]]) -> Callable[..., list[CompletionItem]]:
    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(item) for item in choices(incomplete) if item.startswith(incomplete)]

    return complete


def _sites(incomplete: str) -> list[str]:
    """Regions; once one is written out, it with its sides."""
    name = incomplete.partition(":")[0]
    if ":" in incomplete and name in list(Region):
        return [f"{name}:{side}" for side in sides_of(Region(name))]
    return list(Region)


_CHOICES: dict[str, Callable[..., list[CompletionItem]]] = {
    "sites": _offer(_sites),
    "qualities": _offer(lambda _: list(Quality)),
    "event": _offer(lambda _: list(Event)),
    "heavy_load": _offer(lambda _: list(Load)),
}
_TEXTS = {
    "at": ("--at", "WHEN", "Moment: a day, a time HH:MM, or both; now unless given."),
    "day": ("--day", "DAY", "Diary day, where it is not the day of the moment."),
    "sites": ("--site", "REGION:SIDE", "Where it hurts; once for each place."),
    "qualities": ("--quality", "WORD", "What it feels like; once for each word."),
    "heavy_load": ("--heavy-load", "LOAD", f"Lifting and bending: {', '.join(Load)}."),
    "medications": ("--med", "TEXT", 'What was taken, "name @ HH:MM"; once for each.'),
    "event": ("--event", "EVENT", f"What set it off: {', '.join(Event)}."),
    "eased": ("--eased", "TEXT", "What eased it."),
    "note": ("--note", "TEXT", "A note; - reads standard input."),
}
_ORDER = (
    *("at", "day", "worst", "sites", "qualities", "sleep_quality", "sleep_hours", "stress", "mood"),
    *("sitting_hours", "longest_sit_min", "steps", "walk_min", "heavy_load"),
    *("morning_stiffness_min", "wake_ups", "medications", "event", "eased", "note"),
)


def entry_options(*first: str) -> Callable[[Function], Function]:
    """A decorator that adds an option for each field, those named in `first` before the rest.

    The option's parameter is the field's name, its value the text as it was typed.
    """

    def decorate(function: Function) -> Function:
        for name in reversed((*first, *_ORDER)):
            if field := NUMBER_FIELDS.get(name):
                flag, metavar = f"--{name.replace('_', '-')}", "NUMBER"
                help_text = f"{field.label}: {field.allowed}."
            else:
                flag, metavar, help_text = _TEXTS[name]
            function = click.option(
                flag,
                name,
                metavar=metavar,
                help=help_text,
                multiple=name in LISTS,
                shell_complete=_CHOICES.get(name),
            )(function)
        return function

    return decorate


def read_values(given: Mapping[str, Any], now: datetime) -> tuple[dict[str, Any], frozenset[str]]:
    """The values of the options given, and the names of those given empty.

    Raises FieldProblem, FieldProblems.
    """
    texts: dict[str, str] = {}
    for name, value in given.items():
        if value is not None and value != ():
            texts[name] = join_list(value) if isinstance(value, tuple) else value
    if texts.get("note") == "-":
        texts["note"] = _stdin_note()
    empty = frozenset(name for name, text in texts.items() if not text.strip())
    values: dict[str, Any] = {}
    if (at := texts.pop("at", "")).strip():
        values["at"] = parse_moment(at, now)
    if (day := texts.pop("day", "")).strip():
        values["day"] = parse_day(day, now.date())
    return values | parse_fields(texts), empty - values.keys()


def _stdin_note() -> str:
    """Standard input as a note, without its last line end."""
    content = sys.stdin.buffer.read(STDIN_LIMIT + 1) if sys.stdin is not None else b""
    if len(content) > STDIN_LIMIT:
        raise FieldProblem(
            "note", f"more than {STDIN_LIMIT} bytes", f"up to {NOTE_LIMIT} characters"
        )
    try:
        return content.decode().removesuffix("\n")
    except UnicodeDecodeError as error:
        given = f"on standard input, byte {error.start + 1}"
        raise FieldProblem("note", given, "valid Unicode text (UTF-8)") from None
