"""The guide through exercises: opening the library, and a figure that moves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from time import perf_counter

from benchmarks.bench import Bench
from benchmarks.keys import started
from benchmarks.row import CannotMeasure, Row, percentile
from benchmarks.terminal import Terminal

PROGRAMME = "Flare day"
"""Begins with minutes of walking, all the time in motion."""
LIBRARY = r"\A *Exercises.*min Desk reset.*Quit"
TODAY = r"\A *Today.*Quit"


def measure_library(bench: Bench) -> Iterator[Row]:
    """From the key on Today to the painted list: first visits, which read it, and later ones."""
    first, later = [], []
    for number in range(bench.times(20)):
        with started(bench, f"library-{number}") as terminal:
            first.append(_open(terminal))
            for _ in range(3):
                terminal.press("t")
                terminal.wait_for(TODAY)
                terminal.settle(0.2)
                later.append(_open(terminal))
    yield Row("opening the library, first visit (p95)", "ms", percentile(first, 0.95), 0.1)
    yield Row("opening the library (p95)", "ms", percentile(later, 0.95), 0.1)


def measure_frame(bench: Bench) -> Iterator[Row]:
    """One picture of each figure at many moments, from its angles to its lines of signs."""
    output = bench.scratch / "frames.json"
    bench.run(bench.worker("frames", str(bench.times(24))), output)
    times = json.loads(output.read_bytes())
    yield Row("a figure's frame, computed and drawn (p95)", "ms", percentile(times, 0.95), 0.005)


def measure_playing(bench: Bench) -> Iterator[Row]:
    """Processor time while the player's figure walks, and once the player is left."""
    with started(bench, "playing") as terminal:
        _open(terminal)
        _begin(terminal)
        # Until every moment of the movement was on the screen once.
        terminal.wait(8)
        playing = _share(terminal, 5 if bench.quick else 20)
        terminal.press("escape")
        terminal.settle(0.5, 2)
        terminal.press("f2")
        terminal.wait_for(TODAY)
        terminal.wait(2)
        left = _share(terminal, 4 if bench.quick else 10)
    yield Row("figure playing in the player: share of a core", "%", playing, 0.06)
    yield Row("the player left: share of a core", "%", left, 0.003)


def _open(terminal: Terminal) -> float:
    """Seconds until the library is there."""
    pressed = terminal.press("e")
    seconds = terminal.wait_for(LIBRARY) - pressed
    terminal.settle(0.3, 1)
    return seconds


def _begin(terminal: Terminal) -> None:
    """Choose the programme, answer that nothing speaks against it, and start."""
    for _ in range(12):
        if f"││ {PROGRAMME}" in terminal.text():
            break
        terminal.press("down")
        terminal.settle(0.3, 0.6)
    for _ in range(10):
        no = "None of these" in terminal.text()
        terminal.press("n" if no else "enter")
        terminal.settle(0.4, 1)
        if "Get ready" in terminal.text():
            return
    raise CannotMeasure(f"no exercise ever began; the screen:\n{terminal.text()}")


def _share(terminal: Terminal, seconds: float) -> float:
    """The share of a core that is used during so many seconds."""
    cpu, begin = terminal.cpu(), perf_counter()
    terminal.wait(seconds)
    return (terminal.cpu() - cpu) / (perf_counter() - begin)
