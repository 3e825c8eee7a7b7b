"""The check of warning signs: begin one, go on with one, read past ones."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.checking import waiting
from journal.domain.day import day_words
from journal.domain.level import Level
from journal.domain.report import SYMBOLS, fill, plain_list
from journal.domain.standing import ALARM, OUT_OF_DATE, Past
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.report_text import report_text
from journal.ui.widgets.title_bar import TitleBar

IN_SHORT = {
    Level.EMERGENCY: "call now",
    Level.URGENT: "talk to a doctor today or tomorrow",
    Level.SEE_A_CLINICIAN: "have it looked at",
    Level.KEEP_WATCHING: "keep watching",
}
"""Each level in a few words, for the list of past checks."""
PAST = "past-"
LATEST = "latest-"
"""Begins the id of the row that shows a result which nobody was seen for yet."""


class CheckScreen(JournalScreen):
    """What can be done, in a list with the past checks below.

    With the advice switched off it is the plain list of warning signs instead.
    """

    STYLES = "check.tcss"
    AUTO_FOCUS = "OptionList, VerticalScroll"
    BINDINGS = commands.bindings(*commands.CHECK)

    choices = query_one(OptionList)
    first = query_one("#first", Static)

    def compose(self) -> ComposeResult:
        yield TitleBar("Check", self.today).data_bind(CheckScreen.today)
        if not self.app.check_settings.advice:
            with VerticalScroll(id="plain") as panel:
                panel.border_title = "Warning signs"
                yield Static(report_text(plain_list(self.app.checklist, self.app.numbers)))
        else:
            first = Static(id="first")
            first.border_title = "If it may be urgent"
            yield first
            choices = OptionList(id="choices")
            choices.border_title = "The check of warning signs"
            choices.border_subtitle = "enter opens, d deletes a past check"
            yield choices
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def watch_snapshot(self, _: Snapshot) -> None:
        if self.is_mounted:
            self._show()

    def watch_today(self, _: date) -> None:
        if self.is_mounted:
            self._show()

    def numbers_changed(self) -> None:
        """Another country was chosen."""
        self._show()

    def _show(self) -> None:
        if not self.app.check_settings.advice:
            return
        before = Content(fill(self.app.checklist.words.before, self.app.numbers))
        if stop := self.app.stop_words:
            before = Content.styled(stop, "bold").append("\n").append(before)
        self.first.update(before)
        chosen, was = self.choices.highlighted_option, self.choices.highlighted
        self.choices.clear_options()
        self.choices.add_options([*self._beginnings(), *self._past()])
        ids = [option.id for option in self.choices.options]
        self._highlight(ids, chosen.id if chosen is not None else None, was)

    def _highlight(self, ids: list[str | None], before: str | None, was: int | None) -> None:
        """The row from before, or where it stood; the first one when a check came up to go on."""
        past = (before or "").startswith(PAST)
        if before is not None and before in ids and (past or "go-on" not in ids):
            self.choices.highlighted = ids.index(before)
        else:
            last = len(ids) - 1
            self.choices.highlighted = min(was or 0, last) if past else 0

    def _beginnings(self) -> list[Option | None]:
        found: list[Option | None] = []
        if (result := self.app.standing.open()) is not None:
            when = f"your check of {day_words(result.day)} says: {IN_SHORT[result.outcome.level]}"
            found.append(_option(f"{LATEST}{result.id}", "Show", when))
        waits = waiting(self.snapshot.drafts)
        if waits is not None:
            when = f"{waits[0].updated_at:%A %H:%M}"
            help = f"with the unfinished check of {when}"
            if ALARM in waits[0].fields:
                help += f": an answer asks for help now, call {self.app.numbers.emergency}"
            found.append(_option("go-on", "Go on", help))
        short = "only signs that need someone soon"
        if self.app.standing.is_halted:
            short += "; exercise waits for the whole one"
        anew = "from the beginning, " if waits is not None else ""
        found += [
            _option("full", "Whole check", f"{anew}all that fits you, two to five minutes"),
            _option("short", "Short check", short),
        ]
        profile = self.snapshot.profile
        if profile is not None and profile.reviewed is not None:
            when = f"last asked on {day_words(profile.reviewed)}"
            found.append(_option("again", "Whole check and about me", when))
        chosen = self.app.check_settings.country
        place = self.app.checklist.place(chosen)
        call = f"{place.name}, call {self.app.numbers.emergency}" if chosen else "not chosen yet"
        found.append(_option("country", "Country", call))
        return found

    def _past(self) -> list[Option | None]:
        past, unread = self.snapshot.screenings.past, len(self.snapshot.screenings.unreadable)
        still_open = self.app.standing.all_open()
        rows = [self._row(check, check is past[-1], still_open) for check in reversed(past)]
        if unread:
            text = f"{unread} cannot be read by this version: journal doctor"
            rows.append(Option(Content(text), disabled=True))
        if not rows:
            rows = [Option(Content("No check is finished yet."), disabled=True)]
        return [None, *rows]

    def _row(self, check: Past, newest: bool, still_open: tuple[Past, ...]) -> Option:
        level = check.outcome.level
        state = ""
        if check in still_open:
            state = ": not noted as seen yet"
        elif check.clearance is not None:
            state = f": seen {check.clearance.on:%d %b}".replace(" 0", " ")
        elif newest and self.today - check.day >= OUT_OF_DATE:
            state = ": out of date"
        when = f"{check.day.day:>2} {check.day:%b %Y} {check.at:%H:%M}"
        return Option(
            Content.assemble(
                (f"{when}  ", "$text-quiet"),
                (f"{SYMBOLS[level]:<4}", "bold"),
                f"{IN_SHORT[level]}{state}",
                (" (short)" if check.scope == "short" else "", "$text-quiet"),
            ),
            id=f"{PAST}{check.id}",
        )

    # Actions

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case None:
                pass
            case "go-on":
                self.post_message(messages.StartCheck(None))
            case "full":
                self.post_message(messages.StartCheck("full"))
            case "short":
                self.post_message(messages.StartCheck("short"))
            case "again":
                self.post_message(messages.StartCheck("full", again=True))
            case "country":
                self.app.choose_country()
            case past:
                id = past.removeprefix(PAST).removeprefix(LATEST)
                self.post_message(messages.ShowScreening(id))

    def action_delete(self) -> None:
        option = self.choices.highlighted_option
        if option is not None and (option.id or "").startswith(PAST):
            self.post_message(messages.DeleteScreening((option.id or "").removeprefix(PAST)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "delete" and self.is_mounted:
            option = self.choices.highlighted_option if self.app.check_settings.advice else None
            return option is not None and (option.id or "").startswith(PAST)
        return True

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_leave(self) -> None:
        self.app.go("today")


def _option(id: str, name: str, help: str) -> Option:
    return Option(Content.assemble((name, "bold"), (f"  {help}", "$text-quiet")), id=id)
