"""The red-flag rule: what a set of answers asks a person to do, and why.

The one module that gives advice (clinical section 1.4). It is pure: the day, the answers, what
the journal knows of the pain and the last screening are passed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from journal.domain.carrying import carry
from journal.domain.checklist import EXPLAINED_FOR, Checklist, Question, Sign, Tier
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.questionnaire import is_asked
from journal.domain.screening import (
    Answer,
    Answers,
    Carried,
    Finding,
    Given,
    Outcome,
    Profile,
    Screening,
    Status,
    StoodDown,
    check_answers,
    check_profile,
    full,
    known_reason,
    reason_words,
)

RULE_VERSION = "1"
"""Changes whenever the same answers may lead to another outcome."""
SOON_AGAIN = 3
"""Days after which a sign answered unsure is asked again."""
ACTIVE_AGAIN = 14
"""Days after which a sign that stands is asked again."""
LOW_MOOD = 3
"""The sum of the questions on mood from which it counts as low (clinical section 2.5)."""
FEVER_AND = (
    *("leg-weakness-new", "both-legs-nerve-signs", "unsteady-legs"),
    *("bladder-change", "bowel-control-loss", "saddle-numbness"),
)
CANCER_AND = ("leg-weakness-new", "unsteady-legs", "bladder-change", "bowel-control-loss")
NUMB_LEG = "new numbness or tingling in a leg"
NUMB_LEGS = "new numbness or tingling in both legs"


def assess(
    checklist: Checklist,
    answers: Answers,
    profile: Profile,
    history: PainHistory,
    today: date,
    previous: Screening | None = None,
) -> Outcome:
    """What these answers ask for, with every reason, the most pressing first.

    A yes or unsure of `previous` counts on for 28 days where it was not asked again. Raises
    FieldProblem for answers or a profile that cannot be so, NotAnAdult for a child.
    """
    check_profile(profile, checklist, today)
    check_answers(answers, checklist, today)
    carried = carry(checklist, answers, profile, history, today, previous)
    history = _not_seen_yet(history, previous)
    case = _Case(checklist, answers, profile, history, today, carried)
    findings = sorted(case.findings(), key=_by_urgency)
    level = findings[0].level if findings else Level.KEEP_WATCHING
    advice = checklist.advice[level]
    aside = bool(case.stood_down or case.unsure) and advice.aside_text
    text = advice.aside_text if aside else advice.text
    title = advice.aside_title if aside else advice.title
    phrases = list(dict.fromkeys(finding.phrase for finding in findings))
    within = findings[0].within_days if findings else None
    if level is Level.KEEP_WATCHING and not case.answers:
        text = title = checklist.words.nothing_asked
    if level is Level.URGENT and any(finding.rule == "U2" for finding in findings):
        title = checklist.words.unsure_title
    text = text.replace("{reasons}", _joined(phrases)).replace("{within_days}", str(within))
    return Outcome(
        level=level,
        within_days=within,
        reasons=tuple(findings),
        stood_down=tuple(case.stood_down.values()),
        rule_version=RULE_VERSION,
        advice=text,
        title=title.replace("{within_days}", str(within)),
        notes=(*case.notes(findings), *_said_before(checklist, answers, previous)),
        ask_again_in=case.ask_again_in(),
        unasked=len(case.unasked),
        watch_for=checklist.words.watch_for,
    )


def _said_before(
    checklist: Checklist, answers: Answers, previous: Screening | None
) -> Iterator[str]:
    """What nobody has looked at since the last check, though it was answered no now."""
    if previous is None or previous.clearance is not None:
        return
    for sign in checklist.signs:
        before = full(previous.answers.get(sign.id, Answer.NO))
        now = full(answers.get(sign.id, Answer.YES))
        stood = before.answer is Answer.YES and before.status is Status.ACTIVE
        if stood and sign.tier is not Tier.SOON and now.answer is Answer.NO:
            yield (
                f"On {_day(previous.day)} you answered yes: “{sign.ask}” Nobody is noted to have"
                " looked at it. Tell a clinician of it all the same; if it comes back, or if you"
                " are not sure, treat it as it was then."
            )


def _not_seen_yet(history: PainHistory, previous: Screening | None) -> PainHistory:
    """The history without numbness that someone has looked at since it was logged."""
    seen = None if previous is None else previous.clearance
    if seen is None or history.numb_on is None or history.numb_on > seen.on:
        return history
    return msgspec.structs.replace(history, numb_legs=(), numbness_spreads=False, numb_on=None)


def _by_urgency(finding: Finding) -> tuple[int, int, int, int]:
    letter, number = finding.rule[0], int(finding.rule[1:])
    return finding.level.rank, finding.within_days, "EUSD".index(letter), number


def _joined(phrases: Iterable[str]) -> str:
    return "; ".join(phrases)


class _Case:
    """One set of answers, with what each of them stands for."""

    def __init__(
        self,
        checklist: Checklist,
        answers: Answers,
        profile: Profile,
        history: PainHistory,
        today: date,
        carried: dict[str, Carried],
    ) -> None:
        self.checklist = checklist
        self.profile = profile
        self.history = history
        self.today = today
        self.weeks = history.weeks(today)
        self.answers = {id: full(answer) for id, answer in answers.items()}
        self.answers |= {id: before.given for id, before in carried.items()}
        self.carried = {id: before.day for id, before in carried.items()}
        self.stood_down: dict[str, StoodDown] = {}
        self._why_not: dict[str, str] = {}
        self.actual = [sign for sign in checklist.signs if self._stands(sign)]
        self.actual_ids = {sign.id for sign in self.actual}
        self.unsure = [q for q in checklist.questions() if self._is(q.id, Answer.UNSURE)]
        asked = [s for s in checklist.signs if is_asked(s, profile, history, today)]
        self.asked = len(asked)
        self.unasked = [sign for sign in asked if sign.id not in self.answers]

    # What an answer stands for

    def _is(self, id: str, answer: Answer) -> bool:
        return id in self.answers and self.answers[id].answer is answer

    def _stands(self, sign: Sign) -> bool:
        """Whether the sign was answered yes and nothing stands it down."""
        if not self._is(sign.id, Answer.YES):
            return False
        given = self.answers[sign.id]
        if given.status is Status.ACTIVE:
            return True
        if why_not := self._still_stands(sign, given):
            self._why_not[sign.id] = why_not
            return True
        on = given.on or self.carried.get(sign.id, self.today)
        reason = reason_words(sign, given.reason)
        if given.status is Status.ASSESSED:
            by = f" by {reason}" if reason else ""
            text = f"Looked at{by} on {_day(on)}, and the same since."
        else:
            until = on + timedelta(_days(sign, given))
            text = f"Known reason: {reason}. Asked again after {_day(until)}."
        self.stood_down[sign.id] = StoodDown(sign.id, given.status, reason, on, text)
        return False

    def _still_stands(self, sign: Sign, given: Given) -> str:
        """Why a sign that was stood down counts all the same, empty when it does not."""
        on = given.on or self.carried.get(sign.id, self.today)
        if given.status is Status.ASSESSED:
            if given.worse:
                return "It got worse or changed since it was looked at."
            other = bool(given.reason) and sign.assessed_by not in given.reason.casefold()
            if sign.assessed_by and other:
                return sign.terms
            if self.history.onset is not None and on < self.history.onset:
                return "It was looked at before this pain began."
            return ""
        if (self.today - on).days > (days := _days(sign, given)):
            return f"The reason you gave is more than {days} days old."
        for id in sign.refused_with:
            if self._counts(id):
                return f"A known reason is not enough here, because of this: {self._short(id)}."
        return ""

    def _counts(self, id: str) -> bool:
        """Whether a sign or an item of the profile was answered yes or unsure."""
        if self.checklist.sign(id) is not None:
            return self._is(id, Answer.YES) or self._is(id, Answer.UNSURE)
        return self.profile.has(id)

    def _had_cancer(self) -> bool:
        """Whether the profile or the sign that asks for it says so."""
        return self.profile.has("cancer-ever") or self._is("cancer-history-new-pain", Answer.YES)

    def _reported(self, id: str) -> bool:
        """Whether a sign is actual, or has a harmless reason but is there all the same."""
        stood_down = self.stood_down.get(id)
        explained = stood_down is not None and stood_down.status is Status.EXPLAINED
        return id in self.actual_ids or explained

    def _short(self, id: str) -> str:
        return self.checklist.question(id).short

    # The rules

    def findings(self) -> Iterator[Finding]:
        """Every rule that fires."""
        yield from self._emergency()
        yield from self._urgent()
        yield from self._see_a_clinician()
        yield from self._course()
        yield from self._limits()

    def _emergency(self) -> Iterator[Finding]:
        for sign in self._actual(Tier.EMERGENCY):
            yield self._yes("E1", Level.EMERGENCY, 0, sign)
        if self._is("headache-jaw-vision", Answer.YES):
            question = self.checklist.question("headache-jaw-vision")
            yield self._yes("E2", Level.EMERGENCY, 0, question)
        if self._reported("fever-with-pain"):
            with_it = [id for id in FEVER_AND if id in self.actual_ids]
            yield from self._together("E3", Level.EMERGENCY, "fever-with-pain", with_it)
        if self._had_cancer():
            with_it = [id for id in CANCER_AND if id in self.actual_ids]
            yield from self._together("E4", Level.EMERGENCY, "cancer-ever", with_it, self._numb())
        for id in ("blood-thinner-faint", "blood-thinner-head"):
            if self._is(id, Answer.YES):
                yield self._yes("E5", Level.EMERGENCY, 0, self.checklist.question(id))
        if "blood-thinner-pain" in self.actual_ids:
            weak = [id for id in ("leg-weakness-new",) if id in self.actual_ids]
            yield from self._together(
                "E5", Level.EMERGENCY, "blood-thinner-pain", weak, self._numb()
            )
        if {"calf-swelling", "chest-pain-breathless"} <= self.actual_ids:
            yield from self._together(
                "E6", Level.EMERGENCY, "calf-swelling", ["chest-pain-breathless"]
            )

    def _urgent(self) -> Iterator[Finding]:
        for sign in self._actual(Tier.URGENT):
            yield self._yes("U1", Level.URGENT, 1, sign)
        for sign in self._unsure(Tier.EMERGENCY):
            yield self._not_sure("U2", Level.URGENT, 1, sign)
        if self._is("headache-jaw-vision", Answer.UNSURE):
            question = self.checklist.question("headache-jaw-vision")
            yield self._not_sure("U2", Level.URGENT, 1, question)
        soon = self._actual(Tier.SOON)
        if len(soon) >= 2 and self._strong_for_weeks:
            phrase = f"{_joined(sign.short for sign in soon)}, with {self._strong()}"
            signs = tuple(sign.id for sign in soon)
            yield Finding("U3", Level.URGENT, 1, f"You reported {phrase}.", phrase, signs)
        if self._is("belly-pelvis-signs", Answer.YES) and self._reported("fever-with-pain"):
            yield from self._together("U4", Level.URGENT, "belly-pelvis-signs", ["fever-with-pain"])
        if "constant-night-pain" in self.actual_ids:
            with_it = ["cancer-ever"] if self._had_cancer() else []
            with_it += ["immunity-weak"] if self.profile.has("immunity-weak") else []
            with_it += ["fever-with-pain"] if self._reported("fever-with-pain") else []
            yield from self._together("U4", Level.URGENT, "constant-night-pain", with_it)
        legs = len(self.history.numb_legs)
        spreads = legs == 1 and self.history.numbness_spreads
        if (spreads or legs == 2) and "leg-weakness-new" not in self.actual_ids:
            phrase = f"{NUMB_LEG} that spreads" if legs == 1 else NUMB_LEGS
            yield Finding("U5", Level.URGENT, 1, f"Your log tells of {phrase}.", phrase)

    def _see_a_clinician(self) -> Iterator[Finding]:
        see, soon = Level.SEE_A_CLINICIAN, self._actual(Tier.SOON)
        for sign in soon:
            if self._strong_for_weeks:
                found = self._yes("S1", see, 7, sign)
                text = f"{found.text} With it you have {self._strong()}."
                yield msgspec.structs.replace(found, text=text)
            if len(soon) >= 2:
                yield self._yes("S2", see, 7, sign)
            else:
                yield self._yes("S3", see, 14, sign)
        for sign in self._unsure(Tier.URGENT):
            yield self._not_sure("S4", see, 3, sign)
        explained = [s for s in self.stood_down.values() if s.status is Status.EXPLAINED]
        if len(explained) >= 3:
            signs = tuple(stood_down.sign for stood_down in explained)
            phrase = _joined(map(self._short, signs))
            text = f"You gave harmless reasons for {len(signs)} signs at once: {phrase}."
            yield Finding("S5", see, 14, text, phrase, signs)

    def _course(self) -> Iterator[Finding]:
        """Severity, duration and trend, which need no sign."""
        see, history, weeks = Level.SEE_A_CLINICIAN, self.history, self.weeks
        # Pain whose first weeks nobody wrote down is not taken to have eased.
        no_better = not history.improved
        strong_enough = history.mean is not None and history.mean >= 4
        if weeks >= 6 and no_better and strong_enough:
            since = "no record of it easing" if history.improved is None else "not much better"
            phrase = f"pain of about {history.mean:.1f} of 10 after {weeks} weeks, {since}"
            yield Finding("D1", see, 14, f"Your log tells of {phrase}.", phrase)
        if history.worsening:
            phrase = "pain that has grown by 2 points or more in two weeks"
            yield Finding("D2", see, 7, f"Your log tells of {phrase}.", phrase)
        if history.severe_two_weeks:
            phrase = "strong pain for two weeks or more that does not ease"
            yield Finding("D3", see, 7, f"Your log tells of {phrase}.", phrase)
        if history.reaching_further and not history.falling:
            phrase = "leg pain that reaches further down than a week ago"
            yield Finding("D4", see, 7, f"Your log tells of {phrase}.", phrase)
        if history.below_knee and weeks >= 6 and no_better:
            phrase = f"pain below the knee that is not better after {weeks} weeks"
            yield Finding("D5", see, 14, f"Your log tells of {phrase}.", phrase)

    def _limits(self) -> Iterator[Finding]:
        """What the pain keeps a person from."""
        see, history, age = Level.SEE_A_CLINICIAN, self.history, self.profile.age
        if history.onset is None or self.weeks >= 2:
            yield from self._limit("D6", see, 14, "walking-limited")
        strained = None if history.strain_on is None else (self.today - history.strain_on).days
        if strained is None or strained >= 7:
            yield from self._limit("D7", see, 7, "strain-walking")
        if strained is None or strained >= 14:
            yield from self._limit("D7", see, 7, "strain-stuck")
        yield from self._limit("D8", see, 14, "stops-life")
        if history.broken_sleep:
            phrase = "being woken by pain on most nights for two weeks"
            yield Finding("D8", see, 14, f"Your log tells of {phrase}.", phrase)
        if (age is None or age >= 50) and self.weeks >= 4:
            yield from self._limit("D9", see, 14, "first-back-pain")
        if len(history.low_mood) >= 2 and min(history.low_mood[-2:]) >= LOW_MOOD:
            text = "Your answers on mood were low in this check and in the one before."
            yield Finding("D10", see, 14, text, "low mood in two checks")

    # What they are made of

    def _actual(self, tier: Tier) -> list[Sign]:
        return [sign for sign in self.actual if sign.tier is tier]

    def _unsure(self, tier: Tier) -> list[Sign]:
        return [q for q in self.unsure if isinstance(q, Sign) and q.tier is tier]

    def _yes(self, rule: str, level: Level, days: int, question: Question) -> Finding:
        text = f"You answered yes{self._when(question.id)}: “{question.ask}”"
        if why_not := self._why_not.get(question.id):
            text += f" {why_not}"
        return Finding(rule, level, days, text, question.short, (question.id,))

    def _not_sure(self, rule: str, level: Level, days: int, question: Question) -> Finding:
        text = f"You were not sure{self._when(question.id)}: “{question.ask}”"
        return Finding(rule, level, days, text, f"maybe {question.short}", (question.id,))

    def _when(self, id: str) -> str:
        return f" on {_day(self.carried[id])}" if id in self.carried else ""

    def _limit(self, rule: str, level: Level, days: int, id: str) -> Iterator[Finding]:
        if self._is(id, Answer.YES):
            yield self._yes(rule, level, days, self.checklist.question(id))

    def _together(
        self, rule: str, level: Level, id: str, others: list[str], more: tuple[str, ...] = ()
    ) -> Iterator[Finding]:
        """A finding when `id` comes with any of the others, or with something else."""
        phrases = [*map(self._short, others), *more]
        if phrases:
            phrase = f"{self._short(id)}, together with {' and '.join(phrases)}"
            days = 0 if level is Level.EMERGENCY else 1
            yield Finding(rule, level, days, f"You reported {phrase}.", phrase, (id, *others))

    @property
    def _strong_for_weeks(self) -> bool:
        """Severe for four weeks; pain that began nobody knows when is taken to be that old."""
        return self.history.severe and (self.history.onset is None or self.weeks >= 4)

    def _numb(self) -> tuple[str, ...]:
        return (NUMB_LEG,) if self.history.numb_legs else ()

    def _strong(self) -> str:
        mean = "" if self.history.mean is None else f" (about {self.history.mean:.1f} of 10)"
        known = self.history.onset is not None
        return f"strong pain{mean} for {f'{self.weeks} weeks' if known else 'an unknown time'}"

    def ask_again_in(self) -> int | None:
        """After how many days something is asked again, None when nothing presses."""
        days = [SOON_AGAIN] if self.unsure else []
        days += [ACTIVE_AGAIN] if self.actual else []
        for stood_down in self.stood_down.values():
            sign = self.checklist.sign(stood_down.sign)
            if stood_down.status is Status.EXPLAINED and sign is not None:
                until = stood_down.on + timedelta(_days(sign, self.answers[sign.id]))
                days.append((until - self.today).days + 1)
        return min(days, default=None)

    def notes(self, findings: list[Finding]) -> Iterator[str]:
        """What is said beside the advice."""
        words, rules = self.checklist.words, {finding.rule for finding in findings}
        yield from dict.fromkeys(sign.care for sign in self.actual if sign.care)
        if "U2" in rules:
            yield words.unsure_emergency
        if any(s.status is Status.ASSESSED for s in self.stood_down.values()):
            yield words.assessed_reminder
        if "D10" in rules:
            yield words.low_mood
        if (again := self.ask_again_in()) is not None and again < 7:
            yield f"Check again in {again} days: some answers were unsure or hold only till then."
        if self.unasked:
            yield f"Not asked this time: {len(self.unasked)} of {self.asked} signs."


def _days(sign: Sign, given: Given) -> int:
    """How many days the harmless reason stands."""
    kind = known_reason(sign, given.reason)
    return EXPLAINED_FOR if kind is None else kind.days


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
