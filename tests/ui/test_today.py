"""The screen Today: two keys log a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from guided import told
from screen_reading import press, screen_text, words_on
from textual._compositor import Compositor
from textual.events import Key

from journal.domain.entry import Event
from journal.domain.level import Level
from journal.domain.screening import Clearance
from journal.settings import CheckSettings, Settings
from journal.store.errors import StoreBusy
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.ui.screens.check import CheckScreen
from journal.ui.widgets.fortnight import FortnightChart


async def test_a_digit_and_enter_log_the_day(running, store, until):
    async with running() as pilot:
        await pilot.press("5", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    assert [e.pain for e in store.snapshot().entries] == [5]


async def test_one_then_zero_makes_ten(running, store, until):
    async with running() as pilot:
        await pilot.press("1", "0", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    assert store.snapshot().entries[0].pain == 10


async def test_another_digit_replaces_the_first(running, store, until):
    async with running() as pilot:
        await pilot.press("3", "7", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    assert store.snapshot().entries[0].pain == 7


async def test_nothing_is_saved_before_enter_or_after_escape(running, store):
    async with running() as pilot:
        await pilot.press("5", "escape", "enter")
        await pilot.pause()
    assert not store.snapshot().entries


async def test_undo_takes_the_entry_back(running, store, until):
    async with running() as pilot:
        await pilot.press("5", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
        await pilot.press("u")
        await until(pilot, lambda: not store.snapshot().entries)
        await until(pilot, lambda: "Nothing yet" in screen_text(pilot))


async def test_the_saved_entry_is_shown_at_once(running, until):
    async with running() as pilot:
        await pilot.press("8", "enter")
        await until(pilot, lambda: "Today is logged" in screen_text(pilot))
        assert "12:00  8" in screen_text(pilot)


async def test_a_refused_save_keeps_the_score_on_the_screen(running, store, until, monkeypatch):
    async with running() as pilot:

        def busy(*_: object) -> None:
            raise StoreBusy(store.path, 5)

        monkeypatch.setattr(store, "add", busy)
        await pilot.press("6", "enter")
        await until(pilot, lambda: "Not saved" in screen_text(pilot))
        assert pilot.app.screen.pending == 6
        assert "enter saves 6" in screen_text(pilot)


async def test_a_new_day_empties_the_list(running, store, clock, entry, until):
    store.add(entry(4))
    async with running() as pilot:
        assert "12:00  4" in screen_text(pilot)
        clock.move(days=1)
        await pilot.app._look_again()
        await until(pilot, lambda: "Nothing yet" in screen_text(pilot))
        assert "Sunday 15 March 2026" in screen_text(pilot)


async def test_an_entry_of_another_program_appears(running, folder, entry, clock, until):
    from journal.store.journal_store import JournalStore

    async with running() as pilot:
        JournalStore(folder, clock).add(entry(9))
        await pilot.app._look_again()
        await until(pilot, lambda: "12:00  9" in screen_text(pilot))


async def test_a_waiting_draft_is_pointed_out(running, store):
    from journal.store.records import Draft

    store.save_draft(Draft("new", store._clock(), {"note": "half a"}))
    async with running() as pilot:
        assert "unfinished entry is waiting" in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_the_footer_ends_with_quit_and_is_never_cut(running, size):
    async with running(size=size) as pilot:
        last = screen_text(pilot).splitlines()[-1].rstrip()
        assert last.endswith("Quit")
        assert len(last) <= size[0]


async def test_the_first_start_says_what_the_journal_is_not(running):
    async with running() as pilot:
        assert "It does not diagnose" in screen_text(pilot)


async def test_in_a_small_window_what_it_is_not_is_no_entry_of_today(running):
    async with running(size=(60, 14)) as pilot:
        assert "Nothing yet." in screen_text(pilot)
        assert "earlier today" not in screen_text(pilot)


async def test_a_digit_goes_along_into_the_form(running, until):
    async with running() as pilot:
        await pilot.press("6", "l")
        await until(pilot, lambda: "[6]" in screen_text(pilot))


async def test_scores_pressed_in_one_go_are_all_saved(running, store, until):
    async with running() as pilot:
        for key in ("7", "enter", "1", "0", "enter", "3", "enter"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: len(store.snapshot().entries) == 3)
    assert [entry.pain for entry in store.snapshot().entries] == [7, 10, 3]


async def test_quitting_right_after_enter_waits_for_the_save(running, store):
    async with running() as pilot:
        for key in ("7", "enter", "ctrl+q"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause(0.5)
    assert [entry.pain for entry in store.snapshot().entries] == [7]


async def test_a_save_draws_what_it_changes_and_nothing_else(
    running, store, entry, clock, until, monkeypatch
):
    """All of the screen, or all bars of a fortnight, anew is what a save would be felt by."""
    store.import_entries([entry(4, at=clock() - timedelta(days=ago)) for ago in range(14)])
    wholly, rows = [], []
    draw_all, draw_row = Compositor.render_full_update, FortnightChart.render_line

    def draw_it_all(*args, **options):
        wholly.append(args)
        return draw_all(*args, **options)

    def draw_the_row(chart, y):
        rows.append(y)
        return draw_row(chart, y)

    async with running() as pilot:
        await until(pilot, lambda: "Today is logged" in screen_text(pilot))
        monkeypatch.setattr(Compositor, "render_full_update", draw_it_all)
        monkeypatch.setattr(FortnightChart, "render_line", draw_the_row)
        await press(pilot, "6", "enter")
        await until(pilot, lambda: len(pilot.app.snapshot.entries) == 15)
        await until(pilot, lambda: " 5 " in screen_text(pilot).splitlines()[-4])
        chart = pilot.app.screen.chart
        assert not wholly
        # The day goes from 4 to 5, which are of one colour: the top of its bar, and its number.
        assert 0 < len(set(rows)) < chart.size.height / 2
        # Strong pain has another colour: the rows below, of the same text, are others too.
        await press(pilot, "1", "0", "enter")
        await until(pilot, lambda: " 7 " in screen_text(pilot).splitlines()[-4])
        shown = chart.render_lines(chart.size.region)
        chart.refresh()
        assert chart.render_lines(chart.size.region) == shown


async def test_undo_takes_back_nothing_that_was_not_seen_here(
    running, store, folder, entry, clock, until
):
    async with running() as pilot:
        await press(pilot, "6", "enter")
        await until(pilot, lambda: len(pilot.app.snapshot.entries) == 1)
        JournalStore(folder, clock).add(entry(2, id="theirs"))
        await press(pilot, "u")
        await until(pilot, lambda: "Nothing was taken back" in told(pilot))
        assert len(store.snapshot().entries) == 2
        assert len(pilot.app.snapshot.entries) == 2
        await press(pilot, "u")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    assert store.snapshot().entries[0].pain == 6


async def test_what_is_told_in_passing_takes_the_place_of_no_warning(running, until):
    async with running() as pilot:
        await press(pilot, "6", "enter")
        pilot.app._warn("Mind the gap.")
        await until(pilot, lambda: "Saved: 6" in told(pilot))
        assert "Mind the gap." in told(pilot)
        await press(pilot, "7", "enter")
        await until(pilot, lambda: "Saved: 7" in told(pilot))
        assert "Saved: 6" not in told(pilot)


async def test_redo_brings_the_entry_back(running, store, until):
    async with running() as pilot:
        await pilot.press("7", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
        await pilot.press("u")
        await until(pilot, lambda: not store.snapshot().entries)
        await pilot.press("U")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)


# The check of warning signs

DUE, OPEN, WAITS = "is due", "shows it", "waits unfinished"


def check_line(pilot):
    """Which of the lines on the check Today shows."""
    return [line for line in (DUE, OPEN, WAITS) if line in words_on(pilot)]


async def test_a_check_that_is_due_is_pointed_out_with_its_key(running, until):
    async with running() as pilot:
        assert "A check of warning signs is due (not done yet): c." in words_on(pilot)
        assert check_line(pilot) == [DUE]
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))


async def test_an_open_result_comes_before_what_waits_and_what_is_due(
    running, store, folder, screening, clock, until
):
    other = JournalStore(folder, clock)
    store.save_draft(Draft("check", clock(), {"run": "{}"}))
    async with running() as pilot:
        assert check_line(pilot) == [WAITS]
        other.save_screening(screening(Level.URGENT, id="one"))
        await pilot.app._look_again()
        await until(pilot, lambda: check_line(pilot) == [OPEN])
        said = "Your check of 14 Mar says: talk to a doctor. c shows it."
        assert said in words_on(pilot)
        other.clear_screening("one", Clearance(clock().date(), "Dr", True, clock()))
        await pilot.app._look_again()
        await until(pilot, lambda: check_line(pilot) == [WAITS])


@pytest.mark.parametrize("draft", [{"run": "{}", "alarm": "yes"}, None], ids=["alarm", "stopped"])
async def test_in_a_narrow_window_the_key_of_the_check_is_not_cut_off(
    running, store, clock, session, until, draft
):
    line = "A check of warning signs is due (a session was stopped):"
    if draft is not None:
        line = "An answer in your unfinished check asks for help now:"
        store.save_draft(Draft("check", clock(), draft))
    store.save_session(session("core-trio", stopped="pop"))
    async with running(size=(60, 20)) as pilot:
        assert f"c {line}"[:49] in words_on(pilot)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: f"{line} c." in words_on(pilot))


async def test_a_check_that_is_not_due_is_not_spoken_of(running, store, screening, entry):
    store.save_screening(screening())
    store.add(entry(4))
    async with running() as pilot:
        assert check_line(pilot) == []
        assert "Today is logged" in words_on(pilot)


async def test_an_entry_can_make_a_check_due_at_once(
    running, store, folder, screening, entry, clock, until
):
    store.save_screening(screening())
    clock.move(minutes=5)
    async with running() as pilot:
        assert check_line(pilot) == []
        JournalStore(folder, clock).add(entry(4, event=Event.FALL))
        await pilot.app._look_again()
        await until(pilot, lambda: "is due (14 Mar: a fall): c." in words_on(pilot))


async def test_without_advice_nothing_is_said_of_checks(running, store, screening):
    store.save_screening(screening(Level.EMERGENCY))
    async with running(settings=Settings(check=CheckSettings(advice=False))) as pilot:
        assert check_line(pilot) == []
