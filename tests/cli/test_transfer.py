"""Export and import from the command line."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Added = Callable[..., str]

NOTE = 'a "b", c\r\nd\re\n=1 \N{ADHESIVE BANDAGE} \u202e\x1b'


def held(run: Run, place: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("--data-dir", place, "list", "--json").out)
    return found


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_out_in_and_out_again_is_byte_identical(
    run: Run, added: Added, tmp_path: Path, kind: str
) -> None:
    added(5, "--note", NOTE, "--med", "'x;y @ 08:00", "--sleep-hours", "7", "--steps", "0")
    added(0, "--note", "=1+1", "--at", "yesterday", "--site", "knee:left:0")
    first, second = tmp_path / "first", tmp_path / "second"
    assert run("export", "--format", kind, "--output", first).code == 0
    assert run("--data-dir", "other", "import", first).code == 0
    run("--data-dir", "other", "export", "--format", kind, "--output", second)
    assert first.read_bytes() == second.read_bytes()
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_the_same_file_twice_is_the_same_as_once(run: Run, added: Added, tmp_path: Path) -> None:
    added(5)
    run("export", "--output", "out.csv")
    run("--data-dir", "other", "import", "out.csv")
    before = (tmp_path / "other" / "journal.json").read_bytes()
    assert "the same already: 1" in run("--data-dir", "other", "import", "out.csv").out
    assert (tmp_path / "other" / "journal.json").read_bytes() == before


def test_a_dry_run_writes_nothing(run: Run, added: Added, tmp_path: Path) -> None:
    added(5)
    run("export", "--output", "out.csv")
    done = run("--data-dir", "other", "import", "--dry-run", "out.csv")
    assert "Would be added: 1" in done.out
    assert not (tmp_path / "other").exists()


def test_a_backup_comes_first(run: Run, added: Added, tmp_path: Path) -> None:
    added(5)
    run("export", "--output", "out.csv")
    run("--data-dir", "other", "add", "1")
    run("--data-dir", "other", "import", "out.csv")
    [backup] = (tmp_path / "other" / "backups").glob("*-import.json")
    assert len(json.loads(backup.read_text())["entries"]) == 1


def test_refused_rows_are_listed_and_nothing_is_written_unless_they_are_skipped(
    run: Run, added: Added, tmp_path: Path
) -> None:
    added(5, "--steps", "7777", "--at", "yesterday")
    added(6, "--note", "=later")
    run("export", "--output", "out.csv")
    text = (tmp_path / "out.csv").read_bytes().replace(b",7777,", b",99999,")
    (tmp_path / "out.csv").write_bytes(text)
    done = run("--data-dir", "other", "import", "out.csv")
    assert done.code == 1
    assert done.out.startswith("line 2: steps: '99999'")
    assert "1 row" in done.told
    assert not (tmp_path / "other").exists()
    done = run("--data-dir", "other", "import", "out.csv", "--skip-bad")
    assert done.code == 0
    assert "line 2:" in done.out
    assert [record["pain"] for record in held(run, "other")] == [6]


def test_an_entry_of_the_future_is_a_refused_row(run: Run, added: Added, tmp_path: Path) -> None:
    added(5)
    [record] = held(run, tmp_path / "data")
    late = record | {"day": "2999-01-01", "at": "2999-01-01T10:00:00Z", "id": "late"}
    (tmp_path / "late.json").write_text(json.dumps([late]))
    done = run("import", "late.json")
    assert done.out.startswith("line 1: at: '2999-01-01")
    assert done.told


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("entries.csv", "x")
    return target.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\xff\xfe", zipped(), b"a,b\r\n1,2\r\n", b'[{"id":', b"{}", b"null"]
)
def test_a_file_that_is_not_ours_is_one_line(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    done = run("import", "file")
    assert (done.code, done.out) == (1, "")
    assert done.told.startswith("file cannot be imported: ")
    assert not (tmp_path / "data").exists()
    assert run("import", "-", raw=content or b" ").told.startswith("standard input cannot")


def test_a_file_that_is_not_there_is_one_line(run: Run) -> None:
    assert "nowhere.csv" in run("import", "nowhere.csv").told


def test_export_never_overwrites_unless_forced(run: Run, added: Added, tmp_path: Path) -> None:
    added(5)
    target = tmp_path / "out.csv"
    target.write_text("mine")
    assert "--force" in run("export", "--output", target).told
    assert target.read_text() == "mine"
    assert run("export", "--output", target, "--force").code == 0
    assert target.read_text().startswith("id,day,")
    assert [path.name for path in tmp_path.glob(".*.part")] == []


def test_export_never_writes_over_the_journal_itself(run: Run, added: Added) -> None:
    added(5)
    for name in ("journal.json", "journal.json.lock", "backups/x.json"):
        assert "belongs" in run("export", "--force", "--output", f"data/{name}").told


def test_a_device_may_be_written_to(run: Run, added: Added) -> None:
    added(5)
    assert run("export", "--output", "/dev/stdout").out == run("export").out
    assert run("export", "--output", "/dev/null").code == 0


def test_export_takes_days(run: Run, added: Added) -> None:
    for day in ("2026-01-01", "2026-01-02", "2026-01-03"):
        added(5, "--at", day)
    done = run("export", "--from", "2026-01-02", "--to", "2026-01-02", "--format", "json")
    assert [record["day"] for record in json.loads(done.out)] == ["2026-01-02"]


def test_the_whole_journal_as_json_has_every_table(run: Run, added: Added) -> None:
    added(5)
    whole = json.loads(run("export", "--what", "all", "--format", "json").out)
    assert whole["schema"] == 1
    assert [record["pain"] for record in whole["entries"]] == [5]
    assert [record["verb"] for record in whole["trash"]] == ["add"]


def test_the_whole_journal_as_csv_is_a_file_for_each_table(
    run: Run, added: Added, tmp_path: Path
) -> None:
    added(5)
    run("export", "--what", "all", "--output", "all")
    assert (tmp_path / "all" / "entries.csv").read_text() == run("export").out.replace("\r", "")


def test_what_cannot_be_read_is_said_beside_the_export(
    run: Run, added: Added, tmp_path: Path
) -> None:
    added(5, "--steps", "7777")
    file = tmp_path / "data" / "journal.json"
    file.write_text(file.read_text().replace("7777", "77777"))
    done = run("export")
    assert done.code == 0
    assert "1 entry" in done.told
    assert len(done.out.splitlines()) == 2
