"""The verb that shows exercises and programmes, and what of them may be done today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
import msgspec

from journal.cli.app_keys import without_keys
from journal.cli.exercise_lines import list_lines, programme_lines, show_lines
from journal.cli.output import emit_json, hint, open_store, say, screen_width, shows_signs
from journal.cli.preferences import settings_of, whom_to_call
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
from journal.domain.narrowing import Narrowing
from journal.exercising import Fit, fit_on
from journal.planning import DayPlan, programme_today

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
    library = load_library()
    _check_words(words, library, desk)
    if programme is not None and (words or group or level):
        raise Usage("journal exercises: --programme goes with --equipment and --json alone")
    if words and (group or level):
        raise Usage("journal exercises show: goes with --equipment and --json alone")
    wanted = Group(_known("group", group, Group)) if group is not None else None
    today, plan_of = _today(desk, library, owned)
    if words:
        _show(library.exercise(_exercise_named(words[1], library, desk)), today, as_json)
    elif programme is not None:
        found_one = library.programme(_programme_named(programme, library, desk))
        _show_programme(found_one, today, plan_of(found_one), as_json)
    else:
        found = [
            exercise
            for exercise in library.exercises
            if wanted in (None, exercise.group) and level in (None, exercise.level)
        ]
        narrowed = wanted is not None or level is not None
        programmes = [] if narrowed or as_json else library.programmes
        _list(found, [(each, plan_of(each)) for each in programmes], today, as_json, desk)


# What was meant


def _check_words(words: Sequence[str], library: Library, desk: Desk) -> None:
    """Raises Usage, with the line that was probably meant, for what is not `show ID`."""
    if not words or (words[0] == "show" and len(words) == 2):
        return
    exercise = _by_any_name(words[-1], library)
    if words[0] == "show" or len(words) > 2:
        way = "takes nothing, or show and the ID of one exercise"
    elif len(words) == 2:
        # The verb is the only one there is.
        meant = exercise or "ID"
        way = f"there is no {words[0]!r}; to show one: {desk.command(f'exercises show {meant}')}"
    elif exercise:
        way = f"to show {exercise}: {desk.command(f'exercises show {exercise}')}"
    elif programme := _programme_of(words[-1], library):
        way = f"to show {programme}: {desk.command(f'exercises --programme {programme}')}"
    else:
        way = "takes nothing, or show and the ID of one exercise"
    raise Usage(f"journal exercises: {way}")


def _exercise_named(given: str, library: Library, desk: Desk) -> str:
    """Raises Refusal, which points to the programme of that name or names what is like it."""
    if found := _by_any_name(given, library):
        return found
    names, name = [exercise.id for exercise in library.exercises], _plain(given)
    if programme := _programme_of(given, library):
        way = desk.command(f"exercises --programme {programme}")
        raise Refusal(f"{programme} is a programme; what it is made of: {way}")
    looked_for = Narrowing(words=" ".join(name.split("-")))
    alike = [each.id for each in library.exercises if name and looked_for.fits(each, library)]
    return _known("exercise", given, names, desk.command("exercises"), alike)


def _by_any_name(given: str, library: Library) -> str:
    """The id of the one exercise of this name, be it one that others use; empty where none is."""
    name = _plain(given)
    found = [each.id for each in library.exercises if each.id == name]
    found = found or [each.id for each in library.exercises if name in _other_names(each)]
    return found[0] if len(found) == 1 else ""


def _other_names(exercise: Exercise) -> set[str]:
    return {_plain(name) for name in (exercise.name, *exercise.also.split(","))}


def _programme_of(given: str, library: Library) -> str:
    """The id of the programme of this name or id, empty where there is none."""
    name = _plain(given)
    return next((p.id for p in library.programmes if name in (p.id, _plain(p.name))), "")


def _programme_named(given: str, library: Library, desk: Desk) -> str:
    if found := _programme_of(given, library):
        return found
    name = _plain(given)
    if name in [exercise.id for exercise in library.exercises]:
        way = desk.command(f"exercises show {name}")
        raise Refusal(f"{name} is an exercise; how it is done: {way}")
    names = [programme.id for programme in library.programmes]
    alike = [p.id for p in library.programmes if name and name in _plain(p.name)]
    return _known("programme", given, names, desk.command("exercises"), alike)


# What counts today


def _today(
    desk: Desk, library: Library, owned: Sequence[str]
) -> tuple[Fit, Callable[[Programme], DayPlan]]:
    """What counts today, and what a programme is by it."""
    settings = settings_of(desk)
    if owned:
        allowed = [*Equipment, "none"]
        names = [name for given in owned if (name := _known("equipment", given, allowed)) != "none"]
    else:
        names = list(settings.exercises.equipment)
    snapshot, day = open_store(desk).snapshot(), desk.clock().date()
    # A check that cannot be read is told of; what it said to do still counts.
    found, trouble = fit_on(day, snapshot, library, map(Equipment, names), settings.check.advice)
    fit = found.calling(lambda: whom_to_call(settings.check))
    if trouble:
        hint(trouble)
    why, no_ladder = without_keys(fit.permission.why, desk), without_keys(fit.no_ladder, desk)
    permission = msgspec.structs.replace(fit.permission, why=why)
    today = msgspec.structs.replace(fit, permission=permission, no_ladder=no_ladder)
    return today, lambda programme: programme_today(programme, today, snapshot, day)


def _plain(given: str) -> str:
    """A name as it is written in the library, spaces being as good as hyphens."""
    return "-".join(given.lower().split())


def _known(
    what: str, given: str, allowed: Iterable[str], listing: str = "", alike: Iterable[str] = ()
) -> str:
    """The name as it is written in the library.

    Raises Refusal naming the nearest, `alike` ones among them; Usage naming all that there are,
    those first, where there is no `listing`, the command that lists them.
    """
    names, name = list(allowed), _plain(given)
    if name in names:
        return name
    # Only who mistypes waits for it.
    from difflib import get_close_matches

    near = [one for one in names if name and name in one]
    near = list(dict.fromkeys([*near, *alike, *get_close_matches(name, names, NEAR)]))
    unknown = f"There is no {what} {given!r}."
    if not listing:
        raise Usage(f"{unknown} There is: {', '.join(dict.fromkeys([*near, *names]))}.")
    nearest = f" Near it: {', '.join(near[:NEAR])}." if near else ""
    raise Refusal(f"{unknown}{nearest} To list them all: {listing}")


# What is written


def _list(
    found: Sequence[Exercise],
    programmes: Sequence[tuple[Programme, DayPlan]],
    today: Fit,
    as_json: bool,
    desk: Desk,
) -> None:
    if as_json:
        emit_json([_as_json(exercise, today) for exercise in found])
        return
    states = [(exercise, today.of(exercise)) for exercise in found]
    verb = desk.command("exercises")
    for line in list_lines(states, programmes, today.library, today.permission, verb):
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


def _show_programme(programme: Programme, today: Fit, plan: DayPlan, as_json: bool) -> None:
    if as_json:
        record = msgspec.to_builtins(programme)
        record["items"] = [_item_as_json(item, today) for item in programme.items]
        record["phases"] = [_phase_as_json(phase, today) for phase in programme.phases]
        why = plan.why_not
        record |= {"available": not why, "why_not": [why] if why else []}
        record["today"] = _plan_as_json(plan)
        emit_json(record | _minutes(programme.items, today))
        return
    for line in programme_lines(programme, today, plan):
        say(line)


def _as_json(exercise: Exercise, today: Fit) -> dict[str, Any]:
    """Every field of the content, and whether it may be done today."""
    record: dict[str, Any] = msgspec.to_builtins(exercise)
    return record | _minutes([Item(exercise=exercise.id)], today) | _state(exercise, today)


def _plan_as_json(plan: DayPlan) -> dict[str, Any] | None:
    """What a session would be today; None where it is none."""
    if (way := plan.way) is None:
        return None
    return {
        "minutes": plan.minutes,
        "phase": way.phase.id if way.phase is not None else "",
        "why": way.why,
        "plan": msgspec.to_builtins(way.plan),
        "left_out": msgspec.to_builtins(way.left_out),
    }


def _item_as_json(item: Item, today: Fit) -> dict[str, Any]:
    exercise = today.library.exercise(item.exercise)
    record: dict[str, Any] = msgspec.to_builtins(item)
    record["dose"] = msgspec.to_builtins(dose_of(exercise, item))
    return record | _minutes([item], today) | _state(exercise, today)


def _phase_as_json(phase: Phase, today: Fit) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(phase)
    then, exercise = today.in_phase(phase.id), today.library.exercise
    # What holds today stands under its own name: nobody is to read of a later phase as allowed.
    record["items"] = [
        _item_as_json(item, today) | {"in_phase": _state(exercise(item.exercise), then)}
        for item in phase.items
    ]
    return record | _minutes(phase.items, today)


def _minutes(items: Sequence[Item], today: Fit) -> dict[str, Any]:
    """About how long it takes; a ladder alone has no time of its own."""
    return {"minutes": minutes(items, today.library) if items else None}


def _state(exercise: Exercise, today: Fit) -> dict[str, Any]:
    state = today.of(exercise)
    return {"available": state.available, **msgspec.to_builtins(state)}
