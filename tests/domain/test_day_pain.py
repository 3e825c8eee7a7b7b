"""What the sessions of a day said of pain, against clinical sections 4.3 and 5.5."""

from __future__ import annotations

import pytest

from journal.domain.day_pain import NOTHING_FELT, Felt, day_pain, walk_hurts


def test_the_worst_during_or_after_any_session_counts() -> None:
    assert day_pain([]) == NOTHING_FELT
    found = day_pain([Felt(2, 3, 1), Felt(2, None, 8), Felt()])
    assert (found.worst, found.severe, found.rest) == (8, 1, False)
    assert found.only_gentle == "Only gentle programmes: pain 8 in a session today."
    assert not day_pain([Felt(2, 6, 6)]).only_gentle


@pytest.mark.parametrize(
    ("felt", "severe"),
    [
        *((Felt(7), True), (Felt(8, 6, 7), True), (Felt(2, 7, 1), True)),
        # It eased: that is what a gentle round is for.
        *((Felt(7, 5, 4), False), (Felt(6, 6, 6), False), (Felt(), False)),
    ],
)
def test_severe_pain_twice_is_a_day_for_rest(felt: Felt, severe: bool) -> None:
    assert felt.severe is severe
    assert day_pain([felt, Felt(2, 9)]).rest is severe


def test_a_walk_hurts_above_a_little_and_above_the_start() -> None:
    assert not any(walk_hurts(*told) for told in ((None, 5, False), (2, None, True), (4, 4, False)))
    assert all(walk_hurts(*told) for told in ((3, 2, False), (5, 4, False), (3, 3, True)))
