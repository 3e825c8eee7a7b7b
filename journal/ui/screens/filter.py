"""A small form: what is at hand, and which exercises to look for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from journal.domain.exercise import Equipment, Group, Muscle
from journal.domain.exercise_words import POSITIONS
from journal.domain.narrowing import MINUTES, Narrowing
from journal.paths import styles_folder
from journal.ui.widgets.field import LineField
from journal.ui.widgets.form import FieldEdited
from journal.ui.widgets.more_below import MoreBelow
from journal.ui.widgets.picker import Picker

LEVELS = {"1 most people": 1, "2 some control": 2, "3 demanding": 3}
TIMES = {f"up to {minutes} min": minutes for minutes in MINUTES}
Found = tuple[tuple[str, ...], Narrowing]
"""The equipment at hand, and what to look for."""


class FilterScreen(ModalScreen[None]):
    """What is picked counts at once, however it is left; nothing picked leaves a panel open."""

    BINDINGS = [
        Binding("escape", "take", "Close"),
        Binding("f9", "clear", "Clear", priority=True),
    ]

    def __init__(
        self, owned: Iterable[str], narrowing: Narrowing, taken: Callable[[Found], None]
    ) -> None:
        """`taken` is called with what is picked, at each change."""
        super().__init__()
        self._taken = taken
        self.css_path = [styles_folder() / "filter.tcss"]
        self._owned = tuple(owned)
        self._narrowing = narrowing

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False) as panel:
            panel.border_title = "Equipment and filter"
            yield Picker("equipment", "At hand (kept)", list(Equipment), many=True)
            yield Picker("groups", "Kind", list(Group), many=True)
            yield Picker("muscles", "Muscles", list(Muscle), many=True)
            yield Picker("positions", "Position", list(POSITIONS.values()), many=True)
            yield Picker("levels", "Level", list(LEVELS), many=True)
            yield Picker("minutes", "Time at most", list(TIMES), many=False)
            yield LineField("words", "Words", "a name, a muscle or a programme")

    def on_mount(self) -> None:
        panel, keys = self.query_one(VerticalScroll), "space picks, f9 clears, esc closes"
        self._below = MoreBelow(panel, "tab goes on", keys)
        self._put(self._narrowing)
        self._picker("equipment").picked = frozenset(self._owned)

    def on_resize(self) -> None:
        self._below.tell_later()

    def _put(self, narrowing: Narrowing) -> None:
        found = {
            "groups": narrowing.groups,
            "muscles": narrowing.muscles,
            "positions": {word for key, word in POSITIONS.items() if key in narrowing.positions},
            "levels": {word for word, level in LEVELS.items() if level in narrowing.levels},
            "minutes": {word for word, most in TIMES.items() if most == narrowing.minutes},
        }
        for name, picked in found.items():
            self._picker(name).picked = frozenset(picked)
        self.query_one(LineField).put(narrowing.words)

    def _picker(self, name: str) -> Picker:
        return self.query_one(f"#field-{name}", Picker)

    def action_clear(self) -> None:
        """Look for everything again; the equipment stays."""
        self._put(Narrowing())
        self._take()

    def action_take(self) -> None:
        self._take()
        self.dismiss()

    @on(FieldEdited)
    def _take(self) -> None:
        picked = {picker.field: picker.picked for picker in self.query(Picker)}
        narrowing = Narrowing(
            words=self.query_one(LineField).value.strip(),
            groups=picked["groups"],
            muscles=picked["muscles"],
            positions=frozenset(k for k, word in POSITIONS.items() if word in picked["positions"]),
            levels=frozenset(LEVELS[word] for word in picked["levels"]),
            minutes=next((TIMES[word] for word in picked["minutes"]), None),
        )
        owned = tuple(one for one in Equipment if one in picked["equipment"])
        self._taken((owned, narrowing))
