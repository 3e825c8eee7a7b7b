"""How dark a place of the body is shaded: by the days on which it hurt, or by how much."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from journal.domain.pain_history import ENOUGH_DAYS
from journal.domain.places import PlaceDays
from journal.domain.severity import Severity, severity

SHADES = "░▒▓█"
"""From few to many, each denser than the one before."""
_MEANS = {Severity.MODERATE: "▒", Severity.SEVERE: "█"}


class Measure(StrEnum):
    """What the shade of a place stands for."""

    DAYS = "days"
    MEAN = "mean"


def shade(place: PlaceDays, measure: Measure, logged: int) -> str:
    """The sign of a place: by the quarter of the `logged` days, or by the band of its mean.

    The bands are those of the calendar: up to 3, 4 to 6, 7 to 10.
    """
    if measure is Measure.MEAN:
        return _MEANS.get(severity(place.mean), SHADES[0])
    quarter = (place.days * len(SHADES) - 1) // max(1, logged)
    return SHADES[max(0, min(quarter, len(SHADES) - 1))]


def in_order(places: Iterable[PlaceDays], measure: Measure) -> list[PlaceDays]:
    """The places of most days, or the sorest ones, first.

    By the mean, those of fewer than four days come after the others.
    """
    if measure is Measure.DAYS:
        return sorted(places, key=lambda p: (-p.days, -p.mean, p.region, p.side))
    return sorted(places, key=lambda p: (p.days < ENOUGH_DAYS, -p.mean, -p.days, p.region, p.side))


def table(places: Iterable[PlaceDays], measure: Measure) -> list[tuple[PlaceDays, str]]:
    """The places in order, each with its name and numbers in columns."""
    ordered = in_order(places, measure)
    width = max([len(place.words) for place in ordered], default=0)
    rows = []
    for place in ordered:
        days = f"{place.days:>4} {'day ' if place.days == 1 else 'days'}"
        mean = f"{place.mean:>5.1f}"
        numbers = f"{days} {mean}" if measure is Measure.DAYS else f"{mean}  {days}"
        rows.append((place, f"{place.words:<{width}}{numbers}".rstrip()))
    return rows


def scale(measure: Measure) -> str:
    """What the signs of `shade` mean, in 36 cells at the most."""
    if measure is Measure.DAYS:
        named = zip(SHADES, ("a few", "some", "many", "most days"), strict=True)
        return "  ".join(f"{sign} {words}" for sign, words in named)
    middle, high = _MEANS[Severity.MODERATE], _MEANS[Severity.SEVERE]
    return f"{SHADES[0]} up to 3  {middle} 4 to 6  {high} 7 to 10"


def says(measure: Measure, logged: int) -> str:
    """What the shades and the numbers of the table stand for."""
    if measure is Measure.DAYS:
        return f"Days it hurt, of {logged} logged; average"
    return f"Average; days it hurt, of {logged} logged"
