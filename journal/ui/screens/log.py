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

from journal.domain.entry import NUMBER_FIELDS, Event, Load, PainEntry, Quality
from journal.domain.fields import parse_fields, show_field
from journal.domain.moment import parse_moment
from journal.domain.problem import FieldProblem, FieldProblems
from journal.store.journal_store import Snapshot
from journal.store.records import Draft
from journal.ui import commands, messages
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.body_map import BodyMap
from journal.ui.widgets.field import LineField, NoteField
from journal.ui.widgets.form import FieldEdited, FormField, show_problem
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.pain_scale import PainScale
from journal.ui.widgets.picker import Picker
from journal.ui.widgets.title_bar import TitleBar

NEW = "new"
"""The draft of the form for a new entry."""
CLEARED = "cleared"
"""The draft of the form that was emptied last."""
DRAFT_SECONDS = 0.6
"""How long a form rests before its draft is written."""
_DAILY_NUMBERS = tuple(name for name in NUMBER_FIELDS if name not in ("pain", "worst"))


class LogScreen(JournalScreen):
    """The form for a new entry, or for changing `entry`.

    What stands in the fields is kept as a draft while it is typed, and comes back after the
    screen, the app or the machine went away.
    """

    STYLES = "log.tcss"
    BINDINGS = commands.bindings(*commands.LOG)

    form = query_one("#form", VerticalScroll)
    body_map = query_one(BodyMap)
    title_bar = query_one(TitleBar)

    def __init__(self, snapshot: Snapshot, today: date, entry: PainEntry | None = None) -> None:
        super().__init__(snapshot, today)
        self._entry = entry
        self._draft_id = f"edit-{entry.id}" if entry else NEW
        self._kept: Draft | None = None
        self._timer: Timer | None = None
        self._saving = False

    def compose(self) -> ComposeResult:
        yield TitleBar("Change an entry" if self._entry else "Log", self.today)
        with VerticalScroll(id="form", can_focus=False):
            yield PainScale("pain", "How much, on average over the last 24 hours")
            yield PainScale("worst", "The worst of it (if you like)")
            yield LineField(
                "at", "When", "now, if left empty", "yesterday, 3 days ago 21:00, 2026-03-01 21:30"
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
        self._kept = self._newest_draft()
        if self._kept is not None:
            self._draft_id = self._kept.id
            self._put(self._kept.fields)
            self.title_bar.note = "your unfinished entry is back"
        elif self._entry is not None:
            self._put(self._blank())
        self.body_map.offered = self._last_places()
        self.query_one("#field-pain").focus()

    # What stands in the form

    def _fields(self) -> Iterator[FormField]:
        for widget in self.form.query("#form > *, #numbers > *"):
            if hasattr(widget, "field_text"):
                yield cast(FormField, widget)

    def _texts(self) -> dict[str, str]:
        return {field.field: field.field_text for field in self._fields() if field.field_text}

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
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_SECONDS, self._keep)

    def _keep(self) -> None:
        self._timer = None
        if unsaved := self.unsaved():
            self.post_message(unsaved)

    def unsaved(self) -> messages.KeepDraft | None:
        if not self.is_mounted or self._saving:
            return None
        texts = self._texts()
        if texts == (self._kept.fields if self._kept else self._blank()):
            return None
        draft = Draft(self._draft_id, self.now(), texts)
        return messages.KeepDraft(self, draft, self._kept)

    @on(messages.DraftKept)
    def _draft_kept(self, message: messages.DraftKept) -> None:
        if message.draft.id.startswith(CLEARED):
            return
        self._kept, self._draft_id = message.draft, message.draft.id
        if message.draft.fields == self._texts():
            self.title_bar.note = "draft kept"

    def _newest_draft(self) -> Draft | None:
        """What is waiting for this form; another program may have left more than one."""
        drafts = self.snapshot.drafts.values()
        mine = [
            d for d in drafts if d.id == self._draft_id or d.id.startswith(f"{self._draft_id}-")
        ]
        return max(mine, key=lambda draft: draft.updated_at, default=None)

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
        if self._saving:
            return
        for field in self._fields():
            show_problem(field, "")
        try:
            entry = self._read()
        except FieldProblems as problems:
            self._show_problems(problems)
            return
        self._stop_timer()
        self._saving = True
        self.post_message(messages.SaveEntry(self, entry, self._entry, self._draft_id))

    def _read(self) -> PainEntry:
        """The entry that the form describes. Raises FieldProblems."""
        texts = self._texts()
        now = self.now()
        problems: list[FieldProblem] = []
        values: dict[str, Any] = {}
        at = now if self._entry is None else self._entry.at
        when = texts.pop("at", "")
        if when and when != self._blank().get("at"):
            try:
                at = parse_moment(when, now)
                if at > now:
                    raise FieldProblem("at", when, "up to now")
            except FieldProblem as problem:
                problems.append(problem)
        try:
            values = parse_fields(texts)
        except FieldProblems as found:
            problems += found.problems
        if "pain" not in texts:
            problems.insert(0, FieldProblem("pain", "nothing", "a score of 0 to 10"))
        if problems:
            raise FieldProblems(problems)
        same_day = self._entry is not None and at == self._entry.at
        try:
            return PainEntry(
                id=self._entry.id if self._entry else self.app.make_id(),
                day=self._entry.day if self._entry and same_day else at.date(),
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

    @on(messages.EntrySaved)
    def _saved(self) -> None:
        self._saving = False
        if self._entry is not None:
            self.dismiss()
            return
        self._kept, self._draft_id = None, NEW
        self._put({})
        self.form.scroll_home(animate=False)
        self.body_map.offered = self._last_places()
        self.query_one("#field-pain").focus()
        self.app.action_go("today")

    @on(messages.EntryNotSaved)
    def _not_saved(self) -> None:
        self._saving = False
        self._keep()

    def action_leave(self) -> None:
        self._keep()
        if self._entry is not None:
            self.dismiss()
        else:
            self.app.action_go("today")

    def action_same_places(self) -> None:
        self.body_map.take_offered()

    async def action_clear(self) -> None:
        """Empty the form; when it is empty, bring back what was cleared."""
        await self.app.typed()
        texts, blank = self._texts(), self._blank()
        cleared = self.snapshot.drafts.get(CLEARED)
        if texts == blank:
            self._put(cleared.fields if cleared else blank)
            self._edited()
            return
        draft = Draft(CLEARED, self.now(), texts)
        self.post_message(messages.KeepDraft(self, draft, cleared))
        self._put(blank)
        self._edited()
        self.title_bar.note = "cleared; f9 brings it back"

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
