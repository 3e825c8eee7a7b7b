"""What is asked before a session, and what the session will be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.domain.availability import strain_to_ask_about
from journal.domain.exercise import Equipment, Group, Phase, Programme
from journal.domain.exercise_words import amount, minutes_words
from journal.domain.ladder import HAVE_IT_LOOKED_AT, Rung, rung
from journal.domain.offer import sore_morning
from journal.domain.progression import LeftOut, Plan, Planned, plan
from journal.domain.report import fill, words
from journal.domain.session_run import begin_run
from journal.domain.training import HIGH_START, TOO_HIGH
from journal.exercising import Fit, fit_on, recent_entries, sessions_of
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.exercise_content import ExerciseContent
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.in_turn import AskedScale, Choices
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.ticks import Ticks
from journal.ui.widgets.title_bar import TitleBar

Step = Literal["strain", "once", "first", "quick", "stop", "pain", "too-much", "plan"]
BACK: Mapping[Step, Step] = {
    "stop": "quick",
    "pain": "quick",
    "too-much": "pain",
    "plan": "pain",
}
"""Where "back" leads."""
STRAIN = "acute-hip-flexor-strain"
GENTLE = "flare-day"
"""The programme offered on days on which only a gentle one suits."""
CALM_GROUPS = (Group.MOBILITY, Group.STRETCH, Group.NEURAL, Group.ACTIVATION, Group.AEROBIC)
"""Exercises that suit a day with pain of 4 to 6 at the start (clinical section 4.3)."""


class Way(msgspec.Struct, frozen=True):
    """One way to do the session: how it is called, and what is done."""

    label: str
    why: str
    plan: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...] = ()
    phase: Phase | None = None
    eased: bool = False


class BeforeScreen(JournalScreen):
    """Asks the quick check and the pain before, offers the ways to do the session, begins it."""

    STYLES = "before.tcss"
    AUTO_FOCUS = ""
    BINDINGS = commands.bindings(*commands.BEFORE)

    ask = query_one("#ask", Static)
    help = query_one("#help", Static)
    ticks = query_one(Ticks)
    scale = query_one(AskedScale)
    choices = query_one("#choices", Choices)
    note = query_one("#note", Static)

    def __init__(
        self,
        snapshot: Snapshot,
        today: date,
        content: ExerciseContent,
        programme: str = "",
        exercise: str = "",
    ) -> None:
        """`exercise` is the one exercise to do, where it is not a programme."""
        super().__init__(snapshot, today)
        self._content = content
        self._programme = content.library.programme(programme) if programme else None
        self._exercise = exercise
        self._wanted = (self._programme, exercise)
        self._limits = snapshot.limits
        self._quick: dict[str, bool] = {}
        self._pain: int | None = None
        self._ways: tuple[Way, ...] = ()
        self._entry = strain_to_ask_about(
            recent_entries(snapshot, today), today, self._limits.strain_asked
        )
        self._step: Step = self._first()

    def compose(self) -> ComposeResult:
        yield TitleBar(self._heading, self.today).data_bind(BeforeScreen.today)
        with Vertical(id="panel"):
            yield Static(id="ask")
            yield Static(id="help")
            yield Ticks({}, id="ticks")
            yield AskedScale("before", "")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="note")
            choices = Choices(chosen=self._chosen, id="choices")
            choices.border_subtitle = "enter takes this"
            yield choices
        yield KeyBar()

    @property
    def _heading(self) -> str:
        if self._programme is not None:
            return self._programme.name
        return self._content.library.exercise(self._exercise).name

    def on_mount(self) -> None:
        self._show()

    # Which step

    def _first(self) -> Step:
        if self._entry is not None and STRAIN not in self._limits.ticked:
            return "strain"
        return self._after_strain()

    def _after_strain(self) -> Step:
        if self._limits.asked_on is None:
            return "once"
        return self._after_once()

    def _after_once(self) -> Step:
        return "first" if self._limits.ask_first and self._limits.cleared_on is None else "quick"

    def _go(self, step: Step) -> None:
        self._step = step
        self._show()

    def action_step(self, by: int) -> None:
        """Back to the question before; what was said is kept."""
        if by < 0 and self._step in BACK:
            self._go(BACK[self._step])

    # Showing a step

    def _show(self) -> None:
        for widget in (self.ticks, self.scale, self.choices):
            widget.display = False
            # A hidden field must not take the keys.
            widget.disabled = True
        self._say(self.note, "")
        self.set_focus(None)
        words_of = self._content.guidance.words
        match self._step:
            case "strain":
                self._show_strain()
            case "once":
                self._say(self.ask, "Before the first programme: does any of this fit you?")
                self._say(self.help, "Numbers tick, enter goes on. n: none of these fits.")
                self._tick({ask.id: ask.ask for ask in self._content.guidance.once})
            case "first":
                self._say(self.ask, "First a word with a clinician")
                self._say(self.help, words_of.ask_first)
                self._offer({"cleared": words_of.ask_first_done, "leave": "Not yet"})
            case "quick":
                self._say(self.ask, "Is any of this so today?")
                why = self._fit().permission.why
                help = "n: none of these. Else numbers tick, enter goes on."
                self._say(self.help, f"{help} {words_of.not_today}{f' {why}' if why else ''}")
                ticked = [id for id, yes in self._quick.items() if yes]
                self._tick({ask.id: ask.ask for ask in self._content.guidance.quick}, ticked)
            case "stop":
                self._show_stop()
            case "pain":
                self._say(self.ask, "How much does it hurt now?")
                self._say(self.help, words_of.exercise)
                self.scale.display, self.scale.disabled = True, False
                self.scale.score = self._pain
                self.set_focus(self.scale)
            case "too-much":
                self._say(self.ask, "A gentle day")
                self._say(self.help, self._too_much())
                gentle = self._content.library.programme(GENTLE)
                self._offer({"gentle": f"{gentle.name}: {gentle.about}", "leave": "Rest today"})
            case "plan":
                self._show_plan()
        self.refresh_bindings()

    def _say(self, static: Static, text: Content | str) -> None:
        content = Content(text) if isinstance(text, str) else text
        static.display = bool(content.plain)
        static.update(content)

    def _tick(self, lines: Mapping[str, str], ticked: list[str] | None = None) -> None:
        self.ticks.display, self.ticks.disabled = True, False
        self.ticks.put({id: Content(text) for id, text in lines.items()}, ticked or ())
        self.set_focus(self.ticks)

    def _offer(self, lines: Mapping[str, str]) -> None:
        self.choices.display, self.choices.disabled = True, False
        self.choices.clear_options()
        self.choices.add_options([Option(Content(text), id=id) for id, text in lines.items()])
        self.choices.highlighted = 0
        # At once, so that the key that follows is meant for it.
        self.set_focus(self.choices)

    def _show_strain(self) -> None:
        entry = self._entry
        assert entry is not None
        self._say(self.ask, f"You logged a {entry.event} on {words(entry.day)}.")
        self._say(self.help, "Did it strain the front of your hip, so that walking or stairs hurt?")
        self._offer({"strained": "Yes, the front of the hip", "not-strained": "No"})

    def _show_stop(self) -> None:
        guidance = self._content.guidance
        emergency = any(self._quick.get(ask.id) for ask in guidance.quick if ask.emergency)
        self._say(self.ask, "Not today")
        self._say(self.help, guidance.words.quick_yes)
        if emergency:
            text = fill(guidance.words.emergency, self.app.numbers)
            self._say(self.note, Content.styled(text, "bold $error"))
        self._offer({"check": "Do the check of warning signs", "leave": "Back"})

    # What is known

    def _fit(self) -> Fit:
        owned = tuple(map(Equipment, self.app.exercise_settings.equipment))
        advice, library = self.app.check_settings.advice, self._content.library
        limits = self._limits
        return fit_on(self.today, self.snapshot, library, owned, advice, limits)[0]

    def _suits(self) -> bool:
        """Whether the pain at the start leaves room for this (clinical sections 4.3 and 5.5)."""
        programme, pain = self._programme, self._pain or 0
        if programme is not None and programme.gentle:
            return True
        if pain >= TOO_HIGH or self._raised():
            return False
        if pain < HIGH_START:
            return True
        if programme is None:
            return self._content.library.exercise(self._exercise).group in CALM_GROUPS
        return not (programme.progresses or programme.phases)

    def _raised(self) -> bool:
        """Whether the pain was still raised this morning, after the last session."""
        return bool(sore_morning(self.snapshot.sessions.past, self.today))

    def _too_much(self) -> str:
        words_of = self._content.guidance.words
        if (self._pain or 0) >= TOO_HIGH:
            return words_of.high
        return words_of.red_morning if self._raised() else words_of.raised

    # The plan

    def _show_plan(self) -> None:
        self._ways = self._find_ways()
        self._say(self.ask, self._heading)
        if not any(way.plan for way in self._ways):
            self._say(self.help, "Nothing of it is for today.")
            self._say(self.note, self._left_out(self._ways[0].left_out))
            self._offer({"leave": "Back"})
            return
        time = "Begin when you are ready: enter. Arrows choose."
        self._say(self.help, time if len(self._ways) > 1 else "Begin when you are ready: enter.")
        self._offer({f"way-{n}": way.label for n, way in enumerate(self._ways)})
        self._tell(self._ways[0])

    def _find_ways(self) -> tuple[Way, ...]:
        library, fit = self._content.library, self._fit()
        if self._programme is None:
            exercise = library.exercise(self._exercise)
            if why := fit.of(exercise).why_not:
                # What was said a moment ago can speak against it.
                return (Way("Begin", "", (), (LeftOut(exercise.id, why),)),)
            one = Planned(exercise.id, exercise.id, exercise.dose)
            return (Way("Begin", "", (one,)),)
        sessions = sessions_of(self.snapshot, self._programme.id)
        if self._programme.phases:
            return self._ladder(self._programme, rung(self._programme, sessions, self.today), fit)
        found = plan(self._programme, None, library, sessions, self.today, fit.of)
        return self._ways_of(found, None)

    def _ways_of(self, found: Plan, phase: Phase | None) -> tuple[Way, ...]:
        left_out, ways = found.left_out, []
        usual = Way("Begin", "", found.usual, left_out, phase)
        if (less := found.less) is not None:
            ways.append(
                Way(f"Begin easier: {less.words}", less.why, less.plan, left_out, phase, True)
            )
            usual = msgspec.structs.replace(usual, label="Begin as last time")
        ways.append(usual)
        if (more := found.more) is not None:
            ways.append(Way(f"Begin with more: {more.words}", more.why, more.plan, left_out, phase))
        return tuple(ways)

    def _ladder(self, programme: Programme, at: Rung, fit: Fit) -> tuple[Way, ...]:
        phases, library = programme.phases, self._content.library
        phase = phases[at.phase]
        sessions = sessions_of(self.snapshot, programme.id)

        def found(phase: Phase) -> Plan:
            return plan(programme, phase, library, sessions, self.today, fit.of)

        stalled = HAVE_IT_LOOKED_AT if at.stalled else ""
        why = " ".join(filter(None, [at.why, at.blocked, stalled]))
        here = found(phase)
        ways = [Way(f"Phase {at.phase}, {phase.name}", why, here.usual, here.left_out, phase)]
        if at.may_move_on and at.phase + 1 < len(phases):
            following = phases[at.phase + 1]
            there = found(following)
            label = f"On to phase {at.phase + 1}, {following.name}: {phase.move_on}"
            ways.append(Way(label, "", there.usual, there.left_out, following))
        return tuple(ways)

    def _tell(self, way: Way) -> None:
        library, fit = self._content.library, self._fit()
        seconds = sum(each.dose.seconds for each in way.plan)
        lines = [Content(way.why)] if way.why else []
        about = f"about {minutes_words(60 * max(1, round(seconds / 60)))}"
        number = len(way.plan)
        about = f"{number} exercises, {about}" if number > 1 else about.capitalize()
        lines.append(Content.styled(about, "bold"))
        for each in way.plan:
            exercise = library.exercise(each.exercise)
            said = "; ".join(filter(None, [amount(each.dose), each.note, each.why]))
            line = Content.assemble(("• ", "$accent"), exercise.name, (f"  {said}", "$text-quiet"))
            # In which way it is done today stands with it, not among the small words.
            lines += [line, *(Content(f"  {text}") for text in fit.of(exercise).adjust)]
        if way.phase is not None:
            lines.append(Content(f"Pain up to {way.phase.pain_limit} of 10 is all right here."))
            lines.append(Content(f"Not yet: {way.phase.not_yet}."))
        if way.left_out:
            lines += [Content(""), self._left_out(way.left_out)]
        self._say(self.note, Content("\n").join(lines))

    def _left_out(self, left_out: tuple[LeftOut, ...]) -> Content:
        library = self._content.library
        lines = [Content("Left out today")]
        for each in left_out:
            name, why = library.exercise(each.item).name, " ".join(each.why)
            lines.append(Content.assemble(("– ", "$text-quiet"), name, (f"  {why}", "$text-quiet")))
        return Content("\n").join(lines)

    @on(OptionList.OptionHighlighted, "#choices")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        if self._step == "plan" and (event.option_id or "").startswith("way-"):
            self._tell(self._ways[int((event.option_id or "").removeprefix("way-"))])

    # Answers

    def action_answer(self, yes: bool) -> None:
        """A plain yes or no, where one is asked."""
        if self._step == "strain":
            self._chosen("strained" if yes else "not-strained")
        elif self._step in ("once", "quick") and not yes:
            self.ticks.clear()
            self._take_ticks(())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "answer":
            return self._step in ("once", "quick", "strain")
        if action == "step":
            return self._step in BACK
        return True

    def action_enter(self) -> None:
        if self._step in ("once", "quick"):
            if self.ticks.ticked:
                self._take_ticks(self.ticks.ticked)
            else:
                self._say(self.note, "Press n when none of these fits.")
        elif self._step == "pain":
            self._pain = self.scale.score
            # Back from the gentle one that another score led to.
            self._programme, self._exercise = self._wanted
            self._go("plan" if self._suits() else "too-much")

    def _take_ticks(self, ticked: tuple[str, ...]) -> None:
        guidance = self._content.guidance
        if self._step == "quick":
            self._quick = {ask.id: ask.id in ticked for ask in guidance.quick}
            self._go("stop" if ticked else "pain")
            return
        codes = {ask.code: self.today for ask in guidance.once if ask.code and ask.id in ticked}
        changes = {"asked_on": self.today, "ask_first": ticked, "cleared_on": None}
        self._keep(**changes, ticked=codes | self._limits.ticked)
        self._go(self._after_once())

    def _keep(self, **changes: object) -> None:
        self._limits = msgspec.structs.replace(self._limits, **changes)
        self.post_message(messages.SaveLimits(self._limits))

    def _chosen(self, id: str) -> None:
        match id:
            case "leave":
                self.action_leave()
            case "cleared":
                self._keep(cleared_on=self.today)
                self._go("quick")
            case "strained" | "not-strained":
                self._take_strain(id == "strained")
            case "check":
                self.dismiss()
                self.app.start_check()
            case "gentle":
                self._programme, self._exercise = self._content.library.programme(GENTLE), ""
                self._go("plan")
            case way:
                self._begin(self._ways[int(way.removeprefix("way-"))])

    def _take_strain(self, strained: bool) -> None:
        entry = self._entry
        assert entry is not None
        ticked: Mapping[str, date] = {STRAIN: entry.day} if strained else {}
        self._keep(strain_asked=entry.id, ticked={**self._limits.ticked, **ticked})
        self._go(self._after_strain())

    def _begin(self, way: Way) -> None:
        if not way.plan:
            return
        run = begin_run(
            way.plan,
            self.now(),
            programme=self._programme.id if self._programme is not None else "",
            phase=way.phase.id if way.phase is not None else "",
            quick=self._quick,
            before=self._pain,
            eased=way.eased,
            limit=way.phase.pain_limit if way.phase is not None else None,
        )
        self.post_message(messages.PlaySession(run))

    def action_leave(self) -> None:
        self.dismiss()
