"""The exercises and programmes as they are shipped, against clinical sections 4.5 to 4.8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from test_red_flags_content import DISEASES, NEVER

from journal.content.figures import load_figures
from journal.content.library import load_library
from journal.domain.exercise import Dose, Equipment, Exercise, Item, Library, dose_of, minutes
from journal.domain.exercise_words import POSITIONS
from journal.domain.offer import PROGRAMMES
from journal.domain.session import begin, seconds_left
from journal.domain.task import Task

LIBRARY = load_library()
EXERCISES = """
pelvic-tilt | mobility 1 | 1x10 2-3-2 r20
  - > bridge
    pregnant
knee-to-chest | mobility 1 | 1x5 2-5-2 r20 sides
  pelvic-tilt > -
    bending-sensitive front-hip-pinch artificial-hip thin-bones pregnant
knee-rolls | mobility 1 | 1x5 3-2-3 r20 sides
  pelvic-tilt > -
    thin-bones artificial-hip pregnant
cat-cow | mobility 1 | 1x8 3-1-3 r20
  pelvic-tilt > bird-dog
    wrist-shoulder-pain knee-pain
prone-press-up | mobility 1 | 1x8 2-1-2 r30
  - > -
    arching-sensitive pregnant wrist-shoulder-pain
sciatic-slider | neural 1 | 1x10 2-0-2 r30 sides
  - > -
    leg-nerve-flare surgery-recent
standing-hip-flexor-stretch | stretch 1 | 2x1 0-30-0 r10 sides
  - > half-kneeling-hip-flexor-stretch
    acute-hip-flexor-strain arching-sensitive bone-stress-suspected
half-kneeling-hip-flexor-stretch | stretch 2 | 2x1 0-30-0 r15 sides
  standing-hip-flexor-stretch > -
    acute-hip-flexor-strain knee-pain arching-sensitive artificial-hip
seated-figure-four | stretch 1 | 2x1 0-30-0 r10 sides
  - > supine-figure-four
    artificial-hip front-hip-pinch outer-hip-pain
supine-figure-four | stretch 2 | 2x1 0-30-0 r10 sides
  seated-figure-four > -
    artificial-hip front-hip-pinch outer-hip-pain bending-sensitive
hip-rotation-drops | stretch 1 | 1x8 2-2-2 r20 sides
  - > seated-figure-four
    artificial-hip front-hip-pinch
glute-squeeze | activation 1 | 1x10 1-5-1 r20
  - > bridge
clamshell | activation 1 | 2x12 2-1-2 r45 sides
  glute-squeeze > side-lying-leg-raise
    outer-hip-pain~
side-lying-leg-raise | strength 2 | 2x8 2-3-3 r45 sides
  clamshell > band-hip-abduction
    outer-hip-pain~
hip-flexion-isometric | activation 1 | 1x5 1-10-1 r30 sides
  - > supine-march
    acute-hip-flexor-strain~ hip-avulsion-not-assessed
supine-march | core 1 | 2x8 2-1-2 r30 sides
  hip-flexion-isometric > dead-bug
    acute-hip-flexor-strain pregnant
lateral-band-walk | strength 2 | 2x10 1-0-1 r45 sides
  clamshell > monster-walk
    outer-hip-pain~ balance-poor bone-stress-suspected
monster-walk | strength 3 | 2x10 1-0-1 r60 directions
  lateral-band-walk > -
    outer-hip-pain balance-poor knee-pain bone-stress-suspected
band-hip-abduction | strength 2 | 2x12 2-1-2 r45 sides
  side-lying-leg-raise > cable-hip-abduction
    balance-poor outer-hip-pain~ bone-stress-suspected
band-hip-extension | strength 2 | 2x12 2-1-2 r45 sides
  bridge > cable-hip-extension
    arching-sensitive balance-poor bone-stress-suspected
band-hip-flexion | strength 2 | 2x12 1-1-3 r60 sides
  supine-march > cable-hip-flexion
    acute-hip-flexor-strain front-hip-pinch hip-avulsion-not-assessed balance-poor
band-hip-rotation | strength 2 | 2x12 2-1-2 r45 sides directions
  hip-rotation-drops > cable-hip-rotation
    artificial-hip front-hip-pinch
cable-hip-abduction | strength 3 | 2x10 2-1-3 r90 sides
  band-hip-abduction > -
    outer-hip-pain balance-poor bone-stress-suspected
cable-hip-adduction | strength 3 | 2x10 2-1-3 r90 sides
  - > -
    outer-hip-pain~ groin-strain-acute artificial-hip balance-poor
cable-hip-extension | strength 3 | 2x10 2-1-3 r90 sides
  band-hip-extension > romanian-deadlift
    arching-sensitive balance-poor bone-stress-suspected
cable-hip-flexion | strength 3 | 2x10 1-1-3 r90 sides
  band-hip-flexion > -
    acute-hip-flexor-strain front-hip-pinch hip-avulsion-not-assessed balance-poor
cable-hip-rotation | strength 3 | 2x10 2-1-3 r90 sides directions
  band-hip-rotation > -
    artificial-hip front-hip-pinch
sit-to-stand | strength 1 | 2x8 2-1-3 r60
  - > step-up
    knee-pain~ bone-stress-suspected
wall-sit | strength 2 | 3x1 2-20-2 r60
  sit-to-stand > split-squat
    knee-pain~ high-bp-uncontrolled bone-stress-suspected
step-up | strength 2 | 2x8 2-1-3 r60 sides
  sit-to-stand > split-squat
    knee-pain~ balance-poor bone-stress-suspected
split-squat | strength 3 | 2x8 3-1-2 r75 sides
  step-up > -
    acute-hip-flexor-strain knee-pain balance-poor bone-stress-suspected
bridge | strength 1 | 2x10 2-3-2 r45
  pelvic-tilt > single-leg-bridge
    arching-sensitive~ pregnant high-bp-uncontrolled
single-leg-bridge | strength 3 | 2x6 2-2-2 r60 sides
  bridge > hamstring-slider
    arching-sensitive hamstring-strain-acute pregnant
hamstring-slider | strength 3 | 2x6 4-0-2 r75
  bridge > -
    hamstring-strain-acute arching-sensitive pregnant
hip-hinge | strength 1 | 2x10 3-1-2 r45
  sit-to-stand > romanian-deadlift
    bending-sensitive~
romanian-deadlift | strength 3 | 2x8 3-1-2 r90
  hip-hinge > -
    bending-sensitive hamstring-strain-acute thin-bones~ balance-poor
dead-bug | core 2 | 2x6 3-1-2 r45 sides
  supine-march > front-plank
    acute-hip-flexor-strain arching-sensitive~ pregnant
bird-dog | core 2 | 3x4 1-8-1 r30 sides
  cat-cow > pallof-press
    wrist-shoulder-pain knee-pain
knee-side-plank | core 1 | 3x3 1-8-1 r30 sides
  clamshell > side-plank
    wrist-shoulder-pain outer-hip-pain~
side-plank | core 3 | 3x3 1-8-1 r45 sides
  knee-side-plank > -
    wrist-shoulder-pain outer-hip-pain high-bp-uncontrolled
curl-up | core 2 | 3x4 1-8-1 r30
  pelvic-tilt > dead-bug
    thin-bones bending-sensitive pregnant neck-pain
front-plank | core 2 | 3x1 1-20-1 r45
  dead-bug > -
    arching-sensitive wrist-shoulder-pain pregnant high-bp-uncontrolled
pallof-press | core 2 | 2x8 2-3-2 r45 sides
  bird-dog > -
    balance-poor~
walking | aerobic 1 | 1x1 0-600-0 r0
  - > -
    cannot-bear-weight bone-stress-suspected calf-swelling
"""
"""Group and level, sets x repetitions, seconds out-hold-back, rest; easier > harder; skip codes,
with ~ where it may be done in another way."""
ITEMS = {
    "desk-reset": """
        standing-hip-flexor-stretch 1x1 25s; seated-figure-four 1x1 25s; sit-to-stand 1x8;
        glute-squeeze 1x5 5s; walking 1x1 60s
    """,
    "hip-cuff-bands": """
        bridge 2x10 3s; clamshell 2x12; lateral-band-walk 2x10; band-hip-abduction 2x12;
        band-hip-extension 2x12; band-hip-rotation 1x12
    """,
    "cable-day": """
        walking 1x1 300s; cable-hip-abduction 2x10; cable-hip-adduction 2x10; cable-hip-extension
        2x10; cable-hip-flexion 2x10; cable-hip-rotation 1x10; pallof-press 2x8; romanian-deadlift
        2x8
    """,
    "strength-base": """
        walking 1x1 300s; sit-to-stand 2x10; hip-hinge 2x10; bridge 2x10 3s; lateral-band-walk
        2x10; knee-side-plank 2x3 8s; bird-dog 2x4 8s; dead-bug 2x6
    """,
    "flare-day": """
        walking 1x1 300s; pelvic-tilt 1x10 3s; knee-rolls 1x5 2s; knee-to-chest 1x5 5s; cat-cow
        1x8; prone-press-up 1x8; glute-squeeze 1x10 5s
    """,
    "hip-flexor-return": """
        walking 120s
        /
        glute-squeeze; pelvic-tilt; bridge; hip-flexion-isometric; walking 600s
        /
        supine-march 2x12; dead-bug; clamshell; lateral-band-walk; hip-hinge; sit-to-stand;
        standing-hip-flexor-stretch
        /
        band-hip-flexion -x15; step-up; split-squat; single-leg-bridge;
        half-kneeling-hip-flexor-stretch
        /
        cable-hip-flexion; walking
        /
    """,
    "core-trio": """
        curl-up 3x4 8s; knee-side-plank 3x3 8s; bird-dog 3x4 8s
    """,
    "evening-stretch": """
        knee-rolls 1x5 2s; cat-cow 1x8; half-kneeling-hip-flexor-stretch 2x1 30s;
        supine-figure-four 2x1 30s; hip-rotation-drops 1x8
    """,
}
"""Programme -> its items with what stands in for their own dose; / ends a phase."""
MINUTES = {
    "desk-reset": 5,
    "hip-cuff-bands": 25,
    "cable-day": 40,
    "strength-base": 27,
    "flare-day": 13,
    "core-trio": 13,
    "evening-stretch": 10,
}

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)


def line_of(exercise: Exercise) -> str:
    dose = exercise.dose
    amount = f"{dose.sets}x{dose.reps} {dose.out:g}-{dose.hold:g}-{dose.back:g} r{dose.rest}"
    amount += " sides" * (dose.sides == 2) + " directions" * (dose.directions == 2)
    codes = [skip.code + "~" * bool(skip.adjust) for skip in exercise.skip]
    parts = [f"{exercise.id} | {exercise.group} {exercise.level} | {amount}"]
    parts += [f"{exercise.easier or '-'} > {exercise.harder or '-'}", *codes]
    return " ".join(parts)


def item_words(item: Item) -> str:
    amount = f" {item.sets or '-'}x{item.reps or '-'}" if item.sets or item.reps else ""
    return f"{item.exercise}{amount}{f' {item.hold:g}s' if item.hold else ''}"


def all_items() -> Iterator[Item]:
    for programme in LIBRARY.programmes:
        for items in (programme.items, *(phase.items for phase in programme.phases)):
            yield from items


# What there is


def test_the_44_exercises_are_those_of_the_reference() -> None:
    assert len(LIBRARY.exercises) == 44
    assert " ".join(map(line_of, LIBRARY.exercises)) == " ".join(EXERCISES.split())


def test_the_8_programmes_are_those_of_the_reference() -> None:
    assert [programme.id for programme in LIBRARY.programmes] == list(ITEMS)
    assert len(ITEMS) == 8
    for programme in LIBRARY.programmes:
        found = "; ".join(map(item_words, programme.items))
        for phase in programme.phases:
            found += "; ".join(map(item_words, phase.items)) + " / "
        assert " ".join(found.split()) == " ".join(ITEMS[programme.id].split())


def test_programmes_take_about_as_long_as_the_reference_says() -> None:
    for id, expected in MINUTES.items():
        assert abs(minutes(LIBRARY.programme(id).items, LIBRARY) - expected) <= 1, id


def test_the_list_gives_the_time_that_the_player_counts_down() -> None:
    for programme in LIBRARY.programmes:
        for items in filter(None, [programme.items, *(p.items for p in programme.phases)]):
            doses = [dose_of(LIBRARY.exercise(item.exercise), item) for item in items]
            player = begin([Task("x", "x", dose) for dose in doses])
            assert abs(60 * minutes(items, LIBRARY) - seconds_left(player)) <= 30


def test_the_desk_reset_says_that_a_chair_is_all_it_needs() -> None:
    reset = LIBRARY.programme("desk-reset")
    things = {
        thing
        for item in reset.items
        for need in LIBRARY.exercise(item.exercise).needs
        for thing in need
    }
    assert things == {Equipment.CHAIR}
    assert "a chair is enough" in reset.about


def test_what_is_gentle_and_what_gets_harder() -> None:
    assert [p.id for p in LIBRARY.programmes if p.gentle] == ["flare-day"]
    harder = ["hip-cuff-bands", "cable-day", "strength-base", "core-trio"]
    assert [p.id for p in LIBRARY.programmes if p.progresses] == harder
    assert [p.id for p in LIBRARY.programmes if p.phases] == ["hip-flexor-return"]


def test_strength_leaves_days_between() -> None:
    for programme in LIBRARY.programmes:
        strength = programme.id in ("hip-cuff-bands", "cable-day", "strength-base")
        assert (programme.hours_between >= 40) is strength, programme.id
    assert set(PROGRAMMES) == {programme.id for programme in LIBRARY.programmes}


def test_the_ladder_has_five_phases_each_with_its_criteria() -> None:
    phases = LIBRARY.programme("hip-flexor-return").phases
    assert [(p.id, p.pain_limit, p.days) for p in phases] == [
        ("protect", 2, 1),
        ("wake-up", 2, 2),
        ("move", 2, 1),
        ("load", 3, 1),
        ("return", 3, 1),
    ]
    for before, after in pairwise(phases):
        assert after.start == before.move_on
    for phase in phases:
        assert phase.frequency
        assert phase.not_yet
        assert phase.items


def test_nothing_of_a_strain_is_loaded_before_its_phase() -> None:
    """No resisted hip flexion and no stretch of the hip flexors to the end in phases 0 to 1."""
    phases = LIBRARY.programme("hip-flexor-return").phases
    for phase in phases[:2]:
        for item in phase.items:
            skips = LIBRARY.exercise(item.exercise).skip
            strain = [skip for skip in skips if skip.code == "acute-hip-flexor-strain"]
            assert all(skip.adjust for skip in strain), item.exercise


# Each exercise


@every_exercise
def test_an_exercise_is_told_in_full(exercise: Exercise) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", exercise.id)
    assert 3 <= len(exercise.steps) <= 7
    assert all(step.endswith(".") for step in exercise.steps)
    assert exercise.mistakes
    assert not any(mistake.endswith(".") for mistake in exercise.mistakes)
    assert exercise.source
    assert exercise.name
    assert exercise.muscles
    assert exercise.targets
    assert any(word in exercise.position for word in POSITIONS)
    assert exercise.needs


@every_exercise
def test_a_dose_is_whole(exercise: Exercise) -> None:
    dose = exercise.dose
    assert dose.sets >= 1
    assert dose.reps >= 1
    assert min(dose.out, dose.hold, dose.back, dose.rest) >= 0
    assert dose.out + dose.hold + dose.back > 0
    assert dose.rest > 0 or dose.sets == 1
    assert len(Task(exercise.id, exercise.id, dose).bouts()) == (
        dose.sets * dose.sides * dose.directions
    )


def test_every_item_has_a_whole_dose() -> None:
    for item in all_items():
        dose = dose_of(LIBRARY.exercise(item.exercise), item)
        assert dose.sets >= 1, item
        assert dose.reps >= 1, item
        assert dose.out + dose.hold + dose.back > 0, item


def test_easier_is_not_of_a_higher_level_and_leads_to_an_end() -> None:
    for exercise in LIBRARY.exercises:
        seen, each = [exercise.id], exercise
        while each.easier is not None:
            following = LIBRARY.exercise(each.easier)
            assert following.level <= each.level, each.id
            assert following.id not in seen, each.id
            seen.append(following.id)
            each = following


def test_every_exercise_has_a_figure() -> None:
    assert set(load_figures()) == {exercise.id for exercise in LIBRARY.exercises}


def test_every_skip_code_is_explained_and_used() -> None:
    used = {skip.code for exercise in LIBRARY.exercises for skip in exercise.skip}
    assert used <= set(LIBRARY.skip_codes)
    assert set(LIBRARY.skip_codes) == {
        *("acute-hip-flexor-strain", "hip-avulsion-not-assessed", "hamstring-strain-acute"),
        *("groin-strain-acute", "bone-stress-suspected", "outer-hip-pain", "front-hip-pinch"),
        *("artificial-hip", "bending-sensitive", "arching-sensitive", "leg-nerve-flare"),
        *("surgery-recent", "thin-bones", "pregnant", "high-bp-uncontrolled", "knee-pain"),
        *("wrist-shoulder-pain", "neck-pain", "balance-poor", "cannot-bear-weight"),
        "calf-swelling",
    }
    assert used == set(LIBRARY.skip_codes)


# What the files are checked for when they are read


def built(**changes: Any) -> Library:
    return msgspec.convert(msgspec.to_builtins(LIBRARY) | changes, Library)


def test_a_reference_to_nothing_is_refused() -> None:
    bridge = msgspec.to_builtins(LIBRARY.exercise("bridge"))
    with pytest.raises(msgspec.ValidationError, match="references to nothing: no-such"):
        built(exercises=[bridge | {"easier": "no-such", "harder": None}], programmes=[])


def test_an_id_used_twice_is_refused() -> None:
    bridge = msgspec.to_builtins(LIBRARY.exercise("bridge")) | {"easier": None, "harder": None}
    with pytest.raises(msgspec.ValidationError, match="occur twice: bridge"):
        built(exercises=[bridge, bridge], programmes=[])


def test_a_skip_code_that_is_not_explained_is_refused() -> None:
    codes = {code: text for code, text in LIBRARY.skip_codes.items() if code != "balance-poor"}
    with pytest.raises(msgspec.ValidationError, match="not explained: balance-poor"):
        built(skip_codes=codes)


def test_a_dose_with_a_part_missing_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="rest"):
        msgspec.convert({"sets": 1, "reps": 1, "out": 1, "hold": 1, "back": 1}, Dose)


# The texts


def shown(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a person may see, with where it stands."""
    hidden = {"id", "code", "source", "easier", "harder", "exercise", "then", "position", "targets"}
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in hidden:
                yield from shown(part, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, part in enumerate(value):
            name = part.get("id", index) if isinstance(part, dict) else index
            yield from shown(part, f"{path}.{name}")


TEXTS = dict(shown(msgspec.to_builtins(LIBRARY)))
OWN_MEANING = {"push through": {".exercises.single-leg-bridge.steps.2"}}
"""Where a phrase of the list says something else: to push through the heel."""


@pytest.mark.parametrize("phrase", [*NEVER, *DISEASES])
def test_words_that_frighten_or_promise_are_not_used(phrase: str) -> None:
    found = {p for p, text in TEXTS.items() if re.search(rf"\b{phrase}", text, re.IGNORECASE)}
    assert found == OWN_MEANING.get(phrase, set())


def test_the_texts_are_plain_and_whole() -> None:
    assert len(TEXTS) > 400
    for path, text in TEXTS.items():
        assert text == text.strip(), path
        assert "  " not in text, path
        assert "[" not in text or path.endswith("source"), path
        assert "!" not in text, path


def test_steps_are_short_enough_to_be_read_while_moving() -> None:
    for exercise in LIBRARY.exercises:
        assert max(len(step) for step in exercise.steps) <= 160, exercise.id
        assert sum(len(step) for step in exercise.steps) <= 500, exercise.id
