"""Where things are measured: an installed wheel, and a journal of ten years."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.row import CannotMeasure

ROOT = Path(__file__).resolve().parent.parent
WORKERS = Path(__file__).resolve().parent / "workers"
YEARS, SEED = 10, 1
_NOT_FOR_CHILDREN = (
    "PYTHONDONTWRITEBYTECODE",
    "JOURNAL_DATA_DIR",
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "TERM_PROGRAM",
    "TMUX",
    "VIRTUAL_ENV",
)


@dataclass(frozen=True)
class Bench:
    """The Python and the `journal` command to measure, and the folder to do it in.

    `path` is a PYTHONPATH for every child, empty for an installed wheel.
    """

    python: str
    journal: tuple[str, ...]
    scratch: Path
    path: str = ""
    quick: bool = False

    @property
    def data(self) -> Path:
        """The data folder with the ten years, for copying and reading."""
        return self.scratch / "ten-years"

    @property
    def env(self) -> dict[str, str]:
        """What a child finds in its environment: a terminal of many colours, an empty home."""
        env = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_CHILDREN}
        env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        env |= {"HOME": str(self.scratch), "PYTHONPATH": self.path}
        return env

    def times(self, number: int) -> int:
        """How often to repeat what is usually repeated `number` times."""
        return max(3, number // 3) if self.quick else number

    def journal_on(self, folder: Path, *arguments: str) -> list[str]:
        """The command line of the journal in `folder`."""
        return [*self.journal, "--data-dir", str(folder), *arguments]

    def copy(self, name: str) -> Path:
        """A data folder of its own with the ten years."""
        return Path(shutil.copytree(self.data, self.scratch / name))

    def worker(self, name: str, *arguments: str) -> list[str]:
        """The command line of a script in `workers`."""
        return [self.python, "-P", str(WORKERS / f"{name}.py"), *arguments]

    def run(self, command: Sequence[str], output: Path | None = None) -> float:
        """Run a command to its end; the seconds it took. Standard output goes to a file."""
        with (output or self.scratch / "output").open("wb") as stream:
            begin = time.perf_counter()
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.PIPE,
                env=self.env,
                cwd=self.scratch,
                check=False,
            )
            spent = time.perf_counter() - begin
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise CannotMeasure(f"{' '.join(command)}: {said[-1] if said else done.returncode}")
        return spent


def here(scratch: Path, quick: bool) -> Bench:
    """A bench with the Python that runs this, and the package as it is imported now."""
    return Bench(sys.executable, (sys.executable, "-m", "journal"), scratch, str(ROOT), quick)


def installed(scratch: Path, quick: bool) -> Bench:
    """A bench with the wheel, built now and installed alone, its bytecode cached."""
    venv, wheels = scratch / "venv", scratch / "wheels"
    bench = Bench(str(venv / "bin/python"), (str(venv / "bin/journal"),), scratch, "", quick)
    pip = [bench.python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    bench.run([sys.executable, "-m", "venv", str(venv)])
    bench.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)])
    bench.run([*pip, "install", *map(str, wheels.glob("*.whl"))])
    bench.run([bench.python, "-m", "compileall", "-q", str(venv / "lib")])
    return bench


def prepare(bench: Bench) -> None:
    """Write the journal of ten years."""
    bench.run(bench.worker("demo", str(bench.data), str(YEARS), str(SEED)))
