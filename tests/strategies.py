"""Made-up records for property tests: every field, every kind of text.

What a record is drawn from is made once, not while it is drawn: hypothesis looks through each
strategy it meets, and looking through new ones takes as long as the drawing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from journal.domain.body import Region, Side, sides_of
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
from journal.domain.exercise import Dose
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.problem import FieldProblem
from journal.domain.screening import (
    Answer,
    Carried,
    Clearance,
    Finding,
    Given,
    Outcome,
    Profile,
    Screening,
    Status,
    StoodDown,
    Stop,
    Wording,
)
from journal.domain.session import Done, Task
from journal.domain.training import Session

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
updates = moments.map(lambda moment: moment.astimezone(UTC))
day_shifts = st.sampled_from((0, 0, -1, 1))
pain_scores = st.none() | st.integers(0, 10)
_sites_of = {
    region: st.builds(Site, st.just(region), st.sampled_from(sides_of(region)), pain_scores)
    for region in Region
}
sites = st.sampled_from(list(Region)).flatmap(_sites_of.__getitem__)


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


site_lists = st.lists(sites, max_size=4, unique_by=lambda s: (s.region, s.side)).map(tuple)
quality_lists = st.lists(st.sampled_from(list(Quality)), max_size=4, unique=True).map(tuple)
loads = st.none() | st.sampled_from(list(Load))
medication_lists = st.lists(medications, max_size=3).map(tuple)
events = st.none() | st.sampled_from(list(Event))
entry_numbers = st.fixed_dictionaries({f.name: numbers(f) for f in NUMBER_FIELDS.values()})


@st.composite
def entries(draw: st.DrawFn, ids: st.SearchStrategy[str] = ids) -> PainEntry:
    """Any entry that there can be, up to the end of 2025."""
    at = draw(moments)
    return PainEntry(
        id=draw(ids),
        day=at.date() + timedelta(days=draw(day_shifts)),
        at=at,
        sites=draw(site_lists),
        qualities=draw(quality_lists),
        heavy_load=draw(loads),
        medications=draw(medication_lists),
        event=draw(events),
        eased=draw(texts)[:EASED_LIMIT],
        note=draw(texts),
        created_at=draw(moments),
        updated_at=draw(updates),
        **draw(entry_numbers),
    )


days = st.dates(date(1900, 1, 2), date(2025, 12, 31))
levels = st.sampled_from(list(Level))
question_ids = st.sampled_from(["saddle-numbness", "fever-chills", "gone-since"]) | texts
profile_answers = st.none() | st.sampled_from(["yes", "no", "unsure", "not-applicable"])
within = st.integers(0, 90)
scores = st.floats(0, 10)
findings = st.builds(
    Finding,
    rule=st.sampled_from(["E1", "D10"]) | texts,
    level=levels,
    within_days=within,
    text=texts,
    phrase=texts,
    signs=st.lists(question_ids, max_size=2).map(tuple),
)
given_answers = st.builds(
    Given,
    answer=st.sampled_from(list(Answer)),
    status=st.sampled_from(list(Status)),
    reason=texts,
    on=st.none() | days,
    worse=st.booleans(),
)
outcomes = st.builds(
    Outcome,
    level=levels,
    within_days=st.none() | within,
    reasons=st.lists(findings, max_size=2).map(tuple),
    stood_down=st.lists(
        st.builds(StoodDown, question_ids, st.sampled_from(list(Status)), texts, days, texts),
        max_size=2,
    ).map(tuple),
    rule_version=texts,
    advice=texts,
    notes=st.lists(texts, max_size=2).map(tuple),
    title=texts,
    watch_for=st.lists(texts, max_size=2).map(tuple),
    ask_again_in=st.none() | within,
    unasked=st.integers(0, 33),
)
histories = st.builds(
    PainHistory,
    onset=st.none() | days,
    logged=st.integers(0, 7),
    mean=st.none() | scores,
    usual=st.none() | st.integers(0, 10),
    first_mean=st.none() | scores,
    severe=st.booleans(),
    highest=st.none() | scores,
    numb_legs=st.lists(st.sampled_from([Side.LEFT, Side.RIGHT]), max_size=2).map(tuple),
    strain_on=st.none() | days,
    low_mood=st.lists(st.integers(0, 6), max_size=2).map(tuple),
)
profiles = st.builds(
    Profile,
    age=st.none() | st.integers(18, 120),
    cancer_ever=profile_answers,
    cancer_type=texts,
    may_be_pregnant=profile_answers,
    reviewed=st.none() | days,
)

scopes = st.sampled_from(["full", "short"])
answer_sets = st.dictionaries(
    question_ids, st.sampled_from(list(Answer)) | given_answers, max_size=4
)
carried_answers = st.dictionaries(question_ids, st.builds(Carried, given_answers, days), max_size=2)
wordings = st.dictionaries(question_ids, st.builds(Wording, texts, texts), max_size=2)
moods = st.dictionaries(question_ids, st.integers(0, 3), max_size=2)
clearances = st.none() | st.builds(Clearance, days, texts, st.booleans(), moments)
stops = st.none() | st.builds(Stop, moments, ids)


@st.composite
def screenings(draw: st.DrawFn, ids: st.SearchStrategy[str] = ids) -> Screening:
    """Any screening that the store takes, up to the end of 2025."""
    at = draw(moments)
    return Screening(
        id=draw(ids),
        day=at.date() + timedelta(days=draw(day_shifts)),
        at=at,
        scope=draw(scopes),
        answers=draw(answer_sets),
        carried=draw(carried_answers),
        wording=draw(wordings),
        mood=draw(moods),
        profile=draw(profiles),
        history=draw(histories),
        outcome=draw(outcomes),
        clearance=draw(clearances),
        after_stop=draw(stops),
        created_at=draw(moments),
        updated_at=draw(updates),
    )


exercise_ids = st.sampled_from(["bridge", "clamshell", "wall-sit"]) | texts
seconds = st.floats(0, 600) | st.integers(0, 600).map(float)
doses = st.builds(
    Dose,
    sets=st.integers(1, 5),
    reps=st.integers(1, 20),
    out=seconds.map(lambda found: found + 0.5),
    hold=seconds,
    back=seconds,
    rest=st.integers(0, 120),
    sides=st.sampled_from([1, 2]),
    directions=st.sampled_from([1, 2]),
)
bouts_done = st.builds(
    Done,
    exercise=exercise_ids,
    set=st.integers(1, 5),
    reps=st.integers(1, 20),
    side=st.sampled_from([None, "right", "left"]),
    direction=st.integers(1, 2),
)
tasks = st.builds(
    Task,
    exercise=exercise_ids,
    planned=exercise_ids,
    dose=doses,
    note=texts,
    done=st.lists(bouts_done, max_size=3).map(tuple),
    worst=pain_scores,
    skipped=texts,
)
task_lists = st.lists(tasks, min_size=1, max_size=3).map(tuple)
lasting = st.integers(0, 90)
programmes = st.sampled_from(["desk-reset", "strength-base", ""]) | texts
quick_answers = st.dictionaries(question_ids, st.booleans(), max_size=5)
yes_or_no = st.booleans()
known_or_not = st.none() | yes_or_no
morning_scores = st.integers(0, 10)
mornings = st.integers(0, 3)


@st.composite
def sessions(draw: st.DrawFn, ids: st.SearchStrategy[str] = ids) -> Session:
    """Any session that the store takes, up to the end of 2025."""
    at = draw(moments)
    day = at.date() + timedelta(days=draw(day_shifts))
    told = draw(yes_or_no)
    return Session(
        id=draw(ids),
        day=day,
        at=at,
        ended_at=(at + timedelta(minutes=draw(lasting))).astimezone(draw(offsets)),
        programme=draw(programmes),
        phase=draw(texts),
        tasks=draw(task_lists),
        quick=draw(quick_answers),
        before=draw(pain_scores),
        after=draw(pain_scores),
        effort=draw(pain_scores),
        clean=draw(known_or_not),
        eased=draw(yes_or_no),
        stopped=draw(texts),
        morning=draw(morning_scores) if told else None,
        morning_on=day + timedelta(days=draw(mornings)) if told else None,
        created_at=draw(moments),
        updated_at=draw(updates),
    )
