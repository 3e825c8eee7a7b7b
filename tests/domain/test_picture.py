"""A figure with its words: the label's place, and the two still pictures."""

from __future__ import annotations

import pytest

from journal.content.figures import load_figures
from journal.domain.figure import Movement
from journal.domain.picture import Picture, still_lines, still_pictures, stills_of
from journal.domain.stage import Layer, Stage

FIGURES = load_figures()
ISOMETRIC = {"glute-squeeze", "hip-flexion-isometric"}
"""Nearly nothing moves in them; arrows show where the force goes."""
SIZES = [(24, 8), (28, 10), (40, 16), (60, 22)]

every_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


@every_figure
@pytest.mark.parametrize("size", SIZES)
def test_every_moment_has_its_label_and_fills_its_room(figure, size):
    picture = Picture(figure, *size)
    columns = set()
    for part in (0, 0.3, 0.5, 1):
        lines = picture.lines(part)
        assert len(lines) == size[1]
        assert {len(line.text) for line in lines} == {len(line.layers) for line in lines}
        assert {len(line.text) for line in lines} == {size[0]}
        columns.add(lines[0].text.index(figure.label))
        assert (figure.label in "".join(line.text for line in lines[1:])) is False
        runs = {layer: (start, end) for start, end, layer in lines[0].runs()}
        start, end = runs[Layer.WORDS]
        assert end - start == len(figure.label)
    assert len(columns) == 1


def test_without_words_their_place_is_blank():
    picture = Picture(FIGURES["bridge"], 40, 16)
    with_words, without = picture.lines(0), picture.lines(0, words=False)
    assert with_words[0].text.replace("from the side", " " * 13) == without[0].text
    assert with_words[1:] == without[1:]


def test_a_label_that_does_not_fit_is_left_out():
    lines = Picture(FIGURES["bridge"], 12, 6).lines(0)
    assert [line.text for line in lines] == Stage(FIGURES["bridge"], 12, 6).draw(0).text_rows()


@pytest.mark.parametrize(
    ("id", "words", "parts"),
    [
        ("bridge", ("start", "end"), (0, 1)),
        ("walking", ("start", "next"), (0, 0.25)),
        ("cat-cow", ("back up", "belly down"), (0.5, 1)),
        ("hip-rotation-drops", ("knee in", "knee out"), (0.5, 1)),
        ("lateral-band-walk", ("start", "step"), (0, 0.5)),
    ],
)
def test_still_pictures_are_the_moments_that_say_what_to_do(id, words, parts):
    figure = FIGURES[id]
    first, second = still_pictures(figure, 28, 10)
    assert (first[-1].text.strip(), second[-1].text.strip()) == words
    assert len(first) == len(second) == 11
    picture = Picture(figure, 28, 10)
    assert first[:-1] == picture.lines(parts[0])
    assert second[:-1] == picture.lines(parts[1], words=False)


@every_figure
def test_still_pictures_are_seen_to_differ(figure):
    dots = [
        Stage(figure, 40, 16, still.mirrored).draw(still.pose / figure.ways).dots()
        for still in stills_of(figure)
    ]
    assert len(dots[0] ^ dots[1]) > (30 if figure.id in ISOMETRIC else 80)


def test_both_sides_of_knee_rolls_are_shown():
    figure = FIGURES["knee-rolls"]
    knee, hip = (Movement(figure).at(1)[joint] for joint in ("right_knee", "pelvis"))
    for still, down in zip(stills_of(figure), (True, False), strict=True):
        stage = Stage(figure, 28, 10, still.mirrored)
        (x, y), (hip_x, hip_y) = stage.dot(knee), stage.dot(hip)
        assert x > hip_x + 5
        assert (y > hip_y + 3, y < hip_y - 3) == (down, not down)


def test_still_pictures_of_the_other_side_are_mirrored():
    figure = FIGURES["step-up"]
    start, _ = still_pictures(figure, 28, 10, flipped=True)
    assert (
        start[:-1]
        == Picture(figure, 28, 10, flipped=True).lines(0)
        != Picture(figure, 28, 10).lines(0)
    )


@every_figure
@pytest.mark.parametrize("size", [(24, 8), (80, 20), (30, 40)])
def test_stills_lie_however_they_are_larger(figure, size):
    width, height = size
    lines = still_lines(figure, *size)
    assert {len(line.text) for line in lines} == {width}
    assert len(lines) in (height, height // 2 * 2)
    words = [still.word for still in stills_of(figure)]
    together = any(all(word[: width // 2] in line.text for word in words) for line in lines)
    beside = Stage(figure, width // 2, height - 1).scale
    below = Stage(figure, width, height // 2 - 1).scale
    assert together == (beside >= below)


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (9, 1)])
def test_no_room_is_no_picture(size):
    assert still_lines(FIGURES["bridge"], 1, 1) == []
    assert len(still_lines(FIGURES["bridge"], *size)) <= size[1]
