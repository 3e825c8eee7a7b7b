"""The finished sessions: reading back what was done, deleting, what cannot be read."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from screen_reading import press, press_at_once, screen_text, words_on

from journal.content.guidance import load_guidance
from journal.content.library import load_library
from journal.domain.after_session import programme_name
from journal.domain.exercise import Dose
from journal.domain.session import Done, Task
from journal.store.session_log import SessionLog
from journal.ui.screens.exercises import ExercisesScreen
from journal.ui.screens.history import HistoryScreen
from journal.ui.screens.sessions import SessionsScreen
from journal.ui.widgets.session_detail import session_words
from journal.ui.widgets.session_list import SessionList

DOSE = Dose(sets=2, reps=10, out=2, hold=3, back=2, rest=20)
EACH_SIDE = Dose(sets=2, reps=10, out=2, hold=3, back=2, rest=20, sides=2)


@pytest.fixture
def did(store, session, clock):
    """Keeps sessions, each a day before the one named before it: `did("desk-reset", "")`."""

    def keep(*programmes, **fields):
        found = []
        for ago, programme in enumerate(programmes, 1):
            at = clock() - timedelta(days=ago, hours=1)
            found.append(session(programme, id=f"s{ago}", at=at, **fields))
            if not store.snapshot().sessions.holds(f"s{ago}"):
                store.save_session(found[-1])
        return found

    return keep


async def open_sessions(pilot, until) -> SessionsScreen:
    await press(pilot, "f6")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
    await until(pilot, lambda: pilot.app.focused is not None)
    await press(pilot, "s")
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
    await until(pilot, lambda: isinstance(pilot.app.focused, SessionList))
    return pilot.app.screen


def said(session) -> list[str]:
    """The lines that tell of a session in full."""
    return session_words(session, load_library(), load_guidance()).plain.split("\n")


# The list


async def test_an_empty_list_says_what_to_press(running, until):
    async with running() as pilot:
        await open_sessions(pilot, until)
        await until(
            pilot, lambda: "No sessions here. Press e for the exercises." in words_on(pilot)
        )
        await press(pilot, "d", "down", "enter", "space")
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExercisesScreen))


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_newest_comes_first_with_its_worst_pain(running, did, until, size):
    did("hip-flexor-return", "desk-reset", tasks=(Task("bridge", "bridge", DOSE, worst=5),))
    async with running(size=size) as pilot:
        await open_sessions(pilot, until)
        text = words_on(pilot)
        newest = text.index("2026-03-13 11:00 ▸ Hip-flexor return ladder worst 5")
        assert newest < text.index("2026-03-12 11:00 ▸ Desk reset worst 5")
        assert "2 sessions" in text
        assert "Friday 13 March 2026, 11:00" in text
        last = screen_text(pilot).splitlines()[-1]
        assert last.rstrip().endswith("Quit")


async def test_the_marks_tell_eased_and_stopped_sessions_apart(
    running, store, did, until, session, clock
):
    did("core-trio", "desk-reset")
    for hours, fields in ((2, {"eased": True}), (1, {"eased": True, "stopped": "pop"})):
        store.save_session(session("", at=clock() - timedelta(hours=hours), **fields))
    async with running() as pilot:
        screen = await open_sessions(pilot, until)
        rows = [screen.sessions.row(number, False).plain.rstrip() for number in range(4)]
    assert rows == [
        "2026-03-14 11:00 ■ Exercises  stopped: a pop with sharp pain",
        "           10:00 ▹ Exercises",
        "2026-03-13 11:00 ▸ Core trio",
        "2026-03-12 11:00 ▸ Desk reset",
    ]


SORE = (Task("bridge", "bridge", DOSE, worst=3), Task("clamshell", "clamshell", DOSE, worst=7))
LEFT = (Task("bridge", "bridge", DOSE, skipped="pain"),)


async def rows_at(running, until, size) -> list[str]:
    """The rows of the list in a window of this size."""
    async with running(size=size) as pilot:
        screen = await open_sessions(pilot, until)
        return [screen.sessions.row(n, True).plain for n in range(screen.sessions.row_count)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_session_says_in_words_that_it_was_stopped_or_hurt_too_much(
    running, did, until, size
):
    did("desk-reset", stopped="leg-gives-way", tasks=SORE)
    did("", "strength-base", tasks=SORE)
    did("", "", "core-trio", tasks=LEFT)
    rows = await rows_at(running, until, size)
    worst = "worst  7  " if size == (80, 24) else ""
    assert rows == [
        f"2026-03-13 11:00 ■ Desk reset    {worst}stopped: a leg that gives way",
        "2026-03-12 11:00 ▸ Strength base worst  7  too much pain",
        "2026-03-11 11:00 ▸ Core trio     too much pain",
    ]


async def test_where_there_is_no_room_what_went_wrong_stays_and_the_name_is_cut(
    running, did, until
):
    did("hip-flexor-return", stopped="leg-gives-way", tasks=SORE)
    did("", "hip-flexor-return", tasks=SORE)
    did("", "", "hip-flexor-return", tasks=(Task("bridge", "bridge", DOSE, worst=2),))
    did("", "", "", "[b]日本" * 8, tasks=LEFT)
    did("", "", "", "", "strength-base", tasks=SORE)
    did("", "", "", "", "", "core-trio", tasks=SORE, stopped="pop")
    assert await rows_at(running, until, (60, 20)) == [
        "2026-03-13 11:00 ■ Hip-flexor return ladder stopped",
        "2026-03-12 11:00 ▸ Hip-flexor return … too much pain",
        "2026-03-11 11:00 ▸ Hip-flexor return ladder worst  2",
        "2026-03-10 11:00 ▸ [b]日本[b]日本[b] … too much pain",
        "2026-03-09 11:00 ▸ Strength base       too much pain",
        "2026-03-08 11:00 ■ Core trio       worst  7  stopped",
    ]


@pytest.mark.parametrize("size", [(44, 20), (60, 20), (80, 24), (120, 40)])
async def test_no_row_is_cut_without_a_sign_of_it_and_what_went_wrong_is_never(
    running, did, until, size
):
    wrong = (("chest", SORE), ("y" * 50, LEFT), ("", SORE), ("", LEFT))
    names = ("desk-reset", "hip-flexor-return", "x" * 60)
    each = [(name, stopped, tasks) for stopped, tasks in wrong for name in names]
    for ago, (name, stopped, tasks) in enumerate(each):
        did(*[""] * ago, name, stopped=stopped, tasks=tasks)
    async with running(size=size) as pilot:
        sessions = (await open_sessions(pilot, until)).sessions
        room = sessions.scrollable_content_region.width - 2
        assert sessions.row_count == len(each)
        for number in range(len(each)):
            row, session = sessions.row(number, True), sessions._log[sessions._place(number)]
            assert row.cell_length <= room
            assert ("stopped" if session.stopped else "too much pain") in row.plain
            assert programme_name(session.programme) in row.plain or "… " in row.plain


async def test_the_stricter_limit_of_a_ladders_phase_counts_in_the_list(running, did, until):
    did("hip-flexor-return", phase="protect", tasks=(Task("bridge", "bridge", DOSE, worst=3),))
    [row] = await rows_at(running, until, (80, 24))
    assert row.endswith("worst  3  too much pain")


async def test_moving_shows_another_session_in_full(running, did, until):
    did("core-trio", "desk-reset", "")
    async with running() as pilot:
        screen = await open_sessions(pilot, until)
        await press(pilot, "down", "down", "down")
        assert screen.sessions.past.id == "s3"
        await until(pilot, lambda: "Wednesday 11 March 2026, 11:00" in words_on(pilot))
        await press(pilot, "home")
        await until(pilot, lambda: "Friday 13 March 2026, 11:00" in words_on(pilot))


async def test_the_day_is_written_once_and_at_the_top(running, store, until, session, clock):
    for minutes in range(60):
        at = clock() - timedelta(minutes=minutes)
        store.save_session(session("core-trio", at=at))
    async with running() as pilot:
        screen = await open_sessions(pilot, until)
        await until(pilot, lambda: "60 sessions" in words_on(pilot))
        assert screen_text(pilot).count("2026-03-14") == 1
        await press(pilot, "pagedown", "pagedown")
        await until(pilot, lambda: screen.sessions.scroll_offset.y > 5)
        await pilot.pause()
        assert "2026-03-14" in screen_text(pilot).splitlines()[2]
        assert screen_text(pilot).count("2026-03-14") == 1


async def test_only_the_sessions_in_view_are_read(running, did, until, monkeypatch):
    did(*["core-trio"] * 60)
    looked_at = []
    read = SessionLog.__getitem__

    def watched(log, index):
        looked_at.append(index)
        return read(log, index)

    monkeypatch.setattr(SessionLog, "__getitem__", watched)
    async with running() as pilot:
        screen = await open_sessions(pilot, until)
        await until(pilot, lambda: "60 sessions" in words_on(pilot))
        assert set(looked_at) <= set(range(48, 60))
        await press(pilot, "end")
        assert screen.sessions.past.id == "s60"
        await until(pilot, lambda: "Tuesday 13 January 2026" in words_on(pilot))
        assert "2026-01-13 11:00 ▸ Core trio" in words_on(pilot)


async def test_escape_leads_back_to_the_history(running, did, until):
    did("core-trio")
    async with running() as pilot:
        await open_sessions(pilot, until)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        press_at_once(pilot, "s", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        await pilot.pause()
        assert sum(isinstance(s, SessionsScreen) for s in pilot.app.screen_stack) == 1


async def test_a_letter_in_the_search_of_the_history_opens_nothing(running, did, until):
    did("core-trio")
    async with running() as pilot:
        await press(pilot, "f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await until(pilot, lambda: pilot.app.focused is not None)
        await press(pilot, "slash")
        await until(pilot, lambda: pilot.app.screen.search.has_focus)
        await press(pilot, "s")
        await until(pilot, lambda: pilot.app.screen.search.value == "s")
        assert isinstance(pilot.app.screen, HistoryScreen)


# Deleting


async def test_delete_and_undo(running, store, did, until, monkeypatch):
    did("core-trio", "desk-reset", "evening-stretch")
    asked, delete = [], store.delete_session
    monkeypatch.setattr(store, "delete_session", lambda id: (asked.append(id), delete(id))[1])
    async with running() as pilot:
        screen = await open_sessions(pilot, until)
        await press(pilot, "down")
        press_at_once(pilot, "d", "d")  # the second one comes before the list is shown anew
        await until(pilot, lambda: screen.sessions.row_count == 2)
        assert [past.id for past in store.snapshot().sessions.past] == ["s3", "s1"]
        assert screen.sessions.past.id == "s3"
        await until(pilot, lambda: "Evening stretch" in str(screen.detail.lines()[0]))
        await until(pilot, lambda: "Session deleted. u brings it back." in words_on(pilot))
        assert asked == ["s2"]
        await press(pilot, "u")
        await until(pilot, lambda: screen.sessions.row_count == 3)
        # The cursor stays on its session, which is a row further down now.
        assert (screen.sessions.past.id, screen.sessions.cursor) == ("s3", 2)
        await press(pilot, "up", "d")  # once more
        await until(pilot, lambda: screen.sessions.row_count == 2)


async def test_bringing_a_deletion_again_says_what_it_is(running, store, did, until):
    did("core-trio", "desk-reset")
    async with running() as pilot:
        screen = await open_sessions(pilot, until)
        await press(pilot, "d")
        await until(pilot, lambda: screen.sessions.row_count == 1)
        await press(pilot, "u")
        await until(pilot, lambda: screen.sessions.row_count == 2)
        await press(pilot, "U")
        await until(pilot, lambda: screen.sessions.row_count == 1)
        await until(pilot, lambda: "Deleted again: one session." in words_on(pilot))


GONE = "No sessions here. Press u to bring back what was deleted, e for the exercises."


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_deleting_the_last_one_names_the_key_that_brings_it_back(
    running, store, did, until, size
):
    did("core-trio")
    async with running(size=size) as pilot:
        screen = await open_sessions(pilot, until)
        await press(pilot, "d")
        await until(pilot, lambda: GONE in words_on(pilot))
        assert not store.snapshot().sessions
        await press(pilot, "escape", "s")  # and when the list is opened anew
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        await until(pilot, lambda: pilot.app.screen is not screen and GONE in words_on(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: "Friday 13 March 2026" in words_on(pilot))


async def test_undo_is_not_named_where_it_would_bring_no_session_back(
    running, store, did, until, entry
):
    [kept] = did("core-trio")
    store.delete_session(kept.id)
    logged = entry(4)
    store.add(logged)
    async with running() as pilot:
        await open_sessions(pilot, until)
        await until(pilot, lambda: "No sessions here. Press e" in words_on(pilot))
    store.delete(logged.id)  # an entry comes back then, no session
    async with running() as pilot:
        await open_sessions(pilot, until)
        await until(pilot, lambda: "No sessions here. Press e" in words_on(pilot))


# What cannot be read


async def test_a_session_that_cannot_be_read_is_told_of(running, store, did, until):
    did("core-trio", "desk-reset")
    document = json.loads(store.path.read_text())
    for record in document["sessions"].values():
        if record["id"] == "s1":
            record["tasks"] = "[b]odd"
    document["sessions"]["99"] = {"id": "x"}
    store.path.write_text(json.dumps(document))
    store.refresh()
    async with running() as pilot:
        screen = await open_sessions(pilot, until)
        text = words_on(pilot)
        assert "? Core trio cannot be read" in text
        assert "This session cannot be read: Expected `array`, got `str`" in text
        assert "It is kept as it is in the file." in text
        assert "1 record cannot be read: journal doctor" in text
        await press(pilot, "down")
        assert screen.sessions.past.id == "s2"
        await until(pilot, lambda: "Thursday 12 March 2026" in words_on(pilot))


# One session in full


def test_what_was_said_around_it_is_all_there(session, clock):
    lines = said(
        session(
            "hip-flexor-return",
            phase="protect",
            ended_at=clock() + timedelta(minutes=12, seconds=40),
            tasks=(Task("bridge", "bridge", DOSE, worst=2),),
            quick={"fever": True, "chest": False},
            before=3,
            after=4,
            morning=5,
            morning_on=clock().date(),
            effort=6,
            clean=False,
            eased=True,
            stopped="leg-gives-way",
        )
    )
    assert lines[:8] == [
        "Hip-flexor return ladder, Protect",
        "Saturday 14 March 2026, 12:00, 13 min",
        "■ Stopped: a leg that gives way",
        "Pain: before 3, worst 2, after 4, next morning 5 (higher than before)",
        "Effort: 6 of 10",
        "Form: not good to the end",
        "Quick check, yes to: A fever, or feeling ill",
        "Done by an easier plan than usual.",
    ]


def test_what_was_not_said_is_left_out(session):
    lines = said(session("", id="abc", clean=True))
    assert lines == [
        "Exercises",
        "Saturday 14 March 2026, 12:00",
        "Form: good to the end",
        "",
        "▸ Bridge  10 times, 3 seconds hold",
        "",
        "id abc",
    ]


def test_exercises_that_hurt_too_much_are_named_at_the_top(session):
    lines = said(session(tasks=(*SORE, *SORE, *LEFT), before=2))
    assert lines[2:4] == ["Pain: before 2, worst 7", "Too much pain in: Clamshell; Bridge"]
    assert lines[5:7] == [
        "– Bridge  begun, pain 3",
        "– Clamshell  begun, pain 7, above the limit",
    ]


def test_the_stricter_limit_of_a_ladders_phase_counts_in_full(session):
    task = Task("bridge", "bridge", DOSE, worst=3)
    strict = said(session("hip-flexor-return", phase="protect", tasks=(task,)))
    assert "Too much pain in: Bridge" in strict
    assert "– Bridge  begun, pain 3, above the limit" in strict
    later = said(session("hip-flexor-return", phase="gone", tasks=(task,)))
    assert not [line for line in later if "much" in line or "limit" in line]


def test_a_phase_of_the_same_name_elsewhere_limits_nothing(session):
    task = Task("bridge", "bridge", DOSE, worst=3)
    lines = said(session("strength-base", phase="protect", tasks=(task,)))
    assert not [line for line in lines if "much" in line or "limit" in line]


def test_a_stop_rule_of_unknown_name_is_text(session):
    assert "■ Stopped: [b]new␛" in said(session(stopped="[b]new\x1b"))


def test_a_morning_that_was_not_higher_is_a_number_only(session, clock):
    lines = said(session(before=3, morning=3, morning_on=clock().date()))
    assert lines[2] == "Pain: before 3, next morning 3"


@pytest.mark.parametrize(
    ("task", "lines"),
    [
        (
            Task("clamshell", "clamshell", EACH_SIDE, skipped="no-kit"),
            ["– Clamshell  not done", "    left out: I have nothing for it here"],
        ),
        (Task("clamshell", "clamshell", EACH_SIDE), ["– Clamshell  not done"]),
        (
            Task(
                "bridge",
                "bridge",
                DOSE,
                done=(Done("bridge", 1, 10), Done("bridge", 2, 4)),
                worst=6,
                skipped="pain",
            ),
            [
                "▸ Bridge  10 + 4 repetitions, pain 6, above the limit",
                "    planned: 2 sets of 10, 3 seconds hold",
                "    stopped: It hurts too much",
            ],
        ),
        (
            Task(
                "single-leg-bridge",
                "bridge",
                EACH_SIDE,
                note="slowly",
                done=(Done("bridge", 1, 1), Done("single-leg-bridge", 2, 10, "right")),
                worst=0,
            ),
            [
                "▸ Single-leg bridge  10 repetitions, pain 0",
                "    in place of Bridge",
                "    1 repetition of Bridge before the change",
                "    planned: 2 sets of 10 on each side, 3 seconds hold",
                "    slowly",
            ],
        ),
        (
            Task("single-leg-bridge", "bridge", DOSE, done=(Done("bridge", 1, 10),)),
            [
                "– Single-leg bridge  not done",
                "    in place of Bridge",
                "    10 repetitions of Bridge before the change",
                "    planned: 2 sets of 10, 3 seconds hold",
            ],
        ),
        (
            Task(
                "walking",
                "walking",
                Dose(sets=2, reps=1, out=0, hold=300, back=0, rest=0),
                done=(Done("walking", 1, 1),),
            ),
            ["▸ Walking  5 of 10 minutes", "    planned: 2 times 5 minutes"],
        ),
        (
            Task("[b]gone\x1b", "[b]gone\x1b", DOSE, skipped="[i]my own words"),
            ["– [b]gone␛  not done", "    left out: [i]my own words"],
        ),
    ],
    ids=["left-out", "unreached", "stopped", "swapped", "swapped-undone", "minutes", "unknown"],
)
def test_each_exercise_tells_what_became_of_it(session, task, lines):
    told = said(session(tasks=(task,)))
    assert told[told.index("") + 1 : -2] == lines


async def test_a_long_session_is_read_page_by_page(running, did, until):
    did("core-trio", tasks=tuple(Task(f"number-{i}", f"number-{i}", DOSE) for i in range(40)))
    async with running() as pilot:
        await open_sessions(pilot, until)
        assert "number-39" not in words_on(pilot)
        await press(pilot, *["space"] * 9)
        await until(pilot, lambda: "number-39" in words_on(pilot))
        await press(pilot, *["b"] * 9)
        await until(pilot, lambda: "Friday 13 March 2026" in words_on(pilot))


async def test_a_history_without_an_entry_points_to_the_sessions(running, until, did):
    did("desk-reset")
    async with running() as pilot:
        await press(pilot, "f6")
        await until(pilot, lambda: "s shows the sessions." in words_on(pilot))
