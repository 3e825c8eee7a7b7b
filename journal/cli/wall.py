"""Where every error ends: one plain line on standard error and an exit code.

Nothing here imports click, so that the app starts without it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from journal.paths import Places, find_places
from journal.store.errors import StoreError

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
"""Exit codes."""


def system_clock() -> datetime:
    """Now, to the second, with the machine's UTC offset.

    As the store's own, which `journal --help` need not load the store for.
    """
    return datetime.now().astimezone().replace(microsecond=0)


class Refusal(Exception):
    """What was asked for cannot be done; the message is one plain line."""


class Usage(Exception):
    """The command was put wrongly; the message is one plain line."""


class Desk(msgspec.Struct, frozen=True):
    """What a verb works with: where things are, the folder as it was given, and the clock."""

    places: Places
    given: str | None
    clock: Callable[[], datetime]

    def command(self, words: str) -> str:
        """A command line that works on this journal, to be shown to the person."""
        from shlex import quote

        folder = f" --data-dir {quote(self.given)}" if self.given else ""
        return f"journal{folder} {words}"


def desk_for(given: str | None, clock: Callable[[], datetime]) -> Desk:
    """The desk for the folder named on the command line, None where none was.

    Raises Refusal for a folder that cannot be meant.
    """
    if given is not None and not given.strip():
        raise Usage("--data-dir needs the name of a folder")
    try:
        places = find_places(Path(given) if given else None, os.environ)
    except RuntimeError as error:
        raise Refusal(f"The data folder cannot be found: {error}") from None
    return Desk(places, given, clock)


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`, whatever happens in it."""
    try:
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader has what it wanted (`| head`). Python would flush once more at its end.
        _drop_output()
        return DONE
    except KeyboardInterrupt:
        return _refuse("Stopped.")
    except Usage as error:
        return _refuse(str(error), WRONG_USAGE)
    except OSError as error:
        return _refuse(_os_words(error))
    except Exception as error:
        from journal.domain.problem import FieldProblem, FieldProblems
        from journal.settings import SettingsError

        known = (Refusal, StoreError, FieldProblem, FieldProblems, SettingsError)
        if isinstance(error, known):
            return _refuse(str(error))
        return _refuse(
            f"Something went wrong inside the journal ({type(error).__name__}: {error})."
            " What was saved before is safe."
        )


def _refuse(message: str, code: int = REFUSED) -> int:
    from journal.domain.text import visible

    if sys.stderr is not None:
        line = visible(" ".join(message.split("\n")))
        sys.stderr.write(f"{line}\n")
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            _drop_output()
    return code


def _os_words(error: OSError) -> str:
    why = error.strerror or str(error)
    if error.strerror is None:
        return why
    return f"Could not use {'the output' if error.filename is None else error.filename}: {why}."


def _drop_output() -> None:
    """Let what is still to be written to standard output go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
