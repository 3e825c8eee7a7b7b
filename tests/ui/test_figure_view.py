"""The widget that shows a figure on the screen."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Horizontal, ScrollableContainer
from textual.widgets import Static

from journal.content.figures import load_figures
from journal.domain.canvas import Canvas
from journal.domain.figure import Figure
from journal.domain.stage import Layer, Stage
from journal.ui.themes import DARK, LIGHT
from journal.ui.widgets.braille import strip_of
from journal.ui.widgets.figure import GREYS, LOOKS, MOMENTS, FigureView

FIGURES = load_figures()
BLANK = set(" ")


class Shown(App[None]):
    """One figure, as large as the screen."""

    CSS = "FigureView { width: 1fr; height: 1fr; }"

    def __init__(self, shown: Figure | None) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.view = FigureView(shown)

    def compose(self) -> ComposeResult:
        yield self.view


def text(app: Shown) -> list[str]:
    view = app.view
    return [strip.text for strip in view.render_lines(view.size.region)]


def drawn(app: Shown) -> int:
    """How many cells hold dots."""
    return sum("\u2800" < sign <= "\u28ff" for line in text(app) for sign in line)


@pytest.mark.parametrize("size", [(24, 8), (40, 16), (60, 22), (120, 40)])
async def test_it_is_drawn_at_every_size_with_its_view(size):
    app = Shown(FIGURES["bridge"])
    async with app.run_test(size=size):
        assert drawn(app) > 20
        assert sum("from the side" in line for line in text(app)) == 1
        assert all(len(line) == size[0] for line in text(app))


@pytest.mark.parametrize("id", FIGURES)
async def test_every_figure_is_drawn_in_the_smallest_room(id):
    app = Shown(FIGURES[id])
    async with app.run_test(size=(24, 8)):
        for part in (0.0, 0.5, 1.0):
            app.view.part = part
            assert drawn(app) > 20
            assert any(FIGURES[id].label in line for line in text(app))


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (8, 3), (80, 1)])
async def test_no_room_is_no_error(size):
    app = Shown(FIGURES["bridge"])
    async with app.run_test(size=size) as pilot:
        app.view.part = 0.7
        app.view.still = True
        await pilot.pause()
        assert len(text(app)) == size[1]


async def test_without_a_figure_it_is_empty():
    app = Shown(None)
    async with app.run_test(size=(40, 12)) as pilot:
        assert set("".join(text(app))) == BLANK
        app.view.part = 0.4
        app.view.still = True
        await pilot.pause()
        assert set("".join(text(app))) == BLANK


async def test_it_follows_its_part_its_side_and_its_figure():
    app = Shown(FIGURES["step-up"])
    async with app.run_test(size=(40, 16)) as pilot:
        seen = [text(app)]
        for name, value in (("part", 1.0), ("flipped", True), ("figure", FIGURES["bridge"])):
            setattr(app.view, name, value)
            await pilot.pause()
            seen.append(text(app))
        assert all(one != other for n, one in enumerate(seen) for other in seen[:n])


async def test_only_lines_that_differ_are_drawn_again(monkeypatch):
    app = Shown(FIGURES["prone-press-up"])
    async with app.run_test(size=(60, 22)) as pilot:
        asked = []
        monkeypatch.setattr(app.view, "refresh", lambda *regions, **_: asked.extend(regions))
        app.view.part = 0.3
        await pilot.pause()
        assert 0 < len(asked) < 15
        assert all(region.height == 1 for region in asked)
        asked.clear()
        app.view.part = 0.300001
        assert asked == []


async def test_what_is_on_the_screen_is_the_moment_that_was_set():
    app = Shown(FIGURES["side-lying-leg-raise"])
    async with app.run_test(size=(60, 22)) as pilot:
        for part in (0.2, 0.5, 0.9, 1.0, 0.4):
            app.view.part = part
            await pilot.pause()
            shown = [
                "".join(s.text for s in strip) for strip in app.screen._compositor.render_strips()
            ]
            assert [line.rstrip() for line in shown] == [line.rstrip() for line in text(app)]


@pytest.mark.parametrize(
    ("id", "words"), [("bridge", "end"), ("step-up", "end"), ("walking", "next")]
)
@pytest.mark.parametrize("size", [(24, 8), (60, 22), (30, 30)])
async def test_without_animation_start_and_end_stand_still(id, words, size):
    app = Shown(FIGURES[id])
    async with app.run_test(size=size) as pilot:
        app.view.still = True
        await pilot.pause()
        before = text(app)
        page = "\n".join(before)
        assert page.count("start") == 1
        assert page.count(words) == 1
        assert page.count("from the side") <= 1
        assert page.index("start") < page.index(words)
        app.view.part = 0.6
        await pilot.pause()
        assert text(app) == before
        assert drawn(app) > 20


async def test_still_pictures_are_laid_out_for_the_room_there_is():
    app = Shown(FIGURES["step-up"])
    async with app.run_test(size=(60, 16)) as pilot:
        app.view.still = True
        await pilot.pause()
        assert any("start" in line and "end" in line for line in text(app))
        app.view.figure = FIGURES["bridge"]
        await pilot.resize_terminal(40, 30)
        await pilot.pause()
        assert not any("start" in line and "end" in line for line in text(app))


async def test_it_is_drawn_anew_for_another_size():
    app = Shown(FIGURES["bridge"])
    async with app.run_test(size=(60, 22)) as pilot:
        large = drawn(app)
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert drawn(app) < large
        app.view.part = 1.0
        await pilot.pause()
        assert all(len(line) == 30 for line in text(app))


async def test_without_colours_what_works_is_bold(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Shown(FIGURES["side-lying-leg-raise"])
    async with app.run_test(size=(60, 22)):
        signs = {
            bold: sum(
                len(segment.text.strip())
                for strip in app.view.render_lines(app.view.size.region)
                for segment in strip
                if bool(segment.style and segment.style.bold) is bold
            )
            for bold in (True, False)
        }
        assert signs[True] > 10
        assert signs[False] > 10
        light: dict[bool, set[int]] = {True: set(), False: set()}
        for strip in app.view.render_lines(app.view.size.region):
            for segment in strip:
                if segment.text.strip(" \u2800") and segment.style and segment.style.color:
                    red, green, blue = segment.style.color.get_truecolor()
                    light[bool(segment.style.bold)].add(red + green + blue)
        assert min(light[True]) > max(light[False])


def test_every_layer_has_a_look():
    assert len(LOOKS) == len(GREYS) == len(Layer)


# What is kept


def screen_text(app: Shown) -> list[str]:
    """What is on the screen, as the terminal has it."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def colours(app: Shown) -> set[str]:
    """The colours of dots on the screen."""
    return {
        segment.style.color.name
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.text.strip() and segment.style and segment.style.color
    }


async def test_a_moment_is_drawn_once_however_often_it_comes_round(monkeypatch):
    app = Shown(FIGURES["walking"])
    drawn = []
    real = Stage.draw
    async with app.run_test(size=(60, 22)) as pilot:
        monkeypatch.setattr(Stage, "draw", lambda *given: drawn.append(given[1]) or real(*given))
        for _ in range(3):
            for part in (0.0, 0.2, 0.4, 0.6, 0.8, 0.99):
                app.view.part = part
                await pilot.pause()
        assert len(drawn) == len(set(drawn)) == 5
        app.view.figure = FIGURES["step-up"]
        await pilot.pause()
        assert len(drawn) > 5


async def test_a_whole_movement_is_no_more_than_so_many_pictures():
    app = Shown(FIGURES["bridge"])
    async with app.run_test(size=(24, 8)):
        for n in range(1001):
            app.view.part = n / 1000
        assert len(app.view._moments) == MOMENTS + 1
        app.view.part = 7.0
        app.view.part = -7.0
        assert len(app.view._moments) == MOMENTS + 1


async def test_the_movement_back_looks_as_the_movement_there():
    app = Shown(FIGURES["side-lying-leg-raise"])
    way = [n / 20 for n in range(21)]
    async with app.run_test(size=(60, 22)) as pilot:
        seen = {}
        for part in (*way, *reversed(way), *way):
            app.view.part = part
            await pilot.pause()
            shown = screen_text(app)
            assert seen.setdefault(part, shown) == shown
        assert len({tuple(page) for page in seen.values()}) > 10


async def test_another_theme_gives_every_moment_its_colours():
    app = Shown(FIGURES["bridge"])
    async with app.run_test(size=(60, 22)) as pilot:
        before = {}
        for part in (0.0, 0.5, 0.0):
            app.view.part = part
            await pilot.pause()
            before[part] = colours(app)
        app.register_theme(LIGHT)
        app.theme = LIGHT.name
        for part in (0.0, 0.5):
            app.view.part = part
            await pilot.pause()
            assert len(before[part]) > 2
            assert not colours(app) & before[part]


async def test_a_border_stays_round_the_moving_figure():
    app = Shown(FIGURES["bridge"])
    async with app.run_test(size=(60, 22)) as pilot:
        for part in (0.5, 0.0):
            app.view.part = part
            await pilot.pause()
        app.view.styles.border = ("round", "white")
        app.view.styles.padding = (1, 2)
        app.view.border_title = "Bridge"
        for part in (0.5, 0.0, 0.5, 0.0):
            app.view.part = part
            await pilot.pause()
            page = screen_text(app)
            assert page[0].startswith("╭─ Bridge ──")
            assert page[-1] == "╰" + "─" * 58 + "╯"
            assert all(line[0] + line[-1] == "││" for line in page[1:-1])
            assert page[1][1:-1].isspace()
            assert page[2:-2] == [f"│  {line}  │" for line in content(app)]


def content(app: Shown) -> list[str]:
    """The lines inside border and padding."""
    return [app.view.render_line(y).text for y in range(app.view.size.height)]


async def test_it_is_drawn_where_it_is_scrolled_to():
    class Scrolled(Shown):
        CSS = """
        ScrollableContainer { width: 30; height: 10; }
        FigureView { width: 40; height: 16; }
        """

        def compose(self) -> ComposeResult:
            with ScrollableContainer():
                yield self.view

    app = Scrolled(FIGURES["bridge"])
    async with app.run_test(size=(60, 22)) as pilot:
        for x, y in ((0, 0), (0, 4), (6, 6), (3, 6), (0, 0)):
            app.query_one(ScrollableContainer).scroll_to(x, y, animate=False)
            for part in (0.5, 1.0, 0.5):
                app.view.part = part
                await pilot.pause()
                shown = [line[:28] for line in screen_text(app)[:9]]
                assert shown == [line[x : x + 28] for line in content(app)[y : y + 9]]


def test_every_dot_has_the_style_of_its_layer_and_blanks_go_with_it():
    canvas = Canvas(6, 1)
    for x, layer in ((2, 1), (6, 2), (8, 2)):
        canvas.dot(x, 0, layer)
    styles = [Style(color=name) for name in ("white", "red", "blue")]
    (line,) = canvas.lines()
    segments = [(segment.text, segment.style) for segment in strip_of(line, styles)]
    assert segments == [(" ⠁ ", styles[1]), ("⠁⠁ ", styles[2])]
    blank = strip_of(Canvas(3, 1).lines()[0], styles)
    assert [(segment.text, segment.style) for segment in blank] == [("   ", styles[0])]


async def test_only_its_own_cells_are_sent_to_the_terminal(monkeypatch):
    class Beside(Shown):
        CSS = "Horizontal { height: 22; } FigureView { width: 40; height: 16; }"

        def compose(self) -> ComposeResult:
            yield Static("above")
            with Horizontal():
                yield Static("left", id="left")
                yield self.view

    app = Beside(FIGURES["step-up"])
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#left").styles.width = 20
        await pilot.pause()
        sent = []
        monkeypatch.setattr(app, "_display", lambda _, update: sent.append(update))
        for part in (0.4, 0.8):
            app.view.part = part
            await pilot.pause()
        spans = [span for update in sent if update for span in update.spans]
        assert spans
        region = app.view.region
        for y, start, end in spans:
            assert region.y <= y < region.bottom
            assert (region.x, region.right) == (start, end)
