"""Reads `exercises.toml` and `programmes.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import msgspec

from journal.domain.exercise import Library


def load_library() -> Library:
    """All exercises and programmes as they are shipped, with every reference resolved."""
    return msgspec.convert(_read("exercises.toml") | _read("programmes.toml"), Library)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("journal.content").joinpath(name).read_text("utf-8"))
