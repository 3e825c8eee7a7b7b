"""One run through the red-flag checklist: answers, what was known, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

import msgspec

from journal.domain.checklist import Checklist, Clear, HarmlessReason, Sign
from journal.domain.entry import check_text
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.problem import FieldProblem

ADULT = 18
"""Years from which on the checklist gives a result."""
OLDEST = 120
"""Years; a higher age is a slip of the finger."""
PREGNANT_UNTIL = 60
"""Years up to which a pregnancy is possible."""
REASON_LIMIT = 200
"""Characters of a harmless reason, and of who assessed a sign."""


class Answer(StrEnum):
    """What a person says to a question. Unsure is an answer of its own, never a no."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Status(StrEnum):
    """What a yes stands for (clinical section 1.4)."""

    ACTIVE = "active"
    EXPLAINED = "explained"
    ASSESSED = "assessed"


class Given(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An answer with what belongs to it.

    `reason` is the id of a `HarmlessReason` or the person's own words, and for an assessed sign
    who looked at it. `on` is the day of the reason or of the assessment. `worse` says that an
    assessed sign got worse or changed since, which makes it active again.
    """

    answer: Answer
    status: Status = Status.ACTIVE
    reason: str = ""
    on: date | None = None
    worse: bool = False


Answers: TypeAlias = Mapping[str, Answer | Given]
"""Question id -> answer; what was not asked is not in it."""


def full(answer: Answer | Given) -> Given:
    """The answer with everything that belongs to it."""
    return answer if isinstance(answer, Given) else Given(answer)


class Carried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A yes or unsure of an earlier screening that counts on; `day` is when it was given."""

    given: Given
    day: date


ProfileAnswer: TypeAlias = Literal["yes", "no", "unsure", "not-applicable"]


class Profile(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename="kebab",
):
    """What is asked once and reviewed every three months (clinical section 1.3).

    `age` is in years. None stands for what was not asked yet.
    """

    age: int | None = None
    cancer_ever: ProfileAnswer | None = None
    cancer_type: str = ""
    thin_bones: ProfileAnswer | None = None
    steroids_long: ProfileAnswer | None = None
    immunity_weak: ProfileAnswer | None = None
    blood_thinners: ProfileAnswer | None = None
    bone_drugs: ProfileAnswer | None = None
    implant_or_surgery: ProfileAnswer | None = None
    may_be_pregnant: ProfileAnswer | None = None
    bone_blood_risk: ProfileAnswer | None = None
    runner_or_load_jump: ProfileAnswer | None = None
    reviewed: date | None = None

    def item(self, id: str) -> ProfileAnswer | None:
        """The answer to the yes-or-no item with this id (`cancer-ever`)."""
        answer: ProfileAnswer | None = getattr(self, id.replace("-", "_"))
        return answer

    def has(self, id: str) -> bool:
        """Whether the item was answered yes, or unsure, which never counts as no."""
        return self.item(id) in ("yes", "unsure")


class Finding(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One rule that fired: its id (E1 ... D10), the reason in the person's own answers.

    `phrase` is the same in a few words, for use in a sentence. `within_days` is by when
    someone should look at it, 0 for now.
    """

    rule: str
    level: Level
    within_days: int
    text: str
    phrase: str
    signs: tuple[str, ...] = ()


class StoodDown(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A sign answered yes that does not count for now, and why."""

    sign: str
    status: Status
    reason: str
    on: date
    text: str


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What came of a screening.

    `within_days` is None when there is nothing to be done by a day. `title` and `advice` are
    the texts that were shown, their places filled in but for the numbers to call, `notes` what
    was said beside them. `ask_again_in` is the number of days after which some signs are asked
    again, `unasked` how many signs that fit the person were not asked, `watch_for` what the
    person was told to look out for.
    """

    level: Level
    within_days: int | None
    reasons: tuple[Finding, ...]
    stood_down: tuple[StoodDown, ...]
    rule_version: str
    advice: str
    notes: tuple[str, ...] = ()
    ask_again_in: int | None = None
    title: str = ""
    unasked: int = 0
    watch_for: tuple[str, ...] = ()


class Clearance(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """That someone looked at it or spoke with the person: the day, who, when it was noted.

    `may_exercise` is what they said, None where it was not spoken of.
    """

    on: date
    who: str
    may_exercise: bool | None
    at: datetime


Scope: TypeAlias = Literal["full", "short"]
"""`short` asks the emergency and urgent signs alone."""


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question as it read: as it was asked, and as a phrase."""

    ask: str
    short: str


class Stop(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A yes to a warning sign outside of a check: to a stop rule, or before a session.

    `at` is its moment, with its UTC offset. `rule` is the id of what was said yes to, with a
    "+" between several, empty where that was too long ago to be still so.
    """

    at: Annotated[datetime, msgspec.Meta(tz=True)]
    rule: str = ""


class Screening(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """One finished run through the checklist, as it is kept.

    `carried` holds answers of earlier screenings that counted on because they were not asked
    again, `wording` how each question read that was not answered no. `mood` holds the answers
    0-3 to the questions on mood, empty when they were passed over. `after_stop` is the latest
    warning sign outside of a check that was known when these answers were given.
    """

    id: str
    day: date
    at: datetime
    scope: Scope
    answers: dict[str, Answer | Given]
    carried: dict[str, Carried] = {}
    wording: dict[str, Wording] = {}
    mood: dict[str, int] = {}
    profile: Profile
    history: PainHistory
    outcome: Outcome
    clearance: Clearance | None = None
    after_stop: Stop | None = None
    created_at: datetime
    updated_at: datetime


class NotAnAdult(FieldProblem):
    """The checklist is for adults and gives no result for anyone younger."""

    def __init__(self, age: int, words: str) -> None:
        super().__init__("age", age, f"{ADULT} or older. {words}")


def check_profile(profile: Profile, checklist: Checklist, today: date) -> None:
    """Raise FieldProblem when the profile contradicts itself, NotAnAdult for a child."""
    age = profile.age
    if age is not None:
        if not 0 <= age <= OLDEST:
            raise FieldProblem("age", age, f"years, {ADULT} to {OLDEST}")
        if age < ADULT:
            raise NotAnAdult(age, checklist.words.minor)
    check_text("cancer-type", profile.cancer_type, REASON_LIMIT)
    for item in checklist.profile:
        plain = item.kind == "yes-no" and not item.not_applicable
        if plain and profile.item(item.id) == "not-applicable":
            raise FieldProblem(item.id, "not-applicable", "yes, no or unsure")
    if profile.cancer_type and profile.cancer_ever == "no":
        given = f"{profile.cancer_type}, with cancer-ever no"
        raise FieldProblem("cancer-type", given, "a kind of cancer only where cancer-ever is yes")
    if profile.may_be_pregnant == "yes" and age is not None and age > PREGNANT_UNTIL:
        given = f"yes, at age {age}"
        allowed = f"yes only up to age {PREGNANT_UNTIL}; one of the two is not so"
        raise FieldProblem("may-be-pregnant", given, allowed)
    if profile.reviewed is not None and profile.reviewed > today:
        raise FieldProblem("reviewed", profile.reviewed, f"a day up to today, {today}")


def check_answers(answers: Answers, checklist: Checklist, today: date) -> None:
    """Raise FieldProblem for an answer that cannot be so; its `field` is the question's id."""
    asked = {
        question.id
        for part in (checklist.signs, checklist.follow_ups, checklist.background)
        for question in part
    }
    for id, answer in answers.items():
        if id not in asked:
            raise FieldProblem("answers", id, "the id of a sign, as `journal check --ids` lists")
        given = full(answer)
        sign = checklist.sign(id)
        check_text(id, given.reason, REASON_LIMIT)
        if given.worse and given.status is not Status.ASSESSED:
            raise FieldProblem(id, f"{given.status}, worse", "worse only with assessed")
        if given.status is Status.ACTIVE:
            continue
        if given.answer is not Answer.YES:
            raise FieldProblem(id, f"{given.answer}, {given.status}", "a status only with a yes")
        if sign is None:
            raise FieldProblem(id, given.status, "yes, no or unsure alone")
        if given.on is not None and given.on > today:
            raise FieldProblem(id, f"{given.status} on {given.on}", f"a day up to today, {today}")
        if given.status is Status.ASSESSED and given.on is None:
            raise FieldProblem(id, "assessed, without a day", "assessed with the day in `on`")
        if given.status is Status.EXPLAINED:
            _check_reason(sign, given)


def _check_reason(sign: Sign, given: Given) -> None:
    if sign.clear is Clear.NEVER:
        raise FieldProblem(
            sign.id, "explained", "active or assessed: no reason stands this sign down"
        )
    if not sign.reasons:
        raise FieldProblem(sign.id, "explained", f"active or assessed. {sign.terms}")
    if not given.reason.strip():
        raise FieldProblem(sign.id, "explained, without a reason", "explained with a `reason`")
    if sign.clear is Clear.LIMITED and not known_reason(sign, given.reason):
        kinds = "; ".join(f"{kind.id}: {kind.text}" for kind in sign.reasons)
        raise FieldProblem(sign.id, f"explained, {given.reason}", kinds)


def known_reason(sign: Sign, reason: str) -> HarmlessReason | None:
    """The reason that the checklist names for the sign by this id or text, if there is one."""
    named = reason.strip()
    return next((kind for kind in sign.reasons if named in (kind.id, kind.text)), None)


def reason_words(sign: Sign, reason: str) -> str:
    """The reason in words: a kind's text for its id, else what the person wrote."""
    kind = known_reason(sign, reason)
    return reason.strip() if kind is None else kind.text
