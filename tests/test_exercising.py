"""What counts for exercising on a day, and which unfinished session waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from journal.content.library import load_library
from journal.domain.availability import STRAIN, gentle_ids
from journal.domain.body import Region, Side
from journal.domain.entry import Event, PainEntry, Quality, Site
from journal.domain.exercise import Equipment
from journal.domain.level import Level
from journal.domain.limits import Limits
from journal.domain.progression import Planned
from journal.domain.screening import Answer, Clearance, Given, Status
from journal.domain.session import skip
from journal.domain.session_run import SessionRun, begin_run
from journal.domain.standing import LOOK_BACK
from journal.domain.standing import Exercise as Allowed
from journal.domain.task import Done, Task
from journal.domain.training import Session
from journal.domain.unfinished import session_waits
from journal.exercising import (
    ASK_THE_HIP,
    fit_on,
    goes_on,
    pain_today,
    playable,
    recent_entries,
    sessions_of,
    unreadable,
    waiting,
)
from journal.hurting import pain_of_day
from journal.store.journal_store import JournalStore
from journal.store.records import Draft

LIBRARY = load_library()
Clock = Callable[[], datetime]
ALL = tuple(Equipment)
NO_OFFSET = (
    '{"started":"2026-03-14T12:00:00","programme":"","player":{"tasks":[{"exercise":"bridge",'
    '"planned":"bridge","dose":{"sets":1,"reps":1,"out":1,"hold":1,"back":1,"rest":1}}]}}'
)
"""An unfinished session of a moment that cannot be compared with others."""


def codes(store: JournalStore, day: date, limits: Limits | None = None) -> frozenset[str]:
    return fit_on(day, store.snapshot(), LIBRARY, ALL, True, limits)[0].codes


def a_run(clock: Clock, **fields: Any) -> SessionRun:
    bridge = LIBRARY.exercise("bridge")
    plan = (Planned("bridge", "bridge", bridge.dose),)
    return begin_run(plan, clock(), programme="core-trio", **fields)


def draft(id: str, at: datetime, run: SessionRun) -> Draft:
    return Draft(id, at, run.to_fields())


# What counts


def test_with_nothing_said_everything_is_for_today(store: JournalStore, clock: Clock) -> None:
    fit, trouble = fit_on(clock().date(), store.snapshot(), LIBRARY, ALL, True)
    assert (fit.codes, fit.permission.exercise, trouble) == (frozenset(), Allowed.ALL, "")
    assert all(fit.of(exercise).available for exercise in LIBRARY.exercises)


def test_what_was_ticked_counts_and_limits_given_stand_in_for_it(
    store: JournalStore, clock: Clock
) -> None:
    day = clock().date()
    store.save_limits(Limits(ticked={"balance-poor": day}))
    assert codes(store, day) == {"balance-poor"}
    assert codes(store, day, Limits(ticked={"pregnant": day})) == {"pregnant"}
    assert codes(store, day, Limits()) == frozenset()


def test_entries_of_the_last_days_count(
    store: JournalStore, clock: Clock, entry: Callable[..., PainEntry]
) -> None:
    calf = Site(Region.CALF, Side.LEFT)
    store.add(entry(7, sites=(calf,), qualities=(Quality.NUMB,)))
    day = clock().date()
    assert codes(store, day) == {"leg-nerve-flare"}
    assert codes(store, day + timedelta(days=5)) == frozenset()


def test_checks_count_unless_advice_is_off(
    store: JournalStore, clock: Clock, screening: Callable[..., Any]
) -> None:
    store.save_screening(screening(Level.URGENT))
    snapshot, day = store.snapshot(), clock().date()
    locked, _ = fit_on(day, snapshot, LIBRARY, ALL, True)
    assert locked.permission.exercise is Allowed.NOTHING
    assert not any(locked.of(exercise).available for exercise in LIBRARY.exercises)
    free, _ = fit_on(day, snapshot, LIBRARY, ALL, False)
    assert free.permission.exercise is Allowed.ALL


def test_what_is_at_hand_counts(store: JournalStore, clock: Clock) -> None:
    fit, _ = fit_on(clock().date(), store.snapshot(), LIBRARY, [Equipment.MAT], True)
    assert fit.of(LIBRARY.exercise("bridge")).available
    assert not fit.of(LIBRARY.exercise("sit-to-stand")).available


def test_only_entries_of_the_last_weeks_are_looked_at(
    store: JournalStore, clock: Clock, entry: Callable[..., PainEntry]
) -> None:
    day = clock().date()
    for ago in (0, 1, LOOK_BACK.days, LOOK_BACK.days + 1):
        at = clock() - timedelta(days=ago)
        store.add(entry(3, at=at, id=f"d{ago + 1}"))
    found = [each.id for each in recent_entries(store.snapshot(), day)]
    assert found == [f"d{LOOK_BACK.days + 1}", "d2", "d1"]


# What hurt today


def felt(session: Callable[..., Any], exercise: str, worst: int | None, **fields: Any) -> Any:
    """A session of one exercise, with a pain of 2 before it."""
    skipped = fields.pop("skipped", "")
    tasks = (
        Task(exercise, exercise, LIBRARY.exercise(exercise).dose, worst=worst, skipped=skipped),
    )
    return session(fields.pop("programme", "core-trio"), tasks=tasks, before=2, **fields)


def test_what_hurt_too_much_today_is_not_for_today(
    store: JournalStore, clock: Clock, session: Callable[..., Any]
) -> None:
    yesterday = clock() - timedelta(days=1)
    store.save_session(felt(session, "bridge", 7, at=yesterday, id="a"))
    store.save_session(felt(session, "bird-dog", 2, id="b"))
    store.save_session(felt(session, "curl-up", 6, id="c"))
    store.save_session(felt(session, "dead-bug", None, skipped="pain", id="d"))
    ladder = {"programme": "hip-flexor-return", "phase": "wake-up"}
    store.save_session(felt(session, "walking", 3, id="e", **ladder))
    day = clock().date()
    for advice in (True, False):
        fit, _ = fit_on(day, store.snapshot(), LIBRARY, ALL, advice)
        assert fit.hurt_today == {"curl-up", "dead-bug", "walking"}
        assert fit.of(LIBRARY.exercise("curl-up")).why_not == ("It hurt too much earlier today.",)
        assert fit.of(LIBRARY.exercise("bird-dog")).available
    assert not fit_on(day + timedelta(days=1), store.snapshot(), LIBRARY, ALL, True)[0].hurt_today


def test_the_pain_of_today_is_that_logged_last(
    store: JournalStore, clock: Clock, entry: Callable[..., PainEntry]
) -> None:
    day = clock().date()
    store.add(entry(7, at=clock() - timedelta(days=1)))
    assert pain_today(store.snapshot(), day) is None
    store.add(entry(2, at=clock() - timedelta(hours=1)))
    store.add(entry(5, at=clock() - timedelta(hours=4)))
    assert pain_today(store.snapshot(), day) == 2


def test_the_pain_of_today_may_be_that_after_a_session(
    store: JournalStore,
    clock: Clock,
    entry: Callable[..., PainEntry],
    session: Callable[..., Session],
) -> None:
    day, at = clock().date(), clock() - timedelta(hours=3)
    store.save_session(session(at=at - timedelta(days=1), after=9))
    store.save_session(session(at=at, ended_at=at + timedelta(hours=1), after=6))
    assert pain_today(store.snapshot(), day) == 6
    store.add(entry(2, at=at))
    assert pain_today(store.snapshot(), day) == 6
    store.add(entry(3, at=clock()))
    assert pain_today(store.snapshot(), day) == 3
    assert pain_today(store.snapshot(), day + timedelta(days=1)) is None


# Whole programmes


LADDER, FLARE_DAY, CABLES = (
    LIBRARY.programme(id) for id in ("hip-flexor-return", "flare-day", "cable-day")
)
POP = "hip-pop-bruise"
NO, YES, UNSURE = Given(Answer.NO), Given(Answer.YES), Given(Answer.UNSURE)


def against(store: JournalStore, clock: Clock, programme: Any = LADDER, advice: bool = True) -> str:
    return fit_on(clock().date(), store.snapshot(), LIBRARY, ALL, advice)[0].against(programme)


def test_the_ladder_waits_for_the_question_about_the_hip(
    store: JournalStore, clock: Clock, screening: Callable[..., Any]
) -> None:
    assert against(store, clock) == ASK_THE_HIP
    assert against(store, clock, CABLES) == ""
    assert against(store, clock, advice=False) == ""
    store.save_screening(screening(answers={"fever": Answer.NO}))
    assert against(store, clock) == ASK_THE_HIP
    store.save_screening(screening(answers={POP: Answer.NO}))
    assert against(store, clock) == ""
    store.save_screening(screening(answers={"fever": Answer.NO}))
    assert against(store, clock) == ""


@pytest.mark.parametrize(
    ("given", "seen", "opens"),
    [
        *((NO, False, True), (YES, False, False), (UNSURE, False, False)),
        *((YES, True, True), (UNSURE, True, True)),
        (Given(Answer.YES, Status.ASSESSED, on=date(2026, 3, 10)), False, True),
        (Given(Answer.YES, Status.ASSESSED, on=date(2026, 3, 10), worse=True), False, False),
    ],
)
def test_only_a_no_or_a_look_at_the_hip_opens_the_ladder(
    store: JournalStore,
    clock: Clock,
    screening: Callable[..., Any],
    given: Given,
    seen: bool,
    opens: bool,
) -> None:
    clearance = Clearance(clock().date(), "Dr Lee", True, clock()) if seen else None
    store.save_screening(screening(answers={POP: given}, clearance=clearance))
    assert (against(store, clock) == "") is opens


def test_a_no_from_before_the_kick_says_nothing_of_it(
    store: JournalStore, clock: Any, screening: Callable[..., Any], entry: Callable[..., PainEntry]
) -> None:
    store.save_screening(screening(answers={POP: Answer.NO}))
    clock.move(hours=1)
    store.add(entry(5, event=Event.KICK))
    assert against(store, clock) == ASK_THE_HIP
    clock.move(hours=1)
    store.save_screening(screening(answers={POP: Answer.NO}))
    assert against(store, clock) == ""


def test_what_locks_a_programme_is_one_question(
    store: JournalStore, clock: Clock, screening: Callable[..., Any]
) -> None:
    store.save_screening(screening(Level.SEE_A_CLINICIAN))
    assert "only gentle" in against(store, clock, CABLES)
    assert "only gentle" in against(store, clock)
    assert against(store, clock, FLARE_DAY) == ""
    store.save_screening(screening(Level.URGENT))
    assert "No exercises" in against(store, clock, FLARE_DAY)


def test_a_code_can_be_passed_over(store: JournalStore, clock: Clock) -> None:
    day = clock().date()
    limits = Limits(ticked={STRAIN: day, "knee-pain": day})
    fit, _ = fit_on(day, store.snapshot(), LIBRARY, ALL, True, limits)
    assert fit.without(STRAIN).codes == {"knee-pain"}


def test_a_strain_counts_in_the_first_phases_of_a_ladder_alone(
    store: JournalStore, clock: Clock
) -> None:
    day = clock().date()
    fit, _ = fit_on(day, store.snapshot(), LIBRARY, ALL, True, Limits(ticked={STRAIN: day}))
    strained = [
        bool(fit.in_phase(phase.id).codes)
        for phase in LIBRARY.programme("hip-flexor-return").phases
    ]
    assert strained == [True, True, False, False, False]
    assert fit.in_phase("").codes == {STRAIN}
    # Of one told of since a session was begun that waits there, it counts all the same.
    begun = [day - timedelta(days=1), day, day + timedelta(days=1)]
    assert [bool(fit.in_phase("load", on).codes) for on in begun] == [True, True, False]
    again = Limits(ticked={STRAIN: day - timedelta(days=30)}, still_sore_on=day)
    fit, _ = fit_on(day, store.snapshot(), LIBRARY, ALL, True, again)
    assert [bool(fit.in_phase("load", on).codes) for on in begun] == [True, True, False]


@pytest.mark.parametrize(
    ("phase", "ago", "acute"),
    [("protect", 1, True), ("wake-up", 13, True), ("wake-up", 14, False), ("move", 1, False)],
)
def test_who_is_on_the_first_phases_of_the_ladder_has_an_acute_strain(
    store: JournalStore,
    clock: Clock,
    session: Callable[..., Session],
    phase: str,
    ago: int,
    acute: bool,
) -> None:
    """Also where it was not ticked: nothing is to stretch what they are to spare."""
    before = clock() - timedelta(days=ago + 1)
    store.save_session(session("hip-flexor-return", phase="protect", at=before, id="before"))
    at = clock() - timedelta(days=ago)
    store.save_session(session("hip-flexor-return", phase=phase, at=at))
    assert (STRAIN in codes(store, clock().date())) is acute
    fit, _ = fit_on(clock().date(), store.snapshot(), LIBRARY, ALL, True)
    # Which phase it is, the ladder itself knows.
    assert fit.strain is None
    # Who says that it is over is believed, until the ladder is gone on with.
    for over in (0, ago, ago + 1):
        said = Limits(strain_over_on=clock().date() - timedelta(days=over))
        assert (STRAIN in codes(store, clock().date(), said)) is (acute and over > ago)


def test_after_a_sore_morning_only_what_is_gentle_is_for_the_day(
    store: JournalStore, clock: Any, session: Callable[..., Session]
) -> None:
    store.save_session(session("core-trio", before=2, id="a"))
    clock.move(days=1)
    day = clock().date()
    store.note_morning("a", 3, day)
    fit, _ = fit_on(day, store.snapshot(), LIBRARY, ALL, True)
    why = "Only gentle programmes: a sore morning after Core trio."
    assert (fit.not_begun(CABLES), fit.not_begun(FLARE_DAY)) == (why, "")
    available = {e.id for e in LIBRARY.exercises if fit.of(e).available}
    assert available == gentle_ids(LIBRARY)
    assert (
        fit_on(day + timedelta(days=1), store.snapshot(), LIBRARY, ALL, True)[0].only_gentle == ""
    )


# What waits


def test_nothing_waits_in_a_new_journal(store: JournalStore) -> None:
    assert waiting(store.snapshot().drafts) == []


def test_the_session_that_was_on_last_waits(clock: Clock) -> None:
    first, last = a_run(clock, before=1), a_run(clock, before=2)
    drafts = {
        "session": draft("session", clock(), first),
        "session-abc": draft("session-abc", clock() + timedelta(seconds=1), last),
        "new": Draft("new", clock() + timedelta(days=1), {"pain": "4"}),
        "sessions": draft("sessions", clock() + timedelta(days=1), first),
    }
    found = waiting(drafts)
    assert found == [(drafts["session-abc"], last), (drafts["session"], first)]


def test_a_session_goes_on_on_its_day_and_over_midnight(clock: Clock) -> None:
    run = begin_run((Planned("bridge", "bridge", LIBRARY.exercise("bridge").dose),), clock())
    late = msgspec.structs.replace(run, started=run.started.replace(hour=23, minute=59))
    midnight = (late.started + timedelta(days=1)).replace(hour=0, minute=0)
    kept = draft("session", late.started + timedelta(seconds=30), late)
    assert goes_on(kept, late, late.started.replace(hour=1))
    assert goes_on(kept, late, midnight)
    assert goes_on(kept, late, midnight + timedelta(hours=3))
    assert not goes_on(kept, late, midnight + timedelta(hours=5))
    assert not goes_on(kept, late, midnight - timedelta(days=4))
    stopped = msgspec.structs.replace(late, stopped="pop")
    assert not goes_on(kept, stopped, midnight)
    # A refused save writes the draft of days ago anew.
    old = late.standing_still(late.started)
    anew = draft("session", midnight + timedelta(days=2), old)
    assert not goes_on(anew, old, anew.updated_at)
    assert not goes_on(anew, late, anew.updated_at)
    evening = late.standing_still(late.started.replace(hour=20))
    assert not goes_on(draft("session", midnight, evening), evening, midnight + timedelta(hours=1))


def test_pain_in_one_that_waits_since_yesterday_eases_another(
    store: JournalStore, clock: Any, session: Callable[..., Session]
) -> None:
    run = a_run(clock, before=2)
    run = run.with_player(skip(run.player, "pain", 8)).standing_still(clock())
    store.save_draft(draft("session", clock(), run))
    clock.move(days=1)
    fit, _ = fit_on(clock().date(), store.snapshot(), LIBRARY, ALL, True)
    assert fit.hurt_today == frozenset()
    assert [sore.task.exercise for sore in fit.sores] == ["bridge"]
    # Done since without, it is settled.
    calm = felt(session, "bridge", 1, id="calm")
    [task] = calm.tasks
    task = msgspec.structs.replace(task, done=(Done("bridge", 1, 5),))
    store.save_session(msgspec.structs.replace(calm, tasks=(task,)))
    fit, _ = fit_on(clock().date(), store.snapshot(), LIBRARY, ALL, True)
    assert [sore.calmed for sore in fit.sores] == [True]
    # What goes on with that one knows it of itself.
    assert fit_on(clock().date(), store.snapshot(), LIBRARY, ALL, True, drafts={})[0].sores == ()


def test_what_hurt_is_known_for_as_long_as_what_was_taken_for_it_lasts(
    store: JournalStore, clock: Any, session: Callable[..., Session]
) -> None:
    store.save_session(felt(session, "bridge", 8))
    for days, known in ((0, 1), (56, 1), (57, 0)):
        day = clock().date() + timedelta(days=days)
        assert len(fit_on(day, store.snapshot(), LIBRARY, ALL, True)[0].sores) == known


@pytest.mark.parametrize(
    "damaged", ["", "{", '{"started":1}', '{"player":{"tasks":[]}}', NO_OFFSET]
)
def test_one_that_cannot_be_read_is_passed_over(clock: Clock, damaged: str) -> None:
    good = draft("session-abc", clock(), a_run(clock))
    bad = Draft("session", clock() + timedelta(hours=1), {"run": damaged})
    assert waiting({"session": bad}) == []
    [found] = waiting({"session": bad, "session-abc": good})
    assert found[0] == good


def test_one_with_a_moment_that_has_no_offset_is_told_as_unreadable_everywhere(
    store: JournalStore, clock: Clock
) -> None:
    odd = {"session": Draft("session", clock(), {"run": NO_OFFSET})}
    assert (waiting(odd), unreadable(odd), session_waits(odd)) == ([], 1, False)


def test_one_of_which_this_version_does_not_know_what_was_done_cannot_go_on(clock: Clock) -> None:
    run = a_run(clock)
    assert playable(run, LIBRARY)
    [task] = run.player.tasks
    task = msgspec.structs.replace(task, done=(Done("of-another-version", 1, 5),))
    run = run.with_player(msgspec.structs.replace(run.player, tasks=(task,)))
    assert not playable(run, LIBRARY)


# What was done


def test_the_sessions_of_a_programme_come_oldest_first(
    store: JournalStore, clock: Clock, session: Callable[..., Any]
) -> None:
    for hours, programme in ((3, "core-trio"), (1, "core-trio"), (2, "desk-reset"), (4, "")):
        at = clock() - timedelta(hours=hours)
        store.save_session(session(programme, at=at, id=f"h{hours}"))
    found = sessions_of(store.snapshot(), "core-trio")
    assert [each.id for each in found] == ["h3", "h1"]
    assert sessions_of(store.snapshot(), "cable-day") == []


def test_a_session_that_cannot_be_read_is_passed_over(
    store: JournalStore, clock: Clock, session: Callable[..., Any]
) -> None:
    for hours in (2, 1):
        at = clock() - timedelta(hours=hours)
        store.save_session(session("core-trio", at=at, id=f"h{hours}"))
    text = store.path.read_text()
    assert text.count('"tasks":[{') == 2
    store.path.write_text(text.replace('"tasks":[{', '"tasks":["x",{', 1))
    found = sessions_of(JournalStore(store.folder, clock).snapshot(), "core-trio")
    assert len(found) == 1
    assert msgspec.to_builtins(found[0])["programme"] == "core-trio"


# Severe pain


def test_a_session_over_midnight_counts_for_the_day_that_it_ends_on(
    store: JournalStore, clock: Any, session: Callable[..., Session]
) -> None:
    start = clock().replace(hour=23, minute=40)
    end = clock.now = start + timedelta(minutes=40)
    store.save_session(felt(session, "bridge", 9, at=start, ended_at=end, after=8))
    day, snapshot = clock().date(), store.snapshot()
    assert pain_of_day(snapshot, day).worst == 9
    assert pain_today(snapshot, day) == 8
    assert fit_on(day, snapshot, LIBRARY, ALL, True)[0].hurt_today == {"bridge"}
    assert not pain_of_day(snapshot, day + timedelta(days=1)).worst


def test_a_session_that_waits_counts_as_one_that_is_finished(
    store: JournalStore, clock: Any
) -> None:
    run = a_run(clock, before=2)
    run = run.with_player(skip(run.player, "pain", 8))
    day, held = clock().date(), {"session": draft("session", clock(), run)}
    assert not pain_of_day(store.snapshot(), day).worst
    # Also where it is in no file yet.
    assert pain_of_day(store.snapshot(), day, held).worst == 8
    store.save_draft(held["session"])
    assert pain_of_day(store.snapshot(), day).worst == 8
    fit, _ = fit_on(day, store.snapshot(), LIBRARY, ALL, True)
    assert fit.hurt_today == {"bridge"}
    assert fit.not_begun(CABLES) == "Only gentle programmes: pain 8 in a session today."
    assert (fit.not_begun(FLARE_DAY), fit.against(CABLES)) == ("", "")
    # Nor is any exercise by itself but those of the gentle programmes.
    available = {e.id for e in LIBRARY.exercises if fit.of(e).available}
    assert available == gentle_ids(LIBRARY) - {"bridge"}
    tomorrow, _ = fit_on(day + timedelta(days=1), store.snapshot(), LIBRARY, ALL, True)
    assert (tomorrow.hurt_today, tomorrow.not_begun(CABLES)) == (frozenset(), "")


def test_one_session_that_two_programs_went_on_with_is_severe_once(
    store: JournalStore, clock: Any
) -> None:
    run = a_run(clock, before=2, id="one")
    run = run.with_player(skip(run.player, "pain", 8))
    day = clock().date()
    for name in ("session", "session-b"):
        store.save_draft(draft(name, clock.move(minutes=1), run))
    assert len(store.snapshot().drafts) == 2
    assert (pain_of_day(store.snapshot(), day).severe, pain_of_day(store.snapshot(), day).rest) == (
        1,
        False,
    )
    for name in ("session", "session-b"):
        store.save_session(run.ended().finish("x", clock()), store.snapshot().drafts[name])
        assert pain_of_day(store.snapshot(), day).severe == 1


def test_a_session_is_of_the_day_on_which_it_stood_still_whenever_it_was_kept(
    store: JournalStore, clock: Any
) -> None:
    """One of yesterday whose saving was refused is kept anew today."""
    run = a_run(clock, before=2).standing_still(clock())
    run = run.with_player(skip(run.player, "pain", 8))
    clock.move(days=1)
    store.save_draft(draft("session", clock(), run))
    assert not pain_of_day(store.snapshot(), clock().date()).worst


def test_a_walk_that_was_left_for_pain_is_known(
    store: JournalStore, clock: Clock, session: Callable[..., Session]
) -> None:
    store.save_session(felt(session, "bridge", 2, id="a"))
    assert not pain_of_day(store.snapshot(), clock().date()).walk_hurt
    store.save_session(felt(session, "walking", None, skipped="pain", id="b"))
    assert pain_of_day(store.snapshot(), clock().date()).walk_hurt
