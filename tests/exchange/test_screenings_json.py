"""Screenings and the profile as JSON, alone and in a whole journal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import screenings
from taking import Anything

from journal.domain.entry import PainEntry
from journal.domain.screening import Profile, Screening
from journal.exchange import json_file
from journal.exchange.incoming import read_records
from journal.exchange.reading import BadFile, Reading
from journal.store.profile_record import PROFILE_ID, ProfileRecord
from journal.store.records import pack
from journal.store.rules import Rules

Make = Callable[..., Screening]
MakeEntry = Callable[..., PainEntry]


def exported(*found: Any) -> bytes:
    return b"".join(json_file.export(map(pack, found)))


def whole(**tables: list[Any]) -> bytes:
    packed = {name: [pack(record) for record in records] for name, records in tables.items()}
    return b"".join(json_file.export_all(1, packed))


def read(content: bytes) -> Reading:
    return read_records(content, Anything())


@given(st.lists(screenings(), min_size=1, max_size=4, unique_by=lambda s: s.id))
def test_every_field_comes_back_as_it_was(found: list[Screening]) -> None:
    content = exported(*found)
    assert read(content) == Reading((), (), tuple(found))
    assert exported(*read(content).screenings) == content


def test_what_an_array_holds_is_told_by_its_first_record(screening: Make, entry: MakeEntry) -> None:
    check, pain = screening(), entry()
    assert read(exported(check)).screenings == (check,)
    assert read(exported(pain)).entries == (pain,)
    assert read(exported()) == Reading((), ())
    for first, other in ((check, pain), (pain, check)):
        reading = read(exported(first, other))
        assert (*reading.screenings, *reading.entries) == (first,)
        [refused] = reading.refused
        assert refused.line == 3
    broken = json.loads(exported(check))
    del broken[0]["outcome"], broken[0]["history"], broken[0]["day"]
    [refused] = read(json.dumps(broken).encode()).refused
    assert "day" in refused.reason or "history" in refused.reason


def test_the_whole_journal_brings_everything_that_can_be_taken(
    screening: Make, entry: MakeEntry, clock: Any
) -> None:
    check, pain = screening(), entry()
    record = ProfileRecord(PROFILE_ID, clock(), Profile(age=33))
    # The trash holds records like those of the tables, and may stand before them.
    trash = [{"id": "t", "items": [{"before": check}, {"before": pain}]}]
    content = whole(trash=trash, profile=[record], screenings=[check], entries=[pain])
    assert read(content) == Reading((pain,), (), (check,), record)
    assert read(whole(entries=[pain])) == Reading((pain,), ())
    assert read(whole(entries=[])) == Reading((), ())


def test_lines_are_those_of_the_table_that_a_record_stands_in(
    screening: Make, entry: MakeEntry, clock: Any
) -> None:
    bad = {"id": "bad"}
    record = ProfileRecord("another", clock(), Profile())
    tables = {
        "trash": [bad],
        "profile": [record, {"id": "profile", "answers": 5}],
        "screenings": [screening(), bad],
        "entries": [bad, entry()],
    }
    content = whole(**tables)
    lines = content.decode().splitlines()
    expected = [n for n, line in enumerate(lines, 1) if "bad" in line][1:]
    expected += [n for n, line in enumerate(lines, 1) if "another" in line or 'answers":5' in line]
    reading = read_records(content, Rules(clock()))
    assert [refused.line for refused in reading.refused] == sorted(expected)
    assert reading.profile is None
    assert (len(reading.screenings), len(reading.entries)) == (1, 1)


@pytest.mark.parametrize(
    "content",
    [
        b'{"screenings":[]}',
        b'{"entries":[],"screenings":{}}',
        b'{"entries":[],"profile":5}',
        b'{"entries":[],"screenings":[1}',
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(content: bytes) -> None:
    with pytest.raises(BadFile) as caught:
        read(content)
    assert "\n" not in str(caught.value)


def test_half_a_file_is_refused_wherever_it_was_cut(screening: Make, entry: MakeEntry) -> None:
    content = whole(entries=[entry()], screenings=[screening()])
    for end in range(1, len(content.rstrip())):
        with pytest.raises(BadFile):
            read(content[:end])
