"""The app on a fixed clock and a journal of its own, driven through Textual's Pilot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from journal.settings import Settings
from journal.store.journal_store import JournalStore
from journal.ui.app import JournalApp

Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
PATIENCE = 10.0
"""Seconds after which a condition counts as never met."""


@pytest.fixture
def running(store: JournalStore, clock: Callable[[], datetime], tmp_path: Path) -> Running:
    """Runs the app: `async with running(size=(80, 24)) as pilot`."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (80, 24), settings: Settings | None = None
    ) -> AsyncIterator[Pilot[None]]:
        app = JournalApp(store, settings or Settings(), tmp_path / "settings.toml", clock)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot

    return run


@pytest.fixture
def until() -> Callable[[Pilot[None], Callable[[], bool]], Awaitable[None]]:
    """Waits for a condition: `await until(pilot, lambda: ...)`."""

    async def wait(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while not condition():
            assert loop.time() < deadline, "the condition was never met"
            await pilot.pause(0.01)

    return wait
