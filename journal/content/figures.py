"""Reads `poses.toml`, the figures of the exercises."""

from __future__ import annotations

import msgspec

from journal.content.reading import read
from journal.domain.figure import Figure


def load_figures() -> dict[str, Figure]:
    """Exercise id -> its figure. Raises ValueError when an id occurs twice."""
    figures = msgspec.convert(read("poses")["figures"], tuple[Figure, ...])
    found = {figure.id: figure for figure in figures}
    if len(found) < len(figures):
        raise ValueError("poses.toml: an id occurs twice")
    return found
