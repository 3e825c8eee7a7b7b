"""A run through the checklist while it is under way: what was answered, what comes next.

Frozen: each answer gives a new run. A run turns into the text fields of a draft and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

import msgspec

from journal.domain.carrying import carry
from journal.domain.checklist import Checklist, ProfileItem, Question, Sign
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.problem import FieldProblem
from journal.domain.questionnaire import questions_for
from journal.domain.redflags import assess
from journal.domain.screening import (
    Answer,
    Answers,
    Carried,
    Given,
    Outcome,
    Profile,
    Scope,
    Screening,
    Status,
    Stop,
    Wording,
    full,
)
from journal.domain.standing import ALARM

REVIEW_AFTER = timedelta(days=91)
"""How long the profile stands before it is asked again (clinical section 1.5)."""
SAID_FOR = timedelta(days=7)
"""How long the strength of pain that a person gave holds for a short check."""
MOOD_SCORES = range(4)

Kind: TypeAlias = Literal["years", "profile", "onset", "strength", "sign", "mood", "review"]


class Step(msgspec.Struct, frozen=True):
    """One thing that is asked; `id` is the question's, or the kind where there is none."""

    kind: Kind
    id: str
    question: Question | None = None


class CheckRun(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was answered so far.

    `review` holds the ids of the items of the profile that are asked. `onset` and
    `usual` are the person's corrections of what the journal knows; `passed` holds the ids of
    steps that were passed over. `knew` is the moment of the latest warning sign outside of a
    check that was known when it began, None where there was none.
    """

    scope: Scope
    started: datetime
    profile: Profile
    review: tuple[str, ...] = ()
    answers: dict[str, Answer | Given] = {}
    mood: dict[str, int] = {}
    onset: date | None = None
    usual: int | None = None
    passed: tuple[str, ...] = ()
    knew: datetime | None = None

    # What comes next

    def knowing_of(self, stop: Stop | None) -> CheckRun:
        """The run, begun when this warning sign outside of a check was known."""
        return _with(self, knew=None if stop is None else stop.at)

    def is_before(self, stop: Stop | None) -> bool:
        """Whether it was begun without knowing of this warning sign."""
        return stop is not None and (self.knew is None or self.knew < stop.at)

    def history(self, known: PainHistory) -> PainHistory:
        """What the journal knows, with this run's corrections."""
        if self.onset is not None:
            known = msgspec.structs.replace(known, onset=self.onset)
        return known if self.usual is None else known.corrected(self.usual)

    def steps(self, checklist: Checklist, known: PainHistory, today: date) -> tuple[Step, ...]:
        """Everything that is asked in this run, in order, ending with the review."""
        history = self.history(known)
        found: list[Step] = []
        for item in checklist.profile:
            if item.id in self.review:
                found.append(Step("years" if item.kind == "years" else "profile", item.id, item))
        if self.scope == "full":
            found += [Step("onset", "onset"), Step("strength", "strength")]
        questions = questions_for(checklist, self.profile, history, self.answers, self.scope, today)
        found += [Step("sign", question.id, question) for question in questions]
        if self.scope == "full":
            found += [Step("mood", question.id, question) for question in checklist.mood]
        return (*found, Step("review", "review"))

    def is_done(self, step: Step) -> bool:
        """Whether the step was answered or passed over."""
        match step.kind:
            case "years":
                return self.profile.age is not None and step.id in self.passed
            case "profile":
                return self.profile.item(step.id) is not None and step.id in self.passed
            case "sign":
                return step.id in self.answers
            case "mood":
                return step.id in self.mood or step.id in self.passed
            case "review":
                return False
            case _:
                return step.id in self.passed

    # Answering

    def passing(self, id: str) -> CheckRun:
        """The step is behind us, whatever was answered."""
        return self if id in self.passed else _with(self, passed=(*self.passed, id))

    def answered(self, id: str, answer: Answer | Given) -> CheckRun:
        """A sign, a follow-up or a background question was answered."""
        return _with(self, answers={**self.answers, id: answer})

    def about(self, id: str, answer: str | int) -> CheckRun:
        """An item of the profile was answered: years for `age`, else yes, no, ..."""
        name = id.replace("-", "_")
        profile = msgspec.structs.replace(self.profile, **{name: answer})
        if id == "cancer-ever" and answer != "yes":
            profile = msgspec.structs.replace(profile, cancer_type="")
        return _with(self, profile=profile).passing(id)

    def felt(self, id: str, score: int) -> CheckRun:
        """A question on mood was answered with 0-3."""
        return _with(self, mood={**self.mood, id: score}).passing(id)

    def began(self, onset: date, today: date) -> CheckRun:
        """The pain began on this day. Raises FieldProblem for a day to come."""
        if onset > today:
            raise FieldProblem("onset", onset, f"a day up to today, {today}")
        return _with(self, onset=onset).passing("onset")

    def hurts(self, usual: int) -> CheckRun:
        """The pain is usually this strong now, 0-10."""
        return _with(self, usual=usual).passing("strength")

    # Finishing

    def finish(
        self,
        id: str,
        checklist: Checklist,
        known: PainHistory,
        now: datetime,
        previous: Screening | None,
        after_stop: Stop | None = None,
    ) -> Screening:
        """The screening that this run is. Raises FieldProblem, NotAnAdult.

        `after_stop` is the latest warning sign outside of a check that was known when the
        questions were gone through.

        Answers to questions that are not asked any more, since another answer changed, are
        left out.
        """
        today = now.date()
        answers = self._asked_for(checklist, known, today)
        history = self.history(known)
        if self.usual is None and self.scope == "short" and previous is not None:
            said = previous.history.usual
            recent = today - previous.day < SAID_FOR
            history = history.corrected(said) if said is not None and recent else history
        low = () if previous is None else previous.history.low_mood[-1:]
        if len(self.mood) == len(checklist.mood):
            low += (sum(self.mood.values()),)
        history = msgspec.structs.replace(history, low_mood=low)
        carried = carry(checklist, answers, self.profile, history, today, previous)
        reviewed = today if self.review else self.profile.reviewed
        profile = msgspec.structs.replace(self.profile, reviewed=reviewed)
        screening = Screening(
            id=id,
            day=today,
            at=now,
            scope=self.scope,
            answers=answers,
            carried=carried,
            wording=wording_of(checklist, answers, carried),
            mood=self.mood,
            profile=profile,
            history=history,
            outcome=assess(checklist, answers, profile, history, today, previous),
            created_at=now,
            updated_at=now,
        )
        return screening if after_stop is None else knowing(screening, after_stop, checklist)

    def _asked_for(
        self, checklist: Checklist, known: PainHistory, today: date
    ) -> dict[str, Answer | Given]:
        asked = {step.id for step in self.steps(checklist, known, today)}
        return {id: answer for id, answer in self.answers.items() if id in asked}

    def outcome(
        self, checklist: Checklist, known: PainHistory, today: date, previous: Screening | None
    ) -> Outcome:
        """What came of it if this were all. Raises FieldProblem, NotAnAdult."""
        answers, history = self._asked_for(checklist, known, today), self.history(known)
        return assess(checklist, answers, self.profile, history, today, previous)

    def alarms(
        self, checklist: Checklist, known: PainHistory, today: date, previous: Screening | None
    ) -> frozenset[str]:
        """What in these answers asks to get help at once; empty when nothing does.

        A profile that contradicts itself must not silence them.
        """
        try:
            outcome = self.outcome(checklist, known, today, previous)
        except FieldProblem:
            run = _with(self, profile=Profile())
            outcome = run.outcome(checklist, known, today, previous)
        at_once = (found for found in outcome.reasons if found.level is Level.EMERGENCY)
        return frozenset(found.text for found in at_once)

    # As a draft

    def to_fields(self, alarm: bool = False) -> dict[str, str]:
        """The run as the text fields of a draft; `alarm` marks one that asks for help at once."""
        fields = {"run": msgspec.json.encode(self).decode()}
        return fields | ({ALARM: "yes"} if alarm else {})


def wording_of(
    checklist: Checklist, answers: Answers, carried: Mapping[str, Carried]
) -> dict[str, Wording]:
    """How the questions read that were not answered no."""
    ids = [id for id, answer in answers.items() if full(answer).answer is not Answer.NO]
    found = (checklist.find(id) for id in (*ids, *carried))
    return {q.id: Wording(q.ask, q.short) for q in found if q is not None}


def knowing(screening: Screening, stop: Stop, checklist: Checklist) -> Screening:
    """The same, made when a warning sign outside of a check was known.

    Where it came shortly before, the result is not called free of warning signs.
    """
    outcome, advice = screening.outcome, checklist.advice[screening.outcome.level]
    if stop.rule and advice.stop_text and outcome.title == advice.title:
        outcome = msgspec.structs.replace(outcome, title=advice.stop_title, advice=advice.stop_text)
    return msgspec.structs.replace(screening, outcome=outcome, after_stop=stop)


def run_of_fields(fields: Mapping[str, str]) -> CheckRun:
    """The run that a draft holds. Raises msgspec.DecodeError for one that cannot be read."""
    return msgspec.json.decode(fields.get("run", ""), type=CheckRun)


def new_run(scope: Scope, profile: Profile | None, checklist: Checklist, now: datetime) -> CheckRun:
    """A run that begins now; it reviews the profile when that is due or parts of it are new."""
    known = profile or Profile()
    old = known.reviewed is None or now.date() - known.reviewed > REVIEW_AFTER
    review = [item.id for item in checklist.profile if old or _is_missing(item, known)]
    if scope == "short" and known.age is not None:
        review = []
    return CheckRun(scope, now, known, tuple(review))


def _is_missing(item: ProfileItem, profile: Profile) -> bool:
    return (profile.age if item.kind == "years" else profile.item(item.id)) is None


def _with(run: CheckRun, **changes: object) -> CheckRun:
    return msgspec.structs.replace(run, **changes)


def same_as_before(sign: Sign, previous: Screening | None) -> Given | None:
    """What stood the sign down in the last screening and may do so again, None when nothing.

    Someone who was seen since counts for every sign that stood then.
    """
    if previous is None:
        return None
    if sign.id in previous.answers:
        before, day = full(previous.answers[sign.id]), previous.day
    elif sign.id in previous.carried:
        before, day = previous.carried[sign.id].given, previous.carried[sign.id].day
    else:
        return None
    if before.answer is not Answer.YES:
        return None
    if before.status is Status.ACTIVE or before.worse:
        seen = previous.clearance
        return None if seen is None else Given(Answer.YES, Status.ASSESSED, seen.who, seen.on)
    return before if before.on is not None else msgspec.structs.replace(before, on=day)
