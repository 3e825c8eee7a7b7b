"""The whole form: one entry, by keyboard alone, never lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Grid, VerticalScroll
from textual.getters import query_one
from textual.timer import Timer

from journal.domain.entry import NUMBER_FIELDS, Event, Load, PainEntry, Quality, moved_day
from journal.domain.fields import parse_fields, show_field
from journal.domain.moment import parse_moment
from journal.domain.problem import FieldProblem, FieldProblems
from journal.domain.text import visible
from journal.store.records import Draft
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.body_map import BodyMap
from journal.ui.widgets.field import LineField, NoteField
from journal.ui.widgets.form import FieldEdited, FormField, show_problem
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.pain_scale import ASKED, PainScale
from journal.ui.widgets.picker import Picker
from journal.ui.widgets.title_bar import TitleBar

NEW = "new"
"""The draft of the form for a new entry."""
DRAFT_SECONDS = 0.6
"""How long after a key the draft is written."""
_DAILY_NUMBERS = tuple(name for name in NUMBER_FIELDS if name not in ("pain", "worst"))


class LogScreen(JournalScreen):
    """The form for a new entry, or for changing `entry`.

    What stands in the fields is kept as a draft while it is typed, and comes back after the
    screen, the app or the machine went away.
    """

    STYLES = "log.tcss"
    AUTO_FOCUS = "#field-pain"
    BINDINGS = [*commands.bindings(*commands.LOG), commands.stay()]

    form = query_one("#form", VerticalScroll)
    body_map = query_one(BodyMap)
    title_bar = query_one(TitleBar)

    def __init__(self, snapshot: Snapshot, today: date, entry: PainEntry | None = None) -> None:
        super().__init__(snapshot, today)
        self._entry = entry
        self._pushed = entry is not None
        self._form_id = f"edit-{entry.id}" if entry else NEW
        self._sent: dict[str, str] | None = None
        """What stood in the form when saving was asked for, None when nothing is under way."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        name = "Change an entry" if self._entry else "Log"
        yield TitleBar(name, self.today).data_bind(LogScreen.today)
        with VerticalScroll(id="form", can_focus=False):
            yield PainScale("pain", ASKED)
            yield PainScale("worst", "The worst of it (if you like)")
            yield LineField(
                "at",
                "When",
                "as it was, if left empty" if self._entry else "now, if left empty",
                "yesterday, 3 days ago 21:00, 2026-03-01 21:30",
            )
            yield BodyMap()
            yield Picker("qualities", "What it feels like", list(Quality), many=True, hint="space")
            with Grid(id="numbers"):
                for name in _DAILY_NUMBERS:
                    number = NUMBER_FIELDS[name]
                    unit = f" {number.unit}" if number.unit else ""
                    hint = f"{number.low}-{number.high}{unit}"
                    yield LineField(name, number.label, hint, number.hint)
            yield Picker("heavy_load", "Lifting and bending", list(Load), many=False, hint="space")
            yield LineField(
                "medications", "Medication", "several: put ; between", "ibuprofen 400 mg @ 08:00"
            )
            yield Picker("event", "Did it start with", list(Event), many=False, hint="space")
            yield LineField("eased", "What eased it")
            yield NoteField("note", "Note", "anything else")
        yield KeyBar()

    def on_mount(self) -> None:
        self._put(self._blank())
        self._resume_draft()
        self.body_map.offered = self._last_places()

    @on(events.ScreenResume)
    def _resume_draft(self) -> None:
        """Bring back what waits for this form, when nothing else stands in it."""
        if not self.is_mounted or self.kept is not None or self._changes():
            return
        draft = self._waiting()
        if draft is not None:
            self.kept = draft
            self._put(self._blank() | self._dated(draft))
            when = f"{draft.updated_at:%A %H:%M}"
            self.title_bar.note = f"your unfinished entry of {when} is back"

    def _waiting(self) -> Draft | None:
        """The newest draft of this form; one of an entry that is gone belongs to a new one."""
        log = self.snapshot.entries

        def is_mine(name: str) -> bool:
            if name == self._form_id or name.startswith(f"{self._form_id}-"):
                return True
            edited = name.split("-")[1] if name.startswith("edit-") else ""
            return bool(edited) and self._form_id == NEW and not log.find(edited)

        mine = [draft for name, draft in self.snapshot.drafts.items() if is_mine(name)]
        return max(mine, key=lambda draft: draft.updated_at, default=None)

    def _dated(self, draft: Draft) -> dict[str, str]:
        """A draft's fields, its moment written out: "yesterday" was said on the day of then."""
        fields, when = dict(draft.fields), draft.fields.get("at", "")
        written = draft.updated_at.astimezone()
        try:
            if when:
                fields["at"] = f"{parse_moment(when, written):%Y-%m-%d %H:%M}"
            elif self._entry is None and written.date() != self.today:
                fields["at"] = f"{written:%Y-%m-%d %H:%M}"
        except FieldProblem:
            pass  # Half a moment stays as it was typed.
        return fields

    # What stands in the form

    def _fields(self) -> Iterator[FormField]:
        for widget in self.form.query("#form > *, #numbers > *"):
            if hasattr(widget, "field_text"):
                yield cast(FormField, widget)

    def _changes(self) -> dict[str, str]:
        """The fields that differ from the blank form; an emptied one has an empty text."""
        blank = self._blank()
        texts = {field.field: field.field_text for field in self._fields()}
        return {name: text for name, text in texts.items() if text != blank.get(name, "")}

    def _put(self, texts: Mapping[str, str]) -> None:
        for field in self._fields():
            field.put(texts.get(field.field, ""))
            show_problem(field, "")

    def _blank(self) -> dict[str, str]:
        """What the form holds before anything is typed."""
        entry = self._entry
        if entry is None:
            return {}
        texts = {field.field: show_field(entry, field.field) for field in self._fields()}
        texts["at"] = f"{entry.at:%Y-%m-%d %H:%M}"
        return {name: text for name, text in texts.items() if text}

    def _last_places(self) -> tuple[Any, ...]:
        log = self.snapshot.entries
        for index in range(len(log) - 1, max(-1, len(log) - 60), -1):
            if log[index].sites:
                return log[index].sites
        return ()

    # Drafts

    @on(FieldEdited)
    def _edited(self) -> None:
        self.title_bar.note = ""
        self._edited_since()

    def _edited_since(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_SECONDS, self._keep)

    def _keep(self) -> None:
        self._timer = None
        if self._sent is None and self.unsaved():
            self.post_message(messages.KeepDraft(self))

    def unsaved(self) -> Draft | None:
        if not self.is_mounted:
            return None
        changes, kept = self._changes(), self.kept
        if changes == (kept.fields if kept else {}):
            return None
        return Draft(kept.id if kept else self._form_id, self.now(), changes)

    def draft_kept(self, draft: Draft) -> None:
        self.kept = draft if draft.fields else None
        if draft.fields == self._changes() and draft.fields and not self.title_bar.note:
            self.title_bar.note = "draft kept"

    @on(events.ScreenSuspend)
    def _leaving(self) -> None:
        self._keep()

    @on(messages.StartWith)
    def _start_with(self, message: messages.StartWith) -> None:
        self.query_one("#field-pain", PainScale).score = message.score
        self._edited()

    # Actions

    async def action_save(self) -> None:
        await self.app.typed()
        if self._sent is not None:
            return
        for field in self._fields():
            show_problem(field, "")
        try:
            entry = self._read()
        except FieldProblems as problems:
            self._show_problems(problems)
            return
        self._stop_timer()
        self._sent = self._changes()
        self.post_message(messages.SaveEntry(self, entry, self._entry))

    def _read(self) -> PainEntry:
        """The entry that the form describes. Raises FieldProblems."""
        texts = {field.field: field.field_text for field in self._fields()}
        now = self.now()
        problems: list[FieldProblem] = []
        values: dict[str, Any] = {}
        at = now if self._entry is None else self._entry.at
        when = texts.pop("at", "")
        if when and when != self._blank().get("at"):
            try:
                at = parse_moment(when, now)
                if at > now:
                    raise FieldProblem("at", when, "now or earlier; that is still to come")
            except FieldProblem as problem:
                problems.append(problem)
        try:
            values = parse_fields(texts)
        except FieldProblems as found:
            problems += found.problems
        if not texts["pain"]:
            problems.insert(0, FieldProblem("pain", "nothing", "a score of 0 to 10"))
        if problems:
            raise FieldProblems(problems)
        day = moved_day(self._entry, at) if self._entry else at.date()
        try:
            return PainEntry(
                id=self._entry.id if self._entry else self.app.make_id(),
                day=day,
                at=at,
                created_at=self._entry.created_at if self._entry else now,
                updated_at=now,
                **values,
            )
        except FieldProblem as problem:
            raise FieldProblems([problem]) from None

    def _show_problems(self, found: FieldProblems) -> None:
        fields = {field.field: field for field in self._fields()}
        for problem in reversed(found.problems):
            field = fields[problem.field]
            show_problem(field, f"{problem.given}? {problem.allowed}")
            field.focus()
        first, count = found.problems[0], len(found.problems)
        more = f" ({count} fields need another look)" if count > 1 else ""
        label = first.field.replace("_", " ")
        self.title_bar.note = f"{label}: {visible(first.allowed)}{more}"

    def entry_saved(self, entry: PainEntry) -> None:
        sent, self._sent, self.kept = self._sent, None, None
        if self._changes() != sent:
            # Keys that came in while it was being written: they go on in the saved entry.
            self._entry, self._form_id = entry, f"edit-{entry.id}"
            self.title_bar.note = "saved; what you typed since is still here"
            self._edited_since()
            return
        if self._pushed:
            self._put({})
            self._entry = None
            self.dismiss()
            return
        self._entry, self._form_id = None, NEW
        self._put({})
        self.form.scroll_home(animate=False)
        self.body_map.offered = self._last_places()
        self.query_one("#field-pain").focus()
        self.app.go("today")

    def entry_not_saved(self) -> None:
        self._sent = None
        self._take_up_other_changes()
        self._keep()

    def _take_up_other_changes(self) -> None:
        """Put what was changed here on top of the entry as another program left it."""
        if self._entry is None:
            return
        log, changes = self.snapshot.entries, self._changes()
        found = log.find(self._entry.id)
        if found and log[found[0]] != self._entry:
            self._entry = log[found[0]]
            self._put(self._blank() | changes)
            self.title_bar.note = "changed elsewhere: look it over, then save again"

    def action_leave(self) -> None:
        self._keep()
        if self._pushed:
            self.dismiss()
        else:
            self.app.go("today")

    def action_stay(self) -> None:
        """A letter typed beside a text field must not carry a half-filled form away."""
        self.title_bar.note = "esc and F2 to F6 leave the form; what you wrote is kept"

    def action_same_places(self) -> None:
        self.body_map.take_offered()

    async def action_clear(self) -> None:
        """Empty the form; when it is empty, bring back what was cleared."""
        await self.app.typed()
        changes = self._changes()
        name = f"cleared-{self._form_id}"
        cleared = self.snapshot.drafts.get(name)
        if changes:
            self._stop_timer()
            draft = Draft(name, self.now(), changes)
            self.post_message(messages.SetAside(self, draft))
        elif cleared is not None:
            self._put(self._blank() | self._dated(cleared))
            self._edited()

    def set_aside(self) -> None:
        self.kept = None
        self._put(self._blank())
        self.title_bar.note = "cleared; f9 brings it back"

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
