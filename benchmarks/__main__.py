"""The table of figures: `python -m benchmarks [--quick] [--here] [--only NAME]...`.

Ends with 1 when a bar is not met or something could not be measured.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import bench as benches
from benchmarks import idle, keys, playing, save, start, trends, whole_process
from benchmarks.bench import Bench
from benchmarks.row import CannotMeasure, Row, table

SUBJECTS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "start": start.measure,
    "save": save.measure,
    "add": whole_process.measure_add,
    "list": whole_process.measure_list,
    "export": whole_process.measure_export,
    "typing": keys.measure_typing,
    "moving": keys.measure_moving,
    "switching": keys.measure_switching,
    "painted": keys.measure_painted,
    "idle": idle.measure,
    "library": playing.measure_library,
    "frame": playing.measure_frame,
    "playing": playing.measure_playing,
    "charts": trends.measure_charts,
    "trends": trends.measure_opening,
    "cursor": trends.measure_cursor,
    "whole": trends.measure_whole,
    "summary": whole_process.measure_trends,
    "honesty": trends.measure_honesty,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a third of the repetitions or less")
    parser.add_argument(
        "--here",
        action="store_true",
        help="measure the package as this Python finds it, rather than an installed wheel",
    )
    parser.add_argument(
        "--only", action="append", choices=SUBJECTS, metavar="NAME", help=", ".join(SUBJECTS)
    )
    options = parser.parse_args()
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="journal-benchmarks-") as name:
        setting_up = benches.here if options.here else benches.installed
        try:
            _progress("setting up")
            bench = setting_up(Path(name), options.quick)
            benches.prepare(bench)
        except CannotMeasure as error:
            print(error, file=sys.stderr)
            return 1
        rows, problems = measure(bench, options.only or list(SUBJECTS))
    _progress("")
    print(table(row.cells() for row in rows))
    # Ratios bear a busy machine, milliseconds do not: let the reader judge.
    load = f"{load_before:.1f} before, {os.getloadavg()[0]:.1f} after"
    print(f"\nload of the machine: {load}; processors: {os.cpu_count()}")
    for problem in problems:
        print(f"\n{problem}")
    return 0 if not problems and all(row.passed for row in rows) else 1


def measure(bench: Bench, names: list[str]) -> tuple[list[Row], list[str]]:
    """The rows of the subjects, and what could not be measured and why."""
    rows: list[Row] = []
    problems = []
    for name in names:
        _progress(name)
        try:
            rows += SUBJECTS[name](bench)
        except CannotMeasure as error:
            problems.append(f"{name} could not be measured: {error}")
    return rows, problems


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
