"""Export and import from the command line."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from journal.domain.level import Level
from journal.domain.screening import Profile, Screening
from journal.domain.training import Session
from journal.store.journal_store import JournalStore

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
        archive.writestr(zipfile.ZipInfo("entries.csv"), "x")
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"\xff\xfe", zipped(), b"a,b\r\n1,2\r\n", b'[{"id":', b"{}", b"null"],
    ids=["empty", "letter", "not-text", "zip", "columns", "cut-short", "object", "null"],
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


# Checks


@pytest.fixture
def checked(tmp_path: Path, screening: Callable[..., Screening]) -> JournalStore:
    """A journal with two checks, of 1 and of 2 February 2025."""
    store = JournalStore(tmp_path / "data")
    for day, fields in ((1, {"id": "first", "advice": '=1+1, "now"'}), (2, {"id": "second"})):
        at = datetime(2025, 2, day, 12, tzinfo=UTC)
        store.save_screening(screening(Level.URGENT, at=at, updated_at=at, **fields))
    return store


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_checks_out_in_and_out_again_are_byte_identical(
    run: Run, checked: JournalStore, tmp_path: Path, kind: str
) -> None:
    words = ("export", "--what", "screenings", "--format", kind, "--output")
    done = run(*words, "first")
    assert done.told == "Wrote 2 checks to first."
    done = run("--data-dir", "other", "import", "first")
    assert done.out.startswith("Added: 2 checks; updated: 0 checks; the same already: 0 checks;")
    run("--data-dir", "other", *words, "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert stat.S_IMODE((tmp_path / "first").stat().st_mode) == 0o600
    other = JournalStore(tmp_path / "other").snapshot()
    assert list(other.screenings) == list(checked.snapshot().screenings)
    before = (tmp_path / "other" / "journal.json").read_bytes()
    assert "the same already: 2 checks" in run("--data-dir", "other", "import", "first").out
    assert (tmp_path / "other" / "journal.json").read_bytes() == before
    done = run("--data-dir", "other", "undo")
    assert done.out.startswith("Took back importing 2 checks, done on")
    assert len(JournalStore(tmp_path / "other").snapshot().screenings) == 0
    assert "Brought back 2 checks" in run("--data-dir", "other", "undo", "--redo").out


def test_export_takes_the_days_of_checks(run: Run, checked: JournalStore) -> None:
    words = ("export", "--what", "screenings", "--format", "json")
    done = run(*words, "--from", "2025-02-02")
    assert [record["id"] for record in json.loads(done.out)] == ["second"]
    assert json.loads(run(*words, "--to", "2025-01-31").out) == []


def test_a_check_of_the_future_is_a_refused_row(
    run: Run, checked: JournalStore, tmp_path: Path
) -> None:
    [record, _] = json.loads(run("export", "--what", "screenings", "--format", "json").out)
    late = record | {"day": "2999-01-01", "at": "2999-01-01T10:00:00Z", "id": "late"}
    (tmp_path / "late.json").write_text(json.dumps([record, late]))
    done = run("--data-dir", "other", "import", "late.json")
    assert done.out.startswith("line 1: at: '2999-01-01")
    assert "1 row cannot be taken" in done.told
    assert not (tmp_path / "other").exists()
    done = run("--data-dir", "other", "import", "late.json", "--skip-bad")
    assert "Added: 1 check;" in done.out
    assert "refused: 1." in done.out


def test_the_whole_journal_moves_to_another_machine(
    run: Run, added: Added, checked: JournalStore, tmp_path: Path
) -> None:
    added(5)
    run("export", "--what", "all", "--format", "json", "--output", "all.json")
    done = run("--data-dir", "other", "import", "--dry-run", "all.json")
    assert "Would be added: 1 entry, 2 checks; updated: 0 entries, 0 checks" in done.out
    assert "the answers about you: would be taken;" in done.out
    assert not (tmp_path / "other").exists()
    done = run("--data-dir", "other", "import", "all.json")
    assert "the answers about you: taken;" in done.out
    mine, other = checked.snapshot(), JournalStore(tmp_path / "other").snapshot()
    assert other.profile == mine.profile is not None
    assert list(other.entries) == list(mine.entries)
    assert list(other.screenings) == list(mine.screenings)
    checked.save_profile(Profile(age=99))
    assert "answers about you: kept as they are here" in run("import", "all.json").out
    assert checked.snapshot().profile == Profile(age=99)
    done = run("--data-dir", "other", "undo")
    assert "importing one entry and 2 checks and the answers about you" in done.out
    assert JournalStore(tmp_path / "other").snapshot().profile is None


def test_the_whole_journal_as_csv_has_checks_beside_entries(
    run: Run, added: Added, checked: JournalStore, tmp_path: Path
) -> None:
    added(5)
    done = run("export", "--what", "all", "--output", "all")
    assert done.told == (
        "Wrote 1 entry, 2 checks and 0 sessions"
        " to all/entries.csv, all/screenings.csv and all/sessions.csv."
    )
    for name in ("entries", "screenings", "sessions"):
        alone = run("export", "--what", name).out.replace("\r", "")
        assert (tmp_path / "all" / f"{name}.csv").read_text() == alone


def test_where_one_file_is_there_already_neither_is_written(
    run: Run, added: Added, checked: JournalStore, tmp_path: Path
) -> None:
    added(5)
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "screenings.csv").write_text("mine")
    done = run("export", "--what", "all", "--output", "all")
    assert "screenings.csv is there already" in done.told
    assert [path.name for path in (tmp_path / "all").iterdir()] == ["screenings.csv"]
    assert (tmp_path / "all" / "screenings.csv").read_text() == "mine"
    assert run("export", "--what", "all", "--output", "all", "--force").code == 0
    assert len(list((tmp_path / "all").iterdir())) == 3


def test_a_check_that_cannot_be_read_is_said_beside_the_export(
    run: Run, checked: JournalStore, tmp_path: Path
) -> None:
    file = tmp_path / "data" / "journal.json"
    tables = json.loads(file.read_text())
    tables["screenings"]["1"]["from_tomorrow"] = 1
    file.write_text(json.dumps(tables))
    done = run("export", "--what", "screenings")
    assert "1 check with a part that cannot be read left out" in done.told
    assert "second" in done.out
    assert "first" not in done.out
    whole = run("export", "--what", "screenings", "--format", "json")
    assert [record["id"] for record in json.loads(whole.out)] == ["first", "second"]
    assert whole.err == ""
    tables["screenings"]["1"]["at"] = "soon"
    file.write_text(json.dumps(tables))
    assert "1 stored record cannot be read" in run("export", "--what", "screenings").told
    done = run("doctor")
    assert "Unreadable  screenings 1" in done.out
    assert done.code == 1


def test_one_check_is_named_when_it_is_taken_back(run: Run, checked: JournalStore) -> None:
    assert "Took back logging one check (second), done on" in run("undo").out
    assert "Brought back one check (second), taken away on" in run("undo", "--redo").out
    checked.delete_screening("first")
    assert "Took back deleting one check (first)" in run("undo").out


# Sessions


@pytest.fixture
def trained(tmp_path: Path, session: Callable[..., Session]) -> JournalStore:
    """A journal with two sessions, of 1 and of 2 February 2025."""
    store = JournalStore(tmp_path / "data")
    for day, name in ((1, "first"), (2, "second")):
        at = datetime(2025, 2, day, 12, tzinfo=UTC)
        found = session("=mine, own", id=name, at=at, updated_at=at, before=2)
        store.save_session(found)
    store.note_morning("first", 4, datetime(2025, 2, 2, tzinfo=UTC).date())
    return store


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_sessions_out_in_and_out_again_are_byte_identical(
    run: Run, trained: JournalStore, tmp_path: Path, kind: str
) -> None:
    words = ("export", "--what", "sessions", "--format", kind, "--output")
    assert run(*words, "first").told == "Wrote 2 sessions to first."
    assert stat.S_IMODE((tmp_path / "first").stat().st_mode) == 0o600
    done = run("--data-dir", "other", "import", "--dry-run", "first")
    assert "Would be added: 2 sessions;" in done.out
    assert not (tmp_path / "other").exists()
    done = run("--data-dir", "other", "import", "first")
    assert done.out.startswith("Added: 2 sessions; updated: 0 sessions; the same already: 0")
    run("--data-dir", "other", *words, "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    other = JournalStore(tmp_path / "other").snapshot()
    assert list(other.sessions) == list(trained.snapshot().sessions)
    assert other.sessions[0].morning == 4
    before = (tmp_path / "other" / "journal.json").read_bytes()
    assert "the same already: 2 sessions" in run("--data-dir", "other", "import", "first").out
    assert (tmp_path / "other" / "journal.json").read_bytes() == before
    done = run("--data-dir", "other", "undo")
    assert done.out.startswith("Took back importing 2 sessions, done on")
    assert "Brought back 2 sessions" in run("--data-dir", "other", "undo", "--redo").out


def test_export_takes_the_days_of_sessions(run: Run, trained: JournalStore) -> None:
    words = ("export", "--what", "sessions", "--format", "json")
    done = run(*words, "--from", "2025-02-02")
    assert [record["id"] for record in json.loads(done.out)] == ["second"]
    assert json.loads(run(*words, "--to", "2025-01-31").out) == []


def test_a_session_of_the_future_is_a_refused_row(
    run: Run, trained: JournalStore, tmp_path: Path
) -> None:
    [record, _] = json.loads(run("export", "--what", "sessions", "--format", "json").out)
    (tmp_path / "late.json").write_text(
        json.dumps([record, record | {"ended_at": "2999-01-01T10:00:00Z", "id": "late"}])
    )
    done = run("--data-dir", "other", "import", "late.json")
    assert done.out.startswith("line 1: ended_at: '2999-01-01")
    assert "1 row cannot be taken" in done.told
    assert not (tmp_path / "other").exists()


def test_the_whole_journal_moves_with_its_sessions(
    run: Run, added: Added, trained: JournalStore, tmp_path: Path
) -> None:
    added(5)
    run("export", "--what", "all", "--format", "json", "--output", "all.json")
    done = run("--data-dir", "other", "import", "all.json")
    assert "Added: 1 entry, 2 sessions; updated: 0 entries, 0 sessions;" in done.out
    other = JournalStore(tmp_path / "other").snapshot()
    assert list(other.sessions) == list(trained.snapshot().sessions)


def test_a_session_that_cannot_be_read_is_said_beside_the_export(
    run: Run, trained: JournalStore, tmp_path: Path
) -> None:
    file = tmp_path / "data" / "journal.json"
    tables = json.loads(file.read_text())
    tables["sessions"]["1"]["from_tomorrow"] = 1
    file.write_text(json.dumps(tables))
    done = run("export", "--what", "sessions")
    assert "1 session with a part that cannot be read left out" in done.told
    assert "second" in done.out
    assert "first" not in done.out
    whole = run("export", "--what", "sessions", "--format", "json")
    assert [record["id"] for record in json.loads(whole.out)] == ["first", "second"]
    done = run("doctor")
    assert "Unreadable  sessions first: " in done.out
    assert done.code == 1


def test_one_session_is_named_when_it_is_taken_back(run: Run, trained: JournalStore) -> None:
    assert "Took back changing one session (first), done on" in run("undo").out
    assert "Took back logging one session (second), done on" in run("undo").out
    assert "Brought back one session (second), taken away on" in run("undo", "--redo").out
