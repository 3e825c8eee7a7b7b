"""Reads a file of the content: TOML in a source tree, its JSON in an installed package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent


def read(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The tables of `name`.toml.

    `hatch_build.py` puts the same as JSON into a wheel: reading that takes a hundredth of the
    time, and a screen waits for it.
    """
    ready = folder / f"{name}.json"
    if ready.is_file():
        tables: dict[str, Any] = msgspec.json.decode(ready.read_bytes())
        return tables
    import tomllib

    return tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
