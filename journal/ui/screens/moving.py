"""A session that goes on by time and by keys: the figure moves, and where it stands is kept."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from math import inf
from typing import Literal

from textual import events, on
from textual.getters import query_one
from textual.timer import Timer

from journal.domain import session
from journal.domain.exercise import Exercise
from journal.domain.guidance import PAIN
from journal.domain.looking_back import still_sore
from journal.domain.session import Kind, Player, Way, now, progress, seconds_left
from journal.domain.session_run import SessionRun
from journal.domain.showing import guided
from journal.domain.standing import Exercise as Allowed
from journal.domain.task import Task
from journal.domain.training import HIGH_START, Zone
from journal.domain.unfinished import DRAFT
from journal.domain.ways import swaps
from journal.exercising import ASK_AGAIN, Fit, calling, goes_on
from journal.store.records import Draft
from journal.store.snapshot import Snapshot
from journal.ui import messages
from journal.ui.exercise_content import ExerciseContent
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.demonstration import FRAMES
from journal.ui.widgets.figure import FigureView
from journal.ui.widgets.moment_panel import MomentPanel, clock_words, is_begun
from journal.ui.widgets.progress_line import ProgressLine
from journal.ui.widgets.title_bar import TitleBar

GAP = 3.0
"""Seconds between two pictures after which the terminal was away: the session then waits."""
CUE = 0.4
"""Seconds that a change is marked for."""
LONG = 5.0
"""Seconds of a hold from which the bell rings for it too; shorter ones would ring all the time."""
LONG_AGO = (
    "It has waited for long. Leave it (esc), then go on with it in the list of exercises, which"
    " asks first whether all is well."
)
KEEP_SECONDS = 5.0
"""How often a session that goes on is kept as a draft."""


class MovingScreen(JournalScreen):
    """Goes through a session by keys and by time, until something is asked.

    Time is the app's `ticks`, looked at by a timer that runs only while the session does. What
    is asked, and when, is up to the screen that grows from this one.
    """

    bar = query_one(ProgressLine)
    figure = query_one(FigureView)
    moment = query_one(MomentPanel)
    title_bar = query_one(TitleBar)

    def __init__(
        self,
        snapshot: Snapshot,
        today: date,
        content: ExerciseContent,
        run: SessionRun,
        kept: Draft | None,
    ) -> None:
        super().__init__(snapshot, today)
        self.kept = kept
        self._content = content
        # However it was left, it waits until the person is there.
        if kept is not None and run.stood_at is None:
            run = run.standing_still(kept.updated_at)
        self._run = run.with_player(session.pause(run.player))
        self._asking = ""
        self._timer: Timer | None = None
        self._looked = 0.0
        # What was left before counts as a long pause.
        self._still_since = -inf
        self._cue_until = 0.0
        self._kept_at = 0.0
        self._mark: tuple[object, ...] = ()
        self._said_at = (False, False)
        self._titles = ("", "")
        self._explained: tuple[object, ...] = ()
        self._state: Literal["open", "saving", "saved"] = "open"
        self._was_over = kept is not None and run.player.stage == "over"
        self._late = False

    def on_mount(self) -> None:
        self.app.app_suspend_signal.subscribe(self, lambda _: self._stand_still())
        self.figure.still = self.app.animation_level == "none"
        self._kept_at = self.app.ticks()
        if self.kept is not None and self._was_over:
            # What a stop rule ended, or was left on an earlier day, is closed without questions:
            # they ask about now.
            self._late = not goes_on(self.kept, self._run, self.now())
        if self.kept is not None and self._player.stage != "over":
            # What came up since it was left counts for the rest of it.
            fit, exercise = self._fit(), self._content.library.exercise
            self._run = self._run.fitting(lambda id: fit.of(exercise(id)).available)
        self._put(self._player)
        self._ask_next()
        self._keep()

    @property
    def _player(self) -> Player:
        return self._run.player

    @abstractmethod
    def _ask_next(self) -> None:
        """Ask what is due where the session stands, or nothing."""

    # Time

    def _start(self) -> None:
        if why := self._why_waits():
            self.moment.tell(why)
            return
        stood = self.app.ticks() - self._still_since
        self._put(session.play(self._player, stood))

    def _why_waits(self) -> str:
        """Why it does not go on, empty where it may."""
        return self._locked() or (LONG_AGO if self._run.waits(self.now()) >= ASK_AGAIN else "")

    def _locked(self) -> str:
        """Why nothing is exercised, where another program noted that meanwhile."""
        permission = self.app.standing.permission(self.today)
        if permission.exercise is not Allowed.NOTHING:
            return ""
        return calling(permission, lambda: self.app.numbers.call).why.replace("(c)", "(F4)")

    def watch_snapshot(self) -> None:
        if self.is_mounted and self._player.running and (why := self._locked()):
            self._stand_still()
            self.moment.tell(why)

    def _mind_timer(self) -> None:
        """The timer runs as long as the session does, and no longer."""
        goes = self._player.running and self._player.stage == "moving"
        if goes and self._timer is None:
            self._looked = self.app.ticks()
            self._timer = self.set_interval(1 / FRAMES, self._tick)
        elif not goes and self._timer is not None:
            self._timer.stop()
            self._timer = None
            # A gap that pauses it belongs to the pause.
            self._still_since = self._looked
            self._run = self._run.standing_still(self.now())

    def _stand_still(self) -> None:
        """Pause, wherever it is."""
        if self._player.running:
            self._put(session.pause(self._player))
            self._keep()

    def _tick(self) -> None:
        if self._timer is None:
            return  # It was on its way when the timer was stopped.
        time = self.app.ticks()
        gone = time - self._looked
        if gone > GAP:
            self._stand_still()
            return
        self._looked = time
        self._put(session.tick(self._player, gone))
        if self._player.stage != "moving":
            self._ask_next()
        elif time - self._kept_at > KEEP_SECONDS:
            self._keep()

    def _put(self, player: Player) -> None:
        """Take in where the player is now, mark a change, and show it."""
        before = self._mark
        self._run = self._run.with_player(player)
        kind = now(player).kind
        self._mark = (player.task, player.bout, kind, player.stage)
        at = (player.running, is_begun(player))
        if at != self._said_at:
            # The line of keys says what space does now.
            self._said_at = at
            self.refresh_bindings()
        if before and before != self._mark and player.running:
            self._cue_until = self.app.ticks() + CUE
            if before[2] is Kind.READY:
                # What was said of the exercise before has had its time.
                self.title_bar.note = ""
            if self._rings(before, kind):
                self.app.bell()
        if before and before[:2] != self._mark[:2]:
            self._keep()
            if before[0] != player.task:
                self.moment.tell()
        self._mind_timer()
        self._show()

    def _rings(self, before: tuple[object, ...], kind: Kind) -> bool:
        """Whether this change is one to be heard: not the short ones within a repetition."""
        if not self.app.exercise_settings.bell:
            return False
        within = (Kind.OUT, Kind.HOLD, Kind.BACK)
        same_bout = before[:2] == self._mark[:2] and before[3] == self._mark[3]
        if same_bout and before[2] in within and kind in within:
            return self._player.current.dose.hold >= LONG
        return True

    # Showing

    def _show(self) -> None:
        player = self._player
        task = player.current
        exercise = self._content.library.exercise(task.exercise)
        figure = self._content.figures[exercise.id]
        side = task.bouts()[player.bout].side
        titles = (exercise.name, self._next_words())
        if titles != self._titles:
            # A title draws all of the panel again, also where it stays the same.
            self._titles = titles
            self.figure.border_title, self.figure.border_subtitle = titles
        self.figure.figure, self.figure.flipped = figure, side == "left"
        self.figure.part = guided(player, figure.loop)
        if (player.task, exercise.id) != self._explained:
            self._explained = (player.task, exercise.id)
            adjust = self._fit().of(exercise).adjust
            self.moment.explain(exercise, task.dose, task.note, adjust)
        cue = player.running and self.app.ticks() < self._cue_until
        self.moment.show(player, cue, bool(self._asking))
        self.bar.figures = f"{player.task + 1} of {len(player.tasks)}"
        self.bar.share = round(progress(player), 2)
        tempo = f"tempo x{player.tempo:g}, " if player.tempo != 1 else ""
        left = seconds_left(player)
        self.bar.words = f"{tempo}{clock_words(left)} left" if left else "the end"

    def _next_words(self) -> str:
        tasks = self._player.tasks[self._player.task + 1 :]
        if not tasks:
            return "the last exercise"
        return f"next: {self._content.library.exercise(tasks[0].exercise).name}"

    # Keys

    def action_pause(self) -> None:
        if self._asking:
            return
        self.moment.tell()
        if self._player.running:
            self._stand_still()
        else:
            self.title_bar.note = ""
            self._start()

    def action_next(self) -> None:
        self._act(session.forward(self._player))

    def action_done(self) -> None:
        if is_begun(self._player):
            self._act(session.finish_bout(self._player))
        elif not self._asking:
            # A key too soon must not tell of what nobody did.
            self.moment.tell("Nothing is begun yet.")

    def _act(self, player: Player) -> None:
        if self._asking:
            return
        why = self._locked()
        self.moment.tell(why)
        if why:
            return
        self._put(player)
        if player.stage != "moving":
            self._ask_next()

    def _is_over(self, task: Task) -> bool:
        """Whether an exercise is over for today, because it hurt too much."""
        hurt = task.worst is not None and self._run.zone(task.worst) is Zone.RED
        return hurt or task.skipped == PAIN

    def action_swap(self, way: Way) -> None:
        """Do another variant of the exercise for what is left of it."""
        if self._asking:
            return
        if why := self._locked():
            self.moment.tell(why)
        elif (exercise := self._variant(way)) is None:
            self.moment.tell(self._why_not(way))
        else:
            self._put(self._swapped(way, exercise))
            self._keep()

    def _swapped(self, way: Way, exercise: Exercise) -> Player:
        """The player with this variant instead, which is named."""
        player = self._player
        before = session.to_take_back(player, way)
        if before is not None and before.exercise == exercise.id:
            self.moment.tell(f"Back to {exercise.name}.")
            return session.take_swap_back(player, before)
        now_on = self._content.library.exercise(player.current.exercise)
        self.moment.tell(f"{exercise.name} instead of {now_on.name}.")
        return session.swap(player, exercise, exercise.dose, way)

    def _variant(self, way: Way) -> Exercise | None:
        """The variant that could be done instead, None where there is none for now.

        It is the one before, where a swap in this session went the other way.
        """
        library, task, tasks = self._content.library, self._player.current, self._player.tasks
        fit = self._fit()
        sore = {each.exercise for each in tasks if self._is_over(each)}
        may = fit.of
        if (before := session.to_take_back(self._player, way)) is not None:
            was = next((each for each in library.exercises if each.id == before.exercise), None)
            if was is not None and was.id not in sore and may(was).available:
                return was
        return swaps(
            library.exercise(task.exercise),
            way,
            library,
            may,
            items={each.exercise for each in tasks},
            gentle=self._is_gentle(),
            sore=sore | self._sore_of_late(fit),
            planned=library.exercise(task.planned),
            taken=self._elsewhere(),
        )

    def _sore_of_late(self, fit: Fit) -> set[str]:
        """The exercises that hurt too much in other sessions, and were not done calmly since."""
        return {sore.task.exercise for sore in still_sore(fit.sores, self.today)}

    def _elsewhere(self) -> set[str]:
        """The exercises of the other items of the session."""
        player = self._player
        return {each.exercise for n, each in enumerate(player.tasks) if n != player.task}

    def _why_not(self, way: Way) -> str:
        """Why there is no easier or harder variant to go over to."""
        library = self._content.library
        id = getattr(library.exercise(self._player.current.exercise), way)
        if id is None:
            return f"No other exercise is {way}. The steps may say how to change this one."
        other = library.exercise(id)
        if other.id in self._elsewhere():
            return f"{other.name} is in this session already; no other {way} one is for today."
        fit = self._fit()
        if why := fit.of(other).why_not:
            return f"{other.name}: not today. {' '.join(why)}"
        if id in self._sore_of_late(fit):
            return f"{other.name}: not today. It hurt too much the last time."
        if way == "harder" and self._is_gentle():
            return f"{other.name}: not today. This is a gentle session."
        # Nothing else keeps a variant out.
        return f"{other.name}: not today. It is more than one level up."

    def _is_gentle(self) -> bool:
        """Whether the session is one that nothing harder belongs into."""
        run, programmes = self._run, self._content.library.programmes
        by_name = any(p.gentle for p in programmes if p.id == run.programme)
        return by_name or run.eased or run.limit is not None or (run.before or 0) >= HIGH_START

    def _fit(self) -> Fit:
        return self.app.fit(self._content).in_phase(self._run.phase, self._run.started.date())

    def action_read(self, pages: int) -> None:
        """Go on in the steps of the exercise, or back."""
        self.moment.steps.turn(pages)

    def action_tempo(self, steps: int) -> None:
        if not self._asking:
            self._put(session.change_tempo(self._player, steps))

    def action_bell(self) -> None:
        on = not self.app.exercise_settings.bell
        self.post_message(messages.SetBell(on))
        # Not over the steps, nor over a question.
        self.title_bar.note = f"The bell is {'on' if on else 'off'}."

    # Keeping

    def _keep(self) -> None:
        self._kept_at = self.app.ticks()
        if self.unsaved():
            self.post_message(messages.KeepDraft(self))

    def unsaved(self) -> Draft | None:
        if self._state == "saved":
            return None
        run = self._run
        if self._player.running:
            # Until now, as far as the draft can know.
            run = run.standing_still(self.now())
        fields = run.with_player(session.pause(self._player)).to_fields()
        if fields == (self.kept.fields if self.kept else {}):
            return None
        return Draft(self.kept.id if self.kept else DRAFT, self.now(), fields)

    def draft_kept(self, draft: Draft) -> None:
        self.kept = draft

    @on(events.ScreenSuspend)
    def _leaving(self) -> None:
        self._stand_still()
        self._keep()
