"""The return ladder, against clinical section 4.8-F."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trained import LIBRARY, TODAY, day, done, dose, session

from journal.domain.ladder import AFTERWARDS, STAIRS, Rung, rung
from journal.domain.limits import Strain
from journal.domain.training import Session

LADDER = LIBRARY.programme("hip-flexor-return")
PROTECT, WAKE_UP, MOVE, LOAD, RETURN = range(5)
NAMES = [phase.id for phase in LADDER.phases]


def on(phase: int, ago: int, **fields: Any) -> Session:
    """A calm session of a phase."""
    return session(ago, fields.pop("tasks", None), LADDER.id, NAMES[phase], **fields)


def stand(*sessions: Session) -> Rung:
    return rung(LADDER, sessions, TODAY)


def test_it_begins_at_the_bottom_and_walking_well_is_enough_to_go_on() -> None:
    found = stand()
    assert (found.phase, found.may_move_on, found.blocked, found.stalled) == (0, True, "", False)


@pytest.mark.parametrize("phase", range(5))
def test_it_stays_where_the_last_session_was(phase: int) -> None:
    assert stand(on(phase, 3), on(phase, 1)).phase == phase
    assert stand(on(PROTECT, 5), on(phase, 1)).phase == phase


@pytest.mark.parametrize("phase", [PROTECT, MOVE, LOAD])
def test_after_a_calm_session_and_morning_one_may_move_on(phase: int) -> None:
    found = stand(on(phase, 1))
    assert (found.may_move_on, found.blocked) == (True, "")


def test_waking_up_takes_two_days() -> None:
    early = stand(on(WAKE_UP, 1, hour=9), on(WAKE_UP, 1, hour=18))
    assert not early.may_move_on
    asks = "It takes 2 days in a row with a session before it makes sense to ask."
    assert early.blocked == asks
    assert stand(on(WAKE_UP, 2), on(WAKE_UP, 1)).may_move_on
    apart = stand(on(WAKE_UP, 3), on(WAKE_UP, 1))
    assert (apart.may_move_on, apart.blocked) == (False, asks)


def test_a_day_that_hurt_does_not_count_as_one_of_the_two() -> None:
    calm = stand(on(WAKE_UP, 3, morning=4), on(WAKE_UP, 1))
    assert not calm.may_move_on


def test_a_morning_that_is_not_told_holds_back() -> None:
    found = stand(on(MOVE, 1, morning=None, morning_on=None))
    assert (found.phase, found.may_move_on) == (MOVE, False)
    assert "morning" in found.blocked


def test_a_morning_without_a_level_before_is_held_against_the_limit() -> None:
    assert not stand(on(MOVE, 1, before=None, morning=3)).may_move_on
    assert stand(on(MOVE, 1, before=None, morning=2)).may_move_on


def test_a_morning_above_the_limit_is_not_clear_even_if_it_hurt_as_much_before() -> None:
    found = stand(on(MOVE, 1, before=3, morning=3))
    assert (found.phase, found.may_move_on) == (MOVE, False)
    assert "hurt more than 2" in found.blocked


def test_a_session_that_a_stop_rule_ended_holds_back() -> None:
    found = stand(on(MOVE, 1, stopped="locking"))
    assert (found.phase, found.may_move_on) == (MOVE, False)
    assert found.blocked


@pytest.mark.parametrize(("ago", "may"), [(13, True), (14, False), (90, False)])
def test_after_two_weeks_away_a_session_comes_before_moving_on(ago: int, may: bool) -> None:
    found = stand(on(MOVE, ago))
    assert (found.phase, found.may_move_on) == (MOVE, may)
    assert ("break" in found.blocked) is not may
    assert stand(on(MOVE, ago), on(MOVE, 1)).may_move_on


def felt(item: str, **fields: Any) -> dict[str, Any]:
    return {item: done(item, dose(item), **fields)}


@pytest.mark.parametrize(
    ("phase", "item", "worst", "then"),
    [
        (PROTECT, "walking", 3, PROTECT),
        (WAKE_UP, "bridge", 2, WAKE_UP),
        (WAKE_UP, "bridge", 3, PROTECT),
        (MOVE, "clamshell", 3, WAKE_UP),
        (LOAD, "step-up", 3, LOAD),
        (LOAD, "step-up", 4, MOVE),
        (RETURN, "walking", 4, LOAD),
    ],
)
def test_pain_above_the_phases_limit_leads_one_back(
    phase: int, item: str, worst: int, then: int
) -> None:
    found = stand(on(phase, 4), on(phase, 1, tasks=felt(item, worst=worst)))
    assert found.phase == then
    if worst > LADDER.phases[phase].pain_limit:
        assert (found.may_move_on, bool(found.blocked)) == (False, True)
        assert "hurt too much" in found.why


def test_leaving_an_exercise_for_pain_leads_one_back() -> None:
    last = on(MOVE, 1, tasks=felt("clamshell", worst=None, skipped="pain"))
    assert stand(last).phase == WAKE_UP


def test_a_raised_morning_leads_one_back_and_says_so() -> None:
    found = stand(on(LOAD, 1, morning=3))
    assert found.phase == MOVE
    assert found.why == (
        "The morning after the last time hurt more than before it: "
        "back to “Move and share the load”."
    )


def test_only_the_last_session_leads_back() -> None:
    assert stand(on(LOAD, 3, morning=5), on(MOVE, 1)).phase == MOVE


def test_at_the_top_it_says_what_comes_after() -> None:
    found = stand(on(RETURN, 40), on(RETURN, 1))
    assert (found.phase, found.may_move_on, found.blocked) == (RETURN, False, AFTERWARDS)
    assert not found.stalled


@pytest.mark.parametrize(("since", "stalled"), [(13, False), (14, True), (20, True)])
def test_two_weeks_in_one_phase_are_better_looked_at(since: int, stalled: bool) -> None:
    assert stand(on(WAKE_UP, 22), on(MOVE, since), on(MOVE, 1)).stalled is stalled


def test_a_step_back_in_between_does_not_begin_the_two_weeks_anew() -> None:
    assert stand(on(MOVE, 16), on(WAKE_UP, 9), on(MOVE, 1)).stalled


def test_a_higher_phase_or_a_long_break_begins_them_anew() -> None:
    assert not stand(on(WAKE_UP, 20), on(MOVE, 9), on(WAKE_UP, 5)).stalled
    assert not stand(on(MOVE, 60), on(MOVE, 5)).stalled


def test_a_red_day_at_the_top_does_not_count_as_standing_still() -> None:
    found = stand(on(RETURN, 21), on(RETURN, 1, morning=5))
    assert (found.phase, found.stalled) == (LOAD, False)


def test_a_red_day_does_not_hide_two_weeks_without_moving_on() -> None:
    found = stand(on(MOVE, 15), on(MOVE, 1, morning=5))
    assert (found.phase, found.stalled) == (WAKE_UP, True)


def test_phases_of_another_version_are_not_looked_at() -> None:
    strange = msgspec.structs.replace(on(LOAD, 1), phase="hop")
    assert stand(on(MOVE, 4), strange).phase == MOVE
    assert stand(strange).phase == PROTECT


def test_a_programme_without_phases_is_no_ladder() -> None:
    with pytest.raises(ValueError, match="no phases"):
        rung(LIBRARY.programme("desk-reset"), [], TODAY)


low = st.none() | st.integers(0, 10)
one = st.builds(
    lambda phase, ago, before, morning, worst, stopped: msgspec.structs.replace(
        on(phase, ago, before=before, morning=morning, stopped=stopped),
        tasks=tuple([msgspec.structs.replace(t, worst=worst) for t in on(phase, ago).tasks]),
    ),
    *(st.integers(0, 4), st.integers(0, 70), low, low, low, st.sampled_from(["", "pop"])),
)


@given(st.lists(one, max_size=6))
def test_nobody_climbs_by_the_rule_alone(sessions: list[Session]) -> None:
    sessions.sort(key=lambda each: each.at)
    found = stand(*sessions)
    last = NAMES.index(sessions[-1].phase) if sessions else 0
    assert found.phase in {last, max(0, last - 1)}
    assert found.why
    assert found.may_move_on is not bool(found.blocked)
    if found.may_move_on and sessions:
        limit = LADDER.phases[last].pain_limit
        assert all(task.worst is None or task.worst <= limit for task in sessions[-1].tasks)
        assert sessions[-1].morning is not None
        assert not sessions[-1].red_morning


# A new strain


@pytest.mark.parametrize(("ago", "phase"), [(13, LOAD), (14, PROTECT), (266, PROTECT)])
def test_a_strain_after_a_break_is_a_new_one_and_begins_at_the_bottom(ago: int, phase: int) -> None:
    strain = Strain(day(ago + 30), day(ago + 1))
    found = rung(LADDER, [on(LOAD, ago)], TODAY, strain)
    assert found.phase == phase
    if phase == PROTECT:
        assert found.why == f"The last time was {ago} days ago: it begins at the bottom again."
        assert found.may_move_on
        assert not found.stalled
    assert rung(LADDER, [on(LOAD, ago)], TODAY).phase == LOAD


@pytest.mark.parametrize("phase", [WAKE_UP, MOVE, LOAD, RETURN])
@pytest.mark.parametrize(("told", "new"), [(0, True), (1, True), (3, False), (9, False)])
def test_a_strain_told_of_since_the_last_session_begins_at_the_bottom(
    phase: int, told: int, new: bool
) -> None:
    found = rung(LADDER, [on(phase, 4), on(phase, 2)], TODAY, Strain(day(told)))
    assert found.phase == (PROTECT if new else phase)
    if new:
        why = "You told of a strain since the last time: it begins at the bottom again."
        assert (found.why, found.may_move_on, found.stalled) == (why, True, False)


@pytest.mark.parametrize("phase", [PROTECT, WAKE_UP, MOVE])
def test_one_told_on_the_day_of_a_session_is_new_for_who_was_on_the_ladder_before(
    phase: int,
) -> None:
    """Whoever begins the ladder with it could have gone on to the second phase at once."""
    first, again = [on(phase, 1, hour=9), on(phase, 1)], [on(phase, 2), on(phase, 1)]
    begun = rung(LADDER, first, TODAY, Strain(day(1)))
    assert begun.phase == (PROTECT if phase == MOVE else phase)
    assert rung(LADDER, again, TODAY, Strain(day(1))).phase == PROTECT


@pytest.mark.parametrize("phase", [WAKE_UP, MOVE, RETURN])
def test_still_sore_on_stairs_leads_back_to_where_stairs_are_the_criterion(phase: int) -> None:
    sessions = [on(phase, 2), on(phase, 1)]
    found = rung(LADDER, sessions, TODAY, Strain(day(20), TODAY))
    assert found.phase == WAKE_UP
    assert (found.may_move_on, found.blocked) == (False, STAIRS)
    assert ("stairs" in found.why) is (phase != WAKE_UP)
    # Two weeks after it came that is better looked at, whatever the phase.
    assert found.stalled
    assert not rung(LADDER, sessions, TODAY, Strain(day(13), TODAY)).stalled
    # So too after a day that hurt: what is for a strain that is over is not gone back to.
    red = rung(LADDER, [on(phase, 2), on(phase, 1, morning=5)], TODAY, Strain(day(20), TODAY))
    assert red.phase == (WAKE_UP if phase != WAKE_UP else PROTECT)
    before = rung(LADDER, sessions, TODAY, Strain(day(20), day(2)))
    assert before.phase == phase
