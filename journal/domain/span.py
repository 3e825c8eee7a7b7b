"""How much time the trends look at, and steps through it."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec


class Span(msgspec.Struct, frozen=True):
    """A stretch of `days` (1-), or all there are where it is None."""

    label: str
    days: int | None


SPANS = (
    Span("14 days", 14),
    Span("30 days", 30),
    Span("90 days", 90),
    Span("Year", 365),
    Span("All", None),
)


def begin(span: Span, last: date, earliest: date) -> date:
    """The first day of the span that ends with `last`; of all it is `earliest`, at most `last`."""
    if span.days is None:
        return min(earliest, last)
    return last - timedelta(days=span.days - 1)


def step(span: Span, last: date, way: int, earliest: date, today: date) -> date:
    """The last day after `way` steps of a whole span, -1 for back and 1 for on.

    It stays where it is rather than go to a span that ends before `earliest`; beyond `today` it
    does not go. All there is has nowhere to go.
    """
    if span.days is None:
        return last
    target = min(last + timedelta(days=way * span.days), today)
    return target if target >= min(earliest, today) else last
