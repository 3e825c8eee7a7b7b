"""The verb that asks for warning signs, or judges answers that come in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journal.cli.check_talk import put
from journal.cli.output import emit_json
from journal.cli.preferences import settings_of
from journal.cli.wall import Desk, Refusal, Usage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.domain.checklist import Checklist
    from journal.domain.report import Section


@click.command("check")
@click.option("--short", is_flag=True, help="Ask only for what needs someone soon.")
@click.option("--answers", "source", metavar="FILE", help="Judge answers; - is standard input.")
@click.option("--json", "as_json", is_flag=True, help="With --answers: the result as JSON.")
@click.option("--ids", is_flag=True, help="List the id of every question.")
@click.pass_obj
def check_verb(desk: Desk, short: bool, source: str | None, as_json: bool, ids: bool) -> None:
    """Go through the warning signs in plain text, and keep the result.

    What was answered is kept after each question: a check that was stopped waits, here and in
    the app. With --answers nothing is asked and nothing is kept; docs/data-format.md has the
    format of the file.
    """
    if as_json and source is None:
        raise Usage("journal check: --json goes with --answers FILE (see journal check --help)")
    if short + ids + (source is not None) > 1:
        raise Usage("journal check: --short, --answers and --ids exclude each other")
    from journal.checking import numbers_for
    from journal.content.red_flags import load_checklist

    checklist = load_checklist()
    if ids:
        put(*_ids(checklist))
        return
    chosen = settings_of(desk).check
    numbers = numbers_for(checklist, chosen)
    if not chosen.advice:
        if source is not None:
            place = desk.places.settings
            raise Refusal(f"No answers are judged: check.advice is switched off in {place}.")
        from journal.domain.report import plain_list

        put(*_lines(plain_list(checklist, numbers)))
        return
    if source is None:
        from journal.cli.check_dialogue import hold_check

        hold_check(desk, checklist, numbers, chosen.country, "short" if short else "full")
        return
    from journal.cli.check_file import judge

    judged = judge(desk, checklist, source)
    if as_json:
        emit_json(judged.as_json())
    else:
        from journal.domain.report import as_text

        put(*as_text(judged.screening, checklist, numbers).split("\n")[:-1])


def _lines(sections: Iterable[Section]) -> Iterable[str]:
    for number, section in enumerate(sections):
        if number:
            yield ""
        if section.title:
            yield f"{section.title}:"
        yield from (f"- {line}" if section.title else line for line in section.lines)


def _ids(checklist: Checklist) -> Iterable[str]:
    """Every question that a file may answer: its id, its tier or kind, and its words."""
    for sign in checklist.signs:
        yield f"- {sign.id} ({sign.tier}): {sign.ask}"
    for follow_up in checklist.follow_ups:
        yield f"- {follow_up.id} (after {follow_up.after}): {follow_up.ask}"
    for background in checklist.background:
        yield f"- {background.id} (everyday life): {background.ask}"
    for item in checklist.profile:
        yield f"- {item.id} (profile): {item.ask}"
