"""The verb that tells what changed, since when, and what goes with it."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from typing import Any

import click
import msgspec

from journal.cli.output import emit_json, open_store, say, warn_unreadable
from journal.cli.reading import period
from journal.cli.wall import Desk, Usage
from journal.domain.patterns import Patterns
from journal.domain.problem import FieldProblem
from journal.domain.trends import record
from journal.store.snapshot import Snapshot
from journal.trending import diary_for, earliest, patterns_on, sessions_in, trends_in

DAYS = 30
"""Days told of where none are named."""
MOST_DAYS = 36_600
"""A hundred years."""


@click.command("trends")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), help="So many days; else 30.")
@click.option("--all", "everything", is_flag=True, help="From the first logged day on.")
@click.option("--from", "first", metavar="DAY", help="From this day on.")
@click.option("--to", "last", metavar="DAY", help="Up to this day; else today.")
@click.option("--ascii", "plain", is_flag=True, help="Plain ASCII signs only.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.pass_obj
def trends_verb(
    desk: Desk,
    days: int | None,
    everything: bool,
    first: str | None,
    last: str | None,
    plain: bool,
    as_json: bool,
) -> None:
    """Tell what changed, where it hurts, and what goes with it, on how many days each rests."""
    if sum([days is not None, everything, first is not None]) > 1:
        raise Usage("journal trends: --days, --all and --from do not go together")
    try:
        start, end = period(desk, first, last)
    except (FieldProblem, Usage) as error:
        raise Usage(f"journal trends: {error}") from None
    today = desk.clock().date()
    if start and start > today:
        raise Usage(f"journal trends: --from {start} lies after today, {today}")
    snapshot = open_store(desk).snapshot()
    end = min(end or today, today)
    if start is None:
        start = earliest(snapshot, end) if everything else _back(end, days or DAYS)
    if as_json:
        found = trends_in(snapshot, start, end, today)
        emit_json(record(found, _as_json(patterns_on(snapshot, end))))
    elif not snapshot.entries:
        say(f"Nothing is logged yet. To log a score of 4: {desk.command('add 4')}")
    else:
        _tell(snapshot, start, end, today, plain or not _shows_signs())
    warn_unreadable(snapshot.entries, desk)


def _back(end: date, days: int) -> date:
    return end - timedelta(days=days - 1)


def _shows_signs() -> bool:
    """Whether more than ASCII can be read where standard output goes to."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return encoding.lower().startswith("utf")


def _tell(snapshot: Snapshot, start: date, end: date, today: date, plain: bool) -> None:
    from journal.cli.trend_lines import trend_lines

    diary = diary_for(snapshot, start, end)
    lines = trend_lines(
        trends_in(snapshot, start, end, today, diary),
        diary,
        sessions_in(snapshot, start, end),
        patterns_on(snapshot, end),
        plain,
    )
    for line in lines:
        say(line.encode("ascii", "replace").decode() if plain else line)


def _as_json(patterns: Patterns) -> list[dict[str, Any]]:
    """Each factor with what was found, in words too, and whether it is a pattern to show."""
    shown = {finding.factor for finding in patterns.shown}
    days = {"since": patterns.since, "until": patterns.until}
    return [
        msgspec.to_builtins(finding)
        | {"label": finding.label, "shown": finding.factor in shown}
        | {"words": finding.words, "spread": finding.spread, "offer": finding.offer}
        | days
        for finding in patterns.findings
    ]
