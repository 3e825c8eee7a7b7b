"""How dark the places of the body are, and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.body import Region, Side
from journal.domain.places import PlaceDays
from journal.domain.shading import SHADES, Measure, in_order, says, scale, shade, table


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
    often, sore = place(20, 2, Region.CALF), place(4, 8)
    assert in_order([sore, often], Measure.DAYS) == [often, sore]
    assert in_order([often, sore], Measure.MEAN) == [sore, often]


def test_a_few_days_do_not_come_first_however_sore():
    often, rare, rarest = place(4, 1, Region.CALF), place(3, 8), place(1, 10, Region.FOOT)
    assert in_order([rare, rarest, often], Measure.MEAN) == [often, rarest, rare]
    assert in_order([rare, rarest, often], Measure.DAYS) == [often, rare, rarest]


@pytest.mark.parametrize("measure", list(Measure))
def test_the_scale_has_every_sign_that_is_drawn_from_few_to_many_and_fits_beside(measure):
    drawn = {shade(place(days, mean), measure, 10) for days in range(11) for mean in range(11)}
    shown = [sign for sign in scale(measure) if sign in SHADES]
    assert shown == sorted(drawn, key=SHADES.index)
    assert len(scale(measure)) <= 36


def test_the_scale_names_the_bands():
    assert scale(Measure.MEAN) == "░ up to 3  ▒ 4 to 6  █ 7 to 10"
    assert scale(Measure.DAYS) == "░ a few  ▒ some  ▓ many  █ most days"


def test_the_numbers_of_a_table_stand_below_each_other():
    places = [place(5, 10), place(318, 4.6, Region.LOW_BACK)]
    assert [text for _, text in table(places, Measure.DAYS)] == [
        "low back (left) 318 days   4.6",
        "knee (left)       5 days  10.0",
    ]
    assert [text for _, text in table(places, Measure.MEAN)] == [
        "knee (left)     10.0     5 days",
        "low back (left)  4.6   318 days",
    ]
    [(_, once)] = table([place(1, 4)], Measure.DAYS)
    assert once == "knee (left)   1 day    4.0"
    assert table([], Measure.DAYS) == []


def test_what_the_numbers_rest_on_is_said():
    assert "of 30 logged" in says(Measure.DAYS, 30)
    assert "of 1 logged" in says(Measure.MEAN, 1)
