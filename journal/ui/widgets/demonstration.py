"""A figure that shows how an exercise goes, for a while, and then stands still."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.timer import Timer

from journal.domain.exercise import Exercise
from journal.domain.showing import cycle, demonstrated

if TYPE_CHECKING:
    from journal.domain.figure import Figure
    from journal.ui.app import JournalApp
    from journal.ui.widgets.figure import FigureView

FRAMES = 12
"""Pictures in a second."""
LOOP = 3.0
"""Seconds that a movement without an end counts for one time."""
TIMES = 3
"""How often one exercise is shown before the figure stands still; of several, each once."""


class Demonstration(Vertical):
    """Shows one exercise a few times, or several one after the other, in their own tempo.

    It stops by itself, so that a screen left open costs nothing. Without animation it shows
    start and end as still pictures.
    """

    app: JournalApp

    view: FigureView

    def __init__(self) -> None:
        super().__init__()
        self._empty = True
        self._shown: tuple[tuple[Exercise, Figure], ...] = ()
        self._timer: Timer | None = None
        self._began = 0.0
        self._titled: Exercise | None = None

    def show(self, shown: Sequence[tuple[Exercise, Figure]]) -> None:
        """Begin to show these; nothing at all where there are none."""
        if self._empty:
            # What draws is made when there is something to draw: a list is there without it.
            from journal.ui.widgets.figure import FigureView

            self._empty = False
            self.view = FigureView()
            self.mount(self.view)
        self.display = bool(shown)
        if tuple(shown) != self._shown:
            self._shown = tuple(shown)
            self.play()

    def play(self) -> None:
        """Show it from the beginning."""
        self.stop()
        if not self._shown:
            return
        self._see(0, 0.0)
        self.view.still = self.app.animation_level == "none"
        if not self.view.still:
            self._began = self.app.ticks()
            self._timer = self.set_interval(1 / FRAMES, self._tick)

    def stop(self) -> None:
        """Stand still."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @property
    def playing(self) -> bool:
        """Whether the figure moves."""
        return self._timer is not None

    def _tick(self) -> None:
        if not self.screen.is_active:
            # Nobody looks: another screen is in front.
            self._see(0, 0.0)
            self.stop()
            return
        gone = self.app.ticks() - self._began
        times = TIMES if len(self._shown) == 1 else 1
        for index, (exercise, figure) in enumerate(self._shown):
            length = times * (LOOP if figure.loop else cycle(exercise.dose))
            if gone < length:
                self._see(index, demonstrated(exercise.dose, figure.loop, gone))
                return
            gone -= length
        self._see(0, 0.0)
        self.stop()

    def _see(self, index: int, part: float) -> None:
        exercise, figure = self._shown[index]
        if exercise is not self._titled:
            # A title draws all of the panel again, also where it stays the same.
            self._titled, self.border_title = exercise, exercise.name
        self.view.figure = figure
        self.view.part = part
