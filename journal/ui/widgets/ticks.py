"""Lines to tick, by number where there are few, by arrows and space always."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

NUMBERED = 9
"""Lines that have a number of their own to press, at the most."""


class Ticks(OptionList):
    """Sentences, each ticked or not; a longer one goes on in the next line."""

    BINDINGS = [
        Binding("space", "tick", show=False),
        *(Binding(str(n), f"tick_number({n})", show=False) for n in range(1, NUMBERED + 1)),
        # Enter is the screen's: it goes on.
        Binding("enter", "screen.enter", "Go on"),
    ]

    def __init__(
        self,
        lines: Mapping[str, Content],
        ticked: Iterable[str] = (),
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.put(lines, ticked)

    def put(
        self,
        lines: Mapping[str, Content],
        ticked: Iterable[str] = (),
        over: Mapping[str, Content] | None = None,
    ) -> None:
        """Show these lines, some of them ticked; what is `over` a line stands there by itself."""
        self._texts = dict(lines)
        self._picked = set(ticked) & set(lines)
        self.clear_options()
        for id in self._texts:
            if over and id in over:
                self.add_option(Option(over[id], disabled=True))
            self.add_option(Option(self._line(id), id=id))
        self.highlighted = 0 if lines else None

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the ticked lines, in their order."""
        return tuple(id for id in self._texts if id in self._picked)

    def _line(self, id: str) -> Content:
        number = list(self._texts).index(id) + 1
        key = f"{number} " if len(self._texts) <= NUMBERED else ""
        on = id in self._picked
        return Content.assemble(
            (key, "bold $accent"), ("[x] " if on else "[ ] ", "bold" if on else ""), self._texts[id]
        )

    def action_tick(self) -> None:
        option = self.highlighted_option
        if option is not None and option.id is not None:
            self._turn(option.id)

    def action_tick_number(self, number: int) -> None:
        if number <= min(NUMBERED, len(self._texts)) and len(self._texts) <= NUMBERED:
            self.highlighted = number - 1
            self._turn(list(self._texts)[number - 1])

    def action_select(self) -> None:
        # What a click does.
        self.action_tick()

    def clear(self) -> None:
        """Take all ticks away."""
        for id in self.ticked:
            self._turn(id)

    def _turn(self, id: str) -> None:
        self.mark(id, id not in self._picked)

    def mark(self, id: str, ticked: bool) -> None:
        """Show a line as ticked, or as not."""
        self._picked = self._picked | {id} if ticked else self._picked - {id}
        self.replace_option_prompt(id, self._line(id))
