"""Reads `guidance.toml`."""

from __future__ import annotations

import msgspec

from journal.content.reading import read
from journal.domain.guidance import Guidance


def load_guidance() -> Guidance:
    """What is asked and said around a session, as it is shipped."""
    return msgspec.convert(read("guidance"), Guidance)
