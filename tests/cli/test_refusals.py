"""What is refused is told in one plain line, and nothing is written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "11"], ["pain", "11", "0 to 10"]),
        (["add", "-3"], ["pain", "-3", "0 to 10"]),
        (["add", "4.5"], ["pain", "4.5", "0 to 10"]),
        (["add", ""], ["pain", "0 to 10"]),
        (["add", "5", "--worst", "x"], ["worst", "x", "0 to 10"]),
        (["add", "5", "--steps", "60001"], ["steps", "60001", "60000"]),
        (["add", "5", "--sleep-hours", "7.3"], ["sleep_hours", "7.3", "0.5"]),
        (["add", "5", "--site", "elbow:left"], ["sites", "elbow", "low-back"]),
        (["add", "5", "--site", "knee:centre"], ["sites", "knee:centre", "knee:left"]),
        (["add", "5", "--quality", "sad"], ["qualities", "sad", "aching"]),
        (["add", "5", "--event", "rain"], ["event", "rain", "fall"]),
        (["add", "5", "--at", "2026-02-30"], ["at", "2026-02-30"]),
        (["add", "5", "--at", "soon"], ["at", "soon", "YYYY-MM-DD"]),
        (["add", "5", "--at", "2999-01-01"], ["at", "2999-01-01"]),
        (["add", "5", "--day", "2026-01-01"], ["day", "2026-01-01"]),
        (["add", "5", "--note", "x" * 20_001], ["note", "20001", "20000"]),
        (["add", "5", "--med", "x" * 121], ["medications", "120"]),
        (["list", "--from", "soon"], ["from", "soon", "YYYY-MM-DD"]),
        (["export", "--to", "soon"], ["to", "soon"]),
        (["show", ""], ["no entry"]),
    ],
)
def test_a_value_that_cannot_be_is_named(
    run: Run, tmp_path: Path, words: list[str], told: list[str]
) -> None:
    done = run(*words)
    assert done.code == 1
    assert done.out == ""
    for text in told:
        assert text in done.told
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["add"],
        ["add", "5", "--nto", "x"],
        ["add", "5", "6"],
        ["list", "--last", "0"],
        ["list", "--from", "2026-02-01", "--to", "2026-01-01"],
        ["export", "--format", "xml"],
        ["export", "--what", "all"],
        ["--data-dir", "", "list"],
        ["--data-dir", ""],
    ],
)
def test_a_command_put_wrongly_ends_with_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.code == 2
    assert done.out == ""
    assert done.told


@pytest.mark.parametrize(("word", "near"), [("expotr", "export"), ("exercise", "exercises")])
def test_a_mistyped_command_names_the_nearest(run: Run, word: str, near: str) -> None:
    done = run(word)
    assert done.code == 2
    assert done.told == (
        f"journal: No such command '{word}'. Did you mean {near}? (see journal --help)"
    )
    assert "mean" not in run("xyzzy").told


def test_a_note_that_is_not_utf_8_is_refused(run: Run) -> None:
    assert "UTF-8" in run("add", 5, "--note", "-", raw=b"caf\xe9").told


def test_an_argument_that_is_not_utf_8_is_refused(run: Run) -> None:
    assert "UTF-8" in run("add", 5, "--note", "caf\udce9").told


def test_a_damaged_journal_tells_the_way_back_and_it_works(run: Run, tmp_path: Path) -> None:
    run("add", 4)
    run("backup")
    file = tmp_path / "data" / "journal.json"
    file.write_bytes(file.read_bytes()[:50])
    for words in (["list"], ["add", "5"], [], ["export"], ["undo"], ["import", "-"]):
        done = run(*words, raw=b"[]")
        assert done.code == 1
        assert "1 entry" in done.told
        assert file.stat().st_size == 50
    command = done.told.rpartition(": journal ")[2].split()
    assert "--yes" in run(*command).told
    assert run(*command, "--yes").code == 0
    assert " 4" in run("list").out


def test_the_way_back_names_the_folder_that_was_given(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "a folder"
    place.mkdir()
    (place / "journal.json").write_text("no")
    assert f"journal --data-dir '{place}' restore --empty" in run("--data-dir", place, "list").told
    assert run("--data-dir", place, "restore", "--empty", "--yes").code == 0
    assert run("--data-dir", place, "list").out == ""


def test_a_folder_that_cannot_be_used_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for words in (["list"], ["add", "4"], ["doctor"], ["export"]):
        done = run("--data-dir", tmp_path / "file", *words)
        assert done.code == 1
        assert "file" in done.told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["list"], ["export"], ["--help"], ["paths"]])
def test_output_that_cannot_be_written_is_told(
    run: Run, environ: dict[str, str], words: list[str]
) -> None:
    run("add", 4)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "journal", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=environ,
            text=True,
        )
    assert done.returncode == 1
    assert "No space" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["list"], ["export"], ["--help"], [], ["list", "--json"]])
def test_a_reader_that_goes_away_is_no_error(
    run: Run, environ: dict[str, str], words: list[str]
) -> None:
    run("add", 4)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "journal", *words],
        stdout=write,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=environ,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_streams_bring_no_traceback(run: Run, environ: dict[str, str]) -> None:
    for closing in ("<&-", ">&-", "<&- >&-"):
        for verb in ("list", "add 4", "add 4 --note -", ""):
            line = f'"{sys.executable}" -m journal {verb} {closing}'
            done = subprocess.run(line, shell=True, capture_output=True, env=environ)
            assert done.returncode in (0, 1)
            assert done.stderr.count(b"\n") == done.returncode


def test_an_interrupt_brings_no_traceback(environ: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "journal", "add", "4", "--note", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ,
        text=True,
    )
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (1, "", "Stopped.\n")


def test_a_fault_of_ours_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    from journal.cli.wall import guarded

    def fail() -> int:
        raise ZeroDivisionError("two\nlines")

    assert guarded(fail) == 1
    assert capsys.readouterr().err.count("\n") == 1
