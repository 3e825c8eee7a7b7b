"""A finished screening in words: the same on the screen, on the command line and as a file."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from journal.domain.checklist import Checklist, Place, Tier
from journal.domain.day import day_words
from journal.domain.level import Level
from journal.domain.screening import Answer, Given, Screening, Status, full
from journal.domain.stops import before_check
from journal.domain.text import visible

SYMBOLS = {
    Level.EMERGENCY: "!!!",
    Level.URGENT: "!!",
    Level.SEE_A_CLINICIAN: "!",
    Level.KEEP_WATCHING: "~",
}
"""A sign for each level that needs no colour."""


class Numbers(msgspec.Struct, frozen=True):
    """Whom to call; an empty text where there is no number to show."""

    emergency: str
    emergency_note: str = ""
    advice: str = ""
    advice_name: str = ""
    crisis: str = ""
    emergency_short: str = ""

    @property
    def call(self) -> str:
        """Whom to call in an emergency, for a line with little room."""
        return self.emergency_short or self.emergency

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What each number is for, and the number."""
        emergency = f"{self.emergency} ({self.emergency_note})" if self.emergency_note else ""
        found = [("Emergency", emergency or self.emergency)]
        if self.advice:
            found.append((self.advice_name or "Advice, not an emergency", self.advice))
        if self.crisis:
            found.append(("In a crisis", self.crisis))
        return tuple(found)


def numbers_of(place: Place, emergency: str = "", advice: str = "", crisis: str = "") -> Numbers:
    """The numbers of a country; those given by the person stand in their place."""
    return Numbers(
        emergency=visible(emergency) or place.emergency,
        emergency_note="" if emergency else place.emergency_note,
        advice=visible(advice) or place.advice,
        advice_name="" if advice else place.advice_name,
        crisis=visible(crisis) or place.crisis,
        emergency_short="" if emergency else place.emergency_short,
    )


def first_number(text: str) -> str:
    """The first number to dial in a text, empty when there is none."""
    found = re.search(r"[+#]?\d[\d ]*", text)
    return found[0].strip() if found else ""


def fill(text: str, numbers: Numbers) -> str:
    """A text of the checklist with the numbers in their places."""
    crisis = numbers.crisis or "a crisis line in your country"
    return text.replace("{emergency_number}", numbers.emergency).replace("{crisis_number}", crisis)


class Section(msgspec.Struct, frozen=True):
    """A part of the report: its title, empty for the first, and its paragraphs."""

    title: str
    lines: tuple[str, ...]


def headline(screening: Screening, checklist: Checklist) -> str:
    """The result in a few words."""
    # One that an older version kept has no title of its own.
    return screening.outcome.title or checklist.advice[screening.outcome.level].title


def report(screening: Screening, checklist: Checklist, numbers: Numbers) -> tuple[Section, ...]:
    """Everything that the result says, in the order in which it matters."""
    outcome, stop = screening.outcome, screening.after_stop
    lines = [fill(text, numbers) for text in (outcome.advice, *outcome.notes)]
    # Where the result itself says to call, nothing else is to be done first.
    if stop is not None and stop.rule and outcome.level is not Level.EMERGENCY:
        lines.insert(0, before_check(stop.rule, numbers.call))
    found = [Section("", tuple(lines))]
    phone = Section("Use a phone", tuple(f"{name}: {number}" for name, number in numbers.rows))
    at_once = outcome.level in (Level.EMERGENCY, Level.URGENT)
    if at_once:
        found.append(phone)
    if outcome.reasons:
        found.append(Section("Why", tuple(reason.text for reason in outcome.reasons)))
    aside = [f"{_short(screening, checklist, s.sign)}. {s.text}" for s in outcome.stood_down]
    if aside:
        found.append(Section("Set aside for now", tuple(aside)))
    unsure = [
        _short(screening, checklist, id)
        for id, (given, _) in _all_answers(screening).items()
        if given.answer is Answer.UNSURE
    ]
    if unsure:
        found.append(Section("You were not sure about", tuple(unsure)))
    if outcome.level is not Level.EMERGENCY:
        watch_for = outcome.watch_for or checklist.words.watch_for
        found.append(Section("Check again at once if there is", watch_for))
    if not at_once:
        found.append(phone)
    if seen := screening.clearance:
        said = {
            True: "you may exercise",
            False: "no exercises for now",
            None: "exercise was not spoken of",
        }
        may = said[seen.may_exercise]
        text = f"{seen.who or 'Someone'}, on {day_words(seen.on)}: {may}."
        found.insert(0, Section("You noted that you were seen", (text,)))
    return tuple(found)


def basis(screening: Screening) -> str:
    """What the result rests on: the strength and duration of the pain, the rule."""
    history, parts = screening.history, []
    if history.usual is not None:
        parts.append(f"usual pain {history.usual} of 10, as you said")
    elif history.mean is not None:
        days = f"{history.logged} of 7 days logged"
        parts.append(f"pain this week {history.mean:.1f} of 10 ({days})")
    if history.onset is not None:
        parts.append(f"since {day_words(history.onset)}")
    scope = "whole check" if screening.scope == "full" else "short check"
    scope += ", stopped early" if screening.outcome.unasked and screening.scope == "full" else ""
    parts.append(f"{scope}, rule {screening.outcome.rule_version}")
    text = ", ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def as_text(screening: Screening, checklist: Checklist, numbers: Numbers) -> str:
    """The whole result as plain text, for a clinician, ending with a line feed; see `report`."""
    title = f"{SYMBOLS[screening.outcome.level]} {headline(screening, checklist)}"
    when = f"Check of warning signs, {day_words(screening.day)}, {screening.at:%H:%M}"
    lines = [when, basis(screening), "", title]
    for section in report(screening, checklist, numbers):
        lines += ["", *([f"{section.title}:"] if section.title else [])]
        lines += [f"- {line}" if section.title else line for line in section.lines]
    lines += ["", "All answers:"]
    for id, (given, day) in _all_answers(screening).items():
        question = screening.wording.get(id) or checklist.find(id)
        more = f", {given.status}" if given.status is not Status.ACTIVE else ""
        more += f" ({visible(given.reason)})" if given.reason else ""
        more += f", as of {day_words(day)}" if day != screening.day else ""
        lines.append(f"- {given.answer}{more}: {question.ask if question else id}")
    about = msgspec.to_builtins(screening.profile).items()
    lines += ["", "About me: " + "; ".join(f"{name} {value}" for name, value in about)]
    return "\n".join([*lines, "", checklist.words.not_reviewed, ""])


def _all_answers(screening: Screening) -> dict[str, tuple[Given, date]]:
    """Every answer that counted, and the day it was given."""
    carried = {id: (c.given, c.day) for id, c in screening.carried.items()}
    return carried | {id: (full(a), screening.day) for id, a in screening.answers.items()}


def plain_list(checklist: Checklist, numbers: Numbers) -> tuple[Section, ...]:
    """All warning signs as a list that judges nothing, for when the rule is switched off."""
    titles = {
        Tier.EMERGENCY: f"Call {numbers.emergency} now for any of these",
        Tier.URGENT: "Talk to a doctor today or tomorrow for any of these",
        Tier.SOON: "Have these looked at within one or two weeks",
    }
    found = [Section("", (fill(checklist.words.advice_off, numbers),))]
    found.append(Section("Use a phone", tuple(f"{name}: {no}" for name, no in numbers.rows)))
    for tier, title in titles.items():
        signs = tuple(sign.short for sign in checklist.signs if sign.tier is tier)
        found.append(Section(title, signs))
    return tuple(found)


def _short(screening: Screening, checklist: Checklist, id: str) -> str:
    """The question as the beginning of a line, as it read then."""
    then, today = screening.wording.get(id), checklist.find(id)
    text = then.short if then else today.short if today else id
    return f"{text[:1].upper()}{text[1:]}"
