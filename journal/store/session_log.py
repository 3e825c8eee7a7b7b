"""All finished sessions by their moment, each decoded when it is looked at."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from journal.store.errors import UnreadableRecord
from journal.store.record_log import RecordLog

if TYPE_CHECKING:
    from journal.domain.training import Session


class PastSession(msgspec.Struct, frozen=True):
    """The part of a finished session that Today needs: what it was, when, and the pain around it.

    `morning` is the pain of the morning after, `before` that at the start, `after` that at the
    end, each 0-10 and None as long as it was not said. `phase` is the id of a ladder's phase,
    empty where there is none; an `eased` session is no base for the next one. `stopped` is the id
    of the stop rule that ended it at `ended_at`, empty where none did.
    """

    id: str
    day: date
    at: datetime
    programme: str
    morning: int | None = None
    before: int | None = None
    phase: str = ""
    eased: bool = False
    stopped: str = ""
    ended_at: datetime | None = None
    after: int | None = None


class _Felt(msgspec.Struct, frozen=True):
    worst: int | None = None


class _AllFelt(msgspec.Struct, frozen=True):
    tasks: tuple[_Felt, ...]


class SessionLog(RecordLog["Session", PastSession]):
    """The finished sessions of a journal."""

    # Today starts with this module; what knows the exercises is loaded when one is shown.

    table = "sessions"
    noun = "session"

    def _kind(self) -> type[Session]:
        from journal.domain.training import Session

        return Session

    def _light_kind(self) -> type[PastSession]:
        return PastSession

    def with_morning(self, session: Session) -> Session:
        """The session with what was told of the morning after its day, where it says nothing."""
        if session.morning is not None:
            return session
        for index in reversed(self.between(session.day, session.day)):
            if self.past[index].morning is None:
                continue
            try:
                other = self[index]
            except UnreadableRecord:
                continue  # Told of in the history and by doctor.
            if other.morning_on is not None and other.morning_on > session.day:
                told = {"morning": other.morning, "morning_on": other.morning_on}
                return msgspec.structs.replace(session, **told)
        return session

    def worst(self, index: int) -> int | None:
        """The worst pain during any exercise of the session at `index`, 0-10.

        None where none was said or it cannot be read. Nothing else of the session is looked at,
        so that Today can say it of its few.
        """
        try:
            tasks = msgspec.json.decode(self.raw(index), type=_AllFelt).tasks
        except msgspec.ValidationError:
            return None  # Told of in the history and by doctor.
        return max((task.worst for task in tasks if task.worst is not None), default=None)
