"""Reads `guidance.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import msgspec

from journal.domain.guidance import Guidance


def load_guidance() -> Guidance:
    """What is asked and said around a session, as it is shipped."""
    text = files("journal.content").joinpath("guidance.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Guidance)
