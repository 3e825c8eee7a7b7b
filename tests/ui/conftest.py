"""The app on a fixed clock and a journal of its own, driven through Textual's Pilot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from screen_reading import press_at_once
from textual.css.model import RuleSet
from textual.pilot import Pilot

from journal.domain.screening import Profile
from journal.settings import CheckSettings, Settings
from journal.store.journal_store import JournalStore
from journal.ui.app import JournalApp
from journal.ui.screens.check import CheckScreen
from journal.ui.screens.questions import QuestionsScreen
from journal.ui.widgets.key_bar import KeyBar

Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
PATIENCE = 10.0
"""Seconds after which a condition counts as never met."""
Rules = dict[tuple[object, ...], list[RuleSet]]
PARSED: dict[tuple[tuple[str, str], ...], Rules] = {}
"""The rules that the apps before have parsed, by the colours of their theme."""


def standing_still() -> float:
    """Seconds that do not pass, so that no figure moves unless a test wants it."""
    return 1000.0


@pytest.fixture
def running(store: JournalStore, clock: Callable[[], datetime], tmp_path: Path) -> Running:
    """Runs the app: `async with running(size=(80, 24)) as pilot`."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (80, 24),
        settings: Settings | None = None,
        journal: JournalStore | None = None,
        ticks: Callable[[], float] = standing_still,
    ) -> AsyncIterator[Pilot[None]]:
        app = JournalApp(
            journal or store,
            settings or Settings(),
            tmp_path / "settings.toml",
            clock,
            documents=lambda: tmp_path / "documents",
            ticks=ticks,
        )
        sheet = app.stylesheet
        colours = tuple(sheet._variables.items())
        for source, rules in PARSED.get(colours, {}).items():
            sheet._parse_cache[source] = rules
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot
            if app.is_running:
                # What was asked for is written before the app goes, as when a person leaves.
                await pilot.pause()
                await app._quiet.wait()
        if tuple(sheet._variables.items()) == colours:
            parsed = sheet._parse_cache
            PARSED[colours] = {source: parsed[source] for source in tuple(parsed.keys())}

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
        # A screen just opened holds its parts before it is drawn; until then it shows no words.
        while pilot.app.screen_stack and not pilot.app.screen.outer_size:
            assert loop.time() < deadline, "the screen was never drawn"
            await pilot.pause(0.01)

    return wait


@pytest.fixture
def in_britain() -> Settings:
    """Settings with a country, so that a check begins with its first question."""
    return Settings(check=CheckSettings(country="gb"))


@pytest.fixture
def known(store: JournalStore, clock: Callable[[], datetime]) -> Callable[..., Profile]:
    """Keeps answers about the person, no but for those given: `known(blood_thinners="yes")`."""

    def keep(**answers: object) -> Profile:
        items = ("cancer_ever", "thin_bones", "steroids_long", "immunity_weak", "blood_thinners")
        items += ("bone_drugs", "implant_or_surgery", "may_be_pregnant", "bone_blood_risk")
        plain = dict.fromkeys((*items, "runner_or_load_jump"), "no")
        profile = Profile(**(plain | {"age": 44, "reviewed": clock().date()} | answers))
        store.save_profile(profile)
        return profile

    return keep


@pytest.fixture
def begin(until: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[QuestionsScreen]]:
    """Opens the list of checks and takes a line of it: `screen = await begin(pilot, "short")`."""

    async def start(pilot: Pilot[None], line: str = "full") -> QuestionsScreen:
        if not isinstance(pilot.app.screen, CheckScreen):
            press_at_once(pilot, "f4")
            await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
        choices = pilot.app.screen.choices
        await until(pilot, lambda: pilot.app.focused is choices and bool(choices.options))
        ids = [option.id for option in choices.options]
        press_at_once(pilot, "home", *["down"] * ids.index(line), "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: bool(screen.query(KeyBar)) and bool(screen.progress.words))
        return screen

    return start
