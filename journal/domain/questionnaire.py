"""Which questions a person is asked, and in what order."""

from __future__ import annotations

from datetime import date, timedelta

from journal.domain.checklist import Checklist, Condition, Question, Sign, Tier
from journal.domain.pain_history import PainHistory
from journal.domain.screening import Answer, Answers, Profile, Scope, full

SHORT_TIERS = (Tier.EMERGENCY, Tier.URGENT)
STRAIN_ASKED = timedelta(days=42)
"""How long after a sudden movement a strain is asked about."""


def applies(condition: Condition, profile: Profile, history: PainHistory, today: date) -> bool:
    """Whether a condition holds; what is not known yet holds, and so does unsure."""
    if condition.item and profile.item(condition.item) in ("no", "not-applicable"):
        return False
    age = profile.age
    if age is None:
        return True
    if condition.age_from is not None and age < condition.age_from:
        return False
    if condition.onset_age_below is not None:
        years = 0 if history.onset is None else (today - history.onset).days // 365
        return age - years < condition.onset_age_below
    return True


def is_asked(sign: Sign, profile: Profile, history: PainHistory, today: date) -> bool:
    """Whether this person is asked about the sign."""
    return not sign.asked_of or any(
        applies(condition, profile, history, today) for condition in sign.asked_of
    )


def help_of(question: Question, profile: Profile, history: PainHistory, today: date) -> str:
    """The help that is shown with a question, with what is added for this person."""
    words = [question.help]
    if isinstance(question, Sign) and profile.age is not None:
        words += [r.help for r in question.rewordings if applies(r.when, profile, history, today)]
    return " ".join(words)


def signs_for(
    checklist: Checklist, profile: Profile, history: PainHistory, scope: Scope, today: date
) -> tuple[Sign, ...]:
    """The signs to ask about, most pressing tier first."""
    found: list[Sign] = []
    for tier in Tier if scope == "full" else SHORT_TIERS:
        signs = [s for s in checklist.signs if s.tier is tier]
        signs = [s for s in signs if is_asked(s, profile, history, today)]
        # A first place is for those it is known to hold for.
        first = [s for s in signs if s.first_for and profile.has(s.first_for.item)]
        found += first + [sign for sign in signs if sign not in first]
    return tuple(found)


def questions_for(
    checklist: Checklist,
    profile: Profile,
    history: PainHistory,
    answers: Answers,
    scope: Scope,
    today: date,
) -> tuple[Question, ...]:
    """All questions on signs, what follows from answers, and how the pain limits the person.

    Answers given so far add questions behind theirs; they never take away one answered before.
    """
    found: list[Question] = []
    for sign in signs_for(checklist, profile, history, scope, today):
        found.append(sign)
        if sign.id in answers and full(answers[sign.id]).answer is not Answer.NO:
            found += [f for f in checklist.follow_ups if f.after == sign.id]
    if scope == "full":
        found += [b for b in checklist.background if _limits(b.id, profile, history, today)]
    return tuple(found)


def _limits(id: str, profile: Profile, history: PainHistory, today: date) -> bool:
    """Whether a question on the limits that pain sets makes sense for this person."""
    weeks = history.weeks(today)
    strained = None if history.strain_on is None else today - history.strain_on
    match id:
        case "walking-limited":
            return history.hip_or_groin and (history.onset is None or weeks >= 2)
        case "strain-walking":
            return strained is not None and timedelta(7) <= strained <= STRAIN_ASKED
        case "strain-stuck":
            return strained is not None and timedelta(14) <= strained <= STRAIN_ASKED
        case "first-back-pain":
            return (profile.age is None or profile.age >= 50) and weeks >= 4
        case _:
            return True
