"""The list of checks: begin one, choose the country, read, delete; and the plain list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from screen_reading import press, press_at_once, screen_text, words_on

from journal.content.red_flags import load_checklist
from journal.domain.level import Level
from journal.domain.limits import Limits
from journal.domain.screening import Clearance
from journal.settings import CheckSettings, Settings, load_settings
from journal.store.journal_store import JournalStore
from journal.ui import messages
from journal.ui.screens.check import CheckScreen
from journal.ui.screens.country import CountryScreen
from journal.ui.screens.questions import QuestionsScreen
from journal.ui.screens.result import ResultScreen

OFF = Settings(check=CheckSettings(advice=False, country="gb"))


async def open_list(pilot, until) -> CheckScreen:
    await press(pilot, "c")
    await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
    await until(pilot, lambda: pilot.app.focused is not None)
    return pilot.app.screen


def rows(screen):
    """The lines of past checks, as they are read."""
    found = [o for o in screen.choices.options if (o.id or "").startswith("past-")]
    return [str(option.prompt) for option in found]


async def move_to(pilot, screen, id):
    ids = [option.id for option in screen.choices.options]
    press_at_once(pilot, "home", *["down"] * ids.index(id))
    await pilot.pause(0.02)
    assert screen.choices.highlighted_option.id == id


# Beginning


async def test_an_empty_list_says_what_can_be_begun(running, until, in_britain):
    async with running(settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        text = words_on(pilot)
        assert [o.id for o in screen.choices.options][:2] == ["full", "short"]
    assert "Use a phone and call 999 now" in text
    assert "Whole check all that fits you, two to five minutes" in text
    assert "United Kingdom, call 999" in text
    assert "No check is finished yet." in text


async def test_all_that_may_be_urgent_is_in_view_in_a_small_window(
    running, until, store, clock, in_britain
):
    store.save_limits(Limits(quick_yes_at=clock(), quick_yes_to=("numb-or-bladder", "chest")))
    async with running(settings=in_britain, size=(60, 20)) as pilot:
        screen = await open_list(pilot, until)
        await until(pilot, lambda: "chest pain or trouble breathing." in words_on(pilot))
        assert "numbness, bladder or bowel; chest, breath or dizziness" in words_on(pilot)
        # What can be done about it too.
        assert screen.choices.size.height >= 3
        assert "Whole check" in words_on(pilot)


async def test_while_exercise_is_locked_the_short_check_says_that_it_lifts_nothing(
    running, until, store, clock, in_britain
):
    store.save_limits(Limits(quick_yes_at=clock()))
    async with running(settings=in_britain) as pilot:
        await open_list(pilot, until)
        assert "exercise waits for the whole one" in words_on(pilot)


async def test_the_country_is_asked_first_and_kept_with_the_comments(
    running, until, tmp_path, known
):
    known()
    settings = tmp_path / "settings.toml"
    settings.write_text(
        'theme = "journal-light"  # mine\n\n[check]\n# my own line\nadvice = true\n'
    )
    async with running() as pilot:
        await open_list(pilot, until)
        assert "your local emergency number" in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CountryScreen))
        assert "Where are you? For the number to call" in screen_text(pilot)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsScreen))
        await until(pilot, lambda: "gb" in settings.read_text())
        await press(pilot, "escape")
        await until(pilot, lambda: "Use a phone and call 999 now" in words_on(pilot))
    text = settings.read_text()
    assert load_settings(settings).check == CheckSettings(advice=True, country="gb")
    assert "# mine" in text
    assert "# my own line" in text


async def test_without_a_country_the_check_begins_all_the_same(
    running, until, begin, known, tmp_path
):
    known()
    async with running() as pilot:
        await open_list(pilot, until)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CountryScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsScreen))
        await press(pilot, "y")
        assert "call your local emergency number (112 works in many countries)" in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await until(pilot, lambda: "call your local emergency number" in words_on(pilot))
    assert not (tmp_path / "settings.toml").exists()


async def test_the_country_can_be_changed_from_the_list(running, until, in_britain, tmp_path):
    async with running(settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        await move_to(pilot, screen, "country")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CountryScreen))
        await press(pilot, "home", "enter")
        await until(pilot, lambda: "European Union, call 112" in words_on(pilot))
        assert "Use a phone and call 112 now" in words_on(pilot)
        settings = tmp_path / "settings.toml"
        await until(pilot, lambda: load_settings(settings).check.country == "eu")


async def test_settings_that_cannot_be_written_are_told_of_and_the_check_begins(
    running, until, known, tmp_path
):
    known()
    (tmp_path / "settings.toml").write_text("not toml")
    async with running() as pilot:
        await open_list(pilot, until)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CountryScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsScreen))
        await until(pilot, lambda: "was not changed" in words_on(pilot))
    assert (tmp_path / "settings.toml").read_text() == "not toml"


async def test_the_questions_about_the_person_can_be_asked_again(
    running, until, begin, known, in_britain
):
    known(age=50)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "again")
        assert screen._step.id == "age"
        assert screen.entry.value == "50"


async def test_they_are_asked_again_after_three_months(running, begin, known, clock, in_britain):
    known()
    clock.move(days=92)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        assert screen._step.id == "age"
        assert screen.entry.value == "44"
        await press(pilot, "enter")
        assert "● n No" in screen_text(pilot)


# Past checks


@pytest.fixture
def three(store, screening, clock):
    """Three checks a day apart, the newest of today and short."""
    levels = (Level.KEEP_WATCHING, Level.EMERGENCY, Level.URGENT)
    for days, level in zip((2, 1, 0), levels, strict=True):
        at = clock() - timedelta(days=days)
        scope = "short" if days == 0 else "full"
        store.save_screening(screening(level, id=f"check{days}", at=at, scope=scope))


async def test_past_checks_stand_newest_first_and_open_ones_say_so(
    running, folder, three, clock, until, in_britain
):
    async with running(settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        assert len(rows(screen)) == 3
        newest, before, oldest = rows(screen)
        assert newest.startswith("14 Mar 2026 12:00  !!")
        assert "talk to a doctor today or tomorrow: not noted as seen yet (short)" in newest
        assert before.startswith("13 Mar 2026 12:00  !!! call now")
        assert oldest.startswith("12 Mar 2026 12:00  ~   keep watching")
        other = JournalStore(folder, clock)
        other.clear_screening("check0", Clearance(clock().date(), "Dr", True, clock()))
        await pilot.app._look_again()
        await until(pilot, lambda: "seen 14 Mar" in screen_text(pilot))


async def test_the_newest_is_out_of_date_after_a_week(
    running, store, screening, clock, until, in_britain
):
    store.save_screening(screening())
    clock.move(days=6)
    async with running(settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        assert rows(screen)[0].endswith("keep watching")
        clock.move(days=1)
        await pilot.app._look_again()
        await until(pilot, lambda: rows(screen)[0].endswith("keep watching: out of date"))


async def test_a_check_can_be_deleted_and_brought_back(running, store, three, until, in_britain):
    async with running(settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        assert "Delete" not in screen_text(pilot)
        await press(pilot, "d")
        await move_to(pilot, screen, "past-check1")
        assert "d Delete" in screen_text(pilot)
        await press(pilot, "d")
        await until(pilot, lambda: len(store.snapshot().screenings) == 2)
        await until(pilot, lambda: len(rows(screen)) == 2)
        assert "past-check1" not in [option.id for option in screen.choices.options]
        await press(pilot, "u")
        await until(pilot, lambda: len(rows(screen)) == 3)
    assert [past.id for past in store.snapshot().screenings.past] == ["check2", "check1", "check0"]


async def test_a_check_that_was_just_deleted_elsewhere_does_no_harm(
    running, three, until, in_britain
):
    async with running(settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        screen.post_message(messages.ShowScreening("no-such"))
        screen.post_message(messages.DeleteScreening("no-such"))
        await until(pilot, lambda: "There is no check with the id no-such" in words_on(pilot))
        assert pilot.app.screen is screen


async def test_two_enters_show_a_past_check_once(running, three, until, in_britain):
    async with running(settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        await move_to(pilot, screen, "past-check0")
        press_at_once(pilot, "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await pilot.pause(0.1)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"scope":"full"', '"scope":"full","of-a-newer-version":1'),
        ('"level":"emergency"', '"level":"no-such-level"'),
        ('"day":"2026-03-13"', '"day":"soon"'),
    ],
)
async def test_a_record_that_cannot_be_read_does_not_stand_in_the_way(
    running, store, three, until, begin, known, in_britain, old, new
):
    known()
    text = store.path.read_text()
    assert old in text
    store.path.write_text(text.replace(old, new))
    async with running(settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        assert len(rows(screen)) == (3 if "scope" in old else 2)
        if "scope" in old:
            await move_to(pilot, screen, "past-check1")
            await press(pilot, "enter")
            await until(pilot, lambda: "cannot read" in words_on(pilot))
            assert pilot.app.screen is screen
        await begin(pilot, "short")
        await press(pilot, "n")
        assert pilot.app.screen._step.id == "bladder-change"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_every_line_can_be_reached_in_a_small_window(
    running, three, known, until, in_britain, size
):
    known()
    async with running(size=size, settings=in_britain) as pilot:
        screen = await open_list(pilot, until)
        assert "use a phone and call 999 now" in words_on(pilot).lower()
        for option in screen.choices.options:
            if option.id is None:
                continue
            await move_to(pilot, screen, option.id)
            first = str(option.prompt).split("  ")[0]
            await until(pilot, lambda first=first: first in words_on(pilot))


async def test_escape_leads_home(running, until, in_britain):
    from journal.ui.screens.today import TodayScreen

    async with running(settings=in_britain) as pilot:
        await open_list(pilot, until)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


# Without advice


async def test_without_advice_there_is_a_plain_list_with_numbers(running, three, until):
    async with running(size=(80, 90), settings=OFF) as pilot:
        await open_list(pilot, until)
        text = words_on(pilot)
        await press(pilot, "enter", "d", "y", "n")
        assert isinstance(pilot.app.screen, CheckScreen)
    assert "This is a plain list of warning signs." in text
    assert "Call 999 now for any of these" in text
    assert "NHS advice line: 111" in text
    for sign in load_checklist().signs:
        assert f"- {sign.short}" in text
    assert "Whole check" not in text


async def test_the_plain_list_can_be_read_to_its_end_in_a_small_window(running, until):
    async with running(size=(60, 20), settings=OFF) as pilot:
        await open_list(pilot, until)
        await press(pilot, "end")
        last = load_checklist().signs[-1].short.split()[0]
        await until(pilot, lambda: f"- {last}" in words_on(pilot))
