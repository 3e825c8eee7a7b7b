"""What is asked and said around a session of exercises; the words stand in `guidance.toml`.

Clinical sections 1.5 (quick check), 4.3 (pain and stop rules), 5.1 and 5.5.
"""

from __future__ import annotations

import msgspec

from journal.domain.training import TOO_HIGH, highest_calm

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
    """Sentences of the screens.

    `emergency` has a place for `{emergency_number}`, `red` for the name of an `{exercise}`. The
    `limit` ones have one for `{limit}`, the highest pain that is not too much, and for
    `{before}`, the pain at the start, each 0-10.
    """

    exercise: str
    not_today: str
    ask_first: str
    ask_first_done: str
    quick_yes: str
    emergency: str
    red: str
    severe: str
    rest: str
    amber: str
    green: str
    strong: str
    high: str
    red_morning: str
    severe_today: str
    severe_twice: str
    raised: str
    limit: str
    limit_from_start: str
    limit_from_high_start: str
    limit_of_phase: str


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


def limit_words(words: GuidanceWords, before: int | None, phase_limit: int | None) -> str:
    """Up to how much pain it is all right in a session, and why that much (clinical section 4.3).

    `before` is the pain at its start, None where it was not said; `phase_limit` the stricter one
    of a ladder's phase. Each is 0-10.
    """
    limit = highest_calm(before, phase_limit)
    if limit == phase_limit:
        said = words.limit_of_phase
    elif before is None:
        said = words.limit
    elif before >= TOO_HIGH:
        said = words.limit_from_high_start
    else:
        said = words.limit_from_start
    return said.format(limit=limit, before=before)
