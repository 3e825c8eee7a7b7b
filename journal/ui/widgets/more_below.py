"""What stands in a panel's border: how much there is below what is in view, and the keys."""

from __future__ import annotations

from textual.widget import Widget

from journal.domain.wording import counted


class MoreBelow:
    """Keeps the border of a panel that scrolls; `first` stands where nothing is below."""

    def __init__(self, panel: Widget, first: str, keys: str) -> None:
        self._panel, self._first, self._keys = panel, first, keys
        panel.watch(panel, "scroll_y", self.tell)
        panel.watch(panel, "virtual_size", self.tell_later)

    def tell_later(self) -> None:
        """Say it once it is laid out."""
        self._panel.call_after_refresh(self.tell)

    def tell(self) -> None:
        """Say how much there is below."""
        below = round(self._panel.max_scroll_y - self._panel.scroll_y)
        lead = f"{counted(below, 'more line')} below" if below > 0 else self._first
        self._panel.border_subtitle = f"{lead}, {self._keys}"
