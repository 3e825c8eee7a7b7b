"""The trends: their chart, their screen, and what they say of the journal of ten years."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks import patterns
from benchmarks.bench import Bench
from benchmarks.keys import p95_row, reactions, started
from benchmarks.row import Row, against
from benchmarks.terminal import Terminal

REDRAWN = {"a year": 0.010, "ten years": 0.015}
"""Seconds that a redraw of the chart may take."""
PEOPLE, FEWER = 1000, 200
SHOWN = r"\A *Trends .*7-day average.*Quit"
ALL = r"\A *Trends .*average of each month.*Quit"
TODAY = r"\A *Today.*Quit"


def measure_charts(bench: Bench) -> Iterator[Row]:
    """From the days of a range to all lines of a chart as large as the screen."""
    output = bench.scratch / "charts.json"
    bench.run(bench.worker("charts", str(bench.data), str(bench.times(240))), output)
    for name, times in json.loads(output.read_bytes()).items():
        yield p95_row(f"chart of {name} redrawn", times, REDRAWN[name])


def measure_whole(bench: Bench) -> Iterator[Row]:
    """All figures of ten years, against reading every entry and doing nothing with it."""
    output = bench.scratch / "trends.json"
    bench.run(bench.worker("trends", str(bench.data), str(bench.times(15))), output)
    yield against("trends of ten years, one pass", "ms", json.loads(output.read_bytes()), None)


def measure_opening(bench: Bench) -> Iterator[Row]:
    """From the key on Today to the painted chart, and from its 30 days to all ten years."""
    first, later, whole = [], [], []
    for number in range(bench.times(9)):
        with started(bench, f"trends-{number}") as terminal:
            first.append(_painted(terminal, "r", SHOWN))
            for _ in range(3):
                _painted(terminal, "t", TODAY)
                later.append(_painted(terminal, "r", SHOWN))
            whole.append(_painted(terminal, "5", ALL))
    yield p95_row("opening the trends, first visit", first, 0.1)
    yield p95_row("opening the trends", later, 0.1)
    yield p95_row("from 30 days to all ten years, first time", whole, None)


def measure_cursor(bench: Bench) -> Iterator[Row]:
    """Left and right in the chart of 30 days, and in that of ten years."""
    keys = ["left"] * 20 + ["right"] * 20
    with started(bench, "cursor") as terminal:
        _painted(terminal, "r", SHOWN)
        days = reactions(terminal, keys, bench.times(90))
        _painted(terminal, "5", ALL)
        years = reactions(terminal, keys, bench.times(90))
    yield p95_row("key to output: moving in the chart of 30 days", days, 0.015)
    yield p95_row("key to output: moving in the chart of ten years", years, 0.015)


def measure_honesty(bench: Bench) -> Iterator[Row]:
    """How often made-up people are shown a link that is not there, and the one that is."""
    yield from patterns.measure(FEWER if bench.quick else PEOPLE)


def _painted(terminal: Terminal, key: str, frame: str) -> float:
    """Seconds from a key to a frame, which then comes to rest."""
    pressed = terminal.press(key)
    seconds = terminal.wait_for(frame) - pressed
    terminal.settle(0.3, 1)
    return seconds
