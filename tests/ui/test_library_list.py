"""The list of what there is to do: all words of a reason can be read, at every width."""

from __future__ import annotations

from screen_reading import screen_text
from textual.app import App, ComposeResult

from journal.ui.widgets.library_list import LibraryList, library_row, remark

REASON = "Ask before loads near the ribs today"
ROWS = [library_row("one", "Bridge"), remark(REASON), library_row("two", "Squat")]


class Listing(App[None]):
    """A list and nothing else."""

    def compose(self) -> ComposeResult:
        yield LibraryList(lambda _: None, id="choices")


async def test_a_reason_is_folded_anew_also_where_it_keeps_its_number_of_lines():
    app = Listing()
    async with app.run_test(size=(32, 10)) as pilot:
        choices = app.query_one(LibraryList)
        choices.show(ROWS, "two")
        await pilot.pause()
        folded = [row.words.plain for row in choices.rows]
        assert len(folded) == 4
        await pilot.resize_terminal(26, 10)
        await pilot.pause()
        assert len(choices.rows) == 4
        assert [row.words.plain for row in choices.rows] != folded
        assert " ".join(screen_text(pilot).split()) == f"Bridge {REASON} Squat"
        assert choices.chosen_id == "two"
