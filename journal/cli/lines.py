"""Entries as lines of text, fitted to a width in terminal cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.domain.body import label
from journal.domain.day import DayView
from journal.domain.entry import NUMBER_FIELDS, PainEntry
from journal.domain.fields import show_medication, show_number
from journal.domain.text import visible
from journal.domain.wording import fit as fit
from journal.domain.wording import width_of as width_of

SITES_WIDTH = 30
"""Cells for the places in a list, at most."""


def places(entry: PainEntry) -> str:
    """The entry's places in words: "low back (centre), knee (left)"."""
    return ", ".join(site.words for site in entry.sites)


def first_line(text: str) -> str:
    """The first line of a text that holds something, safe to show."""
    return visible(text.strip().partition("\n")[0].rstrip())


def list_lines(entries: Sequence[PainEntry], width: int) -> list[str]:
    """One aligned line for each entry: id, day, time, score, places, first line of the note."""
    sites = [fit(places(entry), SITES_WIDTH) for entry in entries]
    ids = max((len(entry.id) for entry in entries), default=0)
    columns = max(map(len, sites), default=0)
    lines = []
    for entry, where in zip(entries, sites, strict=True):
        head = f"{entry.id:{ids}}  {entry.day} {entry.at:%H:%M}  {entry.pain:2}  "
        line = f"{head}{where:{columns}}  {first_line(entry.note)}".rstrip()
        lines.append(fit(line, width))
    return lines


def entry_lines(entry: PainEntry) -> list[str]:
    """Every logged field in plain words, safe to show; long texts keep their lines."""
    rows: list[tuple[str, str]] = [("Day", f"{entry.day:%A} {entry.day}")]
    rows.append(("Logged for", f"{entry.at:%Y-%m-%d %H:%M} {entry.at:%z}"))
    rows += _number_rows(entry, "pain", "worst")
    rows.append(("Where", ", ".join(_site_words(entry))))
    rows.append(("Feels", ", ".join(word.replace("-", " ") for word in entry.qualities)))
    rows += _number_rows(entry, "sleep_quality", "sleep_hours", "stress", "mood")
    rows += _number_rows(entry, "sitting_hours", "longest_sit_min", "steps", "walk_min")
    rows.append(("Lifting and bending", (entry.heavy_load or "").replace("-", " ")))
    rows += _number_rows(entry, "morning_stiffness_min", "wake_ups")
    rows.append(("Medication", ", ".join(map(show_medication, entry.medications))))
    rows.append(("Set off by", entry.event or ""))
    rows.append(("Eased by", entry.eased))
    rows.append(("Note", entry.note))
    rows.append(("Written", f"{entry.created_at:%Y-%m-%d %H:%M}"))
    if entry.updated_at != entry.created_at:
        rows.append(("Last changed", f"{entry.updated_at:%Y-%m-%d %H:%M}"))
    rows.append(("Id", entry.id))
    return list(_aligned(row for row in rows if row[1]))


def _site_words(entry: PainEntry) -> list[str]:
    return [
        f"{label(site.region)} ({site.side}{'' if site.pain is None else f', {site.pain} of 10'})"
        for site in entry.sites
    ]


def _number_rows(entry: PainEntry, *names: str) -> list[tuple[str, str]]:
    rows = []
    for name in names:
        value, field = getattr(entry, name), NUMBER_FIELDS[name]
        if value is not None:
            unit = field.unit or f"of {field.high}"
            rows.append((field.label, f"{show_number(value)} {unit}"))
    return rows


def _aligned(rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, text in rows:
        for number, line in enumerate(text.split("\n")):
            yield f"{name if number == 0 else '':21}{visible(line)}".rstrip()


def day_line(view: DayView, width: int) -> str:
    """One day on one line: mean, worst, number of entries, places."""
    number = len(view.entries)
    entries = "1 entry  " if number == 1 else f"{number} entries"
    where = ", ".join(site.words for site in view.sites)
    return fit(
        f"{view.day}  mean {view.mean:4.1f}  worst {view.worst:2}  {entries}  {where}".rstrip(),
        width,
    )
