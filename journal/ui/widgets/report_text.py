"""The parts of a report, one under the other."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from journal.domain.report import Section
from journal.domain.text import visible


def report_text(sections: Iterable[Section]) -> Content:
    """Titles stand out, lines under a title have a dash in front."""
    blocks = []
    for section in sections:
        lines = [visible(line) for line in section.lines]
        if section.title:
            title = Content.styled(section.title, "bold $accent")
            blocks.append(Content("\n").join([title, *(Content(f"- {line}") for line in lines)]))
        else:
            blocks.append(Content("\n\n").join([Content(line) for line in lines]))
    return Content("\n\n").join(blocks)
