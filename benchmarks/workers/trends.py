"""The trends of all there is, and reading every entry, in turn: FOLDER TIMES.

Prints the seconds of each pair as JSON: [[trends, reading], ...].
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from journal.store.journal_store import JournalStore
from journal.trending import earliest, trends_in, whole_diary

WARMUP = 2

folder, times = sys.argv[1:]
snapshot = JournalStore(Path(folder)).snapshot()
today = snapshot.entries.day_at(len(snapshot.entries) - 1)


def trends() -> None:
    trends_in(snapshot, earliest(snapshot, today), today, today, whole_diary(snapshot))


def reading() -> None:
    for _ in snapshot.entries:
        pass


def seconds(doing: Callable[[], None]) -> float:
    begin = time.perf_counter()
    doing()
    return time.perf_counter() - begin


pairs = [(seconds(trends), seconds(reading)) for _ in range(WARMUP + int(times))]
print(json.dumps(pairs[WARMUP:]))
