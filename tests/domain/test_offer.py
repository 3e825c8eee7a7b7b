"""The line on Today that says what comes next, against clinical sections 4.3, 4.8 and 5.5."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.content.library import load_library
from journal.domain.day_pain import DayPain
from journal.domain.entry import PainEntry
from journal.domain.offer import LINE, PROGRAMMES, RESTED, TWICE_SEVERE, Kind, Offer, offer
from journal.domain.standing import Exercise, Permission
from journal.domain.stops import STOPS

NOW = datetime(2026, 3, 13, 20, tzinfo=UTC)
"""A Friday evening."""
ALL, GENTLE, NOTHING = (Permission(allowed, "") for allowed in Exercise)
MAIN = [id for id, known in PROGRAMMES.items() if known.kind is Kind.MAIN]


class Row(msgspec.Struct, frozen=True):
    """The light part of a finished session."""

    id: str
    day: date
    at: datetime
    programme: str
    phase: str = ""
    before: int | None = 2
    morning: int | None = None
    eased: bool = False
    stopped: str = ""
    after: int | None = None
    ended_at: datetime | None = None


def row(programme: str, ago: int, hour: int = 18, **fields: Any) -> Row:
    at = datetime.combine(NOW.date() - timedelta(days=ago), time(hour), UTC)
    return Row("s", at.date(), at, programme, **fields)


def felt(pain: int, ago: int = 0, hour: int = 12, **fields: Any) -> PainEntry:
    at = datetime.combine(NOW.date() - timedelta(days=ago), time(hour), UTC)
    return PainEntry(
        id="e", day=at.date(), at=at, pain=pain, created_at=at, updated_at=at, **fields
    )


def offered(
    *sessions: Row,
    log: list[PainEntry] | None = None,
    allowed: Permission = ALL,
    now: datetime = NOW,
) -> Offer | None:
    return offer(sessions, log or [], allowed, now)


def words(found: Offer | None) -> str:
    return found.words if found else ""


# The table


def test_the_table_is_that_of_the_content() -> None:
    library = load_library()
    kinds = {
        p.id: Kind.GENTLE if p.gentle
        else Kind.MAIN if p.phases or p.hours_between > 24
        else Kind.DAILY
        for p in library.programmes
    }  # fmt: skip
    assert kinds == {id: known.kind for id, known in PROGRAMMES.items()}
    for programme in library.programmes:
        known = PROGRAMMES[programme.id]
        assert (known.name, known.hours) == (programme.name, programme.hours_between)


def test_today_does_not_wait_for_what_knows_the_exercises(
    child: Callable[..., subprocess.Popen[str]],
) -> None:
    source = "import json, sys, journal.domain.offer; print(json.dumps(sorted(sys.modules)))"
    output, errors = child(source).communicate(timeout=30)
    assert not errors
    heavy = ("exercise", "availability", "screening", "session", "training", "progression")
    loaded = set(json.loads(output))
    assert loaded.isdisjoint({f"journal.domain.{name}" for name in heavy})
    assert "journal.content" not in loaded


# Days without strength


def test_a_lock_is_said_elsewhere() -> None:
    assert offered(row("strength-base", 3), allowed=NOTHING) is None
    assert offered(log=[felt(9)], allowed=NOTHING) is None


@pytest.mark.parametrize("allowed", [ALL, GENTLE])
@pytest.mark.parametrize("pain", [7, 10])
def test_high_pain_today_offers_a_gentle_round_or_rest(pain: int, allowed: Permission) -> None:
    found = offered(row("strength-base", 3), log=[felt(pain)], allowed=allowed)
    assert found == Offer("flare-day", f"Pain {pain} today: rest, or a gentle round of Flare day")


def test_the_last_score_of_today_counts() -> None:
    last = row("strength-base", 3)
    eased = [felt(8, hour=9), felt(3, hour=18)]
    assert offered(last, log=eased) == offered(last)
    worse = offered(last, log=[felt(3, hour=9), felt(8, hour=18)])
    assert worse.programme == "flare-day"
    assert offered(last, log=[felt(9, ago=1)]) == offered(last)
    assert offered(last, log=[felt(3), felt(9, ago=-1)]) == offered(last)


def test_the_pain_after_a_session_counts_until_another_is_logged() -> None:
    last, at = row("strength-base", 3), NOW.replace(hour=15)
    sore = row("desk-reset", 0, 14, after=8, ended_at=at)
    assert words(offered(last, sore, log=[felt(2, hour=12)])).startswith("Pain 8 today: rest")
    assert words(offered(last, sore)).startswith("Pain 8 today: rest")
    calm = row("desk-reset", 0, 14, after=2, ended_at=at)
    assert words(offered(last, calm, log=[felt(8, hour=12)])).startswith("Strength base is next")
    assert words(offered(last, sore, log=[felt(2, hour=16)])).startswith("Strength base is next")
    # A session goes on for a while: what was logged in it comes before its end.
    assert words(offered(last, sore, log=[felt(2, hour=14)])).startswith("Pain 8 today: rest")
    untold = row("desk-reset", 0, 14, ended_at=at)
    assert words(offered(last, untold, log=[felt(8, hour=12)])).startswith("Pain 8 today: rest")
    yesterday = row("desk-reset", 1, 14, after=8)
    assert words(offered(last, yesterday)).startswith("Strength base is next")


def test_between_two_gentle_rounds_there_is_rest() -> None:
    soon = offered(row("flare-day", 0, 18), log=[felt(8)])
    assert soon == Offer("", "Flare day is done for now: rest, or an easy walk", rest=True)
    later = offered(row("flare-day", 0, 17), log=[felt(8)])
    assert later.programme == "flare-day"
    often = offered(*[row("flare-day", 0, hour) for hour in (6, 10, 14)], log=[felt(8)])
    assert not often.programme


def test_raised_pain_offers_a_gentle_programme_in_place_of_what_is_due() -> None:
    found = offered(row("strength-base", 3), log=[felt(4)])
    assert found == Offer("flare-day", "Pain 4 today: Flare day suits better than Strength base")
    calm = offered(row("strength-base", 3), log=[felt(3)])
    assert calm.programme == "strength-base"


def test_after_a_sore_morning_there_is_rest() -> None:
    sore = row("strength-base", 1, before=2, morning=3)
    found = offered(sore)
    assert found == Offer("", "Rest today: a sore morning after Strength base", rest=True)
    both = offered(sore, row("evening-stretch", 1, 21, morning=2))
    assert both == found
    own = offered(row("", 1, before=2, morning=5))
    assert words(own) == "Rest today: a sore morning after yesterday's exercises"


@pytest.mark.parametrize(
    "fields", [{"morning": 2}, {"morning": None}, {"before": None, "morning": 5}]
)
def test_a_morning_that_is_not_raised_does_not_ask_for_rest(fields: dict[str, Any]) -> None:
    assert "sore" not in words(offered(row("strength-base", 1, **fields)))


def test_a_sore_morning_is_over_the_day_after() -> None:
    found = offered(row("strength-base", 2, morning=5))
    assert found.programme == "strength-base"


def test_with_a_result_to_have_looked_at_only_gentle_programmes_are_offered() -> None:
    for sessions in ([], [row("strength-base", 3)], [row("evening-stretch", 2)]):
        found = offered(*sessions, log=[felt(2, sitting_hours=9)], allowed=GENTLE)
        assert found == Offer("flare-day", "Gentle programmes only for now: Flare day")


# The desk


def test_a_long_sitting_day_offers_the_desk_reset_with_its_reason() -> None:
    long = [felt(2, sitting_hours=7.5)]
    assert offered(row("strength-base", 3), log=long) == Offer(
        "desk-reset", "Desk reset: you sat 7.5 hours today"
    )
    stuck = [felt(2, longest_sit_min=120)]
    assert words(offered(log=stuck)) == "Desk reset: you sat 120 minutes without getting up"


@pytest.mark.parametrize(
    "log",
    [
        [felt(2, sitting_hours=6.5)],
        [felt(2, longest_sit_min=119)],
        [felt(2, ago=1, sitting_hours=9)],
        [felt(5, sitting_hours=9)],
    ],
    ids=["short", "up in between", "yesterday", "raised pain"],
)
def test_other_days_do_not(log: list[PainEntry]) -> None:
    found = offered(row("strength-base", 3), log=log)
    assert found.programme != "desk-reset"


def test_a_desk_reset_comes_again_after_an_hour_and_three_times_a_day() -> None:
    long = [felt(2, sitting_hours=9)]
    assert offered(row("desk-reset", 0, 20), log=long, now=NOW + timedelta(minutes=59)) is None
    again = offered(row("desk-reset", 0, 19), log=long)
    assert again.programme == "desk-reset"
    assert offered(*[row("desk-reset", 0, hour) for hour in (9, 12, 15)], log=long) is None


def test_after_one_desk_reset_what_is_due_goes_first() -> None:
    long = [felt(2, sitting_hours=9)]
    both = [row("strength-base", 3), row("desk-reset", 0, 15)]
    found = offered(*both, log=long)
    assert found.programme == "strength-base"
    resting = offered(row("strength-base", 1), row("desk-reset", 0, 15), log=long)
    assert resting.programme == "desk-reset"


# The programme that someone does


def test_a_programme_is_next_when_its_rest_is_over() -> None:
    assert offered(row("strength-base", 3)) == Offer(
        "strength-base", "Strength base is next: the last was on Tuesday"
    )
    assert words(offered(row("cable-day", 9))) == "Cable day is next: the last was on 4 Mar"
    assert words(offered(row("hip-flexor-return", 1))) == (
        "Hip-flexor return ladder is next: the last was yesterday"
    )


def test_the_day_after_is_a_rest_day() -> None:
    assert offered(row("strength-base", 1)) == Offer(
        "", "Rest day: Strength base was yesterday", rest=True
    )


@pytest.mark.parametrize("programme", ["core-trio", "hip-flexor-return"])
def test_what_is_for_every_day_is_next_the_day_after_however_late_it_was(programme: str) -> None:
    last = row(programme, 1, 23, phase="wake-up" if programme == "hip-flexor-return" else "")
    assert offered(last, now=NOW.replace(hour=7)).programme == programme
    # The night is of the day before.
    assert offered(last, now=NOW.replace(hour=0)).programme == ""


def test_rest_that_ends_today_says_when() -> None:
    last = row("strength-base", 2, 20)
    found = offered(last, now=NOW.replace(hour=8))
    assert found == Offer("", "Strength base again from 12:00 on", rest=True)
    due = offered(last, now=NOW.replace(hour=12))
    assert due.programme == "strength-base"


@pytest.mark.parametrize("programme", MAIN)
def test_what_is_done_today_is_done(programme: str) -> None:
    found = offered(row(programme, 0, 9))
    assert found == Offer("", f"{PROGRAMMES[programme].name} is done for today", rest=True)


def test_the_latest_of_two_programmes_goes_on() -> None:
    found = offered(row("cable-day", 6), row("strength-base", 3))
    assert found.programme == "strength-base"


def test_a_daily_programme_goes_on_where_nothing_else_is_in_use() -> None:
    assert words(offered(row("core-trio", 1))) == "Core trio is next: the last was yesterday"
    assert words(offered(row("strength-base", 3), row("core-trio", 1))).startswith("Strength base")
    assert words(offered(row("strength-base", 50), row("core-trio", 1))).startswith("Core trio")
    done = offered(row("evening-stretch", 0, 9))
    assert done == Offer("", "Evening stretch is done for today")


def test_after_a_gentle_day_nothing_else_is_offered() -> None:
    found = offered(row("strength-base", 3), row("flare-day", 0, 9), log=[felt(2)])
    assert found == Offer("", "Flare day is done today: a gentle day", rest=True)


def test_after_a_long_break_it_starts_with_half() -> None:
    in_use = words(offered(row("strength-base", 28)))
    assert in_use == "Strength base is next: the last was on 13 Feb"
    assert offered(row("strength-base", 29)) == Offer(
        "strength-base", "Strength base again, from half? The last was on 12 Feb"
    )
    year = words(offered(row("strength-base", 100)))
    assert year == "Strength base again, from half? The last was on 3 Dec 2025"


def test_a_ladder_that_was_left_is_not_begun_again() -> None:
    assert offered(row("hip-flexor-return", 40)) is None


def test_who_never_exercised_is_told_what_there_is() -> None:
    found = offered()
    assert found == Offer("", "Exercises: guided, with a figure that shows the way.")


def test_what_this_version_does_not_know_is_passed_over() -> None:
    assert offered(row("moon-walk", 3)) is None
    assert offered(row("", 0, 9)) is None
    found = offered(row("strength-base", 3), row("moon-walk", 1), row("", 0, 9))
    assert found.programme == "strength-base"


# After a stop rule, once a check has lifted the lock


@pytest.mark.parametrize("programme", [*MAIN, "core-trio"])
def test_what_was_stopped_today_is_not_called_done(programme: str) -> None:
    found = offered(row(programme, 0, 9, stopped="leg-gives-way"))
    name = PROGRAMMES[programme].name
    assert found == Offer(
        "", f"{name} was stopped today: a leg that gives way", rest=True, warns=True
    )


def test_a_gentle_round_that_was_stopped_is_not_offered_again_that_day() -> None:
    stopped = row("flare-day", 0, 9, stopped="locking")
    said = Offer("", "Flare day was stopped today: a hip that locks", rest=True, warns=True)
    assert offered(stopped, log=[felt(8)]) == said
    assert offered(stopped, allowed=GENTLE) == said
    assert offered(row("strength-base", 3), stopped, log=[felt(2)]) == said
    assert offered(stopped, row("flare-day", 0, 14), log=[felt(8)]).programme == "flare-day"
    yesterday = row("flare-day", 1, 9, stopped="locking")
    assert offered(yesterday, log=[felt(8)]).programme == "flare-day"


def test_a_desk_reset_that_was_stopped_is_not_offered_again_that_day() -> None:
    long = [felt(2, sitting_hours=9)]
    said = words(offered(row("desk-reset", 0, 9, stopped="pop"), log=long))
    assert said == "Desk reset was stopped today: a pop with sharp pain"
    assert offered(row("desk-reset", 1, 9, stopped="pop"), log=long).programme == "desk-reset"


def test_a_day_of_rest_after_it_says_that_it_was_stopped() -> None:
    assert words(offered(row("strength-base", 1, stopped="locking"))) == (
        "Rest day: Strength base was stopped yesterday: a hip that locks"
    )
    evening = offered(row("strength-base", 2, 20, stopped="pop"), now=NOW.replace(hour=8))
    assert words(evening) == "Strength base, stopped on Wednesday: again from 12:00 on"


def test_the_next_one_is_a_question_that_says_what_stopped_the_last() -> None:
    assert offered(row("strength-base", 3, stopped="leg-gives-way")) == Offer(
        "strength-base", "Strength base again? Stopped on Tuesday: a leg that gives way"
    )
    assert offered(row("strength-base", 29, stopped="locking")) == Offer(
        "strength-base", "Strength base again, from half? Stopped on 12 Feb: a hip that locks"
    )
    # A session that went to its end after it counts, whatever the one before was.
    later = offered(row("strength-base", 5, stopped="pop"), row("strength-base", 3))
    assert words(later) == "Strength base is next: the last was on Tuesday"


def test_where_the_reason_has_no_room_the_stop_is_said_without_it() -> None:
    found = offered(row("hip-flexor-return", 2, stopped="chest"))
    assert words(found) == "Hip-flexor return ladder again? Stopped on Wednesday"


# Whatever is there


ids = st.sampled_from([*PROGRAMMES, "", "moon-walk"])
score = st.none() | st.integers(0, 10)
rows = st.builds(row, ids, st.integers(-1, 40) | st.integers(-1, 900), st.integers(0, 23),
                 before=score, morning=score,
                 stopped=st.sampled_from(["", *STOPS, "new-rule"]))  # fmt: skip
half_hours = st.none() | st.integers(0, 36).map(lambda n: n / 2)
entries = st.builds(felt, st.integers(0, 10), st.integers(-1, 3), sitting_hours=half_hours,
                    longest_sit_min=st.none() | st.integers(0, 600))  # fmt: skip
logs = st.lists(entries, max_size=4).map(lambda found: sorted(found, key=lambda e: e.at))


@given(
    st.lists(rows, max_size=6).map(lambda found: sorted(found, key=lambda s: s.at)),
    logs,
    st.sampled_from([ALL, GENTLE, NOTHING]),
    st.integers(0, 23),
)
def test_no_mix_breaks_it_and_pain_and_locks_are_heeded(
    sessions: list[Row], log: list[PainEntry], allowed: Permission, hour: int
) -> None:
    found = offer(sessions, log, allowed, NOW.replace(hour=hour))
    if found is None:
        return
    assert 0 < len(found.words) <= LINE
    assert found.programme in {*PROGRAMMES, ""}
    assert not (found.programme and found.rest)
    assert allowed is not NOTHING
    today = [entry for entry in log if entry.day == NOW.date()]
    raised = bool(today) and today[-1].pain >= 4
    if raised or allowed is GENTLE:
        assert found.programme in {"flare-day", ""}
    trained = [s for s in sessions if s.day >= NOW.date() and s.programme in MAIN]
    if trained:
        assert found.programme not in MAIN


# After severe pain in a session of today


def test_severe_pain_in_a_session_counts_for_the_day_whatever_is_logged_after_it() -> None:
    last, felt_8 = row("strength-base", 4), DayPain(worst=8, severe=1)
    reset = row("desk-reset", 0, 18, after=2)
    said = "Pain 8 in a session today: rest, or a gentle round of Flare day"
    for log in ([], [felt(5, hour=19)], [felt(2, hour=19, sitting_hours=9)]):
        found = offer([last, reset], log, ALL, NOW, felt_8)
        assert found == Offer("flare-day", said, warns=True)
    seven = offer([last, reset], [], ALL, NOW, DayPain(worst=6))
    assert seven is not None
    assert seven.programme == "strength-base"


def test_no_walk_is_advised_after_one_that_hurt_or_after_severe_pain() -> None:
    done = [row("flare-day", 0, 19)]
    for hurt in (DayPain(walk_hurt=True), DayPain(worst=8, severe=1)):
        found = offer(done, [felt(7)], ALL, NOW, hurt)
        warns = bool(hurt.only_gentle)
        assert found == Offer("", "Flare day is done for now: rest", rest=True, warns=warns)


def test_severe_pain_that_a_session_left_comes_before_what_is_asked() -> None:
    after_8 = [row("strength-base", 4), row("desk-reset", 0, 18, after=8)]
    said = "Pain 8 today: rest, or a gentle round of Flare day"
    found = offer(after_8, [], ALL, NOW, DayPain(worst=8, severe=1))
    assert found == Offer("flare-day", said, warns=True)
    logged = offer([row("strength-base", 4)], [felt(8)], ALL, NOW)
    assert logged == Offer("flare-day", said)


def test_severe_pain_twice_makes_it_a_day_for_rest() -> None:
    found = offer([row("strength-base", 4)], [felt(8)], ALL, NOW, DayPain(worst=8, severe=2))
    assert found == Offer("", TWICE_SEVERE, rest=True, warns=True)
    assert len(TWICE_SEVERE) <= LINE


def test_the_pain_after_a_session_over_midnight_is_of_the_new_day() -> None:
    late = row("core-trio", 1, 23, after=8, ended_at=NOW.replace(hour=0, minute=20))
    assert words(offered(row("strength-base", 3), late)).startswith("Pain 8 today: rest")


# Days between


@pytest.mark.parametrize("programme", ["strength-base", "hip-cuff-bands"])
def test_strength_is_not_for_days_in_a_row_however_early_it_was_done(programme: str) -> None:
    early = row(programme, 1, 5)
    late = NOW.replace(hour=22)
    found = offer([early], [], ALL, late)
    assert found is not None
    assert (found.programme, found.rest) == ("", True)
    assert found.words.startswith("Rest day: ")
    again = offer([early], [], ALL, (NOW + timedelta(days=1)).replace(hour=6))
    assert again is not None
    assert again.programme == programme


@pytest.mark.parametrize(("phase", "free"), [("wake-up", True), ("move", True), ("load", False)])
def test_of_the_ladder_it_goes_by_the_phase(phase: str, free: bool) -> None:
    done = row("hip-flexor-return", 1, 8, phase=phase)
    found = offer([done], [], ALL, NOW)
    assert found is not None
    assert bool(found.programme) is free


def test_the_phases_for_every_other_day_are_those_of_the_content() -> None:
    ladder = load_library().programme("hip-flexor-return")
    assert {phase.id for phase in ladder.phases} >= RESTED
    often = {phase.id: phase.frequency for phase in ladder.phases}
    assert all(often[id].startswith(("3 times a week", "2 to 3 times a week")) for id in RESTED)
