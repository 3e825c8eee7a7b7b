"""Reads `red_flags.toml`, the content of the checklist of warning signs."""

from __future__ import annotations

import msgspec

from journal.content.reading import read
from journal.domain.checklist import Checklist


def load_checklist() -> Checklist:
    """The checklist as it is shipped, with every reference in it resolved."""
    return msgspec.convert(read("red_flags"), Checklist)
