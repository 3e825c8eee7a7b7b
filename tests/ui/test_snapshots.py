"""What the screens look like: pictures that a person has looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest
from screen_reading import press, words_on

from journal.domain.fields import parse_site
from journal.settings import CheckSettings, Settings
from journal.ui.app import JournalApp

SIZE = (80, 24)


@pytest.fixture
def app(store, clock, tmp_path):
    return JournalApp(store, Settings(), tmp_path / "settings.toml", clock)


@pytest.fixture
def fortnight(store, entry, clock):
    """Twelve of the last fourteen days, with places and notes."""
    store.import_entries(
        entry(
            (days * 3) % 10,
            id=f"e{days}",
            at=clock() - timedelta(days=days, hours=3),
            sites=(parse_site("low-back"), parse_site("buttock:left"))[: days % 3],
            note="Long day at the desk." if days % 4 == 1 else "",
        )
        for days in range(14)
        if days not in (3, 8)
    )


@pytest.fixture
def looks_the_same(snap_compare, until):
    """Compares what the app shows after `steps`: keys, and the words that stand there then.

    Words are waited for, not a while: what comes by a timer is in a picture always or never.
    """

    def compare(app: JournalApp, *steps: tuple[str, str]) -> bool:
        async def use(pilot):
            await pilot.pause()
            for keys, words in steps:
                await press(pilot, *keys.split())
                await until(pilot, lambda words=words: words in words_on(pilot))

        return snap_compare(app, terminal_size=SIZE, run_before=use)

    return compare


def test_today_of_a_new_journal(app, looks_the_same):
    assert looks_the_same(app, ("", "Nothing yet."))


def test_today_of_an_ordinary_journal(fortnight, app, looks_the_same):
    assert looks_the_same(app, ("6", "enter saves 6."))


def test_the_body_map(fortnight, app, looks_the_same):
    assert looks_the_same(
        app,
        ("f3", "How much does it hurt"),
        ("5 tab tab tab space down space", "sacroiliac (centre)"),
        ("", "draft kept"),
    )


def test_the_history(fortnight, app, looks_the_same):
    assert looks_the_same(app, ("f6", "12 entries"), ("down down", "Thursday 12 March"))


@pytest.fixture
def app_in_britain(store, clock, tmp_path, known):
    known()
    settings = Settings(check=CheckSettings(country="gb"))
    return JournalApp(store, settings, tmp_path / "settings.toml", clock)


def test_a_question_with_a_yes(app_in_britain, looks_the_same):
    assert looks_the_same(
        app_in_britain,
        ("f4", "Short check"),
        ("down enter", "1 of 21"),
        ("right " * 15, "16 of 21"),
        ("y", "the yes stands"),
    )


def test_an_urgent_result(app_in_britain, looks_the_same):
    signs = 20  # of the short check, for someone with no to all about the person
    assert looks_the_same(
        app_in_britain,
        ("f4", "Short check"),
        ("down enter", "1 of 21"),
        ("n u" + " n" * (signs - 2), "21 of 21"),
        ("enter", "Not asked this time"),
    )


def test_the_trends(fortnight, app, looks_the_same):
    assert looks_the_same(
        app,
        ("f7", "Last 7 days 4.0"),
        ("1", "1 to 14 March 2026"),
        ("left left", "Thu 12 March: 6"),
    )
