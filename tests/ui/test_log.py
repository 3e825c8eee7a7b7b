"""The screen Log: the whole form by keyboard, and not a word lost."""

from __future__ import annotations

import time

import msgspec
import pytest
from screen_reading import screen_text

from journal.domain.body import Region, Side
from journal.domain.entry import Event, Load, Medication, Quality, Site
from journal.store.errors import SaveFailed
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.ui.screens.log import LogScreen
from journal.ui.widgets.body_map import BodyMap
from journal.ui.widgets.field import LineField, NoteField
from journal.ui.widgets.picker import Picker

HOSTILE = "pain [/] at L5 [@click=app.quit]x[/] =1+1 \x00\x1b[31m \u202eabc 😀 שלום"


async def open_form(pilot, until):
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
    await until(pilot, lambda: pilot.app.focused is not None)
    return pilot.app.screen


async def test_the_whole_form_by_keyboard(running, store, until):
    async with running() as pilot:
        await open_form(pilot, until)
        await pilot.press("6", "tab", "8", "tab", *"9:30", "tab")
        await pilot.press("space", "tab")  # the body map begins at the low back
        await pilot.press("space", "right", "space", "tab")  # aching, dull
        for number in ("6", "7.5", "3", "5", "8", "90", "4000", "20", "15", "2"):
            await pilot.press(*number, "tab")
        await pilot.press("right", "space", "tab")
        await pilot.press(*"ibuprofen 400 mg @ 08:00; heat", "tab")
        await pilot.press("space", "tab", *"lying down", "tab", *"One", "enter", *"two")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    saved = store.snapshot().entries[0]
    assert (saved.pain, saved.worst, f"{saved.at:%H:%M}") == (6, 8, "09:30")
    assert saved.sites == (Site(Region.LOW_BACK, Side.CENTRE),)
    assert saved.qualities == (Quality.ACHING, Quality.DULL)
    assert (saved.sleep_quality, saved.sleep_hours, saved.stress, saved.mood) == (6, 7.5, 3, 5)
    assert (saved.sitting_hours, saved.longest_sit_min, saved.steps) == (8, 90, 4000)
    assert (saved.walk_min, saved.morning_stiffness_min, saved.wake_ups) == (20, 15, 2)
    assert saved.heavy_load is Load.SOME
    assert saved.medications == (Medication("ibuprofen 400 mg", "08:00"), Medication("heat"))
    assert (saved.event, saved.eased, saved.note) == (Event.FALL, "lying down", "One\ntwo")


async def test_saving_empties_the_form_and_drops_the_draft(running, store, until):
    async with running() as pilot:
        await open_form(pilot, until)
        await pilot.press("6", "ctrl+s")
        await until(pilot, lambda: "Today is logged" in screen_text(pilot))
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        assert pilot.app.screen._changes() == {}
    assert not store.snapshot().drafts


@pytest.mark.parametrize(
    ("field", "given", "allowed"),
    [
        ("steps", "70000", "0 to 60000"),
        ("sleep_hours", "7.3", "in steps of 0.5"),
        ("mood", "good", "0 to 10"),
        ("at", "tomorrow", "YYYY-MM-DD"),
        ("at", "2026-03-15 10:00", "now or earlier"),
        ("medications", "x" * 121, "120"),
    ],
)
async def test_a_wrong_value_is_named_beside_its_field(
    running, store, until, field, given, allowed
):
    async with running(size=(120, 40)) as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("5")
        line = screen.query_one(f"#field-{field}", LineField)
        line.value = given
        await pilot.press("ctrl+s")
        await until(pilot, lambda: line.has_class("-wrong"))
        assert allowed in str(line.border_subtitle)
        assert pilot.app.focused is line
        assert line.value == given
    assert not store.snapshot().entries


async def test_a_missing_score_is_asked_for(running, store, until):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("ctrl+s")
        scale = screen.query_one("#field-pain")
        await until(pilot, lambda: scale.has_class("-wrong"))
        assert pilot.app.focused is scale
    assert not store.snapshot().entries


async def test_escape_keeps_what_was_written(running, store, until):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        screen.query_one(NoteField).focus()
        await pilot.press(*"half a thought", "escape")
        await until(pilot, lambda: "new" in store.snapshot().drafts)
        await until(pilot, lambda: "unfinished entry" in screen_text(pilot))
    assert store.snapshot().drafts["new"].fields["note"] == "half a thought"


async def test_a_draft_comes_back_after_the_app_went_away(running, until):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        screen.query_one(NoteField).focus()
        await pilot.press(*"half a thought", "ctrl+q")
    async with running() as pilot:
        screen = await open_form(pilot, until)
        assert screen.query_one(NoteField).field_text == "half a thought"


async def test_a_draft_is_written_while_typing(running, store, until):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        screen.query_one(NoteField).focus()
        await pilot.press(*"typing")
        await until(pilot, lambda: "new" in store.snapshot().drafts)


async def test_a_value_that_is_not_possible_is_kept_in_the_draft_too(running, store, until):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        screen.query_one("#field-steps", LineField).focus()
        await pilot.press(*"many", "escape")
        await until(pilot, lambda: "new" in store.snapshot().drafts)
    assert store.snapshot().drafts["new"].fields == {"steps": "many"}


async def test_a_full_disk_keeps_every_word_on_the_screen(running, store, until, monkeypatch):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("5")
        screen.query_one(NoteField).focus()
        await pilot.press(*"my words")

        def full(*_: object) -> None:
            raise SaveFailed(store.path, OSError(28, "No space left on device"))

        monkeypatch.setattr(store, "add", full)
        monkeypatch.setattr(store, "save_draft", full)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "No space left" in screen_text(pilot))
        assert screen.query_one(NoteField).field_text == "my words"
        assert pilot.app.screen is screen
        monkeypatch.undo()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)


async def test_clearing_can_be_taken_back(running, until):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        screen.query_one(NoteField).focus()
        await pilot.press(*"words", "f9")
        await until(pilot, lambda: not screen._changes())
        await until(pilot, lambda: "cleared-new" in screen.snapshot.drafts)
        await pilot.press("f9")
        assert screen.query_one(NoteField).field_text == "words"


async def test_one_key_takes_the_places_of_last_time(running, store, entry, until):
    sites = (Site(Region.KNEE, Side.LEFT), Site(Region.LOW_BACK, Side.CENTRE))
    store.add(entry(4, sites=sites))
    async with running() as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("a")
        assert screen.query_one(BodyMap).sites == sites


async def test_hostile_text_is_shown_and_stored_as_typed(running, store, until):
    async with running(size=(120, 60)) as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("5")
        screen.query_one(NoteField).put(HOSTILE)
        screen.query_one("#field-eased", LineField).value = HOSTILE
        screen.query_one(NoteField).focus()
        await pilot.pause()
        assert "\x1b" not in screen_text(pilot)
        assert "[@click=app.quit]x[/]" in screen_text(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
        await pilot.press("f6")
        await until(pilot, lambda: "In full" in screen_text(pilot))
        assert "[@click=app.quit]x[/]" in screen_text(pilot)
        assert "\x1b" not in screen_text(pilot)
        assert "\u202e" not in screen_text(pilot)
    saved = store.snapshot().entries[0]
    assert (saved.note, saved.eased) == (HOSTILE, HOSTILE)


async def test_pasting_many_lines_into_one_line_loses_no_word(running, until):
    from textual.events import Paste

    async with running() as pilot:
        screen = await open_form(pilot, until)
        line = screen.query_one("#field-eased", LineField)
        line.focus()
        await pilot.pause()
        line.post_message(Paste("warm bath\nlying down\r\na walk"))
        await until(pilot, lambda: line.value == "warm bath lying down a walk")


async def test_editing_keeps_what_was_not_touched(running, store, entry, until):
    note = "carriage\rreturn and \x1b escape"
    first = entry(4, note=note, steps=100, qualities=(Quality.NUMB,))
    store.add(first)
    async with running() as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: "In full" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        await until(pilot, lambda: pilot.app.focused is not None)
        await pilot.press("7", "ctrl+s")
        await until(pilot, lambda: store.snapshot().entries[0].pain == 7)
    saved = store.snapshot().entries[0]
    assert (saved.note, saved.steps, saved.qualities) == (note, 100, (Quality.NUMB,))
    assert (saved.id, saved.at, saved.created_at) == (first.id, first.at, first.created_at)


async def test_a_picker_picks_one_or_many(running, until):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        events = screen.query_one("#field-event", Picker)
        events.focus()
        await pilot.press("space", "right", "space")
        assert events.field_text == "slip"
        await pilot.press("space")
        assert events.field_text == ""


async def test_saving_takes_in_the_keys_pressed_just_before(running, store, until):
    from textual.events import Key

    async with running() as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("5")
        screen.query_one(NoteField).focus()
        await pilot.pause()
        for key in ("a", "b", "c", "ctrl+s"):  # all at once, as a fast hand or a paste does
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    assert store.snapshot().entries[0].note == "abc"


async def test_hostile_input_in_a_number_field_is_told_of_as_text(running, store, until):
    async with running(size=(120, 40)) as pilot:
        screen = await open_form(pilot, until)
        for given in ("[/]", "[red]x", "[@click=app.quit]5[/]", "\x1b[31m"):
            line = screen.query_one("#field-steps", LineField)
            line.value = given
            await pilot.press("ctrl+s")
            await until(pilot, lambda line=line: line.has_class("-wrong"))
            await pilot.pause()
            assert "\x1b" not in screen_text(pilot)
            line.value = ""


async def test_keys_that_come_in_while_saving_are_not_lost(running, store, until, monkeypatch):
    add = store.add

    def slow(*args):
        time.sleep(0.5)
        return add(*args)

    monkeypatch.setattr(store, "add", slow)
    async with running() as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("5")
        note = screen.query_one(NoteField)
        note.focus()
        await pilot.press("x", "ctrl+s", *" and more")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
        assert note.field_text == "x and more"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: store.snapshot().entries[0].note == "x and more")
        await until(pilot, lambda: not store.snapshot().drafts)
    assert len(store.snapshot().entries) == 1


async def test_an_edit_leaves_no_draft_behind(running, store, entry, until):
    store.add(entry(5))
    async with running() as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: "In full" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        await until(pilot, lambda: pilot.app.focused is not None)
        await pilot.press("8", "ctrl+s")
        await until(pilot, lambda: store.snapshot().entries[0].pain == 8)
        await until(pilot, lambda: not isinstance(pilot.app.screen, LogScreen))
        await pilot.pause(0.8)
        assert not store.snapshot().drafts
        await pilot.press("u")
        await until(pilot, lambda: store.snapshot().entries[0].pain == 5)


async def test_an_edit_goes_on_top_of_what_another_program_changed(
    running, store, folder, clock, entry, until
):
    first = entry(5)
    store.add(first)
    async with running() as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: "In full" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        await until(pilot, lambda: pilot.app.focused is not None)
        JournalStore(folder, clock).update(
            first.id, lambda now: msgspec.structs.replace(now, steps=900)
        )
        await pilot.press("8", "ctrl+s")
        await until(pilot, lambda: "changed elsewhere" in screen_text(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: store.snapshot().entries[0].pain == 8)
    assert store.snapshot().entries[0].steps == 900


async def test_quitting_with_a_draft_that_cannot_be_kept_asks_once_more(
    running, store, until, monkeypatch
):
    async with running() as pilot:
        screen = await open_form(pilot, until)

        def full(*_: object) -> None:
            raise SaveFailed(store.path, OSError(28, "No space left on device"))

        monkeypatch.setattr(store, "save_draft", full)
        screen.query_one(NoteField).focus()
        await pilot.press(*"words")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Quit again leaves" in screen_text(pilot))
        assert screen.query_one(NoteField).field_text == "words"
        monkeypatch.undo()


async def test_clearing_that_fails_leaves_the_form_as_it_was(running, store, until, monkeypatch):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        screen.query_one(NoteField).focus()
        await pilot.press(*"words")

        def full(*_: object) -> None:
            raise SaveFailed(store.path, OSError(28, "No space left on device"))

        monkeypatch.setattr(store, "set_aside", full)
        await pilot.press("f9")
        await until(pilot, lambda: "not cleared" in screen_text(pilot))
        assert screen.query_one(NoteField).field_text == "words"


async def test_yesterday_in_a_draft_stays_the_yesterday_of_then(running, store, clock, until):
    store.save_draft(Draft("new", clock(), {"pain": "4", "at": "yesterday 21:00"}))
    clock.move(days=2)
    async with running() as pilot:
        screen = await open_form(pilot, until)
        assert screen.query_one("#field-at", LineField).value == "2026-03-13 21:00"


async def test_a_draft_of_another_day_keeps_its_moment(running, store, clock, until):
    store.save_draft(Draft("new", clock(), {"pain": "4"}))
    clock.move(days=1)
    async with running() as pilot:
        screen = await open_form(pilot, until)
        assert screen.query_one("#field-at", LineField).value == "2026-03-14 12:00"


@pytest.mark.parametrize("text", ["a\u2028b\x0bc\r\nd\ne\rf", "\r", "tab\tand\x85"])
async def test_a_note_keeps_its_line_ends_through_an_edit(running, store, entry, until, text):
    store.add(entry(5, note=text))
    async with running() as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: "In full" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        await until(pilot, lambda: pilot.app.focused is not None)
        pilot.app.screen.query_one(NoteField).focus()
        await pilot.press("X", "ctrl+s")
        await until(pilot, lambda: store.snapshot().entries[0].note == f"X{text}")


@pytest.mark.parametrize("key", ["c", "t", "l", "e", "h", "r"])
async def test_a_letter_that_leads_elsewhere_does_nothing_in_the_form(running, until, key):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("5", key)
        await pilot.pause(0.05)
        assert pilot.app.screen is screen


async def test_a_backslash_in_a_medication_stays(running, store, until):
    async with running() as pilot:
        screen = await open_form(pilot, until)
        await pilot.press("5")
        screen.query_one("#field-medications", LineField).focus()
        await pilot.press(*"a\\b", "ctrl+s")
        await until(pilot, lambda: len(store.snapshot().entries) == 1)
    assert store.snapshot().entries[0].medications == (Medication("a\\b"),)
