"""The screen Trends: spans, parts, the cursor, and what stands there in words."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta

import pytest
from screen_reading import press, press_at_once, screen_text, words_on

from journal.domain.body import Region, Side
from journal.domain.entry import Event, Site
from journal.domain.level import Level
from journal.domain.shading import Measure
from journal.store.errors import StoreError
from journal.ui.screens.base import EMPTY
from journal.ui.screens.history import HistoryScreen
from journal.ui.screens.log import LogScreen
from journal.ui.screens.today import TodayScreen
from journal.ui.screens.trends import TrendsScreen, pane_of
from journal.ui.trend_view import Part
from journal.ui.widgets.calendar_pane import CalendarPane
from journal.ui.widgets.choice_line import ChoiceLine
from journal.ui.widgets.exercises_pane import ExercisesPane
from journal.ui.widgets.factors_pane import FactorsPane
from journal.ui.widgets.pain_pane import PainPane
from journal.ui.widgets.where_pane import WherePane

PANES = [pane_of(part) for part in Part]
WIDE = (120, 40)
LOW_BACK = Site(Region.LOW_BACK, Side.CENTRE)


@pytest.fixture
def months(store, entry, clock):
    """A hundred days with an entry each, the latest today: 2, and 5 in the last week."""
    entries = [
        entry(5 if i < 7 else 2, at=clock() - timedelta(days=i), sites=(LOW_BACK,))
        for i in range(100)
    ]
    store.import_entries(entries)
    return entries


async def open_trends(pilot, until) -> TrendsScreen:
    await press(pilot, "f7")
    await until(pilot, lambda: isinstance(pilot.app.screen, TrendsScreen))
    screen = pilot.app.screen
    await until(pilot, lambda: screen._shown is not None)
    return screen


async def go_to(pilot, until, screen, kind):
    """Tab to a part, until it shows something."""
    while pane_of(screen.part) is not kind:
        await press(pilot, "tab")
    await until(pilot, lambda: isinstance(screen._shown, kind))
    await pilot.pause()
    return screen._shown


async def log_a_nine(pilot, until):
    """Leave for Today and log there, beside the hundred entries."""
    await press(pilot, "t")
    await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    await press(pilot, "9", "enter")
    await until(pilot, lambda: len(pilot.app.snapshot.entries) == 101)


def title(screen):
    return str(screen.panel.border_title)


async def test_an_empty_journal_says_what_to_press_in_every_part(running, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        for kind in PANES:
            await go_to(pilot, until, screen, kind)
            assert EMPTY in words_on(pilot)
        assert "No session is logged" in words_on(pilot) or PANES[-1] is CalendarPane


async def test_the_headline_tells_what_changed_and_on_what_it_rests(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        expected = "Last 7 days 5.0, the 7 before 2.0: clearly higher. 7 of 7 days logged"
        await until(pilot, lambda: expected in words_on(pilot))
        assert title(screen) == "13 February to 14 March 2026"
        assert "30 of 30 days logged" in screen_text(pilot)


@pytest.mark.parametrize(
    ("key", "first"),
    [("1", "1 to 14"), ("2", "13 February"), ("3", "15 December"), ("4", "15 March 2025")],
)
async def test_digits_choose_how_much_time(running, months, until, key, first):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, key)
        await until(pilot, lambda: title(screen).startswith(first))
        assert screen.spans.chosen == int(key) - 1
        series = screen._shown.chart.series
        assert series.last == months[0].day


async def test_all_begins_with_the_first_entry(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "5")
        await until(pilot, lambda: screen._shown.chart.series.first == months[-1].day)
        assert "100 of 100 days logged" in screen_text(pilot)


async def test_brackets_step_through_time_and_stop_at_both_ends(running, months, until, clock):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "1", "left_square_bracket")
        await until(pilot, lambda: title(screen) == "15 to 28 February 2026")
        await until(pilot, lambda: "The 7 days to 2026-02-28 2.0" in words_on(pilot))
        await press(pilot, *["left_square_bracket"] * 20)
        oldest = months[-1].day
        await until(pilot, lambda: screen._shown.chart.series.first <= oldest)
        assert screen._shown.chart.series.last >= oldest
        await press(pilot, *["right_square_bracket"] * 20)
        await until(pilot, lambda: title(screen) == "1 to 14 March 2026")
        assert screen.last is None


async def test_the_cursor_reads_a_day_out_and_opens_it_in_the_history(running, months, until):
    async with running(size=WIDE) as pilot:
        screen = await open_trends(pilot, until)
        await until(pilot, lambda: "Sat 14 March: 5, 1 entry" in words_on(pilot))
        await press(pilot, "left", "left")
        await until(pilot, lambda: "Thu 12 March: 5, 1 entry" in words_on(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        history = pilot.app.screen
        await until(pilot, lambda: history.entries.entry == months[2])
        await press(pilot, "r")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen._shown.chart.day == months[2].day


async def test_a_day_is_found_also_while_the_history_searches(running, months, until):
    async with running() as pilot:
        await press(pilot, "f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        history = pilot.app.screen
        await press(pilot, "slash")
        await pilot.press(*"nowhere")
        await until(pilot, lambda: history.entries.entry is None)
        await open_trends(pilot, until)
        await press(pilot, "left", "enter")
        await until(pilot, lambda: pilot.app.screen is history)
        await until(pilot, lambda: history.entries.entry == months[1])
        assert not history.search.display


async def test_a_day_without_an_entry_is_not_opened(running, months, until, store):
    store.delete(months[1].id)
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "left", "enter")
        await until(pilot, lambda: "Nothing is logged on that day" in words_on(pilot))
        assert pilot.app.screen is screen


async def test_where_it_hurt_is_shaded_by_days_or_by_pain(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        assert not screen.check_action("measure", ())
        pane = await go_to(pilot, until, screen, WherePane)
        await until(pilot, lambda: "low back (centre) 30 days 2.7" in words_on(pilot))
        await press(pilot, "m")
        await until(pilot, lambda: "low back (centre) 2.7 30 days" in words_on(pilot))
        assert pane.body.measure is Measure.MEAN


async def test_factors_say_what_is_missing(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await go_to(pilot, until, screen, FactorsPane)
        await until(pilot, lambda: "(0 of 28)" in words_on(pilot))
        assert "14 March 2026" not in title(screen)


@pytest.mark.parametrize("level", [Level.URGENT, Level.KEEP_WATCHING])
async def test_a_trial_is_offered_only_while_exercise_is_open(
    running, until, monkeypatch, store, screening, level
):
    store.save_screening(screening(level))
    seen = []

    def lines(patterns, may_try):
        seen.append(may_try)
        return iter(["nothing"])

    monkeypatch.setattr("journal.ui.widgets.factors_pane.pattern_lines", lines)
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await go_to(pilot, until, screen, FactorsPane)
        await until(pilot, lambda: bool(seen))
    assert seen[-1] is (level is Level.KEEP_WATCHING)


async def test_exercises_name_what_was_done(running, months, until, store, session, clock):
    at = clock() - timedelta(days=2)
    store.save_session(session("desk-reset", at=at, before=4, after=3))
    async with running(size=WIDE) as pilot:
        screen = await open_trends(pilot, until)
        await go_to(pilot, until, screen, ExercisesPane)
        await until(pilot, lambda: "1 session on 1 of 30 days" in words_on(pilot))
        assert "Desk reset" in screen_text(pilot)


async def test_the_calendar_moves_by_days_and_opens_one(running, months, until):
    async with running(size=WIDE) as pilot:
        screen = await open_trends(pilot, until)
        await go_to(pilot, until, screen, CalendarPane)
        assert title(screen).startswith("Day averages, ")
        await press(pilot, "left", "up")
        await until(pilot, lambda: "Fri 6 March: 2, 1 entry" in words_on(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await until(pilot, lambda: pilot.app.screen.entries.entry == months[8])


async def test_no_day_of_the_calendar_is_called_unlogged_that_is_not_looked_at(
    running, until, store, entry, clock
):
    clock.move(days=1)  # a Sunday: the first week of the calendar is whole
    store.import_entries([entry(5, at=clock() - timedelta(days=n)) for n in range(400)])
    async with running(size=WIDE) as pilot:
        screen = await open_trends(pilot, until)
        pane = await go_to(pilot, until, screen, CalendarPane)
        await press(pilot, "home")
        await until(pilot, lambda: pane.days.day == pane.days.series.first)
        assert "not logged" not in pane.words._content.plain
        assert pane.days.day.weekday() == 0


async def test_the_calendar_goes_by_years_whatever_the_span(
    running, months, until, store, entry, clock
):
    store.import_entries([entry(4, at=clock() - timedelta(days=800))])
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "1")
        await go_to(pilot, until, screen, CalendarPane)
        await press(pilot, "left_square_bracket")
        await until(pilot, lambda: title(screen).endswith(" to 15 March 2025"))
        await press(pilot, "5")
        await until(pilot, lambda: title(screen).endswith(" to 14 March 2026"))
        await press(pilot, "left_square_bracket")
        await until(pilot, lambda: title(screen).endswith(" to 15 March 2025"))


async def test_tab_goes_round_both_ways(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "shift+tab")
        await until(pilot, lambda: isinstance(screen._shown, CalendarPane))
        await press(pilot, "tab")
        await until(pilot, lambda: isinstance(screen._shown, PainPane))
        assert [pane.display for pane in screen.panel.children].count(True) == 1


async def test_many_keys_at_once_end_with_the_last_one(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "4", "tab", "tab", "5", "tab", "1", "tab", "tab", "3")
        await until(pilot, lambda: title(screen).startswith("15 December"))
        assert isinstance(screen._shown, PainPane)
        assert len(screen._shown.chart.series.days) == 90


async def test_a_new_entry_is_seen_on_coming_back(running, months, until, entry, clock):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await log_a_nine(pilot, until)
        await press(pilot, "r")
        await until(pilot, lambda: screen._shown.chart.series.days[-1].worst == 9)


async def test_the_next_day_is_followed_without_a_key(running, months, until, clock):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        pilot.app.today = clock.move(days=1).date()
        await until(pilot, lambda: title(screen) == "14 February to 15 March 2026")


async def test_a_click_chooses_a_span_and_a_part(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await pilot.click("#spans", offset=(30, 0))
        await until(pilot, lambda: screen.span == 2)
        await pilot.click("#parts", offset=(10, 0))
        await until(pilot, lambda: isinstance(screen._shown, WherePane))


async def test_what_is_chosen_can_be_told_without_colours(running, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        line = screen.query_one("#spans", ChoiceLine).render()
        reverse = [line.plain[s.start : s.end] for s in line.spans if "reverse" in str(s.style)]
        assert reverse == [" 30 days "]


@pytest.mark.parametrize("size", [(60, 20), (200, 60)])
async def test_every_part_fits_any_size(running, months, until, size):
    async with running(size=size) as pilot:
        screen = await open_trends(pilot, until)
        for kind in PANES:
            pane = await go_to(pilot, until, screen, kind)
            assert pane.size.height >= 10
            assert "Quit" in screen_text(pilot)


async def test_what_does_not_fit_is_read_by_pages(running, months, until):
    async with running(size=(60, 20)) as pilot:
        screen = await open_trends(pilot, until)
        await until(pilot, lambda: "space reads on" in screen_text(pilot))
        await press(pilot, *["space"] * 6)
        await until(pilot, lambda: "By time of day" in words_on(pilot))
        await press(pilot, *["b"] * 6)
        await until(pilot, lambda: "Sat 14 March" in words_on(pilot))
        assert screen.panel.display


async def test_escape_goes_to_today(running, until):
    async with running() as pilot:
        await open_trends(pilot, until)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


# What comes between


async def test_keys_after_enter_are_not_meant_for_the_history_that_another_screen_replaces(
    running, months, until, store
):
    async with running() as pilot:
        await open_trends(pilot, until)
        press_at_once(pilot, "enter", "f3", "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        await pilot.pause()
    assert len(store.snapshot().entries) == 100


async def test_a_score_typed_after_enter_and_f2_is_saved_on_today(running, months, until, store):
    async with running() as pilot:
        await open_trends(pilot, until)
        press_at_once(pilot, "enter", "f2", "5", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await until(pilot, lambda: len(pilot.app.snapshot.entries) == 101)
    assert len(store.snapshot().entries) == 101


async def test_keys_typed_while_a_day_is_opened_are_meant_for_that_day(
    running, months, until, store
):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "left", "left")
        press_at_once(pilot, "d")
        screen.app.show_day(months[2].day, "trends")
        await until(pilot, lambda: len(pilot.app.snapshot.entries) == 99)
        left = {entry.id for entry in pilot.app.snapshot.entries}
    assert {entry.id for entry in months} - left == {months[2].id}


async def test_escape_goes_back_to_where_the_day_was_opened(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "left", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await press(pilot, "h")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_of_several_entries_the_one_with_the_event_is_opened(
    running, months, until, store, entry, clock
):
    at = clock() - timedelta(days=1, hours=3)
    fall = entry(7, at=at, event=Event.FALL)
    store.import_entries([fall])
    async with running() as pilot:
        await open_trends(pilot, until)
        await press(pilot, "left", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await until(pilot, lambda: pilot.app.screen.entries.entry == fall)


async def test_of_a_week_the_day_of_the_event_is_opened(
    running, months, until, store, entry, clock
):
    fall = entry(7, at=clock() - timedelta(days=12), event=Event.FALL)  # a Monday
    store.import_entries([fall])
    async with running(size=(160, 40)) as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "4")
        await until(pilot, lambda: "each column is a week" in words_on(pilot))
        await press(pilot, "left")
        await until(pilot, lambda: "fall" in screen._shown.words._content.plain)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await until(pilot, lambda: pilot.app.screen.entries.entry == fall)


async def test_a_search_that_ends_late_does_not_hide_the_day(running, months, until, monkeypatch):
    started, go_on = threading.Event(), threading.Event()

    def slow(texts, words):
        started.set()
        go_on.wait(5)
        return []

    monkeypatch.setattr("journal.ui.screens.history.matches", slow)
    async with running() as pilot:
        await press(pilot, "f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        history = pilot.app.screen
        await press(pilot, "slash")
        await pilot.press("x")
        await until(pilot, started.is_set)
        await open_trends(pilot, until)
        await press(pilot, "left", "enter")
        await until(pilot, lambda: history.entries.entry == months[1])
        go_on.set()
        await asyncio.sleep(0.1)
        assert history.entries.row_count == 100


async def test_a_clock_that_goes_back_does_no_harm(running, months, until, clock):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "1", "left_square_bracket")
        await until(pilot, lambda: title(screen) == "15 to 28 February 2026")
        pilot.app.today = clock.move(days=-60).date()
        await until(pilot, lambda: title(screen).endswith("13 January 2026"))


async def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    running, months, until, monkeypatch
):
    def fails(*_):
        raise StoreError("the journal cannot be read just now")

    async with running() as pilot:
        screen = await open_trends(pilot, until)
        monkeypatch.setattr("journal.ui.trend_view.patterns_on", fails)
        await press(pilot, "tab", "tab")
        await until(pilot, lambda: "cannot be read just now" in words_on(pilot))
        monkeypatch.undo()
        await press(pilot, "tab")
        await until(pilot, lambda: isinstance(screen._shown, ExercisesPane))


async def test_all_ends_today_also_after_a_step_back(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "1", "left_square_bracket", "5")
        await until(pilot, lambda: title(screen).endswith("14 March 2026"))
        assert "earlier" not in screen_text(pilot)


async def test_only_steps_that_lead_somewhere_are_offered(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await until(pilot, lambda: "[ earlier" in screen_text(pilot))
        assert "] later" not in screen_text(pilot)
        await press(pilot, "left_square_bracket")
        await until(pilot, lambda: "] later" in screen_text(pilot))
        assert screen.last is not None


async def test_the_cursor_begins_on_the_last_logged_day(running, months, until, store):
    store.delete(months[0].id)
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        assert screen._shown.days.day == months[1].day
        await press(pilot, *["left_square_bracket"] * 2, *["right_square_bracket"] * 2)
        await until(pilot, lambda: title(screen) == "13 February to 14 March 2026")
        assert screen._shown.days.day == months[1].day


async def test_what_a_column_is_and_what_does_not_fit_follow_the_size(running, months, until):
    async with running(size=(160, 60)) as pilot:
        screen = await open_trends(pilot, until)
        await press(pilot, "4")
        await until(pilot, lambda: "each column is a week" in words_on(pilot))
        assert "space reads on" not in screen_text(pilot)
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: "space reads on" in screen_text(pilot))
        await until(pilot, lambda: "each column is a month" in screen._shown.words._content.plain)
        words = screen._shown.words
        assert max(line.cell_length for line in words._wrapped) <= words.size.width
        await pilot.resize_terminal(160, 60)
        await until(pilot, lambda: "each column is a week" in words_on(pilot))
        await until(pilot, lambda: "space reads on" not in screen_text(pilot))


async def test_an_old_state_of_the_journal_is_let_go(running, months, until):
    async with running() as pilot:
        screen = await open_trends(pilot, until)
        await log_a_nine(pilot, until)
        await until(pilot, lambda: screen._view is None)
