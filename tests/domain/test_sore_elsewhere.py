"""An exercise that hurt too much is done easier the next time, whatever it was part of."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from trained import (
    LIBRARY,
    TODAY,
    done,
    dose,
    everything,
    less,
    more,
    part,
    planned,
    session,
    without,
)

from journal.domain.availability import variants
from journal.domain.looking_back import Sore, sore_times
from journal.domain.session import Task
from journal.domain.training import Session
from journal.domain.ways import ways_of_exercise

BRIDGE = LIBRARY.exercise("bridge")


def elsewhere(ago: int, worst: int = 8) -> Session:
    """A session of hip cuff in which the bridge hurt that much."""
    sore = done("bridge", dose("bridge"), worst=worst)
    return session(ago, {"bridge": sore}, programme="hip-cuff-bands")


def well(ago: int) -> Session:
    """A whole session of strength base that speaks for more."""
    return session(ago)


def sores(*sessions: Session) -> tuple[Sore, ...]:
    return sore_times(sorted(sessions, key=lambda each: each.at), LIBRARY)


def test_what_hurt_in_another_programme_since_is_done_easier_here() -> None:
    mine = [well(6), well(4)]
    assert planned(*mine, sores=sores(*mine)).more is not None
    found = planned(*mine, sores=sores(*mine, elsewhere(2)))
    assert found.more is None
    assert found.less is not None
    assert found.less.why == "Bridge hurt too much last time."
    assert part(found, "bridge").dose == part(planned(*mine), "bridge").dose
    changed = part(found.less, "bridge")
    assert (changed.exercise, changed.dose) != ("bridge", part(found, "bridge").dose)


def test_so_is_it_in_a_programme_that_was_never_done() -> None:
    assert planned(sores=sores()).less is None
    found = planned(sores=sores(elsewhere(2)))
    assert found.less is not None
    assert "Bridge" in found.less.words


@pytest.mark.parametrize(
    "since", [elsewhere(1, worst=1), session(1, programme="strength-base")], ids=["other", "same"]
)
def test_done_without_pain_since_it_is_as_usual(since: Session) -> None:
    mine = [well(6), well(4)]
    own = [since] if since.programme == "strength-base" else []
    found = planned(*mine, *own, sores=sores(*mine, elsewhere(2), since))
    assert found.less is None


def test_what_hurt_before_the_last_time_here_is_settled_by_it() -> None:
    mine = [well(6), well(4)]
    assert planned(*mine, sores=sores(elsewhere(5), *mine)).less is None


def test_left_out_the_last_time_it_is_still_done_easier() -> None:
    """In its own programme as in others."""
    skipped = {
        "bridge": msgspec.structs.replace(done("bridge", dose("bridge")), done=(), worst=None)
    }
    passed_over = session(4, skipped)
    for first in (session(6, {"bridge": done("bridge", dose("bridge"), worst=8)}), elsewhere(6)):
        mine = [each for each in (first, passed_over) if each.programme == "strength-base"]
        found = planned(*mine, sores=sores(first, passed_over))
        assert found.less is not None
        assert "Bridge" in found.less.words


def test_what_stands_in_today_is_done_easier_too() -> None:
    hurt = session(2, programme="hip-cuff-bands")
    task = done("clamshell", dose("clamshell"), worst=8)
    hurt = msgspec.structs.replace(hurt, tasks=(task,))
    found = planned(may=without("lateral-band-walk"), sores=sores(hurt))
    # One that did not hurt goes first, where there is one.
    assert part(found, "lateral-band-walk").exercise == "glute-squeeze"
    only = planned(may=without("lateral-band-walk", "glute-squeeze"), sores=sores(hurt))
    assert part(only, "lateral-band-walk").exercise == "clamshell"
    assert only.less is not None
    assert "Clamshell" in only.less.words


def test_an_easier_variant_taken_for_it_stays_the_next_time() -> None:
    """As it does where it hurt in the programme itself."""
    first = [well(6), well(4)]
    less = planned(*first, sores=sores(*first, elsewhere(3))).less
    assert less is not None
    easier = part(less, "bridge")
    swapped = {"bridge": done(easier.exercise, easier.dose, planned="bridge")}
    eased = msgspec.structs.replace(session(2, swapped), eased=True)
    after = planned(*first, eased, sores=sores(*first, elsewhere(3), eased))
    assert part(after, "bridge").exercise == easier.exercise
    assert part(after, "bridge").dose == easier.dose
    # What was eased for another reason goes back to the usual.
    assert part(planned(*first, eased), "bridge").exercise == "bridge"


def test_a_single_exercise_begins_easier_too_and_as_usual_on_demand() -> None:
    [usual] = ways_of_exercise(BRIDGE, LIBRARY, TODAY, everything)
    assert (usual.label, usual.eased) == ("Begin", False)
    easier, again = ways_of_exercise(BRIDGE, LIBRARY, TODAY, everything, sores(elsewhere(2)))
    assert easier.label.startswith("Begin easier: ")
    assert (easier.eased, easier.why) == (True, "Bridge hurt too much last time.")
    assert easier.plan != usual.plan
    assert (again.label, again.plan) == ("Begin as usual", usual.plan)
    calm = sores(elsewhere(2), well(1))
    assert len(ways_of_exercise(BRIDGE, LIBRARY, TODAY, everything, calm)) == 1


# What counts, and for how long


def again(ago: int, worst: int | None, **fields: Any) -> Session:
    """A later session of another programme in which the bridge was done, and hurt that much."""
    return elsewhere_with(done("bridge", dose("bridge"), worst=worst), ago, **fields)


def elsewhere_with(task: Task, ago: int, **fields: Any) -> Session:
    return msgspec.structs.replace(session(ago, programme="core-trio", **fields), tasks=(task,))


@pytest.mark.parametrize(
    ("since", "calms"),
    [
        (again(1, 2), True),
        (again(1, 4, before=3), True),
        (again(1, None), False),
        (again(1, 7, before=7), False),
        (again(1, 1, morning=5), False),
        (elsewhere_with(done("bridge", dose("bridge"), worst=1, done=()), 1), False),
        (elsewhere_with(done("bridge", dose("bridge"), worst=1, skipped="no-time"), 1), False),
        # Another program's word on that very session.
        (again(3, 1), False),
    ],
    ids=["green", "amber", "not told", "severe", "raised morning", "not done", "left", "twin"],
)
def test_only_what_was_said_to_be_calm_settles_it(since: Session, calms: bool) -> None:
    found = planned(sores=sores(elsewhere(3), since))
    assert (found.less is None) is calms
    assert [each.calmed for each in sores(elsewhere(3), since)] == [calms]


@pytest.mark.parametrize(("ago", "eases"), [(28, True), (29, False)])
def test_it_counts_for_four_weeks(ago: int, eases: bool) -> None:
    assert (planned(sores=sores(elsewhere(ago))).less is not None) is eases
    alone = ways_of_exercise(BRIDGE, LIBRARY, TODAY, everything, sores(elsewhere(ago)))
    assert alone[0].eased is eases


def test_what_was_taken_for_it_lasts_beyond_these_weeks() -> None:
    first = [well(34), well(33)]
    hurt = elsewhere(32)
    easier = LIBRARY.exercise(LIBRARY.exercise("bridge").easier or "")
    swap = {"bridge": done(easier.id, easier.dose, planned="bridge")}
    eased = msgspec.structs.replace(session(20, swap), eased=True)
    found = planned(*first, eased, sores=sores(*first, hurt, eased))
    assert part(found, "bridge").exercise == easier.id


def test_a_level_down_after_a_break_is_not_to_what_hurt() -> None:
    """The variant that one came from."""
    swap = {"sit-to-stand": done("step-up", dose("step-up"), "sit-to-stand")}
    mine = [session(18, swap), session(16, swap)]
    down = less(planned(*mine, sores=sores(*mine)))
    assert part(down, "sit-to-stand").exercise == "sit-to-stand"
    sore = sores(*mine, hurting("sit-to-stand"))
    held = less(planned(*mine, sores=sore))
    assert part(held, "sit-to-stand").exercise == "step-up"


# What gives way to what


def hurting(id: str, ago: int = 1) -> Session:
    return elsewhere_with(done(id, dose(id), worst=8), ago)


def test_what_hurt_does_not_stand_in_for_what_hurt() -> None:
    side = LIBRARY.exercise("knee-side-plank")
    nearest, further = variants(side, LIBRARY, harder=False)
    chain = (side, nearest, further)
    for number, then in ((1, nearest.id), (2, further.id), (3, side.id)):
        sore = sores(*(hurting(each.id) for each in chain[:number]))
        found = planned(sores=sore)
        assert part(less(found), side.id).exercise == then
        easier, _ = ways_of_exercise(side, LIBRARY, TODAY, everything, sore)
        assert easier.plan[0].exercise == then
        if then == side.id:
            assert part(less(found), side.id).dose != part(found, side.id).dose


def test_what_is_easier_than_what_hurt_but_hurt_as_well_gives_way_too() -> None:
    """After a swap on the spot for a harder one, which was left at once."""
    left = {"done": (), "worst": None, "skipped": "pain"}
    swap = {"bridge": done("single-leg-bridge", dose("single-leg-bridge"), "bridge", **left)}
    usual = [session(6), session(4)]
    last = session(2, swap)
    back = planned(*usual, last, sores=sores(*usual, last))
    assert back.less is None
    assert part(back, "bridge").exercise == "bridge"
    both = planned(*usual, last, sores=sores(*usual, elsewhere(3), last))
    assert part(less(both), "bridge").exercise == LIBRARY.exercise("bridge").easier


def test_nothing_steps_up_to_what_hurt_of_late() -> None:
    top = {"bridge": done("bridge", dose("bridge", sets=3, reps=10))}
    rest = {e.planned: msgspec.structs.replace(e, worst=None) for e in session(9).tasks}
    mine = [session(6, rest | top), session(4, rest | top)]
    following = LIBRARY.exercise("bridge").harder
    assert part(more(planned(*mine, sores=sores(*mine))), "bridge").exercise == following
    held = planned(*mine, sores=sores(*mine, hurting(following)))
    assert part(more(held), "bridge").exercise == "bridge"
    # After four weeks it is as another.
    later = planned(*mine, sores=sores(hurting(following, 29), *mine))
    assert part(more(later), "bridge").exercise == following


def test_what_stood_in_and_hurt_is_done_easier_the_next_time() -> None:
    """For want of equipment, and in the programme itself."""
    stood_in = {
        "lateral-band-walk": done(
            "clamshell", dose("clamshell"), planned="lateral-band-walk", worst=8, instead=True
        )
    }
    last = session(2, stood_in)
    may = without("lateral-band-walk", "glute-squeeze")
    found = planned(last, may=may, sores=sores(last))
    assert part(found, "lateral-band-walk").exercise == "clamshell"
    assert "Clamshell" in less(found).words
