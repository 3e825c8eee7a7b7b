"""The log of entries: diary order, and records that cannot be read."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import entries

from journal.domain.entry import EARLIEST_DAY, PainEntry
from journal.store.entry_log import EntryLog
from journal.store.errors import NotFound, UnreadableRecord
from journal.store.journal_store import JournalStore
from journal.store.records import pack

Make = Callable[..., PainEntry]

BAD = [
    b"5",
    b"{}",
    b'{"id":"x"}',
    b'{"id":"x","day":"1850-01-01","at":"1850-01-01T00:00:00Z","pain":1}',
]

near = st.builds(
    lambda entry, hours, zone: msgspec.structs.replace(
        entry,
        at=(
            at := datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=zone)))
            + timedelta(hours=hours)
        ),
        day=at.date(),
    ),
    entries(),
    st.integers(0, 60),
    st.sampled_from([0, 0, 9]),
)


def reference(documents: dict[str, msgspec.Raw]) -> list[tuple[int, PainEntry]]:
    """What a log should hold, found out slowly."""
    found = []
    for number, raw in documents.items():
        try:
            found.append((int(number), msgspec.json.decode(raw, type=PainEntry)))
        except msgspec.ValidationError:
            continue
    return sorted(found, key=lambda pair: (pair[1].day, pair[1].at, pair[0]))


@given(st.data())
def test_a_log_equals_the_slow_one_after_any_changes(data: st.DataObject) -> None:
    documents: dict[str, msgspec.Raw] = {}
    log = EntryLog(documents)
    some = [pack(entry) for entry in data.draw(st.lists(near, min_size=1, max_size=5))]
    for _ in range(data.draw(st.integers(1, 5))):
        documents = dict(documents)
        for number in data.draw(st.lists(st.integers(1, 6).map(str), max_size=4)):
            what = data.draw(st.sampled_from(["put", "put", "put", "bad", "drop"]))
            if what == "put":
                documents[number] = msgspec.Raw(bytes(data.draw(st.sampled_from(some))))
            elif what == "bad":
                documents[number] = msgspec.Raw(data.draw(st.sampled_from(BAD)))
            else:
                documents.pop(number, None)
        before = list(log)
        newer = EntryLog(documents, log)
        assert list(log) == before
        check(newer, documents)
        check(EntryLog(documents), documents)
        log = newer


def check(log: EntryLog, documents: dict[str, msgspec.Raw]) -> None:
    wanted = reference(documents)
    made = [entry for _, entry in wanted]
    assert list(log) == made
    assert len(log) == len(made)
    assert [log[index] for index in range(len(log))] == made
    assert log[-2:] == tuple(made[-2:])
    assert [log.number(index) for index in range(len(log))] == [number for number, _ in wanted]
    assert list(log.ids()) == [entry.id for entry in made]
    assert [log.day_at(index) for index in range(len(log))] == [entry.day for entry in made]
    assert [log.problem(index) for index in range(len(log))] == [None] * len(log)
    assert set(log.unreadable) == set(documents) - {str(number) for number, _ in wanted}
    one, two, three = (date(2026, 1, day) for day in (1, 2, 3))
    for first, last in ((None, None), (two, None), (None, two), (two, two), (three, one)):
        inside = [
            index
            for index, entry in enumerate(made)
            if (first is None or entry.day >= first) and (last is None or entry.day <= last)
        ]
        assert list(log.between(first, last)) == inside
    for prefix in {entry.id[:2] for entry in made} | {entry.id for entry in made}:
        exact = [index for index, entry in enumerate(made) if entry.id == prefix]
        some = [index for index, entry in enumerate(made) if entry.id.startswith(prefix)]
        assert log.find(prefix) == (exact or some)


def test_of_two_records_with_one_id_neither_is_changed_by_guess(
    store: JournalStore, folder: Path, entry: Make
) -> None:
    twin, other = entry(note="one"), entry()
    store.add(twin)
    store.add(other)
    written = json.loads((folder / "journal.json").read_bytes())
    written["entries"]["9"] = written["entries"]["1"] | {"note": "two"}
    (folder / "journal.json").write_text(json.dumps(written))
    for act in (lambda: store.delete(twin.id), lambda: store.replace(twin)):
        with pytest.raises(NotFound):
            act()
    assert {e.note for e in store.delete(other.id).entries} == {"one", "two"}
    del written["entries"]["9"]
    (folder / "journal.json").write_text(json.dumps(written))
    with pytest.raises(ValueError, match=twin.id):
        store.add(twin)
    assert list(store.delete(twin.id).entries) == [other]


def test_a_log_does_not_keep_all_logs_before_it(entry: Make) -> None:
    first = log = EntryLog({})
    gone = weakref.ref(first)
    del first
    for number in range(5):
        log = EntryLog({**log._documents, str(number): pack(entry())}, log)
        assert len(log) == number + 1
    gc.collect()
    assert gone() is None


def test_order_is_by_day_and_then_by_moment(store: JournalStore, entry: Make) -> None:
    noon = datetime(2026, 3, 10, 12, tzinfo=UTC)
    made = {
        "night": entry(at=noon + timedelta(hours=13), day=date(2026, 3, 10)),
        "noon": entry(at=noon),
        "elsewhere": entry(
            at=(noon + timedelta(minutes=1)).astimezone(timezone(timedelta(hours=-9)))
        ),
        "dawn": entry(at=noon + timedelta(hours=12, minutes=1)),
    }
    for one in made.values():
        store.add(one)
    names = {one.id: name for name, one in made.items()}
    assert [names[e.id] for e in store.snapshot().entries] == ["noon", "elsewhere", "night", "dawn"]


def partly(entry: PainEntry, **spoilt: Any) -> bytes:
    return json.dumps(msgspec.to_builtins(entry) | spoilt, indent=1).encode()


SPOILT: list[dict[str, Any]] = [
    {"stress": 99},
    {"note": 5, "mood": 7},
    {"sites": [{"region": "elbow", "side": "left"}]},
    {"id": "not one of ours!"},
    {"id": "é"},
    {"day": "2020-01-01"},
    {"at": "1900-01-01T00:00:00+00:00"},
    {"at": "1899-12-31T00:00:00+00:00"},
    {"created_at": "yesterday"},
    {"colour": "blue"},
    {"steps": 10**30},
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=str)
def test_a_partly_readable_record_is_shown_in_part_and_kept_as_it_is(
    spoilt: dict[str, Any], folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    whole = entry(6, note="all of it", steps=50)
    raw = partly(whole, **spoilt)
    folder.mkdir()
    meta = b'"meta":{"1":{"schema":1,"created":"2020-01-01T00:00:00Z"}}'
    (folder / "journal.json").write_bytes(b'{"entries":{"3":%s},%s}' % (raw, meta))
    store = JournalStore(folder, clock)
    (shown,) = store.snapshot().entries
    assert shown.pain == 6
    if "note" not in spoilt:
        assert shown.note == "all of it"
    assert store.snapshot().entries.problem(0) is not None
    other = entry(at=clock() - timedelta(days=1))
    store.add(other)
    store.replace(msgspec.structs.replace(other, pain=1))
    store.import_entries([entry(), msgspec.structs.replace(whole, updated_at=clock.move(days=1))])  # type: ignore[attr-defined]
    store.undo()
    assert raw in (folder / "journal.json").read_bytes()
    if "id" not in spoilt:
        with pytest.raises(UnreadableRecord, match="nothing in it is lost"):
            store.replace(whole)
        assert raw in (folder / "journal.json").read_bytes()
        store.delete(whole.id)
        store.undo()
        kept = json.loads((folder / "journal.json").read_bytes())["entries"].values()
        assert json.loads(raw) in list(kept)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"pain": 11},
        {"pain": "4"},
        {"id": 5},
        {"day": "1899-12-31"},
        {"at": "1899-12-30T23:00:00+00:00"},
        {"at": "1899-06-01T23:00:00+00:00"},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "2026-03-14T12:00:00"},
        {"at": "9999-12-31T23:59:59-14:00", "day": "0001-01-01"},
    ],
    ids=str,
)
def test_an_unreadable_record_is_counted_and_kept_as_it_is(
    spoilt: dict[str, Any], folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    raw = partly(entry(), **spoilt)
    folder.mkdir()
    meta = b'"meta":{"1":{"schema":1,"created":"2020-01-01T00:00:00Z"}}'
    (folder / "journal.json").write_bytes(b'{"entries":{"3":%s},%s}' % (raw, meta))
    store = JournalStore(folder, clock)
    assert list(store.snapshot().entries) == []
    assert list(store.snapshot().entries.unreadable) == ["3"]
    store.add(entry())
    store.undo()
    assert raw in (folder / "journal.json").read_bytes()
    assert date(1900, 1, 1) == EARLIEST_DAY


def test_moments_at_the_end_of_time_can_be_sorted(folder: Path, entry: Make) -> None:
    far = [
        partly(entry(), at="9999-12-31T23:59:59-14:00", day="9999-12-31"),
        partly(entry(), at="9999-12-31T23:59:59+14:00", day="9999-12-31"),
        partly(entry(), at="1900-01-01T00:00:00+14:00", day="1900-01-01"),
    ]
    log = EntryLog({str(n): msgspec.Raw(raw) for n, raw in enumerate(far)})
    assert [log.number(index) for index in range(3)] == [2, 1, 0]
    mended = EntryLog({**log._documents, "9": msgspec.Raw(far[0])}, log)
    assert [mended.number(index) for index in range(4)] == [2, 1, 0, 9]
