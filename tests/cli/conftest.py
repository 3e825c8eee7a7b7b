"""The command as it is run: a process of its own, on a folder of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from journal.cli import group

ROOT = Path(__file__).parent.parent.parent


class Outcome(msgspec.Struct, frozen=True):
    """How a command ended: exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """The one line on standard error of a command that was refused."""
        assert "Traceback" not in self.err
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        return self.err.removesuffix("\n")


Run = Callable[..., Outcome]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of this machine's own journal can be met."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT),
        "JOURNAL_DATA_DIR": str(tmp_path / "data"),
        "COLUMNS": "80",
        "TZ": "Europe/Paris",
    }


@pytest.fixture
def run(environ: dict[str, str], tmp_path: Path) -> Run:
    """Runs the command to its end: `run("add", 5)`; `text` or `raw` is its standard input."""

    def start(*words: object, text: str = "", raw: bytes = b"", **more: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "journal", *map(str, words)],
            input=raw or text.encode(),
            capture_output=True,
            env=environ | more,
            cwd=tmp_path,
            timeout=60,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return start


@pytest.fixture
def added(run: Run) -> Callable[..., str]:
    """Logs an entry and gives its id: `added(5, "--note", "x")`."""

    def add(*words: object) -> str:
        done = run("add", *words)
        assert (done.code, done.err) == (0, "")
        return done.out.strip()

    return add


@pytest.fixture
def here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], clock: Any, folder: Path
) -> Run:
    """As `run`, but in this process, at the clock's moment and on `folder`."""
    monkeypatch.setenv("JOURNAL_DATA_DIR", str(folder))
    monkeypatch.setenv("COLUMNS", "80")

    def start(*words: object, text: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        code = group.run([str(word) for word in words], clock)
        return Outcome(code, *capsys.readouterr())

    return start


@pytest.fixture
def state(folder: Path) -> Callable[[], dict[str, tuple[int, int, bytes]]]:
    """Tells all that lies in `folder`: modes, times and contents."""

    def tell() -> dict[str, tuple[int, int, bytes]]:
        found = {}
        for path in [folder, *folder.rglob("*")] if folder.exists() else []:
            status = path.stat()
            content = path.read_bytes() if path.is_file() else b""
            found[str(path)] = (status.st_mode, status.st_mtime_ns, content)
        return found

    return tell
