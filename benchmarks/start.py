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
    ours = bench.journal_on(bench.copy("start"))
    theirs = bench.worker("smallest_app")
    pairs = in_turn(
        lambda: _start(bench, ours, FRAME),
        lambda: _start(bench, theirs, SMALLEST_FRAME),
        bench.times(15),
    )
    seconds = [(one[0], other[0]) for one, other in pairs]
    sizes = [(one[1], other[1]) for one, other in pairs]
    yield against("first complete frame", "ms", seconds, 1.25)
    yield against("resident memory after start", "MiB", sizes, 1.35)


def _start(bench: Bench, command: Sequence[str], frame: str) -> tuple[float, int]:
    """Seconds to the frame, and the bytes of memory afterwards."""
    with Terminal(command, bench.env, bench.scratch) as terminal:
        seconds = terminal.wait_for(frame) - terminal.started
        terminal.settle(0.6)
        return seconds, terminal.resident()
