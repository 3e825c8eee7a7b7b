"""What the journal compares with pain: chosen beforehand, each with the one lag it is looked at.

Clinical section 3.3, "Pairing": the night before, or the day before, and nothing else. To try
more of them, or other lags, is to find links by luck.
"""

from __future__ import annotations

import msgspec


class Factor(msgspec.Struct, frozen=True, kw_only=True):
    """One thing logged by day, and the words it is spoken of with.

    `id` is the field of an entry, or `exercise`: whether a session was done that day. With
    `lag` 0 the entry of a day is about the night before it, with 1 the value of the day before
    counts. `grain` is the step of the values at which the days may be divided, `unit` what
    stands behind such a value. `low` is how the days up to it are spoken of, `high` those
    above; `lead` is what a finding names first, the other half goes by `rest`. `suspect` is
    whether people hold the `noun` itself to cause pain when the half named first has more.
    `offer` is something harmless to try by coin, empty where there is none; `active` is whether
    that is to exercise.
    """

    id: str
    label: str
    lag: int
    grain: float
    low: str
    high: str
    lead: str
    rest: str
    link: str
    noun: str
    suspect: bool
    offer: str = ""
    active: bool = False


FACTORS: tuple[Factor, ...] = (
    Factor(
        id="sleep_quality",
        label="Sleep quality",
        lag=0,
        grain=1,
        low="after a night you rated {at} or lower",
        high="after a night you rated {over} or higher",
        lead="low",
        rest="After better nights",
        link="how you slept and pain the day after",
        noun="sleep",
        suspect=True,
    ),
    Factor(
        id="stress",
        label="Stress",
        lag=1,
        grain=1,
        low="after a day with stress of {at} or lower",
        high="after a day with stress of {over} or higher",
        lead="high",
        rest="After calmer days",
        link="stress and next-day pain",
        noun="stress",
        suspect=True,
    ),
    Factor(
        id="sitting_hours",
        label="Hours sitting",
        lag=1,
        grain=0.5,
        low="after a day with {at} hours of sitting or less",
        high="after a day with more than {at} hours of sitting",
        lead="high",
        rest="After days with less",
        link="sitting hours and next-day pain",
        noun="sitting",
        suspect=True,
        offer="take a short break from sitting every hour",
    ),
    Factor(
        id="steps",
        label="Steps",
        lag=1,
        grain=500,
        low="after a day with {at} steps or fewer",
        high="after a day with more than {at} steps",
        lead="low",
        rest="After days with more",
        link="steps and next-day pain",
        noun="steps",
        suspect=False,
        offer="take a short walk every day",
        active=True,
    ),
    Factor(
        id="exercise",
        label="Exercise done",
        lag=1,
        grain=1,
        low="after a day without exercise",
        high="after a day with exercise",
        lead="high",
        rest="After days without",
        link="exercise and next-day pain",
        noun="exercise",
        suspect=False,
        offer="do one easy stretch every day",
        active=True,
    ),
)
"""All that is compared with pain, in the order it is shown."""
