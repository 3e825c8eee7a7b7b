"""What goes with pain: the rules of clinical section 3.3 for showing a pattern, or none.

How often these rules claim a link where there is none, and find one where there is, is measured
by `python -m benchmarks.patterns`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from datetime import date, timedelta

import msgspec

from journal.domain.correlation import (
    autocorrelation,
    basis,
    correlation,
    effective_days,
    holm,
    p_value,
    ranks,
    slope,
    unexplained,
)
from journal.domain.day import DayView
from journal.domain.factor import FACTORS, Factor
from journal.domain.finding import (
    CLAIMS,
    EACH,
    FEWEST,
    NEEDED,
    SEPARATE,
    Finding,
    Half,
    Kind,
)
from journal.domain.pairing import Paired, Pairing

MEMORY = timedelta(days=182)
"""How far back is looked: half a year."""
BEND = 21
"""Days after which the straight trend that is taken off may bend: over months nothing that two
things share, a slow recovery or a busy season, is straight."""
STEADY = 56
"""Paired days from which a pattern may be called steady."""
CHANCE = 0.05
"""The corrected p-value a pattern stays below."""
POINT = 1.0
"""Points of pain the halves have to lie apart; less is noise for the reader."""
AVERAGED = 4
"""Paired days in each half below which no average is shown (as for a week, section 2.1)."""
MOST = 3
"""Patterns shown at a time."""


class Patterns(msgspec.Struct, frozen=True):
    """One finding for each factor, in the order of FACTORS.

    Claims rest on the days `since` to `until`, both included, from a logged day to the end of a
    week, so that they change once a week. None where no such day is logged.
    """

    since: date | None
    until: date | None
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The patterns to show: at most three, the clearest first."""
        claims = [finding for finding in self.findings if finding.kind in CLAIMS]
        return tuple(sorted(claims, key=lambda found: found.chance or 0.0)[:MOST])

    @property
    def hidden(self) -> int:
        """Patterns that hold and are not shown."""
        return sum(finding.kind in CLAIMS for finding in self.findings) - len(self.shown)

    @property
    def others(self) -> tuple[Finding, ...]:
        """What there is to say where no pattern is seen."""
        return tuple(finding for finding in self.findings if finding.kind not in CLAIMS)


class Known(msgspec.Struct, frozen=True):
    """What explains the pain of some paired days, as a basis, and the pain it leaves unexplained.

    Factors logged on the same days share it: most of the work is in here.
    """

    removed: list[list[float]]
    pain: list[float]
    ranks: list[float]
    again: float
    """The lag-1 autocorrelation of the ranks."""


def patterns(days: Sequence[DayView], exercised: Set[date], today: date) -> Patterns:
    """What goes with pain in `days`, which are in diary order, as of `today`.

    `exercised` are the days with a finished session. Days after `today` are passed over. The
    days looked at end with the last whole week, Monday to Sunday, or with the last one logged.
    """
    end = len(days)
    while end and days[end - 1].day > today:
        end -= 1
    if not end:
        nothing = Pairing([])
        empty = [_described(factor, nothing.pairs(factor, exercised)) for factor in FACTORS]
        return Patterns(None, None, tuple(empty))
    until = min(today - timedelta(days=today.weekday() + 1), days[end - 1].day)
    since = until - MEMORY + timedelta(days=1)
    start = end
    while start and days[start - 1].day >= since:
        start -= 1
    first = days[start].day
    pairing = Pairing(days[start:end])
    findings = []
    known: dict[tuple[int, ...], Known] = {}
    for factor in FACTORS:
        paired = pairing.pairs(factor, exercised)
        whole_weeks = paired.until(until)
        if len(whole_weeks.days) < NEEDED:
            findings.append(_described(factor, paired))
            continue
        key = tuple(whole_weeks.days)
        if key not in known:
            known[key] = _known(whole_weeks)
        findings.append(_tested(factor, whole_weeks, known[key]))
    judged = tuple(_judged(findings))
    return Patterns(first, until, judged) if first <= until else Patterns(None, None, judged)


def _cut(values: Sequence[float], grain: float) -> float | None:
    """The round value that divides `values` most evenly into those up to it and those above.

    Only the factor decides where, never the pain. None where no value divides them.
    """
    ordered = sorted(values)
    if not ordered:
        return None
    steps = range(int(ordered[0] // grain), int(ordered[-1] // grain) + 1)
    sizes = ((bisect_right(ordered, step * grain), step * grain) for step in steps)
    dividing = [(abs(2 * size - len(ordered)), at) for size, at in sizes if 0 < size < len(ordered)]
    return min(dividing)[1] if dividing else None


def _half(pain: Sequence[float]) -> Half:
    return Half(len(pain), sum(pain) / len(pain), min(pain), max(pain))


def _described(factor: Factor, paired: Paired) -> Finding:
    """What may be said without a claim: the averages of both halves, if anything."""
    count = len(paired.days)
    missing = Finding(factor=factor.id, kind=Kind.MISSING, days=count)
    if count < FEWEST:
        return missing
    found = _split(missing, factor, paired)
    if found.low and found.high and min(found.low.days, found.high.days) >= AVERAGED:
        return msgspec.structs.replace(found, kind=Kind.SPLIT)
    return missing if count < NEEDED else msgspec.structs.replace(found, kind=Kind.ONE_SIDED)


def _split(found: Finding, factor: Factor, paired: Paired) -> Finding:
    """`found` with both halves, if there are two."""
    at = _cut(paired.values, factor.grain)
    if at is None:
        return found
    sides = list(zip(paired.values, paired.pain, strict=True))
    low = [pain for value, pain in sides if value <= at]
    high = [pain for value, pain in sides if value > at]
    return msgspec.structs.replace(found, at=at, low=_half(low), high=_half(high))


def _known(paired: Paired) -> Known:
    """With level, trend, day of the week and the pain of the day before taken off."""
    first, last = paired.days[0], paired.days[-1]
    bends = range(first + BEND, last - BEND // 2 + 1, BEND)
    trend = [[float(max(0, day - start)) for day in paired.days] for start in (first, *bends)]
    # Six of the seven say which the seventh is.
    weekdays = [[float(day % 7 == weekday) for day in paired.days] for weekday in range(6)]
    removed = basis([[1.0] * len(paired.days), *trend, *weekdays, paired.before])
    pain = unexplained(paired.pain, removed)
    ranked = ranks(pain)
    return Known(removed, pain, ranked, autocorrelation(ranked))


def _tested(factor: Factor, paired: Paired, known: Known) -> Finding:
    """The test of one factor, on at least NEEDED paired days; `chance` not corrected yet.

    Where it may be tested the kind is STEADY or POSSIBLE for now: what it will be if the test
    bears it out.
    """
    count = len(paired.days)
    found = Finding(factor=factor.id, kind=Kind.ONE_SIDED, days=count)
    found = _split(found, factor, paired)
    if found.low is None or found.high is None or min(found.low.days, found.high.days) < EACH:
        return found
    values = unexplained(paired.values, known.removed)
    if not any(values):
        return msgspec.structs.replace(found, kind=Kind.FIXED)
    ranked = ranks(values)
    # Each thing taken off uses up a day: stricter than the letter of 3.3, which counts them all.
    left = count - (len(known.removed) - 1)
    separate = effective_days(left, autocorrelation(ranked), known.again)
    if separate < SEPARATE:
        return msgspec.structs.replace(found, kind=Kind.ALIKE, separate=separate)
    r = correlation(ranked, known.ranks)
    at = found.at or 0.0
    in_low = unexplained([float(value <= at) for value in paired.values], known.removed)
    steady = count >= STEADY and _same_way(ranked, known.ranks, r)
    return msgspec.structs.replace(
        found,
        kind=Kind.STEADY if steady else Kind.POSSIBLE,
        adjusted=slope(in_low, known.pain),
        r=r,
        separate=separate,
        chance=p_value(r, separate),
    )


def _same_way(a: Sequence[float], b: Sequence[float], r: float) -> bool:
    """Whether two series go together in the direction of `r` in both halves of their days."""
    middle = len(a) // 2
    halves = correlation(a[:middle], b[:middle]), correlation(a[middle:], b[middle:])
    return all(half * r > 0 for half in halves)


def _judged(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with their chance corrected for all that were tested, and their last word."""
    tested = [finding.chance for finding in findings if finding.chance is not None]
    corrected = iter(holm(tested))
    return [
        finding if finding.chance is None else _verdict(finding, next(corrected))
        for finding in findings
    ]


def _verdict(found: Finding, chance: float) -> Finding:
    r, logged, adjusted = found.r or 0.0, found.difference or 0.0, found.adjusted or 0.0
    # More pain in the low half is a falling line; all three have to tell the same story.
    agree = logged * adjusted > 0 and logged * r < 0
    apart = round(min(abs(logged), abs(adjusted)), 9)
    holds = chance < CHANCE and agree and apart >= POINT
    kind = found.kind if holds else Kind.NOTHING
    return msgspec.structs.replace(found, kind=kind, chance=chance)
