"""What screens ask of the app, and what it tells them."""

from __future__ import annotations

from textual.message import Message
from textual.screen import Screen

from journal.domain.entry import PainEntry
from journal.store.records import Draft


class SaveEntry(Message):
    """Keep this entry: a new one, or in the place of `base`, which it was made from."""

    def __init__(
        self,
        screen: Screen[None],
        entry: PainEntry,
        base: PainEntry | None = None,
        draft: str | None = None,
    ) -> None:
        super().__init__()
        self.sender_screen = screen
        self.entry = entry
        self.base = base
        self.draft = draft


class EntrySaved(Message, bubble=False):
    """To the screen that asked: the entry is on disk."""

    def __init__(self, entry: PainEntry) -> None:
        super().__init__()
        self.entry = entry


class EntryNotSaved(Message, bubble=False):
    """To the screen that asked: nothing was saved, and why."""

    def __init__(self, entry: PainEntry, reason: str) -> None:
        super().__init__()
        self.entry = entry
        self.reason = reason


class DeleteEntry(Message):
    """Delete the entry with this id."""

    def __init__(self, entry: PainEntry) -> None:
        super().__init__()
        self.entry = entry


class EditEntry(Message):
    """Open this entry in the form."""

    def __init__(self, entry: PainEntry) -> None:
        super().__init__()
        self.entry = entry


class KeepDraft(Message):
    """Keep a form as it stands, in the place of the draft `over` that it grew from."""

    def __init__(self, screen: Screen[None], draft: Draft, over: Draft | None) -> None:
        super().__init__()
        self.sender_screen = screen
        self.draft = draft
        self.over = over


class DraftKept(Message, bubble=False):
    """To the form: this draft of it is on disk."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft


class DropDraft(Message):
    """Forget a draft."""

    def __init__(self, draft_id: str) -> None:
        super().__init__()
        self.draft_id = draft_id


class StartWith(Message, bubble=False):
    """To the form: begin with this score, which was pressed already."""

    def __init__(self, score: int) -> None:
        super().__init__()
        self.score = score
