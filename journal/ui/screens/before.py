"""What is asked before a session, and what the session will be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import OptionList

from journal.domain.availability import (
    STRAIN,
    gentle_ids,
    strain_of,
    strain_to_ask_about,
    strain_to_review,
)
from journal.domain.day import day_words
from journal.domain.day_pain import DayPain
from journal.domain.exercise import Exercise, Programme
from journal.domain.guidance import limit_words
from journal.domain.limits import Limits
from journal.domain.session_run import begin_run
from journal.domain.training import TOO_HIGH
from journal.domain.ways import Way, suits, ways_of_exercise
from journal.exercising import ASK_AGAIN, Fit, pain_today, recent_entries
from journal.hurting import pain_of_day
from journal.planning import ways_today
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.exercise_content import ExerciseContent
from journal.ui.halt import Halt
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.ask_panel import AskPanel
from journal.ui.widgets.exercise_detail import permission_words
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.plan_words import left_out_words, plan_words
from journal.ui.widgets.session_end import show_stop
from journal.ui.widgets.title_bar import TitleBar

Step = Literal["strain", "review", "once", "first", "quick", "stop", "pain", "too-much", "plan"]
BACK: Mapping[Step, Step] = {
    "pain": "quick",
    "too-much": "pain",
    "plan": "pain",
}
"""Where "back" leads; from a stop only a slip of the key does, which takes the yes back."""
GENTLE = "flare-day"
"""The programme offered on days on which only a gentle one suits."""
SLIP = "That was a slip of the key: it is not so"
REST = "How much it hurts today can go into the log: F3."
"""What is told to someone who rests: what was said here is not the score of the day."""
ENDS = {"rest": "Rest today", "end": "End it and keep what was done"}
"""How a session is not begun, or not gone on with."""
ASKED_ANEW = "Some time has passed since you answered: once more, please."
"""Why the questions come again."""


class BeforeScreen(JournalScreen):
    """Asks the quick check and the pain before, offers the ways to do the session, begins it."""

    STYLES = "before.tcss"
    AUTO_FOCUS = ""
    # A letter that leads elsewhere must not carry a question away; the F-keys do.
    BINDINGS = [*commands.bindings(*commands.BEFORE), commands.stay()]

    panel = query_one(AskPanel)

    def __init__(
        self,
        snapshot: Snapshot,
        today: date,
        content: ExerciseContent,
        programme: str = "",
        exercise: str = "",
        resumed: messages.PlaySession | None = None,
    ) -> None:
        """`exercise` is the one exercise to do, where it is not a programme.

        `resumed` is a session that waited: after the questions it goes on.
        """
        super().__init__(snapshot, today)
        self._content = content
        self._programme = content.library.programme(programme) if programme else None
        self._exercise = exercise
        self._wanted = (self._programme, exercise)
        self._resumed = resumed
        self._limits = snapshot.limits
        self._halt: Halt | None = None
        self._quick: dict[str, bool] = {}
        self._answered: datetime | None = None
        self._pain: int | None = None
        self._ways: tuple[Way, ...] = ()
        self._entry = strain_to_ask_about(
            recent_entries(snapshot, today), today, self._limits.strain_asked
        )
        self._before_once: Limits | None = None
        self._step: Step = self._first()

    def compose(self) -> ComposeResult:
        yield TitleBar(self._what.name, self.today).data_bind(BeforeScreen.today)
        yield AskPanel(self._chosen, "panel")
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    # Which step

    def _first(self) -> Step:
        strain = strain_of(self._limits, self.today)
        # One that was told of before this mishap may be another.
        if self._entry is not None and (strain is None or strain.since <= self._entry.day):
            return "strain"
        return self._after_strain()

    def _after_strain(self) -> Step:
        if strain_to_review(self._limits, self.today):
            return "review"
        return self._after_review()

    def _after_review(self) -> Step:
        if self._limits.asked_on is None:
            return "once"
        return self._after_once()

    def _after_once(self) -> Step:
        return "first" if self._limits.ask_first and self._limits.cleared_on is None else "quick"

    def _go(self, step: Step) -> None:
        if (self._step, step) == ("quick", "pain"):
            self._answered = self.now()
        self._step = step
        self._show()

    def _asks_anew(self) -> bool:
        """Whether the quick check was answered so long ago, or on another day, that it is again."""
        now, answered = self.now(), self._answered
        if answered is None or (
            now - answered < ASK_AGAIN and now.date() == answered.astimezone(now.tzinfo).date()
        ):
            return False
        self._quick, self._pain = {}, None
        self._go("quick")
        self.panel.tell(ASKED_ANEW)
        return True

    def action_step(self, by: int) -> None:
        """Back to the question before; what was said is kept."""
        if by < 0 and self._step in BACK:
            self._go(BACK[self._step])

    # Showing a step

    def _show(self) -> None:
        panel, guidance = self.panel, self._content.guidance
        match self._step:
            case "strain":
                self._show_strain()
            case "review":
                help = "y keeps what it means for the exercises, n takes it back."
                panel.ask("Is the strain at the front of the hip still sore on stairs?", help)
                lines = {"still-sore": "Yes, still sore", "no-strain": "No, it is over"}
                # An enter too many must not answer it.
                panel.by_choice(lines, at=None)
            case "once":
                help = (
                    "Numbers tick, enter goes on. n: none of these fits."
                    " Later, m in the list of exercises shows and changes it."
                )
                panel.ask("Before the first programme: does any of this fit you?", help)
                panel.by_ticks({ask.id: ask.ask for ask in guidance.once})
            case "first":
                panel.ask("First a word with a clinician", guidance.words.ask_first)
                # "Not yet" first: an enter too many must not say that someone was asked.
                lines = {"leave": "Not yet", "cleared": guidance.words.ask_first_done}
                slip = {} if self._before_once is None else {"not-so": SLIP}
                panel.by_choice(lines | slip)
            case "quick":
                self._show_quick()
            case "stop":
                self._show_stop()
            case "pain":
                panel.ask("How much does it hurt now? A digit, then enter.", self._range_words())
                panel.by_pain(self._pain)
            case "too-much":
                self._show_too_much()
            case "plan":
                self._show_plan()
        self.refresh_bindings()

    def _show_strain(self) -> None:
        entry = self._entry
        assert entry is not None
        self.panel.ask(
            f"You logged a {entry.event} on {day_words(entry.day)}.",
            "Did it strain the front of your hip, so that walking or stairs hurt?",
        )
        lines = {"strained": "Yes, the front of the hip", "not-strained": "No"}
        self.panel.by_choice(lines, at=None)

    def _show_quick(self) -> None:
        # Letters do not lead away from a question.
        guidance, why = self._content.guidance, permission_words(self._fit(), "F4")
        help = "n: none of these. Else numbers tick, enter goes on."
        help = " ".join(filter(None, [help, guidance.words.not_today, why]))
        self.panel.ask("Is any of this so today?", help)
        ticked = [id for id, yes in self._quick.items() if yes]
        self.panel.by_ticks({ask.id: ask.ask for ask in guidance.quick}, ticked)

    def _show_stop(self) -> None:
        guidance = self._content.guidance
        said = [ask for ask in guidance.quick if self._quick.get(ask.id)]
        show_stop(self.panel, guidance, self.app.numbers, said, slip=True)

    def _show_too_much(self) -> None:
        gentle = f"{self._content.library.programme(GENTLE).name}: a short, gentle round"
        if self._day_pain().rest:
            self.panel.ask("Today is for rest", self._content.guidance.words.severe_twice)
            first = "rest" if self._resumed is None else "end"
            # The round last: an enter too many must not begin it.
            ways = {first: ENDS[first], "check": "The check of warning signs", "gentle": gentle}
            if self._resumed is not None:
                ways = {first: ENDS[first], "check": ways["check"], "leave": "Later"}
            self.panel.by_choice(ways)
            return
        self.panel.ask("A gentle day", self._too_much())
        if self._resumed is not None:
            self.panel.by_choice({"end": ENDS["end"], "leave": "Later"})
            return
        self.panel.by_choice({"gentle": gentle, "rest": ENDS["rest"]})

    # What is known

    def _fit(self) -> Fit:
        return self.app.fit(self._content, self._limits, waiting=self._resumed is None)

    @property
    def _what(self) -> Programme | Exercise:
        return self._programme or self._content.library.exercise(self._exercise)

    def _day_pain(self) -> DayPain:
        """What the sessions of today said of pain, one that waits unfinished among them."""
        return pain_of_day(self.snapshot, self.today, self.app.all_drafts())

    def _fits(self) -> bool:
        """Whether the pain of today and of the moment leaves room for it."""
        sore = bool(self._fit().only_gentle) or bool(self._day_pain().only_gentle)
        gentle = self._what.id in gentle_ids(self._content.library)
        return not self._day_pain().rest and suits(self._what, self._pain_now, sore, gentle)

    @property
    def _pain_now(self) -> int | None:
        """The pain that counts: what was said, else what was logged last today."""
        return pain_today(self.snapshot, self.today) if self._pain is None else self._pain

    def _range_words(self) -> str:
        """Up to how much pain it is all right; on the ladder its phase says that."""
        what = self._what
        if not isinstance(what, Programme) or not what.phases:
            return self._content.guidance.words.exercise
        return self._limit_words(self._find_ways()[0])

    def _limit_words(self, way: Way) -> str:
        limit = way.phase.pain_limit if way.phase is not None else None
        return limit_words(self._content.guidance.words, self._pain, limit)

    def _too_much(self) -> str:
        words_of = self._content.guidance.words
        if (self._pain_now or 0) >= TOO_HIGH:
            return words_of.high
        if self._day_pain().only_gentle:
            return words_of.severe_today
        return words_of.red_morning if self._fit().sore_after else words_of.raised

    # The plan

    def _show_plan(self) -> None:
        self._ways, fit = self._find_ways(), self._fit()
        if not self._ways[0].plan:
            self.panel.ask(self._what.name, "Nothing of it is for today.")
            self.panel.tell(left_out_words(self._ways[0].left_out, fit))
            self.panel.by_choice({"leave": "Back"})
            return
        arrows = " Arrows choose." if len(self._ways) > 1 else ""
        rest = " A rest day suits as well: esc." if (self._pain_now or 0) >= TOO_HIGH else ""
        self.panel.ask(self._what.name, f"Begin when you are ready: enter.{arrows}{rest}")
        self.panel.by_choice({f"way-{n}": way.label for n, way in enumerate(self._ways)})
        self._tell_plan(self._ways[0])

    def _tell_plan(self, way: Way) -> None:
        self.panel.tell(plan_words(way, self._fit(), self._limit_words(way)))

    def _find_ways(self) -> tuple[Way, ...]:
        what, fit = self._what, self._fit()
        if isinstance(what, Exercise):
            return ways_of_exercise(what, fit.library, self.today, fit.of, fit.sores)
        return ways_today(what, fit, self.snapshot, self.today)

    @on(OptionList.OptionHighlighted, "#choices")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        if self._step == "plan" and (event.option_id or "").startswith("way-"):
            self._tell_plan(self._ways[int((event.option_id or "").removeprefix("way-"))])

    # Answers

    def action_answer(self, yes: bool) -> None:
        """A plain yes or no, where one is asked."""
        if self._step == "strain":
            self._chosen("strained" if yes else "not-strained")
        elif self._step == "review":
            self._chosen("still-sore" if yes else "no-strain")
        elif not yes and self.panel.ticks.ticked:
            self.panel.tell("Something is ticked: take it away first, or enter goes on with it.")
        elif not yes and self.panel.seen_to_end():
            self._take_ticks(())

    def says(self, command: str) -> tuple[str, str] | None:
        if command == "none-of-these" and self._step in ("strain", "review"):
            return "No", "No"
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "answer" and parameters == (True,):
            return self._step in ("strain", "review")
        if action == "answer":
            return self._step in ("once", "quick", "strain", "review")
        if action == "step":
            return self._step in BACK
        return True

    def action_enter(self) -> None:
        if self._step in ("once", "quick"):
            if self.panel.ticks.ticked:
                self._take_ticks(self.panel.ticks.ticked)
            else:
                self.panel.tell("Press n when none of these fits.")
        elif self._step == "pain" and self.panel.scored() and not self._asks_anew():
            self._pain = self.panel.pain.score
            # Back from the gentle one that another score led to.
            self._programme, self._exercise = self._wanted
            if not self._fits():
                self._go("too-much")
            elif self._resumed is not None:
                run = self._resumed.run.standing_still(self.now())
                self.post_message(messages.PlaySession(run, self._resumed.kept))
            else:
                self._go("plan")

    def _take_ticks(self, ticked: tuple[str, ...]) -> None:
        guidance = self._content.guidance
        if self._step == "quick":
            self._quick = {ask.id: ask.id in ticked for ask in guidance.quick}
            if ticked:
                # It counts from now on, whatever becomes of this screen.
                self._halt = Halt(self.now(), ticked, self.app.standing)
                self._edit(self._halt.note)
            self._go("stop" if ticked else "pain")
            return
        codes = {ask.code: self.today for ask in guidance.once if ask.code and ask.id in ticked}
        self._before_once = self._limits
        changes = {"asked_on": self.today, "ask_first": ticked, "cleared_on": None}
        self._keep(**changes, ticked=codes | self._limits.ticked)
        self._go(self._after_once())

    def _keep(self, **changes: object) -> None:
        wanted = msgspec.structs.replace(self._limits, **changes).ticked
        before = self._limits.ticked
        ticked = {c: day for c, day in wanted.items() if before.get(c) != day}
        gone = before.keys() - wanted.keys()

        def edit(held: Limits) -> Limits:
            # What was ticked elsewhere meanwhile stays.
            kept = {c: day for c, day in held.ticked.items() if c not in gone}
            return msgspec.structs.replace(held, **{**changes, "ticked": kept | ticked})

        self._edit(edit)

    def _edit(self, edit: Callable[[Limits], Limits]) -> None:
        self._limits = edit(self._limits)
        self.post_message(messages.ChangeLimits(edit))

    def _chosen(self, id: str) -> None:
        match id:
            case "leave" | "close":
                self.action_leave()
            case "rest":
                self.notify(REST, title="A rest day", timeout=6, markup=False)
                self.action_leave()
            case "cleared":
                self._keep(cleared_on=self.today)
                self._go("quick")
            case "not-so":
                assert self._before_once is not None
                changes = dict.fromkeys(("asked_on", "cleared_on"))
                self._keep(**changes, ask_first=(), ticked=self._before_once.ticked)
                self._go("once")
            case "stay":
                pass
            case "slip":
                self._quick = {}
                assert self._halt is not None
                self._edit(self._halt.take_back)
                self._go("quick")
            case "still-sore":
                self._keep(still_sore_on=self.today)
                self._go(self._after_review())
            case "no-strain":
                ticked = {c: day for c, day in self._limits.ticked.items() if c != STRAIN}
                self._keep(ticked=ticked, strain_over_on=self.today)
                self._go(self._after_review())
            case "end" if self._resumed is not None:
                ended = messages.PlaySession(self._resumed.run.told_alone(), self._resumed.kept)
                self.post_message(ended)
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
        ticked: Mapping[str, date] = {STRAIN: self.today} if strained else {}
        self._keep(strain_asked=entry.id, ticked={**self._limits.ticked, **ticked})
        self._go(self._after_strain())

    def _begin(self, way: Way) -> None:
        if not way.plan or self._asks_anew() or not self._still_allowed():
            return
        run = begin_run(
            way.plan,
            self.now(),
            id=self.app.make_id(),
            programme=self._programme.id if self._programme is not None else "",
            phase=way.phase.id if way.phase is not None else "",
            quick=self._quick,
            before=self._pain,
            eased=way.eased,
            limit=way.phase.pain_limit if way.phase is not None else None,
        )
        self.post_message(messages.PlaySession(run))

    def action_stay(self) -> None:
        """Nothing: this is left by escape or an F-key."""

    def _still_allowed(self) -> bool:
        """Whether nothing came up against it since the plan was shown, from another program say."""
        # A yes of another program counts, what was answered here may be on its way to the disk.
        kept = self.snapshot.limits
        yes = {"quick_yes_at": kept.quick_yes_at, "quick_yes_to": kept.quick_yes_to}
        limits = msgspec.structs.replace(self._limits, **yes)
        fit, what = self.app.fit(self._content, limits), self._what
        why = fit.not_begun(what) if isinstance(what, Programme) else ""
        if isinstance(what, Exercise):
            why = " ".join(fit.of(what).why_not)
        if why:
            self.notify(why, title="Not today", timeout=10, markup=False)
        return not why

    def action_leave(self) -> None:
        self.dismiss()
