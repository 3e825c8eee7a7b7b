"""Saves entries with the journal's store and with stock TinyDB in turn: FOLDER FILE TIMES.

Prints the seconds of each pair as JSON: [[ours, theirs], ...].
"""

import json
import sys
import time
from pathlib import Path

import msgspec
from tinydb import TinyDB

from journal.domain.entry import PainEntry
from journal.store.journal_file import new_id, system_clock
from journal.store.journal_store import JournalStore

WARMUP = 2

folder, file, times = sys.argv[1:]
store = JournalStore(Path(folder))
table = TinyDB(file).table("entries")


def entry() -> PainEntry:
    now = system_clock()
    return PainEntry(
        id=new_id(), day=now.date(), at=now, pain=4, note="Saved.", created_at=now, updated_at=now
    )


def ours() -> float:
    new = entry()
    begin = time.perf_counter()
    store.add(new)
    return time.perf_counter() - begin


def theirs() -> float:
    new = msgspec.to_builtins(entry())
    begin = time.perf_counter()
    table.insert(new)
    return time.perf_counter() - begin


pairs = [(ours(), theirs()) for _ in range(WARMUP + int(times))]
print(json.dumps(pairs[WARMUP:]))
