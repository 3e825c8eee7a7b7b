"""Reads `red_flags.toml`, the content of the checklist of warning signs."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import msgspec

from journal.domain.checklist import Checklist


def load_checklist() -> Checklist:
    """The checklist as it is shipped, with every reference in it resolved."""
    text = files("journal.content").joinpath("red_flags.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Checklist)
