"""Promise 2: any number of processes may write, and nobody's record is lost."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from journal.domain.entry import PainEntry
from journal.store import recovery, safe_file
from journal.store.errors import ChangedElsewhere, StoreBusy
from journal.store.journal_store import JournalStore
from journal.store.records import split

Start = Callable[..., subprocess.Popen[str]]

WRITER = """
import json, sys
from datetime import datetime, timezone
from pathlib import Path
import msgspec
from journal.domain.entry import PainEntry
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
now = datetime(2026, 3, 14, 12, tzinfo=timezone.utc)
me, turns = sys.argv[2], int(sys.argv[3])
store = JournalStore(Path(sys.argv[1]), lambda: now)
print("ready", flush=True)
sys.stdin.readline()
expected = {}
for turn in range(turns):
    entry = PainEntry(id=f"{me}x{turn}", day=now.date(), at=now, pain=turn % 11, created_at=now,
                      updated_at=now)
    store.add(entry)
    expected[entry.id] = ""
    if turn % 3 == 1:
        store.replace(msgspec.structs.replace(entry, note=f"edited by {me}"))
        expected[entry.id] = f"edited by {me}"
    if turn % 3 == 2:
        store.delete(entry.id)
        del expected[entry.id]
    store.save_draft(Draft(me, now, {"note": str(turn)}))
print(json.dumps(expected), flush=True)
"""

HOLDER = """
import sys
from journal.store.storage import SafeJSONStorage
with SafeJSONStorage(sys.argv[1]).lock():
    print("locked", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize(("writers", "turns"), [(2, 24), (8, 6)])
def test_nobody_loses_a_record_and_no_reader_sees_a_torn_file(
    writers: int, turns: int, folder: Path, child: Start
) -> None:
    crew = [child(WRITER, folder, f"w{number}", turns) for number in range(writers)]
    for writer in crew:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in crew:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    path, looks = folder / "journal.json", 0
    while any(writer.poll() is None for writer in crew):
        if path.exists():
            split(path.read_bytes())
            json.loads(path.read_bytes())
            looks += 1
        time.sleep(0.002)
    expected: dict[str, str] = {}
    for writer in crew:
        output, errors = writer.communicate()
        assert not errors
        expected |= json.loads(output)
    snapshot = JournalStore(folder).snapshot()
    assert {entry.id: entry.note for entry in snapshot.entries} == expected
    assert len(snapshot.entries) == writers * turns * 2 // 3
    assert {d.id: d.fields["note"] for d in snapshot.drafts.values()} == {
        f"w{number}": str(turns - 1) for number in range(writers)
    }
    assert looks > 5


def test_two_stores_of_one_process_see_each_other(
    folder: Path, clock: Callable[[], object], entry: Callable[..., PainEntry]
) -> None:
    mine, theirs = JournalStore(folder, clock), JournalStore(folder, clock)
    mine.add(entry(id="mine"))
    assert theirs.refresh()
    assert not theirs.refresh()
    theirs.add(entry(id="theirs"))
    assert {e.id for e in mine.add(entry(id="again")).entries} == {"mine", "theirs", "again"}


def test_threads_of_one_process_do_not_lose_each_others_records(
    store: JournalStore, entry: Callable[..., PainEntry]
) -> None:
    entries = [entry() for _ in range(24)]
    threads = [
        threading.Thread(target=lambda part: [store.add(e) for e in part], args=(entries[n::4],))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {e.id for e in store.snapshot().entries} == {e.id for e in entries}


def test_waiting_for_another_writer_is_bounded_and_ends_in_a_plain_message(
    folder: Path,
    store: JournalStore,
    entry: Callable[..., PainEntry],
    child: Start,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert safe_file.LOCK_SECONDS == 5
    first = entry()
    store.add(first)
    monkeypatch.setattr(safe_file, "LOCK_SECONDS", 0.2)
    other = JournalStore(folder, lambda: first.at)
    holder = child(HOLDER, folder / "journal.json")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "locked\n"
    before = (folder / "journal.json").read_bytes()
    started = time.monotonic()
    with pytest.raises(StoreBusy, match="Nothing was saved; please try again"):
        other.add(entry())
    assert 0.15 < time.monotonic() - started < 2
    with pytest.raises(StoreBusy):
        recovery.start_over(folder, first.at)
    assert (folder / "journal.json").read_bytes() == before
    assert [e.id for e in other.snapshot().entries] == [first.id]
    holder.communicate("\n")
    assert len(other.add(entry()).entries) == 2


def test_a_killed_holder_of_the_lock_does_not_keep_others_out(
    folder: Path, store: JournalStore, entry: Callable[..., PainEntry], child: Start
) -> None:
    store.add(entry())
    holder = child(HOLDER, folder / "journal.json")
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.kill()
    holder.wait()
    assert len(store.add(entry()).entries) == 2


@pytest.mark.parametrize("who", ["knows no lock", "found the lock removed"])
def test_what_a_writer_wrote_that_the_lock_did_not_keep_out_is_kept(
    who: str, folder: Path, store: JournalStore, entry: Callable[..., PainEntry]
) -> None:
    mine, theirs = entry(3), entry(9)
    store.add(mine)

    def edit(entry: PainEntry) -> PainEntry:
        if who == "found the lock removed":
            (folder / "journal.json.lock").unlink()
            JournalStore(folder, lambda: theirs.at).add(theirs)
        else:
            insert_as_tinydb(folder, theirs)
        return msgspec.structs.replace(entry, note="mine")

    with pytest.raises(ChangedElsewhere, match="please try again"):
        store.update(mine.id, edit)
    assert list(store.snapshot().entries) == [mine, theirs]
    store.update(mine.id, lambda entry: msgspec.structs.replace(entry, note="mine"))
    assert [e.note for e in store.snapshot().entries] == ["mine", theirs.note]


def test_a_journal_that_another_writer_began_meanwhile_is_kept(
    folder: Path, store: JournalStore, entry: Callable[..., PainEntry]
) -> None:
    theirs = entry(9)

    def add() -> None:
        with store._change() as change:
            change.insert("entries", [entry(3)])
            insert_as_tinydb(folder, theirs)

    with pytest.raises(ChangedElsewhere):
        add()
    assert list(store.snapshot().entries) == [theirs]


def insert_as_tinydb(folder: Path, entry: PainEntry) -> None:
    with TinyDB(folder / "journal.json") as db:
        db.table("entries").insert(msgspec.to_builtins(entry))
