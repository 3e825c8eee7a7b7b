"""The command itself: its verbs by name, each loaded when it is used."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module

import click

from journal import __version__
from journal.cli.wall import Refusal, Usage, desk_for, guarded

COMPLETE_VARIABLE = "_JOURNAL_COMPLETE"
"""Set by a shell that asks for completions; the name is click's own for this command."""
VERBS: dict[str, tuple[str, str]] = {
    "add": ("changing", "Log an entry."),
    "list": ("reading", "List entries, newest last."),
    "show": ("reading", "Show one entry in plain words."),
    "edit": ("changing", "Change single fields of an entry."),
    "delete": ("changing", "Delete an entry; undo brings it back."),
    "undo": ("changing", "Take back the last change."),
    "check": ("check", "Go through the warning signs."),
    "exercises": ("exercises", "List exercises and programmes, or show one."),
    "trends": ("trends", "Tell what changed, and since when."),
    "export": ("transfer", "Write entries as CSV or JSON."),
    "import": ("transfer", "Take in what export wrote."),
    "demo": ("demo", "Open the app on a made-up history."),
    "doctor": ("care", "Check the journal and say what was found."),
    "backup": ("care", "Make a backup, or list them."),
    "restore": ("care", "Put a backup back."),
    "paths": ("care", "Show where everything is."),
}
"""Each verb's module and what it does, for the help, which loads none of them."""


class Verbs(click.Group):
    """A group that imports a verb's module when the verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = import_module(f"journal.cli.{VERBS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_verb")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            # Only who mistypes waits for it.
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, 1)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"{error.message}{meant}", error.ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in VERBS.items()])


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--data-dir", metavar="DIR", help="The folder of the journal to use.")
@click.version_option(__version__, message="journal %(version)s")
@click.pass_context
def journal(ctx: click.Context, data_dir: str | None) -> None:
    """A pain journal for the terminal.

    Without a command the app starts. Days are written YYYY-MM-DD, today, yesterday or
    "3 days ago".
    """
    clock: Callable[[], datetime] = ctx.obj
    ctx.obj = desk_for(data_dir, clock)
    if ctx.invoked_subcommand is None:
        from journal.cli.start import start

        ctx.exit(start(ctx.obj))


def run(arguments: Sequence[str], clock: Callable[[], datetime]) -> int:
    """Run one command line; returns its exit code and writes what went wrong to stderr."""
    return guarded(lambda: _invoke(arguments, clock))


def _invoke(arguments: Sequence[str], clock: Callable[[], datetime]) -> int:
    # Not `journal.main`, which answers a closed pipe and Ctrl+C in a way of its own.
    if instruction := os.environ.get(COMPLETE_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(journal, {}, "journal", COMPLETE_VARIABLE, instruction)
    try:
        with journal.make_context("journal", list(arguments), obj=clock) as ctx:
            result = journal.invoke(ctx)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        place = error.ctx.command_path if error.ctx else "journal"
        raise Usage(f"{place}: {error.format_message()} (see {place} --help)") from None
    except click.Abort:
        raise Refusal("Stopped.") from None
    except click.ClickException as error:
        raise Refusal(error.format_message()) from None
    return result if isinstance(result, int) else 0
