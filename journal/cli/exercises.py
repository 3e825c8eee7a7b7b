"""The verb that shows exercises and programmes, and what of them may be done today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click
import msgspec

from journal.cli.check_talk import wrapped
from journal.cli.exercise_lines import list_lines, programme_lines, show_lines
from journal.cli.output import emit_json, hint, open_store, say, screen_width, shows_signs
from journal.cli.preferences import settings_of
from journal.cli.wall import Desk, Refusal, Usage
from journal.content.library import load_library
from journal.domain.exercise import (
    Equipment,
    Exercise,
    Group,
    Item,
    Library,
    Phase,
    Programme,
    dose_of,
    minutes,
)
from journal.exercising import Fit, fit_on

NEAR = 5
"""How many names are put to someone whose own is unknown."""


@click.command("exercises")
@click.argument("words", nargs=-1, metavar="[show ID]")
@click.option(
    "--equipment", "owned", multiple=True, metavar="E", help="What is at hand; once for each."
)
@click.option("--group", metavar="G", help=f"Only this group: {', '.join(Group)}.")
@click.option("--level", type=click.IntRange(1, 3), help="Only this level.")
@click.option("--programme", metavar="P", help="What this programme is made of.")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
@click.pass_obj
def exercises_verb(
    desk: Desk,
    words: tuple[str, ...],
    owned: tuple[str, ...],
    group: str | None,
    level: int | None,
    programme: str | None,
    as_json: bool,
) -> None:
    """List the exercises, and say which are left out today and why.

    `show ID` tells how one is done. Without --equipment what you own by the settings counts;
    --equipment none stands for nothing at all.
    """
    if words and (words[0] != "show" or len(words) != 2):
        raise Usage("journal exercises: takes nothing, or show and the ID of one exercise")
    if programme is not None and (words or group or level):
        raise Usage("journal exercises: --programme goes with --equipment and --json alone")
    if words and (group or level):
        raise Usage("journal exercises show: goes with --equipment and --json alone")
    library = load_library()
    wanted = Group(_known("group", group, Group)) if group is not None else None
    today, all_of_them = _today(desk, library, owned), desk.command("exercises")
    if words:
        name = _known("exercise", words[1], [e.id for e in library.exercises], all_of_them)
        _show(library.exercise(name), today, as_json)
    elif programme is not None:
        name = _known("programme", programme, [p.id for p in library.programmes], all_of_them)
        _show_programme(library.programme(name), today, as_json)
    else:
        found = [
            exercise
            for exercise in library.exercises
            if wanted in (None, exercise.group) and level in (None, exercise.level)
        ]
        _list(found, today, as_json, desk)


# What counts today


def _today(desk: Desk, library: Library, owned: Sequence[str]) -> Fit:
    settings = settings_of(desk)
    if owned:
        allowed = [*Equipment, "none"]
        names = [name for given in owned if (name := _known("equipment", given, allowed)) != "none"]
    else:
        names = list(settings.exercises.equipment)
    snapshot, day = open_store(desk).snapshot(), desk.clock().date()
    # A check that cannot be read is told of; what it said to do still counts.
    found, trouble = fit_on(day, snapshot, library, map(Equipment, names), settings.check.advice)
    if trouble:
        hint(trouble)
    return found


def _known(what: str, given: str, allowed: Iterable[str], listing: str = "") -> str:
    """The name as it is written in the library, spaces being as good as hyphens.

    Raises Refusal naming the nearest: all that there are, those first, where there is no
    `listing`, the command that lists them.
    """
    names, name = list(allowed), "-".join(given.lower().split())
    if name in names:
        return name
    # Only who mistypes waits for it.
    from difflib import get_close_matches

    near = [one for one in names if name and name in one]
    near = list(dict.fromkeys([*near, *get_close_matches(name, names, NEAR)]))
    unknown = f"There is no {what} {given!r}."
    if not listing:
        raise Refusal(f"{unknown} There is: {', '.join(dict.fromkeys([*near, *names]))}.")
    nearest = f" Near it: {', '.join(near[:NEAR])}." if near else ""
    raise Refusal(f"{unknown}{nearest} All of them: {listing}")


# What is written


def _list(found: Sequence[Exercise], today: Fit, as_json: bool, desk: Desk) -> None:
    if as_json:
        emit_json([_as_json(exercise, today) for exercise in found])
        return
    states = [(exercise, today.of(exercise)) for exercise in found]
    way = desk.command("exercises --programme")
    for line in list_lines(states, today.library, today.permission, way):
        say(line)


def _show(exercise: Exercise, today: Fit, as_json: bool) -> None:
    if as_json:
        emit_json(_as_json(exercise, today))
        return
    state, pictures = today.of(exercise), _pictures(exercise)
    for line in show_lines(exercise, state, today.library, today.permission, pictures):
        say(line)


def _pictures(exercise: Exercise) -> Iterable[str]:
    """Start and end of the exercise; none where they could not be read."""
    from journal.cli.figure_lines import figure_lines
    from journal.content.figures import load_figures

    if not shows_signs():
        return ()
    return figure_lines(load_figures()[exercise.id], screen_width())


def _show_programme(programme: Programme, today: Fit, as_json: bool) -> None:
    if as_json:
        record = msgspec.to_builtins(programme)
        record["items"] = [_item_as_json(item, today) for item in programme.items]
        record["phases"] = [_phase_as_json(phase, today) for phase in programme.phases]
        why = today.against(programme)
        record |= {"available": not why, "why_not": [why] if why else []}
        emit_json(record | _minutes(programme.items, today))
        return
    for line in programme_lines(programme, today):
        say(line)
    if (why := today.against(programme)) and why != today.permission.why:
        say()
        for line in wrapped(why):
            say(line)


def _as_json(exercise: Exercise, today: Fit) -> dict[str, Any]:
    """Every field of the content, and whether it may be done today."""
    record: dict[str, Any] = msgspec.to_builtins(exercise)
    return record | _minutes([Item(exercise=exercise.id)], today) | _state(exercise, today)


def _item_as_json(item: Item, today: Fit) -> dict[str, Any]:
    exercise = today.library.exercise(item.exercise)
    record: dict[str, Any] = msgspec.to_builtins(item)
    record["dose"] = msgspec.to_builtins(dose_of(exercise, item))
    return record | _minutes([item], today) | _state(exercise, today)


def _phase_as_json(phase: Phase, today: Fit) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(phase)
    then = today.in_phase(phase.id)
    record["items"] = [_item_as_json(item, then) for item in phase.items]
    return record | _minutes(phase.items, today)


def _minutes(items: Sequence[Item], today: Fit) -> dict[str, Any]:
    """About how long it takes; a ladder alone has no time of its own."""
    return {"minutes": minutes(items, today.library) if items else None}


def _state(exercise: Exercise, today: Fit) -> dict[str, Any]:
    state = today.of(exercise)
    return {"available": state.available, **msgspec.to_builtins(state)}
