"""Starting the app, against the smallest Textual app with a footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.bench import Bench
from benchmarks.row import Row, against, in_turn
from benchmarks.terminal import Terminal

# The footer is drawn last and ends with Quit.
FRAME = r"Today.*Quit"
SMALLEST_FRAME = r"Smallest.*Quit"


def measure(bench: Bench) -> Iterator[Row]:
    """First complete frame, and resident memory once it is quiet."""
    folder = bench.copy("start")
    memory: list[int] = []

    def start(command: Sequence[str], frame: str) -> float:
        with Terminal(command, bench.env, bench.scratch) as terminal:
            seconds = terminal.wait_for(frame) - terminal.started
            terminal.settle(0.6)
            memory.append(terminal.resident())
            return seconds

    ours_memory: list[int] = []
    their_memory: list[int] = []

    def ours() -> float:
        seconds = start(bench.journal_on(folder), FRAME)
        ours_memory.append(memory.pop())
        return seconds

    def theirs() -> float:
        seconds = start(bench.worker("smallest_app"), SMALLEST_FRAME)
        their_memory.append(memory.pop())
        return seconds

    pairs = in_turn(ours, theirs, bench.times(11))
    yield against("first complete frame", "ms", pairs, 1.25)
    sizes = list(zip(ours_memory[1:], their_memory[1:], strict=True))
    yield against("resident memory after start", "MiB", sizes, 1.35)
