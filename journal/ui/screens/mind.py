"""What to mind: what a person told of themselves, so that exercises are left out or adjusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen

from journal.domain.day import day_words
from journal.domain.exercise import Library
from journal.domain.guidance import Ask, Guidance
from journal.domain.limits import Limits, with_code, with_no, with_yes
from journal.paths import styles_folder
from journal.ui.messages import ChangeLimits
from journal.ui.widgets.more_below import MoreBelow
from journal.ui.widgets.ticks import Ticks

OF_ITS_OWN = frozenset(
    {"cannot-bear-weight", "calf-swelling", "bone-stress-suspected", "hip-avulsion-not-assessed"}
)
"""Skip codes that the check of warning signs brings and takes away; nobody ticks them."""
SAID_TWICE = frozenset({"high-bp-uncontrolled", "surgery-recent", "pregnant"})
"""Skip codes that say what a question before the first programme asks: one line is for both."""
CLEARED = "cleared"
"""The line that notes a clinician's word on exercise."""


class KeptTicks(Ticks):
    """Lines to tick; `turned` is called with the id of each that is ticked or no longer so."""

    def __init__(self, turned: Callable[[str], None]) -> None:
        super().__init__({})
        self._turned = turned

    def _turn(self, id: str) -> None:
        super()._turn(id)
        self._turned(id)


class MindScreen(ModalScreen[None]):
    """A list to tick; each tick is kept as it is made, however the list is left.

    Below the skip codes stand the questions that were asked before the first programme, but for
    those that a skip code says too. A clinician's word stands last, or first where it is waited
    for.
    """

    BINDINGS = [Binding("escape", "enter", "Close")]

    ticks = query_one(Ticks)

    def __init__(
        self,
        library: Library,
        guidance: Guidance,
        limits: Limits,
        codes: Iterable[str],
        today: date,
    ) -> None:
        """`codes` are those that count today, wherever they come from."""
        super().__init__()
        self.css_path = [styles_folder() / "mind.tcss"]
        self._limits = limits
        self._today = today
        others = frozenset(codes) - set(limits.ticked)
        self._lines = {
            code: self._line(code, text, code in others)
            for code, text in library.skip_codes.items()
            if code not in OF_ITS_OWN
        }
        # Before they were asked there is nothing to look at or to change.
        asked = () if limits.asked_on is None else guidance.once
        self._once = {f"once-{ask.id}": ask for ask in asked if ask.code not in SAID_TWICE}
        self._both = {ask.code: ask for ask in asked if ask.code in SAID_TWICE}
        self._cleared = guidance.words.ask_first_done

    def _line(self, code: str, text: str, known: bool) -> Content:
        line = Content(f"{text[:1].upper()}{text[1:]}")
        if (day := self._limits.ticked.get(code)) is not None:
            line = line.append(Content.styled(f"  since {day_words(day)}", "$text-quiet"))
        elif known:
            line = line.append(Content.styled("  known from log or check", "$text-quiet"))
        return line

    def compose(self) -> ComposeResult:
        ticks = KeptTicks(self._turned)
        ticks.put(*self._all_lines())
        ticks.border_title = "What fits you now? Kept until you take it back"
        yield ticks

    def on_mount(self) -> None:
        self._below = MoreBelow(self.ticks, "arrows move", "space ticks, esc closes")

    def on_resize(self) -> None:
        self._below.tell_later()

    def _all_lines(self) -> tuple[dict[str, Content], set[str], dict[str, Content]]:
        """The lines, which of them are ticked, and what stands over the first question."""
        lines, limits = dict(self._lines), self._limits
        ticked = set(limits.ticked)
        if not self._once or limits.asked_on is None:
            return lines, ticked, {}
        if limits.ask_first and limits.cleared_on is None:
            # All exercise waits for this one: nobody is to look for it below the others.
            lines = {CLEARED: Content(self._cleared), **lines}
        lines |= {id: Content(ask.ask) for id, ask in self._once.items()}
        ticked |= {f"once-{id}" for id in limits.ask_first}
        ticked |= {code for code, ask in self._both.items() if ask.id in limits.ask_first}
        lines[CLEARED] = Content(self._cleared)
        if limits.cleared_on is not None:
            ticked.add(CLEARED)
            since = f"  {day_words(limits.cleared_on)}"
            lines[CLEARED] = lines[CLEARED].append(Content.styled(since, "$text-quiet"))
        asked = f"Asked before the first programme, on {day_words(limits.asked_on)}"
        return lines, ticked, {next(iter(self._once)): Content.styled(asked, "bold")}

    def _turned(self, id: str) -> None:
        on = id in self.ticks.ticked
        # A tick that comes back keeps its day.
        if id == CLEARED:
            day = (self._limits.cleared_on or self._today) if on else None
            edit = partial(msgspec.structs.replace, cleared_on=day)
        elif (both := self._both.get(id)) is not None:
            edit = self._answered(both) if on else partial(_without, question=both.id, code=id)
        elif (ask := self._once.get(id)) is None:
            day = self._limits.ticked.get(id, self._today) if on else None
            edit = partial(with_code, code=id, day=day)
        elif on:
            edit = self._answered(ask)
        else:
            edit = partial(with_no, question=ask.id)
        # To the app at once: a key to another screen may be on its way.
        self.app.post_message(ChangeLimits(edit))

    def _answered(self, ask: Ask) -> partial[Limits]:
        """What a yes to a question changes, once its lines show it."""
        self.ticks.mark(CLEARED, False)
        # A word that is noted after this is of today, not of before it.
        self._limits = msgspec.structs.replace(self._limits, cleared_on=None)
        if ask.code:
            self.ticks.mark(ask.code, True)
        # A tick that comes back keeps its day.
        day = self._limits.ticked.get(ask.code, self._today)
        return partial(with_yes, question=ask.id, code=ask.code, day=day)

    def action_enter(self) -> None:
        self.dismiss()


def _without(limits: Limits, question: str, code: str) -> Limits:
    """The same with a no to a question, and without the skip code that says the same."""
    return with_code(with_no(limits, question), code, None)
