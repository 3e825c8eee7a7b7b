"""Where data, settings and stylesheets are."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.paths import DATA_VARIABLE, Places, find_places, styles_folder


def test_the_folder_given_comes_first(tmp_path: Path) -> None:
    places = find_places(tmp_path / "given", {DATA_VARIABLE: str(tmp_path / "other")})
    assert places == Places(tmp_path / "given", tmp_path / "given" / "settings.toml")


def test_then_the_variable(tmp_path: Path) -> None:
    places = find_places(None, {DATA_VARIABLE: str(tmp_path)})
    assert places == Places(tmp_path, tmp_path / "settings.toml")


@pytest.mark.parametrize("environ", [{}, {DATA_VARIABLE: ""}])
def test_then_the_systems_place(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    places = find_places(None, environ)
    assert places.data.name == "selfcare-journal"
    assert places.settings.parts[-2:] == ("selfcare-journal", "settings.toml")
    assert tmp_path in places.data.parents
    assert tmp_path in places.settings.parents
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"


def test_home_and_relative_folders_are_made_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert find_places(Path("~/pain"), {}).data == tmp_path / "pain"
    assert find_places(Path("pain"), {}).data == tmp_path / "pain"


def test_the_stylesheets_are_there() -> None:
    assert styles_folder().is_absolute()
    assert list(styles_folder().glob("*.tcss"))
