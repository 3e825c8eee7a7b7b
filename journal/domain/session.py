"""A guided session as a state machine; time is passed in as seconds that went by.

A session is a row of exercises, each of which is a row of bouts: one set on one side in one
direction. Every function gives a new player and leaves the old one as it was, so that a player
can be kept at any moment and gone on with later (clinical sections 4.3 and 4.6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from journal.domain.exercise import READY, Dose, Exercise
from journal.domain.task import Bout, check_dose, is_stretch_of_time
from journal.domain.task import Done as Done
from journal.domain.task import Kind as Kind
from journal.domain.task import Task as Task

TEMPOS = (0.5, 0.75, 1.0, 1.25, 1.5)
"""How fast the movements may go; 1 is the exercise's own tempo."""
BACK_AGAIN = 3.0
"""Seconds into a bout until which "before" goes to the bout before."""

SHORT_PAUSE = 5.0
"""Seconds of a pause after which nobody has to get into place again."""

Stage: TypeAlias = Literal["moving", "feeling", "over"]
Way: TypeAlias = Literal["easier", "harder"]


class Swapped(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a task, by its number, was before a swap in this `set`, and which way that went."""

    task: int
    way: Way
    exercise: str
    dose: Dose
    set: int
    note: str = ""
    instead: bool = False


class Player(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a session stands.

    `task` and `bout` say in which exercise and bout, `gone` how many seconds of the bout's lead
    and repetitions have passed, at the exercise's own tempo. `ready` are seconds to get into place
    once more before that goes on. After each exercise the player is
    "feeling": it waits to be told how it was. `swapped` are the swaps that can be taken back, the
    last one last. Raises ValueError when these do not fit together, as in a draft that is damaged.
    """

    tasks: tuple[Task, ...]
    task: int = 0
    bout: int = 0
    gone: float = 0.0
    ready: float = 0.0
    running: bool = False
    tempo: float = 1.0
    stage: Stage = "moving"
    swapped: tuple[Swapped, ...] = ()

    def __post_init__(self) -> None:
        if not self.tasks:
            raise ValueError("a session needs at least one exercise")
        for each in self.swapped:
            check_dose(each.dose)
        for task in self.tasks:
            check_dose(task.dose)
        if not 0 <= self.task < len(self.tasks):
            raise ValueError(f"no exercise {self.task} among {len(self.tasks)}")
        bouts = self.current.bouts()
        if not 0 <= self.bout < len(bouts):
            raise ValueError(f"no bout {self.bout} among {len(bouts)}")
        end = bouts[self.bout].lead + self.current.length
        if not 0 <= self.gone <= end:
            raise ValueError(f"{self.gone} seconds of a bout of {end}")
        if not 0 <= self.ready <= READY:
            raise ValueError(f"{self.ready} seconds of {READY} to get into place")
        if self.tempo not in TEMPOS:
            raise ValueError(f"a tempo of {', '.join(map(str, TEMPOS))}, not {self.tempo}")

    @property
    def current(self) -> Task:
        """The exercise that is on, or the last one."""
        return self.tasks[self.task]


class Now(msgspec.Struct, frozen=True):
    """One moment, for showing: `left` seconds of `kind`, `rep` of `reps` (from 1, 0 before).

    `part` is how far the figure is on its way, 0 at the start, 1 at the working end.
    """

    kind: Kind
    left: float
    rep: int
    reps: int
    part: float


def begin(tasks: Sequence[Task]) -> Player:
    """A player at the beginning, still paused. Raises ValueError when there is nothing to do."""
    return Player(tuple(tasks))


# Time


def tick(player: Player, seconds: float) -> Player:
    """The player after some more seconds; a paused or waiting one stays as it is."""
    while seconds > 0 and player.running and player.stage == "moving":
        if player.ready:
            waited = min(seconds, player.ready)
            seconds -= waited
            player = _with(player, ready=player.ready - waited)
            continue
        # Parts of a bout run at different paces, so one boundary at a time.
        pace, boundary = _part(player)
        left = (boundary - player.gone) / pace
        if seconds < left:
            return _with(player, gone=min(player.gone + seconds * pace, boundary))
        seconds -= left
        over = boundary >= _end(player)
        player = _bout_over(player) if over else _with(player, gone=boundary)
    return player


def _part(player: Player) -> tuple[float, float]:
    """The pace of the part of the bout that is on, and where it ends.

    Only moving gets faster or slower: a rest, a hold and a walk take as long as they take.
    """
    lead, dose, each = _bout(player).lead, player.current.dose, player.current.each
    end = _end(player)
    if player.gone < lead:
        return 1.0, lead
    if not each:
        return 1.0, end
    start = lead + int((player.gone - lead) / each + 1e-9) * each
    ends = (start + dose.out, start + dose.out + dose.hold, start + each)
    for number, boundary in enumerate(ends):
        if boundary > player.gone + 1e-9:
            return (1.0 if number == 1 else player.tempo), min(boundary, end)
    return player.tempo, end


def _real(task: Task, moved: float, tempo: float) -> float:
    """How long so many seconds of a bout's repetitions take at this tempo."""
    dose, each = task.dose, task.each
    if not each:
        return 0.0
    whole = min(int(moved / each), dose.reps)
    into = moved - whole * each
    held = max(0.0, min(into - dose.out, dose.hold))
    return (whole * (each - dose.hold) + into - held) / tempo + whole * dose.hold + held


def now(player: Player) -> Now:
    """What the moment is."""
    if player.ready:
        there = now(_with(player, ready=0.0))
        return Now(Kind.READY, player.ready, there.rep, there.reps, there.part)
    task, bout = player.current, _bout(player)
    dose, each = task.dose, task.each
    if player.gone < bout.lead:
        return Now(bout.kind, bout.lead - player.gone, 0, dose.reps, 0.0)
    moved = player.gone - bout.lead
    # At its very end a bout still shows the end of its last repetition.
    rep = min(int(moved / each), dose.reps - 1) if each else dose.reps - 1
    into = max(0.0, min(moved - rep * each, each))
    if into < dose.out:
        kind, left, part = Kind.OUT, dose.out - into, into / dose.out
    elif into < dose.out + dose.hold or not dose.back:
        kind, left, part = Kind.HOLD, max(0.0, dose.out + dose.hold - into), 1.0
    else:
        kind, left, part = Kind.BACK, each - into, min(1.0, (each - into) / dose.back)
    pace = 1.0 if kind is Kind.HOLD else player.tempo
    return Now(kind, left / pace, rep + 1, dose.reps, part)


def seconds_left(player: Player) -> float:
    """About how long the rest of the session takes at the present tempo, without pauses."""
    if player.stage == "over":
        return 0.0
    found = sum(_whole(task, player.tempo) for task in player.tasks[player.task + 1 :])
    if player.stage == "feeling":
        return found
    lead, task, tempo = _bout(player).lead, player.current, player.tempo
    each_bout = _real(task, task.length, tempo)
    found += player.ready + max(0.0, lead - player.gone)
    found += each_bout - _real(task, max(0.0, player.gone - lead), tempo)
    return found + sum(bout.lead + each_bout for bout in task.bouts()[player.bout + 1 :])


def progress(player: Player) -> float:
    """How much of the session is behind, 0-1; a change of tempo leaves it as it is."""
    if player.stage == "over":
        return 1.0
    bouts, length = player.current.bouts()[: player.bout], player.current.length
    behind = sum(_whole(task) for task in player.tasks[: player.task])
    behind += sum(bout.lead + length for bout in bouts) + player.gone
    return min(1.0, behind / sum(map(_whole, player.tasks)))


def _whole(task: Task, tempo: float = 1.0) -> float:
    return task.dose.waits + task.dose.bouts * _real(task, task.length, tempo)


def _bout(player: Player) -> Bout:
    return player.current.bouts()[player.bout]


def _end(player: Player) -> float:
    return _bout(player).lead + player.current.length


def _bout_over(player: Player) -> Player:
    """The bout was gone through to its end."""
    return _next_bout(_note(player, player.current.dose.reps))


def _next_bout(player: Player) -> Player:
    """The bout after this one, or being asked how the exercise was."""
    if player.bout + 1 < len(player.current.bouts()):
        return _with(player, bout=player.bout + 1, gone=0.0)
    return _with(player, stage="feeling", gone=_end(player))


# What the person does


def play(player: Player, stood: float = 0.0) -> Player:
    """Go on; one that waits to be told how it was goes on after that.

    `stood` is for how many seconds it was paused: after more than a few there is time to get into
    place again, within a rest by its last seconds.
    """
    player = _with(player, running=player.stage != "over")
    if stood <= SHORT_PAUSE or player.stage != "moving":
        return player
    if player.gone < (lead := _bout(player).lead):
        return _with(player, gone=min(player.gone, max(0.0, lead - READY)))
    return _with(player, ready=READY)


def pause(player: Player) -> Player:
    """Stand still."""
    return _with(player, running=False)


def finish_bout(player: Player) -> Player:
    """The person counted for themselves: the bout is done, even where its lead still ran."""
    return _bout_over(player) if player.stage == "moving" else player


def forward(player: Player) -> Player:
    """Out of a rest into the bout, out of a bout into the next; what was done of it counts."""
    if player.stage != "moving":
        return player
    lead = _bout(player).lead
    if player.gone < lead:
        return _with(player, gone=lead)
    if player.ready:
        return _with(player, ready=0.0)
    return _next_bout(_note_so_far(player))


def backward(player: Player) -> Player:
    """To the beginning of the bout, or near it to the one before; that is then done again.

    An exercise that was skipped is gone on with where it was left.
    """
    if player.stage == "over":
        return player
    if player.stage == "feeling":
        return _redo(player, player.task, player.bout)
    lead = _bout(player).lead
    if player.gone - lead > BACK_AGAIN:
        return _with(player, gone=lead)
    if player.bout:
        return _redo(player, player.task, player.bout - 1)
    if player.task:
        return _redo(player, player.task - 1, _left_at(player.tasks[player.task - 1]))
    return _with(player, gone=0.0)


def skip(player: Player, why: str, worst: int | None = None) -> Player:
    """Leave the exercise; what was done of it counts. It is not asked how it was.

    `worst` is how much it hurt, 0-10, where that was said with the reason; what was said of that
    before stays.
    """
    if worst is not None and worst not in range(11):
        raise ValueError(f"a score of 0 to 10, not {worst}")
    if player.stage == "over":
        return player
    worst = player.current.worst if worst is None else worst
    return _following(_change(_note_so_far(player), skipped=why, worst=worst))


def feel(player: Player, worst: int | None) -> Player:
    """How much the exercise hurt at the most, 0-10, None when it is not said; then the next."""
    if worst is not None and worst not in range(11):
        raise ValueError(f"a score of 0 to 10, not {worst}")
    if player.stage != "feeling":
        return player
    return _following(_change(player, worst=worst))


def asked_again(player: Player) -> Player:
    """Back to the question how the exercise before was, which can then be answered anew."""
    if player.stage != "moving" or not player.task:
        return player
    before = player.tasks[player.task - 1]
    bout = len(before.bouts()) - 1
    end = before.bouts()[bout].lead + before.length
    return _with(player, task=player.task - 1, bout=bout, gone=end, stage="feeling", running=False)


def swap(player: Player, exercise: Exercise, dose: Dose, way: Way = "easier") -> Player:
    """Do another exercise instead, from the present set on, or its last where it has fewer sets.

    `dose` is its whole dose. There are at most `READY` seconds before it. Once the sets are
    through, while feeling, it is its last set that is done. Raises ValueError for a dose that
    cannot be.
    """
    if player.stage == "over":
        return player
    check_dose(dose)
    was = player.current
    at = _bout(player).set
    before = Swapped(player.task, way, was.exercise, was.dose, at, was.note, was.instead)
    changes = {"exercise": exercise.id, "dose": dose, "instead": False, "note": ""}
    number = dose.sets if player.stage == "feeling" else at
    return _with(_swap(player, number, changes), swapped=(*player.swapped, before))


def to_take_back(player: Player, way: Way) -> Swapped | None:
    """The swap of this exercise that going this way takes back, None where it leads further."""
    last = next((each for each in reversed(player.swapped) if each.task == player.task), None)
    return last if last is not None and last.way != way else None


def take_swap_back(player: Player, before: Swapped) -> Player:
    """Do again what was done before a swap, in its own dose, from the present set on."""
    if player.stage == "over":
        return player
    names = ("exercise", "dose", "note", "instead")
    # A variant of fewer sets is no way back to the first.
    number = max(before.set, _bout(player).set)
    player = _swap(player, number, {name: getattr(before, name) for name in names})
    return _with(player, swapped=tuple([each for each in player.swapped if each is not before]))


def _swap(player: Player, number: int, changes: Mapping[str, object]) -> Player:
    player = _note_so_far(player)
    # How much it hurt counts on until it is told anew.
    task = msgspec.structs.replace(player.current, seconds=0, **changes)
    index = task.first_of(number)
    gone = max(0.0, task.bouts()[index].lead - READY)
    tasks = _with_task(player, player.task, task)
    return _with(player, tasks=tasks, bout=index, gone=gone, stage="moving")


def change_tempo(player: Player, steps: int) -> Player:
    """Faster (+) or slower (-) by so many steps of `TEMPOS`."""
    index = TEMPOS.index(player.tempo) + steps
    return _with(player, tempo=TEMPOS[max(0, min(index, len(TEMPOS) - 1))])


def _following(player: Player) -> Player:
    """The next exercise, or the end."""
    if player.task + 1 < len(player.tasks):
        return _with(player, task=player.task + 1, bout=0, gone=0.0, stage="moving")
    return _with(player, stage="over", running=False)


def _redo(player: Player, number: int, bout: int) -> Player:
    """Go to a bout of a task before; what was noted of it is taken back.

    How much the exercise hurt stays until it is told anew.
    """
    task = player.tasks[number]
    again = task.bouts()[bout]
    kept = tuple([done for done in task.done if not _is_of(done, task, again)])
    task = msgspec.structs.replace(task, done=kept, seconds=0, skipped="")
    tasks = _with_task(player, number, task)
    return _with(player, tasks=tasks, task=number, bout=bout, gone=again.lead, stage="moving")


def _left_at(task: Task) -> int:
    """The bout to go back to: the last, of a skipped exercise the one at which it was left."""
    bouts = task.bouts()
    if not task.skipped:
        return len(bouts) - 1
    if not task.done:
        return 0
    last = task.done[-1]
    index = next((i for i, bout in enumerate(bouts) if _is_of(last, task, bout)), None)
    if index is None:
        return task.first_of(last.set)
    return min(index + (last.reps >= task.dose.reps), len(bouts) - 1)


def _is_of(done: Done, task: Task, bout: Bout) -> bool:
    """Whether it is what was done of this bout, by the present exercise."""
    where = (bout.set, bout.side, bout.direction)
    return done.exercise == task.exercise and (done.set, done.side, done.direction) == where


def _note_so_far(player: Player) -> Player:
    """Keep the whole repetitions of the bout that is on."""
    if player.stage != "moving" or player.gone <= (lead := _bout(player).lead):
        return player
    task, moved = player.current, player.gone - lead
    # Sums of many ticks fall short of a whole repetition by a hair.
    reps = int(moved / task.each + 1e-9)
    if not reps and is_stretch_of_time(task.dose):
        return _change(player, seconds=max(task.seconds, int(moved + 1e-9)))
    return _note(player, min(reps, task.dose.reps))


def _note(player: Player, reps: int) -> Player:
    """Keep how many repetitions of the bout were done; none leave no trace.

    Of a bout that is done once more, after a swap and back, the better one counts.
    """
    task, bout = player.current, _bout(player)
    before = [done for done in task.done if _is_of(done, task, bout)]
    reps = max(reps, *(done.reps for done in before), 0)
    if not reps:
        return player
    kept = [done for done in task.done if done not in before]
    if task.seconds:
        # Gone through after all.
        player = _change(player, seconds=0)
    done = Done(task.exercise, bout.set, reps, bout.side, bout.direction)
    return _change(player, done=(*kept, done))


def _change(player: Player, **changes: object) -> Player:
    task = msgspec.structs.replace(player.current, **changes)
    return _with(player, tasks=_with_task(player, player.task, task))


def _with_task(player: Player, number: int, task: Task) -> tuple[Task, ...]:
    return (*player.tasks[:number], task, *player.tasks[number + 1 :])


def _with(player: Player, **changes: object) -> Player:
    if not {"task", "bout", "gone", "stage"}.isdisjoint(changes):
        # Getting into place once more was for where it stood.
        changes["ready"] = 0.0
    return msgspec.structs.replace(player, **changes)
