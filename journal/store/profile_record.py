"""What a person told of themselves as it is kept."""

from __future__ import annotations

from datetime import datetime

import msgspec

from journal.domain.limits import Limits
from journal.domain.screening import Profile

PROFILE_ID = "profile"
"""The id of the one record."""
NO_LIMITS = Limits()
"""The limits that a record leaves out."""


class ProfileRecord(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The one record of the `profile` table: the answers, when something in it last changed, and
    what limits exercise. Empty answers stand for a person who was not asked yet.
    """

    id: str
    updated_at: datetime
    answers: Profile
    limits: Limits = NO_LIMITS
