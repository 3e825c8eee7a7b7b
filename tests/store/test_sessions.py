"""Sessions in the store: kept, given their morning, deleted, taken back, imported."""

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
from strategies import sessions

from journal.domain.entry import PainEntry
from journal.domain.exercise import Dose
from journal.domain.problem import FieldProblem
from journal.domain.screening import Screening
from journal.domain.session import Done, Task
from journal.domain.training import Session
from journal.store import doctor
from journal.store.errors import NotFound, StoreError, UnreadableRecord
from journal.store.journal_store import JournalStore
from journal.store.merging import ImportCounts
from journal.store.records import Draft

Make = Callable[..., Session]
DOSE = Dose(sets=2, reps=10, out=1, hold=1, back=1, rest=20)


def held(store: JournalStore) -> list[Session]:
    return list(store.snapshot().sessions)


def changed(session: Session, **fields: Any) -> Session:
    return msgspec.structs.replace(session, **fields)


def stored(folder: Path) -> dict[str, Any]:
    tables: dict[str, Any] = json.loads((folder / "journal.json").read_bytes())
    return tables


def rewrite(folder: Path, number: str, **fields: object) -> None:
    """Put values into a stored session that this version does not know."""
    tables = stored(folder)
    tables["sessions"][number] |= fields
    (folder / "journal.json").write_text(json.dumps(tables))


# Saving


def test_what_was_saved_is_there_after_opening_again(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    first, second = session(), session("desk-reset", at=clock() - timedelta(days=1))
    draft = store.save_draft(Draft("session", clock(), {"player": "{}"}))[1]
    store.save_session(first, draft)
    snapshot = store.save_session(second)
    assert list(snapshot.sessions) == [second, first]
    assert snapshot.drafts == {}
    assert held(JournalStore(folder, clock)) == [second, first]
    assert store.tables() == {"meta": 1, "drafts": 0, "sessions": 2, "trash": 2}


@settings(max_examples=50)
@given(made=st.lists(sessions(), max_size=4, unique_by=lambda s: s.id))
def test_every_field_survives_the_file(
    made: list[Session], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fields")
    store = JournalStore(folder)
    for session in made[:2]:
        store.save_session(session)
    store.import_records((), sessions=made)
    assert {s.id: s for s in held(JournalStore(folder))} == {s.id: s for s in made}
    if made:
        records = list(stored(folder)["sessions"].values())
        assert records == [json.loads(msgspec.json.encode(s)) for s in made]


def test_a_session_that_is_here_already_is_kept_once(
    store: JournalStore, folder: Path, session: Make, clock: Any
) -> None:
    """Two programs that finish one draft do so at two moments; a morning may be told between."""
    first = session(id="abc", ended_at=clock.move(minutes=20))
    store.save_session(first)
    store.note_morning("abc", 3, clock().date())
    before = (folder / "journal.json").read_bytes()
    later = clock.move(minutes=5)
    again = msgspec.structs.replace(first, ended_at=later, created_at=later, updated_at=later)
    store.save_session(again)
    assert (folder / "journal.json").read_bytes() == before


@pytest.mark.parametrize("harm", [{}, {"at": "soon"}])
def test_what_says_anything_else_is_kept_beside_it(
    store: JournalStore, folder: Path, session: Make, harm: dict[str, Any]
) -> None:
    """So too beside one that this version cannot read."""
    store.save_session(session(id="abc", stopped="locking"))
    rewrite(folder, "1", **harm)
    store.save_session(session(id="abc", effort=6))
    log = store.snapshot().sessions
    (other,) = [past.id for past in log.past if past.id != "abc"]
    assert log[log.find(other)[0]].effort == 6
    # Tried once more after a write of which nobody knew how it ended, it is kept once all the same.
    store.save_session(session(id="abc", effort=6))
    assert store.snapshot().sessions.ids() == log.ids()


def tasks(**fields: Any) -> dict[str, Any]:
    return {"tasks": (Task("a", "a", DOSE), Task(**({"exercise": "b", "planned": "b"} | fields)))}


def dosed(**fields: Any) -> dict[str, Any]:
    return tasks(dose=msgspec.structs.replace(DOSE, **fields))


def done(**fields: Any) -> dict[str, Any]:
    return tasks(dose=DOSE, done=(Done(**({"exercise": "b", "set": 1, "reps": 1} | fields)),))


IMPOSSIBLE: list[tuple[Callable[[Any], dict[str, Any]], str]] = [
    (lambda now: {"at": now + timedelta(minutes=3)}, "at"),
    (lambda now: {"at": now.replace(tzinfo=None), "ended_at": now}, "at"),
    (lambda now: {"ended_at": now + timedelta(minutes=3)}, "ended_at"),
    (lambda now: {"ended_at": now - timedelta(seconds=1)}, "ended_at"),
    (lambda now: {"ended_at": now.replace(tzinfo=None)}, "ended_at"),
    (lambda now: {"updated_at": now.replace(tzinfo=None)}, "updated_at"),
    (lambda now: {"day": now.date() + timedelta(days=1)}, "day"),
    (lambda now: {"day": now.date() - timedelta(days=2)}, "day"),
    (lambda now: {"id": "a b"}, "id"),
    (lambda now: {"before": 11}, "before"),
    (lambda now: {"before": True}, "before"),
    (lambda now: {"after": -1}, "after"),
    (lambda now: {"effort": 11}, "effort"),
    (lambda now: {"morning": 11, "morning_on": now.date()}, "morning"),
    (lambda now: {"morning": 1}, "morning_on"),
    (lambda now: {"morning_on": now.date()}, "morning"),
    (lambda now: {"morning": 1, "morning_on": now.date() + timedelta(days=1)}, "morning_on"),
    (lambda now: {"morning": 1, "morning_on": now.date() - timedelta(days=1)}, "morning_on"),
    (lambda now: {"programme": "a" * 65}, "programme"),
    (lambda now: {"phase": "\ud800"}, "phase"),
    (lambda now: {"stopped": "a" * 65}, "stopped"),
    (lambda now: {"stopped": "\ud800"}, "stopped"),
    (lambda now: {"quick": {"\ud800": True}}, "quick"),
    (lambda now: {"tasks": ()}, "tasks"),
    (lambda now: tasks(dose=DOSE, exercise="\ud800"), "tasks[1].exercise"),
    (lambda now: tasks(dose=DOSE, planned="a" * 65), "tasks[1].planned"),
    (lambda now: tasks(dose=DOSE, note="a" * 501), "tasks[1].note"),
    (lambda now: tasks(dose=DOSE, skipped="\ud800"), "tasks[1].skipped"),
    (lambda now: tasks(dose=DOSE, worst=11), "tasks[1].worst"),
    (lambda now: dosed(sets=10**12), "tasks[1].dose.sets"),
    (lambda now: dosed(reps=0), "tasks[1].dose.reps"),
    (lambda now: dosed(hold=-1), "tasks[1].dose.hold"),
    (lambda now: dosed(rest=3601), "tasks[1].dose.rest"),
    (lambda now: dosed(out=0, hold=0, back=0), "tasks[1].dose.out"),
    (lambda now: done(set=0), "tasks[1].done[0].set"),
    (lambda now: done(reps=0), "tasks[1].done[0].reps"),
    (lambda now: done(direction=3), "tasks[1].done[0].direction"),
    (lambda now: done(exercise="a" * 65), "tasks[1].done[0].exercise"),
]


@pytest.mark.parametrize(("fields", "field"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_saved_or_imported(
    fields: Callable[[Any], dict[str, Any]],
    field: str,
    store: JournalStore,
    folder: Path,
    clock: Any,
    session: Make,
) -> None:
    for act in (store.save_session, lambda wrong: store.import_records((), sessions=[wrong])):
        with pytest.raises(FieldProblem) as caught:
            act(session(**fields(clock())))
        assert caught.value.field == field
    assert not folder.exists()


def test_an_exercise_that_nobody_knows_any_more_may_be_kept(
    store: JournalStore, session: Make
) -> None:
    found = session("gone", tasks=(Task("hop", "skip", DOSE, skipped="no room"),))
    assert list(store.save_session(found).sessions) == [found]


def test_exercises_of_ones_own_choice_are_a_session_of_no_programme(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    found = session("", clean=False, eased=True, stopped="dizzy")
    store.save_session(found)
    assert held(JournalStore(folder, clock)) == [found]
    [record] = stored(folder)["sessions"].values()
    told = {"programme": "", "clean": False, "eased": True, "stopped": "dizzy"}
    assert {name: record[name] for name in told} == told


def test_what_was_not_said_of_a_session_is_left_out(
    store: JournalStore, folder: Path, session: Make
) -> None:
    store.save_session(session())
    [record] = stored(folder)["sessions"].values()
    assert not {"clean", "eased", "stopped"} & record.keys()


# The morning after


def test_the_morning_is_noted_and_can_be_taken_back(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    first = session(id="abc", before=2)
    other = session(at=clock() - timedelta(days=2))
    store.save_session(first)
    store.save_session(other)
    now = clock.move(hours=20)
    snapshot = store.note_morning("abc", 4, now.date())
    noted = changed(first, morning=4, morning_on=now.date(), updated_at=now)
    assert list(snapshot.sessions) == [other, noted]
    assert [past.morning for past in snapshot.sessions.past] == [None, 4]
    assert snapshot.sessions[1].red_morning
    record = stored(folder)["sessions"]["1"]
    assert list(record) == list(json.loads(msgspec.json.encode(noted)))
    assert (snapshot.undoable.verb, snapshot.undoable.words) == ("edit", "one session")  # type: ignore[union-attr]  # there is one
    assert list(store.undo()[1].sessions) == [other, first]
    assert list(store.redo()[1].sessions) == [other, noted]
    assert store.note_morning("abc", 0, now.date()).sessions[1].morning == 0


def test_a_morning_is_that_of_each_session_of_the_day_and_is_taken_back_as_one(
    store: JournalStore, clock: Any, session: Make
) -> None:
    start = clock() - timedelta(days=1)
    store.save_session(session("core-trio", id="told", at=start))
    store.note_morning("told", 1, start.date())
    for id, ago in (("early", 3), ("late", 1)):
        at = start + timedelta(hours=8 - ago)
        store.save_session(session("desk-reset", id=id, at=at))
    found = store.note_morning("late", 4, clock().date()).sessions
    assert {s.id: s.morning for s in found} == {"told": 1, "early": 4, "late": 4}
    assert {s.id: s.morning for s in store.undo()[1].sessions} == {
        "told": 1,
        "early": None,
        "late": None,
    }


def test_a_damaged_record_with_the_id_of_another_session_of_the_day_stays_as_it_is(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    for number, id in enumerate(("aaa", "bbb")):
        store.save_session(session(id=id, at=clock() - timedelta(hours=number + 1)))
    data = json.loads((folder / "journal.json").read_text())
    damaged = {**data["sessions"]["1"], "at": "soon", "effort": 9}
    data["sessions"]["3"] = damaged
    (folder / "journal.json").write_text(json.dumps(data))
    opened = JournalStore(folder, clock)
    clock.move(hours=20)
    opened.note_morning("bbb", 4, clock().date())
    assert stored(folder)["sessions"]["3"] == damaged
    assert stored(folder)["sessions"]["1"] == data["sessions"]["1"]


def test_another_answer_is_that_of_all_that_had_the_first(
    store: JournalStore, clock: Any, session: Make
) -> None:
    for id in ("one", "two"):
        store.save_session(session(id=id, at=clock.move(minutes=1)))
    clock.move(hours=20)
    store.note_morning("one", 4, clock().date())
    found = store.note_morning("two", 1, clock().date()).sessions.past
    assert {past.id: past.morning for past in found} == {"one": 1, "two": 1}


def test_a_session_saved_after_its_morning_was_told_has_it_too(
    store: JournalStore, clock: Any, session: Make
) -> None:
    """One of yesterday that waited, say, and was ended today."""
    store.save_session(session(id="told"))
    late, other = session(id="late"), session(id="other", at=clock() - timedelta(days=1))
    clock.move(hours=20)
    store.note_morning("told", 4, clock().date())
    store.save_session(late)
    store.save_session(other)
    own = {"morning": 1, "morning_on": clock().date()}
    store.save_session(changed(late, id="own", effort=3, **own))
    found = {each.id: (each.morning, each.morning_on) for each in store.snapshot().sessions}
    assert found == {
        "told": (4, clock().date()),
        "late": (4, clock().date()),
        "other": (None, None),
        "own": (1, clock().date()),
    }


@pytest.mark.parametrize("record", [{"at": "soon"}, {}], ids=["damaged", "whole"])
def test_of_two_records_with_one_id_none_is_changed(
    record: dict[str, str], store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    """Else the one that was not meant would be written over."""
    store.save_session(session(id="abc"))
    data = json.loads((folder / "journal.json").read_text())
    data["sessions"]["2"] = {**data["sessions"]["1"], **record, "effort": 9}
    (folder / "journal.json").write_text(json.dumps(data))
    opened = JournalStore(folder, clock)
    clock.move(hours=20)
    newer = changed(session(id="abc"), effort=1, updated_at=clock() + timedelta(days=1))
    for act in (
        lambda: opened.note_morning("abc", 4, clock().date()),
        lambda: opened.delete_session("abc"),
        # It would take away what was saved, by its id.
        opened.undo,
    ):
        with pytest.raises(NotFound, match="Several sessions have the id abc"):
            act()
    assert opened.import_records((), sessions=[newer]).sessions == ImportCounts(kept=1)
    assert stored(folder)["sessions"] == data["sessions"]
    assert "ids that several sessions have: abc" in doctor.examine(folder).problems


@pytest.mark.parametrize(
    ("score", "days", "field"),
    [(11, 1, "morning"), (-1, 1, "morning"), (3, 2, "morning_on"), (3, -1, "morning_on")],
)
def test_a_morning_that_cannot_be_is_refused(
    score: int, days: int, field: str, store: JournalStore, clock: Any, session: Make
) -> None:
    first = session(id="abc")
    store.save_session(first)
    day = first.day + timedelta(days=days)
    clock.move(hours=20)
    with pytest.raises(FieldProblem) as caught:
        store.note_morning("abc", score, day)
    assert caught.value.field == field
    assert held(store) == [first]


@pytest.mark.parametrize("place", ["record", "task"])
def test_what_a_newer_version_wrote_is_not_lost(
    place: str, store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    store.save_session(session(id="abc"))
    more = {"from_tomorrow": {"a": [1, 2.5, None]}}
    task = stored(folder)["sessions"]["1"]["tasks"][0]
    rewrite(folder, "1", **(more if place == "record" else {"tasks": [task | more]}))
    before = stored(folder)["sessions"]["1"]
    clock.move(hours=20)
    assert store.note_morning("abc", 3, clock().date()).sessions.past[0].morning == 3
    [noted] = stored(folder)["sessions"].values()
    assert (noted.pop("morning"), noted.pop("morning_on")) == (3, "2026-03-15")
    assert noted == before | {"updated_at": "2026-03-15T08:00:00Z"}
    store.undo()
    store.delete_session("abc")
    store.undo()
    assert list(stored(folder)["sessions"].values()) == [before]


# Deleting


def test_a_deleted_session_is_in_the_trash(
    store: JournalStore, folder: Path, session: Make
) -> None:
    first, second = session(), session()
    store.save_session(first)
    store.save_session(second)
    assert list(store.delete_session(first.id).sessions) == [second]
    last = list(stored(folder)["trash"].values())[-1]
    before = json.loads(msgspec.json.encode(first))
    assert last["items"] == [{"table": "sessions", "id": first.id, "before": before}]
    assert sorted(s.id for s in store.undo()[1].sessions) == sorted([first.id, second.id])


def test_what_is_not_there_cannot_be_changed(
    store: JournalStore, session: Make, clock: Any
) -> None:
    store.save_session(session(id="abc"))
    for act in (
        lambda: store.note_morning("ab", 3, clock().date()),
        lambda: store.delete_session("ab"),
        lambda: store.delete_session(""),
    ):
        with pytest.raises(NotFound, match="no session"):
            act()
    assert len(held(store)) == 1


def test_one_with_a_number_that_no_program_can_hold_is_not_changed(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    store.save_session(session(id="abc"))
    path = folder / "journal.json"
    path.write_bytes(path.read_bytes().replace(b'"id":"abc",', b'"id":"abc","x":1e999,', 1))
    before = path.read_bytes()
    for act in (
        lambda: store.delete_session("abc"),
        lambda: store.note_morning("abc", 3, clock().date()),
    ):
        with pytest.raises(UnreadableRecord, match="Session abc was not changed"):
            act()
    assert path.read_bytes() == before


# Undo, two at once, and no room


def test_undo_takes_any_changes_back_one_after_the_other(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    first, second = session(), session()
    states = [held(store)]
    for act in (
        lambda: store.save_session(first),
        lambda: store.note_morning(first.id, 3, clock().date()),
        lambda: store.import_records((), sessions=[second]),
        lambda: store.delete_session(first.id),
    ):
        act()
        states.append(held(store))
    words = []
    for state in reversed(states[:-1]):
        change, snapshot = JournalStore(folder, clock).undo()
        words.append((change.verb, change.words))
        assert sorted(snapshot.sessions, key=lambda s: s.id) == sorted(state, key=lambda s: s.id)
    assert [verb for verb, _ in words] == ["delete", "import", "edit", "add"]
    assert {word for _, word in words} == {"one session"}
    for state in states[1:]:
        _, snapshot = store.redo()
        assert sorted(snapshot.sessions, key=lambda s: s.id) == sorted(state, key=lambda s: s.id)


def test_two_programs_lose_nothing(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    other = JournalStore(folder, clock)
    first, second = session(), session(at=clock() + timedelta(days=1))
    store.save_session(first)
    clock.move(days=1)
    other.save_session(second)
    other.note_morning(first.id, 5, clock().date())
    assert [s.morning for s in held(store)] == [5, None]
    assert held(store) == held(other)
    both = held(store)
    store.save_session(first)
    assert held(store) == both


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_disk_that_fails_at_any_step_changes_nothing(
    call: str,
    store: JournalStore,
    folder: Path,
    clock: Any,
    session: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = session()
    store.save_session(first)
    draft = store.save_draft(Draft("session", clock(), {"player": "{}"}))[1]

    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError(28, "No space left on device")

    content = (folder / "journal.json").read_bytes()
    for act in (
        lambda: store.save_session(session(), draft),
        lambda: store.note_morning(first.id, 3, clock().date()),
        lambda: store.delete_session(first.id),
        lambda: store.import_records((), sessions=[session()]),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            with pytest.raises(StoreError, match="No space left"):
                act()
        after = store.snapshot()
        assert (folder / "journal.json").read_bytes() == content
        assert list(after.sessions) == [first]
        assert after.drafts == {"session": draft}
    assert len(store.save_session(session(), draft).sessions) == 2


# Importing


def test_an_import_counts_and_twice_is_once(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    same, older, newer, fresh = session(), session(), session(), session()
    for one in (same, older, newer):
        store.save_session(one)
    long_ago, soon = clock() - timedelta(days=1), clock() + timedelta(minutes=1)
    incoming = [
        same,
        changed(older, effort=1, updated_at=long_ago),
        changed(newer, effort=2, updated_at=soon),
        fresh,
    ]
    before = {s.id: s for s in held(store)}
    dry = store.import_records((), dry_run=True, sessions=incoming)
    assert {s.id: s for s in held(store)} == before
    done = store.import_records((), sessions=incoming)
    assert dry == done
    assert done.sessions == ImportCounts(added=1, updated=1, unchanged=1, kept=1)
    assert done.entries == done.screenings == ImportCounts()
    assert {s.id: s for s in held(store)} == {s.id: s for s in (same, older, incoming[2], fresh)}
    content = (folder / "journal.json").read_bytes()
    again = store.import_records((), sessions=incoming)
    assert again.sessions == ImportCounts(unchanged=3, kept=1)
    assert (folder / "journal.json").read_bytes() == content
    assert {s.id: s for s in store.undo()[1].sessions} == before


def test_an_import_leaves_alone_what_cannot_be_read_here(
    store: JournalStore, folder: Path, clock: Any, session: Make
) -> None:
    half, lost = session(id="half"), session(id="lost")
    store.save_session(half)
    store.save_session(lost)
    rewrite(folder, "1", from_tomorrow=1)
    rewrite(folder, "2", at="soon")
    later = clock.move(minutes=1)
    before = (folder / "journal.json").read_bytes()
    newer = [changed(s, updated_at=later) for s in (half, lost)]
    assert store.import_records((), sessions=newer).sessions == ImportCounts(kept=2)
    assert (folder / "journal.json").read_bytes() == before


def test_an_import_of_every_kind_is_one_change(
    store: JournalStore,
    session: Make,
    screening: Callable[..., Screening],
    entry: Callable[..., PainEntry],
) -> None:
    store.import_records([entry()], [screening()], sessions=[session(), session()])
    assert store.undo()[0].words == "one entry and one check and 2 sessions"


def test_plain_tinydb_reads_them(store: JournalStore, folder: Path, session: Make) -> None:
    from tinydb import TinyDB

    first = session()
    store.save_session(first)
    with TinyDB(folder / "journal.json") as db:
        [record] = db.table("sessions").all()
        assert msgspec.convert(record, Session) == first
