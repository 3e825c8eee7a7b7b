"""`journal trends`: what is told of a range, as text and as JSON, and which ranges there are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from journal.domain.body import Region, Side
from journal.domain.entry import Event, Medication, PainEntry, Site
from journal.domain.level import Level
from journal.store.journal_store import JournalStore

Run = Callable[..., Any]
Log = Callable[..., None]
Make = Callable[..., Any]

TODAY = date(2026, 3, 14)
BACK = Site(Region.LOW_BACK, Side.CENTRE)
KEYS = ["days", "mean7", "change", "spread", "regions", "patterns", "summaries"]
AVOID = re.compile(
    r"\b(must|damage|diagnos\w*|safe|failed|missed|trigger\w*|causes|because|prove[sdn]*|normal)\b",
    re.IGNORECASE,
)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def log(store: JournalStore, entry: Callable[..., PainEntry], clock: Any) -> Log:
    """Logs one entry for each score; the last one is of `end` days ago. None is not logged."""

    def save(*scores: int | None, end: int = 0, **fields: Any) -> None:
        for back, score in enumerate(reversed(scores), end):
            if score is not None:
                store.add(entry(score, at=clock() - timedelta(days=back), **fields))

    return save


def told(here: Run, *words: object) -> str:
    """All that is told, on one line."""
    done = here("trends", *words)
    assert (done.code, done.err) == (0, "")
    return " ".join(done.out.split())


def record(here: Run, *words: object) -> dict[str, Any]:
    done = here("trends", "--json", *words)
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1)
    found: dict[str, Any] = json.loads(done.out)
    return found


# The text


def test_it_tells_what_changed_first_and_what_that_rests_on(here: Run, log: Log) -> None:
    log(*[6] * 7, *(5, 5, 5, 5, 5, 5, 6), *(4, 4, 4, 4, 4, 3, None))
    assert here("trends").out.splitlines()[0] == "Pain from 2026-02-13 to 2026-03-14"
    assert told(here).startswith(
        "Pain from 2026-02-13 to 2026-03-14 Last 7 days 3.8, the 7 before 5.1: a little lower."
        " 6 of 7 days logged, before that 7 of 7."
        " Last 7 days 3.8, the first logged week (2026-02-22 to 2026-02-28) 6.0: clearly lower."
        " 6 of 7 days logged, before that 7 of 7."
        " Last 7 days: 7 or more at its worst on 0 of 6 logged days."
        " March: too few days to compare with February (13 and 7 logged; 8 and 16 are enough)."
    )
    assert "20 of 30 days logged, 20 entries, on average 5.0, from 3 to 6." in told(here)
    assert "7 or more at its worst on 0 of 20 logged days." in told(here)


def test_the_last_days_stand_beside_the_first_week_of_the_range_and_of_all(
    here: Run, log: Log
) -> None:
    log(*[9] * 7, end=60)
    log(*[6] * 21, *[3] * 7)
    words = told(here)
    assert (
        "Last 7 days 3.0, the first of these weeks (2026-02-15 to 2026-02-21) 6.0: clearly lower."
    ) in words
    assert (
        "Last 7 days 3.0, the first logged week (2026-01-07 to 2026-01-13) 9.0: clearly lower."
    ) in words
    # A week that is several of these is told of once.
    assert told(here, "--all").count("2026-01-07 to 2026-01-13") == 1
    assert "2026-03-01 to 2026-03-07" not in told(here, "--days", 14)


def test_this_month_stands_beside_the_last(here: Run, log: Log) -> None:
    log(*[6] * 28, *[4] * 14)
    assert "March 4.0, February 6.0: clearly lower. 14 of 14 days logged" in told(here)
    assert "February 6.0, January" not in told(here, "--to", "2026-02-28")


def test_places_stand_in_columns_those_of_most_days_first(here: Run, log: Log) -> None:
    log(4, 4, 4, sites=(BACK,))
    log(6, sites=(Site(Region.KNEE, Side.BOTH),), end=1)
    out = here("trends").out
    assert "\n  low back (centre)  3 days, on average 4.0\n" in out
    assert "\n  knee (left)         1 day, on average 6.0\n" in out
    assert "\n  knee (right)        1 day, on average 6.0\n" in out
    assert "What was marked on both sides counts on each." in out


def test_only_the_places_of_most_days_are_named(here: Run, log: Log) -> None:
    some = [region for region in Region if region not in (Region.LOW_BACK, Region.SADDLE)]
    log(4, sites=tuple(Site(region, Side.LEFT) for region in some))
    out = here("trends").out
    assert out.count("(left)") == 8
    assert f"  and {len(some) - 8} more places\n" in out


def test_how_far_down_is_told_once_a_place_of_the_leg_was_marked(here: Run, log: Log) -> None:
    log(*[5] * 7, sites=(BACK, Site(Region.CALF, Side.LEFT)), end=7)
    reached = "How far down the leg it reached: "
    assert f"{reached}lower leg 7 days, of 7 days with such a place marked." in told(here)
    log(*[5] * 7, sites=(Site(Region.BUTTOCK, Side.LEFT),))
    words = told(here)
    assert f"{reached}buttock 7 days, lower leg 7, of 14 days with such a place marked." in words
    assert "Your leg pain is reaching less far down." in words
    # In a shorter range too it is about the last 14 days.
    assert "Your leg pain is reaching less far down." in told(here, "--days", 7)
    assert reached not in told(here, "--days", 7)


def test_weekdays_and_times_of_day_are_told_with_their_days(here: Run, log: Log) -> None:
    log(4, 4)  # Friday and Saturday, at noon.
    assert "When" not in here("trends").out.splitlines()
    for weeks in (1, 2, 3):
        log(2, 4, end=7 * weeks)
    words = told(here)
    assert "By weekday: Friday 2.5 (4 days), Saturday 4.0 (4 days)." in words
    assert "By time of day: afternoon 3.2 (8 days)." in words


@pytest.fixture
def exercised(store: JournalStore, session: Make, clock: Any) -> None:
    """Four sessions, the first one long ago."""
    told = {"before": 4, "after": 2, "morning": 3, "morning_on": ago(0)}
    for back, programme, fields in (
        (50, "core-trio", {}),
        (3, "core-trio", {"before": 3, "morning": 3, "morning_on": ago(2)}),
        (3, "desk-reset", {"before": 9}),
        (1, "core-trio", told),
    ):
        store.save_session(session(programme, at=clock() - timedelta(days=back), **fields))


@pytest.mark.usefixtures("exercised")
def test_sessions_stand_in_a_table_with_the_pain_around_them(here: Run, log: Log) -> None:
    log(4)
    out = here("trends").out
    assert "\n\nExercise\n  3 sessions on 2 of 30 days.\n  A difference may be chance" in out
    assert re.search(r"\n  Core trio +2 +– +– +– +1 +– +–\n  Desk reset +1( +–){6}\n", out)
    assert re.search(r"\n  Bridge +3 +– +– +– +1 +– +–\n", out)
    assert "It does not show that exercise made the difference. Programme" in told(here)
    assert re.search(r"\n  Bridge +3 +- +- +- +1 +- +-\n", here("trends", "--ascii").out)
    assert "4 sessions on 3 of 60 days." in told(here, "--days", 60)
    assert "4 sessions on 3 of 51 days." in told(here, "--from", ago(50))
    assert "Exercise\n" not in here("trends", "--days", 1).out
    assert "?" not in here("trends", "--ascii").out


@pytest.mark.usefixtures("exercised")
@pytest.mark.parametrize("width", [200, 80, 60, 40, 24])
def test_the_table_fits_the_terminal_too(
    here: Run, log: Log, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    log(4)
    lines = here("trends", "--days", 60).out.splitlines()
    assert max(map(len, lines)) <= width
    assert [line.rstrip() for line in lines] == lines


@pytest.mark.usefixtures("exercised")
def test_the_json_tells_what_was_done(here: Run) -> None:
    found = record(here)["summaries"]["exercises"]
    assert (found["sessions"], found["days"]) == (3, 2)
    assert [(one["id"], one["sessions"], one["told"]) for one in found["programmes"]] == [
        ("core-trio", 2, 1), ("desk-reset", 1, 0),
    ]  # fmt: skip
    assert found["exercises"] == [
        {"id": "bridge", "sessions": 3, "told": 1, "before": 4.0, "after": 2.0, "morning": 3.0,
         "scored": 0, "worst": None},
    ]  # fmt: skip
    assert record(here, "--days", 60)["summaries"]["exercises"]["sessions"] == 4


def test_what_happened_is_named_and_what_comes_every_week_is_counted(
    here: Run, log: Log, store: JournalStore, screening: Make, clock: Any
) -> None:
    log(7, event=Event.FALL, end=9)
    log(5, note="Started walking\nevery day", end=5)
    log(4, 4, medications=(Medication("ibuprofen"),))
    for back, level in ((8, Level.URGENT), (1, Level.KEEP_WATCHING)):
        store.save_screening(screening(level, at=clock() - timedelta(days=back)))
    happened = told(here).partition("What happened ")[2]
    assert happened.startswith(
        "2026-03-05 fall 2026-03-09 Started walking"
        " 2 checks of warning signs: 1 talk to a doctor, 1 keep watching medication on 2 days"
    )


def test_only_the_latest_of_many_things_are_named(here: Run, log: Log) -> None:
    log(*[5] * 11, event=Event.LIFT)
    out = here("trends").out
    assert out.count(" lift\n") == 8
    assert "2026-03-06 lift" not in out
    assert "  and 3 more before that\n" in out


def test_too_few_days_are_said_once_for_all_that_lack_as_many(here: Run, log: Log) -> None:
    log(*[4] * 9, stress=3)
    words = told(here).partition("What goes with it ")[2]
    assert words.startswith(
        "Sleep quality, Hours sitting, Steps, Exercise done: Not enough paired days yet (0 of 28)."
    )
    assert "Stress: Not enough paired days yet (8 of 28)." in words
    assert "Looked at" not in words


@pytest.fixture
def linked(log: Log) -> None:
    """Ten weeks in which the pain goes with the night before."""
    rng = Random(5)
    for back in range(70):
        slept = rng.choice((2, 3, 8, 9))
        log(rng.choice((6, 7)) if slept < 5 else rng.choice((2, 3)), sleep_quality=slept, end=back)


@pytest.mark.usefixtures("linked")
def test_a_pattern_comes_with_its_days_and_the_honest_sentence(here: Run) -> None:
    words = told(here).partition("What goes with it ")[2]
    assert words.startswith("Looked at: 2026-01-04 to 2026-03-08, half a year at the most.")
    assert " pattern, Sleep quality: On the " in words
    assert "It does not show that sleep caused the pain. Range: " in words
    assert words.index("Sleep quality") < words.index("Not enough paired days yet")
    # As it could be said on the last day of the range.
    before = told(here, "--to", ago(50)).partition("What goes with it ")[2]
    assert " pattern, " not in before
    assert re.search(r"Sleep quality: .*Too few days to say more \(\d\d of 28\)", before)


# A trial to offer


@pytest.fixture
def walking(log: Log) -> None:
    """Ten weeks in which the pain goes with the steps, and with the sitting, of the day before."""
    rng = Random(4)
    days = [(rng.choice((2000, 9000)), rng.choice((2.0, 11.0))) for _ in range(71)]
    for back, (before, (steps, hours)) in enumerate(zip(days[1:], days, strict=False)):
        score = 2 + 3 * (before[0] == 2000) + 2 * (before[1] == 11.0) + rng.choice((0, 1))
        log(score, steps=steps, sitting_hours=hours, end=back)


WALK, BREAK = "take a short walk every day", "take a short break from sitting every hour"


def offered(here: Run, *words: object) -> list[str]:
    """What is offered for a trial, the same in the text and in the JSON."""
    text = told(here, *words)
    offers = " ".join(one["offer"] for one in record(here, *words)["patterns"])
    found = [trial for trial in (WALK, BREAK) if trial in text]
    assert found == [trial for trial in (WALK, BREAK) if trial in offers]
    return found


@pytest.mark.usefixtures("walking")
def test_a_trial_with_exercise_is_not_offered_as_long_as_a_check_locks_it(
    here: Run, store: JournalStore, screening: Make, clock: Any, folder: Path
) -> None:
    assert offered(here) == [WALK, BREAK]
    store.save_screening(screening(Level.URGENT, at=clock() - timedelta(days=20)))
    assert offered(here) == [BREAK]
    # What counts is today, whatever is looked back at.
    assert offered(here, "--to", ago(7)) == [BREAK]
    assert " pattern, Steps: " in told(here)
    (folder / "settings.toml").write_text("[check]\nadvice = false\n")
    assert offered(here) == [WALK, BREAK]


@pytest.mark.usefixtures("walking")
def test_a_trial_with_exercise_is_not_offered_after_a_stopped_session(
    here: Run, store: JournalStore, session: Make, clock: Any
) -> None:
    at = clock() - timedelta(days=1)
    store.save_session(session(at=at, ended_at=at, stopped="leg-gave-way"))
    assert offered(here) == [BREAK]


@pytest.mark.usefixtures("walking")
def test_settings_that_cannot_be_read_are_told_of_only_where_they_count(
    here: Run, folder: Path
) -> None:
    (folder / "settings.toml").write_text("[check")
    assert here("trends").err.startswith(str(folder / "settings.toml"))
    assert here("trends", "--to", ago(50)).err == ""


@pytest.mark.usefixtures("linked")
def test_the_words_are_those_of_the_word_list(here: Run, log: Log) -> None:
    log(7, event=Event.KICK, sites=(BACK,), end=100)
    for words in ([], ["--all"], ["--to", ago(80)], ["--to", ago(200)], ["--days", 1]):
        assert AVOID.findall(told(here, *words)) == []


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("width", [200, 80, 60, 40, 24])
def test_it_fits_the_terminal(here: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = here("trends", "--all").out.splitlines()
    assert max(map(len, lines)) <= width
    assert [line.rstrip() for line in lines] == lines


# The chart


def chart(out: str) -> list[str]:
    """The lines from the highest score to the legend."""
    lines = out.splitlines()
    [start] = [number for number, line in enumerate(lines) if line.startswith("10 ")]
    end = lines.index("", start)
    return lines[start:end]


@pytest.mark.parametrize("width", [80, 120])
def test_the_chart_is_as_wide_as_the_terminal(
    here: Run, log: Log, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    log(*[5] * 30, event=Event.LIFT)
    lines = chart(here("trends").out)
    assert [line[:2].strip() for line in lines].count("0") == 1
    assert width - 3 <= max(map(len, lines)) <= width
    assert any("\u2800" < sign <= "\u28ff" for sign in lines[0])
    assert "▲ event" in " ".join(lines)


def test_the_chart_says_what_a_column_is_where_it_is_no_day(here: Run, log: Log) -> None:
    log(*[5] * 20, end=500)
    log(4)
    assert "each column is" not in told(here, "--days", 90)
    assert "In this chart each column is a week." in told(here, "--days", 250)
    assert re.search(r"In this chart each column is a (week|month)\.", told(here, "--all"))


def test_there_is_no_chart_of_nothing(here: Run, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log(4)
    assert "\n10 " in here("trends").out
    assert "\n10 " not in here("trends", "--to", "yesterday").out
    monkeypatch.setenv("COLUMNS", "8")
    assert "\n10 " not in here("trends").out
    assert "\n\n\n" not in here("trends").out


# Months and days


def section(out: str, title: str) -> list[str]:
    """The lines below a title, none where it is not there."""
    lines = out.splitlines()
    if title not in lines:
        return []
    start = lines.index(title) + 1
    return lines[start : lines.index("", start) if "" in lines[start:] else None]


def test_ranges_of_two_months_or_more_are_told_by_month(here: Run, log: Log) -> None:
    log(*[6] * 28, *[4] * 14)
    lines = section(here("trends").out, "By month")
    assert [line.split() for line in lines if "2026" in line] == [
        ["March", "2026", "4.0", "4", "0", "14", "of", "14"],
        ["February", "2026", "6.0", "6", "0", "28", "of", "28"],
    ]
    assert section(here("trends", "--days", 15).out, "By month") == lines
    assert section(here("trends", "--days", 14).out, "By month") == []
    assert section(here("trends", "--to", "2026-01-20").out, "By month") == []


def test_months_without_room_for_columns_are_sentences(
    here: Run, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(*[6] * 28, *[4] * 14)
    monkeypatch.setenv("COLUMNS", "50")
    words = " ".join(" ".join(section(here("trends", "--days", 90).out, "By month")).split())
    assert words.startswith("March 2026: 14 of 14 days logged, 14 entries, on average 4.0")
    assert ". February 2026: 28 of 28 days logged, 28 entries, on average 6.0" in words
    assert "January" not in words


def test_half_a_year_has_a_calendar(here: Run, log: Log) -> None:
    log(*[9] * 7, *[5, None] * 98)
    lines = section(here("trends", "--days", 180).out, "The year")
    assert lines[0] == "  Averages of days, 16 September 2025 to 14 March 2026"
    assert len(lines) == 1 + 9
    rows = [line[6:].strip() for line in lines[2:-1]]
    assert sum(row.count("▒") for row in rows) == 90
    # What lies before the range is not said to be not logged.
    assert sum(row.count("·") for row in rows) == 90
    assert "· not logged" in lines[-1]
    assert section(here("trends", "--days", 179).out, "The year") == []
    whole = section(here("trends", "--all").out, "The year")
    assert sum(line[6:].count("█") for line in whole[2:-1]) == 7


def test_of_many_years_the_calendar_has_the_last(here: Run, log: Log) -> None:
    log(4, end=2000)
    assert section(here("trends", "--all").out, "The year") == []
    log(4, end=300)
    lines = section(here("trends", "--all").out, "The year")
    assert lines[0] == "  Averages of days, 10 March 2025 to 14 March 2026"
    assert sum(line[6:].count("▒") for line in lines[2:-1]) == 1


@pytest.mark.parametrize("width", [24, 46, 47, 58, 59, 60, 80, 200, 300])
def test_months_and_days_fit_the_terminal(
    here: Run, log: Log, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    log(*[4, 9, 0, None] * 60)
    for words in ([], ["--ascii"]):
        out = here("trends", "--days", 240, *words).out
        assert section(out, "By month")
        days = section(out, "The year")
        assert bool(days) is (width >= 47)
        assert max(map(len, section(out, "By month") + days)) <= width
        assert not days or "7 to 10" in days[-1]
        assert out.isascii() is bool(words)
    assert "?" not in out


# Plain signs


@pytest.mark.usefixtures("linked")
def test_ascii_is_ascii_whatever_was_written(here: Run, log: Log) -> None:
    log(4, note="Started Übungen am Abend", end=2)
    assert "Started Übungen" in here("trends").out
    out = here("trends", "--ascii").out
    assert out.isascii()
    assert "Started ?bungen" in out
    assert out.count("?") == 1
    assert sum("###" in line for line in chart(out)) > 1


@pytest.mark.parametrize(("encoding", "plain"), [("utf-8", False), ("latin-1", True)])
def test_where_only_plain_signs_can_be_read_there_are_no_others(
    run: Run, encoding: str, plain: bool
) -> None:
    run("add", 4, "--note", "started 体操")
    done = run("trends", PYTHONIOENCODING=encoding)
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii() is plain
    assert "started " in done.out


# Ranges


def test_thirty_days_are_told_of_unless_others_are_named(here: Run, log: Log) -> None:
    log(*range(10), *range(10), *[4] * 20)

    def first(*words: object) -> str:
        line: str = here("trends", *words).out.splitlines()[0]
        return line

    assert first() == "Pain from 2026-02-13 to 2026-03-14"
    assert first("--days", 14) == "Pain from 2026-03-01 to 2026-03-14"
    assert first("--days", 1) == "Pain from 2026-03-14 to 2026-03-14"
    assert first("--all") == "Pain from 2026-02-03 to 2026-03-14"
    assert first("--from", "2026-01-01") == "Pain from 2026-01-01 to 2026-03-14"
    assert first("--from", "2026-03-01", "--to", "yesterday") == (
        "Pain from 2026-03-01 to 2026-03-13"
    )
    assert first("--to", "2026-03-01") == "Pain from 2026-01-31 to 2026-03-01"
    assert first("--days", 7, "--to", "2026-03-01") == "Pain from 2026-02-23 to 2026-03-01"
    assert first("--all", "--to", "2026-03-01") == "Pain from 2026-02-03 to 2026-03-01"
    # What is still to come is nothing to tell of.
    assert first("--to", "2026-06-01") == "Pain from 2026-02-13 to 2026-03-14"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--days", 0], "'--days': 0 is not in the range"),
        (["--days", -3], "'--days': -3 is not in the range"),
        (["--days", 99_999], "'--days': 99999 is not in the range"),
        (["--days", "many"], "'--days': 'many'"),
        (["--days", 7, "--all"], "do not go together"),
        (["--days", 30, "--from", "today"], "do not go together"),
        (["--all", "--from", "today"], "do not go together"),
        (["--from", "soon"], "from: 'soon' is not possible here; allowed: YYYY-MM-DD"),
        (["--to", "2026-02-30"], "to: '2026-02-30' is not possible here"),
        (["--from", "2026-03-02", "--to", "2026-03-01"], "lies after --to 2026-03-01"),
        (["--from", "2026-03-15"], "--from 2026-03-15 lies after today, 2026-03-14"),
        (["--from", "2026-03-15", "--to", "2026-03-16"], "lies after today"),
        (["30"], "unexpected extra argument"),
    ],
)
def test_a_range_that_cannot_be_is_one_plain_line(
    here: Run, log: Log, words: list[object], why: str
) -> None:
    log(4)
    for more in ([], ["--json"]):
        done = here("trends", *words, *more)
        assert (done.code, done.out) == (2, "")
        assert done.told.startswith("journal trends: ")
        assert why in done.told


# Edges


def test_without_an_entry_it_says_so_and_how_to_begin(here: Run, folder: Path) -> None:
    for words in ([], ["--all"], ["--from", "2026-01-01"], ["--ascii"]):
        done = here("trends", *words)
        assert (done.code, done.err) == (0, "")
        assert done.out == "Nothing is logged yet. To log a score of 4: journal add 4\n"
    assert not folder.exists()
    for words in ([], ["--all"]):
        found = record(here, *words)
        assert list(found) == KEYS
        assert (found["days"], found["mean7"], found["spread"], found["regions"]) == (
            [],
            [],
            [],
            {},
        )
        assert found["summaries"]["headline"] == "Nothing is logged yet."


def test_a_range_without_an_entry_says_so(here: Run, log: Log) -> None:
    log(6)
    words = told(here, "--to", "2026-01-20")
    assert "Nothing is logged up to 2026-01-20." in words
    assert "Nothing is logged from 2025-12-22 to 2026-01-20." in words
    assert not {"January:", "Where", "When"} & set(words.split())
    assert told(here, "--all", "--to", "2026-01-20").startswith(
        "Pain from 2026-01-20 to 2026-01-20 Nothing is logged up to"
    )


def test_a_single_day_is_told_of_as_one(here: Run, log: Log) -> None:
    log(6, end=3000)
    words = told(here, "--all")
    assert "The last logged day is 2017-12-26: 6.0." in words
    assert "1 of 3001 days logged, 1 entry, always 6." in words
    # A week long ago is nothing to compare with as long as this one is not logged.
    log(7, 7, 7, 7, end=2000)
    assert "the first logged week" not in told(here, "--all")
    log(0, 0, 0, 0)
    assert "Last 7 days 0.0." in told(here)


def test_many_entries_on_one_day_are_one_day(
    here: Run, store: JournalStore, entry: Callable[..., PainEntry], clock: Any
) -> None:
    start = datetime.combine(TODAY, datetime.min.time(), clock().tzinfo)
    entries = [entry(n % 11, at=start + timedelta(minutes=3 * n)) for n in range(200)]
    for one in entries:
        store.add(one)
    assert "1 of 30 days logged, 200 entries, from 0 to 10." in told(here)
    [day] = record(here)["days"]
    assert (day["n"], day["worst"], day["best"]) == (200, 10, 0)


def test_what_cannot_be_read_is_told_of_beside(here: Run, log: Log, folder: Path) -> None:
    log(4, 5)
    path = folder / "journal.json"
    tables = json.loads(path.read_bytes())
    tables["entries"]["1"]["pain"] = "much"
    path.write_text(json.dumps(tables))
    done = here("trends")
    assert done.code == 0
    assert "1 stored record cannot be read" in done.told
    assert "1 of 30 days logged" in done.out


# JSON


def test_the_json_has_these_keys_and_no_others(here: Run, log: Log) -> None:
    log(*(5, None, 6, 4, 4), worst=8, sites=(BACK,))
    found = record(here)
    assert list(found) == KEYS
    assert found["days"][0] == {"day": "2026-03-10", "mean": 5.0, "worst": 8, "best": 5, "n": 1}
    assert [day["day"] for day in found["days"]] == [str(ago(n)) for n in (4, 2, 1, 0)]
    assert found["mean7"] == [{"day": "2026-03-14", "mean": 4.75, "n": 4}]
    assert found["regions"] == {"low-back:centre": {"days": 4, "mean": 4.75}}
    assert found["change"]["label"] == ""
    assert "4 and 0 logged" in found["change"]["missing"]
    assert record(here, "--to", "yesterday", "--days", 2)["days"] == found["days"][1:3]


@pytest.mark.usefixtures("linked")
def test_the_json_has_each_factor_with_what_was_found(here: Run) -> None:
    found = record(here, "--days", 1)["patterns"]
    assert [one["factor"] for one in found] == [
        *("sleep_quality", "stress", "sitting_hours", "steps", "exercise")
    ]
    sleep, stress = found[:2]
    assert (sleep["kind"], sleep["shown"]) in (("possible", True), ("steady", True))
    assert (sleep["since"], sleep["until"]) == ("2026-01-04", "2026-03-08")
    assert sleep["low"]["days"] + sleep["high"]["days"] == sleep["days"]
    assert sleep["words"].endswith("It does not show that sleep caused the pain.")
    assert (stress["kind"], stress["shown"], stress["low"]) == ("not-enough", False, None)
    before = record(here, "--to", ago(50))["patterns"][0]
    assert (before["kind"], before["shown"], before["until"]) == ("split-only", False, "2026-01-18")


def test_text_and_json_hold_nothing_that_a_terminal_obeys(here: Run, log: Log) -> None:
    log(4, note="started \x1b[31m\x9b2J walking [bold]", end=1)
    for words in ([], ["--json"]):
        out = here("trends", *words).out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", out)
        assert "[bold]" in out
