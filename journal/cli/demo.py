"""The verb that shows the journal with a made-up history."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from journal.cli.output import counted, say
from journal.cli.start import start
from journal.cli.wall import Desk, Refusal, desk_for


@click.command("demo")
@click.option("--years", type=click.IntRange(1, 50), default=2, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same.")
@click.option("--write", "target", metavar="DIR", help="Only write it, as a data folder.")
@click.pass_obj
def demo_verb(desk: Desk, years: int, seed: int, target: str | None) -> int:
    """Open the app on a made-up history in a temporary folder, which is removed afterwards."""
    from journal.demo import write_demo

    until = desk.clock().date()
    if target is not None:
        folder = Path(target).expanduser().absolute()
        count = write_demo(folder, years=years, seed=seed, until=until)
        say(f"Wrote {counted(count, 'entry')} to {folder}.")
        return 0
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise Refusal("The demo opens the app and needs a terminal; --write DIR does not.")
    with TemporaryDirectory(prefix="journal-demo-") as name:
        folder = Path(name) / "data"
        write_demo(folder, years=years, seed=seed, until=until)
        return start(desk_for(str(folder), desk.clock))
