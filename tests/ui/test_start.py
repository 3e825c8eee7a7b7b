"""How the app is started: what it sets in Python and in Textual, and what it leaves as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STARTED = """
import gc, json, os, sys, types
from pathlib import Path
from journal.paths import Places
from journal.ui import start

# Textual reads how fast it may draw when it is first loaded.
assert "textual" not in sys.modules
folder, seen = Path(sys.argv[1]), {}

def note(when):
    from textual.constants import MAX_FPS
    pace = [MAX_FPS, os.environ.get("TEXTUAL_FPS")]
    seen[when] = [gc.isenabled(), gc.get_freeze_count() > 0, sys.getswitchinterval(), *pace]

class JournalApp:
    return_code = None
    def __init__(self, *given): pass
    def run(self): note("running")

class RecoveryApp:
    def __init__(self, *given): pass
    def run(self):
        note("recovering")
        (folder / "journal.json").unlink()
        return True

for app in (JournalApp, RecoveryApp):
    name = {"JournalApp": "app", "RecoveryApp": "recovery"}[app.__name__]
    sys.modules[f"journal.ui.{name}"] = types.SimpleNamespace(**{app.__name__: app})
assert start.run_app(Places(folder, folder / "settings.toml")) == 0
note("over")
print(json.dumps(seen))
"""


def started(folder: Path, pace: str | None) -> dict[str, list[object]]:
    """What was set while the app ran, and when it was over."""
    environ = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}
    if pace is not None:
        environ["TEXTUAL_FPS"] = pace
    done = subprocess.run(
        [sys.executable, "-c", STARTED, folder],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert not done.stderr
    seen: dict[str, list[object]] = json.loads(done.stdout)
    return seen


@pytest.mark.parametrize(("pace", "drawn"), [(None, 120), ("30", 30), ("240", 240), ("", 60)])
def test_the_app_runs_with_garbage_looked_for_threads_in_turn_and_the_persons_own_pace(
    pace: str | None, drawn: int, folder: Path
) -> None:
    # The variable is as it was: a program started from the app has a pace of its own.
    state = [True, True, 0.0005, drawn, pace]
    assert started(folder, pace) == {"running": state, "over": state}


def test_where_the_journal_is_recovered_first_the_app_draws_as_fast(folder: Path) -> None:
    folder.mkdir()
    (folder / "journal.json").write_text("{")
    seen = started(folder, None)
    assert [seen[when][3:] for when in seen] == [[120, None]] * 3
    assert [seen[when][:3] for when in ("running", "over")] == [[True, True, 0.0005]] * 2
