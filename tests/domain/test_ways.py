"""The ways to do a session today, against clinical sections 4.3, 4.4 and 4.8-F."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from trained import LIBRARY, TODAY, day, done, dose, everything, session, without

from journal.domain.availability import STRAIN, availability
from journal.domain.exercise import Equipment, Exercise
from journal.domain.limits import Strain
from journal.domain.looking_back import sore_times
from journal.domain.standing import Exercise as Allowed
from journal.domain.standing import Permission
from journal.domain.training import Session
from journal.domain.ways import Way, suits, swaps, ways_of_programme

LADDER = LIBRARY.programme("hip-flexor-return")
NAMES = [phase.id for phase in LADDER.phases]
PROTECT, WAKE_UP, MOVE, LOAD, RETURN = range(5)


def on(phase: int, ago: int, **fields: Any) -> Session:
    """A calm session of a phase."""
    return session(ago, fields.pop("tasks", None), LADDER.id, NAMES[phase], **fields)


def ways(*sessions: Session, may: Any = everything, may_later: Any = None) -> tuple[Way, ...]:
    return ways_of_programme(LADDER, LIBRARY, sessions, TODAY, may, may_later)


# The ladder


def test_on_the_ladder_the_phase_goes_first_then_the_next() -> None:
    here, on_to = ways(on(MOVE, 1))
    assert (here.label, here.phase, here.eased) == (
        "Phase 2, Move and share the load",
        LADDER.phases[MOVE],
        False,
    )
    assert on_to.label.startswith("On to phase 3, Load: ")
    assert on_to.phase == LADDER.phases[LOAD]


@pytest.mark.parametrize("ago", [28, 60])
def test_after_a_long_break_the_ladder_begins_with_half_and_offers_no_step_up(ago: int) -> None:
    easier, usual, bottom = ways(on(LOAD, ago + 1), on(LOAD, ago))
    # Who opens it after so long may have a new strain that was not ticked.
    assert bottom.label == "Phase 0, Protect, after a new strain"
    assert (bottom.phase, bottom.eased) == (LADDER.phases[0], False)
    # It is begun, not gone on with: its own dose.
    assert [each.dose for each in bottom.plan] == [each.dose for each in ways()[0].plan]
    assert easier.label == "Phase 3, Load: Begin again with half of it"
    assert easier.why.startswith(f"The last time was {ago} days ago.")
    assert (easier.eased, usual.eased) == (True, False)
    assert (easier.phase, usual.phase) == (LADDER.phases[LOAD], LADDER.phases[LOAD])
    assert usual.label == "Phase 3, Load, as last time"
    sets = [sum(each.dose.sets * each.dose.reps for each in way.plan) for way in (easier, usual)]
    assert sets[0] < sets[1]


def test_after_two_weeks_the_ladder_goes_one_level_down_first() -> None:
    easier = ways(on(MOVE, 15), on(MOVE, 14))[0]
    assert (easier.eased, easier.label) == (
        True,
        "Phase 2, Move and share the load: One level down",
    )


def test_what_hurt_at_the_bottom_is_done_easier() -> None:
    sore = {"walking": done("walking", dose("walking"), worst=4)}
    easier, *others = ways(on(PROTECT, 1, tasks=sore))
    assert easier.eased
    assert [way.eased for way in others] == [False]


def with_strain(exercise: Exercise) -> Any:
    """What speaks against an exercise while the hip flexors are strained."""
    allowed = Permission(Allowed.ALL, "")
    return availability(exercise, LIBRARY, Equipment, {STRAIN}, allowed)


def test_from_the_third_phase_on_the_strain_speaks_against_nothing() -> None:
    for phase in range(5):
        here = ways(on(phase, 2), on(phase, 1), may=with_strain, may_later=everything)[0]
        if phase >= MOVE:
            assert here.left_out == ()
            assert [each.exercise for each in here.plan] == [
                item.exercise for item in LADDER.phases[phase].items
            ]
    held = ways(on(MOVE, 2), on(MOVE, 1), may=with_strain)[0]
    assert held.left_out or any(each.instead for each in held.plan)


def test_before_the_third_phase_it_still_does() -> None:
    locked = without("bridge")
    here, on_to = ways(on(WAKE_UP, 2), on(WAKE_UP, 1), may=locked, may_later=everything)
    assert "bridge" not in {each.exercise for each in here.plan}
    assert on_to.left_out == ()
    back = ways(on(MOVE, 1, morning=5), may=locked, may_later=everything)[0]
    assert back.phase == LADDER.phases[WAKE_UP]
    assert "bridge" not in {each.exercise for each in back.plan}


def test_on_another_phase_what_hurt_elsewhere_is_done_easier_too() -> None:
    sore = session(
        2, {"clamshell": done("clamshell", dose("clamshell"), worst=8)}, "hip-cuff-bands"
    )
    mine = [on(WAKE_UP, 4), on(WAKE_UP, 3)]
    given = (LADDER, LIBRARY, mine, TODAY, everything)
    usual = ways_of_programme(*given)[-1]
    sores = sore_times([*mine, sore], LIBRARY)
    on_to, as_usual = ways_of_programme(*given, sores=sores)[-2:]
    assert on_to.label.startswith(f"{usual.label}; Buttock squeeze in place of Clamshell")
    assert (usual.phase, on_to.phase) == (LADDER.phases[MOVE], LADDER.phases[MOVE])
    assert (usual.eased, usual.why) == (False, "")
    assert (on_to.eased, on_to.why) == (True, "Clamshell hurt too much last time.")
    assert usual.plan != on_to.plan
    # Proposed, never imposed.
    assert as_usual.label == f"{usual.label}, as usual"
    assert (as_usual.plan, as_usual.eased) == (usual.plan, False)
    assert "clamshell" in {each.exercise for each in usual.plan}


def test_a_new_strain_leads_to_the_bottom_with_what_it_leaves() -> None:
    mine = [on(LOAD, 2), on(LOAD, 1)]
    bottom, up = ways_of_programme(
        LADDER, LIBRARY, mine, TODAY, with_strain, everything, strain=Strain(TODAY)
    )
    assert (bottom.phase, up.phase) == (LADDER.phases[PROTECT], LADDER.phases[WAKE_UP])


def test_back_in_a_lower_phase_what_hurt_in_the_higher_one_is_done_easier() -> None:
    sore = on(WAKE_UP, 1, tasks={"walking": done("walking", dose("walking"), worst=5)})
    given = (LADDER, LIBRARY, [on(WAKE_UP, 2), sore], TODAY, everything)
    easier, usual = ways_of_programme(*given, sores=sore_times([sore], LIBRARY))
    assert (easier.phase, easier.eased) == (LADDER.phases[PROTECT], True)
    assert easier.label.startswith("Phase 0, Protect: Walking")
    # Last time it was another phase.
    assert usual.label == "Phase 0, Protect, as usual"


def test_a_new_strain_after_a_long_break_begins_the_bottom_in_its_own_dose() -> None:
    strain = Strain(TODAY)
    given = (LADDER, LIBRARY, [on(LOAD, 31), on(LOAD, 30)], TODAY, everything)
    bottom = ways_of_programme(*given, strain=strain)[0]
    assert (bottom.label, bottom.eased) == ("Phase 0, Protect", False)
    assert bottom.plan == ways()[0].plan


def test_a_phase_begun_after_a_break_is_not_one_level_down() -> None:
    strain = Strain(day(40), day(20))
    given = (LADDER, LIBRARY, [on(LOAD, 20)], TODAY, everything)
    bottom, on_to = ways_of_programme(*given, strain=strain)
    assert bottom.label == "Phase 0, Protect"
    assert (on_to.phase, on_to.eased) == (LADDER.phases[WAKE_UP], False)


# Swaps on the spot


def swapped(id: str, way: Literal["easier", "harder"], may: Any = everything, **fields: Any) -> str:
    found = swaps(LIBRARY.exercise(id), way, LIBRARY, may, **fields)
    return found.id if found else ""


def chain(id: str, way: str) -> list[str]:
    """The variants of the content, nearest first."""
    found: list[str] = []
    while (following := getattr(LIBRARY.exercise(id), way)) and following not in found:
        found.append(id := following)
    return found


EASIER = chain("single-leg-bridge", "easier")


def test_the_nearest_easier_variant_that_is_for_today() -> None:
    assert len(EASIER) > 1
    assert swapped("single-leg-bridge", "easier") == EASIER[0]
    assert swapped("single-leg-bridge", "easier", without(EASIER[0])) == EASIER[1]
    assert swapped("single-leg-bridge", "easier", sore={EASIER[0]}) == EASIER[1]
    assert swapped("single-leg-bridge", "easier", sore=EASIER) == ""
    assert swapped("single-leg-bridge", "easier", gentle=True) == EASIER[0]
    assert swapped("single-leg-bridge", "easier", taken={EASIER[0]}) == EASIER[1]
    assert swapped("single-leg-bridge", "easier", taken=EASIER) == ""


def test_a_harder_one_is_one_level_up_at_the_most() -> None:
    for exercise in LIBRARY.exercises:
        found = swaps(exercise, "harder", LIBRARY, everything)
        assert found is None or found.level <= exercise.level + 1
        if exercise.harder and LIBRARY.exercise(exercise.harder).level <= exercise.level + 1:
            assert found is not None
            assert found.id == exercise.harder


def test_pressed_twice_it_stays_within_one_level_of_what_was_planned() -> None:
    first = LIBRARY.exercise("glute-squeeze")
    for exercise in LIBRARY.exercises:
        found = swaps(exercise, "harder", LIBRARY, everything, planned=first)
        assert found is None or found.level <= first.level + 1


def test_what_hurt_is_not_gone_back_to() -> None:
    assert swapped("pelvic-tilt", "harder")
    assert swapped("pelvic-tilt", "harder", sore=chain("pelvic-tilt", "harder")) == ""
    assert swapped("pelvic-tilt", "harder", without(*chain("pelvic-tilt", "harder"))) == ""


def test_in_a_gentle_session_a_harder_one_is_of_the_session_itself() -> None:
    harder = swapped("pelvic-tilt", "harder")
    assert swapped("pelvic-tilt", "harder", items={harder}, gentle=True) == harder
    assert swapped("pelvic-tilt", "harder", items={"pelvic-tilt"}, gentle=True) == ""
    assert swapped("pelvic-tilt", "harder", items={"pelvic-tilt"}) == harder
    assert swapped("pelvic-tilt", "harder", gentle=True) == ""


# Pain at the start


@pytest.mark.parametrize(
    ("pain", "calm", "strength"),
    [(None, True, True), (3, True, True), (4, True, False), (6, True, False), (7, False, False)],
)
def test_pain_at_the_start_leaves_room_for_calm_ones(
    pain: int | None, calm: bool, strength: bool
) -> None:
    for what in (LIBRARY.exercise("cat-cow"), LIBRARY.programme("evening-stretch")):
        assert suits(what, pain, sore_morning=False) is calm
    for what in (LIBRARY.exercise("split-squat"), LIBRARY.programme("cable-day"), LADDER):
        assert suits(what, pain, sore_morning=False) is strength
    assert suits(LIBRARY.programme("flare-day"), pain, sore_morning=True)
    assert not suits(LIBRARY.exercise("cat-cow"), pain, sore_morning=True)


def test_what_nothing_can_be_done_of_is_not_offered_beside_the_first() -> None:
    labels = [way.label for way in ways(on(LOAD, 60), on(LOAD, 28), may=without("walking"))]
    assert labels == ["Phase 3, Load: Begin again with half of it", "Phase 3, Load, as last time"]
