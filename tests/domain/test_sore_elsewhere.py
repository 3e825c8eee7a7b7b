"""An exercise that hurt too much is done easier the next time, whatever it was part of."""

from __future__ import annotations

import msgspec
import pytest
from trained import LIBRARY, done, dose, everything, part, planned, session, without

from journal.domain.looking_back import Sore, sore_times
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
    assert part(found, "lateral-band-walk").exercise == "clamshell"
    assert found.less is not None
    assert "Clamshell" in found.less.words


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
    [usual] = ways_of_exercise(BRIDGE, LIBRARY, everything)
    assert (usual.label, usual.eased) == ("Begin", False)
    easier, again = ways_of_exercise(BRIDGE, LIBRARY, everything, sores(elsewhere(2)))
    assert easier.label.startswith("Begin easier: ")
    assert (easier.eased, easier.why) == (True, "Bridge hurt too much last time.")
    assert easier.plan != usual.plan
    assert (again.label, again.plan) == ("Begin as usual", usual.plan)
    calm = ways_of_exercise(BRIDGE, LIBRARY, everything, sores(elsewhere(2), well(1)))
    assert len(calm) == 1
