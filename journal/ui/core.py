"""What the parts of the app share: the journal's state, the clock, settings, telling things."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from textual.app import App
from textual.reactive import var

from journal.domain.text import visible
from journal.settings import SettingsError, save_setting
from journal.store.snapshot import Snapshot
from journal.ui.screens.base import JournalScreen

AFTERWARDS = 0.1
"""Seconds until a change is also told in words."""


class CoreApp(App[None]):
    """State goes down from here: `snapshot` and `today` are bound to every screen."""

    snapshot: var[Snapshot] = var[Snapshot](Snapshot.empty)
    today: var[date] = var(date.min)

    def __init__(
        self,
        snapshot: Snapshot,
        settings_path: Path,
        clock: Callable[[], datetime],
        make_id: Callable[[], str],
        css_path: list[str | PurePath],
    ) -> None:
        super().__init__(css_path=css_path)
        self._settings_path = settings_path
        self.clock = clock
        self.make_id = make_id
        self.set_reactive(CoreApp.snapshot, snapshot)
        self.set_reactive(CoreApp.today, clock().date())

    def _bound(self, screen: JournalScreen) -> JournalScreen:
        # Known beforehand, the width need not be found out by laying the screen out twice.
        # Its styles are worked out when it is shown.
        points, across = self.HORIZONTAL_BREAKPOINTS or (), self.size.width
        screen.add_class(*[name for width, name in points if across >= width][-1:], update=False)
        for path in screen.css_path:
            # Textual would read it too, and then style the screen in view anew as well.
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.read(path)
                self.stylesheet.reparse()
        return screen.data_bind(CoreApp.snapshot, CoreApp.today)

    def _all_screens(self) -> list[JournalScreen]:
        # Textual tells of the stack in view only, and a form can be in another one.
        stacks = self._screen_stacks.values()
        return [s for stack in stacks for s in stack if isinstance(s, JournalScreen)]

    async def _keep_setting(self, name: str | tuple[str, ...], value: Any) -> None:
        try:
            await asyncio.to_thread(save_setting, self._settings_path, name, value)
        except SettingsError as error:
            self._warn(str(error))

    def _tell(self, words: str) -> None:
        """Say what was done, once the screen itself has shown it."""
        self.set_timer(AFTERWARDS, partial(self._tell_now, words))

    def _tell_now(self, words: str) -> None:
        # It takes the place of what was told before, of no warning.
        for note in [note for note in self._notifications if note.severity == "information"]:
            del self._notifications[note]
        self.notify(words, timeout=4, markup=False)

    def _warn(self, words: str, title: str = "") -> None:
        """Say what went wrong, long enough to be read."""
        words = visible(words)
        # The same words are not told again while they stand.
        if all(note.message != words for note in self._notifications):
            self.notify(words, title=title, severity="warning", timeout=15, markup=False)
