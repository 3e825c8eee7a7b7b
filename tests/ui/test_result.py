"""What a finished check says, now and when it is read again."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from screen_reading import press, press_at_once, screen_text, words_on

from journal.content.red_flags import load_checklist
from journal.domain.check_run import wording_of
from journal.domain.level import Level
from journal.domain.pain_history import PainHistory
from journal.domain.redflags import assess
from journal.domain.screening import Answer, Clearance, Given, Status
from journal.domain.stops import STOPS
from journal.halting import known_stop
from journal.settings import CheckSettings, Settings
from journal.store.journal_store import JournalStore
from journal.ui.screens.check import CheckScreen
from journal.ui.screens.result import ResultScreen
from journal.ui.screens.seen import SeenScreen

YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE
URGENT = {"calf-swelling": Given(YES), "bladder-change": UNSURE, "saddle-numbness": NO}
HOSTILE = "[bold]Dr[/] [@click=app.quit]q[/] \x1b[31m\u202eabc"


@pytest.fixture
def keep(store, screening, known, clock):
    """Finishes a check with these answers: `keep({"weight-loss": Given(YES)}, id="one")`."""

    def make(answers, id="one", **fields):
        profile, today = known(), clock().date()
        outcome = assess(load_checklist(), answers, profile, PainHistory(), today)
        wording = wording_of(load_checklist(), answers, {})
        known_by = {"answers": answers, "profile": profile, "outcome": outcome, "wording": wording}
        kept = screening(id=id, **known_by, **fields)
        store.save_screening(kept)
        return kept

    return make


@pytest.fixture
def look(until):
    """Opens the newest check of the list: `result = await look(pilot)`."""

    async def open_it(pilot) -> ResultScreen:
        if not isinstance(pilot.app.screen, CheckScreen):
            await press(pilot, "f4")
            await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        choices = pilot.app.screen.choices
        await until(pilot, lambda: pilot.app.focused is choices)
        ids = [option.id or "" for option in choices.options]
        newest = next(i for i, id in enumerate(ids) if id.startswith("past-"))
        press_at_once(pilot, "home", *["down"] * newest, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await until(pilot, lambda: "rule " in text_of(pilot))
        return pilot.app.screen

    return open_it


def text_of(pilot):
    """What the result says, as far as it is there yet."""
    found = pilot.app.screen.query("#text")
    return str(found.first().content) if found else ""


async def note_seen(pilot, until, when="today", who="Dr Yun", told="down enter"):
    """Fill in the form by keys, a select at a time."""
    if not isinstance(pilot.app.screen, SeenScreen):
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, SeenScreen))
    form = pilot.app.screen
    form.set_focus(form.when)
    press_at_once(pilot, "end", "ctrl+u", *when, "enter", "end", "ctrl+u", *who, "enter")
    await until(pilot, lambda: pilot.app.focused is form.told)
    await press(pilot, *told.split())
    return form


# What it says


async def test_the_result_says_what_to_do_by_when_and_why(running, keep, look, in_britain):
    keep(URGENT)
    async with running(size=(80, 70), settings=in_britain) as pilot:
        await look(pilot)
        text = words_on(pilot)
    assert "!! Call an advice line or a doctor now" in text
    assert "NHS advice line: use a phone and call" in text
    assert "Emergency: 999 (112 works too)" in text
    assert "You answered yes: “Is one calf or thigh newly swollen, warm or red?”" in text
    assert "You were not sure about - A new change in peeing" in text
    assert "Check again at once if there is - numbness between the legs" in text
    assert "They have not been reviewed by a clinician" in text
    assert "whole check, stopped early, rule " in text


@pytest.mark.parametrize(
    ("answers", "stopped", "then"),
    [
        ({}, "chest", "call 999 now. Tell a doctor of it today, even if it has passed."),
        ({}, "pop", "ask for help."),
        (
            {"calf-swelling": Given(YES)},
            "chest",
            "call 999 now. Tell a doctor of it today, even if it has passed.",
        ),
    ],
)
async def test_a_result_does_not_pass_over_a_session_that_was_stopped_before_it(
    running, keep, look, in_britain, session, store, clock, answers, stopped, then
):
    store.save_session(session(at=clock() - timedelta(hours=1), stopped=stopped))
    keep(answers, after_stop=known_stop(store.snapshot(), clock().date()))
    async with running(settings=in_britain) as pilot:
        result = await look(pilot)
        told = f"Before this check you said yes to a warning sign: {STOPS[stopped]}."
        told += f" If that is still so or comes back, {then}"
        # Before all else, also in what goes to a clinician.
        assert text_of(pilot).split("\n\n")[0] == told
        assert told in result._as_text()


async def test_an_emergency_is_not_told_of_two_ways(
    running, keep, look, in_britain, session, store, clock
):
    store.save_session(session(at=clock() - timedelta(hours=1), stopped="pop"))
    keep({"saddle-numbness": YES}, after_stop=known_stop(store.snapshot(), clock().date()))
    async with running(settings=in_britain) as pilot:
        await look(pilot)
        assert "Before this check" not in text_of(pilot)


@pytest.mark.parametrize(
    ("answers", "symbol", "title"),
    [
        ({"saddle-numbness": Given(YES)}, "!!!", "Call now"),
        ({"calf-swelling": Given(YES)}, "!!", "Talk to a doctor today or tomorrow"),
        ({"weight-loss": Given(YES)}, "!", "Have it looked at within 14 days"),
        ({"weight-loss": NO}, "~", "You reported no warning sign today"),
    ],
)
async def test_the_level_is_told_in_words_and_by_a_sign(
    running, keep, look, in_britain, answers, symbol, title
):
    keep(answers)
    async with running(settings=in_britain) as pilot:
        await look(pilot)
        assert f" {symbol} {title}" in words_on(pilot)


async def test_the_whole_result_can_be_scrolled_to_in_a_small_window(
    running, keep, look, until, in_britain
):
    keep(URGENT)
    async with running(size=(60, 20), settings=in_britain) as pilot:
        screen = await look(pilot)
        assert "cannot see or examine you" not in words_on(pilot)
        await press(pilot, "end")
        await until(pilot, lambda: "cannot see or examine you" in words_on(pilot))
        assert pilot.app.focused is screen.page


async def test_a_number_of_ones_own_is_shown(running, keep, look):
    keep({"saddle-numbness": Given(YES)})
    own = Settings(check=CheckSettings(country="gb", emergency_number="0123"))
    async with running(settings=own) as pilot:
        await look(pilot)
        assert "call 0123, or go" in words_on(pilot)
        assert "999" not in words_on(pilot)


async def test_hostile_words_are_shown_as_they_are(running, keep, look, in_britain, clock):
    given = Given(YES, Status.EXPLAINED, HOSTILE, clock().date())
    keep({"weight-loss": given})
    async with running(size=(80, 50), settings=in_britain) as pilot:
        await look(pilot)
        assert "[bold]Dr[/] [@click=app.quit]q[/] ␛[31m�abc" in words_on(pilot)
        assert "\x1b" not in screen_text(pilot)
        assert "\u202e" not in screen_text(pilot)


async def test_a_result_of_a_week_ago_is_out_of_date(running, keep, look, clock, in_britain):
    keep({"weight-loss": NO})
    clock.move(days=6)
    async with running(settings=in_britain) as pilot:
        await look(pilot)
        assert "out of date" not in words_on(pilot)
    clock.move(days=1)
    async with running(settings=in_britain) as pilot:
        await look(pilot)
        assert "14 March 2026, 12:00; out of date" in words_on(pilot)


async def test_the_help_says_that_no_clinician_reviewed_it(running, keep, look, until, in_britain):
    keep({"weight-loss": NO})
    async with running(size=(80, 40), settings=in_britain) as pilot:
        await look(pilot)
        await press(pilot, "question_mark")
        await until(pilot, lambda: "Help" in screen_text(pilot))
        await until(pilot, lambda: "not been reviewed by a clinician" in words_on(pilot))
        assert "Write this as a text file for your clinician" in words_on(pilot)


# Read again


async def test_a_past_check_reads_the_same_after_a_new_start(
    running, keep, look, folder, clock, in_britain
):
    keep(URGENT)
    async with running(size=(80, 70), settings=in_britain) as pilot:
        before = screen_text(pilot) if await look(pilot) else ""
        text = pilot.app.screen._as_text()
    async with running(
        size=(80, 70), settings=in_britain, journal=JournalStore(folder, clock)
    ) as pilot:
        assert (screen_text(pilot) if await look(pilot) else "") == before
        assert pilot.app.screen._as_text() == text


async def test_what_was_said_stays_when_the_content_changes(
    running, keep, look, in_britain, monkeypatch
):
    keep(URGENT | {"weight-loss": Given(YES)})
    async with running(size=(80, 70), settings=in_britain) as pilot:
        await look(pilot)
        before = words_on(pilot)
    changed = load_checklist()
    advice = {
        level: msgspec.structs.replace(told, text="Something else.")
        for level, told in changed.advice.items()
    }
    signs = tuple(msgspec.structs.replace(s, ask="Is it so?", care="") for s in changed.signs)
    changed = msgspec.structs.replace(changed, advice=advice, signs=signs)
    monkeypatch.setattr("journal.content.red_flags.load_checklist", lambda: changed)
    async with running(size=(80, 70), settings=in_britain) as pilot:
        await look(pilot)
        assert words_on(pilot) == before


async def test_a_past_check_reads_exactly_as_it_was_when_the_content_changes(
    running, keep, look, in_britain, monkeypatch
):
    keep(URGENT)
    async with running(size=(80, 70), settings=in_britain) as pilot:
        await look(pilot)
        before = words_on(pilot)
    old = load_checklist()
    advice = {
        level: msgspec.structs.replace(told, title="Something else")
        for level, told in old.advice.items()
    }
    signs = tuple(msgspec.structs.replace(s, ask="Is it so?", short="this") for s in old.signs)
    words = msgspec.structs.replace(old.words, watch_for=("this",))
    changed = msgspec.structs.replace(old, advice=advice, signs=signs, words=words)
    monkeypatch.setattr("journal.content.red_flags.load_checklist", lambda: changed)
    async with running(size=(80, 70), settings=in_britain) as pilot:
        await look(pilot)
        assert words_on(pilot) == before


async def test_a_check_with_questions_that_are_no_more_can_be_read(
    running, store, screening, known, look, in_britain
):
    answers = {"no-such-sign": UNSURE, "weight-loss": NO}
    store.save_screening(screening(answers=answers, profile=known(), advice="As it was."))
    async with running(size=(80, 50), settings=in_britain) as pilot:
        result = await look(pilot)
        assert "As it was." in words_on(pilot)
        assert "No-such-sign" in words_on(pilot)
        assert "- unsure: no-such-sign" in result._as_text()


# For the clinician


async def test_the_result_is_written_into_a_private_file_and_never_over_another(
    running, keep, look, until, in_britain, tmp_path
):
    keep(URGENT)
    documents = tmp_path / "documents"
    documents.mkdir()
    first = documents / "journal-check-2026-03-14.txt"
    first.write_text("mine")
    async with running(settings=in_britain) as pilot:
        result = await look(pilot)
        await press(pilot, "w")
        second = documents / "journal-check-2026-03-14-2.txt"
        await until(pilot, second.exists)
        await until(pilot, lambda: "Written to" in words_on(pilot))
        assert second.read_text("utf-8") == result._as_text()
        await press(pilot, "w")
        await until(pilot, (documents / "journal-check-2026-03-14-3.txt").exists)
    assert second.stat().st_mode & 0o777 == 0o600
    assert first.read_text() == "mine"
    text = second.read_text("utf-8")
    assert text.startswith("Check of warning signs, 14 March 2026, 12:00\n")
    assert "- yes: Is one calf or thigh newly swollen, warm or red?" in text
    assert "- no: Is the skin between your legs" in text


async def test_a_folder_that_cannot_be_written_is_told_of(
    running, keep, look, until, in_britain, tmp_path
):
    keep(URGENT)
    (tmp_path / "documents").write_text("a file")
    async with running(settings=in_britain) as pilot:
        await look(pilot)
        await press(pilot, "w")
        await until(pilot, lambda: "Not written: Not a directory." in words_on(pilot))
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_the_result_is_copied_as_text(running, keep, look, until, in_britain):
    keep(URGENT)
    async with running(settings=in_britain) as pilot:
        result = await look(pilot)
        await press(pilot, "k")
        await until(pilot, lambda: "Copied" in words_on(pilot))
        assert pilot.app.clipboard == result._as_text()


# Someone looked at it


async def test_that_someone_was_seen_is_noted_shown_and_taken_back(
    running, store, keep, look, until, in_britain
):
    keep(URGENT)
    async with running(settings=in_britain) as pilot:
        result = await look(pilot)
        await note_seen(pilot, until, who="Dr Yun")
        await until(pilot, lambda: store.snapshot().screenings[0].clearance is not None)
        await until(pilot, lambda: pilot.app.screen is result)
        shown = "Dr Yun, on 14 March 2026: you may exercise."
        await until(pilot, lambda: shown in result._as_text())
        assert shown in str(result.text.content)
        await press(pilot, "escape")
        await until(pilot, lambda: "seen 14 Mar" in screen_text(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: store.snapshot().screenings[0].clearance is None)
        await until(pilot, lambda: "not noted as seen yet" in words_on(pilot))


async def test_being_told_not_to_exercise_is_kept(
    running, store, keep, look, until, clock, in_britain
):
    keep({"saddle-numbness": Given(YES)})
    clock.move(days=2)
    async with running(settings=in_britain) as pilot:
        await look(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, SeenScreen))
        assert "I was assessed" in screen_text(pilot)
        await note_seen(pilot, until, "yesterday", HOSTILE.replace("\x1b", "e"), "down down enter")
        await until(pilot, lambda: store.snapshot().screenings[0].clearance is not None)
    kept = store.snapshot().screenings[0].clearance
    told = "[bold]Dr[/] [@click=app.quit]q[/] e[31mabc"
    assert kept == Clearance(clock().date().replace(day=15), told, False, clock())


@pytest.mark.parametrize(
    ("when", "who", "problem"),
    [
        ("2026-03-13", "Dr Yun", "2026-03-13? a day from the check on"),
        ("2026-03-17", "Dr Yun", "2026-03-17? today or earlier"),
        ("soon", "Dr Yun", "soon? YYYY-MM-DD"),
        ("[/]", "Dr Yun", "[/]? YYYY-MM-DD"),
        ("today", "  ", "Who was it?"),
    ],
)
async def test_a_note_that_cannot_be_so_is_refused_in_words(
    running, store, keep, look, until, clock, in_britain, when, who, problem
):
    keep(URGENT)
    clock.move(days=2)
    async with running(settings=in_britain) as pilot:
        await look(pilot)
        form = await note_seen(pilot, until, when, who)
        await until(pilot, lambda: problem in words_on(pilot))
        assert pilot.app.screen is form
        await note_seen(pilot, until, "yesterday", "Dr Yun")
        await until(pilot, lambda: store.snapshot().screenings[0].clearance is not None)


async def test_a_note_is_taken_once_when_enter_is_pressed_twice(
    running, store, keep, look, until, in_britain
):
    keep(URGENT)
    async with running(settings=in_britain) as pilot:
        result = await look(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, SeenScreen))
        press_at_once(pilot, "enter", *"Dr", "enter", "down", "enter", "enter", "enter")
        await until(pilot, lambda: store.snapshot().screenings[0].clearance is not None)
        await pilot.pause(0.1)
        assert pilot.app.screen is result
    assert store.snapshot().screenings[0].clearance.who == "Dr"
    undone, _ = store.undo()
    assert undone.verb == "edit"
    assert store.snapshot().screenings[0].clearance is None


async def test_escape_notes_nothing(running, store, keep, look, until, in_britain):
    keep(URGENT)
    async with running(settings=in_britain) as pilot:
        result = await look(pilot)
        await press(pilot, "a", "x", "escape")
        await until(pilot, lambda: pilot.app.screen is result)
    assert store.snapshot().screenings[0].clearance is None


async def test_there_is_nothing_to_be_seen_for_after_no_warning_sign(
    running, keep, look, in_britain
):
    keep({"weight-loss": NO})
    async with running(settings=in_britain) as pilot:
        result = await look(pilot)
        assert "I was seen" not in screen_text(pilot)
        await press(pilot, "a")
        assert pilot.app.screen is result


async def test_a_soon_result_can_be_noted_too(running, store, keep, look, until, in_britain):
    keep({"weight-loss": Given(YES)})
    assert store.snapshot().screenings[0].outcome.level is Level.SEE_A_CLINICIAN
    async with running(settings=in_britain) as pilot:
        await look(pilot)
        await note_seen(pilot, until)
        await until(pilot, lambda: store.snapshot().screenings[0].clearance is not None)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_form_fits_into_a_small_window(running, keep, look, until, in_britain, size):
    keep(URGENT)
    async with running(size=size, settings=in_britain) as pilot:
        await look(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, SeenScreen))
        await press(pilot, "tab", "tab", "down")
        text = words_on(pilot)
        assert "They said no exercise for now" in text
        await press(pilot, "enter")
        await until(pilot, lambda: "A word is enough: doctor" in words_on(pilot))
