"""Where it hurts: regions of the body, sides, and depth down the leg (clinical section 2.7)."""

from __future__ import annotations

from enum import StrEnum


class Region(StrEnum):
    """A region of the body that can be marked; the ids are stable."""

    UPPER_BACK = "upper-back"
    LOW_BACK = "low-back"
    SACROILIAC = "sacroiliac"
    TAILBONE = "tailbone"
    BUTTOCK = "buttock"
    GROIN = "groin"
    FRONT_HIP = "front-hip"
    OUTER_HIP = "outer-hip"
    INNER_THIGH = "inner-thigh"
    FRONT_THIGH = "front-thigh"
    OUTER_THIGH = "outer-thigh"
    BACK_THIGH = "back-thigh"
    KNEE = "knee"
    SHIN = "shin"
    CALF = "calf"
    ANKLE = "ankle"
    FOOT = "foot"
    BELLY = "belly"
    SADDLE = "saddle"


class Side(StrEnum):
    """A side of the body, as its owner names it; `centre` is for the spine only."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"
    BOTH = "both"


SPINE = frozenset({Region.UPPER_BACK, Region.LOW_BACK, Region.SACROILIAC, Region.TAILBONE})
"""Regions on the midline, which alone may be marked `centre`."""

DESCRIPTIONS: dict[Region, str] = {
    Region.UPPER_BACK: "between the shoulder blades, ribs at the back",
    Region.LOW_BACK: "from the last ribs to the top of the buttock",
    Region.SACROILIAC: "dimple area beside the tailbone",
    Region.TAILBONE: "tailbone",
    Region.BUTTOCK: "buttock",
    Region.GROIN: "crease between belly and thigh",
    Region.FRONT_HIP: "front of the hip bone",
    Region.OUTER_HIP: "bony point at the side",
    Region.INNER_THIGH: "inner thigh",
    Region.FRONT_THIGH: "front of the thigh",
    Region.OUTER_THIGH: "outer thigh",
    Region.BACK_THIGH: "back of the thigh",
    Region.KNEE: "knee, front or back",
    Region.SHIN: "front of the lower leg",
    Region.CALF: "back of the lower leg",
    Region.ANKLE: "ankle",
    Region.FOOT: "top or sole of the foot, toes",
    Region.BELLY: "belly",
    Region.SADDLE: "genitals, back passage, between the legs",
}
"""Where each region lies, in plain words."""

DEPTHS: dict[Region, int] = {
    Region.LOW_BACK: 0,
    Region.SACROILIAC: 1,
    Region.TAILBONE: 1,
    Region.BUTTOCK: 1,
    Region.FRONT_THIGH: 2,
    Region.OUTER_THIGH: 2,
    Region.BACK_THIGH: 2,
    Region.KNEE: 3,
    Region.SHIN: 4,
    Region.CALF: 4,
    Region.ANKLE: 5,
    Region.FOOT: 5,
}
"""How far down the leg a region lies, 0 (back) to 5 (foot).

Regions typical of the hip joint, the upper back, belly and saddle have no depth: they do not
count for the spread index.
"""


_SIDES = (Side.LEFT, Side.RIGHT, Side.BOTH)
_SPINE_SIDES = (Side.CENTRE, *_SIDES)


def label(region: Region) -> str:
    """The region's name in plain words: `low-back` is "low back"."""
    return region.value.replace("-", " ")


def sides_of(region: Region) -> tuple[Side, ...]:
    """The sides that `region` may be marked on, the likeliest first."""
    return _SPINE_SIDES if region in SPINE else _SIDES
