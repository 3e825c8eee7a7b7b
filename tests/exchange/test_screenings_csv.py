"""Screenings as CSV: what is written, and that it comes back the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NASTY, screenings
from taking import Anything

from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.screening import (
    Answer,
    Clearance,
    Finding,
    Given,
    Outcome,
    Profile,
    Screening,
    Status,
    StoodDown,
)
from journal.exchange import screenings_csv
from journal.exchange.incoming import read_records
from journal.exchange.reading import BadFile, Reading, Refused
from journal.store.journal_store import JournalStore

Make = Callable[..., Screening]


def exported(*found: Screening) -> bytes:
    return b"".join(screenings_csv.export(found))


def read(content: bytes) -> Reading:
    return read_records(content, Anything())


def cells(content: bytes) -> dict[str, str]:
    """The first row, as any reader of CSV sees it."""
    [row, *_] = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return row


def rewritten(content: bytes, **texts: str) -> bytes:
    """The file with other texts in the cells of its rows."""
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, screenings_csv.COLUMNS)
    writer.writeheader()
    writer.writerows([row | texts for row in rows])
    return target.getvalue().encode()


@pytest.fixture
def full(screening: Make, clock: Any) -> Screening:
    """One with something in every field."""
    today = clock().date()
    reason = Finding("E1", Level.EMERGENCY, 0, "You said: numb, now.", "new numbness", ("numb",))
    other = Finding("D2", Level.URGENT, 2, "=It lasts", "long", ())
    return screening(
        answers={
            "numb": Answer.YES,
            "fever": Given(Answer.YES, Status.EXPLAINED, "a cold", today, False),
        },
        mood={"low": 2, "little-interest": 0},
        profile=Profile(age=44, cancer_ever="no"),
        history=PainHistory(onset=today - timedelta(days=40), mean=6.25, logged=7, severe=True),
        outcome=Outcome(
            level=Level.EMERGENCY,
            within_days=0,
            reasons=(reason, other),
            stood_down=(StoodDown("fever", Status.EXPLAINED, "a cold", today, "a cold"),),
            rule_version="1",
            advice="Call {emergency_number}, now.\nDo not drive.",
            notes=('say "this"', "and this"),
            ask_again_in=1,
        ),
        clearance=Clearance(today, "Dr A, B", False, clock()),
    )


@given(st.lists(screenings(), max_size=4, unique_by=lambda s: s.id))
def test_every_field_comes_back_as_it_was(found: list[Screening]) -> None:
    assert read(exported(*found)) == Reading((), (), tuple(found))


@settings(max_examples=50)
@given(found=st.lists(screenings(), max_size=4, unique_by=lambda s: s.id))
def test_through_an_empty_journal_the_bytes_are_the_same(
    fresh: Callable[[], JournalStore], found: list[Screening]
) -> None:
    first, second = fresh(), fresh()
    first.import_records((), found)
    once = b"".join(screenings_csv.export(first.snapshot().screenings))
    second.import_records((), read(once).screenings)
    assert b"".join(screenings_csv.export(second.snapshot().screenings)) == once


@given(screenings())
def test_the_file_is_what_the_standard_library_would_write(found: Screening) -> None:
    content = exported(found)
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    assert content == target.getvalue().encode()


def test_a_person_with_a_spreadsheet_sees_what_to_do_and_why(full: Screening) -> None:
    row = cells(exported(full))
    assert list(row) == list(screenings_csv.COLUMNS)
    assert (row["level"], row["within_days"], row["scope"]) == ("emergency", "0", "full")
    assert row["reasons"] == "You said: numb, now. | =It lasts"
    assert row["advice"] == full.outcome.advice
    assert json.loads(row["profile"]) == {"age": 44, "cancer-ever": "no"}
    assert json.loads(row["answers"])["numb"] == "yes"
    assert [finding["rule"] for finding in json.loads(row["findings"])] == ["E1", "D2"]


def test_nothing_is_an_empty_cell_and_zero_is_not(screening: Make) -> None:
    bare = screening(answers={}, profile=Profile(), history=PainHistory())
    row = cells(exported(bare))
    assert {name for name, text in row.items() if text} == {
        *("id", "day", "at", "scope", "level", "advice", "rule_version"),
        *("created_at", "updated_at"),
    }
    now = msgspec.structs.replace(bare.outcome, within_days=0, ask_again_in=0)
    row = cells(exported(msgspec.structs.replace(bare, outcome=now)))
    assert (row["within_days"], row["ask_again_in"]) == ("0", "0")


@pytest.mark.parametrize("advice", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'x", "''x", *NASTY])
def test_a_text_that_a_spreadsheet_would_run_has_one_quote_more(
    screening: Make, advice: str
) -> None:
    found = screening(advice=advice)
    guarded = f"'{advice}" if advice[0] in "=+-@\t\r'" else advice
    assert cells(exported(found))["advice"] == guarded
    assert read(exported(found)).screenings == (found,)


def test_no_cell_at_all_begins_as_a_formula_does(screening: Make) -> None:
    evil = "=1+1"
    outcome = Outcome(
        Level.URGENT,
        2,
        (Finding("=E1", Level.URGENT, 2, evil, evil, (evil,)),),
        (StoodDown(evil, Status.EXPLAINED, evil, screening().day, evil),),
        evil,
        evil,
        (evil,),
    )
    found = screening(
        answers={evil: Given(Answer.YES, reason=evil)},
        mood={evil: 1},
        profile=Profile(cancer_type=evil),
        outcome=outcome,
    )
    row = cells(exported(found))
    assert not [name for name, text in row.items() if text[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert read(exported(found)).screenings == (found,)


def test_columns_may_stand_in_another_order(full: Screening) -> None:
    row = cells(exported(full))
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, list(reversed(row)))
    writer.writeheader()
    writer.writerow(row)
    assert read(target.getvalue().encode()).screenings == (full,)


def test_what_an_older_version_exported_is_taken(full: Screening) -> None:
    """It did not write yet what a check came after."""
    row = cells(exported(full))
    del row["after_stop"]
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, list(row))
    writer.writeheader()
    writer.writerow(row)
    assert read(target.getvalue().encode()).screenings == (full,)


def test_the_reasons_in_words_are_not_read_again(full: Screening) -> None:
    assert read(rewritten(exported(full), reasons="edited")).screenings == (full,)


BAD = [
    ("id", "", "id: '' is not possible here; allowed: it may not be empty"),
    ("level", " ", "level: '' is"),
    ("day", "2026-02-30", "day: '2026-02-30'"),
    ("at", "soon", "at: 'soon'"),
    ("scope", "half", "scope"),
    ("level", "grave", "level"),
    ("within_days", "-1", "within_days: '-1'"),
    ("within_days", "1.5", "within_days: '1.5'"),
    ("ask_again_in", "soon", "ask_again_in"),
    ("answers", "{", "answers: '{' is not possible here; allowed: JSON"),
    ("answers", '{"a":"perhaps"}', "answers"),
    ("answers", "[1]", "answers"),
    ("answers", "[" * 100_000, "answers"),
    ("profile", '{"age":"old"}', "profile.age"),
    ("profile", '{"height":180}', "height"),
    ("history", '{"mean":"4"}', "history.mean"),
    ("findings", '[{"rule":"E1"}]', "reasons"),
    ("clearance", '{"on":"2026-01-01"}', "clearance"),
    ("mood", '{"low":"2"}', "mood"),
]


@pytest.mark.parametrize(("column", "text", "why"), BAD)
def test_a_row_that_cannot_be_taken_is_told_with_the_line_it_begins_in(
    column: str, text: str, why: str, screening: Make, full: Screening
) -> None:
    bad = rewritten(exported(screening()), **{column: text}).partition(b"\r\n")[2]
    reading = read(exported(full) + bad)
    assert reading.screenings == (full,)
    [refused] = reading.refused
    assert refused.line == 4, "the advice of the first row goes over two lines"
    assert why in refused.reason


def test_an_id_that_comes_twice_is_refused_the_second_time(screening: Make) -> None:
    found = screening(id="abc")
    refused = Refused(3, "the id abc stands in line 2 already")
    assert read(exported(found, found)) == Reading((), (refused,), (found,))


def test_one_that_the_rule_refuses_is_told(screening: Make) -> None:
    [refused] = read_records(exported(screening()), Anything("screening")).refused
    assert "never" in refused.reason


HEADER = ",".join(screenings_csv.COLUMNS).encode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (HEADER, "cut short"),
        (HEADER.replace(b",mood", b"") + b"\r\n", "lacks the column mood"),
        (HEADER + b",mood\r\n", "twice: mood"),
        (HEADER + b",pain\r\n", "unknown column: pain"),
        (HEADER + b"\r\nabc\xff\r\n", "UTF-8"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why) as caught:
        read(content)
    assert "\n" not in str(caught.value)


def test_a_file_of_no_screenings_holds_none() -> None:
    assert read(exported()) == Reading((), ())


def test_half_a_file_is_refused_wherever_it_was_cut_in_a_row(full: Screening) -> None:
    content = exported(full)
    assert read(content).screenings == (full,)
    for end in range(content.index(b"\r\n") + 3, len(content)):
        with pytest.raises(BadFile, match="cut short"):
            read(content[:end])
