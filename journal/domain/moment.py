"""Days and moments as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from journal.domain.entry import EARLIEST_DAY
from journal.domain.problem import FieldProblem

DAY_FORMS = "YYYY-MM-DD, today, yesterday or 3 days ago"
MOMENT_FORMS = f"{DAY_FORMS}, with HH:MM after it if you like"
ABOUT_FORMS = "2026-03-01, 2026-03, 2026, 10 days ago, 3 weeks ago, 2 months ago or 5 years ago"
EVENING = time(21, 0)
"""The time given to a past day that came without one: the journal is an evening diary."""

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|today|yesterday|(?P<ago>\d{1,5}) days? ago)?"
    r"(?:(?:^|[ T])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
    r"(?P<offset>Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)


def parse_day(text: str, today: date, field: str = "day") -> date:
    """The day that `text` names: `YYYY-MM-DD`, `today`, `yesterday` or `3 days ago`.

    Raises FieldProblem for anything else, and for days before 1900.
    """
    match = _MOMENT.fullmatch(" ".join(text.split()))
    if not match or not match["day"] or match["hour"] or match["offset"]:
        raise FieldProblem(field, text, DAY_FORMS)
    return _day(match, today, text, field)


def parse_about(text: str, today: date, field: str = "day") -> date:
    """The day that `text` names, as well as a person knows it.

    Beside what `parse_day` takes: `2024-03` and `2024` for their first day, and `3 weeks ago`,
    `2 months ago`, `5 years ago`. Raises FieldProblem.
    """
    plain = " ".join(text.split()).casefold()
    if re.fullmatch(r"\d{4}(-\d\d)?", plain, re.ASCII):
        plain = f"{plain}-01" if "-" in plain else f"{plain}-01-01"
    elif found := re.fullmatch(r"(\d{1,4}) (week|month|year)s? ago", plain, re.ASCII):
        days = {"week": 7, "month": 30.44, "year": 365.25}[found[2]] * int(found[1])
        plain = f"{round(days)} days ago"
    try:
        return parse_day(plain, today, field)
    except FieldProblem:
        raise FieldProblem(field, text, ABOUT_FORMS) from None


def parse_moment(text: str, now: datetime, zone: tzinfo | None = None) -> datetime:
    """The moment that `text` names, to the second, with its UTC offset.

    `text` is a day as in `parse_day`, a time `HH:MM`, or both; ISO-8601 with an offset is
    taken as it is. A time without an offset is local: in `zone`, or by the machine's own
    rules. A day alone means now when it is today, else 21:00. Raises FieldProblem.
    """
    match = _MOMENT.fullmatch(" ".join(text.split()))
    if not match or not (match["day"] or match["hour"]) or (match["offset"] and not match["hour"]):
        raise FieldProblem("at", text, MOMENT_FORMS)
    day = _day(match, now.date(), text, "at") if match["day"] else now.date()
    if not match["hour"]:
        if day == now.date():
            return now.replace(microsecond=0)
        return _local(datetime.combine(day, EVENING), zone)
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
        if match["offset"]:
            return datetime.fromisoformat(f"{day}T{clock}{match['offset'].upper()}")
    except ValueError:
        raise FieldProblem("at", text, MOMENT_FORMS) from None
    return _local(datetime.combine(day, clock), zone)


def _local(naive: datetime, zone: tzinfo | None) -> datetime:
    # By way of UTC, so that a time that a clock change skips becomes one that there was; then
    # with a plain offset, in whole minutes as ISO-8601 writes it.
    moment = naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    offset = moment.utcoffset() or timedelta()
    minutes = round(offset / timedelta(minutes=1))
    return moment.replace(tzinfo=timezone(timedelta(minutes=minutes)), fold=0)


def _day(match: re.Match[str], today: date, text: str, field: str) -> date:
    named = match["day"].lower()
    try:
        if named == "today":
            day = today
        elif named == "yesterday":
            day = today - timedelta(days=1)
        elif match["ago"]:
            day = today - timedelta(days=int(match["ago"]))
        else:
            day = date.fromisoformat(named)
    except (ValueError, OverflowError):
        raise FieldProblem(field, text, f"a day that exists: {DAY_FORMS}") from None
    if day < EARLIEST_DAY:
        raise FieldProblem(field, text, f"a day from {EARLIEST_DAY} on")
    return day
