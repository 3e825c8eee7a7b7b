"""The part of the app that leads through the check of warning signs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec
from textual import on

from journal.domain.after_session import stop_line
from journal.domain.standing import Standing
from journal.domain.stops import calls_for_help, if_still_so
from journal.domain.text import visible
from journal.halting import locking_stop, standing_of
from journal.settings import CheckSettings
from journal.store.errors import StoreError
from journal.store.journal_store import JournalStore
from journal.ui import messages
from journal.ui.writing import WritingApp, write_report

if TYPE_CHECKING:
    from journal.checking import Prepared
    from journal.domain.checklist import Checklist
    from journal.domain.report import Numbers
    from journal.domain.screening import Screening


class ChecksApp(WritingApp):
    """Begins checks, shows results, and knows what they mean for now."""

    def __init__(
        self,
        store: JournalStore,
        settings: CheckSettings,
        settings_path: Path,
        clock: Callable[[], datetime],
        make_id: Callable[[], str],
        documents: Callable[[], Path],
        css_path: list[str | PurePath],
    ) -> None:
        """`documents` gives the folder for files that the person asks for."""
        super().__init__(store, settings_path, clock, make_id, css_path)
        self._documents = documents
        self.check_settings = settings

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
        return standing_of(self.snapshot, self.check_settings.advice)

    @property
    def stop_words(self) -> str:
        """What locks exercise until a check, and whom to call if an emergency is still so.

        Empty where nothing does.
        """
        if (stop := locking_stop(self.snapshot, self.standing)) is None:
            return ""
        today = self.clock().date()
        call = f" {if_still_so(self.numbers.call)}" if calls_for_help(stop, today) else ""
        return f"{stop_line(stop, today)}.{call}"

    def start_check(self) -> None:
        """Begin a whole check, or show the plain list where the advice is switched off."""
        if self.check_settings.advice:
            self.post_message(messages.StartCheck("full"))
        else:
            self.call_later(self.run_action, "app.go('check')")

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
