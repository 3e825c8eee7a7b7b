"""Logging, reading and changing entries from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Added = Callable[..., str]

EVERY_FIELD = {
    "--at": ("yesterday 21:30", "at", None),
    "--worst": ("7", "worst", 7),
    "--sleep-quality": ("6", "sleep_quality", 6),
    "--sleep-hours": ("7,5", "sleep_hours", 7.5),
    "--stress": ("3", "stress", 3),
    "--mood": ("6", "mood", 6),
    "--sitting-hours": ("8.5", "sitting_hours", 8.5),
    "--longest-sit-min": ("90", "longest_sit_min", 90),
    "--steps": ("6000", "steps", 6000),
    "--walk-min": ("25", "walk_min", 25),
    "--heavy-load": ("a-lot", "heavy_load", "a-lot"),
    "--morning-stiffness-min": ("15", "morning_stiffness_min", 15),
    "--wake-ups": ("2", "wake_ups", 2),
    "--event": ("lift", "event", "lift"),
    "--eased": ("warmth", "eased", "warmth"),
    "--note": ("pain [/] at L5", "note", "pain [/] at L5"),
    "--quality": ("aching", "qualities", ["aching"]),
    "--med": (
        "a;b @ 08:00",
        "medications",
        [{"text": "a;b", "time": "08:00"}],
    ),
    "--site": (
        "low-back:centre:4",
        "sites",
        [{"region": "low-back", "side": "centre", "pain": 4}],
    ),
}


def records(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", "--json", *words).out)
    return found


@pytest.mark.parametrize("flag", EVERY_FIELD)
def test_edit_sets_and_clears_every_field(run: Run, added: Added, flag: str) -> None:
    given, name, stored = EVERY_FIELD[flag]
    id = added(5)
    assert run("edit", id, flag, given).code == 0
    [record] = records(run)
    assert name in record
    if stored is not None:
        assert record[name] == stored
        assert run("edit", id, flag, "").code == 0
        assert name not in records(run)[0]


def test_add_takes_every_field_at_once(run: Run) -> None:
    words = [word for flag, (given, _, _) in EVERY_FIELD.items() for word in (flag, given)]
    record = json.loads(run("add", "5", *words, "--json").out)
    assert {name: record[name] for _, name, stored in EVERY_FIELD.values() if stored} == {
        name: stored for _, name, stored in EVERY_FIELD.values() if stored
    }
    assert record["pain"] == 5
    assert records(run) == [record]


def test_a_repeated_option_keeps_each_value(run: Run, added: Added) -> None:
    added(5, "--site", "low-back", "--site", "knee:left", "--med", "a", "--med", "b")
    [record] = records(run)
    assert [site["region"] for site in record["sites"]] == ["low-back", "knee"]
    assert record["medications"] == [{"text": "a"}, {"text": "b"}]


def test_a_note_from_standard_input_is_stored_as_typed(run: Run) -> None:
    note = '  emoji \N{ADHESIVE BANDAGE} =1+1\r\n"x"\0\x1b[31m \n'
    run("add", 5, "--note", "-", text=f"{note}\n")
    assert records(run)[0]["note"] == note


def test_edit_keeps_when_it_was_written_and_tells_when_it_was_changed(
    run: Run, added: Added
) -> None:
    id = added(5, "--at", "2026-01-05 10:00")
    before = records(run)[0]
    run("edit", id, "--at", "2026-01-07 11:00", "--pain", "6")
    after = records(run)[0]
    assert after["created_at"] == before["created_at"]
    assert after["updated_at"] >= before["updated_at"]
    assert (after["day"], after["pain"]) == ("2026-01-07", 6)
    assert after["at"] == "2026-01-07T11:00:00+01:00"


def test_edit_without_a_field_and_of_nothing_is_refused(run: Run, added: Added) -> None:
    id = added(5)
    assert run("edit", id).code == 2
    assert "pain" in run("edit", id, "--pain", "").told
    assert "zzz" in run("edit", "zzz", "--pain", "4").told


def test_delete_says_how_to_undo_and_undo_brings_back(run: Run, added: Added) -> None:
    id = added(5, "--note", "x")
    before = records(run)
    done = run("delete", id[:8])
    assert "journal undo" in done.out
    assert records(run) == []
    assert id in run("undo").out
    assert records(run) == before


def test_undo_of_nothing_is_refused(run: Run) -> None:
    assert "nothing to undo" in run("undo").told


def test_an_id_may_be_cut_short_while_it_fits_one_entry_only(
    run: Run, added: Added, tmp_path: Any
) -> None:
    added(5)
    [record] = records(run)
    twins = [record | {"id": f"twin{number}"} for number in range(7)]
    (tmp_path / "twins.json").write_text(json.dumps(twins))
    run("import", "twins.json")
    assert "twin3" in run("show", "twin3").out
    told = run("show", "twin").told
    assert "7 entries" in told
    assert "twin6" in told
    assert "2 more" in told


def test_list_is_in_order_aligned_and_within_the_width(run: Run, added: Added) -> None:
    added(10, "--at", "2026-01-02 10:00", "--note", "日本語" * 40 + "\nmore")
    added(3, "--at", "2026-01-01 10:00", "--site", "low-back", "--note", "\n  first\nsecond")
    first, second = run("list").out.splitlines()
    assert "2026-01-01 10:00   3  low back (centre)  first" in first
    assert "2026-01-02 10:00  10  " in second
    assert second.endswith("…")
    cells = sum(2 if ord(sign) > 0x3000 else 1 for sign in second)
    assert 78 <= cells <= 80
    assert "second" not in first


def test_list_takes_days_newest_and_a_search(run: Run, added: Added) -> None:
    added(1, "--at", "2026-01-01", "--note", "STRASSE")
    added(2, "--at", "2026-01-02", "--quality", "pins-and-needles")
    added(3, "--at", "2026-01-03", "--site", "outer-hip:left", "--event", "lift")
    added(4, "--at", "2026-01-04", "--eased", "heat", "--med", "Ibuprofen")

    def pains(*words: str) -> list[int]:
        return [record["pain"] for record in records(run, *words)]

    assert pains("--from", "2026-01-02", "--to", "2026-01-03") == [2, 3]
    assert pains("--last", "2") == [3, 4]
    for text, pain in [
        *(("straße", 1), ("PINS AND needles", 2), ("outer hip (LEFT)", 3), ("lift", 3)),
        *(("HEAT", 4), ("ibuprofen", 4)),
    ]:
        assert pains("--search", text) == [pain]
    assert pains("--search", "nowhere") == []


def test_list_json_is_the_records_as_stored(run: Run, added: Added, tmp_path: Any) -> None:
    added(5, "--note", "\x1b ñ")
    stored = (tmp_path / "data" / "journal.json").read_text()
    [record] = run("list", "--json").out.splitlines()[1:-1]
    assert record in stored


def test_text_output_holds_no_control_character_of_a_note(run: Run, added: Added) -> None:
    nasty = "\x1b[31mred\x07\x9b\r\u202eflip"
    id = added(5, "--note", nasty, "--eased", nasty, "--med", f"a{nasty}")
    for done in (run("list"), run("show", id), run()):
        assert not set(done.out) & set("\x1b\x07\x9b\r\u202e")
        assert "red" in done.out


def test_show_tells_every_field_in_words(run: Run) -> None:
    words = [word for flag, (given, _, _) in EVERY_FIELD.items() for word in (flag, given)]
    id = run("add", "5", *words).out.strip()
    shown = run("show", id).out
    for text in (
        *("5 of 10", "7 of 10", "low back (centre, 4 of 10)", "aching", "7.5 hours", "8.5 hours"),
        *("90 minutes", "6000 steps", "25 minutes", "a lot", "15 minutes", "2 times"),
        *("a;b @ 08:00", "lift", "warmth", "pain [/] at L5", id),
    ):
        assert text in shown


def test_without_a_terminal_today_is_told(run: Run, added: Added) -> None:
    assert "not logged yet" in run().out
    added(4, "--note", "so so")
    added(8, "--at", "2 days ago")
    done = run()
    assert done.code == 0
    assert "1 entry" in done.out
    assert "so so" in done.out
    assert done.out.count("not logged") == 5
    assert "mean  8.0" in done.out


def test_an_unfinished_form_is_told(run: Run, tmp_path: Any) -> None:
    from datetime import UTC, datetime

    from journal.store.journal_store import JournalStore
    from journal.store.records import Draft

    JournalStore(tmp_path / "data").save_draft(
        Draft("new", datetime(2026, 1, 2, tzinfo=UTC), {"note": "half"})
    )
    assert "unfinished" in run().out
