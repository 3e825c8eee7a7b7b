"""Saving one entry durably, against stock TinyDB on a copy of the same file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.row import Row, against


def measure(bench: Bench) -> Iterator[Row]:
    """One process with both stores open and warm."""
    folder, other = bench.copy("save"), bench.copy("save-stock") / "journal.json"
    output = bench.scratch / "save.json"
    bench.run(bench.worker("save", str(folder), str(other), str(bench.times(15))), output)
    pairs = json.loads(output.read_bytes())
    yield against("durable save of one entry", "ms", pairs, 8, faster=True)
