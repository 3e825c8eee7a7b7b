"""What a person set: read fast, written with their own comments kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from journal.store.file_lock import FileLock
from journal.store.safe_file import LOCK_SECONDS, write_durably


class SettingsError(Exception):
    """The settings file cannot be used; the message is one plain line."""


class CheckSettings(msgspec.Struct, frozen=True):
    """What a person set for the checklist of warning signs.

    `advice` off shows the signs alone and says nothing of what to do. `country` is the id of
    a place in the checklist's content; an empty number or line means that of the country.
    """

    advice: bool = True
    country: str = ""
    emergency_number: str = ""
    advice_line: str = ""
    crisis_number: str = ""


class ExerciseSettings(msgspec.Struct, frozen=True):
    """What a person set for the exercises.

    `equipment` are the ids of what they own, `bell` on rings the terminal's bell at each change
    in a session.
    """

    equipment: tuple[str, ...] = ("mat", "chair", "wall")
    bell: bool = True


class Settings(msgspec.Struct, frozen=True):
    """The settings that the app knows; others in the file are left alone.

    `theme` is the id of a theme, `keys` maps a command's id to the keys that trigger it
    (several separated by commas), `animation` off stills everything that moves.
    """

    theme: str = "journal-dark"
    animation: bool = True
    keys: dict[str, str] = {}
    check: CheckSettings = CheckSettings()
    exercises: ExerciseSettings = ExerciseSettings()


def load_settings(path: Path) -> Settings:
    """The settings in the file at `path`; what is missing has its default.

    Raises SettingsError for a file that is not TOML or holds a value of the wrong kind, or
    equipment that is not known.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} cannot be used: {error}. The defaults are used.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from None
    # Most people have no settings file, and need not wait for what reads it.
    import tomllib

    try:
        found = msgspec.convert(tomllib.loads(text), Settings)
        _check_equipment(found.exercises.equipment)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"{path} cannot be used: {error}. The defaults are used.") from None
    return found


def _check_equipment(given: tuple[str, ...]) -> None:
    """Raise ValidationError for equipment that is not known."""
    if given == ExerciseSettings().equipment:
        return
    # Who set nothing need not wait for what knows of the exercises.
    from journal.domain.exercise import Equipment

    unknown = [name for name in given if name not in list(Equipment)]
    if unknown:
        allowed = ", ".join(Equipment)
        raise msgspec.ValidationError(
            f"exercises.equipment: {', '.join(unknown)} is not known; allowed: {allowed}"
        )


def save_setting(path: Path, name: str | tuple[str, ...], value: Any) -> None:
    """Set one setting in the file at `path`, leaving everything else in it as it is.

    A setting in a table is named by the way to it: `("check", "country")`. Raises
    SettingsError when the file cannot be written, or holds something else where a table is
    wanted. What others set meanwhile is kept too.
    """
    # Only a change of settings needs the library that keeps comments.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    *tables, last = (name,) if isinstance(name, str) else name
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Beside a link, not behind it: nobody wants it among the files they link to.
        with FileLock(f"{path}.lock", LOCK_SECONDS).held():
            text = path.read_text("utf-8") if path.exists() else ""
            document = tomlkit.parse(text)
            place: Any = document
            for table in tables:
                place = place.setdefault(table, tomlkit.table())
                if not isinstance(place, dict):
                    raise SettingsError(f"{path} was not changed: {table} is not a table in it.")
            place[last] = value
            write_durably(path, tomlkit.dumps(document).encode())
    except TOMLKitError as error:
        raise SettingsError(f"{path} was not changed: it is not TOML ({error}).") from None
    except OSError as error:
        raise SettingsError(f"{path} was not changed: {error.strerror or error}.") from None
