"""The stylesheet parses a source once, and anew when the theme changes; screens and their rules."""

from __future__ import annotations

from screen_reading import screen_text
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.widget import Widget

from journal.ui.screens.exercises import ExercisesScreen
from journal.ui.screens.history import HistoryScreen
from journal.ui.stylesheet import KeptStylesheet


class Pane(Widget):
    """What the rules are for."""


def color(sheet: Stylesheet) -> str:
    pane = Pane()
    sheet.apply(pane)
    return pane.styles.color.hex


def test_a_source_is_parsed_once_for_all_screens() -> None:
    sheet = KeptStylesheet(variables={"accent": "#ff0000"})
    sheet.add_source("Pane { color: $accent; }", ("a.tcss", ""))
    first = sheet.rules
    sheet.set_variables({"accent": "#ff0000"})
    sheet.add_source("Pane { background: $accent; }", ("b.tcss", ""))
    sheet.reparse()
    assert len(sheet.rules) == len(first) + 1
    assert sheet.rules[0] is first[0]


def test_another_theme_gives_other_rules() -> None:
    sheet = KeptStylesheet(variables={"accent": "#ff0000"})
    sheet.add_source("Pane { color: $accent; }", ("a.tcss", ""))
    assert color(sheet) == "#FF0000"
    sheet.set_variables({"accent": "#00ff00"})
    sheet.reparse()
    assert color(sheet) == "#00FF00"


async def test_a_new_screen_does_not_have_the_one_in_view_styled_anew(
    running, until, monkeypatch
) -> None:
    async with running() as pilot:
        today = pilot.app.screen
        await until(pilot, lambda: "Nothing yet" in screen_text(pilot))
        styled = []
        apply = KeptStylesheet.apply

        def noted(sheet, node, **more):
            styled.append(node)
            apply(sheet, node, **more)

        monkeypatch.setattr(KeptStylesheet, "apply", noted)
        await pilot.press("h")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await until(pilot, lambda: any(node is pilot.app.screen for node in styled))
        assert not [node for node in styled if today in node.ancestors_with_self]
        # Its own rules are in force all the same.
        await until(pilot, lambda: pilot.app.screen.query_one("#panes").styles.height.value == 1)


async def test_a_screens_ground_is_drawn_in_its_colour_and_without_colours_in_none(
    running, until, monkeypatch
) -> None:
    async with running(size=(80, 24)) as pilot:
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExercisesScreen))
        screen = pilot.app.screen
        line = screen.render_lines(Region(0, 0, 80, 24))[23]
        background = screen.styles.background.rich_color
        assert [segment.style.bgcolor for segment in line] == [background]
        assert line.cell_length == 80
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(size=(80, 24)) as pilot:
        line = pilot.app.screen.render_lines(Region(0, 0, 80, 24))[23]
        (segment,) = line
        shade = segment.style.bgcolor.get_truecolor()
        assert shade.red == shade.green == shade.blue
