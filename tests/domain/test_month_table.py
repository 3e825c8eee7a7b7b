"""The months of the calendar in figures."""

from __future__ import annotations

from datetime import date

from journal.domain.change import Period
from journal.domain.trend_report import month_table


def month(first, logged, mean, worst=7, high=1):
    return Period(first, date(2026, 3, 14), 28, logged, logged, mean, worst, 1, high)


def test_the_latest_month_comes_first_and_names_its_days():
    months = [month(date(2026, 1, 1), 20, 3.25), month(date(2026, 2, 1), 28, 5.0, worst=10, high=3)]
    lines = month_table(months)
    assert lines[0].split() == ["Month", "average", "worst", "7+", "days", "days", "logged"]
    assert lines[1].split() == ["February", "2026", "5.0", "10", "3", "28", "of", "28"]
    assert lines[2].split() == ["January", "2026", "3.2", "7", "1", "20", "of", "28"]
    assert lines[3:] == ["7+ days: it reached 7 or more at its worst."]
    assert len({len(line) for line in lines[:3]}) == 1
    assert max(map(len, lines)) <= 52


def test_few_days_have_no_average_and_empty_months_no_row():
    few = month(date(2026, 2, 1), 3, None)
    none = Period(date(2026, 1, 1), date(2026, 1, 31), 31, 0, 0, None, None, None, 0)
    (_, line, _) = month_table([none, few])
    assert line.split() == ["February", "2026", "7", "1", "3", "of", "28"]
    assert month_table([none]) == []
