"""What of the library a person may do today, and why not the rest (clinical section 4.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from journal.domain.body import DEPTHS
from journal.domain.entry import Event, PainEntry
from journal.domain.exercise import Equipment, Exercise, Library
from journal.domain.pain_history import NUMB
from journal.domain.screening import Answer, Profile, Screening, full
from journal.domain.standing import Exercise as Allowed
from journal.domain.standing import Permission

STRAIN_ASKED = timedelta(days=14)
"""How long after a kick or a sprint an acute strain of the hip flexors is asked about."""
LEG_FLARE = 6
"""Leg pain from which nerve sliders rest (`leg-nerve-flare`)."""
LATELY = timedelta(days=3)
"""How far back an entry counts as today's state."""

FROM_SIGNS: Mapping[str, tuple[str, ...]] = {
    "bone-stress-suspected": (
        *("impact-groin-pain", "fragile-bone-injury", "bone-drug-thigh-pain"),
    ),
    "hip-avulsion-not-assessed": ("hip-pop-bruise",),
    "cannot-bear-weight": ("cannot-bear-weight",),
    "calf-swelling": ("calf-swelling",),
}
"""Skip code -> signs of the checklist that bring it, as long as they stand."""
FROM_PROFILE: Mapping[str, str] = {
    "thin-bones": "thin_bones",
    "pregnant": "may_be_pregnant",
    "surgery-recent": "implant_or_surgery",
}
"""Skip code -> item of the profile that brings it."""


class Availability(msgspec.Struct, frozen=True):
    """Whether an exercise may be done today: why not, and in which way if it may.

    `instead` is the variant to do where only equipment is missing, empty where there is none.
    """

    why_not: tuple[str, ...] = ()
    adjust: tuple[str, ...] = ()
    instead: str = ""

    @property
    def available(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.why_not


def codes_today(
    ticked: Iterable[str],
    profile: Profile | None,
    last: Screening | None,
    entries: Sequence[PainEntry],
    today: date,
) -> frozenset[str]:
    """The skip codes that hold: ticked by the person, from the profile, the last check, the log.

    `entries` are those of the last days in diary order.
    """
    found = set(ticked)
    if profile is not None:
        for code, item in FROM_PROFILE.items():
            if getattr(profile, item) in ("yes", "unsure"):
                found.add(code)
    if last is not None and last.clearance is None:
        for code, signs in FROM_SIGNS.items():
            given = [full(last.answers[sign]) for sign in signs if sign in last.answers]
            if any(g.answer is not Answer.NO and g.status == "active" for g in given):
                found.add(code)
    recent = [entry for entry in entries if today - LATELY < entry.day <= today]
    if any(_flares(entry) for entry in recent):
        found.add("leg-nerve-flare")
    return frozenset(found)


def _flares(entry: PainEntry) -> bool:
    legs = [site for site in entry.sites if DEPTHS.get(site.region, 0) >= 2]
    strong = any((entry.pain if s.pain is None else s.pain) >= LEG_FLARE for s in legs)
    return bool(legs) and (strong or bool(NUMB & set(entry.qualities)))


def strain_to_ask_about(entries: Sequence[PainEntry], today: date) -> PainEntry | None:
    """The last entry with a kick or a sprint within two weeks: was it the hip flexors?"""
    strains = (
        entry
        for entry in reversed(entries)
        if entry.event in (Event.KICK, Event.SPRINT) and today - entry.day <= STRAIN_ASKED
    )
    return next(strains, None)


def availability(
    exercise: Exercise,
    library: Library,
    owned: Iterable[Equipment],
    codes: Iterable[str],
    permission: Permission,
) -> Availability:
    """What speaks against an exercise today, in words to the person."""
    holding, have = set(codes), set(owned)
    why_not, adjust = [], []
    gentle = permission.exercise is Allowed.GENTLE and exercise.id in gentle_ids(library)
    if permission.exercise is not Allowed.ALL and not gentle:
        why_not.append(permission.why)
    for skip in exercise.skip:
        if skip.code not in holding:
            continue
        words = library.skip_codes[skip.code]
        if skip.adjust:
            adjust.append(f"{_capital(words)}: {skip.adjust}.")
        else:
            why_not.append(f"{_capital(words)}{f' ({skip.why})' if skip.why else ''}.")
    instead = ""
    if not exercise.possible_with(have):
        ways = (" and ".join(need) for need in exercise.needs)
        why_not.append(f"It needs {' or '.join(ways)}.".replace("-", " "))
        instead = _without(exercise, library, have, holding)
    return Availability(tuple(why_not), tuple(adjust), instead)


def gentle_ids(library: Library) -> frozenset[str]:
    """The exercises of the gentle programmes."""
    return frozenset(
        item.exercise
        for programme in library.programmes
        if programme.gentle
        for item in programme.items
    )


def _without(exercise: Exercise, library: Library, have: set[Equipment], codes: set[str]) -> str:
    """An easier or harder variant that the equipment at hand is enough for, nearest first."""
    seen, row = {exercise.id}, [exercise.easier, exercise.harder]
    while row:
        id = row.pop(0)
        if id is None or id in seen:
            continue
        seen.add(id)
        other = library.exercise(id)
        left_out = any(skip.code in codes and not skip.adjust for skip in other.skip)
        if other.possible_with(have) and not left_out:
            return id
        row += [other.easier, other.harder]
    return ""


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
