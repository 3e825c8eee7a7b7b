"""A program on a real pty, with what a terminal does for it: answers, keys and a screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte  # type: ignore[import-untyped, import-not-found, unused-ignore]  # has no types

from benchmarks.row import CannotMeasure

COLUMNS, ROWS = 120, 40
QUIET = 0.05
"""Seconds without output after which the screen is parsed, so that parsing delays no reading."""

KEYS = {
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "escape": b"\x1b",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
    "f7": b"\x1b[18~",
    "f8": b"\x1b[19~",
}

_ANSWERS: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # synchronized output: known, off
    (re.compile(rb"\x1b\[\?(?!2026)(\d+)\$p"), b"\x1b[?\\1;0$y"),  # other modes: unknown
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),  # what kind of terminal
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>1;10;0c"),
    (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),  # all is well
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),  # where the cursor is
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),  # kitty keyboard: known, off
    (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), b"\x1b]10;rgb:dddd/dddd/dddd\x1b\\"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:1010/1010/1414\x1b\\"),
)
_UNFINISHED = re.compile(rb"\x1b(?:[\[\]P_^][^a-zA-Z\x07\x1b]*)?\Z")
# What pyte would take for text: keyboard modes, strings for the terminal, window reports.
_NOT_TEXT = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b[P_^].*?\x1b\\|\x1b\[\?[0-9;]*u", re.S)


class Terminal:
    """A child on a pty of its own, ended when the context ends. Times are `perf_counter`'s."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._unparsed: list[tuple[float, bytes]] = []
        self._held = b""
        self._asked = b""
        self._between_frames = True
        self.written = 0
        """Bytes that the child has written so far."""
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.login_tty(slave)
                os.closerange(3, 64)
                os.chdir(folder)
                os.execvpe(command[0], list(command), dict(env))
            finally:
                os._exit(127)
        os.close(slave)
        self._master = master

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)
            deadline = time.perf_counter() + 3
            while time.perf_counter() < deadline:
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self._master)
                    return
                # A child that restores the terminal needs someone to read what it writes.
                with contextlib.suppress(CannotMeasure):
                    self.read(0.02)
        os.close(self._master)

    def read(self, wait: float) -> float | None:
        """Take in what arrives within `wait` seconds; when it arrived, None for nothing."""
        if not select.select([self._master], [], [], max(0.0, wait))[0]:
            return None
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            data = b""
        when = time.perf_counter()
        if not data:
            raise CannotMeasure(f"the program ended; its screen:\n{self.text()}")
        self.written += len(data)
        self._answer(data)
        self._unparsed.append((when, data))
        return when

    def settle(self, quiet: float = 0.3, limit: float = 10.0) -> None:
        """Read until nothing came for `quiet` seconds, for `limit` seconds at most."""
        deadline = time.perf_counter() + limit
        while time.perf_counter() < deadline and self.read(quiet) is not None:
            pass
        self._parse(None)

    def wait(self, seconds: float) -> None:
        """Read for this long."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self.read(left)

    def wait_for(self, pattern: str, limit: float = 30.0) -> float:
        """When the first complete frame was there whose text matches `pattern` (with re.S)."""
        wanted = re.compile(pattern, re.S)
        deadline = last_parsed = time.perf_counter()
        deadline += limit
        while time.perf_counter() < deadline:
            if self.read(QUIET) is not None and time.perf_counter() - last_parsed < 2:
                continue
            if (when := self._parse(wanted)) is not None:
                return when
            last_parsed = time.perf_counter()
        raise CannotMeasure(f"{pattern!r} never came; the screen:\n{self.text()}")

    def shows(self, pattern: str, limit: float = 30.0) -> None:
        """Wait until the screen's text matches `pattern`, which it may do already."""
        if not re.search(pattern, self.text(), re.S):
            self.wait_for(pattern, limit)

    def press(self, *keys: str) -> float:
        """Send keys by name, or text as it is; returns when."""
        data = b"".join(KEYS.get(key) or key.encode() for key in keys)
        when = time.perf_counter()
        os.write(self._master, data)
        return when

    def reaction(self, key: str, limit: float = 2.0) -> float:
        """Seconds from a key to the first output after it."""
        self.settle(QUIET, limit)
        # What came while the screen was parsed is no answer to this key.
        while self.read(0) is not None:
            pass
        pressed = self.press(key)
        when = self.read(limit)
        if when is None:
            raise CannotMeasure(f"nothing was written after {key!r}; the screen:\n{self.text()}")
        return when - pressed

    def text(self) -> str:
        """The screen as it was last parsed."""
        return "\n".join(line.rstrip() for line in self._screen.display).strip("\n")

    def resident(self) -> int:
        """Bytes of memory that the child occupies."""
        for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Rss:"):
                return int(line.split()[1]) * 1024
        raise CannotMeasure("the system does not tell the resident memory")

    def cpu(self) -> float:
        """Seconds of processor time that the child's threads have used."""
        threads = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in threads) / 1e9

    def _parse(self, wanted: re.Pattern[str] | None) -> float | None:
        """Feed the screen; when the first complete frame was there that matches `wanted`."""
        found = None
        while self._unparsed and found is None:
            when, data = self._unparsed.pop(0)
            data = self._held + data
            cut = _UNFINISHED.search(data)
            self._held = data[cut.start() :] if cut else b""
            data = data[: len(data) - len(self._held)]
            begin, end = data.rfind(b"\x1b[?2026h"), data.rfind(b"\x1b[?2026l")
            if begin != end:
                self._between_frames = end > begin
            self._stream.feed(_NOT_TEXT.sub(b"", data))
            if wanted and self._between_frames and wanted.search("\n".join(self._screen.display)):
                found = when
        return found

    def _answer(self, data: bytes) -> None:
        """Answer what the program asks its terminal, also when a question came in two parts."""
        data = self._asked + data
        cut = _UNFINISHED.search(data)
        self._asked = data[cut.start() :] if cut else b""
        data = data[: len(data) - len(self._asked)]
        for question, answer in _ANSWERS:
            for match in question.finditer(data):
                os.write(self._master, match.expand(answer) if match.groups() else answer)
