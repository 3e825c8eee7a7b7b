"""The sessions of a range in lines: what stands where, what fits, and what is not claimed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts
from trained import LIBRARY, session

from journal.domain.practice import Exercised, Practice, practice
from journal.domain.practice_table import NO_CLAIM, names_in, practice_table
from journal.domain.wording import width_of

NAMES = names_in(LIBRARY)
AVOID = re.compile(
    r"\b(must|damage|diagnos\w*|safe|failed|missed|trigger\w*|caus\w*|because|prove\w*|improve\w*|"
    r"normal|thanks to)\b",
    re.IGNORECASE,
)
WIDTHS = (60, 80, 120, 200)
KNOWN = Exercised(
    id="core-trio", sessions=12, told=8, before=3.25, after=2.0, morning=0.0, scored=10, worst=4.4
)
BRIDGE = Exercised(id="bridge", sessions=3, scored=3, worst=1.5)
BOTH = Practice(12, 10, (KNOWN,), (BRIDGE,))


def told(found: Practice, width: int = 80, days: int = 30) -> list[str]:
    return practice_table(found, NAMES, width, days)


def table(found: Practice, width: int = 80) -> list[str]:
    """The lines with the figures."""
    lines = told(found, width)
    return lines[lines.index("") + 1 :]


def cells(line: str) -> list[str]:
    return re.split(r" {2,}", line.strip())


def test_it_begins_with_how_many_sessions_on_how_many_days() -> None:
    assert told(BOTH)[0] == "12 sessions on 10 of 30 days."
    assert told(Practice(1, 1, (BRIDGE,)), days=1)[0] == "1 session on 1 of 1 day."


def test_without_a_session_there_is_one_sentence() -> None:
    assert told(Practice()) == ["No session is logged in these 30 days."]
    assert told(Practice(), days=1) == ["No session is logged on this day."]


def test_each_figure_stands_at_the_end_of_its_heading_with_what_it_rests_on() -> None:
    head, trio, title, bridge, *_ = table(BOTH)
    assert cells(head) == [
        "Programme", "sessions", "before", "after", "morning", "(n)", "during", "(n)",
    ]  # fmt: skip
    assert cells(trio) == ["Core trio", "12", "3.2", "2.0", "0.0", "8", "4.4", "10"]
    assert title == "Exercise"
    ends = {match[0]: match.end() for match in re.finditer(r"\S+", head)}
    values = {match.end(): match[0] for match in re.finditer(r"\d\S*", trio)}
    for heading, value in (("sessions", "12"), ("before", "3.2"), ("after", "2.0"),
                           ("morning", "0.0"), ("during", "4.4"), ("(n)", "10")):  # fmt: skip
        assert values[ends[heading]] == value
    assert cells(bridge) == ["Bridge", "3", "–", "–", "–", "–", "1.5", "3"]
    assert len(bridge) == len(trio)


@pytest.mark.parametrize("told_in", range(1, 6))
def test_fewer_than_three_sessions_give_no_average(told_in: int) -> None:
    fields: dict[str, float] = {"before": 5.0, "after": 4.0, "morning": 3.0, "worst": 6.0}
    one = Exercised(id="bridge", sessions=5, told=told_in, scored=6 - told_in, **fields)  # type: ignore[arg-type]  # the whole numbers are beside them
    around, during = ["5.0", "4.0", "3.0"], "6.0"
    assert cells(table(Practice(5, 5, (), (one,)))[1]) == [
        *("Bridge", "5", *(around if told_in >= 3 else ["–"] * 3), str(told_in)),
        *(during if 6 - told_in >= 3 else "–", str(6 - told_in)),
    ]


def test_what_it_does_not_show_is_read_before_the_figures() -> None:
    for width in (24, *WIDTHS):
        lines = told(BOTH, width)
        above = " ".join(lines[: lines.index("", 1)])
        assert above == f"12 sessions on 10 of 30 days. {NO_CLAIM}"
        assert " ".join(lines).count("chance") == 1


def test_there_is_no_heading_for_exercises_where_none_was_done() -> None:
    assert "Exercise" not in told(Practice(1, 1, (KNOWN,)))


def test_it_says_what_the_columns_mean_and_claims_nothing() -> None:
    words = " ".join(told(BOTH))
    assert "(n) is the number of sessions that it rests on" in words
    assert "Fewer than 3 give no average (–)" in words
    assert "the sessions where you noted all three" in words
    assert (
        "A difference may be chance, or something else may explain it."
        " It does not show that exercise made the difference."
    ) in words


@pytest.mark.parametrize("width", [24, *WIDTHS])
def test_its_words_are_those_of_the_word_list(width: int) -> None:
    for found in (BOTH, Practice()):
        assert AVOID.findall(" ".join(told(found, width))) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_exercise_there_is_stands_in_one_table(width: int) -> None:
    every = tuple(Exercised(id=exercise.id, sessions=1) for exercise in LIBRARY.exercises)
    lines = told(Practice(1, 1, (KNOWN,), every), width)
    assert max(map(len, lines)) <= width
    text = "\n".join(lines)
    for exercise in LIBRARY.exercises:
        assert re.search(rf"^{re.escape(exercise.name)}(\n)? +1( +–){{6}}$", text, re.MULTILINE)


def test_a_name_that_is_too_long_stands_above_its_figures() -> None:
    long = Exercised(id="half-kneeling-hip-flexor-stretch", sessions=7, scored=7, worst=2.0)
    lines = told(Practice(12, 10, (KNOWN,), (long,)), 60)
    number = lines.index("Half-kneeling hip-flexor stretch")
    assert cells(lines[number + 1]) == ["7", "–", "–", "–", "–", "2.0", "7"]
    assert len(lines[number + 1]) == len(lines[number + 1 - 3])
    assert cells(table(Practice(12, 10, (KNOWN,), (long,)), 100)[3])[:2] == [
        "Half-kneeling hip-flexor stretch", "7",
    ]  # fmt: skip


def test_where_there_is_no_room_for_a_table_there_is_a_list() -> None:
    lines = told(BOTH, 40)
    assert table(BOTH, 40)[:7] == [
        "Programme",
        "- Core trio",
        "  sessions 12, before 3.2, after 2.0,",
        "  morning 0.0, (n) 8, during 4.4, (n) 10",
        "Exercise",
        "- Bridge",
        "  sessions 3, during 1.5, (n) 3",
    ]
    assert max(map(len, lines)) <= 40


def test_a_table_leaves_twelve_cells_for_names_at_least() -> None:
    assert "- Core trio" in told(BOTH, 56)
    assert table(BOTH, 57)[1].startswith("Core trio ")


def test_a_widget_without_a_width_yet_is_told_too() -> None:
    for found in (BOTH, Practice()):
        assert told(found, 0) == told(found, -3) == told(found, 20)


@pytest.mark.parametrize("width", [30, 60])
def test_a_name_longer_than_a_line_is_cut(width: int) -> None:
    long = Practice(1, 1, (Exercised(id="x" * 300, sessions=1),))
    [line] = [line for line in told(long, width) if "xx" in line]
    assert (len(line), line[-1]) == (width, "…")


def test_what_this_version_does_not_know_goes_by_its_id() -> None:
    odd = [Exercised(id=id, sessions=1) for id in ("one-leg-\x1bbow", "")]
    text = "\n".join(practice_table(Practice(1, 1, tuple(odd), tuple(odd)), {}, 80, 30))
    assert re.findall(r"^(\S.*?) +1(?: +–)+$", text, re.MULTILINE) == [
        "one-leg-␛bow", "Exercises", "One leg ␛bow", "Not named",
    ]  # fmt: skip


figures = st.none() | st.floats(0, 10)
anything = st.builds(
    Exercised,
    id=texts | st.sampled_from(sorted(NAMES)),
    sessions=st.integers(1, 4000),
    told=st.integers(0, 4000),
    before=figures,
    after=figures,
    morning=figures,
    scored=st.integers(0, 4000),
    worst=figures,
)
counts = st.integers(1, 4000)
rows = st.lists(anything, min_size=1, max_size=4).map(tuple)
made = st.builds(Practice, counts, counts, rows, st.just(()) | rows)


@given(made)
@pytest.mark.parametrize("width", [22, 40, 53, *WIDTHS])
def test_every_line_fits_whatever_was_written(width: int, found: Practice) -> None:
    lines = told(found, width, 36_600)
    assert max(map(width_of, lines)) <= width
    assert all("\n" not in line and line == line.rstrip() for line in lines)


def test_names_of_programmes_and_exercises_do_not_meet() -> None:
    assert len(NAMES) == len(LIBRARY.programmes) + len(LIBRARY.exercises)


def test_real_sessions_are_told_with_the_names_of_the_library() -> None:
    text = "\n".join(told(practice([session(2), session(5, programme="core-trio")])))
    assert text.startswith("2 sessions on 2 of 30 days.")
    for words in ("Strength base", "Core trio", "Side plank from the knees"):
        assert f"\n{words}  " in text
