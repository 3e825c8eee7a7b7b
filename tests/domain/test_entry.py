"""What an entry may and may not hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from strategies import NASTY, entries

from journal.domain.body import DEPTHS, DESCRIPTIONS, SPINE, Region, Side, label, sides_of
from journal.domain.entry import (
    CLOCK_SLACK,
    EARLIEST_DAY,
    EASED_LIMIT,
    ENTRY_FIELDS,
    MEDICATION_LIMIT,
    NOTE_LIMIT,
    NUMBER_FIELDS,
    Event,
    Load,
    Medication,
    NumberField,
    PainEntry,
    Quality,
    Site,
    check_not_future,
    is_time,
)
from journal.domain.problem import GIVEN_LIMIT, FieldProblem

Make = Callable[..., PainEntry]

RANGES = {
    "pain": (0, 10, 1),
    "worst": (0, 10, 1),
    "sleep_quality": (0, 10, 1),
    "sleep_hours": (0, 14, 0.5),
    "stress": (0, 10, 1),
    "mood": (0, 10, 1),
    "sitting_hours": (0, 18, 0.5),
    "longest_sit_min": (0, 600, 1),
    "steps": (0, 60_000, 1),
    "walk_min": (0, 300, 1),
    "morning_stiffness_min": (0, 240, 1),
    "wake_ups": (0, 10, 1),
}
"""The ranges of clinical sections 2.1, 2.8 and 3.1, written down a second time on purpose."""

numbers = pytest.mark.parametrize("field", NUMBER_FIELDS.values(), ids=lambda field: field.name)


def refused(field: str, make: Callable[[], object]) -> FieldProblem:
    with pytest.raises(FieldProblem) as caught:
        make()
    assert caught.value.field == field
    assert field in str(caught.value)
    assert caught.value.allowed in str(caught.value)
    return caught.value


def test_every_number_has_its_clinical_range() -> None:
    assert {f.name: (f.low, f.high, f.step) for f in NUMBER_FIELDS.values()} == RANGES


@numbers
def test_both_ends_of_a_range_are_allowed(field: NumberField, entry: Make) -> None:
    for value in (field.low, field.high, field.low + field.step, field.high - field.step):
        assert getattr(entry(**{field.name: value}), field.name) == value


@numbers
def test_what_lies_beyond_a_range_is_refused_with_the_range(
    field: NumberField, entry: Make
) -> None:
    beyond = (field.low - field.step, field.high + field.step, field.low + field.step / 2)
    for value in (*beyond, -1, 10**30):
        problem = refused(field.name, lambda value=value: entry(**{field.name: value}))
        assert problem.given == str(value)[:GIVEN_LIMIT]
        assert f"{field.low} to {field.high}" in problem.allowed


@numbers
def test_what_is_no_number_is_refused(field: NumberField, entry: Make) -> None:
    for value in ("5", True, False, float("nan"), float("inf"), float("-inf"), [5], b"5"):
        refused(field.name, lambda value=value: entry(**{field.name: value}))


def test_a_whole_number_field_takes_no_decimal_point(entry: Make) -> None:
    refused("pain", lambda: entry(5.0))
    refused("steps", lambda: entry(steps=100.0))


def test_only_the_score_must_be_there(entry: Make) -> None:
    refused("pain", lambda: entry(None))
    plain = entry(0)
    assert all(getattr(plain, name) is None for name in NUMBER_FIELDS if name != "pain")


def test_the_fields_stand_in_the_order_of_the_data_format() -> None:
    assert " ".join(ENTRY_FIELDS) == (
        "id day at pain worst sites qualities sleep_quality sleep_hours stress mood sitting_hours"
        " longest_sit_min steps walk_min heavy_load morning_stiffness_min wake_ups medications"
        " event eased note created_at updated_at"
    )


@pytest.mark.parametrize("region", Region)
def test_a_region_takes_its_own_sides_only(region: Region) -> None:
    assert (Side.CENTRE in sides_of(region)) == (region in SPINE)
    for side in Side:
        if side in sides_of(region):
            assert Site(region, side).words == f"{label(region)} ({side})"
        else:
            problem = refused("sites", lambda side=side: Site(region, side))
            assert problem.given == f"{region}:{side}"
            assert f"{region}:left" in problem.allowed


def test_the_midline_is_the_spine() -> None:
    assert {str(region) for region in SPINE} == {"upper-back", "low-back", "sacroiliac", "tailbone"}
    assert set(DESCRIPTIONS) == set(Region)
    assert sorted(set(DEPTHS.values())) == [0, 1, 2, 3, 4, 5]


def test_a_place_may_have_its_own_score() -> None:
    assert Site(Region.KNEE, Side.LEFT, 0).pain == 0
    assert Site(Region.KNEE, Side.LEFT, 10).pain == 10
    for score in (-1, 11, 5.0, True, "5"):
        refused("sites", lambda score=score: Site(Region.KNEE, Side.LEFT, score))
    refused("sites", lambda: Site("knee", Side.LEFT))  # type: ignore[arg-type]
    refused("sites", lambda: Site(Region.KNEE, "up"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sites", [Site(Region.KNEE, Side.LEFT)]),
        ("sites", None),
        ("sites", ("knee:left",)),
        ("sites", (Site(Region.KNEE, Side.LEFT, 3), Site(Region.KNEE, Side.LEFT, 4))),
        ("qualities", (Quality.DULL, Quality.DULL)),
        ("qualities", ("dull",)),
        ("qualities", [Quality.DULL]),
        ("medications", ("ibuprofen",)),
        ("medications", None),
        ("heavy_load", "some"),
        ("event", "fall"),
        ("eased", None),
        ("eased", "x" * (EASED_LIMIT + 1)),
        ("note", None),
        ("note", 5),
        ("note", b"bytes"),
        ("note", "x" * (NOTE_LIMIT + 1)),
        ("note", "half a sign: \ud800"),
        ("eased", "\udcff"),
        ("id", ""),
        ("id", None),
        ("id", 5),
        ("id", "a b"),
        ("id", "é"),
        ("id", "a\n"),
        ("id", "x" * 65),
        ("day", None),
        ("day", "2026-03-14"),
        ("day", datetime(2026, 3, 14, tzinfo=UTC)),
        ("day", date(2026, 3, 12)),
        ("day", date(2026, 3, 16)),
        ("created_at", datetime(2026, 3, 14)),  # noqa: DTZ001
        ("updated_at", None),
        ("updated_at", date(2026, 3, 14)),
    ],
)
def test_an_impossible_value_is_refused_by_its_field(field: str, value: Any, entry: Make) -> None:
    refused(field, lambda: entry(**{field: value}))


def test_a_moment_needs_its_offset(entry: Make) -> None:
    refused("at", lambda: entry(at=datetime(2026, 3, 14, 12)))  # noqa: DTZ001


def test_a_note_may_be_long_and_hostile(entry: Make) -> None:
    for note in (*NASTY, "x" * NOTE_LIMIT, "é" * NOTE_LIMIT):
        assert entry(note=note).note == note


def test_the_diary_day_may_be_the_day_before_or_after_its_moment(entry: Make) -> None:
    for days in (-1, 0, 1):
        day = date(2026, 3, 14) + timedelta(days=days)
        assert entry(day=day).day == day


def test_no_day_lies_before_1900(entry: Make) -> None:
    first = datetime(1900, 1, 1, tzinfo=UTC)
    assert entry(at=first).day == EARLIEST_DAY
    refused("day", lambda: entry(at=first - timedelta(days=1)))
    leap = datetime(2024, 2, 29, tzinfo=UTC)
    assert entry(at=leap).day == date(2024, 2, 29)


def test_the_future_is_refused(entry: Make, clock: Callable[[], datetime]) -> None:
    now = clock()
    check_not_future(entry(at=now + CLOCK_SLACK), now)
    late = entry(at=now + CLOCK_SLACK + timedelta(seconds=1))
    refused("at", lambda: check_not_future(late, now))
    refused("day", lambda: check_not_future(entry(day=now.date() + timedelta(days=1)), now))


def test_the_future_is_told_by_the_moment_not_by_the_zone(entry: Make) -> None:
    now = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)
    ahead = now.astimezone(timezone(timedelta(hours=14)))
    check_not_future(entry(at=ahead), now)
    check_not_future(entry(at=ahead, day=now.date()), now)
    refused("at", lambda: check_not_future(entry(at=ahead + timedelta(hours=1)), now))


def test_a_medication_is_one_line_with_a_time_of_day() -> None:
    assert Medication("x" * MEDICATION_LIMIT).time is None
    assert Medication("ibuprofen 400 mg", "23:59").time == "23:59"
    for text in ("", " ", " padded", "two\nlines", "x" * (MEDICATION_LIMIT + 1), "x @ 08:00", 5):
        refused("medications", lambda text=text: Medication(text))
    for time in ("24:00", "8:00", "08:60", "", "08.00", "٠٨:٠٠", 800):
        refused("medications", lambda time=time: Medication("x", time))
    assert is_time("00:00")


def test_ids_of_the_choices_are_those_of_the_clinical_facts() -> None:
    assert len(Quality) == 20
    assert [str(event) for event in Event] == [
        "fall", "slip", "kick", "sprint", "turn", "lift", "accident", "other"
    ]  # fmt: skip
    assert [str(load) for load in Load] == ["none", "some", "a-lot"]


def test_a_problem_says_field_given_and_allowed_in_one_safe_line() -> None:
    problem = FieldProblem("note", "\x1b[31m\n\udcff" + "x" * 500, "something else")
    assert "\x1b" not in problem.given
    assert "\n" not in str(problem)
    assert len(problem.given) < 100
    assert "(507 characters)" in problem.given
    problem.given.encode()
    assert str(FieldProblem("pain", 11, "0 to 10")) == (
        "pain: '11' is not possible here; allowed: 0 to 10"
    )


def test_an_entry_cannot_be_changed(entry: Make) -> None:
    for thing in (entry(), Site(Region.KNEE, Side.LEFT), Medication("x")):
        with pytest.raises(AttributeError):
            thing.pain = 3  # type: ignore[union-attr, misc]


@given(entries())
def test_an_entry_survives_json(made: PainEntry) -> None:
    content = msgspec.json.encode(made)
    again = msgspec.json.decode(content, type=PainEntry)
    assert again == made
    assert again.at.utcoffset() == made.at.utcoffset()
    assert msgspec.json.encode(again) == content
    assert msgspec.convert(msgspec.to_builtins(made), PainEntry) == made


def test_what_was_not_logged_is_not_in_the_record(entry: Make) -> None:
    assert list(msgspec.to_builtins(entry(0))) == [
        "id", "day", "at", "pain", "created_at", "updated_at"
    ]  # fmt: skip


def test_a_record_with_a_field_of_another_version_is_not_taken_as_ours(entry: Make) -> None:
    record = msgspec.to_builtins(entry()) | {"colour": "blue"}
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert(record, PainEntry)
