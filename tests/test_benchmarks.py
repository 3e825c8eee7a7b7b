"""The figures of `python -m benchmarks`: what they are held to, and that there is one for each."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from benchmarks import trends
from benchmarks.__main__ import SUBJECTS, measure
from benchmarks.bench import Bench, here
from benchmarks.patterns import GAPS, WITH, WITHOUT
from benchmarks.row import CannotMeasure, Row, against, percentile, table
from journal.demo import write_demo


@pytest.mark.parametrize(
    ("ours", "at_least", "verdict", "bar"),
    [
        (0.010, False, "ok", "<= 10.00 ms"),
        (0.0101, False, "over", "<= 10.00 ms"),
        (0.010, True, "ok", ">= 10.00 ms"),
        (0.0099, True, "under", ">= 10.00 ms"),
    ],
)
def test_a_figure_is_held_to_its_bar(ours, at_least, verdict, bar):
    row = Row("r", "ms", ours, 0.010, at_least=at_least)
    assert row.passed is (verdict == "ok")
    assert row.cells()[-2:] == (bar, verdict)


def test_a_ratio_is_held_to_its_bar_whatever_the_seconds_are():
    slower = against("r", "ms", [(4.0, 1.0), (2.0, 1.0), (3.0, 1.0)], 3)
    assert (slower.ours, slower.reference, slower.ratio) == (3.0, 1.0, 3.0)
    assert slower.cells()[-3:] == ("3.00x", "<= 3x", "ok")
    faster = against("r", "ms", [(1.0, 7.0), (1.0, 9.0), (1.0, 7.5)], 8, faster=True)
    assert faster.cells()[-3:] == ("7.50x", ">= 8x", "under")
    assert not faster.passed


def test_without_a_bar_a_figure_is_only_told():
    for row in (Row("r", "%", 0.068, None), against("r", "ms", [(9.0, 1.0)], None)):
        assert row.passed
        assert row.cells()[-2:] == ("", "")
    assert Row("r", "%", 0.068, None).cells()[1] == "6.80 %"


def test_all_but_one_in_twenty_do_not_exceed_the_95th_percentile():
    assert percentile(range(101), 0.95) == 95
    assert percentile([4.0], 0.95) == 4.0
    assert percentile([3.0, 1.0], 0.5) == 2.0


def test_the_columns_of_the_table_stand_in_line():
    rows = [Row("short", "ms", 1.0, 2.0), Row("a longer one", "%", 0.5, None)]
    first, second, third = table(row.cells() for row in rows).splitlines()
    assert first.index("ours") + len("ours") == second.index(" ms") + 3 == third.index(" %") + 2
    assert not any(line.endswith(" ") for line in (first, second, third))


def test_what_cannot_be_measured_is_told_and_the_rest_goes_on(monkeypatch, tmp_path):
    def broken(_: Bench):
        raise CannotMeasure("no terminal")

    monkeypatch.setitem(SUBJECTS, "typing", broken)
    monkeypatch.setitem(SUBJECTS, "idle", lambda _: iter([Row("r", "B", 0, 0)]))
    rows, problems = measure(here(tmp_path, quick=True), ["typing", "idle"])
    assert [row.name for row in rows] == ["r"]
    assert problems == ["typing could not be measured: no terminal"]


@pytest.mark.parametrize(("quick", "people"), [(False, 1000), (True, 200)])
def test_false_claims_and_found_links_are_told_for_each_kind_of_diary(
    quick, people, monkeypatch, tmp_path
):
    asked = []
    monkeypatch.setattr("benchmarks.patterns.claims", lambda *args: asked.append(args) or 0.06)
    monkeypatch.setattr("benchmarks.patterns.finds", lambda *args: asked.append(args) or 0.59)
    rows = list(trends.measure_honesty(here(tmp_path, quick)))
    assert [args[0] for args in asked] == [*WITHOUT, *WITH, GAPS]
    assert {args[1] for args in asked} == {people}
    held = ["over"] * len(WITHOUT) + ["under"] * len(WITH)
    assert [row.cells()[-1] for row in rows[:-1]] == held
    assert rows[-1].bar is None
    assert all(f"of {people:,} people" in row.name for row in rows)


def output_of(bench: Bench, worker: str, folder: Path, times: int) -> object:
    command = bench.worker(worker, str(folder), str(times))
    done = subprocess.run(command, env=bench.env, capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_workers_tell_the_seconds_of_each_time(tmp_path):
    folder = tmp_path / "data"
    write_demo(folder, years=2, seed=1, until=date(2026, 3, 14))
    bench = here(tmp_path, quick=True)
    charts = output_of(bench, "charts", folder, 4)
    assert list(charts) == list(trends.REDRAWN)
    assert all(len(times) == 4 and min(times) > 0 for times in charts.values())
    pairs = output_of(bench, "trends", folder, 3)
    assert len(pairs) == 3
    assert all(ours > 0 and theirs > 0 for ours, theirs in pairs)
