"""Whether two daily series of one person go together, and by how much that can be chance.

Clinical sections 3.2 and 3.3: days that resemble the day before are not so many separate days,
and of several things tested one will look linked by luck alone. Series are plain sequences of
numbers, one per day in the order of the days; missing days are simply not in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, log, log1p, sqrt
from operator import mul

TINY = 1e-9
"""The share of a series' own size below which what is left of it is rounding."""


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """The sum of the products of two series of the same length."""
    total: float = sum(map(mul, a, b))
    return total


def basis(columns: Sequence[Sequence[float]]) -> list[list[float]]:
    """Unit series at right angles to each other that span `columns` (Gram-Schmidt).

    Columns that say nothing new are left out, so there can be fewer than were given.
    """
    found: list[list[float]] = []
    for column in columns:
        left = residuals(column, found)
        size = sqrt(dot(left, left))
        if size > TINY * sqrt(dot(column, column)):
            found.append([value / size for value in left])
    return found


def residuals(values: Sequence[float], removed: Sequence[Sequence[float]]) -> list[float]:
    """What is left of `values` when everything that `removed`, a basis, explains is taken off."""
    left = list(values)
    for unit in removed:
        share = dot(left, unit)
        left = [value - share * part for value, part in zip(left, unit, strict=True)]
    return left


def unexplained(values: Sequence[float], removed: Sequence[Sequence[float]]) -> list[float]:
    """As `residuals`, without the noise of rounding, which would be ranked like anything else.

    All zeros where `removed` explains everything.
    """
    size = sqrt(dot(values, values)) or 1.0
    return [round(value / size, 9) * size for value in residuals(values, removed)]


def slope(a: Sequence[float], b: Sequence[float]) -> float:
    """By how much b rises as a rises by one, both of mean 0; 0 where a is constant."""
    size = dot(a, a)
    return dot(a, b) / size if size > 0 else 0.0


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from 1 for the lowest; equal values share their mean rank."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or values[order[end]] != values[order[start]]:
            for place in order[start:end]:
                found[place] = (start + 1 + end) / 2
            start = end
    return found


def centred(values: Sequence[float]) -> list[float]:
    """The values with their mean taken off; an empty series stays empty."""
    middle = sum(values) / len(values) if values else 0.0
    return [value - middle for value in values]


def correlation(a: Sequence[float], b: Sequence[float]) -> float:
    """Pearson's r of two series of the same length, -1 to 1; 0 where one of them is constant."""
    a, b = centred(a), centred(b)
    size = sqrt(dot(a, a) * dot(b, b))
    return max(-1.0, min(1.0, dot(a, b) / size)) if size > 0 else 0.0


def autocorrelation(values: Sequence[float]) -> float:
    """How far each value resembles the one before it: lag-1 r, -1 to 1; 0 where constant."""
    values = centred(values)
    size = dot(values, values)
    return dot(values[1:], values[:-1]) / size if size > 0 else 0.0


def effective_days(days: float, a: float, b: float) -> float:
    """How many separate days `days` of two series are worth: 0 to `days`.

    `a` and `b` are the series' lag-1 autocorrelations, each -1 to 1 (Bartlett, clinical section
    3.2). Where one resembles the day before and the other swings to and fro, days could count
    as more than they are; here they never do.
    """
    product = max(0.0, a * b)
    return days * max(0.0, 1 - product) / (1 + product)


def p_value(r: float, days: float) -> float:
    """How often chance alone gives a correlation of `r` or stronger, either way: 0 to 1.

    `days` are effective ones; with two or fewer nothing can be told, and it is 1.
    """
    if days <= 2:
        return 1.0
    if abs(r) >= 1:
        return 0.0
    return t_tails(r * sqrt((days - 2) / (1 - r * r)), days - 2)


def t_tails(t: float, freedom: float) -> float:
    """The two tails of Student's t beyond `t`, with `freedom` (above 0) degrees of freedom."""
    return incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b); a and b above 0, x from 0 to 1."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    # The fraction is quick on this side of the mean only.
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for step in range(1, 300):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        change = 1.0
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            change = c * d
            value *= change
        if abs(change - 1) < 1e-14:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300


def holm(chances: Sequence[float]) -> list[float]:
    """The p-values of several tests, each 0-1, corrected for their number (Holm): 0 to 1.

    Below 0.05 it may be taken as a finding; all of them together then claim something that is
    not there in at most 5 % of people.
    """
    found = [0.0] * len(chances)
    highest = 0.0
    for place, index in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        highest = max(highest, min(1.0, (len(chances) - place) * chances[index]))
        found[index] = highest
    return found
