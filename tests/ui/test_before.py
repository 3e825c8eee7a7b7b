"""What is asked before a session, and the ways to do it that are offered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from guided import (
    ALL_KIT,
    CONTENT,
    LIBRARY,
    asked_before,
    choose,
    done_before,
    fit_today,
    offered,
    open_before,
    said,
    the_player,
    told,
    two,
)
from screen_reading import press, press_at_once, words_on

from journal.domain.entry import Event
from journal.domain.limits import Limits
from journal.domain.screening import Answer
from journal.domain.session import Kind, Task, skip
from journal.domain.standing import Exercise as Allowed
from journal.settings import CheckSettings, ExerciseSettings, Settings
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.ui.screens.before import ASKED_ANEW, BeforeScreen
from journal.ui.screens.questions import QuestionsScreen

GUIDANCE = CONTENT.guidance
WORDS = GUIDANCE.words
STRAIN = "acute-hip-flexor-strain"
LADDER = LIBRARY.programme("hip-flexor-return")


async def begun(pilot, until, *keys, **what):
    """What is asked before this session, after these keys."""
    screen = await open_before(pilot, until, **what)
    if keys:
        await press(pilot, *keys)
    return screen


async def taken(pilot, until):
    """The session that begins by the line under the cursor."""
    await press(pilot, "enter")
    return (await the_player(pilot, until))._run


def ways(screen):
    return [str(option.prompt) for option in screen.panel.choices.options]


# Once before the first programme


async def test_the_first_time_of_all_asks_what_a_clinician_would(
    running, until, store, folder, clock
):
    async with running(size=(100, 30)) as pilot:
        screen = await begun(pilot, until, programme="desk-reset")
        assert "does any of this fit you?" in said(screen.panel.question)
        assert len(screen.panel.ticks.options) == len(GUIDANCE.once) == 7
        await press(pilot, "enter")
        assert "Press n when none of these fits." in words_on(pilot)
        await press(pilot, "n")
        assert said(screen.panel.question) == "Is any of this so today?"
        await until(pilot, lambda: store.snapshot().limits.asked_on == clock().date())
    again = JournalStore(folder, clock)
    async with running(journal=again) as pilot:
        screen = await begun(pilot, until, programme="strength-base")
        assert said(screen.panel.question) == "Is any of this so today?"
    assert again.snapshot().limits == Limits(asked_on=clock().date())


async def test_a_yes_asks_to_speak_with_a_clinician_first_until_that_is_noted(
    running, until, store, folder, clock
):
    numbers = {ask.id: str(n) for n, ask in enumerate(GUIDANCE.once, 1)}
    day = clock().date()
    async with running() as pilot:
        keys = (numbers["blood-pressure"], numbers["heart"], numbers["operation"], "enter")
        screen = await begun(pilot, until, *keys, programme="desk-reset")
        assert WORDS.ask_first in said(screen.panel.help)
        assert offered(screen) == ["leave", "cleared", "not-so"]
        await until(pilot, lambda: store.snapshot().limits.asked_on is not None)
        await choose(pilot, screen, "leave")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
    limits = store.snapshot().limits
    assert limits.ask_first == ("heart", "blood-pressure", "operation")
    assert limits.ticked == {"high-bp-uncontrolled": day, "surgery-recent": day}
    clock.move(days=9)
    again = JournalStore(folder, clock)
    async with running(journal=again) as pilot:
        screen = await begun(pilot, until, programme="desk-reset")
        assert offered(screen) == ["leave", "cleared"]
        # The one under the cursor says that nobody was asked.
        assert screen.panel.choices.highlighted == 0
        await press(pilot, "down", "enter")
        assert said(screen.panel.question) == "Is any of this so today?"
        await until(pilot, lambda: again.snapshot().limits.cleared_on == day + timedelta(9))
    clock.move(days=1)
    async with running(journal=JournalStore(folder, clock)) as pilot:
        screen = await begun(pilot, until, programme="desk-reset")
        assert said(screen.panel.question) == "Is any of this so today?"


async def test_what_was_ticked_before_keeps_its_day(running, until, store, clock):
    store.save_limits(Limits(ticked={"pregnant": date(2026, 1, 2)}))
    numbers = [str(n) for n, ask in enumerate(GUIDANCE.once, 1) if ask.id == "pregnancy"]
    async with running() as pilot:
        await begun(pilot, until, *numbers, "enter", programme="desk-reset")
        await until(pilot, lambda: store.snapshot().limits.asked_on is not None)
    assert store.snapshot().limits.ticked == {"pregnant": date(2026, 1, 2)}


# The quick check


async def test_each_yes_means_no_session_and_offers_the_check(running, until, store, clock, known):
    known()
    asked_before(store, clock)
    settings = Settings(check=CheckSettings(country="gb"))
    async with running(settings=settings) as pilot:
        for number, ask in reversed(list(enumerate(GUIDANCE.quick, 1))):
            screen = await begun(pilot, until, str(number), "enter", programme="flare-day")
            assert said(screen.panel.help) == f"You said: {ask.ask}. {WORDS.quick_yes}"
            if ask.emergency:
                assert "call 999 now" in said(screen.panel.question)
                assert offered(screen) == ["stay", "check", "slip", "close"]
                # An enter too many does not lead away from the number.
                await press(pilot, "enter")
                assert "call 999 now" in said(screen.panel.question)
            else:
                assert said(screen.panel.question) == "Not today"
                assert offered(screen) == ["check", "slip", "close"]
            if number > 1:
                await choose(pilot, screen, "close")
                await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
        # Only by the line of the slip is there a way back: that takes the yes back too.
        await press(pilot, "left")
        assert screen._step == "stop"
        await choose(pilot, screen, "slip")
        await press(pilot, "2", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsScreen))
    assert not len(store.snapshot().sessions)
    assert not any(name.startswith("session") for name in store.snapshot().drafts)


async def test_a_yes_counts_until_a_check_or_until_it_was_a_slip(running, until, store, clock):
    asked_before(store, clock)
    async with running() as pilot:
        screen = await begun(pilot, until, "2", "enter", programme="desk-reset")
        await until(pilot, lambda: store.snapshot().limits.quick_yes_at == clock())
        assert store.snapshot().limits.quick_yes_to == (GUIDANCE.quick[1].id,)
        assert fit_today(store, clock).permission.exercise is Allowed.NOTHING
        await choose(pilot, screen, "slip")
        assert said(screen.panel.question) == "Is any of this so today?"
        await until(pilot, lambda: store.snapshot().limits.quick_yes_at is None)
        assert store.snapshot().limits.quick_yes_to == ()
        assert fit_today(store, clock).permission.exercise is Allowed.ALL


async def test_none_of_these_does_not_wipe_what_is_ticked(running, until, store, clock):
    asked_before(store, clock)
    async with running() as pilot:
        screen = await begun(pilot, until, "5", "n", programme="desk-reset")
        assert screen.panel.ticks.ticked == ("chest",)
        assert said(screen.panel.question) == "Is any of this so today?"
        await press(pilot, "5", "n")
        assert said(screen.panel.question).startswith("How much does it hurt now?")


async def test_a_score_left_open_counts_as_what_was_logged_today(
    running, until, store, clock, entry
):
    asked_before(store, clock)
    store.add(entry(8))
    async with running(settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "enter", programme="strength-base")
        assert said(screen.panel.question).startswith("How much does it hurt now?")
        assert "Or leave it open: enter once more." in said(screen.panel.note)
        await press(pilot, "enter")
        assert said(screen.panel.question) == "A gentle day"
        assert said(screen.panel.help) == WORDS.high


async def test_an_old_strain_is_asked_about_again(running, until, store, clock):
    old = clock().date() - timedelta(days=20)
    asked_before(store, clock, ticked={STRAIN: old})
    async with running() as pilot:
        screen = await begun(pilot, until, programme="desk-reset")
        assert "still sore on stairs?" in said(screen.panel.question)
        await press(pilot, "n")
        await until(pilot, lambda: store.snapshot().limits.ticked == {})
        assert store.snapshot().limits.strain_over_on == clock().date()
        assert said(screen.panel.question) == "Is any of this so today?"


async def test_none_of_it_leads_to_the_pain_and_to_the_plan(running, until, store, clock):
    asked_before(store, clock)
    async with running(size=(100, 40)) as pilot:
        screen = await begun(pilot, until, programme="desk-reset")
        assert WORDS.not_today in said(screen.panel.help)
        asks = "You have not done the check of warning signs yet. Press F4 for one."
        assert said(screen.panel.help).endswith(asks)
        await press(pilot, "n")
        assert said(screen.panel.question).startswith("How much does it hurt now?")
        assert said(screen.panel.help) == WORDS.exercise
        await press(pilot, "2", "enter")
        await until(pilot, lambda: "5 exercises, about 5 minutes" in words_on(pilot))
        text = words_on(pilot)
        assert "Sit-to-stand 8 times, 1 second hold" in text
        assert "Buttock squeeze 5 times, 5 seconds hold; standing" in text
        assert ways(screen) == ["Begin"]
        run = await taken(pilot, until)
    assert (run.programme, run.before, run.eased, run.limit) == ("desk-reset", 2, False, None)
    assert run.quick == {ask.id: False for ask in GUIDANCE.quick}
    assert [task.exercise for task in run.player.tasks] == [
        item.exercise for item in LIBRARY.programme("desk-reset").items
    ]
    assert run.player.tasks[2].dose.reps == 8


async def test_the_pain_can_be_left_open(running, until, store, clock):
    asked_before(store, clock)
    async with running() as pilot:
        await begun(pilot, until, "n", "enter", "enter", programme="strength-base")
        run = await taken(pilot, until)
    assert run.before is None


# What suits the day


async def test_with_more_pain_only_what_is_gentle(running, until, store, clock):
    asked_before(store, clock)
    async with running() as pilot:
        for what, pain, gentle_only in (
            ({"programme": "strength-base"}, 3, False),
            ({"programme": "strength-base"}, 4, True),
            ({"programme": "hip-flexor-return"}, 4, True),
            ({"programme": "desk-reset"}, 6, False),
            ({"programme": "desk-reset"}, 7, True),
            ({"programme": "flare-day"}, 9, False),
            ({"exercise": "cat-cow"}, 6, False),
            ({"exercise": "bridge"}, 4, True),
            ({"exercise": "cat-cow"}, 7, True),
        ):
            screen = await begun(pilot, until, "n", str(pain), "enter", **what)
            assert (screen._step == "too-much") is gentle_only, (what, pain)
            if gentle_only:
                assert said(screen.panel.question) == "A gentle day"
                assert said(screen.panel.help) == (WORDS.high if pain >= 7 else WORDS.raised)
                assert offered(screen) == ["gentle", "rest"]
            if pain < 7 or "programme" in what:
                await press(pilot, "escape")
                await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
        await press(pilot, "enter")
        assert said(screen.panel.question) == "Flare day"
        assert "A rest day suits as well: esc." in said(screen.panel.help)
        run = await taken(pilot, until)
        assert (run.programme, run.before) == ("flare-day", 7)


async def test_a_score_pressed_by_mistake_can_be_taken_back(running, until, store, clock):
    asked_before(store, clock)
    async with running() as pilot:
        screen = await begun(pilot, until, "n", "8", "enter", "enter", programme="desk-reset")
        assert said(screen.panel.question) == "Flare day"
        await press(pilot, "left")
        assert screen.panel.pain.score == 8
        await press(pilot, "1", "enter")
        assert said(screen.panel.question) == "Desk reset"


async def test_after_a_sore_morning_only_what_is_gentle(running, until, store, clock, session):
    asked_before(store, clock)
    yesterday = clock() - timedelta(days=1)
    done_before(store, session, yesterday, before=2, morning=4)
    async with running() as pilot:
        screen = await begun(pilot, until, "n", "1", "enter", programme="core-trio")
        assert said(screen.panel.help) == WORDS.red_morning
        await choose(pilot, screen, "rest")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
        assert "can go into the log: F3" in told(pilot)
        screen = await begun(pilot, until, "n", "1", "enter", programme="flare-day")
        assert screen._step == "plan"


@pytest.mark.parametrize(("worst", "after"), [(8, 3), (None, 7)])
async def test_after_severe_pain_in_a_session_only_what_is_gentle_that_day(
    running, until, store, clock, session, worst, after
):
    """Whatever the pain is said to be by then."""
    asked_before(store, clock)
    done = Task("bridge", "bridge", LIBRARY.exercise("bridge").dose, worst=worst)
    at = clock() - timedelta(hours=2)
    store.save_session(session("core-trio", at=at, tasks=(done,), after=after))
    async with running(settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "2", "enter", programme="strength-base")
        assert said(screen.panel.help) == WORDS.severe_today
        assert offered(screen) == ["gentle", "rest"]
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
        clock.move(days=1)
        await pilot.app._look_again()
        screen = await begun(pilot, until, "n", "2", "enter", programme="strength-base")
        assert screen._step == "plan"


# A kick or a sprint


async def test_a_kick_is_asked_about_once_and_a_yes_leaves_hip_flexor_work_out(
    running, until, store, entry, clock
):
    asked_before(store, clock)
    kick = entry(4, event=Event.KICK, at=clock() - timedelta(days=5), id="kick")
    store.add(kick)
    async with running(size=(110, 44), settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, programme="desk-reset")
        assert said(screen.panel.question) == "You logged a kick on 9 March 2026."
        await press(pilot, "y")
        assert said(screen.panel.question) == "Is any of this so today?"
        await until(pilot, lambda: store.snapshot().limits.strain_asked == "kick")
        await press(pilot, "n", "1", "enter")
        await until(pilot, lambda: "Left out today" in words_on(pilot))
        assert "Standing hip-flexor stretch A strain at the front of the hip" in words_on(pilot)
        assert "4 exercises, about 4 minutes" in words_on(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
        # The one exercise that it speaks against is not begun either.
        screen = await begun(pilot, until, "n", "1", "enter", exercise="dead-bug")
        assert said(screen.panel.help) == "Nothing of it is for today."
        assert offered(screen) == ["leave"]
    # Since it was told of, not since the kick: what was done in between counted on nothing.
    assert store.snapshot().limits.ticked == {STRAIN: clock().date()}


async def test_a_slip_at_the_questions_before_the_first_programme_is_taken_back(
    running, until, store, clock
):
    store.save_limits(Limits(ticked={"knee-pain": date(2026, 1, 2)}))
    before = store.snapshot().limits
    async with running() as pilot:
        fainting = next(str(n) for n, a in enumerate(GUIDANCE.once, 1) if a.code == "balance-poor")
        screen = await begun(pilot, until, fainting, "enter", programme="desk-reset")
        await until(pilot, lambda: "balance-poor" in store.snapshot().limits.ticked)
        await choose(pilot, screen, "not-so")
        assert said(screen.panel.question).startswith("Before the first programme")
        await until(pilot, lambda: store.snapshot().limits == before)
        await press(pilot, "n")
        assert screen._step == "quick"


async def test_a_new_kick_is_asked_about_though_an_older_strain_counts(
    running, until, store, entry, clock
):
    day = clock().date()
    asked_before(store, clock, ticked={STRAIN: day - timedelta(days=2)})
    store.add(entry(4, event=Event.KICK, at=clock() - timedelta(days=2), id="kick"))
    async with running() as pilot:
        screen = await begun(pilot, until, "n", programme="desk-reset")
        assert screen._step == "quick"
        await until(pilot, lambda: store.snapshot().limits.strain_asked == "kick")
        assert store.snapshot().limits.ticked == {STRAIN: day - timedelta(days=2)}
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
    store.add(entry(4, event=Event.SPRINT, at=clock() - timedelta(days=1), id="sprint"))
    async with running() as pilot:
        await begun(pilot, until, "y", programme="desk-reset")
        await until(pilot, lambda: store.snapshot().limits.ticked == {STRAIN: day})


async def test_still_sore_is_not_a_new_strain(running, until, store, clock):
    old = clock().date() - timedelta(days=20)
    asked_before(store, clock, ticked={STRAIN: old})
    async with running() as pilot:
        screen = await begun(pilot, until, "y", programme="desk-reset")
        assert screen._step == "quick"
        await until(pilot, lambda: store.snapshot().limits.still_sore_on == clock().date())
        assert store.snapshot().limits.ticked == {STRAIN: old}
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
        # It is asked about every two weeks.
        assert (await begun(pilot, until, programme="desk-reset"))._step == "quick"


async def test_an_exercise_that_the_answer_speaks_against_is_not_offered(
    running, until, store, entry, clock
):
    asked_before(store, clock)
    store.add(entry(4, event=Event.SPRINT))
    async with running() as pilot:
        screen = await begun(pilot, until, "enter", exercise="supine-march")
        # An enter too many answers nothing.
        assert screen._step == "strain"
        await until(pilot, lambda: "y Yes" in words_on(pilot))
        assert "n No " in words_on(pilot)
        await press(pilot, "y", "n", "1", "enter")
        assert said(screen.panel.help) == "Nothing of it is for today."
        assert "A strain at the front of the hip" in said(screen.panel.note)
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))


async def test_a_no_is_not_asked_again_but_another_kick_is(running, until, store, entry, clock):
    asked_before(store, clock)
    store.add(entry(4, event=Event.KICK, at=clock() - timedelta(days=2), id="first"))
    async with running() as pilot:
        screen = await begun(pilot, until, "n", programme="desk-reset")
        assert screen._step == "quick"
        await until(pilot, lambda: store.snapshot().limits.strain_asked == "first")
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
        screen = await begun(pilot, until, programme="desk-reset")
        assert screen._step == "quick"
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
    store.add(entry(4, event=Event.SPRINT, at=clock() - timedelta(days=1), id="second"))
    async with running() as pilot:
        screen = await begun(pilot, until, programme="desk-reset")
        assert said(screen.panel.question) == "You logged a sprint on 13 March 2026."
    assert store.snapshot().limits.ticked == {}


async def test_a_kick_of_three_weeks_ago_is_not_asked_about(running, until, store, entry, clock):
    asked_before(store, clock)
    store.add(entry(4, event=Event.KICK, at=clock() - timedelta(days=21)))
    async with running() as pilot:
        screen = await begun(pilot, until, programme="desk-reset")
        assert screen._step == "quick"


# The ways to do it


async def test_what_takes_the_place_of_another_is_said_with_the_reason(
    running, until, store, clock
):
    asked_before(store, clock, ticked={"balance-poor": date(2026, 3, 1)})
    bare = Settings(exercises=ExerciseSettings(equipment=("chair", "mat")))
    place = (
        "2 sets of 8 on each side, 3 seconds hold; in place of Standing hip abduction, long band"
    )
    async with running(settings=bare, size=(110, 44)) as pilot:
        await begun(pilot, until, "n", "0", "enter", programme="hip-cuff-bands")
        await until(pilot, lambda: place in words_on(pilot))
        why = f"{place}: Falls, or unsteady on your feet. It needs a long band and a chair."
        assert why in words_on(pilot)
        run = await taken(pilot, until)
    tasks = {task.planned: task for task in run.player.tasks}
    assert tasks["band-hip-abduction"].exercise == "side-lying-leg-raise"
    assert [id for id, task in tasks.items() if not task.instead] == ["bridge", "clamshell"]


async def test_how_it_is_adjusted_stands_with_it(running, until, store, clock):
    asked_before(store, clock, ticked={"knee-pain": date(2026, 3, 1)})
    async with running(size=(110, 44)) as pilot:
        await begun(pilot, until, "n", "0", "enter", exercise="sit-to-stand")
        await until(pilot, lambda: "higher seat" in words_on(pilot))
        assert words_on(pilot).count("higher seat") == 1
        assert "About 3 minutes" in words_on(pilot)
        run = await taken(pilot, until)
    assert (run.programme, [task.exercise for task in run.player.tasks]) == ("", ["sit-to-stand"])


async def test_after_two_good_sessions_more_is_proposed_and_not_imposed(
    running, until, store, clock, session
):
    asked_before(store, clock)
    for ago in (4, 2):
        done_before(store, session, clock() - timedelta(days=ago))
    async with running(size=(110, 44), settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "1", "enter", programme="strength-base")
        first, second = ways(screen)
        assert first == "Begin"
        assert second.startswith("Begin with more: ")
        assert screen.panel.choices.highlighted == 0
        await press(pilot, "down")
        await until(pilot, lambda: "Twice in a row all of it was done well" in words_on(pilot))
        assert "a step up" in words_on(pilot)
        run = await taken(pilot, until)
    own = [task.dose for task in run.player.tasks]
    last = [task.dose for task in store.snapshot().sessions[1].tasks]
    assert sum(a != b for a, b in zip(own, last, strict=True)) == 1
    assert not run.eased


async def test_after_one_that_hurt_less_comes_first_and_as_last_time_stays_open(
    running, until, store, clock, session
):
    asked_before(store, clock)
    done_before(store, session, clock() - timedelta(days=2), worst=7)
    async with running(size=(110, 44), settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "1", "enter", programme="strength-base")
        first, second = ways(screen)
        assert first.startswith("Begin easier: ")
        assert second == "Begin as last time"
        await until(pilot, lambda: "hurt too much last time." in words_on(pilot))
        await press(pilot, "down")
        await until(pilot, lambda: "hurt too much last time." not in words_on(pilot))
        await press(pilot, "up")
        run = await taken(pilot, until)
    assert run.eased


# The ladder


@pytest.fixture
def hip_asked(store, screening):
    """The check asked about a pop with a bruise, without which there is no ladder."""
    store.save_screening(screening(answers={"hip-pop-bruise": Answer.NO}))


async def on_ladder(running, until, *keys):
    async with running(size=(110, 44), settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "1", "enter", programme=LADDER.id)
        await until(pilot, lambda: "is all right in this phase." in words_on(pilot))
        found, text = ways(screen), words_on(pilot)
        await press(pilot, *keys)
        run = await taken(pilot, until)
    return found, text, run


@pytest.mark.usefixtures("hip_asked")
async def test_the_ladder_begins_with_its_first_phase_and_its_limit(running, until, store, clock):
    asked_before(store, clock)
    found, text, run = await on_ladder(running, until)
    assert found == [
        "Phase 0, Protect",
        f"On to phase 1, Wake up: {LADDER.phases[0].move_on}",
    ]
    assert "This is where it begins." in text
    assert "Up to 2 is all right in this phase." in text
    assert f"Not yet: {LADDER.phases[0].not_yet}." in text
    assert (run.phase, run.limit, run.programme) == ("protect", 2, LADDER.id)


@pytest.mark.usefixtures("hip_asked")
async def test_it_goes_on_when_the_person_says_so(running, until, store, clock, session):
    asked_before(store, clock)
    for ago in (2, 1):
        done_before(store, session, clock() - timedelta(days=ago), LADDER.id, "wake-up")
    found, _, run = await on_ladder(running, until, "down")
    assert found == [
        "Phase 1, Wake up",
        f"On to phase 2, Move and share the load: {LADDER.phases[1].move_on}",
    ]
    assert (run.phase, run.limit) == ("move", 2)
    assert run.player.tasks[0].planned == "supine-march"


@pytest.mark.usefixtures("hip_asked")
async def test_it_says_what_is_missing_before_the_next_phase(running, until, store, clock, session):
    asked_before(store, clock)
    done_before(store, session, clock() - timedelta(days=1), LADDER.id, "wake-up")
    found, text, run = await on_ladder(running, until)
    assert found == ["Phase 1, Wake up"]
    assert "It takes 2 days in a row with a session before it makes sense to ask." in text
    assert run.phase == "wake-up"


@pytest.mark.usefixtures("hip_asked")
async def test_it_goes_back_after_a_red_day(running, until, store, clock, session):
    asked_before(store, clock)
    done_before(store, session, clock() - timedelta(days=2), LADDER.id, "move", worst=4)
    found, text, run = await on_ladder(running, until)
    assert found == ["Phase 1, Wake up"]
    assert "The last time hurt too much: back to “Wake up”." in text
    assert run.phase == "wake-up"


@pytest.mark.usefixtures("hip_asked")
async def test_two_weeks_in_one_phase_are_better_looked_at(running, until, store, clock, session):
    asked_before(store, clock)
    for ago in (16, 9, 2):
        done_before(store, session, clock() - timedelta(days=ago), LADDER.id, "move")
    _, text, _ = await on_ladder(running, until)
    assert "a good time to have a doctor or physiotherapist look at it" in text


# Leaving, and many keys at once


async def test_escape_leaves_without_a_trace(running, until, store, clock):
    asked_before(store, clock)
    before = store.path.read_bytes()
    async with running() as pilot:
        for keys in ((), ("n",), ("n", "3", "enter")):
            await begun(pilot, until, *keys, programme="desk-reset")
            await press(pilot, "escape")
            await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
    assert store.path.read_bytes() == before


async def test_keys_that_come_together_lead_into_the_session(running, until, store, clock):
    async with running() as pilot:
        await open_before(pilot, until, programme="strength-base")
        press_at_once(pilot, "n", "n", "1", "0", "backspace", "3", "enter", "enter")
        screen = await the_player(pilot, until)
        run = screen._run
        assert (run.programme, run.before) == ("strength-base", 3)
        assert screen._player.current.bouts()[0].kind is Kind.READY
    assert store.snapshot().limits.asked_on == clock().date()


async def test_every_question_can_be_answered_on_a_small_terminal(running, until, store, clock):
    async with running(size=(60, 20)) as pilot:
        screen = await begun(pilot, until, programme="strength-base")
        await until(pilot, lambda: "1 [ ] A heart disease" in words_on(pilot))
        # "None of these" is not taken before all of them were in view.
        for step, asks in (("once", GUIDANCE.once), ("quick", GUIDANCE.quick)):
            last = asks[-1].ask.split()[-1]
            await until(pilot, lambda: "more lines below" in words_on(pilot))
            assert last not in words_on(pilot)
            await press(pilot, "n")
            await until(pilot, lambda end=last: end in words_on(pilot))
            assert screen._step == step
            await press(pilot, "n")
        await press(pilot, "3", "enter")
        await until(pilot, lambda: "enter takes this" in words_on(pilot))
        assert "Begin" in words_on(pilot)
        assert screen._step == "plan"


# What was severe, and what was answered long ago


async def test_severe_pain_in_a_session_that_waits_counts_as_well(running, until, store, clock):
    asked_before(store, clock)
    run = two(clock(), before=2)
    run = run.with_player(skip(run.player, "pain", 8))
    store.save_draft(Draft("session", clock(), run.to_fields()))
    async with running(settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "2", "enter", programme="core-trio")
        assert said(screen.panel.help) == WORDS.severe_today
        # No claim about what is usual, which the journal does not know.
        assert "usual" not in words_on(pilot)
        assert offered(screen) == ["gentle", "rest"]


async def test_after_severe_pain_twice_the_day_is_for_rest(running, until, store, clock, session):
    asked_before(store, clock)
    for hours, before in ((6, 7), (3, 8)):
        at = clock() - timedelta(hours=hours)
        store.save_session(session("flare-day", at=at, before=before, id=f"h{hours}"))
    async with running(settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "8", "enter", programme="flare-day")
        assert said(screen.panel.question) == "Today is for rest"
        assert said(screen.panel.help) == WORDS.severe_twice
        assert offered(screen) == ["rest", "check", "gentle"]
        assert screen.panel.choices.highlighted == 0
        await choose(pilot, screen, "gentle")
        assert (await taken(pilot, until)).programme == "flare-day"


@pytest.mark.parametrize(
    ("wait", "anew"),
    [
        (timedelta(minutes=29), False),
        (timedelta(minutes=30), True),
        (timedelta(hours=20), True),
    ],
)
async def test_answers_from_a_while_ago_are_asked_for_anew(
    running, until, store, clock, wait, anew
):
    asked_before(store, clock)
    async with running(settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "1", "enter", programme="strength-base")
        clock.move(seconds=wait.total_seconds())
        await pilot.app._look_again()
        await press(pilot, "enter")
        if anew:
            assert screen._step == "quick"
            assert said(screen.panel.note) == ASKED_ANEW
            await press(pilot, "n", "2", "enter", "enter")
        run = (await the_player(pilot, until))._run
    assert run.before == (2 if anew else 1)


async def test_a_plan_just_before_midnight_is_asked_about_anew_after_it(
    running, until, store, clock
):
    asked_before(store, clock)
    clock.now = clock().replace(hour=23, minute=55)
    async with running(settings=ALL_KIT) as pilot:
        screen = await begun(pilot, until, "n", "1", "enter", programme="strength-base")
        clock.move(minutes=10)
        await press(pilot, "enter")
        assert screen._step == "quick"


async def test_after_severe_pain_an_exercise_of_a_gentle_programme_is_begun(
    running, until, store, session, clock
):
    """As the list says; others are not."""
    asked_before(store, clock)
    untold = {"morning": None, "morning_on": None}
    done_before(store, session, clock() - timedelta(hours=1), "desk-reset", worst=8, **untold)
    async with running() as pilot:
        screen = await begun(pilot, until, "n", "2", "enter", exercise="pelvic-tilt")
        assert screen._step == "plan"
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, BeforeScreen))
        screen = await begun(pilot, until, "n", "2", "enter", exercise="seated-figure-four")
        assert screen._step == "too-much"


async def test_an_exercise_that_hurt_too_much_last_time_begins_easier(
    running, until, store, session, clock
):
    asked_before(store, clock)
    done_before(store, session, clock() - timedelta(days=2), worst=8)
    async with running() as pilot:
        screen = await begun(pilot, until, "n", "1", "enter", exercise="bridge")
        easier, usual = ways(screen)
        assert easier.startswith("Begin easier: ")
        assert usual == "Begin as usual"
        assert "Bridge hurt too much last time." in words_on(pilot)
