"""Sessions as CSV and JSON: what is written, and that it comes back the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NASTY, sessions
from taking import Anything

from journal.domain.entry import PainEntry
from journal.domain.exercise import Dose
from journal.domain.screening import Screening
from journal.domain.session import Done, Task
from journal.domain.training import Session
from journal.exchange import json_file, sessions_csv
from journal.exchange.incoming import read_records
from journal.exchange.reading import BadFile, Reading, Refused
from journal.store.journal_store import JournalStore
from journal.store.records import pack

Make = Callable[..., Session]
DOSE = Dose(sets=2, reps=12, out=2, hold=0.5, back=2, rest=45, sides=2)


def exported(*found: Session) -> bytes:
    return b"".join(sessions_csv.export(found))


def array(*found: Any) -> bytes:
    return b"".join(json_file.export(map(pack, found)))


def whole(**tables: list[Any]) -> bytes:
    packed = {name: [pack(record) for record in records] for name, records in tables.items()}
    return b"".join(json_file.export_all(1, packed))


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
    writer = csv.DictWriter(target, sessions_csv.COLUMNS)
    writer.writeheader()
    writer.writerows([row | texts for row in rows])
    return target.getvalue().encode()


@pytest.fixture
def full(session: Make, clock: Any) -> Session:
    """One with something in every field."""
    both = (Done("bridge", 1, 12, "right"), Done("bridge", 1, 12, "left"))
    easier = Done("pelvic-tilt", 1, 5, direction=2)
    return session(
        "strength-base",
        phase="load",
        ended_at=clock(),
        at=clock() - timedelta(minutes=25, seconds=40),
        tasks=(
            Task("pelvic-tilt", "bridge", DOSE, "slow, please", (*both, easier), 4),
            Task("clamshell", "clamshell", DOSE, skipped='=no "room"\nhere'),
        ),
        quick={"fever": False, "legs": True},
        before=0,
        after=3,
        effort=6,
        clean=False,
        eased=True,
        stopped="leg-gave-way",
        morning=0,
        morning_on=clock().date(),
    )


# CSV


@given(st.lists(sessions(), max_size=4, unique_by=lambda s: s.id))
def test_every_field_comes_back_as_it_was(found: list[Session]) -> None:
    assert read(exported(*found)) == Reading((), (), sessions=tuple(found))
    assert exported(*read(exported(*found)).sessions) == exported(*found)


@settings(max_examples=50)
@given(found=st.lists(sessions(), min_size=1, max_size=4, unique_by=lambda s: s.id))
def test_through_an_empty_journal_the_bytes_are_the_same(
    fresh: Callable[[], JournalStore], found: list[Session]
) -> None:
    first, second, third = fresh(), fresh(), fresh()
    first.import_records((), sessions=found)

    def files(store: JournalStore) -> tuple[bytes, bytes]:
        log = store.snapshot().sessions
        return exported(*log), b"".join(json_file.export(map(log.raw, range(len(log)))))

    as_csv, as_json = files(first)
    second.import_records((), sessions=read(as_csv).sessions)
    third.import_records((), sessions=read(as_json).sessions)
    assert files(first) == files(second) == files(third)


@given(sessions())
def test_the_file_is_what_the_standard_library_would_write(found: Session) -> None:
    content = exported(found)
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    assert content == target.getvalue().encode()


def test_a_person_with_a_spreadsheet_sees_what_was_done(full: Session) -> None:
    row = cells(exported(full))
    assert list(row) == list(sessions_csv.COLUMNS)
    assert (row["minutes"], row["programme"], row["phase"]) == ("26", "strength-base", "load")
    assert row["done"] == "bridge 12+12 | pelvic-tilt 5"
    assert row["skipped"] == 'clamshell: =no "room"\nhere'
    scores = ("before", "worst", "after", "effort", "morning", "morning_on")
    assert [row[name] for name in scores] == ["0", "4", "3", "6", "0", "2026-03-14"]
    assert [row[name] for name in ("clean", "eased", "stopped")] == ["no", "yes", "leg-gave-way"]
    assert json.loads(row["quick"]) == {"fever": False, "legs": True}
    assert [task["planned"] for task in json.loads(row["tasks"])] == ["bridge", "clamshell"]


def test_nothing_is_an_empty_cell(session: Make) -> None:
    row = cells(exported(session(tasks=(Task("bridge", "bridge", DOSE),))))
    assert row["eased"] == "no"
    assert {name for name, text in row.items() if text} == {
        *("id", "day", "at", "ended_at", "minutes", "programme", "eased", "tasks"),
        *("created_at", "updated_at"),
    }


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'x", "''x", *NASTY])
def test_a_text_that_a_spreadsheet_would_run_has_one_quote_more(session: Make, text: str) -> None:
    task = Task(text, text, DOSE, text, (Done(text, 1, 1),), None, text)
    found = session(text, phase=text, stopped=text, tasks=(task,), quick={text: True})
    row = cells(exported(found))
    guarded = f"'{text}" if text[0] in "=+-@\t\r'" else text
    assert (row["programme"], row["phase"], row["stopped"]) == (guarded,) * 3
    assert row["done"].startswith(guarded)
    assert not [n for n, cell in row.items() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert read(exported(found)).sessions == (found,)


def test_what_is_for_people_is_passed_over(full: Session) -> None:
    other = rewritten(exported(full), minutes="x", done="", skipped="'", worst="99")
    assert read(other).sessions == (full,)


def test_whether_it_was_eased_may_be_left_out_as_what_is_not_known(session: Make) -> None:
    found = session(clean=True, eased=True)
    [read_again] = read(rewritten(exported(found), clean=" ", eased="")).sessions
    assert (read_again.clean, read_again.eased) == (None, False)


BAD = [
    ("id", "", "id: '' is"),
    ("ended_at", " ", "ended_at: '' is"),
    ("day", "2026-02-30", "day: '2026-02-30'"),
    ("at", "soon", "at: 'soon'"),
    ("ended_at", "soon", "ended_at"),
    ("morning_on", "2026-02-30", "morning_on"),
    ("before", "-1", "before: '-1' is not possible here; allowed: 0 to 10"),
    ("effort", "1.5", "effort: '1.5'"),
    ("clean", "1", "clean: '1' is not possible here; allowed: yes, no, or nothing"),
    ("eased", "YES", "eased: 'YES'"),
    ("quick", '{"fever":"no"}', "quick"),
    ("quick", "{", "quick: '{' is not possible here; allowed: JSON"),
    ("tasks", "[" * 100_000, "tasks"),
    ("tasks", '[{"exercise":"bridge"}]', "tasks"),
    ("tasks", '{"a":1}', "tasks"),
]


@pytest.mark.parametrize(("column", "text", "why"), BAD)
def test_a_row_that_cannot_be_taken_is_told_with_the_line_it_begins_in(
    column: str, text: str, why: str, session: Make, full: Session
) -> None:
    bad = rewritten(exported(session()), **{column: text}).partition(b"\r\n")[2]
    reading = read(exported(full) + bad)
    assert reading.sessions == (full,)
    [refused] = reading.refused
    assert refused.line == 4, "why the first row's exercise was left goes over two lines"
    assert why in refused.reason


def test_an_id_that_comes_twice_is_refused_the_second_time(session: Make) -> None:
    found = session(id="abc")
    refused = Refused(3, "the id abc stands in line 2 already")
    assert read(exported(found, found)) == Reading((), (refused,), sessions=(found,))


def test_one_that_the_rule_refuses_is_told(session: Make) -> None:
    for content in (exported(session()), array(session())):
        [refused] = read_records(content, Anything("session")).refused
        assert "never" in refused.reason


HEADER = ",".join(sessions_csv.COLUMNS).encode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (HEADER, "cut short"),
        (HEADER.replace(b",worst", b"") + b"\r\n", "lacks the column worst"),
        (HEADER + b",quick\r\n", "twice: quick"),
        (HEADER + b",pain\r\n", "unknown column: pain"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read(content)
    assert read(exported()) == Reading((), ())


def test_half_a_file_is_refused_wherever_it_was_cut_in_a_row(full: Session) -> None:
    content = exported(full)
    for end in range(content.index(b"\r\n") + 3, len(content)):
        with pytest.raises(BadFile, match="cut short"):
            read(content[:end])


# JSON


@given(st.lists(sessions(), min_size=1, max_size=4, unique_by=lambda s: s.id))
def test_every_field_comes_back_from_an_array(found: list[Session]) -> None:
    assert read(array(*found)) == Reading((), (), sessions=tuple(found))


def test_what_an_array_holds_is_told_by_its_first_record(
    session: Make, screening: Callable[..., Screening], entry: Callable[..., PainEntry]
) -> None:
    records = (session(), screening(), entry())
    for first in records:
        for other in records:
            if other is first:
                continue
            reading = read(array(first, other))
            assert (*reading.entries, *reading.screenings, *reading.sessions) == (first,)
            assert [refused.line for refused in reading.refused] == [3]


def test_a_word_that_entries_have_too_does_not_make_a_session_an_entry(session: Make) -> None:
    found = session()
    reading = read(array({"id": "bad", "eased": True, "tasks": 5}, found))
    assert reading.sessions == (found,)
    assert [refused.line for refused in reading.refused] == [2]


def test_the_whole_journal_brings_its_sessions(
    session: Make, screening: Callable[..., Screening], entry: Callable[..., PainEntry]
) -> None:
    check, pain, found = screening(), entry(), session()
    bad = {"id": "bad"}
    content = whole(sessions=[bad, found], trash=[bad], entries=[pain], screenings=[bad, check])
    lines = content.decode().splitlines()
    expected = [n for n, line in enumerate(lines, 1) if "bad" in line]
    reading = read(content)
    assert (reading.entries, reading.screenings, reading.sessions) == ((pain,), (check,), (found,))
    assert [refused.line for refused in reading.refused] == [expected[0], expected[2]]
    with pytest.raises(BadFile):
        read(b'{"entries":[],"sessions":{}}')
