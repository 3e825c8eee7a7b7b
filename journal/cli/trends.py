"""The verb that tells what changed, since when, and what goes with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import click
import msgspec

from journal.cli.output import emit_json, open_store, say, shows_signs, warn_unreadable
from journal.cli.reading import period
from journal.cli.wall import Desk, Usage
from journal.domain.diary import Diary
from journal.domain.patterns import Patterns
from journal.domain.practice import Practice
from journal.domain.problem import FieldProblem
from journal.domain.trends import Trends, record
from journal.store.snapshot import Snapshot
from journal.trending import (
    diary_for,
    earliest,
    may_try_exercise,
    patterns_on,
    practice_in,
    practice_names,
    trends_in,
)

DAYS = 30
"""Days told of where none are named."""
MOST_DAYS = 36_600
"""A hundred years."""
PLAIN = {ord("–"): "-"}
"""What stands for signs of ours that are not ASCII."""


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
    if not (as_json or snapshot.entries):
        say(f"Nothing is logged yet. To log a score of 4: {desk.command('add 4')}")
        warn_unreadable(snapshot.entries, desk)
        return
    patterns, practice = patterns_on(snapshot, end), practice_in(snapshot, start, end)
    may_try = _may_try(desk, snapshot, today, patterns)
    if as_json:
        found = trends_in(snapshot, start, end, today)
        emit_json(record(found, _as_json(patterns, may_try), practice))
    else:
        diary = diary_for(snapshot, start, end)
        found = trends_in(snapshot, start, end, today, diary)
        _tell(found, diary, practice, patterns, may_try, plain or not shows_signs())
    warn_unreadable(snapshot.entries, desk)


def _back(end: date, days: int) -> date:
    return end - timedelta(days=days - 1)


def _tell(
    found: Trends,
    diary: Diary,
    practice: Practice,
    patterns: Patterns,
    may_try: bool,
    plain: bool,
) -> None:
    from journal.cli.trend_lines import trend_lines

    names = practice_names() if practice.sessions else {}
    for line in trend_lines(found, diary, practice, names, patterns, may_try, plain):
        say(line.translate(PLAIN).encode("ascii", "replace").decode() if plain else line)


def _may_try(desk: Desk, snapshot: Snapshot, today: date, patterns: Patterns) -> bool:
    """Whether a trial with exercise may be offered today, where there is one to offer."""
    if not any(finding.offer != finding.offer_where(False) for finding in patterns.findings):
        return True
    from journal.cli.preferences import settings_of

    return may_try_exercise(snapshot, today, settings_of(desk).check.advice)


def _as_json(patterns: Patterns, may_try: bool) -> list[dict[str, Any]]:
    """Each factor with what was found, in words too, and whether it is a pattern to show."""
    shown = {finding.factor for finding in patterns.shown}
    days = {"since": patterns.since, "until": patterns.until}
    return [
        msgspec.to_builtins(finding)
        | {"label": finding.label, "shown": finding.factor in shown}
        | {"words": finding.words, "spread": finding.spread, "offer": finding.offer_where(may_try)}
        | days
        for finding in patterns.findings
    ]
