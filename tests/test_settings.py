"""Settings: read fast, written with everything else in the file kept."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from journal import settings
from journal.settings import (
    CheckSettings,
    ExerciseSettings,
    Settings,
    SettingsError,
    load_settings,
    save_setting,
)

WRITTEN = """# my own settings
theme = "journal-light"   # for the kitchen
future = [1, 2]

[keys]
"today.save" = "ctrl+s,f9"
"""


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()
    assert list(tmp_path.iterdir()) == []


def test_what_was_set_is_read_and_the_rest_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(WRITTEN)
    assert load_settings(path) == Settings("journal-light", True, {"today.save": "ctrl+s,f9"})


def test_a_setting_is_written_and_comments_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(WRITTEN)
    save_setting(path, "theme", "journal-dark")
    assert path.read_text() == WRITTEN.replace("journal-light", "journal-dark")
    save_setting(path, "animation", False)
    assert load_settings(path) == Settings("journal-dark", False, {"today.save": "ctrl+s,f9"})
    assert "# my own settings" in path.read_text()
    assert "future = [1, 2]" in path.read_text()


def test_the_first_setting_makes_a_private_file_and_folder(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    save_setting(path, "animation", False)
    assert load_settings(path).animation is False
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_two_settings_that_are_written_at_once_are_both_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, write = tmp_path / "settings.toml", settings.write_durably
    other = threading.Thread(target=save_setting, args=(path, ("check", "country"), "gb"))

    def slow(path: Path, content: bytes) -> None:
        monkeypatch.undo()
        other.start()
        other.join(0.3)
        write(path, content)

    monkeypatch.setattr(settings, "write_durably", slow)
    save_setting(path, "animation", False)
    other.join()
    assert load_settings(path).animation is False
    assert load_settings(path).check.country == "gb"


def test_settings_behind_a_link_stay_behind_it(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
    real.write_text(WRITTEN)
    link.symlink_to(real)
    save_setting(link, "theme", "x")
    assert link.is_symlink()
    assert 'theme = "x"' in real.read_text()


def test_what_was_set_for_the_check_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(WRITTEN + '[check]\nadvice = false\ncountry = "de"\ncrisis_number = "116"\n')
    expected = CheckSettings(advice=False, country="de", crisis_number="116")
    assert load_settings(path).check == expected
    assert Settings().check == CheckSettings(True, "", "", "", "")


def test_what_was_set_for_the_exercises_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[exercises]\nequipment = ["mini-band", "step"]\nbell = false\n')
    assert load_settings(path).exercises == ExerciseSettings(("mini-band", "step"), False)
    assert Settings().exercises == ExerciseSettings(("mat", "chair", "wall"), True)
    save_setting(path, ("exercises", "equipment"), [])
    assert load_settings(path).exercises == ExerciseSettings((), False)


def test_equipment_that_is_not_known_is_told_with_what_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[exercises]\nequipment = ["mat", "rope"]\n')
    with pytest.raises(SettingsError, match=r"rope is not known; allowed: mat, chair, .*dumbbells"):
        load_settings(path)


@pytest.mark.parametrize(
    "before",
    [
        "",
        WRITTEN,
        f"{WRITTEN}\n[check]\n# where I live\ncountry = 'fr'  # since May\nfuture = 1\n",
        f"[check]\nadvice = true\n\n{WRITTEN.partition('[keys]')[2]}",
        "check = {country = 'fr'}  # short\n",
        "check.country = 'fr'  # dotted\n",
    ],
)
def test_a_setting_in_a_table_is_written_and_all_else_is_kept(before: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(before)
    expected = load_settings(path)
    save_setting(path, ("check", "country"), "gb")
    save_setting(path, ("check", "advice"), False)
    save_setting(path, "animation", False)
    written = load_settings(path)
    assert written.check == CheckSettings(advice=False, country="gb")
    assert (written.theme, written.keys) == (expected.theme, expected.keys)
    assert written.animation is False
    after = path.read_text()
    for kept in before.splitlines():
        if "country" not in kept and "advice" not in kept:
            assert kept in after.splitlines()
        elif "#" in kept:
            assert kept.partition("#")[2] in after


@pytest.mark.parametrize("content", ["check = 5\n", "[[check]]\na = 1\n"])
def test_where_no_table_can_be_nothing_is_changed(content: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content)
    with pytest.raises(SettingsError, match="was not changed: check is not a table"):
        save_setting(path, ("check", "country"), "gb")
    assert path.read_text() == content


@pytest.mark.parametrize(
    "content",
    [
        *(b"theme = ", b"theme = 5", b"\xff\xfe", b"[keys]\na = 5", b'animation = "no"'),
        *(b"exercises = 5", b"[exercises]\nequipment = 'mat'", b"[exercises]\nbell = 1"),
        *(b"check = 5", b'[check]\nadvice = "no"', b"[check]\nemergency_number = 112"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_plain_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_file_that_is_not_toml_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = ")
    with pytest.raises(SettingsError, match="was not changed"):
        save_setting(path, "theme", "x")
    assert path.read_text() == "theme = "


def test_what_cannot_be_read_or_written_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="was not changed"):
        save_setting(tmp_path / "file" / "settings.toml", "theme", "x")
