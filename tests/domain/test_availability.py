"""What of the library may be done today and why not the rest, against clinical section 4.5."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.content.library import load_library
from journal.domain.availability import (
    Availability,
    availability,
    gentle_ids,
    trains_alike,
    variants,
)
from journal.domain.exercise import Equipment, Exercise, Item
from journal.domain.standing import Exercise as Allowed
from journal.domain.standing import Permission

LIBRARY = load_library()
ALL = Permission(Allowed.ALL, "")
OUT_OF_DATE = Permission(Allowed.ALL, "Your last check, of 1 Mar, is out of date.")
GENTLE = Permission(Allowed.GENTLE, "Only gentle programmes for now.")
NOTHING = Permission(Allowed.NOTHING, "No exercises until someone has looked at it.")

exercises = st.sampled_from(LIBRARY.exercises)
kits = st.frozensets(st.sampled_from(list(Equipment)))
some_codes = st.frozensets(st.sampled_from(sorted(LIBRARY.skip_codes)), max_size=3)
permissions = st.sampled_from([ALL, OUT_OF_DATE, GENTLE, NOTHING])


def state(
    id: str,
    owned: str = "",
    holding: tuple[str, ...] = (),
    permission: Permission = ALL,
) -> Availability:
    """What speaks against an exercise with this equipment: `state("wall-sit", "mat wall")`."""
    have = [Equipment(name) for name in owned.split()]
    return availability(LIBRARY.exercise(id), LIBRARY, have, holding, permission)


# The check's lock


def test_everything_is_available_with_all_equipment_and_no_codes() -> None:
    for exercise in LIBRARY.exercises:
        assert availability(exercise, LIBRARY, Equipment, (), ALL) == Availability()


def test_what_is_harder_than_what_hurt_today_is_not_for_today_either() -> None:
    def today(*hurt: str) -> dict[str, tuple[str, ...]]:
        found = {
            e.id: availability(e, LIBRARY, Equipment, (), ALL, hurt).why_not
            for e in LIBRARY.exercises
        }
        return {id: why for id, why in found.items() if why}

    harder = "It is harder than Bridge, which hurt too much earlier today."
    assert today("bridge") == {
        "bridge": ("It hurt too much earlier today.",),
        **{e.id: (harder,) for e in variants(LIBRARY.exercise("bridge"), LIBRARY, harder=True)},
    }
    assert "single-leg-bridge" in today("bridge")
    assert "bridge" not in today("single-leg-bridge")
    assert today("of-another-version") == {}


def test_a_check_out_of_date_hints_and_locks_nothing() -> None:
    for exercise in LIBRARY.exercises:
        found = availability(exercise, LIBRARY, Equipment, (), OUT_OF_DATE)
        assert found == Availability()


def test_nothing_is_allowed_while_the_check_says_so() -> None:
    for exercise in LIBRARY.exercises:
        found = availability(exercise, LIBRARY, Equipment, (), NOTHING)
        assert (found.available, found.why_not) == (False, (NOTHING.why,))


def test_only_what_is_in_a_gentle_programme_is_allowed_where_the_check_says_so() -> None:
    gentle = {item.exercise for item in LIBRARY.programme("flare-day").items}
    assert gentle_ids(LIBRARY) == gentle != set()
    for exercise in LIBRARY.exercises:
        found = availability(exercise, LIBRARY, Equipment, (), GENTLE)
        assert found.available == (exercise.id in gentle)
        assert found.why_not == (() if found.available else (GENTLE.why,))


def test_a_gentle_exercise_is_left_out_for_its_code_all_the_same() -> None:
    found = state("walking", holding=("calf-swelling",), permission=GENTLE)
    assert not found.available
    assert GENTLE.why not in found.why_not


# Skip codes: what they do


def test_a_code_leaves_an_exercise_out_and_says_why() -> None:
    found = state("curl-up", "mat", ("neck-pain", "thin-bones", "knee-pain"))
    assert not found.available
    assert (len(found.why_not), found.adjust) == (2, ())
    assert any("Neck pain over 3" in why for why in found.why_not)
    assert any("Thin bones" in why for why in found.why_not)


def test_a_code_that_adjusts_leaves_an_exercise_in_and_says_how() -> None:
    found = state("bridge", "mat", ("arching-sensitive",))
    assert found.available
    [words] = found.adjust
    assert words.startswith("Worse with arching, standing or walking: ")
    assert words.endswith(".")


def test_one_code_may_adjust_while_another_leaves_out() -> None:
    found = state("bridge", "mat", ("arching-sensitive", "pregnant"))
    assert (found.available, len(found.adjust), len(found.why_not)) == (False, 1, 1)


@given(exercises, kits, some_codes, permissions)
def test_every_reason_is_a_sentence(
    exercise: Exercise, have: frozenset[Equipment], holding: frozenset[str], allowed: Permission
) -> None:
    found = availability(exercise, LIBRARY, have, holding, allowed)
    for words in (*found.why_not, *found.adjust):
        assert words[0].isupper()
        assert words.endswith(".")
        assert not words.endswith("..")


# Equipment


def test_one_way_of_several_is_enough() -> None:
    assert state("hip-flexion-isometric", "mat").available
    assert state("hip-flexion-isometric", "chair").available
    found = state("hip-flexion-isometric", "wall")
    assert found.why_not == ("It needs a mat or a chair.",)


def test_things_that_belong_together_are_needed_together() -> None:
    assert state("band-hip-flexion", "long-band chair").available
    assert state("band-hip-flexion", "long-band").why_not == ("It needs a long band and a chair.",)


def test_what_is_only_useful_is_not_needed() -> None:
    assert state("clamshell", "mat").available
    assert state("glute-squeeze").available


@pytest.mark.parametrize(
    ("id", "owned", "instead"),
    [
        ("lateral-band-walk", "mat", "clamshell"),
        ("band-hip-extension", "mat", "bridge"),
        ("cable-hip-flexion", "long-band chair mat", "band-hip-flexion"),
        ("cable-hip-flexion", "mat", "supine-march"),
        ("cable-hip-extension", "dumbbells mat", "bridge"),
        ("cable-hip-extension", "dumbbells", "romanian-deadlift"),
        ("cable-hip-flexion", "chair", "hip-flexion-isometric"),
        ("hip-rotation-drops", "chair", "seated-figure-four"),
        ("step-up", "chair", "sit-to-stand"),
        ("bird-dog", "cable", "pallof-press"),
    ],
)
def test_the_nearest_easier_variant_stands_in_else_a_harder_one(
    id: str, owned: str, instead: str
) -> None:
    assert state(id, owned).instead == instead


@pytest.mark.parametrize(
    "id", ["sit-to-stand", "wall-sit", "step-up", "cat-cow", "band-hip-rotation"]
)
def test_no_variant_stands_in_where_none_is_as_light(id: str) -> None:
    found = state(id, "cable dumbbells sliders")
    assert (found.available, found.instead) == (False, "")


@pytest.mark.parametrize(
    ("id", "owned"),
    [
        ("knee-side-plank", ""),  # a squeeze of the buttocks is no training of the trunk
        ("front-plank", "chair"),  # nor is a push with the thigh
        ("curl-up", "chair"),
        ("band-hip-rotation", "mat"),  # rolling the knees stretches
    ],
)
def test_what_trains_something_else_does_not_stand_in(id: str, owned: str) -> None:
    found = state(id, owned)
    assert (found.available, found.instead) == (False, "")


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
def test_what_stands_in_works_the_same_muscles(exercise: Exercise) -> None:
    for others in ([], [Equipment.MAT], [Equipment.CHAIR], list(Equipment)[:3]):
        if instead := availability(exercise, LIBRARY, others, (), ALL).instead:
            other = LIBRARY.exercise(instead)
            assert trains_alike(other, exercise)
            assert not set(other.targets).isdisjoint(exercise.targets)


def test_a_variant_that_is_left_out_does_not_stand_in() -> None:
    assert state("band-hip-extension", "mat", ("pregnant",)).instead == ""
    assert state("band-hip-extension", "mat", ("high-bp-uncontrolled",)).instead == ""
    assert state("band-hip-abduction", "mat", ("outer-hip-pain",)).instead == "side-lying-leg-raise"


def test_a_variant_stands_in_only_where_nothing_but_equipment_is_missing() -> None:
    assert state("lateral-band-walk", "mat").instead
    for refused in (
        state("lateral-band-walk", "mat", ("balance-poor",)),
        state("lateral-band-walk", "mat", permission=NOTHING),
        state("lateral-band-walk", "mat", permission=GENTLE),
    ):
        assert refused.instead == ""
        assert "It needs a mini-band." in refused.why_not


def test_on_a_gentle_day_only_a_gentle_variant_stands_in() -> None:
    def instead(*gentle: str) -> str:
        items = tuple([Item(exercise=id) for id in gentle])
        [flare_day] = [each for each in LIBRARY.programmes if each.gentle]
        programmes = (msgspec.structs.replace(flare_day, items=items),)
        library = msgspec.structs.replace(LIBRARY, programmes=programmes)
        walk = library.exercise("lateral-band-walk")
        return availability(walk, library, [Equipment.MAT], (), GENTLE).instead

    assert instead("lateral-band-walk", "clamshell", "glute-squeeze") == "clamshell"
    assert instead("lateral-band-walk", "glute-squeeze") == "glute-squeeze"
    assert instead("lateral-band-walk") == ""


def test_what_hurt_earlier_today_is_left_out_and_stands_in_for_nothing() -> None:
    def found(id: str, owned: str, sore: str) -> Availability:
        have = [Equipment(name) for name in owned.split()]
        return availability(LIBRARY.exercise(id), LIBRARY, have, (), ALL, {sore})

    assert found("bridge", "mat", "bridge").why_not == ("It hurt too much earlier today.",)
    assert found("bridge", "mat", "clamshell").available
    assert found("lateral-band-walk", "mat", "clamshell").instead not in ("", "clamshell")
    assert found("lateral-band-walk", "mat", "lateral-band-walk").instead == ""


@given(exercises, kits, some_codes, permissions)
def test_what_stands_in_is_available_and_of_no_higher_level(
    exercise: Exercise, have: frozenset[Equipment], holding: frozenset[str], allowed: Permission
) -> None:
    found = availability(exercise, LIBRARY, have, holding, allowed)
    if found.instead:
        other = LIBRARY.exercise(found.instead)
        assert not found.available
        assert other.level <= exercise.level
        assert availability(other, LIBRARY, have, holding, allowed).available
