"""What of the library a person may do today, and why not the rest (clinical section 4.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from journal.domain.body import DEPTHS
from journal.domain.entry import Event, PainEntry
from journal.domain.exercise import Equipment, Exercise, Group, Library
from journal.domain.exercise_words import missing_words
from journal.domain.limits import Limits, Strain
from journal.domain.pain_history import NUMB
from journal.domain.screening import Answer, Profile, Screening, full
from journal.domain.standing import Exercise as Allowed
from journal.domain.standing import Permission
from journal.domain.wording import capital

STRAIN_ASKED = timedelta(days=14)
"""How long after a kick or a sprint an acute strain of the hip flexors is asked about."""
STRAIN = "acute-hip-flexor-strain"
"""The skip code of an acute strain of the hip flexors."""
STRAIN_IS_OVER = 2
"""The place of the ladder's phase from which the person said that stairs and a push hurt little.

An acute strain of the hip flexors speaks against nothing from there on (clinical section 4.8-F).
"""
LEG_FLARE = 6
"""Leg pain from which nerve sliders rest (`leg-nerve-flare`)."""
LATELY = timedelta(days=3)
"""How far back an entry counts as today's state."""

STRENGTHENING = frozenset({Group.ACTIVATION, Group.STRENGTH, Group.CORE})
"""Groups whose exercises train the same in more and less demanding ways."""

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
    "thin-bones": "thin-bones",
    "pregnant": "may-be-pregnant",
    "surgery-recent": "implant-or-surgery",
    "artificial-hip": "implant-or-surgery",
}
"""Skip code -> item of the profile that brings it; one item asks for a new hip and surgery."""


class Availability(msgspec.Struct, frozen=True):
    """Whether an exercise may be done today: why not, and in which way if it may.

    `instead` is the id of the variant to do where only equipment is missing: never of a higher
    level, empty where there is none.
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

    `ticked` are codes, as the keys of `Limits.ticked`. `entries` are those of the last days in
    diary order.
    """
    found = set(ticked)
    if profile is not None:
        found |= {code for code, item in FROM_PROFILE.items() if profile.has(item)}
    if last is not None and last.clearance is None:
        standing = _standing(last)
        found |= {code for code, signs in FROM_SIGNS.items() if standing.intersection(signs)}
    recent = [entry for entry in entries if today - LATELY < entry.day <= today]
    if any(_flares(entry) for entry in recent):
        found.add("leg-nerve-flare")
    return frozenset(found)


def _standing(last: Screening) -> set[str]:
    """The signs that the check left standing, those of earlier checks that counted on included."""
    # A reason that is too old or is not allowed stands nothing down: the check itself knows.
    down = {stood_down.sign for stood_down in last.outcome.stood_down}
    given = {sign: carried.given for sign, carried in last.carried.items()}
    given |= {sign: full(answer) for sign, answer in last.answers.items()}
    return {sign for sign, g in given.items() if g.answer is not Answer.NO} - down


def _flares(entry: PainEntry) -> bool:
    legs = [site for site in entry.sites if DEPTHS.get(site.region, 0) >= 2]
    strong = any((entry.pain if s.pain is None else s.pain) >= LEG_FLARE for s in legs)
    return bool(legs) and (strong or bool(NUMB & set(entry.qualities)))


def strain_to_ask_about(
    entries: Sequence[PainEntry], today: date, asked: str = ""
) -> PainEntry | None:
    """The last entry with a kick or a sprint within two weeks: was it the hip flexors?

    `entries` are in diary order. None too where this is the entry with the id `asked`, which was
    asked about before.
    """
    strains = (
        entry
        for entry in reversed(entries)
        if entry.event in (Event.KICK, Event.SPRINT) and today - entry.day <= STRAIN_ASKED
    )
    last = next(strains, None)
    return None if last is None or last.id == asked else last


def strain_of(limits: Limits, today: date) -> Strain | None:
    """The acute strain that was ticked, None where none is."""
    since, still_on = limits.ticked.get(STRAIN), limits.still_sore_on
    if still_on is not None and still_on > today:
        still_on = None  # A clock was ahead.
    return None if since is None else Strain(since, still_on)


def strain_to_review(limits: Limits, today: date) -> bool:
    """Whether an acute strain was told of so long ago that it is asked about again."""
    strain = strain_of(limits, today)
    return strain is not None and today - strain.told_on >= STRAIN_ASKED


def availability(
    exercise: Exercise,
    library: Library,
    owned: Iterable[Equipment],
    codes: Iterable[str],
    permission: Permission,
    hurt_today: Collection[str] = (),
) -> Availability:
    """What speaks against an exercise today, in words to the person.

    `hurt_today` are the ids of exercises that hurt too much earlier on the same day.
    """
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
            adjust.append(f"{capital(words)}: {skip.adjust}.")
        else:
            why_not.append(f"{capital(words)}{f' ({skip.why})' if skip.why else ''}.")
    if sore := _hurt(exercise, library, hurt_today):
        why_not.append(sore)
    instead = ""
    if not exercise.possible_with(have):
        if not why_not:
            among = gentle_ids(library) if gentle else None
            instead = _without(exercise, library, have, holding, among, hurt_today)
        why_not.append(missing_words(exercise))
    return Availability(tuple(why_not), tuple(adjust), instead)


def _hurt(exercise: Exercise, library: Library, hurt_today: Collection[str]) -> str:
    """Why it is not for today after what hurt too much, empty where it is."""
    if exercise.id in hurt_today:
        return "It hurt too much earlier today."
    for other in library.exercises:
        if other.id in hurt_today and exercise in variants(other, library, harder=True):
            return f"It is harder than {other.name}, which hurt too much earlier today."
    return ""


def later_phases(library: Library) -> frozenset[str]:
    """The ids of the phases of ladders in which the strain is no longer acute."""
    phases = (programme.phases[STRAIN_IS_OVER:] for programme in library.programmes)
    return frozenset(phase.id for each in phases for phase in each)


def gentle_ids(library: Library) -> frozenset[str]:
    """The exercises of the gentle programmes."""
    return frozenset(
        item.exercise
        for programme in library.programmes
        if programme.gentle
        for item in programme.items
    )


def _without(
    exercise: Exercise,
    library: Library,
    have: set[Equipment],
    codes: set[str],
    among: frozenset[str] | None,
    hurt_today: Collection[str],
) -> str:
    """A variant that the equipment at hand is enough for: the nearest easier one, else a harder.

    `among` are the exercises that are allowed, None where all are.
    """
    for harder in (False, True):
        for other in variants(exercise, library, harder):
            sore = _hurt(other, library, hurt_today)
            allowed = not sore and (among is None or other.id in among)
            left_out = any(skip.code in codes and not skip.adjust for skip in other.skip)
            suits = other.level <= exercise.level and other.possible_with(have)
            if allowed and suits and not left_out and trains_alike(other, exercise):
                return other.id
    return ""


def trains_alike(other: Exercise, exercise: Exercise) -> bool:
    """Whether one may stand in for the other: the same kind of work for the same muscles.

    An easier variant need not: a squeeze of the buttocks leads up to a side plank, but who does
    it has not trained the trunk.
    """
    if other.group is exercise.group:
        return not set(other.targets).isdisjoint(exercise.targets)
    both = {other.group, exercise.group}
    return both <= STRENGTHENING and exercise.targets[0] in other.targets


def variants(exercise: Exercise, library: Library, harder: bool) -> Iterator[Exercise]:
    """The harder variants, else the easier ones, step by step from the exercise on."""
    seen = {exercise.id}
    while (id := exercise.harder if harder else exercise.easier) and id not in seen:
        seen.add(id)
        exercise = library.exercise(id)
        yield exercise
