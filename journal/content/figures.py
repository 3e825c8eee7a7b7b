"""Reads `poses.toml`, the figures of the exercises."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import msgspec

from journal.domain.figure import Figure


def load_figures() -> dict[str, Figure]:
    """Exercise id -> its figure. Raises ValueError when an id occurs twice."""
    text = files("journal.content").joinpath("poses.toml").read_text("utf-8")
    figures = msgspec.convert(tomllib.loads(text)["figures"], tuple[Figure, ...])
    found = {figure.id: figure for figure in figures}
    if len(found) < len(figures):
        raise ValueError("poses.toml: an id occurs twice")
    return found
