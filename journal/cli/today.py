"""Today in words, for when there is no terminal to draw in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from journal.cli.app_keys import without_keys
from journal.cli.lines import day_line, list_lines
from journal.cli.output import counted, open_store, say, screen_width, warn_unreadable
from journal.cli.preferences import settings_of, whom_to_call
from journal.cli.wall import Desk
from journal.domain.after_session import stop_line
from journal.domain.day import DayView, days_of
from journal.domain.level import Level
from journal.domain.offer import offer
from journal.domain.standing import LOOK_BACK
from journal.domain.stops import calls_for_help, if_still_so
from journal.domain.unfinished import DRAFT, is_stopped, readable, session_waits
from journal.halting import locking_stop, standing_of
from journal.hurting import pain_of_day

if TYPE_CHECKING:
    from journal.store.snapshot import Snapshot

DAYS = 7
"""How many days are told, today included."""


def say_today(desk: Desk) -> None:
    """What is logged today, a form that waits unfinished, and the last days in a line each."""
    snapshot = open_store(desk).snapshot()
    log, today = snapshot.entries, desk.clock().date()
    width = screen_width()
    first = today - timedelta(days=DAYS - 1)
    span = log.between(first, today)
    days: dict[object, DayView] = {view.day: view for view in days_of(log[index] for index in span)}
    for line in _call_lines(snapshot, desk):
        say(line)
    if view := days.get(today):
        say(f"Today, {today}: {counted(len(view.entries), 'entry')}")
        for line in list_lines(view.entries, width):
            say(line)
    else:
        say(f"Today, {today}: not logged yet. To log a score of 4: {desk.command('add 4')}")
    for draft in snapshot.drafts.values():
        if draft.id.startswith("cleared-"):
            continue  # Nobody waits for a form that was emptied on purpose.
        when = f"on {draft.updated_at:%Y-%m-%d at %H:%M}"
        kind = draft.id.partition("-")[0]
        if kind == "check":
            say(f"A check left {when} waits unfinished; to go on with it: {desk.command('check')}")
        elif kind == DRAFT:
            if readable(draft.fields):  # Else doctor tells of it.
                ended = is_stopped(draft.fields)
                state = "was stopped and is not saved yet" if ended else "waits unfinished"
                say(f"A session left {when} {state}, in the app.")
        else:
            say(f"A form left {when} waits unfinished; it opens again in the app.")
    for line in (_check_line(snapshot, desk), _exercise_line(snapshot, desk)):
        if line:
            say(line)
    say()
    say(f"The last {DAYS} days:")
    for back in reversed(range(DAYS)):
        day = today - timedelta(days=back)
        say(day_line(days[day], width) if day in days else f"{day}  not logged")
    warn_unreadable(log, desk)


def _call_lines(snapshot: Snapshot, desk: Desk) -> tuple[str, ...]:
    """What an emergency ended, while that locks exercise, and whom to call if it is still so."""
    chosen, today = settings_of(desk).check, desk.clock().date()
    stop = locking_stop(snapshot, standing_of(snapshot, chosen.advice))
    if stop is None or not calls_for_help(stop, today):
        return ()
    return f"{stop_line(stop, today)}.", if_still_so(whom_to_call(chosen))


def _check_line(snapshot: Snapshot, desk: Desk) -> str:
    """A result that still waits for someone to look at it, or a check that is due; else empty."""
    now, advice = desk.clock(), settings_of(desk).check.advice
    standing = standing_of(snapshot, advice)
    if found := standing.open():
        see = "get help at once" if found.outcome.level is Level.EMERGENCY else "talk to a doctor"
        then = "If someone has looked at it since, note that in the app, under Check."
        return f"Your check of {found.day} said to {see}. {then}"
    log = snapshot.entries
    recent = [log[index] for index in log.between(now.date() - LOOK_BACK, now.date())]
    if due := standing.due(recent, now):
        way = desk.command("check --short" if due.scope == "short" else "check")
        return f"A check of warning signs is due ({due.why}): {way}"
    return ""


def _exercise_line(snapshot: Snapshot, desk: Desk) -> str:
    """What to exercise next, or that today is for rest; empty where nothing is to say."""
    now, standing = desk.clock(), standing_of(snapshot, settings_of(desk).check.advice)
    today = now.date()
    permission = standing.permission(today)
    if permission.ask_first:
        return without_keys(permission.why, desk)
    if (stop := locking_stop(snapshot, standing)) is not None:
        if calls_for_help(stop, today):
            return ""  # Said above, with whom to call.
        return f"{stop_line(stop, today)}."
    felt = pain_of_day(snapshot, today)
    if session_waits(snapshot.drafts) and not felt.only_gentle:
        return ""
    log = snapshot.entries
    logged = [log[index] for index in log.between(today, today)]
    found = offer(snapshot.sessions.past, logged, permission, now, felt)
    if found is None:
        return ""
    words = without_keys(found.words, desk).rstrip(".")
    if found.programme:
        return f"{words}: {desk.command(f'exercises --programme {found.programme}')}"
    return f"{words}." if snapshot.sessions.past else f"{words}: {desk.command('exercises')}"
