"""The application: screens, the store behind them, and nothing else."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePath
from time import monotonic

from textual import events, on
from textual.app import SystemCommand
from textual.content import Content
from textual.screen import Screen

from journal.domain.text import visible
from journal.paths import documents_folder, styles_folder
from journal.settings import Settings
from journal.store.errors import StoreError
from journal.store.journal_file import new_id, system_clock
from journal.store.journal_store import JournalStore
from journal.store.safe_file import write_durably
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.exercises import ExercisesApp
from journal.ui.screens.base import JournalScreen
from journal.ui.screens.today import TodayScreen
from journal.ui.stylesheet import KeptStylesheet
from journal.ui.themes import THEMES

LAST_RESORT = 6.0
"""Seconds after which the program ends in any case, once the system has asked it to."""
PATIENCE = 8.0
"""Seconds that leaving waits for what is being written; longer than a writer waits."""
TURNS = 3
"""Turns through the app's queue until all that keys asked for before is under way."""
LOOK_AGAIN = 5.0
"""Seconds between looks at the clock and at what other programs wrote."""


class JournalApp(ExercisesApp):
    """The journal as a terminal application.

    State goes down: the app's `snapshot` and `today` are bound to every screen. Messages come
    up: a screen asks, the app lets the store do it and tells the screen how it went.
    """

    TITLE = "Journal"
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = commands.bindings(*commands.APP)

    def __init__(
        self,
        store: JournalStore,
        settings: Settings,
        settings_path: Path,
        clock: Callable[[], datetime] = system_clock,
        trouble: str = "",
        make_id: Callable[[], str] = new_id,
        documents: Callable[[], Path] = documents_folder,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        """`trouble` is told at the start: what was wrong with the settings, say.

        `documents` gives the folder for files that the person asks for, `ticks` the seconds by
        which a session goes.
        """
        # The first screen's stylesheet comes along: one pass of parsing before the first frame.
        styles = styles_folder()
        css_path: list[str | PurePath] = [styles / "app.tcss", styles / TodayScreen.STYLES]
        super().__init__(store, settings, settings_path, clock, make_id, documents, ticks, css_path)
        self._trouble = trouble
        self._late_keys: list[events.Key] | None = None
        for name in ("today", "log", "check", "exercises", "history", "trends"):
            self.add_mode(name, self._screen_maker(name))
        for theme in THEMES:
            self.register_theme(theme)
        names = [theme.name for theme in THEMES]
        name = settings.theme if settings.theme in names else names[0]
        self.set_reactive(JournalApp.theme, name)
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        if not settings.animation:
            self.animation_level = "none"
        self.set_keymap(settings.keys)

    # Starting and ending

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self._end)
        self.set_interval(LOOK_AGAIN, self._look_again)
        self.call_after_refresh(self.back_up_daily)
        if self._trouble:
            self._warn(self._trouble)

    async def action_quit(self) -> None:
        """Keep what was typed, and go."""
        await self._leave_after(by_key=True)

    async def _leave_after(self, by_key: bool, turns: int = TURNS) -> None:
        """Leave behind what was asked for by keys before this one.

        A key goes from the app to the screen, back to the app, and what it asks for comes up
        again: each turn lets all that is under way take one of these steps.
        """
        await self.typed()
        if turns:
            self.call_later(self._leave_after, by_key, turns - 1)
        else:
            self.call_later(self._leave, by_key)

    def _end(self) -> None:
        """The system wants us to end, or the terminal is gone."""
        self._keep_drafts()
        # Writing to a terminal that is gone can block for ever.
        last_resort = threading.Timer(LAST_RESORT, os._exit, (1,))
        last_resort.daemon = True
        last_resort.start()
        self.call_later(self._leave_after, False)

    async def _leave(self, by_key: bool) -> None:
        """Go once all is on disk. When that fails, a key has to be pressed a second time.

        Without a key nobody is there to ask: the system wants us to end.
        """
        try:
            await asyncio.wait_for(self._quiet.wait(), PATIENCE)
            waits = ""
        except TimeoutError:
            waits = "What you asked for last still waits for another program."
        # What was refused meanwhile was not told of yet.
        asks = by_key and not self._warned
        # As long as something waits, keeping the forms would wait too, and no key be taken in.
        reason = "" if waits and asks else self._keep_drafts()
        if asks and (reason or waits or self._refused):
            self._warned = True
            lost = f"{reason} What you typed is still here." if reason else waits or self._refused
            self._warn(f"{lost} Quit again leaves without it.")
            return
        lost = f"The unfinished form was not kept: {reason}" if reason else self._refused
        if waits and not lost:
            lost = f"{waits} It may not be saved."
        self.exit(return_code=1 if lost else 0, message=visible(lost) if lost else None)

    def on_key(self, event: events.Key) -> None:
        """Give a letter to a line that takes its letters in their turn among the other keys."""
        take = getattr(self.focused, "take_letters", None)
        if take is not None and event.is_printable:
            event.prevent_default()
            take(event.character)

    async def typed(self) -> None:
        """Wait until what has the focus has taken in the keys that were pressed before.

        A key that works everywhere is handled at once and would overtake them.
        """
        for node in (self.focused, self.screen):
            if node is not None:
                done = asyncio.Event()
                node.call_later(done.set)
                with suppress(TimeoutError):
                    await asyncio.wait_for(done.wait(), 1)

    async def action_interrupt(self) -> None:
        """What ctrl+c does elsewhere: copy when something is selected, else leave."""
        selected = self.screen.get_selected_text() or getattr(self.focused, "selected_text", "")
        if selected:
            self.copy_to_clipboard(selected)
        else:
            await self.action_quit()

    def _keep_drafts(self) -> str:
        """Keep every form that would be lost; why one was not, empty when all were."""
        reason = ""
        for screen in self._all_screens():
            unsaved, before = screen.unsaved(), screen.kept
            if unsaved is not None:
                try:
                    screen.draft_kept(self._store.save_draft(unsaved, self._over(before))[1])
                    self._let_go(before)
                except StoreError as error:
                    reason = str(error)
        for id in tuple(self.held):
            try:
                self.keep_held(id)
            except StoreError as error:
                reason = str(error)
        try:
            self.keep_limits()
        except StoreError as error:
            reason = str(error)
        return reason

    def _handle_exception(self, error: Exception) -> None:
        """An error of ours must not cost a word, nor show a person a page of code.

        Textual has no public place for this; without it the person sees a traceback.
        """
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self._exit_renderables:
            return  # The first error is the one that counts; others follow from it.
        self._return_code = 1
        report = self._store.folder / "crash.log"
        text = "".join(traceback.format_exception(error))
        kept = f"The details are in {report}."
        lost = self._keep_drafts()
        form = f"an unfinished form was not: {lost}" if lost else "an unfinished form is kept"
        try:
            report.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(report, text.encode(errors="replace"))
        except OSError as problem:
            kept = f"The details could not be written: {problem.strerror}."
        self._exit_renderables.append(
            Content(
                f"The journal met an error of its own and had to stop ({type(error).__name__})."
                f" What was saved is safe, and {visible(form)}. {visible(kept)}"
            ).markup
        )
        self._close_messages_no_wait()

    # Screens

    def _screen_maker(self, name: str) -> Callable[[], JournalScreen]:
        def make() -> JournalScreen:
            if name == "today":
                return self._bound(TodayScreen(self.snapshot, self.today))
            screen = self._bound(self._later_screen(name))
            # The rules are those of the screen in view: Textual need not apply all of them anew.
            screen._css_update_count = self._css_update_count
            return screen

        return make

    def _later_screen(self, name: str) -> JournalScreen:
        if name == "log":
            from journal.ui.screens.log import LogScreen

            return LogScreen(self.snapshot, self.today)
        if name == "check":
            from journal.ui.screens.check import CheckScreen

            return CheckScreen(self.snapshot, self.today)
        if name == "exercises":
            from journal.ui.screens.exercises import ExercisesScreen

            return ExercisesScreen(self.snapshot, self.today)
        if name == "trends":
            from journal.ui.screens.trends import TrendsScreen

            return TrendsScreen(self.snapshot, self.today)
        from journal.ui.screens.history import HistoryScreen

        return HistoryScreen(self.snapshot, self.today)

    def go(self, name: str) -> None:
        """Show a screen, asked for from another one."""
        # From the app's own queue, so that the app is what a new screen is bound to.
        self.call_later(self.action_go, name)

    async def action_go(self, name: str) -> None:
        await self._go_after(name)

    async def _go_after(self, name: str, turns: int = TURNS) -> None:
        """Go once what the keys before this one ask for is done; those after it wait meanwhile.

        A key that works everywhere would overtake the answers typed before it.
        """
        if self._late_keys is None:
            self._late_keys = []
        await self.typed()
        if turns:
            self.call_later(self._go_after, name, turns - 1)
        else:
            self.call_later(self._go, name)

    async def _go(self, name: str, day: date | None = None, back: str = "today") -> None:
        screen = self.screen
        score = screen.take_pending() if isinstance(screen, TodayScreen) and name == "log" else None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(name)
        if score is not None:
            self.screen.post_message(messages.StartWith(score))
        if day is not None:
            self.screen.post_message(messages.GoToDay(day, back))
        late, self._late_keys = self._late_keys or [], None
        for key in late:
            await self.on_event(key)

    def show_day(self, day: date, back: str) -> None:
        """Show a day in the history, from where escape leads `back` to this screen.

        Keys wait from now on: they are meant for that day.
        """
        # A key to another screen may have come after, and is waited for already: it counts.
        if self._late_keys is None:
            self._late_keys = []
            self.call_later(self._go, "history", day, back)

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait while it goes to another screen: they are meant for that one."""
        if self._late_keys is None or not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        else:
            self._late_keys.append(event)

    def delay_update(self, delay: float = 0.0) -> None:
        """Nothing waits: Textual would draw a new screen unseen, and then once more to be seen."""

    def action_help(self) -> None:
        from journal.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what can be done on this screen, each thing once."""
        offered = {}
        says = getattr(screen, "says", None)
        for node, binding, enabled, tooltip in screen.active_bindings.values():
            name = (binding.id or "").removesuffix(".anywhere")
            if enabled and name and name not in commands.KEYS_ONLY:
                offered[name] = (binding, tooltip, node)
        for binding, tooltip, node in offered.values():
            act = partial(self.call_later, self.run_action, binding.action, node)
            here = says(binding.id or "") if says else None
            name, help = here or (binding.description, tooltip)
            yield SystemCommand(name, help, act)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # The key to the screen one is on would only take room in the footer.
        return action != "go" or parameters != (self.current_mode,) or len(self.screen_stack) > 1

    async def action_next_theme(self) -> None:
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.notify(f"Theme: {self.theme.removeprefix('journal-')}", timeout=2, markup=False)
        await self._keep_setting("theme", self.theme)

    # What changes outside

    @on(events.AppFocus)
    async def _look_again(self) -> None:
        """See the new day, and what another program wrote."""
        before, self.today = self.today, self.clock().date()
        if before != self.today:
            self.back_up_daily()
        for screen in self._all_screens():
            screen.time_passed()
        # Not waited for: while another program keeps a change of ours waiting, keys go on.
        self.look()

    def watch_snapshot(self, before: Snapshot, snapshot: Snapshot) -> None:
        if snapshot.trouble and snapshot.trouble != before.trouble:
            self._warn(snapshot.trouble)

    @on(messages.EditEntry)
    def _edit_entry(self, message: messages.EditEntry) -> None:
        from journal.ui.screens.log import LogScreen

        self.push_screen(self._bound(LogScreen(self.snapshot, self.today, message.entry)))
