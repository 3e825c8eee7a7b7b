"""Home: log a score with two keys, see the day and the last fortnight, and what is next."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.reactive import var
from textual.widgets import Static

from journal.domain.after_session import day_awake
from journal.domain.day import days_of
from journal.domain.entry import PainEntry
from journal.domain.level import Level
from journal.domain.standing import ALARM, LOOK_BACK
from journal.domain.stops import if_still_so
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.exercise_line import ExerciseLine, exercise_line
from journal.ui.key_line import KEY, KeyLine
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.day_entries import DayEntries
from journal.ui.widgets.fortnight import DAYS, Fortnight, FortnightChart, fortnight
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.pain_scale import ASKED, PainScale, next_score
from journal.ui.widgets.title_bar import TitleBar

EARLIER = 40
"""Entries of the days before that are at hand for a tall window."""
ABOUT = (
    "This journal helps you write down your pain, notice changes and do exercises. It is for"
    " adults. It does not diagnose, it does not replace a doctor or physiotherapist, and it"
    " cannot see or examine you. No exercise here is promised to help. If you are worried, ask"
    " for help even when this app shows nothing."
)
"""Said at the first start and kept in the help (clinical section 5.1)."""
FRAME = 8
"""Columns beside the text of a panel, with those of a scrollbar."""


class TodayScreen(JournalScreen):
    """What is logged today, the last 14 days, and one next step."""

    STYLES = "today.tcss"
    BINDINGS = commands.bindings(*commands.TODAY)

    pending: var[int | None] = var(None)
    """The score that Enter will save, None when no digit was pressed."""

    scale = query_one(PainScale)
    entries_today = query_one(DayEntries)
    chart = query_one(FortnightChart)
    next_step = query_one("#next", Static)
    title_bar = query_one(TitleBar)

    _shown: tuple[Snapshot, date] | None = None
    _awake: date | None = None
    """The day whose morning could be asked about when the lines were made."""
    _check_line: KeyLine | None = None
    _exercise: ExerciseLine | None = None
    _call: str = ""
    """Whom to call if what stopped a session is still so; empty where that is not to be said."""
    _step_lines = -1
    _left = False
    """Whether another screen was in view since the lines were made."""
    _fresh = False
    """Whether the score was pressed after the last save began."""

    def compose(self) -> ComposeResult:
        yield TitleBar("Today", self.today)
        with Container(id="panels"):
            yield PainScale(label=ASKED, can_focus=False)
            step = Static(id="next")
            step.border_title = "Next"
            yield step
            entries = DayEntries()
            entries.border_title = "Logged today"
            yield entries
            chart = FortnightChart()
            chart.border_title = "Last 14 days"
            yield chart
        yield KeyBar()

    # State

    def watch_snapshot(self, _: Snapshot) -> None:
        self._show()

    def watch_today(self, _: date) -> None:
        self._show()

    def watch_pending(self, pending: int | None) -> None:
        if self.is_mounted:
            self.scale.score = pending
            self._say_steps()
            self.refresh_bindings()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        state = (self.snapshot, self.today)
        if not self.is_mounted or self._shown == state:
            return
        self._shown = state
        self._find_lines()
        log = self.snapshot.entries
        self.set_class(not log, "-new")
        self.title_bar.today = self.today
        self.entries_today.when_empty = self._when_empty()
        self.entries_today.entries = self._entries_of(self.today)
        done = self.snapshot.sessions
        found = done.between(self.today, self.today)
        self.entries_today.sessions = tuple([(done.past[i], done.worst(i)) for i in found])
        before = log.between(None, self.today - timedelta(days=1))
        self.entries_today.earlier = log[max(0, before.stop - EARLIER) : before.stop][::-1]
        self.chart.days = self._fortnight()
        self._say_steps()

    def on_resize(self) -> None:
        if self.is_mounted:
            self._say_steps()

    def numbers_changed(self) -> None:
        if self.is_mounted:
            self._find_lines()
            self._say_steps()

    def on_screen_suspend(self) -> None:
        self._left = True

    def on_screen_resume(self) -> None:
        if self._left and self.is_mounted:
            # The hours of rest may be over, with nothing written meanwhile.
            self._left = False
            self._find_lines()
            self._say_steps()

    def _entries_of(self, day: date) -> tuple[PainEntry, ...]:
        found = self.snapshot.entries.between(day, day)
        return self.snapshot.entries[found.start : found.stop]

    def _fortnight(self) -> Fortnight:
        log = self.snapshot.entries
        found = log.between(self.today - timedelta(days=DAYS - 1), self.today)
        means = {view.day: view.mean for view in days_of(log[found.start : found.stop])}
        return fortnight(means, self.today)

    def _when_empty(self) -> Content:
        line = Content("Nothing yet. Press a digit, 0 to 10, then enter.")
        if len(self.snapshot.entries):
            return line
        return line.append(Content.styled(f"\n{ABOUT}", "$text-quiet"))

    def _say_steps(self) -> None:
        steps = self._steps()
        # A layout draws all of the screen: only where the panel gets higher or lower.
        lines = steps.plain.count("\n")
        self.next_step.update(steps, layout=lines != self._step_lines)
        self._step_lines = lines

    def _steps(self) -> Content:
        """What to do now; below it what the check of warning signs asks for, and an exercise.

        Where an emergency ended a session, that comes before all else, and no word of it is cut.
        """
        room = self.app.size.width - FRAME
        first: list[Content] = []
        below = [line for line in (self._check_line, self._exercise) if line is not None]
        if self._call and self._exercise is not None:
            below.remove(self._exercise)
            call = Content.styled(self._call, "bold")
            first = [
                part for text in (Content(self._exercise.words), call) for part in text.wrap(room)
            ]
        return Content("\n").join([*first, self._step(), *[line.content(room) for line in below]])

    def time_passed(self) -> None:
        """Ask about the morning once the night is over, with nothing written meanwhile."""
        if self.is_mounted and self._awake != day_awake(self.now()):
            self._find_lines()
            self._say_steps()

    def _find_lines(self) -> None:
        self._awake = day_awake(self.now())
        self._check_line = self._find_check_line()
        logged = self._entries_of(self.today)
        self._exercise = exercise_line(self.snapshot, self.app.standing, logged, self.now())
        urgent = self._exercise is not None and self._exercise.urgent
        # The numbers stand beside the questions of the check, which no other start has to read.
        self._call = if_still_so(self.app.numbers.call) if urgent else ""

    def _find_check_line(self) -> KeyLine | None:
        """One calm line: a result nobody was seen for yet, a check that waits or is due."""
        key, standing = "c", self.app.standing
        if not standing.advice:
            return None
        if found := standing.open():
            when = f"{found.day.day} {found.day:%b}"
            emergency = found.outcome.level is Level.EMERGENCY
            asks = "call now" if emergency else "talk to a doctor"
            return KeyLine(f"Your check of {when} says: {asks}.", key, " shows it.")
        if self.snapshot.read_only:
            return None
        waits = [d for name, d in self.snapshot.drafts.items() if name.startswith("check")]
        if any(ALARM in draft.fields for draft in waits):
            return KeyLine("An answer in your unfinished check asks for help now:", key, ".")
        if waits:
            return KeyLine("A check of warning signs waits unfinished:", key, ".")
        log, first = self.snapshot.entries, self.today - LOOK_BACK
        found_entries = log.between(first, None)
        entries = log[found_entries.start : found_entries.stop]
        if due := standing.due(entries, self.now()):
            return KeyLine(f"A check of warning signs is due ({due.why}):", key, ".")
        return None

    def _step(self) -> Content:
        """One line: what to do now, and the key for it."""
        if self.pending is not None:
            return Content.assemble(
                ("enter", KEY),
                f" saves {self.pending}. ",
                ("l", KEY),
                " adds details first. ",
                ("esc", KEY),
                " lets it go.",
            )
        if self.snapshot.read_only:
            return Content(self.snapshot.read_only)
        if any(name.startswith("new") for name in self.snapshot.drafts):
            return Content.assemble(
                "An unfinished entry is waiting in the form: ", ("l", KEY), " opens it."
            )
        if any(name.startswith("edit-") for name in self.snapshot.drafts):
            return Content.assemble(
                "A change to an earlier entry waits unfinished: find it in the history, ",
                ("h", KEY),
                ".",
            )
        if not self._entries_of(self.today):
            return Content.assemble(
                "Log today: a digit, then ",
                ("enter", KEY),
                ". Or ",
                ("l", KEY),
                " for the whole form.",
            )
        return Content.assemble(
            "Today is logged. ",
            ("l", KEY),
            " writes more, ",
            ("h", KEY),
            " reads back.",
        )

    # Actions

    def action_score(self, digit: int) -> None:
        # While a score is being saved, a digit begins another one.
        self._choose(next_score(self.pending if self._fresh else None, digit))

    def action_change_score(self, step: int) -> None:
        self._choose(5 if self.pending is None else max(0, min(10, self.pending + step)))

    def _choose(self, score: int | None) -> None:
        self.pending, self._fresh = score, True

    def action_drop_score(self) -> None:
        self.pending = None

    @on(PainScale.Changed)
    def _clicked(self, message: PainScale.Changed) -> None:
        self._choose(message.scale.score)

    def action_save_score(self) -> None:
        if self.pending is None or not self._fresh:
            return
        now = self.now()
        entry = PainEntry(
            id=self.app.make_id(),
            day=now.date(),
            at=now,
            pain=self.pending,
            created_at=now,
            updated_at=now,
        )
        self._fresh = False
        self.post_message(messages.SaveEntry(self, entry))

    def entry_saved(self, entry: PainEntry) -> None:
        """Let the score go, unless another one was pressed meanwhile."""
        if not self._fresh:
            self.pending = None

    def entry_not_saved(self) -> None:
        self._fresh = True

    def action_note_morning(self) -> None:
        from journal.ui.screens.morning import MorningScreen

        asked = self._exercise.asked if self._exercise is not None else None
        if asked is not None:
            note = partial(self._note_morning, asked.id)
            self.app.push_screen(MorningScreen(asked, self.today), note)

    def _note_morning(self, id: str, score: int | None) -> None:
        if score is not None:
            self.post_message(messages.NoteMorning(id, score))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("save_score", "drop_score"):
            return self.pending is not None
        if action == "note_morning":
            return self._exercise is not None and self._exercise.asked is not None
        return True

    def take_pending(self) -> int | None:
        """The score that was pressed and not saved, which goes along into the form."""
        pending, self.pending = self.pending, None
        return pending
