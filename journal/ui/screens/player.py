"""A guided session: the figure moves in tempo; pain guides how it goes on."""

from __future__ import annotations

import msgspec
from textual.app import ComposeResult
from textual.getters import query_one

from journal.domain import session
from journal.domain.guidance import PAIN, UNSURE
from journal.domain.session import Player
from journal.domain.training import Zone
from journal.domain.unfinished import DRAFT
from journal.store.records import Draft
from journal.ui import commands, messages
from journal.ui.screens.moving import Asking, MovingScreen
from journal.ui.widgets.ask_panel import AskPanel
from journal.ui.widgets.figure import FigureView
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.moment_panel import MomentPanel, steps_words
from journal.ui.widgets.progress_line import ProgressLine
from journal.ui.widgets.session_end import done_words, show_stop
from journal.ui.widgets.title_bar import TitleBar


class PlayerScreen(MovingScreen):
    """Asks how each exercise was and how all of it was, and has the session saved."""

    STYLES = "player.tcss"
    AUTO_FOCUS = ""
    # A letter that leads elsewhere must not carry a question away; the F-keys do.
    BINDINGS = [*commands.bindings(*commands.PLAYER), commands.stay("e", "h")]

    panel = query_one(AskPanel)

    def compose(self) -> ComposeResult:
        names = {p.id: p.name for p in self._content.library.programmes}
        name = names.get(self._run.programme, "Exercises")
        yield TitleBar(name, self.today).data_bind(PlayerScreen.today)
        yield ProgressLine()
        yield FigureView()
        yield MomentPanel()
        yield AskPanel(self._chosen, "asked")
        yield KeyBar()

    # Asking

    def _ask_next(self) -> None:
        """Ask what is due where the session stands, or nothing."""
        player = self._player
        if player.stage == "moving":
            self._ask("")
        elif player.stage == "feeling":
            self._keep()
            self._ask("feel")
        elif self._state == "open" and self._run.touched:
            if self._run.stopped or self._late:
                self._finish()
                self._ask("stopped" if self._run.stopped else "over")
            else:
                self._keep()
                self._ask("after")
        else:
            self._ask("over")

    def _ask(self, asking: Asking) -> None:
        self._asking = asking
        panel, guidance = self.panel, self._content.guidance
        panel.display = bool(asking)
        under_way = asking in ("", "feel", "hurt", "red", "skip", "unsure", "stop")
        self.figure.display = self.moment.display = under_way
        panel.set_class(under_way, "-below")
        self.set_class(asking == "unsure", "-reading")
        exercise = self._content.library.exercise(self._player.current.exercise).name
        match asking:
            case "":
                panel.ask("")
            case "feel":
                limit = self._limit_words()
                panel.ask(f"{exercise}: how much did it hurt at the most? {limit}")
                panel.by_pain(self._player.current.worst)
            case "hurt":
                panel.ask(f"{exercise}: how much did it hurt?")
                panel.by_pain()
            case "red":
                panel.ask(guidance.words.red, "Rest a moment.")
                panel.by_choice(
                    {
                        "go-on": "The next exercise, when it is calm again",
                        "end": "End for today",
                        "stop": "Something new or strange in the body",
                    }
                )
            case "skip":
                panel.ask(f"Leave {exercise}?")
                reasons = {f"skip-{ask.id}": ask.ask for ask in guidance.skips}
                stop = {"stop": "Something new or strange in the body", "end": "End the session"}
                panel.by_choice({"go-on": "Go on with it"} | reasons | stop)
            case "unsure":
                self._show_how()
            case "stop":
                panel.ask("What is it? Stop the exercise and rest meanwhile.")
                stops = {f"stop-{ask.id}": ask.ask for ask in guidance.stops}
                # The last one is under the cursor: an enter too many must not end the session.
                others = {"end": "Something else: end the session", "back": "None of these"}
                panel.by_choice(stops | others, at=-1)
            case "after":
                panel.ask("That was it. How much does it hurt now? A digit, then enter.")
                panel.by_pain()
            case "effort":
                panel.ask("How hard was it altogether? A digit, then enter, or enter alone.")
                panel.by_effort()
            case "clean":
                panel.ask("Were the movements in good form to the end?")
                panel.by_choice(
                    {"clean-yes": "Yes", "clean-no": "Not all of them", "clean": "No idea"}
                )
            case "over":
                panel.ask(self._saved_words())
                panel.tell(done_words(self._player.tasks, self._content.library))
                again = {"save": "Save it now"} if self._not_saved else {}
                panel.by_choice(again | {"close": "Close"})
            case "stopped":
                self._show_stopped()
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
        return f"Up to {self._run.highest_calm} is all right. A digit, then enter."

    def _zone_words(self, worst: int) -> str:
        words = self._content.guidance.words
        zone = self._run.zone(worst)
        return {Zone.GREEN: words.green, Zone.AMBER: words.amber, Zone.RED: words.red}[zone]

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
        return "Saved." if self._late else "Saved. Tomorrow morning Today asks how it feels then."

    def _show_stopped(self) -> None:
        guidance, stopped = self._content.guidance, self._run.stopped
        emergency = any(ask.emergency for ask in guidance.stops if ask.id == stopped)
        show_stop(self.panel, guidance, self.app.numbers, emergency)
        if self._not_saved:
            self.panel.tell(self._saved_words())

    # Answers

    async def action_enter(self) -> None:
        """Take the score that stands there, or begin."""
        match self._asking:
            case "":
                self.action_pause()
            case "feel" | "hurt":
                self._take_felt(self.panel.pain.score)
            case "after":
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
        self.title_bar.note = "" if worst is None else self._zone_words(worst)
        too_much = worst is not None and self._run.zone(worst) is Zone.RED
        if not too_much or player.stage != "moving":
            self._follow(player)
            return
        # It does not go on by itself after that.
        self._put(session.pause(player))
        self._keep()
        self._ask("red")

    def _follow(self, player: Player) -> None:
        """Go on with the next exercise at once, or come to the end."""
        self._put(player)
        self._ask_next()
        if self._player.stage == "moving":
            self._start()

    def _chosen(self, id: str) -> None:
        kind, _, rest = id.partition("-")
        match kind:
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
                    self._follow(session.swap(self._player, easier, easier.dose))
            case "skip":
                self._follow(session.skip(self._player, rest))
            case "stop" if rest:
                self._run = msgspec.structs.replace(self._run.ended(), stopped=rest)
                self._put(self._player)
                # On disk before all else: whatever happens then, it is not gone on with.
                self._keep()
                self._finish()
                self._ask("stopped")
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
            case "check":
                self._close()
                self.app.start_check()
            case "close":
                self._close()

    def _finish(self) -> None:
        """Have the session saved; one in which nothing was done is let go."""
        if not self._run.touched:
            self._drop()
        elif self._state == "open":
            self._state = "saving"
            ended = self.kept.updated_at if self._late and self.kept is not None else None
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
            self._ask("")
        back = session.backward(self._player)
        if back.task < self._player.task and self._is_over(self._player.tasks[back.task]):
            # Too much pain ended that one for today; how much it was can be said anew.
            back = session.asked_again(self._player)
        self._act(back)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("pause", "next", "done", "tempo", "read"):
            return not self._asking
        if action == "before":
            return self._asking in ("", "feel")
        return action != "skip" or self._asking in ("", "feel")

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
        if self._asking in ("red", "skip", "unsure", "stop", "hurt"):
            self._ask_next()
            return
        if self._asking in ("over", "stopped"):
            self._close()
            return
        self._stand_still()
        self._keep()
        self.dismiss()
