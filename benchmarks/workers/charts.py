"""Redraws the chart of a year and of ten, as large as a screen of 120 by 40: FOLDER TIMES.

Prints the seconds of each redraw, from the days to the lines as they go to the screen, as JSON:
{"a year": [...], "ten years": [...]}.
"""

import asyncio
import gc
import json
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from textual.app import App, ComposeResult

from journal.domain.columns import Series
from journal.store.journal_store import JournalStore
from journal.trending import earliest, trends_in, whole_diary
from journal.ui.themes import DARK
from journal.ui.widgets.chart import Chart

SIZE = (120, 40)
WARMUP = 3
DAY, YEAR = timedelta(days=1), timedelta(days=365)


class Shown(App[None]):
    """A chart and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.chart = Chart()

    def compose(self) -> ComposeResult:
        yield self.chart


def both(folder: Path) -> dict[str, tuple[Series, Series]]:
    """Of each range two that lie a day apart, so that no picture can be used again."""
    snapshot = JournalStore(folder).snapshot()
    diary = whole_diary(snapshot)
    today = snapshot.entries.day_at(len(snapshot.entries) - 1)

    def series(first: date, last: date) -> Series:
        found = trends_in(snapshot, first, last, today, diary)
        return Series(first, last, found.days, found.mean7, found.markers)

    starts = {"a year": today - YEAR, "ten years": earliest(snapshot, today)}
    return {
        name: (series(start, today - DAY), series(start + DAY, today))
        for name, start in starts.items()
    }


def redraw(chart: Chart, series: Series) -> float:
    begin = time.perf_counter()
    chart.series = series
    chart.render_lines(chart.size.region)
    return time.perf_counter() - begin


async def measure(folder: Path, times: int) -> dict[str, list[float]]:
    app, found = Shown(), {}
    async with app.run_test(size=SIZE):
        for name, pair in both(folder).items():
            times_of = [redraw(app.chart, pair[n % 2]) for n in range(WARMUP + times)]
            found[name] = times_of[WARMUP:]
    return found


folder, times = sys.argv[1:]
# As the app does when it starts.
gc.freeze()
print(json.dumps(asyncio.run(measure(Path(folder), int(times)))))
