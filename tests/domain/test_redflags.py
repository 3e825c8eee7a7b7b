"""The red-flag rule against clinical sections 1.2-1.6 and 5.2.

The lists of signs are written down a second time here, on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.body import Region, Side
from journal.domain.check_run import CheckRun, knowing
from journal.domain.checklist import Checklist, Clear, Tier
from journal.domain.entry import PainEntry, Quality, Site
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory, history_of_entries, history_of_scores
from journal.domain.problem import FieldProblem
from journal.domain.questionnaire import signs_for
from journal.domain.redflags import assess
from journal.domain.screening import (
    Answer,
    Answers,
    Clearance,
    Given,
    NotAnAdult,
    Outcome,
    Profile,
    Screening,
    Status,
    Stop,
    full,
)
from journal.domain.standing import Exercise, Past, Standing, sudden

Make = Callable[..., PainEntry]
Said = Mapping[str, Answer | Given]

TODAY = date(2026, 3, 14)
YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE

EMERGENCY = (
    "saddle-numbness", "bladder-change", "bowel-control-loss", "sexual-function-change",
    "both-legs-nerve-signs", "leg-weakness-worsening", "unsteady-legs", "major-accident",
    "cannot-bear-weight", "hot-joint-fever", "sudden-tearing-pain", "chest-pain-breathless",
    "cold-pale-leg", "groin-testicle-emergency", "pregnancy-belly-pain",
)  # fmt: skip
URGENT = (
    "fever-with-pain", "leg-weakness-new", "calf-swelling", "cancer-history-new-pain",
    "infection-risk-pain", "fragile-bone-injury", "impact-groin-pain", "bone-drug-thigh-pain",
    "hip-pop-bruise", "blood-thinner-pain",
)  # fmt: skip
SOON = (
    "weight-loss", "night-sweats", "constant-night-pain", "inflammatory-stiffness",
    "both-hips-shoulders-stiff", "upper-back-pain", "groin-pain-blood-supply",
    "belly-pelvis-signs",
)  # fmt: skip
FREELY_EXPLAINED = ("weight-loss", "night-sweats", "constant-night-pain", "upper-back-pain")
ASSESSED_ONLY = ("inflammatory-stiffness", "groin-pain-blood-supply")
FOLLOW_UPS = ("headache-jaw-vision", "blood-thinner-faint", "blood-thinner-head")
BACKGROUND = (
    "walking-limited", "strain-walking", "strain-stuck", "stops-life", "first-back-pain",
)  # fmt: skip
ITEMS = (
    "cancer-ever", "thin-bones", "steroids-long", "immunity-weak", "blood-thinners", "bone-drugs",
    "implant-or-surgery", "may-be-pregnant", "bone-blood-risk", "runner-or-load-jump",
)  # fmt: skip
WITH_FEVER = (
    "leg-weakness-new", "both-legs-nerve-signs", "unsteady-legs", "bladder-change",
    "bowel-control-loss", "saddle-numbness",
)  # fmt: skip
WITH_CANCER = ("leg-weakness-new", "unsteady-legs", "bladder-change", "bowel-control-loss")
NO_WEIGHT_ON = (
    "cannot-bear-weight", "fragile-bone-injury", "impact-groin-pain", "bone-drug-thigh-pain",
)  # fmt: skip
NEVER_SAID = (
    "you are safe", "all clear", "no serious problem", "nothing to worry", "normal", "low risk",
    "harmless", "healthy", "no need to", "score",
)  # fmt: skip


def days(count: int) -> timedelta:
    return timedelta(days=count)


def profile(age: int | None = 40, **items: str) -> Profile:
    """A person to whom no item applies but those given."""
    answers: dict[str, Any] = {id.replace("-", "_"): "no" for id in ITEMS}
    return Profile(age=age, **(answers | items))


def explained(reason: str, on: date | None = TODAY) -> Given:
    return Given(YES, Status.EXPLAINED, reason, on)


def assessed(on: date | None, worse: bool = False) -> Given:
    return Given(YES, Status.ASSESSED, "Dr Lee", on, worse)


def course(*weeks: float) -> PainHistory:
    """A pain logged every day, at one score in each of these weeks; the last ends today."""
    first = TODAY - days(7 * len(weeks) - 1)
    scores = [(first + days(n), weeks[n // 7]) for n in range(7 * len(weeks))]
    return history_of_scores(scores, TODAY, onset=first)


def lasting(*, days_ago: int, **figures: Any) -> PainHistory:
    return PainHistory(onset=TODAY - days(days_ago), **figures)


SEVERE_FOR_MONTH = lasting(days_ago=28, severe=True, mean=7.0, logged=7)


class Rate:
    """The rule, asked of a person who says no to every sign but those given."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist

    def __call__(
        self,
        given: Said | None = None,
        person: Profile | None = None,
        history: PainHistory | None = None,
        *,
        previous: Screening | None = None,
        today: date = TODAY,
        asked: tuple[str, ...] = EMERGENCY + URGENT + SOON,
    ) -> Outcome:
        answers: Answers = {**dict.fromkeys(asked, NO), **(given or {})}
        return assess(
            self.checklist, answers, person or profile(), history or PainHistory(), today, previous
        )

    def check(
        self,
        given: Said,
        on: date,
        person: Profile | None = None,
        clearance: Clearance | None = None,
        history: PainHistory | None = None,
    ) -> Screening:
        """A finished check of an earlier day."""
        person, history = person or profile(), history or PainHistory()
        at = datetime.combine(on, time(12), UTC)
        return Screening(
            id="c1", day=on, at=at, scope="full", answers=dict(given), profile=person,
            history=history, outcome=assess(self.checklist, given, person, history, on),
            clearance=clearance, created_at=at, updated_at=at,
        )  # fmt: skip

    def reason(self, sign: str) -> str:
        """A reason that the checklist names for the sign."""
        found = self.checklist.sign(sign)
        assert found is not None
        return found.reasons[0].id


@pytest.fixture(scope="session")
def rate(checklist: Checklist) -> Rate:
    return Rate(checklist)


def rules(outcome: Outcome) -> set[str]:
    return {finding.rule for finding in outcome.reasons}


def result(outcome: Outcome) -> tuple[Level, int | None]:
    return outcome.level, outcome.within_days


def is_emergency(outcome: Outcome) -> bool:
    return result(outcome) == (Level.EMERGENCY, 0)


def is_urgent(outcome: Outcome) -> bool:
    return result(outcome) == (Level.URGENT, 1)


def sees(outcome: Outcome, within: int) -> bool:
    return result(outcome) == (Level.SEE_A_CLINICIAN, within)


def watches(outcome: Outcome) -> bool:
    return result(outcome) == (Level.KEEP_WATCHING, None) and not outcome.reasons


def seen(on: date) -> Clearance:
    return Clearance(on, "Dr Lee", True, datetime.combine(on, time(15), UTC))


def past(screening: Screening) -> Past:
    """The screening as Today reads it from the file."""
    return msgspec.json.decode(msgspec.json.encode(screening), type=Past)


def test_the_checklist_holds_these_signs_in_these_tiers(checklist: Checklist) -> None:
    for tier, ids in ((Tier.EMERGENCY, EMERGENCY), (Tier.URGENT, URGENT), (Tier.SOON, SOON)):
        assert {sign.id for sign in checklist.signs if sign.tier is tier} == set(ids)
    assert len(checklist.signs) == 33


# The sixteen cases of section 1.6


def test_case_01_an_emergency_sign_needs_neither_strength_nor_time(rate: Rate) -> None:
    history = history_of_scores([(TODAY, 2)], TODAY)
    outcome = rate({"saddle-numbness": YES}, history=history)
    assert is_emergency(outcome)
    assert rules(outcome) == {"E1"}


def test_case_02_strong_pain_alone_in_the_first_week(rate: Rate) -> None:
    assert watches(rate(history=course(8)))
    assert rules(rate(history=course(8, 8))) == {"D3"}


def test_case_03_a_weight_loss_with_a_known_reason(rate: Rate) -> None:
    outcome = rate({"weight-loss": explained("diet")}, history=course(5, 5, 5))
    assert watches(outcome)
    (stood_down,) = outcome.stood_down
    assert (stood_down.sign, stood_down.status) == ("weight-loss", Status.EXPLAINED)
    assert "diet" in stood_down.reason


def test_case_04_a_weight_loss_with_mild_pain(rate: Rate) -> None:
    outcome = rate({"weight-loss": YES}, history=course(3, 3))
    assert sees(outcome, 14)
    assert rules(outcome) == {"S3"}


def test_case_05_a_weight_loss_with_severe_pain_for_weeks(rate: Rate) -> None:
    outcome = rate({"weight-loss": YES}, history=course(7.4, 7.4, 7.4, 7.4, 7.4))
    assert sees(outcome, 7)
    assert outcome.reasons[0].rule == "S1"


def test_case_06_two_signs_with_severe_pain_for_weeks(rate: Rate) -> None:
    outcome = rate(
        {"weight-loss": YES, "night-sweats": YES}, history=course(7.2, 7.2, 7.2, 7.2, 7.2, 7.2)
    )
    assert is_urgent(outcome)
    assert outcome.reasons[0].rule == "U3"


def test_case_07_night_pain_after_cancer(rate: Rate) -> None:
    answers: Said = {"night-sweats": explained("menopause"), "constant-night-pain": YES}
    person = profile(cancer_ever="yes")
    outcome = rate(answers, person)
    assert is_urgent(outcome)
    assert outcome.reasons[0].rule == "U4"
    outcome = rate({**answers, "cancer-history-new-pain": YES}, person)
    assert is_urgent(outcome)
    assert {"U1", "U4"} <= rules(outcome)


def test_case_08_a_cold_explains_no_fever_where_immunity_is_weak(rate: Rate) -> None:
    outcome = rate({"fever-with-pain": explained("cold")}, profile(immunity_weak="yes"))
    assert is_urgent(outcome)
    assert outcome.stood_down == ()
    assert watches(rate({"fever-with-pain": explained("cold")}))


def test_case_09_fever_with_a_weak_leg(rate: Rate) -> None:
    outcome = rate({"fever-with-pain": YES, "leg-weakness-new": YES})
    assert is_emergency(outcome)
    assert outcome.reasons[0].rule == "E3"


def test_case_10_unsure_of_a_change_in_peeing(rate: Rate) -> None:
    outcome = rate({"bladder-change": UNSURE})
    assert is_urgent(outcome)
    assert rules(outcome) == {"U2"}


def test_case_11_weeks_of_pain_that_is_no_better(rate: Rate) -> None:
    outcome = rate(history=course(5.5, 5, 5, 5, 5, 5, 5))
    assert sees(outcome, 14)
    assert rules(outcome) == {"D1"}


def test_case_12_weeks_of_pain_that_is_much_better(rate: Rate) -> None:
    assert watches(rate(history=course(6, 5, 5, 4, 4, 3, 3, 2, 2)))


def test_case_13_a_jump_in_pain_asks_again_and_the_answers_tell(rate: Rate, entry: Make) -> None:
    at = datetime.combine(TODAY, time(20), UTC)
    entries = [
        entry(3, at=at - days(n), created_at=at - days(n), updated_at=at) for n in range(7, 0, -1)
    ]
    last = rate.check({}, TODAY - days(1))
    assert sudden(entries, past(last)) == ""
    entries.append(entry(7, at=at, created_at=at, updated_at=at))
    assert "well above your usual" in sudden(entries, past(last))
    due = Standing((past(last),)).due(entries, at)
    assert due is not None
    assert due.scope == "short"
    history = history_of_entries(entries, TODAY)
    asked = EMERGENCY + URGENT
    assert watches(rate(history=history, asked=asked))
    assert is_emergency(rate({"unsteady-legs": YES}, history=history, asked=asked))


def test_case_14_what_was_looked_at_counts_again_once_it_is_worse(
    rate: Rate, checklist: Checklist
) -> None:
    outcome = rate({"bladder-change": assessed(TODAY - days(3))})
    assert watches(outcome)
    assert checklist.words.assessed_reminder in outcome.notes
    assert [found.status for found in outcome.stood_down] == [Status.ASSESSED]
    both: Said = {"bladder-change": assessed(TODAY - days(3)), "weight-loss": YES}
    assert sees(rate(both), 14)
    worse = rate({"bladder-change": assessed(TODAY - days(3), worse=True)})
    assert is_emergency(worse)
    assert checklist.words.assessed_reminder not in worse.notes
    assert worse.stood_down == ()


def test_case_15_a_runner_with_groin_pain_rests(rate: Rate) -> None:
    person = profile(runner_or_load_jump="yes")
    outcome = rate({"impact-groin-pain": YES}, person, course(3))
    assert is_urgent(outcome)
    assert rules(outcome) == {"U1"}
    check = rate.check({"impact-groin-pain": YES}, TODAY, person)
    assert Standing((past(check),)).permission(TODAY).exercise is Exercise.NOTHING


def test_case_16_no_result_for_a_child(rate: Rate, checklist: Checklist) -> None:
    for age in (17, 0):
        with pytest.raises(NotAnAdult) as caught:
            rate({"saddle-numbness": YES}, profile(age=age))
        assert caught.value.field == "age"
        assert checklist.words.minor in caught.value.allowed
    assert watches(rate(person=profile(age=18)))


# Each rule, and what just misses it


@pytest.mark.parametrize("sign", EMERGENCY)
def test_e1_any_emergency_sign(sign: str, rate: Rate) -> None:
    outcome = rate({sign: YES})
    assert is_emergency(outcome)
    assert "E1" in rules(outcome)
    assert "E1" not in rules(rate({sign: UNSURE}))
    assert watches(rate({sign: assessed(TODAY)}))
    assert watches(rate({sign: NO}))


def test_e2_stiffness_with_headache_jaw_or_sight(rate: Rate) -> None:
    stiff = {"both-hips-shoulders-stiff": YES}
    outcome = rate({**stiff, "headache-jaw-vision": YES})
    assert is_emergency(outcome)
    assert outcome.reasons[0].rule == "E2"
    assert rules(rate({**stiff, "headache-jaw-vision": NO})) == {"S3"}
    unsure = rate({**stiff, "headache-jaw-vision": UNSURE})
    assert is_urgent(unsure)
    assert unsure.reasons[0].rule == "U2"


@pytest.mark.parametrize("stiff", [UNSURE, explained("unusual-exercise"), assessed(TODAY)])
def test_e2_however_the_stiffness_itself_was_answered(stiff: Answer | Given, rate: Rate) -> None:
    outcome = rate({"both-hips-shoulders-stiff": stiff, "headache-jaw-vision": YES})
    assert is_emergency(outcome)


@pytest.mark.parametrize("sign", WITH_FEVER)
@pytest.mark.parametrize("fever", [YES, explained("cold")])
def test_e3_fever_with_a_sign_of_leg_or_bladder(
    fever: Answer | Given, sign: str, rate: Rate
) -> None:
    outcome = rate({"fever-with-pain": fever, sign: YES})
    assert is_emergency(outcome)
    assert "E3" in rules(outcome)


def test_e3_needs_the_fever_and_one_of_its_signs(rate: Rate) -> None:
    for sign in set(EMERGENCY + URGENT) - {*WITH_FEVER, "fever-with-pain"}:
        assert "E3" not in rules(rate({"fever-with-pain": YES, sign: YES}))
    for sign in WITH_FEVER:
        assert "E3" not in rules(rate({sign: YES}))
        assert "E3" not in rules(rate({"fever-with-pain": YES, sign: UNSURE}))
        assert "E3" not in rules(rate({"fever-with-pain": YES, sign: assessed(TODAY)}))
    assert is_urgent(rate({"fever-with-pain": UNSURE, "leg-weakness-new": YES}))


@pytest.mark.parametrize("cancer", ["yes", "unsure"])
@pytest.mark.parametrize("sign", WITH_CANCER)
def test_e4_cancer_with_a_sign_of_leg_or_bladder(cancer: str, sign: str, rate: Rate) -> None:
    outcome = rate({sign: YES}, profile(cancer_ever=cancer))
    assert is_emergency(outcome)
    assert "E4" in rules(outcome)
    assert "E4" not in rules(rate({sign: YES}))
    assert "E4" not in rules(rate({sign: UNSURE}, profile(cancer_ever=cancer)))


def test_e4_cancer_with_a_leg_that_newly_feels_numb(rate: Rate) -> None:
    numb = PainHistory(numb_legs=(Side.LEFT,))
    outcome = rate(person=profile(cancer_ever="yes"), history=numb)
    assert is_emergency(outcome)
    assert rules(outcome) == {"E4"}
    assert watches(rate(history=numb))
    assert watches(rate(person=profile(cancer_ever="yes")))
    swollen = rate({"calf-swelling": YES}, profile(cancer_ever="yes"))
    assert "E4" not in rules(swollen)


def test_e4_where_only_the_sign_itself_tells_of_the_cancer(rate: Rate) -> None:
    # It is asked of those of whom nothing is known, and its yes says: cancer, at some time.
    nothing_known = Profile(age=40)
    answers = {"cancer-history-new-pain": YES, "leg-weakness-new": YES}
    assert is_emergency(rate(answers, nothing_known))


@pytest.mark.parametrize("other", ["leg-weakness-new", "blood-thinner-faint", "blood-thinner-head"])
def test_e5_blood_thinners_with_a_weak_leg_faintness_or_a_knock(other: str, rate: Rate) -> None:
    outcome = rate({"blood-thinner-pain": YES, other: YES})
    assert is_emergency(outcome)
    assert "E5" in rules(outcome)
    assert "E5" not in rules(rate({"blood-thinner-pain": YES, other: NO}))
    assert "E5" not in rules(rate({"blood-thinner-pain": YES, other: UNSURE}))


def test_e5_blood_thinners_with_a_numb_leg(rate: Rate) -> None:
    outcome = rate({"blood-thinner-pain": YES}, history=PainHistory(numb_legs=(Side.RIGHT,)))
    assert is_emergency(outcome)
    assert "E5" in rules(outcome)
    assert is_urgent(rate({"blood-thinner-pain": YES}))


@pytest.mark.parametrize("other", ["blood-thinner-faint", "blood-thinner-head"])
def test_e5_a_knock_or_faintness_is_not_lost_where_the_pain_was_unsure(
    other: str, rate: Rate
) -> None:
    # Asked after unsure as well, so its yes has to count for more than three days of waiting.
    outcome = rate({"blood-thinner-pain": UNSURE, other: YES})
    assert outcome.level.rank <= Level.URGENT.rank


def test_e6_a_swollen_calf_with_chest_pain(rate: Rate) -> None:
    outcome = rate({"calf-swelling": YES, "chest-pain-breathless": YES})
    assert is_emergency(outcome)
    assert "E6" in rules(outcome)
    assert rules(rate({"calf-swelling": YES, "chest-pain-breathless": UNSURE})) == {"U1", "U2"}
    assert rules(rate({"calf-swelling": UNSURE, "chest-pain-breathless": YES})) == {"E1", "S4"}


@pytest.mark.parametrize("sign", URGENT)
def test_u1_any_urgent_sign(sign: str, rate: Rate) -> None:
    outcome = rate({sign: YES})
    assert is_urgent(outcome)
    assert rules(outcome) == {"U1"}
    assert watches(rate({sign: assessed(TODAY)}))


@pytest.mark.parametrize("sign", EMERGENCY)
def test_u2_unsure_of_an_emergency_sign(sign: str, rate: Rate, checklist: Checklist) -> None:
    outcome = rate({sign: UNSURE})
    assert is_urgent(outcome)
    assert rules(outcome) == {"U2"}
    assert checklist.words.unsure_emergency in outcome.notes


def test_u2_is_not_for_urgent_signs(rate: Rate, checklist: Checklist) -> None:
    for sign in URGENT:
        outcome = rate({sign: UNSURE})
        assert "U2" not in rules(outcome)
        assert checklist.words.unsure_emergency not in outcome.notes


TWO_SOON = {"weight-loss": YES, "night-sweats": YES}


def test_u3_two_soon_signs_with_severe_pain_for_four_weeks(rate: Rate) -> None:
    outcome = rate(TWO_SOON, history=SEVERE_FOR_MONTH)
    assert is_urgent(outcome)
    assert outcome.reasons[0].rule == "U3"
    assert set(outcome.reasons[0].signs) == set(TWO_SOON)


@pytest.mark.parametrize(
    ("answers", "history"),
    [
        ({"weight-loss": YES}, SEVERE_FOR_MONTH),
        ({"weight-loss": YES, "night-sweats": UNSURE}, SEVERE_FOR_MONTH),
        ({"weight-loss": YES, "night-sweats": explained("menopause")}, SEVERE_FOR_MONTH),
        (TWO_SOON, lasting(days_ago=27, severe=True, mean=7.0)),
        (TWO_SOON, course(6.9, 6.9, 6.9, 6.9, 6.9)),
    ],
    ids=["one sign", "one unsure", "one explained", "a day too early", "not severe"],
)
def test_u3_just_missed(answers: Said, history: PainHistory, rate: Rate) -> None:
    outcome = rate(answers, history=history)
    assert "U3" not in rules(outcome)
    assert outcome.level is Level.SEE_A_CLINICIAN


@pytest.mark.parametrize("fever", [YES, explained("cold")])
@pytest.mark.parametrize("belly", [YES, explained("known-condition"), assessed(TODAY)])
def test_u4_fever_with_signs_of_the_belly_whatever_explains_them(
    belly: Answer | Given, fever: Answer | Given, rate: Rate
) -> None:
    # The one thing that sets the belly aside is a known, assessed condition: with fever: urgent.
    outcome = rate({"belly-pelvis-signs": belly, "fever-with-pain": fever})
    assert is_urgent(outcome)
    assert "U4" in rules(outcome)


def test_u4_needs_both(rate: Rate) -> None:
    assert sees(rate({"belly-pelvis-signs": YES}), 14)
    assert watches(rate({"belly-pelvis-signs": explained("known-condition")}))
    assert sees(rate({"belly-pelvis-signs": YES, "fever-with-pain": UNSURE}), 3)
    assert "U4" not in rules(rate({"weight-loss": YES, "fever-with-pain": YES}))


@pytest.mark.parametrize(
    ("answers", "person"),
    [
        ({}, profile(cancer_ever="yes")),
        ({}, profile(cancer_ever="unsure")),
        ({}, profile(immunity_weak="yes")),
        ({"fever-with-pain": explained("cold")}, profile()),
        ({"fever-with-pain": YES}, profile()),
    ],
)
def test_u4_constant_pain_with_cancer_weak_immunity_or_fever(
    answers: Said, person: Profile, rate: Rate
) -> None:
    outcome = rate({"constant-night-pain": YES, **answers}, person)
    assert is_urgent(outcome)
    assert "U4" in rules(outcome)
    eased = rate({"constant-night-pain": explained("position"), **answers}, person)
    assert "U4" not in rules(eased)


def test_u4_constant_pain_alone_is_a_weak_sign(rate: Rate) -> None:
    assert rules(rate({"constant-night-pain": YES})) == {"S3"}
    assert rules(rate({"constant-night-pain": YES}, profile(thin_bones="yes"))) == {"S3"}


SPREADING = PainHistory(numb_legs=(Side.LEFT,), numbness_spreads=True)


def test_u5_numbness_that_spreads_in_one_leg(rate: Rate) -> None:
    outcome = rate(history=SPREADING)
    assert is_urgent(outcome)
    assert rules(outcome) == {"U5"}
    assert watches(rate(history=PainHistory(numb_legs=(Side.LEFT,))))
    assert "U5" not in rules(rate({"leg-weakness-new": YES}, history=SPREADING))
    assert "U5" in rules(rate({"leg-weakness-new": UNSURE}, history=SPREADING))


def test_u5_numbness_that_spreads_to_the_other_leg_is_no_less(rate: Rate, entry: Make) -> None:
    def numb(days_ago: int, *sides: Side) -> PainEntry:
        at = datetime.combine(TODAY - days(days_ago), time(12), UTC)
        sites = tuple(Site(Region.CALF, side) for side in sides)
        return entry(4, at=at, qualities=(Quality.NUMB,), sites=sites)

    history = history_of_entries([numb(3, Side.LEFT), numb(0, Side.LEFT, Side.RIGHT)], TODAY)
    assert rate(history=history).level.rank <= Level.URGENT.rank


def test_s1_a_soon_sign_with_severe_pain_for_four_weeks(rate: Rate) -> None:
    for sign in SOON:
        outcome = rate({sign: YES}, history=SEVERE_FOR_MONTH)
        assert sees(outcome, 7)
        assert "S1" in rules(outcome)
    day_early = lasting(days_ago=27, severe=True, mean=7.0, logged=7)
    assert rules(rate({"weight-loss": YES}, history=day_early)) == {"S3"}
    not_severe = lasting(days_ago=28, mean=6.9, logged=7)
    assert rules(rate({"weight-loss": YES}, history=not_severe)) == {"S3"}
    assert watches(rate({"weight-loss": UNSURE}, history=SEVERE_FOR_MONTH))


def test_s2_two_soon_signs(rate: Rate) -> None:
    outcome = rate(TWO_SOON)
    assert sees(outcome, 7)
    assert rules(outcome) == {"S2"}
    assert len(outcome.reasons) == 2
    assert rules(rate({"weight-loss": YES, "night-sweats": explained("menopause")})) == {"S3"}
    assert rules(rate({"weight-loss": YES, "night-sweats": UNSURE})) == {"S3"}


@pytest.mark.parametrize("sign", SOON)
def test_s3_one_soon_sign(sign: str, rate: Rate) -> None:
    outcome = rate({sign: YES})
    assert sees(outcome, 14)
    assert rules(outcome) == {"S3"}
    unsure = rate({sign: UNSURE})
    assert watches(unsure)
    assert unsure.ask_again_in == 3


@pytest.mark.parametrize("sign", URGENT)
def test_s4_unsure_of_an_urgent_sign(sign: str, rate: Rate) -> None:
    outcome = rate({sign: UNSURE})
    assert sees(outcome, 3)
    assert rules(outcome) == {"S4"}
    assert "S4" not in rules(rate({sign: NO}))


def test_s5_three_explanations_at_once(rate: Rate) -> None:
    two = {"weight-loss": explained("diet"), "night-sweats": explained("menopause")}
    assert watches(rate(two))
    assert watches(rate({**two, "constant-night-pain": assessed(TODAY)}))
    outcome = rate({**two, "fever-with-pain": explained("cold")})
    assert sees(outcome, 14)
    assert rules(outcome) == {"S5"}
    assert len(outcome.stood_down) == 3
    refused = rate({**two, "fever-with-pain": explained("cold")}, profile(immunity_weak="yes"))
    assert "S5" not in rules(refused)


def test_d1_six_weeks_without_improvement(rate: Rate) -> None:
    stuck = lasting(days_ago=42, mean=4.0, first_mean=5.0)
    outcome = rate(history=stuck)
    assert sees(outcome, 14)
    assert rules(outcome) == {"D1"}
    assert "4.0 of 10" in outcome.reasons[0].text
    assert "6 weeks" in outcome.reasons[0].text


@pytest.mark.parametrize(
    "history",
    [
        lasting(days_ago=41, mean=4.0, first_mean=5.0),
        lasting(days_ago=42, mean=3.9, first_mean=5.0),
        lasting(days_ago=42, mean=7.0, first_mean=9.0),
        lasting(days_ago=42, mean=4.2, first_mean=6.01),
    ],
    ids=["a day too early", "not strong", "two points", "30 per cent"],
)
def test_d1_just_missed(history: PainHistory, rate: Rate) -> None:
    assert watches(rate(history=history))


@pytest.mark.parametrize(
    "history",
    [
        lasting(days_ago=42, mean=7.1, first_mean=9.0),
        lasting(days_ago=42, mean=4.3, first_mean=6.0),
        lasting(days_ago=42, mean=8.0, first_mean=5.0),
    ],
    ids=["1.9 points", "28 per cent", "stronger"],
)
def test_d1_just_met(history: PainHistory, rate: Rate) -> None:
    assert rules(rate(history=history)) == {"D1"}


def test_d2_pain_that_grows(rate: Rate) -> None:
    outcome = rate(history=course(2, 2, 4, 4))
    assert sees(outcome, 7)
    assert rules(outcome) == {"D2"}
    assert watches(rate(history=course(2, 2, 3.9, 4)))
    assert watches(rate(history=course(2, 2, 2, 4)))


def test_d2_is_not_lost_when_the_pain_is_said_to_be_stronger_still(rate: Rate) -> None:
    worsening = course(2, 2, 4, 4)
    assert "D2" in rules(rate(history=worsening.corrected(6)))


def test_d3_severe_for_two_weeks(rate: Rate) -> None:
    outcome = rate(history=course(7, 7))
    assert sees(outcome, 7)
    assert rules(outcome) == {"D3"}
    assert watches(rate(history=course(7, 6.9)))
    assert watches(rate(history=course(6.9, 7)))
    assert watches(rate(history=course(10, 8)))
    assert rules(rate(history=course(9.9, 8))) == {"D3"}


def test_d4_leg_pain_that_reaches_further(rate: Rate) -> None:
    outcome = rate(history=PainHistory(reaching_further=True))
    assert sees(outcome, 7)
    assert rules(outcome) == {"D4"}
    assert watches(rate(history=PainHistory(reaching_further=True, falling=True)))
    assert watches(rate())


def test_d5_pain_below_the_knee_for_six_weeks(rate: Rate) -> None:
    below = {"below_knee": True, "mean": 3.0, "first_mean": 4.0}
    outcome = rate(history=lasting(days_ago=42, **below))
    assert sees(outcome, 14)
    assert rules(outcome) == {"D5"}
    assert watches(rate(history=lasting(days_ago=41, **below)))
    assert watches(rate(history=lasting(days_ago=42, **(below | {"below_knee": False}))))
    assert watches(rate(history=lasting(days_ago=42, **(below | {"mean": 2.0}))))


def test_d6_walking_still_limited_after_two_weeks(rate: Rate) -> None:
    limited = {"walking-limited": YES}
    outcome = rate(limited, history=lasting(days_ago=14))
    assert sees(outcome, 14)
    assert rules(outcome) == {"D6"}
    assert watches(rate(limited, history=lasting(days_ago=13)))
    assert watches(rate({"walking-limited": NO}, history=lasting(days_ago=14)))
    assert rules(rate(limited)) == {"D6"}


@pytest.mark.parametrize(("question", "after"), [("strain-walking", 7), ("strain-stuck", 14)])
def test_d7_a_strain_that_does_not_mend(question: str, after: int, rate: Rate) -> None:
    met = PainHistory(strain_on=TODAY - days(after))
    missed = PainHistory(strain_on=TODAY - days(after - 1))
    outcome = rate({question: YES}, history=met)
    assert sees(outcome, 7)
    assert rules(outcome) == {"D7"}
    assert watches(rate({question: YES}, history=missed))
    assert watches(rate({question: NO}, history=met))
    assert rules(rate({question: YES})) == {"D7"}


def test_d8_pain_that_stops_life_or_sleep(rate: Rate) -> None:
    for outcome in (
        rate({"stops-life": YES}),
        rate(history=PainHistory(broken_sleep=True)),
    ):
        assert sees(outcome, 14)
        assert rules(outcome) == {"D8"}
    unsure = rate({"stops-life": UNSURE})
    assert watches(unsure)
    assert unsure.ask_again_in == 3


def test_d9_a_first_back_pain_from_fifty_on(rate: Rate) -> None:
    first = {"first-back-pain": YES}
    outcome = rate(first, profile(age=50), lasting(days_ago=28))
    assert sees(outcome, 14)
    assert rules(outcome) == {"D9"}
    assert watches(rate(first, profile(age=49), lasting(days_ago=28)))
    assert watches(rate(first, profile(age=50), lasting(days_ago=27)))
    assert watches(rate({"first-back-pain": NO}, profile(age=50), lasting(days_ago=28)))


def test_d9_counts_where_the_age_is_not_known(rate: Rate) -> None:
    # The question is then asked, and a yes to what was asked is not passed over.
    outcome = rate({"first-back-pain": YES}, profile(age=None), lasting(days_ago=28))
    assert "D9" in rules(outcome)


def test_d10_low_mood_in_two_checks(rate: Rate, checklist: Checklist) -> None:
    outcome = rate(history=PainHistory(low_mood=(3, 3)))
    assert sees(outcome, 14)
    assert rules(outcome) == {"D10"}
    assert checklist.words.low_mood in outcome.notes
    for moods in ((2, 3), (3, 2), (6,), (6, 6, 2), (6, 2, 6)):
        assert watches(rate(history=PainHistory(low_mood=moods)))
    assert rules(rate(history=PainHistory(low_mood=(0, 4, 3)))) == {"D10"}


# What a yes stands for


@pytest.mark.parametrize("sign", FREELY_EXPLAINED)
def test_a_reason_counts_for_28_days(sign: str, rate: Rate) -> None:
    assert watches(rate({sign: explained("as always", TODAY - days(28))}))
    outcome = rate({sign: explained("as always", TODAY - days(29))})
    assert sees(outcome, 14)
    assert outcome.stood_down == ()
    assert "28 days" in outcome.reasons[0].text


def test_a_reason_without_a_day_is_of_today(rate: Rate) -> None:
    (stood_down,) = rate({"weight-loss": explained("diet", None)}).stood_down
    assert stood_down.on == TODAY


def test_a_cold_that_is_not_gone_within_three_days_explains_no_fever(rate: Rate) -> None:
    # The only reason the text allows is "an ordinary cold or flu ..., gone within 3 days".
    assert watches(rate({"fever-with-pain": explained("cold", TODAY - days(2))}))
    assert is_urgent(rate({"fever-with-pain": explained("cold", TODAY - days(4))}))


@pytest.mark.parametrize(
    ("answers", "person"),
    [
        ({"infection-risk-pain": YES}, profile()),
        ({"infection-risk-pain": UNSURE}, profile()),
        ({}, profile(immunity_weak="yes")),
        ({}, profile(immunity_weak="unsure")),
        ({}, profile(cancer_ever="yes")),
        ({}, profile(cancer_ever="unsure")),
    ],
)
def test_a_risk_item_refuses_every_reason_for_a_fever(
    answers: Said, person: Profile, rate: Rate
) -> None:
    outcome = rate({"fever-with-pain": explained("cold"), **answers}, person)
    assert is_urgent(outcome)
    assert outcome.stood_down == ()
    (fever,) = [r for r in outcome.reasons if r.signs == ("fever-with-pain",)]
    assert fever.rule == "U1"
    assert "not enough" in fever.text


def test_an_assessed_sign_is_of_this_episode(rate: Rate) -> None:
    history = lasting(days_ago=10)
    for on, counts in ((TODAY - days(11), True), (TODAY - days(10), False), (TODAY, False)):
        outcome = rate({"bladder-change": assessed(on)}, history=history)
        assert is_emergency(outcome) is counts
        assert bool(outcome.stood_down) is not counts
    years_ago = assessed(TODAY - days(4000))
    assert watches(rate({"bladder-change": years_ago}))


def test_worse_counts_whatever_stood_the_sign_down(rate: Rate) -> None:
    said = {
        "weight-loss": Given(YES, Status.EXPLAINED, "diet", TODAY - days(3), worse=True),
    }
    # Refusing it would do as well; passing over it would not.
    with suppress(FieldProblem):
        assert rate(said).level is not Level.KEEP_WATCHING


@pytest.mark.parametrize("sign", EMERGENCY + tuple(sorted(set(URGENT) - {"fever-with-pain"})))
def test_no_reason_stands_down_a_sign_that_needs_a_clinician(sign: str, rate: Rate) -> None:
    for reason in ("diet", "cold", "my doctor said so", "known-condition"):
        with pytest.raises(FieldProblem) as caught:
            rate({sign: explained(reason)})
        assert caught.value.field == sign
        assert "assessed" in caught.value.allowed


@pytest.mark.parametrize("sign", ASSESSED_ONLY)
def test_a_sign_that_only_an_assessment_stands_down(sign: str, rate: Rate) -> None:
    with pytest.raises(FieldProblem) as caught:
        rate({sign: explained("it is an old thing")})
    assert caught.value.field == sign
    by_one_who_knows = Given(Answer.YES, Status.ASSESSED, "my rheumatologist", TODAY)
    assert watches(rate({sign: by_one_who_knows}))


def test_stiffness_is_stood_down_by_a_rheumatologist_alone(rate: Rate) -> None:
    by_another = Given(Answer.YES, Status.ASSESSED, "my physio", TODAY)
    outcome = rate({"inflammatory-stiffness": by_another})
    assert "S3" in rules(outcome)
    assert "rheumatologist" in outcome.reasons[0].text


@pytest.mark.parametrize("sign", ["fever-with-pain", "both-hips-shoulders-stiff"])
def test_a_limited_sign_takes_only_the_reasons_named_for_it(sign: str, rate: Rate) -> None:
    with pytest.raises(FieldProblem) as caught:
        rate({sign: explained("stress at work")})
    assert caught.value.field == sign
    assert rate.reason(sign) in caught.value.allowed
    assert watches(rate({sign: explained(rate.reason(sign))}))


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("bladder-change", assessed(None)),
        ("bladder-change", assessed(TODAY + days(1))),
        ("weight-loss", explained("diet", TODAY + days(1))),
        ("weight-loss", explained("")),
        ("weight-loss", explained("  \n")),
        ("weight-loss", explained("x" * 201)),
        ("weight-loss", Given(NO, Status.EXPLAINED, "diet", TODAY)),
        ("weight-loss", Given(UNSURE, Status.EXPLAINED, "diet", TODAY)),
        ("bladder-change", Given(NO, Status.ASSESSED, "", TODAY)),
        ("bladder-change", Given(UNSURE, Status.ASSESSED, "", TODAY)),
        ("bladder-change", Given(NO, worse=True)),
        ("headache-jaw-vision", assessed(TODAY)),
        ("stops-life", explained("work")),
    ],
)
def test_an_answer_that_cannot_be_so(id: str, answer: Given, rate: Rate) -> None:
    with pytest.raises(FieldProblem) as caught:
        rate({id: answer})
    assert caught.value.field == id


def test_an_unknown_sign_is_named(rate: Rate) -> None:
    for id in ("sadle-numbness", "", "age", "cancer-ever", "mood-joy"):
        with pytest.raises(FieldProblem) as caught:
            rate({id: YES})
        assert caught.value.given == id


@pytest.mark.parametrize(
    ("field", "person"),
    [
        ("age", profile(age=-1)),
        ("age", profile(age=121)),
        ("age", profile(age=10**9)),
        ("cancer-type", msgspec.structs.replace(profile(), cancer_type="skin")),
        ("may-be-pregnant", profile(age=61, may_be_pregnant="yes")),
        ("thin-bones", profile(thin_bones="not-applicable")),
        ("reviewed", msgspec.structs.replace(profile(), reviewed=TODAY + days(1))),
    ],
)
def test_a_profile_that_contradicts_itself(field: str, person: Profile, rate: Rate) -> None:
    with pytest.raises(FieldProblem) as caught:
        rate(person=person)
    assert caught.value.field == field
    assert not isinstance(caught.value, NotAnAdult)


@pytest.mark.parametrize(
    "person",
    [
        profile(age=120),
        profile(age=None),
        profile(age=60, may_be_pregnant="yes"),
        profile(age=61, may_be_pregnant="unsure"),
        profile(may_be_pregnant="not-applicable"),
        msgspec.structs.replace(profile(cancer_ever="yes"), cancer_type="skin"),
        msgspec.structs.replace(profile(), reviewed=TODAY),
        Profile(),
    ],
)
def test_a_profile_that_can_be(person: Profile, rate: Rate) -> None:
    assert watches(rate(person=person))


# What counts on from the check before


def test_a_yes_or_unsure_counts_on_for_28_days(rate: Rate) -> None:
    answers = {"weight-loss": YES, "calf-swelling": UNSURE}
    for ago, counts in ((0, True), (28, True), (29, False)):
        previous = rate.check(answers, TODAY - days(ago))
        outcome = rate(asked=(), previous=previous)
        assert (rules(outcome) == {"S3", "S4"}) is counts
        assert (outcome.ask_again_in is not None) is counts
        assert watches(outcome) is not counts


def test_a_reason_tells_on_which_day_it_was_answered(rate: Rate) -> None:
    previous = rate.check({"weight-loss": YES}, date(2026, 3, 2))
    (finding,) = rate(asked=EMERGENCY, previous=previous).reasons
    assert "2 Mar 2026" in finding.text
    (finding,) = rate({"weight-loss": YES}, previous=previous).reasons
    assert "2026" not in finding.text


def test_what_is_asked_again_overrides_the_answer_before(rate: Rate) -> None:
    previous = rate.check({"bladder-change": YES, "weight-loss": YES}, TODAY - days(1))
    assert watches(rate(previous=previous))
    assert is_urgent(rate({"bladder-change": UNSURE}, previous=previous))


def test_being_seen_since_stands_down_what_was_answered_before(rate: Rate) -> None:
    answers = {"bladder-change": YES, "weight-loss": UNSURE}
    previous = rate.check(answers, TODAY - days(5), clearance=seen(TODAY - days(4)))
    outcome = rate(asked=(), previous=previous)
    assert watches(outcome)
    assert {(s.sign, s.status, s.on) for s in outcome.stood_down} == {
        (id, Status.ASSESSED, TODAY - days(4)) for id in answers
    }
    new_pain = lasting(days_ago=3)
    assert is_emergency(rate(asked=(), previous=previous, history=new_pain))


def test_being_seen_since_covers_what_had_got_worse(rate: Rate) -> None:
    answers = {"bladder-change": assessed(TODAY - days(9), worse=True)}
    previous = rate.check(answers, TODAY - days(5), clearance=seen(TODAY - days(4)))
    assert watches(rate(asked=(), previous=previous))
    assert is_emergency(rate({"bladder-change": YES}, previous=previous))


def test_a_reason_of_the_check_before_counts_from_its_own_day(rate: Rate) -> None:
    for given_on, ago in ((None, 27), (TODAY - days(28), 20)):
        previous = rate.check({"weight-loss": explained("diet", given_on)}, TODAY - days(ago))
        assert watches(rate(asked=(), previous=previous))
    expired = rate.check({"weight-loss": explained("diet", TODAY - days(29))}, TODAY - days(1))
    assert sees(rate(asked=(), previous=expired), 14)


def test_a_follow_up_of_the_check_before_counts_on_with_its_sign(rate: Rate) -> None:
    # The short check the day after asks neither of the two, and nobody has been seen.
    answers = {"both-hips-shoulders-stiff": YES, "headache-jaw-vision": YES}
    previous = rate.check(answers, TODAY - days(1), profile(age=70))
    assert previous.outcome.level is Level.EMERGENCY
    short = EMERGENCY + URGENT
    assert is_emergency(rate(person=profile(age=70), asked=short, previous=previous))


def test_a_yes_lives_through_more_than_one_short_check(rate: Rate, checklist: Checklist) -> None:
    previous = rate.check({"weight-loss": YES}, TODAY - days(3))
    for ago in (2, 1, 0):
        now = datetime.combine(TODAY - days(ago), time(12), UTC)
        run = CheckRun("short", now, profile(), answers=dict.fromkeys(EMERGENCY + URGENT, NO))
        previous = run.finish(f"c{ago}", checklist, PainHistory(), now, previous)
        assert sees(previous.outcome, 14), f"{ago} days before today"


def test_a_check_shortly_after_a_warning_sign_is_not_called_free_of_them(
    rate: Rate, checklist: Checklist
) -> None:
    now, advice = datetime.combine(TODAY, time(12), UTC), checklist.advice[Level.KEEP_WATCHING]
    calm = rate.check(dict.fromkeys(EMERGENCY + URGENT, NO), TODAY)
    aside = rate.check({"weight-loss": explained("diet")}, TODAY)
    lately, long_ago = Stop(now, "pop"), Stop(now)
    told = knowing(calm, lately, checklist).outcome
    assert (told.title, told.advice) == (advice.stop_title, advice.stop_text)
    assert "not rule out" in told.advice
    assert "today" not in told.title
    assert knowing(calm, long_ago, checklist).outcome == calm.outcome
    assert knowing(aside, lately, checklist).outcome == aside.outcome
    assert knowing(calm, long_ago, checklist).after_stop == long_ago


def test_a_run_tells_by_what_it_knew_whether_a_warning_sign_came_after_it() -> None:
    """Not by when it was begun: the clock may have been ahead then."""
    now = datetime.combine(TODAY, time(12), UTC)
    run = CheckRun("full", now + days(1), profile()).knowing_of(Stop(now))
    assert not run.is_before(None)
    assert not run.is_before(Stop(now))
    assert run.is_before(Stop(now + timedelta(seconds=1)))
    assert run.knowing_of(None).is_before(Stop(now))


def test_a_sign_that_is_not_asked_any_more_does_not_count_on(rate: Rate) -> None:
    sign = "bone-drug-thigh-pain"
    previous = rate.check({sign: YES}, TODAY - days(1), profile(bone_drugs="yes"))
    for answer, counts in (("yes", True), ("unsure", True), ("no", False)):
        outcome = rate(person=profile(bone_drugs=answer), asked=(), previous=previous)
        assert is_urgent(outcome) is counts


def test_what_pain_keeps_one_from_counts_on_until_it_is_asked_again(rate: Rate) -> None:
    previous = rate.check({"stops-life": YES}, TODAY - days(1))
    assert rules(rate(asked=(), previous=previous)) == {"D8"}
    assert watches(rate({"stops-life": NO}, asked=(), previous=previous))


def test_numbness_that_someone_has_looked_at_counts_no_more(rate: Rate) -> None:
    both = PainHistory(numb_legs=(Side.LEFT, Side.RIGHT), numb_on=TODAY - days(3))
    cleared = rate.check({}, TODAY - days(3), clearance=seen(TODAY - days(2)))
    assert "U5" in rules(rate(history=both))
    assert watches(rate(history=both, previous=cleared))
    again = msgspec.structs.replace(both, numb_on=TODAY - days(1))
    assert "U5" in rules(rate(history=again, previous=cleared))


@pytest.mark.parametrize("id", ["blood-thinner-faint", "blood-thinner-head"])
def test_faintness_and_a_knock_count_whatever_became_of_the_sign(id: str, rate: Rate) -> None:
    assert is_emergency(rate({"blood-thinner-pain": assessed(TODAY), id: YES}))


def test_pain_that_began_nobody_knows_when_is_taken_to_last(rate: Rate) -> None:
    strong = PainHistory(mean=8.0, severe=True)
    assert "S1" in rules(rate({"weight-loss": YES}, history=strong))
    assert "U3" in rules(rate({"weight-loss": YES, "night-sweats": YES}, history=strong))
    assert "D1" not in rules(rate(history=strong))


def test_what_is_set_aside_or_stands_is_asked_again(rate: Rate) -> None:
    assert rate().ask_again_in is None
    assert rate({"weight-loss": UNSURE}).ask_again_in == 3
    assert rate({"weight-loss": YES}).ask_again_in == 14
    assert rate({"weight-loss": explained("diet")}).ask_again_in == 29
    assert rate({"fever-with-pain": explained("cold")}).ask_again_in == 4


def test_signs_that_were_not_asked_are_counted(rate: Rate) -> None:
    assert rate().unasked == 0
    asked = len(signs_for(rate.checklist, profile(), PainHistory(), "full", TODAY))
    assert rate(asked=("saddle-numbness",)).unasked == asked - 1


# What is said


def spoken(outcome: Outcome) -> str:
    found = [outcome.advice, *outcome.notes, *(reason.text for reason in outcome.reasons)]
    return " ".join(found)


def test_keep_watching_never_reassures(rate: Rate, checklist: Checklist) -> None:
    outcomes = [
        rate(),
        rate({"weight-loss": UNSURE}),
        rate({"weight-loss": explained("diet")}),
        rate({"bladder-change": assessed(TODAY)}),
    ]
    for outcome in outcomes:
        assert watches(outcome)
        assert "not rule out" in outcome.advice
        assert "reported" in outcome.advice
        assert "today" in outcome.advice
        for phrase in NEVER_SAID:
            assert phrase not in spoken(outcome).casefold()
    advice = checklist.advice[Level.KEEP_WATCHING]
    for phrase in NEVER_SAID:
        assert phrase not in (advice.title + advice.aside_title).casefold()
    assert len(checklist.words.watch_for) == 6


def test_without_an_answer_nothing_is_said_of_signs(rate: Rate) -> None:
    outcome = rate(asked=())
    assert watches(outcome)
    assert outcome.title == outcome.advice
    assert outcome.advice.startswith("Nothing was answered, so nothing can be said")


def test_a_no_after_a_yes_that_nobody_looked_at_says_so(rate: Rate) -> None:
    previous = rate.check({"bladder-change": YES}, TODAY - days(1))
    question = rate.checklist.question("bladder-change").ask
    assert question in " ".join(rate(previous=previous).notes)
    seen_since = msgspec.structs.replace(previous, clearance=seen(TODAY))
    assert question not in " ".join(rate(previous=seen_since).notes)
    assert question not in " ".join(rate().notes)


def test_what_was_set_aside_or_unsure_is_not_called_no_sign(
    rate: Rate, checklist: Checklist
) -> None:
    advice = checklist.advice[Level.KEEP_WATCHING]
    assert rate().advice == advice.text
    for answers in (
        {"weight-loss": UNSURE},
        {"stops-life": UNSURE},
        {"weight-loss": explained("diet")},
        {"bladder-change": assessed(TODAY)},
    ):
        assert rate(answers).advice == advice.aside_text


def test_no_advice_has_places_left_but_the_numbers_to_call(rate: Rate) -> None:
    for answers in ({}, {"weight-loss": YES}, {"calf-swelling": YES}, {"cold-pale-leg": YES}):
        outcome = rate(answers)
        places = set(re.findall(r"{(\w*)}", spoken(outcome)))
        assert places <= {"emergency_number", "crisis_number", "advice_line"}
        assert "None" not in outcome.advice


def test_urgent_advice_names_what_to_tell(rate: Rate, checklist: Checklist) -> None:
    outcome = rate({"calf-swelling": YES, "hip-pop-bruise": YES})
    for sign in ("calf-swelling", "hip-pop-bruise"):
        assert checklist.question(sign).short in outcome.advice


def test_the_advice_names_the_days(rate: Rate) -> None:
    assert "within 3 days" in rate({"calf-swelling": UNSURE}).advice
    assert "within 7 days" in rate(TWO_SOON).advice
    assert "within 14 days" in rate({"weight-loss": YES}).advice


def test_every_answer_that_counts_is_told_by_its_own_question(
    rate: Rate, checklist: Checklist
) -> None:
    for id in (*EMERGENCY, *URGENT, *SOON, "headache-jaw-vision", *BACKGROUND):
        outcome = rate({id: YES}, profile(age=70), lasting(days_ago=30))
        (finding,) = outcome.reasons
        assert checklist.question(id).ask in finding.text
        assert "yes" in finding.text
        assert finding.signs == (id,)
        assert finding.phrase == checklist.question(id).short
    for id in EMERGENCY + URGENT:
        (finding,) = rate({id: UNSURE}).reasons
        assert checklist.question(id).ask in finding.text
        assert "not sure" in finding.text


@pytest.mark.parametrize(
    ("answers", "history"),
    [
        (TWO_SOON, SEVERE_FOR_MONTH),
        ({"fever-with-pain": YES, "leg-weakness-new": YES}, PainHistory()),
        ({"blood-thinner-pain": YES, "blood-thinner-head": YES}, PainHistory()),
        ({"calf-swelling": YES, "chest-pain-breathless": YES}, PainHistory()),
        ({"belly-pelvis-signs": YES, "fever-with-pain": YES}, PainHistory()),
        (
            {
                "weight-loss": explained("diet"),
                "night-sweats": explained("menopause"),
                "upper-back-pain": explained("rowing"),
            },
            PainHistory(),
        ),
    ],
)
def test_a_reason_of_several_signs_names_each_of_them(
    answers: Said,
    history: PainHistory,
    rate: Rate,
    checklist: Checklist,
) -> None:
    for finding in rate(answers, history=history).reasons:
        for sign in finding.signs:
            question = checklist.question(sign)
            assert question.ask in finding.text or question.short in finding.text, finding.rule


def test_all_reasons_are_shown_the_highest_first(rate: Rate) -> None:
    answers = {
        "weight-loss": YES, "calf-swelling": UNSURE, "stops-life": YES, "hip-pop-bruise": YES,
        "cold-pale-leg": YES, "bladder-change": UNSURE, "strain-walking": YES,
    }  # fmt: skip
    outcome = rate(answers, history=course(7, 7, 7, 7, 7))
    assert [r.rule for r in outcome.reasons] == [
        "E1", "U1", "U2", "S4", "S1", "D3", "D7", "S3", "D8",
    ]  # fmt: skip
    ranks = [reason.level.rank for reason in outcome.reasons]
    assert ranks == sorted(ranks)
    assert outcome.within_days == 0


def test_the_days_are_the_fewest_of_the_top_level(rate: Rate) -> None:
    assert sees(rate({"weight-loss": YES, "stops-life": YES}), 14)
    assert sees(rate({"weight-loss": YES, "strain-walking": YES}), 7)
    assert sees(rate({"weight-loss": YES, "calf-swelling": UNSURE, "strain-walking": YES}), 3)


@pytest.mark.parametrize("sign", NO_WEIGHT_ON)
def test_weight_is_kept_off_the_leg(sign: str, rate: Rate, checklist: Checklist) -> None:
    found = checklist.sign(sign)
    assert found is not None
    assert "weight off" in found.care
    assert found.care in rate({sign: YES}).notes
    assert found.care not in rate().notes


def test_the_notes_are_said_only_where_they_apply(rate: Rate, checklist: Checklist) -> None:
    assert rate(asked=tuple(s.id for s in checklist.signs)).notes == ()
    reminder = checklist.words.assessed_reminder
    assert reminder not in rate({"weight-loss": explained("diet")}).notes
    assert reminder in rate({"weight-loss": assessed(TODAY)}).notes


def test_it_is_told_how_much_was_not_asked(rate: Rate, checklist: Checklist) -> None:
    # Ten of the 33 are asked of some people only; five of them of nobody like this one.
    person = profile(age=40)
    unconditional = {s.id for s in checklist.signs if not s.asked_of}
    asked = unconditional | {"inflammatory-stiffness"}
    (note,) = rate(person=person, asked=()).notes
    assert f"{len(asked)} of {len(asked)}" in note
    (note,) = rate(person=person, asked=EMERGENCY + URGENT).notes
    assert f"{len(asked & set(SOON))} of {len(asked)}" in note
    previous = rate.check({"weight-loss": YES}, TODAY)
    (note,) = rate(person=person, asked=EMERGENCY + URGENT, previous=previous).notes
    assert f"{len(asked & set(SOON)) - 1} of {len(asked)}" in note


def test_the_rule_names_its_version(rate: Rate) -> None:
    assert rate().rule_version


# Whatever is answered

days_ago = st.integers(0, 60).map(lambda n: TODAY - days(n))
reasons_for = {
    "weight-loss": "diet",
    "night-sweats": "menopause",
    "constant-night-pain": "position",
    "upper-back-pain": "unusual-work",
    "fever-with-pain": "cold",
    "both-hips-shoulders-stiff": "unusual-exercise",
    "belly-pelvis-signs": "known-condition",
}
persons = st.builds(
    Profile,
    age=st.none() | st.integers(18, 60),
    **{id.replace("-", "_"): st.sampled_from([None, "no", "no", "yes", "unsure"]) for id in ITEMS},
)
sides = st.sampled_from([(), (Side.LEFT,), (Side.LEFT, Side.RIGHT)])
means = st.none() | st.integers(0, 100).map(lambda n: n / 10)
histories = st.builds(
    PainHistory,
    onset=st.none() | st.integers(-3, 400).map(lambda n: TODAY - days(n)),
    logged=st.integers(0, 7),
    mean=means,
    first_mean=means,
    severe=st.booleans(),
    severe_two_weeks=st.booleans(),
    worsening=st.booleans(),
    falling=st.booleans(),
    numb_legs=sides,
    numbness_spreads=st.booleans(),
    reaching_further=st.booleans(),
    below_knee=st.booleans(),
    broken_sleep=st.booleans(),
    strain_on=st.none() | days_ago,
    low_mood=st.lists(st.integers(0, 6), max_size=3).map(tuple),
)


def said_of(id: str) -> st.SearchStrategy[Answer | Given]:
    """Everything that may be answered to this question."""
    plain = st.sampled_from([NO, NO, UNSURE, YES])
    if id not in EMERGENCY + URGENT + SOON:
        return plain
    found: st.SearchStrategy[Answer | Given] = plain | st.builds(
        assessed, days_ago, worse=st.booleans()
    )
    if id in reasons_for:
        found |= st.builds(explained, st.just(reasons_for[id]), days_ago)
    return found


QUESTIONS = EMERGENCY + URGENT + SOON + FOLLOW_UPS + BACKGROUND
some_answers = st.lists(st.sampled_from(QUESTIONS), max_size=6, unique=True).flatmap(
    lambda ids: st.fixed_dictionaries({id: said_of(id) for id in ids})
)


def no_less(after: Outcome, before: Outcome) -> bool:
    """Whether the outcome is at least as pressing as the one before."""
    if after.level is before.level and before.within_days is not None:
        assert after.within_days is not None
        return after.within_days <= before.within_days
    return after.level.rank <= before.level.rank


@given(some_answers, persons, histories, st.sampled_from(EMERGENCY + URGENT + SOON))
def test_one_more_sign_is_never_less(
    rate: Rate, answers: dict[str, Answer | Given], person: Profile, history: PainHistory, id: str
) -> None:
    before = rate(answers, person, history)
    after = rate({**answers, id: YES}, person, history)
    assert no_less(after, before)
    assert after.level is not Level.KEEP_WATCHING
    assert any(id in reason.signs for reason in after.reasons)


@given(some_answers, persons, histories, st.sampled_from(QUESTIONS))
def test_unsure_is_never_less_than_no_and_never_lost(
    rate: Rate, answers: dict[str, Answer | Given], person: Profile, history: PainHistory, id: str
) -> None:
    before = rate({**answers, id: NO}, person, history)
    after = rate({**answers, id: UNSURE}, person, history)
    assert no_less(after, before)
    # Sooner, where a reason that stood another sign down ends before.
    assert after.ask_again_in is not None
    assert after.ask_again_in <= 3
    if id in EMERGENCY:
        assert after.level.rank <= Level.URGENT.rank
    if id in URGENT:
        assert after.level.rank <= Level.SEE_A_CLINICIAN.rank


@given(some_answers, persons, histories, st.sampled_from(QUESTIONS))
def test_unsure_is_never_more_than_yes(
    rate: Rate, answers: dict[str, Answer | Given], person: Profile, history: PainHistory, id: str
) -> None:
    unsure = rate({**answers, id: UNSURE}, person, history)
    assert no_less(rate({**answers, id: YES}, person, history), unsure)


@given(
    some_answers,
    persons,
    histories,
    st.sampled_from(EMERGENCY + tuple(set(URGENT) - {"fever-with-pain"})),
    st.text(min_size=1, max_size=30),
    days_ago,
)
def test_explaining_never_clears_a_sign_that_needs_a_clinician(
    rate: Rate,
    answers: dict[str, Answer | Given],
    person: Profile,
    history: PainHistory,
    id: str,
    reason: str,
    on: date,
) -> None:
    with pytest.raises(FieldProblem) as caught:
        rate({**answers, id: explained(reason, on)}, person, history)
    assert caught.value.field == id


@given(some_answers, persons, histories, st.data())
def test_the_order_of_answering_never_matters(
    rate: Rate,
    answers: dict[str, Answer | Given],
    person: Profile,
    history: PainHistory,
    data: st.DataObject,
) -> None:
    order = data.draw(st.permutations(list(answers)))
    shuffled = {id: answers[id] for id in order}
    assert rate(answers, person, history, asked=()) == rate(shuffled, person, history, asked=())


@given(some_answers, persons, histories, st.sets(st.sampled_from(ITEMS)))
def test_one_more_risk_is_never_less(
    rate: Rate,
    answers: dict[str, Answer | Given],
    person: Profile,
    history: PainHistory,
    items: set[str],
) -> None:
    riskier = msgspec.structs.replace(person, **{id.replace("-", "_"): "yes" for id in items})
    assert no_less(rate(answers, riskier, history), rate(answers, person, history))


@given(some_answers, some_answers, persons, histories, st.integers(0, 28))
def test_the_check_before_never_makes_it_less(
    rate: Rate,
    answers: dict[str, Answer | Given],
    before: dict[str, Answer | Given],
    person: Profile,
    history: PainHistory,
    ago: int,
) -> None:
    at = datetime.combine(TODAY - days(ago), time(12), UTC)
    alone = rate(answers, person, history, asked=())
    previous = Screening(
        id="c1", day=at.date(), at=at, scope="full", answers=before, profile=person,
        history=history, outcome=alone, created_at=at, updated_at=at,
    )  # fmt: skip
    assert no_less(rate(answers, person, history, asked=(), previous=previous), alone)


@given(some_answers, persons, histories)
def test_every_outcome_holds_together(
    rate: Rate, answers: dict[str, Answer | Given], person: Profile, history: PainHistory
) -> None:
    outcome = rate(answers, person, history)
    top = [reason for reason in outcome.reasons if reason.level is outcome.level]
    if outcome.reasons:
        assert outcome.within_days == min(reason.within_days for reason in top)
        assert outcome.level.rank == min(reason.level.rank for reason in outcome.reasons)
    else:
        assert outcome.level is Level.KEEP_WATCHING
        assert outcome.within_days is None
    said = {id for id, answer in answers.items() if full(answer).answer is YES}
    told = {s for r in outcome.reasons for s in r.signs} | {s.sign for s in outcome.stood_down}
    assert said & {*EMERGENCY, *URGENT, *SOON} <= told
    assert not {s.sign for s in outcome.stood_down} & {
        r.signs[0] for r in outcome.reasons if r.rule in ("E1", "U1", "S1", "S2", "S3")
    }
    assert msgspec.json.decode(msgspec.json.encode(outcome), type=Outcome) == outcome


@given(
    st.integers(-(10**12), 10**12) | st.none(),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.dates(date(1900, 1, 1), date(9000, 1, 1)),
)
def test_odd_ages_and_days_crash_nothing(
    rate: Rate,
    age: int | None,
    onset: date | None,
    strain: date | None,
    on: date | None,
    today: date,
) -> None:
    history = PainHistory(onset=onset, strain_on=strain)
    answers = {"weight-loss": explained("diet", on), "bladder-change": assessed(on)}
    with suppress(FieldProblem):
        assert rate(answers, profile(age=age), history, today=today).level in Level


def test_each_sign_has_the_terms_that_the_clinical_text_gives_it(checklist: Checklist) -> None:
    for sign in checklist.signs:
        never = sign.id in EMERGENCY or (sign.id in URGENT and sign.id != "fever-with-pain")
        expected = Clear.NEVER if never else Clear.LIMITED
        assert sign.clear is (Clear.YES if sign.id in FREELY_EXPLAINED else expected), sign.id
        assert bool(sign.reasons) is (sign.id in reasons_for), sign.id
