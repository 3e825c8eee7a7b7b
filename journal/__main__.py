"""The console's way in: the app, today in words, or a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journal.cli.wall import Desk


def main() -> None:
    """Run what the command line asks for and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code of one command line (without the command's own name)."""
    from journal.cli.wall import desk_for, guarded
    from journal.store.journal_store import system_clock

    words = list(arguments)
    if words and words[0].startswith("--data-dir="):
        words[:1] = words[0].split("=", 1)
    completing = "_JOURNAL_COMPLETE" in os.environ
    if not completing and (not words or (len(words) == 2 and words[0] == "--data-dir")):
        given = words[1] if words else None
        return guarded(lambda: start(desk_for(given, system_clock)))
    from journal.cli import group

    return group.run(words, system_clock)


def start(desk: Desk) -> int:
    """The app where there is a terminal, else today in words."""
    if _is_terminal(sys.stdin) and _is_terminal(sys.stdout):
        from journal.ui.app import run_app

        return run_app(desk.places)
    from journal.cli.today import say_today

    say_today(desk)
    return 0


def _is_terminal(stream: object) -> bool:
    # A stream that was closed before we started is None.
    return stream is not None and stream.isatty()  # type: ignore[attr-defined,no-any-return]


if __name__ == "__main__":
    main()
