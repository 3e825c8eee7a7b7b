"""From a key to what the screen shows of it, on the journal of ten years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice

from benchmarks.bench import Bench
from benchmarks.row import Row, percentile
from benchmarks.start import FRAME
from benchmarks.terminal import Terminal

TODAY, LOG, HISTORY = "f2", "f3", "f6"
TEXT = "a longer walk along the canal today, and it held "


def measure_typing(bench: Bench) -> Iterator[Row]:
    """Characters typed into the note of the Log."""
    with started(bench, "typing") as terminal:
        # The note is the last field of the form, one step back from the first.
        terminal.press(LOG)
        terminal.settle()
        terminal.press("shift+tab")
        terminal.settle()
        times = reactions(terminal, TEXT, bench.times(90))
    yield p95_row("key to output: typing a note", times, 0.015)


def measure_moving(bench: Bench) -> Iterator[Row]:
    """Up and down in the list of the History."""
    with started(bench, "moving") as terminal:
        terminal.press(HISTORY)
        terminal.settle()
        times = reactions(terminal, ["down"] * 25 + ["up"] * 20, bench.times(90))
    yield p95_row("key to output: moving in a list", times, 0.015)


def measure_switching(bench: Bench) -> Iterator[Row]:
    """From screen to screen: the first visits, which build the screens, and later ones."""
    first: list[float] = []
    later: list[float] = []
    for number in range(bench.times(9)):
        with started(bench, f"switching-{number}") as terminal:
            first += reactions(terminal, (HISTORY, LOG), 2, quiet=0.4)
            later += reactions(terminal, (TODAY, HISTORY, LOG), 6, quiet=0.2)
    yield p95_row("key to output: switching screens, first visit", first, 0.1)
    yield p95_row("key to output: switching screens", later, 0.1)


def measure_painted(bench: Bench) -> Iterator[Row]:
    """Today's quick log: from Enter to the frame whose list shows the entry.

    The first save of a day makes the day's backup, so it has a row of its own.
    """
    first, later = [], []
    for number in range(bench.times(6)):
        with started(bench, f"painted-{number}") as terminal:
            first.append(_save(terminal, 1, after=0))
            later += [_save(terminal, score, after=score - 1) for score in range(2, 10)]
    yield p95_row("save to painted, first of the day", first, 0.05)
    yield p95_row("save to painted", later, 0.05)


def _save(terminal: Terminal, score: int, after: int) -> float:
    terminal.settle(0.2)
    terminal.press(str(score))
    terminal.settle(0.2)
    pressed = terminal.press("enter")
    return terminal.wait_for(_listed(score, after)) - pressed


def _listed(score: int, after: int) -> str:
    """Today's list with `score` on the line below the entry before, if there was one.

    Lines of earlier days begin with their date.
    """
    line = r"(?<!\d )\b\d\d:\d\d +{}\b"
    return (line.format(after) + r"[^\n]*\n[^\n]*" if after else "") + line.format(score)


@contextmanager
def started(bench: Bench, name: str) -> Iterator[Terminal]:
    """The app on a journal of its own, come to rest."""
    with Terminal(bench.journal_on(bench.copy(name)), bench.env, bench.scratch) as terminal:
        terminal.wait_for(FRAME)
        terminal.settle(0.5)
        yield terminal


def reactions(
    terminal: Terminal, keys: Sequence[str], times: int, quiet: float = 0.1
) -> list[float]:
    """Seconds from each of so many keys, in turn, to the first output after it."""
    found = []
    for key in islice(cycle(keys), times):
        terminal.settle(quiet)
        found.append(terminal.reaction(key))
    return found


def p95_row(name: str, times: Sequence[float], bar: float | None) -> Row:
    """What all but one in twenty do not exceed."""
    return Row(f"{name} (p95)", "ms", percentile(times, 0.95), bar)
