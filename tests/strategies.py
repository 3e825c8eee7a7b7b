"""Made-up entries for property tests: every field, every kind of text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from journal.domain.body import Region, sides_of
from journal.domain.entry import (
    EASED_LIMIT,
    MEDICATION_LIMIT,
    NUMBER_FIELDS,
    Event,
    Load,
    Medication,
    NumberField,
    PainEntry,
    Quality,
    Site,
)
from journal.domain.problem import FieldProblem

NASTY = (
    "pain [/] at L5",
    "[@click=app.quit]x[/]",
    "=1+1",
    "'=1+1",
    "a;b\\;c\\",
    "\\",
    ";",
    "nul\0 and \x1b[31mescape",
    "\u202eright to left\u2069",
    "🩹 👩\u200d🦽",
    "line\nline\r\nline\rline\u2028\x85",
    '"quoted", comma',
    " blanks ",
    "שלום ทดสอบ ñ é",
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(NASTY)
ids = st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789", min_size=1, max_size=12)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
moments = st.datetimes(datetime(1900, 1, 2), datetime(2026, 1, 1), timezones=offsets)  # noqa: DTZ001
sites = st.sampled_from(list(Region)).flatmap(
    lambda region: st.builds(
        Site,
        st.just(region),
        st.sampled_from(sides_of(region)),
        st.none() | st.integers(0, 10),
    )
)


def numbers(field: NumberField) -> st.SearchStrategy[Any]:
    """The values that `field` allows, and None where it may be left out."""
    steps = st.integers(int(field.low / field.step), int(field.high / field.step))
    allowed = steps.map(lambda n: n if field.step == 1 else n * field.step)
    return allowed if field.name == "pain" else st.none() | allowed


def _possible(text: str, time: str | None) -> Medication | None:
    try:
        return Medication(text, time)
    except FieldProblem:
        return None


times = st.times().map(lambda t: f"{t:%H:%M}")
medications: st.SearchStrategy[Medication] = st.builds(
    _possible, texts.map(lambda t: t[:MEDICATION_LIMIT]), st.none() | times
).filter(lambda medication: medication is not None)  # type: ignore[assignment]


@st.composite
def entries(draw: st.DrawFn, ids: st.SearchStrategy[str] = ids) -> PainEntry:
    """Any entry that there can be, up to the end of 2025."""
    at = draw(moments)
    return PainEntry(
        id=draw(ids),
        day=at.date() + timedelta(days=draw(st.sampled_from((0, 0, -1, 1)))),
        at=at,
        sites=draw(st.lists(sites, max_size=4, unique_by=lambda s: (s.region, s.side)).map(tuple)),
        qualities=draw(
            st.lists(st.sampled_from(list(Quality)), max_size=4, unique=True).map(tuple)
        ),
        heavy_load=draw(st.none() | st.sampled_from(list(Load))),
        medications=draw(st.lists(medications, max_size=3).map(tuple)),
        event=draw(st.none() | st.sampled_from(list(Event))),
        eased=draw(texts)[:EASED_LIMIT],
        note=draw(texts),
        created_at=draw(moments),
        updated_at=draw(moments.map(lambda moment: moment.astimezone(UTC))),
        **{field.name: draw(numbers(field)) for field in NUMBER_FIELDS.values()},
    )
