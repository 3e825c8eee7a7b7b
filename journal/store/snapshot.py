"""What the journal held at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from journal.store.entry_log import EntryLog
from journal.store.profile_table import ProfileTable
from journal.store.records import Change, Draft
from journal.store.screening_log import ScreeningLog
from journal.store.session_log import SessionLog

if TYPE_CHECKING:
    from journal.domain.limits import Limits
    from journal.domain.screening import Profile


class Snapshot(msgspec.Struct, frozen=True):
    """What the journal held at one moment.

    `drafts` are by id; `undoable` is the change that undo would take back; `read_only` says
    why nothing can be written, None when it can; `trouble` is what the person should know of
    all the same, such as a backup that failed.
    """

    entries: EntryLog
    screenings: ScreeningLog
    sessions: SessionLog
    profiles: ProfileTable
    drafts: Mapping[str, Draft]
    undoable: Change | None
    read_only: str | None
    trouble: str | None = None

    @classmethod
    def empty(cls) -> Snapshot:
        """What a journal holds in which nothing was written yet."""
        logs = (EntryLog({}), ScreeningLog({}), SessionLog({}))
        return cls(*logs, ProfileTable({}), {}, None, None)

    @property
    def profile(self) -> Profile | None:
        """What the person told of themselves, None when nothing was asked yet."""
        return self.profiles.answers

    @property
    def limits(self) -> Limits:
        """What the person told of themselves that limits exercise, `Limits()` where nothing."""
        return self.profiles.limits
