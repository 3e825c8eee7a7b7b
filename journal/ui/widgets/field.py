"""Fields of a form that are typed into: one line, or many."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.widgets import Input, TextArea

from journal.domain.text import visible_lines
from journal.ui.widgets.form import FieldEdited, show_problem
from journal.ui.widgets.visible import Visible


class LineField(Input):
    """One line of text or a number."""

    def __init__(self, field: str, label: str, hint: str = "", placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, highlighter=Visible(), id=f"field-{field}")
        self.field = field
        self.hint = hint
        self.border_title = label
        self.border_subtitle = hint

    @property
    def field_text(self) -> str:
        return self.value

    def put(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self.value = text

    def on_input_changed(self) -> None:
        show_problem(self, "")
        self.post_message(FieldEdited())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    def _on_paste(self, event: events.Paste) -> None:
        # An Input keeps only the first line of what is pasted; not a word may go missing.
        event.prevent_default()
        event.stop()
        pasted = " ".join(event.text.splitlines())
        self.replace(pasted, *sorted(self.selection))


_SEPARATORS = "\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
"""What Python takes for the end of a line beside the line feed."""
_STAND_INS = {ord(sign): 0x10FF00 + index for index, sign in enumerate(_SEPARATORS)}
_BACK = {stand_in: sign for sign, stand_in in _STAND_INS.items()}


class NoteField(TextArea):
    """Text of many lines."""

    def __init__(self, field: str, label: str, hint: str = "") -> None:
        super().__init__(id=f"field-{field}", tab_behavior="focus", soft_wrap=True)
        self.field = field
        self.hint = hint
        self.border_title = label
        self.border_subtitle = hint

    @property
    def field_text(self) -> str:
        return self.document.text.translate(_BACK)

    def put(self, text: str) -> None:
        # A document ends its lines in one way. Other signs that end a line stand in it as
        # private ones, so that each comes back as what it was.
        with self.prevent(TextArea.Changed):
            self.load_text(text.translate(_STAND_INS))

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        line.plain = visible_lines(line.plain.translate(_BACK))
        return line

    def on_text_area_changed(self) -> None:
        show_problem(self, "")
        self.post_message(FieldEdited())
