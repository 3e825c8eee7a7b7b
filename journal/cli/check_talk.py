"""Asking and answering in plain text, line by line."""

from __future__ import annotations

import sys

from journal.cli.output import emit, say, screen_width
from journal.domain.text import visible

WIDEST = 100
"""Cells of a line of running text, however wide the terminal is."""
NARROWEST = 20
LINE_LIMIT = 4096
"""Bytes of an answer that are looked at: more than any takes."""


class Back(Exception):
    """The person wants to see what was asked before."""


class Quit(Exception):
    """The person wants to stop for now."""


class EndOfInput(Exception):
    """Nobody answers any more."""


def wrapped(line: str, under: bool = False) -> list[str]:
    """The line in pieces that fit; `under` sets it in, and the items of a list hang in."""
    from textwrap import wrap

    first = "  " if under else ""
    rest = first + "  " if line.startswith("- ") else first
    width = max(NARROWEST, min(WIDEST, screen_width()))
    pieces = wrap(line, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return pieces or [""]


def put(*lines: str, under: bool = False) -> None:
    """Write lines of running text; `under` sets them in, as what belongs to one before."""
    for line in lines:
        for piece in wrapped(line, under):
            say(piece)


def ask(prompt: str) -> str:
    """What is answered, without blanks around it. Raises Back, Quit, EndOfInput."""
    *lines, last = wrapped(prompt)
    for line in lines:
        say(line)
    emit([f"{visible(last)} ".encode()])
    sys.stdout.flush()
    text = _line()
    if text.lower() in ("b", "back"):
        raise Back
    if text.lower() in ("q", "quit"):
        raise Quit
    return text


def _line() -> str:
    if sys.stdin is None:
        raise EndOfInput
    content = rest = sys.stdin.buffer.readline(LINE_LIMIT)
    while rest and not rest.endswith(b"\n"):
        rest = sys.stdin.buffer.readline(LINE_LIMIT)
    text = content.decode(errors="replace").strip()
    if not content or not sys.stdin.isatty():
        # What is typed at a terminal stands there already.
        say(text)
    if not content:
        raise EndOfInput
    return text


def pick(prompt: str, *choices: str, empty: bool = False) -> str:
    """One of these words, of which the first letter is enough; "" where `empty` allows it."""
    while True:
        text = ask(prompt).lower()
        if not text and empty:
            return ""
        for choice in choices:
            if text in (choice, choice[0]):
                return choice
        letters = ", ".join(choice[0] for choice in choices)
        put(f"Please answer with one of: {letters}, b, q{', or Enter' if empty else ''}.")
