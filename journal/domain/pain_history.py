"""What the journal itself knows of a pain: how strong, since when, and where it went.

Figures for the red-flag rule, from entries or from days and scores given by hand (clinical
sections 1.4 and 2.7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from journal.domain.average import mean, median
from journal.domain.body import DEPTHS, Region, Side
from journal.domain.day import DayView, days_of
from journal.domain.entry import Event, PainEntry, Quality, Site

SEVERE = 7
"""The score from which pain counts as severe (clinical section 1.4)."""
ENOUGH_DAYS = 4
"""Logged days that a 7-day mean rests on at least."""
WEEK = timedelta(days=7)
PAIN_FREE = timedelta(days=28)
"""Days without pain that end an episode."""
MARKED = 2
"""The score from which a marked place counts for the spread down the leg."""
LEG = frozenset(region for region, depth in DEPTHS.items() if depth >= 2) | {Region.INNER_THIGH}
"""Regions of the leg."""
BELOW_KNEE = frozenset({Region.SHIN, Region.CALF, Region.ANKLE, Region.FOOT})
HIP = frozenset({Region.GROIN, Region.FRONT_HIP, Region.OUTER_HIP})
NUMB = frozenset({Quality.NUMB, Quality.PINS_AND_NEEDLES})
"""Words that, new in a leg, ask for another look."""
STRAINS = frozenset({Event.KICK, Event.SPRINT, Event.TURN, Event.SLIP, Event.LIFT})
"""Events that a muscle can be strained in."""

RECENT = 7 * WEEK
"""How far back the places, words and events of entries are looked at."""
Score = tuple[date, int, int | None]
"""An entry's diary day, its score and the worst it names."""
DayScores = Mapping[date, float]
"""Diary day -> mean score of the day, 0-10."""


class PainHistory(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """The figures of one day that the rule looks at; what is not known is None or false.

    `onset` is the first day of this episode. `mean` is the 7-day mean, or the latest score of
    the week where fewer than four days of it are `logged`. `first_mean` is that of the first
    logged week of the episode, where it is over. `highest` is the highest score of the episode.
    `numb_legs` are the sides on which a leg newly feels numb or tingles, `numb_on` the last day
    of it. `strain_on` is the
    day of the last sudden movement that a muscle may have been strained in. `usual` is the
    score, 0-10, by which the person corrected `mean`. `low_mood` holds the sums, 0-6, of the
    questions on mood in this check and the one before, oldest first.
    """

    onset: date | None = None
    logged: int = 0
    mean: float | None = None
    usual: int | None = None
    first_mean: float | None = None
    severe: bool = False
    severe_two_weeks: bool = False
    worsening: bool = False
    falling: bool = False
    highest: float | None = None
    numb_legs: tuple[Side, ...] = ()
    numb_on: date | None = None
    numbness_spreads: bool = False
    reaching_further: bool = False
    below_knee: bool = False
    hip_or_groin: bool = False
    broken_sleep: bool = False
    strain_on: date | None = None
    low_mood: tuple[int, ...] = ()

    def weeks(self, today: date) -> int:
        """Full weeks since the onset, 0 when it is not known."""
        return 0 if self.onset is None else max(0, (today - self.onset).days // 7)

    @property
    def improved(self) -> bool | None:
        """Whether the pain fell by 30 % or 2 points since the first week; None: not known."""
        if self.first_mean is None or self.mean is None:
            return None
        fall = self.first_mean - self.mean
        return fall >= 2 or (self.first_mean > 0 and fall / self.first_mean >= 0.3)

    def corrected(self, usual: int) -> PainHistory:
        """The same with the person's own word for how strong the pain usually is now, 0-10."""
        least = usual if self.mean is None else self.mean
        return msgspec.structs.replace(
            self,
            usual=usual,
            mean=float(usual),
            severe=usual >= SEVERE,
            severe_two_weeks=self.severe_two_weeks and usual >= SEVERE,
            worsening=self.worsening and usual >= least,
            falling=self.falling and usual <= least,
        )


def history_of_scores(
    scores: Iterable[tuple[date, float]], today: date, onset: date | None = None
) -> PainHistory:
    """The history told by scores of single days; several on one day count as their mean."""
    by_day: dict[date, list[float]] = {}
    for day, score in scores:
        if day <= today:
            by_day.setdefault(day, []).append(score)
    days = {day: mean(found) for day, found in sorted(by_day.items())}
    highest = {day: max(found) for day, found in by_day.items()}
    return _from_days(days, highest, today, onset if onset is not None else find_onset(days))


def history_of_entries(
    entries: Sequence[PainEntry],
    today: date,
    onset: date | None = None,
    said_on: date | None = None,
) -> PainHistory:
    """The history told by entries in diary order; see `history_of_log`."""
    scores = ((entry.day, entry.pain, entry.worst) for entry in entries)
    return history_of_log(scores, entries, today, onset, said_on)


def history_of_log(
    scores: Iterable[Score],
    recent: Sequence[PainEntry],
    today: date,
    onset: date | None = None,
    said_on: date | None = None,
) -> PainHistory:
    """The history told by all scores and by the entries of the last `RECENT` days or more.

    Both are in diary order; what lies after `today` is left out. `onset` is what the person
    said on the day `said_on`; it holds as long as the pain does, and for good where the day is
    not known. Without it the onset is the one that `find_onset` finds.
    """
    by_day: dict[date, list[float]] = {}
    highest: dict[date, float] = {}
    for day, pain, worst in scores:
        if day <= today:
            by_day.setdefault(day, []).append(pain)
            highest[day] = max(highest.get(day, 0), pain, worst or 0)
    days = {day: mean(found) for day, found in by_day.items()}
    if onset is None:
        began = find_onset(days)
    elif said_on is None:
        began = onset
    else:
        # That day there was pain, whatever was logged.
        since = {said_on: 1.0} | {day: score for day, score in days.items() if day > said_on}
        began = find_onset(since)
        began = onset if began == said_on else began
    history = _from_days(days, highest, today, began)
    views = [view for view in days_of(recent) if today - RECENT < view.day <= today]
    numb = newly_numb_legs(views, today)
    sides = tuple(sorted({side for side, _ in numb}))
    strains = [v.day for v in views if any(entry.event in STRAINS for entry in v.entries)]
    fortnight = [view for view in views if view.day > today - 2 * WEEK]
    week = {site.region for v in fortnight if v.day > today - WEEK for site in sore(v.entries)}
    return msgspec.structs.replace(
        history,
        numb_legs=sides,
        numb_on=max((day for _, day in numb), default=None),
        numbness_spreads=any(_numbness_spreads(fortnight, side) for side in sides),
        reaching_further=_reaches_further(views, today),
        below_knee=bool(week & BELOW_KNEE),
        hip_or_groin=any(site.region in HIP for v in fortnight for site in sore(v.entries)),
        broken_sleep=_broken_sleep(fortnight, today),
        strain_on=strains[-1] if strains else None,
    )


def find_onset(days: DayScores) -> date | None:
    """The first day of the present episode: pain after four weeks of logged freedom from it.

    `days` are in order. Freedom from pain is known from four days of it at least: nobody knows
    what a stretch was like in which nothing was logged.
    """
    onset: date | None = None
    last_pain: date | None = None
    free_days = 0
    day: date | None = None
    for day, score in days.items():
        if score <= 0:
            free_days += 1
            continue
        free = last_pain is not None and day - last_pain > PAIN_FREE
        if onset is None or (free and free_days >= ENOUGH_DAYS):
            onset = day
        last_pain, free_days = day, 0
    if last_pain is None or day is None:
        return None
    over = day - last_pain >= PAIN_FREE and free_days >= ENOUGH_DAYS
    return None if over else onset


def window(days: DayScores, last: date, length: timedelta = WEEK) -> list[float]:
    """The scores of the logged days in the `length` that ends with `last`, oldest first."""
    first = last - length
    return [score for day, score in days.items() if first < day <= last]


def week_mean(days: DayScores, last: date) -> float | None:
    """The mean of the week that ends with `last`, None with fewer than four logged days."""
    scores = window(days, last)
    return mean(scores) if len(scores) >= ENOUGH_DAYS else None


def is_severe(days: DayScores, today: date) -> bool:
    """Whether the pain of the week up to `today` is severe (clinical section 1.4)."""
    scores = window(days, today)
    if len(scores) < ENOUGH_DAYS:
        return bool(scores) and scores[-1] >= SEVERE
    last_logged = window(days, today, 4 * WEEK)[-7:]
    often = sum(score >= SEVERE for score in last_logged) >= ENOUGH_DAYS
    return often or mean(scores) >= SEVERE


def _from_days(days: DayScores, highest: DayScores, today: date, onset: date | None) -> PainHistory:
    week = window(days, today)
    now = mean(week) if len(week) >= ENOUGH_DAYS else week[-1] if week else None
    before = week_mean(days, today - WEEK)
    episode = [score for day, score in highest.items() if onset is not None and day >= onset]
    severe = is_severe(days, today)
    severe_before = is_severe(days, today - WEEK) and any(
        score >= SEVERE for day, score in days.items() if timedelta(13) <= today - day < 3 * WEEK
    )
    return PainHistory(
        onset=onset,
        logged=len(week),
        mean=now,
        first_mean=_first_mean(days, today, onset),
        severe=severe,
        severe_two_weeks=severe and severe_before and not _fell(days, today),
        worsening=_rose(days, today) and _rose(days, today - WEEK),
        falling=before is not None and now is not None and now < before,
        highest=max(episode, default=None),
    )


def _first_mean(days: DayScores, today: date, onset: date | None) -> float | None:
    """The mean of the episode's first week with four logged days, None unless it ended before
    this week."""
    for day in days:
        if onset is None or day < onset:
            continue
        if day + WEEK > today - WEEK + timedelta(1):
            return None
        first = week_mean(days, day + WEEK - timedelta(1))
        if first is not None:
            return first
    return None


def _fell(days: DayScores, today: date) -> bool:
    """Whether this week's mean is clearly under that of the week before (30 % or 2 points)."""
    now, before = window(days, today), window(days, today - WEEK)
    fall = mean(before) - mean(now) if now and before else 0.0
    return fall >= 2 or (fall > 0 and fall / mean(before) >= 0.3)


def _rose(days: DayScores, today: date) -> bool:
    """Whether the 7-day mean is 2 points or more above the one 14 days earlier."""
    now, before = week_mean(days, today), week_mean(days, today - 2 * WEEK)
    return now is not None and before is not None and now - before >= 2


# Where it is felt


def each_side(side: Side) -> tuple[Side, ...]:
    """The sides that a marked side stands for: `both` is left and right."""
    if side is Side.BOTH:
        return (Side.LEFT, Side.RIGHT)
    return (side,)


def sore(entries: Iterable[PainEntry]) -> list[Site]:
    """The marked places of entries, without those that were given no pain."""
    return [site for entry in entries for site in entry.sites if site.pain != 0]


def numb_regions(view: DayView) -> set[tuple[Region, Side]]:
    """The leg regions of a day in entries that speak of numbness or pins and needles."""
    return {
        (site.region, side)
        for entry in view.entries
        if NUMB & set(entry.qualities)
        for site in entry.sites
        if site.region in LEG
        for side in each_side(site.side)
    }


def newly_numb_legs(views: Sequence[DayView], today: date) -> set[tuple[Side, date]]:
    """The sides on which, and the days when, in the week up to `today`, a leg region felt numb
    or tingled that had not in the 14 days before (clinical section 1.4,
    `event-new-leg-numbness`)."""
    found: set[tuple[Side, date]] = set()
    for view in views:
        if not today - WEEK < view.day <= today:
            continue
        earlier: set[tuple[Region, Side]] = set()
        for other in views:
            if timedelta(0) < view.day - other.day <= 2 * WEEK:
                earlier |= numb_regions(other)
        found |= {(side, view.day) for _, side in numb_regions(view) - earlier}
    return found


def _numbness_spreads(views: Sequence[DayView], side: Side) -> bool:
    """Whether a later day reached further down, or into more regions, than an earlier one."""
    numb = [{region for region, s in numb_regions(view) if s is side} for view in views]
    numb = [regions for regions in numb if regions]
    return any(_reach(later) > _reach(earlier) for earlier, later in pairwise(numb))


def _reach(regions: set[Region]) -> tuple[int, int]:
    return max(DEPTHS.get(region, 2) for region in regions), len(regions)


def spread_index(view: DayView) -> int | None:
    """How far down a leg the day's pain of 2 or more reached, 0 (back) to 5 (foot).

    The side that reached further counts; None when no such place was marked.
    """
    depths = [
        DEPTHS[site.region]
        for entry in view.entries
        for site in entry.sites
        if site.region in DEPTHS and (entry.pain if site.pain is None else site.pain) >= MARKED
    ]
    return max(depths, default=None)


def _reaches_further(views: Sequence[DayView], today: date) -> bool:
    """Whether the week's median spread is a level or more above the one before (2.7, D4)."""
    now, before = _spread(views, today), _spread(views, today - WEEK)
    # From the first level of the thigh on: the back alone is not the leg.
    return now is not None and before is not None and now - before >= 1 and now >= 2


def _spread(views: Sequence[DayView], last: date) -> float | None:
    found = [spread_index(view) for view in views if last - WEEK < view.day <= last]
    known = [index for index in found if index is not None]
    return median(known) if len(known) >= ENOUGH_DAYS else None


def _broken_sleep(views: Sequence[DayView], today: date) -> bool:
    """Whether pain woke the person on four nights or more in each of the last two weeks."""
    for last in (today, today - WEEK):
        nights = [v.latest("wake_ups") for v in views if last - WEEK < v.day <= last]
        if sum(bool(count) for count in nights) < ENOUGH_DAYS:
            return False
    return True
