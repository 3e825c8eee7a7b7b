"""One entry in full, in words."""

from __future__ import annotations

from textual.content import Content

from journal.domain.entry import NUMBER_FIELDS, PainEntry
from journal.domain.fields import show_medication, show_number
from journal.domain.severity import severity
from journal.domain.text import visible, visible_lines
from journal.ui.widgets.score import mark_style, score_style


def entry_words(entry: PainEntry, problem: str | None = None) -> Content:
    """Everything that was logged; what was not is left out.

    `problem` says what of the record could not be read.
    """
    day = f"{entry.day:%A} {entry.day.day} {entry.day:%B %Y}, {entry.at:%H:%M}"
    lines = [
        Content.styled(day, "bold"),
        Content.assemble(
            (f"{entry.pain} of 10", f"bold {score_style(entry.pain)}"),
            (f", {severity(entry.pain)}" if entry.pain else ", no pain", "$text-quiet"),
            "" if entry.worst is None else f"; worst {entry.worst}",
        ),
    ]
    if problem:
        lines.append(
            Content.styled(f"Part of this entry cannot be read: {visible(problem)}", "$error")
        )
        lines.append(Content.styled("It is kept as it is in the file.", "$text-quiet"))
    for site in entry.sites:
        score = "" if site.pain is None else f", {site.pain} of 10"
        lines.append(Content.assemble(("█ ", mark_style(site)), f"{site.words}{score}"))
    if entry.qualities:
        lines.append(_row("Feels", ", ".join(q.replace("-", " ") for q in entry.qualities)))
    if entry.event:
        lines.append(_row("Started with", entry.event))
    if entry.eased:
        lines.append(_row("Eased by", visible(entry.eased)))
    if entry.medications:
        lines.append(
            _row("Medication", visible("; ".join(map(show_medication, entry.medications))))
        )
    for name, field in NUMBER_FIELDS.items():
        value = getattr(entry, name)
        if value is not None and name not in ("pain", "worst"):
            unit = f" {field.unit}" if field.unit else " of 10"
            lines.append(_row(field.label, f"{show_number(value)}{unit}"))
    if entry.heavy_load:
        lines.append(_row("Lifting and bending", entry.heavy_load.replace("-", " ")))
    if entry.note:
        lines += [Content(""), Content(visible_lines(entry.note))]
    lines += [Content(""), Content.styled(f"id {entry.id}", "$text-quiet")]
    return Content("\n").join(lines)


def _row(name: str, value: str) -> Content:
    return Content.assemble((f"{name}: ", "$text-quiet"), value)
