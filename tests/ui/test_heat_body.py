"""The shaded body: every place that hurt is shaded, and told in words and numbers."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from journal.domain.body import Region, Side
from journal.domain.places import PlaceDays
from journal.domain.shading import Measure
from journal.ui.themes import DARK
from journal.ui.widgets import body_figure as figure
from journal.ui.widgets.heat_body import NOTHING, HeatBody

PLACES = (
    PlaceDays(Region.LOW_BACK, Side.CENTRE, 20, 2.0),
    PlaceDays(Region.KNEE, Side.LEFT, 9, 8.5),
    PlaceDays(Region.FOOT, Side.RIGHT, 1, 4.0),
)
ZONES, _ = figure.cells()
ALL = tuple(
    PlaceDays(region, side, 3, 5.0)
    for region, side in sorted({(zone.region, zone.side) for zone in ZONES.values()})
)


class Shown(App[None]):
    def __init__(self, *given: object) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.body = HeatBody(*given)

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield self.body


def text(app: Shown) -> list[str]:
    size = app.body.size
    return [strip.text for strip in app.body.render_lines(size.region)]


def signs(app: Shown, region: Region, side: Side) -> set[str]:
    """What the cells of a place show."""
    lines = text(app)
    return {lines[y + 1][x] for (x, y), zone in ZONES.items() if zone[1:] == (region, side)}


async def test_places_are_shaded_by_days_and_by_mean():
    app = Shown(PLACES, 20)
    async with app.run_test(size=(100, 30)) as pilot:
        assert signs(app, Region.LOW_BACK, Side.CENTRE) == {"█"}
        assert signs(app, Region.KNEE, Side.LEFT) == {"▒"}
        assert signs(app, Region.FOOT, Side.RIGHT) == {"░"}
        assert signs(app, Region.KNEE, Side.RIGHT) == {"·"}
        app.body.measure = Measure.MEAN
        await pilot.pause()
        assert signs(app, Region.LOW_BACK, Side.CENTRE) == {"░"}
        assert signs(app, Region.KNEE, Side.LEFT) == {"█"}


@pytest.mark.parametrize("width", [100, 60])
async def test_words_and_numbers_stand_beside_or_below(width):
    app = Shown(PLACES, 20)
    async with app.run_test(size=(width, 40)):
        lines = text(app)
        page = "\n".join(lines)
        for words in ("█ low back (centre)  20 days   2.0", "▒ knee (left)         9 days   8.5"):
            assert words in page
        assert "░ foot (right)        1 day    4.0" in page
        assert "of 20 logged" in page
        row = next(y for y, line in enumerate(lines) if "low back" in line)
        assert (row < figure.HEIGHT) is (width == 100)


async def test_the_sorest_comes_first_by_mean():
    app = Shown(PLACES, 20, Measure.MEAN)
    async with app.run_test(size=(100, 30)):
        page = "\n".join(text(app))
        # What rests on fewer than four days comes last, however sore.
        assert page.index("knee (left)") < page.index("low back") < page.index("foot (right)")


async def test_beside_the_figure_there_is_a_row_for_each():
    app = Shown(ALL, 20)
    async with app.run_test(size=(100, 50)):
        lines = text(app)
        assert len(lines) == len(ALL) + 2 > figure.HEIGHT + 1
        assert sum(" days   5.0" in line for line in lines) == len(ALL)


async def test_below_the_figure_there_is_a_row_for_each():
    app = Shown(ALL, 20)
    async with app.run_test(size=(50, 30)):
        page = "\n".join(text(app))
        assert page.count(" days   5.0") == len(ALL)
        assert "more" not in page


async def test_every_place_of_the_figure_can_be_shaded():
    app = Shown(ALL, 20)
    async with app.run_test(size=(100, 30)):
        for place in ALL:
            assert signs(app, place.region, place.side) == {"░"}


async def test_nothing_marked_is_said():
    app = Shown()
    async with app.run_test(size=(100, 30)) as pilot:
        assert NOTHING in "\n".join(text(app))
        assert not set("░▒▓█") & set("".join(text(app)))
        app.body.places, app.body.logged = PLACES, 20
        await pilot.pause()
        assert signs(app, Region.LOW_BACK, Side.CENTRE) == {"█"}


@pytest.mark.parametrize("width", [1, 20, 33, 74, 75, 200])
async def test_every_width_is_drawn(width):
    app = Shown(ALL, 20)
    async with app.run_test(size=(width, 24)):
        assert {len(line) for line in text(app)} == {app.body.size.width}
