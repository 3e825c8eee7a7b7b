"""Starting the app: the journal is opened first, then Textual is loaded.

In this order a journal that cannot be opened is told of at once, and what reading ten years of
entries leaves free of memory is used for the app.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from datetime import datetime

from journal.domain.text import visible
from journal.paths import Places
from journal.settings import Settings, SettingsError, load_settings
from journal.store.errors import DamagedJournal, StoreError
from journal.store.journal_file import system_clock
from journal.store.journal_store import JournalStore

HANDOVER = 0.0005
"""Seconds after which the event loop lets Textual's threads for keys and for pictures go on.

Python's own 5 ms are felt: while a screen is made, each key and the end of each picture waits.
"""

PICTURES = "120"
"""Pictures a second at the most, where `TEXTUAL_FPS` says nothing: what a key did is shown after
8 ms instead of 16. Nothing is drawn that did not change."""


def run_app(places: Places, clock: Callable[[], datetime] = system_clock) -> int:
    """Run the app until the person leaves; the exit code: 0, or 1 when it could not run."""
    # All that is made until then stays to the end: looking for garbage in it is time lost.
    gc.disable()
    settings, trouble = Settings(), ""
    try:
        settings = load_settings(places.settings)
    except SettingsError as error:
        trouble = str(error)
    store = _open(places, clock)
    if store is None:
        return 1
    _set_pace()
    from journal.ui.app import JournalApp

    app = JournalApp(store, settings, places.settings, clock, trouble)
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(HANDOVER)
    app.run()
    return app.return_code or 0


def _set_pace() -> None:
    """Have Textual draw PICTURES a second at the most, unless the person says otherwise."""
    if "TEXTUAL_FPS" not in os.environ:
        os.environ["TEXTUAL_FPS"] = PICTURES
        # Read here, once and for all. What is started from the app should not inherit it.
        import textual.constants  # noqa: F401 (for what importing it does)

        del os.environ["TEXTUAL_FPS"]


def _open(places: Places, clock: Callable[[], datetime]) -> JournalStore | None:
    """The journal, after the person chose what to do about damage; None when there is none."""
    while True:
        try:
            store = JournalStore(places.data, clock)
            len(store.snapshot().entries)  # puts them in order, while memory is still compact
            return store
        except DamagedJournal as damage:
            _set_pace()
            from journal.ui.recovery import RecoveryApp

            if not RecoveryApp(damage, places.data, clock).run():
                sys.stderr.write(f"{visible(str(damage))}\n")
                return None
        except StoreError as error:
            sys.stderr.write(f"{visible(str(error))}\n")
            return None
