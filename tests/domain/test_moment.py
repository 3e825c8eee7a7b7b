"""Days and moments as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.moment import parse_day, parse_moment
from journal.domain.problem import FieldProblem

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 14)
NOW = datetime(2026, 3, 14, 18, 30, 5, 999, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("  TODAY ", TODAY),
        ("yesterday", date(2026, 3, 13)),
        ("0 days ago", TODAY),
        ("1 day ago", date(2026, 3, 13)),
        ("3  days  ago", date(2026, 3, 11)),
        ("14 days ago", date(2026, 2, 28)),
        ("2024-02-29", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
    ],
)
def test_a_day_by_its_name(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2026-02-29", "2025-13-01", "1899-12-31", "99999 days ago", "-1 days ago",
     "today 8:00", "2026-03-14T00:00", "14.03.2026", "2026-3-1", "٣ days", "20260314", "today\0"],
)  # fmt: skip
def test_a_day_that_cannot_be(text: str) -> None:
    with pytest.raises(FieldProblem) as caught:
        parse_day(text, TODAY, "from")
    assert caught.value.field == "from"
    assert "day" in caught.value.allowed or "YYYY" in caught.value.allowed


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("today", "2026-03-14T18:30:05+01:00"),
        ("2026-03-14", "2026-03-14T18:30:05+01:00"),
        ("yesterday", "2026-03-13T21:00:00+01:00"),
        ("3 days ago 8:05", "2026-03-11T08:05:00+01:00"),
        ("8:05", "2026-03-14T08:05:00+01:00"),
        ("2026-01-02 23:59:58", "2026-01-02T23:59:58+01:00"),
        ("2026-07-01 08:00", "2026-07-01T08:00:00+02:00"),
        ("2026-01-02T08:00:00-03:30", "2026-01-02T08:00:00-03:30"),
        ("2026-01-02 08:00z", "2026-01-02T08:00:00+00:00"),
        ("2026-01-02T08:00+0530", "2026-01-02T08:00:00+05:30"),
        ("2024-02-29 06:00", "2024-02-29T06:00:00+01:00"),
    ],
)
def test_a_moment_as_people_write_it(text: str, moment: str) -> None:
    assert parse_moment(text, NOW, BERLIN).isoformat() == moment


@pytest.mark.parametrize(
    "text",
    ["", "soon", "24:00", "8:60", "8", "today 8", "today z", "2026-01-01+01:00", "2026-02-30 8:00",
     "2026-01-02T08:00+25:00", "1899-12-31 12:00", "8:05 today", "2026-01-02  T08:00"],
)  # fmt: skip
def test_a_moment_that_cannot_be(text: str) -> None:
    with pytest.raises(FieldProblem) as caught:
        parse_moment(text, NOW, BERLIN)
    assert caught.value.field == "at"


def test_a_time_that_the_clock_change_skips_becomes_one_that_there_was() -> None:
    # Clocks in Berlin went from 02:00 to 03:00.
    moment = parse_moment("2025-03-30 02:30", NOW, BERLIN)
    assert moment.isoformat() == "2025-03-30T03:30:00+02:00"


def test_a_time_that_there_was_twice_is_the_first() -> None:
    moment = parse_moment("2025-10-26 02:30", NOW, BERLIN)
    assert moment.isoformat() == "2025-10-26T02:30:00+02:00"
    # With a zone instead of an offset, this moment would not equal its own copy read from JSON.
    assert msgspec.json.decode(msgspec.json.encode(moment), type=datetime) == moment


def test_an_offset_of_odd_seconds_is_rounded_as_json_can_hold_it() -> None:
    moment = parse_moment("1900-06-01 10:00", NOW, ZoneInfo("Europe/Amsterdam"))
    assert moment.replace(tzinfo=None).isoformat() == "1900-06-01T10:00:00"
    assert msgspec.json.decode(msgspec.json.encode(moment), type=datetime) == moment


def test_without_a_zone_the_machine_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        assert parse_moment("2026-01-02 08:00", NOW).isoformat() == "2026-01-02T08:00:00+05:30"
    finally:
        monkeypatch.undo()
        time.tzset()


@given(
    st.datetimes(datetime(1900, 1, 2), datetime(2026, 3, 13)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "UTC"]),
)
def test_a_local_time_keeps_its_face_unless_it_was_skipped(naive: datetime, zone: str) -> None:
    naive = naive.replace(microsecond=0)
    moment = parse_moment(f"{naive:%Y-%m-%d %H:%M:%S}", NOW, ZoneInfo(zone))
    assert moment.utcoffset() is not None
    there = naive.replace(tzinfo=ZoneInfo(zone))
    skipped = there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive
    assert skipped or moment.replace(tzinfo=None) == naive
    assert msgspec.json.decode(msgspec.json.encode(moment), type=datetime) == moment


@given(st.text(alphabet="0123456789-: T+Zdayso gtern", max_size=25))
def test_any_text_is_a_moment_or_a_field_problem(text: str) -> None:
    for parse in (lambda: parse_moment(text, NOW, UTC), lambda: parse_day(text, TODAY)):
        with suppress(FieldProblem):
            assert parse() is not None
