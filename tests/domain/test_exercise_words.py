"""How much of an exercise there is to do, in plain words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from journal.content.library import load_library
from journal.domain.exercise import Dose, Equipment, dose_of
from journal.domain.exercise_words import IN_A_SENTENCE, amount, missing_words

LIBRARY = load_library()
NOTATION = re.compile(r"\d x \d")


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ({"sets": 1, "reps": 1, "hold": 30, "sides": 2}, "once on each side, 30 seconds hold"),
        ({"sets": 2, "reps": 1, "hold": 30}, "2 times, 30 seconds hold"),
        ({"sets": 1, "reps": 8, "out": 1}, "8 times"),
        ({"sets": 2, "reps": 10, "out": 1, "hold": 1}, "2 sets of 10, 1 second hold"),
        (
            {"sets": 2, "reps": 12, "out": 1, "sides": 2, "directions": 2},
            "2 sets of 12 on each side in each direction",
        ),
        ({"sets": 1, "reps": 1, "hold": 60}, "1 minute"),
        ({"sets": 2, "reps": 1, "hold": 300}, "2 times 5 minutes"),
    ],
)
def test_a_dose_is_said_in_plain_words(dose: dict[str, Any], words: str) -> None:
    assert amount(Dose(**{"out": 0, "hold": 0, "back": 0, "rest": 0, **dose})) == words


def test_nothing_of_a_programme_is_written_as_sets_x_repetitions() -> None:
    for programme in LIBRARY.programmes:
        said = [programme.about, programme.progress, programme.note]
        said += [text for phase in programme.phases for text in (phase.start, phase.move_on)]
        said += [
            amount(dose_of(LIBRARY.exercise(item.exercise), item)) for item in programme.all_items
        ]
        assert [text for text in said if NOTATION.search(text)] == []


def test_what_is_missing_is_said_in_a_sentence_of_its_own() -> None:
    said = {missing_words(exercise) for exercise in LIBRARY.exercises if all(exercise.needs)}
    assert {
        "It needs a step.",
        "It needs a mini-band.",
        "It needs sliders, or a towel on a smooth floor.",
        "It needs a mat or a chair.",
        "It needs a long band and a chair.",
        "It needs dumbbells, a long band or a cable column.",
    } <= said
    assert set(IN_A_SENTENCE) == set(Equipment)
