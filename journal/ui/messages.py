"""What screens ask of the app. It answers by the methods of `JournalScreen`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from journal.domain.entry import PainEntry
from journal.store.records import Draft

if TYPE_CHECKING:
    from journal.ui.screens.base import JournalScreen


class SaveEntry(Message):
    """Keep this entry: a new one, or in the place of `base`, which it was made from.

    `draft` is what of the form was kept before; it goes when the entry is safe.
    """

    def __init__(
        self,
        screen: JournalScreen,
        entry: PainEntry,
        base: PainEntry | None = None,
        draft: Draft | None = None,
    ) -> None:
        super().__init__()
        self.screen = screen
        self.entry = entry
        self.base = base
        self.draft = draft


class DeleteEntry(Message):
    """Delete this entry."""

    def __init__(self, entry: PainEntry) -> None:
        super().__init__()
        self.entry = entry


class EditEntry(Message):
    """Open this entry in the form."""

    def __init__(self, entry: PainEntry) -> None:
        super().__init__()
        self.entry = entry


class KeepDraft(Message):
    """Keep what the screen's form holds by then."""

    def __init__(self, screen: JournalScreen) -> None:
        super().__init__()
        self.screen = screen


class SetAside(Message):
    """Keep this form under another id, in the place of `kept`, so that it can be emptied."""

    def __init__(self, screen: JournalScreen, draft: Draft, kept: Draft | None) -> None:
        super().__init__()
        self.screen = screen
        self.draft = draft
        self.kept = kept


class StartWith(Message, bubble=False):
    """To the form: begin with this score, which was pressed already."""

    def __init__(self, score: int) -> None:
        super().__init__()
        self.score = score
