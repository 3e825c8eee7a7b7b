"""The next session, against clinical sections 4.3 and 4.4."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from trained import (
    ITEMS,
    LIBRARY,
    amount,
    bridge,
    day,
    done,
    dose,
    less,
    part,
    phase_of,
    planned,
    session,
    swapped,
    without,
)

from journal.domain.exercise import Dose, dose_of
from journal.domain.session import Task
from journal.domain.training import Session

# As last time


def test_the_first_session_is_the_programmes_own() -> None:
    found = planned()
    assert [each.exercise for each in found.usual] == list(ITEMS)
    for each in found.usual:
        assert each.dose == dose_of(LIBRARY.exercise(each.exercise), ITEMS[each.item])
    assert (found.less, found.more, found.left_out) == (None, None, ())
    assert part(found, "dead-bug").note == "start with the lying march"


def test_a_phase_has_its_own_items_and_notes() -> None:
    found = planned(programme="hip-flexor-return", phase=phase_of("hip-flexor-return", "move"))
    assert amount(found, "supine-march") == ("supine-march", 2, 12)
    note = part(found, "standing-hip-flexor-stretch").note
    assert note == "gentle, in the middle of the range; if it hurts 1 or less"


def test_it_goes_on_where_the_last_session_was() -> None:
    found = planned(session(9, bridge(reps=14)), session(2, bridge(sets=3, reps=12)))
    assert amount(found, "bridge") == ("bridge", 3, 12)
    assert amount(found, "hip-hinge") == ("hip-hinge", 2, 10)
    assert not part(found, "bridge").why


def test_only_the_amount_is_taken_over_from_a_session() -> None:
    kept = Dose(sets=2, reps=12, out=9, hold=4, back=9, rest=1, sides=2)
    found = planned(session(2, {"bridge": done("bridge", kept)}))
    own = dose_of(LIBRARY.exercise("bridge"), ITEMS["bridge"])
    assert part(found, "bridge").dose == msgspec.structs.replace(own, reps=12, hold=4)


@pytest.mark.parametrize("exercise", ["pelvic-tilt", "single-leg-bridge"])
def test_a_swap_on_the_spot_counts_next_time(exercise: str) -> None:
    found = planned(session(2, swapped("bridge", exercise)))
    own = LIBRARY.exercise(exercise).dose
    assert amount(found, "bridge") == (exercise, own.sets, own.reps)


def test_an_easier_one_in_its_place_is_said_as_long_as_it_stays() -> None:
    found = planned(session(2, swapped("bridge", "pelvic-tilt")))
    assert part(found, "bridge").why == "as last time, in place of Bridge"
    harder = planned(session(2, swapped("bridge", "single-leg-bridge")))
    assert not part(harder, "bridge").why


def test_the_programmes_note_is_for_its_own_exercise() -> None:
    found = planned(session(2, swapped("dead-bug", "supine-march")))
    assert not part(found, "dead-bug").note


def test_what_was_skipped_goes_on_from_the_time_before() -> None:
    left = bridge(reps=8, done=(), skipped="no-time")
    found = planned(session(5, bridge(reps=12)), session(2, left))
    assert amount(found, "bridge") == ("bridge", 2, 12)


def test_a_swap_of_which_nothing_was_done_does_not_count() -> None:
    tried = done("single-leg-bridge", dose("single-leg-bridge"), "bridge")
    begun = bridge()["bridge"].done[:1]
    left = msgspec.structs.replace(tried, done=begun, skipped="no-time", worst=None)
    assert amount(planned(session(2, {"bridge": left})), "bridge") == ("bridge", 2, 10)


def test_a_session_that_was_eased_after_a_sore_morning_is_no_base() -> None:
    eased = session(1, bridge(sets=1), eased=True)
    found = planned(session(4, bridge(reps=12), morning=4), eased)
    assert amount(found, "bridge") == ("bridge", 2, 12)


def test_what_hurt_stays_at_its_easier_variant() -> None:
    hurt = session(5, swapped("bridge", "single-leg-bridge") | {})
    sore = msgspec.structs.replace(hurt, tasks=_felt(hurt, "bridge", 6))
    eased = session(2, eased=True)
    found = planned(session(8, swapped("bridge", "single-leg-bridge")), sore, eased)
    assert amount(found, "bridge") == ("bridge", 2, 10)
    others = planned(session(8, bridge(reps=12)), session(5, bridge(reps=12)), eased)
    assert amount(others, "bridge") == ("bridge", 2, 12)


def _felt(of: Session, item: str, worst: int) -> tuple[Task, ...]:
    return tuple(
        [msgspec.structs.replace(t, worst=worst) if t.planned == item else t for t in of.tasks]
    )


def test_after_a_break_the_level_down_stays() -> None:
    found = planned(session(20, bridge(reps=12)), session(4, bridge(reps=10), eased=True))
    assert amount(found, "bridge") == ("bridge", 2, 10)


def test_what_lies_before_a_long_break_does_not_count() -> None:
    found = planned(session(60, bridge(reps=12)), session(4, bridge(sets=1), eased=True))
    assert amount(found, "bridge") == ("bridge", 2, 10)
    other = planned(session(60, bridge(reps=12)), session(4, bridge(done=(), skipped="no-time")))
    assert amount(other, "bridge") == ("bridge", 2, 10)


@pytest.mark.parametrize(
    "odd", [{"sets": 0}, {"reps": 0}, {"sets": 99}, {"reps": 900}, {"hold": -1.0}]
)
def test_a_dose_that_no_plan_gives_is_not_taken_over(odd: dict[str, Any]) -> None:
    task = bridge()["bridge"]
    strange = msgspec.structs.replace(task, dose=msgspec.structs.replace(task.dose, **odd))
    found = planned(session(5, bridge(reps=12)), session(2, {"bridge": strange}))
    assert amount(found, "bridge") == ("bridge", 2, 12)


def test_an_exercise_the_library_does_not_know_is_not_taken_over() -> None:
    gone = {"bridge": done("moon-walk", dose("bridge", reps=14), "bridge")}
    assert amount(planned(session(5), session(2, gone)), "bridge") == ("bridge", 2, 10)


# What may be done today


def test_the_variant_that_needs_no_equipment_takes_its_place() -> None:
    found = planned(may=without("lateral-band-walk", instead="clamshell"))
    assert amount(found, "lateral-band-walk") == ("clamshell", 2, 12)
    why = part(found, "lateral-band-walk").why
    assert why == "in place of Lateral band walk: It needs a thing."


def test_what_stands_in_goes_on_saying_so_in_an_easier_session() -> None:
    last = session(2, morning=5)
    half = less(planned(last, may=without("lateral-band-walk", instead="clamshell")))
    assert part(half, "lateral-band-walk").why == (
        "in place of Lateral band walk: It needs a thing; half, after a sore morning"
    )
    assert part(half, "bridge").why == "half, after a sore morning"


def test_what_is_not_possible_gives_way_to_the_programmes_own_then_to_the_nearest_easier() -> None:
    last = session(2, swapped("bridge", "single-leg-bridge"))
    assert amount(planned(last, may=without("single-leg-bridge")), "bridge")[0] == "bridge"
    side = session(2, swapped("knee-side-plank", "side-plank"))
    planks = planned(side, may=without("side-plank"))
    assert amount(planks, "knee-side-plank")[0] == "knee-side-plank"
    squats = session(2, swapped("sit-to-stand", "split-squat"))
    assert amount(planned(squats, may=without("split-squat")), "sit-to-stand")[0] == "sit-to-stand"
    wall = without("split-squat", instead="wall-sit")
    assert amount(planned(squats, may=wall), "sit-to-stand")[0] == "wall-sit"


def test_what_nothing_can_stand_in_for_is_left_out_and_says_why() -> None:
    found = planned(may=without("bridge", "pelvic-tilt"))
    assert [(left.item, left.why) for left in found.left_out] == [
        ("bridge", ("It needs a thing.",))
    ]
    assert "bridge" not in {each.item for each in found.usual}


def test_what_trains_something_else_stands_in_for_nothing() -> None:
    """An easier variant of a side plank is the clamshell, of a bridge the tilt of the pelvis."""
    may = without("knee-side-plank", "bridge")
    found = planned(may=may)
    assert [left.item for left in found.left_out] == ["bridge", "knee-side-plank"]
    # Nor where it did so in a session of an earlier version.
    squeeze = done("glute-squeeze", dose("glute-squeeze"), "knee-side-plank", instead=True)
    last = session(2, {"knee-side-plank": squeeze})
    again = planned(last, may=may)
    assert [left.item for left in again.left_out] == ["bridge", "knee-side-plank"]


def test_no_exercise_comes_twice() -> None:
    """Hip hinge has sit-to-stand as its easier variant, which is an item of its own."""
    found = planned(may=without("hip-hinge"))
    assert [left.item for left in found.left_out] == ["hip-hinge"]
    phase = phase_of("hip-flexor-return", "move")
    later = planned(programme="hip-flexor-return", phase=phase, may=without("hip-hinge"))
    assert [left.item for left in later.left_out] == ["hip-hinge"]
    cuff = without("lateral-band-walk", "band-hip-abduction", "side-lying-leg-raise")
    clams = planned(programme="hip-cuff-bands", may=cuff)
    assert amount(clams, "lateral-band-walk")[0] == "glute-squeeze"
    assert [left.item for left in clams.left_out] == ["band-hip-abduction"]


# Less


@pytest.mark.parametrize(("since", "asks"), [(0, True), (4, True), (5, False)])
def test_a_sore_morning_halves_everything_for_four_days(since: int, asks: bool) -> None:
    last = session(since + 1, bridge(reps=12), morning=3)
    found = planned(last)
    assert (found.less is not None) is asks
    if asks:
        eased = less(found)
        assert amount(eased, "bridge") == ("bridge", 1, 12)
        assert part(eased, "walking").dose.hold == 150
        assert "morning" in eased.why
        assert part(eased, "bridge").why
    assert amount(found, "bridge") == ("bridge", 2, 12)


def test_a_sore_morning_told_late_counts_from_the_day_it_was_told() -> None:
    assert planned(session(8, morning=3, morning_on=day(3))).less is not None


def test_half_of_one_set_is_half_the_repetitions_and_half_of_one_is_half_the_hold() -> None:
    last = session(2, programme="evening-stretch", morning=3)
    eased = less(planned(last, programme="evening-stretch"))
    assert amount(eased, "knee-rolls") == ("knee-rolls", 1, 3)
    assert amount(eased, "supine-figure-four") == ("supine-figure-four", 1, 1)
    desk = less(
        planned(session(1, programme="desk-reset", morning=3), programme="desk-reset", today=day(0))
    )
    assert part(desk, "seated-figure-four").dose.hold == 12
    third = less(planned(session(2, bridge(sets=3), morning=3)))
    assert amount(third, "bridge") == ("bridge", 2, 10)


def test_half_of_a_short_hold_stays_as_it_is() -> None:
    short = bridge(sets=1, reps=1, hold=8.0)
    assert part(less(planned(session(2, short, morning=3))), "bridge").dose.hold == 8


@pytest.mark.parametrize(
    ("felt", "red"),
    [
        ({"worst": 6}, True),
        ({"worst": 4}, True),
        ({"worst": 3}, False),
        ({"skipped": "pain", "worst": None}, True),
        ({"skipped": "no-time", "worst": None}, False),
    ],
    ids=str,
)
def test_what_hurt_gets_its_easier_variant_and_nothing_else_changes(
    felt: dict[str, Any], red: bool
) -> None:
    found = planned(session(2, bridge(**felt)))
    assert (found.less is not None) is red
    if red:
        eased = less(found)
        assert amount(eased, "bridge") == ("pelvic-tilt", 1, 10)
        assert eased.words == "Pelvic tilt, lying in place of Bridge"
        assert eased.why == "Bridge hurt too much last time."
        others = [each for each in eased.plan if each.item != "bridge"]
        assert others == [each for each in found.usual if each.item != "bridge"]


def test_without_a_level_before_only_the_pain_itself_is_red() -> None:
    assert planned(session(2, bridge(worst=5), before=None, morning=None)).less is None
    assert planned(session(2, bridge(worst=6), before=None, morning=None)).less is not None


def test_what_hurt_and_has_no_easier_variant_is_halved() -> None:
    hurt = session(2, bridge(worst=6))
    eased = less(planned(hurt, may=without("pelvic-tilt")))
    assert amount(eased, "bridge") == ("bridge", 1, 10)
    assert eased.words == "Bridge: 10 times instead of 2 sets of 10"


def test_the_easier_variant_that_hurt_too_gives_way_to_the_next() -> None:
    hurt = {"knee-side-plank": done("side-plank", dose("side-plank"), "knee-side-plank", worst=6)}
    again = {"knee-side-plank": done("knee-side-plank", dose("knee-side-plank"), worst=6)}
    found = planned(session(6, hurt), session(2, again, eased=True))
    assert amount(less(found), "knee-side-plank")[0] == "clamshell"


def test_what_takes_its_place_today_is_easier_already() -> None:
    hurt = {"lateral-band-walk": done("lateral-band-walk", dose("lateral-band-walk"), worst=6)}
    found = planned(session(2, hurt), may=without("lateral-band-walk", instead="clamshell"))
    assert found.less is None


def test_a_swap_that_was_left_for_pain_leads_to_an_easier_one() -> None:
    easier = done("bridge", dose("bridge"), "bridge", done=(), skipped="pain", worst=None)
    found = planned(
        session(5, swapped("bridge", "single-leg-bridge")), session(2, {"bridge": easier})
    )
    # Easier than the bridge, which was what hurt.
    assert amount(less(found), "bridge")[0] == "pelvic-tilt"
    assert less(found).why == "Bridge hurt too much last time."


def test_a_ladders_phase_has_a_stricter_limit() -> None:
    phase = phase_of("hip-flexor-return", "wake-up")
    tasks = {"bridge": done("bridge", dose("bridge"), worst=3)}
    last = session(1, tasks, "hip-flexor-return", "wake-up", before=2)
    found = planned(last, programme="hip-flexor-return", phase=phase)
    assert amount(less(found), "bridge") == ("bridge", 1, 10)
    assert planned(session(1, tasks)).less is None


def test_a_step_back_on_the_ladder_is_change_enough() -> None:
    phase = phase_of("hip-flexor-return", "wake-up")
    last = session(1, None, "hip-flexor-return", "move", morning=4)
    assert planned(last, programme="hip-flexor-return", phase=phase).less is None
    same = session(1, None, "hip-flexor-return", "wake-up", morning=4)
    assert planned(same, programme="hip-flexor-return", phase=phase).less is not None


def test_sessions_of_other_phases_are_no_base() -> None:
    phase = phase_of("hip-flexor-return", "wake-up")
    kept = {"glute-squeeze": done("glute-squeeze", dose("glute-squeeze", reps=6))}
    mine = session(9, kept, "hip-flexor-return", "wake-up")
    other = session(2, {"glute-squeeze": done("glute-squeeze", dose("glute-squeeze"))},
                    "hip-flexor-return", "move")  # fmt: skip
    found = planned(mine, other, programme="hip-flexor-return", phase=phase)
    assert amount(found, "glute-squeeze")[2] == 6


@pytest.mark.parametrize(
    ("away", "then"),
    [(13, ("bridge", 2, 12)), (14, ("bridge", 2, 10)), (27, ("bridge", 2, 10)),
     (28, ("bridge", 1, 10)), (400, ("bridge", 1, 10))],
)  # fmt: skip
def test_after_a_break_it_goes_on_a_level_down_or_begins_again(
    away: int, then: tuple[str, int, int]
) -> None:
    found = planned(session(away, bridge(reps=12)))
    assert found.more is None
    if away < 14:
        assert found.less is None
        return
    assert amount(less(found), "bridge") == then
    assert less(found).why == f"The last time was {away} days ago."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (bridge(sets=3, reps=12), ("bridge", 3, 10)),
        (bridge(reps=11), ("bridge", 2, 10)),
        (bridge(sets=3), ("bridge", 2, 10)),
        (swapped("bridge", "single-leg-bridge"), ("bridge", 2, 10)),
        (swapped("bridge", "hamstring-slider"), ("single-leg-bridge", 2, 6)),
        (swapped("bridge", "single-leg-bridge", reps=8), ("single-leg-bridge", 2, 6)),
        (bridge(), ("bridge", 1, 10)),
        (bridge(sets=1), ("bridge", 1, 10)),
    ],
    ids=str,
)
def test_a_level_down_takes_the_last_step_back(
    before: dict[str, Task], after: tuple[str, int, int]
) -> None:
    assert amount(less(planned(session(16, before))), "bridge") == after


def test_of_holds_one_goes_at_a_time() -> None:
    often = {"bird-dog": done("bird-dog", dose("bird-dog", sets=2, reps=6))}
    assert amount(less(planned(session(16, often))), "bird-dog") == ("bird-dog", 2, 5)


def test_a_longer_hold_is_a_step_to_take_back() -> None:
    longer = {"bird-dog": done("bird-dog", dose("bird-dog", sets=2, hold=10.0))}
    eased = less(planned(session(16, longer)))
    assert part(eased, "bird-dog").dose.hold == 8


def test_after_a_long_break_it_begins_with_the_programmes_own_exercises() -> None:
    found = planned(session(30, swapped("bridge", "single-leg-bridge")))
    assert amount(less(found), "bridge") == ("bridge", 1, 10)
    assert less(found).words == "Begin again with half of it"


def test_programmes_that_do_not_build_up_know_no_breaks() -> None:
    found = planned(session(40, programme="desk-reset"), programme="desk-reset")
    assert found.less is None


def test_the_strongest_reason_counts() -> None:
    sore = bridge(reps=12, worst=6)
    month = less(planned(session(30, sore, morning=5, morning_on=day(1))))
    assert month.words == "Begin again with half of it"
    morning = less(planned(session(16, sore, morning=5, morning_on=day(1))))
    assert amount(morning, "bridge") == ("bridge", 1, 12)
    assert "morning" in morning.why
    hurt = less(planned(session(16, sore | {"dead-bug": done("dead-bug", dose("dead-bug"))})))
    assert amount(hurt, "bridge")[0] == "pelvic-tilt"
    assert amount(hurt, "dead-bug") == ("dead-bug", 1, 6)
    assert hurt.why == "Bridge hurt too much last time."


def test_after_a_swap_it_is_what_was_done_that_hurt() -> None:
    left = done("pelvic-tilt", dose("pelvic-tilt"), "knee-rolls", worst=7, skipped="pain", done=())
    last = session(1, {"knee-rolls": left}, programme="flare-day")
    eased = less(planned(last, programme="flare-day"))
    assert eased.why == "Pelvic tilt, lying hurt too much last time."
    # It stands in the session by itself: less of that, and nothing harder in its place.
    assert eased.words == "Pelvic tilt, lying: 5 times instead of 10 times; without Knee rolls"
    assert amount(eased, "pelvic-tilt") == ("pelvic-tilt", 1, 5)
    assert "knee-rolls" not in [each.exercise for each in eased.plan]
    [left_out] = eased.left_out
    assert (left_out.item, left_out.why) == (
        "knee-rolls",
        ("Pelvic tilt, lying hurt in its place.",),
    )


def test_a_harder_one_that_was_tried_and_hurt_leaves_the_usual_as_it_is() -> None:
    tried = done("single-leg-bridge", dose("single-leg-bridge"), "bridge", worst=7, done=())
    found = planned(session(2, {"bridge": tried}))
    assert amount(found, "bridge")[0] == "bridge"
    assert found.less is None


def test_less_of_an_easier_one_that_hurt_is_less_of_that_one() -> None:
    left = done("pelvic-tilt", dose("pelvic-tilt"), "bridge", worst=7, skipped="pain", done=())
    eased = less(planned(session(2, {"bridge": left})))
    assert eased.why == "Pelvic tilt, lying hurt too much last time."
    assert amount(eased, "bridge") == ("pelvic-tilt", 1, 5)
