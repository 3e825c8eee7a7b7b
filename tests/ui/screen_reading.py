"""Reading the screen the way a person does."""

from __future__ import annotations

from textual.pilot import Pilot


def screen_text(pilot: Pilot[None]) -> str:
    """Everything the screen shows, line by line."""
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)
