"""The made-up sessions: within the rules, on days that allow them, and growing over weeks."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import msgspec
import pytest

from journal.content.guidance import load_guidance
from journal.content.library import load_library
from journal.demo import make_history, write_demo
from journal.demo.checks import make_checks
from journal.demo.sessions import make_sessions, told_before
from journal.domain.entry import PainEntry
from journal.domain.exercise import Library
from journal.domain.guidance import PAIN, Guidance
from journal.domain.level import Level
from journal.domain.limits import Limits
from journal.domain.screening import Screening
from journal.domain.standing import Exercise as Allowed
from journal.domain.standing import Past, Standing
from journal.domain.task import Task
from journal.domain.training import HIGH_START, Session, Zone, zone
from journal.store import doctor
from journal.store.journal_store import JournalStore
from journal.store.records import pack
from journal.store.session_rules import as_written, check_session

UNTIL = date(2026, 3, 1)
SEEDS = (1, 2)


class History(msgspec.Struct, frozen=True):
    """Everything that a demo holds, in diary order."""

    entries: list[PainEntry]
    checks: list[Screening]
    sessions: list[Session]


@pytest.fixture(scope="module", params=SEEDS)
def history(request: pytest.FixtureRequest) -> History:
    seed = request.param
    entries = make_history(years=10, seed=seed, until=UNTIL)
    entries.sort(key=lambda entry: (entry.day, entry.at))
    checks = list(make_checks(entries, Random(seed)))
    return History(entries, checks, list(make_sessions(entries, checks, Random(seed))))


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def guidance() -> Guidance:
    return load_guidance()


def limit_of(session: Session, library: Library) -> int | None:
    phases = library.programme(session.programme).phases if session.programme else ()
    return next((phase.pain_limit for phase in phases if phase.id == session.phase), None)


def was_red(session: Session, library: Library) -> bool:
    if any(task.skipped == PAIN for task in session.tasks):
        return True
    worst, limit = session.worst, limit_of(session, library)
    return worst is not None and zone(worst, session.before or 0, limit) is Zone.RED


def swapped(task: Task) -> bool:
    """Whether another exercise took over on the spot."""
    return len({done.exercise for done in task.done}) > 1


# What the store and the library say


def test_each_keeps_to_the_rules_of_the_store(history: History) -> None:
    evening = datetime.combine(UNTIL - timedelta(days=1), time(23), UTC)
    for session in history.sessions:
        check_session(session, evening)
        assert as_written(session) == session
        assert session.at.date() == session.day
        assert session.ended_at <= session.created_at <= session.updated_at
        assert timedelta(minutes=1) < session.ended_at - session.at < timedelta(hours=1.5)
    assert len({session.id for session in history.sessions}) == len(history.sessions)
    assert all(one.ended_at < two.at for one, two in pairwise(history.sessions))


def test_it_knows_only_what_the_library_and_the_questions_know(
    history: History, library: Library, guidance: Guidance
) -> None:
    asked, reasons = {ask.id for ask in guidance.quick}, {ask.id for ask in guidance.skips}
    stops = {ask.id for ask in guidance.stops}
    for session in history.sessions:
        assert session.quick.keys() == asked
        assert not any(session.quick.values()), "a yes would have asked for a check first"
        assert session.stopped in {*stops, ""}
        assert {task.skipped for task in session.tasks} <= {*reasons, ""}
        if not session.programme:
            continue
        programme = library.programme(session.programme)
        phases = {phase.id: phase.items for phase in programme.phases}
        items = phases[session.phase] if programme.phases else programme.items
        names = [item.exercise for item in items]
        planned = [task.planned for task in session.tasks]
        assert planned == [name for name in names if name in planned]


def test_what_was_done_belongs_to_what_was_to_be_done(history: History, library: Library) -> None:
    for session in history.sessions:
        assert any(task.done for task in session.tasks)
        for task in session.tasks:
            exercise = library.exercise(task.exercise)
            assert (task.dose.sides, task.dose.directions) == (
                exercise.dose.sides,
                exercise.dose.directions,
            )
            bouts = [(bout.set, bout.side, bout.direction) for bout in task.bouts()]
            mine = [done for done in task.done if done.exercise == task.exercise]
            found = [(done.set, done.side, done.direction) for done in mine]
            assert found == [bout for bout in bouts if bout in found]
            assert all(1 <= done.reps <= task.dose.reps for done in mine)
            if task.skipped:
                assert not task.done


# When


def test_there_are_some_in_most_weeks_and_the_file_stays_small(history: History) -> None:
    assert 600 <= len(history.sessions) <= 1000
    assert 1_000_000 < sum(len(bytes(pack(s))) for s in history.sessions) < 2_000_000
    each_year = Counter(session.day.year for session in history.sessions)
    assert all(40 <= each_year[year] <= 150 for year in range(2017, 2026))


def test_none_was_done_that_the_checks_did_not_allow(history: History, library: Library) -> None:
    gentle = {programme.id for programme in library.programmes if programme.gentle}
    past = [msgspec.convert(msgspec.to_builtins(check), Past) for check in history.checks]
    for session in history.sessions:
        known = [
            p
            if p.clearance is None or p.clearance.on < session.day
            else msgspec.structs.replace(p, clearance=None)
            for p in past
            if p.at < session.at
        ]
        allowed = Standing(tuple(known)).permission(session.day).exercise
        assert allowed is not Allowed.NOTHING
        if allowed is Allowed.GENTLE or (session.before or 0) >= HIGH_START:
            assert session.programme in gentle


def test_none_was_done_from_an_urgent_check_until_someone_had_looked(history: History) -> None:
    urgent = [check for check in history.checks if check.outcome.level is Level.URGENT]
    assert urgent
    for check in urgent:
        assert check.clearance is not None
        assert not [s for s in history.sessions if check.day <= s.day <= check.clearance.on]


def test_none_was_done_on_the_day_of_a_mishap_or_the_next(history: History) -> None:
    days = {entry.day for entry in history.entries if entry.event}
    days |= {day + timedelta(days=1) for day in days}
    assert not [session for session in history.sessions if session.day in days]


def test_a_session_that_was_stopped_waited_for_the_next_check(history: History) -> None:
    stopped = [n for n, session in enumerate(history.sessions) if session.stopped]
    assert stopped
    for number in stopped:
        first, following = history.sessions[number : number + 2]
        assert any(first.day < check.day <= following.day for check in history.checks)


def test_each_check_knows_of_the_last_session_before_it_that_was_stopped(tmp_path: Path) -> None:
    """Else the demo would stand locked since the first of them."""
    write_demo(tmp_path, years=10, seed=1, until=UNTIL)
    snapshot = JournalStore(tmp_path).snapshot()
    stopped = [session.ended_at for session in snapshot.sessions if session.stopped]
    assert len(stopped) > 1
    for check in snapshot.screenings:
        before = [moment for moment in stopped if moment < check.at]
        assert (check.after_stop and check.after_stop.at) == (before[-1] if before else None)


def test_a_desk_reset_follows_long_sitting(history: History) -> None:
    sat = {entry.day: entry.sitting_hours for entry in history.entries if entry.sitting_hours}
    assert all(sat[s.day] >= 9 for s in history.sessions if s.programme == "desk-reset")


def test_strength_comes_in_stretches_of_two_or_three_a_week(history: History) -> None:
    days = [s.day for s in history.sessions if s.programme == "strength-base"]
    gaps = [(two - one).days for one, two in pairwise(days)]
    assert min(gaps) == 2
    assert sum(gap > 28 for gap in gaps) >= 4
    assert sum(gap <= 4 for gap in gaps) > len(gaps) / 2


# How it felt


def test_the_pain_before_is_a_score_of_that_day(history: History) -> None:
    scores: dict[date, set[int]] = {}
    for entry in history.entries:
        scores.setdefault(entry.day, set()).add(entry.pain)
    for session in history.sessions:
        assert session.before in scores[session.day]
        assert abs((session.after or 0) - (session.before or 0)) <= 1


def test_mornings_are_told_on_most_days_and_are_seldom_worse(history: History) -> None:
    told = [s for s in history.sessions if s.morning is not None]
    assert len(told) > len(history.sessions) / 2
    assert all(s.morning_on == s.day + timedelta(days=1) for s in told)
    assert 0 < sum(session.red_morning for session in told) < len(told) / 10


def test_everything_that_can_be_said_is_said_somewhere(history: History, library: Library) -> None:
    sessions = history.sessions
    tasks = [task for session in sessions for task in session.tasks]
    assert {s.programme for s in sessions} == {
        *(programme.id for programme in library.programmes if programme.id != "cable-day"),
        "",
    }
    assert {s.phase for s in sessions} == {
        *(phase.id for programme in library.programmes for phase in programme.phases),
        "",
    }
    assert {s.clean for s in sessions} == {True, False, None}
    assert {s.eased for s in sessions} == {True, False}
    assert {s.effort for s in sessions} >= {None, 1, 2, 3, 4, 5, 6}
    assert {task.worst for task in tasks} >= {None, 0, 1, 2, 3, 4, 5}
    assert {bool(task.skipped) for task in tasks} == {True, False}
    assert any(map(swapped, tasks))
    assert 0 < sum(was_red(s, library) for s in sessions) < len(sessions) / 10


def test_after_a_red_one_the_next_is_easier(history: History, library: Library) -> None:
    for programme in ("strength-base", "hip-cuff-bands"):
        mine = [s for s in history.sessions if s.programme == programme]
        found = [two for one, two in pairwise(mine) if was_red(one, library) or one.red_morning]
        assert found
        assert all(session.eased for session in found)
        left = [task for session in found for task in session.tasks if not swapped(task)]
        assert {task.dose.sets for task in left} == {1}


# Growing


def amounts(session: Session) -> dict[str, tuple[str, int, int]]:
    return {t.planned: (t.exercise, t.dose.sets, t.dose.reps) for t in session.tasks}


def is_usual(session: Session) -> bool:
    """Whether it went by the usual plan, without a swap on the spot."""
    return not session.eased and not any(map(swapped, session.tasks))


def usual(sessions: Sequence[Session]) -> list[dict[str, tuple[str, int, int]]]:
    return [amounts(s) for s in sessions if s.programme == "strength-base" and is_usual(s)]


def test_repetitions_grow_then_sets_then_the_exercise(history: History) -> None:
    found = usual(history.sessions)
    bridges = {amount["bridge"] for amount in found}
    assert bridges >= {("bridge", 2, 10), ("bridge", 2, 12), ("bridge", 3, 12)}
    variants = {exercise for amount in found for exercise, _, _ in amount.values()}
    assert variants & {"side-plank", "step-up", "romanian-deadlift", "single-leg-bridge"}


def test_one_thing_grows_at_a_time(history: History) -> None:
    mine = [s for s in history.sessions if s.programme == "strength-base"]
    pairs = [pair for pair in pairwise(mine) if all(map(is_usual, pair))]
    assert len(pairs) > 100
    for one, two in pairs:
        before, after = amounts(one), amounts(two)
        assert sum(before[item] != after[item] for item in before) <= 1


# In the folder


def test_the_person_was_asked_before_the_first_one(tmp_path: Path) -> None:
    write_demo(tmp_path, years=3, seed=5, until=UNTIL)
    snapshot = JournalStore(tmp_path).snapshot()
    first = snapshot.sessions.past[0]
    assert snapshot.limits.asked_on == first.day
    assert snapshot.limits.ask_first == ()
    assert snapshot.profile is not None
    strained = snapshot.limits.strain_asked
    assert strained in {entry.id for entry in snapshot.entries if entry.event in ("kick", "sprint")}
    assert told_before((), ()) == Limits()
    assert [snapshot.sessions.problem(n) for n in range(len(snapshot.sessions))] == [None] * len(
        snapshot.sessions
    )
    assert not doctor.examine(tmp_path).problems


def test_a_start_on_the_demo_loads_nothing_of_the_exercises(tmp_path: Path) -> None:
    write_demo(tmp_path, years=1, seed=1, until=UNTIL)
    code = (
        "import sys, pathlib; from journal.store.journal_store import JournalStore;"
        "s = JournalStore(pathlib.Path(sys.argv[1])).snapshot(); s.sessions.past, s.limits;"
        "print(*[name for name in sys.modules if name.startswith('journal.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, text=True
    )
    assert "journal.domain.training" not in done.stdout.split()
    assert "journal.domain.limits" in done.stdout.split()
