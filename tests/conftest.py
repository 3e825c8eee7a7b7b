"""What tests of every folder use: a clock that stands still, a store, records, other processes."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from journal.domain.entry import PainEntry
from journal.domain.exercise import Dose
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.screening import Answer, Given, Outcome, Profile, Screening
from journal.domain.session import Done, Task
from journal.domain.training import Session
from journal.store.journal_file import new_id
from journal.store.journal_store import JournalStore

ROOT = Path(__file__).parent.parent
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)

# Hundreds of apps are made and dropped: looking for garbage as often as Python does takes an
# eighth of the time of all tests.
gc.set_threshold(50_000, 20, 100)

# Each worker would rewrite all asserts again, and each program that a test starts would compile
# the journal again, where bytecode is not to be kept: seconds for a worker, and a good part of
# the time of a short command.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A shell starts what runs in the background deaf to ctrl+c, and so would be what a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("house", deadline=None, max_examples=60)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One worker more than there are processors: the pilot sleeps after each key it presses."""
    return (yield) + 1


class Clock:
    """A clock that shows `now` until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        """Move the clock by a `timedelta` of these units; returns the time it then shows."""
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Noon of 14 March 2026, UTC, until a test moves it."""
    return Clock(NOON)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path, clock: Clock) -> JournalStore:
    """An empty journal in `folder`, by the test's own clock."""
    return JournalStore(folder, clock)


@pytest.fixture
def entry(clock: Clock) -> Callable[..., PainEntry]:
    """Makes entries of the clock's moment: `entry(7, note="...")`."""

    def make(pain: int = 4, **fields: Any) -> PainEntry:
        at = fields.setdefault("at", clock())
        defaults: dict[str, Any] = {
            "id": new_id(),
            "day": at.date(),
            "created_at": clock(),
            "updated_at": clock(),
        }
        return PainEntry(pain=pain, **(defaults | fields))

    return make


@pytest.fixture
def screening(clock: Clock) -> Callable[..., Screening]:
    """Makes screenings of the clock's moment: `screening(Level.URGENT, id="abc")`."""

    def make(level: Level = Level.KEEP_WATCHING, **fields: Any) -> Screening:
        at = fields.setdefault("at", clock())
        advice = fields.pop("advice", "What to do now.")
        defaults: dict[str, Any] = {
            "id": new_id(),
            "day": at.date(),
            "scope": "full",
            "answers": {"saddle-numbness": Answer.NO, "heavy-fall": Given(Answer.YES)},
            "profile": Profile(age=44),
            "history": PainHistory(mean=4.5),
            "outcome": Outcome(level, None, (), (), "1", advice),
            "created_at": clock(),
            "updated_at": clock(),
        }
        return Screening(**(defaults | fields))

    return make


@pytest.fixture
def session(clock: Clock) -> Callable[..., Session]:
    """Makes sessions that begin at the clock's moment: `session("desk-reset", before=3)`."""

    def make(programme: str = "core-trio", **fields: Any) -> Session:
        at = fields.setdefault("at", clock())
        dose = Dose(sets=1, reps=10, out=2, hold=3, back=2, rest=20)
        defaults: dict[str, Any] = {
            "id": new_id(),
            "day": at.date(),
            "ended_at": at,
            "tasks": (Task("bridge", "bridge", dose, done=(Done("bridge", 1, 10),)),),
            "created_at": clock(),
            "updated_at": clock(),
        }
        return Session(programme=programme, **(defaults | fields))

    return make


@pytest.fixture
def child() -> Callable[..., subprocess.Popen[str]]:
    """Starts Python on some source text, from the repository's root, with these arguments."""
    started: list[subprocess.Popen[str]] = []

    def start(source: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", source, *map(str, arguments)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
