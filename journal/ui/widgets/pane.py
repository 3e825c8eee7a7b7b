"""What the parts of the trends have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Static

from journal.domain.columns import span_words
from journal.domain.trend_words import logged
from journal.ui.trend_view import Looked
from journal.ui.widgets.day_cursor import DayCursor
from journal.ui.widgets.pages import Pages


class Pane(Vertical):
    """One part of the trends: it shows what was made for it.

    What each part does in its own way is not marked abstract: queries ask for a concrete class.
    """

    class More(Message):
        """There is now more to read than fits, or no longer."""

    def titles(self, looked: Looked) -> tuple[str, str]:
        """The days that are looked at, and how many of them are logged."""
        whole = looked.trends.whole
        return span_words(whole.first, whole.last), logged(whole)

    def show(self, looked: Looked) -> None:
        """Show what was made."""
        raise NotImplementedError

    @property
    def more(self) -> bool:
        """Whether there is more to read than fits."""
        return self.query_one(VerticalScroll).show_vertical_scrollbar

    def on_mount(self) -> None:
        for text in self.query(VerticalScroll):
            self.watch(text, "show_vertical_scrollbar", self._tell_more, init=False)

    def _tell_more(self) -> None:
        self.post_message(self.More())

    def take_focus(self) -> None:
        """Give the focus to what keys move."""
        self.query_one(VerticalScroll).focus()

    def turn(self, pages: int) -> None:
        """Read on, or back."""
        text = self.query_one(VerticalScroll)
        if pages > 0:
            text.scroll_page_down()
        else:
            text.scroll_page_up()


class DaysPane(Pane):
    """Days with a cursor, the one under it in words, and below that the range in figures."""

    days = query_one(DayCursor)
    words = query_one(Pages)

    _last: date | None = None
    _figures = Content("")

    def show_days(self, looked: Looked, figures: Iterable[str]) -> None:
        """Show these days, and the figures below; the cursor is on the last logged one at first."""
        found = looked.trends
        self.days.series = looked.series
        if found.last != self._last and found.days:
            self._last = found.last
            self.days.day = found.days[-1].day
        self._figures = Content("\n".join(filter(None, figures)))
        self.tell_day()

    def on_mount(self) -> None:
        self.watch(self.words, "more", self._tell_more, init=False)

    @on(DayCursor.Moved)
    def _moved(self, message: DayCursor.Moved) -> None:
        message.stop()
        self.tell_day()

    def on_resize(self) -> None:
        # In another width a column may stand for another number of days.
        self.call_after_refresh(self.tell_day)

    def remark(self) -> str:
        """What has to be known to read the days, empty where nothing has."""
        return ""

    def tell_day(self) -> None:
        """Read the day under the cursor out."""
        day = self.days.day
        told = filter(None, ("" if day is None else self.days.words(day), self.remark()))
        self.words.show(Content("\n".join(told)), self._figures)

    @property
    def more(self) -> bool:
        return self.words.more

    def take_focus(self) -> None:
        self.days.focus()

    def turn(self, pages: int) -> None:
        self.words.turn(pages)


class TextPane(Pane):
    """Text to scroll through."""

    text = query_one("#text", Static)

    _looked: Looked | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(id="text", markup=False)

    def lines(self, looked: Looked) -> Iterable[str]:
        """The lines to show."""
        raise NotImplementedError

    def show(self, looked: Looked) -> None:
        self._looked = looked
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        # Before the first layout there is no width to write for.
        if self._looked is not None and self.text.size.width:
            self.text.update("\n".join(self.lines(self._looked)))
