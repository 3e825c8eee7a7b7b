"""A session under way: what was asked before it, where its player stands, what was said after.

It is kept as a draft while it goes on, and becomes a `Session` at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, TypeAlias

import msgspec

from journal.domain.guidance import NOT_TODAY
from journal.domain.progression import Planned
from journal.domain.session import Player, Task, begin, forward, skip
from journal.domain.training import Session, Zone, zone

Moment: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
"""One with its UTC offset."""


class SessionRun(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One session, from its start to its last question.

    `id` is that of the session that it becomes, so that it is kept once, whoever finishes it;
    finished in two ways, both are kept.
    `quick` are the answers to the quick check by id, true for yes. `limit` is the stricter pain
    limit of a ladder's phase. `before`, `after` and `effort` are 0-10, `clean` says whether the
    movements stayed in good form; None where it was not said. `stood_at` is when it last stood
    still, None where it did not move yet.
    """

    started: Moment
    programme: str
    id: str = ""
    phase: str = ""
    quick: dict[str, bool] = {}
    before: int | None = None
    eased: bool = False
    limit: int | None = None
    player: Player
    stopped: str = ""
    after: int | None = None
    effort: int | None = None
    clean: bool | None = None
    stood_at: Moment | None = None

    @property
    def touched(self) -> bool:
        """Whether anything was done, or said of an exercise, so that it is worth keeping.

        That a stop rule ended it is, whatever was done before.
        """
        tasks = self.player.tasks
        return bool(self.stopped) or any(task.begun or task.worst is not None for task in tasks)

    def zone(self, worst: int) -> Zone:
        """How a pain during an exercise reads in this session (clinical section 4.3)."""
        return zone(worst, self.before, self.limit)

    def standing_still(self, now: datetime) -> SessionRun:
        """The same, paused or come to a question now."""
        return msgspec.structs.replace(self, stood_at=now)

    def waits(self, now: datetime) -> timedelta:
        """How long it has stood still."""
        return now - (self.stood_at or self.started)

    def with_player(self, player: Player) -> SessionRun:
        """The same with its player at another moment."""
        return msgspec.structs.replace(self, player=player)

    def fitting(self, may: Callable[[str], bool]) -> SessionRun:
        """The same without what is not for today any more; `may` is asked by exercise."""
        player = self.player
        here = player.task + 1
        rest = tuple([task for task in player.tasks[here:] if may(task.exercise)])
        # The numbers of those to come may be others now.
        swapped = tuple([each for each in player.swapped if each.task < here])
        player = msgspec.structs.replace(player, tasks=player.tasks[:here] + rest, swapped=swapped)
        if player.stage == "moving" and not may(player.current.exercise):
            player = skip(player, NOT_TODAY)
        return self.with_player(player)

    def ended(self) -> SessionRun:
        """The same with nothing more to do.

        The whole repetitions of the bout that is on count; what was not reached stays undone.
        """
        # Out of getting into place once more "forward" would only lead into the bout.
        player = forward(msgspec.structs.replace(self.player, ready=0.0))
        player = msgspec.structs.replace(player, stage="over", running=False)
        return msgspec.structs.replace(self, player=player)

    def told_alone(self) -> SessionRun:
        """The same with nothing more to do, and what is asked of the last exercise still asked."""
        if self.player.stage != "feeling":
            return self.ended()
        return self.fitting(lambda exercise: False)

    def to_fields(self) -> dict[str, str]:
        """The run as the text fields of a draft."""
        return {"run": msgspec.json.encode(self).decode()}

    def finish(self, id: str, now: datetime, ended: datetime | None = None) -> Session:
        """The session as it is kept, ended at `now`, or at `ended` where it was left before.

        `id` is for a run that has none.
        """
        return Session(
            id=self.id or id,
            day=self.started.date(),
            at=self.started,
            ended_at=max(ended or now, self.started),
            programme=self.programme,
            phase=self.phase,
            tasks=self.player.tasks,
            quick=self.quick,
            before=self.before,
            after=self.after,
            effort=self.effort,
            clean=self.clean,
            eased=self.eased,
            stopped=self.stopped,
            created_at=now,
            updated_at=now,
        )


def tasks_of(plan: Sequence[Planned]) -> tuple[Task, ...]:
    """The tasks of a player for what is planned."""
    return tuple(
        [
            Task(each.exercise, each.item, each.dose, note=each.note, instead=each.instead)
            for each in plan
        ]
    )


def begin_run(
    plan: Sequence[Planned],
    started: datetime,
    *,
    id: str = "",
    programme: str = "",
    phase: str = "",
    quick: Mapping[str, bool] | None = None,
    before: int | None = None,
    eased: bool = False,
    limit: int | None = None,
) -> SessionRun:
    """A session at its beginning, still paused. Raises ValueError when nothing is planned."""
    return SessionRun(
        started=started,
        id=id,
        programme=programme,
        phase=phase,
        quick=dict(quick or {}),
        before=before,
        eased=eased,
        limit=limit,
        player=begin(tasks_of(plan)),
    )


def run_of_fields(fields: Mapping[str, str]) -> SessionRun:
    """The run in a draft. Raises msgspec.DecodeError when it cannot be read."""
    return msgspec.json.decode(fields.get("run", ""), type=SessionRun)
