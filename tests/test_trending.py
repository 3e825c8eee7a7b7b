"""The trends as they are read from the journal, and how little of it they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.body import Region, Side
from journal.domain.day import days_of
from journal.domain.diary import diary_of
from journal.domain.entry import PainEntry, Site
from journal.domain.finding import Kind
from journal.domain.level import Level
from journal.domain.patterns import patterns
from journal.domain.practice import Practice, practice
from journal.domain.trends import trends
from journal.store.entry_log import EntryLog
from journal.store.journal_store import JournalStore
from journal.store.session_log import SessionLog
from journal.store.snapshot import Snapshot
from journal.trending import (
    diary_for,
    earliest,
    may_try_exercise,
    patterns_on,
    practice_in,
    trends_in,
    whole_diary,
)

TODAY = date(2026, 3, 14)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def made(day: date, pain: int = 4, hour: int = 21, **fields: Any) -> PainEntry:
    at = datetime.combine(day, time(hour), UTC)
    name = f"e{day:%Y%m%d}{hour}"
    return PainEntry(id=name, day=day, at=at, pain=pain, created_at=at, updated_at=at, **fields)


def holding(entries: Sequence[PainEntry], sessions: Sequence[msgspec.Struct] = ()) -> Snapshot:
    """A journal that holds these, without a file."""

    def stored(records: Sequence[msgspec.Struct]) -> dict[str, msgspec.Raw]:
        return {
            str(number): msgspec.Raw(msgspec.json.encode(record))
            for number, record in enumerate(records, 1)
        }

    return msgspec.structs.replace(
        Snapshot.empty(), entries=EntryLog(stored(entries)), sessions=SessionLog(stored(sessions))
    )


def patchy(seed: int, span: int) -> list[PainEntry]:
    """A diary of years in which weeks, months or nearly everything may not be logged."""
    rng = Random(seed)
    found, share = [], 0.0
    for back in range(span, -1, -1):
        if back % 20 == 0:
            share = rng.choice((0.0, 0.0, 0.1, 0.5, 0.9))
        hours = rng.sample(range(24), rng.choice((1, 1, 3))) if rng.random() < share else []
        for hour in sorted(hours):
            sites = (Site(rng.choice((Region.LOW_BACK, Region.TAILBONE)), Side.CENTRE),)
            leg = (Site(rng.choice((Region.CALF, Region.FOOT)), Side.LEFT),)
            sites = rng.choice(((), sites, leg))
            found.append(made(ago(back), rng.randint(0, 10), hour, sites=sites))
    return found


@given(
    st.builds(patchy, st.integers(0, 10**9), st.sampled_from((0, 30, 500))),
    st.integers(-3, 500),
    st.sampled_from((0, 1, 6, 13, 29, 30, 90, 365)),
)
def test_the_few_entries_that_are_read_give_the_trends_of_all(
    entries: list[PainEntry], end: int, length: int
) -> None:
    last = ago(end)
    first = min(last, TODAY) - timedelta(days=length)
    found = trends_in(holding(entries), first, last, TODAY)
    assert found == trends(diary_of(entries), [], [], first, last, TODAY)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 12, 1), TODAY),  # Its first 7-day means look into November.
        (date(2025, 12, 20), TODAY),  # December counts as a whole month.
        (TODAY, TODAY),
        (date(2026, 2, 1), date(2026, 2, 2)),
        (ago(2), date(2026, 7, 1)),  # Nobody knows July yet.
    ],
)
def test_what_lies_just_before_a_range_is_read_too(first: date, last: date) -> None:
    rng = Random(3)
    entries = [made(ago(back), rng.randint(0, 10)) for back in range(400, -1, -1)]
    found = trends_in(holding(entries), first, last, TODAY)
    assert found == trends(diary_of(entries), [], [], first, last, TODAY)


def test_a_last_logged_day_long_ago_is_read_whole() -> None:
    entries = [made(ago(700)), made(ago(300), 2, 9), made(ago(300), 6, 18)]
    found = trends_in(holding(entries), ago(29), TODAY, TODAY)
    assert found.headline.endswith("The last logged day is 2025-05-18: 4.0.")


def test_entries_that_all_lie_ahead_are_told_of() -> None:
    found = trends_in(holding([made(ago(-5))]), ago(29), TODAY, TODAY)
    assert found.headline == f"Nothing is logged up to {TODAY}."


@given(st.builds(patchy, st.integers(0, 10**9), st.just(400)), st.integers(0, 300))
def test_the_few_entries_that_are_read_give_the_patterns_of_all(
    entries: list[PainEntry], end: int
) -> None:
    rng = Random(end)
    told = [
        msgspec.structs.replace(entry, sleep_quality=rng.randint(0, 10), stress=rng.randint(0, 10))
        for entry in entries
    ]
    assert patterns_on(holding(told), ago(end)) == patterns(
        tuple(days_of(told)), frozenset(), ago(end)
    )


def test_ten_years_are_not_read_for_a_month() -> None:
    entries = [made(ago(back), back % 11) for back in range(3650, -1, -1)]
    found = diary_for(holding(entries), ago(29), TODAY)
    assert len(found.dates) < 80
    assert found.dates[:7] == tuple(ago(3650 - day) for day in range(7))
    assert found.dates[-1] == TODAY


def test_a_whole_diary_serves_every_range_as_well() -> None:
    entries = patchy(7, 500)
    snapshot = holding(entries)
    whole = whole_diary(snapshot)
    assert whole == diary_of(entries)
    for first, last in ((ago(29), TODAY), (ago(500), ago(200)), (ago(3), ago(-5))):
        assert trends_in(snapshot, first, last, TODAY, whole) == trends_in(
            snapshot, first, last, TODAY
        )


def test_a_range_that_lies_ahead_has_no_trends() -> None:
    with pytest.raises(ValueError, match="no day up to"):
        trends_in(holding([made(TODAY)]), ago(-1), ago(-9), TODAY)


def test_the_earliest_day_is_the_first_logged_one() -> None:
    snapshot = holding([made(ago(40)), made(ago(2))])
    assert earliest(snapshot, TODAY) == ago(40)
    assert earliest(snapshot, ago(50)) == ago(50)
    assert earliest(Snapshot.empty(), TODAY) == TODAY


def test_sessions_and_checks_stand_on_the_time_line(
    store: JournalStore, session: Callable[..., Any], screening: Callable[..., Any]
) -> None:
    today = datetime(2026, 3, 14, 12, tzinfo=UTC)
    for days, name in ((40, "old"), (9, "nine"), (0, "now")):
        store.save_session(session("core-trio", id=name, at=today - timedelta(days=days)))
    store.save_screening(screening(at=today - timedelta(days=3)))
    snapshot = store.snapshot()
    found = trends_in(snapshot, ago(29), TODAY, TODAY)
    assert [(mark.day, str(mark.kind)) for mark in found.markers] == [
        (ago(9), "session"),
        (ago(3), "screening"),
        (TODAY, "session"),
    ]


def test_what_was_done_in_a_range_is_that_of_its_sessions_both_ends_included(
    session: Callable[..., Any],
) -> None:
    def at(days: int, programme: str) -> Any:
        return session(programme, id=f"s{days}", at=datetime.combine(ago(days), time(9), UTC))

    kept = [at(20, "desk-reset"), at(9, "core-trio"), at(3, "core-trio"), at(0, "desk-reset")]
    snapshot = holding([], kept)
    for first, last in ((20, 0), (19, 0), (9, 3), (9, 4), (2, 1), (90, -5)):
        found = practice_in(snapshot, ago(first), ago(last))
        assert found == practice(one for one in kept if ago(first) <= one.day <= ago(last))
    assert practice_in(Snapshot.empty(), ago(90), TODAY) == Practice()


def test_a_session_that_cannot_be_read_is_passed_over(session: Callable[..., Any]) -> None:
    good = session(id="good", at=datetime.combine(ago(2), time(9), UTC))
    bad = msgspec.to_builtins(good) | {"id": "bad", "day": str(ago(1)), "tasks": "none"}
    snapshot = msgspec.structs.replace(
        Snapshot.empty(),
        sessions=SessionLog(
            {
                "1": msgspec.Raw(msgspec.json.encode(bad)),
                "2": msgspec.Raw(msgspec.json.encode(good)),
            }
        ),
    )
    assert len(snapshot.sessions.past) == 2
    assert practice_in(snapshot, ago(9), TODAY) == practice([good])


@pytest.mark.parametrize(
    ("level", "days", "may"),
    [
        (None, 0, True),
        (Level.KEEP_WATCHING, 0, True),
        (Level.EMERGENCY, 0, False),
        (Level.URGENT, 40, False),
        # Only gentle programmes, and nothing new.
        (Level.SEE_A_CLINICIAN, 1, False),
    ],
)
def test_something_new_to_exercise_is_proposed_where_all_of_it_is_open(
    screening: Callable[..., Any], store: JournalStore, level: Level | None, days: int, may: bool
) -> None:
    if level is not None:
        store.save_screening(screening(level, at=datetime.combine(ago(days), time(9), UTC)))
    assert may_try_exercise(store.snapshot(), TODAY, advice=True) is may
    assert may_try_exercise(store.snapshot(), TODAY, advice=False)


def test_a_session_that_a_stop_rule_ended_leaves_nothing_new_to_propose(
    session: Callable[..., Any],
) -> None:
    at = datetime.combine(ago(1), time(9), UTC)
    stopped = holding([], [session(at=at, ended_at=at, stopped="leg-gave-way")])
    assert not may_try_exercise(stopped, TODAY, advice=True)


def test_exercise_counts_from_the_first_session_on(session: Callable[..., Any]) -> None:
    entries = [made(ago(back)) for back in range(60, -1, -1)]

    def at(days: int) -> Any:
        moment = datetime.combine(ago(days), time(9), UTC)
        return session(id=f"s{days}", at=moment)

    snapshot = holding(entries, [at(days) for days in range(30, -1, -2)])
    found = {one.factor: one for one in patterns_on(snapshot, ago(40)).findings}["exercise"]
    assert (found.kind, found.days) == (Kind.MISSING, 0)
    found = {one.factor: one for one in patterns_on(snapshot, TODAY).findings}["exercise"]
    assert found.days >= 14


def test_without_an_entry_there_is_nothing_to_go_with_it() -> None:
    found = patterns_on(Snapshot.empty(), TODAY)
    assert (found.since, found.until) == (None, None)
    assert {one.kind for one in found.findings} == {Kind.MISSING}
    later = patterns_on(holding([made(TODAY)]), ago(1))
    assert later == found
