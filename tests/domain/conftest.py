"""What the tests of the checklist share: its content, as it is shipped."""

from __future__ import annotations

import pytest

from journal.content.red_flags import load_checklist
from journal.domain.checklist import Checklist


@pytest.fixture(scope="session")
def checklist() -> Checklist:
    """The checklist of warning signs, read once."""
    return load_checklist()
