"""What to do now, for how long, how much is left of it, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from journal.domain.exercise import Dose, Exercise
from journal.domain.exercise_words import is_stretch_of_time, mistakes_of, steps_of
from journal.domain.session import Kind, Player, now
from journal.domain.showing import LEADS
from journal.domain.task import Bout
from journal.ui.widgets.countdown import Countdown
from journal.ui.widgets.pages import Pages

WORDS = {
    Kind.READY: "Get ready",
    Kind.REST: "Rest",
    Kind.CHANGE: "Change sides",
    Kind.OUT: "Move",
    Kind.HOLD: "Hold",
    Kind.BACK: "Back",
}
"""What each kind of moment is called."""
MINUTE = 60


def kind_words(player: Player) -> str:
    """What the moment is called."""
    moment, task = now(player), player.current
    if moment.kind is Kind.HOLD and is_stretch_of_time(task.dose):
        return "Keep going"
    if moment.kind is Kind.CHANGE:
        bouts = task.bouts()
        same_side = bouts[player.bout].side == bouts[player.bout - 1].side
        return "Other direction" if same_side else "Change sides"
    return WORDS[moment.kind]


def state_words(player: Player, asked: bool = False) -> str:
    """The moment, or that nothing goes on and which key goes on with it.

    While something is `asked` no key does.
    """
    if player.stage != "moving":
        return "Done" if player.current.complete else "Ended"
    if player.running:
        return kind_words(player)
    if asked:
        return "Paused"
    return "Paused: space goes on" if is_begun(player) else "Space begins"


def is_begun(player: Player) -> bool:
    """Whether the session is under way, if only paused."""
    return player.running or bool(player.task or player.bout or player.gone)


def bout_words(player: Player) -> str:
    """Which set, side and direction the moment is of."""
    dose, bout = player.current.dose, player.current.bouts()[player.bout]
    parts = [f"set {bout.set} of {dose.sets}"] if dose.sets > 1 else []
    parts += [_side(bout)] if bout.side else []
    parts += [f"direction {bout.direction} of 2"] if dose.directions == 2 else []
    return ", ".join(parts)


def _side(bout: Bout) -> str:
    return f"{bout.side} side"


def clock_words(seconds: float) -> str:
    """Seconds as they are counted down: "12", "4:32"."""
    left = max(0, ceil(seconds - 1e-6))
    return str(left) if left < MINUTE else f"{left // MINUTE}:{left % MINUTE:02}"


class MomentPanel(Vertical):
    """The moment in a word and a big number, where it stands, and the steps of the exercise.

    What does not change is not drawn again.
    """

    word = query_one("#word", Static)
    count = query_one(Countdown)
    place = query_one("#place", Static)
    told = query_one("#told", Static)
    steps = query_one(Pages)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._marks = (False, False)

    def compose(self) -> ComposeResult:
        yield Static(id="word")
        yield Countdown(id="count")
        yield Static(id="place")
        yield Static(id="told")
        yield Pages("down", "up")

    def on_mount(self) -> None:
        # The steps have no border of their own.
        self.watch(self.steps, "hint", self._tell_of_more)

    def _tell_of_more(self, hint: str) -> None:
        self.border_subtitle = hint

    def show(self, player: Player, cue: bool, asked: bool) -> None:
        """Show the player's moment; `cue` marks one that has just begun.

        `asked` is whether a question stands beside it.
        """
        moment, task = now(player), player.current
        resting = moment.kind in LEADS
        word = state_words(player, asked)
        timed = is_stretch_of_time(task.dose) or task.dose.reps == 1
        times = "" if timed else f"{moment.rep or 'first'} of {moment.reps}"
        if resting and not timed:
            times = f"{moment.reps} times"
        place = "\n".join(filter(None, [times, bout_words(player)]))
        left = clock_words(moment.left) if player.stage == "moving" else ""
        shown = (word, left, place)
        if shown != self._shown:
            before, self._shown = self._shown, shown
            if not before or before[0] != word:
                self.word.update(Content(word))
            if not before or before[1] != shown[1]:
                self.count.value = left
            if not before or before[2] != place:
                self.place.update(Content(place))
        if self._marks != (cue, resting):
            self._marks = (cue, resting)
            self.set_class(cue, "-cue")
            self.set_class(resting, "-rest")

    def tell(self, words: str = "") -> None:
        """Say what a key did, or why it did nothing, in place of what was said before."""
        self.told.display = bool(words)
        self.told.update(Content(words))

    def explain(self, exercise: Exercise, dose: Dose, note: str, adjust: Iterable[str]) -> None:
        """Say how the exercise goes; in which way it is done today comes first."""
        self.steps.show(steps_words(exercise, dose, note, adjust))


def steps_words(exercise: Exercise, dose: Dose, note: str, adjust: Iterable[str]) -> Content:
    """How an exercise goes today, what the programme notes on it, and what to take care of."""
    lines = [Content.styled(text, "bold") for text in adjust]
    lines += [Content(f"{note[:1].upper()}{note[1:]}.")] if note else []
    for number, step in enumerate(steps_of(exercise, dose), 1):
        lines.append(Content.assemble((f"{number} ", "bold $accent"), step))
    mistakes = "; ".join(mistakes_of(exercise, dose))
    lines.append(Content.styled(f"Avoid: {mistakes}.", "$text-quiet"))
    return Content("\n").join(lines)
