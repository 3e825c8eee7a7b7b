"""Promise 6: only the journal's owner can read it, and nothing else is touched."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journal.domain.entry import PainEntry
from journal.store import safe_file
from journal.store.journal_store import JournalStore

Make = Callable[..., PainEntry]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def loose_umask() -> Any:
    """What a careless system gives every new file."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_all_that_is_made_is_private(store: JournalStore, folder: Path, entry: Make) -> None:
    store.add(entry())
    store.add(entry())
    store.backup()
    found = list(folder.rglob("*"))
    assert len(found) >= 4
    assert mode(folder) == 0o700
    for path in found:
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path


def test_what_became_loose_is_tightened_at_open(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    store.add(entry())
    store.backup()
    (folder / "settings.toml").write_text("")
    for path in (folder, folder / "backups"):
        path.chmod(0o755)
    (folder / "journal.json").chmod(0o664)
    JournalStore(folder, clock)
    assert mode(folder) == mode(folder / "backups") == 0o700
    assert mode(folder / "journal.json") == 0o600


@pytest.mark.parametrize("place", ["home", "above home", "sticky", "holds other things"])
def test_a_folder_that_is_not_the_journals_own_is_left_as_it_is(
    place: str,
    tmp_path: Path,
    entry: Make,
    clock: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    folder.chmod(0o1777 if place == "sticky" else 0o755)
    before = mode(folder)
    if place == "home":
        monkeypatch.setenv("HOME", str(folder))
    if place == "above home":
        (folder / "backups").mkdir()
        monkeypatch.setenv("HOME", str(folder / "backups"))
    if place == "holds other things":
        (folder / "index.html").touch()
    for _ in range(2):
        JournalStore(folder, clock).add(entry())
    assert mode(folder) == before
    assert mode(folder / "journal.json") == 0o600
    assert mode(folder / "backups") == 0o700 or place == "above home"


def test_home_reached_by_a_link_is_still_home(
    tmp_path: Path, clock: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, link = tmp_path / "home", tmp_path / "link"
    home.mkdir(mode=0o755)
    link.symlink_to(home)
    monkeypatch.setenv("HOME", str(home))
    JournalStore(link, clock)
    assert mode(home) == 0o755


def test_what_another_owns_or_the_system_refuses_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch(mode=0o644)
    assert safe_file.make_private(file, 0o600)
    file.chmod(0o644)
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
        assert not safe_file.make_private(file, 0o600)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "chmod", lambda *args: (_ for _ in ()).throw(OSError(30, "ro")))
        assert not safe_file.make_private(file, 0o600)
    assert mode(file) == 0o644
