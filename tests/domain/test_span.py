"""How much time the trends look at, and steps through it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.span import SPANS, begin, step

TODAY = date(2026, 3, 14)
LONG_AGO = date(2016, 3, 1)
days = st.dates(date(2000, 1, 1), TODAY)


@pytest.mark.parametrize(("number", "expected"), [(0, 14), (1, 30), (2, 90), (3, 365)])
def test_a_span_holds_as_many_days_as_it_says(number, expected):
    first = begin(SPANS[number], TODAY, LONG_AGO)
    assert (TODAY - first).days + 1 == expected


def test_all_begins_with_the_earliest_day():
    assert begin(SPANS[-1], TODAY, LONG_AGO) == LONG_AGO
    assert begin(SPANS[-1], LONG_AGO, TODAY) == LONG_AGO


def test_a_step_back_ends_the_day_before_the_span_began():
    for span in SPANS[:-1]:
        back = step(span, TODAY, -1, LONG_AGO, TODAY)
        assert back == begin(span, TODAY, LONG_AGO) - timedelta(days=1)
        assert step(span, back, 1, LONG_AGO, TODAY) == TODAY


def test_no_step_goes_where_nothing_can_be():
    fortnight, everything = SPANS[0], SPANS[-1]
    assert step(fortnight, TODAY, -1, TODAY - timedelta(days=13), TODAY) == TODAY
    assert step(fortnight, TODAY, -1, TODAY - timedelta(days=14), TODAY) < TODAY
    assert step(fortnight, TODAY - timedelta(days=3), 1, LONG_AGO, TODAY) == TODAY
    assert step(everything, TODAY, -1, LONG_AGO, TODAY) == TODAY


@given(days, days, st.sampled_from(SPANS), st.sampled_from([-1, 1]))
def test_steps_never_leave_the_journal(last, earliest, span, way):
    target = step(span, last, way, earliest, TODAY)
    assert target == last or min(earliest, TODAY) <= target <= TODAY
