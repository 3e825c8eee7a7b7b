"""The part of the app that leads to exercises and through a session of them."""

from __future__ import annotations

from collections.abc import Callable
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

    @on(messages.StartSession)
    async def _start_session(self, message: messages.StartSession) -> None:
        from journal.ui.screens.before import BeforeScreen

        content = await self.exercise_content()
        if isinstance(self.screen, BeforeScreen):
            return
        screen = BeforeScreen(
            self.snapshot, self.today, content, message.programme, message.exercise
        )
        # From the app's own queue, so that the app is what a new screen is bound to.
        self.call_later(self.push_screen, self._bound(screen))

    @on(messages.PlaySession)
    async def _play_session(self, message: messages.PlaySession) -> None:
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
