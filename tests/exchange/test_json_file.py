"""Records as JSON: what is written, and that it comes back the same."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import entries
from taking import Anything

from journal.domain.entry import PainEntry
from journal.exchange import json_file
from journal.exchange.incoming import read_records
from journal.exchange.reading import BadFile, Reading
from journal.store.records import pack

Make = Callable[..., PainEntry]


def exported(*found: PainEntry) -> bytes:
    return b"".join(json_file.export(map(pack, found)))


def read(content: bytes) -> Reading:
    return read_records(content, Anything())


@given(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id))
def test_every_field_comes_back_as_it_was(found: list[PainEntry]) -> None:
    content = exported(*found)
    assert read(content) == Reading(tuple(found), ())
    assert exported(*read(content).entries) == content


def test_the_array_holds_the_records_byte_for_byte() -> None:
    records = [msgspec.Raw(b'{"id":"a", "x" :1}'), msgspec.Raw(b'{"id":"b"}')]
    content = b"".join(json_file.export(records))
    assert content == b'[\n{"id":"a", "x" :1},\n{"id":"b"}\n]\n'
    assert b"".join(json_file.export([])) == b"[]\n"


def test_the_whole_journal_has_every_table_and_its_entries_come_back(entry: Make) -> None:
    found = entry(note="x")
    tables = {"entries": [pack(found)], "trash": [], 'odd "name': [msgspec.Raw(b"{}")]}
    content = b"".join(json_file.export_all(3, tables))
    assert json.loads(content)["schema"] == 3
    assert list(json.loads(content)) == ["schema", *tables]
    assert read(content).entries == (found,)


def test_a_record_that_cannot_be_taken_is_told_with_the_line_it_begins_in(entry: Make) -> None:
    first, bad, last = entry(), entry(steps=7), entry(note="same")
    content = exported(first, bad, last).replace(b'"steps":7', b'"steps":70000')
    reading = read(content)
    assert reading.entries == (first, last)
    [refused] = reading.refused
    assert refused.line == 3
    assert "steps" in refused.reason


def test_lines_are_counted_in_a_file_that_was_laid_out_anew(entry: Make) -> None:
    records = [json.loads(bytes(pack(entry()))), {"id": 7}, {"id": 7}]
    content = json.dumps(records, indent=1).encode()
    lines = content.decode().splitlines()
    expected = [n for n, line in enumerate(lines, 1) if line == " {"][1:]
    assert [refused.line for refused in read(content).refused] == expected


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"a":1}', "not an array of entries"),
        (b'{"entries":{"1":{}}}', "not an array of entries"),
        (b"[" * 100_000, "cut short"),
        (b'[{"id":"a"}', "cut short"),
        (b"[]x", "cut short"),
        (b'["\xff"]', "UTF-8"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why) as caught:
        read(content)
    assert "\n" not in str(caught.value)


def test_half_a_file_is_refused_wherever_it_was_cut(entry: Make) -> None:
    content = exported(entry(note="[x]"), entry())
    for end in range(1, len(content.rstrip())):
        with pytest.raises(BadFile):
            read(content[:end])
