"""Looking after the journal from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Added = Callable[..., str]


def checked(run: Run) -> tuple[int, dict[str, Any]]:
    done = run("doctor", "--json")
    return done.code, json.loads(done.out)


def test_the_doctor_finds_nothing_wrong_where_there_is_nothing(run: Run, tmp_path: Path) -> None:
    code, report = checked(run)
    assert (code, report["exists"], report["problems"]) == (0, False, [])
    assert not (tmp_path / "data").exists()


def test_the_doctor_counts_what_a_good_journal_holds(run: Run, added: Added) -> None:
    added(4)
    added(5)
    code, report = checked(run)
    assert (code, report["schema"], report["tables"]["entries"]) == (0, 1, 2)
    assert report["newest_backup_entries"] == 1
    assert "in order" in run("doctor").out


def harm(data: Path, what: str) -> None:
    file = data / "journal.json"
    match what:
        case "cut":
            file.write_bytes(file.read_bytes()[:60])
        case "gone":
            file.unlink()
        case "open":
            file.chmod(0o644)
        case "newer":
            file.write_text(file.read_text().replace('"schema":1', '"schema":99'))
        case "flawed":
            file.write_text(file.read_text().replace("7777", "77777"))
        case "unreadable":
            file.write_text(file.read_text().replace('"pain":5', '"pain":"x"'))
        case "backup":
            next((data / "backups").glob("*.json")).write_text("x")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("cut", "cannot be read"),
        ("gone", "gone"),
        ("open", "644"),
        ("newer", "newer version"),
        ("flawed", "with a value that cannot be read: 1"),
        ("unreadable", "entries that cannot be read: 1"),
        ("backup", "backup"),
    ],
)
def test_the_doctor_finds_harm_and_changes_nothing(
    run: Run, added: Added, tmp_path: Path, what: str, told: str
) -> None:
    added(4)
    added(5, "--steps", "7777")
    data = tmp_path / "data"
    harm(data, what)
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    code, report = checked(run)
    assert code == 1
    assert any(told in problem for problem in report["problems"])
    assert run("doctor").told
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before


def test_the_doctor_tells_of_leftovers_and_drafts(run: Run, added: Added, tmp_path: Path) -> None:
    added(4)
    (tmp_path / "data" / "journal.json.tmp").write_text("half")
    code, report = checked(run)
    assert code == 0
    assert report["leftovers"] == [str(tmp_path / "data" / "journal.json.tmp")]


def test_a_backup_is_made_listed_and_put_back(run: Run, added: Added) -> None:
    added(4)
    made = Path(run("backup").out.strip())
    assert made.exists()
    added(5)
    assert made.name in run("backup", "list").out
    [listed] = [b for b in json.loads(run("backup", "list", "--json").out) if b["kind"] == "manual"]
    assert listed["entries"] == 1
    assert "1 entry" in run("restore", made.name, "--yes").out
    assert len(run("list").out.splitlines()) == 1
    assert any("restore" in line for line in run("backup", "list").out.splitlines())


def test_restoring_needs_a_yes_and_a_good_backup(run: Run, added: Added, tmp_path: Path) -> None:
    assert "no journal yet" in run("backup").told
    assert "no good backup" in run("restore", "--yes").told
    added(4)
    assert "nowhere" in run("restore", "nowhere", "--yes").told
    (tmp_path / "bad").write_text("x")
    assert "cannot be read" in run("restore", tmp_path / "bad", "--yes").told
    run("backup")
    added(5)
    assert "--yes" in run("restore").told
    assert len(run("list").out.splitlines()) == 2


def test_paths_tells_where_everything_is(run: Run, tmp_path: Path) -> None:
    places = json.loads(run("paths", "--json").out)
    assert places["journal"] == str(tmp_path / "data" / "journal.json")
    assert places["settings"] == str(tmp_path / "data" / "settings.toml")
    assert places["backups"] in run("paths").out


def test_a_demo_is_written_only_where_nothing_is(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--write", "made", "--years", "1").code == 0
    assert run("--data-dir", "made", "doctor").code == 0
    before = (tmp_path / "made" / "journal.json").read_bytes()
    assert run("demo", "--write", "made").told
    assert (tmp_path / "made" / "journal.json").read_bytes() == before
    assert "terminal" in run("demo").told


def test_the_doctor_shows_control_characters_and_does_not_send_them(
    run: Run, added: Added, tmp_path: Path
) -> None:
    added(4)
    file = tmp_path / "data" / "journal.json"
    tables = json.loads(file.read_text()) | {"\x1b[31m": {}}
    file.write_text(json.dumps(tables))
    done = run("doctor")
    assert "\N{SYMBOL FOR ESCAPE}[31m" in done.out
    assert "\x1b" not in done.out
