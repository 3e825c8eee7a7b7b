"""What the screens of the journal have in common."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.reactive import var
from textual.screen import Screen
from textual.strip import Strip

from journal.domain.entry import PainEntry
from journal.paths import styles_folder
from journal.store.records import Draft
from journal.store.snapshot import Snapshot

if TYPE_CHECKING:
    from journal.ui.app import JournalApp

EMPTY = "Nothing is logged yet. Press t for Today, then a digit."
"""What a screen that reads the journal says of one without an entry."""


class JournalScreen(Screen[None]):
    """A screen that sees the journal as a snapshot and has a stylesheet named after it."""

    STYLES: ClassVar[str]
    """The stylesheet's name in the folder of stylesheets."""

    snapshot: var[Snapshot] = var[Snapshot](Snapshot.empty)
    today: var[date] = var(date.min)

    app: JournalApp

    kept: Draft | None = None
    """The draft on disk that the screen's form grew from or was kept as."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        super().__init__()
        self.css_path: list[Path] = [styles_folder() / self.STYLES]
        self.set_reactive(JournalScreen.snapshot, snapshot)
        self.set_reactive(JournalScreen.today, today)

    def now(self) -> datetime:
        """The app's clock."""
        return self.app.clock()

    def unsaved(self) -> Draft | None:
        """What would be lost if the screen went away now, None when nothing would be.

        It is written in the place of the draft in `kept`.
        """
        return None

    def says(self, command: str) -> tuple[str, str] | None:
        """What a command, by its id, does at this moment: its label and help.

        None where that is what it does always.
        """
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        # The ground is one line over and over; Textual would make each of them anew, and cut it
        # anew in every picture of whatever moves above it. Its own short way (`BLANK`) passes over
        # the line filters: the ground would keep its colour where NO_COLOR asks for none.
        line = Strip.blank(crop.width, self.visual_style.rich_style)
        for line_filter in self.get_line_filters():
            line = line.apply_filter(line_filter, self.background_colors[1])
        return [line] * crop.height

    # What the app answers

    def draft_kept(self, draft: Draft) -> None:
        """This draft of the form is on disk."""

    def set_aside(self) -> None:
        """The form is on disk under another id and can be emptied."""

    def entry_saved(self, entry: PainEntry) -> None:
        """The entry that the screen asked to save is on disk."""

    def entry_not_saved(self) -> None:
        """The entry was not saved; the person was told why."""

    def screening_saved(self, saved: bool) -> None:
        """Whether the check that the screen finished is on disk; the person was told why not."""

    def session_saved(self, saved: bool) -> None:
        """Whether the session that the screen finished is on disk; the person was told why not."""

    def equipment_changed(self) -> None:
        """Other equipment is at hand."""

    def time_passed(self) -> None:
        """It is later: what goes by the hour may be due."""

    def numbers_changed(self) -> None:
        """Another country was chosen, and with it other numbers to call."""
