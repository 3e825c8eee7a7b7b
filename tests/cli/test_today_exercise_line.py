"""Bare `journal` without a terminal: what it says of exercises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from test_imports import EXERCISES, modules

from journal.cli.today import say_today
from journal.cli.wall import desk_for
from journal.domain.exercise import Dose
from journal.domain.level import Level
from journal.domain.limits import Limits
from journal.domain.progression import Planned
from journal.domain.screening import Stop
from journal.domain.session import Task, skip
from journal.domain.session_run import begin_run
from journal.store.journal_store import JournalStore
from journal.store.records import Draft

Run = Callable[..., Any]
OFFER = "Strength base is next: the last was on Wednesday: journal exercises --programme"


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], here: Run, clock: Any) -> Callable[..., list[str]]:
    """The lines that bare `journal` writes, for the folder given on the command line."""

    def tell(given: str | None = None) -> list[str]:
        say_today(desk_for(given, clock))
        return capsys.readouterr().out.splitlines()

    return tell


@pytest.fixture
def trained(store: JournalStore, session: Run, clock: Any) -> Run:
    """Keeps a session of so many days ago."""

    def keep(programme: str = "strength-base", ago: int = 3) -> None:
        store.save_session(session(programme, at=clock() - timedelta(days=ago, hours=2)))

    return keep


def test_the_next_session_is_offered_with_its_command(told: Run, trained: Run) -> None:
    trained()
    assert f"{OFFER} strength-base" in told()


def test_the_command_names_the_folder_that_was_given(told: Run, trained: Run, folder: Path) -> None:
    trained()
    way = f"journal --data-dir {folder} exercises --programme strength-base"
    assert any(line.endswith(f": {way}") for line in told(str(folder)))


def test_a_rest_day_is_said_without_a_command(told: Run, trained: Run) -> None:
    trained(ago=1)
    assert "Rest day: Strength base was yesterday." in told()
    trained("core-trio", ago=0)
    assert not [line for line in told() if "journal exercises" in line]


def test_before_the_first_session_the_library_is_pointed_out(told: Run) -> None:
    assert [line for line in told() if line.endswith(": journal exercises")]


def test_a_check_that_locks_exercise_leaves_no_line_of_it(
    told: Run, trained: Run, store: JournalStore, screening: Run
) -> None:
    trained()
    store.save_screening(screening(Level.URGENT))
    assert "Strength" not in "\n".join(told())


def test_a_session_that_waits_is_told_of_instead(
    told: Run, trained: Run, store: JournalStore, clock: Any
) -> None:
    trained()
    bridge = Planned("bridge", "bridge", Dose(sets=1, reps=10, out=2, hold=3, back=2, rest=20))
    fields = begin_run((bridge,), clock()).to_fields()
    store.save_draft(Draft("session", clock(), fields))
    lines = told()
    assert "A session left on 2026-03-14 at 12:00 waits unfinished, in the app." in lines
    assert "Strength" not in "\n".join(lines)


def test_one_that_was_stopped_or_hurt_too_much_is_not_called_waiting_alone(
    told: Run, store: JournalStore, clock: Any
) -> None:
    bridge = Planned("bridge", "bridge", Dose(sets=1, reps=10, out=2, hold=3, back=2, rest=20))
    run = begin_run((bridge,), clock(), before=2)
    run = run.with_player(skip(run.player, "pain", 8))
    store.save_draft(Draft("session", clock(), run.to_fields()))
    assert "Pain 8 in a session today: rest, or a gentle round of Flare day" in "\n".join(told())
    stopped = msgspec.structs.replace(run.ended(), stopped="locking")
    store.save_draft(Draft("session", clock(), stopped.to_fields()))
    assert "A session left on 2026-03-14 at 12:00 was stopped and is not saved" in " ".join(told())


def test_the_offer_needs_no_content_of_the_exercises(
    environ: dict[str, str], run: Run, trained: Run
) -> None:
    trained()
    assert "Strength base" in run().out
    assert not modules(environ) & EXERCISES


def test_after_a_session_that_was_stopped_a_check_is_due_in_place_of_it(
    told: Run, session: Run, store: JournalStore, clock: Any
) -> None:
    store.save_session(session("core-trio", at=clock() - timedelta(days=1), stopped="pop"))
    lines = told()
    due = "A check of warning signs is due (a session was stopped): journal check"
    assert lines[lines.index(due) + 1] == (
        "Core trio was stopped yesterday: a pop with sharp pain."
    )
    assert "journal exercises" not in "\n".join(lines)


def test_after_an_emergency_it_is_said_whom_to_call_before_the_check(
    told: Run, session: Run, store: JournalStore, folder: Path, clock: Any
) -> None:
    store.save_session(session("core-trio", at=clock() - timedelta(days=1), stopped="chest"))
    (folder / "settings.toml").write_text('[check]\ncountry = "gb"\n', "utf-8")
    lines = told(str(folder))
    place = lines.index("If it is still so, call 999 now.")
    assert lines[place - 1] == "Core trio was stopped yesterday: chest, breath or dizziness."
    # Before all else.
    assert place == 1
    assert any("A check of warning signs is due (a session was stopped)" in at for at in lines)
    assert "\n".join(lines).count("was stopped yesterday") == 1


def test_once_a_check_lifted_the_lock_the_line_still_says_that_it_was_stopped(
    told: Run, session: Run, screening: Run, store: JournalStore, clock: Any
) -> None:
    at = clock() - timedelta(days=3)
    store.save_session(session("strength-base", at=at, stopped="leg-gives-way"))
    store.save_screening(screening(after_stop=Stop(at)))
    asked = "Strength base again? Stopped on Wednesday: a leg that gives way"
    assert f"{asked}: journal exercises --programme strength-base" in told()


def test_what_waits_for_a_clinician_is_said_with_what_to_do(
    told: Run, trained: Run, store: JournalStore, clock: Any
) -> None:
    trained()
    store.save_limits(Limits(asked_on=clock().date(), ask_first=("heart",)))
    way = "first a word with a clinician, then note it (in the app: m in"
    assert any(way in line for line in told())


def test_severe_pain_in_a_session_today_is_heeded(
    told: Run, trained: Run, store: JournalStore, session: Run, clock: Any
) -> None:
    trained()
    task = Task("bridge", "bridge", Dose(sets=1, reps=3, out=2, hold=3, back=2, rest=30), worst=8)
    at = clock() - timedelta(hours=2)
    store.save_session(session("desk-reset", at=at, tasks=(task,), after=2, id="first"))
    said = "Pain 8 in a session today: rest, or a gentle round of Flare day"
    assert f"{said}: journal exercises --programme flare-day" in told()
    store.save_session(session("flare-day", at=at, tasks=(task,), after=8, id="second"))
    said = "Severe pain twice today: rest. If it is new or unusual, check (journal check)."
    assert said in told()
