"""The app left alone."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from benchmarks.bench import Bench
from benchmarks.row import Row
from benchmarks.start import FRAME
from benchmarks.terminal import Terminal


def measure(bench: Bench) -> Iterator[Row]:
    """Processor time and output over ten seconds on Today, once it has come to rest."""
    folder = bench.copy("idle")
    with Terminal(bench.journal_on(folder), bench.env, bench.scratch) as terminal:
        terminal.wait_for(FRAME)
        terminal.settle(0.6)
        terminal.wait(2)
        cpu, written, begin = terminal.cpu(), terminal.written, perf_counter()
        terminal.wait(4 if bench.quick else 10)
        share = (terminal.cpu() - cpu) / (perf_counter() - begin)
        written = terminal.written - written
    yield Row("left alone: share of a core", "%", share, 0.003)
    yield Row("left alone: written to the terminal", "B", written, 0)
