"""One question at a time, and what it is answered by: ticks, a score, or a list of choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from journal.ui.widgets.in_turn import AskedScale, Choices, EffortScale
from journal.ui.widgets.more_below import MoreBelow
from journal.ui.widgets.pain_scale import PainScale
from journal.ui.widgets.ticks import Ticks


class AskPanel(Vertical):
    """Shows a question with its help, and one field below it at the most.

    What a field is answered with comes by the keys of the screen, or by `chosen` with the id of
    a choice. The field has the focus at once, so that the key that follows is meant for it.
    """

    question = query_one("#ask", Static)
    help = query_one("#help", Static)
    ticks = query_one(Ticks)
    pain = query_one("#field-felt", AskedScale)
    effort = query_one("#field-effort", EffortScale)
    page = query_one("#page", VerticalScroll)
    note = query_one("#note", Static)
    choices = query_one("#choices", Choices)

    def __init__(self, chosen: Callable[[str], None], id: str) -> None:
        super().__init__(id=id)
        self._chosen = chosen
        self._told_open = False

    def compose(self) -> ComposeResult:
        yield Static(id="ask")
        yield Static(id="help")
        yield Ticks({}, id="ticks")
        yield AskedScale("felt", "")
        yield EffortScale("effort", "")
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="note")
        choices = Choices(chosen=self._chosen, id="choices")
        choices.border_subtitle = "enter takes this"
        yield choices

    def on_mount(self) -> None:
        # At once, unlike by a message: the enter that follows is about the new score.
        self.watch(self.pain, "score", self._scored_anew, init=False)
        self._below = MoreBelow(self.ticks, "numbers tick", "enter goes on")
        laid_out = self.screen.screen_layout_refresh_signal
        laid_out.subscribe(self, lambda _: self._fit_ticks())

    def _fit_ticks(self) -> None:
        """Let the lines to tick have the room that is left, so that they scroll within it."""
        if not self.ticks.display:
            return
        self.ticks.styles.max_height = max(4, self.content_region.bottom - self.ticks.region.y)
        self._below.tell_later()

    def _scored_anew(self) -> None:
        if self._told_open:
            self._told_open = False
            self.tell("")

    def ask(self, question: str, help: str = "") -> None:
        """Ask this, with no field yet."""
        for field in (self.ticks, self.pain, self.effort, self.choices):
            field.display = False
            # A hidden field must not take the keys.
            field.disabled = True
        self._say(self.question, question)
        self._say(self.help, help)
        self._told_open = False
        self.tell("")
        self.screen.set_focus(None)

    def tell(self, text: Content | str) -> None:
        """Show this between the question and its choices."""
        self._say(self.note, text)
        self.page.display = self.note.display

    def _say(self, static: Static, text: Content | str) -> None:
        content = Content(text) if isinstance(text, str) else text
        static.display = bool(content.plain)
        static.update(content)

    # What it is answered by

    def by_ticks(self, lines: Mapping[str, str], ticked: Iterable[str] = ()) -> None:
        """Lines to tick."""
        self.ticks.put({id: Content(text) for id, text in lines.items()}, ticked)
        self._open(self.ticks)

    def seen_to_end(self) -> bool:
        """Whether the last line to tick was in view; else it is brought there."""
        if self.ticks.scroll_y >= self.ticks.max_scroll_y:
            return True
        self.ticks.action_last()
        return False

    def by_pain(self, score: int | None = None) -> None:
        """A score of pain, 0-10."""
        self._score(self.pain, score)

    def scored(self) -> bool:
        """Whether to go on with the pain that stands there.

        None is told of once, so that a slip of the key does not leave it open; the second time
        it is meant.
        """
        if self.pain.score is not None or self._told_open:
            return True
        self._told_open = True
        self.tell("Press a digit first. Or leave it open: enter once more.")
        return False

    def by_effort(self) -> None:
        """A score of effort, 0-10."""
        self._score(self.effort, None)

    def _score(self, scale: PainScale, score: int | None) -> None:
        scale.score = score
        self._open(scale)

    def by_choice(self, lines: Mapping[str, str], at: int | None = 0) -> None:
        """One of these lines, by its id; the cursor is on line number `at`, at first on none
        where that is None.
        """
        if at is None:
            self.tell("Up and down choose, then enter.")
        self.choices.clear_options()
        self.choices.add_options([Option(Content(text), id=id) for id, text in lines.items()])
        self.choices.highlighted = at
        self._open(self.choices)

    def _open(self, field: Ticks | PainScale | Choices) -> None:
        field.display, field.disabled = True, False
        self.screen.set_focus(field)
