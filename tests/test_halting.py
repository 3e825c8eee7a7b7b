"""What halts exercise until a check: a session that was stopped, a yes before one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from journal.content.library import load_library
from journal.domain.after_session import stop_line
from journal.domain.exercise import Equipment
from journal.domain.level import Level
from journal.domain.limits import Limits
from journal.domain.screening import Stop
from journal.domain.standing import Exercise as Allowed
from journal.domain.stops import as_one, calls_for_help
from journal.exercising import fit_on
from journal.halting import halted_at, known_stop, locking_stop, standing_of
from journal.store.journal_store import JournalStore

Make = Callable[..., Any]
LIBRARY = load_library()


def test_nothing_halts_where_nothing_was_stopped(
    store: JournalStore, session: Make, clock: Any
) -> None:
    assert halted_at(store.snapshot()) is None
    store.save_session(session("core-trio"))
    assert halted_at(store.snapshot()) is None


def test_the_end_of_the_latest_stopped_session_counts(
    store: JournalStore, session: Make, clock: Any
) -> None:
    for hours, stopped in ((9, "pop"), (6, "chest"), (3, "")):
        at = clock() - timedelta(hours=hours)
        ended = at + timedelta(minutes=20)
        store.save_session(session("core-trio", at=at, ended_at=ended, stopped=stopped))
    assert halted_at(store.snapshot()) == clock() - timedelta(hours=6) + timedelta(minutes=20)
    assert not standing_of(store.snapshot(), True).by_question


@pytest.mark.parametrize(("hours", "by_question"), [(7, False), (5, True)])
def test_the_later_of_a_stop_and_a_yes_counts(
    store: JournalStore, session: Make, clock: Any, hours: int, by_question: bool
) -> None:
    stopped, yes = clock() - timedelta(hours=6), clock() - timedelta(hours=hours)
    store.save_session(session("core-trio", at=stopped, stopped="pop"))
    store.save_limits(Limits(quick_yes_at=yes))
    standing = standing_of(store.snapshot(), True)
    assert (standing.halted, standing.by_question) == (max(stopped, yes), by_question)
    limits = Limits()
    assert standing_of(store.snapshot(), True, limits).halted == stopped


def test_a_check_in_the_midst_of_a_session_knows_nothing_of_its_end(
    store: JournalStore, session: Make, screening: Make, clock: Any
) -> None:
    began = clock()
    store.save_screening(screening(at=clock.move(hours=1)))
    ended = clock.move(hours=1)
    store.save_session(session("core-trio", at=began, ended_at=ended, stopped="pop"))
    locked = standing_of(store.snapshot(), True).permission(began.date())
    assert locked.exercise is Allowed.NOTHING


def test_exercises_are_locked_until_the_check_that_follows(
    store: JournalStore, session: Make, screening: Make, clock: Any
) -> None:
    store.save_session(session("core-trio", stopped="leg-gives-way"))
    day = clock().date()

    def known() -> Stop | None:
        return known_stop(store.snapshot(), day)

    def allowed(advice: bool = True) -> Allowed:
        return fit_on(day, store.snapshot(), LIBRARY, Equipment, advice)[0].permission.exercise

    assert allowed() is Allowed.NOTHING
    assert allowed(advice=False) is Allowed.ALL
    clock.move(minutes=5)
    for knows_nothing in ({"scope": "short", "after_stop": known()}, {}):
        store.save_screening(screening(**knows_nothing))
        assert allowed() is Allowed.NOTHING
    store.save_screening(screening(after_stop=known()))
    # Not all of it on the same day, whatever the check says.
    assert allowed() is Allowed.GENTLE
    day += timedelta(days=1)
    assert allowed() is Allowed.ALL
    clock.move(days=1)
    yes = Limits(quick_yes_at=clock())
    assert fit_on(day, store.snapshot(), LIBRARY, Equipment, True, yes)[0].permission.exercise is (
        Allowed.NOTHING
    )
    assert allowed() is Allowed.ALL


def test_the_stopped_session_is_named_only_while_it_is_what_locks(
    store: JournalStore, session: Make, screening: Make, clock: Any
) -> None:
    def locking(advice: bool = True) -> str:
        snapshot = store.snapshot()
        found = locking_stop(snapshot, standing_of(snapshot, advice))
        return found.id if found else ""

    store.save_session(session("core-trio", id="calm"))
    assert not locking()
    store.save_session(session("core-trio", id="first", at=clock.move(minutes=5), stopped="pop"))
    store.save_session(session("", id="last", at=clock.move(minutes=5), stopped="locking"))
    store.save_session(session("core-trio", id="after", at=clock.move(minutes=5)))
    assert locking() == "last"
    assert not locking(advice=False)
    store.save_screening(screening(Level.EMERGENCY, at=clock.move(minutes=5)))
    assert not locking()  # The check is what locks now, with words of its own.
    store.undo()
    assert locking() == "last"
    store.save_limits(Limits(quick_yes_at=clock.move(minutes=5)))
    assert not locking()  # Now a yes before a session is.
    known = known_stop(store.snapshot(), clock().date())
    store.save_screening(screening(at=clock.move(minutes=5), after_stop=known))
    assert not locking()


def test_a_yes_is_kept_with_its_offset(clock: Any) -> None:
    limits = Limits(quick_yes_at=clock())
    assert msgspec.json.decode(msgspec.json.encode(limits), type=Limits) == limits
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"quick_yes_at":"2026-03-14T12:00:00"}', type=Limits)


def test_a_yes_before_the_first_programme_waits_for_a_clinician(
    store: JournalStore, screening: Make, clock: Any
) -> None:
    """Until the word is noted, whatever a check says meanwhile (clinical section 5.1)."""
    day = clock().date()
    store.save_limits(Limits(asked_on=day, ask_first=("heart",)))
    store.save_screening(screening(at=clock()))
    allowed = standing_of(store.snapshot(), True).permission(day)
    assert (allowed.exercise, allowed.ask_first) == (Allowed.NOTHING, True)
    assert allowed.why.endswith("note it (m in the list of exercises).")
    fit = fit_on(day, store.snapshot(), LIBRARY, tuple(Equipment), True)[0]
    assert fit.against(LIBRARY.programme("flare-day")) == allowed.why
    assert allowed.why in fit.of(LIBRARY.exercise("walking")).why_not
    store.change_limits(lambda held: msgspec.structs.replace(held, cleared_on=day))
    assert standing_of(store.snapshot(), True).permission(day).exercise is Allowed.ALL


def test_what_a_check_found_is_said_before_that(
    store: JournalStore, session: Make, clock: Any
) -> None:
    store.save_limits(Limits(asked_on=clock().date(), ask_first=("heart",)))
    store.save_session(session("core-trio", stopped="pop"))
    allowed = standing_of(store.snapshot(), True).permission(clock().date())
    assert (allowed.exercise, allowed.ask_first) == (Allowed.NOTHING, False)
    assert "ended with a warning sign" in allowed.why


def test_a_stop_is_told_as_one_though_its_moment_was_noted_before(
    store: JournalStore, session: Make, clock: Any
) -> None:
    store.save_limits(Limits(quick_yes_at=clock()))
    store.save_session(session("core-trio", at=clock(), ended_at=clock(), stopped="pop"))
    assert not standing_of(store.snapshot(), True).by_question


@pytest.mark.parametrize(
    ("said", "words", "calls"),
    [
        (("fever",), "You said yes today: fever, or feeling ill", False),
        (
            ("fever", "chest"),
            "You said yes today: chest, breath or dizziness; fever, or feeling ill",
            True,
        ),
        (
            ("numb-or-bladder", "chest"),
            "You said yes today: numbness, bladder or bowel; chest, breath or dizziness",
            True,
        ),
        (("numb-or-bladder",), "You said yes today: numbness, bladder or bowel", True),
        (("of-a-later-version",), "You said yes today: of-a-later-version", False),
    ],
)
def test_a_yes_that_is_in_no_session_is_named_too_while_it_locks(
    store: JournalStore, screening: Make, clock: Any, said: tuple[str, ...], words: str, calls: bool
) -> None:
    """A yes before a session, or to a stop rule when the program was killed there."""
    store.save_limits(Limits(quick_yes_at=clock(), quick_yes_to=said))
    snapshot, today = store.snapshot(), clock().date()
    stop = locking_stop(snapshot, standing_of(snapshot, True))
    assert stop is not None
    assert (stop_line(stop, today), calls_for_help(stop, today)) == (words, calls)
    known = known_stop(snapshot, today)
    assert known == Stop(clock(), as_one(said))
    store.save_screening(screening(at=clock.move(minutes=5), after_stop=known))
    snapshot = store.snapshot()
    assert locking_stop(snapshot, standing_of(snapshot, True)) is None


def test_an_emergency_said_elsewhere_is_named_before_the_stop_of_the_same_moment(
    store: JournalStore, session: Make, clock: Any
) -> None:
    store.save_limits(Limits(quick_yes_at=clock(), quick_yes_to=("pop", "chest")))
    store.save_session(session("core-trio", at=clock(), ended_at=clock(), stopped="pop"))
    standing = standing_of(store.snapshot(), True)
    assert (standing.halted_by, standing.by_question) == ("chest+pop", True)
    stop = locking_stop(store.snapshot(), standing)
    assert stop is not None
    assert calls_for_help(stop, clock().date())
