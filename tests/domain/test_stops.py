"""Why a session was stopped, in a few words."""

from __future__ import annotations

from journal.content.guidance import load_guidance
from journal.domain.stops import STOPS, reason


def test_every_stop_rule_of_the_content_has_its_few_words() -> None:
    assert list(STOPS) == [stop.id for stop in load_guidance().stops]


def test_a_rule_that_this_version_does_not_know_is_shown_as_text() -> None:
    assert reason("[b]new\x1b") == "[b]new␛"
    assert reason("pop") == "a pop with sharp pain"
