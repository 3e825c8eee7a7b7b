"""Narrowing the library down to what is looked for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.content.library import load_library
from journal.domain.exercise import Group, Muscle
from journal.domain.exercise_words import POSITIONS, exercise_minutes
from journal.domain.narrowing import MINUTES, Narrowing

LIBRARY = load_library()
EVERY = {exercise.id for exercise in LIBRARY.exercises}


def found(**fields: Any) -> set[str]:
    """The ids that fit."""
    narrowing = Narrowing(**fields)
    return {e.id for e in LIBRARY.exercises if narrowing.fits(e, LIBRARY)}


def test_nothing_looked_for_lets_everything_through() -> None:
    assert found() == EVERY
    assert Narrowing().words_for == ""


@pytest.mark.parametrize("group", Group)
def test_by_what_it_is_for(group: Group) -> None:
    assert found(groups=frozenset({group})) == {e.id for e in LIBRARY.exercises if e.group is group}


@pytest.mark.parametrize("muscle", Muscle)
def test_by_muscle(muscle: Muscle) -> None:
    fitting = found(muscles=frozenset({muscle}))
    assert fitting == {e.id for e in LIBRARY.exercises if muscle in e.targets}
    assert fitting


def test_by_level_position_and_time() -> None:
    for level in (1, 2, 3):
        assert found(levels=frozenset({level})) == {
            e.id for e in LIBRARY.exercises if e.level == level
        }
    for position in POSITIONS:
        fitting = found(positions=frozenset({position}))
        assert fitting, position
        assert fitting < EVERY
    assert "hip-flexion-isometric" in found(positions=frozenset({"seated"}))
    assert "hip-flexion-isometric" in found(positions=frozenset({"supine"}))
    times = [found(minutes=most) for most in MINUTES]
    assert set() < times[0] < times[1] < times[2]
    assert all(exercise_minutes(LIBRARY.exercise(id), LIBRARY) <= 2 for id in times[0])


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("bird", "bird-dog"),
        ("PELVIC tilt", "pelvic-tilt"),
        ("gluteals step-up", "step-up"),
        ("quadruped", None),
        ("forward step-up", "step-up"),
        ("buttock squeeze", "glute-squeeze"),
        ("quadriceps", "wall-sit"),
    ],
)
def test_by_words_of_name_other_names_and_muscles(words: str, id: str | None) -> None:
    fitting = found(words=words)
    assert fitting < EVERY
    assert (id in fitting) if id else not fitting


def test_all_words_and_all_kinds_have_to_fit() -> None:
    assert found(words="hip band", levels=frozenset({2})) == (
        found(words="hip") & found(words="band") & found(levels=frozenset({2}))
    )
    both = {"groups": frozenset({Group.CORE}), "muscles": frozenset({Muscle.CORE})}
    assert found(**both) == found(groups=both["groups"]) & found(muscles=both["muscles"])
    either = frozenset({Group.CORE, Group.AEROBIC})
    assert found(groups=either) == found(groups=frozenset({Group.CORE})) | {"walking"}


def test_what_is_looked_for_is_said() -> None:
    narrowing = Narrowing(
        words="bridge [x]",
        groups=frozenset({Group.STRENGTH}),
        muscles=frozenset({Muscle.HIP_CUFF}),
        levels=frozenset({2, 1}),
        positions=frozenset({"supine", "quadruped"}),
        minutes=5,
    )
    assert narrowing.words_for == (
        "“bridge [x]”, hip cuff, strength, level 1, level 2, on the back, hands and knees, "
        "up to 5 min"
    )


@given(
    st.text(max_size=12),
    st.frozensets(st.sampled_from(list(Group))),
    st.frozensets(st.sampled_from(list(Muscle))),
    st.frozensets(st.integers(1, 3)),
    st.none() | st.sampled_from(MINUTES),
)
def test_more_asked_for_finds_no_more(
    words: str,
    groups: frozenset[Group],
    muscles: frozenset[Muscle],
    levels: frozenset[int],
    minutes: int | None,
) -> None:
    wide = found(words=words, groups=groups)
    narrow = found(words=words, groups=groups, muscles=muscles, levels=levels, minutes=minutes)
    assert narrow <= wide <= EVERY
    narrowing = Narrowing(words, groups, muscles, levels, minutes=minutes)
    assert bool(narrowing.words_for) is (narrowing != Narrowing())


# Programmes


def test_a_programme_stays_by_an_exercise_of_it_and_by_its_own_minutes() -> None:
    trio, ladder = LIBRARY.programme("core-trio"), LIBRARY.programme("hip-flexor-return")
    assert Narrowing().takes(trio, None, LIBRARY)
    assert Narrowing(groups=frozenset({Group.CORE})).takes(trio, 13, LIBRARY)
    assert not Narrowing(groups=frozenset({Group.STRETCH})).takes(trio, 13, LIBRARY)
    # The phases of a ladder count, and its name.
    assert Narrowing(words="supine-march").takes(ladder, 7, LIBRARY)
    assert Narrowing(words="Return ladder").takes(ladder, 7, LIBRARY)
    # Its name stands for the words alone, and for some of them.
    assert not Narrowing(words="trio", groups=frozenset({Group.STRETCH})).takes(trio, 13, LIBRARY)
    assert Narrowing(words="trio curl").takes(trio, 13, LIBRARY)
    assert not Narrowing(words="trio walking").takes(trio, 13, LIBRARY)
    # What one exercise takes says nothing of the whole.
    assert not Narrowing(minutes=10).takes(trio, 13, LIBRARY)
    assert Narrowing(minutes=10).takes(ladder, 7, LIBRARY)
    assert not Narrowing(minutes=10).takes(ladder, None, LIBRARY)
