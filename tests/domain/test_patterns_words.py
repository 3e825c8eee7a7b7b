"""The sentences for what goes with pain, against clinical sections 3.3 and 5.3."""

from __future__ import annotations

import re

import pytest

from journal.domain.entry import NUMBER_FIELDS
from journal.domain.factor import FACTORS
from journal.domain.finding import CLAIMS, Finding, Half, Kind

LOW, HIGH = Half(12, 5.3, 3, 8), Half(19, 4.1, 1, 7.5)
AVOID = re.compile(
    r"trigger|\bcauses?\b|because|proves\b|thanks to|damage|diagnos|\bsafe|failed|missed|must|"
    r"never|medicine|medication|tablet|dose",
    re.IGNORECASE,
)
AT = {"sleep_quality": 4, "stress": 5, "sitting_hours": 7.5, "steps": 6500, "exercise": 0}
IDS = [factor.id for factor in FACTORS]


def made(kind: Kind, factor: str = "sleep_quality", **fields: object) -> Finding:
    split = {"at": AT[factor], "low": LOW, "high": HIGH, "adjusted": 1.24, "separate": 20.0}
    return Finding(**{"factor": factor, "kind": kind, "days": 31, **split, **fields})


def test_too_few_days_say_how_many_are_missing() -> None:
    found = Finding(factor="stress", kind=Kind.MISSING, days=9)
    assert found.words == (
        "Not enough paired days yet (9 of 28). Patterns from so few days are mostly chance."
    )
    assert (found.spread, found.offer) == ("", "")


def test_a_possible_pattern_reads_as_the_rule_says() -> None:
    assert made(Kind.POSSIBLE).words == (
        "On the 12 days after a night you rated 4 or lower, pain averaged 5.3. After better "
        "nights (19 days) it averaged 4.1. This may be chance, or something else may explain "
        "both. It does not show that sleep caused the pain."
    )


def test_a_steady_pattern_says_what_makes_it_so() -> None:
    assert "It pointed the same way in both halves of these 60 days. This may be chance" in (
        made(Kind.STEADY, days=60).words
    )


def test_nothing_found_proves_nothing() -> None:
    assert made(Kind.NOTHING, "sitting_hours", days=35).words == (
        "In your 35 days we see no clear link between sitting hours and next-day pain. "
        "That does not prove there is none."
    )


def test_a_split_makes_no_claim() -> None:
    words = made(Kind.SPLIT, days=20).words
    assert words.endswith("it averaged 4.1. Too few days to say more (20 of 28).")
    assert made(Kind.SPLIT, days=30).words.endswith("looked at more closely from Monday on.")


@pytest.mark.parametrize(
    ("factor", "start"),
    [
        ("sleep_quality", "On the 12 days after a night you rated 4 or lower, pain averaged 5.3. "
                          "After better nights (19 days) it averaged 4.1."),
        ("stress", "On the 19 days after a day with stress of 6 or higher, pain averaged 4.1. "
                   "After calmer days (12 days) it averaged 5.3."),
        ("sitting_hours", "On the 19 days after a day with more than 7.5 hours of sitting, pain "
                          "averaged 4.1. After days with less (12 days) it averaged 5.3."),
        ("steps", "On the 12 days after a day with 6,500 steps or fewer, pain averaged 5.3. "
                  "After days with more (19 days) it averaged 4.1."),
        ("exercise", "On the 19 days after a day with exercise, pain averaged 4.1. "
                     "After days without (12 days) it averaged 5.3."),
    ],
)  # fmt: skip
def test_each_factor_has_its_words(factor: str, start: str) -> None:
    assert made(Kind.POSSIBLE, factor).words.startswith(start)


@pytest.mark.parametrize(
    ("factor", "swapped", "end"),
    [
        ("sleep_quality", False, "sleep caused the pain."),
        ("sleep_quality", True, "sleep made the difference."),
        ("stress", True, "stress caused the pain."),
        ("sitting_hours", True, "sitting caused the pain."),
        ("sitting_hours", False, "sitting made the difference."),
        ("steps", False, "steps made the difference."),
        ("exercise", True, "exercise made the difference."),
    ],
)
def test_no_cause_is_named_either_way(factor: str, swapped: bool, end: str) -> None:
    halves = {"low": HIGH, "high": LOW} if swapped else {}
    assert made(Kind.POSSIBLE, factor, **halves).words.endswith(f"It does not show that {end}")


def test_the_range_and_what_is_left_stand_beside_it() -> None:
    assert made(Kind.POSSIBLE).spread == (
        "Range: 3 to 8 on the first, 1 to 7.5 on the others. "
        "With trend, weekday and the day before taken off: 1.2 points apart."
    )
    same = made(Kind.SPLIT, low=Half(8, 4, 4, 4), adjusted=None)
    assert same.spread == "Range: 4 on the first, 1 to 7.5 on the others."
    assert made(Kind.NOTHING).spread == ""
    turned = made(Kind.POSSIBLE, "stress").spread
    assert turned.startswith("Range: 1 to 7.5 on the first, 3 to 8 on the others.")


@pytest.mark.parametrize(
    ("factor", "what"),
    [
        ("sitting_hours", "take a short break from sitting every hour"),
        ("steps", "take a short walk every day"),
        ("exercise", "do one easy stretch every day"),
    ],
)
@pytest.mark.parametrize("kind", CLAIMS)
def test_a_coin_is_offered_for_harmless_things(factor: str, what: str, kind: Kind) -> None:
    assert made(kind, factor).offer == (
        "If you like, test it: for four weeks, flip a coin each week to decide whether to "
        f"{what} that week, then compare."
    )
    assert not made(Kind.NOTHING, factor).offer


@pytest.mark.parametrize("factor", ["sleep_quality", "stress"])
def test_sleep_and_stress_are_not_up_to_a_coin(factor: str) -> None:
    assert not made(Kind.STEADY, factor).offer


def test_what_could_not_be_compared_says_why() -> None:
    few = made(Kind.ONE_SIDED, "exercise", days=34, low=Half(33, 4, 2, 6), high=Half(1, 3, 3, 3))
    assert few.words == (
        "Not enough different days yet: 33 days after a day without exercise, "
        "1 day after a day with exercise. 8 of each are asked for."
    )
    same = Finding(factor="stress", kind=Kind.ONE_SIDED, days=40)
    assert same.words == (
        "In your 40 days this was nearly always the same, so there is nothing to compare yet."
    )
    assert made(Kind.ALIKE, days=30, separate=11.7).words == (
        "Each of your 30 days goes so much by the one before that they count as about 11 "
        "separate ones (15 are asked for)."
    )
    assert made(Kind.FIXED, "exercise", days=50).words == (
        "In your 50 days this went by the days of the week, so the two cannot be told apart."
    )


@pytest.mark.parametrize("factor", IDS)
@pytest.mark.parametrize("kind", Kind)
def test_the_words_are_calm(factor: str, kind: Kind) -> None:
    for days in (10, 20, 31):
        found = made(kind, factor, days=days)
        for text in (found.words, found.spread, found.offer, found.label):
            assert not AVOID.search(text)
            assert "{" not in text
            assert "None" not in text
        assert found.words.endswith(".")


@pytest.mark.parametrize("kind", Kind)
def test_a_finding_can_be_told_without_numbers(kind: Kind) -> None:
    bare = Finding(factor="steps", kind=kind, days=30)
    assert bare.words
    assert (bare.difference, bare.spread) == (None, "")


def test_labels_are_those_of_the_log() -> None:
    for factor in FACTORS:
        if factor.id != "exercise":
            assert factor.label == NUMBER_FIELDS[factor.id].label
            assert factor.grain % NUMBER_FIELDS[factor.id].step == 0
