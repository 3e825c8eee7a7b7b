"""One entry of the pain log and its parts (clinical sections 2 and 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from operator import attrgetter

import msgspec

from journal.domain.body import Region, Side, label, sides_of
from journal.domain.problem import FieldProblem

NOTE_LIMIT = 20_000
"""Characters in a note."""
EASED_LIMIT = 500
"""Characters in what eased the pain."""
MEDICATION_LIMIT = 120
"""Characters in the text of one medication (clinical section 3.1)."""
EARLIEST_DAY = date(1900, 1, 1)
"""No diary day lies before this one."""
CLOCK_SLACK = timedelta(minutes=2)
"""How far a moment may lie ahead of the clock and still count as now."""


class Quality(StrEnum):
    """A word for what the pain feels like; the ids are stable (clinical section 2.6)."""

    ACHING = "aching"
    DULL = "dull"
    THROBBING = "throbbing"
    CRAMPING = "cramping"
    STIFF = "stiff"
    SHARP = "sharp"
    STABBING = "stabbing"
    PULLING = "pulling"
    HEAVY = "heavy"
    TENDER_TO_PRESS = "tender-to-press"
    CATCHING = "catching"
    BURNING = "burning"
    ELECTRIC = "electric"
    SHOOTING = "shooting"
    PINS_AND_NEEDLES = "pins-and-needles"
    NUMB = "numb"
    CRAWLING = "crawling"
    COLD_PAINFUL = "cold-painful"
    ITCHY = "itchy"
    SORE_TO_LIGHT_TOUCH = "sore-to-light-touch"


class Event(StrEnum):
    """A sudden movement or mishap that set the pain off."""

    FALL = "fall"
    SLIP = "slip"
    KICK = "kick"
    SPRINT = "sprint"
    TURN = "turn"
    LIFT = "lift"
    ACCIDENT = "accident"
    OTHER = "other"


class Load(StrEnum):
    """How much lifting and bending the day held (clinical section 3.1)."""

    NONE = "none"
    SOME = "some"
    A_LOT = "a-lot"


class NumberField(msgspec.Struct, frozen=True, kw_only=True):
    """A number that an entry may hold: its name, unit and range (both ends included)."""

    name: str
    label: str
    unit: str
    low: int
    high: int
    step: float = 1
    hint: str = ""

    @property
    def allowed(self) -> str:
        """The range in words, for instance "0 to 14 hours, in steps of 0.5"."""
        unit = f" {self.unit}" if self.unit else ""
        kind = "whole numbers" if self.step == 1 else f"in steps of {self.step:g}"
        return f"{self.low} to {self.high}{unit}, {kind}"

    def check(self, value: object) -> None:
        """Raise FieldProblem unless `value` is a number of this field's range and step."""
        if type(value) is not int and (type(value) is not float or self.step == 1):
            raise FieldProblem(self.name, value, self.allowed)
        if not self.low <= value <= self.high or value % self.step:
            raise FieldProblem(self.name, value, self.allowed)


NUMBER_FIELDS: dict[str, NumberField] = {
    field.name: field
    for field in (
        NumberField(name="pain", label="Pain", unit="", low=0, high=10),
        NumberField(name="worst", label="Worst", unit="", low=0, high=10),
        NumberField(
            name="sleep_quality",
            label="Sleep quality",
            unit="",
            low=0,
            high=10,
            hint="10 = slept very well",
        ),
        NumberField(
            name="sleep_hours", label="Hours asleep", unit="hours", low=0, high=14, step=0.5
        ),
        NumberField(
            name="stress", label="Stress", unit="", low=0, high=10, hint="10 = very stressed"
        ),
        NumberField(name="mood", label="Mood", unit="", low=0, high=10, hint="10 = very good"),
        NumberField(
            name="sitting_hours",
            label="Hours sitting",
            unit="hours",
            low=0,
            high=18,
            step=0.5,
            hint="work and free time",
        ),
        NumberField(
            name="longest_sit_min",
            label="Longest sit",
            unit="minutes",
            low=0,
            high=600,
            hint="without getting up",
        ),
        NumberField(name="steps", label="Steps", unit="steps", low=0, high=60_000),
        NumberField(
            name="walk_min",
            label="Walking",
            unit="minutes",
            low=0,
            high=300,
            hint="walked on purpose",
        ),
        NumberField(
            name="morning_stiffness_min",
            label="Morning stiffness",
            unit="minutes",
            low=0,
            high=240,
        ),
        NumberField(
            name="wake_ups",
            label="Woken by pain",
            unit="times",
            low=0,
            high=10,
        ),
    )
}
"""Every number an entry may hold, by name, with the ranges of clinical sections 2.1, 2.8, 3.1."""


def check_text(field: str, text: object, limit: int) -> None:
    """Raise FieldProblem unless `text` is Unicode text of at most `limit` characters."""
    if type(text) is not str:
        raise FieldProblem(field, text, f"text of up to {limit} characters")
    if len(text) > limit:
        raise FieldProblem(field, text, f"up to {limit} characters")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            allowed = "valid Unicode text (UTF-8)"
            raise FieldProblem(field, text.encode(errors="replace").decode(), allowed) from None


class Site(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One marked place: a region, a side and, where one was given, its own score 0-10.

    Raises FieldProblem when the region cannot be marked on that side.
    """

    region: Region
    side: Side
    pain: int | None = None

    def __post_init__(self) -> None:
        if type(self.region) is not Region:
            raise FieldProblem("sites", self.region, ", ".join(Region))
        if self.side not in sides_of(self.region):
            allowed = " or ".join(f"{self.region}:{side}" for side in sides_of(self.region))
            raise FieldProblem("sites", f"{self.region}:{self.side}", allowed)
        if self.pain is not None and (type(self.pain) is not int or not 0 <= self.pain <= 10):
            raise FieldProblem("sites", self.pain, "a score of 0 to 10, whole numbers")

    @property
    def words(self) -> str:
        """The place in plain words: "low back (centre)"."""
        return f"{label(self.region)} ({self.side})"


class Medication(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What was taken, in the person's own words (1-120 characters), and when (`HH:MM`).

    A note only: never advice. The text may not itself end in "@ HH:MM", which is how the time
    is written.
    """

    text: str
    time: str | None = None

    def __post_init__(self) -> None:
        check_text("medications", self.text, MEDICATION_LIMIT)
        if self.text != self.text.strip() or not self.text or "\n" in self.text:
            raise FieldProblem("medications", self.text, "one line of 1 to 120 characters")
        if self.time is not None and not is_time(self.time):
            raise FieldProblem("medications", self.time, "a time of day as HH:MM")
        if self.time is None and is_time(self.text.rpartition("@")[2].strip()):
            raise FieldProblem("medications", self.text, "a name, then the time after @")


def is_time(text: object) -> bool:
    """Whether `text` is a time of day written as `HH:MM`."""
    if not isinstance(text, str) or len(text) != 5 or text[2] != ":" or not text.isascii():
        return False
    hour, minute = text[:2], text[3:]
    return hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60


class PainEntry(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """One entry of the pain log.

    The fields stand in the order of the JSON record and of the CSV columns; their units and
    ranges are those of `NUMBER_FIELDS`. What was not logged is None, an empty tuple or an
    empty text, and is left out of the JSON. `day` is the diary day the person means and is
    never derived again from `at`; `at`, `created_at` and `updated_at` carry a UTC offset.

    Raises FieldProblem, naming the first field that cannot be so (clinical sections 2, 3.1).
    """

    id: str
    day: date
    at: datetime
    pain: int
    worst: int | None = None
    sites: tuple[Site, ...] = ()
    qualities: tuple[Quality, ...] = ()
    sleep_quality: int | None = None
    sleep_hours: float | None = None
    stress: int | None = None
    mood: int | None = None
    sitting_hours: float | None = None
    longest_sit_min: int | None = None
    steps: int | None = None
    walk_min: int | None = None
    heavy_load: Load | None = None
    morning_stiffness_min: int | None = None
    wake_ups: int | None = None
    medications: tuple[Medication, ...] = ()
    event: Event | None = None
    eased: str = ""
    note: str = ""
    created_at: datetime
    updated_at: datetime

    def __post_init__(self) -> None:
        # An export decodes ten years of these: what is empty or plain is passed by quickly.
        name = self.id
        if type(name) is not str or not (name.isascii() and name.isalnum() and len(name) <= 64):
            raise FieldProblem("id", name, "1 to 64 letters and digits")
        _check_moment("at", self.at)
        _check_moment("created_at", self.created_at)
        _check_moment("updated_at", self.updated_at)
        day, at_day = self.day, self.at.date()
        if day != at_day or type(day) is not date or day < EARLIEST_DAY:
            _check_day(day, at_day)
        for value, (low, high, field) in zip(_number_values(self), _NUMBERS, strict=True):
            if type(value) is int:
                if not low <= value <= high:
                    field.check(value)
            elif value is not None:
                field.check(value)
        if self.pain is None:
            NUMBER_FIELDS["pain"].check(None)
        if self.sites != ():
            _check_each("sites", self.sites, Site)
            if len(self.sites) > 1:
                _check_once("sites", self.sites, [(s.region, s.side) for s in self.sites])
        if self.qualities != ():
            _check_each("qualities", self.qualities, Quality)
            if len(self.qualities) > 1:
                _check_once("qualities", self.qualities, self.qualities)
        if self.medications != ():
            _check_each("medications", self.medications, Medication)
        if self.heavy_load is not None and not isinstance(self.heavy_load, Load):
            raise FieldProblem("heavy_load", self.heavy_load, ", ".join(Load))
        if self.event is not None and not isinstance(self.event, Event):
            raise FieldProblem("event", self.event, ", ".join(Event))
        if self.eased != "":
            check_text("eased", self.eased, EASED_LIMIT)
        if self.note != "":
            check_text("note", self.note, NOTE_LIMIT)


_NUMBERS = tuple((field.low, field.high, field) for field in NUMBER_FIELDS.values())
_number_values = attrgetter(*NUMBER_FIELDS)


def _check_moment(name: str, moment: object) -> None:
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise FieldProblem(name, moment, "a date and time with its UTC offset")


def _check_day(day: object, at_day: date) -> None:
    if type(day) is not date or day < EARLIEST_DAY:
        raise FieldProblem("day", day, f"a date from {EARLIEST_DAY} on")
    if abs((day - at_day).days) > 1:
        raise FieldProblem("day", day, f"the day of the entry's moment, {at_day}")


def _check_each(name: str, values: object, kind: type) -> None:
    if type(values) is not tuple or not {kind}.issuperset(map(type, values)):
        raise FieldProblem(name, values, f"a tuple of {kind.__name__}")


def _check_once(name: str, values: Sequence[object], keys: Sequence[object]) -> None:
    if len(set(keys)) != len(keys):
        raise FieldProblem(name, ", ".join(map(str, values)), "each one once")


ENTRY_FIELDS: tuple[str, ...] = PainEntry.__struct_fields__
"""Names of an entry's fields, in the order of JSON and CSV."""


def check_not_future(entry: PainEntry, now: datetime) -> None:
    """Raise FieldProblem when `entry` lies after `now` (a moment with its UTC offset)."""
    if entry.at > now + CLOCK_SLACK:
        raise FieldProblem("at", f"{entry.at:%Y-%m-%d %H:%M}", f"up to now, {now:%Y-%m-%d %H:%M}")
    if entry.day > max(now.date(), entry.at.date()):
        raise FieldProblem("day", entry.day, f"up to today, {now.date()}")


def moved_day(entry: PainEntry, at: datetime) -> date:
    """The diary day when `entry` is moved to the moment `at`.

    It moves along by whole days: an entry written after midnight for the day before stays so.
    """
    return at.date() + (entry.day - entry.at.date())
