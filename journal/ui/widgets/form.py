"""What the fields of a form have in common.

Each holds the text of one field of an entry, as `journal.domain.fields` writes it, so that a
form, a draft and a CSV cell are one.
"""

from __future__ import annotations

from typing import Any, Protocol

from textual.content import Content
from textual.message import Message

from journal.domain.text import visible


class FieldEdited(Message):
    """A field of the form holds another text."""


class FormField(Protocol):
    """What a form needs of its fields, which are widgets with a border."""

    field: str
    hint: str
    border_subtitle: Any

    def set_class(self, add: bool, *class_names: str) -> Any: ...
    def focus(self) -> Any: ...

    @property
    def field_text(self) -> str:
        """The field's text; empty when nothing is logged."""
        ...

    def put(self, text: str) -> None:
        """Show this text instead."""
        ...


def show_problem(field: FormField, reason: str) -> None:
    """Say beside the field what is wrong with it; an empty reason takes it back."""
    field.set_class(bool(reason), "-wrong")
    # As text of its own kind: what was typed must not be taken for markup.
    field.border_subtitle = Content(visible(reason) or field.hint)
