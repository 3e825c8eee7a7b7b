"""The part of the app that leads to exercises and through a session of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec
from textual import on

from journal.settings import Settings
from journal.store.journal_store import JournalStore
from journal.ui import messages
from journal.ui.checks import ChecksApp

if TYPE_CHECKING:
    from journal.domain.limits import Limits
    from journal.domain.session_run import SessionRun
    from journal.exercising import Fit
    from journal.store.records import Draft
    from journal.ui.exercise_content import ExerciseContent


class ExercisesApp(ChecksApp):
    """Opens sessions and keeps what is set for them."""

    def __init__(
        self,
        store: JournalStore,
        settings: Settings,
        settings_path: Path,
        clock: Callable[[], datetime],
        make_id: Callable[[], str],
        documents: Callable[[], Path],
        ticks: Callable[[], float],
        css_path: list[str | PurePath],
    ) -> None:
        """`ticks` gives the seconds by which a session goes, counted from anywhere."""
        super().__init__(store, settings.check, settings_path, clock, make_id, documents, css_path)
        self.exercise_settings = settings.exercises
        self.ticks = ticks
        self._content: ExerciseContent | None = None

    async def exercise_content(self) -> ExerciseContent:
        """The exercises and what is said around them; figures come when they are asked for."""
        if self._content is None:
            from journal.ui.exercise_content import ExerciseContent

            self._content = ExerciseContent()
        await self._content.ready()
        return self._content

    def fit(
        self, content: ExerciseContent, limits: Limits | None = None, waiting: bool = False
    ) -> Fit:
        """What counts for exercising today; `limits` stand in for those that are kept.

        With `waiting` what hurt in an unfinished session counts as well: for another one. A
        session that goes on knows that of itself.
        """
        from journal.domain.exercise import Equipment
        from journal.exercising import fit_on

        owned = map(Equipment, self.exercise_settings.equipment)
        advice = self.check_settings.advice
        given = (self.today, self.snapshot, content.library, owned, advice, limits)
        fit, _ = fit_on(*given, self.all_drafts() if waiting else {})
        return fit.calling(lambda: self.numbers.call)

    @on(messages.StartSession)
    async def _start_session(self, message: messages.StartSession) -> None:
        if self._writable():
            content = await self.exercise_content()
            # From the app's own queue, so that the app is what a new screen is bound to.
            self.call_later(self._push_before, message, content)

    async def _push_before(self, message: messages.StartSession, content: ExerciseContent) -> None:
        from journal.ui.screens.before import BeforeScreen

        # Asked for twice at once, it comes once.
        if not isinstance(self.screen, BeforeScreen):
            wanted = (message.programme, message.exercise, message.resumed)
            screen = BeforeScreen(self.snapshot, self.today, content, *wanted)
            await self.push_screen(self._bound(screen))

    def _writable(self) -> bool:
        """Whether a session could be kept; else the person is told why not."""
        if reason := self.snapshot.read_only:
            self._warn(reason, "No session can be kept")
        return not reason

    def waiting_session(self) -> tuple[Draft, SessionRun] | None:
        """The unfinished session to go on with, also where it is in no file yet."""
        return next(iter(self.waiting_sessions()), None)

    def waiting_sessions(self) -> list[tuple[Draft, SessionRun]]:
        """All of them, the one that was on last first."""
        from journal.exercising import waiting

        return waiting(self.all_drafts())

    def all_drafts(self) -> Mapping[str, Draft]:
        """What is unfinished by id, also what is in no file yet."""
        held = {id: each.draft for id, each in self.held.items()}
        return {**self.snapshot.drafts, **held}

    @on(messages.PlaySession)
    async def _play_session(self, message: messages.PlaySession) -> None:
        if not self._writable():
            return
        content = await self.exercise_content()
        await content.drawn()
        self.call_later(self._push_player, message, content)

    async def _push_player(self, message: messages.PlaySession, content: ExerciseContent) -> None:
        from journal.ui.screens.before import BeforeScreen
        from journal.ui.screens.player import PlayerScreen

        if isinstance(self.screen, PlayerScreen):
            return
        screen = PlayerScreen(self.snapshot, self.today, content, message.run, message.kept)
        if isinstance(self.screen, BeforeScreen):
            await self.switch_screen(self._bound(screen))
        else:
            await self.push_screen(self._bound(screen))

    @on(messages.ShowSessions)
    async def _show_sessions(self) -> None:
        self.call_later(self._push_sessions, await self.exercise_content())

    def _push_sessions(self, content: ExerciseContent) -> None:
        from journal.ui.screens.sessions import SessionsScreen

        if not isinstance(self.screen, SessionsScreen):
            screen = SessionsScreen(self.snapshot, self.today, content)
            self.push_screen(self._bound(screen))

    @on(messages.SetEquipment)
    async def _set_equipment(self, message: messages.SetEquipment) -> None:
        settings, equipment = self.exercise_settings, message.equipment
        self.exercise_settings = msgspec.structs.replace(settings, equipment=equipment)
        for screen in self._all_screens():
            screen.equipment_changed()
        await self._keep_setting(("exercises", "equipment"), list(equipment))

    @on(messages.SetBell)
    async def _set_bell(self, message: messages.SetBell) -> None:
        self.exercise_settings = msgspec.structs.replace(self.exercise_settings, bell=message.bell)
        await self._keep_setting(("exercises", "bell"), message.bell)
