"""A small form: a clinician looked at it, or was spoken to."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from journal.domain.level import Level
from journal.domain.moment import parse_day
from journal.domain.problem import FieldProblem
from journal.domain.screening import REASON_LIMIT, Clearance, Screening
from journal.domain.text import visible
from journal.paths import styles_folder
from journal.ui.widgets.in_turn import Choices, Line


class SeenScreen(ModalScreen[Clearance | None]):
    """When, who, and whether exercise is all right; escape leaves all as it was."""

    BINDINGS = [Binding("escape", "dismiss", "Close")]

    when = query_one("#when", Line)
    who = query_one("#who", Line)
    told = query_one(Choices)
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
            when = Line(self._next, "when", REASON_LIMIT, "today")
            when.border_title = "When"
            when.border_subtitle = "today, yesterday, 2026-03-01"
            yield when
            who = Line(self._next, "who", REASON_LIMIT)
            who.border_title = "Who"
            someone = "a doctor, a hospital" if emergency else "a doctor, an advice line"
            who.border_subtitle = someone
            yield who
            told = Choices(
                Option("They did not speak of exercise", id="not-said"),
                Option("They said that I may exercise", id="yes"),
                Option("They said no exercise for now", id="no"),
                chosen=self._keep,
                id="told",
            )
            told.border_title = "Exercise"
            told.border_subtitle = "enter keeps this"
            yield told
            yield Static(id="problem")

    def _next(self, _: Input) -> None:
        self.focus_next()

    def _keep(self, told: str) -> None:
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
        may = None if told == "not-said" else told == "yes"
        self.dismiss(Clearance(on, who, may, self._now))
