"""The answers about the person as they are kept."""

from __future__ import annotations

from datetime import datetime

import msgspec

from journal.domain.screening import Profile

PROFILE_ID = "profile"
"""The id of the one record."""


class ProfileRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one record of the `profile` table: the answers, and when they last changed."""

    id: str
    updated_at: datetime
    answers: Profile
