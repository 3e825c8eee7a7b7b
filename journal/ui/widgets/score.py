"""How a score looks: its colour, always beside its number or word."""

from __future__ import annotations

from journal.domain.entry import Site
from journal.domain.severity import severity


def score_style(score: float) -> str:
    """The style, in the theme's variables, for a score or mean of 0-10."""
    return f"$pain-{severity(score)}"


def mark_style(site: Site) -> str:
    """The style of a marked place: of its own score, where it has one."""
    return "$primary" if site.pain is None else score_style(site.pain)
