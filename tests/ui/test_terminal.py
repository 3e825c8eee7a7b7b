"""Whole journeys on a real terminal: what no simulated screen can show."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.row import CannotMeasure
from benchmarks.terminal import Terminal
from journal.store.journal_store import JournalStore

SAVE, QUIT, COPY = "\x13", "\x11", "\x03"
Start = Callable[..., contextlib.AbstractContextManager[Terminal]]


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Start:
    """Starts the app on `folder` in a real terminal; `before` is Python that runs first."""

    @contextlib.contextmanager
    def begin(before: str = "pass") -> Iterator[Terminal]:
        source = f"import sys\n{before}\nfrom journal.__main__ import main\nmain()"
        command = [sys.executable, "-c", source, "--data-dir", str(folder)]
        plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
        environ = plain | {"TERM": "xterm-256color", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
        with Terminal(command, environ, Path.cwd()) as terminal:
            terminal.shows("Quit")
            yield terminal

    return begin


def ended(terminal: Terminal, limit: float = 10.0) -> int:
    """The exit status of the program, which must end by itself."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        with contextlib.suppress(CannotMeasure):
            terminal.read(0.02)
        done, status = os.waitpid(terminal.pid, os.WNOHANG)
        if done:
            terminal.pid = os.fork()  # something for the context to end
            if terminal.pid == 0:
                os._exit(0)
            return os.waitstatus_to_exitcode(status)
    raise AssertionError("the program did not end")


def note_in_draft(folder: Path) -> str:
    return JournalStore(folder).snapshot().drafts["new"].fields["note"]


def type_a_note(terminal: Terminal, text: str) -> None:
    terminal.press("f3")
    terminal.shows("The worst of it")
    terminal.press("shift+tab")
    terminal.shows("anything else")
    terminal.settle()
    terminal.press(text)
    terminal.shows(text)


def test_two_keys_log_a_day_and_a_second_start_shows_it(start, folder):
    with start() as terminal:
        terminal.press("5", "enter")
        terminal.shows("Today is logged")
        terminal.press(QUIT)
        assert ended(terminal) == 0
    with start() as terminal:
        terminal.shows(r"Logged today.*\d\d:\d\d  5")
    assert [entry.pain for entry in JournalStore(folder).snapshot().entries] == [5]


@pytest.mark.parametrize("way", ["ctrl+q", "ctrl+c", "SIGTERM", "SIGINT", "SIGHUP"])
def test_leaving_in_any_way_keeps_the_draft(start, folder, way):
    with start() as terminal:
        type_a_note(terminal, "half a thought")
        if way.startswith("SIG"):
            os.kill(terminal.pid, getattr(signal, way))
        else:
            terminal.press(QUIT if way == "ctrl+q" else COPY)
        ended(terminal)
    assert note_in_draft(folder) == "half a thought"


def test_the_terminal_is_put_back_as_it_was(start):
    with start() as terminal:
        asked = bytearray()
        taken = terminal._answer

        def watch(data: bytes) -> None:
            asked.extend(data)
            taken(data)

        terminal._answer = watch
        os.kill(terminal.pid, signal.SIGTERM)
        ended(terminal)
    assert b"\x1b[?1049l" in asked
    assert b"\x1b[?25h" in asked
    assert b"Traceback" not in asked


def test_a_closed_terminal_keeps_the_draft_and_ends_the_program(start, folder):
    with start() as terminal:
        type_a_note(terminal, "the lid falls")
        os.close(terminal._master)
        terminal._master = os.open(os.devnull, os.O_RDWR)
        ended(terminal)
    assert note_in_draft(folder) == "the lid falls"


def test_a_kill_loses_at_most_the_last_moment(start, folder):
    with start() as terminal:
        type_a_note(terminal, "written a second ago")
        terminal.shows("draft kept")
        os.kill(terminal.pid, signal.SIGKILL)
        ended(terminal)
    assert note_in_draft(folder) == "written a second ago"


def test_resizing_while_typing_loses_nothing(start, folder):
    with start() as terminal:
        type_a_note(terminal, "small ")
        for rows, columns in ((20, 60), (50, 160), (24, 80), (5, 20), (40, 120)):
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, size)
            os.kill(terminal.pid, signal.SIGWINCH)
            terminal.press("x")
            terminal.settle(0.1)
        terminal.press(QUIT)
        assert ended(terminal) == 0
    assert note_in_draft(folder) == "small xxxxx"


def test_an_error_of_ours_shows_one_plain_line_and_keeps_the_draft(start, folder):
    broken = (
        "from journal.ui.screens.history import HistoryScreen\n"
        "HistoryScreen.compose = lambda self: 1 / 0"
    )
    with start(broken) as terminal:
        type_a_note(terminal, "before it broke")
        terminal.press("f6")
        assert ended(terminal) == 1
        terminal._parse(None)
        assert "had to stop" in terminal.text()
        assert "Traceback" not in terminal.text()
    assert note_in_draft(folder) == "before it broke"
    assert "ZeroDivisionError" in (folder / "crash.log").read_text()


def test_a_damaged_journal_offers_its_backup_and_overwrites_nothing(start, folder, entry, clock):
    store = JournalStore(folder, clock)
    store.add(entry(3))
    clock.move(days=1)
    store.add(entry(4))
    damaged = store.path.read_bytes()[:-40]
    store.path.write_bytes(damaged)
    with start() as terminal:
        terminal.shows("newest good backup: 1 entries")
        assert store.path.read_bytes() == damaged
        terminal.press("r")
        terminal.shows("Last 14 days.*Quit")
    assert [e.pain for e in JournalStore(folder, clock).snapshot().entries] == [3]
    (aside,) = (folder / "quarantine").iterdir()
    assert aside.read_bytes() == damaged


def test_a_journal_of_a_newer_version_is_open_for_reading(start, folder, entry, clock):
    store = JournalStore(folder, clock)
    store.add(entry(3))
    store.path.write_text(store.path.read_text().replace('"schema":1', '"schema":99'))
    before = store.path.read_bytes()
    with start() as terminal:
        terminal.shows("A newer version")
        terminal.press("5", "enter")
        terminal.shows("Not saved")
    assert store.path.read_bytes() == before


def test_a_whole_short_check_from_start_to_export(start, folder):
    with start() as terminal:
        terminal.press("c")
        terminal.shows("If it may be urgent.*Short check")
        terminal.press("down", "enter")
        terminal.shows("Where are you")
        terminal.press("down", "enter")
        terminal.shows("How old are you")
        terminal.press("44", "enter", "n" * 10)
        terminal.shows("newly numb, tingly or different")
        terminal.press("y")
        terminal.shows("Use a phone.*call 999.*Stop here")
        terminal.press("n" * 100)
        terminal.shows("No to every sign")
        terminal.press("enter")
        terminal.shows("You reported no warning sign today.*w Write")
        terminal.press("escape")
        terminal.shows("keep watching")
        terminal.press(QUIT)
        assert ended(terminal) == 0
    command = [sys.executable, "-m", "journal", "--data-dir", str(folder), "export"]
    options = ["--what", "screenings", "--format", "json"]
    told = subprocess.run([*command, *options], capture_output=True, check=True, text=True)
    (screening,) = json.loads(told.stdout)
    assert screening["outcome"]["level"] == "keep-watching"
    assert screening["profile"]["age"] == 44
    assert set(screening["answers"].values()) == {"no"}
    assert len(screening["answers"]) > 15
    assert not JournalStore(folder).snapshot().drafts
