"""When to ask again and what may be exercised, against clinical sections 1.4, 1.5 and 2.6."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.body import Region, Side
from journal.domain.entry import Event, PainEntry, Quality, Site
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.screening import Clearance, Outcome, Profile, Screening, Stop
from journal.domain.standing import Due, Exercise, Past, Permission, Standing, sudden

NOW = datetime(2026, 3, 14, 20, tzinfo=UTC)
TODAY = NOW.date()
LEFT, RIGHT, BOTH, CENTRE = Side.LEFT, Side.RIGHT, Side.BOTH, Side.CENTRE
WATCH, SEE, URGENT, EMERGENCY = (
    Level.KEEP_WATCHING,
    Level.SEE_A_CLINICIAN,
    Level.URGENT,
    Level.EMERGENCY,
)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def at_hour(ago: int, hour: int = 12) -> datetime:
    return datetime.combine(day(ago), time(hour), UTC)


def seen(ago: int, may_exercise: bool | None = True) -> Clearance:
    return Clearance(day(ago), "Dr Lee", may_exercise, at_hour(ago, 18))


def check(
    ago: int,
    level: Level = WATCH,
    *,
    scope: Any = "full",
    again: int | None = None,
    highest: float | None = None,
    clearance: Clearance | None = None,
    hour: int = 10,
    knew: datetime | None = None,
) -> Past:
    """A finished check of 10 o'clock, by way of the whole record as it is kept.

    `knew` is the moment of the warning sign that it knew of.
    """
    at = at_hour(ago, hour)
    screening = Screening(
        id=f"c{ago}h{hour}", day=at.date(), at=at, scope=scope, answers={}, profile=Profile(),
        history=PainHistory(highest=highest, mean=highest),
        outcome=Outcome(level, None, (), (), "1", "advice", ask_again_in=again),
        clearance=clearance, after_stop=Stop(knew) if knew else None, created_at=at, updated_at=at,
    )  # fmt: skip
    return msgspec.json.decode(msgspec.json.encode(screening), type=Past)


def made(
    ago: int, pain: int = 3, *sites: Site, hour: int = 12, written: int | None = None, **fields: Any
) -> PainEntry:
    """An entry of noon, written down that moment or `written` days ago."""
    at = at_hour(ago, hour)
    created = at if written is None else at_hour(written)
    return PainEntry(
        id=f"e{abs(ago)}h{hour}",
        day=at.date(),
        at=at,
        sites=sites,
        pain=pain,
        created_at=created,
        updated_at=created,
        **fields,
    )


def usual(*by_day: int) -> list[PainEntry]:
    """One score a day up to yesterday."""
    return [made(len(by_day) - n, pain) for n, pain in enumerate(by_day)]


def due(past: Sequence[Past], entries: Sequence[PainEntry] = (), now: datetime = NOW) -> Due | None:
    return Standing(tuple(past)).due(list(entries), now)


def scope_of(found: Due | None) -> str | None:
    if found is not None:
        assert found.why
        assert not found.why.endswith(".")
    return None if found is None else found.scope


# First run, every seven days, every 28 days


def test_the_first_check_is_due_and_whole() -> None:
    assert scope_of(due([])) == "full"
    assert scope_of(due([], [made(0, 0)])) == "full"


def test_with_pain_the_whole_check_is_due_every_seven_days() -> None:
    pain = usual(1, 1, 1)
    assert scope_of(due([check(7)], pain)) == "full"
    assert scope_of(due([check(6)], pain)) is None
    assert scope_of(due([check(0)], pain)) is None
    assert scope_of(due([check(400)], pain)) == "full"


def test_a_pain_of_one_in_the_week_is_pain() -> None:
    assert scope_of(due([check(7)], [made(6, 1)])) == "full"
    assert scope_of(due([check(7)], [made(0, 1)])) == "full"
    assert scope_of(due([check(7)], [made(7, 5, hour=9)])) is None
    assert scope_of(due([check(7)], [made(3, 0)])) is None
    assert scope_of(due([check(7)], [made(3, 0, worst=1)])) == "full"


def test_a_short_check_does_not_put_the_whole_one_off() -> None:
    pain = usual(3, 3, 3)
    assert scope_of(due([check(7), check(1, scope="short")], pain)) == "full"
    assert scope_of(due([check(6), check(1, scope="short")], pain)) is None
    assert scope_of(due([check(1, scope="short")], pain)) == "full"


def test_without_pain_the_short_check_is_due_after_28_days() -> None:
    free = [made(n, 0) for n in range(30, -1, -1)]
    assert scope_of(due([check(28)], free)) == "short"
    assert scope_of(due([check(27)], free)) is None
    assert scope_of(due([check(28)])) == "short"
    assert scope_of(due([check(27)])) is None
    assert scope_of(due([check(60), check(27, scope="short")])) is None


def test_what_was_unsure_is_asked_again_after_three_days() -> None:
    assert scope_of(due([check(3, again=3)])) == "full"
    assert scope_of(due([check(2, again=3)])) is None
    assert scope_of(due([check(3, again=3), check(2)])) is None


def test_a_clock_that_was_set_back_harms_nothing() -> None:
    assert scope_of(due([check(-5)], usual(3, 3, 3))) is None
    assert not Standing((check(-5),)).out_of_date(TODAY)


# At once


def at_once(*entries: PainEntry, last: Past | None = None) -> bool:
    """Whether something since the check of this morning asks for another one at once."""
    past = last or check(0)
    in_order = sorted(entries, key=lambda entry: (entry.day, entry.at))
    why = sudden(in_order, past)
    assert (scope_of(due([past], in_order)) == "short") is bool(why)
    return bool(why)


def test_an_ordinary_entry_asks_for_nothing() -> None:
    assert not at_once(*usual(3, 4, 3, 4), made(0, 4, Site(Region.LOW_BACK, CENTRE)))
    assert not at_once()


def test_pain_three_points_above_the_median_of_the_week() -> None:
    assert at_once(*usual(3, 3, 3, 3, 3, 3, 3), made(0, 6))
    assert not at_once(*usual(3, 3, 3, 3, 3, 3, 3), made(0, 5))
    assert at_once(*usual(1, 2, 7), made(0, 5))
    assert not at_once(*usual(1, 3, 7), made(0, 5))
    assert at_once(*usual(0, 0, 0), made(0, 3))


def test_the_median_is_of_the_seven_days_before() -> None:
    assert at_once(*usual(9, 9, 9, 9, 2, 2, 2, 2, 2, 2, 2), made(0, 5))
    old = [made(n, 2) for n in (10, 9, 8)]
    assert not at_once(*old, made(0, 5))
    assert at_once(*[made(n, 2) for n in (7, 6, 5)], made(0, 5))
    # The day itself is no part of its own usual.
    assert at_once(*usual(2, 2, 2), made(0, 7, hour=12), made(0, 5, hour=18))


def test_very_strong_pain_for_the_first_time_in_the_episode() -> None:
    steady = usual(7, 7, 7, 7)
    assert at_once(*steady, made(0, 8), last=check(0, highest=7))
    assert not at_once(*steady, made(0, 8), last=check(0, highest=8))
    assert not at_once(*steady, made(0, 7), last=check(0, highest=7))
    assert at_once(*steady, made(0, 7, worst=8), last=check(0, highest=7))
    assert at_once(made(0, 8), last=check(0))


PLACE = Site(Region.CALF, LEFT)


def numb(ago: int, *sites: Site, word: Quality = Quality.NUMB, **fields: Any) -> PainEntry:
    return made(ago, 3, *sites, qualities=(word,), **fields)


@pytest.mark.parametrize("word", [Quality.NUMB, Quality.PINS_AND_NEEDLES])
def test_new_numbness_or_tingling_in_a_leg(word: Quality) -> None:
    assert at_once(numb(0, PLACE, word=word))
    assert at_once(made(1, 3, PLACE), numb(0, PLACE, word=word))
    assert not at_once(numb(1, PLACE, word=word), numb(0, PLACE, word=word))
    assert not at_once(numb(14, PLACE, word=word), numb(0, PLACE, word=word))
    assert at_once(numb(15, PLACE, word=word), numb(0, PLACE, word=word))
    assert at_once(numb(1, PLACE), numb(0, Site(Region.CALF, RIGHT), word=word))
    assert at_once(numb(1, PLACE), numb(0, Site(Region.FOOT, LEFT), word=word))


def test_other_words_are_no_numbness() -> None:
    for word in set(Quality) - {Quality.NUMB, Quality.PINS_AND_NEEDLES}:
        assert not at_once(numb(0, PLACE, word=word))


@pytest.mark.parametrize("region", [Region.BUTTOCK, Region.GROIN, Region.TAILBONE])
def test_numbness_newly_logged_anywhere(region: Region) -> None:
    # 2.6: "`numb` newly logged, or any word in the saddle region, triggers re-screening".
    assert at_once(numb(0, Site(region, LEFT)))


def test_pain_newly_in_both_legs() -> None:
    left, right = Site(Region.BACK_THIGH, LEFT), Site(Region.KNEE, RIGHT)
    assert at_once(made(0, 3, left, right))
    assert at_once(made(0, 3, Site(Region.CALF, BOTH)))
    assert at_once(made(1, 3, left), made(0, 3, left, right))
    assert not at_once(made(1, 3, left, right), made(0, 3, left, right))
    assert not at_once(made(14, 3, left, right), made(0, 3, left, right))
    assert at_once(made(15, 3, left, right), made(0, 3, left, right))
    assert not at_once(made(0, 3, left))
    assert not at_once(made(0, 3, left, Site(Region.FOOT, LEFT)))
    assert not at_once(made(0, 3, Site(Region.LOW_BACK, BOTH), Site(Region.BUTTOCK, BOTH)))


def test_pain_in_both_legs_may_be_told_in_two_entries_of_a_day() -> None:
    left, right = Site(Region.BACK_THIGH, LEFT), Site(Region.BACK_THIGH, RIGHT)
    assert at_once(made(0, 3, left, hour=12), made(0, 3, right, hour=18))


@pytest.mark.parametrize("side", [LEFT, RIGHT, BOTH])
def test_pain_between_the_legs(side: Side) -> None:
    assert at_once(made(0, 1, Site(Region.SADDLE, side)))
    assert at_once(made(1, 1, Site(Region.SADDLE, side)), made(0, 1, Site(Region.SADDLE, side)))
    assert not at_once(made(0, 1, Site(Region.TAILBONE, side)))


@pytest.mark.parametrize("event", list(Event))
def test_a_fall_or_an_accident(event: Event) -> None:
    mishap = event in {Event.FALL, Event.SLIP, Event.ACCIDENT}
    assert at_once(made(0, 1, event=event)) is mishap


def test_what_the_last_check_knew_asks_for_nothing() -> None:
    assert not at_once(made(0, 9, event=Event.FALL, hour=9))
    assert at_once(made(0, 9, event=Event.FALL, hour=11))


def test_what_is_written_down_later_for_an_earlier_day_counts() -> None:
    assert at_once(made(3, 2, event=Event.FALL, written=0))
    assert not at_once(made(3, 2, event=Event.FALL, written=3))
    assert at_once(made(14, 2, event=Event.FALL, written=0))
    assert not at_once(made(15, 2, event=Event.FALL, written=0))
    jump = [made(n, 2) for n in (9, 8, 7, 6)]
    assert at_once(*jump, made(5, 5, written=0))


def test_what_is_added_to_an_entry_after_the_check_counts() -> None:
    before = made(0, 2, hour=9)
    later = at_hour(0, 19)
    fell = msgspec.structs.replace(before, event=Event.FALL, updated_at=later)
    sore = msgspec.structs.replace(before, sites=(Site(Region.SADDLE, BOTH),), updated_at=later)
    assert at_once(fell)
    assert at_once(sore)


def test_sudden_goes_before_what_is_due_anyway() -> None:
    fell = made(0, 2, event=Event.FALL)
    assert scope_of(due([check(5, again=3)], [fell])) == "short"
    assert scope_of(due([check(3), check(1, scope="short")], [fell])) == "short"
    assert scope_of(due([check(40)], [fell])) is not None


# What may be exercised


def allowed(*past: Past) -> Exercise:
    permission = Standing(past).permission(TODAY)
    if permission.exercise is not Exercise.ALL:
        assert permission.why
        assert permission.screening in {p.id for p in past}
    return permission.exercise


@pytest.mark.parametrize(
    ("level", "exercise"),
    [
        (EMERGENCY, Exercise.NOTHING),
        (URGENT, Exercise.NOTHING),
        (SEE, Exercise.GENTLE),
        (WATCH, Exercise.ALL),
    ],
)
@pytest.mark.parametrize("scope", ["full", "short"])
def test_what_each_level_allows(level: Level, exercise: Exercise, scope: str) -> None:
    for ago in (0, 6, 7, 400):
        assert allowed(check(ago, level, scope=scope)) is exercise
    assert Standing((check(0, level),)).permission(TODAY).screening == check(0, level).id


def test_before_the_first_check_nothing_is_locked_and_this_is_said() -> None:
    permission = Standing(()).permission(TODAY)
    assert permission.exercise is Exercise.ALL
    assert permission.why
    assert permission.screening == ""


@pytest.mark.parametrize("level", [EMERGENCY, URGENT])
def test_a_lock_stays_until_someone_was_seen(level: Level) -> None:
    assert allowed(check(9, level), check(2), check(0)) is Exercise.NOTHING
    assert allowed(check(9, level, clearance=seen(8)), check(0)) is Exercise.ALL
    assert allowed(check(9, level, clearance=seen(8))) is Exercise.ALL
    assert allowed(check(9, level), check(2, SEE, clearance=seen(1))) is Exercise.NOTHING


@pytest.mark.parametrize("level", [EMERGENCY, URGENT, SEE])
def test_who_is_told_not_to_exercise_does_not(level: Level) -> None:
    assert allowed(check(1, level, clearance=seen(0, False))) is Exercise.NOTHING


@pytest.mark.parametrize("level", [EMERGENCY, URGENT])
@pytest.mark.parametrize("later", [WATCH, SEE])
def test_a_later_check_does_not_undo_being_told_not_to_exercise(level: Level, later: Level) -> None:
    # 1.4: locked until the user records "I was assessed and told I may exercise".
    told_not_to = check(9, level, clearance=seen(8, False))
    assert allowed(told_not_to, check(1, later)) is Exercise.NOTHING


def test_a_later_word_of_a_clinician_lifts_an_earlier_one() -> None:
    told_not_to = check(9, URGENT, clearance=seen(8, False))
    assert allowed(told_not_to, check(1, URGENT, clearance=seen(0))) is Exercise.ALL


@pytest.mark.parametrize("level", [EMERGENCY, URGENT])
def test_who_was_seen_was_seen_for_the_checks_before_as_well(level: Level) -> None:
    # The same sign, answered again in the check of the same day.
    assert allowed(check(2, level, hour=9), check(2, level, clearance=seen(1))) is Exercise.ALL


def test_being_seen_before_a_check_does_not_lift_it() -> None:
    earlier = check(9, EMERGENCY, clearance=seen(8))
    assert allowed(earlier, check(2, EMERGENCY)) is Exercise.NOTHING


def test_gentle_is_for_the_latest_result_alone() -> None:
    assert allowed(check(9, SEE), check(0)) is Exercise.ALL
    assert allowed(check(9), check(0, SEE)) is Exercise.GENTLE
    assert allowed(check(9, SEE, clearance=seen(8))) is Exercise.ALL


def test_the_open_result_is_the_latest_of_those_unseen() -> None:
    first, second = check(9, EMERGENCY), check(5, URGENT)
    assert Standing((first, second, check(0))).open() == second
    assert Standing((check(0, SEE),)).open() is None
    assert Standing((check(3, URGENT, clearance=seen(2)), check(0))).open() is None
    assert Standing((check(3, URGENT, clearance=seen(2, False)),)).open() is None
    assert Standing(()).open() is None


def test_a_lock_says_what_the_check_said() -> None:
    emergency = Standing((check(0, EMERGENCY),)).permission(TODAY).why
    urgent = Standing((check(0, URGENT),)).permission(TODAY).why
    assert "at once" in emergency
    assert "doctor" in urgent
    assert emergency != urgent
    assert "14 Mar" in emergency


# Out of date, switched off


def test_a_result_is_out_of_date_after_seven_days() -> None:
    assert Standing((check(7),)).out_of_date(TODAY)
    assert not Standing((check(6),)).out_of_date(TODAY)
    assert not Standing((check(9), check(6, scope="short"))).out_of_date(TODAY)
    assert Standing(()).out_of_date(TODAY)
    assert "out of date" in Standing((check(7),)).permission(TODAY).why
    assert Standing((check(6),)).permission(TODAY).why == ""


def test_with_advice_off_nothing_is_due_and_nothing_locked() -> None:
    fell = made(0, 9, event=Event.FALL)
    for past in ((), (check(40, EMERGENCY),), (check(1, URGENT, clearance=seen(0, False)),)):
        off = Standing(past, advice=False)
        assert off.due([fell], NOW) is None
        assert off.open() is None
        assert off.permission(TODAY).exercise is Exercise.ALL
        assert off.permission(TODAY).why == ""


# Whatever happened

pasts = st.lists(
    st.builds(
        check,
        st.integers(0, 60),
        st.sampled_from(list(Level)),
        scope=st.sampled_from(["full", "short"]),
        again=st.sampled_from([None, 3]),
        highest=st.none() | st.integers(0, 10),
        clearance=st.none() | st.builds(seen, st.integers(0, 60), st.booleans()),
    ),
    max_size=4,
).map(lambda found: sorted(found, key=lambda past: past.at))


@given(pasts)
def test_nothing_is_allowed_while_a_lock_is_unseen(past: list[Past]) -> None:
    last = past[-1] if past else None
    if last and last.clearance is None:
        if last.outcome.level in (EMERGENCY, URGENT):
            assert allowed(*past) is Exercise.NOTHING
        if last.outcome.level is SEE:
            assert allowed(*past) is not Exercise.ALL
    if not any(p.outcome.level in (EMERGENCY, URGENT, SEE) or p.clearance for p in past):
        assert allowed(*past) is Exercise.ALL


@given(pasts, st.lists(st.tuples(st.integers(0, 34), st.integers(0, 10)), max_size=8))
def test_with_pain_no_check_is_ever_older_than_a_week_unasked(
    past: list[Past], logged: list[tuple[int, int]]
) -> None:
    entries = [made(ago, pain) for ago, pain in sorted(set(logged), reverse=True)]
    found = due(past, entries)
    whole = [p for p in past if p.scope == "full"]
    hurts = any(ago < 7 and pain >= 1 for ago, pain in logged)
    if hurts and (not whole or (TODAY - whole[-1].day).days >= 7):
        assert found is not None
    if found is None and past:
        assert (TODAY - past[-1].day).days < 28


def test_fever_and_weakness_have_no_place_in_the_log() -> None:
    """Section 1.5 names both; an entry cannot hold them, so the person has to ask for a check."""
    assert not any("fever" in name or "weak" in name for name in PainEntry.__struct_fields__)


def test_a_check_that_was_cut_short_is_no_whole_one() -> None:
    cut_short = msgspec.structs.replace(
        check(1), outcome=msgspec.structs.replace(check(1).outcome, unasked=24)
    )
    assert scope_of(due([cut_short], [made(0, 2)])) == "full"
    assert scope_of(due([check(1)], [made(0, 2)])) is None


def test_not_said_lifts_urgent_but_not_emergency_and_leaves_gentle() -> None:
    assert allowed(check(3, URGENT, clearance=seen(2, None))) is Exercise.ALL
    assert allowed(check(3, EMERGENCY, clearance=seen(2, None))) is Exercise.NOTHING
    assert allowed(check(3, SEE, clearance=seen(2, None))) is Exercise.GENTLE


def test_a_no_that_was_not_for_at_once_ends_with_a_calm_whole_check() -> None:
    told_not_to = check(9, SEE, clearance=seen(8, False))
    assert allowed(told_not_to) is Exercise.NOTHING
    assert allowed(told_not_to, check(1, SEE)) is Exercise.NOTHING
    assert allowed(told_not_to, check(1)) is Exercise.ALL
    assert allowed(told_not_to, check(1, scope="short")) is Exercise.NOTHING


# Halted


def halted(*past: Past, by_question: bool = False, advice: bool = True, hour: int = 12) -> Standing:
    """What counts where exercise was halted yesterday."""
    return Standing(past, advice, at_hour(1, hour), by_question)


def test_a_session_that_was_stopped_locks_exercise_until_a_full_check() -> None:
    for before in ((), (check(2),), (check(1, hour=11),)):
        permission = halted(*before).permission(TODAY)
        assert permission == Permission(
            Exercise.NOTHING,
            "Your session of 13 Mar ended with a warning sign."
            " First the whole check of warning signs (c).",
        )
        assert halted(*before).due([], NOW) == Due("full", "a session was stopped")
    # A short one does not ask all of what may be behind it (clinical section 1.5).
    short = halted(check(2), check(0, scope="short"))
    assert short.permission(TODAY).exercise is Exercise.NOTHING
    after = halted(check(2), check(0, knew=at_hour(1)))
    assert after.permission(TODAY).exercise is Exercise.ALL
    assert after.due([], NOW) is None


def test_a_check_that_came_shortly_after_a_stop_is_due_again_the_day_after() -> None:
    """As it said itself."""
    shortly = halted(check(2), check(0, knew=at_hour(1)))
    again = Due("full", "once more after a warning sign")
    found = [shortly.due([], NOW + timedelta(days)) for days in (0, 1, 3)]
    assert found == [None, again, again]
    # One of which it did not say so.
    long_after = Standing((check(0, knew=at_hour(3)),), True, at_hour(3))
    assert long_after.due([], NOW + timedelta(1)) is None
    seen_to = Standing((check(0, URGENT, knew=at_hour(1)),), True, at_hour(1))
    assert seen_to.due([], NOW + timedelta(1)) is None


def test_a_check_that_did_not_know_of_the_stop_lifts_nothing() -> None:
    """Whatever the clock said: it may have been ahead at the check, or at the stop."""
    short = check(0, scope="short", knew=at_hour(1))
    for made in (check(0), check(0, knew=at_hour(1, 11)), short):
        assert halted(made).permission(TODAY).exercise is Exercise.NOTHING
    for made in (check(1, hour=9, knew=at_hour(1)), check(0, knew=at_hour(1, 13))):
        assert halted(made).permission(TODAY).exercise is Exercise.ALL


def test_what_was_said_yes_to_is_named_and_an_emergency_lately_asks_for_help() -> None:
    def why(rule: str, days: int = 1) -> str:
        return Standing((), True, at_hour(days), halted_by=rule).permission(TODAY).why

    assert why("pop") == (
        "Your session of 13 Mar ended with a warning sign: a pop with sharp pain."
        " First the whole check of warning signs (c)."
    )
    help = " If it is still so, call for help now. First the whole check"
    assert help in why("chest")
    assert help in why("chest", days=0)
    assert help not in why("chest", days=2)


def test_a_result_to_have_looked_at_is_said_rather_than_that_today_is_gentle() -> None:
    """Tomorrow would not open what waits for someone to look at it."""
    today = Standing((check(0, Level.SEE_A_CLINICIAN, knew=at_hour(0)),), True, at_hour(0))
    assert "said to have this looked at" in today.permission(TODAY).why


def test_a_yes_to_a_warning_sign_locks_it_in_its_own_words() -> None:
    found = halted(check(2), by_question=True)
    assert found.permission(TODAY).why == (
        "On 13 Mar you said yes to a warning sign. First the whole check of warning signs (c)."
    )
    assert found.due([], NOW) == Due("full", "a yes to a warning sign")


def test_a_result_that_says_to_see_someone_at_once_goes_before_a_halt() -> None:
    found = halted(check(2, URGENT)).permission(TODAY)
    assert (found.exercise, found.screening) == (Exercise.NOTHING, "c2h10")


def test_without_advice_a_halt_locks_nothing() -> None:
    found = halted(advice=False)
    assert found.permission(TODAY) == Permission(Exercise.ALL, "")
    assert found.due([], NOW) is None


def test_a_check_that_was_broken_off_lifts_nothing() -> None:
    """It did not ask all of what may be behind it, whoever was seen for the rest."""
    made = check(0, Level.EMERGENCY, knew=at_hour(1), clearance=seen(0))
    assert halted(made).permission(TODAY).exercise is Exercise.ALL
    broken_off = msgspec.structs.replace(
        made, outcome=msgspec.structs.replace(made.outcome, unasked=30)
    )
    assert halted(broken_off).permission(TODAY).exercise is Exercise.NOTHING


def test_a_warning_sign_of_a_clock_that_was_ahead_is_gentle_for_the_day_of_its_check() -> None:
    """And no day to come is named, nor help called for from then on."""
    ahead = at_hour(-100)
    locked = Standing((), True, ahead, by_question=True, halted_by="chest")
    assert locked.permission(TODAY).why == (
        "You said yes to a warning sign: chest, breath or dizziness."
        " First the whole check of warning signs (c)."
    )
    lifted = Standing((check(1, knew=ahead), check(0, knew=ahead)), True, ahead)
    assert lifted.permission(day(1)).exercise is Exercise.GENTLE
    assert lifted.permission(TODAY).exercise is Exercise.ALL
