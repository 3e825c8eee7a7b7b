"""Where data, settings and stylesheets are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

APP = "selfcare-journal"
DATA_VARIABLE = "JOURNAL_DATA_DIR"


class Places(msgspec.Struct, frozen=True):
    """The folder with the journal, and the file with the settings."""

    data: Path
    settings: Path


def find_places(given: Path | None, environ: Mapping[str, str]) -> Places:
    """Where this person's journal is: the folder `given`, else $JOURNAL_DATA_DIR, else the
    system's place for user data. Settings lie beside the data when that was given by hand.
    """
    chosen = given or (Path(environ[DATA_VARIABLE]) if environ.get(DATA_VARIABLE) else None)
    if chosen is not None:
        folder = chosen.expanduser().absolute()
        return Places(folder, folder / "settings.toml")
    # Not needed, and so not loaded, when the folder was named.
    from platformdirs import user_config_path, user_data_path

    return Places(
        user_data_path(APP, appauthor=False),
        user_config_path(APP, appauthor=False) / "settings.toml",
    )


def documents_folder() -> Path:
    """Where a file for the person goes: their documents, or their home where there are none."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def styles_folder() -> Path:
    """The stylesheets: beside the package in a checkout, inside it once installed."""
    package = Path(os.path.realpath(__file__)).parent
    installed = package / "styles"
    return installed if installed.is_dir() else package.parent / "styles"
