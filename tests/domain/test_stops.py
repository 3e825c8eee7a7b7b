"""Why a session was stopped, in a few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from journal.content.guidance import load_guidance
from journal.domain.stops import (
    EMERGENCIES,
    STOPS,
    before_check,
    calls_for_help,
    if_still_so,
    reason,
    stop_before,
)
from journal.store.session_log import PastSession

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def ended(stopped: str = "chest", **ago: Any) -> PastSession:
    """A session that began half an hour before it ended, so long ago."""
    end = NOON - timedelta(**ago)
    begun = end - timedelta(minutes=30)
    return PastSession("s", begun.date(), begun, "core-trio", stopped=stopped, ended_at=end)


def test_every_stop_rule_and_question_of_the_content_has_its_few_words() -> None:
    guidance = load_guidance()
    assert set(STOPS) == {ask.id for ask in (*guidance.stops, *guidance.quick)}


def test_a_rule_that_this_version_does_not_know_is_shown_as_text() -> None:
    assert reason("[b]new\x1b") == "[b]new␛"
    assert reason("pop") == "a pop with sharp pain"


def test_the_emergencies_are_those_of_the_content() -> None:
    guidance = load_guidance()
    asks = (*guidance.stops, *guidance.quick)
    assert {ask.id for ask in asks if ask.emergency} == EMERGENCIES


@pytest.mark.parametrize(
    ("session", "calls"),
    [
        (ended(hours=1), True),
        (ended("numb-between-legs", days=1), True),
        (ended(days=2), False),
        # It began the day before, and ended after midnight.
        (ended(hours=35, minutes=50), True),
        (ended("pop", hours=1), False),
        (ended("", hours=1), False),
        (ended("of-a-later-version", hours=1), False),
    ],
)
def test_an_emergency_of_today_or_yesterday_calls_for_help(
    session: PastSession, calls: bool
) -> None:
    assert calls_for_help(session, NOON.date()) is calls


def test_a_line_of_today_says_whom_to_call() -> None:
    assert if_still_so("999") == "If it is still so, call 999 now."


def test_a_check_knows_of_what_was_stopped_shortly_before_it() -> None:
    def before(*sessions: PastSession) -> str:
        return stop_before(sessions, NOON.date())

    assert before() == ""
    assert before(ended("pop", days=1)) == "pop"
    assert before(ended("pop", days=2)) == ""
    assert before(ended("", hours=1)) == ""
    # The clock was ahead then: a little, or for days, when nobody knows any more.
    assert before(ended("pop", hours=-1)) == "pop"
    assert before(ended("pop", days=-3)) == ""
    assert before(ended("pop", hours=3), ended("locking", hours=2)) == "locking"
    assert before(ended("chest", hours=3), ended("locking", hours=2)) == "chest"


def test_a_session_without_an_end_counts_from_its_beginning() -> None:
    at = NOON - timedelta(hours=1)
    session = PastSession("s", at.date(), at, "core-trio", stopped="pop")
    assert stop_before([session], NOON.date()) == "pop"


def test_what_a_check_says_of_it_names_the_call_only_in_an_emergency() -> None:
    assert before_check("chest", "999") == (
        "Before this check you said yes to a warning sign: chest, breath or dizziness."
        " If that is still so or comes back, call 999 now."
        " Tell a doctor of it today, even if it has passed."
    )
    assert before_check("pop", "999").endswith("If that is still so or comes back, ask for help.")
