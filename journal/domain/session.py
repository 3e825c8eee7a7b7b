"""A guided session as a state machine; time is passed in as seconds that went by.

A session is a row of exercises, each of which is a row of bouts: one set on one side in one
direction. Every function gives a new player and leaves the old one as it was, so that a player
can be kept at any moment and gone on with later (clinical sections 4.3 and 4.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal, TypeAlias

import msgspec

from journal.domain.exercise import SIDE_CHANGE, Dose, Exercise

READY = 8.0
"""Seconds to get into place before an exercise."""
TEMPOS = (0.5, 0.75, 1.0, 1.25, 1.5)
"""How fast the player may go; 1 is the exercise's own tempo."""
BACK_AGAIN = 3.0
"""Seconds into a bout until which "before" goes to the bout before."""

BodySide: TypeAlias = Literal["right", "left"]


class Kind(StrEnum):
    """What a moment of a session is."""

    READY = "ready"
    REST = "rest"
    CHANGE = "change"
    OUT = "out"
    HOLD = "hold"
    BACK = "back"


class Bout(msgspec.Struct, frozen=True):
    """One set on one side in one direction; sets and directions are counted from 1.

    `lead` seconds of `kind` go before it: getting ready, a rest, or changing sides.
    """

    set: int
    side: BodySide | None
    direction: int
    lead: float
    kind: Kind


class Done(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A bout that was gone through, wholly or in part: of which exercise, and how many
    repetitions."""

    exercise: str
    set: int
    reps: int
    side: BodySide | None = None
    direction: int = 1


class Task(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One exercise of a session: what is planned and what was done of it.

    `planned` is the exercise that stood there at first. `worst` is the pain it gave, 0-10, None
    where it was not said. `skipped` is why it was left, empty where it was not.
    """

    exercise: str
    planned: str
    dose: Dose
    note: str = ""
    done: tuple[Done, ...] = ()
    worst: int | None = None
    skipped: str = ""

    def bouts(self) -> tuple[Bout, ...]:
        """All bouts, in their order: sides, then directions, then sets."""
        dose, found = self.dose, []
        sides: tuple[BodySide | None, ...] = ("right", "left") if dose.sides == 2 else (None,)
        for number in range(1, dose.sets + 1):
            lead, kind = (READY, Kind.READY) if number == 1 else (float(dose.rest), Kind.REST)
            for direction in range(1, dose.directions + 1):
                for side in sides:
                    found.append(Bout(number, side, direction, lead, kind))
                    lead, kind = float(SIDE_CHANGE), Kind.CHANGE
        return tuple(found)

    @property
    def length(self) -> float:
        """Seconds that the moving part of a bout takes at its own tempo."""
        return self.dose.reps * (self.dose.out + self.dose.hold + self.dose.back)


Stage: TypeAlias = Literal["moving", "feeling", "over"]


class Player(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a session stands.

    `task` and `bout` say in which exercise and bout, `gone` how many seconds of the bout's lead
    and repetitions have passed, at the exercise's own tempo. After each exercise the player is
    "feeling": it waits to be told how it was.
    """

    tasks: tuple[Task, ...]
    task: int = 0
    bout: int = 0
    gone: float = 0.0
    running: bool = False
    tempo: float = 1.0
    stage: Stage = "moving"

    @property
    def current(self) -> Task:
        """The exercise that is on, or the last one."""
        return self.tasks[min(self.task, len(self.tasks) - 1)]


class Now(msgspec.Struct, frozen=True):
    """One moment, for showing: `left` seconds of `kind`, `rep` of `reps` (from 1, 0 before).

    `part` is how far the figure is on its way, 0 at the start, 1 at the working end.
    """

    kind: Kind
    left: float
    rep: int
    reps: int
    part: float


def begin(tasks: Sequence[tuple[Exercise, Dose, str]]) -> Player:
    """A player at the beginning, still paused. Raises ValueError when there is nothing to do."""
    if not tasks:
        raise ValueError("a session needs at least one exercise")
    return Player(tuple([Task(e.id, e.id, dose, note) for e, dose, note in tasks]))


# Time


def tick(player: Player, seconds: float) -> Player:
    """The player after some more seconds; a paused or waiting one stays as it is."""
    while seconds > 0 and player.running and player.stage == "moving":
        left = _left_in_bout(player)
        if seconds < left:
            return _with(player, gone=player.gone + seconds * _pace(player))
        # The lead and the repetitions run at different paces, so one boundary at a time.
        seconds -= left
        lead = _bout(player).lead
        player = _with(player, gone=lead) if player.gone < lead else _bout_over(player)
    return player


def now(player: Player) -> Now:
    """What the moment is."""
    task, bout = player.current, _bout(player)
    dose = task.dose
    if player.gone < bout.lead:
        return Now(bout.kind, bout.lead - player.gone, 0, dose.reps, 0.0)
    each = dose.out + dose.hold + dose.back
    moved = min(player.gone - bout.lead, task.length - 1e-9)
    rep = int(moved / each)
    into = moved - rep * each
    if into < dose.out:
        kind, left, part = Kind.OUT, dose.out - into, into / dose.out
    elif into < dose.out + dose.hold:
        kind, left, part = Kind.HOLD, dose.out + dose.hold - into, 1.0
    else:
        kind, left = Kind.BACK, each - into
        part = left / dose.back
    return Now(kind, left / player.tempo, rep + 1, dose.reps, part)


def seconds_left(player: Player) -> float:
    """About how long the rest of the session takes at the present tempo, without pauses."""
    if player.stage == "over":
        return 0.0
    tasks = player.tasks[player.task + 1 :]
    bouts = player.current.bouts()[player.bout + 1 :]
    found = 0.0 if player.stage == "feeling" else _left_after(player)
    if player.stage == "moving":
        found += sum(b.lead + player.current.length / player.tempo for b in bouts)
    return found + sum(_whole(task, player.tempo) for task in tasks)


def progress(player: Player) -> float:
    """How much of the session is behind, 0-1."""
    whole = sum(_whole(task, player.tempo) for task in player.tasks)
    return 1.0 if player.stage == "over" else max(0.0, 1 - seconds_left(player) / whole)


def _whole(task: Task, tempo: float) -> float:
    return sum(bout.lead + task.length / tempo for bout in task.bouts())


def _left_after(player: Player) -> float:
    """Seconds until the present bout ends."""
    bout, length = _bout(player), player.current.length
    lead = max(0.0, bout.lead - player.gone)
    moving = length - max(0.0, player.gone - bout.lead)
    return lead + moving / player.tempo


def _left_in_bout(player: Player) -> float:
    """Seconds until the lead ends, or then the bout."""
    bout = _bout(player)
    if player.gone < bout.lead:
        return bout.lead - player.gone
    return _left_after(player)


def _pace(player: Player) -> float:
    """Seconds of the bout that pass in one second: rests take as long as they take."""
    return 1.0 if player.gone < _bout(player).lead else player.tempo


def _bout(player: Player) -> Bout:
    bouts = player.current.bouts()
    return bouts[min(player.bout, len(bouts) - 1)]


def _bout_over(player: Player) -> Player:
    """The bout was gone through to its end."""
    player = _note(player, player.current.dose.reps)
    if player.bout + 1 < len(player.current.bouts()):
        return _with(player, bout=player.bout + 1, gone=0.0)
    return _with(player, stage="feeling", gone=_bout(player).lead + player.current.length)


# What the person does


def play(player: Player) -> Player:
    """Go on."""
    return _with(player, running=player.stage == "moving")


def pause(player: Player) -> Player:
    """Stand still."""
    return _with(player, running=False)


def finish_bout(player: Player) -> Player:
    """The person counted for themselves: the bout is done."""
    return _bout_over(player) if player.stage == "moving" else player


def forward(player: Player) -> Player:
    """Out of a rest into the bout, out of a bout into the next; what was done of it counts."""
    if player.stage != "moving":
        return player
    bout = _bout(player)
    if player.gone < bout.lead:
        return _with(player, gone=bout.lead)
    player = _note(player, now(player).rep - 1)
    if player.bout + 1 < len(player.current.bouts()):
        return _with(player, bout=player.bout + 1, gone=0.0)
    return _with(player, stage="feeling")


def backward(player: Player) -> Player:
    """To the beginning of the bout, or near it to the one before; that is then done again."""
    if player.stage == "over":
        return player
    if player.stage == "feeling":
        return _redo(_with(player, stage="moving"), player.task, player.bout)
    moved = player.gone - _bout(player).lead
    if moved > BACK_AGAIN:
        return _with(player, gone=_bout(player).lead)
    if player.bout:
        return _redo(player, player.task, player.bout - 1)
    if player.task:
        task = player.tasks[player.task - 1]
        return _redo(player, player.task - 1, len(task.bouts()) - 1)
    return _with(player, gone=0.0)


def skip(player: Player, why: str) -> Player:
    """Leave the exercise; what was done of it counts. It is not asked how it was."""
    if player.stage == "over":
        return player
    if player.stage == "moving" and player.gone > _bout(player).lead:
        player = _note(player, now(player).rep - 1)
    return _following(_change(player, skipped=why))


def feel(player: Player, worst: int | None) -> Player:
    """How much the exercise hurt at the most, 0-10, None when it is not said; then the next."""
    if worst is not None and worst not in range(11):
        raise ValueError(f"a score of 0 to 10, not {worst}")
    if player.stage != "feeling":
        return player
    return _following(_change(player, worst=worst))


def swap(player: Player, exercise: Exercise, dose: Dose) -> Player:
    """Do an easier or harder exercise instead, for the sets that are left, at least one."""
    if player.stage == "over":
        return player
    if player.stage == "moving" and player.gone > _bout(player).lead:
        player = _note(player, now(player).rep - 1)
    left = player.current.dose.sets - _bout(player).set + 1 if player.stage == "moving" else 1
    dose = msgspec.structs.replace(dose, sets=left)
    changed = _change(player, exercise=exercise.id, dose=dose)
    return _with(changed, bout=0, gone=0.0, stage="moving")


def change_tempo(player: Player, steps: int) -> Player:
    """Faster (+) or slower (-) by so many steps of `TEMPOS`."""
    index = TEMPOS.index(player.tempo) + steps
    return _with(player, tempo=TEMPOS[max(0, min(index, len(TEMPOS) - 1))])


def _following(player: Player) -> Player:
    """The next exercise, or the end."""
    if player.task + 1 < len(player.tasks):
        return _with(player, task=player.task + 1, bout=0, gone=0.0, stage="moving")
    return _with(player, stage="over", running=False)


def _redo(player: Player, task: int, bout: int) -> Player:
    """Go to a bout before; what was noted of it is taken back."""
    again = player.tasks[task].bouts()[bout]
    key = (again.set, again.side, again.direction)
    tasks = list(player.tasks)
    kept = [d for d in tasks[task].done if (d.set, d.side, d.direction) != key]
    tasks[task] = msgspec.structs.replace(tasks[task], done=tuple(kept), skipped="", worst=None)
    return _with(player, tasks=tuple(tasks), task=task, bout=bout, gone=again.lead)


def _note(player: Player, reps: int) -> Player:
    """Keep how many repetitions of the bout were done; none leave no trace."""
    if reps <= 0:
        return player
    task, bout = player.current, _bout(player)
    done = Done(task.exercise, bout.set, reps, bout.side, bout.direction)
    return _change(player, done=(*task.done, done))


def _change(player: Player, **changes: object) -> Player:
    tasks = list(player.tasks)
    tasks[player.task] = msgspec.structs.replace(tasks[player.task], **changes)
    return _with(player, tasks=tuple(tasks))


def _with(player: Player, **changes: object) -> Player:
    return msgspec.structs.replace(player, **changes)
