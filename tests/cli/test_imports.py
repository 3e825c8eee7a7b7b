"""What a command loads, and what shells are told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

Run = Callable[..., Any]

TELL = """
import sys
from journal.__main__ import run
code = run(sys.argv[1:])
sys.stdout.flush()
print(code, *sys.modules, file=sys.stderr)
"""


def loaded(environ: dict[str, str], *words: str) -> set[str]:
    """The packages that a command loads."""
    return {name.partition(".")[0] for name in modules(environ, *words)}


def modules(environ: dict[str, str], *words: str) -> set[str]:
    """The modules that a command loads, by their full names."""
    done = subprocess.run(
        [sys.executable, "-c", TELL, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environ,
        text=True,
    )
    return set(done.stderr.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    "words",
    [
        *(["--help"], ["--version"], ["add", "4"], ["list"], ["show", "x"], ["undo"], ["export"]),
        *(["edit", "x", "--pain", "4"], ["delete", "x"], ["import", "x"], ["demo"], ["doctor"]),
        *(["demo", "--write", "made", "--years", "1"], ["backup"], ["restore"], ["paths"], []),
        *(
            ["exercises"],
            ["exercises", "show", "bridge"],
            ["exercises", "--programme", "desk-reset"],
        ),
        *(["trends"], ["trends", "--all", "--json"]),
        *(["check"], ["check", "--short"], ["check", "--ids"], ["check", "--answers", "x"]),
    ],
    ids=" ".join,
)
def test_no_verb_loads_textual(environ: dict[str, str], words: list[str], tmp_path: Any) -> None:
    environ["JOURNAL_DATA_DIR"] = str(tmp_path / "data")
    words = [str(tmp_path / word) if word == "made" else word for word in words]
    modules = loaded(environ, *words)
    assert "journal" in modules
    assert "textual" not in modules


@pytest.mark.parametrize(
    "words", [["list"], ["list", "--json"], ["show", "x"], ["trends"], ["--help"], []]
)
def test_reading_loads_nothing_that_only_writers_need(
    environ: dict[str, str], words: list[str]
) -> None:
    assert not loaded(environ, *words) & {"tinydb", "asyncio", "tomlkit"}


CHECKLIST = {
    *("journal.content", "journal.content.red_flags", "journal.domain.checklist"),
    *("journal.domain.screening", "journal.domain.questionnaire", "journal.domain.redflags"),
}


EXERCISES = {
    *("journal.content.library", "journal.domain.exercise", "journal.domain.session"),
    *("journal.domain.training", "journal.domain.availability"),
}


@pytest.mark.parametrize(
    "words",
    [
        *(["add", "4"], ["list"], ["show", "x"], ["undo"], ["paths"], ["trends"], ["--help"]),
        ["check", "--help"],
    ],
    ids=" ".join,
)
def test_who_asks_for_no_check_does_not_wait_for_its_content(
    environ: dict[str, str], words: list[str]
) -> None:
    assert not modules(environ, *words) & (CHECKLIST | EXERCISES)


def test_today_tells_of_checks_without_their_content(run: Run, environ: dict[str, str]) -> None:
    assert not modules(environ) & CHECKLIST
    # Also where there was a check, and something is logged.
    run("check", "--short", text="40\n" + "n\n" * 10 + "y\nr\n")
    run("add", 5)
    assert "check" in run().out
    assert not modules(environ) & CHECKLIST


def test_trends_load_exercises_only_where_there_was_a_session(
    run: Run, environ: dict[str, str], store: Any, session: Callable[..., Any]
) -> None:
    run("add", 5)
    for words in (["trends"], ["trends", "--json"], ["trends", "--all"]):
        assert not modules(environ, *words) & (CHECKLIST | EXERCISES)
    store.save_session(session(at=datetime(2020, 1, 2, 12, tzinfo=UTC)))
    until = ["--from", "2020-01-01", "--to", "2020-01-09"]
    assert "journal.content.library" in modules(environ, "trends", *until)
    # Names are for people; the figures alone need none.
    assert not modules(environ, "trends", *until, "--json") & {"journal.content.library"}
    assert not modules(environ, "trends", "--days", "1", "--json") & EXERCISES


def test_answers_in_a_file_need_no_writer(environ: dict[str, str], tmp_path: Any) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"answers": {}}')
    found = modules(environ, "check", "--answers", str(file))
    assert "journal.domain.redflags" in found
    assert not found & {"tinydb", "asyncio", "tomlkit"}


def test_without_a_verb_click_is_not_loaded(environ: dict[str, str]) -> None:
    assert "click" not in loaded(environ)
    assert "click" not in loaded(environ, "--data-dir", environ["JOURNAL_DATA_DIR"])


def test_the_help_loads_no_journal_and_names_every_verb(run: Run, environ: dict[str, str]) -> None:
    from journal.cli.group import VERBS

    assert "tinydb" not in loaded(environ, "--help")
    done = run("--help")
    assert [line.split()[0] for line in done.out.partition("Commands:\n")[2].splitlines()] == [
        *VERBS
    ]
    for verb in VERBS:
        assert run(verb, "--help").code == 0


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("journal ex", "export"),
        ("journal add 5 --site low", "low-back"),
        ("journal add 5 --site knee:l", "knee:left"),
        ("journal add 5 --quality pins", "pins-and-needles"),
        ("journal edit x --event l", "lift"),
        ("journal add 5 --heavy-load a", "a-lot"),
    ],
)
def test_a_shell_completes_verbs_and_choices(run: Run, line: str, offered: str) -> None:
    last = str(len(line.split()) - 1)
    done = run(_JOURNAL_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=last)
    assert f"plain,{offered}" in done.out.splitlines()


def test_a_shell_gets_its_completion_script(run: Run) -> None:
    assert "_journal_completion" in run(_JOURNAL_COMPLETE="zsh_source").out


def test_the_version_is_told(run: Run) -> None:
    from journal import __version__

    assert run("--version").out == f"journal {__version__}\n"
