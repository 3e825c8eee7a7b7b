"""A guided session: the figure moves in tempo; pain guides how it goes on."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.screen import ModalScreen

from journal.domain import session
from journal.domain.guidance import NOT_TODAY, PAIN, UNSURE, limit_words
from journal.domain.session import Player
from journal.domain.session_run import SessionRun
from journal.domain.stops import LATELY
from journal.domain.task import Task
from journal.domain.training import TOO_HIGH, Zone
from journal.domain.unfinished import DRAFT
from journal.store.records import Draft
from journal.ui import commands, messages
from journal.ui.halt import Halt
from journal.ui.screens.moving import MovingScreen
from journal.ui.widgets.ask_panel import AskPanel
from journal.ui.widgets.figure import FigureView
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.moment_panel import MomentPanel, is_begun, steps_words
from journal.ui.widgets.progress_line import ProgressLine
from journal.ui.widgets.session_end import done_words, show_stop
from journal.ui.widgets.title_bar import TitleBar

Asking = Literal[
    "", "feel", "hurt", "red", "skip", "unsure", "stop",
    "after", "effort", "clean", "over", "stopped",
]  # fmt: skip


SAVED = "Saved. {morning} Today asks how it feels then."
SAVED_SORE = (
    "Saved. That was strong pain: rest now. {morning} Today asks how it feels then. If it is"
    " new or unusual for you, do the check of warning signs (F4)."
)
UNTOLD = "That it hurts too much is not noted yet. It is paused meanwhile."
KEYS = 14
"""Keys in the line at the foot at the most."""
LEAVING = {
    **dict.fromkeys(("skip", "unsure", "stop", "hurt"), ("Back", "Back; it stays paused")),
    **dict.fromkeys(("over", "stopped"), ("Close", "Close; this session has ended")),
}
"""What escape does while this is asked, where it does not leave the session to wait."""


class PlayerScreen(MovingScreen):
    """Asks how each exercise was and how all of it was, and has the session saved."""

    STYLES = "player.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (134, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high"), (34, "-tall")]
    # A letter that leads elsewhere must not carry a question away; the F-keys do.
    BINDINGS = [*commands.bindings(*commands.PLAYER), commands.stay()]

    panel = query_one(AskPanel)

    _asking: Asking
    _calmed: int | None = None
    """The exercise, by its number, that was too much and after which it was asked how to go on."""
    _untold_pain = False
    """Whether the question how much it hurt was left without an answer."""
    _before_stop: SessionRun | None = None
    """The session as it was before a stop rule ended it, as long as that can be taken back."""
    _halt: Halt | None = None
    _ended: datetime | None = None
    """When a stop rule ended it, or it was left; None where it ends with its last answer."""

    def compose(self) -> ComposeResult:
        names = {p.id: p.name for p in self._content.library.programmes}
        name = names.get(self._run.programme, "Exercises")
        yield TitleBar(name, self.today).data_bind(PlayerScreen.today)
        yield ProgressLine()
        yield FigureView()
        yield MomentPanel()
        yield AskPanel(self._chosen, "asked")
        # All that fits: half of its keys are found nowhere else.
        yield KeyBar(KEYS, also=(commands.HELP.action, "bell", commands.GO_TODAY.action))

    # Asking

    def _ask_next(self) -> None:
        """Ask what is due where the session stands, or nothing."""
        player = self._player
        if player.stage == "moving":
            self._ask("red" if self._sore() not in (None, self._calmed) else "")
        elif player.stage == "feeling":
            self._keep()
            self._ask("feel")
        elif self._state == "open" and self._run.touched:
            if self._run.stopped or self._late:
                self._finish()
                self._ask("stopped" if self._run.stopped and not self._is_long_ago() else "over")
            else:
                self._keep()
                self._ask(self._untold())
        else:
            self._ask("over")

    def _is_long_ago(self) -> bool:
        """Whether it was left so long ago that no call for help fits any more."""
        return self.kept is not None and self.today - self.kept.updated_at.date() > LATELY

    def _untold(self) -> Asking:
        """The first question of the end that is not answered yet: it may have been left there."""
        if self._run.after is None:
            return "after"
        return "effort" if self._run.effort is None else "clean"

    def _sore(self) -> int | None:
        """The number of the exercise before, if it was too much and this one is not begun.

        It is told by what is kept, so that who was killed at the question is asked it again;
        what dropped out meanwhile is passed over.
        """
        player = self._player
        if player.bout or player.gone or player.current.done:
            return None
        before = range(player.task - 1, -1, -1)
        last = next((n for n in before if player.tasks[n].skipped != NOT_TODAY), None)
        return last if last is not None and self._is_over(player.tasks[last]) else None

    def _is_severe(self, task: int | None) -> bool:
        return task is not None and (self._player.tasks[task].worst or 0) >= TOO_HIGH

    def _ask(self, asking: Asking, hurt: bool = False) -> None:
        """Ask this; `hurt` is when a pain that was too much is not told yet."""
        self._asking, self._untold_pain = asking, hurt
        panel, guidance = self.panel, self._content.guidance
        panel.display = bool(asking)
        under_way = asking in ("", "feel", "hurt", "red", "skip", "unsure", "stop")
        self.figure.display = self.moment.display = under_way
        panel.set_class(under_way, "-below")
        self.set_class(under_way and bool(asking), "-asking")
        self.set_class(asking == "unsure", "-reading")
        # What was said of an exercise does not belong over a call for help.
        self.bar.visible = asking != "stopped"
        exercise = self._content.library.exercise(self._player.current.exercise).name
        match asking:
            case "":
                panel.ask("")
            case "feel":
                panel.ask(f"{exercise}: how much did it hurt at the most?", self._limit_words())
                panel.by_pain(self._player.current.worst)
            case "hurt":
                panel.ask(f"{exercise}: how much did it hurt?", self._limit_words())
                panel.by_pain()
            case "red":
                sore = self._sore()
                # Where it had better end, nothing is said of going on.
                severe = self._is_severe(sore)
                panel.ask(self._too_much_words(sore), "" if severe else guidance.words.rest)
                lines = {
                    "calm": "The next exercise, when it is calm again",
                    "end": "End for today",
                    "stop": "Something new or strange in the body",
                }
                panel.by_choice(lines, at=1 if severe else 0)
            case "skip":
                panel.ask(f"Leave {exercise}?", UNTOLD if hurt else "")
                reasons = {f"skip-{ask.id}": ask.ask for ask in guidance.skips}
                stop = {"stop": "Something new or strange in the body"}
                end = {"end": "End the session"}
                lines = {"go-on": "Go on with it"} | stop | reasons | end
                panel.by_choice(lines, at=list(lines).index(f"skip-{PAIN}") if hurt else 0)
            case "unsure":
                self._show_how()
            case "stop":
                panel.ask("What is it? Stop the exercise and rest meanwhile.")
                stops = {f"stop-{ask.id}": ask.ask for ask in guidance.stops}
                # Under the cursor is the one that ends nothing.
                panel.by_choice({"back": "None of these: back to the session"} | stops)
            case "after":
                over = self._is_over(self._player.current)
                help = self._too_much_words(self._player.task) if over else ""
                panel.ask("That was it. How much does it hurt now? A digit, then enter.", help)
                panel.by_pain()
            case "effort":
                self.title_bar.note = ""
                panel.ask("How hard was it altogether? A digit, then enter, or enter alone.")
                panel.by_effort()
            case "clean":
                panel.ask("Were the movements in good form to the end?")
                lines = {"clean-yes": "Yes", "clean-no": "Not all of them", "clean": "No idea"}
                # An enter too many must not answer it.
                panel.by_choice(lines, at=None)
            case "over":
                panel.ask(self._saved_words())
                panel.tell(done_words(self._player.tasks, self._content.library))
                again = {"save": "Save it now"} if self._not_saved else {}
                panel.by_choice(again | {"close": "Close"})
            case "stopped":
                self._show_stopped()
        if under_way:
            self._show()
        self.refresh_bindings()

    def _show_how(self) -> None:
        """The steps once more, and an easier variant; it can be left out all the same."""
        task = self._player.current
        exercise = self._content.library.exercise(task.exercise)
        adjust = self._fit().of(exercise).adjust
        self.panel.ask(f"{exercise.name}: how it goes")
        self.panel.tell(steps_words(exercise, task.dose, task.note, adjust))
        # After its last set there is nothing left to do in another way.
        easier = self._variant("easier") if self._player.stage == "moving" else None
        instead = {} if easier is None else {"easier": f"{easier.name} instead, which is easier"}
        self.panel.by_choice(
            {"go-on": "Go on with it"} | instead | {f"skip-{UNSURE}": "Leave it out"}
        )

    def _limit_words(self) -> str:
        """The person's own limit of this session, and how to answer."""
        run = self._run
        limit = limit_words(self._content.guidance.words, run.before, run.limit)
        then = self._player.tasks[self._player.task + 1 :]
        if not then:
            return f"{limit} A digit, then enter."
        name = self._content.library.exercise(then[0].exercise).name
        return f"{limit} A digit, then enter; then comes {name}."

    def _too_much_words(self, task: int | None) -> str:
        words = self._content.guidance.words
        if task is None or self._is_severe(task):
            return words.severe
        name = self._content.library.exercise(self._player.tasks[task].exercise).name
        return words.red.format(exercise=name)

    def _zone_words(self, worst: int) -> str:
        words = self._content.guidance.words
        if worst >= TOO_HIGH:
            return words.strong
        if any((task.worst or 0) >= TOO_HIGH for task in self._player.tasks):
            # What was severe before leaves nothing to be called all right.
            return ""
        return words.green if self._run.zone(worst) is Zone.GREEN else words.amber

    @property
    def _not_saved(self) -> bool:
        """Whether it was to be saved and could not be."""
        return self._run.touched and self._state == "open"

    def _saved_words(self) -> str:
        if not self._run.touched:
            return "Nothing was done, so nothing is kept."
        if self._state == "saving":
            return "It is being saved."
        if self._state == "open":
            return "Not saved yet. Closed like this, it waits in the list of exercises."
        if self._late:
            return "Saved."
        run = self._run
        worst = max([task.worst or 0 for task in run.player.tasks] + [run.after or 0])
        over_midnight = run.started.date() < self.now().date()
        morning = "In the morning" if over_midnight else "Tomorrow morning"
        return (SAVED_SORE if worst >= TOO_HIGH else SAVED).format(morning=morning)

    def _show_stopped(self) -> None:
        guidance, stopped = self._content.guidance, self._run.stopped
        said = [ask for ask in guidance.stops if ask.id == stopped]
        slip = self._before_stop is not None
        show_stop(self.panel, guidance, self.app.numbers, said, slip)
        if self._not_saved and not slip:
            self.panel.tell(self._saved_words())

    # Answers

    async def action_enter(self) -> None:
        """Take the score that stands there, or begin."""
        match self._asking:
            case "":
                self.action_pause()
            case "feel" | "hurt" if self.panel.scored():
                self._take_felt(self.panel.pain.score)
            case "after" if self.panel.scored():
                self._run = msgspec.structs.replace(self._run, after=self.panel.pain.score)
                self._keep()
                self._ask("effort")
            case "effort":
                self._run = msgspec.structs.replace(self._run, effort=self.panel.effort.score)
                self._keep()
                self._ask("clean")

    def _take_felt(self, worst: int | None) -> None:
        if self._asking == "hurt":
            player = session.skip(self._player, PAIN, worst)
        else:
            player = session.feel(self._player, worst)
        self._calmed = None
        over = self._is_over(player.tasks[self._player.task])
        # The question that then comes says what it means.
        self.title_bar.note = "" if worst is None or over else self._zone_words(worst)
        self._follow(player)
        if worst is not None and worst >= TOO_HIGH:
            # Also where it is no more than at the start: on it goes by a key only.
            self._stand_still()

    def _follow(self, player: Player) -> None:
        """Go on with the next exercise at once, or come to a question or the end.

        After too much pain it does not go on by itself.
        """
        waits = self._is_over(player.tasks[self._player.task]) or bool(self._why_waits())
        self._put(session.pause(player) if waits else player)
        self._keep()
        self._ask_next()
        if self._player.stage == "moving" and not self._asking:
            self._start()

    def _chosen(self, id: str) -> None:
        kind, _, rest = id.partition("-")
        match kind:
            case "calm":
                self._calm()
            case "go":
                self._ask_next()
                if self._player.stage == "moving":
                    self._start()
            case "skip" if rest == PAIN:
                self._ask("hurt")
            case "skip" if rest == UNSURE and self._asking == "skip":
                self._ask("unsure")
            case "easier":
                if (easier := self._variant("easier")) is not None:
                    self._follow(self._swapped("easier", easier))
            case "skip":
                self._follow(session.skip(self._player, rest))
            case "stop" if rest:
                self._stop(rest)
            case "stop":
                self._ask("stop")
            case "back":
                # Paused, as something felt strange.
                self._ask_next()
            case "end":
                self._run = self._run.ended()
                self._put(self._player)
                self._ask_next()
            case "clean":
                clean = {"yes": True, "no": False}.get(rest)
                self._run = msgspec.structs.replace(self._run, clean=clean)
                self._finish()
                self._ask("over")
            case "save":
                self._finish()
                self._ask("over")
            case "stay":
                pass
            case "slip":
                self._take_stop_back()
            case "check":
                self._close()
                self.app.start_check()
            case "close":
                self._close()

    def _calm(self) -> None:
        """The next exercise, which waits for a key of its own."""
        self._calmed = self._sore()
        self._ask_next()

    def _stop(self, rule: str) -> None:
        """End it by a stop rule; until the screen is left that can be taken back."""
        self._before_stop, self._ended = self._run, self.now()
        self._run = msgspec.structs.replace(self._run.ended(), stopped=rule)
        self.title_bar.note = ""
        self._put(self._player)
        # On disk before all else: whatever happens then, no exercise is gone on with.
        self._halt = Halt(self._ended, (rule,), self.app.standing)
        self.post_message(messages.ChangeLimits(self._halt.note))
        self._keep()
        self._ask("stopped")

    def _locked(self) -> str:
        # A slip that was taken back can be on its way to the disk.
        if self._halt is not None and self.app.standing.halted == self._halt.at:
            return ""
        return super()._locked()

    def _take_stop_back(self) -> None:
        if self._before_stop is not None and self._halt is not None:
            self._run, self._before_stop, self._ended = self._before_stop, None, None
            self.post_message(messages.ChangeLimits(self._halt.take_back))
            self._put(session.pause(self._player))
            self._keep()
            self._ask_next()

    @on(events.ScreenSuspend)
    def _stopped_for_good(self) -> None:
        # What only lies over it, such as the help, is closed again.
        if self._before_stop is not None and not isinstance(self.app.screen, ModalScreen):
            self._finish()

    def _finish(self) -> None:
        """Have the session saved; one in which nothing was done is let go."""
        self._before_stop = None
        if not self._run.touched:
            self._drop()
        elif self._state == "open":
            self._state = "saving"
            ended = self._ended
            on_another_day = self._run.started.date() < self.now().date()
            if ended is None and (self._late or (self._was_over and on_another_day)):
                # Not when its draft was kept, which a refused save does anew.
                ended = self._run.stood_at
            run = self._run.finish(self.app.make_id(), self.now(), ended)
            draft = Draft(self.kept.id if self.kept else DRAFT, self.now(), self._run.to_fields())
            self.post_message(messages.SaveSession(self, run, draft))

    def _drop(self) -> None:
        self._state = "saved"
        self.post_message(messages.DropDraft(self))

    def session_saved(self, saved: bool) -> None:
        self._state = "saved" if saved else "open"
        if not saved:
            self._keep()
        if self._asking in ("over", "stopped") and self.is_attached:
            self._ask(self._asking)

    def _close(self) -> None:
        if self._state == "open" and self._player.stage == "over":
            # Not saved before, for want of room say: once more.
            self._finish()
        self.dismiss()

    # Keys

    def action_before(self) -> None:
        if self._asking == "feel":
            if self._is_over(self._player.current):
                return  # Its score can be said anew; it is not done again.
            self._ask("")
        back = session.backward(self._player)
        if back.task < self._player.task and self._is_over(self._player.tasks[back.task]):
            # Too much pain ended that one for today; how much it was can be said anew.
            back = session.asked_again(self._player)
            self._calmed = None
        said = "" if back.task == self._player.task else self._once_more_words(back.current)
        self._act(back)
        if said and back.stage == "moving":
            self.moment.tell(said)

    def _once_more_words(self, task: Task) -> str:
        name = self._content.library.exercise(task.exercise).name
        stays = "" if task.worst is None else f" Its pain of {task.worst} stays until told anew."
        return f"{name} once more.{stays}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("pause", "next", "done", "swap", "tempo", "read"):
            return not self._asking
        if action == "before":
            return self._asking in ("", "feel")
        return action != "skip" or self._asking in ("", "feel")

    def says(self, command: str) -> tuple[str, str] | None:
        if command == "leave-player":
            return LEAVING.get(self._asking)
        if command == "pause" and not self._player.running:
            if is_begun(self._player):
                return "Go on", "Go on where it stands"
            return "Begin", "Begin the session"
        return None

    def action_skip(self) -> None:
        if self._asking in ("", "feel"):
            self._stand_still()
            self._ask("skip")

    def action_stay(self) -> None:
        """Nothing: the session is left by escape or an F-key."""

    def action_step(self, by: int) -> None:
        """Left in a scale: once more what was just done."""
        if by < 0 and self._asking == "feel":
            self.action_before()

    def action_leave(self) -> None:
        if self._asking == "hurt":
            # One key too many must not drop that it hurt.
            self._ask("skip", hurt=True)
            return
        if self._asking in ("skip", "unsure", "stop"):
            untold = self._untold_pain
            self._ask_next()
            if untold and not self._asking:
                self.moment.tell("It is paused. That it hurts is not noted; s can tell it.")
            return
        if self._asking in ("over", "stopped"):
            self._close()
            return
        self._stand_still()
        self._keep()
        self.dismiss()
