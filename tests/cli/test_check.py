"""Answers to the warning signs in a file, judged on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journal.content.red_flags import load_checklist
from journal.domain.level import Level
from journal.domain.report import SYMBOLS
from journal.store.journal_store import JournalStore

Run = Callable[..., Any]
CHECKLIST = load_checklist()
TODAY = date(2026, 3, 14)
"""The day of the `clock` fixture."""


@pytest.fixture
def judge(here: Run) -> Run:
    """Judges answers as the rule alone, which must not leave anything behind."""

    def run(answers: object = None, **more: Any) -> Any:
        given = {"answers": answers or {}, "context": {}, **more}
        done = here("check", "--answers", "-", "--json", text=json.dumps(given))
        assert (done.code, done.err) == (0, "")
        return json.loads(done.out)

    return run


def daily(*scores: float, last: date = TODAY) -> list[list[object]]:
    """Scores of days in a row, the last one that of `last`."""
    first = last - timedelta(len(scores) - 1)
    return [[str(first + timedelta(number)), score] for number, score in enumerate(scores)]


def weeks(number: int) -> str:
    """The day that lies so many weeks back."""
    return str(TODAY - timedelta(weeks=number))


def rules(found: Any) -> list[str]:
    return [reason["rule"] for reason in found["reasons"]]


def explained(reason: str) -> dict[str, str]:
    return {"answer": "yes", "status": "explained", "reason": reason, "on": str(TODAY)}


# The 16 cases of clinical section 1.6: number, input, level, days, rules that must fire.

CASES: list[tuple[str, dict[str, Any], str, int | None, list[str]]] = [
    (
        "1",
        {
            "answers": {"saddle-numbness": "yes"},
            "context": {"onset": str(TODAY), "pain": daily(2)},
        },
        *("emergency", 0, ["E1"]),
    ),
    (
        "2",
        {"answers": {}, "context": {"onset": weeks(1), "pain": daily(*[8] * 7)}},
        *("keep-watching", None, []),
    ),
    (
        "3",
        {
            "answers": {"weight-loss": explained("diet")},
            "context": {"onset": weeks(3), "pain": daily(*[5] * 21)},
        },
        *("keep-watching", None, []),
    ),
    (
        "4",
        {
            "answers": {"weight-loss": "yes"},
            "context": {"onset": weeks(2), "pain": daily(*[3] * 14)},
        },
        *("see-a-clinician", 14, ["S3"]),
    ),
    (
        "5",
        {
            "answers": {"weight-loss": "yes"},
            "context": {"onset": weeks(5), "pain": daily(7, 8, 7, 8, 7, 8, 7)},
        },
        *("see-a-clinician", 7, ["S1", "S3"]),
    ),
    (
        "6",
        {
            "answers": {"weight-loss": "yes", "night-sweats": "yes"},
            "context": {"onset": weeks(6), "pain": daily(7, 7.4, 7, 7.4, 7, 7.4, 7.2)},
        },
        *("urgent", 1, ["U3", "S1", "S1", "S2", "S2", "D1"]),
    ),
    (
        "7 with new pain",
        {
            "answers": {
                "night-sweats": explained("menopause"),
                "constant-night-pain": "yes",
                "cancer-history-new-pain": "yes",
            },
            "profile": {"cancer-ever": "yes"},
            "context": {},
        },
        *("urgent", 1, ["U1", "U4", "S3"]),
    ),
    (
        "7",
        {
            "answers": {
                "night-sweats": explained("menopause"),
                "constant-night-pain": "yes",
            },
            "profile": {"cancer-ever": True},
            "context": {},
        },
        *("urgent", 1, ["U4", "S3"]),
    ),
    (
        "8",
        {
            "answers": {"fever-with-pain": explained("cold")},
            "profile": {"immunity-weak": "yes"},
            "context": {},
        },
        *("urgent", 1, ["U1"]),
    ),
    (
        "9",
        {"answers": {"fever-with-pain": "yes", "leg-weakness-new": "yes"}, "context": {}},
        *("emergency", 0, ["E3", "U1", "U1"]),
    ),
    (
        "10",
        {"answers": {"bladder-change": "unsure"}, "context": {}},
        *("urgent", 1, ["U2"]),
    ),
    (
        "11",
        {
            "answers": {},
            "context": {"onset": weeks(7), "pain": daily(*[5.5] * 7, *[5.2] * 36, *[5] * 7)},
        },
        *("see-a-clinician", 14, ["D1"]),
    ),
    (
        "12",
        {
            "answers": {},
            "context": {"onset": weeks(9), "pain": daily(*[6] * 7, *[4] * 50, *[2] * 7)},
        },
        *("keep-watching", None, []),
    ),
    (
        "13",
        {"answers": {}, "context": {"onset": weeks(3), "pain": daily(*[3] * 21, 7)}},
        *("keep-watching", None, []),
    ),
    (
        "14",
        {
            "answers": {
                "bladder-change": {"answer": "yes", "status": "assessed", "on": "2026-03-11"}
            },
            "context": {},
        },
        *("keep-watching", None, []),
    ),
    (
        "14 worse",
        {
            "answers": {
                "bladder-change": {
                    "answer": "yes",
                    "status": "assessed",
                    "on": "2026-03-11",
                    "worse": True,
                }
            },
            "context": {},
        },
        *("emergency", 0, ["E1"]),
    ),
    (
        "15",
        {
            "answers": {"impact-groin-pain": "yes"},
            "profile": {"runner-or-load-jump": "yes"},
            "context": {"onset": weeks(1), "pain": daily(*[3] * 7)},
        },
        *("urgent", 1, ["U1"]),
    ),
]


@pytest.mark.parametrize(
    ("given", "level", "days", "fired"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_a_case_of_the_rule(
    here: Run,
    folder: Path,
    given: dict[str, Any],
    level: str,
    days: int | None,
    fired: list[str],
) -> None:
    text = json.dumps({**given, "today": str(TODAY)})
    done = here("check", "--answers", "-", "--json", text=text)
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert (found["level"], found["within_days"], rules(found)) == (level, days, fired)
    assert not folder.exists()


def test_case_16_is_no_case_for_adults(here: Run, folder: Path) -> None:
    given = {"answers": {}, "profile": {"age": 17}, "context": {}}
    done = here("check", "--answers", "-", "--json", text=json.dumps(given))
    assert CHECKLIST.words.minor in done.told
    assert done.out == ""
    assert not folder.exists()


def case(number: str) -> dict[str, Any]:
    """The input of a case, without its day: the clock of the tests shows it."""
    return next(given for name, given, *_ in CASES if name == number)


def test_cases_3_13_and_14_say_more_than_a_level(judge: Run, here: Run) -> None:
    [aside] = judge(**case("3"))["stood_down"]
    assert (aside["sign"], aside["status"]) == ("weight-loss", "explained")
    again = judge(**case("13"))["ask_again"]
    assert (again["scope"], again["in_days"]) == ("short", 0)
    [aside] = judge(**case("14"))["stood_down"]
    assert (aside["sign"], aside["status"], aside["on"]) == (
        *("bladder-change", "assessed", "2026-03-11"),
    )
    in_words = here("check", "--answers", "-", text=json.dumps(case("14"))).out
    assert CHECKLIST.words.assessed_reminder in " ".join(in_words.split())


@pytest.mark.parametrize("number", ["1", "3", "13"])
def test_a_case_in_a_process_of_its_own(run: Run, tmp_path: Path, number: str) -> None:
    given, level = next(case[1:3] for case in CASES if case[0] == number)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({**given, "today": str(TODAY)}), "utf-8")
    done = run("check", "--answers", file, "--json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["level"] == level
    assert not (tmp_path / "data").exists()


# What is printed


def test_the_result_has_these_parts_and_no_others(judge: Run) -> None:
    found = judge({"weight-loss": explained("diet"), "bladder-change": "yes"})
    assert list(found) == [
        *("level", "within_days", "reasons", "stood_down", "rule_version", "ask_again")
    ]
    [reason] = found["reasons"]
    assert set(reason) == {"rule", "text"}
    assert CHECKLIST.question("bladder-change").ask in reason["text"]
    [aside] = found["stood_down"]
    assert set(aside) == {"sign", "status", "reason", "on", "text"}
    assert (aside["sign"], aside["status"], aside["on"]) == ("weight-loss", "explained", str(TODAY))
    assert aside["reason"] == "a planned diet"


@pytest.mark.parametrize(
    ("scores", "scope"),
    [
        (daily(3, 3, 3, 6), "short"),
        (daily(3, 3, 3, 5.9), None),
        (daily(6), None),
        (daily(3, 6), "short"),
        (daily(3, 3, 3, 6, last=TODAY - timedelta(1)), None),
        ([*daily(3, 3, 3, 2), [str(TODAY), 6]], "short"),
        ([], None),
    ],
)
def test_a_jump_of_pain_asks_again_at_once(judge: Run, scores: Any, scope: str | None) -> None:
    again = judge(context={"pain": scores})["ask_again"]
    assert (again and again["scope"]) == scope
    if again:
        assert (again["in_days"], bool(again["why"])) == (0, True)


def test_unsure_asks_again_in_three_days(judge: Run) -> None:
    again = judge({"weight-loss": "unsure"})["ask_again"]
    assert (again["scope"], again["in_days"]) == ("full", 3)
    jump = {"pain": daily(3, 3, 3, 6)}
    assert judge({"weight-loss": "unsure"}, context=jump)["ask_again"]["in_days"] == 0


@pytest.mark.parametrize(
    ("findings", "profile", "answers", "fired"),
    [
        ({"numb_legs": ["left"], "numbness_spreads": True}, {}, {}, ["U5"]),
        ({"numb_legs": ["left"]}, {}, {}, []),
        ({"numb_legs": ["left", "right"]}, {}, {}, ["U5"]),
        ({"numb_legs": ["right"]}, {"cancer-ever": "unsure"}, {}, ["E4"]),
        ({"reaching_further": True}, {}, {}, ["D4"]),
        ({"broken_sleep": True}, {}, {}, ["D8"]),
        ({"low_mood": [3, 4]}, {}, {}, ["D10"]),
        ({"low_mood": [3, 2]}, {}, {}, []),
        ({"strain_on": "2026-03-04"}, {}, {"strain-walking": "yes"}, ["D7"]),
        ({"strain_on": "2026-03-10"}, {}, {"strain-walking": "yes"}, []),
        ({"hip_or_groin": True}, {}, {"walking-limited": "yes"}, ["D6"]),
        (
            {
                "below_knee": True,
                "onset": weeks(6),
                "pain": daily(*[3] * 7, last=TODAY - timedelta(36)) + daily(3, 3, 3, 3),
            },
            *({}, {}, ["D5"]),
        ),
    ],
)
def test_findings_may_be_brought_along(
    judge: Run, findings: Any, profile: Any, answers: Any, fired: list[str]
) -> None:
    assert rules(judge(answers, context=findings, profile=profile)) == fired


def test_the_result_comes_in_words_as_well(here: Run) -> None:
    text = json.dumps({"answers": {"bladder-change": "yes"}, "context": {}})
    done = here("check", "--answers", "-", text=text)
    assert (done.code, done.err) == (0, "")
    assert f"{SYMBOLS[Level.EMERGENCY]} {CHECKLIST.advice[Level.EMERGENCY].title}" in done.out
    assert CHECKLIST.places[0].emergency.split()[0] in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert " ".join(CHECKLIST.words.not_reviewed.split()) in " ".join(done.out.split())


def test_the_numbers_are_those_of_the_settings(here: Run, folder: Path) -> None:
    text = json.dumps({"answers": {"bladder-change": "yes"}, "context": {}})
    folder.mkdir(0o700)
    (folder / "settings.toml").write_text('[check]\ncountry = "gb"\n', "utf-8")
    assert "999" in here("check", "--answers", "-", text=text).out
    (folder / "settings.toml").write_text('[check]\nemergency_number = "4711"\n', "utf-8")
    assert "4711" in here("check", "--answers", "-", text=text).out


def test_every_id_is_listed(here: Run) -> None:
    done = here("check", "--ids")
    assert done.code == 0
    for part in (CHECKLIST.signs, CHECKLIST.follow_ups, CHECKLIST.background, CHECKLIST.profile):
        for question in part:
            assert f"- {question.id} (" in done.out
    assert "saddle-numbness (emergency)" in done.out


def test_the_example_of_the_documentation_holds(judge: Run) -> None:
    text = Path(__file__).parents[2].joinpath("docs", "data-format.md").read_text("utf-8")
    section = text.partition("## journal check --answers")[2]
    given = json.loads(section.partition("```json")[2].partition("```")[0])
    found = judge(**given)
    assert "U2" in rules(found)
    for key in (*given, *found, "numb_legs", "low_mood", "worse"):
        assert f"| `{key}` |" in section


# What the journal knows


def test_without_a_context_the_journal_is_asked_and_left_alone(
    state: Run, here: Run, store: JournalStore, entry: Run, folder: Path, clock: Any
) -> None:
    for back in range(42):
        at = clock() - timedelta(back)
        store.add(entry(8, day=at.date(), at=at))
    (folder / "journal.json").chmod(0o644)
    before = state()
    given = {"answers": {"weight-loss": "yes"}}
    found = json.loads(here("check", "--answers", "-", "--json", text=json.dumps(given)).out)
    assert "S1" in rules(found)
    assert state() == before
    # On a day long before, the journal knew nothing.
    then = json.dumps(given | {"today": "2026-01-02"})
    assert rules(json.loads(here("check", "--answers", "-", "--json", text=then).out)) == ["S3"]
    # With a context the journal does not count.
    with_it = json.dumps(given | {"context": {}})
    assert rules(json.loads(here("check", "--answers", "-", "--json", text=with_it).out)) == ["S3"]


def test_a_jump_in_the_journal_asks_again(
    here: Run, store: JournalStore, entry: Run, clock: Any
) -> None:
    for back in range(1, 5):
        at = clock() - timedelta(back)
        # A jump of yesterday was one of yesterday.
        store.add(entry(7 if back == 1 else 2, day=at.date(), at=at))
    ask = {"text": '{"answers": {}}'}
    assert json.loads(here("check", "--answers", "-", "--json", **ask).out)["ask_again"] is None
    store.add(entry(6))
    again = json.loads(here("check", "--answers", "-", "--json", **ask).out)["ask_again"]
    assert again["scope"] == "short"


@pytest.mark.parametrize("content", [b"", b"{", b'{"entries": 3}'])
def test_a_damaged_journal_is_not_taken_for_an_empty_one(
    state: Run, here: Run, folder: Path, content: bytes
) -> None:
    folder.mkdir(0o700)
    (folder / "journal.json").write_bytes(content)
    before = state()
    done = here("check", "--answers", "-", "--json", text='{"answers": {}}')
    assert "journal.json cannot be read" in done.told
    assert done.out == ""
    assert state() == before


def test_a_journal_that_is_gone_is_not_taken_for_an_empty_one(
    here: Run, store: JournalStore, entry: Run, folder: Path
) -> None:
    store.add(entry())
    store.backup()
    (folder / "journal.json").unlink()
    assert "is gone" in here("check", "--answers", "-", "--json", text='{"answers": {}}').told


# What is refused

BAD: list[tuple[str, object, list[str]]] = [
    ("unknown sign", {"answers": {"bladder": "yes"}}, ["answers", "bladder", "--ids"]),
    ("a profile item as a sign", {"answers": {"cancer-ever": "yes"}}, ["cancer-ever", "--ids"]),
    (
        "a reason where none is allowed",
        {"answers": {"bladder-change": explained("a cold")}},
        ["bladder-change", "explained"],
    ),
    (
        "a reason where only a clinician may",
        {"answers": {"inflammatory-stiffness": explained("gardening")}},
        ["inflammatory-stiffness", "explained"],
    ),
    (
        "a reason of another kind",
        {"answers": {"fever-with-pain": explained("I was tired")}},
        ["fever-with-pain", "I was tired"],
    ),
    (
        "no reason",
        {"answers": {"weight-loss": {"answer": "yes", "status": "explained"}}},
        ["weight-loss", "reason"],
    ),
    ("a reason with a no", {"answers": {"weight-loss": {**explained("diet"), "answer": "no"}}},
     ["weight-loss", "no"]),
    (
        "assessed in the future",
        {
            "answers": {
                "bladder-change": {"answer": "yes", "status": "assessed", "on": "2026-03-15"}
            }
        },
        ["bladder-change", "2026-03-15", "2026-03-14"],
    ),
    (
        "assessed on no day",
        {"answers": {"bladder-change": {"answer": "yes", "status": "assessed"}}},
        ["bladder-change", "assessed"],
    ),
    (
        "assessed on a day that is none",
        {
            "answers": {
                "bladder-change": {"answer": "yes", "status": "assessed", "on": "2026-02-30"}
            }
        },
        ["bladder-change.on", "2026-02-30"],
    ),
    ("age 17", {"answers": {}, "profile": {"age": 17}}, ["age", "17", "18"]),
    ("age 121", {"answers": {}, "profile": {"age": 121}}, ["age", "121"]),
    ("age as text", {"answers": {}, "profile": {"age": "40"}}, ["age", "40", "whole"]),
    ("half an age", {"answers": {}, "profile": {"age": 40.5}}, ["age", "40.5", "whole"]),
    ("age true", {"answers": {}, "profile": {"age": True}}, ["age", "true", "whole"]),
    (
        "a kind of cancer and no cancer",
        {"answers": {}, "profile": {"cancer-ever": "no", "cancer-type": "skin"}},
        ["cancer-type", "skin"],
    ),
    (
        "pregnant at 70",
        {"answers": {}, "profile": {"age": 70, "may-be-pregnant": "yes"}},
        ["may-be-pregnant", "70"],
    ),
    (
        "not applicable where it always is",
        {"answers": {}, "profile": {"thin-bones": "not-applicable"}},
        ["thin-bones"],
    ),
    ("profile of another kind", {"answers": {}, "profile": {"thin-bones": 1}}, ["thin-bones", "1"]),
    ("profile null", {"answers": {}, "profile": {"thin-bones": None}}, ["thin-bones", "null"]),
    ("unknown item", {"answers": {}, "profile": {"height": 180}}, ["profile", "height"]),
    ("profile a list", {"answers": {}, "profile": []}, ["profile", "object"]),
    ("reviewed in the future", {"answers": {}, "profile": {"reviewed": "2026-03-15"}},
     ["reviewed", "2026-03-15"]),
    ("unknown key", {"answers": {}, "contxt": {}}, ["contxt", "context"]),
    ("no answers", {"profile": {}}, ["answers"]),
    ("answers a list", {"answers": ["weight-loss"]}, ["answers", "object"]),
    ("answer maybe", {"answers": {"weight-loss": "maybe"}}, ["weight-loss", "maybe", "unsure"]),
    ("answer true", {"answers": {"weight-loss": True}}, ["weight-loss", "true", "unsure"]),
    ("answer null", {"answers": {"weight-loss": None}}, ["weight-loss", "null", "unsure"]),
    ("no answer in it", {"answers": {"weight-loss": {"status": "active"}}}, ["weight-loss"]),
    (
        "unknown part of an answer",
        {"answers": {"weight-loss": {"answer": "yes", "because": "x"}}},
        ["weight-loss", "because", "reason"],
    ),
    (
        "unknown status",
        {"answers": {"weight-loss": {"answer": "yes", "status": "cleared"}}},
        ["weight-loss.status", "cleared", "assessed"],
    ),
    (
        "worse as text",
        {"answers": {"weight-loss": {"answer": "yes", "worse": "yes"}}},
        ["weight-loss.worse", "yes", "true"],
    ),
    (
        "a reason too long",
        {"answers": {"weight-loss": explained("diet" * 51)}},
        ["weight-loss", "200"],
    ),
    (
        "a reason that is no text",
        {"answers": {"weight-loss": explained("diet \ud800")}},
        ["weight-loss", "Unicode"],
    ),
    ("onset in the future", {"answers": {}, "context": {"onset": "2026-03-15"}},
     ["onset", "2026-03-15", "2026-03-14"]),
    ("onset in words", {"answers": {}, "context": {"onset": "yesterday"}}, ["onset", "yesterday"]),
    ("onset packed", {"answers": {}, "context": {"onset": "20260301"}}, ["onset", "20260301"]),
    ("onset long ago", {"answers": {}, "context": {"onset": "1899-12-31"}}, ["onset", "1900"]),
    ("score 11", {"answers": {}, "context": {"pain": daily(11)}}, ["pain", "11", "0 to 10"]),
    ("score below", {"answers": {}, "context": {"pain": daily(-0.5)}}, ["pain", "-0.5", "0 to 10"]),
    ("score true", {"answers": {}, "context": {"pain": [[str(TODAY), True]]}}, ["pain", "true"]),
    ("score as text", {"answers": {}, "context": {"pain": [[str(TODAY), "5"]]}}, ["pain", "5"]),
    ("score to come", {"answers": {}, "context": {"pain": [["2026-03-15", 5]]}},
     ["pain", "2026-03-15"]),
    ("pain as an object", {"answers": {}, "context": {"pain": {"2026-03-01": 5}}}, ["pain"]),
    ("pain in one number", {"answers": {}, "context": {"pain": [5]}}, ["pain", "5"]),
    ("unknown finding", {"answers": {}, "context": {"mean": 5}}, ["context", "mean"]),
    ("finding of another kind", {"answers": {}, "context": {"below_knee": 1}}, ["below_knee", "1"]),
    ("legs both", {"answers": {}, "context": {"numb_legs": ["both"]}}, ["numb_legs", "both"]),
    ("mood 7", {"answers": {}, "context": {"low_mood": [7]}}, ["low_mood", "7", "6"]),
    ("strain to come", {"answers": {}, "context": {"strain_on": "2026-03-15"}}, ["strain_on"]),
    ("today in words", {"answers": {}, "today": "today"}, ["today", "YYYY-MM-DD"]),
    ("today beyond all", {"answers": {}, "today": "9999-12-31"}, ["today", "9999"]),
    ("no object", ["weight-loss"], ["Standard input", "object"]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "named"), [pytest.param(*case[1:], id=case[0]) for case in BAD])
@pytest.mark.parametrize("as_json", [True, False], ids=["json", "words"])
def test_what_cannot_be_so_is_named(
    here: Run, folder: Path, given: object, named: list[str], as_json: bool
) -> None:
    words = ["check", "--answers", "-", *(["--json"] if as_json else [])]
    done = here(*words, text=json.dumps(given))
    assert done.out == ""
    for word in named:
        assert word in done.told
    assert not folder.exists()


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"", "not JSON"),
        (b'{"answers": {}', "not JSON"),
        (b'{"answers": {}} x', "not JSON"),
        (b"{'answers': {}}", "not JSON"),
        (b'{"answers": {"weight-loss": "no", "weight-loss": "yes"}}', "weight-loss"),
        (b'{"answers": {}, "answers": {}}', "answers"),
        (b'{"answers": {}, "context": {"pain": [["2026-03-01", NaN]]}}', "NaN"),
        (b'{"answers": {}, "context": {"pain": [["2026-03-01", 1e999]]}}', "0 to 10"),
        (b"[" * 100_000, "nested"),
        (b'{"answers": {"\xff": "no"}}', "UTF-8"),
        (b" " * (1 << 20) + b"{}", "1048576 bytes"),
        (b'{"answers": {"' + b"x" * 100_000 + b'": "no"}}', "100000 characters"),
        (b'{"answers": {"' + b"x" * 100_000 + b'": "maybe"}}', "100000 characters"),
        (b'{"answers": {"\\u001b[31m": "no"}}', "\N{SYMBOL FOR ESCAPE}[31m"),
        (b'{"answers": {}, "today": ' + b"9" * 5000 + b"}", "limit"),
    ],
    ids=[
        "empty",
        "cut",
        "more",
        "quotes",
        "twice",
        "key-twice",
        "nan",
        "infinite",
        "deep",
        "bytes",
        "huge",
        "long",
        "long-maybe",
        "escape",
        "digits",
    ],
)
def test_a_file_that_is_none_is_refused(run: Run, tmp_path: Path, raw: bytes, named: str) -> None:
    done = run("check", "--answers", "-", "--json", raw=raw)
    assert (done.code, done.out) == (1, "")
    assert named in done.told
    assert len(done.told) < 600
    assert not (tmp_path / "data").exists()


def test_bad_input_leaves_a_journal_as_it_is(
    state: Run, here: Run, store: JournalStore, entry: Run, folder: Path
) -> None:
    store.add(entry())
    before = state()
    for _, given, _ in BAD:
        assert here("check", "--answers", "-", "--json", text=json.dumps(given)).code == 1
    assert state() == before


def test_a_file_that_cannot_be_opened_is_named(run: Run, tmp_path: Path) -> None:
    assert "none.json" in run("check", "--answers", "none.json").told
    assert str(tmp_path) in run("check", "--answers", tmp_path).told


@pytest.mark.parametrize(
    "words",
    [
        ["--json"],
        ["--json", "--short"],
        ["--short", "--answers", "-"],
        ["--ids", "--answers", "-"],
        ["--ids", "--short"],
        ["extra"],
    ],
)
def test_a_check_put_wrongly(here: Run, folder: Path, words: list[str]) -> None:
    done = here("check", *words, text='{"answers": {}}')
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert not folder.exists()


# The advice switched off


def test_without_advice_there_is_a_plain_list(state: Run, here: Run, folder: Path) -> None:
    folder.mkdir(0o700)
    (folder / "settings.toml").write_text("[check]\nadvice = false\n", "utf-8")
    before = state()
    done = here("check", text="y\n" * 9)
    assert (done.code, done.err) == (0, "")
    listed = " ".join(done.out.split())
    assert all(sign.short in listed for sign in CHECKLIST.signs)
    assert not any(text.text[:40] in listed for text in CHECKLIST.advice.values())
    assert "[y]es" not in done.out
    refused = here("check", "--answers", "-", "--json", text='{"answers": {}}')
    assert "check.advice" in refused.told
    assert refused.out == ""
    assert state() == before


def test_settings_that_cannot_be_used_are_told_and_the_check_goes_on(
    here: Run, folder: Path
) -> None:
    folder.mkdir(0o700)
    (folder / "settings.toml").write_text("[check", "utf-8")
    done = here("check", "--answers", "-", "--json", text='{"answers": {}, "context": {}}')
    assert done.code == 0
    assert "settings.toml" in done.err
