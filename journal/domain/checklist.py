"""The content of the red-flag checklist: what is asked, of whom, and what is said.

The words stand in `journal/content/red_flags.toml`; here is their shape (clinical section 1.2,
1.3, 1.4, 5.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

import msgspec

from journal.domain.level import Level

EXPLAINED_FOR = 28
"""Days that a harmless reason stands (clinical section 1.2, a proposal)."""


class Tier(StrEnum):
    """How soon a sign needs someone's eyes."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"


class Clear(StrEnum):
    """Whether a known harmless reason may stand a sign down."""

    NEVER = "never"
    LIMITED = "limited"
    YES = "yes"


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the content; a misspelt key in the file is an error."""


class Condition(Part, frozen=True):
    """Of whom a question is asked: all that is given here has to hold.

    `item` is a yes-or-no item of the profile. `onset_age_below` is the age in years when the
    pain began, `age_from` the age now. What is not known holds.
    """

    item: str = ""
    age_from: int | None = None
    onset_age_below: int | None = None


class Rewording(Part, frozen=True):
    """More help for those to whom `when` applies."""

    when: Condition
    help: str


class HarmlessReason(Part, frozen=True):
    """A kind of reason that may stand a sign down, for `days` from when it is given."""

    id: str
    text: str
    days: int = EXPLAINED_FOR


class Question(Part, frozen=True):
    """Something that is asked: the question, help that is always shown with it.

    `short` is the sign as a phrase that fits into a sentence: "new numbness between the legs".
    """

    id: str
    ask: str
    help: str
    short: str


class Sign(Question, frozen=True, kw_only=True):
    """One of the 33 warning signs (clinical section 1.2).

    It is asked when one of the conditions in `asked_of` holds, always when there is none, and
    before the others of its tier when `first_for` holds. `reasons` are the kinds of harmless
    reason that may stand it down; `terms` says in words when they may, and `refused_with` names
    signs and items of the profile that refuse every reason. `care` is what to do until seen.
    `assessed_by` is a word for the one kind of clinician whose look stands it down, empty where
    any does.
    """

    tier: Tier
    regions: tuple[Literal["back", "hip", "leg", "general"], ...]
    clear: Clear
    terms: str = ""
    reasons: tuple[HarmlessReason, ...] = ()
    refused_with: tuple[str, ...] = ()
    asked_of: tuple[Condition, ...] = ()
    first_for: Condition | None = None
    rewordings: tuple[Rewording, ...] = ()
    care: str = ""
    assessed_by: str = ""
    sources: tuple[str, ...]


class FollowUp(Question, frozen=True):
    """Asked when the sign `after` was answered yes or unsure."""

    after: str


class Background(Question, frozen=True):
    """A question on how the pain limits a person, for the rules D6 to D9."""


class MoodQuestion(Question, frozen=True):
    """A question on mood, answered 0 to 3 and never required (clinical section 1.4, D10)."""


class ProfileItem(Question, frozen=True):
    """Something asked once that changes what other answers mean (clinical section 1.3)."""

    kind: Literal["years", "yes-no"] = "yes-no"
    not_applicable: bool = False


class Place(Part, frozen=True):
    """The numbers to call in a country; an empty text where there is none to show.

    `advice` and `crisis` are lines for advice and for a crisis, with their names.
    `emergency_short` stands for `emergency` where there is little room, empty where that is short.
    """

    id: str
    name: str
    emergency: str
    emergency_note: str = ""
    advice: str = ""
    advice_name: str = ""
    crisis: str = ""
    emergency_short: str = ""


class Advice(Part, frozen=True):
    """What a level means: a title, and a text with the places `{emergency_number}`,
    `{within_days}` and `{reasons}` to fill in.

    `aside_title` and `aside_text` are said instead where some answers were set aside or unsure,
    `stop_title` and `stop_text` where a warning sign outside of the check came shortly before it.
    """

    title: str
    text: str
    aside_title: str = ""
    aside_text: str = ""
    stop_title: str = ""
    stop_text: str = ""


class Words(Part, frozen=True):
    """What else is said on the screens of the checklist."""

    before: str
    """Shown before the first question; with `{emergency_number}`."""
    not_reviewed: str
    watch_for: tuple[str, ...]
    """What to look out for, as phrases."""
    nothing_asked: str
    """Said instead of a result when there was no answer at all."""
    unsure_title: str
    """The title of a result that rests on an emergency sign answered unsure."""
    unsure_emergency: str
    """Said when an emergency sign was answered unsure; with `{emergency_number}`."""
    stands: str
    """Said under a yes that no reason can stand down."""
    stop_here: str
    """Said under a yes to an emergency sign, before the other questions."""
    assessed_reminder: str
    """Said of a sign that a clinician has looked at."""
    low_mood: str
    """Said when the questions on mood say so; `{crisis_number}`, `{emergency_number}`."""
    minor: str
    """Said instead of a result to anyone under 18."""
    advice_off: str
    """Said above the plain list of signs when the rule is switched off."""
    mood_choices: tuple[str, str, str, str]
    """The answers 0 to 3 to a question on mood."""


class Checklist(Part, frozen=True):
    """The whole content; ids are unique over all questions.

    Raises ValueError when an id occurs twice or a reference leads nowhere.
    """

    signs: tuple[Sign, ...]
    follow_ups: tuple[FollowUp, ...]
    background: tuple[Background, ...]
    mood: tuple[MoodQuestion, ...]
    profile: tuple[ProfileItem, ...]
    places: tuple[Place, ...]
    advice: dict[Level, Advice]
    words: Words

    def __post_init__(self) -> None:
        ids = [question.id for question in self.questions()]
        twice = sorted({id for id in ids if ids.count(id) > 1})
        if twice:
            raise ValueError(f"ids that occur twice: {', '.join(twice)}")
        lost = sorted(set(self._references()) - set(ids))
        if lost:
            raise ValueError(f"references to nothing: {', '.join(lost)}")
        if set(self.advice) != set(Level):
            raise ValueError("there is an advice text for each level, and no other")

    def _references(self) -> Iterator[str]:
        for sign in self.signs:
            yield from sign.refused_with
            conditions = [*sign.asked_of, *(r.when for r in sign.rewordings)]
            conditions += [sign.first_for] if sign.first_for else []
            yield from (c.item for c in conditions if c.item)
        yield from (follow_up.after for follow_up in self.follow_ups)

    def questions(self) -> Iterator[Question]:
        """Everything that can be asked, in the order of the file."""
        yield from self.signs
        yield from self.follow_ups
        yield from self.background
        yield from self.mood
        yield from self.profile

    def sign(self, id: str) -> Sign | None:
        """The sign with this id, None when there is none."""
        return next((sign for sign in self.signs if sign.id == id), None)

    def find(self, id: str) -> Question | None:
        """The question with this id, None for one of another version of the checklist."""
        return next((question for question in self.questions() if question.id == id), None)

    def question(self, id: str) -> Question:
        """The question with this id. Raises KeyError."""
        found = self.find(id)
        if found is None:
            raise KeyError(id)
        return found

    def place(self, id: str) -> Place:
        """The numbers of the country with this id; the first place stands for an unknown one."""
        return next((place for place in self.places if place.id == id), self.places[0])
