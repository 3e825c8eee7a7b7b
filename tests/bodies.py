"""The lengths of a figure's parts, measured and as they have to be."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from journal.domain.figure import (
    ARM,
    FOOT,
    FOREARM,
    HEAD,
    HEEL,
    HIP_WIDTH,
    LEG,
    NECK,
    SHANK,
    SHOULDER_WIDTH,
    THIGH,
    TRUNK,
    UPPER_ARM,
    Body,
)

SIDES = ("right", "left")
# Each part by the joints at its ends: of the trunk, and of both sides.
MIDDLE = {("pelvis", "neck"): TRUNK, ("neck", "head"): NECK + HEAD}
ACROSS = {"hip": 2 * HIP_WIDTH, "shoulder": 2 * SHOULDER_WIDTH}
LEG_PARTS = (THIGH, SHANK, hypot(HEEL, HEEL), HEEL + FOOT)
ARM_PARTS = (UPPER_ARM, FOREARM)
PARTS = {
    **dict(zip(pairwise(LEG), LEG_PARTS, strict=True)),
    **dict(zip(pairwise(ARM), ARM_PARTS, strict=True)),
    ("ankle", "toe"): hypot(HEEL, FOOT),
}

LENGTHS: dict[tuple[str, str], float] = {
    **MIDDLE,
    **{(f"right_{name}", f"left_{name}"): length for name, length in ACROSS.items()},
    **{
        (f"{side}_{one}", f"{side}_{other}"): length
        for side in SIDES
        for (one, other), length in PARTS.items()
    },
}
"""The length between two joints, whatever the body does."""


def limbs(body: Body) -> dict[tuple[str, str], float]:
    """The same lengths of this body."""
    return {(one, other): body[other].minus(body[one]).length for one, other in LENGTHS}
