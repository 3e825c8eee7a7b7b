"""What the screens look like: pictures that a person has looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest

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


def test_today_of_a_new_journal(app, snap_compare):
    assert snap_compare(app, terminal_size=SIZE)


def test_today_of_an_ordinary_journal(fortnight, app, snap_compare):
    assert snap_compare(app, terminal_size=SIZE, press=["6"])


def test_the_body_map(fortnight, app, snap_compare):
    keys = ["f3", "5", "tab", "tab", "tab", "space", "down", "space"]
    assert snap_compare(app, terminal_size=SIZE, press=keys)


def test_the_history(fortnight, app, snap_compare):
    assert snap_compare(app, terminal_size=SIZE, press=["f6", "down", "down"])


@pytest.fixture
def app_in_britain(store, clock, tmp_path, known):
    known()
    settings = Settings(check=CheckSettings(country="gb"))
    return JournalApp(store, settings, tmp_path / "settings.toml", clock)


def test_a_question_with_a_yes(app_in_britain, snap_compare):
    keys = ["f4", "down", "enter", *["right"] * 15, "y", "wait:200"]
    assert snap_compare(app_in_britain, terminal_size=SIZE, press=keys)


def test_an_urgent_result(app_in_britain, snap_compare):
    signs = 20  # of the short check, for someone with no to all about the person
    keys = ["f4", "down", "enter", *"nu", *["n"] * (signs - 2), "enter", "wait:400"]
    assert snap_compare(app_in_britain, terminal_size=SIZE, press=keys)


def test_the_trends(fortnight, app, snap_compare):
    keys = ["f7", "wait:300", "1", "wait:300", "left", "left", "wait:200"]
    assert snap_compare(app, terminal_size=SIZE, press=keys)
