"""The trends in plain words (clinical sections 2.2 and 5.3); each line says what it rests on."""

from __future__ import annotations

from datetime import date

from journal.domain.change import Change, Period
from journal.domain.diary import Diary
from journal.domain.wording import counted

NOTHING = "Nothing is logged yet."


def headline(diary: Diary, change: Change, today: date) -> str:
    """The last 7 days against the 7 before, in one or two sentences.

    `change` is that of the range's last day, which may lie before `today`.
    """
    now = change.now
    until = diary.days(date.min, now.last)
    if not until:
        nothing = not diary.dates and now.last == today
        return NOTHING if nothing else f"Nothing is logged up to {now.last}."
    week, last = week_name(now, today), until[-1]
    if now.mean is None:
        needs = f" An average needs {now.needed}." if now.logged else ""
        return f"{week}: {logged(now)}.{needs} The last logged day is {last.day}: {last.mean:.1f}."
    if change.missing:
        return f"{week} {now.mean:.1f}. {logged(now)}. {sentence(change.missing)}"
    return change_words(change, week, "the 7 before")


def change_words(change: Change, now: str, before: str) -> str:
    """A change in words, with a name for each of its two stretches of days.

    "Last 7 days 3.9, the 7 before 5.2: a little lower. 6 of 7 days logged, before that 7 of 7."
    """
    if change.now.mean is None or change.before.mean is None or change.missing:
        return f"{now}: {change.missing}."
    means = f"{now} {change.now.mean:.1f}, {before} {change.before.mean:.1f}"
    earlier = f"{change.before.logged} of {change.before.days}"
    return f"{means}: {change.label}. {logged(change.now)}, before that {earlier}."


def month_words(change: Change) -> str:
    """A month against the one before it."""
    return change_words(change, f"{change.now.first:%B}", f"{change.before.first:%B}")


def week_name(week: Period, today: date) -> str:
    """What seven days are called at the start of a sentence."""
    return "Last 7 days" if week.last == today else f"The 7 days to {week.last}"


def logged(period: Period) -> str:
    """How many days of a stretch are logged: "6 of 7 days logged"."""
    return f"{period.logged} of {counted(period.days, 'day')} logged"


def high_words(period: Period) -> str:
    """On how many days the pain was strong: "7 or more at its worst on 2 of 6 logged days"."""
    return f"7 or more at its worst on {period.high} of {counted(period.logged, 'logged day')}"


def sentence(words: str) -> str:
    """The words as a sentence, with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
