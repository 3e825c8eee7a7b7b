"""The warning signs asked in plain text, question by question; no answer is ever lost."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from journal.checking import DRAFT, waiting
from journal.cli.check_known import known
from journal.cli.check_meaning import SeeResult, ask_meaning, offer_end, said
from journal.cli.check_talk import Back, EndOfInput, Quit, ask, pick, put
from journal.cli.output import hint, open_store, say
from journal.cli.wall import Desk, Refusal
from journal.domain.check_run import (
    MOOD_SCORES,
    CheckRun,
    Step,
    new_run,
    same_as_before,
)
from journal.domain.checklist import Checklist, ProfileItem, Sign
from journal.domain.day import day_words
from journal.domain.moment import parse_about
from journal.domain.problem import FieldProblem
from journal.domain.questionnaire import help_of
from journal.domain.report import Numbers, as_text, fill
from journal.domain.screening import Answer, NotAnAdult, Scope, check_profile, full
from journal.halting import known_stop
from journal.store.errors import StoreError
from journal.store.journal_file import new_id
from journal.store.records import Draft

SCORES = range(11)


def hold_check(
    desk: Desk, checklist: Checklist, numbers: Numbers, country: str, scope: Scope
) -> None:
    """Ask, keep the result and say it. Raises Refusal when it was stopped or cannot be kept."""
    # Said before anything can go wrong, and so before the journal is even opened.
    put(*(f"{name}: {number}" for name, number in numbers.rows), "")
    put(fill(checklist.words.before, numbers), "")
    if checklist.place(country).id != country:
        put("The app asks for your country and then shows its numbers (setting check.country).", "")
    put(checklist.words.not_reviewed, "")
    dialogue = Dialogue(desk, checklist, numbers)
    try:
        dialogue.begin(scope)
        dialogue.go_on()
    except Quit:
        say()
        say(dialogue.stopped())
    except EndOfInput:
        raise Refusal(f"The answers ended before the check did. {dialogue.stopped()}") from None
    except KeyboardInterrupt:
        say()
        raise Refusal(f"Stopped. {dialogue.stopped()}") from None


class Dialogue:
    """A run through the checklist with a person at the other end of the line."""

    def __init__(self, desk: Desk, checklist: Checklist, numbers: Numbers) -> None:
        self.desk = desk
        self.checklist = checklist
        self.numbers = numbers
        self.store = open_store(desk)
        snapshot = self.store.snapshot()
        if snapshot.read_only:
            raise Refusal(snapshot.read_only)
        self.known = known(snapshot.entries, snapshot.screenings, snapshot.profile, self.today)
        self.stop = known_stop(snapshot, self.today)
        self.run = self._new_run("full")
        self.waiting = snapshot.drafts
        # Whether all is asked once more, though it was answered.
        self.again = False
        # What is on disk of the run, and why no more than that.
        self.kept: Draft | None = None
        self.kept_run: CheckRun | None = None
        self.trouble = ""
        # The step to ask; None is the first that is open.
        self.at: Step | None = None

    @property
    def today(self) -> date:
        return self.desk.clock().date()

    # Beginning and stopping

    def begin(self, scope: Scope) -> None:
        """Take up the check that waits, if the person wants that, else begin one."""
        self.run = self._new_run(scope)
        found = waiting(self.waiting)
        if found is None or found[1].scope != scope:
            return
        self.kept, self.kept_run = found
        if self.kept_run.is_before(self.stop):
            when = f"{self.kept.updated_at:%Y-%m-%d %H:%M}"
            put(f"A check from {when} waits; a warning sign came after it.")
            self._ask_again(self.kept_run)
            return
        kind = "whole" if self.kept_run.scope == "full" else "short"
        when = f"{self.kept.updated_at:%Y-%m-%d %H:%M}"
        put(f"A {kind} check from {when} waits, {self._progress(self.kept_run)} answered.")
        if self.kept_run.started.date() != self.today:
            put("Some of its answers may no longer be so; at the end you see them all.")
        word = pick("Go on with it? [y]es / [n]o, begin anew / [q]uit:", "yes", "no")
        if word == "yes":
            self.run = self.kept_run
        say()

    def _new_run(self, scope: Scope) -> CheckRun:
        run = new_run(scope, self.known.profile, self.checklist, self.desk.clock())
        return run.knowing_of(self.stop)

    def _ask_again(self, run: CheckRun) -> None:
        """Go through all of it: the answers say nothing of what was said yes to since."""
        put("Is all of it still so? Each question comes once more, with your answer.")
        say()
        self.run, self.again = run, True
        self.at = self._steps(run)[0]

    def stopped(self) -> str:
        """What is said to someone who stops here."""
        if self.trouble:
            return f"The last answers could not be kept. {self.trouble}"
        if self.kept_run is None:
            return "Nothing was answered, so nothing was kept."
        done, way = self._progress(self.kept_run), self.desk.command("check")
        return f"What was answered is kept, {done}. To go on with it: {way}"

    def _progress(self, run: CheckRun) -> str:
        """How many questions are done of those that there are: "12 of 33"."""
        steps = self._steps(run)[:-1]
        return f"{sum(run.is_done(step) for step in steps)} of {len(steps)}"

    def _steps(self, run: CheckRun) -> tuple[Step, ...]:
        return run.steps(self.checklist, self.known.history, self.today)

    # Keeping

    def _keep(self, run: CheckRun) -> None:
        """Go on with this run, and put it on disk."""
        self.run = run
        id = DRAFT if self.kept is None else self.kept.id
        draft = Draft(id, self.desk.clock(), run.to_fields())
        try:
            _, self.kept = self.store.save_draft(draft, self.kept)
            self.kept_run, self.trouble = run, ""
        except StoreError as error:
            # Nobody in pain should have to begin again: the next answer takes this one along.
            self.trouble = str(error)
            hint(self.trouble)

    def _keep_changed(self, run: CheckRun) -> None:
        if run != self.run:
            self._keep(run)

    def _discard(self) -> None:
        if self.kept is not None:
            gone = Draft(self.kept.id, self.desk.clock())
            with suppress(StoreError):
                self.store.save_draft(gone, self.kept)

    # From step to step

    def go_on(self) -> None:
        """Ask step by step until the check is finished. Raises NotAnAdult, Quit, EndOfInput."""
        finished = False
        while not finished:
            try:
                finished = self._turn()
            except NotAnAdult:
                self._discard()
                raise
            except FieldProblem as problem:
                put(f"{problem}.")
            say()

    def _turn(self) -> bool:
        """One step, or the end of the check: true when it is finished."""
        steps = self._steps(self.run)
        ids = [step.id for step in steps]
        if self.at is None or self.at.id not in ids:
            self.at = next(step for step in steps if not self.run.is_done(step))
        place = ids.index(self.at.id)
        try:
            if self.at.kind == "review":
                self._review(steps)
            else:
                self._step(steps, place)
        except SeeResult:
            if self.at.kind == "review" and self._stop_came_up():
                return False
            self._finish(stopped=self.at.kind != "review")
            return True
        except Back:
            if place == 0:
                put("This is the first question.")
            self.at = steps[max(0, place - 1)]
        return False

    def _step(self, steps: tuple[Step, ...], place: int) -> None:
        """Ask one step and choose the next. Raises Back to the step before."""
        step, before, alarms = steps[place], self.run, self._alarms()
        say(f"{place + 1} of {len(steps) - 1}")
        if step.question is not None:
            put(step.question.ask)
            history = before.history(self.known.history)
            put(help_of(step.question, before.profile, history, self.today), under=True)
        self._ask(step)
        try:
            if self.run is not before:
                self._look_closer(step, bool(self._alarms() - alarms))
        except Back:
            # To the same question once more.
            return
        kept_as_it_was = before.is_done(step) and self.run is before
        self.at = steps[place + 1] if kept_as_it_was else None
        if self.again and not kept_as_it_was:
            # Another answer can bring questions in, or take this one away.
            later = self._steps(self.run)
            ids = [other.id for other in later]
            self.at = later[ids.index(step.id) + 1] if step.id in ids else None

    def _ask(self, step: Step) -> None:
        match step.kind:
            case "years":
                self._ask_age(step)
            case "profile":
                self._ask_profile(step)
            case "onset":
                self._ask_onset()
            case "strength":
                self._ask_strength()
            case "mood":
                self._ask_mood(step)
            case _:
                self._ask_sign(step)

    def _look_closer(self, step: Step, alarm: bool) -> None:
        """What an answer brings along: the reasons of a yes, or that help is needed now."""
        sign = self.checklist.sign(step.id)
        if sign is not None and full(self.run.answers[step.id]).answer is Answer.YES:
            before = same_as_before(sign, self.known.previous)
            numbers = self.numbers if alarm else None
            given = ask_meaning(self.checklist, sign, before, self.today, numbers)
            if given is not None:
                self._keep(self.run.answered(sign.id, given))
        elif alarm:
            offer_end(self.checklist, self.numbers)

    def _alarms(self) -> frozenset[str]:
        """What, of all that was answered, asks for help at once."""
        history, previous = self.known.history, self.known.previous
        return self.run.alarms(self.checklist, history, self.today, previous)

    # The person

    def _ask_age(self, step: Step) -> None:
        age = self.run.profile.age
        keeps = "" if age is None else f" / Enter keeps {age}"
        text = ask(f"Years{keeps} / [b]ack / [q]uit:") or str(age or "")
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            raise FieldProblem("age", text, "full years, a whole number")
        self._about(step.id, int(text))

    def _ask_profile(self, step: Step) -> None:
        held = self.run.profile.item(step.id)
        choices, shown = ["yes", "no", "unsure"], "[y]es / [n]o / [u]nsure"
        if isinstance(step.question, ProfileItem) and step.question.not_applicable:
            choices.append("does not apply")
            shown += " / [d]oes not apply"
        keeps = "" if held is None else f" / Enter keeps: {_words(held)}"
        prompt = f"{shown}{keeps} / [b]ack / [q]uit:"
        word = pick(prompt, *choices, empty=held is not None) or str(held)
        self._about(step.id, "not-applicable" if word == "does not apply" else word)

    def _about(self, id: str, answer: str | int) -> None:
        run = self.run.about(id, answer)
        check_profile(run.profile, self.checklist, self.today)
        self._keep_changed(run)

    # The pain

    def _ask_onset(self) -> None:
        put("When did this pain begin?")
        put("As well as you know it: the first day of this stretch of pain.", under=True)
        found = self.run.history(self.known.history).onset
        empty = "you do not know" if found is None else f"it was {day_words(found)}"
        text = ask(f"A day / Enter if {empty} / [b]ack / [q]uit:")
        run = self.run
        if text:
            day = parse_about(text, self.today, "onset")
            run = run.began(day, self.today)
        self._keep_changed(run.passing("onset"))

    def _ask_strength(self) -> None:
        put("How strong is the pain usually now?")
        put("0 is no pain, 10 is the worst you can imagine.", under=True)
        history = self.run.history(self.known.history)
        empty = "you cannot say"
        if history.usual is not None:
            empty = f"it is {history.usual}"
        elif history.mean is not None:
            empty = f"it is about {history.mean:.1f}, as you logged it"
        text = ask(f"0 to 10 / Enter if {empty} / [b]ack / [q]uit:")
        usual = _number("strength", text, SCORES)
        run = self.run if usual is None else self.run.hurts(usual)
        self._keep_changed(run.passing("strength"))

    def _ask_mood(self, step: Step) -> None:
        put(*(f"{n}  {self.checklist.words.mood_choices[n]}" for n in MOOD_SCORES), under=True)
        held = self.run.mood.get(step.id)
        empty = "passes it over" if held is None else f"keeps {held}"
        score = _number("mood", ask(f"0 to 3 / Enter {empty} / [b]ack / [q]uit:"), MOOD_SCORES)
        run = self.run.passing(step.id) if score is None else self.run.felt(step.id, score)
        self._keep_changed(run)

    # The signs, and the end

    def _ask_sign(self, step: Step) -> None:
        held = self.run.answers.get(step.id)
        keeps = "" if held is None else f" / Enter keeps: {self._said(step)}"
        prompt = f"[y]es / [n]o / [u]nsure{keeps} / [b]ack / [q]uit:"
        if word := pick(prompt, "yes", "no", "unsure", empty=held is not None):
            self._keep(self.run.answered(step.id, Answer(word)))

    def _said(self, step: Step) -> str:
        """What was answered to a step, in words."""
        run, history = self.run, self.run.history(self.known.history)
        match step.kind:
            case "years":
                return str(run.profile.age or "")
            case "profile":
                return _words(run.profile.item(step.id))
            case "onset":
                return "not known" if history.onset is None else day_words(history.onset)
            case "strength":
                return "not known" if history.mean is None else f"{history.mean:.1f} of 10"
            case "mood":
                score = run.mood.get(step.id)
                said_so = self.checklist.words.mood_choices
                return "passed over" if score is None else said_so[score]
            case _:
                sign = step.question if isinstance(step.question, Sign) else None
                return said(full(run.answers[step.id]), sign) if step.id in run.answers else "-"

    def _review(self, steps: tuple[Step, ...]) -> None:
        """All answers once more, to be changed or finished with. Raises SeeResult, Back."""
        names = {"onset": "the first day of this pain", "strength": "how strong the pain is now"}
        put("All that you answered:")
        for number, step in enumerate(steps[:-1], 1):
            name = step.question.short if step.question else names[step.id]
            put(f"{number:2}  {name}: {self._said(step)}", under=True)
        text = ask("[f]inish / a number changes that answer / [b]ack / [q]uit:").lower()
        if text in ("f", "finish"):
            raise SeeResult
        number = _number("answer", text, range(1, len(steps))) or len(steps)
        self.at = steps[number - 1]

    def _stop_came_up(self) -> bool:
        """Whether another program noted a warning sign meanwhile; all is then asked once more."""
        with suppress(StoreError):
            before, self.stop = self.stop, known_stop(self.store.snapshot(), self.today)
            if self.stop is not None and (before is None or self.stop.at > before.at):
                put("Since this check began you said yes to a warning sign.")
                self._ask_again(self.run)
                return True
        return False

    def _finish(self, stopped: bool) -> None:
        """Keep the check and say what came of it. Raises FieldProblem, Refusal.

        One that was stopped for help waits with the questions that are open.
        """
        now, (history, previous, _, _) = self.desk.clock(), self.known
        screening = self.run.finish(new_id(), self.checklist, history, now, previous, self.stop)
        problem = ""
        try:
            self.store.save_screening(screening, None if stopped else self.kept)
        except (StoreError, FieldProblem) as error:
            problem = str(error)
        say()
        put(*as_text(screening, self.checklist, self.numbers).split("\n")[:-1])
        if problem:
            # What to do is said all the same: that matters more than the record of it.
            raise Refusal(f"This result could not be kept. {problem}")
        again = self.desk.command("export --what screenings")
        say()
        say(f"Kept as check {screening.id}. To read it again: Check in the app, or:")
        say(again)


def _words(id: str | None) -> str:
    return (id or "").replace("-", " ")


def _number(field: str, text: str, allowed: Iterable[int]) -> int | None:
    """The number that was typed, None for nothing. Raises FieldProblem."""
    numbers = list(allowed)
    if not text:
        return None
    if text not in map(str, numbers):
        raise FieldProblem(field, text, f"{numbers[0]} to {numbers[-1]}, whole numbers")
    return int(text)
