"""The sentences of the trends, the same on the screen and on the command line.

Each is one string, however long; who shows it wraps it (clinical sections 2.2, 3.3 and 5.3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from journal.domain.body import Side
from journal.domain.change import Change, Period, change_since, dates
from journal.domain.diary import Diary
from journal.domain.finding import Finding, Kind
from journal.domain.markers import CHECK, OUTCOMES, Marker, MarkerKind
from journal.domain.pain_history import ENOUGH_DAYS
from journal.domain.patterns import Patterns
from journal.domain.rhythm import Beat
from journal.domain.spread import LEG, Reach
from journal.domain.trend_words import (
    change_words,
    high_words,
    logged,
    month_words,
    sentence,
    week_name,
)
from journal.domain.trends import Trends
from journal.domain.wording import counted

MARKS = 8
"""Things that happened that are told, the latest."""
LEVELS = ("back only", "buttock", "thigh", "knee", "lower leg", "foot")
"""How far down the leg, 0-5, in words."""


def whole_words(whole: Period) -> str:
    """The range in figures."""
    if not whole.logged:
        return f"Nothing is logged from {whole.first} to {whole.last}."
    ranged = f"from {whole.best} to {whole.worst}"
    if whole.best == whole.worst:
        ranged = f"always {whole.best}"
    average = "" if whole.mean is None else f", on average {whole.mean:.1f}"
    entries = counted(whole.entries, "entry")
    return f"{logged(whole)}, {entries}{average}, {ranged}. {high_words(whole)}."


def change_lines(found: Trends, diary: Diary) -> Iterator[str]:
    """What changed beside the headline: in the range, by month, since the first logged week.

    In between, in a range of more than a week, how many days of the last week reached 7 or more
    (clinical section 2.1). `diary` is what the trends rest on.
    """
    in_range = change_since(diary, found.first, found.last)
    of_all = found.week.against_first
    told = {found.change.before.first}
    same = in_range and of_all and in_range.before.first == of_all.before.first
    name = "the first logged week" if same else "the first of these weeks"
    yield from _since(in_range, name, told, found.today)
    week = found.week.this
    if week.logged and found.whole.days > week.days:
        yield f"{week_name(week, found.today)}: {high_words(week)}."
    month = found.month.against_last
    if found.whole.logged or not month.missing:
        yield month_words(month)
    yield from _since(of_all, "the first logged week", told, found.today)


def _since(change: Change | None, name: str, told: set[date], today: date) -> Iterator[str]:
    """What changed since a week that goes by `name`, unless it was told of already."""
    if change and not change.missing and change.before.first not in told:
        told.add(change.before.first)
        before = f"{name} ({dates(change.before)})"
        yield change_words(change, week_name(change.now, today), before)


def reach_lines(found: Trends) -> Iterator[str]:
    """How marks on both sides count, and how far down the leg it reached, where it did.

    The last line is about the 14 days up to the range's last one, however short the range is.
    """
    if any(place.side is Side.BOTH for place in found.regions):
        yield "What was marked on both sides counts on each."
    if any(reach.index is not None and reach.index >= LEG for reach in found.reaches):
        yield _reached(found.reaches)
    if words := found.spread.words or found.spread.missing:
        yield sentence(words)


def _reached(reaches: Iterable[Reach]) -> str:
    """On how many days it reached how far."""
    levels = [reach.index for reach in reaches if reach.index is not None]
    number = Counter(levels)
    parts = [f"{LEVELS[level]} {number[level]}" for level in sorted(number)]
    parts[0] = f"{LEVELS[min(number)]} {counted(number[min(number)], 'day')}"
    of = f"{counted(len(levels), 'day')} with such a place marked"
    return f"How far down the leg it reached: {', '.join(parts)}, of {of}."


def beat_lines(found: Trends) -> Iterator[str]:
    """The averages by weekday and by time of day that rest on four days or more."""
    for name, beats in (("By weekday", found.weekdays), ("By time of day", found.parts)):
        if known := [_beat(beat) for beat in beats if beat.days >= ENOUGH_DAYS]:
            yield f"{name}: {', '.join(known)}."


def _beat(beat: Beat) -> str:
    return f"{beat.name} {beat.mean:.1f} ({counted(beat.days, 'day')})"


def marker_lines(markers: Sequence[Marker]) -> Iterator[str]:
    """What happened, day by day; what happens every week or day is only counted."""
    by_kind: dict[MarkerKind, list[Marker]] = {kind: [] for kind in MarkerKind}
    for mark in markers:
        by_kind[mark.kind].append(mark)
    told = [mark for mark in markers if mark.kind in (MarkerKind.EVENT, MarkerKind.STARTED)]
    for mark in told[-MARKS:]:
        yield f"{mark.day} {mark.words}"
    if len(told) > MARKS:
        yield f"and {len(told) - MARKS} more before that"
    if checks := by_kind[MarkerKind.SCREENING]:
        yield f"{counted(len(checks), 'check')} of warning signs: {_outcomes(checks)}"
    if done := by_kind[MarkerKind.SESSION]:
        yield f"{counted(len(done), 'session')} on {_days(done)}"
    if taken := by_kind[MarkerKind.MEDICATION]:
        yield f"medication on {_days(taken)}"


def _outcomes(checks: Sequence[Marker]) -> str:
    """How many came to what, the most pressing first."""
    number = Counter([check.words for check in checks])
    found = [(words.removeprefix(CHECK), number[words]) for words in OUTCOMES.values()]
    if len(checks) == 1:
        return "".join(words for words, times in found if times)
    return ", ".join(f"{times} {words}" for words, times in found if times)


def _days(markers: Sequence[Marker]) -> str:
    return counted(len({mark.day for mark in markers}), "day")


def pattern_lines(patterns: Patterns, may_try: bool) -> Iterator[str]:
    """What goes with the pain: the days looked at, the patterns shown, then all the others.

    With `may_try` False, as where exercise is locked, no trial with exercise is offered.
    """
    if any(finding.kind is not Kind.MISSING for finding in patterns.findings):
        looked_at = f"{patterns.since} to {patterns.until}"
        yield f"Looked at: {looked_at}, half a year at the most."
    for finding in patterns.shown:
        kind = "Steady pattern" if finding.kind is Kind.STEADY else "Possible pattern"
        said = (finding.words, finding.spread, finding.offer_where(may_try))
        yield f"{kind}, {finding.label}: {' '.join(filter(None, said))}"
    if more := patterns.hidden:
        yield f"{more} more {'is' if more == 1 else 'are'} not shown."
    by_words: dict[str, list[Finding]] = {}
    for finding in patterns.others:
        by_words.setdefault(f"{finding.words} {finding.spread}".rstrip(), []).append(finding)
    for words, findings in by_words.items():
        yield f"{', '.join(one.label for one in findings)}: {words}"


def month_table(months: Sequence[Period]) -> list[str]:
    """Calendar months in columns, the latest first; what rests on too few days is left empty.

    The last line says what a heading means.
    """
    rows = [("Month", "average", "worst", "7+ days", "days logged")]
    for month in reversed(months):
        if month.logged:
            average = "" if month.mean is None else f"{month.mean:.1f}"
            days = f"{month.logged} of {month.days}"
            name = f"{month.first:%B %Y}"
            rows.append((name, average, str(month.worst), str(month.high), days))
    if not rows[1:]:
        return []
    lines = ["{:<15}{:>8}{:>7}{:>9}{:>13}".format(*row) for row in rows]
    return [*lines, "7+ days: it reached 7 or more at its worst."]
