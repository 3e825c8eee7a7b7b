"""What the screens of the journal have in common."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import reactive
from textual.screen import Screen

from journal.paths import styles_folder
from journal.store.journal_store import Snapshot
from journal.ui.messages import KeepDraft

if TYPE_CHECKING:
    from journal.ui.app import JournalApp


class JournalScreen(Screen[None]):
    """A screen that sees the journal as a snapshot and has a stylesheet named after it."""

    STYLES: ClassVar[str]
    """The stylesheet's name in the folder of stylesheets."""

    snapshot: reactive[Snapshot] = reactive[Snapshot](Snapshot.empty)
    today: reactive[date] = reactive(date.min)

    app: JournalApp

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        super().__init__()
        self.css_path: list[Path] = [styles_folder() / self.STYLES]
        self.set_reactive(JournalScreen.snapshot, snapshot)
        self.set_reactive(JournalScreen.today, today)

    def now(self) -> datetime:
        """The app's clock."""
        return self.app.clock()

    def unsaved(self) -> KeepDraft | None:
        """What would be lost if the screen went away now, None when nothing would."""
        return None
