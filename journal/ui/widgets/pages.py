"""A text that is read a page at a time."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from journal.ui.widgets.lines import Lines

ROOMY = 10
"""Lines from which on there is room for an empty one between two texts."""


class Pages(Lines):
    """A text wrapped to the widget's width, a page of it at a time.

    It changes with every move in the list beside it, so it is drawn without a layout, which a
    scrolling container would ask for.
    """

    more: reactive[bool] = reactive(False, repaint=False)
    """Whether there is more to read than fits."""
    hint: reactive[str] = reactive("", repaint=False)
    """How much is left to read and the key for it, which stands in the widget's border."""

    def __init__(self, on: str = "space", back: str = "b") -> None:
        """`on` and `back` are what the keys are called that turn the pages."""
        super().__init__()
        self._on, self._back = on, back
        self._content = Content("")
        self._below = Content("")
        self._below_lines: list[Content] = []
        self._below_width = 0
        self._wrapped: list[Content] = []
        self._top = 0

    def show(self, content: Content, below: Content | None = None) -> None:
        """Show this text from its beginning, and `below` it another that seldom changes."""
        self._content, self._top = content, 0
        if below is not None and below is not self._below:
            self._below, self._below_width = below, 0
        self._wrap()

    def turn(self, pages: int) -> None:
        """Go on in the text, or back, as far as there is any."""
        page = max(1, self.size.height - 1)
        last = max(0, len(self._wrapped) - self.size.height)
        self._top = max(0, min(self._top + pages * page, last))
        self._tell_more()
        self.refresh()

    def on_resize(self) -> None:
        self._wrap()

    def on_mouse_scroll_down(self) -> None:
        self.turn(1)

    def on_mouse_scroll_up(self) -> None:
        self.turn(-1)

    def lines(self) -> list[Content]:
        return self._wrapped[self._top : self._top + self.size.height]

    def _wrap(self) -> None:
        width = self.size.width
        self._wrapped = self._content.wrap(width) if width else []
        if width and self._below:
            if width != self._below_width:
                self._below_width, self._below_lines = width, self._below.wrap(width)
            gap = [Content("")] if self.size.height >= ROOMY else []
            self._wrapped = [*self._wrapped, *gap, *self._below_lines]
        self._tell_more()
        self.refresh()

    def _tell_more(self) -> None:
        self.more = len(self._wrapped) > self.size.height > 0
        below = len(self._wrapped) - self._top - self.size.height
        if below > 0:
            lines = "1 more line" if below == 1 else f"{below} more lines"
            self.hint = f"{self._on}: {lines}"
        else:
            self.hint = f"{self._back}: back up" if self._top else ""
        self.border_subtitle = self.hint
