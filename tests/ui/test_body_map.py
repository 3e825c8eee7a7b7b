"""The body map: every place can be reached and marked by keyboard."""

from __future__ import annotations

from screen_reading import screen_text

from journal.domain.body import Region, Side, sides_of
from journal.domain.entry import Site
from journal.ui.screens.log import LogScreen
from journal.ui.widgets import body_figure as figure
from journal.ui.widgets.body_map import BodyMap


async def focused_map(pilot, until) -> BodyMap:
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
    body = pilot.app.screen.query_one(BodyMap)
    body.focus()
    await until(pilot, lambda: body.has_focus)
    return body


def test_every_region_is_drawn_with_its_sides():
    zones = set(figure.centres(figure.cells()[0]))
    for region in Region:
        drawn = {zone.side for zone in zones if zone.region is region}
        assert drawn == set(sides_of(region)) - {Side.BOTH}, region


def test_arrows_reach_every_zone():
    places = figure.centres(figure.cells()[0])
    start = next(iter(places))
    reached, todo = {start}, [start]
    while todo:
        zone = todo.pop()
        for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            following = figure.neighbour(places, zone, right, down)
            if following not in reached:
                reached.add(following)
                todo.append(following)
    assert reached == set(places)


def test_both_views_are_the_same_left_and_right():
    for rows in (figure.FRONT, figure.BACK):
        assert {len(row) for row in rows} == {figure.VIEW_WIDTH}
        assert len(rows) == figure.HEIGHT
        for row in rows:
            assert row.swapcase() == row[::-1], row


async def test_space_marks_and_takes_away(running, until):
    async with running() as pilot:
        body = await focused_map(pilot, until)
        await pilot.press("space")
        assert body.sites == (Site(Region.LOW_BACK, Side.CENTRE),)
        assert "█ low back (centre)" in screen_text(pilot)
        await pilot.press("space")
        assert body.sites == ()


async def test_both_sides_become_one_mark(running, until):
    async with running() as pilot:
        body = await focused_map(pilot, until)
        body._go_to(Region.KNEE, Side.LEFT)
        await pilot.press("space")
        body._go_to(Region.KNEE, Side.RIGHT)
        await pilot.press("space")
        assert body.sites == (Site(Region.KNEE, Side.BOTH),)
        await pilot.press("space")
        assert body.sites == (Site(Region.KNEE, Side.LEFT),)


async def test_a_key_flips_the_side_of_a_mark(running, until):
    async with running() as pilot:
        body = await focused_map(pilot, until)
        body._go_to(Region.BUTTOCK, Side.LEFT)
        await pilot.press("space", "s")
        assert body.sites == (Site(Region.BUTTOCK, Side.RIGHT),)
        await pilot.press("s")
        assert body.sites == (Site(Region.BUTTOCK, Side.BOTH),)
        await pilot.press("s")
        assert body.sites == (Site(Region.BUTTOCK, Side.LEFT),)


async def test_digits_give_a_place_its_own_score(running, until):
    async with running() as pilot:
        body = await focused_map(pilot, until)
        await pilot.press("1", "0")
        assert body.sites == (Site(Region.LOW_BACK, Side.CENTRE, 10),)
        assert body.field_text == "low-back:centre:10"


async def test_a_place_is_never_marked_twice(running, until):
    async with running() as pilot:
        body = await focused_map(pilot, until)
        for _ in range(3):
            for key in ("space", "s", "right", "space", "s", "down", "space", "s", "left"):
                await pilot.press(key)
        marks = [(site.region, site.side) for site in body.sites]
        assert len(set(marks)) == len(marks)
        for site in body.sites:
            sides = {s.side for s in body.sites if s.region is site.region}
            assert Side.BOTH not in sides or sides <= {Side.BOTH, Side.CENTRE}
