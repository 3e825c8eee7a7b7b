"""What changed, since when, and what goes with it: a range of days in five parts."""

from __future__ import annotations

import asyncio
from datetime import date

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.reactive import var
from textual.widgets import Static

from journal.domain.span import SPANS
from journal.store.errors import StoreError
from journal.store.snapshot import Snapshot
from journal.trending import may_try_exercise
from journal.ui import commands
from journal.ui.screens.base import EMPTY, JournalScreen
from journal.ui.trend_view import Looked, Part, TrendView
from journal.ui.widgets.choice_line import ChoiceLine
from journal.ui.widgets.day_cursor import DayCursor
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.pain_pane import PainPane
from journal.ui.widgets.pane import Pane
from journal.ui.widgets.title_bar import TitleBar

AT_FIRST = 1
"""The span that is shown first: 30 days."""
PARTS = tuple(Part)
KEY = "bold $accent"


def pane_of(part: Part) -> type[Pane]:
    """What shows a part; most are needed later than the screen, or not at all."""
    if part is Part.WHERE:
        from journal.ui.widgets.where_pane import WherePane

        return WherePane
    if part is Part.FACTORS:
        from journal.ui.widgets.factors_pane import FactorsPane

        return FactorsPane
    if part is Part.EXERCISES:
        from journal.ui.widgets.exercises_pane import ExercisesPane

        return ExercisesPane
    if part is Part.CALENDAR:
        from journal.ui.widgets.calendar_pane import CalendarPane

        return CalendarPane
    return PainPane


class TrendsScreen(JournalScreen):
    """A headline, and below it the part that was chosen of the span that was chosen."""

    STYLES = "trends.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-short"), (30, "-tall")]
    BINDINGS = commands.bindings(*commands.TRENDS)

    span: var[int] = var(AT_FIRST, init=False)
    """The place of the span in SPANS."""
    last: var[date | None] = var(None, init=False)
    """The last day of the span, None for today, whatever day that is."""
    part: var[Part] = var(Part.PAIN, init=False, bindings=True)

    headline = query_one("#headline", Static)
    spans = query_one("#spans", ChoiceLine)
    parts = query_one("#parts", ChoiceLine)
    panel = query_one("#panel", Container)

    _view: TrendView | None = None
    _shown: Pane | None = None
    """The part that has shown something last."""
    _rests = ""
    _below = ""
    _wanted = False
    _looking = False

    def compose(self) -> ComposeResult:
        yield TitleBar("Trends", self.today).data_bind(TrendsScreen.today)
        yield Static(id="headline", markup=False)
        labels = [(str(number), span.label) for number, span in enumerate(SPANS, 1)]
        yield ChoiceLine(labels, self.span, id="spans")
        names = [("", str(part)) for part in PARTS]
        line = ChoiceLine(names, PARTS.index(self.part), id="parts")
        line.hint = Content.assemble("   ", ("tab", KEY))
        yield line
        with Container(id="panel"):
            yield PainPane(id=_id(Part.PAIN))
        yield KeyBar()

    async def on_mount(self) -> None:
        # Seen for the first time with all that it shows, rather than empty and once more.
        self._view, self._looking = self._fresh_view(), True
        try:
            await self._show(self._view, self.part)
        finally:
            self._looking = False
        if self._wanted:
            self._look()

    # What to show

    def watch_snapshot(self, _: Snapshot) -> None:
        self._renew()

    def watch_today(self, _: date) -> None:
        self._renew()

    @on(events.ScreenResume)
    def _renew(self) -> None:
        """Look again where the journal or the day is another one than was looked at."""
        seen = self._view
        if seen is not None and seen.snapshot is self.snapshot and seen.today == self.today:
            return
        # What is not in view does not keep an old state of the journal.
        self._view = None
        if self.is_current and self.query("#panel"):
            self._view = self._fresh_view()
            self._look()

    def _fresh_view(self) -> TrendView:
        may_try = may_try_exercise(self.snapshot, self.today, self.app.check_settings.advice)
        return TrendView(self.snapshot, self.today, may_try)

    def watch_span(self, span: int) -> None:
        self.spans.chosen = span
        self._look()

    def watch_last(self) -> None:
        self._look()

    def watch_part(self, part: Part) -> None:
        self.parts.chosen = PARTS.index(part)
        self._look()

    @property
    def pane(self) -> Pane | None:
        """The part in view, None until it was made."""
        found = self.panel.query(f"#{_id(self.part)}").results(Pane)
        return next(iter(found), None)

    def _last(self, view: TrendView) -> date:
        return min(self.last or view.today, view.today)

    def _look(self) -> None:
        """Show the part and the span that are chosen now, once they are made."""
        self._wanted = True
        if not self._looking and self._view is not None:
            self._looking = True
            self._look_on()

    @work
    async def _look_on(self) -> None:
        """One look at a time; of those asked for meanwhile only the last one counts."""
        try:
            while self._wanted and (view := self._view) is not None:
                self._wanted = False
                await self._show(view, self.part)
        finally:
            self._looking = False

    async def _show(self, view: TrendView, part: Part) -> None:
        pane = self.pane
        if pane is None:
            pane = pane_of(part)(id=_id(part))
            pane.display = False
            await self.panel.mount(pane)
        try:
            asked = (part, SPANS[self.span], self._last(view))
            looked = await asyncio.to_thread(view.look, *asked)
        except (StoreError, OSError) as error:
            self.notify(str(error), title="Not shown", severity="warning", markup=False)
            return
        if part is self.part:
            self._put(view, pane, looked)

    def _put(self, view: TrendView, pane: Pane, looked: Looked) -> None:
        words = looked.trends.headline if view.snapshot.entries else EMPTY
        self.headline.update(words)
        self.spans.hint = self._steps(view)
        title, self._rests = pane.titles(looked)
        self.panel.border_title = Content(title)
        for other in self.panel.query(Pane):
            other.display = other is pane
        pane.show(looked)
        self._shown = pane
        pane.take_focus()
        self._tell_rests()

    def _steps(self, view: TrendView) -> Content:
        """The keys through time that lead somewhere."""
        parts = [Content("  ")]
        for way, key, words in ((-1, "[", "earlier"), (1, "]", "later")):
            if self._stepped(view, way) != self._last(view):
                parts += [Content.assemble(" ", (key, KEY), f" {words}")]
        return Content("").join(parts)

    @on(Pane.More)
    def _tell_rests(self) -> None:
        """Below the panel: how many days it rests on, and whether there is more to read."""
        more = "space reads on" if self._shown is not None and self._shown.more else ""
        below = ", ".join(filter(None, (self._rests, more)))
        if below != self._below:
            # Setting it draws all of the panel again.
            self._below, self.panel.border_subtitle = below, Content(below)

    @property
    def help_text(self) -> str:
        """For the help: what the signs, the line and the gaps of the chart are."""
        return (
            "The line is the average of seven days, where at least four of them are logged; days"
            " without an entry stay empty. In longer spans a column stands for a week or more."
            " \u25b2 event, \u25c6 started something, \u25a1 check, \u25cb session, + medication."
        )

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "measure" or self.part is Part.WHERE

    def action_span(self, span: int) -> None:
        self.span = span
        if SPANS[span].days is None:
            self.last = None

    def action_part(self, way: int) -> None:
        self.part = PARTS[(PARTS.index(self.part) + way) % len(PARTS)]

    def _stepped(self, view: TrendView, way: int) -> date:
        return view.step(self.part, SPANS[self.span], self._last(view), way)

    def action_step(self, way: int) -> None:
        if (view := self._view) is not None:
            day = self._stepped(view, way)
            self.last = None if day == view.today else day

    def action_measure(self) -> None:
        from journal.ui.widgets.where_pane import WherePane

        if isinstance(pane := self.pane, WherePane):
            pane.change_measure()

    def action_turn(self, pages: int) -> None:
        if (pane := self.pane) is not None:
            pane.turn(pages)

    def action_leave(self) -> None:
        self.app.go("today")

    @on(ChoiceLine.Chosen, "#spans")
    def _span_clicked(self, message: ChoiceLine.Chosen) -> None:
        self.action_span(message.number)

    @on(ChoiceLine.Chosen, "#parts")
    def _part_clicked(self, message: ChoiceLine.Chosen) -> None:
        self.part = PARTS[message.number]

    @on(DayCursor.Opened)
    def _opened(self, message: DayCursor.Opened) -> None:
        log = self.snapshot.entries
        if log.between(message.day, message.day):
            self.app.show_day(message.day, back="trends")
        else:
            self.notify("Nothing is logged on that day.", timeout=4, markup=False)


def _id(part: Part) -> str:
    return f"part-{part.lower()}"
