"""What changed, since when, and what goes with it: a range of days in five parts."""

from __future__ import annotations

import asyncio
from datetime import date

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widgets import Static

from journal.domain.span import SPANS, step
from journal.store.snapshot import Snapshot
from journal.trending import may_try_exercise
from journal.ui import commands, messages
from journal.ui.screens.base import JournalScreen
from journal.ui.trend_view import TrendView
from journal.ui.widgets.choice_line import ChoiceLine
from journal.ui.widgets.day_cursor import DayCursor
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.title_bar import TitleBar
from journal.ui.widgets.trend_panes import PANES, Pane, WherePane

EMPTY = "Nothing is logged yet. Press t for Today, then a digit."
AT_FIRST = 1
"""The span that is shown first: 30 days."""
KEY = "bold $accent"


class TrendsScreen(JournalScreen):
    """A headline, and below it the part that was chosen of the span that was chosen."""

    STYLES = "trends.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-short"), (30, "-tall")]
    BINDINGS = commands.bindings(*commands.TRENDS)

    span: reactive[int] = reactive(AT_FIRST)
    """The place of the span in SPANS."""
    last: reactive[date | None] = reactive(None)
    """The last day of the span, None for today, whatever day that is."""
    part: reactive[int] = reactive(0, bindings=True)
    """The place of the part in view in PANES."""

    headline = query_one("#headline", Static)
    spans = query_one("#spans", ChoiceLine)
    parts = query_one("#parts", ChoiceLine)
    panel = query_one("#panel", Container)

    _view: TrendView | None = None
    _shown: Pane | None = None
    """The part that has shown something last."""
    _rests = ""
    _wanted = False
    _looking = False

    def compose(self) -> ComposeResult:
        yield TitleBar("Trends", self.today).data_bind(TrendsScreen.today)
        yield Static(id="headline", markup=False)
        labels = [(str(number), span.label) for number, span in enumerate(SPANS, 1)]
        steps = Content.assemble("   ", ("[", KEY), " earlier ", ("]", KEY), " later")
        yield ChoiceLine(labels, self.span, steps, id="spans")
        names = [("", pane.NAME) for pane in PANES]
        yield ChoiceLine(names, self.part, Content.assemble("   ", ("tab", KEY)), id="parts")
        yield Container(id="panel")
        yield KeyBar()

    def on_mount(self) -> None:
        self._renew()

    # What to show

    def watch_snapshot(self, _: Snapshot) -> None:
        self._renew()

    def watch_today(self, _: date) -> None:
        self._renew()

    @on(events.ScreenResume)
    def _renew(self) -> None:
        """Look again where the journal or the day is another one than was looked at."""
        seen = self._view
        if not self.is_current or not self.query("#panel"):
            return
        if seen is None or seen.snapshot is not self.snapshot or seen.today != self.today:
            may_try = may_try_exercise(self.snapshot, self.today, self.app.check_settings.advice)
            self._view = TrendView(self.snapshot, self.today, may_try)
            self._look()

    def watch_span(self, span: int) -> None:
        if self._view is not None:
            self.spans.chosen = span
            self._look()

    def watch_last(self) -> None:
        if self._view is not None:
            self._look()

    def watch_part(self, part: int) -> None:
        if self._view is not None:
            self.parts.chosen = part
            self._look()

    @property
    def pane(self) -> Pane | None:
        """The part in view, None until it was made."""
        found = list(self.panel.query(PANES[self.part]))
        return found[0] if found else None

    def _look(self) -> None:
        """Show the part and the span that are chosen now, once they are made."""
        self._wanted = True
        if not self._looking:
            self._looking = True
            self._look_on()

    @work
    async def _look_on(self) -> None:
        """One look at a time; of those asked for meanwhile only the last one counts."""
        try:
            while self._wanted:
                self._wanted = False
                pane = self.pane
                if pane is None:
                    pane = PANES[self.part]()
                    pane.display = False
                    await self.panel.mount(pane)
                await self._show(pane)
        finally:
            self._looking = False

    async def _show(self, pane: Pane) -> None:
        view = self._view
        assert view is not None
        first, last = view.range(SPANS[self.span], self.last or view.today)
        looked = await asyncio.to_thread(pane.look, view, first, last)
        if pane is not self.pane:
            return
        self.headline.update(looked.trends.headline if view.snapshot.entries else EMPTY)
        title, self._rests = pane.titles(looked)
        self.panel.border_title = Content(title)
        for other in self.panel.query(Pane):
            other.display = other is pane
        pane.show(looked)
        self._shown = pane
        pane.take_focus()
        self.call_after_refresh(self._tell_rests)

    @on(events.Resize)
    def _tell_rests(self) -> None:
        """Below the panel: how many days it rests on, and whether there is more to read."""
        more = "space reads on" if self._shown is not None and self._shown.more else ""
        self.panel.border_subtitle = Content(", ".join(filter(None, (self._rests, more))))

    @property
    def help_text(self) -> str:
        """For the help: what the line and the gaps of the chart are."""
        return (
            "The line is the average of seven days, where at least four of them are logged; days"
            " without an entry stay empty. In longer spans a column stands for a week or more."
        )

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "measure" or PANES[self.part] is WherePane

    def action_span(self, span: int) -> None:
        self.span = span

    def action_part(self, way: int) -> None:
        self.part = (self.part + way) % len(PANES)

    def action_step(self, way: int) -> None:
        view = self._view
        if view is not None:
            at = self.last or view.today
            day = step(SPANS[self.span], at, way, view.earliest, view.today)
            self.last = None if day == view.today else day

    def action_measure(self) -> None:
        if isinstance(pane := self.pane, WherePane):
            pane.change_measure()

    def action_turn(self, pages: int) -> None:
        if (pane := self.pane) is not None:
            pane.turn(pages)

    def action_leave(self) -> None:
        self.app.go("today")

    @on(ChoiceLine.Chosen, "#spans")
    def _span_clicked(self, message: ChoiceLine.Chosen) -> None:
        self.span = message.number

    @on(ChoiceLine.Chosen, "#parts")
    def _part_clicked(self, message: ChoiceLine.Chosen) -> None:
        self.part = message.number

    @on(DayCursor.Opened)
    def _opened(self, message: DayCursor.Opened) -> None:
        log = self.snapshot.entries
        if log.between(message.day, message.day):
            self.post_message(messages.ShowDay(message.day))
        else:
            self.notify("Nothing is logged on that day.", timeout=4, markup=False)
