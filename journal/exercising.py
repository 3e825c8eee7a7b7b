"""What counts for exercising today, and the session that waits unfinished: for app and command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from journal.domain.availability import (
    STRAIN,
    Availability,
    availability,
    codes_today,
    later_phases,
    strain_of,
)
from journal.domain.day_pain import NOTHING_FELT, DayPain, last_day
from journal.domain.entry import Event, PainEntry
from journal.domain.exercise import Equipment, Exercise, Library, Programme
from journal.domain.limits import Limits, Strain
from journal.domain.looking_back import BREAK, LONG_BREAK, Sore, hurt_in, sore_times
from journal.domain.offer import latest_pain, sore_morning
from journal.domain.screening import Answer, Status, full
from journal.domain.standing import LOOK_BACK, Permission
from journal.domain.standing import Exercise as Allowed
from journal.domain.stops import CALL, if_still_so
from journal.domain.training import Session
from journal.domain.unfinished import is_session
from journal.halting import standing_of
from journal.hurting import pain_of_day
from journal.store.errors import UnreadableRecord
from journal.store.records import Draft
from journal.store.screening_log import ScreeningLog
from journal.store.session_log import SessionLog
from journal.store.snapshot import Snapshot

if TYPE_CHECKING:
    from journal.domain.session_run import SessionRun

HIP_POP = "hip-pop-bruise"
"""The sign of the check that stands before the return ladder."""
STRAINING = (Event.KICK, Event.SPRINT, Event.SLIP)
"""What strains the front of a hip, as far as the log has a word for it."""
ASK_THE_HIP = (
    "This ladder needs an answer in the check of warning signs first: did the hip pop with a"
    " bruise? (c)"
)
"""Why the return ladder waits."""
ASK_AGAIN = timedelta(minutes=30)
"""How long what was answered before a session holds without being asked anew."""
SAME_NIGHT = timedelta(hours=4)
"""How long after it was on a session can be gone on with on the day after, too."""


class Fit(msgspec.Struct, frozen=True):
    """What counts for exercising on a day: equipment at hand, skip codes, what checks allow.

    `hurt_today` are the exercises that hurt too much earlier that day; `no_ladder` says why the
    return ladder waits, empty where it does not; `felt` is what the sessions of that day said of
    pain, and `pain` what was felt last that day, 0-10; `sores` are the times that an exercise hurt
    too much, back to two long breaks ago; `strain` is the acute one, None where there is none.
    `sore_after` names what the pain was still raised after this morning, empty where it was not.
    """

    library: Library
    owned: tuple[Equipment, ...]
    codes: frozenset[str]
    permission: Permission
    hurt_today: frozenset[str] = frozenset()
    no_ladder: str = ""
    felt: DayPain = NOTHING_FELT
    pain: int | None = None
    sores: tuple[Sore, ...] = ()
    strain: Strain | None = None
    sore_after: str = ""

    @property
    def only_gentle(self) -> str:
        """Why only gentle programmes are begun on this day, empty where others are too.

        Beside what locks them that is severe pain earlier that day, or a sore morning.
        """
        return self.felt.only_gentle or self.sore_morning

    @property
    def sore_morning(self) -> str:
        """That the pain was still raised this morning, empty where it was not."""
        if not self.sore_after:
            return ""
        return f"Only gentle programmes: a sore morning after {self.sore_after}."

    def of(self, exercise: Exercise) -> Availability:
        """What speaks against an exercise on this day."""
        permission = self.permission
        if permission.exercise is Allowed.ALL and self.only_gentle:
            permission = Permission(Allowed.GENTLE, self.only_gentle)
        library, codes = self.library, self.codes
        return availability(exercise, library, self.owned, codes, permission, self.hurt_today)

    def against(self, programme: Programme) -> str:
        """What speaks against a whole programme on this day, empty where nothing does."""
        allowed = self.permission.exercise
        if allowed is Allowed.NOTHING or (allowed is Allowed.GENTLE and not programme.gentle):
            return self.permission.why
        return self.no_ladder if programme.phases else ""

    def not_begun(self, programme: Programme) -> str:
        """Why a programme is not begun on this day, empty where it may be."""
        return self.against(programme) or ("" if programme.gentle else self.only_gentle)

    def calling(self, number: Callable[[], str]) -> Fit:
        """The same with the number to call in the place of "for help", where that is said."""
        if (said := calling(self.permission, number)) is self.permission:
            return self
        return msgspec.structs.replace(self, permission=said)

    def without(self, code: str) -> Fit:
        """The same as if this skip code did not hold."""
        return msgspec.structs.replace(self, codes=self.codes - {code})

    def in_phase(self, phase: str, begun: date | None = None) -> Fit:
        """What counts in the phase of a ladder with this id: the later ones are for a strain that
        is over.

        `begun` is the day of a session that waits there: of a strain told of since, it is not over.
        """
        if phase not in later_phases(self.library):
            return self
        new = begun is not None and self.strain is not None and self.strain.told_on >= begun
        return self if new else self.without(STRAIN)


def calling(permission: Permission, number: Callable[[], str]) -> Permission:
    """The same with the number to call in the place of "for help", where that is said."""
    if CALL not in permission.why:
        return permission
    why = permission.why.replace(CALL, if_still_so(number()))
    return msgspec.structs.replace(permission, why=why)


def fit_on(
    day: date,
    snapshot: Snapshot,
    library: Library,
    owned: Iterable[Equipment],
    advice: bool,
    limits: Limits | None = None,
    drafts: Mapping[str, Draft] | None = None,
) -> tuple[Fit, str]:
    """What counts on this day, and what could not be read on the way, empty when all could.

    With `advice` off the checks of warning signs count for nothing. `limits` and `drafts` stand
    in for those that are kept.
    """
    last, trouble = snapshot.screenings.latest() if advice else (None, "")
    limits = snapshot.limits if limits is None else limits
    recent = recent_entries(snapshot, day)
    ticked = {*limits.ticked, *_on_the_ladder(snapshot, library, day, limits)}
    codes = codes_today(ticked, snapshot.profile, last, recent, day)
    drafts = snapshot.drafts if drafts is None else drafts
    waits = advice and not _hip_was_asked(snapshot.screenings, recent)
    lately = snapshot.sessions.between(day - 2 * LONG_BREAK, day)
    sessions = [*_readable(snapshot.sessions, lately), *_unfinished(drafts)]
    sessions.sort(key=lambda session: session.at)
    today = [session for session in sessions if last_day(session) == day]
    fit = Fit(
        library,
        tuple(owned),
        codes,
        standing_of(snapshot, advice, limits).permission(day),
        hurt_today=frozenset(t.exercise for each in today for t in hurt_in(each, library)),
        no_ladder=ASK_THE_HIP if waits else "",
        felt=pain_of_day(snapshot, day, drafts),
        pain=pain_today(snapshot, day),
        sores=sore_times(sessions, library),
        strain=strain_of(limits, day),
        sore_after=sore_morning(snapshot.sessions.past, day),
    )
    return fit, trouble


def _readable(log: SessionLog, places: Iterable[int]) -> list[Session]:
    """The sessions at these places that can be read."""
    found = []
    for place in places:
        try:
            found.append(log[place])
        except UnreadableRecord:
            continue  # Told of in the history and by doctor.
    return found


def _on_the_ladder(
    snapshot: Snapshot, library: Library, day: date, limits: Limits
) -> frozenset[str]:
    """The code of an acute strain, for who was on the ladder's first phases of late.

    The person's word that it is over outranks what came before.
    """
    phases = {phase.id for each in library.programmes for phase in each.phases}
    since = max(day - BREAK, limits.strain_over_on or date.min)
    past = snapshot.sessions.past
    lately = [each.phase for each in past if each.phase in phases and since < each.day <= day]
    return frozenset({STRAIN} if lately and lately[-1] not in later_phases(library) else ())


def _unfinished(drafts: Mapping[str, Draft]) -> list[Session]:
    """The unfinished sessions that can be read, as if each had ended where it waits."""
    return [run.finish(run.id, run.stood_at or draft.updated_at) for draft, run in waiting(drafts)]


def _hip_was_asked(log: ScreeningLog, entries: Sequence[PainEntry]) -> bool:
    """Whether a check since the last mishap of the hip asked about a pop with a bruise.

    A no is enough, a yes where someone has looked at it (clinical section 4.8-F). `entries` are
    those of the last weeks in diary order.
    """
    mishap = max((entry.at for entry in entries if entry.event in STRAINING), default=None)
    seen = False
    for index in reversed(log.between(None, None)):
        try:
            check = log[index]
        except UnreadableRecord:
            continue  # Told of where the last check is looked at.
        if mishap is not None and check.at < mishap:
            return False
        seen |= check.clearance is not None
        if (answer := check.answers.get(HIP_POP)) is not None:
            given = full(answer)
            looked_at = given.status is Status.ASSESSED and not given.worse
            return seen or looked_at or given.answer is Answer.NO
    return False


def pain_today(snapshot: Snapshot, today: date) -> int | None:
    """The pain of today that was felt last, 0-10, None where none was told; see `latest_pain`."""
    logged = snapshot.entries.between(today, today)
    entries = snapshot.entries[logged.start : logged.stop]
    return latest_pain(today, entries, snapshot.sessions.past)


def recent_entries(snapshot: Snapshot, day: date) -> tuple[PainEntry, ...]:
    """The entries of the last weeks up to this day, in diary order."""
    found = snapshot.entries.between(day - LOOK_BACK, day)
    return snapshot.entries[found.start : found.stop]


def waiting(drafts: Mapping[str, Draft]) -> list[tuple[Draft, SessionRun]]:
    """The unfinished sessions that can be read, the one that was on last first."""
    mine = [draft for name, draft in drafts.items() if is_session(name)]
    found = [(draft, run) for draft in mine if (run := _run_in(draft)) is not None]
    return sorted(found, key=lambda each: each[0].updated_at, reverse=True)


def goes_on(draft: Draft, run: SessionRun, now: datetime) -> bool:
    """Whether an unfinished session may be gone on with: one of today, or of this very night."""
    if run.stopped:
        return False
    days = abs(now.date() - run.started.date()).days
    # A draft is written anew by who only tries to save it.
    stood = abs(now - (run.stood_at or draft.updated_at))
    return days == 0 or (days == 1 and stood < SAME_NIGHT)


def unreadable(drafts: Mapping[str, Draft]) -> int:
    """How many unfinished sessions this version cannot read; they are kept as they are."""
    return sum(is_session(name) and _run_in(draft) is None for name, draft in drafts.items())


def _run_in(draft: Draft) -> SessionRun | None:
    try:
        # A screen that opens without an unfinished session has no use for it.
        from journal.domain.session_run import run_of_fields

        return run_of_fields(draft.fields)
    except msgspec.DecodeError:
        return None


def playable(run: SessionRun, library: Library) -> bool:
    """Whether this version knows each exercise of a session, so that it can go on."""
    known = {exercise.id for exercise in library.exercises}
    tasks = run.player.tasks
    done = {done.exercise for task in tasks for done in task.done}
    return known.issuperset(done.union(task.exercise for task in tasks))


def sessions_of(snapshot: Snapshot, programme: str) -> list[Session]:
    """The finished sessions of a programme that can be read, oldest first."""
    log = snapshot.sessions
    return _readable(log, (n for n, past in enumerate(log.past) if past.programme == programme))
