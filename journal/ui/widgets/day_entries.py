"""What one day holds, in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive

from journal.domain.after_session import EASED_MARK, MARK, STOPPED_MARK, programme_name
from journal.domain.entry import PainEntry
from journal.domain.stops import reason
from journal.domain.text import visible
from journal.store.session_log import PastSession
from journal.ui.widgets.lines import Lines
from journal.ui.widgets.score import score_style


def entry_line(entry: PainEntry, with_day: bool = False) -> Content:
    """An entry in one line: when, how much, where, and how its note begins."""
    when = f"{entry.day.isoformat()} {entry.at:%H:%M}" if with_day else f"{entry.at:%H:%M}"
    places = ", ".join(site.words for site in entry.sites)
    note = visible(entry.note.strip().partition("\n")[0])
    return Content.assemble(
        (f"{when} ", "$text-quiet"),
        (f"{entry.pain:>2} ", f"bold {score_style(entry.pain)}"),
        Content(places),
        (" · " if places and note else "", "$text-quiet"),
        Content(note),
    )


def session_line(session: PastSession, worst: int | None = None) -> Content:
    """A finished session of today in one line: when, what it was, and what stopped it, if so.

    `worst` is the worst pain in it, None where none was said; what stopped it goes before that.
    """
    mark = STOPPED_MARK if session.stopped else EASED_MARK if session.eased else MARK
    words = f"{session.at:%H:%M}  {mark} {programme_name(session.programme)}"
    if worst is not None and not session.stopped:
        words += f", worst {worst}"
    if session.stopped:
        words += f", stopped: {reason(session.stopped)}"
    return Content.styled(words, "$text-quiet")


class DayEntries(Lines):
    """The entries and sessions of today and, where there is room, entries of the days before.

    With nothing logged today it says what to press.
    """

    entries: reactive[Sequence[PainEntry]] = reactive(())
    sessions: reactive[Sequence[tuple[PastSession, int | None]]] = reactive(())
    """The finished sessions of today, each with the worst pain in it."""
    earlier: reactive[Sequence[PainEntry]] = reactive(())
    """Entries of the days before, the latest first."""
    when_empty: reactive[Content] = reactive(Content(""))

    def lines(self) -> list[Content]:
        room = max(1, self.size.height)
        lines = self._today()
        if not lines:
            # Its first line says what to do; the help has the rest of it.
            lines = self.when_empty.wrap(self.size.width)[:room]
        if len(lines) > room:
            hidden = len(lines) - room + 1
            earlier = Content.styled(f"{hidden} earlier today, in the history", "$text-quiet")
            lines = [earlier, *lines[hidden:]]
        room -= len(lines) + 2
        if room > 0 and self.earlier:
            lines += [Content(""), Content.styled("Before today", "$text-quiet")]
            lines += [entry_line(entry, with_day=True) for entry in self.earlier[:room]]
        return lines

    def _today(self) -> list[Content]:
        """A line for each entry and session, by time; entries keep the order of the diary."""
        lines = [entry_line(entry) for entry in self.entries]
        for session, worst in reversed(self.sessions):
            place = sum(entry.at <= session.at for entry in self.entries)
            lines.insert(place, session_line(session, worst))
        return lines
