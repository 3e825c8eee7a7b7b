"""What screens ask of the app. It answers by the methods of `JournalScreen`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message

from journal.domain.entry import PainEntry
from journal.store.records import Draft

if TYPE_CHECKING:
    from journal.domain.limits import Limits
    from journal.domain.screening import Clearance, Scope, Screening
    from journal.domain.session_run import SessionRun
    from journal.domain.training import Session
    from journal.ui.screens.base import JournalScreen


class SaveEntry(Message):
    """Keep this entry: a new one, or in the place of `base`, which it was made from.

    The screen's draft goes when the entry is safe.
    """

    def __init__(
        self,
        screen: JournalScreen,
        entry: PainEntry,
        base: PainEntry | None = None,
    ) -> None:
        super().__init__()
        self.screen = screen
        self.entry = entry
        self.base = base


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


class GoToDay(Message, bubble=False):
    """To the history: put the cursor on this day; escape goes back to the screen named `back`."""

    def __init__(self, day: date, back: str) -> None:
        super().__init__()
        self.day = day
        self.back = back


class KeepDraft(Message):
    """Keep what the screen's form holds by then."""

    def __init__(self, screen: JournalScreen) -> None:
        super().__init__()
        self.screen = screen


class SetAside(Message):
    """Keep this form under another id, in the place of its draft, so that it can be emptied."""

    def __init__(self, screen: JournalScreen, draft: Draft) -> None:
        super().__init__()
        self.screen = screen
        self.draft = draft


class StartWith(Message, bubble=False):
    """To the form: begin with this score, which was pressed already."""

    def __init__(self, score: int) -> None:
        super().__init__()
        self.score = score


class StartCheck(Message):
    """Begin a check of warning signs, or go on with the one that waits.

    `again` asks everything about the person again.
    """

    def __init__(self, scope: Scope | None, again: bool = False) -> None:
        """`scope` is None for the check that waits."""
        super().__init__()
        self.scope = scope
        self.again = again


class SaveScreening(Message):
    """Keep this finished check and show it; the screen's draft goes when it is safe.

    With `stopped` the draft stays: the check was left for help, with questions open.
    """

    def __init__(self, screen: JournalScreen, screening: Screening, stopped: bool = False) -> None:
        super().__init__()
        self.screen = screen
        self.screening = screening
        self.stopped = stopped


class ShowScreening(Message):
    """Open this finished check."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class DeleteScreening(Message):
    """Delete this finished check."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class NoteSeen(Message):
    """Note in a finished check that a clinician was seen or spoken to."""

    def __init__(self, id: str, clearance: Clearance) -> None:
        super().__init__()
        self.id = id
        self.clearance = clearance


class WriteReport(Message):
    """Write this text into a file of its own, named after `day`."""

    def __init__(self, text: str, day: date) -> None:
        super().__init__()
        self.text = text
        self.day = day


class StartSession(Message):
    """Ask what is asked before a session of this programme, or of this one exercise.

    `resumed` is a session that waited for long: it goes on after the questions.
    """

    def __init__(
        self, programme: str = "", exercise: str = "", resumed: PlaySession | None = None
    ) -> None:
        super().__init__()
        self.programme = programme
        self.exercise = exercise
        self.resumed = resumed


class PlaySession(Message):
    """Guide through this session; `kept` is the draft that it waited in, if it did."""

    def __init__(self, run: SessionRun, kept: Draft | None = None) -> None:
        super().__init__()
        self.run = run
        self.kept = kept


class SaveSession(Message):
    """Keep this finished session; the screen's draft goes when it is safe.

    `draft` is the same as it waits for another try, where the screen is gone by then.
    """

    def __init__(self, screen: JournalScreen, session: Session, draft: Draft) -> None:
        super().__init__()
        self.screen = screen
        self.session = session
        self.draft = draft


class DropDraft(Message):
    """Let the screen's draft go: there is nothing in it to keep."""

    def __init__(self, screen: JournalScreen) -> None:
        super().__init__()
        self.screen = screen


class ShowSessions(Message):
    """Open the list of finished sessions."""


class DeleteSession(Message):
    """Delete this finished session."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class NoteMorning(Message):
    """Note in a finished session the pain of the morning after, 0-10."""

    def __init__(self, id: str, score: int) -> None:
        super().__init__()
        self.id = id
        self.score = score


class ChangeLimits(Message):
    """Change what limits exercise: `edit` makes new limits of those that are kept by then."""

    def __init__(self, edit: Callable[[Limits], Limits]) -> None:
        super().__init__()
        self.edit = edit


class SetEquipment(Message):
    """Keep in the settings what the person owns."""

    def __init__(self, equipment: tuple[str, ...]) -> None:
        super().__init__()
        self.equipment = equipment


class SetBell(Message):
    """Keep in the settings whether the bell rings at each change."""

    def __init__(self, bell: bool) -> None:
        super().__init__()
        self.bell = bell
