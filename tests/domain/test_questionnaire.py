"""Which questions are asked of whom, against clinical sections 1.2 and 1.3."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.checklist import Checklist, Condition, Question, Tier
from journal.domain.pain_history import PainHistory
from journal.domain.questionnaire import applies, help_of, is_asked, questions_for, signs_for
from journal.domain.screening import Answer, Given, Profile, Status

TODAY = date(2026, 3, 14)
YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE
ITEMS = (
    "cancer-ever", "thin-bones", "steroids-long", "immunity-weak", "blood-thinners", "bone-drugs",
    "implant-or-surgery", "may-be-pregnant", "bone-blood-risk", "runner-or-load-jump",
)  # fmt: skip
CONDITIONAL = (
    "pregnancy-belly-pain", "cancer-history-new-pain", "fragile-bone-injury",
    "bone-drug-thigh-pain", "blood-thinner-pain", "inflammatory-stiffness",
    "both-hips-shoulders-stiff", "groin-pain-blood-supply",
)  # fmt: skip
SWITCHES = (
    ("cancer-ever", "cancer-history-new-pain"),
    ("blood-thinners", "blood-thinner-pain"),
    ("bone-drugs", "bone-drug-thigh-pain"),
    ("may-be-pregnant", "pregnancy-belly-pain"),
    ("steroids-long", "fragile-bone-injury"),
    ("steroids-long", "groin-pain-blood-supply"),
    ("bone-blood-risk", "groin-pain-blood-supply"),
)


def person(age: int | None = 47, **items: Any) -> Profile:
    """A person of an age at which no question depends on it, to whom no item applies."""
    answers: dict[str, Any] = {id.replace("-", "_"): "no" for id in ITEMS}
    return Profile(age=age, **(answers | items))


def began(days_ago: int, **figures: Any) -> PainHistory:
    return PainHistory(onset=TODAY - timedelta(days=days_ago), **figures)


class Ask:
    """The questions that the shipped checklist has for a person."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist

    def __call__(
        self,
        profile: Profile,
        history: PainHistory | None = None,
        answers: dict[str, Answer | Given] | None = None,
        scope: Any = "full",
    ) -> list[str]:
        found = questions_for(
            self.checklist, profile, history or PainHistory(), answers or {}, scope, TODAY
        )
        return ids(found)


def ids(questions: Iterable[Question]) -> list[str]:
    return [question.id for question in questions]


@pytest.fixture(scope="session")
def ask(checklist: Checklist) -> Ask:
    return Ask(checklist)


# Who is asked


def test_25_signs_are_asked_of_everybody(ask: Ask, checklist: Checklist) -> None:
    assert {s.id for s in checklist.signs if s.asked_of} == set(CONDITIONAL)
    unconditional = {s.id for s in checklist.signs} - set(CONDITIONAL)
    assert unconditional <= set(ask(person()))
    assert set(CONDITIONAL).isdisjoint(ask(person()))


def test_who_is_not_known_is_asked_everything(ask: Ask, checklist: Checklist) -> None:
    assert set(ids(checklist.signs)) <= set(ask(Profile()))


@pytest.mark.parametrize(("item", "sign"), SWITCHES)
def test_an_item_of_the_profile_switches_a_sign(item: str, sign: str, ask: Ask) -> None:
    for answer, asked in (("yes", True), ("unsure", True), (None, True), ("no", False)):
        items: dict[str, Any] = {item.replace("-", "_"): answer}
        assert (sign in ask(person(**items))) is asked, answer


def test_no_other_item_switches_these_signs(ask: Ask) -> None:
    for item in ITEMS:
        switched = {sign for i, sign in SWITCHES if i == item}
        items: dict[str, Any] = {item.replace("-", "_"): "yes"}
        assert set(ask(person(**items))) - set(ask(person())) == switched, item


def test_a_pregnancy_that_does_not_apply_is_not_asked_about(ask: Ask) -> None:
    assert "pregnancy-belly-pain" not in ask(person(may_be_pregnant="not-applicable"))


def test_fragile_bones_are_asked_about_from_65_on(ask: Ask) -> None:
    assert "fragile-bone-injury" in ask(person(65))
    assert "fragile-bone-injury" not in ask(person(64))


@pytest.mark.parametrize("answer", ["yes", "unsure", None])
def test_thin_bones_are_asked_about_from_50_on(answer: str | None, ask: Ask) -> None:
    assert "fragile-bone-injury" in ask(person(50, thin_bones=answer))
    assert "fragile-bone-injury" not in ask(person(49, thin_bones=answer))
    assert "fragile-bone-injury" not in ask(person(50))
    assert "fragile-bone-injury" in ask(person(None, thin_bones=answer))


def test_steroids_are_asked_about_at_any_age(ask: Ask) -> None:
    for age in (18, 49, 120):
        assert "fragile-bone-injury" in ask(person(age, steroids_long="yes"))


def test_stiff_hips_and_shoulders_are_asked_about_from_50_on(ask: Ask) -> None:
    assert "both-hips-shoulders-stiff" in ask(person(50))
    assert "both-hips-shoulders-stiff" not in ask(person(49))
    assert "both-hips-shoulders-stiff" in ask(person(None))


def test_a_stiff_back_is_asked_about_where_it_began_before_45(ask: Ask) -> None:
    sign = "inflammatory-stiffness"
    assert sign in ask(person(44))
    assert sign not in ask(person(45))
    assert sign in ask(person(None))
    assert sign in ask(person(45), began(366))
    assert sign not in ask(person(45), began(300))
    assert sign in ask(person(60), began(366 * 16))
    assert sign not in ask(person(60), began(366 * 15 - 60))


def test_all_of_a_condition_has_to_hold() -> None:
    condition = Condition(item="thin-bones", age_from=50)
    for profile, holds in (
        (Profile(), True),
        (Profile(age=50), True),
        (Profile(age=49), False),
        (Profile(thin_bones="no"), False),
        (Profile(age=50, thin_bones="no"), False),
        (Profile(age=50, thin_bones="unsure"), True),
    ):
        assert applies(condition, profile, PainHistory(), TODAY) is holds


# In what order


def test_the_most_pressing_tier_is_asked_first(checklist: Checklist) -> None:
    signs = signs_for(checklist, Profile(), PainHistory(), "full", TODAY)
    tiers = [list(Tier).index(sign.tier) for sign in signs]
    assert tiers == sorted(tiers)
    assert len(signs) == 33
    assert list(Tier) == ["emergency", "urgent", "soon"]


def test_a_runner_is_asked_about_the_groin_first(checklist: Checklist) -> None:
    def first_urgent(profile: Profile) -> str:
        signs = signs_for(checklist, profile, PainHistory(), "full", TODAY)
        return next(sign.id for sign in signs if sign.tier is Tier.URGENT)

    assert first_urgent(person(runner_or_load_jump="yes")) == "impact-groin-pain"
    assert first_urgent(person(runner_or_load_jump="unsure")) == "impact-groin-pain"
    assert first_urgent(person()) != "impact-groin-pain"
    assert first_urgent(person(runner_or_load_jump=None)) != "impact-groin-pain"


def test_a_first_place_adds_and_takes_no_question(ask: Ask) -> None:
    runner = ask(person(runner_or_load_jump="yes"))
    assert sorted(runner) == sorted(ask(person()))
    assert len(set(runner)) == len(runner)


def test_the_short_check_asks_emergency_and_urgent_signs_alone(
    ask: Ask, checklist: Checklist
) -> None:
    asked = ask(Profile(), began(400, hip_or_groin=True, strain_on=TODAY), scope="short")
    assert asked == [s.id for s in checklist.signs if s.tier is not Tier.SOON]
    assert len(asked) == 25


# What follows from answers

FOLLOW_UPS = (
    ("both-hips-shoulders-stiff", ["headache-jaw-vision"]),
    ("blood-thinner-pain", ["blood-thinner-faint", "blood-thinner-head"]),
)


@pytest.mark.parametrize(("sign", "following"), FOLLOW_UPS)
def test_a_yes_or_unsure_asks_more_and_a_no_does_not(
    sign: str, following: list[str], ask: Ask
) -> None:
    answers: tuple[Answer | Given, ...] = (
        YES,
        UNSURE,
        Given(YES),
        Given(YES, Status.ASSESSED, "", TODAY),
        Given(UNSURE),
    )
    for answer in answers:
        asked = ask(Profile(), answers={sign: answer})
        place = asked.index(sign) + 1
        assert asked[place : place + len(following)] == following
    for answer in (NO, Given(NO)):
        assert set(following).isdisjoint(ask(Profile(), answers={sign: answer}))
    assert set(following).isdisjoint(ask(Profile()))


def test_the_short_check_asks_what_follows_as_well(ask: Ask) -> None:
    asked = ask(Profile(), answers={"blood-thinner-pain": YES}, scope="short")
    assert {"blood-thinner-faint", "blood-thinner-head"} <= set(asked)


def test_nothing_follows_a_sign_that_is_not_asked(ask: Ask) -> None:
    asked = ask(person(), answers={"blood-thinner-pain": YES})
    assert "blood-thinner-faint" not in asked


# How the pain limits the person


def test_who_has_logged_nothing_is_asked_about_life_alone(ask: Ask, checklist: Checklist) -> None:
    background = set(ids(checklist.background))
    assert background & set(ask(person(50))) == {"stops-life"}
    assert background.isdisjoint(ask(person(50), scope="short"))


def test_walking_is_asked_about_after_two_weeks_in_hip_or_groin(ask: Ask) -> None:
    for history, asked in (
        (began(14, hip_or_groin=True), True),
        (began(13, hip_or_groin=True), False),
        (began(14), False),
        (PainHistory(hip_or_groin=True), True),
        (PainHistory(), False),
    ):
        assert ("walking-limited" in ask(person(), history)) is asked


@pytest.mark.parametrize(("question", "first"), [("strain-walking", 7), ("strain-stuck", 14)])
def test_a_strain_is_asked_about_for_six_weeks(question: str, first: int, ask: Ask) -> None:
    for ago, asked in ((0, False), (first - 1, False), (first, True), (42, True), (43, False)):
        history = PainHistory(strain_on=TODAY - timedelta(days=ago))
        assert (question in ask(person(), history)) is asked, ago
    assert question not in ask(person())


def test_a_first_back_pain_is_asked_about_from_50_after_four_weeks(ask: Ask) -> None:
    question = "first-back-pain"
    assert question in ask(person(50), began(28))
    assert question in ask(person(None), began(28))
    assert question not in ask(person(49), began(28))
    assert question not in ask(person(50), began(27))
    assert question not in ask(person(50))


# The help


def test_who_is_60_is_told_of_the_large_blood_vessel(checklist: Checklist) -> None:
    sign = checklist.question("sudden-tearing-pain")
    for age, told in ((60, True), (120, True), (59, False), (None, False)):
        words = help_of(sign, person(age), PainHistory(), TODAY)
        assert words.startswith(sign.help)
        assert ("aneurysm" in words) is told
        assert (words == sign.help) is not told


def test_the_help_of_every_other_question_stays(checklist: Checklist) -> None:
    for question in checklist.questions():
        if question.id != "sudden-tearing-pain":
            assert help_of(question, person(80), PainHistory(), TODAY) == question.help
        assert question.help


# Whoever is asked

profiles = st.builds(
    Profile,
    age=st.none() | st.integers(18, 120),
    **{id.replace("-", "_"): st.sampled_from([None, "no", "yes", "unsure"]) for id in ITEMS},
)
histories = st.builds(
    PainHistory,
    onset=st.none() | st.dates(),
    hip_or_groin=st.booleans(),
    strain_on=st.none() | st.dates(),
)
all_said = st.sampled_from([YES, NO, UNSURE])


@given(profiles, histories, st.data())
def test_an_answer_never_takes_a_question_away(
    ask: Ask, profile: Profile, history: PainHistory, data: st.DataObject
) -> None:
    asked = ask(profile, history)
    answered: dict[str, Answer | Given] = {}
    for id in data.draw(st.lists(st.sampled_from(asked), max_size=8, unique=True)):
        answered[id] = data.draw(all_said)
    after = ask(profile, history, answered)
    assert [id for id in after if id in asked] == asked
    assert len(set(after)) == len(after)
    short = ask(profile, history, answered, "short")
    assert [id for id in after if id in short] == short


@given(profiles, histories, st.sampled_from(ITEMS))
def test_unsure_of_oneself_is_asked_all_that_a_yes_is(
    checklist: Checklist, profile: Profile, history: PainHistory, item: str
) -> None:
    def asked(answer: str | None) -> set[str]:
        known = msgspec.structs.replace(profile, **{item.replace("-", "_"): answer})
        return {s.id for s in checklist.signs if is_asked(s, known, history, TODAY)}

    assert asked("yes") == asked("unsure") == asked(None)
    assert asked("no") <= asked("yes")
