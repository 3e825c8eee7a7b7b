"""Upright bars on a canvas, and one canvas on top of another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journal.domain.bars import BarCanvas

ROWS = st.tuples(st.integers(0, 23), st.integers(0, 23)).map(sorted)


@given(st.integers(0, 7), ROWS)
def test_a_bar_sets_every_dot_between_its_ends(x, rows):
    top, bottom = rows
    canvas = BarCanvas(4, 6)
    canvas.bar(x, top, bottom, 3)
    assert canvas.dots() == {(x, y) for y in range(top, bottom + 1)}
    layers = [line.layers[x // 2] for line in canvas.lines()]
    assert layers == [3 if top // 4 <= y <= bottom // 4 else 0 for y in range(6)]


@given(st.integers(0, 7), ROWS)
def test_a_hatch_sets_every_second_dot_and_both_ends(x, rows):
    top, bottom = rows
    canvas = BarCanvas(4, 6)
    canvas.hatch(x, top, bottom, 3)
    chequered = {(x, y) for y in range(top, bottom + 1) if (x + y) % 2 == 0}
    assert canvas.dots() == chequered | {(x, top), (x, bottom)}


def test_bars_next_to_each_other_are_both_kept():
    canvas = BarCanvas(1, 2)
    canvas.bar(0, 1, 6)
    canvas.bar(1, 3, 3)
    canvas.bar(0, 0, 0)
    assert canvas.dots() == {(0, y) for y in range(7)} | {(1, 3)}


def test_a_cell_on_top_hides_the_one_below_and_a_blank_one_does_not():
    below, above = BarCanvas(2, 2), BarCanvas(2, 2)
    below.bar(0, 0, 7, 1)
    below.bar(2, 0, 7, 1)
    above.bar(1, 5, 5, 2)
    below.put_over(above)
    assert below.dots() == {(0, y) for y in range(4)} | {(1, 5)} | {(2, y) for y in range(8)}
    assert [list(line.layers) for line in below.lines()] == [[1, 1], [2, 1]]


@given(st.integers(0, 23), st.integers(0, 3))
def test_dotted_lines_go_all_the_way_across_and_down(y, cell):
    canvas = BarCanvas(4, 6)
    canvas.across(y, 2)
    assert canvas.dots() == {(0, y), (4, y)}
    assert [list(line.layers) for line in canvas.lines()][y // 4] == [2, 0, 2, 0]
    canvas.down(cell, 3)
    assert canvas.dots() == {(0, y), (4, y)} | {(cell * 2, row) for row in range(1, 24, 4)}
    assert {line.layers[cell] for line in canvas.lines()} == {3}
