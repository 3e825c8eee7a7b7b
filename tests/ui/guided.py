"""What the tests of a guided session share: seconds that pass when told, and a screen to try."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from screen_reading import press, press_at_once
from textual.pilot import Pilot
from textual.widgets import OptionList

from journal.domain.exercise import Dose, Equipment, Item, dose_of
from journal.domain.limits import Limits
from journal.domain.progression import Planned
from journal.domain.session import Done, Task
from journal.domain.session_run import SessionRun, begin_run
from journal.domain.training import Session
from journal.exercising import Fit, fit_on
from journal.settings import ExerciseSettings, Settings
from journal.store.journal_store import JournalStore
from journal.ui import messages
from journal.ui.exercise_content import ExerciseContent
from journal.ui.screens.before import BeforeScreen
from journal.ui.screens.exercises import ExercisesScreen
from journal.ui.screens.player import PlayerScreen
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.library_list import LibraryList

CONTENT = ExerciseContent()
LIBRARY = CONTENT.library
STEP = 0.5
"""Seconds between two pictures: sums of them are exact."""
READY, REST, CHANGE = 8.0, 30.0, 5.0
BRIDGE = Dose(sets=2, reps=3, out=2, hold=3, back=2, rest=30)
"""Two sets of 21 seconds."""
LEG_RAISE = Dose(sets=1, reps=2, out=2, hold=0, back=2, rest=20, sides=2)
"""Eight seconds on each side."""
SET, SIDE = 21.0, 8.0
ALL_KIT = Settings(
    exercises=ExerciseSettings(
        equipment=(
            *("mat", "chair", "wall", "step", "mini-band", "long-band"),
            *("cable", "sliders", "dumbbells"),
        )
    )
)
Until = Callable[[Pilot[None], Callable[[], bool]], Awaitable[None]]


class Counter:
    """The seconds by which a session goes; they pass by `advance` only."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time

    def advance(
        self,
        screen: PlayerScreen,
        seconds: float,
        look: Callable[[], object] = lambda: None,
        step: float = STEP,
    ) -> None:
        """Let time pass as the screen's timer would, and look after each picture."""
        end = self.time + seconds
        while self.time < end:
            self.time = min(self.time + step, end)
            screen._tick()
            look()

    def until_asked(self, screen: PlayerScreen) -> None:
        """Let time pass until something is asked."""
        while not screen._asking:
            assert screen._timer is not None, "nothing goes on"
            self.advance(screen, 2.5, step=2.5)


def planned(exercise: str, dose: Dose | None = None, **fields: Any) -> Planned:
    """An exercise of a plan, in its own dose where none is given."""
    return Planned(exercise, exercise, dose or LIBRARY.exercise(exercise).dose, **fields)


def one(started: datetime, dose: Dose = BRIDGE, **fields: Any) -> SessionRun:
    """A session of a bridge alone."""
    return begin_run((planned("bridge", dose),), started, **fields)


def two(started: datetime, **fields: Any) -> SessionRun:
    """A session of a bridge and of a leg raise on each side."""
    plan = (planned("bridge", BRIDGE), planned("side-lying-leg-raise", LEG_RAISE))
    return begin_run(plan, started, **{"programme": "strength-base", **fields})


async def open_player(
    pilot: Pilot[None], until: Until, run: SessionRun, **fields: Any
) -> PlayerScreen:
    """The player of this session, as it comes after what is asked before."""
    pilot.app._content = CONTENT
    pilot.app.post_message(messages.PlaySession(run, **fields))
    return await the_player(pilot, until)


async def playing(pilot: Pilot[None], until: Until, run: SessionRun) -> PlayerScreen:
    """The player of this session, begun."""
    screen = await open_player(pilot, until, run)
    await press(pilot, "space")
    return screen


async def the_player(pilot: Pilot[None], until: Until) -> PlayerScreen:
    """The player, once it is in view."""
    await until(pilot, lambda: isinstance(pilot.app.screen, PlayerScreen))
    screen = pilot.app.screen
    await until(pilot, lambda: bool(screen.query(KeyBar)) and bool(screen.bar.figures))
    return screen


async def open_library(pilot: Pilot[None], until: Until) -> ExercisesScreen:
    """The list of programmes and exercises, filled."""
    pilot.app._content = CONTENT
    press_at_once(pilot, "f5")
    await until(pilot, lambda: isinstance(pilot.app.screen, ExercisesScreen))
    screen = pilot.app.screen
    await until(pilot, lambda: bool(screen.query("#choices")) and bool(offered(screen)))
    await until(pilot, lambda: pilot.app.focused is screen.choices)
    # What stands beside the list comes after it.
    await until(pilot, lambda: bool(screen.detail._content.plain))
    return screen


async def open_before(pilot: Pilot[None], until: Until, **what: str) -> BeforeScreen:
    """What is asked before a session: `programme="desk-reset"` or `exercise="bridge"`."""
    pilot.app._content = CONTENT
    pilot.app.post_message(messages.StartSession(**what))
    await until(pilot, lambda: isinstance(pilot.app.screen, BeforeScreen))
    screen = pilot.app.screen
    await until(pilot, lambda: bool(screen.query(KeyBar)) and bool(said(screen.panel.question)))
    return screen


def asked_before(store: JournalStore, clock: Callable[[], datetime], **fields: Any) -> None:
    """Keep that the questions before the first programme were answered, all with no."""
    store.save_limits(Limits(**{"asked_on": clock().date(), **fields}))


def gone_through(item: Item, worst: int | None = 1, dose: Dose | None = None) -> Task:
    """An item of a programme done to its end."""
    dose = dose or dose_of(LIBRARY.exercise(item.exercise), item)
    task = Task(item.exercise, item.exercise, dose, worst=worst)
    bouts = [Done(item.exercise, b.set, dose.reps, b.side, b.direction) for b in task.bouts()]
    return msgspec.structs.replace(task, done=tuple(bouts))


def done_before(
    store: JournalStore,
    session: Callable[..., Session],
    at: datetime,
    programme: str = "strength-base",
    phase: str = "",
    worst: int = 1,
    **fields: Any,
) -> Session:
    """Keep a session that went well: all done, clean, easy, a calm morning after."""
    found = LIBRARY.programme(programme)
    items = found.items or next(each.items for each in found.phases if each.id == phase)
    well = {"before": 2, "after": 2, "effort": 5, "clean": True, "morning": 2}
    tasks = tuple([gone_through(item, worst) for item in items])
    morning_on = at.date() + timedelta(days=1)
    fields = {**well, "morning_on": morning_on, "tasks": tasks, "phase": phase, **fields}
    kept = session(programme, at=at, **fields)
    store.save_session(kept)
    return kept


def said(static: Any) -> str:
    """The text of a widget."""
    return str(static.content) if static.display else ""


def word(screen: PlayerScreen) -> str:
    """What the moment is called."""
    return said(screen.moment.word)


def place(screen: PlayerScreen) -> str:
    """Which repetition, set, side and direction it is."""
    return " / ".join(said(screen.moment.place).splitlines())


def count(screen: PlayerScreen) -> str:
    """The seconds that are left, as they stand there."""
    return str(screen.moment.count.value)


def offered(screen: Any) -> list[str]:
    """The ids of the lines to choose from, none where no lines are shown."""
    choices = screen.query_one("#choices")
    if not choices.display:
        return []
    lines = choices.rows if isinstance(choices, LibraryList) else choices.options
    return [line.id for line in lines if line.id]


async def choose(pilot: Pilot[None], screen: Any, id: str) -> None:
    """Take a line of the choices by keys."""
    assert id in offered(screen), offered(screen)
    choices = screen.query_one("#choices")
    ids = offered(screen)
    if isinstance(choices, OptionList):
        ids = [option.id for option in choices.options if not option.disabled]
    await press(pilot, "home", *["down"] * ids.index(id), "enter")


def told(pilot: Pilot[None]) -> str:
    """What was told in passing."""
    return " ".join(note.message for note in pilot.app._notifications)


def fit_today(store: JournalStore, clock: Callable[[], datetime]) -> Fit:
    """What counts for exercising on this day."""
    owned = tuple(Equipment)
    return fit_on(clock().date(), store.snapshot(), LIBRARY, owned, True)[0]
