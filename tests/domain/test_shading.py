"""How dark the places of the body are, and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.body import Region, Side
from journal.domain.places import PlaceDays
from journal.domain.shading import SHADES, Measure, in_order, place_words, says, shade, table


def place(days: int, mean: float, region: Region = Region.KNEE) -> PlaceDays:
    return PlaceDays(region, Side.LEFT, days, mean)


@pytest.mark.parametrize(
    ("days", "sign"), [(1, "░"), (10, "░"), (11, "▒"), (20, "▒"), (21, "▓"), (31, "█"), (40, "█")]
)
def test_each_quarter_of_the_days_is_a_shade_darker(days, sign):
    assert shade(place(days, 4), Measure.DAYS, 40) == sign


@pytest.mark.parametrize(
    ("mean", "sign"), [(0.3, "░"), (3.4, "░"), (3.5, "▒"), (6.4, "▒"), (6.5, "█"), (10, "█")]
)
def test_the_mean_is_shaded_by_its_band(mean, sign):
    assert shade(place(3, mean), Measure.MEAN, 40) == sign


@given(st.integers(1, 4000), st.integers(0, 4000), st.sampled_from(list(Measure)))
def test_every_number_of_days_has_a_shade(days, logged, measure):
    assert shade(place(days, 5), measure, logged) in SHADES


def test_the_order_is_that_of_the_measure():
    often, sore = place(20, 2, Region.CALF), place(3, 8)
    assert in_order([sore, often], Measure.DAYS) == [often, sore]
    assert in_order([often, sore], Measure.MEAN) == [sore, often]


def test_a_place_is_said_with_the_days_that_it_rests_on():
    assert place_words(place(18, 4.56), 30) == "knee (left): 18 of 30 days, 4.6 on average"
    assert place_words(place(1, 4), 1) == "knee (left): 1 of 1 day, 4.0 on average"


def test_the_numbers_of_a_table_stand_below_each_other():
    places = [place(1, 10), place(318, 4.6, Region.LOW_BACK)]
    assert [text for _, text in table(places, Measure.DAYS)] == [
        "low back (left) 318 days   4.6",
        "knee (left)       1 day   10.0",
    ]
    assert [text for _, text in table(places, Measure.MEAN)] == [
        "knee (left)     10.0     1 day",
        "low back (left)  4.6   318 days",
    ]
    assert table([], Measure.DAYS) == []


def test_what_the_numbers_rest_on_is_said():
    assert "of 30 logged" in says(Measure.DAYS, 30)
    assert "of 1 logged" in says(Measure.MEAN, 1)
