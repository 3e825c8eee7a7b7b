"""What the journal says of its screens, as it is said where there are no keys to press."""

from __future__ import annotations

from journal.cli.wall import Desk

MIND = "(m in the list of exercises)"
NOTED = "note it in the check (c)"


def without_keys(words: str, desk: Desk) -> str:
    """The same words with the command in place of a key, or with where the key is.

    What someone said of a check, or of exercise, is noted in the app alone.
    """
    words = words.replace(MIND, "(in the app: m in the list of exercises)")
    words = words.replace(NOTED, "note it in the app, under Check")
    return words.replace("(c)", f"({desk.command('check')})")
