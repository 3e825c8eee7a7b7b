"""A figure that shows an exercise: poses as joint angles, moments between them as places.

Clinical section 6.1. The body is 100 units tall and lives in three dimensions: x forward of
the person at the start, y to their left, z up from the floor. Angles are degrees. A `Camera`
says how it looks from one side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians, sin, sqrt
from typing import Any, Literal, NamedTuple

import msgspec

# Lengths in units, of clinical section 6.1.

HEAD = 5.0
"""Radius of the head; with the neck it makes the 15 units from shoulders to crown."""
NECK = 5.0
TRUNK = 30.0
UPPER_ARM = 17.0
FOREARM = 20.0
THIGH = 25.0
SHANK = 25.0
FOOT = 11.0
"""From the ankle to the toes; with the heel behind the ankle it makes 15."""
HEEL = 4.0
"""Length of the heel, and height of the ankle over the sole."""
HIP_WIDTH = 5.0
"""From the middle to a hip."""
SHOULDER_WIDTH = 8.0
"""From the middle to a shoulder."""

View = Literal["side", "front", "top"]
VIEW_WORDS: Mapping[View, str] = {
    "side": "from the side",
    "front": "from the front",
    "top": "from above",
}
Joint = Literal[
    "pelvis", "waist", "neck", "head",
    "right_hip", "right_knee", "right_ankle", "right_heel", "right_toe",
    "left_hip", "left_knee", "left_ankle", "left_heel", "left_toe",
    "right_shoulder", "right_elbow", "right_hand",
    "left_shoulder", "left_elbow", "left_hand",
]  # fmt: skip
HELD = ("ankle", "hand", "knee", "elbow")
"""What can be held in place: ends of limbs by bending the limb, knees and elbows by turning it."""
WORKING = ("pelvis", "neck", "knee", "ankle", "toe", "elbow", "hand")
"""What can be said to work: the hips, the trunk, and limbs by one of their joints."""


class Point(NamedTuple):
    """A place, or a direction, in units of a hundredth of the body's height."""

    x: float
    y: float
    z: float

    def plus(self, other: Point, times: float = 1.0) -> Point:
        """This place moved `times` along `other`."""
        return Point(self.x + other.x * times, self.y + other.y * times, self.z + other.z * times)

    def times(self, factor: float) -> Point:
        """This way made longer, or turned round."""
        return Point(self.x * factor, self.y * factor, self.z * factor)

    def minus(self, other: Point) -> Point:
        """The way from `other` to here."""
        return Point(self.x - other.x, self.y - other.y, self.z - other.z)

    def dot(self, other: Point) -> float:
        """The scalar product."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: Point) -> Point:
        """The vector product."""
        return Point(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    @property
    def length(self) -> float:
        """The distance from the origin."""
        return sqrt(self.dot(self))

    def unit(self) -> Point:
        """The direction of this way; straight up where it has none."""
        length = self.length
        return Point(0, 0, 1) if length < 1e-9 else Point(*(part / length for part in self))

    def turned(self, axis: Point, degrees: float) -> Point:
        """This direction turned about a unit axis, against the clock seen from its tip."""
        angle = radians(degrees)
        c, s = cos(angle), sin(angle)
        across, along = axis.cross(self), axis.dot(self) * (1 - c)
        return Point(
            self.x * c + across.x * s + axis.x * along,
            self.y * c + across.y * s + axis.y * along,
            self.z * c + across.z * s + axis.z * along,
        )


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the content; a misspelt key in the file is an error."""


class Leg(Part, frozen=True):
    """Angles of a leg in degrees: 0 is straight down along the trunk, toes to the front.

    `hip` bends the thigh to the belly, `out` takes it to its side, `turn` turns the knee and
    foot outwards. `knee` bends. `ankle` draws the toes up.
    """

    hip: float = 0
    out: float = 0
    turn: float = 0
    knee: float = 0
    ankle: float = 0


class Arm(Part, frozen=True):
    """Angles of an arm in degrees: 0 hangs along the trunk.

    `shoulder` lifts it to the front (180 is overhead), `out` to its side, `turn` turns the
    bent forearm outwards. `elbow` bends.
    """

    shoulder: float = 0
    out: float = 0
    turn: float = 0
    elbow: float = 0


class Pose(Part, frozen=True):
    """One keyframe.

    `trunk` is the angle of the line from hip to shoulder: 0 lying on the back, 90 upright, more
    leans to the front, 180 face down. `roll` turns the body about that line to its left, `lean`
    tips it to its left. `twist` turns the shoulders against the pelvis to the left. `bow` is how
    far, in units, the middle of the back is rounded out (+) or hollow (-). `head` is chin down.
    `planted` are the joints that carry and hold the body on the way to this pose, where they
    are not those of the figure; of the first pose they do not matter.
    """

    trunk: float = 90
    roll: float = 0
    lean: float = 0
    twist: float = 0
    bow: float = 0
    head: float = 0
    right_leg: Leg = Leg()
    left_leg: Leg = Leg()
    right_arm: Arm = Arm()
    left_arm: Arm = Arm()
    planted: tuple[Joint, ...] | None = None


LEG = ("hip", "knee", "ankle", "heel", "toe")
ARM = ("shoulder", "elbow", "hand")
"""The joints of the limbs, from the trunk on."""


def limb_of(joint: str) -> tuple[str, ...]:
    """The joints of the limb that this one moves with, from the trunk on; none of the trunk's."""
    side, _, name = joint.partition("_")
    return next((tuple(f"{side}_{n}" for n in each) for each in (LEG, ARM) if name in each[1:]), ())


Body = Mapping[str, Point]
"""Where each joint is."""


class Prop(Part, frozen=True, kw_only=True):
    """A thing beside the body; a point of its `path` is a joint's name or x, y, z.

    `line` and `band` run through the points. `box` is a block on the floor between two corners.
    `weight` is held at each of the points. `arrow` leads from the first point to the second.
    `muscle` lies at each of the points, hollow while it is slack, and full when it is tight.

    `then` is the path at the working end, for what moves without being tied to a joint.
    Raises ValueError when the path does not fit the kind, or `then` the path.
    """

    kind: Literal["line", "band", "box", "weight", "arrow", "muscle"]
    path: tuple[Joint | tuple[float, float, float], ...]
    then: tuple[Joint | tuple[float, float, float], ...] = ()

    def __post_init__(self) -> None:
        count = len(self.path)
        fits = {"box": count == 2, "arrow": count == 2, "weight": count >= 1, "muscle": count >= 1}
        if not fits.get(self.kind, count >= 2):
            raise ValueError(f"a {self.kind} does not run through {count} points")
        if len(self.then) not in (0, count):
            raise ValueError(f"a {self.kind} of {count} points does not move to {len(self.then)}")
        if "waist" in self.path + self.then:
            raise ValueError("the waist bends the back but is no part of it to fix things to")


class Still(Part, frozen=True, kw_only=True):
    """One of two still pictures: the number of its pose, from 0, and the word below it.

    With `mirrored` the left of the body is where its right was. From the side nobody sees that.
    """

    pose: int
    word: str
    mirrored: bool = False


class Figure(Part, frozen=True, kw_only=True):
    """How one exercise is shown.

    `poses` are gone through from the first to the last; whoever shows them goes back the same
    way. With `loop` the last leads to the first again, at even speed.

    `planted` joints stay where they are: the first of them carries the body, and an ankle that
    does keeps its foot as it stands. Of the others, ankles and hands are held there by bending
    their limb, knees and elbows by turning it: its length is what it is, so the poses have to
    bring the hip or the shoulder as near to them as it was.

    `lift` is the height, in units, of the lowest joint in the first pose.

    `view`, `turn` (degrees to the side) and `tilt` (degrees from above) place the camera;
    `seen` says from where it looks when `view` does not. `working` says what does the work: a
    limb by one of its joints, the trunk by "neck", the hips by "pelvis".

    `stills` are the two pictures that say what to do where nothing moves, if these are others
    than the first and the last pose.

    Raises ValueError when something in it makes no sense.
    """

    id: str
    view: View
    turn: float = 0
    tilt: float = 0
    seen: str = ""
    poses: tuple[Pose, ...]
    loop: bool = False
    planted: tuple[Joint, ...]
    lift: float = 0
    working: tuple[Joint, ...]
    props: tuple[Prop, ...] = ()
    stills: tuple[Still, Still] | None = None

    def __post_init__(self) -> None:
        if len(self.poses) < 2:
            raise ValueError(f"{self.id}: nothing moves between fewer than two poses")
        if not all(0 <= still.pose < len(self.poses) for still in self.stills or ()):
            raise ValueError(f"{self.id}: a still picture of a pose that there is not")
        for planted in (self.planted, *(pose.planted for pose in self.poses)):
            if planted is not None:
                self._check_planted(planted)
        idle = [joint for joint in self.working if joint.rpartition("_")[2] not in WORKING]
        if idle or not self.working:
            raise ValueError(f"{self.id}: nothing works at {', '.join(idle) or 'no joint'}")
        if self.loop and any(prop.then or prop.kind == "muscle" for prop in self.props):
            # They go from the start to the end, and a round has neither.
            raise ValueError(f"{self.id}: in a round no muscle tightens and nothing moves along")
        if self.tilt and self.view == "top":
            raise ValueError(f"{self.id}: what is seen from above cannot be tilted")

    def _check_planted(self, planted: tuple[Joint, ...]) -> None:
        if not planted or planted[0] == "waist":
            raise ValueError(f"{self.id}: something of the body has to be planted")
        if loose := [joint for joint in planted[1:] if joint.rpartition("_")[2] not in HELD]:
            raise ValueError(f"{self.id}: {', '.join(loose)} cannot be held")
        if len(set(planted)) < len(planted):
            raise ValueError(f"{self.id}: a joint is planted twice")
        limbs = [limb for joint in planted if (limb := limb_of(joint))]
        if len(set(limbs)) < len(limbs):
            # To hold one joint of a limb bends or turns it, and would move the other.
            raise ValueError(f"{self.id}: two joints of a limb are planted")

    @property
    def ways(self) -> int:
        """How many ways lead from pose to pose."""
        return len(self.poses) - (0 if self.loop else 1)

    @property
    def label(self) -> str:
        """From where the figure is seen, in words."""
        return self.seen or VIEW_WORDS[self.view]


# From angles to places


def stand(pose: Pose) -> dict[str, Point]:
    """Where the joints are with the pelvis at the origin."""
    forward, left, up = _turned_frame(pose)
    body = {"pelvis": Point(0, 0, 0)}
    neck = body["neck"] = Point(0, 0, 0).plus(up, TRUNK)
    axis_forward, axis_left = forward.turned(up, pose.twist), left.turned(up, pose.twist)
    head_up = up.turned(axis_left, pose.head)
    body["head"] = neck.plus(head_up, NECK + HEAD)
    # The point that the curve of the back is drawn to; the curve goes half as far.
    body["waist"] = Point(0, 0, 0).plus(up, TRUNK / 2).plus(forward, -2 * pose.bow)
    for side, sign in (("right", -1), ("left", 1)):
        leg: Leg = getattr(pose, f"{side}_leg")
        arm: Arm = getattr(pose, f"{side}_arm")
        hip = body[f"{side}_hip"] = Point(0, 0, 0).plus(left, sign * HIP_WIDTH)
        _put_leg(body, side, hip, leg, (forward, left, up), sign)
        shoulder = neck.plus(axis_left, sign * SHOULDER_WIDTH)
        body[f"{side}_shoulder"] = shoulder
        _put_arm(body, side, arm, (axis_forward, axis_left, up), sign)
    return body


Frame = tuple[Point, Point, Point]
"""The directions forward, left and up of a part of the body."""


def _turned_frame(pose: Pose) -> Frame:
    """The directions of the pelvis: upright ones tipped, rolled and leaned."""
    forward, left, up = Point(1, 0, 0), Point(0, 1, 0), Point(0, 0, 1)
    tip = pose.trunk - 90
    forward, up = forward.turned(left, tip), up.turned(left, tip)
    forward, left = forward.turned(up, pose.roll), left.turned(up, pose.roll)
    left, up = left.turned(forward, -pose.lean), up.turned(forward, -pose.lean)
    return forward, left, up


def _limb_frame(frame: Frame, bend: float, out: float, turn: float, sign: int) -> Frame:
    """The directions of a limb that hangs down, bent to the front, to its side and turned."""
    forward, left, up = frame
    # To the front first, so that `out` leads away from the plane of the bend.
    forward, up = forward.turned(left, -bend), up.turned(left, -bend)
    left, up = left.turned(forward, sign * out), up.turned(forward, sign * out)
    forward, left = forward.turned(up, sign * turn), left.turned(up, sign * turn)
    return forward, left, up


def _put_leg(
    body: dict[str, Point], side: str, hip: Point, leg: Leg, frame: Frame, sign: int
) -> None:
    forward, left, up = _limb_frame(frame, leg.hip, leg.out, leg.turn, sign)
    knee = hip.plus(up, -THIGH)
    forward, up = forward.turned(left, leg.knee), up.turned(left, leg.knee)
    ankle = knee.plus(up, -SHANK)
    forward, up = forward.turned(left, -leg.ankle), up.turned(left, -leg.ankle)
    body[f"{side}_knee"], body[f"{side}_ankle"] = knee, ankle
    body[f"{side}_heel"] = ankle.plus(up, -HEEL).plus(forward, -HEEL)
    body[f"{side}_toe"] = ankle.plus(up, -HEEL).plus(forward, FOOT)


def _put_arm(body: dict[str, Point], side: str, arm: Arm, frame: Frame, sign: int) -> None:
    _, left, up = _limb_frame(frame, arm.shoulder, arm.out, arm.turn, sign)
    elbow = body[f"{side}_shoulder"].plus(up, -UPPER_ARM)
    up = up.turned(left, -arm.elbow)
    body[f"{side}_elbow"], body[f"{side}_hand"] = elbow, elbow.plus(up, -FOREARM)


# Staying where one is planted, and moving


class Movement:
    """The way of a figure through its poses."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self._ways = figure.ways
        # The bodies at the poses, from which the ways to the following ones begin.
        self._starts = [placed(figure)]
        for index in range(self._ways - 1):
            self._starts.append(self._on_the_way(index, 1))

    def at(self, part: float) -> dict[str, Point]:
        """Where the joints are when `part` (0-1) of the time from first to last has gone."""
        gone = min(1.0, max(0.0, part)) * self._ways
        index = min(int(gone), self._ways - 1)
        return self._on_the_way(index, gone - index)

    def _on_the_way(self, index: int, part: float) -> dict[str, Point]:
        """The body between a pose and the next, held by what is planted there."""
        start, planted = self._starts[index], self._pose(index + 1).planted
        carrying, *held = self._figure.planted if planted is None else planted
        body = stand(between([self._pose(index + n) for n in (-1, 0, 1, 2)], part))
        body = moved(body, start[carrying].minus(body[carrying]))
        if carrying.endswith("ankle"):
            put_foot(body, carrying, start)
        for joint in held:
            hold(body, joint, start)
        return body

    def _pose(self, index: int) -> Pose:
        """The pose with this number; beyond the ends those of the next round, or the ends."""
        poses = self._figure.poses
        last = len(poses) - 1
        return poses[index % len(poses) if self._figure.loop else min(max(0, index), last)]


def body_at(figure: Figure, part: float) -> dict[str, Point]:
    """One moment of a `Movement`, for those who need no more."""
    return Movement(figure).at(part)


def placed(figure: Figure) -> dict[str, Point]:
    """The first pose on the floor."""
    body = stand(figure.poses[0])
    lowest = min(place.z for name, place in body.items() if name not in ("head", "waist"))
    lowest = min(lowest, body["head"].z - HEAD)
    return moved(body, Point(0, 0, figure.lift - lowest))


def moved(body: Body, way: Point) -> dict[str, Point]:
    """The whole body moved."""
    return {name: place.plus(way) for name, place in body.items()}


def between(poses: Sequence[Part], part: float) -> Pose:
    """The pose at `part` (0-1) of the way from the second to the third of four."""

    def mixed(parts: Sequence[Part]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in parts[0].__struct_fields__:
            values = [getattr(each, name) for each in parts]
            if isinstance(values[0], Part):
                found[name] = type(values[0])(**mixed(values))
            elif name != "planted":
                before, start, end, after = values
                found[name] = eased(before, start, end, after, part)
        return found

    return Pose(**mixed(poses))


def eased(before: float, start: float, end: float, after: float, part: float) -> float:
    """A smooth way from `start` to `end` between what comes before and after, never beyond them.

    It is a cubic whose speed at each pose is the harmonic mean of those on both sides (Fritsch
    and Carlson): where the direction turns, and at the first and last pose, it stands still.
    """
    here, s = end - start, part
    leaving, arriving = _speed(start - before, here), _speed(here, after - end)
    return start + here * s * s * (3 - 2 * s) + s * (1 - s) * (leaving * (1 - s) - arriving * s)


def _speed(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one * other > 0 else 0.0


def put_foot(body: dict[str, Point], ankle: str, start: Body) -> None:
    """Turn the foot at this ankle as it was at the start."""
    side = ankle.partition("_")[0]
    for name in (f"{side}_heel", f"{side}_toe"):
        body[name] = body[ankle].plus(start[name].minus(start[ankle]))


def hold(body: dict[str, Point], joint: str, start: Body) -> None:
    """Bend or turn a limb so that this joint stays where it was, as far as the limb reaches."""
    root, middle, end, *_ = limb = limb_of(joint)
    leg = end.endswith("ankle")
    lengths = (THIGH, SHANK) if leg else (UPPER_ARM, FOREARM)
    if joint == middle:
        turned = body[root].plus(start[joint].minus(body[root]).unit(), lengths[0])
        way = turned.minus(body[joint])
        body.update((name, body[name].plus(way)) for name in limb[1:])
        return
    body[middle], body[joint] = reach(body[root], body[middle], start[joint], *lengths)
    if leg:
        put_foot(body, joint, start)


def reach(
    start: Point, bend: Point, target: Point, upper: float, lower: float
) -> tuple[Point, Point]:
    """Where the middle and the end of a limb of two parts are that reaches for `target`.

    It bends towards `bend`; what is too far away or too near is not quite reached.
    """
    way = target.minus(start)
    distance = min(max(way.length, abs(upper - lower) + 1e-6), upper + lower - 1e-6)
    along = way.unit()
    aside = bend.minus(start)
    aside = aside.plus(along, -aside.dot(along))
    if aside.length < 1e-6:
        aside = along.cross(Point(0, 1, 0))
    aside = aside.unit()
    near = (upper**2 - lower**2 + distance**2) / (2 * distance)
    height = sqrt(max(0.0, upper**2 - near**2))
    middle = start.plus(along, near).plus(aside, height)
    return middle, start.plus(along, distance)


# Looking at it


class Camera:
    """Sees places as on a picture: to the right, up, and away from the viewer, in units.

    From the side the person at the start looks to the right, from the front towards us, from
    above their front is up.
    """

    def __init__(
        self, view: View, turn: float = 0, tilt: float = 0, mirrored: bool = False
    ) -> None:
        """`turn` is degrees to the side, `tilt` degrees from above.

        `mirrored` sees the left of the person at the start as their right.
        """
        x, y, up = Point(1, 0, 0), Point(0, 1, 0), Point(0, 0, 1)
        x, y = x.turned(up, -turn), y.turned(up, -turn)
        self.right, self.up, self.away = {
            "side": (x, up, y),
            "front": (y, up, x.times(-1)),
            "top": (y.times(-1), x, up.times(-1)),
        }[view]
        self.up = self.up.turned(self.right, -tilt)
        self.away = self.away.turned(self.right, -tilt)
        if mirrored:
            ways = (self.right, self.up, self.away)
            self.right, self.up, self.away = (way._replace(y=-way.y) for way in ways)

    def sees(self, place: Point) -> tuple[float, float]:
        """How far to the right, and up, a place is."""
        return place.dot(self.right), place.dot(self.up)
