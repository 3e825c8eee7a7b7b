"""Today: the line on exercises, the morning after a session, and what was done today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from guided import CONTENT, asked_before, open_library, two
from screen_reading import press, press_at_once, screen_text, words_on
from textual import events

from journal.domain.exercise import Dose
from journal.domain.level import Level
from journal.domain.session import Task, skip
from journal.halting import known_stop
from journal.settings import CheckSettings, Settings
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.ui.exercise_line import ExerciseLine
from journal.ui.screens.help import HelpScreen
from journal.ui.screens.log import LogScreen
from journal.ui.screens.morning import MorningScreen
from journal.ui.screens.today import TodayScreen

STRENGTH = "Strength base is next: the last was on Wednesday. e"
MORNING = "This morning after Strength base: how much did it hurt? m"
WAITS = "A session waits unfinished: e leads to it."


@pytest.fixture
def did(store, session, clock):
    """Keeps a session of so many days ago: `did("strength-base", ago=3)`."""

    def keep(programme="strength-base", ago=3, **fields):
        at = clock() - timedelta(days=ago, hours=2)
        if fields.get("morning") is not None:
            fields["morning_on"] = clock().date()
        kept = session(programme, at=at, **fields)
        store.save_session(kept)
        return kept

    return keep


def next_lines(pilot):
    """The lines of the panel Next."""
    return str(pilot.app.screen.next_step.content).split("\n")


# What comes next


async def test_the_next_session_is_offered_with_its_key(running, did):
    did(morning=2)
    async with running() as pilot:
        assert STRENGTH in words_on(pilot)
        assert next_lines(pilot)[-1] == STRENGTH


async def test_the_key_of_the_line_leads_to_the_programme_that_it_offers(running, until, did):
    did(morning=2)
    async with running() as pilot:
        screen = await open_library(pilot, until)
        await until(pilot, lambda: screen.choices.chosen_id == "programme-strength-base")
        await until(pilot, lambda: "Thighs, gluteals and core" in words_on(pilot))
        # Once: where the cursor was moved to, it stays.
        await press(pilot, "home", "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await press(pilot, "e")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen.choices.chosen_id == "programme-desk-reset"
        await press(pilot, "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await press(pilot, "5", "enter")
        await until(pilot, lambda: "Flare day suits better" in words_on(pilot))
        await press(pilot, "e")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: screen.choices.chosen_id == "programme-flare-day")


async def test_a_session_that_waits_comes_before_what_is_offered(running, until, did, store, clock):
    did(morning=2)
    store.save_draft(Draft("session", clock(), two(clock()).to_fields()), None)
    async with running() as pilot:
        screen = await open_library(pilot, until)
        assert screen.choices.chosen_id == "go-on"


async def test_before_the_first_session_the_exercises_are_pointed_out(running):
    async with running() as pilot:
        [step, check, exercise] = next_lines(pilot)
        assert "enter" in step
        assert "warning signs" in check
        assert exercise == "Exercises: guided, with a figure that shows the way. e"


async def test_what_waits_for_a_clinician_is_said_with_its_keys(running, until, did, store, clock):
    did(morning=2)
    asked_before(store, clock, ask_first=("heart",))
    async with running() as pilot:
        line = "Exercises wait for a word with a clinician: e, then enter notes it."
        assert next_lines(pilot)[-1] == line
        await open_library(pilot, until)
        await press(pilot, "enter")
        await until(pilot, lambda: CONTENT.guidance.words.ask_first_done in words_on(pilot))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize(
    ("settings", "number"),
    [
        (Settings(), "your emergency number (often 112)"),
        (Settings(check=CheckSettings(country="gb")), "999"),
        (Settings(check=CheckSettings(country="gb", emergency_number="112")), "112"),
    ],
)
async def test_after_an_emergency_it_is_said_whom_to_call_before_all_else(
    running, did, size, settings, number
):
    did(ago=0, stopped="chest")
    async with running(size=size, settings=settings) as pilot:
        said = " ".join(next_lines(pilot))
        assert said.startswith(
            "Strength base was stopped today: chest, breath or dizziness."
            f" If it is still so, call {number} now. Log today"
        )
        assert "A check of warning signs is due (a session was stopped):" in said
        # To its last word, in the window.
        assert f"call {number} now." in " ".join(words_on(pilot).replace("│", " ").split())
        assert "…" not in "".join(next_lines(pilot))


@pytest.mark.parametrize(("ago", "stopped"), [(0, "pop"), (2, "chest")])
async def test_after_another_stop_or_later_on_nobody_is_told_to_call(running, did, ago, stopped):
    did(ago=ago, stopped=stopped)
    async with running() as pilot:
        assert "was stopped" in next_lines(pilot)[-1]
        assert "call" not in words_on(pilot)


async def test_once_a_check_came_after_it_nobody_is_told_to_call(running, did, store, screening):
    did(ago=0, stopped="chest")
    store.save_screening(screening(after_stop=known_stop(store.snapshot(), date.max)))
    async with running() as pilot:
        assert "call" not in words_on(pilot)


async def test_another_country_changes_whom_to_call(running, until, did):
    did(ago=1, stopped="numb-between-legs")
    async with running() as pilot:
        assert "(often 112)" in words_on(pilot)
        pilot.app._take_country("gb")
        await until(pilot, lambda: "call 999 now." in words_on(pilot))


async def test_a_day_of_rest_has_no_key(running, did):
    did(ago=1, morning=2)
    async with running() as pilot:
        assert next_lines(pilot)[-1] == "Rest day: Strength base was yesterday."


async def test_in_a_narrow_window_the_key_is_not_cut_off(running, did):
    did(morning=2)
    async with running(size=(50, 20)) as pilot:
        assert "e Strength base is next: the last was" in words_on(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert STRENGTH in words_on(pilot)


@pytest.mark.parametrize("room", [-20, -1, 0, 1, 20])
def test_the_key_goes_in_front_only_where_there_is_no_room(room):
    width = len(STRENGTH) + room
    line = ExerciseLine("Strength base is next: the last was on Wednesday.", "e")
    text = line.content(width).plain
    assert text == (STRENGTH if room >= 0 else f"e {line.words}")


async def test_a_check_that_locks_exercise_leaves_no_line_of_it(running, store, did, screening):
    did(ago=1)
    store.save_draft(Draft("session", store._clock(), {"run": "{}"}))
    store.save_screening(screening(Level.EMERGENCY))
    async with running() as pilot:
        assert "call now" in words_on(pilot)
        assert len(next_lines(pilot)) == 2
        await press(pilot, "m")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_session_that_waits_comes_before_an_offer(running, store, did, clock):
    did(morning=2)
    store.save_draft(Draft("session-ab", clock(), two(clock()).to_fields()))
    async with running() as pilot:
        assert next_lines(pilot)[-1] == WAITS


async def test_what_was_logged_today_changes_the_offer(running, store, did, entry, clock, until):
    did(morning=2)
    async with running() as pilot:
        assert STRENGTH in words_on(pilot)
        await press(pilot, "8", "enter")
        await until(pilot, lambda: "Pain 8 today: rest, or a gentle round" in words_on(pilot))


async def test_an_offer_is_made_anew_on_coming_back(running, did, clock, until):
    did("core-trio", ago=0, morning=None)
    async with running() as pilot:
        assert next_lines(pilot)[-1] == "Core trio is done for today."
        await press(pilot, "f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        clock.move(days=1, hours=1)  # the day's end was not looked at yet
        await press(pilot, "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await until(pilot, lambda: "This morning after Core trio" in words_on(pilot))


async def test_left_open_over_night_the_morning_is_asked_when_the_night_is_over(
    running, did, clock, until
):
    did("core-trio", ago=0, morning=None)
    clock.now = clock().replace(hour=23)
    async with running() as pilot:
        for hours, asked in ((2, False), (2, False), (1, True)):
            clock.move(hours=hours)
            await pilot.app._look_again()
            await until(pilot, lambda: pilot.app._quiet.is_set())
            assert ("This morning after" in next_lines(pilot)[-1]) is asked, clock()


async def test_a_journal_that_cannot_be_written_offers_no_session(running, store, did, clock):
    did(morning=2)
    text = store.path.read_text()
    store.path.write_text(text.replace('"schema":', '"schema":9'))
    async with running(journal=JournalStore(store.path.parent, clock)) as pilot:
        assert pilot.app.snapshot.read_only
        assert len(pilot.app.snapshot.sessions) == 1
        assert "Strength base" not in words_on(pilot)


# After a stop rule

STOPPED = "Strength base was stopped today: a leg that gives way."


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_a_stopped_session_is_named_below_the_check_that_it_asks_for(running, did, size):
    did(ago=0, stopped="leg-gives-way")
    async with running(size=size) as pilot:
        [_, check, exercise] = next_lines(pilot)
        due = "A check of warning signs is due (a session was stopped):"
        assert check == (f"c {due}" if size == (60, 20) else f"{due} c.")
        assert exercise == STOPPED
        assert STOPPED[:48] in words_on(pilot)
        assert check[:48] in words_on(pilot)


async def test_a_stopped_session_of_ones_own_choice_is_named_too(running, did):
    did("", ago=1, stopped="chest")
    async with running() as pilot:
        assert next_lines(pilot)[0] == (
            "Your session was stopped yesterday: chest, breath or dizziness."
        )


async def test_after_the_check_a_stopped_session_is_still_not_called_done(
    running, did, store, screening, until, clock
):
    did(ago=0, stopped="leg-gives-way")
    store.save_screening(screening(after_stop=known_stop(store.snapshot(), date.max)))
    async with running() as pilot:
        [_, exercise] = next_lines(pilot)
        assert exercise == STOPPED
        clock.move(days=4)  # the morning after is not asked for any more
        pilot.app.post_message(events.AppFocus())
        asked = "Strength base again? Stopped on Saturday: a leg that gives way"
        await until(pilot, lambda: asked in words_on(pilot))


async def test_a_stopped_session_among_the_lines_of_today_says_why(running, did):
    did("desk-reset", ago=0, eased=True, stopped="[b]new")
    async with running(size=(80, 40)) as pilot:
        assert "10:00  ■ Desk reset, stopped: [b]new" in screen_text(pilot)


# What happened today comes first


def sore(worst):
    """The tasks of a session in which a bridge hurt so much."""
    return (
        Task(
            "bridge", "bridge", Dose(sets=1, reps=10, out=2, hold=3, back=2, rest=20), worst=worst
        ),
    )


async def test_severe_pain_in_a_session_comes_before_the_question_about_the_morning(running, did):
    did(ago=1)
    did("core-trio", ago=0, tasks=sore(8))
    async with running() as pilot:
        assert next_lines(pilot)[-1] == (
            "Pain 8 in a session today: rest, or a gentle round of Flare day. e"
        )


async def test_so_does_what_a_stop_rule_ended_also_once_a_check_was_made(
    running, did, store, screening
):
    did(ago=1)
    did("desk-reset", ago=0, stopped="pop")
    store.save_screening(screening(after_stop=known_stop(store.snapshot(), date.max)))
    async with running() as pilot:
        assert next_lines(pilot)[-1] == "Desk reset was stopped today: a pop with sharp pain."


async def test_a_session_that_waits_with_severe_pain_in_it_says_so(running, store, clock):
    run = two(clock(), before=2)
    run = run.with_player(skip(run.player, "pain", 8))
    store.save_draft(Draft("session", clock(), run.to_fields()))
    async with running() as pilot:
        assert next_lines(pilot)[-1] == (
            "Pain 8 in a session today: rest. A session waits: e leads to it."
        )


# The morning after


async def open_morning(pilot, until) -> MorningScreen:
    await press(pilot, "m")
    await until(pilot, lambda: isinstance(pilot.app.screen, MorningScreen))
    await until(pilot, lambda: pilot.app.screen.is_mounted)
    return pilot.app.screen


async def test_the_morning_after_is_asked_and_kept(running, store, did, until, clock):
    kept = did(ago=1, before=3)
    async with running() as pilot:
        assert MORNING in words_on(pilot)
        await open_morning(pilot, until)
        text = words_on(pilot)
        assert "How much did it hurt this morning?" in text
        assert "Strength base, Friday 13 March." in text
        assert "Before the session it was 3." in text
        await press(pilot, "3")
        assert "3 of 10" in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "Noted: 3 of 10. Back to where it was." in words_on(pilot))
        assert "Rest day: Strength base was yesterday." in words_on(pilot)
        [told] = store.snapshot().sessions
        assert (told.id, told.morning, told.morning_on) == (kept.id, 3, clock().date())
        await press(pilot, "u")
        await until(pilot, lambda: store.snapshot().sessions[0].morning is None)
        await until(pilot, lambda: MORNING in words_on(pilot))


async def test_a_morning_is_held_against_the_lowest_start_of_the_day(running, did, until):
    """As the advice to rest is."""
    did(ago=1, before=5)
    did("desk-reset", ago=1, before=1)
    async with running() as pilot:
        await open_morning(pilot, until)
        await press(pilot, "3", "enter")
        await until(pilot, lambda: "Noted: 3 of 10. Higher than before" in words_on(pilot))
        assert "Rest today: a sore morning after Desk reset." in words_on(pilot)


async def test_a_sore_morning_says_what_follows(running, did, until):
    did(ago=1, before=3)
    async with running() as pilot:
        await open_morning(pilot, until)
        await press(pilot, "1", "0", "enter")
        said = "Noted: 10 of 10. Higher than before the session: the next one starts easier."
        await until(pilot, lambda: said in words_on(pilot))
        assert "Rest today: a sore morning after Strength base." in words_on(pilot)


async def test_a_morning_without_pain_is_kept_too(running, store, did, until):
    did(ago=1, before=3)
    async with running() as pilot:
        await open_morning(pilot, until)
        await press(pilot, "0", "enter")
        await until(pilot, lambda: store.snapshot().sessions[0].morning == 0)


async def test_without_a_pain_before_nothing_is_made_of_it(running, did, until):
    did(ago=1)
    async with running() as pilot:
        await open_morning(pilot, until)
        assert "Before the session" not in words_on(pilot)
        await press(pilot, "5", "enter")
        await until(pilot, lambda: "Noted: 5 of 10. u takes it back." in words_on(pilot))


async def test_days_later_it_is_called_the_morning_after(running, did, until):
    did(ago=2)
    async with running() as pilot:
        assert "Strength base on Thursday: how was the next morning? m" in words_on(pilot)
        await open_morning(pilot, until)
        assert "How much did it hurt on the morning after?" in words_on(pilot)


async def test_escape_and_enter_without_a_score_note_nothing(running, store, did, until):
    did(ago=1)
    async with running() as pilot:
        screen = await open_morning(pilot, until)
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        await press(pilot, "4", "backspace", "enter")
        assert pilot.app.screen is screen
        await press(pilot, "right", "left", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        assert MORNING in words_on(pilot)
        await open_morning(pilot, until)  # and it can be opened again
    assert store.snapshot().sessions[0].morning is None


async def test_a_score_typed_at_once_after_the_key_is_the_mornings(running, store, did, until):
    did(ago=1)
    async with running() as pilot:
        press_at_once(pilot, "m", "1", "0", "enter")
        await until(pilot, lambda: store.snapshot().sessions[0].morning == 10)
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        assert pilot.app.screen.pending is None
        press_at_once(pilot, "6", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    assert store.snapshot().entries[0].pain == 6


async def test_where_no_morning_is_asked_for_the_key_does_nothing(running, did, until):
    did(ago=1, morning=2)
    async with running() as pilot:
        await press(pilot, "m")
        assert isinstance(pilot.app.screen, TodayScreen)
        await press(pilot, "f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        assert "Morning after" not in words_on(pilot)


async def test_the_morning_is_asked_in_the_palette_and_on_a_key_of_ones_own(running, did, until):
    did(ago=1)
    async with running(settings=Settings(keys={"note-morning": "y"})) as pilot:
        names = [c.title for c in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Morning after" in names
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, MorningScreen))


async def test_the_morning_is_due_before_a_session_that_waits(running, store, did, clock):
    did(ago=1)
    store.save_draft(Draft("session", clock(), {"run": "{}"}))
    async with running() as pilot:
        assert next_lines(pilot)[-1] == MORNING


# Logged today


async def test_sessions_of_today_stand_among_the_entries_by_time(
    running, store, did, entry, clock, session
):
    for hours in (5, 1):
        store.add(entry(hours, at=clock() - timedelta(hours=hours)))
    did("desk-reset", ago=0)
    store.save_session(session("", at=clock() - timedelta(hours=6), eased=True))
    did("core-trio", ago=1)
    async with running(size=(80, 40)) as pilot:
        lines = [str(line).strip() for line in pilot.app.screen.entries_today.lines()]
        assert lines == ["06:00  ▹ Exercises", "07:00  5", "10:00  ▸ Desk reset", "11:00  1"]
        assert "10:00  ▸ Desk reset" in screen_text(pilot)


async def test_the_worst_pain_of_a_session_stands_behind_it(running, did):
    dose = Dose(sets=1, reps=10, out=2, hold=3, back=2, rest=20)
    tasks = tuple(Task("bridge", "bridge", dose, worst=worst) for worst in (3, 8, None))
    did("desk-reset", ago=0, tasks=tasks)
    # What stopped one says more, and both are too long for a line.
    did("core-trio", ago=0, tasks=tasks, stopped="pop")
    async with running() as pilot:
        assert "10:00  ▸ Desk reset, worst 8" in screen_text(pilot)
        assert "10:00  ■ Core trio, stopped: a pop with sharp pain" in screen_text(pilot)
        assert "pain, worst" not in screen_text(pilot)


async def test_a_programme_of_unknown_name_is_text_and_no_markup(running, did):
    did("[red]x", ago=0)
    async with running(size=(80, 40)) as pilot:
        assert "▸ [red]x" in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_first_start_says_the_whole_of_what_the_journal_is(running, size):
    async with running(size=size) as pilot:
        text = words_on(pilot)
    assert "notice changes and do exercises. It is for adults. It does not diagnose" in text
    assert "No exercise here is promised to help." in text
    assert "ask for help even when this app shows nothing." in text


async def test_the_panel_has_the_height_of_its_lines(running, store, clock, until, screening):
    other = JournalStore(store.folder, clock)
    async with running(size=(80, 24)) as pilot:
        panel = pilot.app.screen.next_step
        await until(pilot, lambda: panel.size.height == len(next_lines(pilot)) == 3)
        other.save_screening(screening(Level.EMERGENCY))
        pilot.app.post_message(events.AppFocus())
        await until(pilot, lambda: panel.size.height == len(next_lines(pilot)) == 2)
        other.undo()
        pilot.app.post_message(events.AppFocus())
        await until(pilot, lambda: panel.size.height == len(next_lines(pilot)) == 3)


async def test_severe_pain_in_a_session_today_is_not_forgotten_for_a_calmer_score(
    running, until, did, store, session, clock
):
    did(morning=2)
    task = Task("bridge", "bridge", Dose(sets=1, reps=3, out=2, hold=3, back=2, rest=30), worst=8)
    store.save_session(session("desk-reset", at=clock(), tasks=(task,), after=2))
    line = "Pain 8 in a session today: rest, or a gentle round of Flare day. e"
    async with running() as pilot:
        assert next_lines(pilot)[-1] == line
        clock.move(minutes=30)
        await press(pilot, "5", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
        assert next_lines(pilot)[-1] == line
        await open_library(pilot, until)
        await until(pilot, lambda: "Only gentle programmes" in words_on(pilot))
