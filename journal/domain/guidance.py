"""What is asked and said around a session of exercises; the words stand in `guidance.toml`.

Clinical sections 1.5 (quick check), 4.3 (pain and stop rules), 5.1 and 5.5.
"""

from __future__ import annotations

import msgspec

NOT_TODAY = "not-today"
"""The id of the reason to leave an exercise that is not for this day."""
PAIN = "pain"
"""The id of the reason to leave an exercise that asks how much it hurt."""
UNSURE = "unsure-how"
"""The id of the reason to leave an exercise that first shows how it goes."""


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line that may fit the person, or not.

    `emergency` marks one that shows whom to call at once, `code` is the skip code that a yes
    ticks, empty where it ticks none.
    """

    id: str
    ask: str
    emergency: bool = False
    code: str = ""


class GuidanceWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sentences of the screens; `emergency` has a place for `{emergency_number}`, `phase_limit` one
    for `{limit}`, the highest pain of a phase of a ladder, 0-10.
    """

    exercise: str
    not_today: str
    ask_first: str
    ask_first_done: str
    quick_yes: str
    emergency: str
    red: str
    amber: str
    green: str
    high: str
    red_morning: str
    raised: str
    phase_limit: str


class Guidance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`once` is asked before the first programme ever, `quick` before each session.

    `stops` end a session and lead to the check of warning signs; `skips` are reasons to leave
    one exercise.
    """

    words: GuidanceWords
    once: tuple[Ask, ...]
    quick: tuple[Ask, ...]
    stops: tuple[Ask, ...]
    skips: tuple[Ask, ...]
