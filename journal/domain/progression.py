"""What the next session of a programme is: as last time, a little less, or one thing more.

Clinical sections 4.3 (pain) and 4.4 (progression, breaks). Less and more are proposed, never
imposed; less is looked at first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from journal.domain.availability import trains_alike
from journal.domain.choosing import Choice, May, Row
from journal.domain.dosing import (
    changed,
    halved,
    in_short,
    longer_set,
    own_dose,
    step_down,
    step_up,
    taken_over,
)
from journal.domain.exercise import (
    Dose,
    Equipment,
    Exercise,
    Group,
    Item,
    Library,
    Phase,
    Programme,
)
from journal.domain.looking_back import (
    BREAK,
    LONG_BREAK,
    Sore,
    hurt,
    still_sore,
    task_of,
    times_done,
    zone_of,
)
from journal.domain.task import Task
from journal.domain.training import Session, Zone

PAUSED = timedelta(days=7)
"""Without a session: from here on nothing is added."""
AFTER_RED = timedelta(days=4)
"""How long a raised morning calls for less."""
EASY = 6
"""The highest effort, of 10, after which more is proposed."""
PROGRESSING = frozenset({Group.ACTIVATION, Group.STRENGTH, Group.CORE})
"""What gets harder; walks, stretches and nerve sliders do not."""
BANDS = frozenset({Equipment.MINI_BAND, Equipment.LONG_BAND})
WEIGHTS = frozenset({Equipment.CABLE, Equipment.DUMBBELLS})
WENT_WELL = (
    "Twice in a row all of it was done well, it was easy enough, and the mornings after were calm."
)


class Planned(msgspec.Struct, frozen=True):
    """One exercise of the session: the programme's item it stands for, and what is done.

    `why` says in a few words why it is not as last time, or not the programme's own; `instead`
    marks what is done only because something speaks against the usual today.
    """

    item: str
    exercise: str
    dose: Dose
    note: str = ""
    why: str = ""
    instead: bool = False


class LeftOut(msgspec.Struct, frozen=True):
    """An item of the programme that is not done today, and why, in sentences."""

    item: str
    why: tuple[str, ...]


class Step(msgspec.Struct, frozen=True):
    """Another plan for the whole session: what differs, and why it is proposed.

    `left_out` is what it does without, beside what is not for today anyway.
    """

    words: str
    why: str
    plan: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """The next session: as `usual`, or with `less` or `more` where something speaks for it."""

    usual: tuple[Planned, ...]
    more: Step | None
    less: Step | None
    left_out: tuple[LeftOut, ...]


def plan(
    programme: Programme,
    phase: Phase | None,
    library: Library,
    sessions: Sequence[Session],
    today: date,
    may: May,
    sores: Sequence[Sore] = (),
) -> Plan:
    """The next session of a programme, or of a phase of a ladder.

    `sessions` are the finished ones of this programme, oldest first, those of a ladder's other
    phases among them or not. `may` says what speaks against an exercise today. `sores` are the
    times that something hurt too much in any session, oldest first, back to two long breaks ago.
    """
    items = programme.items if phase is None else phase.items
    choice = Choice(library, items, may, still_sore(sores, today))
    rows: list[Row] = []
    left_out = []
    for item in items:
        usual = _as_last_time(choice, item, sessions, phase, sores)
        if (row := choice.possible(usual, _used(rows))) is not None:
            rows.append(row)
        else:
            left_out.append(LeftOut(item.exercise, may(usual.exercise).why_not))
    last = sessions[-1] if sessions else None
    here = last if last is not None and last.phase == ("" if phase is None else phase.id) else None
    elsewhere = {row.item: task for row in rows if (task := _sore_elsewhere(choice, row, here))}
    less = _less(choice, rows, programme, phase, last, today, elsewhere)
    more = None
    if less is None and phase is None and programme.progresses:
        more = _more(choice, rows, sessions, today)
    return Plan(_planned(rows), more, less, tuple(left_out))


def eased_alone(
    exercise: Exercise, library: Library, today: date, may: May, sores: Sequence[Sore]
) -> Step | None:
    """Less of a single exercise, where it hurt too much the last time; None where it did not."""
    choice = Choice(library, (Item(exercise=exercise.id),), may, still_sore(sores, today))
    [item] = choice.items
    row = choice.own(item)
    sore = _sore_elsewhere(choice, row, None)
    return None if sore is None else _less_of(choice, {item: sore}, [row], False)


def _as_last_time(
    choice: Choice,
    item: Item,
    sessions: Sequence[Session],
    phase: Phase | None,
    sores: Sequence[Sore],
) -> Row:
    """The item as it was done last, else as the programme has it."""
    own = choice.own(item)
    for task in times_done(item, sessions, phase, sores):
        if (exercise := choice.find(task.exercise)) is None:
            continue
        if task.instead and not _goes_on_instead(choice, own.exercise, exercise):
            continue
        if (dose := taken_over(task.dose, own_dose(exercise, item))) is None:
            continue
        easier = exercise in choice.all_easier(own.exercise)
        # Said again each time, so that the programme's own is not forgotten.
        if easier and choice.may(own.exercise).available:
            why = f"as last time, in place of {own.exercise.name}"
            return Row(item, exercise, dose, why=why)
        return Row(item, exercise, dose)
    return own


def _goes_on_instead(choice: Choice, own: Exercise, other: Exercise) -> bool:
    """Whether what stood in last time still does: sessions kept what no longer would."""
    return not choice.may(own).available and trains_alike(other, own)


def _used(rows: Sequence[Row], but: Row | None = None) -> frozenset[str]:
    return frozenset(row.exercise.id for row in rows if row is not but)


def _planned(rows: Sequence[Row]) -> tuple[Planned, ...]:
    found = []
    for row in rows:
        item, mine = row.item, row.exercise.id == row.item.exercise
        notes = (item.note if mine else "", item.if_well, row.note)
        note = "; ".join(filter(None, notes))
        found.append(Planned(item.exercise, row.exercise.id, row.dose, note, row.why, row.instead))
    return tuple(found)


def _proposed(words: str, why: str, new: Sequence[Row], old: Sequence[Row]) -> Step | None:
    """The step, None where nothing of it is new."""
    if not new or [(r.exercise, r.dose) for r in new] == [(r.exercise, r.dose) for r in old]:
        return None
    return Step(words, why, _planned(new))


# Less


def _less(
    choice: Choice,
    rows: Sequence[Row],
    programme: Programme,
    phase: Phase | None,
    last: Session | None,
    today: date,
    elsewhere: Mapping[Item, Task],
) -> Step | None:
    """An easier session, where the last one or a break speaks for it; the strongest reason.

    `elsewhere` is what hurt in another session, and was not done since.
    """
    if last is None:
        return _less_of(choice, elsewhere, rows, False)
    away = today - last.day
    builds_up = programme.progresses or phase is not None
    if builds_up and away >= LONG_BREAK:
        return _begin_again(choice, rows, away)
    on_break = builds_up and away >= BREAK
    sore = dict(elsewhere)
    # Who went to another phase of a ladder has changed enough; what hurt there is elsewhere.
    if phase is None or last.phase == phase.id:
        if last.red_morning and today - (last.morning_on or last.day) <= AFTER_RED:
            why = "The morning after the last time hurt more than before it."
            new = [_half(row, "half, after a sore morning") for row in rows]
            return _proposed("Half of it this time", why, new, rows)
        felt = {row.item: _sore_of(row, last, phase) for row in rows}
        sore |= {item: task for item, task in felt.items() if task is not None}
    if sore:
        return _less_of(choice, sore, rows, on_break)
    if on_break:
        why = f"The last time was {away.days} days ago."
        return _proposed("One level down", why, _down(choice, rows), rows)
    return None


def _begin_again(choice: Choice, rows: Sequence[Row], away: timedelta) -> Step | None:
    new: list[Row] = []
    for row in rows:
        if (own := choice.possible(choice.own(row.item), _used(new))) is not None:
            new.append(_half(own, "half, to begin again"))
    why = f"The last time was {away.days} days ago."
    return _proposed("Begin again with half of it", why, new, rows)


def _sore_of(row: Row, last: Session, phase: Phase | None) -> Task | None:
    """What hurt in a row's place last time, or was the same exercise in another; else None."""
    sore = [task for task in last.tasks if hurt(task, last, phase)]
    in_place = [task for task in sore if task.planned == row.item.exercise]
    same = [task for task in sore if task.exercise == row.exercise.id]
    return next(iter(in_place + same), None)


def _sore_elsewhere(choice: Choice, row: Row, here: Session | None) -> Task | None:
    """The last time that a row's exercise hurt in another session than `here`; else None."""
    mine = [sore for sore in choice.sores if sore.task.exercise == row.exercise.id]
    others = (sore.task for sore in reversed(mine) if here is None or sore.at != here.at)
    return next(others, None)


def _less_of(
    choice: Choice, sore: Mapping[Item, Task], rows: Sequence[Row], on_break: bool
) -> Step | None:
    """Less of what hurt, the rest as usual, or after a break one level down."""
    new, words, names, gone = _down(choice, rows) if on_break else list(rows), [], [], []
    for place, row in enumerate(rows):
        if (task := sore.get(row.item)) is None:
            continue
        # After a swap it is what was done that hurt, not what stands there as usual.
        done = choice.find(task.exercise) or row.exercise
        names.append(done.name)
        less = _less_than(choice, row, done, task, _used([*rows, *new], row))
        if less is None:
            gone.append((place, LeftOut(row.item.exercise, (f"{done.name} hurt in its place.",))))
            words.append(f"without {row.exercise.name}")
        elif less is not row:
            new[place] = less
            words.append(_change(less, row))
    left = [row for place, row in enumerate(new) if place not in dict(gone)]
    if not words:
        return None
    why = f"{' and '.join(dict.fromkeys(names))} hurt too much last time."
    found = _proposed("; ".join(words), why, left, rows)
    left_out = tuple(each for _, each in gone)
    return None if found is None else msgspec.structs.replace(found, left_out=left_out)


def _less_than(
    choice: Choice, row: Row, done: Exercise, task: Task, used: Collection[str]
) -> Row | None:
    """What is easier than what was done and hurt, for the place of a row; None for nothing."""
    if done is row.exercise:
        return _easier(choice, row, used)
    if row.exercise in choice.all_easier(done):
        return _easier(choice, row, used) if choice.is_sore(row.exercise) else row
    own = own_dose(done, row.item)
    stood = Row(row.item, done, taken_over(task.dose, own) or own)
    if choice.is_free(done, row.item, used) or choice.easier(stood, used) is not None:
        return _easier(choice, stood, used)
    # What is harder than what hurt is no way to do less of it.
    return None if done in choice.all_easier(row.exercise) else _easier(choice, row, used)


def _half(row: Row, why: str) -> Row:
    return msgspec.structs.replace(row, dose=halved(row.dose), why=_and_why(row, why))


def _and_why(row: Row, why: str) -> str:
    """What stands in for another goes on saying so, whatever else is said of it."""
    return f"{row.why.removesuffix('.')}; {why}" if row.instead and row.why else why


def _easier(choice: Choice, row: Row, used: Collection[str]) -> Row:
    """An easier variant of what hurt, else half of it."""
    if (variant := choice.easier(row, used)) is None:
        return _half(row, "less than last time, which hurt")
    why = f"in place of {row.exercise.name}, which hurt"
    return Row(row.item, variant, own_dose(variant, row.item), why=why)


def _down(choice: Choice, rows: Sequence[Row]) -> list[Row]:
    """The last step of each taken back."""
    return [_level_down(choice, row, _used(rows, row)) for row in rows]


def _level_down(choice: Choice, row: Row, used: Collection[str]) -> Row:
    why = "one level down, after a break"
    if dose := step_down(row.dose, row.own):
        return msgspec.structs.replace(row, dose=dose, why=_and_why(row, why))
    if variant := choice.variant_before(row, used):
        return Row(row.item, variant, own_dose(variant, row.item), why=why)
    if row.dose.sets == 1:
        return row
    dose = msgspec.structs.replace(row.dose, sets=row.dose.sets - 1)
    return msgspec.structs.replace(row, dose=dose, why=_and_why(row, why))


def _change(new: Row, old: Row) -> str:
    if new.exercise.id != old.exercise.id:
        return f"{new.exercise.name} in place of {old.exercise.name}"
    if new.dose == old.dose:
        return f"{new.exercise.name} as it is"
    return f"{new.exercise.name}: {changed(new.dose, old.dose)}"


# More


def _more(
    choice: Choice, rows: Sequence[Row], sessions: Sequence[Session], today: date
) -> Step | None:
    """One step up for one item, where the last two sessions speak for it."""
    if len(sessions) < 2:
        return None
    before, last = sessions[-2:]
    if not (_went_well(before) and _went_well(last)):
        return None
    if today - last.day >= PAUSED or last.day - before.day >= BREAK:
        return None
    done = _amounts(last)
    # One thing at a time: what changed last time, or has to differ today, is change enough.
    if done != _amounts(before) or any(done.get(row.item.exercise) != _now(row) for row in rows):
        return None
    ready = [row for row in rows if _ready(row, before) and _ready(row, last)]
    for row in sorted(ready, key=lambda row: -_stood(row, sessions)):
        if (found := _step_up(choice, row, _used(rows, row))) is not None:
            words, new = found
            return Step(words, WENT_WELL, _planned([new if r is row else r for r in rows]))
    return None


def _went_well(session: Session) -> bool:
    """Whether a session speaks for more. What was not said does not."""
    if session.eased or session.stopped or session.clean is not True:
        return False
    if session.effort is None or session.effort > EASY:
        return False
    if session.before is None or session.morning is None or session.red_morning:
        return False
    if any(hurt(task, session) for task in session.tasks):
        return False
    return {zone_of(task, session) for task in session.tasks} <= {Zone.GREEN, None}


_Amount = tuple[str, int, int, float]


def _amount(exercise: str, dose: Dose) -> _Amount:
    return exercise, dose.sets, dose.reps, dose.hold


def _now(row: Row) -> _Amount:
    return _amount(row.exercise.id, row.dose)


def _amounts(session: Session) -> dict[str, _Amount]:
    """What was to be done of each item."""
    return {task.planned: _amount(task.exercise, task.dose) for task in session.tasks}


def _ready(row: Row, session: Session) -> bool:
    """Whether an item is one that gets harder, was done to the end, and was asked about."""
    task = task_of(row.item, session)
    if task is None or task.skipped or task.worst is None:
        return False
    return row.exercise.group in PROGRESSING and task.complete


def _stood(row: Row, sessions: Sequence[Session]) -> int:
    """In how many sessions, back from the last, the item was as it is."""
    count = 0
    for session in reversed(sessions):
        amount = _amounts(session).get(row.item.exercise)
        if session.eased or amount is None:
            continue
        if amount != _now(row):
            break
        count += 1
    return count


def _step_up(choice: Choice, row: Row, used: Collection[str]) -> tuple[str, Row] | None:
    """The next step of an item, in words and as a row: repetitions, a set, what is harder."""
    name, own, dose = row.exercise.name, row.own, step_up(row.dose, row.own)
    if dose is None and (harder := choice.harder(row, used)) is not None:
        new = own_dose(harder, row.item)
        words = f"{harder.name}, {in_short(new)}, in place of {name}"
        return words, Row(row.item, harder, new, why="the next variant")
    if dose is None and (load := _load(row.exercise)):
        words = f"{name}: {load}, and {in_short(own)} again"
        return words, msgspec.structs.replace(row, dose=own, note=load, why="a step up")
    if dose := dose or longer_set(row.dose, own):
        words = f"{name}: {changed(dose, row.dose)}"
        return words, msgspec.structs.replace(row, dose=dose, why="a step up")
    return None


def _load(exercise: Exercise) -> str:
    """What makes the same exercise harder, empty where it can do without band and weight."""
    if not all((BANDS | WEIGHTS).intersection(way) for way in exercise.needs):
        return ""
    kit = {thing for way in exercise.needs for thing in way}
    ways = ["a stronger band"] if kit & BANDS else []
    ways += ["2 to 10 % more weight"] if kit & WEIGHTS else []
    return " or ".join(ways)
