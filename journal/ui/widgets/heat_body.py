"""Where it hurt over many days: the figure of the body map, its places shaded."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from journal.domain.body import Region, Side
from journal.domain.places import PlaceDays
from journal.domain.shading import Measure, says, scale, shade, table
from journal.ui.widgets import body_figure as figure
from journal.ui.widgets.lines import Lines
from journal.ui.widgets.score import score_style

GAP = 3
"""Columns between the figure and the words."""
BESIDE = 36
"""Columns for the words from which on they stand beside the figure, not below it."""
NOTHING = "No place is marked in these days."


class HeatBody(Lines):
    """Front and back with every place shaded, and all of them in words and numbers.

    Set `places`, with left and right apart as in `Trends.sides`, `logged`, the number of days
    that they rest on, and `measure`.
    """

    DEFAULT_CSS = """
    HeatBody {
        height: auto;
    }
    """

    places: reactive[tuple[PlaceDays, ...]] = reactive((), layout=True)
    logged: reactive[int] = reactive(0)
    measure: reactive[Measure] = reactive(Measure.DAYS)

    def __init__(
        self,
        places: tuple[PlaceDays, ...] = (),
        logged: int = 0,
        measure: Measure = Measure.DAYS,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._zones, self._outline = figure.cells()
        self.set_reactive(HeatBody.places, places)
        self.set_reactive(HeatBody.logged, logged)
        self.set_reactive(HeatBody.measure, measure)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        words = max(1, len(self.places)) + 2
        height = figure.HEIGHT + 1
        return max(height, words) if self._is_beside(width) else height + 1 + words

    def _is_beside(self, width: int) -> bool:
        return width >= figure.WIDTH + GAP + BESIDE

    # Drawing

    def lines(self) -> list[Content]:
        drawn = [Content.styled(figure.HEADS, "$text-quiet"), *map(self._row, range(figure.HEIGHT))]
        if not self._is_beside(self.size.width):
            return [*drawn, Content(""), *self._list()]
        listed = self._list()
        blank = Content(" " * figure.WIDTH)
        drawn += [blank] * (len(listed) - len(drawn))
        listed += [Content("")] * (len(drawn) - len(listed))
        gap = Content(" " * GAP)
        return [
            Content.assemble(left, gap, right) for left, right in zip(drawn, listed, strict=True)
        ]

    def _list(self) -> list[Content]:
        """What the shades mean, and all places."""
        lines = [Content.styled(says(self.measure, self.logged), "$text-quiet")]
        if not self.places:
            return [*lines, Content.styled(NOTHING, "$text-quiet")]
        lines.append(Content.styled(scale(self.measure), "$text-quiet"))
        for place, text in table(self.places, self.measure):
            sign = shade(place, self.measure, self.logged)
            lines.append(Content.assemble((f"{sign} ", self._style(place)), text))
        return lines

    def _row(self, y: int) -> Content:
        known = {(place.region, place.side): place for place in self.places}
        return Content.assemble(*(self._cell(x, y, known) for x in range(figure.WIDTH))).simplify()

    def _cell(self, x: int, y: int, known: dict[tuple[Region, Side], PlaceDays]) -> Content:
        zone = self._zones.get((x, y))
        if zone is None:
            return Content("·" if (x, y) in self._outline else " ").stylize("$border")
        place = known.get((zone.region, zone.side))
        if place is None:
            tone = "$body-odd" if zone.region in figure.SECOND_TONE[zone.view] else "$body-even"
            return Content.styled("·", tone)
        return Content.styled(shade(place, self.measure, self.logged), self._style(place))

    def _style(self, place: PlaceDays) -> str:
        return score_style(place.mean) if self.measure is Measure.MEAN else "$primary"
