"""The sessions of a range as lines of text: an aligned table, and what it does not say.

Clinical sections 3.3 and 5.3: averages with what they rest on, and no word of cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from journal.domain.after_session import programme_name
from journal.domain.practice import Exercised, Practice
from journal.domain.text import visible
from journal.domain.wording import counted, fit, width_of

if TYPE_CHECKING:
    from journal.domain.exercise import Library

HEADINGS = ("sessions", "before", "after", "morning", "(n)", "during", "(n)")
FEWEST = 3
"""Sessions from which on there is an average."""
NOTHING = "–"
"""Stands where there is nothing to show, so that no cell is empty."""
WIDEST = 100
"""Cells of a line of running text, however much room there is."""
NARROWEST = 20
NAMES = 12
"""Cells for names, at least; with less room there is a list instead of a table."""
GAPS = (2, 1)
"""Cells between two columns, the most that leave room for the names."""
LEGEND = (
    "Average pain, 0 to 10; (n) is the number of sessions that it rests on. Fewer than"
    f" {FEWEST} give no average ({NOTHING}). Before, after and on the next morning: the sessions"
    " where you noted all three. During: the worst of each session. For an exercise, during is"
    " its own and the others are of the whole session."
)
NO_CLAIM = (
    "A difference may be chance, or something else may explain it. It does not show that exercise"
    " made the difference."
)

UNNAMED = "Not named"
NO_BREAK = "\u00a0"
"""A space at which no line is broken."""

Row = Sequence[str]
"""Figures in the order of HEADINGS, each NOTHING where it is not known."""
Groups = Mapping[str, Sequence[tuple[str, Row]]]
"""The programmes, and the exercises, with their names."""


def names_in(library: Library) -> dict[str, str]:
    """What people call each programme and exercise, by its id."""
    programmes = {programme.id: programme.name for programme in library.programmes}
    return programmes | {exercise.id: exercise.name for exercise in library.exercises}


def practice_table(found: Practice, names: Mapping[str, str], width: int, days: int) -> list[str]:
    """The sessions in a range of `days` days, in lines of at most `width` cells.

    Less than `NARROWEST` counts as so much: a widget has no width yet before it is laid out.
    `names` are those of programmes and exercises, by id; what is not in it goes by its id. One
    sentence where there was no session.
    """
    width = max(width, NARROWEST)
    if not found.sessions:
        span = "on this day" if days == 1 else f"in these {days} days"
        return _text(f"No session is logged {span}.", width)
    lines = _text(
        f"{counted(found.sessions, 'session')} on {found.days} of {counted(days, 'day')}.", width
    )
    groups = {
        "Programme": [(_programme(one.id, names), _figures(one)) for one in found.programmes],
        "Exercise": [(_exercise(one.id, names), _figures(one)) for one in found.exercises],
    }
    groups = {title: rows for title, rows in groups.items() if rows}
    # Before the figures, not below them: it is to be read before they are.
    lines += [*_text(NO_CLAIM, width), "", *_table(groups, width), "", *_text(LEGEND, width)]
    return lines


def _programme(id: str, names: Mapping[str, str]) -> str:
    return names.get(id) or programme_name(id).strip() or UNNAMED


def _exercise(id: str, names: Mapping[str, str]) -> str:
    """An exercise's name; one that this version does not know goes by its id."""
    words = visible(id).replace("-", " ").strip()
    return names.get(id) or words[:1].upper() + words[1:] or UNNAMED


def _figures(one: Exercised) -> Row:
    around = [_mean(value, one.told) for value in (one.before, one.after, one.morning)]
    during = [_mean(one.worst, one.scored), _rests(one.scored)]
    return (str(one.sessions), *around, _rests(one.told), *during)


def _mean(value: float | None, sessions: int) -> str:
    return NOTHING if value is None or sessions < FEWEST else f"{value:.1f}"


def _rests(sessions: int) -> str:
    return str(sessions) if sessions else NOTHING


# Layout


def _table(groups: Groups, width: int) -> Iterator[str]:
    """A row for each, its figures below their headings; a list where there is no room."""
    rows = [row for found in groups.values() for row in found]
    columns = [
        max(map(len, column)) for column in zip(HEADINGS, *(f for _, f in rows), strict=True)
    ]
    longest = max(width_of(name) for name in (*groups, *(name for name, _ in rows)))
    for gap in GAPS:
        room = width - sum(columns) - gap * len(columns)
        if room >= longest:
            break
    if room < NAMES:
        yield from _list(groups, width)
        return
    across = min(room, longest)
    headings: Sequence[str] = HEADINGS
    for title, found in groups.items():
        for name, figures in ((title, headings), *found):
            cells = [f"{text:>{size}}" for text, size in zip(figures, columns, strict=True)]
            if width_of(name) > across:
                yield fit(name, width)
                name = ""
            filled = name + " " * (across - width_of(name))
            yield (" " * gap).join([filled, *cells]).rstrip()
        headings = [""] * len(HEADINGS)


def _list(groups: Groups, width: int) -> Iterator[str]:
    """Each name on a line of its own, its figures with their headings below it."""
    for title, found in groups.items():
        yield title
        for name, figures in found:
            yield fit(f"- {name}", width)
            pairs = zip(HEADINGS, figures, strict=True)
            known = [(heading, figure) for heading, figure in pairs if figure != NOTHING]
            parts = [f"{heading}{NO_BREAK}{figure}" for heading, figure in known]
            for line in _text(", ".join(parts), width, "  "):
                yield line.replace(NO_BREAK, " ")


def _text(text: str, width: int, set_in: str = "") -> list[str]:
    return wrap(text, min(width, WIDEST), initial_indent=set_in, subsequent_indent=set_in)
