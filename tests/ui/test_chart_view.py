"""The chart on the screen: its cursor, what it sends, and that it is drawn when it should be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from journal.domain.chart import Layer
from journal.domain.columns import Series
from journal.domain.diary import Day, Rolling
from journal.domain.markers import Marker, MarkerKind
from journal.ui.themes import DARK, LIGHT
from journal.ui.widgets.chart import Chart

TODAY = date(2026, 3, 14)
"""A Saturday."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def series(days: int, every: int = 1, back: int = 0) -> Series:
    """The days up to so many ago, logged every so many days."""
    last = ago(back)
    dates = [last - timedelta(days=n) for n in reversed(range(days))]
    logged = dates[::-every][::-1]
    return Series(
        dates[0],
        last,
        tuple([Day(day, (n * 3) % 11, 10, 0, 2) for n, day in enumerate(logged)]),
        tuple([Rolling(day, (n * 3) % 11, 7) for n, day in enumerate(logged)]),
        (Marker(last, MarkerKind.EVENT, "slip [b]here[/b]"),),
    )


class Shown(App[None]):
    """A chart as large as the screen, but for a line above it."""

    CSS = "Chart { height: 1fr; }"

    def __init__(self, shown: Series | None, border: bool = False) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.chart = Chart(shown)
        self.border = border
        self.said: list[tuple[str, date]] = []

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("above")
            yield self.chart

    def on_mount(self) -> None:
        if self.border:
            self.chart.styles.border = ("round", "white")
            self.chart.styles.padding = (1, 2)
        self.chart.focus()

    def on_day_cursor_moved(self, message: Chart.Moved) -> None:
        self.said.append(("moved", message.day))

    def on_day_cursor_opened(self, message: Chart.Opened) -> None:
        self.said.append(("opened", message.day))


def screen_text(app: Shown) -> list[str]:
    """What is on the screen, as the terminal has it."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def content(app: Shown) -> list[str]:
    """What the chart draws."""
    return [app.chart.render_line(y).text for y in range(app.chart.size.height)]


def colours(app: Shown) -> set[str]:
    return {
        segment.style.color.name
        for strip in app.screen._compositor.render_strips()[1:]
        for segment in strip
        if segment.text.strip() and segment.style and segment.style.color
    }


def cursor_cells(app: Shown) -> set[int]:
    return {x for line in screen_text(app)[1:] for x, sign in enumerate(line) if sign == "│"}


async def test_arrows_go_from_day_to_day_and_say_so():
    app = Shown(series(30))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "left", "right")
        assert app.said == [("moved", ago(1)), ("moved", ago(2)), ("moved", ago(1))]
        await pilot.press("enter")
        assert app.said[-1] == ("opened", ago(1))


async def test_the_cursor_stays_in_range():
    app = Shown(series(30))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "pagedown", "end")
        assert app.said == []
        assert app.chart.day == TODAY
        await pilot.press("home")
        assert app.chart.day == ago(29)
        await pilot.press("left", "pageup", "home")
        assert app.said == [("moved", ago(29))]
        app.chart.day = ago(400)
        assert app.chart.day == ago(29)
        app.chart.day = TODAY + timedelta(days=3)
        assert app.chart.day == TODAY


async def test_pages_are_weeks_of_days_and_longer_stretches_of_longer_columns():
    app = Shown(series(30))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pageup")
        assert app.chart.day == ago(7)
        app.chart.series = series(3653)
        await pilot.press("end", "pageup")
        assert app.chart.day == date(2025, 3, 31)
        await pilot.press("pagedown")
        assert app.chart.day == TODAY


async def test_of_a_longer_column_the_last_logged_day_is_meant():
    app = Shown(series(365, every=5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left")
        (_, day) = app.said[-1]
        logged = [known.day for known in app.chart.series.days]
        assert day in logged
        assert not any(day < other <= date(2026, 3, 8) for other in logged)
        await pilot.press("enter")
        assert app.said[-1] == ("opened", day)


async def test_a_day_is_read_out_as_it_was_written():
    app = Shown(series(14))
    async with app.run_test(size=(80, 24)):
        words = app.chart.words(TODAY)
        assert words.startswith("Sat 14 March: 6.0 on average (0 to 10), 2 entries; 7-day average")
        assert words.endswith("slip [b]here[/b]")
        assert app.chart.says == "each column is a day"
        app.chart.series = series(365)
        assert app.chart.words(TODAY).startswith("9 to 14 March 2026:")
        assert app.chart.says == "each column is a week"


async def test_the_cursor_is_seen_where_it_is_and_nowhere_else():
    for border in (False, True):
        app = Shown(series(14, every=3), border)
        async with app.run_test(size=(80, 24)) as pilot:
            for key in ("left", "left", "pageup", "right", "home", "end"):
                await pilot.press(key)
                plot = app.chart.plot
                assert plot is not None
                cell = plot.cell(plot.at(app.chart.day))
                left, top = app.chart.content_region.offset
                shown = screen_text(app)[top : top + app.chart.size.height]
                assert [line[left : left + app.chart.size.width] for line in shown] == content(app)
                edges = {0, 79} if border else set()
                assert cursor_cells(app) - edges == {left + cell}


async def test_only_from_column_to_column_is_drawn_again_when_the_cursor_moves(monkeypatch):
    app = Shown(series(30))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left")
        await pilot.pause()
        sent = []
        monkeypatch.setattr(app, "_display", lambda _, update: sent.append(update))
        drawn = app.chart.plot
        await pilot.press("left")
        spans = [span for update in sent if update for span in update.spans]
        assert len(spans) == drawn.rows
        columns = drawn.at(ago(2)), drawn.at(ago(1))
        assert {span[1:] for span in spans} == {
            (drawn.cell(columns[0]), drawn.cell(columns[1]) + 1)
        }
        assert app.chart.plot is drawn


async def test_without_focus_there_is_no_cursor():
    app = Shown(series(14))
    async with app.run_test(size=(80, 24)) as pilot:
        assert cursor_cells(app)
        app.set_focus(None)
        await pilot.pause()
        assert not cursor_cells(app)


async def test_a_click_takes_the_cursor_there_and_a_second_one_opens_the_day():
    app = Shown(series(30), border=True)
    async with app.run_test(size=(80, 24)) as pilot:
        plot = app.chart.plot
        x = plot.cell(10) + app.chart.content_region.x
        await pilot.click(offset=(x, 8))
        assert app.said == [("moved", ago(19))]
        await pilot.click(offset=(x, 8), times=2)
        assert app.said[-1] == ("opened", ago(19))


async def test_another_range_keeps_the_day_where_it_can():
    app = Shown(series(90))
    async with app.run_test(size=(80, 24)) as pilot:
        app.chart.day = ago(10)
        app.chart.series = series(30)
        await pilot.pause()
        assert app.chart.day == ago(10)
        app.chart.series = series(30, back=40)
        await pilot.pause()
        assert app.chart.day == ago(40)
        assert "│" in "".join(content(app))


async def test_it_is_drawn_anew_for_another_size():
    app = Shown(series(365))
    async with app.run_test(size=(120, 40)) as pilot:
        for size in ((80, 24), (60, 20), (40, 12), (14, 6), (5, 3), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = content(app)
            assert all(len(line) == size[0] for line in lines)
            assert len(lines) >= size[1] - 1
            await pilot.press("left", "right")
        assert app.chart.day == TODAY


async def test_without_a_series_it_is_empty_and_keys_do_nothing():
    app = Shown(None)
    async with app.run_test(size=(60, 20)) as pilot:
        assert set("".join(content(app))) == {" "}
        await pilot.press("left", "pageup", "home", "enter")
        await pilot.click(offset=(10, 10))
        assert app.said == []
        assert app.chart.words(TODAY) == app.chart.says == ""
        app.chart.series = series(14)
        await pilot.pause()
        assert app.chart.day == TODAY
        assert "│" in "".join(content(app))
        app.chart.series = None
        await pilot.pause()
        assert set("".join(content(app))) == {" "}


async def test_one_day_alone_can_be_looked_at():
    app = Shown(series(1))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("left", "right", "pageup", "home", "end", "enter")
        assert app.said == [("opened", TODAY)]


async def test_another_theme_gives_it_its_colours():
    app = Shown(series(30))
    async with app.run_test(size=(80, 24)) as pilot:
        before = colours(app)
        app.theme = LIGHT.name
        await pilot.pause()
        assert len(before) > 3
        assert not colours(app) & before


@pytest.mark.parametrize("days", [14, 365])
async def test_without_colours_line_and_band_differ_by_their_dots(days, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Shown(series(days))
    async with app.run_test(size=(120, 40)):
        plot = app.chart.plot
        signs: dict[int, list[int]] = {Layer.BAND: [], Layer.AVERAGE: []}
        for line in plot.lines[: plot.rows]:
            for sign, layer in zip(line.text, line.layers, strict=True):
                if layer in signs and sign > "\u2800":
                    signs[layer].append((ord(sign) - 0x2800).bit_count())
        hatched = signs[Layer.BAND].count(4) / len(signs[Layer.BAND])
        assert hatched > 0.5
        assert max(signs[Layer.AVERAGE]) > 4


def test_every_layer_has_a_look():
    assert list(Chart.LOOKS) == list(Layer)
