"""Typed records in and out: changes, undo, drafts, imports, and promise 5."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import entries

from journal.domain.entry import PainEntry
from journal.domain.problem import FieldProblem
from journal.store import journal_file, records, safe_file, transaction
from journal.store.errors import ChangedElsewhere, NotFound, NothingToUndo
from journal.store.journal_file import new_id
from journal.store.journal_store import JournalStore
from journal.store.merging import ImportCounts
from journal.store.records import Change, Draft
from journal.store.transaction import UNDO_KEPT

Make = Callable[..., PainEntry]


def held(store: JournalStore) -> list[PainEntry]:
    return list(store.snapshot().entries)


def changed(entry: PainEntry, **fields: Any) -> PainEntry:
    return msgspec.structs.replace(entry, **fields)


def test_what_was_added_is_there_after_opening_again(
    store: JournalStore, folder: Path, clock: Callable[..., Any], entry: Make
) -> None:
    first, second = entry(3), entry(5, note="two")
    store.add(first)
    snapshot = store.add(second)
    assert list(snapshot.entries) == [first, second]
    assert held(JournalStore(folder, clock)) == [first, second]
    assert store.tables() == {"meta": 1, "entries": 2, "trash": 2}
    assert store.schema() == 1


def test_an_id_is_taken_once(store: JournalStore, folder: Path, entry: Make) -> None:
    first = entry()
    store.add(first)
    before = (folder / "journal.json").read_bytes()
    with pytest.raises(ValueError, match=first.id):
        store.add(entry(id=first.id, note="another"))
    assert (folder / "journal.json").read_bytes() == before


def test_ids_begin_with_a_letter_and_do_not_repeat() -> None:
    made = {new_id() for _ in range(2000)}
    assert len(made) == 2000
    assert all(len(id) == 10 and id.isalnum() and id[0].isalpha() for id in made)


def test_replacing_is_whole(store: JournalStore, entry: Make) -> None:
    first, other = entry(3, note="old", steps=10), entry()
    store.add(first)
    store.add(other)
    edited = entry(4, id=first.id, stress=2)
    store.replace(edited)
    assert sorted(held(store), key=lambda e: e.id) == sorted([edited, other], key=lambda e: e.id)


def test_what_is_not_there_cannot_be_changed(store: JournalStore, entry: Make) -> None:
    store.add(entry(id="abc"))
    for act in (
        lambda: store.replace(entry(id="ab")),
        lambda: store.delete("ab"),
        lambda: store.delete(""),
    ):
        with pytest.raises(NotFound):
            act()
    assert len(held(store)) == 1


def test_the_future_is_refused_everywhere(
    store: JournalStore, entry: Make, clock: Callable[..., Any]
) -> None:
    first = entry()
    store.add(first)
    later = clock() + timedelta(minutes=3)
    for act in (
        lambda: store.add(entry(at=later)),
        lambda: store.replace(entry(id=first.id, at=later)),
        lambda: store.import_entries([entry(), entry(at=later)]),
    ):
        with pytest.raises(FieldProblem, match="up to now"):
            act()
    assert held(store) == [first]


def test_each_kind_of_change_can_be_undone_one_after_the_other(
    store: JournalStore, entry: Make, folder: Path, clock: Callable[..., Any]
) -> None:
    first, second = entry(note="first"), entry(note="second")
    states = [held(store)]
    for act in (
        lambda: store.add(first),
        lambda: store.replace(changed(first, note="edited")),
        lambda: store.import_entries([second, changed(first, updated_at=clock.move(minutes=1))]),  # type: ignore[attr-defined]
        lambda: store.delete(first.id),
    ):
        act()
        states.append(held(store))
    verbs = []
    for state in reversed(states[:-1]):
        # Opened anew each time: undo lives in the file.
        change, snapshot = JournalStore(folder, clock).undo()
        verbs.append(change.verb)
        assert sorted(snapshot.entries, key=lambda e: e.id) == sorted(state, key=lambda e: e.id)
    assert verbs == ["delete", "import", "edit", "add"]
    with pytest.raises(NothingToUndo):
        store.undo()
    # Nothing is lost even then: what undo took away is in the trash.
    trash = json.loads((folder / "journal.json").read_bytes())["trash"]
    assert "second" in json.dumps(trash)
    assert "first" in json.dumps(trash)


@settings(max_examples=50)
@given(data=st.data())
def test_undo_takes_back_any_sequence_of_changes(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = data.draw(st.lists(entries(), min_size=1, max_size=4, unique_by=lambda e: e.id))
    clock = max(e.at for e in made) + timedelta(days=3)
    store = JournalStore(tmp_path_factory.mktemp("undo"), lambda: clock)
    expected: dict[str, PainEntry] = {}
    states = []
    for entry in [*made, *data.draw(st.lists(st.sampled_from(made), max_size=5))]:
        states.append(dict(expected))
        if entry.id not in expected:
            store.add(entry)
            expected[entry.id] = entry
        elif data.draw(st.booleans()):
            store.delete(entry.id)
            del expected[entry.id]
        else:
            expected[entry.id] = changed(
                expected[entry.id], note=data.draw(st.text("ab", max_size=3))
            )
            store.replace(expected[entry.id])
        assert {e.id: e for e in held(store)} == expected
    for state in reversed(states):
        _, snapshot = store.undo()
        assert {e.id: e for e in snapshot.entries} == state
    assert store.snapshot().undoable is None


def test_what_is_undoable_is_told_beforehand(store: JournalStore, entry: Make) -> None:
    first = entry()
    assert store.snapshot().undoable is None
    store.add(first)
    undoable = store.delete(first.id).undoable
    assert undoable is not None
    assert (undoable.verb, undoable.items[0].id) == ("delete", first.id)
    assert undoable.items[0].before == msgspec.to_builtins(first)


def test_the_trash_forgets_by_age(
    store: JournalStore, entry: Make, clock: Callable[..., Any], folder: Path
) -> None:
    old = entry(note="long gone")
    store.add(old)
    store.delete(old.id)
    clock.move(days=UNDO_KEPT.days)  # type: ignore[attr-defined]
    store.add(entry())
    assert store.tables()["trash"] == 3, "90 days are kept"
    clock.move(seconds=1)  # type: ignore[attr-defined]
    store.add(entry())
    assert store.tables()["trash"] == 2
    assert b"long gone" not in (folder / "journal.json").read_bytes()


def test_the_last_change_can_be_undone_however_old(
    store: JournalStore, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    clock.move(days=UNDO_KEPT.days + 10)  # type: ignore[attr-defined]
    assert list(store.undo()[1].entries) == []


def test_the_trash_forgets_by_count_the_oldest_first(
    store: JournalStore, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert transaction.UNDO_LIMIT == 500
    monkeypatch.setattr(transaction, "UNDO_LIMIT", 5)
    made = [entry() for _ in range(8)]
    for one in made:
        store.add(one)
    assert store.tables()["trash"] == 5
    undone = []
    while store.snapshot().undoable:
        undone.append(store.undo()[0].items[0].id)
    assert undone == [one.id for one in reversed(made[3:])]


def test_a_draft_is_kept_replaced_and_dropped(
    store: JournalStore, folder: Path, clock: Callable[..., Any]
) -> None:
    draft = Draft("new", clock(), {"pain": "4", "note": "half a wo\0\x1b[31m"})
    other = Draft("edit-abc", clock(), {"note": "other"})
    store.save_draft(draft)
    store.save_draft(other)
    assert JournalStore(folder, clock).snapshot().drafts == {"new": draft, "edit-abc": other}
    later = Draft("new", clock.move(minutes=1), {"note": "half a word more"})  # type: ignore[attr-defined]
    assert store.save_draft(later)[0].drafts == {"new": later, "edit-abc": other}
    assert store.tables()["drafts"] == 2
    assert store.save_draft(Draft("new", clock(), {}))[0].drafts == {"edit-abc": other}
    assert store.save_draft(Draft("never was", clock(), {}))[0].drafts == {"edit-abc": other}


def test_an_entry_and_the_end_of_its_draft_are_one_write(
    store: JournalStore, entry: Make, clock: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[dict[str, Any]] = []
    real = records.RecordStorage.write

    def write(self: Any, tables: Any) -> None:
        real(self, tables)
        writes.append(json.loads(self.read_bytes()))

    first = entry()
    kept_new = store.save_draft(Draft("new", clock(), {"pain": "4"}))[1]
    monkeypatch.setattr(records.RecordStorage, "write", write)
    assert store.add(first, draft=kept_new).drafts == {}
    kept_edit = store.save_draft(Draft("edit-x", clock(), {"pain": "5"}))[1]
    assert store.replace(changed(first, pain=5), draft=kept_edit).drafts == {}
    assert [(len(w["entries"]), len(w["drafts"])) for w in writes] == [(1, 0), (1, 1), (1, 0)]


def test_a_change_that_changes_nothing_writes_nothing(
    store: JournalStore, folder: Path, entry: Make
) -> None:
    first = entry()
    store.add(first)
    before = (folder / "journal.json").stat()
    store.save_draft(Draft("none", first.at, {}))
    store.import_entries([first])
    assert (folder / "journal.json").stat().st_ino == before.st_ino


def test_an_import_counts_and_twice_is_once(
    store: JournalStore, entry: Make, clock: Callable[..., Any], folder: Path
) -> None:
    same, older, newer, fresh = entry(), entry(), entry(), entry()
    for one in (same, older, newer):
        store.add(one)
    before = held(store)
    incoming = [
        same,
        changed(older, note="from long ago", updated_at=clock() - timedelta(days=1)),
        changed(newer, note="from tomorrow's machine", updated_at=clock() + timedelta(minutes=1)),
        fresh,
    ]
    counts = ImportCounts(added=1, updated=1, unchanged=1, kept=1)
    assert store.import_entries(incoming, dry_run=True) == counts
    assert held(store) == before
    assert store.import_entries(incoming) == counts
    after = {e.id: e for e in held(store)}
    assert after == {e.id: e for e in (same, older, incoming[2], fresh)}
    content = (folder / "journal.json").read_bytes()
    assert store.import_entries(incoming) == ImportCounts(unchanged=3, kept=1)
    assert (folder / "journal.json").read_bytes() == content
    store.undo()
    assert {e.id: e for e in held(store)} == {e.id: e for e in before}


def test_of_two_versions_in_one_import_the_later_one_counts(
    store: JournalStore, entry: Make, clock: Callable[..., Any]
) -> None:
    early = entry(note="early")
    late = changed(early, note="late", updated_at=clock() + timedelta(minutes=1))
    assert store.import_entries([late, early]).added == 1
    assert held(store) == [late]


def test_an_updater_that_fails_changes_nothing(
    store: JournalStore, folder: Path, entry: Make
) -> None:
    first = entry()
    store.add(first)
    file, before = (folder / "journal.json").read_bytes(), store.snapshot()
    with pytest.raises(ZeroDivisionError), store._change() as change:  # noqa: PT012 (one change)
        change.remove("entries", [first.id])
        change.put("drafts", [Draft("new", first.at, {"note": "half"})])
        change.note("delete", [])
        raise ZeroDivisionError
    assert (folder / "journal.json").read_bytes() == file
    assert list(store.snapshot().entries) == [first] == list(before.entries)
    assert store.snapshot().drafts == {}
    assert store.tables() == {"meta": 1, "entries": 1, "trash": 1}
    assert len(store.add(entry()).entries) == 2


def test_an_import_is_all_or_nothing(
    store: JournalStore, folder: Path, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(entry())
    file = (folder / "journal.json").read_bytes()

    def broken() -> Any:
        yield entry()
        raise ValueError("line 2")

    with pytest.raises(ValueError, match="line 2"):
        store.import_entries(broken())
    monkeypatch.setattr(transaction.Transaction, "note", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.import_entries([entry(), entry()])
    assert (folder / "journal.json").read_bytes() == file
    assert len(held(store)) == 1


def test_what_is_handed_out_cannot_change_what_is_held(
    store: JournalStore, entry: Make, clock: Callable[..., Any]
) -> None:
    first = entry()
    store.save_draft(Draft("new", clock(), {"note": "kept"}))
    store.add(first)
    snapshot = store.delete(first.id)
    assert snapshot.undoable is not None
    snapshot.undoable.items[0].before["note"] = "spoilt"  # type: ignore[index]
    snapshot.drafts["new"].fields["note"] = "spoilt"
    assert isinstance(snapshot.entries.ids(), tuple)
    with pytest.raises(TypeError):
        snapshot.entries.unreadable["1"] = "spoilt"  # type: ignore[index]
    with pytest.raises(AttributeError):
        snapshot.drafts["new"].id = "spoilt"  # type: ignore[misc]
    assert store.undo()[1].entries[0] == first
    assert store.snapshot().drafts["new"].fields == {"note": "kept"}


def test_a_snapshot_stays_as_it_was(store: JournalStore, entry: Make) -> None:
    first, second = entry(), entry()
    before = store.add(first)
    store.add(second)
    store.delete(first.id)
    assert list(before.entries) == [first]
    assert isinstance(before.undoable, Change)


@settings(max_examples=50)
@given(made=st.lists(entries(), max_size=5, unique_by=lambda e: e.id))
def test_every_field_survives_the_file(
    made: list[PainEntry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fields")
    now = max((e.at for e in made), default=None)
    clock = (lambda: now + timedelta(days=3)) if now else journal_file.system_clock
    store = JournalStore(folder, clock)
    for entry in made[:2]:
        store.add(entry)
    store.import_entries(made)
    again = {e.id: e for e in JournalStore(folder, clock).snapshot().entries}
    assert again == {e.id: e for e in made}
    if made:
        stored = json.loads((folder / "journal.json").read_bytes())["entries"].values()
        assert list(stored) == [json.loads(msgspec.json.encode(e)) for e in made]


def test_an_entry_changed_elsewhere_is_not_written_over(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    first = entry(4, note="as it was")
    store.add(first)
    other = msgspec.structs.replace(first, note="changed by the other")
    JournalStore(folder, clock).replace(other, first)
    with pytest.raises(ChangedElsewhere):
        store.replace(msgspec.structs.replace(first, pain=9), first)
    assert held(store) == [other]


def test_a_draft_of_another_program_is_not_written_over(
    store: JournalStore, folder: Path, clock: Callable[..., Any]
) -> None:
    seen = Draft("new", clock(), {"note": "both saw this"})
    store.save_draft(seen)
    theirs = Draft("new", clock(), {"note": "theirs went on"})
    JournalStore(folder, clock).save_draft(theirs, seen)
    mine = Draft("new", clock(), {"note": "mine went on"})
    snapshot, stored = store.save_draft(mine, seen)
    assert snapshot.drafts["new"] == theirs
    assert stored.id.startswith("new-")
    assert snapshot.drafts[stored.id].fields == mine.fields
    again = Draft(stored.id, clock(), {"note": "mine went further"})
    snapshot, stored = store.save_draft(again, stored)
    assert {d.fields["note"] for d in snapshot.drafts.values()} == {
        "theirs went on",
        "mine went further",
    }


def test_saving_leaves_the_draft_that_another_program_wrote(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    mine = store.save_draft(Draft("new", clock(), {"note": "mine"}))[1]
    theirs = Draft("new", clock(), {"note": "theirs"})
    JournalStore(folder, clock).save_draft(theirs)
    assert store.add(entry(), draft=mine).drafts == {"new": theirs}
    assert store.add(entry(), draft=None).drafts == {"new": theirs}


def test_a_form_is_set_aside_in_one_write(
    store: JournalStore, clock: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = store.save_draft(Draft("new", clock(), {"note": "words"}))[1]
    aside = Draft("cleared-new", clock(), {"note": "words"})
    monkeypatch.setattr(records.RecordStorage, "write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.set_aside(aside, kept)
    assert store.snapshot().drafts == {"new": kept}
    monkeypatch.undo()
    assert store.set_aside(aside, kept).drafts == {"cleared-new": aside}


def test_redo_brings_back_what_undo_took_away(store: JournalStore, entry: Make) -> None:
    first, second = entry(1, id="one"), entry(2, id="two")
    store.add(first)
    store.add(second)
    store.delete("one")
    for expected in ({"one", "two"}, {"one"}, set()):
        store.undo()
        assert {e.id for e in held(store)} == expected
    for expected in ({"one"}, {"one", "two"}, {"two"}):
        store.redo()
        assert {e.id for e in held(store)} == expected
    with pytest.raises(NothingToUndo):
        store.redo()
    store.undo()
    assert {e.id for e in held(store)} == {"one", "two"}


def test_redo_ends_with_a_new_change(store: JournalStore, entry: Make) -> None:
    store.add(entry(1))
    store.undo()
    store.add(entry(2))
    with pytest.raises(NothingToUndo):
        store.redo()


def test_an_update_is_made_on_the_entry_as_it_is_by_then(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    first = entry(4)
    store.add(first)
    other = JournalStore(folder, clock)
    other.update(first.id, lambda now: changed(now, steps=100))
    store.update(first.id, lambda now: changed(now, mood=3))
    assert (held(store)[0].steps, held(store)[0].mood) == (100, 3)


def test_a_folder_that_cannot_be_synced_is_told_of_and_the_entry_is_there(
    store: JournalStore, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path) -> None:
        raise OSError(5, "Input/output error")

    store.add(entry(1))
    monkeypatch.setattr(safe_file, "sync_folder", fails)
    snapshot = store.add(entry(2))
    assert "could not confirm" in str(snapshot.trouble)
    assert len(snapshot.entries) == 2
    monkeypatch.undo()
    assert store.add(entry(3)).trouble is None
