"""Which skip codes hold today, and which strain to ask about, against clinical section 4.5."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from journal.content.library import load_library
from journal.domain.availability import (
    FROM_PROFILE,
    FROM_SIGNS,
    STRAIN,
    codes_today,
    strain_to_ask_about,
    strain_to_review,
)
from journal.domain.body import Region, Side
from journal.domain.checklist import Checklist
from journal.domain.entry import Event, PainEntry, Quality, Site
from journal.domain.limits import Limits
from journal.domain.pain_history import PainHistory
from journal.domain.redflags import assess
from journal.domain.screening import (
    Answer,
    Carried,
    Clearance,
    Given,
    Profile,
    Screening,
    Status,
)

Entry = Callable[..., PainEntry]
Make = Callable[..., Screening]

LIBRARY = load_library()
TODAY = date(2026, 3, 14)
YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE
LEFT, BOTH = Side.LEFT, Side.BOTH


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def at(ago: int) -> datetime:
    return datetime(2026, 3, 14, 12, tzinfo=UTC) - timedelta(days=ago)


def codes(
    ticked: tuple[str, ...] = (),
    profile: Profile | None = None,
    last: Screening | None = None,
    entries: tuple[PainEntry, ...] = (),
) -> frozenset[str]:
    return codes_today(ticked, profile, last, entries, TODAY)


# Ticked and from the profile


def test_nothing_known_brings_no_code() -> None:
    assert codes() == frozenset()
    assert codes(profile=Profile()) == frozenset()


def test_what_was_ticked_holds() -> None:
    assert codes(("knee-pain", "of-another-version")) == {"knee-pain", "of-another-version"}
    ticked = {"knee-pain": day(400)}
    assert codes_today(ticked, None, None, (), TODAY) == {"knee-pain"}


@pytest.mark.parametrize("code", FROM_PROFILE)
def test_the_profile_brings_codes_for_a_yes_and_for_unsure(code: str) -> None:
    def told(answer: Any) -> Profile:
        return Profile(**{FROM_PROFILE[code].replace("-", "_"): answer})

    assert code in codes(profile=told("yes"))
    assert code in codes(profile=told("unsure"))
    for answer in ("no", "not-applicable", None):
        assert codes(profile=told(answer)) == frozenset()


def test_a_new_hip_or_surgery_is_one_question_so_both_hold() -> None:
    found = codes(profile=Profile(implant_or_surgery="yes"))
    assert found == {"surgery-recent", "artificial-hip"}


def test_every_code_is_explained_by_the_library() -> None:
    assert {*FROM_PROFILE, *FROM_SIGNS, "leg-nerve-flare"} <= set(LIBRARY.skip_codes)


# From the last check


@pytest.fixture
def check(checklist: Checklist, screening: Make) -> Callable[..., Screening]:
    """A check of today with these answers, and what the rule makes of them."""

    def make(
        answers: Mapping[str, Answer | Given],
        carried: Mapping[str, Carried] | None = None,
        clearance: Clearance | None = None,
        **profile: Any,
    ) -> Screening:
        whose = Profile(**{"age": 70, "thin_bones": "no", "bone_drugs": "yes", **profile})
        before = None
        if carried:
            held = {sign: each.given for sign, each in carried.items()}
            day = next(iter(carried.values())).day
            before = screening(answers=held, profile=whose, day=day)
        found = assess(checklist, answers, whose, PainHistory(), TODAY, before)
        return screening(
            answers=dict(answers),
            carried=dict(carried or {}),
            profile=whose,
            outcome=found,
            clearance=clearance,
        )

    return make


SIGNS = [(sign, code) for code, signs in FROM_SIGNS.items() for sign in signs]


@pytest.mark.parametrize(("sign", "code"), SIGNS)
def test_a_sign_that_stands_brings_its_code(
    check: Callable[..., Screening], sign: str, code: str
) -> None:
    assert codes(last=check({sign: YES})) == {code}
    assert codes(last=check({sign: Given(YES)})) == {code}
    assert codes(last=check({sign: UNSURE})) == {code}
    assert codes(last=check({sign: NO})) == frozenset()


@pytest.mark.parametrize(("sign", "code"), SIGNS)
def test_a_sign_that_was_looked_at_brings_none_until_it_gets_worse(
    check: Callable[..., Screening], sign: str, code: str
) -> None:
    seen = Given(YES, Status.ASSESSED, "a muscle injury, Dr Lee", day(3))
    assert codes(last=check({sign: seen})) == frozenset()
    worse = Given(YES, Status.ASSESSED, "a muscle injury, Dr Lee", day(3), worse=True)
    assert codes(last=check({sign: worse})) == {code}


def test_no_reason_stands_these_signs_down(checklist: Checklist) -> None:
    for sign, _ in SIGNS:
        found = checklist.sign(sign)
        assert found is not None
        assert found.clear == "never"


@pytest.mark.parametrize("given", [YES, UNSURE])
def test_a_sign_of_an_earlier_check_counts_on_in_a_short_one(
    check: Callable[..., Screening], given: Answer
) -> None:
    carried = {"impact-groin-pain": Carried(Given(given), day(5))}
    assert codes(last=check({"saddle-numbness": NO}, carried)) == {"bone-stress-suspected"}
    # What is answered now counts, not what was said before.
    assert codes(last=check({"impact-groin-pain": NO}, carried)) == frozenset()


def test_a_sign_that_was_seen_before_a_later_check_brings_none(
    check: Callable[..., Screening],
) -> None:
    seen = Given(YES, Status.ASSESSED, "Dr Lee", day(2))
    carried = {"hip-pop-bruise": Carried(seen, day(5))}
    assert codes(last=check({"saddle-numbness": NO}, carried)) == frozenset()


def test_a_check_after_which_someone_was_seen_brings_none(
    check: Callable[..., Screening],
) -> None:
    seen = Clearance(TODAY, "Dr Lee", True, check({}).at)
    answers = {sign: YES for sign, _ in SIGNS}
    assert codes(last=check(answers, clearance=seen)) == frozenset()
    assert codes(last=check(answers)) == set(FROM_SIGNS)


# From the log


def test_strong_or_numb_leg_pain_lately_brings_a_nerve_flare(entry: Entry) -> None:
    def found(ago: int, *args: Any, **fields: Any) -> bool:
        each = entry(*args, at=at(ago), **fields)
        return codes(entries=(each,)) == {"leg-nerve-flare"}

    calf, thigh = (Site(Region.CALF, LEFT),), (Site(Region.BACK_THIGH, BOTH),)
    assert found(0, 6, sites=calf)
    assert found(2, 6, sites=thigh)
    assert not found(3, 6, sites=calf)
    assert not found(0, 5, sites=calf)
    for quality in (Quality.NUMB, Quality.PINS_AND_NEEDLES):
        assert found(0, 1, sites=calf, qualities=(quality,))
    assert not found(0, 1, sites=calf, qualities=(Quality.ACHING,))
    # A place's own pain counts for it, and pain elsewhere is no flare of the leg.
    assert found(0, 2, sites=(Site(Region.FOOT, LEFT, 7),))
    assert not found(0, 9, sites=(Site(Region.FOOT, LEFT, 2),))
    assert not found(0, 9, sites=(Site(Region.BUTTOCK, LEFT),), qualities=(Quality.NUMB,))
    assert not found(-1, 9, sites=calf)


def test_all_sources_hold_together(entry: Entry, check: Callable[..., Screening]) -> None:
    leg = entry(8, sites=(Site(Region.CALF, LEFT),))
    found = codes(
        ("neck-pain",), Profile(may_be_pregnant="yes"), check({"calf-swelling": YES}), (leg,)
    )
    assert found == {"neck-pain", "pregnant", "calf-swelling", "leg-nerve-flare"}


# A strain to ask about


@pytest.mark.parametrize("event", Event)
def test_a_kick_or_a_sprint_asks_about_the_hip_flexors_and_nothing_else_does(
    entry: Entry, event: Event
) -> None:
    each = entry(event=event)
    asks = event in (Event.KICK, Event.SPRINT)
    assert strain_to_ask_about([each], TODAY) == (each if asks else None)


def test_a_strain_is_asked_about_for_two_weeks(entry: Entry) -> None:
    def asks(ago: int) -> bool:
        return strain_to_ask_about([entry(event=Event.KICK, at=at(ago))], TODAY) is not None

    assert [asks(ago) for ago in (0, 13, 14, 15)] == [True, True, True, False]
    assert strain_to_ask_about([], TODAY) is None


def test_the_last_strain_is_asked_about_once(entry: Entry) -> None:
    old = entry(event=Event.SPRINT, at=at(6))
    new = entry(event=Event.KICK, at=at(2))
    later = entry(event=Event.FALL, at=at(1))
    assert strain_to_ask_about([old, new, later], TODAY) == new
    assert strain_to_ask_about([old, new, later], TODAY, asked=old.id) == new
    # Having been asked about the last one, an earlier one is not brought up.
    assert strain_to_ask_about([old, new, later], TODAY, asked=new.id) is None


@pytest.mark.parametrize(("ago", "again"), [(0, False), (13, False), (14, True), (60, True)])
def test_a_strain_that_was_ticked_is_asked_about_again_after_two_weeks(
    ago: int, again: bool
) -> None:
    assert strain_to_review(Limits(ticked={STRAIN: day(ago)}), TODAY) is again


def test_where_no_strain_was_ticked_none_is_asked_about_again() -> None:
    assert not strain_to_review(Limits(), TODAY)
    assert not strain_to_review(Limits(ticked={"knee-pain": day(40)}), TODAY)
    assert STRAIN in LIBRARY.skip_codes
