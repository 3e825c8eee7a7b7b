"""The console's way in: the app, today in words, or a command."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main() -> None:
    """Run what the command line asks for and leave with its exit code."""
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        # Before a verb has begun; from then on `guarded` has the word.
        sys.exit(1)


def run(arguments: Sequence[str]) -> int:
    """The exit code of one command line (without the command's own name)."""
    from journal.cli.start import start
    from journal.cli.wall import desk_for, guarded, system_clock

    words = list(arguments)
    if words and words[0].startswith("--data-dir="):
        words[:1] = words[0].split("=", 1)
    completing = "_JOURNAL_COMPLETE" in os.environ
    if not completing and (not words or (len(words) == 2 and words[0] == "--data-dir")):
        given = words[1] if words else None
        return guarded(lambda: start(desk_for(given, system_clock)))
    from journal.cli import group

    # A verb is over before collecting reference cycles would pay: without it, reading ten years
    # of entries takes two thirds of the time. The app turns it on again.
    gc.disable()
    return group.run(words, system_clock)


if __name__ == "__main__":
    main()
