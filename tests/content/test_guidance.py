"""What is asked and said around a session, as it is shipped (clinical sections 1.5, 4.3, 5.5)."""

from __future__ import annotations

import re
from statistics import fmean
from string import Formatter
from typing import Any

import msgspec
import pytest
from test_red_flags_content import NEVER, grade

from journal.content.guidance import load_guidance
from journal.content.library import load_library
from journal.domain.guidance import PAIN, Guidance
from journal.ui.screens.mind import OF_ITS_OWN

GUIDANCE = load_guidance()
GROUPS = {name: getattr(GUIDANCE, name) for name in ("once", "quick", "stops", "skips")}
WORDS: dict[str, str] = msgspec.to_builtins(GUIDANCE.words)
TEXTS = {f"words.{name}": text for name, text in WORDS.items()} | {
    f"{name}.{ask.id}": ask.ask for name, asks in GROUPS.items() for ask in asks
}
IDS = {
    "once": [
        *("heart", "fainting", "blood-pressure", "operation", "fracture", "pregnancy"),
        "told-not-to",
    ],
    "quick": ["numb-or-bladder", "weak-leg", "fever", "injury", "chest"],
    "stops": [
        *("chest", "numb-between-legs", "leg-numb", "down-the-leg", "leg-gives-way", "pop"),
        *("locking", "other"),
    ],
    "skips": ["pain", "no-kit", "unsure-how", "no-time", "not-today"],
}
NARROWEST = 80
"""Columns of the terminal that the screens are built for first."""


def test_everything_of_the_reference_is_asked_in_its_order() -> None:
    assert {name: [ask.id for ask in asks] for name, asks in GROUPS.items()} == IDS


@pytest.mark.parametrize("name", GROUPS)
def test_no_id_stands_for_two_lines(name: str) -> None:
    ids = [ask.id for ask in GROUPS[name]]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id) for id in ids)
    assert len({ask.ask for ask in GROUPS[name]}) == len(ids)


def test_a_yes_before_the_first_programme_ticks_a_code_that_the_person_sees() -> None:
    codes = {ask.code for ask in GUIDANCE.once if ask.code}
    assert codes <= set(load_library().skip_codes) - OF_ITS_OWN


def test_chest_and_saddle_are_for_the_emergency_number() -> None:
    assert {n: [a.id for a in asks if a.emergency] for n, asks in GROUPS.items()} == {
        "once": [],
        "quick": ["numb-or-bladder", "chest"],
        "stops": ["chest", "numb-between-legs"],
        "skips": [],
    }


def test_a_yes_ticks_only_codes_that_exercises_know() -> None:
    codes = {ask.id: ask.code for asks in GROUPS.values() for ask in asks if ask.code}
    assert codes == {
        "fainting": "balance-poor",
        "blood-pressure": "high-bp-uncontrolled",
        "operation": "surgery-recent",
        "pregnancy": "pregnant",
    }
    assert set(codes.values()) <= set(load_library().skip_codes)


def test_the_reason_that_asks_for_a_score_is_there() -> None:
    assert PAIN in IDS["skips"]


def test_few_enough_to_be_ticked_by_a_digit() -> None:
    assert len(GUIDANCE.once) <= 9
    assert len(GUIDANCE.quick) <= 9


def test_the_stop_rules_name_what_the_reference_names() -> None:
    said = " ".join(ask.ask for ask in GUIDANCE.stops).lower()
    for word in ("10 minutes", "further down", "gives way", "between the legs", "peeing", "chest"):
        assert word in said
    for word in ("dizzy", "faint", "short of breath", "racing heart", "pop", "locks"):
        assert word in said


def test_the_places_to_fill_in_are_a_number_to_call_and_a_limit() -> None:
    places = {
        name: {field for _, field, _, _ in Formatter().parse(text) if field}
        for name, text in TEXTS.items()
    }
    assert {n: found for n, found in places.items() if found} == {
        "words.emergency": {"emergency_number"},
        "words.red": {"exercise"},
        "words.limit": {"limit"},
        "words.limit_from_start": {"limit", "before"},
        "words.limit_from_high_start": {"before"},
        "words.limit_of_phase": {"limit"},
    }
    assert "Use a phone" in WORDS["emergency"]


@pytest.mark.parametrize("zone", ["green", "amber", "strong"])
def test_the_words_for_pain_fit_beside_the_name_of_a_programme(zone: str) -> None:
    longest = max(len(programme.name) for programme in load_library().programmes)
    assert len(f" {'x' * longest} {WORDS[zone]}") <= NARROWEST


@pytest.mark.parametrize("phrase", NEVER)
def test_words_that_frighten_or_promise_are_not_used(phrase: str) -> None:
    found = [p for p, text in TEXTS.items() if re.search(rf"\b{phrase}", text, re.IGNORECASE)]
    assert not found


def test_sentences_end_and_lines_do_not() -> None:
    for name, text in WORDS.items():
        assert text.endswith("." if name != "ask_first_done" else "exercise"), name
    for asks in GROUPS.values():
        for ask in asks:
            assert ask.ask[-1].isalnum(), ask.id
            assert ask.ask[0].isupper(), ask.id


def test_it_is_easy_to_read() -> None:
    assert fmean(grade(text) for text in TEXTS.values()) <= 4
    for name, text in TEXTS.items():
        assert grade(text) <= (9.5 if name == "once.told-not-to" else 8), name


def test_a_misspelt_key_is_refused() -> None:
    plain: dict[str, Any] = msgspec.to_builtins(GUIDANCE)
    with pytest.raises(msgspec.ValidationError, match="emergancy"):
        msgspec.convert(plain | {"stops": [{"id": "a", "ask": "b", "emergancy": True}]}, Guidance)
    with pytest.raises(msgspec.ValidationError, match="missing required field"):
        msgspec.convert(plain | {"words": {"exercise": "Breathe."}}, Guidance)
