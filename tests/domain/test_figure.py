"""The body of a figure: rigid limbs, planted feet, smooth ways, what is refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from bodies import LENGTHS, limbs
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.figure import (
    HEAD,
    HEEL,
    HELD,
    NECK,
    SHANK,
    THIGH,
    TRUNK,
    Arm,
    Camera,
    Figure,
    Leg,
    Movement,
    Point,
    Pose,
    Prop,
    Still,
    body_at,
    eased,
    limb_of,
    placed,
    stand,
)

angles = st.floats(-180, 180)
legs = st.builds(Leg, hip=angles, out=angles, turn=angles, knee=angles, ankle=angles)
arms = st.builds(Arm, shoulder=angles, out=angles, turn=angles, elbow=angles)
poses = st.builds(
    Pose,
    trunk=angles,
    roll=angles,
    lean=angles,
    twist=angles,
    bow=st.floats(-10, 10),
    head=angles,
    right_leg=legs,
    left_leg=legs,
    right_arm=arms,
    left_arm=arms,
)
carriers = st.sampled_from(["pelvis", "neck", "right_knee", "left_elbow", "right_ankle"])
held = st.lists(
    st.sampled_from([f"{side}_{joint}" for side in ("right", "left") for joint in HELD]),
    unique_by=limb_of,
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    carrying = draw(carriers)
    # Nothing is held of a limb that carries.
    others = [joint for joint in draw(held) if limb_of(joint) != limb_of(carrying)]
    return figure(
        poses=tuple(draw(st.lists(poses, min_size=2, max_size=4))),
        planted=(carrying, *others),
        loop=draw(st.booleans()),
    )


def figure(**changes: Any) -> Figure:
    plain: dict[str, Any] = {
        "id": "any",
        "view": "side",
        "poses": (Pose(), Pose(trunk=120)),
        "planted": ("pelvis",),
        "working": ("neck",),
    }
    return Figure(**plain | changes)


# Limbs


@given(pose=poses)
def test_limbs_have_their_length_in_every_pose(pose: Pose) -> None:
    assert limbs(stand(pose)) == pytest.approx(LENGTHS)


@given(moving=figures(), part=st.floats(0, 1))
def test_limbs_keep_their_length_at_every_moment(moving: Figure, part: float) -> None:
    assert limbs(body_at(moving, part)) == pytest.approx(LENGTHS)


def test_upright_is_a_hundred_units_tall() -> None:
    body = placed(figure())
    # With the rounded lengths of the reference and the sole under the ankle it is a little more.
    assert body["head"].z + HEAD == pytest.approx(TRUNK + THIGH + SHANK + HEEL + NECK + 2 * HEAD)
    assert min(place.z for place in body.values()) == pytest.approx(0)


@pytest.mark.parametrize(
    ("pose", "joint", "place"),
    [
        (Pose(right_leg=Leg(hip=90)), "right_knee", (25, -5, 0)),
        (Pose(right_leg=Leg(out=90)), "right_knee", (0, -30, 0)),
        (Pose(left_leg=Leg(out=90)), "left_knee", (0, 30, 0)),
        (Pose(right_leg=Leg(hip=90, knee=90)), "right_ankle", (25, -5, -25)),
        (Pose(right_arm=Arm(shoulder=90)), "right_hand", (37, -8, 30)),
        (Pose(left_arm=Arm(shoulder=180)), "left_hand", (0, 8, 67)),
        (Pose(trunk=0), "neck", (-30, 0, 0)),
        (Pose(trunk=180), "neck", (30, 0, 0)),
        (Pose(lean=90), "neck", (0, 30, 0)),
        (Pose(roll=90), "right_hip", (5, 0, 0)),
        (Pose(twist=90), "right_shoulder", (8, 0, 30)),
    ],
)
def test_angles_mean_what_they_say(pose: Pose, joint: str, place: tuple[float, ...]) -> None:
    assert tuple(stand(pose)[joint]) == pytest.approx(place, abs=1e-9)


# What is planted


@given(moving=figures(), part=st.floats(0, 1))
def test_what_carries_the_body_stays(moving: Figure, part: float) -> None:
    carrying = moving.planted[0]
    way = body_at(moving, part)[carrying].minus(placed(moving)[carrying])
    assert way.length < 1e-6


@given(moving=figures(), part=st.floats(0, 1))
def test_what_is_held_stays_as_far_as_its_limb_reaches(moving: Figure, part: float) -> None:
    way = Movement(moving)
    start = way.at(min(int(part * moving.ways), moving.ways - 1) / moving.ways)
    body = way.at(part)
    for joint in moving.planted[1:]:
        away = start[joint].minus(body[limb_of(joint)[0]]).length
        near, far = reaches(joint)
        slid = body[joint].minus(start[joint]).length
        assert slid == pytest.approx(max(0, near - away, away - far), abs=1e-4)


def reaches(joint: str) -> tuple[float, float]:
    """The least and the greatest way from where a limb begins to this joint."""
    root, middle, end, *_ = limb_of(joint)
    upper, lower = LENGTHS[root, middle], LENGTHS[middle, end]
    return (upper, upper) if joint == middle else (abs(upper - lower), upper + lower)


def test_an_ankle_that_carries_keeps_its_foot_as_it_stands() -> None:
    tips = figure(planted=("right_ankle",), poses=(Pose(), Pose(right_leg=Leg(knee=40))))
    start, end = body_at(tips, 0), body_at(tips, 1)
    assert end["right_toe"] == pytest.approx(start["right_toe"])
    assert end["right_knee"] != pytest.approx(start["right_knee"])


def test_a_held_hand_bends_its_arm() -> None:
    leans = figure(
        planted=("pelvis", "right_hand"),
        poses=(Pose(right_arm=Arm(shoulder=90, elbow=60)), Pose(trunk=100)),
    )
    start, end = body_at(leans, 0), body_at(leans, 1)
    assert end["right_hand"] == pytest.approx(start["right_hand"])
    assert end["right_elbow"] != pytest.approx(start["right_elbow"])


def test_a_held_knee_turns_its_thigh_and_takes_the_rest_of_the_leg_along() -> None:
    kneels = Pose(right_leg=Leg(hip=20, knee=80))
    sits = figure(planted=("neck", "right_knee"), poses=(kneels, Pose(trunk=93)))
    start, end = body_at(sits, 0), body_at(sits, 1)
    away = end["right_knee"].minus(start["right_knee"])
    thigh = end["right_knee"].minus(end["right_hip"])
    assert away.cross(thigh).length == pytest.approx(0)
    assert 0 < away.length < 2
    assert limbs(end) == pytest.approx(LENGTHS)


def test_what_is_planted_may_change_from_pose_to_pose() -> None:
    step = Pose(right_leg=Leg(hip=30), planted=("left_ankle",))
    walks = figure(
        planted=("left_ankle",),
        poses=(Pose(), step, Pose(left_leg=Leg(hip=-30), planted=("right_ankle",))),
    )
    half, end = body_at(walks, 0.5), body_at(walks, 1)
    assert half["left_ankle"] == pytest.approx(body_at(walks, 0)["left_ankle"])
    assert end["right_ankle"] == pytest.approx(half["right_ankle"])
    assert end["left_ankle"] != pytest.approx(half["left_ankle"])


# The way


@given(values=st.tuples(*[st.floats(-180, 180)] * 4), part=st.floats(0, 1))
def test_the_way_between_poses_never_goes_beyond_them(
    values: tuple[float, float, float, float], part: float
) -> None:
    _, start, end, _ = values
    assert min(start, end) - 1e-9 <= eased(*values, part) <= max(start, end) + 1e-9


def test_it_stands_still_where_the_direction_turns() -> None:
    assert abs(eased(0, 10, 0, 0, 0.01) - 10) < 0.01
    assert abs(eased(0, 0, 10, 0, 0.99) - 10) < 0.01


def test_it_runs_through_a_pose_that_is_on_the_way() -> None:
    assert eased(0, 10, 20, 30, 0.5) == pytest.approx(15)
    assert eased(0, 10, 20, 30, 0.01) == pytest.approx(10.1)


def test_moments_outside_are_the_first_and_the_last() -> None:
    tips = figure()
    assert body_at(tips, -1) == body_at(tips, 0)
    assert body_at(tips, 2) == body_at(tips, 1)


def test_a_loop_comes_back_to_its_first_pose() -> None:
    swings = figure(loop=True, poses=(Pose(), Pose(trunk=100), Pose(trunk=80)))
    way = Movement(swings)
    assert way.at(1)["neck"] == pytest.approx(way.at(0)["neck"])
    assert way.at(1 / 3)["neck"].x == pytest.approx(-way.at(2 / 3)["neck"].x)


# Looking at it


def test_the_camera_shows_the_person_as_the_view_says() -> None:
    forward, left, up = Point(1, 0, 0), Point(0, 1, 0), Point(0, 0, 1)
    side, front, top = Camera("side"), Camera("front"), Camera("top")
    assert [side.sees(way) for way in (forward, left, up)] == [(1, 0), (0, 0), (0, 1)]
    assert [front.sees(way) for way in (forward, left, up)] == [(0, 0), (1, 0), (0, 1)]
    assert [top.sees(way) for way in (forward, left, up)] == [(0, 1), (-1, 0), (0, 0)]


def test_mirrored_the_left_is_seen_on_the_right() -> None:
    left = Point(2, 10, 3)
    for camera in (("front", 30, 20), ("top", -90, 0)):
        straight, mirrored = Camera(*camera), Camera(*camera, mirrored=True)
        assert mirrored.sees(left) == straight.sees(left._replace(y=-10)) != straight.sees(left)


def test_from_further_above_the_far_side_is_higher() -> None:
    far, near = Point(0, 10, 0), Point(0, -10, 0)
    tilted = Camera("side", tilt=30)
    assert tilted.sees(far)[1] == pytest.approx(5)
    assert tilted.sees(near)[1] == pytest.approx(-5)


def test_the_words_for_a_view() -> None:
    assert figure().label == "from the side"
    assert figure(seen="facing us").label == "facing us"


# What is refused


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"poses": (Pose(),)}, "two poses"),
        ({"planted": ()}, "has to be planted"),
        ({"planted": ("waist",)}, "has to be planted"),
        ({"planted": ("pelvis", "neck")}, "neck cannot be held"),
        ({"planted": ("pelvis", "left_toe")}, "left_toe cannot be held"),
        ({"planted": ("left_ankle", "left_ankle")}, "twice"),
        ({"poses": (Pose(), Pose(planted=()))}, "has to be planted"),
        ({"working": ()}, "no joint"),
        ({"working": ("head",)}, "at head"),
        ({"working": ("right_shoulder",)}, "at right_shoulder"),
        ({"view": "top", "tilt": 10}, "tilted"),
        ({"stills": (Still(pose=0, word="start"), Still(pose=2, word="end"))}, "a pose that"),
        ({"stills": (Still(pose=-1, word="start"), Still(pose=1, word="end"))}, "a pose that"),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        figure(**changes)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("line", ("pelvis",)),
        ("band", ()),
        ("box", ("pelvis", "neck", "head")),
        ("arrow", ("neck",)),
        ("weight", ()),
        ("line", ("pelvis", "waist")),
    ],
)
def test_a_prop_that_makes_no_sense_is_refused(kind: Any, path: Any) -> None:
    with pytest.raises(ValueError, match=r"not run through|waist"):
        Prop(kind=kind, path=path)


@pytest.mark.parametrize(
    "changes",
    [
        {"working": ["tail"]},
        {"planted": ["pelvis", "right_toe"]},
        {"props": [{"kind": "line", "path": ["pelvis", "tail"]}]},
        {"props": [{"kind": "rope", "path": ["pelvis", "neck"]}]},
        {"colour": "red"},
    ],
)
def test_a_figure_in_a_file_is_checked_too(changes: dict[str, Any]) -> None:
    plain = {"id": "any", "view": "side", "poses": [{}, {}], "planted": ["neck"]}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(plain | {"working": ["neck"]} | changes, Figure)


@pytest.mark.parametrize(
    "planted",
    [
        ("left_elbow", "left_hand"),
        ("right_knee", "left_ankle", "right_ankle"),
        ("right_toe", "right_ankle"),
        ("pelvis", "left_hand", "left_elbow"),
    ],
    ids=str,
)
def test_of_one_limb_only_one_joint_is_planted(planted: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two joints of a limb"):
        figure(planted=planted)
