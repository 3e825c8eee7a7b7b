"""A check of warning signs, question by question, by keys."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import msgspec
import pytest
from screen_reading import press, press_at_once, screen_text, words_on

from journal.domain.level import Level
from journal.domain.screening import Answer, Clearance, Given, Profile, Status
from journal.store.errors import SaveFailed
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.ui.screens.check import CheckScreen
from journal.ui.screens.questions import QuestionsScreen
from journal.ui.screens.result import ResultScreen

YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE
HOSTILE = "[bold]x[/] [@click=app.quit]q[/] \x1b[31m\x00 \u202eabc שלום 😀"
USUAL = {"years": ("4", "4", "enter"), "profile": ("n",), "sign": ("n",)}
"""The keys for a step of each kind; enter goes on from the others."""


def at(screen):
    """The step that is asked."""
    return screen._step.id


def given(screen, id):
    return screen._run.answers.get(id)


async def go_through(pilot, screen, to="review", answers=None, plain=USUAL):
    """Answer by keys up to a step: no to all, but for the keys given by id. Counts the keys."""
    keys = []
    for step in screen._steps()[screen._at :]:
        if step.id == to:
            break
        keys += (answers or {}).get(step.id) or plain.get(step.kind, ("enter",))
    # Together, since waiting for each of them takes most of a test's time.
    press_at_once(pilot, *keys)
    for _ in range(2000):
        await pilot.pause(0.005)
        if at(screen) == to:
            await pilot.pause()
            return len(keys)
    raise AssertionError(f"{at(screen)} instead of {to}")


async def go_to(pilot, screen, id):
    """Pass over questions up to one, without an answer."""
    passed = dict.fromkeys(("years", "profile", "sign", "mood"), ("right",))
    await go_through(pilot, screen, id, plain=passed)


def text_of(pilot):
    """What the result says, as far as it is there yet."""
    found = pilot.app.screen.query("#text")
    return str(found.first().content) if found else ""


async def see_result(pilot, until):
    await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
    await until(pilot, lambda: "rule " in text_of(pilot))


async def choose(pilot, screen, id):
    """Take a line of the choices by keys."""
    ids = [option.id for option in screen.choices.options]
    assert pilot.app.focused is screen.choices
    await press(pilot, "home", *["down"] * ids.index(id), "enter")


def offered(screen):
    return [option.id for option in screen.choices.options] if screen.choices.display else []


# A whole check


async def test_a_whole_check_by_keys(running, store, until, begin, in_britain):
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        assert at(screen) == "age"
        keys = {"onset": (*"10 days ago", "enter"), "strength": ("6", "enter")}
        keys |= {"bone-drugs": ("u",), "may-be-pregnant": ("x",)}
        await go_through(pilot, screen, answers=keys)
        assert "No to every sign" in words_on(pilot)
        await press(pilot, "enter")
        await see_result(pilot, until)
        assert "You reported no warning sign today" in words_on(pilot)
        assert "does not rule out" in words_on(pilot)
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
    (saved,) = store.snapshot().screenings
    asked = {step.id for step in screen._steps() if step.kind == "sign"}
    assert saved.answers == dict.fromkeys(asked, NO)
    assert len(asked) > 25
    assert (saved.profile.age, saved.profile.bone_drugs) == (44, "unsure")
    assert saved.profile.may_be_pregnant == "not-applicable"
    assert saved.profile.reviewed == date(2026, 3, 14)
    assert (saved.history.onset, saved.history.usual) == (date(2026, 3, 4), 6)
    assert (saved.mood, saved.scope) == ({}, "full")
    assert saved.outcome.level is Level.KEEP_WATCHING
    assert store.snapshot().profile == saved.profile
    assert not store.snapshot().drafts


async def test_the_mood_is_asked_and_kept(running, store, until, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_through(pilot, screen, "mood-joy")
        assert "I would rather not say" in screen_text(pilot)
        await choose(pilot, screen, "mood-3")
        await choose(pilot, screen, "mood-1")
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert store.snapshot().screenings[0].mood == {"mood-joy": 3, "mood-down": 1}


async def test_a_second_check_takes_two_minutes_at_most(running, until, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        count = await go_through(pilot, screen)
        await press(pilot, "enter")
        await see_result(pilot, until)
    assert count + len(("f4", "enter", "enter")) <= 70


async def test_the_short_check_asks_what_needs_someone_soon(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        assert at(screen) == "saddle-numbness"
        await go_through(pilot, screen)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    saved = store.snapshot().screenings[0]
    assert saved.scope == "short"
    assert "weight-loss" not in saved.answers
    assert "fever-with-pain" in saved.answers


async def test_the_help_is_in_view_and_progress_is_told(running, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        steps = len(screen._steps())
        for number, step in enumerate(screen._steps()[:-1], 1):
            text = words_on(pilot)
            assert step.question.ask in text
            assert step.question.help in text
            assert f"{number} of {steps} " in text
            await press(pilot, "right")


# Stopping half-way


async def test_escape_keeps_the_answers_and_going_on_finds_the_place(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "bowel-control-loss", {"bladder-change": ("u",)})
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        await until(pilot, lambda: "Go on" in screen_text(pilot))
        screen = await begin(pilot, "go-on")
        assert at(screen) == "bowel-control-loss"
        assert screen._run.answers == {"saddle-numbness": NO, "bladder-change": UNSURE}
        assert "goes on from Saturday 12:00" in screen_text(pilot)
    assert list(store.snapshot().drafts) == ["check"]


@pytest.mark.parametrize("way", [("ctrl+q",), ("wait", "f2", "ctrl+q"), ("escape", "ctrl+q")])
async def test_another_start_goes_on_at_the_same_question(
    running, folder, clock, until, begin, known, in_britain, way
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_to(pilot, screen, "saddle-numbness")
        press_at_once(pilot, "n", "u", "n")
        if "wait" in way:
            # A key that works everywhere overtakes the others.
            await until(pilot, lambda: at(screen) == "sexual-function-change")
        press_at_once(pilot, *(key for key in way if key != "wait"))
        await pilot.pause(0.3)
    async with running(settings=in_britain, journal=JournalStore(folder, clock)) as pilot:
        assert "waits unfinished" in words_on(pilot)
        screen = await begin(pilot, "go-on")
        assert at(screen) == "sexual-function-change"
        keep = {"saddle-numbness": NO, "bladder-change": UNSURE, "bowel-control-loss": NO}
        assert screen._run.answers == keep


async def test_answers_are_kept_while_one_goes_on(running, store, until, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        await begin(pilot, "short")
        await press(pilot, "n")
        await until(pilot, lambda: "check" in store.snapshot().drafts)


async def test_answers_from_before_a_warning_sign_are_gone_through_again(
    running, store, clock, until, begin, known, in_britain
):
    """They say nothing of what was said yes to since."""
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "bowel-control-loss")
        await press(pilot, "escape")
        await until(pilot, lambda: "check" in store.snapshot().drafts)
    clock.move(minutes=5)
    store.change_limits(lambda held: msgspec.structs.replace(held, quick_yes_at=clock()))
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "go-on")
        assert at(screen) == "saddle-numbness"
        assert "is all of it still so?" in screen_text(pilot)


async def test_answers_of_another_day_are_gone_through_again(
    running, store, clock, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "bowel-control-loss")
        await press(pilot, "escape")
        await until(pilot, lambda: "check" in store.snapshot().drafts)
    clock.move(days=1)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "go-on")
        assert at(screen) == "saddle-numbness"
        assert "is all of it still so?" in screen_text(pilot)
        assert "● n No" in screen_text(pilot)
        await press(pilot, "enter", "enter")
        assert at(screen) == "bowel-control-loss"
        await go_through(pilot, screen)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert store.snapshot().screenings[0].day == date(2026, 3, 15)
    assert not store.snapshot().drafts


async def test_opening_a_check_and_leaving_it_again_leaves_no_trace(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        await begin(pilot, "short")
        await press(pilot, "right", "left", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        await pilot.pause(0.4)
        assert not store.snapshot().drafts
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "bowel-control-loss")
        await press(pilot, "escape")
        await until(pilot, lambda: "check" in store.snapshot().drafts)
        before = store.snapshot().drafts
        await begin(pilot, "full")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        await pilot.pause(0.4)
        assert store.snapshot().drafts == before


async def test_a_draft_that_cannot_be_read_does_not_stand_in_the_way(
    running, store, clock, until, begin, known, in_britain
):
    known()
    odd = Draft("check", clock(), {"run": '{"scope": "whole"}'})
    store.save_draft(odd)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "bowel-control-loss")
        await press(pilot, "escape")
        await until(pilot, lambda: len(store.snapshot().drafts) == 2)
        screen = await begin(pilot, "go-on")
        assert at(screen) == "bowel-control-loss"
    assert store.snapshot().drafts["check"] == odd


async def test_a_check_begun_anew_is_kept_beside_the_one_that_waits(
    running, store, clock, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "full")
        await go_through(pilot, screen, "bowel-control-loss")
        await press(pilot, "escape")
        await until(pilot, lambda: "check" in store.snapshot().drafts)
        before = store.snapshot().drafts["check"]
        clock.move(minutes=5)
        screen = await begin(pilot, "short")
        await go_through(pilot, screen)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert store.snapshot().drafts == {"check": before}


async def test_a_save_that_fails_loses_no_answer_and_shows_the_result(
    running, store, until, begin, known, in_britain, monkeypatch
):
    known()

    def full(*_: object) -> None:
        raise SaveFailed(store.path, OSError(28, "No space left on device"))

    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, answers={"leg-weakness-new": ("u",)})
        with monkeypatch.context() as patch:
            patch.setattr(store, "save_screening", full)
            await press(pilot, "enter")
            await see_result(pilot, until)
            await until(pilot, lambda: "No space left" in words_on(pilot))
            told = " ".join(note.message for note in pilot.app._notifications)
            assert "go back and finish again" in told
            assert "Have it looked at within 3 days" in words_on(pilot)
        assert not len(store.snapshot().screenings)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert given(screen, "leg-weakness-new") is UNSURE
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
    assert store.snapshot().screenings[0].answers["leg-weakness-new"] is UNSURE
    assert not store.snapshot().drafts


async def test_leaving_the_result_before_it_is_saved_ends_the_check(
    running, store, until, begin, known, in_britain, monkeypatch
):
    known()
    save, free = store.save_screening, threading.Event()

    def slow(*arguments):
        assert free.wait(10)
        return save(*arguments)

    monkeypatch.setattr(store, "save_screening", slow)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        await press(pilot, "enter", "left", "u")
        # What is being saved cannot be changed any more.
        assert at(screen) == "review"
        assert UNSURE not in screen._run.answers.values()
        free.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        await until(pilot, lambda: "keep watching" in screen_text(pilot))
    assert len(store.snapshot().screenings) == 1
    assert not store.snapshot().drafts


async def test_two_unfinished_checks_at_once_lose_nothing(
    running, store, folder, clock, until, begin, known, in_britain
):
    known()
    other = JournalStore(folder, clock)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "sexual-function-change")
        await press(pilot, "escape")
        await until(pilot, lambda: len(store.snapshot().drafts) == 1)
        await begin(pilot, "go-on")
        clock.move(minutes=1)
        first = pilot.app.screen
        async with running(settings=in_britain, journal=other) as beside:
            second = await begin(beside, "go-on")
            await press(beside, "u", "escape")
            await until(beside, lambda: "check" in other.snapshot().drafts)
            await beside.pause(0.2)
        await press(pilot, "n", "y")
        await press(pilot, "escape")
        await until(pilot, lambda: len(store.snapshot().drafts) == 2)
    assert second._run.answers["sexual-function-change"] is UNSURE
    kept = [draft.fields["run"] for draft in store.snapshot().drafts.values()]
    assert sorted('"sexual-function-change":"unsure"' in run for run in kept) == [False, True]
    assert any('"both-legs-nerve-signs"' in run for run in kept)
    assert first._run.answers["sexual-function-change"] is NO


# A yes


async def test_a_yes_that_always_stands_says_so_and_offers_no_reason(
    running, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_to(pilot, screen, "leg-weakness-new")
        await press(pilot, "y")
        assert at(screen) == "leg-weakness-new"
        assert "This answer stands until a clinician has looked at it" in words_on(pilot)
        assert offered(screen) == ["go", "seen"]
        assert "● y Yes" in screen_text(pilot)
        await press(pilot, "enter")
        assert at(screen) == "calf-swelling"
    assert given(screen, "leg-weakness-new") == Given(YES)


async def test_a_known_reason_sets_a_sign_aside_and_goes_on(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_through(pilot, screen, "weight-loss")
        await press(pilot, "y")
        assert "reason-diet" in offered(screen)
        assert "a planned diet" in words_on(pilot)
        await choose(pilot, screen, "reason-diet")
        assert at(screen) == "night-sweats"
        await go_through(pilot, screen)
        assert "Yes (explained): losing weight without trying" in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
        await see_result(pilot, until)
        await until(pilot, lambda: "some answers are set aside" in words_on(pilot))
    saved = store.snapshot().screenings[0]
    explained = Given(YES, Status.EXPLAINED, "diet", date(2026, 3, 14))
    assert saved.answers["weight-loss"] == explained
    assert [s.sign for s in saved.outcome.stood_down] == ["weight-loss"]
    assert saved.outcome.level is Level.KEEP_WATCHING


async def test_a_reason_of_ones_own_is_typed(running, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_to(pilot, screen, "weight-loss")
        await press(pilot, "y")
        await choose(pilot, screen, "other")
        await press(pilot, "enter")
        assert "a few words" in words_on(pilot)
        assert at(screen) == "weight-loss"
        await press(pilot, *"no yoghurt, u know", "enter")
        assert at(screen) == "night-sweats"
        await press(pilot, "left")
        assert "Known reason: no yoghurt, u know. Asked again after 11 Apr 2026." in words_on(pilot)
    reason = Given(YES, Status.EXPLAINED, "no yoghurt, u know", date(2026, 3, 14))
    assert given(screen, "weight-loss") == reason


async def test_escape_lets_go_of_a_reason_half_typed(running, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_to(pilot, screen, "weight-loss")
        await press(pilot, "y")
        await choose(pilot, screen, "other")
        await press(pilot, *"half", "escape")
        assert pilot.app.screen is screen
        assert "reason-diet" in offered(screen)
    assert given(screen, "weight-loss") == Given(YES)


async def test_a_reason_that_is_not_enough_is_refused_in_words(
    running, store, until, begin, known, in_britain
):
    known(immunity_weak="unsure")
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "fever-with-pain")
        await press(pilot, "y")
        assert "Only a plain cold or flu" in words_on(pilot)
        assert "other" not in offered(screen)
        await choose(pilot, screen, "reason-cold")
        assert at(screen) == "fever-with-pain"
        text = words_on(pilot)
        assert "It stands all the same." in text
        assert "not enough here, because of this: a weak immune system." in text
        await press(pilot, "enter")
        await go_through(pilot, screen)
        assert "Yes: a fever" in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert store.snapshot().screenings[0].outcome.level is Level.URGENT


async def test_the_yes_can_be_made_to_stand_again(running, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_to(pilot, screen, "fever-with-pain")
        await press(pilot, "y")
        await choose(pilot, screen, "reason-flu")
        assert at(screen) == "leg-weakness-new"
        await press(pilot, "left")
        assert "Set aside for now. Known reason: a plain flu" in words_on(pilot)
        await choose(pilot, screen, "active")
        assert at(screen) == "fever-with-pain"
        assert "Set aside" not in words_on(pilot)
    assert given(screen, "fever-with-pain") == Given(YES)


async def test_an_assessment_takes_a_day_and_who(running, store, until, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "leg-weakness-new")
        await press(pilot, "y")
        await choose(pilot, screen, "seen")
        await press(pilot, "ctrl+u", *"2026-03-15", "enter")
        assert "2026-03-15? today or earlier" in words_on(pilot)
        await press(pilot, "ctrl+u", *"soon", "enter")
        assert "soon? YYYY-MM-DD" in words_on(pilot)
        assert at(screen) == "leg-weakness-new"
        await press(pilot, "ctrl+u", *"3 days ago", "enter")
        assert pilot.app.focused is screen.who
        await press(pilot, *"Dr Yun", "enter")
        assert at(screen) == "calf-swelling"
        await go_through(pilot, screen)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
        await see_result(pilot, until)
        await until(pilot, lambda: "by Dr Yun on 11 Mar 2026" in screen_text_of_result(pilot))
    saved = store.snapshot().screenings[0]
    seen = Given(YES, Status.ASSESSED, "Dr Yun", date(2026, 3, 11))
    assert saved.answers["leg-weakness-new"] == seen
    assert saved.outcome.level is Level.KEEP_WATCHING


def screen_text_of_result(pilot):
    return pilot.app.screen._as_text()


async def test_an_assessment_from_before_this_pain_is_refused(running, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await press(pilot, *"10 days ago", "enter")
        await go_to(pilot, screen, "leg-weakness-new")
        await press(pilot, "y")
        await choose(pilot, screen, "seen")
        await press(pilot, "ctrl+u", *"11 days ago", "enter", *"Dr Yun", "enter")
        assert at(screen) == "leg-weakness-new"
        assert "It was looked at before this pain began." in words_on(pilot)


async def test_the_same_as_before_takes_up_the_last_answer(
    running, store, screening, clock, begin, known, in_britain
):
    known()
    reason = Given(YES, Status.EXPLAINED, "diet", clock().date())
    store.save_screening(screening(answers={"weight-loss": reason}, profile=known()))
    clock.move(days=7)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_to(pilot, screen, "weight-loss")
        await press(pilot, "y")
        assert "The same as before a planned diet, since 14 March 2026" in words_on(pilot)
        await choose(pilot, screen, "same")
        assert at(screen) == "night-sweats"
    assert given(screen, "weight-loss") == reason


async def test_who_was_seen_since_counts_for_the_signs_that_stood(
    running, store, screening, clock, begin, known, in_britain
):
    profile = known()
    store.save_screening(
        screening(Level.URGENT, id="one", answers={"calf-swelling": YES}, profile=profile)
    )
    store.clear_screening("one", Clearance(clock().date(), "Dr Yun", True, clock()))
    clock.move(days=7)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_to(pilot, screen, "calf-swelling")
        await press(pilot, "y")
        assert "looked at on 14 March 2026, the same since" in words_on(pilot)
        await choose(pilot, screen, "same")
    seen = Given(YES, Status.ASSESSED, "Dr Yun", date(2026, 3, 14))
    assert given(screen, "calf-swelling") == seen


# An emergency


async def test_an_emergency_offers_to_stop_with_the_number(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await press(pilot, "n", "y")
        assert offered(screen)[0] == "stop"
        assert "Use a phone and call 999." in words_on(pilot)
        await press(pilot, "enter")
        await see_result(pilot, until)
        text = words_on(pilot)
        assert "!!! Call now" in text
        assert "Emergency: use a phone and call" in text
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    saved = store.snapshot().screenings[0]
    assert saved.answers == {"saddle-numbness": NO, "bladder-change": Given(YES)}
    assert saved.outcome.level is Level.EMERGENCY


async def test_a_check_that_was_stopped_for_help_waits_with_its_answers(
    running, store, folder, clock, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        press_at_once(pilot, "n", "y", "enter")
        await see_result(pilot, until)
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await press(pilot, "ctrl+q")
    async with running(settings=in_britain, journal=JournalStore(folder, clock)) as pilot:
        assert "Your check of 14 Mar says: call now." in words_on(pilot)
        screen = await begin(pilot, "go-on")
        assert screen._run.answers == {"saddle-numbness": NO, "bladder-change": Given(YES)}
        await go_through(pilot, screen)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 2)
        await until(pilot, lambda: not store.snapshot().drafts)


async def test_one_can_go_on_after_an_emergency_and_another_one_offers_to_stop_too(
    running, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await press(pilot, "y")
        await choose(pilot, screen, "go")
        assert at(screen) == "bladder-change"
        await press(pilot, "y")
        assert offered(screen) == ["stop", "go", "seen"]
        await press(pilot, "left")
        assert "stop" not in offered(screen)


async def test_two_signs_that_are_an_emergency_together(running, until, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_to(pilot, screen, "fever-with-pain")
        await press(pilot, "y")
        assert "stop" not in offered(screen)
        await press(pilot, "enter", "y")
        assert at(screen) == "leg-weakness-new"
        assert offered(screen)[0] == "stop"
        await press(pilot, "enter")
        await see_result(pilot, until)
        assert "!!! Call now" in words_on(pilot)


async def test_a_follow_up_that_is_an_emergency(running, begin, known, in_britain):
    known(age=70)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_to(pilot, screen, "both-hips-shoulders-stiff")
        await press(pilot, "u")
        assert at(screen) == "headache-jaw-vision"
        await press(pilot, "y")
        assert offered(screen) == ["stop", "go"]


async def test_unsure_of_an_emergency_sign_is_urgent(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(size=(80, 60), settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, answers={"bladder-change": ("u",)})
        assert "Not sure: a new change in peeing" in words_on(pilot)
        await press(pilot, "enter")
        await see_result(pilot, until)
        text = words_on(pilot)
        assert "!! Call an advice line or a doctor now" in text
        assert "Call an advice line or a doctor now and ask" in text
        assert "You were not sure about - A new change in peeing" in text
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert store.snapshot().screenings[0].answers["bladder-change"] is UNSURE


# Back and forth


async def test_arrows_go_back_and_forth_and_answers_change(running, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await press(pilot, "left")
        assert at(screen) == "saddle-numbness"
        await press(pilot, "n", "n", "left")
        assert at(screen) == "bladder-change"
        assert "● n No" in screen_text(pilot)
        await press(pilot, "u")
        assert at(screen) == "bowel-control-loss"
        assert "●" not in screen_text(pilot)
        await press(pilot, "left", "left", "right")
        assert at(screen) == "bladder-change"
        await press(pilot, "y")
        await choose(pilot, screen, "go")
        await press(pilot, "left", "n")
    assert screen._run.answers == {"saddle-numbness": NO, "bladder-change": NO}


async def test_what_was_passed_over_is_counted_at_the_end(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await press(pilot, "n", "right", "n", "right")
        await go_through(pilot, screen)
        assert "2 questions have no answer yet" in words_on(pilot)
        await press(pilot, "enter")
        assert at(screen) == "bladder-change"
        await press(pilot, "n", "enter", "n")
        assert at(screen) == "both-legs-nerve-signs"
        await go_to(pilot, screen, "review")
        assert "These are your answers." in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)


async def test_enter_answers_nothing(running, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await press(pilot, "enter", "enter", "x", "space", "5")
        assert (at(screen), screen._run.answers) == ("saddle-numbness", {})


async def test_a_follow_up_comes_after_a_yes_or_unsure_and_goes_with_a_no(
    running, store, until, begin, known, in_britain
):
    known(blood_thinners="yes")
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen, "blood-thinner-pain")
        await press(pilot, "y", "enter")
        assert at(screen) == "blood-thinner-faint"
        await press(pilot, "u")
        assert at(screen) == "blood-thinner-head"
        await press(pilot, "left", "left", "n")
        assert at(screen) == "review"
        await press(pilot, "left", "u")
        assert at(screen) == "blood-thinner-faint"
        assert "● u Not sure" in screen_text(pilot)
        await press(pilot, "left", "n", "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert "blood-thinner-faint" not in store.snapshot().screenings[0].answers


async def test_the_onset_and_the_strength_of_the_log_can_be_kept_or_corrected(
    running, store, entry, clock, begin, known, in_britain
):
    known()
    store.import_entries(entry(6, at=clock() - timedelta(days=days)) for days in range(5))
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        assert "Your log knows of it since 10 March 2026" in words_on(pilot)
        await press(pilot, *"tomorrow", "enter")
        assert "tomorrow? 2026-03-01, 2026-03, 2026, 10 days ago" in words_on(pilot)
        await press(pilot, "ctrl+u", *"2026-03-15", "enter")
        assert "a day up to today" in words_on(pilot)
        await press(pilot, "ctrl+u", *"2026-03-01", "enter")
        assert "From your log: 6.0 of 10 (5 of 7 days logged)" in words_on(pilot)
        await press(pilot, "1", "0", "enter")
        assert at(screen) == "saddle-numbness"
        await press(pilot, "left")
        assert "10 of 10" in screen_text(pilot)
        assert (screen._run.onset, screen._run.usual) == (date(2026, 3, 1), 10)
        await press(pilot, "backspace", "enter")
        assert screen._run.usual is None
        screen.action_step(-2)
        assert "Your log knows" not in words_on(pilot)
        assert screen.entry.value == "2026-03-01"


# Many keys at once


async def test_keys_that_come_in_together_answer_one_question_each(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        signs = len([step for step in screen._steps() if step.kind == "sign"])
        keys = ["u" if number % 3 else "n" for number in range(signs)]
        press_at_once(pilot, "enter", "7", "enter", *keys, "enter", "enter")
        await until(pilot, lambda: at(screen) == "review")
        press_at_once(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    saved = store.snapshot().screenings[0]
    assert [answer.value[0] for answer in saved.answers.values()] == keys
    assert saved.history.usual == 7


async def test_what_follows_a_yes_at_once_is_meant_for_the_next_question(
    running, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        keys = ("y", "down", "enter", "n", "y", "down", "enter", "u", "n")
        press_at_once(pilot, *keys)
        await until(pilot, lambda: at(screen) == "leg-weakness-worsening")
    assert list(screen._run.answers.values()) == [Given(YES), NO, Given(YES), UNSURE, NO]


async def test_stopping_at_once_keeps_the_yes(running, store, until, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        await begin(pilot, "short")
        press_at_once(pilot, "y", "enter", "n", "n", "enter")
        await see_result(pilot, until)
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
        assert isinstance(pilot.app.screen, ResultScreen)
    saved = store.snapshot().screenings[0]
    assert saved.answers["saddle-numbness"] == Given(YES)
    assert saved.outcome.level is Level.EMERGENCY


async def test_answers_about_the_person_that_come_in_together(running, until, begin, in_britain):
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        press_at_once(pilot, "4", "4", "enter", "n", "y", "u", "n")
        await until(pilot, lambda: at(screen) == "blood-thinners")
        profile = screen._run.profile
    assert (profile.age, profile.cancer_ever, profile.thin_bones) == (44, "no", "yes")
    assert (profile.steroids_long, profile.immunity_weak) == ("unsure", "no")


async def test_a_day_and_a_name_that_come_in_together(running, until, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_to(pilot, screen, "leg-weakness-new")
        await press(pilot, "y")
        await choose(pilot, screen, "seen")
        press_at_once(pilot, "enter", *"Dr", "enter", "n")
        await until(pilot, lambda: given(screen, "calf-swelling") is not None)
    seen = Given(YES, Status.ASSESSED, "Dr", date(2026, 3, 14))
    assert given(screen, "leg-weakness-new") == seen
    assert given(screen, "calf-swelling") is NO


async def test_enter_pressed_once_more_leaves_the_result_in_view(
    running, store, until, begin, known, in_britain
):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen)
        press_at_once(pilot, "enter", "enter", "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
        await pilot.pause()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_two_enters_open_one_check(running, until, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        await press(pilot, "f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        await until(pilot, lambda: pilot.app.focused is pilot.app.screen.choices)
        press_at_once(pilot, "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsScreen))
        await pilot.pause(0.2)
        assert len(pilot.app.screen_stack) == 2


# Odd input


@pytest.mark.parametrize("line", ["other", "seen"])
async def test_hostile_text_is_shown_as_it_is(
    running, store, until, begin, known, in_britain, line
):
    known()
    async with running(size=(80, 60), settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_through(pilot, screen, "weight-loss")
        await press(pilot, "y")
        await choose(pilot, screen, line)
        if line == "seen":
            await press(pilot, "enter")
        pilot.app.focused.value = HOSTILE
        await press(pilot, "enter", "left")
        assert at(screen) == "weight-loss"
        for _ in range(2):
            text = screen_text(pilot)
            assert "[bold]x[/] [@click=app.quit]q[/] ␛[31m␀ �abc" in words_on(pilot)
            assert "\x1b" not in text
            assert "\x00" not in text
            assert "\u202e" not in text
            if at(screen) == "weight-loss":
                await press(pilot, "enter")
                await go_through(pilot, screen)
                await press(pilot, "enter")
                await see_result(pilot, until)
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert "\x1b" not in store.snapshot().screenings[0].answers["weight-loss"].reason


async def test_a_long_reason_is_kept_up_to_its_limit(
    running, store, until, begin, known, in_britain
):
    from textual.events import Paste

    known()
    async with running(size=(60, 20), settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_through(pilot, screen, "weight-loss")
        await press(pilot, "y")
        await choose(pilot, screen, "other")
        screen.entry.post_message(Paste("word " * 60))
        await until(pilot, lambda: bool(screen.entry.value))
        await press(pilot, "x", "enter")
        assert at(screen) == "night-sweats"
        await go_through(pilot, screen)
        await press(pilot, "enter")
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    reason = store.snapshot().screenings[0].answers["weight-loss"].reason
    assert reason == ("word " * 40).strip()


async def test_odd_input_is_named_and_refused(running, begin, in_britain):
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        for text in ("", "121", "-5", "4.5", "[/]", "\x1b[31m", "٤٤", "9" * 100):
            screen.entry.value = text
            await press(pilot, "enter")
            assert at(screen) == "age"
            assert "years, 18 to 120" in words_on(pilot)
            assert "\x1b" not in screen_text(pilot)
    assert screen._run.profile == Profile()


async def test_nobody_under_18_gets_a_result(running, store, until, begin, in_britain):
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await press(pilot, "1", "7", "enter")
        assert at(screen) == "age"
        assert "for adults and gives no result for anyone younger" in words_on(pilot)
        screen.action_step(1)
        await go_through(pilot, screen)
        assert "One question has no answer yet" in words_on(pilot)
        await press(pilot, "enter")
        assert at(screen) == "age"
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
    assert not len(store.snapshot().screenings)
    assert store.snapshot().profile is None


async def test_answers_about_the_person_that_contradict_each_other_are_named(
    running, store, begin, known, in_britain
):
    known(age=61, may_be_pregnant="yes")
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "short")
        await go_through(pilot, screen)
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        assert "yes, at age 61?" in words_on(pilot)
    assert not len(store.snapshot().screenings)


# Small and changing windows


async def test_a_change_of_size_while_typing_loses_nothing(running, begin, known, in_britain):
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_to(pilot, screen, "weight-loss")
        await press(pilot, "y")
        await choose(pilot, screen, "other")
        for size in ((60, 20), (8, 4), (160, 50), (80, 24)):
            await press(pilot, "x")
            await pilot.resize_terminal(*size)
        assert screen.entry.value == "xxxx"
        assert pilot.app.focused is screen.entry
        await press(pilot, "enter")
        assert at(screen) == "night-sweats"


async def test_every_choice_can_be_reached_in_a_small_window(
    running, until, begin, known, in_britain
):
    known(age=70, immunity_weak="yes")
    async with running(size=(60, 20), settings=in_britain) as pilot:
        screen = await begin(pilot)
        for sign in ("sudden-tearing-pain", "fever-with-pain", "weight-loss", "belly-pelvis-signs"):
            await go_to(pilot, screen, sign)
            text = f"{screen._step.question.ask} {screen._step.question.help}"
            await until(pilot, lambda text=text: text in words_on(pilot))
            assert "y Yes ○ n No ○ u Not sure" in words_on(pilot)
            await press(pilot, "y")
            for option in screen.choices.options:
                first = str(option.prompt).split("  ")[0]
                await until(pilot, lambda first=first: first in words_on(pilot))
                await press(pilot, "down")
            await press(pilot, "right")
