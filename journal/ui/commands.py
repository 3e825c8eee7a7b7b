"""Every command of the app, once: its key bindings, footer, palette and help come from here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType


class Command(NamedTuple):
    """One thing a person can do.

    `keys` trigger it where they are not typed into a field, `anywhere` always. Both can be set
    in the settings under `id` and `id.anywhere`. `shown` puts it into the footer.
    """

    id: str
    label: str
    help: str
    action: str
    keys: str = ""
    anywhere: str = ""
    shown: bool = False
    display: str = ""

    def bindings(self) -> Iterable[Binding]:
        """The key bindings that trigger this command."""
        if self.keys:
            yield Binding(
                self.keys,
                self.action,
                self.label,
                show=self.shown,
                key_display=self.display or None,
                tooltip=self.help,
                id=self.id,
            )
        if self.anywhere:
            yield Binding(
                self.anywhere,
                self.action,
                self.label,
                show=self.shown and not self.keys,
                key_display=(self.display or None) if not self.keys else None,
                tooltip=self.help,
                id=f"{self.id}.anywhere",
                priority=True,
            )


GO_TODAY = Command(
    "go-today",
    "Today",
    "What is logged and what is next",
    "app.go('today')",
    keys="t",
    anywhere="f2",
    shown=True,
)
GO_LOG = Command(
    "go-log", "Log", "The whole form", "app.go('log')", keys="l", anywhere="f3", shown=True
)
GO_CHECK = Command(
    "go-check",
    "Check",
    "The check of warning signs",
    "app.go('check')",
    keys="c",
    anywhere="f4",
    shown=True,
)
GO_EXERCISES = Command(
    "go-exercises",
    "Exercises",
    "Programmes, exercises, and a guide through them",
    "app.go('exercises')",
    keys="e",
    anywhere="f5",
    shown=True,
)
GO_HISTORY = Command(
    "go-history",
    "History",
    "Read, search and mend what is logged",
    "app.go('history')",
    keys="h",
    anywhere="f6",
    shown=True,
)
GO_TRENDS = Command(
    "go-trends",
    "Trends",
    "What changed, since when, and what goes with it",
    "app.go('trends')",
    keys="r",
    anywhere="f7",
    shown=True,
)
HELP = Command(
    "help",
    "Help",
    "The keys, and what this journal is",
    "app.help",
    keys="question_mark",
    anywhere="f1",
    shown=True,
)
QUIT = Command(
    "quit",
    "Quit",
    "Leave; a form half filled is kept",
    "app.quit",
    anywhere="ctrl+q",
    shown=True,
    display="^q",
)
INTERRUPT = Command(
    "interrupt",
    "Copy or quit",
    "Copy what is selected, else leave",
    "app.interrupt",
    anywhere="ctrl+c",
)
NEXT_THEME = Command(
    "next-theme", "Theme", "Dark, light or high contrast", "app.next_theme", keys="T"
)
UNDO = Command("undo", "Undo", "Take back the last change", "app.undo", keys="u", shown=True)
REDO = Command("redo", "Redo", "Bring back what undo took away", "app.redo", keys="U")

NOTE_MORNING = Command(
    "note-morning",
    "Morning after",
    "How much it hurt on the morning after exercises",
    "note_morning",
    keys="m",
)

SCREENS = (GO_TODAY, GO_LOG, GO_CHECK, GO_EXERCISES, GO_HISTORY, GO_TRENDS)
"""Commands that go to another screen."""
APP = (*SCREENS, HELP, QUIT, INTERRUPT, NEXT_THEME)
"""Commands that work on every screen."""

TODAY = (
    *(
        Command(
            f"score-{digit}",
            "Score",
            "The quick log; 1 then 0 is 10",
            f"score({digit})",
            keys=str(digit),
        )
        for digit in range(10)
    ),
    Command("save-score", "Save", "Save the score", "save_score", keys="enter", shown=True),
    Command("score-up", "Higher", "One more", "change_score(1)", keys="right"),
    Command("score-down", "Lower", "One less", "change_score(-1)", keys="left"),
    Command("drop-score", "Let go", "Let the score go", "drop_score", keys="escape,backspace"),
    NOTE_MORNING,
    # What was saved tells of this key itself; the line at the foot has room for seven.
    UNDO._replace(shown=False),
    REDO,
)
"""Commands of the screen Today."""

LOG = (
    Command(
        "save-entry",
        "Save",
        "Save this entry",
        "save",
        anywhere="ctrl+s",
        shown=True,
        display="^s",
    ),
    Command("next-field", "Next", "On to the next field", "app.focus_next", keys="tab", shown=True),
    Command(
        "leave-form",
        "Back",
        "Go back; what you wrote is kept",
        "leave",
        keys="escape",
        shown=True,
        display="esc",
    ),
    Command(
        "same-places",
        "Same places",
        "Mark the places of last time",
        "same_places",
        keys="a",
    ),
    Command(
        "clear-form",
        "Clear",
        "Empty the form, or bring it back",
        "clear",
        anywhere="f9",
        shown=True,
    ),
)
"""Commands of the screen Log."""

HISTORY = (
    Command("edit-entry", "Edit", "Change this entry", "edit", keys="enter", shown=True),
    Command("search", "Search", "Find words, places or a date", "search", keys="slash", shown=True),
    Command(
        "show-sessions",
        "Sessions",
        "The sessions of exercises that were done",
        "show_sessions",
        keys="s",
        shown=True,
    ),
    Command(
        "delete-entry",
        "Delete",
        "Delete this entry; undo brings it back",
        "delete",
        keys="d,delete",
        shown=True,
    ),
    UNDO,
    REDO,
    Command(
        "leave-search",
        "Back",
        "End the search, or go to Today",
        "leave_search",
        keys="escape",
        shown=True,
        display="esc",
    ),
    Command("page-on", "Read on", "The next page of this entry", "turn(1)", keys="space"),
    Command("page-back", "Read back", "The page before", "turn(-1)", keys="b"),
    Command("older-month", "Month back", "One month back", "month(-1)", keys="left_square_bracket"),
    Command("newer-month", "Month on", "One month on", "month(1)", keys="right_square_bracket"),
)
"""Commands of the screen History."""

SESSIONS = (
    Command(
        "delete-session",
        "Delete",
        "Delete this session; undo brings it back",
        "delete",
        keys="d,delete",
        shown=True,
    ),
    UNDO,
    REDO,
    Command(
        "leave-sessions",
        "Back",
        "Back to the history",
        "leave",
        keys="escape",
        shown=True,
        display="esc",
    ),
    Command("session-on", "Read on", "The next page of this session", "turn(1)", keys="space"),
    Command("session-back", "Read back", "The page before", "turn(-1)", keys="b"),
)
"""Commands of the list of finished sessions."""

CHECK = (
    Command(
        "delete-check",
        "Delete",
        "Delete this past check; undo brings it back",
        "delete",
        keys="d,delete",
        shown=True,
    ),
    UNDO,
    REDO,
    Command("leave-check", "Back", "To Today", "leave", keys="escape", shown=True, display="esc"),
)
"""Commands of the screen Check."""

QUESTIONS = (
    Command("answer-yes", "Yes", "Answer yes", "answer('yes')", keys="y", shown=True),
    Command("answer-no", "No", "Answer no", "answer('no')", keys="n", shown=True),
    Command(
        "answer-unsure",
        "Not sure",
        "Not sure is an answer of its own",
        "answer('unsure')",
        keys="u",
        shown=True,
    ),
    Command(
        "answer-not-applicable",
        "Does not apply",
        "This does not apply to me",
        "answer('not-applicable')",
        keys="x",
        shown=True,
    ),
    Command("finish-check", "Go on", "Go on, and at the end see what to do", "enter", keys="enter"),
    Command(
        "question-before",
        "Back",
        "The question before",
        "step(-1)",
        keys="left",
        shown=True,
        display="←",
    ),
    Command("question-after", "Next", "The next question", "step(1)", keys="right"),
    Command(
        "leave-questions",
        "Later",
        "Go away; the answers are kept",
        "leave",
        keys="escape",
        shown=True,
        display="esc",
    ),
)
"""Commands while questions are asked."""

RESULT = (
    Command(
        "note-seen",
        "I was seen",
        "Note that a clinician looked at it or spoke with you",
        "note_seen",
        keys="a",
        shown=True,
    ),
    Command(
        "write-report",
        "Write",
        "Write this as a text file for your clinician",
        "write",
        keys="w",
        shown=True,
    ),
    Command(
        "copy-report",
        "Copy",
        "Copy this as text",
        "copy",
        keys="k",
        shown=True,
    ),
    UNDO,
    REDO,
    Command(
        "leave-result",
        "Back",
        "Back to the checks",
        "leave",
        # Not enter too: whoever presses it once more at the end would not see the result.
        keys="escape",
        shown=True,
        display="esc",
    ),
)
"""Commands while the result of a check is shown."""

EXERCISES = (
    Command(
        "filter",
        "Filter",
        "What is at hand, and which exercises to look for",
        "filter",
        keys="f",
        shown=True,
    ),
    Command(
        "mind",
        "To mind",
        "Tick what fits you, so that exercises are left out or adjusted",
        "mind",
        keys="m",
        shown=True,
    ),
    Command("show-figure", "Show", "Show the movement again", "play", keys="p", shown=True),
    Command("text-on", "Read on", "The next page of the text", "turn(1)", keys="space"),
    Command("text-back", "Read back", "The page before", "turn(-1)", keys="b"),
    Command(
        "leave-exercises",
        "Back",
        "End the filter, or go to Today",
        "leave",
        keys="escape",
        shown=True,
        display="esc",
    ),
)
"""Commands of the screen Exercises."""

TRENDS = (
    Command("span-1", "14 days", "Look at 14 days", "span(0)", keys="1"),
    Command("span-2", "30 days", "Look at 30 days", "span(1)", keys="2"),
    Command("span-3", "90 days", "Look at 90 days", "span(2)", keys="3"),
    Command("span-4", "Year", "Look at a year", "span(3)", keys="4"),
    Command("span-5", "All", "Look at all there is", "span(4)", keys="5"),
    Command("next-part", "Next part", "The next part", "part(1)", keys="tab", shown=True),
    Command("part-before", "Part before", "The part before", "part(-1)", keys="shift+tab"),
    Command(
        "trends-earlier",
        "Earlier",
        "One step back in time",
        "step(-1)",
        keys="left_square_bracket",
        shown=True,
    ),
    Command(
        "trends-later",
        "Later",
        "One step on in time",
        "step(1)",
        keys="right_square_bracket",
    ),
    Command("measure", "Days or pain", "Shade by days or by pain", "measure", keys="m", shown=True),
    Command("trends-on", "Read on", "The next page of the text", "turn(1)", keys="space"),
    Command("trends-back", "Read back", "The page before", "turn(-1)", keys="b"),
    Command("leave-trends", "Back", "To Today", "leave", keys="escape", shown=True, display="esc"),
)
"""Commands of the screen Trends."""

BEFORE = (
    Command(
        "none-of-these",
        "None of these",
        "None of these fits",
        "answer(False)",
        keys="n",
        shown=True,
    ),
    Command("it-fits", "Yes", "Yes", "answer(True)", keys="y", shown=True),
    Command("before-on", "Go on", "Go on", "enter", keys="enter", shown=True),
    Command(
        "before-back",
        "Back",
        "The question before",
        "step(-1)",
        keys="left",
        shown=True,
        display="←",
    ),
    Command(
        "leave-before",
        "Leave",
        "Leave without a session",
        "leave",
        keys="escape",
        shown=True,
        display="esc",
    ),
)
"""Commands before a session."""

PLAYER = (
    # In the order of what must stay in view where the screen is narrow.
    Command("pause", "Pause", "Pause, and go on", "pause", keys="space", shown=True),
    Command("skip", "Skip or stop", "Leave this exercise, or end", "skip", keys="s", shown=True),
    Command("next-bout", "Next", "On to what comes next", "next", keys="n", shown=True),
    Command(
        "leave-player",
        "Leave",
        "Leave; it waits where it is",
        "leave",
        keys="escape",
        shown=True,
        display="esc",
    ),
    Command("bout-before", "Back", "Once more from its beginning", "before", keys="p", shown=True),
    Command(
        "bout-done", "Done", "You counted yourself: this set is done", "done", keys="d", shown=True
    ),
    Command("easier", "Easier", "The easier variant", "swap('easier')", keys="e", shown=True),
    Command("harder", "Harder", "The harder variant", "swap('harder')", keys="h", shown=True),
    Command("faster", "Fast", "A faster tempo", "tempo(1)", keys="plus,equals_sign", shown=True),
    Command("slower", "Slow", "A slower tempo", "tempo(-1)", keys="minus", shown=True),
    Command("bell", "Bell", "The bell at each change, on or off", "bell", keys="b"),
    Command("player-go-on", "Go on", "Go on", "enter", keys="enter"),
    Command("steps-on", "Read on", "More of the steps", "read(1)", keys="down"),
    Command("steps-back", "Read back", "Back up in the steps", "read(-1)", keys="up"),
)
"""Commands of a guided session."""


KEYS_ONLY = frozenset(
    {
        INTERRUPT.id,
        *(c.id for c in TODAY if c.id not in {NOTE_MORNING.id, UNDO.id, REDO.id}),
        *(command.id for command in QUESTIONS if command.id.startswith("answer-")),
    }
)
"""Commands that make sense as keys only, and are not offered by name in the palette."""


def stay(*but: str) -> Binding:
    """The letters of other screens where they do nothing, save those with a use of their own.

    Someone typing beside a field is not to be carried away.
    """
    letters = [command.keys for command in SCREENS if command.keys not in but]
    return Binding(",".join(letters), "stay", show=False)


def bindings(*commands: Command) -> list[BindingType]:
    """The key bindings of these commands, in their order."""
    return [binding for command in commands for binding in command.bindings()]
