"""The chart of the pain: what is drawn where, and what stays empty."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from charted import DATA, Scores, columns_of, dots, logged, scored
from diaries import TODAY, ago, histories
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.canvas import Line
from journal.domain.chart import GUTTER, KINDS, SIGNS, SMALLEST, Layer, Plot
from journal.domain.columns import Series, Unit
from journal.domain.diary import diary_of
from journal.domain.markers import Marker, MarkerKind

SIZES = ((60, 12), (77, 17), (118, 36), (198, 54))


def row_of(plot: Plot, score: float) -> int:
    return round((10 - score) / 10 * (plot.rows * 4 - 1))


def rows(plot: Plot, number: int, *layers: Layer) -> set[int]:
    """The rows of dots that these layers take above a column."""
    start, end = plot.spans[number]
    return {y for x, y in dots(plot, *layers) if start <= x < end}


def lane(plot: Plot) -> str:
    return plot.lines[plot.rows].text[GUTTER:]


def year_of(seed: int, days: int) -> Series:
    """Days with a score or two each, one in ten not logged."""
    rng = Random(seed)
    some: dict[date, Scores] = {
        ago(n): None if rng.random() < 0.1 else (rng.randint(0, 10), rng.randint(0, 10))
        for n in range(days)
    }
    return logged(some, ago(days - 1), TODAY)


# The scale


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("days", [1, 14, 31, 90, 365, 3653])
def test_lines_are_as_wide_and_many_as_asked_for(size, days):
    plot = Plot(year_of(1, days), *size)
    assert len(plot.lines) == size[1]
    assert all(len(line.text) == len(line.layers) == size[0] for line in plot.lines)


@pytest.mark.parametrize("size", SIZES)
def test_the_scale_is_fixed_whatever_is_logged(size):
    calm, rough = Plot(scored(*[4] * 14), *size), Plot(scored(*[0, 10] * 7), *size)
    for plot in (calm, rough):
        named = {line.text[:GUTTER].strip(): y for y, line in enumerate(plot.lines)}
        assert named["10"] == 0
        assert named["0"] == plot.rows - 1
        assert len(named) > 3
        for score, y in named.items():
            assert score == "" or y == row_of(plot, int(score)) // 4
    assert dots(calm, Layer.AVERAGE) & {(x, row_of(calm, 4)) for x in range(200)}


@pytest.mark.parametrize(("score", "edge"), [(0, "bottom"), (10, "top")])
@pytest.mark.parametrize("days", [1, 3, 14, 90, 365, 3653])
@pytest.mark.parametrize("size", SIZES)
def test_all_zeros_and_all_tens_lie_at_the_edge(score, edge, days, size):
    plot = Plot(scored(*[score] * days), *size)
    found = {y for _, y in dots(plot, *DATA)}
    bottom = plot.rows * 4 - 1
    assert found <= ({bottom, bottom - 1, bottom - 2} if edge == "bottom" else {0, 1, 2})
    assert columns_of(plot, *DATA) == set(range(len(plot.columns)))


# Days apart


def test_each_of_31_days_can_be_told_from_the_next():
    plot = Plot(scored(*[(2, 8)] * 31), 77, 17)
    band = {x for x, _ in dots(plot, Layer.BAND)}
    assert all((start in band) + (end - 1 in band) < 2 for start, end in plot.spans)
    for start, end in plot.spans:
        assert band & set(range(start, end))


def test_a_band_goes_from_the_lowest_to_the_highest_of_its_day():
    plot = Plot(scored((2, 8), (3, 4, 9), 5), 77, 22)
    for number, (low, high) in enumerate([(2, 8), (3, 9)]):
        found = rows(plot, number, Layer.BAND)
        assert (min(found), max(found)) == (row_of(plot, high), row_of(plot, low))


def test_the_mean_of_each_day_is_a_dot_of_its_own():
    plot = Plot(scored((2, 8), (0, 3), (9, 10)), 77, 22)
    for number, mean in enumerate((5, 1.5, 9.5)):
        found = rows(plot, number, Layer.DAY)
        assert abs(sum(found) / len(found) - row_of(plot, mean)) <= 1
    assert columns_of(plot, Layer.DAY) == {0, 1, 2}


def test_a_dot_stays_above_its_own_day():
    for days in (14, 31, 53, 90, 200, 365):
        for at in (0, days // 2, days - 1):
            scores: list[Scores] = [None] * days
            scores[at] = 6
            plot = Plot(scored(*scores), 77, 17)
            assert columns_of(plot, *DATA) == {plot.at(ago(days - 1 - at))}


# Gaps


@pytest.mark.parametrize("days", [14, 31, 60, 120])
@pytest.mark.parametrize("size", SIZES)
def test_a_day_that_was_not_logged_stays_empty(days, size):
    rng = Random(days)
    scores = [None if rng.random() < 0.25 else rng.randint(0, 10) for _ in range(days)]
    plot = Plot(scored(*scores), *size)
    if plot.unit is Unit.DAY:
        held = {n for n, score in enumerate(scores) if score is not None}
        assert columns_of(plot, *DATA) == held


@pytest.mark.parametrize("size", SIZES)
def test_a_year_without_entries_stays_empty(size):
    days = {ago(n): n % 11 for n in range(3653) if not 1000 <= n < 1366}
    plot = Plot(logged(days, ago(3652), TODAY), *size)
    empty = {n for n, column in enumerate(plot.columns) if not column.logged}
    assert len(empty) >= 3
    assert columns_of(plot, *DATA) == set(range(len(plot.columns))) - empty


def test_no_line_leads_across_days_without_a_mean():
    plot = Plot(scored(*[5] * 7, *[None] * 10, *[5] * 3, *[6] * 4), 118, 30)
    line = columns_of(plot, Layer.AVERAGE)
    assert line == {3, 4, 5, 6, 20, 21, 22, 23}


def test_beside_a_gap_the_line_does_not_lean_to_the_other_side():
    plot = Plot(scored(*[8] * 7, *[None] * 20, *[1] * 7), 118, 30)
    for number, score in ((6, 8), (30, 1), (33, 1)):
        assert rows(plot, number, Layer.AVERAGE) == {row_of(plot, score), row_of(plot, score) + 1}


def test_the_line_has_no_holes_between_days_next_to_each_other():
    plot = Plot(scored(*[0, 10, 3, 9, 1, 10, 0, 7] * 10), 118, 30)
    line = dots(plot, Layer.AVERAGE)
    columns = {x: [y for at, y in line if at == x] for x in {x for x, _ in line}}
    assert set(columns) == set(range(min(columns), plot.spans[-1][1]))
    for x, ys in columns.items():
        assert max(ys) - min(ys) == len(ys) - 1
        following = columns.get(x + 1, ys)
        assert min(ys) <= max(following) + 1
        assert min(following) <= max(ys) + 1


def test_the_line_goes_through_the_7_day_means():
    series = scored(*[n % 11 for n in range(40)])
    plot = Plot(series, 118, 40)
    line = dots(plot, Layer.AVERAGE)
    for found in series.means:
        start, end = plot.spans[plot.at(found.day)]
        near = [y for x, y in line if x == (start + end - 1) // 2]
        assert min(near) - 1 <= row_of(plot, found.value) <= max(near) + 1


def test_the_line_is_not_hidden_by_the_band():
    plot = Plot(scored(*[(0, 10)] * 20), 77, 17)
    assert columns_of(plot, Layer.AVERAGE) == set(range(3, 20))


# Days together


@pytest.mark.parametrize(
    ("days", "size", "words"),
    [
        (200, (118, 36), "each column is a day"),
        (365, (77, 17), "each column is a week"),
        (365, (198, 54), "each column is a week"),
        (3653, (77, 17), "each column is a month"),
    ],
)
def test_it_says_what_a_column_is(days, size, words):
    plot = Plot(year_of(2, days), *size)
    assert plot.says == words
    if plot.unit is not Unit.DAY:
        assert f"average of each {plot.unit}" in "\n".join(plot.text_rows())


@pytest.mark.parametrize("size", SIZES)
def test_a_day_alone_in_ten_years_is_seen(size):
    for day in (ago(3652), ago(1800), TODAY):
        plot = Plot(logged({day: 6}, ago(3652), TODAY), *size)
        assert columns_of(plot, *DATA) == {plot.at(day)}
        assert columns_of(plot, Layer.DAY) == {plot.at(day)}
        assert columns_of(plot, Layer.AVERAGE) == set()


def test_nothing_logged_leaves_scale_and_dates():
    for days in (1, 14, 90, 365, 3653):
        plot = Plot(logged({}, ago(days - 1), TODAY), 77, 17)
        assert dots(plot, *DATA) == set()
        assert dots(plot, Layer.GRID)
        assert plot.ticks.upper


def test_a_dotted_line_goes_up_where_a_named_stretch_begins():
    for days in (90, 365, 3653):
        plot = Plot(logged({}, ago(days - 1), TODAY), 77, 17)
        grid = dots(plot, Layer.GRID)
        upright = {(cell * 2, y) for cell in plot.ticks.cells for y in range(1, plot.rows * 4, 4)}
        assert len(plot.ticks.cells) > 2
        assert upright <= grid
        level = {row_of(plot, score) for score in (0, 5, 10)}
        assert {y for _, y in grid - upright} == level


def test_two_hundred_entries_on_a_day_are_one_column():
    plot = Plot(scored(3, tuple(n % 11 for n in range(200)), 4), 77, 17)
    assert "5.0 on average (0 to 10), 200 entries" in plot.words(1)
    assert len(plot.columns) == 3
    assert (min(rows(plot, 1, Layer.BAND)), max(rows(plot, 1, Layer.BAND))) == (
        row_of(plot, 10),
        row_of(plot, 0),
    )


def test_the_29th_of_february_has_its_column():
    plot = Plot(scored(1, 9, 1, last=date(2024, 3, 1)), 77, 17)
    number = plot.at(date(2024, 2, 29))
    assert number == 1
    assert plot.words(number) == "Thu 29 February: 9, 1 entry"


@given(histories(400), st.integers(1, 400), st.integers(1, 130), st.integers(1, 45))
def test_any_diary_is_drawn_at_any_size(entries, days, width, height):
    diary = diary_of(entries)
    first = ago(days - 1)
    series = Series(first, TODAY, diary.days(first, TODAY), diary.week_means(first, TODAY))
    plot = Plot(series, width, height)
    assert [len(line.text) for line in plot.lines] == [width] * height
    for number in (0, len(plot.columns) - 1):
        assert 0 <= plot.cell(number) - GUTTER <= max(0, width - GUTTER - 1)
        cursor = [plot.with_cursor(y, number) for y in range(height)]
        assert [len(line.text) for line in cursor] == [width] * height
    if plot.has_room:
        held = {n for n, column in enumerate(plot.columns) if column.logged}
        seen = columns_of(plot, *DATA)
        assert seen == held or len(plot.columns) > plot.spans[-1][1]


# Markers


def marked(*found: tuple[int, MarkerKind], days: int = 14) -> Series:
    ranks = list(MarkerKind)
    markers = [Marker(ago(back), kind, "something") for back, kind in found]
    markers.sort(key=lambda marker: (marker.day, ranks.index(marker.kind)))
    return logged({TODAY: 4}, ago(days - 1), TODAY, *markers)


def test_a_marker_stands_below_its_day():
    for kind in MarkerKind:
        plot = Plot(marked((3, kind)), 77, 17)
        assert lane(plot).strip() == SIGNS[kind]
        assert lane(plot).index(SIGNS[kind]) == plot.cell(plot.at(ago(3))) - GUTTER


def test_of_several_in_one_column_that_which_tells_most_is_shown():
    kinds = [MarkerKind.MEDICATION, MarkerKind.EVENT, MarkerKind.SESSION]
    assert lane(Plot(marked(*[(3, kind) for kind in kinds]), 77, 17)).strip() == "▲"
    far = marked((1000, MarkerKind.MEDICATION), (1003, MarkerKind.STARTED), days=3653)
    assert lane(Plot(far, 77, 17)).strip() == "◆"


def test_signs_are_told_apart_by_shape():
    assert len(set(SIGNS.values())) == len(SIGNS) == len(MarkerKind)


def test_the_legend_names_the_signs_that_are_shown_and_no_others():
    text = "\n".join(Plot(marked((3, MarkerKind.SESSION)), 118, 20).text_rows())
    assert "○ session" in text
    assert "event" not in text
    covered = marked((3, MarkerKind.SESSION), (3, MarkerKind.EVENT))
    assert "session" not in "\n".join(Plot(covered, 118, 20).text_rows())


def test_words_of_the_legend_are_never_cut():
    series = marked(*[(n, kind) for n, kind in enumerate(MarkerKind)])
    whole = "7-day average|average|day|lowest to highest|range|event|started|check|session"
    whole += "|medication"
    for width in range(12, 130):
        for height in (12, 30):
            plot = Plot(series, width, height)
            below = plot.rows + 1 + 2
            for line in plot.text_rows()[below:]:
                words = [item.strip(" ⠶⠿⢕▲◆□○+") for item in line.split("  ") if item.strip()]
                assert set(words) <= set(whole.split("|"))


def legend(plot: Plot) -> str:
    """What stands below the dates."""
    below = plot.rows + 1 + 1 + bool(plot.ticks.lower)
    return "\n".join(plot.text_rows()[below:])


@pytest.mark.parametrize("days", [14, 365])
@pytest.mark.parametrize("number", range(1, 6))
def test_no_sign_that_is_drawn_is_missing_from_the_legend(days, number):
    step = days // 7
    kinds = list(enumerate(MarkerKind))[-number:]
    series = marked(*[(n * step, kind) for n, kind in kinds], days=days)
    for width in range(12, 130):
        for height in (10, 13, 14, 18):
            plot = Plot(series, width, height)
            assert plot.rows >= height // 2
            if width < 30 and height < 18:
                continue
            drawn = set(lane(plot)) - {" "}
            assert drawn
            words = {SIGNS[kind]: KINDS[kind] for kind in MarkerKind if SIGNS[kind] in drawn}
            assert all(f"{sign} {name}" in legend(plot) for sign, name in words.items())


def every_kind() -> Series:
    return marked(*[(n, kind) for n, kind in enumerate(MarkerKind)])


ALL_SIGNS = "▲ event  ◆ started  □ check  ○ session  + medication"


@pytest.mark.parametrize(
    ("size", "rows"),
    [
        ((118, 12), [f"⠶⠶ 7-day average  ⠿ day  ⢕⢕ lowest to highest  {ALL_SIGNS}"]),
        ((90, 12), [f"⠶⠶ 7-day average  ⠿ day  ⢕⢕ range  {ALL_SIGNS}"]),
        ((77, 12), [f"⠶⠶ average  ⠿ day  {ALL_SIGNS}"]),
        ((69, 12), [f"⠶⠶ average  {ALL_SIGNS}"]),
        ((60, 12), [ALL_SIGNS]),
        ((45, 12), ["⠶⠶ average  ⠿ day  ▲ event  ◆ started", "□ check  ○ session  + medication"]),
        ((77, 17), ["⠶⠶ 7-day average  ⠿ day  ⢕⢕ lowest to highest", ALL_SIGNS]),
        ((40, 17), ["⠶⠶ average  ⠿ day  ▲ event  ◆ started", "□ check  ○ session  + medication"]),
        ((24, 18), ["▲ event  ◆ started", "□ check  ○ session", "+ medication"]),
        ((77, 9), []),
    ],
)
def test_what_is_drawn_has_fewer_words_where_the_signs_need_the_room(size, rows):
    assert [line.strip() for line in legend(Plot(every_kind(), *size)).splitlines()] == rows


# The cursor


@given(st.integers(1, 4000), st.sampled_from(SIZES), st.integers(-10, 4010))
def test_every_day_has_its_column(days, size, back):
    plot = Plot(logged({}, ago(days - 1), TODAY), *size)
    column = plot.columns[plot.at(ago(back))]
    if 0 <= back < days:
        assert column.first <= ago(back) <= column.last
    else:
        assert column in (plot.columns[0], plot.columns[-1])


@pytest.mark.parametrize("days", [1, 14, 31, 53, 90, 365])
def test_the_cell_of_a_column_leads_back_to_it(days):
    plot = Plot(year_of(3, days), 118, 30)
    for number in range(len(plot.columns)):
        assert plot.number_at(plot.cell(number)) == number
    assert plot.number_at(0) == 0
    assert plot.number_at(500) == len(plot.columns) - 1


@pytest.mark.parametrize("days", [14, 90, 365, 3653])
def test_the_cursor_is_one_column_of_cells_and_hides_no_line(days):
    plot = Plot(year_of(4, days), 77, 17)
    for number in range(len(plot.columns)):
        cursor = [plot.with_cursor(y, number) for y in range(17)]
        changed = {
            cell
            for one, other in zip(cursor, plot.lines, strict=True)
            for cell in range(77)
            if one.text[cell] != other.text[cell]
        }
        assert changed == {plot.cell(number)}
        kept = [_average(one) for one in cursor] == [_average(other) for other in plot.lines]
        assert kept


def _average(line: Line) -> list[str]:
    signs = zip(line.text, line.layers, strict=True)
    return [sign for sign, layer in signs if layer == Layer.AVERAGE]


# As text


@pytest.mark.parametrize("days", [1, 14, 90, 365, 3653])
@pytest.mark.parametrize("size", SIZES)
def test_in_ascii_it_shows_the_same(days, size):
    series = year_of(5, days)
    plot = Plot(series, *size)
    plain, ascii = plot.text_rows(), plot.text_rows(ascii=True)
    assert "\n".join(ascii).isascii()
    signs = {Layer.BAND: ".", Layer.DAY: "*", Layer.AVERAGE: "#", Layer.GRID: "-"}
    for line, text, row in zip(plot.lines, plain, ascii, strict=True):
        assert len(text) == len(row) <= size[0]
        for sign, layer, shown in zip(line.text, line.layers, row, strict=False):
            if "\u2800" <= sign <= "\u28ff":
                assert shown == signs[Layer(layer)]


def test_markers_have_signs_in_ascii_too():
    rows = Plot(marked(*[(n, kind) for n, kind in enumerate(MarkerKind)]), 118, 30).text_rows(True)
    text = "\n".join(rows)
    assert text.isascii()
    assert "?" not in text
    for words in ("! event", "> started", "c check", "o session", "+ medication"):
        assert words in text


@pytest.mark.parametrize("size", [(1, 1), (SMALLEST[0] - 1, 30), (80, SMALLEST[1] - 1), (0, 0)])
def test_without_room_nothing_is_drawn(size):
    plot = Plot(year_of(6, 30), *size)
    assert "".join(plot.text_rows()).strip() == ""
    assert len(plot.lines) == size[1]


@pytest.mark.parametrize("height", range(4, 20))
def test_the_plot_has_most_of_the_height(height):
    plot = Plot(year_of(7, 30), 77, height)
    assert plot.rows >= height // 2
    assert any(text.strip() for text in plot.text_rows())
    assert plot.columns[-1].last == TODAY
    assert plot.columns[0].first == TODAY - timedelta(days=29)
