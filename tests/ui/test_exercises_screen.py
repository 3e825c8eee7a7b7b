"""The library: what there is, what is left out today and why, filters, ticks, the figure."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest
from guided import (
    ALL_KIT,
    BRIDGE,
    CONTENT,
    LIBRARY,
    Counter,
    asked_before,
    choose,
    done_before,
    gone_through,
    offered,
    open_library,
    the_player,
    told,
    two,
)
from screen_reading import press, press_at_once, words_on

from journal.domain.exercise import Equipment, Group, Item, Muscle
from journal.domain.level import Level
from journal.domain.limits import Limits
from journal.domain.narrowing import Narrowing
from journal.domain.screening import Clearance
from journal.domain.session import finish_bout
from journal.exercising import ASK_THE_HIP
from journal.halting import standing_of
from journal.settings import CheckSettings, ExerciseSettings, Settings, load_settings
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.ui.halt import Halt
from journal.ui.screens.before import BeforeScreen
from journal.ui.screens.check import CheckScreen
from journal.ui.screens.exercises import EXERCISE, PROGRAMME
from journal.ui.screens.filter import LEVELS, TIMES, FilterScreen
from journal.ui.screens.mind import OF_ITS_OWN, SAID_TWICE, MindScreen
from journal.ui.screens.today import TodayScreen
from journal.ui.widgets.demonstration import TIMES as SHOWN
from journal.ui.widgets.figure import FigureView

WIDE = (110, 36)


@pytest.fixture
def counter() -> Counter:
    return Counter()


def rows(screen, start=EXERCISE):
    """The ids of the exercises, or programmes, in the list."""
    return [id.removeprefix(start) for id in offered(screen) if id.startswith(start)]


def left_out(screen):
    """Exercise -> what is said of it, of those that are not for today: over it and in its line."""
    found, over, before = {}, "", ""
    for row in screen.choices.rows:
        line = str(row.words)
        if not row.id:
            # What goes on below is of the same reason.
            over, before = (f"{over} {line}" if not before else line), ""
            continue
        before = row.id
        if row.id.startswith(EXERCISE) and line.lstrip().startswith("–"):
            found[row.id.removeprefix(EXERCISE)] = f"{over} {line}"
    return found


async def move_to(pilot, screen, id):
    """Put the cursor on a line."""
    ids = offered(screen)
    await press(pilot, "home", *["down"] * ids.index(id))
    assert screen.choices.chosen_id == id


def detail(screen):
    return " ".join(screen.detail._content.plain.split())


def open_form(pilot, kind, until):
    return until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted)


# The list


async def test_programmes_come_first_then_exercises_by_what_they_are_for(running, until):
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        ids = offered(screen)
        assert ids[:8] == [f"{PROGRAMME}{programme.id}" for programme in LIBRARY.programmes]
        assert sorted(rows(screen)) == sorted(exercise.id for exercise in LIBRARY.exercises)
        rows_read = [row for row in screen.choices.rows if not row.id and not row.under]
        headings = [str(row.words) for row in rows_read]
        assert headings == ["Programmes", *(group.capitalize() for group in Group)]
        groups = [LIBRARY.exercise(id).group for id in rows(screen)]
        assert groups == sorted(groups, key=list(Group).index)
        text = words_on(pilot)
        assert "5 min Desk reset" in text
        assert "44 of 44 today, enter begins" in text
        assert screen.choices.chosen_id == "programme-desk-reset"


async def test_the_row_under_the_cursor_is_told_in_full(running, until, store, session, clock):
    done_before(store, session, clock() - timedelta(days=3), "desk-reset")
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        text = detail(screen)
        assert "Five minutes for long sitting days" in text
        assert "Sit-to-stand 8 times, 1 second hold" in text
        assert "5 exercises, about 5 minutes" in text
        assert "Last: 11 March 2026" in text
        await move_to(pilot, screen, "programme-hip-flexor-return")
        text = detail(screen)
        for number, phase in enumerate(LIBRARY.programme("hip-flexor-return").phases):
            assert f"{number} {phase.name}" in text
            assert f"Pain: up to {phase.pain_limit} of 10" in text
            assert f"Move on when: {phase.move_on}" in text
            assert f"Not yet: {phase.not_yet}" in text
        await move_to(pilot, screen, "exercise-bridge")
        text, bridge = detail(screen), LIBRARY.exercise("bridge")
        assert all(step in text for step in bridge.steps)
        assert "Strength, level 1. With a mat." in text
        assert "Easier: Pelvic tilt, lying" in text
        assert "Harder: Single-leg bridge" in text
        assert "How much: 2 sets of 10; seconds out 2, hold 3, back 2" in text
        assert f"Source: {bridge.source}" in text


@pytest.mark.parametrize("size", [(60, 20), (200, 60)])
async def test_list_figure_and_text_are_there_at_any_size(running, until, size):
    async with running(size=size) as pilot:
        screen = await open_library(pilot, until)
        await until(pilot, lambda: bool(screen.query(FigureView)))
        await until(pilot, lambda: screen.figure.view.figure is not None)
        text = words_on(pilot)
        assert "Desk reset" in text
        await until(pilot, lambda: screen.figure.view.size.height >= 8)
        assert screen.detail.size.height >= 4
        await press(pilot, "space")
        await until(pilot, lambda: screen.detail._top > 0 or size[1] > 40)


async def test_the_content_is_read_when_the_list_is_opened(running, until):
    async with running() as pilot:
        assert pilot.app._content is None
        press_at_once(pilot, "e")
        await until(pilot, lambda: "Desk reset" in words_on(pilot))
        await until(pilot, lambda: pilot.app.screen.figure.playing)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


# What is left out


async def test_what_needs_more_than_is_at_hand_names_the_variant_without(running, until):
    async with running(size=WIDE) as pilot:
        screen = await open_library(pilot, until)
        assert "It needs a mini-band." in left_out(screen)["lateral-band-walk"]
        assert "band-hip-rotation" in left_out(screen)
        assert "bridge" not in left_out(screen)
        await move_to(pilot, screen, "exercise-lateral-band-walk")
        assert "Not today. It needs a mini-band." in detail(screen)
        assert "Without it: Clamshell." in detail(screen)
        await press(pilot, "enter")
        await until(pilot, lambda: screen.detail.border_title == "Not today")
        assert pilot.app.screen is screen


async def test_a_reason_that_several_share_is_said_once_over_them(running, until):
    own = Settings(exercises=ExerciseSettings(equipment=("mat", "chair", "wall", "long-band")))
    async with running(settings=own) as pilot:
        screen = await open_library(pilot, until)
        lines = [str(row.words) for row in screen.choices.rows]
        below = lines[lines.index("Not today, and why") + 1 :]
        assert below.count("It needs a mini-band.") == 1
        at = below.index("It needs a mini-band.")
        assert [line.strip(" –") for line in below[at + 1 : at + 3]] == [
            LIBRARY.exercise(id).name for id in ("lateral-band-walk", "monster-walk")
        ]


NOTHING_BUT_A_CHAIR = Settings(exercises=ExerciseSettings(equipment=("chair",)))


def lines_of(screen, id):
    """What stands in the list for this row, line by line."""
    return [str(row.words).strip() for row in screen.choices.rows if id in (row.id, row.under)]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_programme_of_which_nothing_can_be_done_is_left_out_with_its_reason(
    running, until, size
):
    async with running(size=size, settings=NOTHING_BUT_A_CHAIR) as pilot:
        screen = await open_library(pilot, until)
        await until(pilot, lambda: lines_of(screen, "programme-core-trio")[0] != "")
        said = " ".join(lines_of(screen, "programme-core-trio"))
        assert said.split() == ["–", "Core", "trio", "It", "needs", "a", "mat."]
        await move_to(pilot, screen, "programme-core-trio")
        assert "Core trio Not today. It needs a mat." in detail(screen)
        await press(pilot, "enter")
        await until(pilot, lambda: screen.detail.border_title == "Not today")
        assert pilot.app.screen is screen
        # Nothing lies over the list, and the next row is about itself again.
        assert told(pilot) == ""
        await press(pilot, "down")
        assert screen.detail.border_title == ""


async def test_the_list_says_what_the_page_before_the_session_says(
    running, until, store, clock, session
):
    asked_before(store, clock)
    done_before(store, session, clock() - timedelta(days=3), "core-trio")
    async with running(size=(120, 40)) as pilot:
        screen = await open_library(pilot, until)
        plans = screen._plans
        # A clamshell takes the place of the band walk, so that nothing of it is left out.
        assert lines_of(screen, "programme-strength-base") == ["29 min Strength base"]
        assert lines_of(screen, "programme-cable-day") == ["25 min Cable day  6 of 8 today"]
        for id in ("strength-base", "cable-day", "core-trio"):
            await move_to(pilot, screen, f"programme-{id}")
            said = f"{plans[id].number} exercises, about {plans[id].minutes} minutes"
            assert said in detail(screen)
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, BeforeScreen))
            await press(pilot, "n", "1", "enter")
            await until(pilot, lambda said=said: said in words_on(pilot))
            await press(pilot, "escape")
            await until(pilot, lambda: pilot.app.screen is screen)


async def test_what_stands_in_today_stands_in_its_place(running, until):
    async with running(size=WIDE) as pilot:
        screen = await open_library(pilot, until)
        await move_to(pilot, screen, "programme-strength-base")
        text = detail(screen)
        assert "• Clamshell 2 sets of 12 on each side" in text
        assert "in place of Lateral band walk: It needs a mini-band." in text
        assert text.index("Bridge") < text.index("Clamshell") < text.index("Bird dog")
        await move_to(pilot, screen, "programme-cable-day")
        assert "– Cable hip adduction It needs a cable column." in detail(screen)


async def test_no_row_is_cut_without_a_sign_and_the_detail_has_the_whole_reason(
    running, until, store, clock
):
    asked_before(store, clock)
    async with running(size=(60, 20)) as pilot:
        screen = await open_library(pilot, until)
        ladder = "programme-hip-flexor-return"
        # The first layout gives the list its width.
        await until(pilot, lambda: len(lines_of(screen, ladder)) == 3)
        name, first, second = lines_of(screen, ladder)
        assert name == "– Hip-flexor return ladder"
        assert ASK_THE_HIP.startswith(f"{first} {second.rstrip('…')}")
        assert second.endswith("…")
        await move_to(pilot, screen, ladder)
        assert ASK_THE_HIP in detail(screen)
        await until(pilot, lambda: second in words_on(pilot))
        # A name that is too long ends in a sign too.
        shown = [str(screen.choices.render_line(y).text) for y in range(screen.choices.size.height)]
        [row] = [line for line in shown if "Hip-flexor" in line]
        assert row.rstrip().endswith("…")


async def test_a_row_comes_into_view_with_what_stands_below_it(running, until):
    async with running(size=(60, 12), settings=NOTHING_BUT_A_CHAIR) as pilot:
        screen = await open_library(pilot, until)
        choices = screen.choices
        await until(pilot, lambda: len(lines_of(screen, "programme-core-trio")) > 1)
        await move_to(pilot, screen, "programme-core-trio")
        await until(pilot, lambda: "It needs a mat." in words_on(pilot))
        bottom = choices.scroll_offset.y + choices.scrollable_content_region.height
        assert choices.cursor + choices.lines_below(choices.cursor) < bottom


async def test_a_click_below_a_row_is_a_click_on_it(running, until):
    async with running(size=(60, 20), settings=NOTHING_BUT_A_CHAIR) as pilot:
        screen = await open_library(pilot, until)
        await until(pilot, lambda: len(lines_of(screen, "programme-core-trio")) > 1)
        await press(pilot, "home")
        below = next(n for n, r in enumerate(screen.choices.rows) if "core-trio" in r.under)
        await pilot.click("#choices", offset=(10, below + 1 - screen.choices.scroll_offset.y))
        await until(pilot, lambda: screen.choices.chosen_id == "programme-core-trio")


async def test_a_long_reason_goes_on_below_at_any_width(running, until, store, screening):
    store.save_screening(screening(Level.URGENT))
    why = "Your check of 14 Mar said to talk to a doctor."
    async with running(size=(60, 20)) as pilot:
        screen = await open_library(pilot, until)

        def said():
            lines = [str(row.words) for row in screen.choices.rows]
            first = lines.index("Not today, and why") + 1
            return lines[first : next(n for n in range(first, len(lines)) if "–" in lines[n])]

        await until(pilot, lambda: len(said()) > 1)
        assert why in " ".join(said())
        assert all(len(line) <= screen.choices.size.width for line in said())
        await press(pilot, "end")
        last, lines = screen.choices.chosen_id, len(said())
        assert last
        await pilot.resize_terminal(200, 40)
        await until(pilot, lambda: len(said()) < lines)
        assert why in " ".join(said())
        assert screen.choices.chosen_id == last


async def test_where_a_check_is_wanted_the_text_names_the_key_for_it(
    running, until, folder, screening, clock
):
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        asks = "You have not done the check of warning signs yet. Press c for one."
        await until(pilot, lambda: asks in detail(screen))
        await press(pilot, "c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        JournalStore(folder, clock).save_screening(screening())
        clock.move(days=8)
        await pilot.app._look_again()
        await open_library(pilot, until)
        asks = "Your last check, of 14 Mar, is out of date. Press c for one."
        await until(pilot, lambda: asks in detail(screen))


async def test_where_none_is_wanted_no_key_is_named(
    running, until, store, folder, screening, clock
):
    store.save_screening(screening(Level.SEE_A_CLINICIAN))
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        await move_to(pilot, screen, "programme-flare-day")
        await until(pilot, lambda: "only gentle programmes for now." in detail(screen))
        assert "Press c" not in detail(screen)
        JournalStore(folder, clock).save_screening(screening(at=clock.move(minutes=5)))
        await pilot.app._look_again()
        await until(pilot, lambda: "only gentle" not in detail(screen))
        assert "Press c" not in detail(screen)


async def test_a_check_that_asks_for_a_doctor_locks_everything(
    running, until, store, folder, screening, clock
):
    store.save_screening(screening(Level.URGENT))
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        assert len(left_out(screen)) == 44
        why = "Your check of 14 Mar said to talk to a doctor."
        assert why in left_out(screen)["cat-cow"]
        assert "Desk reset not today" in words_on(pilot)
        assert why in detail(screen)
        for id in ("programme-flare-day", "programme-strength-base", "exercise-cat-cow"):
            await choose(pilot, screen, id)
            assert pilot.app.screen is screen
            assert screen.detail.border_title == "Not today"
            assert why in detail(screen)
        cleared = Clearance(clock().date(), "a doctor", True, clock())
        other = JournalStore(folder, clock)
        other.clear_screening(other.snapshot().screenings[0].id, cleared)
        await pilot.app._look_again()
        await until(pilot, lambda: not left_out(screen))


async def test_after_an_emergency_the_number_to_call_stands_beside_the_list(
    running, until, store, session, clock
):
    store.save_session(session("core-trio", at=clock(), stopped="chest"))
    settings = Settings(check=CheckSettings(country="gb"))
    async with running(size=WIDE, settings=settings) as pilot:
        screen = await open_library(pilot, until)
        await until(pilot, lambda: "If it is still so, call 999 now." in detail(screen))


async def test_before_a_word_with_a_clinician_all_is_left_out_and_says_why(
    running, until, store, clock
):
    asked_before(store, clock, ask_first=("heart",))
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        assert len(left_out(screen)) == 44
        await until(pilot, lambda: "note it (m in the list of exercises)" in detail(screen))
        # What begins one leads to the line that notes it.
        for id, line in (("programme-strength-base", "leave"), ("exercise-bridge", "cleared")):
            await choose(pilot, screen, id)
            await until(pilot, lambda: isinstance(pilot.app.screen, BeforeScreen))
            before = pilot.app.screen
            await until(pilot, lambda s=before: bool(s.query("#choices")) and bool(offered(s)))
            await choose(pilot, before, line)
            if line == "leave":
                await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: store.snapshot().limits.cleared_on == clock().date())
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: not left_out(screen))


async def test_where_only_gentle_is_allowed_only_the_gentle_programme_begins(
    running, until, store, screening
):
    store.save_screening(screening(Level.SEE_A_CLINICIAN))
    gentle = {item.exercise for item in LIBRARY.programme("flare-day").items}
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        assert set(rows(screen)) - set(left_out(screen)) == gentle
        for id in ("programme-desk-reset", "exercise-split-squat"):
            await choose(pilot, screen, id)
            assert pilot.app.screen is screen
            assert screen.detail.border_title == "Not today"
            assert "only gentle programmes for now" in detail(screen)
        await choose(pilot, screen, "programme-flare-day")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeforeScreen))


async def test_a_check_locks_the_session_that_waits_too(running, until, store, screening, clock):
    store.save_draft(Draft("session", clock(), two(clock()).to_fields()), None)
    store.save_screening(screening(Level.URGENT))
    async with running(size=WIDE) as pilot:
        screen = await open_library(pilot, until)
        await press(pilot, "home", "enter")
        await until(pilot, lambda: screen.detail.border_title == "Not today")
        assert "said to talk to a doctor" in detail(screen)
        assert pilot.app.screen is screen
        assert "Go on with Strength base not today" in words_on(pilot)
        await choose(pilot, screen, "end")
        assert (await the_player(pilot, until))._asking == "over"


async def test_a_session_that_waits_says_what_was_done_where_it_stands_and_what_is_left(
    running, until, store, clock
):
    run = two(clock())
    first = gone_through(Item(exercise="bridge"), worst=2, dose=BRIDGE)
    player = msgspec.structs.replace(run.player, tasks=(first, run.player.tasks[1]), task=1)
    run = run.with_player(player)
    store.save_draft(Draft("session", clock(), run.to_fields()), None)
    async with running(size=WIDE) as pilot:
        screen = await open_library(pilot, until)
        await press(pilot, "home")
        text = detail(screen)
        assert f"Strength base Begun today at {clock():%H:%M}." in text
        assert "Exercise 2 of 2, about 1 minute left" in text
        assert lines_of(screen, "go-on") == ["1 min Go on with Strength base", "exercise 2 of 2"]
        assert "• Bridge done, 2 sets of 3, 3 seconds hold, pain 2" in text
        assert "› Side-lying leg raise here it goes on" in text
        clock.move(days=1)
        await pilot.app._look_again()
        await until(pilot, lambda: "Begun on 14 March 2026" in detail(screen))


async def test_a_session_that_waits_for_its_last_questions_says_so(running, until, store, clock):
    run = two(clock()).ended()
    store.save_draft(Draft("session", clock(), run.to_fields()), None)
    async with running(size=WIDE) as pilot:
        screen = await open_library(pilot, until)
        await press(pilot, "home")
        text = detail(screen)
        assert "Its end is not told yet." in text
        assert "– Bridge not done" in text
        assert "left" not in text


async def test_an_exercise_begins_alone(running, until, store, clock):
    asked_before(store, clock)
    async with running() as pilot:
        screen = await open_library(pilot, until)
        await choose(pilot, screen, "exercise-bird-dog")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeforeScreen))
        await press(pilot, "n", "1", "enter", "enter")
        run = (await the_player(pilot, until))._run
    assert [task.exercise for task in run.player.tasks] == ["bird-dog"]


# The filter


async def test_each_kind_of_filter_narrows_the_list_and_escape_ends_it(running, until):
    fields = ["groups", "muscles", "positions", "levels", "minutes"]
    first = [
        Narrowing(groups=frozenset({Group.MOBILITY})),
        Narrowing(muscles=frozenset({Muscle.HIP_FLEXORS})),
        Narrowing(positions=frozenset({"supine"})),
        Narrowing(levels=frozenset({next(iter(LEVELS.values()))})),
        Narrowing(minutes=next(iter(TIMES.values()))),
    ]
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        for number, narrowing in enumerate(first, 1):
            await press(pilot, "f")
            await open_form(pilot, FilterScreen, until)
            await press(pilot, *["tab"] * number, "space", "escape")
            await until(pilot, lambda: pilot.app.screen is screen)
            expected = {e.id for e in LIBRARY.exercises if narrowing.fits(e, LIBRARY)}
            assert screen._narrowing == narrowing, fields[number - 1]
            assert set(rows(screen)) == expected
            assert 0 < len(expected) < 44
            # The shortest time there is to choose is less than any programme takes.
            taken = {
                programme.id
                for programme in LIBRARY.programmes
                if narrowing.minutes is None
                and any(item.exercise in expected for item in programme.all_items)
            }
            assert set(rows(screen, PROGRAMME)) == taken
            await until(pilot, lambda w=narrowing.words_for: w in words_on(pilot))
            await press(pilot, "escape")
            assert pilot.app.screen is screen
            assert len(rows(screen)) == 44
        await press(pilot, "f")
        await open_form(pilot, FilterScreen, until)
        await press(pilot, *["tab"] * 6)
        await press(pilot, *"gluteals step-up", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert rows(screen) == ["step-up"]
        await press(pilot, "f")
        await open_form(pilot, FilterScreen, until)
        await press(pilot, *["tab"] * 6)
        await press(pilot, *"xyz", "escape")
        await until(pilot, lambda: "No exercise fits; f changes the filter." in words_on(pilot))
        # Nor does anything stand beside it, or begin.
        await until(pilot, lambda: screen.detail._content.plain == "")
        assert not screen.figure.display
        assert str(screen.choices.border_subtitle) == "0 of 44 today"
        await press(pilot, "f")
        await open_form(pilot, FilterScreen, until)
        await press(pilot, *["tab"] * 6)
        await press(pilot, *"core trio", "escape")
        await until(pilot, lambda: "No single exercise fits" in words_on(pilot))
        assert rows(screen, PROGRAMME) == ["core-trio"]
        assert "enter begins" in str(screen.choices.border_subtitle)
        await press(pilot, "f")
        await open_form(pilot, FilterScreen, until)
        await press(pilot, "f9", "escape")
        await until(pilot, lambda: len(rows(screen)) == 44)


async def test_the_filter_says_that_more_stands_below(running, until):
    async with running(size=(80, 24)) as pilot:
        await open_library(pilot, until)
        await press(pilot, "f")
        await open_form(pilot, FilterScreen, until)
        keys = "space picks, f9 clears, esc closes"
        await until(pilot, lambda: f"more lines below, {keys}" in words_on(pilot))
        await press(pilot, *["tab"] * 6)
        await until(pilot, lambda: f"tab goes on, {keys}" in words_on(pilot))
        await press(pilot, "f9", "escape")


async def test_what_is_at_hand_is_kept_in_the_settings_with_their_comments(
    running, until, tmp_path
):
    path = tmp_path / "settings.toml"
    path.write_text('# my own line\n[exercises]\nequipment = ["mat"]  # for now\nbell = false\n')
    async with running(settings=load_settings(path), size=WIDE) as pilot:
        screen = await open_library(pilot, until)
        assert "sit-to-stand" in left_out(screen)
        await press(pilot, "f")
        await open_form(pilot, FilterScreen, until)
        await press(pilot, "right", "space", "right", "right", "right", "space", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: "sit-to-stand" not in left_out(screen))
        wanted = ExerciseSettings(equipment=("mat", "chair", "mini-band"), bell=False)
        await until(pilot, lambda: load_settings(path).exercises == wanted)
        assert "lateral-band-walk" not in left_out(screen)
    assert "# my own line" in path.read_text()
    # The settings alone say it at the next start.
    async with running(settings=load_settings(path)) as pilot:
        screen = await open_library(pilot, until)
        assert "lateral-band-walk" not in left_out(screen)
        assert "step-up" in left_out(screen)


async def test_words_of_a_person_are_never_markup(running, until):
    async with running(size=WIDE) as pilot:
        screen = await open_library(pilot, until)
        await press(pilot, "f")
        await open_form(pilot, FilterScreen, until)
        await press(pilot, *["tab"] * 6)
        await press(pilot, *"[red]x[/]", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: "“[red]x[/]”" in words_on(pilot))


# What fits the person


async def test_a_tick_leaves_exercises_out_and_keeps_its_day(running, until, store, folder, clock):
    codes = [code for code in LIBRARY.skip_codes if code not in OF_ITS_OWN]
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        down = codes.index("balance-poor")
        await press(pilot, *["down"] * down, "space", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: "step-up" in left_out(screen))
        assert "Falls, or unsteady on your feet." in left_out(screen)["step-up"]
        assert store.snapshot().limits.ticked == {"balance-poor": clock().date()}
        clock.move(days=2)
        await pilot.app._look_again()
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        await until(pilot, lambda: "since 14 March 2026" in words_on(pilot))
        await press(pilot, "space", "enter")
        await until(pilot, lambda: len(store.snapshot().limits.ticked) == 2)
        assert store.snapshot().limits.ticked["balance-poor"] == date(2026, 3, 14)
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        await press(pilot, "space", *["down"] * down, "space", "escape")
        await until(pilot, lambda: not store.snapshot().limits.ticked)
        await until(pilot, lambda: not left_out(screen))


async def test_a_strain_is_not_held_against_the_later_phases_of_the_ladder(
    running, until, store, clock
):
    asked_before(store, clock, ticked={"acute-hip-flexor-strain": clock().date()})
    async with running(size=WIDE, settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        assert "band-hip-flexion" in left_out(screen)
        await move_to(pilot, screen, "programme-hip-flexor-return")
        text = detail(screen)
        assert "• Standing hip flexion, long band" in text
        assert "– " not in text.partition("2 Move and share the load")[2]


async def test_what_the_check_knows_is_not_to_be_ticked_and_stays(running, until, store, clock):
    strange = Limits(ticked={"of-a-newer-version": date(2026, 1, 1)}, asked_on=clock().date())
    store.save_limits(strange)
    async with running(size=(100, 50)) as pilot:
        screen = await open_library(pilot, until)
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        assert not OF_ITS_OWN & set(pilot.app.screen._lines)
        assert set(pilot.app.screen._lines) | OF_ITS_OWN == set(LIBRARY.skip_codes)
        await press(pilot, "space", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: len(store.snapshot().limits.ticked) == 2)
    assert store.snapshot().limits.asked_on == clock().date()
    assert "of-a-newer-version" in store.snapshot().limits.ticked


async def test_a_tick_that_is_taken_back_leaves_nothing(running, until, store):
    async with running() as pilot:
        screen = await open_library(pilot, until)
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        await press(pilot, "space", "space", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
    assert store.snapshot().limits == Limits()


async def test_what_was_answered_before_the_first_programme_can_be_seen_and_changed(
    running, until, store, clock
):
    day = clock().date()
    ticked = {"balance-poor": date(2026, 3, 1)}
    yes = ("fainting", "heart")
    asked_before(store, clock, ask_first=yes, ticked=ticked, cleared_on=date(2026, 3, 5))
    once = {f"once-{ask.id}": ask for ask in CONTENT.guidance.once}
    async with running(size=(100, 50)) as pilot:
        screen = await open_library(pilot, until)

        async def turn(line, then):
            await press(pilot, "m")
            await open_form(pilot, MindScreen, until)
            ticks = pilot.app.screen.ticks
            ids = [option.id for option in ticks.options if not option.disabled]
            await press(pilot, "home", *["down"] * ids.index(line), "space")
            await until(pilot, lambda: then(store.snapshot().limits))
            left = ticks.ticked
            await press(pilot, "escape")
            await until(pilot, lambda: pilot.app.screen is screen)
            return left

        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        wanted = ["Asked before the first programme, on 14 March 2026", "5 March 2026"]
        own = [ask for ask in once.values() if ask.code not in SAID_TWICE]
        wanted += [ask.ask for ask in own]
        await until(pilot, lambda: all(text in words_on(pilot) for text in wanted))
        ticks = pilot.app.screen.ticks
        assert set(ticks.ticked) == {*ticked, "once-fainting", "once-heart", "cleared"}
        await press(pilot, "escape")
        # A no takes the question away; what it had ticked is a line of its own.
        left = await turn("once-fainting", lambda limits: limits.ask_first == ("heart",))
        assert "balance-poor" in left
        assert store.snapshot().limits.cleared_on == date(2026, 3, 5)
        # A yes ticks what belongs to it and wants a clinician's word anew.
        await turn("balance-poor", lambda limits: not limits.ticked)
        left = await turn("once-fainting", lambda limits: limits.cleared_on is None)
        assert {"once-fainting", "balance-poor"} <= set(left)
        assert "cleared" not in left
        limits = store.snapshot().limits
        assert limits.ask_first == ("heart", "fainting")
        assert limits.ticked == {"balance-poor": day}
        await turn("cleared", lambda limits: limits.cleared_on == day)
        await turn("cleared", lambda limits: limits.cleared_on is None)


async def test_the_word_that_all_exercise_waits_for_is_the_first_line(running, until, store, clock):
    asked_before(store, clock, ask_first=("heart",))
    async with running(size=(80, 24)) as pilot:
        screen = await open_library(pilot, until)
        # Nothing can be begun, so no key is said to begin it.
        assert "0 of 44 today" in words_on(pilot)
        assert "enter begins" not in words_on(pilot)
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        ticks = pilot.app.screen.ticks
        assert ticks.highlighted_option.id == "cleared"
        assert [option.id for option in ticks.options].count("cleared") == 1
        await until(pilot, lambda: "Someone with medical training said" in words_on(pilot))
        await press(pilot, "space", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: store.snapshot().limits.cleared_on == clock().date())
        await until(pilot, lambda: "enter begins" in words_on(pilot))


async def test_what_a_question_and_a_skip_code_both_say_is_one_line(running, until, store, clock):
    day = clock().date()
    since = {"high-bp-uncontrolled": date(2026, 3, 1)}
    asked_before(
        store, clock, ask_first=("blood-pressure",), ticked=since, cleared_on=date(2026, 3, 5)
    )
    async with running(size=(100, 50)) as pilot:
        screen = await open_library(pilot, until)
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        ticks = pilot.app.screen.ticks
        ids = [option.id for option in ticks.options if not option.disabled]
        asked = {ask.id: ask for ask in CONTENT.guidance.once}
        for id in ("blood-pressure", "operation", "pregnancy"):
            assert f"once-{id}" not in ids
            assert asked[id].code in ids
        words = words_on(pilot).lower()
        assert words.count("pregnan") == 1
        assert words.count("under control") == 1
        assert words.count("operation or injection") == 1
        assert "high-bp-uncontrolled" in ticks.ticked

        async def turn(line, then):
            await press(pilot, "home", *["down"] * ids.index(line), "space")
            await until(pilot, lambda: then(store.snapshot().limits))

        # It answers both: the question is a no, and nothing is left out for it.
        await turn("high-bp-uncontrolled", lambda limits: not limits.ask_first)
        assert store.snapshot().limits == Limits(asked_on=day, cleared_on=date(2026, 3, 5))
        # A yes wants a clinician's word anew, as it does before the first programme.
        await turn("pregnant", lambda limits: limits.ask_first == ("pregnancy",))
        assert store.snapshot().limits.ticked == {"pregnant": day}
        assert store.snapshot().limits.cleared_on is None
        assert "cleared" not in ticks.ticked
        # A word that is noted now is of now, not the one from before that yes.
        await turn("cleared", lambda limits: limits.cleared_on == day)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_that_more_stands_below_is_said_until_the_end_is_in_view(
    running, until, store, clock
):
    asked_before(store, clock)
    async with running(size=(80, 24)) as pilot:
        await open_library(pilot, until)
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        ticks = pilot.app.screen.ticks
        await until(pilot, lambda: "more lines below, space ticks, esc closes" in words_on(pilot))
        first = int(ticks.border_subtitle.split()[0])
        assert first == ticks.virtual_size.height - ticks.scrollable_content_region.height
        await press(pilot, "end")
        await until(pilot, lambda: "arrows move, space ticks, esc closes" in words_on(pilot))
        assert "may exercise" in words_on(pilot)
        await press(pilot, "home")
        await until(pilot, lambda: f"{first} more lines below" in words_on(pilot))
        # Where all of it is in view nothing is said to stand below.
        await pilot.resize_terminal(100, 50)
        await until(pilot, lambda: "arrows move" in words_on(pilot))


async def test_questions_that_were_not_asked_yet_are_not_shown_as_answered(running, until):
    async with running(size=(100, 50)) as pilot:
        await open_library(pilot, until)
        await press(pilot, "m")
        await open_form(pilot, MindScreen, until)
        assert "Asked before" not in words_on(pilot)
        assert not [option for option in pilot.app.screen.ticks.options if option.disabled]


# The figure


async def test_the_figure_shows_the_movement_a_few_times_and_stops(running, until, counter):
    async with running(ticks=counter) as pilot:
        screen = await open_library(pilot, until)
        await move_to(pilot, screen, "exercise-bridge")
        figure = screen.figure
        await until(pilot, lambda: figure.playing)
        assert figure.border_title == "Bridge"
        parts = []
        for _ in range(200):
            counter.time += 0.25
            figure._tick()
            parts.append(figure.view.part)
            if not figure.playing:
                break
        assert not figure.playing
        assert figure.view.part == 0
        assert max(parts) == 1
        ups = sum(a < 0.5 <= b for a, b in pairwise(parts))
        assert ups == SHOWN
        await press(pilot, "p")
        assert figure.playing


async def test_a_programme_shows_its_exercises_one_after_the_other(running, until, counter):
    async with running(ticks=counter) as pilot:
        screen = await open_library(pilot, until)
        await until(pilot, lambda: screen.figure.playing)
        seen = []
        while screen.figure.playing:
            counter.time += 0.5
            screen.figure._tick()
            seen.append(screen.figure.border_title)
        names = [LIBRARY.exercise(i.exercise).name for i in LIBRARY.programmes[0].items]
        assert list(dict.fromkeys(seen)) == names


async def test_no_timer_runs_while_another_screen_is_in_front(running, until, counter):
    async with running(ticks=counter) as pilot:
        screen = await open_library(pilot, until)
        for there, back in (("m", "escape"), ("f1", "escape"), ("f2", "f5")):
            await press(pilot, "p")
            assert screen.figure.playing
            await press(pilot, there)
            await until(pilot, lambda: pilot.app.screen is not screen)
            await until(pilot, lambda: not screen.figure.playing)
            assert screen.figure.view.part == 0
            await press(pilot, back)
            await until(pilot, lambda: pilot.app.screen is screen)


async def test_without_animation_the_figure_stands_still(running, until):
    async with running(settings=Settings(animation=False)) as pilot:
        screen = await open_library(pilot, until)
        await until(pilot, lambda: bool(screen.query(FigureView)))
        await until(pilot, lambda: screen.figure.view.figure is not None)
        assert screen.figure.view.still
        assert not screen.figure.playing
        await press(pilot, "down", "p")
        assert not screen.figure.playing


def test_the_equipment_of_the_settings_is_that_of_the_content() -> None:
    assert set(ALL_KIT.exercises.equipment) == set(Equipment)
    assert all(id in CONTENT.figures for id in (e.id for e in LIBRARY.exercises))


async def test_without_a_figure_the_words_have_its_place(running, until, store, clock):
    store.save_draft(Draft("session", clock(), two(clock()).to_fields()), None)
    async with running(size=(80, 24)) as pilot:
        screen = await open_library(pilot, until)
        list_, figure, words = screen.choices, screen.figure, screen.detail
        await press(pilot, "home")
        await until(pilot, lambda: not figure.display)
        await until(pilot, lambda: words.outer_size.height == list_.outer_size.height)
        await move_to(pilot, screen, "exercise-bridge")
        await until(pilot, lambda: figure.display)
        await until(pilot, lambda: words.outer_size.height < figure.outer_size.height)


async def test_under_a_lock_it_can_still_be_told_how_the_last_exercise_was(
    running, until, store, clock
):
    asked_before(store, clock)
    run = two(clock(), before=2)
    player = run.player
    while player.stage == "moving":
        player = finish_bout(player)
    store.save_draft(Draft("session", clock(), run.with_player(player).to_fields()))
    store.change_limits(Halt(clock(), ("fever",), standing_of(store.snapshot(), True)).note)
    async with running(settings=ALL_KIT) as pilot:
        screen = await open_library(pilot, until)
        assert "Tell how Strength base was" in words_on(pilot)
        await choose(pilot, screen, "go-on")
        player = await the_player(pilot, until)
        assert player._asking == "feel"
        await press(pilot, "3", "enter")
        # Nothing is exercised after it.
        assert player._player.stage == "over"
        assert [task.worst for task in player._player.tasks] == [3]
