"""The library: programmes and exercises, what is left out today and why, a moving figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one

from journal.domain.day import day_words
from journal.domain.exercise import Exercise, Group, Library, Programme
from journal.domain.exercise_words import exercise_minutes
from journal.domain.narrowing import Narrowing
from journal.domain.standing import Exercise as Allowed
from journal.exercising import ASK_AGAIN, Fit, goes_on, playable, unreadable
from journal.hurting import pain_of_day
from journal.planning import DayPlan, programme_today
from journal.store.records import Draft
from journal.store.snapshot import Snapshot
from journal.ui import commands, messages
from journal.ui.exercise_content import ExerciseContent
from journal.ui.exercise_line import exercise_line
from journal.ui.library_rows import EXERCISE, PROGRAMME, by_reason, programme_row
from journal.ui.screens.base import JournalScreen
from journal.ui.widgets.demonstration import Demonstration
from journal.ui.widgets.exercise_detail import exercise_words, programme_words
from journal.ui.widgets.key_bar import KeyBar
from journal.ui.widgets.library_list import (
    LibraryList,
    LibraryRow,
    heading,
    library_row,
    remark,
)
from journal.ui.widgets.pages import Pages
from journal.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from journal.domain.session_run import SessionRun


class ExercisesScreen(JournalScreen):
    """A list of what there is, beside what the row under the cursor is about."""

    STYLES = "exercises.tcss"
    AUTO_FOCUS = "#choices"
    BINDINGS = commands.bindings(*commands.EXERCISES)

    choices = query_one("#choices", LibraryList)
    figure = query_one(Demonstration)
    detail = query_one(Pages)
    title_bar = query_one(TitleBar)

    _content: ExerciseContent | None = None
    _fit: Fit | None = None
    _plans: Mapping[str, DayPlan] = {}
    _shown: tuple[Snapshot | None, date] = (None, date.min)
    _drawn = False
    _stale = False
    _ending = ""
    _refused = ""
    """The row that enter could not take, as long as the cursor is on it."""
    _narrowing = Narrowing()
    _offered: tuple[date, str] | None = None
    """The programme that the cursor was put on because Today's line offers it, and the day."""

    def compose(self) -> ComposeResult:
        yield TitleBar("Exercises", self.today).data_bind(ExercisesScreen.today)
        choices = LibraryList(self._chosen, id="choices")
        choices.border_title = "Programmes and exercises"
        yield choices
        yield Demonstration()
        yield Pages()
        yield KeyBar()

    async def on_mount(self) -> None:
        self._content = await self.app.exercise_content()
        self.watch(self.app, "held", self._show, init=False)
        self._show()
        # The list is there to be read while the figures are still on their way.
        self.call_after_refresh(self._draw)

    async def _draw(self) -> None:
        if self._content is not None:
            await self._content.drawn()
            self._drawn = True
            self._about_chosen()

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        # Also called with the first one, which is shown by then.
        if snapshot is not self._shown[0]:
            self._show()

    def watch_today(self, today: date) -> None:
        if today != self._shown[1]:
            self._show()

    def equipment_changed(self) -> None:
        """Other equipment is at hand."""
        self._show()

    # The list

    @on(events.ScreenResume)
    def _back(self) -> None:
        if self._stale:
            self._show()
        self._rest_on_offered()

    def _rest_on_offered(self) -> None:
        """Put the cursor on what Today's line offers; once, so that it stays where it is moved."""
        if self._content is None or _waits(self.choices.rows):
            return
        logged = self.snapshot.entries.between(self.today, self.today)
        entries = self.snapshot.entries[logged.start : logged.stop]
        line = exercise_line(self.snapshot, self.app.standing, entries, self.now())
        if line is None or not line.programme or self._offered == (self.today, line.programme):
            return
        self._offered = self.today, line.programme
        self.choices.rest_on(f"{PROGRAMME}{line.programme}")

    def _show(self) -> None:
        if self._content is None:
            return
        # Behind a session it would be made anew with every draft that is kept.
        self._stale = not self.is_current
        if self._stale:
            return
        self._shown = (self.snapshot, self.today)
        self._fit = self.app.fit(self._content, waiting=True)
        self._plans = {
            programme.id: programme_today(programme, self._fit, self.snapshot, self.today)
            for programme in self._fit.library.programmes
        }
        chosen = self.choices.chosen_id
        waited = _waits(self.choices.rows)
        rows = [*self._waiting(), *self._programmes(), *self._exercises()]
        # A session that waits is the first thing to see once it does.
        came = _waits(rows) and not waited
        self.choices.show(rows, "" if came else chosen)

    def _waiting(self) -> list[LibraryRow]:
        rows = self._run_rows()
        if unreadable(self.snapshot.drafts):
            about = "A session that this version cannot read is kept: journal doctor"
            rows = [*(rows or [heading("Unfinished")]), remark(about)]
        return rows

    def _run_rows(self) -> list[LibraryRow]:
        found = self.app.waiting_sessions()
        if not found or self._fit is None:
            return []
        # Without an unfinished session there is no use for it.
        from journal.ui.widgets.unfinished_words import minutes_left

        draft, run = found[0]
        name = self._title_of(run.programme)
        at = f"exercise {run.player.task + 1} of {len(run.player.tasks)}"
        rows = [heading("Unfinished")]
        if goes_on(draft, run, self.now()) and playable(run, self._fit.library):
            allowed = not self._against(run)
            about = at if allowed else "not today"
            title = f"Go on with {name}"
            if self._is_only_told(run):
                title, allowed = f"Tell how {name} was", True
                over = run.player.stage == "over"
                about = "it ended without that" if over else "how much the last exercise hurt"
            rows.append(library_row("go-on", title, minutes_left(run), about, allowed))
        when = self._when(run)
        about = "it was stopped" if run.stopped else "keeps what was done"
        rows.append(library_row("end", f"End {name} of {when}", about=about))
        for _, other in found[1:]:
            about = f"{self._title_of(other.programme)} of {self._when(other)} waits too"
            rows.append(remark(f"{about[:1].upper()}{about[1:]}: it comes once this one is ended."))
        return rows

    def _when(self, run: SessionRun, on: str = "") -> str:
        day = run.started.date()
        return "today" if day == self.today else f"{on}{day_words(day)}"

    def _is_only_told(self, run: SessionRun) -> bool:
        """Whether only telling is left of it: it is over, or asks how an exercise was and no more
        is for today.
        """
        player = run.player
        last = player.task + 1 == len(player.tasks)
        asks = player.stage == "feeling" and (last or bool(self._against(run)))
        return player.stage == "over" or asks

    def _against(self, run: SessionRun) -> str:
        """Why what came up meanwhile leaves no room for it, empty where it does."""
        fit = self._fit
        assert fit is not None
        found = next((p for p in fit.library.programmes if p.id == run.programme), None)
        if found is not None:
            why = self._severe_elsewhere() or fit.sore_morning
            return fit.against(found) or ("" if found.gentle else why)
        if fit.permission.exercise is not Allowed.ALL:
            return fit.permission.why
        return self._severe_elsewhere() or fit.sore_morning

    def _severe_elsewhere(self) -> str:
        """Why only gentle programmes are for today, after what another session said of pain.

        That of the waiting one itself is asked about where it goes on.
        """
        mine, drafts = self.app.waiting_session(), self.app.all_drafts()
        others = {id: draft for id, draft in drafts.items() if mine is None or draft != mine[0]}
        return pain_of_day(self.snapshot, self.today, others).only_gentle

    def _title_of(self, programme: str) -> str:
        known = {p.id: p.name for p in self._content.library.programmes} if self._content else {}
        return known.get(programme, "your exercises")

    def _programmes(self) -> list[LibraryRow]:
        fit, plans = self._fit, self._plans
        assert fit is not None
        found = [each for each in fit.library.programmes if self._takes(each, fit.library)]
        rows = [programme_row(programme, plans[programme.id], fit) for programme in found]
        return [heading("Programmes"), *rows] if rows else []

    def _takes(self, programme: Programme, library: Library) -> bool:
        return self._narrowing.takes(programme, self._plans[programme.id].minutes, library)

    def _exercises(self) -> list[LibraryRow]:
        fit = self._fit
        assert fit is not None
        found = [e for e in fit.library.exercises if self._narrowing.fits(e, fit.library)]
        states = {exercise.id: fit.of(exercise) for exercise in found}
        rows: list[LibraryRow] = []
        for group in Group:
            mine = [e for e in found if e.group is group and states[e.id].available]
            rows += [heading(group.capitalize())] if mine else []
            rows += [self._exercise(exercise, fit) for exercise in mine]
        left_out = [e for e in found if not states[e.id].available]
        rows += [heading("Not today, and why")] if left_out else []
        rows += by_reason([(exercise, states[exercise.id].why_not[0]) for exercise in left_out])
        by_name = [p for p in fit.library.programmes if self._takes(p, fit.library)]
        if not found:
            what = "single exercise" if by_name else "exercise"
            rows.append(remark(f"No {what} fits; f changes the filter."))
        total = len(fit.library.exercises)
        count = f"{len(found) - len(left_out)} of {total}"
        looked_for = self._narrowing.words_for
        self.choices.border_title = Content(looked_for or "Programmes and exercises")
        can_begin = len(left_out) < len(found) or any(self._plans[p.id].way for p in by_name)
        self.choices.border_subtitle = f"{count} today{', enter begins' if can_begin else ''}"
        return rows

    def _exercise(self, exercise: Exercise, fit: Fit) -> LibraryRow:
        time = exercise_minutes(exercise, fit.library)
        return library_row(f"{EXERCISE}{exercise.id}", exercise.name, time)

    # What the row under the cursor is about

    @on(LibraryList.Moved)
    def _about_chosen(self) -> None:
        self._about(self.choices.chosen_id)

    def _about(self, id: str) -> None:
        content, fit = self._content, self._fit
        if content is None or fit is None:
            return
        # Word of a move may come after the enter that followed it.
        self._refused = id if id == self._refused else ""
        self.detail.border_title = "Not today" if self._refused else ""
        self.detail.set_class(bool(self._refused), "-refused")
        if id.startswith(EXERCISE):
            exercise = fit.library.exercise(id.removeprefix(EXERCISE))
            self._play([exercise.id], content)
            self.detail.show(exercise_words(exercise, fit))
        elif id.startswith(PROGRAMME):
            programme = fit.library.programme(id.removeprefix(PROGRAMME))
            today = self._plans[programme.id]
            # What is left out today is not shown how to do.
            items = (item.exercise for item in programme.all_items)
            done = (each.exercise for each in today.way.plan) if today.way else items
            self._play(dict.fromkeys(done), content)
            self.detail.show(programme_words(programme, fit, today, self._last(programme)))
        else:
            self._play([], content)
            self.detail.show(self._about_waiting(fit) if id else Content(""))

    def _about_waiting(self, fit: Fit) -> Content:
        from journal.ui.widgets.unfinished_words import unfinished_words

        if (found := self.app.waiting_session()) is None:
            return Content("")
        run = found[1]
        names = {exercise.id: exercise.name for exercise in fit.library.exercises}
        why_not = self._against(run)
        title, when = (
            self._title_of(run.programme),
            f"{self._when(run, 'on ')} at {run.started:%H:%M}",
        )
        return unfinished_words(run, f"{title[:1].upper()}{title[1:]}", names, when, why_not)

    def _play(self, ids: Iterable[str], content: ExerciseContent) -> None:
        """Show these exercises, once the figures are there."""
        if self._drawn:
            shown = [(content.library.exercise(id), content.figures[id]) for id in ids]
            self.set_class(not shown, "-words")
            self.figure.show(shown)

    def _last(self, programme: Programme) -> str:
        days = [past.day for past in self.snapshot.sessions.past if past.programme == programme.id]
        return day_words(days[-1]) if days else ""

    # Actions

    def _chosen(self, id: str) -> None:
        fit = self._fit
        if fit is None or self._content is None:
            return
        if id in ("go-on", "end"):
            self._go_on(end=id == "end")
        elif id.startswith(PROGRAMME):
            programme = fit.library.programme(id.removeprefix(PROGRAMME))
            # The screen before a session has the line that notes a clinician's word.
            if self._plans[programme.id].why_not and not fit.permission.ask_first:
                self._refuse()
            else:
                self.post_message(messages.StartSession(programme=programme.id))
        elif id.startswith(EXERCISE):
            exercise = fit.library.exercise(id.removeprefix(EXERCISE))
            if not fit.of(exercise).available and not fit.permission.ask_first:
                self._refuse()
            else:
                self.post_message(messages.StartSession(exercise=exercise.id))

    def _refuse(self) -> None:
        # Why not stands beside the list, at the top; a message in passing would cover both.
        self._refused = self.choices.chosen_id
        self._about(self._refused)

    def _go_on(self, end: bool) -> None:
        found = self.app.waiting_session()
        if found is None or self._fit is None:
            return
        draft, run = found
        if not playable(run, self._fit.library):
            self._end_unplayed(draft, run)
        elif (told := end or self._is_only_told(run)) or not self._against(run):
            # What is only told asks nothing of the body.
            run = run.ended() if end else run.told_alone() if told else run
            play = messages.PlaySession(run, draft)
            if told or run.waits(self.now()) < ASK_AGAIN:
                self.post_message(play)
            else:
                # After a while the questions before a session are due again.
                exercise = run.player.current.exercise
                self.post_message(messages.StartSession(run.programme, exercise, play))
        else:
            self._refuse()

    def _end_unplayed(self, draft: Draft, run: SessionRun) -> None:
        """Have a session with exercises of another version saved as it was left."""
        if self._ending == draft.id:
            return
        self.kept = draft
        if run.touched:
            self._ending = draft.id
            session = run.ended().finish(run.id or self.app.make_id(), self.now(), draft.updated_at)
            self.post_message(messages.SaveSession(self, session, draft))
        else:
            self.post_message(messages.DropDraft(self))

    def session_saved(self, saved: bool) -> None:
        self._ending = ""

    def action_filter(self) -> None:
        from journal.ui.screens.filter import FilterScreen

        if self._content is not None:
            owned = self.app.exercise_settings.equipment
            self.app.push_screen(FilterScreen(owned, self._narrowing, self._filtered))

    def _filtered(self, found: tuple[tuple[str, ...], Narrowing]) -> None:
        owned, self._narrowing = found
        if owned != self.app.exercise_settings.equipment:
            # To the app at once: a key to another screen may be on its way.
            self.app.post_message(messages.SetEquipment(owned))
        self._show()

    def action_mind(self) -> None:
        from journal.ui.screens.mind import MindScreen

        if self._content is not None and self._fit is not None:
            library, guidance = self._content.library, self._content.guidance
            limits, codes = self.snapshot.limits, self._fit.codes
            self.app.push_screen(MindScreen(library, guidance, limits, codes, self.today))

    def action_play(self) -> None:
        self.figure.play()

    def action_turn(self, pages: int) -> None:
        self.detail.turn(pages)

    def action_leave(self) -> None:
        if self._narrowing != Narrowing():
            self._narrowing = Narrowing()
            self._show()
        else:
            self.app.go("today")


def _waits(rows: Sequence[LibraryRow]) -> bool:
    """Whether a session that waits stands first among these rows."""
    return len(rows) > 1 and rows[1].id in ("go-on", "end")
