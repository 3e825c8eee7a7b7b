"""The trends as lines of text, each figure with the days it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from journal.cli.check_talk import wrapped
from journal.cli.lines import width_of
from journal.cli.output import counted, screen_width
from journal.domain.after_session import programme_name
from journal.domain.average import mean
from journal.domain.body import Side
from journal.domain.change import Period, change_since, dates
from journal.domain.chart import Plot
from journal.domain.columns import Series, Unit
from journal.domain.diary import Diary
from journal.domain.finding import Finding, Kind
from journal.domain.level import Level
from journal.domain.markers import OUTCOMES, Marker, MarkerKind
from journal.domain.patterns import Patterns
from journal.domain.rhythm import Beat
from journal.domain.spread import LEG, Reach
from journal.domain.trend_words import (
    change_words,
    high_words,
    logged,
    month_words,
    week_name,
)
from journal.domain.trends import Trends
from journal.store.session_log import PastSession

CHART = (240, 18)
"""The most cells across of the chart, and its cells down."""
PLACES = 8
"""Places that are told, those of most days."""
MARKS = 8
"""Things that happened that are told, the latest."""
LEVELS = ("back", "buttock", "thigh", "knee", "lower leg", "foot")
"""How far down the leg, 0-5, in words."""


def trend_lines(
    found: Trends,
    diary: Diary,
    sessions: Sequence[PastSession],
    patterns: Patterns,
    plain: bool,
) -> Iterator[str]:
    """All there is to tell of a range, wrapped to the terminal.

    `diary` is what it rests on, `sessions` are those in it; with `plain` the chart is ASCII.
    """
    yield from wrapped(f"Pain from {found.first} to {found.last}")
    yield ""
    for line in _changes(found, diary):
        yield from wrapped(line)
    yield from _chart(found, plain)
    sections = {
        "Where it hurt": _places(found),
        "When": _beats(found),
        "Exercise": _sessions(found, sessions),
        "What happened": _marks(found.markers),
        "What goes with it": _patterns(patterns),
    }
    for title, lines in sections.items():
        if told := list(lines):
            yield from ["", title, *told]


def _chart(found: Trends, plain: bool) -> Iterator[str]:
    """The chart as wide as the terminal; nothing where there is no room or nothing to draw."""
    series = Series(found.first, found.last, found.days, found.mean7, found.markers)
    plot = Plot(series, min(screen_width(), CHART[0]), CHART[1])
    if not found.days or not plot.has_room:
        return
    yield from ["", *plot.text_rows(ascii=plain)]
    if plot.unit is not Unit.DAY:
        yield from _point(f"In this chart {plot.says}.")


def _point(text: str) -> list[str]:
    return wrapped(text, under=True)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


# What changed


def _changes(found: Trends, diary: Diary) -> Iterator[str]:
    yield found.headline
    month = found.month.against_last
    if found.whole.logged or not month.missing:
        yield month_words(month)
    changes = {
        "the first logged week": found.week.against_first,
        "the first of these weeks": change_since(diary, found.first, found.last),
    }
    told = {found.change.before.first}
    for name, change in changes.items():
        if change and not change.missing and change.before.first not in told:
            told.add(change.before.first)
            before = f"{name} ({dates(change.before)})"
            yield change_words(change, week_name(change.now, found.today), before)
    yield _whole(found.whole)


def _whole(whole: Period) -> str:
    """The range in figures."""
    if not whole.logged:
        return f"Nothing is logged from {whole.first} to {whole.last}."
    ranged = f"from {whole.best} to {whole.worst}"
    if whole.best == whole.worst:
        ranged = f"always {whole.best}"
    average = "" if whole.mean is None else f", on average {whole.mean:.1f}"
    entries = counted(whole.entries, "entry")
    return f"{logged(whole)}, {entries}{average}, {ranged}. {high_words(whole)}."


# Where


def _places(found: Trends) -> Iterator[str]:
    """The places of most days, in columns; then how far down the leg."""
    places = found.sides[:PLACES]
    name = max((width_of(place.words) for place in places), default=0)
    days = max((len(_days(place.days)) for place in places), default=0)
    for place in places:
        rests = f"{_days(place.days):>{days}}, on average {place.mean:.1f}"
        yield from _point(f"{place.words:{name}}  {rests}")
    if len(found.sides) > PLACES:
        yield f"  and {counted(len(found.sides) - PLACES, 'more place')}"
    if any(place.side is Side.BOTH for place in found.regions):
        yield from _point("What was marked on both sides counts on each.")
    if any(reach.index is not None and reach.index >= LEG for reach in found.reaches):
        yield from _point(_reached(found.reaches))
        if words := found.spread.words or found.spread.missing:
            yield from _point(f"{words.rstrip('.')}.")


def _reached(reaches: Iterable[Reach]) -> str:
    """On how many days it reached how far."""
    levels = [reach.index for reach in reaches if reach.index is not None]
    number = Counter(levels)
    parts = [f"{name} {number[level]}" for level, name in enumerate(LEVELS) if number[level]]
    return f"How far down, in {_days(len(levels))}: {', '.join(parts)}."


# When


def _beats(found: Trends) -> Iterator[str]:
    for name, beats in (("By weekday", found.weekdays), ("By time of day", found.parts)):
        if known := [_beat(beat) for beat in beats if beat.mean is not None]:
            yield from _point(f"{name}: {', '.join(known)}.")


def _beat(beat: Beat) -> str:
    return f"{beat.name} {beat.mean:.1f} ({_days(beat.days)})"


# What was done, and what happened


def _sessions(found: Trends, sessions: Sequence[PastSession]) -> Iterator[str]:
    if not sessions:
        return
    days = len({session.day for session in sessions})
    names = Counter(programme_name(session.programme) for session in sessions)
    kinds = ", ".join(f"{number} {name}" for name, number in names.most_common())
    of = f"{days} of {_days(found.whole.days)}"
    yield from _point(f"{counted(len(sessions), 'session')} on {of}: {kinds}.")
    told = [
        (session.before, session.morning)
        for session in sessions
        if session.before is not None and session.morning is not None
    ]
    if told:
        before, morning = (mean(scores) for scores in zip(*told, strict=True))
        yield from _point(
            f"Pain before {before:.1f}, on the morning after {morning:.1f}: the average of"
            f" {counted(len(told), 'session')} with both."
        )


def _marks(markers: Sequence[Marker]) -> Iterator[str]:
    """What happened, day by day; what happens every week or day is only counted."""
    checks = [mark for mark in markers if mark.kind is MarkerKind.SCREENING]
    rare = (MarkerKind.EVENT, MarkerKind.STARTED, MarkerKind.SCREENING)
    weekly = OUTCOMES[Level.KEEP_WATCHING]
    told = [mark for mark in markers if mark.kind in rare and mark.words != weekly]
    for mark in told[-MARKS:]:
        yield from _point(f"{mark.day} {mark.words}")
    if len(told) > MARKS:
        yield f"  and {len(told) - MARKS} more before that"
    if checks:
        yield f"  {counted(len(checks), 'check')} of warning signs"
    if taken := {mark.day for mark in markers if mark.kind is MarkerKind.MEDICATION}:
        yield f"  medication on {_days(len(taken))}"


# What goes with it


def _patterns(patterns: Patterns) -> Iterator[str]:
    if any(finding.kind is not Kind.MISSING for finding in patterns.findings):
        looked_at = f"{patterns.since} to {patterns.until}"
        yield from _point(f"Looked at: {looked_at}, half a year at the most.")
    for finding in patterns.shown:
        kind = "Steady pattern" if finding.kind is Kind.STEADY else "Possible pattern"
        told = " ".join(filter(None, (finding.words, finding.spread, finding.offer)))
        yield from _point(f"{kind}, {finding.label}: {told}")
    by_words: dict[str, list[Finding]] = {}
    for finding in patterns.others:
        by_words.setdefault(f"{finding.words} {finding.spread}".rstrip(), []).append(finding)
    for words, findings in by_words.items():
        yield from _point(f"{', '.join(one.label for one in findings)}: {words}")
