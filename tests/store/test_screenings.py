"""Screenings and the profile in the store: kept, cleared, deleted, taken back, imported."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import screenings

from journal.domain.entry import PainEntry
from journal.domain.level import Level
from journal.domain.problem import FieldProblem
from journal.domain.screening import Clearance, Profile, Screening
from journal.store.errors import NotFound, NothingToUndo, StoreError, UnreadableRecord
from journal.store.journal_store import JournalStore
from journal.store.merging import ImportCounts
from journal.store.profile_record import PROFILE_ID, ProfileRecord
from journal.store.records import Draft, RecordStorage

Make = Callable[..., Screening]
MakeEntry = Callable[..., PainEntry]


def held(store: JournalStore) -> list[Screening]:
    return list(store.snapshot().screenings)


def profile(store: JournalStore) -> Profile | None:
    return store.snapshot().profile


def changed(screening: Screening, **fields: Any) -> Screening:
    return msgspec.structs.replace(screening, **fields)


def stored(folder: Path) -> dict[str, Any]:
    tables: dict[str, Any] = json.loads((folder / "journal.json").read_bytes())
    return tables


def rewrite(folder: Path, table: str, number: str, **fields: object) -> None:
    """Put values into a stored record that this version does not know."""
    tables = stored(folder)
    tables[table][number] |= fields
    (folder / "journal.json").write_text(json.dumps(tables))


@pytest.fixture
def clearance(clock: Any) -> Clearance:
    return Clearance(clock().date(), "Dr\x1b A", True, clock())


# Saving


def test_what_was_saved_is_there_after_opening_again(
    store: JournalStore, folder: Path, clock: Any, screening: Make
) -> None:
    first, second = screening(), screening(Level.URGENT, at=clock() - timedelta(days=1))
    store.save_screening(first)
    snapshot = store.save_screening(second)
    assert list(snapshot.screenings) == [second, first]
    assert held(JournalStore(folder, clock)) == [second, first]
    assert store.tables() == {"meta": 1, "screenings": 2, "trash": 2, "profile": 1}


@settings(max_examples=50)
@given(made=st.lists(screenings(), max_size=4, unique_by=lambda s: s.id))
def test_every_field_survives_the_file(
    made: list[Screening], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fields")
    store = JournalStore(folder)
    for screening in made[:2]:
        store.save_screening(screening)
    store.import_records((), made)
    assert {s.id: s for s in held(JournalStore(folder))} == {s.id: s for s in made}
    if made:
        records = list(stored(folder)["screenings"].values())
        assert records == [json.loads(msgspec.json.encode(s)) for s in made]


def test_its_profile_becomes_the_profile(
    store: JournalStore, folder: Path, clock: Any, screening: Make
) -> None:
    assert profile(store) is None
    store.save_screening(screening(profile=Profile(age=50)))
    assert profile(store) == Profile(age=50)
    clock.move(hours=1)
    store.save_screening(screening(profile=Profile(age=51, cancer_ever="unsure")))
    assert profile(JournalStore(folder, clock)) == Profile(age=51, cancer_ever="unsure")
    [record] = stored(folder)["profile"].values()
    assert record["id"] == "profile"
    assert record["updated_at"] == "2026-03-14T13:00:00Z"
    assert record["answers"] == {"age": 51, "cancer-ever": "unsure"}


def test_a_screening_its_profile_and_the_end_of_its_draft_are_one_write(
    store: JournalStore, clock: Any, screening: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = store.save_draft(Draft("check", clock(), {"fever": "yes"}))[1]
    writes = []
    real = RecordStorage.write

    def write(self: RecordStorage, tables: Any) -> None:
        real(self, tables)
        writes.append({name: len(found) for name, found in tables.items()})

    monkeypatch.setattr(RecordStorage, "write", write)
    assert store.save_screening(screening(), draft).drafts == {}
    assert [w | {"meta": 1} for w in writes] == [
        {"meta": 1, "drafts": 0, "screenings": 1, "profile": 1, "trash": 1}
    ]


def test_a_draft_that_another_program_wrote_stays(
    store: JournalStore, folder: Path, clock: Any, screening: Make
) -> None:
    mine = store.save_draft(Draft("check", clock(), {"fever": "yes"}))[1]
    theirs = Draft("check", clock(), {"fever": "no"})
    JournalStore(folder, clock).save_draft(theirs)
    assert store.save_screening(screening(), mine).drafts == {"check": theirs}


def test_an_id_is_taken_once_readable_or_not(
    store: JournalStore, folder: Path, screening: Make
) -> None:
    store.save_screening(screening(id="abc"))
    for harm in ({}, {"at": "soon"}):
        rewrite(folder, "screenings", "1", **harm)
        before = (folder / "journal.json").read_bytes()
        with pytest.raises(ValueError, match="abc"):
            store.save_screening(screening(id="abc", advice="another"))
        assert (folder / "journal.json").read_bytes() == before


IMPOSSIBLE: list[tuple[Callable[[Any], dict[str, Any]], str]] = [
    (lambda now: {"at": now + timedelta(minutes=3)}, "at"),
    (lambda now: {"at": now, "day": now.date() + timedelta(days=1)}, "day"),
    (lambda now: {"at": now, "day": now.date() - timedelta(days=2)}, "day"),
    (lambda now: {"at": now.replace(tzinfo=None)}, "at"),
    (lambda now: {"updated_at": now.replace(tzinfo=None)}, "updated_at"),
    (lambda now: {"id": "a b"}, "id"),
    (lambda now: {"id": ""}, "id"),
    (lambda now: {"id": "a" * 65}, "id"),
    (lambda now: {"mood": {"low": 4}}, "low"),
    (lambda now: {"mood": {"low": -1}}, "low"),
    (lambda now: {"clearance": Clearance(now.date() + timedelta(days=1), "", True, now)}, "on"),
]


@pytest.mark.parametrize(("fields", "field"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_saved_or_imported(
    fields: Callable[[Any], dict[str, Any]],
    field: str,
    store: JournalStore,
    folder: Path,
    clock: Any,
    screening: Make,
) -> None:
    for act in (store.save_screening, lambda wrong: store.import_records((), [wrong])):
        with pytest.raises(FieldProblem) as caught:
            act(screening(**fields(clock())))
        assert caught.value.field == field
    assert not folder.exists()


def test_the_same_profile_again_writes_nothing(store: JournalStore, folder: Path) -> None:
    store.save_profile(Profile(age=50))
    before = (folder / "journal.json").stat()
    assert store.save_profile(Profile(age=50)).profile == Profile(age=50)
    assert (folder / "journal.json").stat().st_ino == before.st_ino


def test_a_profile_that_cannot_be_read_is_kept_beside_the_new_one(
    store: JournalStore, folder: Path, clock: Any, screening: Make
) -> None:
    store.save_profile(Profile(age=50))
    rewrite(folder, "profile", "1", answers={"age": 50, "asked-tomorrow": "yes"})
    assert profile(store) is None
    assert list(store.snapshot().profiles.unreadable) == ["1"]
    store.save_screening(screening(profile=Profile(age=51)))
    store.save_profile(Profile(age=52))
    assert profile(JournalStore(folder, clock)) == Profile(age=52)
    records = stored(folder)["profile"]
    assert records["1"]["answers"]["asked-tomorrow"] == "yes"
    assert len(records) == 2


# Clearing and deleting


def test_a_clearance_is_put_into_its_screening(
    store: JournalStore, clock: Any, screening: Make, clearance: Clearance
) -> None:
    first, other = screening(Level.URGENT), screening(Level.URGENT)
    store.save_screening(first)
    store.save_screening(other)
    now = clock.move(hours=2)
    snapshot = store.clear_screening(first.id, clearance)
    assert list(snapshot.screenings) == [changed(first, clearance=clearance, updated_at=now), other]
    assert [past.clearance is None for past in snapshot.screenings.past] == [False, True]
    assert list(store.undo()[1].screenings) == [first, other]
    assert store.redo()[1].screenings[0].clearance == clearance


def test_a_clearance_of_the_future_is_refused(
    store: JournalStore, clock: Any, screening: Make, clearance: Clearance
) -> None:
    first = screening(Level.URGENT)
    store.save_screening(first)
    tomorrow = clock().date() + timedelta(days=1)
    for field, wrong in (
        ("on", msgspec.structs.replace(clearance, on=tomorrow)),
        ("at", msgspec.structs.replace(clearance, at=clock() + timedelta(hours=1))),
        ("who", msgspec.structs.replace(clearance, who="x" * 201)),
        ("who", msgspec.structs.replace(clearance, who="\ud800")),
    ):
        with pytest.raises(FieldProblem) as caught:
            store.clear_screening(first.id, wrong)
        assert caught.value.field == field
    assert held(store) == [first]


def test_a_deleted_screening_is_in_the_trash(
    store: JournalStore, folder: Path, screening: Make
) -> None:
    first, second = screening(), screening()
    store.save_screening(first)
    store.save_screening(second)
    assert list(store.delete_screening(first.id).screenings) == [second]
    last = list(stored(folder)["trash"].values())[-1]
    assert last["items"] == [
        {
            "table": "screenings",
            "id": first.id,
            "before": json.loads(msgspec.json.encode(first)),
        }
    ]
    assert sorted(s.id for s in store.undo()[1].screenings) == sorted([first.id, second.id])


def test_what_is_not_there_cannot_be_changed(
    store: JournalStore, screening: Make, clearance: Clearance
) -> None:
    store.save_screening(screening(id="abc"))
    for act in (
        lambda: store.clear_screening("ab", clearance),
        lambda: store.delete_screening("ab"),
        lambda: store.delete_screening(""),
    ):
        with pytest.raises(NotFound, match="no check"):
            act()
    assert len(held(store)) == 1


@pytest.mark.parametrize("place", ["record", "outcome"])
def test_what_a_newer_version_wrote_is_not_lost(
    place: str,
    store: JournalStore,
    folder: Path,
    clock: Any,
    screening: Make,
    clearance: Clearance,
) -> None:
    store.save_screening(screening(Level.URGENT, id="abc"))
    more = {"from_tomorrow": {"a": [1, 2.5, None]}}
    outcome = stored(folder)["screenings"]["1"]["outcome"]
    rewrite(
        folder, "screenings", "1", **(more if place == "record" else {"outcome": outcome | more})
    )
    before = stored(folder)["screenings"]["1"]
    clock.move(hours=1)
    assert store.clear_screening("abc", clearance).screenings.past[0].clearance is not None
    [cleared] = stored(folder)["screenings"].values()
    assert cleared.pop("clearance") == json.loads(msgspec.json.encode(clearance))
    assert cleared == before | {"updated_at": "2026-03-14T13:00:00Z"}
    assert store.undo()[1].screenings.past[0].clearance is None
    store.delete_screening("abc")
    store.undo()
    assert list(stored(folder)["screenings"].values()) == [before]


def test_a_cleared_screening_has_its_fields_in_their_order(
    store: JournalStore, folder: Path, screening: Make, clearance: Clearance
) -> None:
    store.save_screening(screening(Level.URGENT, id="abc"))
    for again in (clearance, msgspec.structs.replace(clearance, who="another")):
        [found] = store.clear_screening("abc", again).screenings
        [record] = stored(folder)["screenings"].values()
        assert list(record) == list(json.loads(msgspec.json.encode(found)))
        assert found.clearance == again


def test_one_with_a_number_that_no_program_can_hold_is_not_changed(
    store: JournalStore, folder: Path, screening: Make, clearance: Clearance
) -> None:
    store.save_screening(screening(id="abc"))
    path = folder / "journal.json"
    path.write_bytes(path.read_bytes().replace(b'"id":"abc",', b'"id":"abc","x":1e999,', 1))
    before = path.read_bytes()
    with pytest.raises(UnreadableRecord, match="abc"):
        store.delete_screening("abc")
    with pytest.raises(UnreadableRecord, match="abc"):
        store.clear_screening("abc", clearance)
    assert path.read_bytes() == before


# Undo


def test_undo_takes_back_the_screening_and_leaves_the_profile(
    store: JournalStore, clock: Any, screening: Make, entry: MakeEntry
) -> None:
    pain, draft = entry(), Draft("check", clock(), {"a": "b"})
    store.add(pain)
    store.save_profile(Profile(age=40))
    draft = store.save_draft(draft)[1]
    store.save_screening(screening(profile=Profile(age=41)), draft)
    change, snapshot = store.undo()
    assert (change.verb, change.words) == ("add", "one check")
    assert len(snapshot.screenings) == 0
    assert snapshot.profile == Profile(age=41)
    assert list(snapshot.entries) == [pain]
    assert snapshot.drafts == {}, "as with an entry, its draft does not come again"
    change, snapshot = store.undo()
    assert (change.words, len(snapshot.entries)) == ("one entry", 0)
    with pytest.raises(NothingToUndo):
        store.undo()
    assert profile(store) == Profile(age=41)


def test_undo_takes_any_changes_back_one_after_the_other(
    store: JournalStore, folder: Path, clock: Any, screening: Make, clearance: Clearance
) -> None:
    first, second = screening(Level.EMERGENCY), screening()
    states = [held(store)]
    for act in (
        lambda: store.save_screening(first),
        lambda: store.clear_screening(first.id, clearance),
        lambda: store.import_records((), [second]),
        lambda: store.delete_screening(first.id),
    ):
        act()
        states.append(held(store))
    words = []
    for state in reversed(states[:-1]):
        change, snapshot = JournalStore(folder, clock).undo()
        words.append((change.verb, change.words))
        assert sorted(snapshot.screenings, key=lambda s: s.id) == sorted(state, key=lambda s: s.id)
    assert [verb for verb, _ in words] == ["delete", "import", "edit", "add"]
    assert {word for _, word in words} == {"one check"}
    for state in states[1:]:
        _, snapshot = store.redo()
        assert sorted(snapshot.screenings, key=lambda s: s.id) == sorted(state, key=lambda s: s.id)


def test_a_change_says_what_it_touched(
    store: JournalStore, screening: Make, entry: MakeEntry
) -> None:
    store.import_records([entry(), entry()], [screening()])
    store.import_records([entry()], [screening(), screening()])
    assert store.undo()[0].words == "one entry and 2 checks"
    assert store.undo()[0].words == "2 entries and one check"


# Two at once, and no room


def test_two_programs_lose_nothing(
    store: JournalStore, folder: Path, clock: Any, screening: Make, clearance: Clearance
) -> None:
    other = JournalStore(folder, clock)
    first, second = screening(Level.URGENT), screening()
    store.save_screening(first)
    other.save_screening(second)
    other.clear_screening(first.id, clearance)
    store.save_profile(Profile(age=70))
    assert store.refresh() is False
    assert {s.id for s in held(store)} == {first.id, second.id} == {s.id for s in held(other)}
    assert held(store) == held(other)
    assert profile(other) == Profile(age=70)
    with pytest.raises(ValueError, match=second.id):
        store.save_screening(second)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_disk_that_fails_at_any_step_changes_nothing(
    call: str,
    store: JournalStore,
    folder: Path,
    screening: Make,
    clearance: Clearance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = screening(Level.URGENT)
    store.save_screening(first)
    draft = store.save_draft(Draft("check", first.at, {"fever": "no"}))[1]
    real = getattr(os, call)

    def fail(*args: Any, **kwargs: Any) -> Any:
        if call == "open" and not str(args[0]).endswith(".tmp"):
            return real(*args, **kwargs)
        raise OSError(28, "No space left on device")

    before, content = store.snapshot(), (folder / "journal.json").read_bytes()
    second = screening(profile=Profile(age=99))
    for act in (
        lambda: store.save_screening(second, draft),
        lambda: store.clear_screening(first.id, clearance),
        lambda: store.delete_screening(first.id),
        lambda: store.save_profile(Profile(age=99)),
        lambda: store.import_records((), [second]),
        lambda: store.undo(),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            with pytest.raises(StoreError, match="No space left"):
                act()
        after = store.snapshot()
        assert (folder / "journal.json").read_bytes() == content
        assert list(after.screenings) == list(before.screenings) == [first]
        assert (after.profile, after.drafts) == (first.profile, {"check": draft})
        assert after.undoable == before.undoable
    assert len(store.save_screening(second, draft).screenings) == 2


def test_a_snapshot_stays_as_it_was(
    store: JournalStore, screening: Make, clearance: Clearance
) -> None:
    first = screening()
    before = store.save_screening(first)
    store.clear_screening(first.id, clearance)
    store.delete_screening(first.id)
    store.save_profile(Profile(age=99))
    assert list(before.screenings) == [first]
    assert before.profile == first.profile


# Importing


def test_an_import_counts_and_twice_is_once(
    store: JournalStore, folder: Path, clock: Any, screening: Make, entry: MakeEntry
) -> None:
    same, older, newer, fresh = screening(), screening(), screening(), screening()
    for one in (same, older, newer):
        store.save_screening(one)
    pain = entry()
    long_ago, soon = clock() - timedelta(days=1), clock() + timedelta(minutes=1)
    incoming = [
        same,
        changed(older, mood={"low": 1}, updated_at=long_ago),
        changed(newer, mood={"low": 2}, updated_at=soon),
        fresh,
    ]
    before = {s.id: s for s in held(store)}
    dry = store.import_records([pain], incoming, dry_run=True)
    assert {s.id: s for s in held(store)} == before
    done = store.import_records([pain], incoming)
    assert dry == done
    assert done.entries == ImportCounts(added=1)
    assert done.screenings == ImportCounts(added=1, updated=1, unchanged=1, kept=1)
    assert {s.id: s for s in held(store)} == {s.id: s for s in (same, older, incoming[2], fresh)}
    content = (folder / "journal.json").read_bytes()
    again = store.import_records([pain], incoming)
    assert again.screenings == ImportCounts(unchanged=3, kept=1)
    assert (folder / "journal.json").read_bytes() == content
    assert len(list((folder / "backups").glob("*-import.json"))) == 1
    snapshot = store.undo()[1]
    assert {s.id: s for s in snapshot.screenings} == before
    assert len(snapshot.entries) == 0


def test_an_import_leaves_alone_what_cannot_be_read_here(
    store: JournalStore, folder: Path, clock: Any, screening: Make, entry: MakeEntry
) -> None:
    half, lost, pain = screening(id="half"), screening(id="lost"), entry(id="pain")
    store.save_screening(half)
    store.save_screening(lost)
    store.add(pain)
    rewrite(folder, "screenings", "1", from_tomorrow=1)
    rewrite(folder, "screenings", "2", at="soon")
    rewrite(folder, "entries", "1", at="soon")
    later = clock.move(minutes=1)
    before = (folder / "journal.json").read_bytes()
    newer = [changed(s, updated_at=later) for s in (half, lost)]
    done = store.import_records([msgspec.structs.replace(pain, updated_at=later)], newer)
    assert (done.entries, done.screenings) == (ImportCounts(kept=1), ImportCounts(kept=2))
    assert (folder / "journal.json").read_bytes() == before


def test_a_profile_is_imported_where_there_is_none(
    store: JournalStore, clock: Any, screening: Make
) -> None:
    record = ProfileRecord(PROFILE_ID, clock(), Profile(age=33))
    assert store.import_records((), (), record, dry_run=True).profile == ImportCounts(added=1)
    assert profile(store) is None
    assert store.import_records((), [screening()], record).profile == ImportCounts(added=1)
    assert profile(store) == Profile(age=33)
    assert store.import_records((), (), record).profile == ImportCounts(unchanged=1)
    other = msgspec.structs.replace(record, answers=Profile(age=34))
    assert store.import_records((), (), other).profile == ImportCounts(kept=1)
    change, snapshot = store.undo()
    assert change.words == "one check and the answers about you"
    assert snapshot.profile is None
    assert store.redo()[1].profile == Profile(age=33)


def test_taking_an_import_back_leaves_answers_that_were_given_since(
    store: JournalStore, clock: Any, screening: Make
) -> None:
    store.import_records((), [screening()], ProfileRecord(PROFILE_ID, clock(), Profile(age=33)))
    clock.move(minutes=1)
    store.save_profile(Profile(age=34))
    snapshot = store.undo()[1]
    assert len(snapshot.screenings) == 0
    assert snapshot.profile == Profile(age=34)
    assert store.redo()[1].profile == Profile(age=34)


def test_bringing_an_import_back_leaves_answers_that_were_given_since(
    store: JournalStore, clock: Any
) -> None:
    store.import_records((), (), ProfileRecord(PROFILE_ID, clock(), Profile(age=33)))
    assert store.undo()[1].profile is None
    store.save_profile(Profile(age=34))
    assert store.redo()[1].profile == Profile(age=34)


def test_a_profile_that_cannot_be_read_is_no_reason_to_take_another(
    store: JournalStore, folder: Path, clock: Any
) -> None:
    store.save_profile(Profile(age=50))
    rewrite(folder, "profile", "1", answers=5)
    record = ProfileRecord(PROFILE_ID, clock(), Profile(age=33))
    assert store.import_records((), (), record).profile == ImportCounts(kept=1)
    assert profile(store) is None


def test_plain_tinydb_reads_them(store: JournalStore, folder: Path, screening: Make) -> None:
    from tinydb import TinyDB

    first = screening()
    store.save_screening(first)
    with TinyDB(folder / "journal.json") as db:
        [record] = db.table("screenings").all()
        assert msgspec.convert(record, Screening) == first
        assert [r["id"] for r in db.table("profile").all()] == ["profile"]
