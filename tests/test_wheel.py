"""The wheel alone, in an environment of its own, starts the app with every stylesheet."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal
from journal.content import reading

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)]
    subprocess.run(pip, check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_stylesheet_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for style in (ROOT / "styles").glob("*.tcss"):
        assert f"journal/styles/{style.name}" in names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_the_wheel_holds_the_content_as_json(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    inside = tmp_path / "journal" / "content"
    assert not list(inside.glob("*.toml"))
    for source in reading.FOLDER.glob("*.toml"):
        tables = tomllib.loads(source.read_text("utf-8"))
        assert reading.read(source.stem, inside) == tables, source.name


def test_the_wheel_alone_starts_and_shows_every_screen(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    binaries = tmp_path / "env" / "bin"
    subprocess.run([binaries / "pip", "install", "-q", wheel], check=True)
    environ = {"HOME": str(tmp_path), "PATH": os.defpath, "TERM": "xterm-256color"}
    with Terminal([str(binaries / "journal")], environ, tmp_path) as terminal:
        terminal.shows("How much does it hurt.*Quit")
        terminal.press("f3")
        terminal.shows("What it feels like")
        terminal.press("f6")
        terminal.shows("Nothing is logged yet")
        terminal.press("f1")
        terminal.shows("diagnose")
        terminal.press("escape")
        terminal.press("f2")
        terminal.shows("Logged today")
        terminal.press("4", "enter")
        terminal.shows("Today is logged")
    listed = subprocess.run(
        [binaries / "journal", "list"], env=environ, capture_output=True, text=True, check=True
    )
    assert listed.stdout.split()[-1] == "4"
    assert (tmp_path / ".local/share/selfcare-journal/journal.json").is_file()
