"""Up to how much pain a session is all right, in words, against clinical section 4.3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.content.guidance import load_guidance
from journal.domain.guidance import limit_words
from journal.domain.training import Zone, highest_calm, zone

WORDS = load_guidance().words


@pytest.mark.parametrize(
    ("before", "phase_limit", "words"),
    [
        (None, None, "Up to 5 is all right."),
        (0, None, "You began at 0: up to 2 is all right."),
        (2, None, "You began at 2: up to 3 is all right."),
        (3, None, "You began at 3: up to 4 is all right."),
        (4, None, "You began at 4: up to 6 is all right."),
        (6, None, "You began at 6: up to 6 is all right."),
        (7, None, "You began at 7: no more than that."),
        (10, None, "You began at 10: no more than that."),
        (None, 2, "Up to 2 is all right in this phase."),
        (5, 3, "Up to 3 is all right in this phase."),
        (0, 3, "You began at 0: up to 2 is all right."),
    ],
)
def test_the_limit_is_said_with_its_reason(
    before: int | None, phase_limit: int | None, words: str
) -> None:
    assert limit_words(WORDS, before, phase_limit) == words


@given(st.none() | st.integers(0, 10), st.none() | st.sampled_from([2, 3]))
def test_what_is_more_than_the_highest_calm_pain_is_red(
    before: int | None, limit: int | None
) -> None:
    highest = highest_calm(before, limit)
    assert zone(highest, before, limit) is not Zone.RED
    assert all(zone(worst, before, limit) is Zone.RED for worst in range(highest + 1, 11))
