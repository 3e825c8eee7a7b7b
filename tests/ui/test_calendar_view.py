"""The calendar on the screen: a cursor by day and week."""

from __future__ import annotations

from datetime import date, timedelta

from textual.app import App, ComposeResult

from journal.domain.calendar import HEIGHT, Level
from journal.domain.columns import Series
from journal.domain.diary import Day
from journal.ui.themes import DARK, LIGHT
from journal.ui.widgets.calendar import Calendar

TODAY = date(2026, 3, 14)
"""A Saturday."""
FIRST = date(2025, 3, 10)
"""The Monday 52 weeks before its week."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def series(last: date = TODAY) -> Series:
    dates = [last - timedelta(days=n) for n in reversed(range(500))]
    days = [Day(day, n % 11, n % 11, n % 11, 1) for n, day in enumerate(dates) if n % 5]
    return Series(dates[0], last, tuple(days))


class Shown(App[None]):
    def __init__(self, shown: Series | None) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.calendar = Calendar(shown)
        self.said: list[tuple[str, date]] = []

    def compose(self) -> ComposeResult:
        yield self.calendar

    def on_mount(self) -> None:
        self.calendar.styles.border = ("round", "white")
        self.calendar.focus()

    def on_day_cursor_moved(self, message: Calendar.Moved) -> None:
        self.said.append(("moved", message.day))

    def on_day_cursor_opened(self, message: Calendar.Opened) -> None:
        self.said.append(("opened", message.day))


def screen_text(app: Shown) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


def cursor(app: Shown) -> date | None:
    """The day that the cursor is drawn on."""
    left, top = app.calendar.content_region.offset
    found = [
        (x - left, y - top)
        for y, line in enumerate(screen_text(app))
        for x, sign in enumerate(line)
        if sign == "◆"
    ]
    days = {app.calendar.year.day_at(*place) for place in found}
    assert len(days) < 2
    return days.pop() if days else None


async def test_arrows_go_by_weeks_and_days():
    app = Shown(series())
    async with app.run_test(size=(80, 24)) as pilot:
        for key, day in (
            ("left", ago(7)),
            ("up", ago(8)),
            ("pageup", ago(36)),
            ("down", ago(35)),
            ("right", ago(28)),
            ("pagedown", TODAY),
            ("home", FIRST),
            ("end", TODAY),
        ):
            await pilot.press(key)
            assert app.said[-1] == ("moved", day)
            assert cursor(app) == day
        await pilot.press("enter")
        assert app.said[-1] == ("opened", TODAY)


async def test_the_cursor_stays_in_the_year():
    app = Shown(series())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "down", "pagedown")
        assert app.said == []
        await pilot.press("home", "up", "left")
        assert app.said == [("moved", FIRST)]


async def test_where_a_year_has_no_room_it_goes_along_with_the_cursor():
    app = Shown(series())
    async with app.run_test(size=(40, 24)) as pilot:
        for key in ("pageup", "pageup", "pageup", "pageup", "pageup", "home", "down", "end"):
            await pilot.press(key)
            assert cursor(app) == app.calendar.day
        assert app.calendar.year.words.endswith("14 March 2026")


async def test_every_size_shows_it_whole():
    app = Shown(series())
    async with app.run_test(size=(80, 24)) as pilot:
        for width in (59, 60, 120, 200, 20, 6, 4):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert app.calendar.size.height == HEIGHT
            lines = [app.calendar.render_line(y).text for y in range(HEIGHT)]
            assert {len(line) for line in lines} == {app.calendar.size.width}
            await pilot.press("left")


async def test_only_two_days_are_drawn_again_when_the_cursor_moves(monkeypatch):
    app = Shown(series())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left")
        await pilot.pause()
        sent = []
        monkeypatch.setattr(app, "_display", lambda _, update: sent.append(update))
        await pilot.press("left")
        spans = [span for update in sent if update for span in update.spans]
        assert sum(end - start for _, start, end in spans) == 2


async def test_a_click_takes_the_cursor_there_and_a_second_one_opens_the_day():
    app = Shown(series())
    async with app.run_test(size=(120, 24)) as pilot:
        cell, row = app.calendar.year.place(ago(50))
        left, top = app.calendar.content_region.offset
        await pilot.click(offset=(left + cell, top + row))
        assert app.said == [("moved", ago(50))]
        await pilot.click(offset=(left + cell, top + row), times=2)
        assert app.said[-1] == ("opened", ago(50))
        await pilot.click(offset=(left, top))
        assert app.calendar.day == ago(50)


async def test_a_day_is_read_out():
    app = Shown(series())
    async with app.run_test(size=(80, 24)):
        assert app.calendar.words(TODAY) == "Sat 14 March: 4, 1 entry"
        assert app.calendar.words(ago(4)) == "Tue 10 March: not logged"
        assert app.calendar.year.words == "10 March 2025 to 14 March 2026"


async def test_another_year_keeps_the_cursor_in_it():
    app = Shown(series())
    async with app.run_test(size=(80, 24)) as pilot:
        app.calendar.series = series(ago(365))
        await pilot.pause()
        assert app.calendar.day == cursor(app) == ago(365)


async def test_without_a_series_it_is_empty_and_keys_do_nothing():
    app = Shown(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "home", "enter")
        await pilot.click(offset=(20, 4))
        assert app.said == []
        assert app.calendar.words(TODAY) == ""
        assert app.calendar.render_line(2).text.isspace()


async def test_another_theme_gives_it_its_colours():
    app = Shown(series())
    async with app.run_test(size=(80, 24)) as pilot:

        def colours() -> set[str]:
            strips = [app.calendar.render_line(y) for y in range(HEIGHT)]
            styles = [s.style for strip in strips for s in strip if s.text.strip()]
            return {style.color.name for style in styles if style and style.color}

        before = colours()
        app.theme = LIGHT.name
        await pilot.pause()
        assert len(before) > 4
        assert not colours() & before


def test_every_level_has_a_look():
    assert list(Calendar.LOOKS) == list(Level)
