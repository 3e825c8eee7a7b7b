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
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from textual import events, on
from textual.app import SystemCommand
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen

from journal.domain.standing import Standing
from journal.domain.text import visible
from journal.paths import documents_folder, styles_folder
from journal.settings import Settings, SettingsError, save_setting
from journal.store.errors import StoreError
from journal.store.journal_file import new_id, system_clock
from journal.store.journal_store import JournalStore
from journal.store.safe_file import write_durably
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.screens.base import JournalScreen
from journal.ui.screens.today import TodayScreen
from journal.ui.themes import THEMES
from journal.ui.writing import WritingApp, write_report

if TYPE_CHECKING:
    from journal.checking import Prepared
    from journal.domain.checklist import Checklist
    from journal.domain.report import Numbers
    from journal.domain.screening import Screening

TRANSITION = 0.01
"""Seconds that a change of screens may stay unseen; Textual's own 0.05 can be felt."""
LAST_RESORT = 6.0
"""Seconds after which the program ends in any case, once the system has asked it to."""
PATIENCE = 8.0
"""Seconds that leaving waits for what is being written; longer than a writer waits."""
LOOK_AGAIN = 30.0
"""Seconds between looks at the clock and at what other programs wrote."""


class JournalApp(WritingApp):
    """The journal as a terminal application.

    State goes down: the app's `snapshot` and `today` are bound to every screen. Messages come
    up: a screen asks, the app lets the store do it and tells the screen how it went.
    """

    TITLE = "Journal"
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = commands.bindings(*commands.APP)

    today: reactive[date] = reactive(date.min)

    def __init__(
        self,
        store: JournalStore,
        settings: Settings,
        settings_path: Path,
        clock: Callable[[], datetime] = system_clock,
        trouble: str = "",
        make_id: Callable[[], str] = new_id,
        documents: Callable[[], Path] = documents_folder,
    ) -> None:
        """`trouble` is told at the start: what was wrong with the settings, say.

        `documents` gives the folder for files that the person asks for.
        """
        # The first screen's stylesheet comes along: one pass of parsing before the first frame.
        styles = styles_folder()
        super().__init__(store, [styles / "app.tcss", styles / TodayScreen.STYLES])
        self._settings_path = settings_path
        self._trouble = trouble
        self._warned = False
        self._documents = documents
        self.check_settings = settings.check
        self.clock = clock
        self.make_id = make_id
        self.set_reactive(JournalApp.snapshot, store.snapshot())
        self.set_reactive(JournalApp.today, clock().date())
        for name in ("today", "log", "check", "history"):
            self.add_mode(name, self._screen_maker(name))
        for theme in THEMES:
            self.register_theme(theme)
        names = [theme.name for theme in THEMES]
        name = settings.theme if settings.theme in names else names[0]
        self.set_reactive(JournalApp.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        if not settings.animation:
            self.animation_level = "none"
        self.set_keymap(settings.keys)

    # Starting and ending

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self._end)
        self.set_interval(LOOK_AGAIN, self._look_again)
        if self._trouble:
            self._warn(self._trouble)

    async def action_quit(self) -> None:
        """Keep what was typed, and go."""
        await self._leave_after(by_key=True)

    async def _leave_after(self, by_key: bool, turns: int = 3) -> None:
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
        with suppress(TimeoutError):
            await asyncio.wait_for(self._quiet.wait(), PATIENCE)
        reason = self._keep_drafts()
        if reason and by_key and not self._warned:
            self._warned = True
            self._warn(f"{reason} What you typed is still here. Quit again leaves without it.")
            return
        message = f"The unfinished form was not kept: {visible(reason)}" if reason else None
        self.exit(return_code=1 if reason else 0, message=message)

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
            unsaved = screen.unsaved()
            if unsaved is not None:
                try:
                    screen.draft_kept(self._store.save_draft(unsaved, screen.kept)[1])
                except StoreError as error:
                    reason = str(error)
        return reason

    def _all_screens(self) -> list[JournalScreen]:
        # Textual tells of the stack in view only, and a form can be in another one.
        stacks = self._screen_stacks.values()
        return [s for stack in stacks for s in stack if isinstance(s, JournalScreen)]

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
            if name == "log":
                from journal.ui.screens.log import LogScreen

                return self._bound(LogScreen(self.snapshot, self.today))
            if name == "check":
                from journal.ui.screens.check import CheckScreen

                return self._bound(CheckScreen(self.snapshot, self.today))
            from journal.ui.screens.history import HistoryScreen

            return self._bound(HistoryScreen(self.snapshot, self.today))

        return make

    def _bound(self, screen: JournalScreen) -> JournalScreen:
        # Known beforehand, the width need not be found out by laying the screen out twice.
        for width, name in self.HORIZONTAL_BREAKPOINTS or ():
            if self.size.width >= width:
                screen.set_classes(name)
        return screen.data_bind(JournalApp.snapshot, JournalApp.today)

    def go(self, name: str) -> None:
        """Show a screen, asked for from another one."""
        # From the app's own queue, so that the app is what a new screen is bound to.
        self.call_later(self.action_go, name)

    async def action_go(self, name: str) -> None:
        # A key that works everywhere would overtake the answers typed before it.
        await self.typed()
        screen = self.screen
        score = screen.take_pending() if isinstance(screen, TodayScreen) and name == "log" else None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(name)
        if score is not None:
            self.screen.post_message(messages.StartWith(score))

    def delay_update(self, delay: float = TRANSITION) -> None:
        super().delay_update(min(delay, TRANSITION))

    def action_help(self) -> None:
        from journal.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what can be done on this screen, each thing once."""
        offered = {}
        for node, binding, enabled, tooltip in screen.active_bindings.values():
            name = (binding.id or "").removesuffix(".anywhere")
            if enabled and name and name not in commands.KEYS_ONLY:
                offered[name] = (binding, tooltip, node)
        for binding, tooltip, node in offered.values():
            act = partial(self.call_later, self.run_action, binding.action, node)
            yield SystemCommand(binding.description, tooltip, act)

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
        self.today = self.clock().date()
        try:
            if await asyncio.to_thread(self._store.refresh):
                self.snapshot = await asyncio.to_thread(self._store.snapshot)
        except StoreError as error:
            self._warn(str(error))

    def watch_snapshot(self, before: Snapshot, snapshot: Snapshot) -> None:
        if snapshot.trouble and snapshot.trouble != before.trouble:
            self._warn(snapshot.trouble)

    @on(messages.EditEntry)
    def _edit_entry(self, message: messages.EditEntry) -> None:
        from journal.ui.screens.log import LogScreen

        self.push_screen(self._bound(LogScreen(self.snapshot, self.today, message.entry)))

    # The check of warning signs

    @cached_property
    def checklist(self) -> Checklist:
        """The questions and words of the check, read when they are first needed."""
        from journal.content.red_flags import load_checklist

        return load_checklist()

    @property
    def numbers(self) -> Numbers:
        """Whom to call in the person's country."""
        from journal.checking import numbers_for

        return numbers_for(self.checklist, self.check_settings)

    @property
    def standing(self) -> Standing:
        """What the finished checks mean for now: what is due, what may be exercised."""
        return Standing(self.snapshot.screenings.past, self.check_settings.advice)

    @on(messages.StartCheck)
    def _start_check(self, message: messages.StartCheck) -> None:
        if any(worker.group == "check" and not worker.is_finished for worker in self.workers):
            return

        def begin(country: str | None) -> None:
            if country is not None:
                self._take_country(country)
            self.run_worker(self._ask_questions(message), exclusive=True, group="check")

        if self.check_settings.country:
            begin(None)
        else:
            self._choose_country(begin)

    async def _ask_questions(self, message: messages.StartCheck) -> None:
        from journal.checking import prepare

        prepared = await asyncio.to_thread(
            prepare, self.snapshot, self.checklist, message.scope, message.again, self.clock()
        )
        self.call_later(self._push_questions, prepared)

    def _push_questions(self, prepared: Prepared) -> None:
        from journal.ui.screens.questions import QuestionsScreen

        if isinstance(self.screen, QuestionsScreen):
            return
        if prepared.trouble:
            self._warn(prepared.trouble)
        screen = QuestionsScreen(self.snapshot, self.today, self.checklist, prepared)
        self.push_screen(self._bound(screen))

    @on(messages.ShowScreening)
    def _show_screening(self, message: messages.ShowScreening) -> None:
        log = self.snapshot.screenings
        found = log.find(message.id)
        if not found:
            return  # It was deleted a moment ago.
        try:
            self._push_result(log[found[0]])
        except StoreError as error:
            self._warn(str(error))

    def _push_result(self, screening: Screening) -> None:
        from journal.ui.screens.result import ResultScreen

        if isinstance(self.screen, ResultScreen):
            return
        self.push_screen(self._bound(ResultScreen(self.snapshot, self.today, screening)))

    @on(messages.SaveScreening)
    def _finish_check(self, message: messages.SaveScreening) -> None:
        # What to do is shown at once, whatever becomes of saving it.
        self.call_later(self._push_result, message.screening)
        self.save_screening(message)

    def choose_country(self) -> None:
        """Ask for the country whose numbers to show."""
        self._choose_country(self._take_country)

    def _choose_country(self, then: Callable[[str | None], None]) -> None:
        from journal.ui.screens.country import CountryScreen

        if isinstance(self.screen, CountryScreen):
            return
        screen = CountryScreen(self.checklist.places, self.check_settings.country)
        self.push_screen(screen, then)

    def _take_country(self, id: str | None) -> None:
        if id is None:
            return
        self.check_settings = msgspec.structs.replace(self.check_settings, country=id)
        for screen in self._all_screens():
            screen.numbers_changed()
        self.run_worker(self._keep_setting(("check", "country"), id))

    async def _keep_setting(self, name: str | tuple[str, ...], value: str) -> None:
        try:
            await asyncio.to_thread(save_setting, self._settings_path, name, value)
        except SettingsError as error:
            self._warn(str(error))

    @on(messages.WriteReport)
    async def _write_report(self, message: messages.WriteReport) -> None:
        try:
            path = await asyncio.to_thread(
                write_report, self._documents(), message.text, message.day
            )
        except OSError as error:
            self._warn(f"Not written: {error.strerror or error}.")
            return
        self.notify(f"Written to {visible(str(path))}", timeout=8, markup=False)
