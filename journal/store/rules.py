"""What each kind of record must keep to wherever it comes from; what knows it is loaded then."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from journal.domain.entry import PainEntry, check_not_future

if TYPE_CHECKING:
    from journal.domain.screening import Screening
    from journal.domain.training import Session
    from journal.store.profile_record import ProfileRecord


class Rules(msgspec.Struct, frozen=True):
    """The rules as they are at the moment `now`; each raises FieldProblem."""

    now: datetime

    def entry(self, entry: PainEntry) -> None:
        """An entry makes sure of itself, but for what lies in the future."""
        check_not_future(entry, self.now)

    def screening(self, screening: Screening) -> None:
        """See `check_screening`."""
        from journal.store.screening_rules import check_screening

        check_screening(screening, self.now)

    def session(self, session: Session) -> None:
        """See `check_session`."""
        from journal.store.session_rules import check_session

        check_session(session, self.now)

    def profile(self, profile: ProfileRecord) -> None:
        """See `check_profile_record`."""
        from journal.store.profile_rules import check_profile_record

        check_profile_record(profile, self.now)
