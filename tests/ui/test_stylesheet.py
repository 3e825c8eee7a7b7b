"""The stylesheet parses a source once, and anew when the theme changes."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

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
