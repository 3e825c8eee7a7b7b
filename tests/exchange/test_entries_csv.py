"""Entries as CSV: what is written, and that it comes back the same."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NASTY, entries
from taking import Anything

from journal.domain.entry import ENTRY_FIELDS, NOTE_LIMIT, Medication, PainEntry
from journal.domain.fields import show_fields
from journal.exchange import entries_csv
from journal.exchange.incoming import read_records
from journal.exchange.reading import BadFile, Reading, Refused
from journal.store.journal_store import JournalStore

Make = Callable[..., PainEntry]


def exported(*found: PainEntry) -> bytes:
    return b"".join(entries_csv.export(found))


def read(content: bytes) -> Reading:
    return read_records(content, Anything())


def cell(content: bytes, column: str) -> str:
    """A cell of the first row, as any reader of CSV sees it."""
    [row, *_] = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return row[column]


@given(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id))
def test_every_field_comes_back_as_it_was(found: list[PainEntry]) -> None:
    assert read(exported(*found)) == Reading(tuple(found), ())


@settings(max_examples=50)
@given(found=st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id))
def test_through_an_empty_journal_the_bytes_are_the_same(
    fresh: Callable[[], JournalStore], found: list[PainEntry]
) -> None:
    first, second = fresh(), fresh()
    first.import_entries(found)
    once = b"".join(entries_csv.export(first.snapshot().entries))
    second.import_entries(read(once).entries)
    assert b"".join(entries_csv.export(second.snapshot().entries)) == once


@given(entries())
def test_a_row_is_what_the_standard_library_would_write(found: PainEntry) -> None:
    texts = show_fields(found)
    for name in entries_csv.TEXT_COLUMNS:
        if texts[name].startswith(tuple("=+-@\t\r'")):
            texts[name] = f"'{texts[name]}"
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerows([ENTRY_FIELDS, texts.values()])
    assert exported(found) == target.getvalue().encode()


@pytest.mark.parametrize("note", [*NASTY, "x" * NOTE_LIMIT, '"' * NOTE_LIMIT, "\r", "\n", "\0"])
def test_a_hostile_note_comes_back(entry: Make, note: str) -> None:
    found = entry(note=note, eased=note[:500])
    assert read(exported(found)).entries == (found,)


def test_a_cell_longer_than_the_csv_module_allows_comes_back(entry: Make) -> None:
    pills = tuple(Medication(f"{number} {'a' * 100}") for number in range(2_000))
    found = entry(medications=pills)
    before = csv.field_size_limit()
    assert read(exported(found)).entries == (found,)
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'x", "''x", "'=x"])
def test_a_text_that_a_spreadsheet_would_run_has_one_quote_more(entry: Make, note: str) -> None:
    assert cell(exported(entry(note=note)), "note") == f"'{note}"


@pytest.mark.parametrize("note", ["1=1", " =1", "a'b", "\n=1"])
def test_other_texts_are_written_as_they_are(entry: Make, note: str) -> None:
    assert cell(exported(entry(note=note)), "note") == note


def test_what_was_not_logged_is_an_empty_cell_and_zero_is_not(entry: Make) -> None:
    content = exported(entry(0, worst=0, sleep_hours=0.0))
    assert [cell(content, name) for name in ("pain", "worst", "sleep_hours", "steps")] == [
        *("0", "0", "0"),
        "",
    ]


def test_lines_end_as_rfc_4180_says_and_the_header_names_the_fields(entry: Make) -> None:
    header, row, rest = exported(entry()).split(b"\r\n")
    assert header.decode().split(",") == list(ENTRY_FIELDS)
    assert row
    assert rest == b""


def test_columns_may_stand_in_another_order(entry: Make) -> None:
    found = entry(note="x", worst=7)
    names = list(reversed(ENTRY_FIELDS))
    row = [show_fields(found)[name] for name in names]
    content = f"{','.join(names)}\r\n{','.join(row)}\r\n".encode()
    assert read(content).entries == (found,)


def test_a_byte_order_mark_is_passed_over(entry: Make) -> None:
    found = entry()
    assert read(b"\xef\xbb\xbf" + exported(found)).entries == (found,)


def test_a_row_that_cannot_be_taken_is_told_with_the_line_it_begins_in(entry: Make) -> None:
    first, bad, last = entry(note="two\nlines"), entry(4, steps=7), entry(5)
    content = exported(first, bad, last).replace(b",7,", b",70000,")
    reading = read(content)
    assert reading.entries == (first, last)
    [refused] = reading.refused
    assert refused.line == 4
    assert "steps" in refused.reason
    assert "70000" in refused.reason
    assert "60000" in refused.reason


def test_an_id_that_comes_twice_is_refused_the_second_time(entry: Make) -> None:
    found = entry(id="abc")
    reading = read(exported(found, found))
    assert reading == Reading((found,), (Refused(3, "the id abc stands in line 2 already"),))


def test_a_row_with_cells_missing_is_refused(entry: Make) -> None:
    content = exported(entry()) + b"abc,2026-01-01\r\n"
    [refused] = read(content).refused
    assert refused.line == 3
    assert "2 cells" in refused.reason


def test_an_entry_that_the_rule_refuses_is_told(entry: Make) -> None:

    [refused] = read_records(exported(entry()), Anything("entry")).refused
    assert "never" in refused.reason


def header_without(name: str) -> bytes:
    return ",".join(field for field in ENTRY_FIELDS if field != name).encode() + b"\r\n"


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("entries.csv"), "x")
    return target.getvalue()


HEADER = ",".join(ENTRY_FIELDS).encode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (zipped(), "zip"),
        ("id,day".encode("utf-16"), "UTF-8"),
        (HEADER + b"\r\nabc\xff\r\n", "UTF-8"),
        (header_without("note"), "lacks the column note"),
        (HEADER + b",note\r\n", "twice: note"),
        (HEADER + b",weather\r\n", "unknown column: weather"),
        (b"a,b\r\n1,2\r\n", "lacks the column"),
        (HEADER, "cut short"),
        (b"\0\n", "lacks the column"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why) as caught:
        read(content)
    assert "\n" not in str(caught.value)


def test_half_a_file_is_refused_wherever_it_was_cut_in_a_row(entry: Make) -> None:
    found = entry(note='say "one,\r\ntwo"\r\nthree', eased="heat")
    content = exported(found)
    assert read(content).entries == (found,)
    start = content.index(b"\r\n") + 2
    for end in range(start + 1, len(content)):
        with pytest.raises(BadFile, match="cut short"):
            read(content[:end])
