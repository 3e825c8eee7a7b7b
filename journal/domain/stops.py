"""Why a session was stopped, in a few words that fit into a line.

The whole questions stand in `journal/content/guidance.toml`. Today starts with this table, so
that nothing of the exercises is loaded; a test holds its ids equal to those of the content.
"""

from __future__ import annotations

from journal.domain.text import visible

STOPS = {
    "chest": "chest, breath or dizziness",
    "numb-between-legs": "numbness, bladder or bowel",
    "leg-numb": "numbness or tingling",
    "down-the-leg": "pain further down the leg",
    "leg-gives-way": "a leg that gives way",
    "pop": "a pop with sharp pain",
    "locking": "a hip that locks",
    "other": "something new",
}


def reason(stopped: str) -> str:
    """What ended a session; a stop rule that this version does not know goes by its id."""
    return STOPS.get(stopped) or visible(stopped)
