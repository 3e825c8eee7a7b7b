"""The canvas of braille dots: which sign each cell holds, and which look."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.canvas import Canvas, Line


def test_every_dot_has_its_place_in_the_sign():
    for sign, (x, y) in zip("⠁⠂⠄⡀⠈⠐⠠⢀", [(c, r) for c in (0, 1) for r in range(4)], strict=True):
        canvas = Canvas(1, 1)
        canvas.dot(x, y)
        assert canvas.text_rows() == [sign]
        assert canvas.dots() == {(x, y)}


@given(x=st.floats(-1e4, 1e4), y=st.floats(-1e4, 1e4))
def test_dots_outside_are_left_out(x, y):
    canvas = Canvas(3, 2)
    canvas.dot(x, y)
    assert all(0 <= column < 6 and 0 <= row < 8 for column, row in canvas.dots())


def test_a_line_has_no_gaps():
    canvas = Canvas(10, 5)
    canvas.line([(0, 0), (19, 7), (3, 19)])
    dots = canvas.dots()
    assert {(0, 0), (19, 7), (3, 19)} <= dots
    assert {x for x, _ in dots} == set(range(20))
    assert {y for _, y in dots} == set(range(20))


def test_a_dashed_line_has():
    canvas = Canvas(10, 1)
    canvas.line([(0, 0), (19, 0)], dash=(1, 1))
    assert len(canvas.dots()) == 10


@pytest.mark.parametrize("width", [1, 2, 3])
@pytest.mark.parametrize("end", [(18, 10), (4, 10), (18, 19), (4, 1)])
def test_a_thick_line_keeps_its_width(width, end):
    canvas = Canvas(12, 6)
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
    canvas = Canvas(2, 1)
    canvas.dot(0, 0, 3)
    canvas.dot(1, 1, 1)
    canvas.dot(2, 0, 1)
    (line,) = canvas.lines()
    assert list(line.runs()) == [(0, 1, 3), (1, 2, 1)]


def test_what_is_cleared_loses_its_layer():
    canvas = Canvas(4, 2)
    canvas.disc(3, 3, 2, 5)
    canvas.clear(3, 3, 2)
    assert canvas.dots() == set()
    assert list(canvas.lines()[0].runs()) == []
    canvas.dot(3, 3, 1)
    assert list(canvas.lines()[0].runs()) == [(1, 2, 1)]
    canvas.clear(-20, 3, 4)


def test_a_small_disc_is_at_least_a_dot():
    canvas = Canvas(2, 1)
    canvas.disc(1.4, 1.4, 0.1)
    assert canvas.dots() == {(1, 1)}


@given(st.lists(st.tuples(st.integers(0, 13), st.integers(0, 11), st.integers(0, 5))))
def test_mirrored_is_the_exact_mirror(dots):
    canvas = Canvas(7, 3)
    for x, y, layer in dots:
        canvas.dot(x, y, layer)
    other = canvas.mirrored()
    assert other.dots() == {(13 - x, y) for x, y in canvas.dots()}
    assert other.mirrored().text_rows() == canvas.text_rows()
    assert other.mirrored().lines() == canvas.lines()
    for line, mirrored in zip(canvas.lines(), other.lines(), strict=True):
        runs = [(7 - end, 7 - start, layer) for start, end, layer in line.runs()]
        assert list(mirrored.runs()) == runs[::-1]


def test_blank_cells_end_no_run():
    canvas = Canvas(9, 1)
    for x, layer in ((2, 2), (8, 2), (12, 1), (16, 2)):
        canvas.dot(x, 0, layer)
    assert canvas.text_rows() == [" ⠁  ⠁ ⠁ ⠁"]
    assert list(canvas.lines()[0].runs()) == [(1, 5, 2), (6, 7, 1), (8, 9, 2)]


def test_letters_stand_over_cells_with_a_look_of_their_own():
    line = Line.of_text("abcdef", 1).with_text("XY", 2, 3)
    assert line.text == "abXYef"
    assert list(line.runs()) == [(0, 2, 1), (2, 4, 3), (4, 6, 1)]
    assert list(Line.of_text("  ", 4).runs()) == []
