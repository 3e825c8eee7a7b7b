"""The figure on the screen: the canvas of dots, the stage, and the widget."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from journal.content.figures import load_figures
from journal.domain.figure import Figure, Pose, Prop
from journal.ui.themes import DARK
from journal.ui.widgets.braille import Braille
from journal.ui.widgets.figure import LOOKS, FigureView, Layer, Stage, arrowhead

FIGURES = load_figures()
BLANK = set(" ")


# The canvas


def plain(canvas: Braille) -> list[str]:
    return [row.plain for row in canvas.rows([""] * 6)]


def test_every_dot_has_its_place_in_the_sign():
    for sign, (x, y) in zip("⠁⠂⠄⡀⠈⠐⠠⢀", [(c, r) for c in (0, 1) for r in range(4)], strict=True):
        canvas = Braille(1, 1)
        canvas.dot(x, y)
        assert plain(canvas) == [sign]
        assert canvas.dots() == {(x, y)}


@given(x=st.floats(-1e4, 1e4), y=st.floats(-1e4, 1e4))
def test_dots_outside_are_left_out(x, y):
    canvas = Braille(3, 2)
    canvas.dot(x, y)
    assert all(0 <= column < 6 and 0 <= row < 8 for column, row in canvas.dots())


def test_a_line_has_no_gaps():
    canvas = Braille(10, 5)
    canvas.line([(0, 0), (19, 7), (3, 19)])
    dots = canvas.dots()
    assert {(0, 0), (19, 7), (3, 19)} <= dots
    assert {x for x, _ in dots} == set(range(20))
    assert {y for _, y in dots} == set(range(20))


def test_a_dashed_line_has():
    canvas = Braille(10, 1)
    canvas.line([(0, 0), (19, 0)], dash=(1, 1))
    assert len(canvas.dots()) == 10


@pytest.mark.parametrize("width", [1, 2, 3])
@pytest.mark.parametrize("end", [(18, 10), (4, 10), (18, 19), (4, 1)])
def test_a_thick_line_keeps_its_width(width, end):
    canvas = Braille(12, 6)
    canvas.thick([(4, 10), end], width=width)
    dots = canvas.dots()
    rows = [sum(y == row for _, y in dots) for row in range(24)]
    columns = [sum(x == column for x, _ in dots) for column in range(24)]
    across = columns if abs(end[0] - 4) > abs(end[1] - 10) else rows
    if end == (4, 10):
        assert sum(columns) == width
    else:
        assert set(across) == {0, width}


def test_a_cell_looks_like_its_highest_layer():
    canvas = Braille(2, 1)
    canvas.dot(0, 0, 3)
    canvas.dot(1, 1, 1)
    canvas.dot(2, 0, 1)
    (row,) = canvas.rows(["", "red", "", "blue"])
    assert [(span.start, span.end, span.style) for span in row.spans] == [
        (0, 1, "blue"),
        (1, 2, "red"),
    ]


def test_what_is_cleared_loses_its_layer():
    canvas = Braille(4, 2)
    canvas.disc(3, 3, 2, 5)
    canvas.clear(3, 3, 2)
    assert canvas.dots() == set()
    assert canvas.rows(["", "", "", "", "", "red"])[0].spans == []
    canvas.clear(-20, 3, 4)


def test_a_small_disc_is_at_least_a_dot():
    canvas = Braille(2, 1)
    canvas.disc(1.4, 1.4, 0.1)
    assert canvas.dots() == {(1, 1)}


@given(st.lists(st.tuples(st.integers(0, 13), st.integers(0, 11), st.integers(0, 5))))
def test_mirrored_is_the_exact_mirror(dots):
    canvas = Braille(7, 3)
    for x, y, layer in dots:
        canvas.dot(x, y, layer)
    other = canvas.mirrored()
    assert other.dots() == {(13 - x, y) for x, y in canvas.dots()}
    assert plain(other.mirrored()) == plain(canvas)
    looks = [str(n) for n in range(6)]
    assert [row.spans for row in other.mirrored().rows(looks)] == [
        row.spans for row in canvas.rows(looks)
    ]


# The stage


def figure(**changes):
    given = {
        "id": "any",
        "view": "side",
        "poses": (Pose(), Pose(trunk=130)),
        "planted": ("pelvis",),
        "working": ("neck",),
    }
    return Figure(**given | changes)


def cells(stage, part, layer):
    """The cells whose look is that of a layer."""
    looks = [str(int(each)) for each in Layer]
    return {
        (x, y)
        for y, row in enumerate(stage.draw(part).rows(looks))
        for span in row.spans
        if span.style == str(int(layer))
        for x in range(span.start, span.end)
    }


@pytest.mark.parametrize("id", FIGURES)
def test_flipped_is_the_exact_mirror(id):
    stage = Stage(FIGURES[id], 40, 16)
    for part in (0, 0.3, 1):
        plain_dots = stage.draw(part).dots()
        assert stage.draw(part, flipped=True).dots() == {(79 - x, y) for x, y in plain_dots}


@pytest.mark.parametrize("id", FIGURES)
def test_the_floor_is_there_but_not_from_above(id):
    shown = FIGURES[id]
    floor = cells(Stage(shown, 40, 16), 0, Layer.FLOOR)
    assert len({y for _, y in floor}) == (0 if shown.view == "top" else 1)


@pytest.mark.parametrize("id", FIGURES)
def test_what_works_is_accented_and_props_are_seen(id):
    shown = FIGURES[id]
    stage = Stage(shown, 40, 16)
    for part in (0, 0.5, 1):
        assert cells(stage, part, Layer.WORKING)
        assert not shown.props or cells(stage, part, Layer.PROP)


def test_a_band_follows_the_joint_it_is_tied_to():
    tied = figure(props=(Prop(kind="band", path=("neck", (60, 0, 0))),))
    stage = Stage(tied, 40, 16)
    assert cells(stage, 0, Layer.PROP) != cells(stage, 1, Layer.PROP)
    fixed = figure(props=(Prop(kind="line", path=((60, 0, 40), (60, 0, 0))),))
    stage = Stage(fixed, 40, 16)
    assert cells(stage, 0, Layer.PROP) == cells(stage, 1, Layer.PROP)


def test_what_works_is_wider_than_the_rest_so_that_it_needs_no_colour():
    for size in ((24, 8), (60, 22)):
        rests = Stage(figure(working=("right_hand",)), *size).draw(0).dots()
        works = Stage(figure(working=("right_hand", "right_knee")), *size).draw(0).dots()
        assert rests < works


def test_an_arrowhead_has_the_same_size_in_every_picture():
    for length in (5, 500):
        one, tip, other = arrowhead((0, 0), (length, 0))
        assert tip == (length, 0)
        assert (one, other) == ((length - 3, 3), (length - 3, -3))


def test_an_arm_beside_the_head_does_not_blot_it_out():
    stage = Stage(figure(), 60, 22)
    x, y = stage.dot(stage._movement.at(0)["head"])
    assert (round(x), round(y)) not in stage.draw(0).dots()


def test_a_lying_figure_is_in_the_middle_of_the_picture():
    stage = Stage(FIGURES["pelvic-tilt"], 40, 16)
    rows = [y for _, y in stage.draw(0).dots()]
    assert abs(min(rows) - (63 - max(rows))) <= 4


# The widget


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


def test_every_layer_has_a_look():
    assert len(LOOKS) == len(Layer)
