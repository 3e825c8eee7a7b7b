"""Reads `exercises.toml` and `programmes.toml`."""

from __future__ import annotations

import msgspec

from journal.content.reading import read
from journal.domain.exercise import Library


def load_library() -> Library:
    """All exercises and programmes as they are shipped, with every reference resolved."""
    return msgspec.convert(read("exercises") | read("programmes"), Library)
