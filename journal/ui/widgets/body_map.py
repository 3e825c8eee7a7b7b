"""Where it hurts: a figure from front and back, on which places are marked."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from journal.domain.body import DESCRIPTIONS, Region, Side, label, sides_of
from journal.domain.entry import Site
from journal.domain.fields import join_list, parse_site, show_site, split_list
from journal.domain.problem import FieldProblem
from journal.ui.widgets import body_figure as figure
from journal.ui.widgets.body_figure import Zone
from journal.ui.widgets.form import FieldEdited, show_problem
from journal.ui.widgets.pain_scale import next_score
from journal.ui.widgets.score import mark_style

HINT = "arrows move, space marks, s other side, 0-9 its own score"


class BodyMap(Widget, can_focus=True):
    """Marked places of the body; beside the figure they stand in words too."""

    KEYS = (
        "arrows move, space marks, s takes the other side, both or the middle,"
        " 0-9 gives the place a score of its own, backspace takes the mark away"
    )

    BINDINGS = [
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("space", "mark", show=False),
        Binding("s", "flip", show=False),
        Binding("enter", "app.focus_next", show=False),
        Binding("backspace,delete", "unmark", show=False),
        *(Binding(str(digit), f"score({digit})", show=False) for digit in range(10)),
    ]

    cursor: reactive[Zone] = reactive(Zone("back", Region.LOW_BACK, Side.CENTRE))
    sites: reactive[tuple[Site, ...]] = reactive(())
    offered: reactive[tuple[Site, ...]] = reactive(())
    """The places of last time, which one key takes over."""

    def __init__(self, field: str = "sites", label: str = "Where") -> None:
        super().__init__(id=f"field-{field}")
        self.field = field
        self.hint = HINT
        self.border_title = label
        self.border_subtitle = HINT
        self._unknown: list[str] = []
        self._zones, self._outline = figure.cells()
        self._places = figure.centres(self._zones)

    @property
    def field_text(self) -> str:
        return join_list([*map(show_site, self.sites), *self._unknown])

    def put(self, text: str) -> None:
        sites = []
        self._unknown = []
        for item in split_list(text):
            try:
                sites.append(parse_site(item))
            except FieldProblem:
                # A draft of another version can hold such; it is not ours to drop.
                self._unknown.append(item)
        self.sites = tuple(sites)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return figure.HEIGHT + 1

    # Drawing

    def render(self) -> RenderResult:
        words = self._words()
        room = self.size.width - figure.WIDTH - 3
        lines = [Content.styled(figure.HEADS, "$text-quiet").append("   ").append(words[0])]
        for y in range(figure.HEIGHT):
            line = self._figure_row(y)
            if y + 1 < len(words) and room > 8:
                line = line.append("   ").append(words[y + 1].truncate(room, ellipsis=True))
            lines.append(line)
        return Content("\n").join(lines)

    def _figure_row(self, y: int) -> Content:
        line = Content("")
        for x in range(figure.WIDTH):
            zone = self._zones.get((x, y))
            if zone is None:
                glyph = "·" if (x, y) in self._outline else " "
                line = line.append(Content.styled(glyph, "$text-quiet"))
            else:
                line = line.append(self._cell(zone))
        return line.simplify()

    def _cell(self, zone: Zone) -> Content:
        site = self._marked(zone)
        here = self.has_focus and (zone.region, zone.side) == self.cursor[1:]
        if here:
            return Content.styled("▓" if site else "▒", "bold $accent")
        if site:
            return Content.styled("█", mark_style(site))
        tone = "$body-odd" if zone.region in figure.SECOND_TONE[zone.view] else "$body-even"
        return Content.styled("░", tone)

    def _words(self) -> list[Content]:
        region, site = self.cursor.region, self._marked(self.cursor)
        side = site.side if site else self.cursor.side
        room = max(12, self.size.width - figure.WIDTH - 3)
        words = [
            Content.styled(f"{label(region)}, {side}", "bold $accent"),
            *Content.styled(DESCRIPTIONS[region], "$text-quiet").wrap(room)[:2],
            Content(""),
        ]
        if self.sites:
            words.append(Content.styled("Marked:", "$text-quiet"))
        for site in self.sites[:7]:
            score = "" if site.pain is None else f", {site.pain} of 10"
            words.append(Content.assemble(("█ ", mark_style(site)), f"{site.words}{score}"))
        if len(self.sites) > 7:
            words.append(Content.styled(f"and {len(self.sites) - 7} more", "$text-quiet"))
        if not self.sites:
            words.append(Content.styled("Nothing marked yet.", "$text-quiet"))
            if self.offered:
                words += [
                    Content(""),
                    Content.assemble("Last time (", ("a", "bold $accent"), " takes them):"),
                ]
                words += [Content(f"  {site.words}") for site in self.offered[:6]]
        return words

    # What it holds

    def _marked(self, zone: Zone) -> Site | None:
        """The site that covers a zone."""
        for site in self.sites:
            if site.region is zone.region and site.side in (zone.side, Side.BOTH):
                return site
        return None

    def _change(self, sites: tuple[Site, ...]) -> None:
        self.sites = sites
        show_problem(self, "")
        self.post_message(FieldEdited())

    def action_move(self, right: int, down: int) -> None:
        self.cursor = figure.neighbour(self._places, self.cursor, right, down)

    def action_mark(self) -> None:
        site = self._marked(self.cursor)
        if site is not None:
            self.action_unmark()
            return
        region, side = self.cursor.region, self.cursor.side
        other = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(side)
        twin = next((s for s in self.sites if s.region is region and s.side is other), None)
        if twin is not None and twin.pain is None:
            rest = tuple(s for s in self.sites if s is not twin)
            self._change((*rest, Site(region, Side.BOTH)))
        else:
            self._change((*self.sites, Site(region, side)))

    def action_unmark(self) -> None:
        """Take away the mark here; of a place marked on both sides the other side stays."""
        site = self._marked(self.cursor)
        if site is None:
            return
        rest = tuple(s for s in self.sites if s is not site)
        if site.side is Side.BOTH and self.cursor.side is not Side.CENTRE:
            stays = Side.LEFT if self.cursor.side is Side.RIGHT else Side.RIGHT
            rest = (*rest, Site(site.region, stays, site.pain))
        self._change(rest)

    def action_flip(self) -> None:
        """Move the mark here, or the cursor where there is none, to the next free side.

        A mark of its own on another side is never taken over.
        """
        region, site = self.cursor.region, self._marked(self.cursor)
        sides = sides_of(region)
        taken = {s.side for s in self.sites if s.region is region and s is not site}
        if site is None or taken - {Side.CENTRE}:
            taken.add(Side.BOTH)
        current = site.side if site else self.cursor.side
        at = sides.index(current)
        free = [side for side in (*sides[at + 1 :], *sides[:at]) if side not in taken]
        if not free:
            return
        if site is not None:
            moved = Site(region, free[0], site.pain)
            self._change(tuple(moved if s is site else s for s in self.sites))
        if free[0] is not Side.BOTH:
            self._go_to(region, free[0])

    def action_score(self, digit: int) -> None:
        """Give the place here a score of its own; marks it if it was not."""
        if self._marked(self.cursor) is None:
            self.action_mark()
        site = self._marked(self.cursor)
        if site is not None:
            scored = Site(site.region, site.side, next_score(site.pain, digit))
            self._change(tuple(scored if s is site else s for s in self.sites))

    def take_offered(self) -> None:
        """Mark the places of last time, beside what is marked."""
        here = {(site.region, site.side) for site in self.sites}
        fresh = [s for s in self.offered if (s.region, s.side) not in here]
        if fresh:
            self._change((*self.sites, *(Site(s.region, s.side) for s in fresh)))

    def _go_to(self, region: Region, side: Side) -> None:
        for view in (self.cursor.view, "front", "back"):
            zone = Zone(view, region, side)
            if zone in self._places:
                self.cursor = zone
                return

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        zone = self._zones.get((offset.x, offset.y - 1)) if offset is not None else None
        if zone is not None:
            self.cursor = zone
            self.action_mark()

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh()
