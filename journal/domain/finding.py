"""What was found of one factor, and the honest sentence for it (clinical sections 3.3 and 5.3)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from journal.domain.factor import FACTORS

FEWEST = 14
"""Paired days below which nothing is shown."""
NEEDED = 28
"""Paired days from which a pattern may be looked for."""
EACH = 8
"""Paired days that each half of the split has to hold."""
SEPARATE = 15
"""Effective days that the paired ones have to be worth."""

_FACTORS = {factor.id: factor for factor in FACTORS}


class Kind(StrEnum):
    """What may be said of a factor; the ids are stable."""

    MISSING = "not-enough"
    """Too few paired days, or too few on one side, for even an average."""
    SPLIT = "split-only"
    """Averages of both halves, and no claim."""
    ONE_SIDED = "one-sided"
    """Enough days, but too few in one half."""
    ALIKE = "too-alike"
    """Enough days, but each goes so much by the one before that they are worth too few."""
    FIXED = "fixed-days"
    """It follows the days of the week, and cannot be told from them."""
    NOTHING = "nothing-found"
    POSSIBLE = "possible"
    STEADY = "steady"


CLAIMS = (Kind.POSSIBLE, Kind.STEADY)


class Half(msgspec.Struct, frozen=True):
    """The paired days on one side of the split, at least one: how many, and their pain.

    `mean`, `low` and `high` are of the days' mean scores, 0-10.
    """

    days: int
    mean: float
    low: float
    high: float

    @property
    def range(self) -> str:
        """ "2 to 7.5", or "4" where it is all the same."""
        low, high = (f"{round(score, 1):g}" for score in (self.low, self.high))
        return low if low == high else f"{low} to {high}"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What the record says of one factor and pain.

    `days` are the paired ones. `low` holds those with a value of `at` or less, `high` those
    above it; None where there is no split to show. `r` (-1 to 1), `separate` (effective days)
    and `chance` (0-1, corrected for all factors tested) are those of the test, None where
    there was none, as is `adjusted`: points of pain by which the low half lies above the high
    one with trend, weekday and the pain of the day before taken off.
    """

    factor: str
    kind: Kind
    days: int
    at: float | None = None
    low: Half | None = None
    high: Half | None = None
    adjusted: float | None = None
    r: float | None = None
    separate: float | None = None
    chance: float | None = None

    @property
    def label(self) -> str:
        """The factor's name: "Sleep quality"."""
        return _FACTORS[self.factor].label

    @property
    def difference(self) -> float | None:
        """Points of pain by which the low half lies above the high one, as logged."""
        if self.low is None or self.high is None:
            return None
        return self.low.mean - self.high.mean

    @property
    def words(self) -> str:
        """The sentences for it, as one paragraph."""
        match self.kind:
            case Kind.MISSING:
                return (
                    f"Not enough paired days yet ({self.days} of {NEEDED}). "
                    "Patterns from so few days are mostly chance."
                )
            case Kind.SPLIT if self.days < NEEDED:
                return f"{self._averages} Too few days to say more ({self.days} of {NEEDED})."
            case Kind.SPLIT:
                return f"{self._averages} It is looked at more closely from Monday on."
            case Kind.ONE_SIDED:
                return self._one_sided
            case Kind.ALIKE:
                return (
                    f"Each of your {self.days} days goes so much by the one before that they "
                    f"count as about {int(self.separate or 0)} separate ones "
                    f"({SEPARATE} are asked for)."
                )
            case Kind.FIXED:
                return (
                    f"In your {self.days} days this went by the days of the week, so the two "
                    "cannot be told apart."
                )
            case Kind.NOTHING:
                return (
                    f"In your {self.days} days we see no clear link between "
                    f"{_FACTORS[self.factor].link}. That does not prove there is none."
                )
        steady = ""
        if self.kind is Kind.STEADY:
            steady = f"It pointed the same way in both halves of these {self.days} days. "
        return (
            f"{self._averages} {steady}This may be chance, or something else may explain both. "
            f"It does not show that {self._cause}."
        )

    @property
    def spread(self) -> str:
        """How far the pain ranged where averages are named, and what is left of a difference."""
        first, second = self._in_order
        if first is None or second is None or self.kind not in (Kind.SPLIT, *CLAIMS):
            return ""
        ranged = f"Range: {first.range} on the first, {second.range} on the others."
        if self.adjusted is None:
            return ranged
        left = f"{abs(self.adjusted):.1f} points"
        return f"{ranged} With trend, weekday and the day before taken off: {left} apart."

    @property
    def offer(self) -> str:
        """A trial by coin, where there is a pattern and something harmless to try, or ""."""
        harmless = _FACTORS[self.factor].offer
        if self.kind not in CLAIMS or not harmless:
            return ""
        return (
            "If you like, test it: for four weeks, flip a coin each week to decide "
            f"whether to {harmless} that week, then compare."
        )

    def offer_where(self, may_exercise: bool) -> str:
        """The trial as `offer`, left out where it is to exercise and `may_exercise` is False."""
        return "" if _FACTORS[self.factor].active and not may_exercise else self.offer

    @property
    def _in_order(self) -> tuple[Half | None, Half | None]:
        """The half that is named first, and the other one."""
        low_first = _FACTORS[self.factor].lead == "low"
        return (self.low, self.high) if low_first else (self.high, self.low)

    @property
    def _averages(self) -> str:
        factor = _FACTORS[self.factor]
        first, second = self._in_order
        if first is None or second is None:
            return ""
        when = self._side(factor.low if factor.lead == "low" else factor.high)
        return (
            f"On the {_days(first)} {when}, pain averaged {first.mean:.1f}. "
            f"{factor.rest} ({_days(second)}) it averaged {second.mean:.1f}."
        )

    @property
    def _cause(self) -> str:
        factor = _FACTORS[self.factor]
        first, second = self._in_order
        if factor.suspect and first and second and first.mean > second.mean:
            return f"{factor.noun} caused the pain"
        return f"{factor.noun} made the difference"

    @property
    def _one_sided(self) -> str:
        factor = _FACTORS[self.factor]
        if self.low is None or self.high is None:
            return (
                f"In your {self.days} days this was nearly always the same, "
                "so there is nothing to compare yet."
            )
        return (
            f"Not enough different days yet: {_days(self.low)} {self._side(factor.low)}, "
            f"{_days(self.high)} {self._side(factor.high)}. {EACH} of each are asked for."
        )

    def _side(self, template: str) -> str:
        at = self.at or 0.0
        return template.format(at=_number(at), over=_number(at + _FACTORS[self.factor].grain))


def _days(half: Half) -> str:
    return f"{half.days} day" + ("s" if half.days != 1 else "")


def _number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")
