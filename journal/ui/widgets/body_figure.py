"""The body from front and back as cells of a terminal, and how to move about in it.

One letter for a region, upper case on the body's right side, lower case on its left; a digit
for the middle of the spine. A front view has the right side on the left, as in a mirror of
another person; both views say so above the figure.
"""

from __future__ import annotations

from typing import NamedTuple

from journal.domain.body import Region, Side

FRONT = (
    "   ::::::::   ",
    "   ::::::::   ",
    "   BBBBbbbb   ",
    "   BBBBbbbb   ",
    "  HHGGSsgghh  ",
    " XXFFGSsgffxx ",
    " OFFII  iiffo ",
    " OFFII  iiffo ",
    " OFFII  iiffo ",
    "  KKKK  kkkk  ",
    "  KKKK  kkkk  ",
    "   NNN  nnn   ",
    "   NNN  nnn   ",
    "   AA    aa   ",
    "  TTT    ttt  ",
)
BACK = (
    "   uuu11UUU   ",
    "   uuu11UUU   ",
    "   lll22LLL   ",
    "   lll22LLL   ",
    "  xqqq33QQQX  ",
    " xbbbj44JBBBX ",
    " obbbbsSBBBBO ",
    " ohhhh  HHHHO ",
    " ohhhh  HHHHO ",
    "  kkkk  KKKK  ",
    "  kkkk  KKKK  ",
    "   ccc  CCC   ",
    "   ccc  CCC   ",
    "   aa    AA   ",
    "  ttt    TTT  ",
)
_FRONT_REGIONS = {
    "B": Region.BELLY,
    "H": Region.FRONT_HIP,
    "G": Region.GROIN,
    "S": Region.SADDLE,
    "X": Region.OUTER_HIP,
    "F": Region.FRONT_THIGH,
    "I": Region.INNER_THIGH,
    "O": Region.OUTER_THIGH,
    "K": Region.KNEE,
    "N": Region.SHIN,
    "A": Region.ANKLE,
    "T": Region.FOOT,
}
_BACK_REGIONS = {
    "U": Region.UPPER_BACK,
    "L": Region.LOW_BACK,
    "Q": Region.SACROILIAC,
    "X": Region.OUTER_HIP,
    "B": Region.BUTTOCK,
    "J": Region.TAILBONE,
    "S": Region.SADDLE,
    "O": Region.OUTER_THIGH,
    "H": Region.BACK_THIGH,
    "K": Region.KNEE,
    "C": Region.CALF,
    "A": Region.ANKLE,
    "T": Region.FOOT,
    "1": Region.UPPER_BACK,
    "2": Region.LOW_BACK,
    "3": Region.SACROILIAC,
    "4": Region.TAILBONE,
}
SECOND_TONE = {
    "front": {Region.BELLY, Region.GROIN, Region.FRONT_THIGH, Region.SHIN, Region.FOOT},
    "back": {Region.LOW_BACK, Region.BUTTOCK, Region.OUTER_THIGH, Region.KNEE, Region.ANKLE},
}
"""Regions drawn in a second tone, so that those that touch can be told apart."""
GAP = 4
"""Columns between the two views."""
VIEW_WIDTH = len(FRONT[0])
HEIGHT = len(FRONT)
WIDTH = 2 * VIEW_WIDTH + GAP
HEADS = "R  front  L".center(VIEW_WIDTH) + " " * GAP + "L  back  R".center(VIEW_WIDTH)
"""What stands above the two views."""


class Zone(NamedTuple):
    """A part of one view that can be marked."""

    view: str
    region: Region
    side: Side


Cells = dict[tuple[int, int], Zone]


def cells() -> tuple[Cells, frozenset[tuple[int, int]]]:
    """The zone of each cell (column, row), and the cells that only draw the outline."""
    zones: Cells = {}
    outline = set()
    for view, rows, regions, left in (
        ("front", FRONT, _FRONT_REGIONS, 0),
        ("back", BACK, _BACK_REGIONS, VIEW_WIDTH + GAP),
    ):
        for y, row in enumerate(rows):
            for x, letter in enumerate(row, left):
                if letter == ":":
                    outline.add((x, y))
                elif letter != " ":
                    zones[x, y] = Zone(view, regions[letter.upper()], _side(letter))
    return zones, frozenset(outline)


def _side(letter: str) -> Side:
    if letter.isdigit():
        return Side.CENTRE
    return Side.RIGHT if letter.isupper() else Side.LEFT


def centres(zones: Cells) -> dict[Zone, tuple[float, float]]:
    """The middle of each zone, in cells."""
    found: dict[Zone, list[tuple[int, int]]] = {}
    for cell, zone in zones.items():
        found.setdefault(zone, []).append(cell)
    return {
        zone: (sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots))
        for zone, spots in found.items()
    }


def neighbour(places: dict[Zone, tuple[float, float]], zone: Zone, right: int, down: int) -> Zone:
    """The nearest zone in a direction, straight ahead before aslant; `zone` at the edge."""
    x, y = places[zone]
    best, best_cost = zone, float("inf")
    for other, (other_x, other_y) in places.items():
        # A cell is about twice as high as it is wide.
        ahead = (other_x - x) * right + 2 * (other_y - y) * down
        aslant = abs((other_x - x) * down) + 2 * abs((other_y - y) * right)
        if other != zone and ahead > 0.6 and aslant <= 2.5 * ahead:
            cost = ahead + 2 * aslant
            if cost < best_cost:
                best, best_cost = other, cost
    return best
