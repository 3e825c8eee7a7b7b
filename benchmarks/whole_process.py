"""The command line, from the start of the process to its end."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.row import Row, against, in_turn


def measure_add(bench: Bench) -> Iterator[Row]:
    """`journal add` against a Python that only imports click."""
    yield _against_click(bench, "journal add, whole process", 3, "add", "5")


def measure_list(bench: Bench) -> Iterator[Row]:
    """`journal list --last 7` against the same."""
    yield _against_click(bench, "journal list --last 7, whole process", 3, "list", "--last", "7")


def measure_trends(bench: Bench) -> Iterator[Row]:
    """`journal trends`, of 30 days and of all ten years, against the same."""
    yield _against_click(bench, "journal trends, whole process", None, "trends")
    yield _against_click(bench, "journal trends --all, whole process", None, "trends", "--all")


def measure_export(bench: Bench) -> Iterator[Row]:
    """`journal export` of everything against stock TinyDB and csv.DictWriter."""
    ours = bench.journal_on(bench.copy("export"), "export")
    theirs = bench.worker("export", str(bench.data / "journal.json"))
    pairs = in_turn(
        lambda: bench.run(ours, bench.scratch / "ours.csv"),
        lambda: bench.run(theirs, bench.scratch / "theirs.csv"),
        bench.times(9),
    )
    yield against("journal export of everything", "ms", pairs, 1.2)


def _against_click(bench: Bench, name: str, bar: float | None, *arguments: str) -> Row:
    ours = bench.journal_on(bench.copy("".join(arguments)), *arguments)
    click = [bench.python, "-c", "import click"]
    pairs = in_turn(lambda: bench.run(ours), lambda: bench.run(click), bench.times(21), warmup=3)
    return against(name, "ms", pairs, bar)
