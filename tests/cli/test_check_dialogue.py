"""The warning signs asked one by one on the command line, and what is kept of it."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from journal.cli.check_dialogue import Dialogue
from journal.content.red_flags import load_checklist
from journal.domain.check_run import CheckRun, Step, new_run, run_of_fields
from journal.domain.entry import Event
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.screening import Answer, Given, Profile, Status, Stop
from journal.store.journal_store import JournalStore
from journal.store.records import Draft

Run = Callable[..., Any]
CHECKLIST = load_checklist()
TODAY = date(2026, 3, 14)
"""The day of the `clock` fixture."""
CALM = Profile(
    **{
        item.id.replace("-", "_"): 40 if item.kind == "years" else "no"
        for item in CHECKLIST.profile
    }
)


def script(
    given: dict[str, list[str]] | None = None, run: CheckRun | None = None, end: str = "f"
) -> str:
    """All that is typed in a calm check of a person of 40; `given` has other lines by step."""
    lines, given = [], given or {}
    now = datetime(2026, 3, 14, 12, tzinfo=UTC)
    run = run or new_run("full", None, CHECKLIST, now)
    while (step := open_step(run)).kind != "review":
        typed = given.get(step.id) or {
            "years": ["40"], "profile": ["n"], "sign": ["n"],
        }.get(step.kind, [""])  # fmt: skip
        lines += typed
        match step.kind:
            case "years":
                run = run.about(step.id, int(typed[-1]))
            case "profile":
                run = run.about(step.id, {"y": "yes", "u": "unsure"}.get(typed[-1], "no"))
            case "sign":
                word = {"y": Answer.YES, "u": Answer.UNSURE}.get(typed[0], Answer.NO)
                run = run.answered(step.id, word)
            case _:
                run = run.passing(step.id)
    return "".join(f"{line}\n" for line in [*lines, end])


def open_step(run: CheckRun) -> Step:
    steps = run.steps(CHECKLIST, PainHistory(), TODAY)
    return next(step for step in steps if not run.is_done(step))


def asked_at(id: str) -> int:
    """How many lines a calm check has before this step."""
    return [step.id for step in calm_steps()].index(id)


def calm_steps() -> tuple[Step, ...]:
    run = new_run("full", None, CHECKLIST, datetime(2026, 3, 14, 12, tzinfo=UTC))
    known = msgspec.structs.replace(run, profile=CALM)
    return known.steps(CHECKLIST, PainHistory(), TODAY)


def calm_signs() -> set[str]:
    """What a person to whom nothing of the profile applies is asked about the pain."""
    return {step.id for step in calm_steps() if step.kind == "sign"}


def fired(done: Any) -> list[str]:
    """The rules that fired in a result as JSON."""
    return [reason["rule"] for reason in json.loads(done.out)["reasons"]]


def upto(text: str, count: int) -> str:
    """The first `count` lines."""
    return "".join(text.splitlines(keepends=True)[:count])


def waiting(store: JournalStore) -> CheckRun:
    return run_of_fields(store.snapshot().drafts["check"].fields)


def test_a_whole_check_is_asked_kept_and_told(here: Run, store: JournalStore) -> None:
    done = here("check", text=script({"strength": ["4"], "onset": ["2026-03-01"]}))
    assert (done.code, done.err) == (0, "")
    number = len(new_run("full", CALM, CHECKLIST, store._clock()).steps(
        CHECKLIST, PainHistory(), TODAY
    ))  # fmt: skip
    assert number > 30
    snapshot = store.snapshot()
    [kept] = snapshot.screenings
    assert (kept.scope, kept.day, kept.outcome.level) == ("full", TODAY, "keep-watching")
    assert (kept.history.usual, kept.history.onset) == (4, date(2026, 3, 1))
    assert set(kept.answers.values()) == {Answer.NO}
    assert kept.profile.age == 40
    assert snapshot.profile == kept.profile
    assert not snapshot.drafts
    said = " ".join(done.out.split())
    assert CHECKLIST.advice[kept.outcome.level].title in said
    assert kept.id in said
    assert "export --what screenings" in said
    for question in (*CHECKLIST.profile, *CHECKLIST.mood, CHECKLIST.signs[0]):
        assert question.ask in said
        assert question.help in said
    assert "3 of " in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_a_result_does_not_pass_over_a_session_that_was_stopped_before_it(
    here: Run, store: JournalStore, session: Run, clock: Run
) -> None:
    store.save_session(session("core-trio", at=clock() - timedelta(hours=1), stopped="chest"))
    said = " ".join(here("check", text=script()).out.split())
    assert "Before this check you said yes to a warning sign: chest, breath or dizziness." in said
    assert "comes back, call your emergency number (often 112) now." in said


def test_the_emergency_number_comes_first(here: Run, folder: Path) -> None:
    folder.mkdir(0o700)
    (folder / "settings.toml").write_text('[check]\ncountry = "gb"\n', "utf-8")
    done = here("check")
    assert "999" in done.out.splitlines()[0]
    assert " ".join(CHECKLIST.words.before.replace("{emergency_number}", "999").split()) in (
        " ".join(done.out.split())
    )
    assert "check.country" not in done.out
    (folder / "settings.toml").unlink()
    assert "check.country" in here("check").out


def test_the_numbers_are_told_before_a_journal_is_found_to_be_damaged(
    here: Run, folder: Path
) -> None:
    folder.mkdir(0o700)
    (folder / "journal.json").write_text("{")
    done = here("check")
    assert done.told
    assert "112" in done.out.splitlines()[0]


def test_the_short_check_asks_less(here: Run, store: JournalStore) -> None:
    run = new_run("short", None, CHECKLIST, store._clock())
    assert here("check", "--short", text=script(run=run)).code == 0
    [kept] = store.snapshot().screenings
    assert kept.scope == "short"
    assert "bladder-change" in kept.answers
    assert "weight-loss" not in kept.answers


@pytest.mark.parametrize("count", [1, 5, 13, 25])
def test_a_check_that_was_left_waits_and_is_gone_on_with(
    here: Run, store: JournalStore, count: int, clock: Any
) -> None:
    lines = script({"night-sweats": ["u"]})
    done = here("check", text=upto(lines, count) + "q\n")
    assert (done.code, done.err) == (0, "")
    assert f"{count} of " in done.out
    run = waiting(store)
    steps = run.steps(CHECKLIST, PainHistory(), TODAY)
    assert [run.is_done(step) for step in steps].count(True) == count
    assert not store.snapshot().screenings
    rest = "".join(lines.splitlines(keepends=True)[count:])
    clock.move(hours=1)
    done = here("check", text="y\n" + rest)
    assert (done.code, done.err) == (0, "")
    assert f"{count} of " in done.out
    [kept] = store.snapshot().screenings
    assert kept.answers["night-sweats"] == Answer.UNSURE
    assert set(kept.answers) == calm_signs()
    assert not store.snapshot().drafts


def test_a_waiting_check_may_be_begun_anew_or_left(here: Run, store: JournalStore) -> None:
    here("check", text="40\nq\n")
    before = waiting(store)
    assert here("check", text="q\n").code == 0
    assert "1 of " in here("check", text="n\nq\n").out
    assert waiting(store) == before
    here("check", text="n\n50\nq\n")
    assert waiting(store).profile.age == 50
    assert list(store.snapshot().drafts) == ["check"]


def test_a_draft_of_the_app_is_gone_on_with(here: Run, store: JournalStore, clock: Any) -> None:
    run = new_run("full", CALM, CHECKLIST, clock())
    run = msgspec.structs.replace(run, review=()).passing("onset").passing("strength")
    run = run.answered("saddle-numbness", Answer.UNSURE)
    store.save_draft(Draft("check", clock(), run.to_fields()))
    answers = script(run=run)
    assert here("check", text="y\n" + answers).code == 0
    [kept] = store.snapshot().screenings
    assert kept.answers["saddle-numbness"] == Answer.UNSURE
    assert kept.outcome.level == "urgent"
    assert not store.snapshot().drafts


def test_a_draft_that_cannot_be_read_is_left_as_it_is(
    here: Run, store: JournalStore, clock: Any
) -> None:
    odd = Draft("check", clock(), {"run": '{"scope":"new"}'})
    store.save_draft(odd)
    done = here("check", text="40\nq\n")
    assert "Go on with it?" not in done.out
    drafts = store.snapshot().drafts
    assert drafts["check"] == odd
    assert len(drafts) == 2
    assert here("check", text="y\nq\n").code == 0
    assert len(store.snapshot().drafts) == 2


def test_what_another_program_keeps_meanwhile_is_not_written_over(
    here: Run, store: JournalStore, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here("check", text="40\nq\n")
    other = Draft("check", clock(), new_run("short", CALM, CHECKLIST, clock()).to_fields())
    real = JournalStore.save_draft

    def meanwhile(self: JournalStore, draft: Draft, *over: Any) -> Any:
        if store.snapshot().drafts.get("check") != other:
            real(store, other)
        return real(self, draft, *over)

    monkeypatch.setattr(JournalStore, "save_draft", meanwhile)
    assert here("check", text="y\nn\nn\nq\n").code == 0
    drafts = store.snapshot().drafts
    assert drafts.pop("check") == other
    [mine] = drafts.values()
    assert run_of_fields(mine.fields).profile.thin_bones == "no"


def test_the_end_of_the_input_loses_nothing(here: Run, store: JournalStore, folder: Path) -> None:
    done = here("check")
    assert "Nothing was answered" in done.told
    assert not folder.exists()
    done = here("check", text=upto(script(), 20))
    assert "20 of " in done.told
    assert "journal check" in done.told
    run = waiting(store)
    assert run.profile.bone_blood_risk == "no"
    # Before the question whether to go on was answered, the check still waits.
    assert "20 of " in here("check").told
    assert waiting(store) == run


def test_a_last_line_needs_no_line_end(here: Run, store: JournalStore) -> None:
    assert here("check", text=script().removesuffix("\n")).code == 0
    assert len(store.snapshot().screenings) == 1


def test_back_goes_back_and_enter_keeps(here: Run, store: JournalStore) -> None:
    typed = "40\nn\ny\nb\nb\n\nu\nq\n"  # cancer no, thin bones yes; twice back, cancer kept
    done = here("check", text=typed)
    assert done.code == 0
    run = waiting(store)
    assert (run.profile.age, run.profile.cancer_ever, run.profile.thin_bones) == (
        40,
        "no",
        "unsure",
    )
    assert run.profile.steroids_long is None
    assert "Enter keeps: no" in done.out
    assert "first question" in here("check", text="n\nb\nq\n").out


def test_what_cannot_be_answered_is_asked_again(here: Run, store: JournalStore) -> None:
    done = here(
        "check",
        text=script(
            {
                "age": ["x", "", "130", "40"],
                "cancer-ever": ["maybe", "", "no"],
                "onset": ["soon", "2026-03-15", "3 days ago"],
                "strength": ["11", "4.5", "x", "10"],
                "saddle-numbness": ["", "?", "no"],
                "mood-joy": ["4", "-1", "2"],
            }
        ),
    )
    assert (done.code, done.err) == (0, "")
    [kept] = store.snapshot().screenings
    assert (kept.profile.age, kept.history.onset, kept.history.usual) == (40, date(2026, 3, 11), 10)
    assert kept.mood == {"mood-joy": 2}
    for named in ("130", "soon", "2026-03-15", "'11'", "'4.5'", "'-1'"):
        assert named in done.out


def test_an_emergency_may_end_the_questions(here: Run, store: JournalStore) -> None:
    lines = script().splitlines(keepends=True)
    place = asked_at("bladder-change")
    done = here("check", text="".join(lines[:place]) + "y\nr\n")
    assert (done.code, done.err) == (0, "")
    said = " ".join(done.out.split())
    assert CHECKLIST.words.stop_here in said
    [kept] = store.snapshot().screenings
    assert kept.outcome.level == "emergency"
    assert kept.answers == {"saddle-numbness": Answer.NO, "bladder-change": Answer.YES}
    [waits] = store.snapshot().drafts.values()
    assert run_of_fields(waits.fields).answers == kept.answers
    assert said.index(CHECKLIST.words.stop_here) < said.index(
        CHECKLIST.advice[kept.outcome.level].title
    )


def test_an_emergency_yes_may_be_gone_on_from(here: Run, store: JournalStore) -> None:
    done = here("check", text=script({"bladder-change": ["y", ""]}))
    assert done.code == 0
    [kept] = store.snapshot().screenings
    assert kept.outcome.level == "emergency"
    assert set(kept.answers) == calm_signs()


def test_two_answers_that_make_an_emergency_together_offer_to_stop(
    here: Run, store: JournalStore
) -> None:
    given = {"fever-with-pain": ["y", ""], "leg-weakness-new": ["y", "r"]}
    place = asked_at("leg-weakness-new")
    lines = script({"fever-with-pain": given["fever-with-pain"]}).splitlines(keepends=True)
    done = here("check", text="".join(lines[: place + 1]) + "y\nr\n")
    assert (done.code, done.err) == (0, "")
    [kept] = store.snapshot().screenings
    assert kept.outcome.reasons[0].rule == "E3"
    # A single urgent sign does not offer it.
    assert " ".join(done.out.split()).count(CHECKLIST.words.stop_here) == 1


def test_a_follow_up_may_be_an_emergency(here: Run, store: JournalStore) -> None:
    given = {
        "age": ["60"],
        "both-hips-shoulders-stiff": ["y", ""],
        "headache-jaw-vision": ["y", "r"],
    }
    text = script(given)
    done = here("check", text=text[: text.index("y\nr\n") + 4])
    assert (done.code, done.err) == (0, "")
    assert store.snapshot().screenings[-1].outcome.reasons[0].rule == "E2"


@pytest.mark.parametrize(
    ("id", "typed", "kept"),
    [
        ("weight-loss", ["y", ""], Answer.YES),
        ("weight-loss", ["y", "1"], Given(Answer.YES, Status.EXPLAINED, "diet", TODAY)),
        (
            "weight-loss",
            ["y", "w", "Smaller Portions"],
            Given(Answer.YES, Status.EXPLAINED, "Smaller Portions", TODAY),
        ),
        ("weight-loss", ["y", "9", "w", "", "w", "b", "2"],
         Given(Answer.YES, Status.EXPLAINED, "exercise", TODAY)),
        ("fever-with-pain", ["y", "w", "1"], Given(Answer.YES, Status.EXPLAINED, "cold", TODAY)),
        (
            "bladder-change",
            ["y", "1", "w", "a", "2026-03-11", "Dr Lee", "n"],
            Given(Answer.YES, Status.ASSESSED, "Dr Lee", date(2026, 3, 11)),
        ),
        (
            "bladder-change",
            ["y", "a", "tomorrow", "a", "2026-03-15", "", "n", "a", "yesterday", "", "u"],
            Given(Answer.YES, Status.ASSESSED, "", date(2026, 3, 13), worse=True),
        ),
        ("weight-loss", ["y", "b", "n"], Answer.NO),
        ("weight-loss", ["y", "b", ""], Answer.YES),
    ],
)  # fmt: skip
def test_a_yes_may_be_set_aside_where_that_is_allowed(
    here: Run, store: JournalStore, id: str, typed: list[str], kept: object
) -> None:
    done = here("check", text=script({id: typed}))
    assert (done.code, done.err) == (0, "")
    assert store.snapshot().screenings[-1].answers[id] == kept


def test_a_yes_that_stands_says_so(here: Run) -> None:
    done = here("check", text=script({"leg-weakness-new": ["y", ""]}))
    said = " ".join(done.out.split())
    assert CHECKLIST.words.stands in said
    assert CHECKLIST.words.stop_here not in said
    sign = CHECKLIST.sign("inflammatory-stiffness")
    assert sign is not None
    said = " ".join(here("check", text=script({sign.id: ["y", ""]})).out.split())
    assert sign.terms in said


def test_the_same_as_before_may_be_said_again(here: Run, store: JournalStore, clock: Any) -> None:
    here("check", text=script({"weight-loss": ["y", "1"]}))
    clock.move(days=8)
    run = new_run("full", store.snapshot().profile, CHECKLIST, clock())
    done = here("check", text=script({"weight-loss": ["y", "s"]}, run))
    assert (done.code, done.err) == (0, "")
    again = store.snapshot().screenings[-1].answers["weight-loss"]
    assert again == Given(Answer.YES, Status.EXPLAINED, "diet", TODAY)


def test_what_the_last_check_said_counts_on(here: Run, store: JournalStore, clock: Any) -> None:
    here("check", text=script({"weight-loss": ["y", ""], "onset": ["2026-03-01"]}))
    clock.move(days=3)
    run = new_run("short", store.snapshot().profile, CHECKLIST, clock())
    done = here("check", "--short", text=script(run=run))
    assert (done.code, done.err) == (0, "")
    last = store.snapshot().screenings[-1]
    assert [finding.rule for finding in last.outcome.reasons] == ["S3"]
    assert last.history.onset == date(2026, 3, 1)


def test_an_answer_can_be_changed_in_the_review(here: Run, store: JournalStore) -> None:
    steps = calm_steps()
    number = [step.id for step in steps].index("weight-loss") + 1
    done = here("check", text=script(end=f"99\n\n{number}\nu\nf"))
    assert (done.code, done.err) == (0, "")
    assert store.snapshot().screenings[-1].answers["weight-loss"] == Answer.UNSURE
    assert f"{number}  losing weight without trying: no" in done.out
    assert f"{number}  losing weight without trying: unsure" in done.out


def test_a_minor_gets_no_result_and_nothing_is_kept(
    here: Run, store: JournalStore, folder: Path
) -> None:
    done = here("check", text="17\n" + "n\n" * 60)
    assert CHECKLIST.words.minor in done.told
    assert not folder.exists()
    here("check", text="40\nn\nq\n")
    done = here("check", text="y\nb\nb\n17\n")
    assert CHECKLIST.words.minor in done.told
    snapshot = store.snapshot()
    assert not snapshot.drafts
    assert not snapshot.screenings
    assert snapshot.profile is None


def test_a_profile_that_contradicts_itself_is_asked_again(here: Run, store: JournalStore) -> None:
    text = script({"age": ["70"], "may-be-pregnant": ["y", "d"]})
    done = here("check", text=text)
    assert (done.code, done.err) == (0, "")
    assert "may-be-pregnant: " in done.out
    assert store.snapshot().screenings[-1].profile.may_be_pregnant == "not-applicable"


def test_the_profile_is_asked_once_in_three_months(
    here: Run, store: JournalStore, clock: Any
) -> None:
    here("check", text=script())
    clock.move(days=8)
    profile = store.snapshot().profile
    run = new_run("full", profile, CHECKLIST, clock())
    done = here("check", text=script(run=run))
    assert done.code == 0
    assert CHECKLIST.profile[0].ask not in done.out
    assert [screening.profile for screening in store.snapshot().screenings] == [profile, profile]


def test_a_result_that_cannot_be_kept_is_told_all_the_same(
    here: Run, store: JournalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal.store.errors import StoreBusy

    def busy(self: JournalStore, *given: Any) -> Any:
        raise StoreBusy(self.path, 5)

    monkeypatch.setattr(JournalStore, "save_screening", busy)
    done = here("check", text=script({"bladder-change": ["y", ""]}))
    assert CHECKLIST.advice[Level.EMERGENCY].title in done.out
    assert "could not be kept" in done.told
    assert waiting(store).answers["bladder-change"] == Answer.YES


def test_answers_that_cannot_be_kept_for_a_while_are_kept_later(
    here: Run, store: JournalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal.store.errors import StoreBusy

    real, calls = JournalStore.save_draft, []

    def busy(self: JournalStore, *given: Any) -> Any:
        calls.append(given)
        if len(calls) == 2:
            raise StoreBusy(self.path, 5)
        return real(self, *given)

    monkeypatch.setattr(JournalStore, "save_draft", busy)
    done = here("check", text="40\nn\ny\nq\n")
    assert done.code == 0
    assert "Another program" in done.err
    run = waiting(store)
    assert (run.profile.cancer_ever, run.profile.thin_bones) == ("no", "yes")
    calls[:] = [()]
    assert "could not be kept" in here("check", text="n\n40\nq\n").out


def test_a_journal_of_a_newer_version_is_not_written(
    state: Run, here: Run, store: JournalStore, entry: Run, folder: Path
) -> None:
    store.add(entry())
    file = folder / "journal.json"
    schema = store.schema()
    file.write_text(file.read_text().replace(f'"schema":{schema}', '"schema":99'))
    before = state()
    assert "newer version" in here("check", text="40\n").told
    assert state() == before


@pytest.mark.parametrize("columns", ["1", "40", "80", "500"])
def test_any_width_will_do(here: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    text = script({"weight-loss": ["y", "1"]}).replace("f\n", "q\n")
    done = here("check", text=text)
    assert done.code == 0
    told = done.out.splitlines()[:-1]
    # What was typed stands behind the last line of a prompt.
    assert max(map(len, told)) <= max(20, min(100, int(columns))) + 2


def test_the_last_check_and_the_profile_count(
    state: Run, here: Run, clock: Any, folder: Path
) -> None:
    answers = script({"weight-loss": ["y", ""], "age": ["55"], "cancer-ever": ["y"]})
    assert here("check", text=answers).code == 0
    clock.move(days=3)
    before = state()
    ask = here("check", "--answers", "-", "--json", text='{"answers": {}}')
    assert fired(ask) == ["S3"]
    # The profile is the journal's unless one is given; a check after `today` does not count.
    night = {"answers": {"constant-night-pain": "yes"}}
    ask = here("check", "--answers", "-", "--json", text=json.dumps(night))
    assert "U4" in fired(ask)
    ask = here("check", "--answers", "-", "--json", text=json.dumps(night | {"profile": {}}))
    assert "U4" not in fired(ask)
    early = {"answers": {}, "today": str(TODAY - timedelta(1))}
    ask = here("check", "--answers", "-", "--json", text=json.dumps(early))
    assert fired(ask) == []
    assert state() == before


# Processes that end in other ways


def start(environ: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "journal", "check"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ,
        text=True,
    )


def wait_for_answers(store: JournalStore, count: int) -> CheckRun:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if "check" in store.snapshot().drafts:
            run = waiting(store)
            if len(run.passed) >= count:
                return run
        time.sleep(0.02)
    raise AssertionError("no draft in time")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_check_that_is_stopped_loses_nothing(
    environ: dict[str, str], run: Run, store: JournalStore, how: signal.Signals
) -> None:
    process = start(environ)
    assert process.stdin is not None
    process.stdin.write("40\nn\nu\n")
    process.stdin.flush()
    assert wait_for_answers(store, 3).profile.thin_bones == "unsure"
    process.send_signal(how)
    _, err = process.communicate(timeout=20)
    if how is signal.SIGINT:
        assert process.returncode == 1
        assert err.startswith("Stopped. ")
        assert err.count("\n") == 1
    assert "Traceback" not in err
    done = run("check", text="y\nq\n")
    assert done.code == 0
    assert "3 of " in done.out


def test_a_whole_check_in_a_process_of_its_own(run: Run, store: JournalStore) -> None:
    done = run("check", text=script())
    assert (done.code, done.err) == (0, "")
    assert len(store.snapshot().screenings) == 1


def test_closed_streams_bring_no_traceback(environ: dict[str, str]) -> None:
    for closing in ("<&-", ">&-", "<&- >&-"):
        for words in ("check", "check --answers -", "check --ids"):
            line = f'"{sys.executable}" -m journal {words} {closing}'
            done = subprocess.run(line, shell=True, capture_output=True, env=environ)
            assert done.returncode in (0, 1)
            assert done.stderr.count(b"\n") == done.returncode


def test_at_a_terminal_what_is_typed_is_not_shown_twice(
    environ: dict[str, str], store: JournalStore
) -> None:
    pty = pytest.importorskip("pty")
    environ.pop("PYTHONUNBUFFERED", None)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "journal", "check"],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environ, close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    for typed in (b"41\n", b"q\n"):
        while not seen.endswith(b"[q]uit: "):
            assert select.select([ours], [], [], 20)[0], "no question can be seen"
            seen += os.read(ours, 4096)
        os.write(ours, typed)
        seen += b"|"
    while True:
        try:
            seen += os.read(ours, 4096) or b""
        except OSError:
            break
    assert process.wait(timeout=20) == 0
    os.close(ours)
    assert seen.count(b"41") == 1
    assert waiting(store).profile.age == 41


# Today in words


@pytest.fixture
def told_today(capsys: pytest.CaptureFixture[str], here: Run, clock: Any) -> Callable[[], str]:
    """What bare `journal` says without a terminal."""
    from journal.cli.today import say_today
    from journal.cli.wall import desk_for

    def told() -> str:
        say_today(desk_for(None, clock))
        return capsys.readouterr().out

    return told


def test_today_tells_of_a_check_that_is_due(
    here: Run, told_today: Callable[[], str], clock: Any, store: JournalStore, entry: Run
) -> None:
    assert "): journal check\n" in told_today()
    here("check", text=script())
    assert "due" not in told_today()
    store.add(entry(4, event=Event.FALL))
    clock.move(minutes=5)
    assert "due" not in told_today()
    store.add(entry(4, event=Event.FALL))
    assert "): journal check --short\n" in told_today()
    clock.move(days=8)
    store.add(entry(3))
    assert "is due" in told_today()


def test_today_tells_of_a_result_that_is_open(
    here: Run, told_today: Callable[[], str], folder: Path
) -> None:
    here(
        "check",
        text=script(
            {
                "bladder-change": [
                    "y",
                    "",
                ]
            }
        ),
    )
    [line] = [line for line in told_today().splitlines() if "check" in line]
    assert "2026-03-14" in line
    assert "at once" in line
    (folder / "settings.toml").write_text("[check]\nadvice = false\n", "utf-8")
    assert "check" not in told_today()


def test_a_check_from_before_a_warning_sign_is_gone_through_once_more(
    here: Run, store: JournalStore, clock: Any
) -> None:
    """Its answers say nothing of what was said yes to since."""
    lines = script({})
    here("check", text=upto(lines, 30) + "q\n")
    at = clock.move(minutes=5)
    store.change_limits(lambda held: msgspec.structs.replace(held, quick_yes_at=at))
    done = here("check", text=lines)
    assert (done.code, done.err) == (0, "")
    assert "waits; a warning sign came after it." in done.out
    # One after the other, whatever was answered before.
    numbers = re.findall(r"^(\d+) of (\d+)$", done.out, re.MULTILINE)
    assert [int(number) for number, _ in numbers] == list(range(1, int(numbers[0][1]) + 1))
    [kept] = store.snapshot().screenings
    assert kept.after_stop == Stop(at)
    assert not store.snapshot().drafts


def test_a_warning_sign_that_comes_up_meanwhile_has_all_asked_once_more(
    here: Run, store: JournalStore, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session in another program was stopped while the answers were looked over."""
    review, moments = Dialogue._review, []

    def stop_first(dialogue: Dialogue, steps: tuple[Step, ...]) -> None:
        if not moments:
            moments.append(clock.move(minutes=30))
            store.change_limits(
                lambda held: msgspec.structs.replace(
                    held, quick_yes_at=moments[0], quick_yes_to=("chest",)
                )
            )
        review(dialogue, steps)

    monkeypatch.setattr(Dialogue, "_review", stop_first)
    lines = script({})
    once = here("check", text=lines)
    assert "Since this check began you said yes to a warning sign." in once.out
    assert not store.snapshot().screenings
    done = here("check", text=lines)
    assert (done.code, done.err) == (0, "")
    assert "Before this check you said yes to a warning sign" in done.out
    assert store.snapshot().screenings[0].after_stop == Stop(moments[0], "chest")


def test_a_check_so_gone_through_can_be_left_and_taken_up(
    here: Run, store: JournalStore, clock: Any
) -> None:
    lines = script({})
    here("check", text=upto(lines, 8) + "q\n")
    at = clock.move(minutes=5)
    store.change_limits(lambda held: msgspec.structs.replace(held, quick_yes_at=at))
    here("check", text=upto(lines, 3) + "q\n")
    done = here("check", text=lines)
    assert (done.code, done.err) == (0, "")
    assert len(store.snapshot().screenings) == 1
    assert not store.snapshot().drafts


def test_today_tells_of_a_check_that_waits(here: Run, told_today: Callable[[], str]) -> None:
    here("check", text="40\nq\n")
    assert "A check left on 2026-03-14 at 12:00 waits unfinished" in told_today()
