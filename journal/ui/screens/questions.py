"""One question at a time, by single keys; what was answered is kept as a draft."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from journal.checking import DRAFT, Prepared
from journal.domain.check_run import CheckRun, Step, same_as_before
from journal.domain.checklist import Checklist, Clear, ProfileItem, Sign
from journal.domain.day import day_words
from journal.domain.moment import parse_about, parse_day
from journal.domain.problem import FieldProblem
from journal.domain.questionnaire import help_of
from journal.domain.screening import (
    ADULT,
    OLDEST,
    REASON_LIMIT,
    Answer,
    Given,
    Outcome,
    Status,
    check_profile,
    full,
)
from journal.domain.text import visible
from journal.halting import known_stop
from journal.store.records import Draft
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.in_turn import AskedScale, Choices, Line
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.progress_line import ProgressLine
from journal.ui.widgets.title_bar import TitleBar
from journal.ui.widgets.yes_choices import REASON, choice, stop_choices, yes_choices

DRAFT_SECONDS = 0.3
PARTS = {
    "years": "About you",
    "profile": "About you",
    "onset": "This pain",
    "strength": "This pain",
    "sign": "Signs",
    "mood": "Mood",
    "review": "Your answers",
}
KEYS = (("yes", "y", "Yes"), ("no", "n", "No"), ("unsure", "u", "Not sure"))
Asking = Literal["", "years", "onset", "reason", "seen"]


class QuestionsScreen(JournalScreen):
    """Asks the steps of a run, back and forth, and finishes it.

    A no or an unsure goes on at once; a yes to a sign says what it means and what may stand it
    down before it goes on.
    """

    STYLES = "questions.tcss"
    AUTO_FOCUS = ""
    BINDINGS = commands.bindings(*commands.QUESTIONS)

    progress = query_one(ProgressLine)
    page = query_one("#page", VerticalScroll)
    ask = query_one("#ask", Static)
    help = query_one("#help", Static)
    answers = query_one("#answers", Static)
    note = query_one("#note", Static)
    choices = query_one("#choices", Choices)
    entry = query_one("#entry", Line)
    who = query_one("#who", Line)
    scale = query_one(AskedScale)
    title_bar = query_one(TitleBar)
    stop = query_one("#stop", Static)

    def __init__(
        self,
        snapshot: Snapshot,
        today: date,
        checklist: Checklist,
        prepared: Prepared,
    ) -> None:
        super().__init__(snapshot, today)
        self.kept = prepared.kept
        self._checklist = checklist
        self._stop = known_stop(snapshot, today)
        self._run = prepared.run
        if not prepared.resumed:
            self._run = prepared.run.knowing_of(self._stop)
        self._known = prepared.known
        self._previous = prepared.previous
        self._asking: Asking = ""
        self._timer: Timer | None = None
        self._state: Literal["open", "saving", "saved", "left"] = "open"
        self._resumed = prepared.resumed
        self._stopped = False
        self._untouched = self._run
        self._at = self._beginning()

    def compose(self) -> ComposeResult:
        yield TitleBar("Check", self.today).data_bind(QuestionsScreen.today)
        yield Static(id="stop")
        yield ProgressLine()
        with Vertical(id="panel"):
            # The question and its help stay in view, however small the window is.
            yield Static(id="ask")
            yield Static(id="help")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="answers")
                yield Static(id="note")
                yield Line(self._submitted, "entry", REASON_LIMIT)
                yield Line(self._submitted, "who", REASON_LIMIT)
                yield AskedScale("usual", "Your usual pain in the last 7 days")
                choices = Choices(chosen=self._chosen, id="choices")
                choices.border_subtitle = "enter takes this"
                yield choices
        yield KeyBar()

    def on_mount(self) -> None:
        if self._resumed and self.kept is not None:
            when = f"{self.kept.updated_at:%A %H:%M}"
            again = ": is all of it still so?" if self._is_old() else ""
            self.title_bar.note = f"goes on from {when}{again}"
        self._show_stop()
        self._show()

    def watch_snapshot(self) -> None:
        if self.is_mounted:
            self._show_stop()

    def watch_today(self) -> None:
        if self.is_mounted:
            self._show_stop()

    def _show_stop(self) -> None:
        """What is asked after, and whom to call: in view at every question."""
        self._say(self.stop, self.app.stop_words)

    def _beginning(self) -> int:
        """The first step that is open; all are gone through when they are old."""
        if self._is_old():
            return 0
        steps = self._steps()
        return next(i for i, step in enumerate(steps) if not self._run.is_done(step))

    def _is_old(self) -> bool:
        """Whether it was begun on another day, or before a warning sign outside of a check."""
        return self._run.is_before(self._stop) or self._run.started.date() != self.today

    def _stop_came_up(self) -> bool:
        """Whether a warning sign was noted meanwhile: all is then gone through once more."""
        before, self._stop = self._stop, known_stop(self.snapshot, self.today)
        # One that was taken back meanwhile has nothing asked again.
        if self._stop is None or (before is not None and self._stop.at <= before.at):
            return False
        self._at = 0
        self._show()
        self.title_bar.note = "a warning sign came up since: is all of it still so?"
        return True

    # Where we are

    def _steps(self) -> tuple[Step, ...]:
        return self._run.steps(self._checklist, self._known, self.today)

    @property
    def _step(self) -> Step:
        steps = self._steps()
        return steps[min(self._at, len(steps) - 1)]

    def action_step(self, by: int) -> None:
        """The next step, or the one before."""
        self._at = max(0, min(self._at + by, len(self._steps()) - 1))
        self._show()

    def _go_on(self, run: CheckRun) -> None:
        """Take in an answer and ask what comes next."""
        here = self._step
        self._take(run)
        ids = [(step.kind, step.id) for step in self._steps()]
        # Another answer can bring questions in before this one, or take some away.
        self._at = ids.index((here.kind, here.id)) if (here.kind, here.id) in ids else self._at
        self.action_step(1)

    def _take(self, run: CheckRun) -> None:
        self._run = run
        self.title_bar.note = ""
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_SECONDS, self._keep)

    # Showing a step

    def _show(self, fresh: bool = False) -> None:
        """Ask the present step; `fresh` right after it was answered yes."""
        step, steps = self._step, self._steps()
        self._asking = ""
        done = min(self._at + 1, len(steps))
        self.progress.figures = f"{done} of {len(steps)}"
        self.progress.share = done / len(steps)
        self.progress.words = PARTS[step.kind]
        for widget in (self.entry, self.who, self.scale, self.choices):
            widget.display = False
            # A hidden field must not take the keys.
            widget.disabled = True
        self._say(self.note, "")
        self._say(self.answers, "")
        self.set_focus(None)
        match step.kind:
            case "years":
                self._show_question(step)
                age = self._run.profile.age
                self._ask_text("years", "Years", "enter goes on", "" if age is None else str(age))
            case "profile":
                self._show_question(step)
                self._show_keys(self._run.profile.item(step.id), step)
            case "sign":
                self._show_question(step)
                given = self._run.answers.get(step.id)
                answer = None if given is None else full(given)
                self._show_keys(None if answer is None else answer.answer, step)
                if answer is not None and answer.answer is Answer.YES:
                    self._show_yes(step, answer, fresh)
            case "mood":
                self._show_question(step)
                self._show_mood(step)
            case "onset":
                self._show_onset()
            case "strength":
                self._show_strength()
            case "review":
                self._show_review()
        self.page.scroll_home(animate=False, immediate=True)
        self.call_after_refresh(self._bring_into_view)
        self.refresh_bindings()

    def _bring_into_view(self) -> None:
        """The question, and in a small window what has the focus."""
        self.page.scroll_home(animate=False, immediate=True)
        if self.focused is not None:
            self.focused.scroll_visible(animate=False, immediate=True)

    def _say(self, static: Static, text: Content | str) -> None:
        content = Content(text) if isinstance(text, str) else text
        static.display = bool(content.plain)
        static.update(content)

    def _show_question(self, step: Step) -> None:
        question = step.question
        assert question is not None
        self._say(self.ask, question.ask)
        history = self._run.history(self._known)
        self._say(self.help, help_of(question, self._run.profile, history, self.today))

    def _show_keys(self, given: str | None, step: Step) -> None:
        keys = list(KEYS)
        if isinstance(step.question, ProfileItem) and step.question.not_applicable:
            keys.append(("not-applicable", "x", "Does not apply"))
        parts: list[Content] = []
        for answer, key, label in keys:
            mark, style = ("●", "bold") if answer == given else ("○", "")
            parts.append(
                Content.assemble((f"{mark} ", style), (key, "bold $accent"), (f" {label}", style))
            )
        self._say(self.answers, Content("    ").join(parts))

    def _offer(self, options: list[Option]) -> None:
        self.choices.display, self.choices.disabled = True, False
        self.choices.clear_options()
        self.choices.add_options(options)
        self.choices.highlighted = 0
        # At once, so that the key that follows is meant for it.
        self.set_focus(self.choices)
        self.call_after_refresh(self._bring_into_view)

    def _ask_text(self, asking: Asking, title: str, hint: str, value: str = "") -> None:
        self._asking = asking
        self.entry.display, self.entry.disabled = True, False
        self.entry.border_title, self.entry.border_subtitle = title, hint
        self.entry.offer(value)
        self.set_focus(self.entry)
        self.call_after_refresh(self._bring_into_view)

    # About this pain

    def _show_onset(self) -> None:
        self._say(self.ask, "About when did this stretch of pain begin?")
        onset, logged = self._run.onset, self._known.onset
        if onset is not None:
            text = "Enter keeps the day that you gave."
        elif logged is not None:
            text = (
                f"Your log knows of it since {day_words(logged)}. If it is older, type when; enter"
            )
            text += " alone keeps that day."
        else:
            text = "Enter alone means that you do not know."
        examples = "As well as you know it: 3 weeks ago, 2024-03 or 5 years ago."
        self._say(self.help, f"{text} {examples}")
        value = onset.isoformat() if onset is not None else ""
        self._ask_text("onset", "Day", "enter goes on", value)

    def _show_strength(self) -> None:
        self._say(self.ask, "How strong is the pain usually, in the last 7 days?")
        mean, logged = self._known.mean, self._known.logged
        if mean is None:
            text = "Nothing is logged for these days. Press a digit, then enter."
        else:
            text = f"From your log: {mean:.1f} of 10 ({logged} of 7 days logged). Enter keeps that;"
            text += " a digit puts another in its place."
        self._say(self.help, text)
        self.scale.display, self.scale.disabled = True, False
        self.scale.score = self._run.usual
        self.set_focus(self.scale)

    # A yes

    def _show_yes(self, step: Step, given: Given, fresh: bool) -> None:
        """What a yes means, and what may stand it down; `fresh` right after it was pressed."""
        sign = step.question
        if not isinstance(sign, Sign):
            if fresh and self._turned_emergency():
                self._say(self.note, self._stop_words())
                self._offer(stop_choices())
            return
        alarm = fresh and given.status is Status.ACTIVE and self._turned_emergency()
        notes = [] if sign.clear is Clear.YES else [sign.terms or self._checklist.words.stands]
        if given.status is not Status.ACTIVE:
            notes.insert(0, self._standing_words(sign))
        elif alarm:
            notes.insert(0, self._stop_words())
        text = Content("\n\n").join([Content(note) for note in notes])
        self._say(self.note, text.stylize("bold $error", 0, len(notes[0])) if alarm else text)
        self._offer(yes_choices(sign, given, same_as_before(sign, self._previous), alarm))

    def _stop_words(self) -> str:
        numbers = self.app.numbers
        return f"{self._checklist.words.stop_here} Use a phone and call {numbers.emergency}."

    def _standing_words(self, sign: Sign) -> str:
        """What has become of a yes with a reason or an assessment."""
        outcome = self._outcome(self._run)
        if outcome is None:
            return ""
        for stood_down in outcome.stood_down:
            if stood_down.sign == sign.id:
                return f"Set aside for now. {stood_down.text}"
        found = next((f.text for f in outcome.reasons if f.signs == (sign.id,)), "")
        return f"It stands all the same. {found.rpartition('” ')[2] if '” ' in found else ''}"

    def _turned_emergency(self) -> bool:
        """Whether the present answer asks to get help at once, which the others did not."""
        answers = {id: a for id, a in self._run.answers.items() if id != self._step.id}
        before = self._alarms(msgspec.structs.replace(self._run, answers=answers))
        return bool(self._alarms(self._run) - before)

    def _alarms(self, run: CheckRun) -> frozenset[str]:
        return run.alarms(self._checklist, self._known, self.today, self._previous)

    def _outcome(self, run: CheckRun) -> Outcome | None:
        try:
            return run.outcome(self._checklist, self._known, self.today, self._previous)
        except FieldProblem:
            return None

    # Mood, and the end

    def _show_mood(self, step: Step) -> None:
        options = [
            choice(f"mood-{score}", label)
            for score, label in enumerate(self._checklist.words.mood_choices)
        ]
        self._offer([*options, choice("pass", "I would rather not say")])
        given = self._run.mood.get(step.id)
        self.choices.highlighted = len(options) if given is None else given

    def _show_review(self) -> None:
        open_steps = self._unanswered()
        self._say(self.ask, "These are your answers." if not open_steps else "Almost done.")
        if open_steps:
            count = len(open_steps)
            some = "One question has" if count == 1 else f"{count} questions have"
            self._say(self.help, f"{some} no answer yet. Enter goes to the first of them.")
        else:
            self._say(self.help, "Enter shows what to do. The left arrow goes back to change one.")
        lines, outcome = [], self._outcome(self._run)
        set_aside = {found.sign for found in outcome.stood_down} if outcome else set()
        for step in self._steps():
            given = full(self._run.answers[step.id]) if step.id in self._run.answers else None
            if step.kind != "sign" or given is None or given.answer is Answer.NO:
                continue
            assert step.question is not None
            aside = f" ({given.status})" if step.id in set_aside else ""
            answer = "Yes" if given.answer is Answer.YES else "Not sure"
            lines.append(Content.assemble((f"{answer}{aside}: ", "bold"), step.question.short))
        if not lines and not open_steps:
            lines = [Content("No to every sign that was asked.")]
        self._say(self.note, Content("\n").join(lines))

    def _unanswered(self) -> list[int]:
        steps = self._steps()
        return [i for i, step in enumerate(steps[:-1]) if not self._run.is_done(step)]

    # Answers by key

    def action_answer(self, answer: str) -> None:
        step = self._step
        if step.kind == "profile":
            self._take_about(step.id, answer)
            return
        given = Answer(answer)
        if given is not Answer.YES:
            self._go_on(self._run.answered(step.id, given))
            return
        before = full(self._run.answers.get(step.id, Answer.NO))
        kept = before if before.answer is Answer.YES else Given(Answer.YES)
        self._take(self._run.answered(step.id, kept))
        self._show(fresh=True)
        if not self.choices.display:
            self.action_step(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._state != "open" and action in ("answer", "enter", "step"):
            return False
        if action == "answer":
            kind, answer = self._step.kind, parameters[0]
            if answer == "not-applicable":
                question = self._step.question
                return isinstance(question, ProfileItem) and question.not_applicable
            return kind in ("profile", "sign") and self._asking == ""
        if action == "enter":
            return self._step.kind in ("strength", "review") or self._run.is_done(self._step)
        return True

    # Answers by choice and in words

    def _chosen(self, id: str) -> None:
        if self._state != "open":
            return
        step = self._step
        sign = step.question
        match id:
            case "go":
                self.action_step(1)
            case "stop":
                self._finish(stopped=True)
            case "pass":
                self._go_on(self._run.passing(step.id))
            case "active":
                self._take(self._run.answered(step.id, Given(Answer.YES)))
                self._show()
            case "same" if isinstance(sign, Sign):
                same = same_as_before(sign, self._previous)
                assert same is not None
                self._stand_down(same)
            case "other":
                self._say(self.note, "What is the reason? It stays in your notes of this check.")
                self._ask_text("reason", "Reason", "enter keeps it, esc lets go")
            case "seen":
                self._say(self.note, "When did someone look at it, and who?")
                self._ask_text("seen", "When", "today, yesterday, 2026-03-01", "today")
                self.who.display, self.who.disabled = True, False
                self.who.border_title, self.who.border_subtitle = "Who", "enter keeps it"
                sign_by = sign.assessed_by if isinstance(sign, Sign) else ""
                self.who.offer(sign_by)
            case _ if id.startswith("mood-"):
                self._go_on(self._run.felt(step.id, int(id.removeprefix("mood-"))))
            case _ if id.startswith(REASON):
                reason = id.removeprefix(REASON)
                self._stand_down(Given(Answer.YES, Status.EXPLAINED, reason, self.today))

    def _stand_down(self, given: Given) -> None:
        """Set the sign aside; where that is refused, say why and stay."""
        here = self._step
        run = self._run.answered(here.id, given)
        outcome = self._outcome(run)
        if outcome is not None and here.id in {s.sign for s in outcome.stood_down}:
            self._go_on(run)
            return
        self._take(run)
        self._show()

    def _submitted(self, line: Input) -> None:
        text = self.entry.value.strip()
        try:
            match self._asking:
                case "years":
                    self._take_years(text)
                case "onset":
                    self._take_onset(text)
                case "reason":
                    if not text:
                        raise FieldProblem("reason", "nothing", "a few words")
                    given = Given(Answer.YES, Status.EXPLAINED, visible(text), self.today)
                    self._stand_down(given)
                case "seen" if line is self.entry:
                    _past_day(text, self.today)
                    self.set_focus(self.who)
                case "seen":
                    on = _past_day(text, self.today)
                    who = visible(self.who.value.strip())
                    self._stand_down(Given(Answer.YES, Status.ASSESSED, who, on))
        except FieldProblem as problem:
            self._say(self.note, f"{problem.given}? {visible(problem.allowed)}")

    def _take_years(self, text: str) -> None:
        if not (text.isascii() and text.isdigit()) or int(text) > OLDEST:
            raise FieldProblem("age", text or "nothing", f"years, {ADULT} to {OLDEST}")
        if int(text) < ADULT:
            self._say(self.note, self._checklist.words.minor)
            return
        self._take_about("age", int(text))

    def _take_about(self, id: str, answer: str | int) -> None:
        """Take in an item of the profile, unless it contradicts another one."""
        run = self._run.about(id, answer)
        try:
            check_profile(run.profile, self._checklist, self.today)
        except FieldProblem as problem:
            asked = self._checklist.question(problem.field).ask
            self._say(self.note, f"{asked} {problem.given}? {visible(problem.allowed)}")
            return
        self._go_on(run)

    def _take_onset(self, text: str) -> None:
        if not text:
            self._go_on(msgspec.structs.replace(self._run, onset=None).passing("onset"))
            return
        self._go_on(self._run.began(parse_about(text, self.today, "onset"), self.today))

    def _take_strength(self, score: int | None) -> None:
        run = msgspec.structs.replace(self._run, usual=None).passing("strength")
        self._go_on(run if score is None else self._run.hurts(score))

    async def action_enter(self) -> None:
        """Finish at the end; before it go on from a question that has its answer."""
        if self._step.kind == "strength":
            self._take_strength(self.scale.score)
            return
        if self._step.kind != "review":
            self.action_step(1)
            return
        await self.app.typed()
        unanswered = self._unanswered()
        if unanswered:
            self._at = unanswered[0]
            self._show()
            return
        self._finish()

    # Keeping and leaving

    def _keep(self) -> None:
        self._timer = None
        if self._state == "open" and self.unsaved():
            self.post_message(messages.KeepDraft(self))

    def unsaved(self) -> Draft | None:
        # A check in which nothing was answered leaves whatever waits as it is.
        if self._state != "open" or self._run is self._untouched:
            return None
        fields = self._run.to_fields(bool(self._alarms(self._run)))
        if fields == (self.kept.fields if self.kept else {}):
            return None
        return Draft(self.kept.id if self.kept else DRAFT, self.now(), fields)

    def draft_kept(self, draft: Draft) -> None:
        self.kept = draft

    @on(events.ScreenSuspend)
    def _leaving(self) -> None:
        self._keep()

    @on(events.ScreenResume)
    def _leave_when_saved(self) -> None:
        if self._state == "saved" and self.is_active:
            self._state = "left"
            self.dismiss()

    def action_leave(self) -> None:
        if self._asking in ("reason", "seen"):
            self._show()
            return
        self._keep()
        self.dismiss()

    def _finish(self, stopped: bool = False) -> None:
        """Save what was answered; a check that was stopped for help waits with the rest."""
        if self._state != "open" or (not stopped and self._stop_came_up()):
            return
        self._stopped = stopped
        try:
            screening = self._run.finish(
                self.app.make_id(),
                self._checklist,
                self._known,
                self.now(),
                self._previous,
                self._stop,
            )
        except FieldProblem as problem:
            self._say(self.note, f"{problem.given}? {visible(problem.allowed)}")
            return
        self._state = "saving"
        self.post_message(messages.SaveScreening(self, screening, stopped))

    def screening_saved(self, saved: bool) -> None:
        self._state = "saved" if saved and not self._stopped else "open"
        if self._stopped:
            self._keep()
        # The result can have been left before all was on disk.
        self._leave_when_saved()


def _past_day(text: str, today: date) -> date:
    """The day that is meant. Raises FieldProblem for one to come."""
    day = parse_day(text, today)
    if day > today:
        raise FieldProblem("day", text, "today or earlier")
    return day
