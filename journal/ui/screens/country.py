"""Which country's numbers to show."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets.option_list import Option

from journal.domain.checklist import Place
from journal.domain.report import numbers_of
from journal.paths import styles_folder
from journal.ui.widgets.in_turn import Choices


class CountryScreen(ModalScreen[str | None]):
    """A list of countries; enter chooses one, escape none."""

    BINDINGS = [Binding("escape", "dismiss", "Close")]

    def __init__(self, places: tuple[Place, ...], chosen: str) -> None:
        super().__init__()
        self.css_path = [styles_folder() / "country.tcss"]
        self._places = places
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        # The unknown one is the last that people look for.
        places = (*self._places[1:], self._places[0])
        width = max(len(place.name) for place in places)
        options = Choices(
            *(
                Option(
                    Content.assemble(
                        f"{place.name:<{width}}  ", (numbers_of(place).emergency, "$text-quiet")
                    ),
                    id=place.id,
                )
                for place in places
            ),
            chosen=self._choose,
            id="countries",
        )
        options.border_title = "Where are you? For the number to call"
        options.border_subtitle = "enter chooses"
        ids = [place.id for place in places]
        options.highlighted = ids.index(self._chosen) if self._chosen in ids else 0
        yield options

    def _choose(self, id: str) -> None:
        self.dismiss(id)
