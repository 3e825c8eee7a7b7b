"""Folders and stores for round trips through a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from journal.store.journal_store import JournalStore


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], JournalStore]:
    """Makes an empty journal at each call, also within one property test."""
    base: Path = tmp_path_factory.mktemp("journals")
    numbers: Iterator[int] = count()

    def make() -> JournalStore:
        return JournalStore(base / str(next(numbers)))

    return make
