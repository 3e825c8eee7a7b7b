"""A small form: a clinician looked at it, or was spoken to."""

from __future__ import annotations

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal.domain.level import Level
from journal.domain.moment import parse_day
from journal.domain.problem import FieldProblem
from journal.domain.screening import REASON_LIMIT, Clearance, Screening
from journal.domain.text import visible
from journal.paths import styles_folder


class SeenScreen(ModalScreen[Clearance | None]):
    """When, who, and whether exercise is all right; escape leaves all as it was."""

    BINDINGS = [Binding("escape", "dismiss", "Close")]

    when = query_one("#when", Input)
    who = query_one("#who", Input)
    told = query_one(OptionList)
    problem = query_one("#problem", Static)

    def __init__(self, screening: Screening, now: datetime) -> None:
        super().__init__()
        self.css_path = [styles_folder() / "seen.tcss"]
        self._screening = screening
        self._now = now

    def compose(self) -> ComposeResult:
        emergency = self._screening.outcome.level is Level.EMERGENCY
        with VerticalScroll(can_focus=False) as panel:
            panel.border_title = "I was assessed" if emergency else "I was seen or spoke to someone"
            panel.border_subtitle = "tab goes on, esc closes"
            when = Input("today", id="when")
            when.border_title = "When"
            when.border_subtitle = "today, yesterday, 2026-03-01"
            yield when
            who = Input(id="who", max_length=REASON_LIMIT)
            who.border_title = "Who"
            who.border_subtitle = "a doctor, a physiotherapist, an advice line"
            yield who
            told = OptionList(
                Option("They said that I may exercise", id="yes"),
                Option("They said no exercise for now, or did not say", id="no"),
            )
            told.border_title = "Exercise"
            told.border_subtitle = "enter keeps this"
            yield told
            yield Static(id="problem")

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(OptionList.OptionSelected)
    def _keep(self, event: OptionList.OptionSelected) -> None:
        try:
            on = parse_day(self.when.value, self._now.date())
            if on > self._now.date():
                raise FieldProblem("when", self.when.value, "today or earlier")
            if on < self._screening.day:
                raise FieldProblem("when", self.when.value, "a day from the check on")
        except FieldProblem as problem:
            self.problem.update(Content(f"{problem.given}? {visible(problem.allowed)}"))
            self.when.focus()
            return
        who = visible(self.who.value.strip())
        if not who:
            self.problem.update(Content("Who was it? A word is enough: doctor."))
            self.who.focus()
            return
        self.dismiss(Clearance(on, who, event.option_id == "yes", self._now))
