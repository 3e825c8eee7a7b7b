"""The application: screens, the store behind them, and nothing else."""

from __future__ import annotations

import asyncio
import signal
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path

from textual import events, on
from textual.app import App, SystemCommand
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from journal.domain.entry import PainEntry
from journal.domain.problem import FieldProblem
from journal.paths import styles_folder
from journal.settings import Settings, SettingsError, save_setting
from journal.store.errors import StoreError
from journal.store.journal_store import JournalStore, Snapshot, new_id, system_clock
from journal.store.safe_file import write_durably
from journal.ui import commands, messages
from journal.ui.screens.base import JournalScreen
from journal.ui.screens.today import TodayScreen
from journal.ui.themes import THEMES

TRANSITION = 0.01
"""Seconds that a change of screens may stay unseen; Textual's own 0.05 can be felt."""
AFTERWARDS = 0.1
"""Seconds until a change is also told in words."""
LOOK_AGAIN = 30.0
"""Seconds between looks at the clock and at what other programs wrote."""


class JournalApp(App[None]):
    """The journal as a terminal application.

    State goes down: the app's `snapshot` and `today` are bound to every screen. Messages come
    up: a screen asks, the app lets the store do it and tells the screen how it went.
    """

    TITLE = "Journal"
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = commands.bindings(*commands.APP)

    snapshot: reactive[Snapshot] = reactive[Snapshot](Snapshot.empty)
    today: reactive[date] = reactive(date.min)

    def __init__(
        self,
        store: JournalStore,
        settings: Settings,
        settings_path: Path,
        clock: Callable[[], datetime] = system_clock,
        trouble: str = "",
        make_id: Callable[[], str] = new_id,
    ) -> None:
        """`trouble` is told at the start: what was wrong with the settings, say."""
        # The first screen's stylesheet comes along: one pass of parsing before the first frame.
        styles = styles_folder()
        super().__init__(css_path=[styles / "app.tcss", styles / TodayScreen.STYLES])
        self._store = store
        self._settings = settings
        self._settings_path = settings_path
        self._trouble = trouble
        self.clock = clock
        self.make_id = make_id
        self.set_reactive(JournalApp.snapshot, store.snapshot())
        self.set_reactive(JournalApp.today, clock().date())
        for name in ("today", "log", "history"):
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
            loop.add_signal_handler(number, self.call_later, self.action_quit)
        self.set_interval(LOOK_AGAIN, self._look_again)
        if self._trouble:
            self.notify(self._trouble, severity="warning", timeout=15, markup=False)

    async def action_quit(self) -> None:
        """Keep what was typed, and go: by a key, a signal, or because the terminal is gone."""
        await self.typed()
        self._keep_drafts()
        self.exit()

    async def typed(self) -> None:
        """Wait until the focused field has taken in the keys that were pressed before.

        A key that works everywhere is handled at once and would overtake them.
        """
        field = self.focused
        if field is not None:
            done = asyncio.Event()
            field.call_later(done.set)
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 1)

    async def action_interrupt(self) -> None:
        """What ctrl+c does elsewhere: copy when something is selected, else leave."""
        selected = self.screen.get_selected_text() or getattr(self.focused, "selected_text", "")
        if selected:
            self.copy_to_clipboard(selected)
        else:
            await self.action_quit()

    def _keep_drafts(self) -> None:
        for screen in self._all_screens():
            unsaved = screen.unsaved()
            if unsaved is not None:
                try:
                    self._store.save_draft(unsaved.draft, unsaved.over)
                except StoreError as error:
                    self.exit(return_code=1, message=f"The unfinished form was not kept: {error}")

    def _all_screens(self) -> list[JournalScreen]:
        stacks = self._screen_stacks.values()
        return [s for stack in stacks for s in stack if isinstance(s, JournalScreen)]

    def _handle_exception(self, error: Exception) -> None:
        """An error of ours must not cost a word, nor show a person a page of code."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self._exit_renderables:
            return  # The first error is the one that counts; others follow from it.
        self._return_code = 1
        report = self._store.folder / "crash.log"
        text = "".join(traceback.format_exception(error))
        kept = f"The details are in {report}."
        try:
            self._keep_drafts()
            report.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(report, text.encode(errors="replace"))
        except OSError as problem:
            kept = f"The details could not be written: {problem.strerror}."
        self._exit_renderables.append(
            f"The journal met an error of its own and had to stop ({type(error).__name__})."
            f" What was saved is safe, and an unfinished form is kept. {kept}"
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
            from journal.ui.screens.history import HistoryScreen

            return self._bound(HistoryScreen(self.snapshot, self.today))

        return make

    def _bound(self, screen: JournalScreen) -> JournalScreen:
        # Known beforehand, the width need not be found out by laying the screen out twice.
        for width, name in self.HORIZONTAL_BREAKPOINTS or ():
            if self.size.width >= width:
                screen.set_classes(name)
        return screen.data_bind(JournalApp.snapshot, JournalApp.today)

    def action_go(self, name: str) -> None:
        # From the app's own queue, so that the app is what a new screen is bound to.
        self.call_later(self._go, name)

    def _go(self, name: str) -> None:
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
        self.notify(f"Theme: {self.theme.removeprefix('journal-')}", timeout=2)
        try:
            await asyncio.to_thread(save_setting, self._settings_path, "theme", self.theme)
        except SettingsError as error:
            self.notify(str(error), severity="warning", markup=False)

    # What changes outside

    @on(events.AppFocus)
    async def _look_again(self) -> None:
        """See the new day, and what another program wrote."""
        self.today = self.clock().date()
        try:
            if await asyncio.to_thread(self._store.refresh):
                self.snapshot = await asyncio.to_thread(self._store.snapshot)
        except StoreError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)

    # What screens ask for

    async def _change(self, work: Callable[[], Snapshot]) -> str:
        """Let the store do its work off the event loop; why it refused, empty when it did not."""
        try:
            self.snapshot = await asyncio.to_thread(work)
        except (StoreError, FieldProblem) as error:
            return str(error)
        return ""

    @on(messages.SaveEntry)
    async def _save_entry(self, message: messages.SaveEntry) -> None:
        entry, sender = message.entry, message.sender_screen

        def work() -> Snapshot:
            if message.base is None:
                return self._store.add(entry, message.draft)
            return self._store.replace(entry, message.base, message.draft)

        if reason := await self._change(work):
            self.notify(reason, title="Not saved", severity="error", timeout=15, markup=False)
            self._answer(sender, messages.EntryNotSaved(entry, reason))
            return
        self._answer(sender, messages.EntrySaved(entry))
        self._tell(f"Saved: {_summary(entry)}. u takes it back.")

    @on(messages.DeleteEntry)
    async def _delete_entry(self, message: messages.DeleteEntry) -> None:
        if reason := await self._change(lambda: self._store.delete(message.entry.id)):
            self.notify(reason, title="Not deleted", severity="error", timeout=15, markup=False)
            return
        self._tell(f"Deleted: {_summary(message.entry)}. u brings it back.")

    @on(messages.KeepDraft)
    async def _keep_draft(self, message: messages.KeepDraft) -> None:
        kept = message.draft

        def work() -> Snapshot:
            nonlocal kept
            snapshot, kept = self._store.save_draft(message.draft, message.over)
            return snapshot

        if reason := await self._change(work):
            self.notify(
                f"{reason} What you typed stays on the screen.",
                title="Draft not kept",
                severity="warning",
                timeout=10,
                markup=False,
            )
            return
        self._answer(message.sender_screen, messages.DraftKept(kept))

    @on(messages.DropDraft)
    async def _drop_draft(self, message: messages.DropDraft) -> None:
        await self._change(lambda: self._store.drop_draft(message.draft_id))

    @on(messages.EditEntry)
    def _edit_entry(self, message: messages.EditEntry) -> None:
        from journal.ui.screens.log import LogScreen

        self.push_screen(self._bound(LogScreen(self.snapshot, self.today, message.entry)))

    async def action_undo(self) -> None:
        try:
            change, self.snapshot = await asyncio.to_thread(self._store.undo)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        count = len(change.items)
        what = f"{count} entries" if count > 1 else "an entry"
        done = {"add": "adding", "edit": "changing", "delete": "deleting", "import": "importing"}
        self._tell(f"Taken back: {done.get(change.verb, change.verb)} {what}.")

    def _tell(self, words: str) -> None:
        """Say what was done, once the screen itself has shown it."""
        self.set_timer(AFTERWARDS, partial(self.notify, words, timeout=4, markup=False))

    @staticmethod
    def _answer(screen: Screen[None], message: Message) -> None:
        if screen.is_attached:
            screen.post_message(message)


def _summary(entry: PainEntry) -> str:
    return f"{entry.pain} of 10, {entry.day:%a} {entry.day.day} {entry.day:%b} {entry.at:%H:%M}"
