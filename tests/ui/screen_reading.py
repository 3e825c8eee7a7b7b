"""Reading the screen the way a person does."""

from __future__ import annotations

import re

from textual.events import Key
from textual.pilot import Pilot


def screen_text(pilot: Pilot[None]) -> str:
    """Everything the screen shows, line by line."""
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


def words_on(pilot: Pilot[None]) -> str:
    """What the screen shows as running text, without frames and line ends."""
    return " ".join(re.sub(r"[\u2500-\u259f]", " ", screen_text(pilot)).split())


def press_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Keys that come in together, as from a slow line: nothing is done between two of them."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait until all is done; several times as fast as the pilot's own way."""
    press_at_once(pilot, *keys)
    await pilot.pause()
