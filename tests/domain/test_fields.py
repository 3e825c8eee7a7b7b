"""Every field as text and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import entries, texts

from journal.domain.body import Region, Side
from journal.domain.entry import ENTRY_FIELDS, Medication, PainEntry, Site
from journal.domain.fields import (
    FIELDS,
    entry_from_fields,
    join_list,
    parse_fields,
    parse_medication,
    parse_site,
    show_field,
    show_fields,
    split_list,
)
from journal.domain.problem import FieldProblem, FieldProblems


@given(entries())
def test_a_whole_entry_survives_being_text(made: PainEntry) -> None:
    written = show_fields(made)
    assert tuple(written) == ENTRY_FIELDS == tuple(name for name in ENTRY_FIELDS if name in FIELDS)
    again = entry_from_fields(written)
    assert again == made
    assert show_fields(again) == written


@given(entries())
def test_each_field_survives_being_text(made: PainEntry) -> None:
    for name in ENTRY_FIELDS:
        value = getattr(made, name)
        if value not in (None, (), ""):
            assert FIELDS[name].parse(FIELDS[name].show(value)) == value


@given(st.lists(texts.map(str.strip).filter(bool)))
@example(["a;b", "c\\", "\\;", ";"])
def test_a_list_survives_being_one_text(items: list[str]) -> None:
    # An item never begins or ends with blanks, before or behind its escaped signs.
    assert split_list(join_list(items)) == items


def test_a_list_may_be_written_by_hand() -> None:
    assert split_list(" a ; b;; c;") == ["a", "b", "c"]
    assert split_list("") == []
    assert split_list("ends\\") == ["ends\\"]


def test_zero_is_logged_and_empty_is_not(entry: Callable[..., PainEntry]) -> None:
    made = entry(0, steps=0, sleep_hours=0.0)
    assert show_field(made, "steps") == "0"
    assert show_field(made, "sleep_hours") == "0"
    assert show_field(made, "stress") == ""
    assert "stress" not in parse_fields(show_fields(made))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("pain", " 10 ", 10),
        ("sleep_hours", "7.5", 7.5),
        ("sleep_hours", "7,5", 7.5),
        ("steps", "60000", 60000),
        ("heavy_load", "A-Lot", "a-lot"),
        ("event", "fall", "fall"),
        ("sites", "low-back", (Site(Region.LOW_BACK, Side.CENTRE),)),
        ("sites", "Knee:Left:3 ; low-back:both", (
            Site(Region.KNEE, Side.LEFT, 3), Site(Region.LOW_BACK, Side.BOTH))),
        ("medications", "ibuprofen@ 08:00", (Medication("ibuprofen", "08:00"),)),
    ],
)  # fmt: skip
def test_people_may_write_it_their_way(name: str, text: str, value: object) -> None:
    assert parse_fields({name: text}) == {name: value}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pain", "11"),
        ("pain", "-1"),
        ("pain", "5.5"),
        ("pain", "five"),
        ("pain", "٥"),
        ("pain", "1e1"),
        ("pain", "0x5"),
        ("pain", "9" * 5000),
        ("sleep_hours", "7.25"),
        ("sleep_hours", "nan"),
        ("steps", "60001"),
        ("sites", "elbow:left"),
        ("sites", "knee"),
        ("sites", "knee:centre"),
        ("sites", "knee:left:11"),
        ("sites", "knee:left:x"),
        ("qualities", "aching;blue"),
        ("heavy_load", "lots"),
        ("event", "bang"),
        ("medications", "@ 08:00"),
        ("medications", "x" * 121),
        ("day", "2026-02-29"),
        ("day", "14.3.2026"),
        ("at", "yesterday"),
        ("created_at", "2026-13-01T00:00:00+00:00"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_field(name: str, text: str) -> None:
    with pytest.raises(FieldProblems) as caught:
        parse_fields({name: text})
    (problem,) = caught.value.problems
    assert problem.field == name
    assert problem.given[:10] in text
    assert problem.given
    assert problem.allowed


def test_every_problem_of_a_record_is_told_in_order() -> None:
    with pytest.raises(FieldProblems) as caught:
        parse_fields({"note": "fine", "worst": "12", "pain": "x", "event": "?"})
    assert [problem.field for problem in caught.value.problems] == ["pain", "worst", "event"]
    assert "pain" in str(caught.value)
    assert "event" in str(caught.value)


def test_a_missing_field_is_named(entry: Callable[..., PainEntry]) -> None:
    written = show_fields(entry()) | {"pain": "", "at": " "}
    with pytest.raises(FieldProblems) as caught:
        entry_from_fields(written)
    assert [problem.field for problem in caught.value.problems] == ["at", "pain"]


def test_what_only_the_whole_entry_can_tell_is_told_too(entry: Callable[..., PainEntry]) -> None:
    with pytest.raises(FieldProblems, match="day"):
        entry_from_fields(show_fields(entry()) | {"day": "2020-01-01"})


def test_blank_notes_are_kept_as_typed(entry: Callable[..., PainEntry]) -> None:
    made = entry(note="  ", eased="\t")
    assert entry_from_fields(show_fields(made)) == made


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    parsers = {name: FIELDS[name].parse for name in ENTRY_FIELDS}
    for name, parse in [*parsers.items(), ("sites", parse_site), ("medications", parse_medication)]:
        blamed = name
        try:
            parse(text)
        except FieldProblem as problem:
            blamed = problem.field
        assert blamed == name
