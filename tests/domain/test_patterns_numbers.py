"""The numbers behind "what goes with it": ranks, what is taken off, separate days, chance."""

from __future__ import annotations

from math import atan, isfinite, pi, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.correlation import (
    autocorrelation,
    basis,
    centred,
    correlation,
    dot,
    effective_days,
    holm,
    incomplete_beta,
    p_value,
    ranks,
    residuals,
    slope,
    t_tails,
    unexplained,
)

values = st.floats(-1e5, 1e5) | st.integers(0, 10).map(float)
series = st.lists(values, max_size=40)


@pytest.mark.parametrize(
    ("freedom", "t", "tails"),
    [
        (1, 12.706, 0.05),
        (1, 63.657, 0.01),
        (2, 4.303, 0.05),
        (5, 2.015, 0.10),
        (10, 2.228, 0.05),
        (10, 3.169, 0.01),
        (28, 2.048, 0.05),
        (30, 3.646, 0.001),
        (60, 1.671, 0.10),
        (120, 2.617, 0.01),
        (1_000_000, 1.960, 0.05),
    ],
)
def test_the_tails_of_t_are_those_of_the_tables(freedom: int, t: float, tails: float) -> None:
    assert t_tails(t, freedom) == pytest.approx(tails, rel=0.005)
    assert t_tails(-t, freedom) == t_tails(t, freedom)


@pytest.mark.parametrize("t", [0.0, 0.01, 0.3, 1.0, 2.5, 40.0])
def test_the_tails_of_t_are_those_of_the_formulas_there_are(t: float) -> None:
    assert t_tails(t, 1) == pytest.approx(1 - 2 * atan(t) / pi)
    assert t_tails(t, 2) == pytest.approx(1 - t / sqrt(2 + t * t))


def test_the_incomplete_beta_function_ends_at_nought_and_one() -> None:
    assert (incomplete_beta(2, 3, 0), incomplete_beta(2, 3, 1)) == (0, 1)
    assert incomplete_beta(1, 1, 0.3) == pytest.approx(0.3)
    assert incomplete_beta(2, 1, 0.3) == pytest.approx(0.09)
    assert incomplete_beta(5, 2, 0.9) == pytest.approx(1 - incomplete_beta(2, 5, 0.1))


def test_equal_values_share_their_rank() -> None:
    assert ranks([30, 10, 20]) == [3, 1, 2]
    assert ranks([5, 1, 5, 5]) == [3, 1, 3, 3]
    assert ranks([2, 2]) == [1.5, 1.5]
    assert ranks([]) == []


def test_a_correlation_of_ranks_is_spearmans() -> None:
    # 1 - 6 * (sum of squared rank differences) / (n * (n^2 - 1)) with differences 1, 1, 0, 1, 1
    a, b = [1, 2, 3, 4, 5], [20, 10, 30, 50, 40]
    assert correlation(ranks(a), ranks(b)) == pytest.approx(1 - 6 * 4 / (5 * 24))


def test_what_is_constant_goes_with_nothing() -> None:
    assert correlation([4, 4, 4], [1, 2, 3]) == 0
    assert autocorrelation([4, 4, 4]) == autocorrelation([]) == autocorrelation([3]) == 0
    assert slope([0, 0], [1, -1]) == 0
    assert correlation([], []) == 0


def test_days_that_resemble_the_one_before_are_seen() -> None:
    # Deviations -1.5 -0.5 0.5 1.5: (0.75 - 0.25 + 0.75) / 5
    assert autocorrelation([1, 2, 3, 4]) == pytest.approx(0.25)
    assert autocorrelation([1, -1] * 20) == pytest.approx(-39 / 40)


def test_the_example_of_the_clinical_file() -> None:
    assert effective_days(28, 0.6, 0.6) == pytest.approx(28 * 0.64 / 1.36)


def test_days_never_count_for_more_than_they_are() -> None:
    assert effective_days(28, -0.9, 0.9) == 28
    assert effective_days(28, 0.0, 0.9) == 28
    assert effective_days(28, -0.6, -0.6) == pytest.approx(28 * 0.64 / 1.36)
    assert effective_days(28, 1.0, 1.0) == 0
    assert effective_days(28, -1.0, 1.0) == 28


def test_chance_by_hand() -> None:
    # r = 0.6 on 18 days is t = 3 with 16 degrees of freedom.
    assert p_value(0.6, 18) == pytest.approx(0.00845, rel=0.01)
    assert p_value(-0.6, 18) == p_value(0.6, 18)
    assert p_value(0.0, 18) == 1
    assert (p_value(1.0, 18), p_value(-1.0, 18)) == (0, 0)
    assert p_value(0.9, 2) == p_value(1.0, 1.5) == 1


def test_several_tests_are_corrected_for_their_number() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.2]) == [0.2]
    assert holm([0.9, 0.8]) == [1, 1]
    assert holm([]) == []


def test_what_is_taken_off_leaves_nothing_of_itself() -> None:
    level, trend, noise = [1.0] * 5, [0.0, 1, 2, 3, 4], [0.0, 1, 0, -1, 0]
    removed = basis([level, trend, [2.0] * 5, noise])
    assert len(removed) == 3
    mixed = [7 + 3 * t - 2 * n for t, n in zip(trend, noise, strict=True)]
    assert residuals(mixed, removed) == pytest.approx([0] * 5, abs=1e-9)
    assert unexplained(mixed, removed) == [0] * 5


def test_what_is_left_is_what_regression_leaves() -> None:
    removed = basis([[1.0] * 4, [0.0, 1, 2, 3]])
    # The line through 1 3 2 6 is 0.9 + 1.4 t.
    assert residuals([1, 3, 2, 6], removed) == pytest.approx([0.1, 0.7, -1.7, 0.9])


def test_rounding_makes_no_ranks() -> None:
    removed = basis([[1.0] * 3, [0.1, 0.2, 0.3]])
    assert len(set(unexplained([0.3, 0.6, 0.9], removed))) == 1


def walk(rng: Random, days: int, again: float) -> list[float]:
    """A series without a drift in which each day resembles the one before."""
    found, value = [], rng.gauss(0, 1)
    for _ in range(days):
        found.append(value)
        value = again * value + sqrt(1 - again**2) * rng.gauss(0, 1)
    return found


def test_long_spells_do_not_make_chance_look_like_a_finding() -> None:
    rng = Random(5)
    counted = plain = 0
    for _ in range(300):
        a, b = (ranks(walk(rng, 90, 0.85)) for _ in range(2))
        r = correlation(a, b)
        separate = effective_days(90, autocorrelation(a), autocorrelation(b))
        counted += p_value(r, separate) < 0.05
        plain += p_value(r, 90) < 0.05
    assert counted <= 0.1 * 300
    assert plain > 0.3 * 300


@given(series)
def test_no_series_breaks_the_numbers(one: list[float]) -> None:
    other = list(reversed(one))
    again = autocorrelation(one), autocorrelation(other)
    assert all(-1.0000001 <= each <= 1.0000001 for each in again)
    r = correlation(ranks(one), ranks(other))
    assert -1 <= r <= 1
    separate = effective_days(len(one), *again)
    assert 0 <= separate <= len(one)
    assert 0 <= p_value(r, separate) <= 1
    assert sum(ranks(one)) == pytest.approx(len(one) * (len(one) + 1) / 2)


@given(st.lists(st.tuples(values, values, values), min_size=2, max_size=30))
def test_what_is_left_stands_at_right_angles_to_what_was_taken_off(
    rows: list[tuple[float, float, float]],
) -> None:
    a, b, c = (list(column) for column in zip(*rows, strict=True))
    removed = basis([[1.0] * len(a), a, b])
    left = residuals(c, removed)
    size = sqrt(dot(c, c)) or 1.0
    assert all(abs(dot(left, unit)) <= 1e-6 * size for unit in removed)
    assert sum(centred(c)) == pytest.approx(0, abs=1e-6 * size)


@given(st.lists(st.floats(0, 1), max_size=8))
def test_a_correction_never_lowers_a_chance(chances: list[float]) -> None:
    corrected = holm(chances)
    assert all(before <= after <= 1 for before, after in zip(chances, corrected, strict=True))
    order = sorted(range(len(chances)), key=chances.__getitem__)
    assert [corrected[index] for index in order] == sorted(corrected)


@given(st.floats(-1, 1), st.floats(0, 200), st.floats(-1, 1), st.floats(-1, 1))
def test_the_edges_of_separate_days(r: float, days: float, a: float, b: float) -> None:
    separate = effective_days(days, a, b)
    assert 0 <= separate <= days
    assert isfinite(p_value(r, separate))
    assert 0 <= p_value(r, separate) <= 1
