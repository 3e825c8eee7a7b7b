"""Whole sessions from the keyboard, from Today to the summary, with time sped up."""

from __future__ import annotations

import pytest
from guided import ALL_KIT, LIBRARY, Counter, choose, offered, open_library, the_player
from screen_reading import press, press_at_once, words_on

from journal.domain.exercise import dose_of
from journal.ui.screens.before import BeforeScreen
from journal.ui.screens.exercises import ExercisesScreen
from journal.ui.screens.today import TodayScreen


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.mark.parametrize("programme", ["desk-reset", "strength-base"])
async def test_a_whole_session_from_the_keyboard(running, until, store, clock, counter, programme):
    items = LIBRARY.programme(programme).items
    async with running(ticks=counter, settings=ALL_KIT) as pilot:
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExercisesScreen))
        library = await open_library(pilot, until)
        await choose(pilot, library, f"programme-{programme}")
        await until(pilot, lambda: isinstance(pilot.app.screen, BeforeScreen))
        # None of the questions before the first programme, none of today's, pain 2, begin.
        press_at_once(pilot, "n", "n", "2", "enter", "enter")
        screen = await the_player(pilot, until)
        await press(pilot, "space")
        for number, item in enumerate(items):
            assert screen._player.task == number
            name = LIBRARY.exercise(item.exercise).name
            await until(pilot, lambda n=name: n in words_on(pilot))
            counter.until_asked(screen)
            clock.move(minutes=3)
            assert screen.bar.words == "the end" or number + 1 < len(items)
            await press(pilot, str(number % 3), "enter")
        await press(pilot, "2", "enter", "5", "enter", "down", "enter")
        await until(pilot, lambda: "Saved. Tomorrow morning" in words_on(pilot))
        assert screen.bar.share == 1
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is library)
        assert "go-on" not in offered(library)
        await press(pilot, "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    (saved,) = (store.snapshot().sessions[0],)
    assert len(store.snapshot().sessions) == 1
    assert (saved.programme, saved.before, saved.after, saved.effort) == (programme, 2, 2, 5)
    assert saved.clean is True
    assert not any(saved.quick.values())
    assert [task.planned for task in saved.tasks] == [item.exercise for item in items]
    assert [task.worst for task in saved.tasks] == [n % 3 for n in range(len(items))]
    for task, item in zip(saved.tasks, items, strict=True):
        own = dose_of(LIBRARY.exercise(item.exercise), item)
        assert (task.exercise, task.dose) == (item.exercise, own)
        assert task.done_reps == task.planned_reps
        assert [(d.set, d.side, d.direction) for d in task.done] == [
            (bout.set, bout.side, bout.direction) for bout in task.bouts()
        ]
    assert (saved.ended_at - saved.at).total_seconds() == 180 * len(items)
    assert not store.snapshot().drafts
