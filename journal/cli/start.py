"""What the command does without a verb; click is not needed for it."""

from __future__ import annotations

import gc
import sys
from typing import TextIO

from journal.cli.wall import Desk


def start(desk: Desk) -> int:
    """The app where there is a terminal, else today in words; returns the exit code."""
    if _is_terminal(sys.stdin) and _is_terminal(sys.stdout):
        from journal.ui.start import run_app

        gc.enable()
        return run_app(desk.places)
    from journal.cli.today import say_today

    say_today(desk)
    return 0


def _is_terminal(stream: TextIO | None) -> bool:
    # A stream that was closed before we started is None.
    return stream is not None and stream.isatty()
