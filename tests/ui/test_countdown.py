"""The count of a session: digits of blocks, as large as there is room for."""

from __future__ import annotations

import pytest
from textual.app import App

from journal.ui.widgets.countdown import SHAPES, Countdown, block_lines


def test_each_sign_is_its_own_and_all_digits_are_as_wide() -> None:
    drawn = {sign: "\n".join(block_lines(sign, 1, 2)) for sign in SHAPES}
    assert len(set(drawn.values())) == len("0123456789:")
    assert {len(line) for sign in "0123456789" for line in block_lines(sign, 1, 2)} == {6}


def test_a_square_is_drawn_in_half_rows() -> None:
    assert block_lines("1", 1, 2) == ["▄▄██  ", "  ██  ", "▀▀▀▀▀▀"]
    assert block_lines("4:1", 2, 4)[0] == "████    ████                ████    "
    assert [len(block_lines("8", size, 2)) for size in (1, 2, 3)] == [3, 5, 8]


class Shown(App[None]):
    def __init__(self, height: int) -> None:
        super().__init__()
        self.count = Countdown()
        self.count.styles.height = height

    def compose(self):
        yield self.count


@pytest.mark.parametrize(
    ("width", "height", "value", "size", "columns"),
    [
        *[(30, 3, "21", 1, 2), (30, 5, "21", 2, 4), (27, 5, "21", 1, 2), (60, 8, "21", 3, 6)],
        *[(30, 5, "4:32", 1, 2), (21, 3, "9:59", 1, 1), (30, 3, "10:00", 1, 1)],
    ],
)
async def test_they_are_the_largest_that_fit(width, height, value, size, columns):
    app = Shown(height)
    async with app.run_test(size=(width, 20)) as pilot:
        app.count.value = value
        await pilot.pause()
        assert app.count.render() == "\n".join(block_lines(value, size, columns))


async def test_where_there_is_no_room_for_blocks_no_digit_is_cut():
    app = Shown(3)
    async with app.run_test(size=(11, 20)) as pilot:
        app.count.value = "9:59"
        await pilot.pause()
        assert app.count.render() == "9:59"


async def test_nothing_to_count_shows_nothing():
    app = Shown(3)
    async with app.run_test(size=(30, 20)):
        assert str(app.count.render()).strip() == ""
