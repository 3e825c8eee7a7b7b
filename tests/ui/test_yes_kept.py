"""A yes to a warning sign counts, whatever becomes of the disk, the clock and other programs."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial

import msgspec
import pytest
from guided import (
    ALL_KIT,
    CONTENT,
    Counter,
    asked_before,
    choose,
    fit_today,
    open_before,
    open_library,
    playing,
    said,
    told,
    two,
)
from screen_reading import press, words_on
from test_questions import at, go_through, see_result

from journal.domain.limits import with_code
from journal.domain.standing import Exercise as Allowed
from journal.halting import halted_at, known_stop, standing_of
from journal.store.errors import SaveFailed
from journal.store.journal_store import JournalStore
from journal.ui.halt import Halt
from journal.ui.screens.before import BeforeScreen
from journal.ui.screens.check import CheckScreen

QUICK = {ask.id: str(number) for number, ask in enumerate(CONTENT.guidance.quick, 1)}
CHEST, FEVER = QUICK["chest"], QUICK["fever"]


@pytest.fixture
def fill_disk(store, monkeypatch):
    """Fills the disk, for what limits exercise; what it returns makes room again."""

    def fill():
        def refuse(_):
            raise SaveFailed(store.path, OSError(28, "No space left on device"))

        monkeypatch.setattr(store, "change_limits", refuse)
        return monkeypatch.undo

    return fill


@pytest.fixture
def note_yes(folder, clock):
    """Says yes in another program: `note_yes("chest")`; returns what takes it back there."""

    def note(*to):
        other = JournalStore(folder, clock)
        halt = Halt(clock(), to, standing_of(other.snapshot(), True))
        other.change_limits(halt.note)
        return lambda: other.change_limits(halt.take_back)

    return note


def may_exercise(pilot):
    """What may be exercised, as the app sees it."""
    return pilot.app.standing.permission(pilot.app.today).exercise


async def see_others(pilot, until, store):
    """Have the app look at what other programs wrote."""
    pilot.app.look()
    await until(pilot, lambda: pilot.app.snapshot.limits == store.snapshot().limits)


# A disk that refuses it


async def test_a_yes_that_the_disk_refuses_locks_all_the_same_and_is_tried_again(
    running, until, store, clock, fill_disk
):
    asked_before(store, clock)
    async with running(settings=ALL_KIT) as pilot:
        await open_library(pilot, until)
        screen = await open_before(pilot, until, programme="strength-base")
        make_room = fill_disk()
        await press(pilot, CHEST, "enter")
        await until(pilot, lambda: "It counts as long as the journal is open" in told(pilot))
        await choose(pilot, screen, "close")
        assert may_exercise(pilot) is Allowed.NOTHING
        await press(pilot, "f2")
        await until(pilot, lambda: "If it is still so, call" in words_on(pilot))
        assert store.snapshot().limits.quick_yes_at is None
        make_room()
        await press(pilot, "4", "enter")
        await until(pilot, lambda: store.snapshot().limits.quick_yes_to == ("chest",))
        assert len(store.snapshot().entries) == 1
    assert fit_today(store, clock).permission.exercise is Allowed.NOTHING


async def test_so_does_a_stop_rule_in_a_session(running, until, store, clock, fill_disk):
    async with running(ticks=Counter()) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        make_room = fill_disk()
        await press(pilot, "s")
        await choose(pilot, screen, "stop")
        await choose(pilot, screen, "stop-chest")
        await until(pilot, lambda: "It counts as long as the journal is open" in told(pilot))
        assert may_exercise(pilot) is Allowed.NOTHING
        make_room()
        pilot.app.look()
        await until(pilot, lambda: store.snapshot().limits.quick_yes_to == ("chest",))


async def test_a_slip_takes_back_what_the_disk_refused(running, until, store, clock, fill_disk):
    asked_before(store, clock)
    async with running(settings=ALL_KIT) as pilot:
        screen = await open_before(pilot, until, programme="strength-base")
        make_room = fill_disk()
        await press(pilot, CHEST, "enter")
        await until(pilot, lambda: may_exercise(pilot) is Allowed.NOTHING)
        await choose(pilot, screen, "slip")
        await until(pilot, lambda: may_exercise(pilot) is Allowed.ALL)
        make_room()
        await press(pilot, "f2", "4", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    assert store.snapshot().limits.quick_yes_at is None


async def test_leaving_writes_what_was_refused_or_says_that_it_cannot(
    running, until, store, clock, fill_disk
):
    asked_before(store, clock)
    async with running(settings=ALL_KIT) as pilot:
        await open_before(pilot, until, programme="strength-base")
        make_room = fill_disk()
        await press(pilot, CHEST, "enter")
        await until(pilot, lambda: may_exercise(pilot) is Allowed.NOTHING)
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: "Quit again leaves without it." in told(pilot))
        make_room()
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
    assert store.snapshot().limits.quick_yes_to == ("chest",)


async def test_a_change_that_cannot_be_is_told_of_and_does_not_wait(running, until, store):
    from journal.ui.messages import ChangeLimits

    async with running() as pilot:
        long = "a" * 65
        pilot.app.post_message(
            ChangeLimits(lambda held: msgspec.structs.replace(held, strain_asked=long))
        )
        await until(pilot, lambda: "up to 64" in told(pilot))
        await press(pilot, "4", "enter")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
        assert not pilot.app.snapshot.limits.strain_asked


async def test_what_waited_takes_no_place_of_a_later_yes_of_another_program(
    running, until, store, clock, fill_disk, note_yes
):
    asked_before(store, clock)
    async with running(settings=ALL_KIT) as pilot:
        await open_before(pilot, until, programme="strength-base")
        make_room = fill_disk()
        await press(pilot, FEVER, "enter")
        await until(pilot, lambda: may_exercise(pilot) is Allowed.NOTHING)
        clock.move(minutes=20)
        note_yes("numb-between-legs")
        theirs = clock()
        make_room()
        clock.move(minutes=1)
        pilot.app.look()
        await until(pilot, lambda: "fever" in store.snapshot().limits.quick_yes_to)
    kept = store.snapshot().limits
    assert kept.quick_yes_to == ("fever", "numb-between-legs")
    assert kept.quick_yes_at == theirs + timedelta(seconds=1)


async def test_what_waits_and_can_never_be_kept_holds_nothing_up(
    running, until, store, clock, fill_disk
):
    """Ticked by a clock that was ahead, say, and put right since."""
    from journal.ui.messages import ChangeLimits

    asked_before(store, clock)
    async with running(settings=ALL_KIT) as pilot:
        make_room = fill_disk()
        ahead = (clock() + timedelta(days=3)).date()
        edit = partial(with_code, code="knee-pain", day=ahead)
        pilot.app.post_message(ChangeLimits(edit))
        await until(pilot, lambda: "It counts as long as the journal is open" in told(pilot))
        await open_before(pilot, until, programme="strength-base")
        await press(pilot, CHEST, "enter")
        await until(pilot, lambda: may_exercise(pilot) is Allowed.NOTHING)
        make_room()
        pilot.app.look()
        await until(pilot, lambda: store.snapshot().limits.quick_yes_to == ("chest",))
        await until(pilot, lambda: "ticked" in told(pilot))
        assert not store.snapshot().limits.ticked


# Other programs


async def test_no_session_begins_after_a_yes_in_another_program(
    running, until, store, clock, note_yes
):
    asked_before(store, clock)
    async with running(settings=ALL_KIT) as pilot:
        screen = await open_before(pilot, until, programme="strength-base")
        await press(pilot, "n", "1", "enter")
        assert screen._step == "plan"
        note_yes("fever")
        await see_others(pilot, until, store)
        await press(pilot, "enter")
        await until(pilot, lambda: "yes to a warning sign" in told(pilot))
        assert isinstance(pilot.app.screen, BeforeScreen)


async def test_no_session_goes_on_after_a_yes_in_another_program(
    running, until, store, clock, note_yes
):
    async with running(ticks=Counter()) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        await press(pilot, "space")
        assert not screen._player.running
        note_yes("fever")
        await see_others(pilot, until, store)
        await press(pilot, "space")
        assert not screen._player.running
        assert "you said yes to a warning sign: fever" in said(screen.moment.told)


async def test_a_session_that_goes_on_stands_still_over_a_yes_in_another_program(
    running, until, store, clock, note_yes
):
    counter = Counter()
    async with running(ticks=counter) as pilot:
        screen = await playing(pilot, until, two(clock(), before=2))
        counter.advance(screen, 12)
        note_yes("chest")
        await see_others(pilot, until, store)
        await until(pilot, lambda: not screen._player.running)
        assert "you said yes to a warning sign: chest" in said(screen.moment.told)
        assert f"call {pilot.app.numbers.call} now" in said(screen.moment.told)
        before = screen._player
        await press(pilot, "d", "n", "e")
        assert screen._player == before
        assert "you said yes to a warning sign: chest" in said(screen.moment.told)


async def test_a_yes_that_is_taken_back_meanwhile_has_nothing_asked_again(
    running, until, store, clock, note_yes, begin, known, in_britain
):
    known()
    take_back = note_yes("fever")
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_through(pilot, screen)
        take_back()
        await see_others(pilot, until, store)
        await press(pilot, "enter")
        await see_result(pilot, until)
        assert "Before this check" not in words_on(pilot)
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert store.snapshot().screenings[0].after_stop is None


async def test_so_it_is_where_an_earlier_yes_stays(
    running, until, store, clock, note_yes, begin, known, in_britain
):
    known()
    note_yes("fever")
    clock.move(minutes=1)
    take_back = note_yes("injury")
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_through(pilot, screen)
        take_back()
        await see_others(pilot, until, store)
        await press(pilot, "enter")
        await see_result(pilot, until)
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
    assert store.snapshot().screenings[0].after_stop.rule == "fever"


async def test_the_line_over_the_questions_knows_the_day(
    running, until, clock, note_yes, begin, known, in_britain
):
    known()
    note_yes("chest")
    async with running(settings=in_britain) as pilot:
        await begin(pilot)
        assert "You said yes today" in words_on(pilot)
        clock.move(days=2)
        await pilot.app._look_again()
        await until(pilot, lambda: "You said yes on Saturday" in words_on(pilot))


async def test_a_check_does_not_end_over_a_yes_that_came_meanwhile(
    running, until, store, clock, note_yes, begin, known, in_britain
):
    """Its answers are from before it; all is gone through once more, then the lock is lifted."""
    known()
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_through(pilot, screen)
        clock.move(minutes=30)
        note_yes("numb-between-legs")
        await see_others(pilot, until, store)
        assert "numbness, bladder or bowel. If it is still so, call 999 now." in words_on(pilot)
        await press(pilot, "enter")
        assert "a warning sign came up since" in words_on(pilot)
        assert screen._at == 0
        assert len(store.snapshot().screenings) == 0
        await go_through(pilot, screen)
        await press(pilot, "enter")
        await see_result(pilot, until)
        assert "Before this check you said yes to a warning sign" in words_on(pilot)
        assert "No other warning sign in this check" in words_on(pilot)
        await until(pilot, lambda: len(store.snapshot().screenings) == 1)
        assert may_exercise(pilot) is Allowed.GENTLE
    assert store.snapshot().screenings[0].after_stop == known_stop(store.snapshot(), clock().date())


async def test_what_a_result_came_after_stays_with_it(store, clock, note_yes, screening):
    """Also when another yes takes the place of that one."""
    note_yes("chest")
    known = known_stop(store.snapshot(), clock().date())
    store.save_screening(screening(after_stop=known))
    clock.move(hours=1)
    note_yes("fever")
    [kept] = store.snapshot().screenings
    assert (kept.after_stop.rule, store.snapshot().limits.quick_yes_to) == ("chest", ("fever",))


def test_an_emergency_that_no_check_asked_about_stays_beside_a_later_yes(store, clock, note_yes):
    note_yes("chest")
    clock.move(minutes=10)
    back = note_yes("fever")
    assert store.snapshot().limits.quick_yes_to == ("fever", "chest")
    assert standing_of(store.snapshot(), True).halted_by == "chest+fever"
    back()
    assert store.snapshot().limits.quick_yes_to == ("chest",)


def test_so_does_each_of_two_emergencies_said_at_once(store, clock):
    standing = standing_of(store.snapshot(), True)
    store.change_limits(Halt(clock(), ("numb-or-bladder", "chest"), standing).note)
    clock.move(minutes=10)
    standing = standing_of(store.snapshot(), True)
    store.change_limits(Halt(clock(), ("fever",), standing).note)
    assert store.snapshot().limits.quick_yes_to == ("fever", "numb-or-bladder", "chest")


# The clock


def test_a_check_of_a_clock_that_was_ahead_lifts_no_later_yes(store, clock, note_yes, screening):
    note_yes("fever")
    clock.move(days=3)
    known = known_stop(store.snapshot(), clock().date())
    store.save_screening(screening(after_stop=known))
    assert not standing_of(store.snapshot(), True).is_halted
    clock.move(days=-3, hours=1)
    note_yes("chest")
    assert standing_of(store.snapshot(), True).is_halted


async def test_a_check_begun_by_a_clock_that_was_ahead_is_gone_through_again(
    running, until, store, clock, note_yes, begin, known, in_britain
):
    known()
    clock.move(hours=3)
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot)
        await go_through(pilot, screen)
        await press(pilot, "escape")
        await until(pilot, lambda: "check" in store.snapshot().drafts)
    clock.move(hours=-2)
    note_yes("fever")
    async with running(settings=in_britain) as pilot:
        screen = await begin(pilot, "go-on")
        assert at(screen) == "onset"


def test_a_yes_of_a_clock_that_was_ahead_is_lifted_by_the_next_check_alone(
    store, clock, note_yes, screening
):
    clock.move(days=3)
    note_yes("fever")
    clock.move(days=-3, hours=1)
    known = known_stop(store.snapshot(), clock().date())
    store.save_screening(screening(after_stop=known))
    assert not standing_of(store.snapshot(), True).is_halted
    first = halted_at(store.snapshot())
    note_yes("chest")
    assert halted_at(store.snapshot()) == first + timedelta(seconds=1)
    assert standing_of(store.snapshot(), True).is_halted


# What is said


async def test_a_newer_journal_still_says_whom_to_call(
    running, store, folder, session, clock, until
):
    store.save_session(session("core-trio", at=clock() - timedelta(hours=1), stopped="chest"))
    path = folder / "journal.json"
    tables = json.loads(path.read_text("utf-8"))
    tables["meta"]["1"]["schema"] = 99
    path.write_text(json.dumps(tables), "utf-8")
    async with running(journal=JournalStore(folder, clock)) as pilot:
        await until(pilot, lambda: "A newer version of the journal" in words_on(pilot))
        assert "If it is still so, call" in words_on(pilot)


async def test_the_list_of_checks_names_the_sign_and_whom_to_call(
    running, until, clock, note_yes, in_britain
):
    note_yes("numb-or-bladder")
    async with running(settings=in_britain) as pilot:
        await press(pilot, "f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        told = "You said yes today: numbness, bladder or bowel. If it is still so, call 999 now."
        await until(pilot, lambda: told in words_on(pilot))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_every_question_of_the_check_stands_below_it(
    running, note_yes, begin, known, in_britain, size
):
    known()
    note_yes("chest")
    async with running(settings=in_britain, size=size) as pilot:
        screen = await begin(pilot)
        for step in ("onset", "strength", "saddle-numbness", "review"):
            await go_through(pilot, screen, step)
            assert at(screen) == step
            assert "If it is still so, call 999 now." in words_on(pilot)
