"""Each drawing shows what the words of its exercise say; bodies keep their measures."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import (
    EXERCISES,
    FLOOR,
    LEFT,
    RIGHT,
    SHIPPED,
    bodies,
    heights,
    knee,
    lean,
    line,
    on_floor,
)
from voicecoach.core import body as measures
from voicecoach.core.drawing import drawings_of, hull
from voicecoach.core.figure import Aim, Figure, Pose, Seen, mirrored
from voicecoach.core.figure_words import describe
from voicecoach.core.posing import Point, bottoms, cross, grounded, skeleton
from voicecoach.core.programme import Position
from voicecoach.core.shapes import Shade

UP, DOWN = Point(0, 1, 0), Point(0, -1, 0)
BOTH = (0, 1)
START, END = BOTH
LYING = [name for name, each in EXERCISES.items() if each.position is Position.BACK]
KNEELING = [name for name, each in EXERCISES.items() if each.position is Position.HANDS_AND_KNEES]
SITTING = [name for name, each in EXERCISES.items() if each.position is Position.SITTING]
ON_SIDE = [name for name, each in EXERCISES.items() if each.position is Position.SIDE]


def facing(body):
    """Return the way in which the chest faces."""
    return cross(body.spine[3] - body.spine[2], body.across[3])


# --- every exercise ------------------------------------------------------------------


def test_all_shipped_exercises_have_a_figure():
    assert len(EXERCISES) == 15 + 3 + 8 + 3
    assert all(each.figure for each in EXERCISES.values())


def test_an_exercise_that_comes_again_has_the_same_figure():
    for level in SHIPPED:
        for each in level.everything:
            assert each.figure == EXERCISES[each.id].figure


@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_is_below_the_floor_and_something_lies_on_it(name):
    for body in bodies(name):
        assert min(low for _part, low in bottoms(body)) == pytest.approx(0)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_two_positions_differ_and_what_stays_stays(name):
    figure = EXERCISES[name].figure
    start, end = bodies(name)

    assert figure.start != figure.end
    assert start.at(figure.stays).x == pytest.approx(end.at(figure.stays).x)
    assert start.at(figure.stays).z == pytest.approx(end.at(figure.stays).z)


@pytest.mark.parametrize("name", EXERCISES)
def test_no_joint_bends_the_wrong_way(name):
    for body in bodies(name):
        for side in (RIGHT, LEFT):
            hip, joint, ankle, _toes = body.legs[side]
            ahead = cross(body.spine[1] - body.spine[0], body.across[0])
            if knee(body, side) < 150 and lean(joint - hip, body.spine[1] - body.spine[0]) > 15:
                bent = cross(joint - hip, ankle - joint)
                turned = bent.x * body.across[0].x + bent.y * body.across[0].y
                turned += bent.z * body.across[0].z
                assert turned < 1e-6 or lean(joint - hip, ahead) > 90, side


@pytest.mark.parametrize("name", EXERCISES)
def test_the_words_name_the_position_and_what_changes(name):
    start, end = describe(EXERCISES[name])

    assert start.startswith("Start: ")
    assert end.startswith("End: ")
    assert all(text.endswith(".") and text.count(".") == 1 for text in (start, end))
    assert not set(end.removeprefix("End: ").rstrip(".").split(", ")) & set(
        start.removeprefix("Start: ").rstrip(".").split(", ")
    ), "only what changes is told of the end"


# --- what the words say of each ----------------------------------------------------------


@pytest.mark.parametrize("name", LYING)
def test_who_lies_on_the_back_has_head_and_hips_down_and_the_nose_up(name):
    start = bodies(name)[START]

    if name != "marching-bridge":
        assert on_floor(start, "head", "hips")
    assert start.nose.y > start.head.y


@pytest.mark.parametrize("name", KNEELING)
def test_hands_and_knees_are_on_the_floor_save_those_that_reach(name):
    start = bodies(name)[START]
    reaching = {"right knee", "left wrist"} if name == "bird-dog-draw-in" else set()
    carrying = {"right knee", "left knee", "right wrist", "left wrist"} - reaching

    assert on_floor(start, *carrying)
    assert facing(start).y < 0
    for side in (RIGHT, LEFT):
        if f"{side} knee" in carrying:
            hip, joint = start.legs[side][:2]
            assert abs(hip.x - joint.x) < 3, "knees under the hips"
        if f"{side} wrist" in carrying:
            shoulder, _elbow, wrist, _tip = start.arms[side]
            assert abs(shoulder.x - wrist.x) < 8, "hands under the shoulders"


@pytest.mark.parametrize("name", SITTING)
def test_who_sits_has_both_feet_flat_and_level_thighs(name):
    start = bodies(name)[START]

    assert on_floor(start, "right ankle", "left ankle", "right toes", "left toes")
    for side in (RIGHT, LEFT):
        hip, joint = start.legs[side][:2]
        assert abs(hip.y - joint.y) < 8


@pytest.mark.parametrize("name", ON_SIDE)
def test_a_side_plank_begins_on_the_right_with_the_elbow_under_the_shoulder(name):
    for moment, body in enumerate(bodies(name)):
        shoulder, elbow, wrist, _tip = body.arms[RIGHT]
        assert body.across[0].y < -0.8, "the right side is below"
        assert on_floor(body, "right elbow", "right wrist")
        assert abs(shoulder.x - elbow.x) < 2
        assert wrist.z - elbow.z > 20, "the forearm points out in front of the chest"
        assert (heights(body)["hips"] < FLOOR) is (moment == START)
        hip, hand = body.legs[LEFT][0], body.arms[LEFT][3]
        assert (hand - hip).length < 18, "the left hand is on the left hip"


@pytest.mark.parametrize("name", ["side-plank-knees", "side-plank-knees-lifts"])
def test_a_side_plank_from_the_knees_has_shoulders_hips_and_knees_in_one_line(name):
    start, end = bodies(name)

    assert line(start, RIGHT) < 165
    assert line(end, RIGHT) > 172
    assert heights(end)["right knee"] < FLOOR
    for body in (start, end):
        assert all(80 < knee(body, side) < 100 for side in (RIGHT, LEFT))
        assert body.legs[RIGHT][2].z < body.legs[RIGHT][1].z - 20, "both feet are behind"


def test_a_side_plank_on_the_feet_has_straight_legs_and_the_top_foot_in_front():
    start, end = bodies("side-plank-feet")

    for body in (start, end):
        assert all(knee(body, side) > 175 for side in (RIGHT, LEFT))
        assert body.legs[LEFT][2].z > body.legs[RIGHT][2].z + 5
    assert line(end, RIGHT) > 172


def test_cat_and_cow_goes_from_a_low_belly_to_a_round_back_with_a_hanging_head():
    start, end = bodies("cat-and-cow")

    assert start.spine[1].y < start.spine[0].y
    assert start.spine[1].y < start.spine[3].y
    assert end.spine[1].y > end.spine[0].y + 8
    assert end.spine[2].y > end.spine[3].y + 5
    assert end.head.y < end.spine[3].y - 15


def test_knee_rolls_bring_both_knees_to_the_right_with_feet_and_shoulders_down():
    start, end = bodies("knee-rolls")

    for side in (RIGHT, LEFT):
        way = end.legs[side][1] - start.legs[side][1]
        assert way.z > 20, "the right side is turned to the viewer"
        assert way.y < -5
    assert on_floor(end, "right ankle", "left ankle", "ribs", "right wrist", "left wrist")


@pytest.mark.parametrize("name", ["pelvic-tilt", "heel-slide"])
def test_the_right_hand_is_under_the_back_and_the_left_one_on_the_belly(name):
    for body in bodies(name):
        assert body.arms[RIGHT][3].y < 5
        assert abs(body.arms[RIGHT][3].x - body.spine[1].x) < 8
        assert body.arms[LEFT][3].y > body.spine[1].y + 5
        assert (body.arms[LEFT][3] - body.spine[1]).length < 17


def test_a_pelvic_tilt_closes_the_hollow_of_the_back_and_keeps_the_hips_down():
    start, end = bodies("pelvic-tilt")

    assert heights(start)["waist"] > 5
    assert on_floor(end, "waist", "hips")
    assert start.legs[RIGHT][1].y == pytest.approx(end.legs[RIGHT][1].y, abs=1)


def test_a_heel_slides_along_the_floor_until_the_knee_is_almost_straight():
    start, end = bodies("heel-slide")

    assert on_floor(end, "right ankle", "left ankle", "left toes")
    assert 140 < knee(end, RIGHT) < 165
    assert end.legs[RIGHT][2].x - start.legs[RIGHT][2].x > 30
    assert end.legs[LEFT] == pytest.approx(start.legs[LEFT])


@pytest.mark.parametrize("name", ["bridge", "marching-bridge", "single-leg-bridge"])
def test_a_bridge_lifts_the_hips_into_one_line_from_shoulders_to_knees(name):
    start, end = bodies(name)

    assert line(end, LEFT if name == "marching-bridge" else RIGHT) > 168
    assert heights(end)["hips"] > 15
    assert on_floor(end, "head", "right elbow", "left elbow")
    assert (heights(start)["hips"] < FLOOR) is (name != "marching-bridge")
    for body in (start, end):
        for side in (RIGHT, LEFT):
            assert (body.arms[side][3] - body.legs[side][0]).length < 18, "hands on the hips"


def test_the_feet_of_a_bridge_stay_where_they_are():
    start, end = bodies("bridge")

    for side in (RIGHT, LEFT):
        assert (start.legs[side][2] - end.legs[side][2]).length < 3
        assert 25 < end.legs[side][2].x - start.spine[0].x < 45, "two hand lengths"
    assert on_floor(end, "right ankle", "left ankle", "right toes", "left toes")


def test_a_marching_bridge_lifts_the_right_foot_by_about_a_palm():
    start, end = bodies("marching-bridge")

    assert 5 < heights(end)["right toes"] < 20
    assert on_floor(end, "left ankle", "left toes")
    assert knee(end, RIGHT) < 100
    assert heights(start)["hips"] == pytest.approx(heights(end)["hips"], abs=2)


def test_a_single_leg_bridge_pushes_with_the_right_foot_and_keeps_the_left_knee_up():
    start, end = bodies("single-leg-bridge")

    for body in (start, end):
        assert on_floor(body, "right ankle", "right toes")
        hip, joint = body.legs[LEFT][:2]
        assert joint.y > hip.y + 30
        assert heights(body)["left ankle"] > 20


@pytest.mark.parametrize("name", ["bird-dog-leg", "bird-dog", "bird-dog-draw-in"])
def test_the_right_leg_of_a_bird_dog_is_straight_and_no_higher_than_the_hips(name):
    reached = bodies(name)[START if name == "bird-dog-draw-in" else END]
    hip, _joint, ankle, _toes = reached.legs[RIGHT]

    assert knee(reached, RIGHT) > 175
    assert ankle.x < hip.x - 70
    assert hip.y - 10 < ankle.y <= hip.y
    assert on_floor(reached, "left knee", "right wrist")
    assert abs(reached.spine[3].y - reached.spine[0].y) < 10, "the back is level"


def test_a_bird_dog_reaches_with_the_opposite_arm_and_the_other_one_with_none():
    reached = bodies("bird-dog")[END]

    assert lean(reached.arms[LEFT][3] - reached.arms[LEFT][0], Point(1, 0, 0)) < 25
    assert on_floor(bodies("bird-dog-leg")[END], "left wrist", "right wrist")


def test_a_draw_in_brings_the_right_knee_and_the_left_elbow_near_each_other_off_the_floor():
    start, end = bodies("bird-dog-draw-in")

    def apart(body):
        return (body.legs[RIGHT][1] - body.arms[LEFT][1]).length

    assert apart(end) < 30
    assert apart(start) > 80
    assert heights(end)["right knee"] > 10
    assert heights(end)["right ankle"] > 5
    assert heights(end)["left fingers"] > 5


@pytest.mark.parametrize("name", ["dead-bug", "dead-bug-straight"])
def test_a_dead_bug_starts_with_knees_above_the_hips_level_calves_and_arms_to_the_ceiling(name):
    start, end = bodies(name)

    for side in (RIGHT, LEFT):
        hip, joint, ankle, _toes = start.legs[side]
        assert abs(hip.x - joint.x) < 4
        assert abs(joint.y - ankle.y) < 3
        assert lean(start.arms[side][3] - start.arms[side][0], UP) < 10
    assert end.legs[LEFT] == pytest.approx(start.legs[LEFT])
    assert end.arms[RIGHT] == pytest.approx(start.arms[RIGHT])
    assert end.arms[LEFT][3].x < end.head.x - 10, "past the left ear"
    assert heights(end)["hips"] < FLOOR


def test_a_dead_bug_taps_with_the_heel_and_its_harder_form_hovers_a_hand_above_the_floor():
    tapped, hovered = bodies("dead-bug")[END], bodies("dead-bug-straight")[END]

    assert heights(tapped)["right ankle"] < FLOOR
    assert knee(tapped, RIGHT) < 110
    assert 8 < heights(hovered)["right ankle"] < 25
    assert knee(hovered, RIGHT) > 175


def test_a_curl_up_lifts_head_and_shoulders_a_little_with_one_leg_straight():
    start, end = bodies("curl-up")

    assert knee(start, RIGHT) > 160
    assert knee(start, LEFT) < 100
    assert on_floor(start, "head", "right ankle", "left ankle", "left toes")
    assert 3 < end.spine[3].y - start.spine[3].y < 12
    assert 5 < end.head.y - start.head.y < 30
    assert end.legs == start.legs
    for body in (start, end):
        assert on_floor(body, "right elbow", "left elbow", "right fingers", "left fingers")


def test_a_front_plank_goes_from_the_belly_into_one_line_on_forearms_and_toes():
    start, end = bodies("front-plank")

    assert facing(start).y < 0
    assert on_floor(start, "hips", "right toes", "left toes")
    for side in (RIGHT, LEFT):
        assert (start.arms[side][3] - start.head).length < 25, "head on both hands"
        assert line(end, side) > 170
        assert knee(end, side) > 175
        assert abs(end.arms[side][0].x - end.arms[side][1].x) < 3
    assert on_floor(
        end, "right toes", "left toes", "right elbow", "left elbow", "right wrist", "left wrist"
    )
    assert heights(end)["hips"] > 10
    assert abs(lean(end.head - end.spine[3], end.spine[3] - end.spine[0])) < 15


def test_quiet_breathing_lifts_both_hands_on_the_belly():
    start, end = bodies("quiet-breathing")

    for side in (RIGHT, LEFT):
        assert (start.arms[side][3] - start.spine[1]).length < 17
        assert end.arms[side][3].y > start.arms[side][3].y + 2


# --- on a chair, at a wall, at a desk -----------------------------------------------------


def test_the_chair_forms_round_tilt_and_turn_the_back():
    low, high = bodies("chair-cat-and-cow")
    assert high.head.x - high.spine[0].x > low.head.x - low.spine[0].x + 15
    hollow, flat = bodies("chair-tilt")
    assert flat.spine[1].x < hollow.spine[1].x - 2
    before, after = bodies("chair-turns")
    assert before.arms[RIGHT][3].x > before.spine[3].x > before.arms[LEFT][3].x, "arms crossed"
    assert 30 < lean(facing(before), facing(after)) < 60
    assert facing(after).x < 0, "seen from the front, the body's right is on the left"


def test_a_chair_march_lifts_the_right_foot_by_about_a_palm():
    end = bodies("chair-march")[END]

    assert 8 < heights(end)["right ankle"] < 25
    assert on_floor(end, "left ankle")


def test_who_stands_up_ends_straight_over_the_same_feet():
    start, end = bodies("sit-to-stand")

    assert all(knee(end, side) > 175 for side in (RIGHT, LEFT))
    assert lean(end.spine[3] - end.spine[0], UP) < 5
    assert start.legs[RIGHT][2].x == pytest.approx(end.legs[RIGHT][2].x)
    assert start.legs[RIGHT][2].x < start.spine[0].x + 36, "heels below the front edge"


def test_a_standing_reach_stretches_the_right_leg_and_the_left_arm_from_a_backrest():
    start, end = bodies("standing-reach")

    assert all(angle > 150 for angle in (knee(start, RIGHT), knee(end, RIGHT), knee(end, LEFT)))
    assert end.legs[RIGHT][2].x < end.legs[LEFT][2].x - 20
    assert heights(end)["right toes"] > 5
    assert lean(end.arms[LEFT][1] - end.arms[LEFT][0], end.head - end.spine[3]) < 15
    assert end.arms[RIGHT][2].y == pytest.approx(start.arms[RIGHT][2].y, abs=2)


def test_a_wall_side_plank_has_the_right_forearm_on_the_wall_and_moves_the_hips_away():
    start, end = bodies("wall-side-plank")

    for body in (start, end):
        shoulder, elbow, wrist, _tip = body.arms[RIGHT]
        assert elbow.x < shoulder.x - 20
        assert abs(elbow.y - shoulder.y) < 4
        assert wrist.y > elbow.y + 20
        assert on_floor(body, "right ankle", "left ankle")
    assert 5 < end.spine[0].x - start.spine[0].x < 15
    assert line(end, LEFT) > line(start, LEFT)


def test_the_desk_break_reaches_tilts_and_opens():
    start, end = bodies("hip-reach")
    assert end.legs[RIGHT][3].x < start.legs[RIGHT][3].x - 20
    assert all(knee(body, side) > 175 for body in (start, end) for side in (RIGHT, LEFT))
    tilted = bodies("neck-tilt")[END]
    assert tilted.head.x < tilted.spine[3].x - 8, "seen from the front, the right is on the left"
    forward, apart = bodies("chest-opener")
    width = [abs(body.arms[RIGHT][1].x - body.arms[LEFT][1].x) for body in (forward, apart)]
    assert width[1] > width[0] + 20


# --- bodies and pictures in general ---------------------------------------------------------

degrees = st.floats(0, 360)
aims = st.builds(Aim, degrees, st.floats(-90, 90))
limbs = st.tuples(aims, aims, aims)
poses = st.builds(
    Pose, st.tuples(aims, aims, aims), aims, limbs, limbs, limbs, limbs, degrees, degrees, degrees
)


@given(poses, st.sampled_from(Seen))
def test_every_part_of_a_body_keeps_its_length(pose, seen):
    body = grounded(skeleton(pose, seen))

    for limbs_, lengths in ((body.arms, measures.ARM), (body.legs, measures.LEG)):
        for limb in limbs_.values():
            for a, b, length in zip(limb, limb[1:], lengths, strict=False):
                assert (b - a).length == pytest.approx(length)
    for a, b, length in zip(body.spine, body.spine[1:], measures.TRUNK, strict=False):
        assert (b - a).length == pytest.approx(length)
    hips = (body.legs[RIGHT][0] - body.legs[LEFT][0]).length
    assert hips == pytest.approx(2 * measures.HIP_WIDTH)
    assert min(low for _part, low in bottoms(body)) == pytest.approx(0, abs=1e-6)


@given(limbs, st.sampled_from(Seen), degrees)
def test_a_limb_that_is_mirrored_twice_is_itself(limb, seen, axis):
    again = mirrored(mirrored(limb, seen, axis), seen, axis)

    for before, after in zip(limb, again, strict=True):
        assert (before.angle - after.angle) % 360 == pytest.approx(0, abs=1e-6) or (
            before.angle - after.angle
        ) % 360 == pytest.approx(360, abs=1e-6)
        assert before.towards == after.towards


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=12))
def test_a_hull_goes_round_all_its_points(points):
    corners = hull(points)

    assert set(corners) <= set(points)
    for x, y in points:
        sides = zip(corners, (*corners[1:], corners[0]), strict=True)
        turns = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for (ax, ay), (bx, by) in sides]
        assert len(corners) < 3 or all(turn >= 0 for turn in turns)


@pytest.mark.parametrize("name", EXERCISES)
def test_both_pictures_have_one_frame_which_holds_all_that_is_drawn(name):
    start, end = drawings_of(EXERCISES[name].figure)
    left, top, width, height = start.frame

    assert start.frame == end.frame
    assert not start.arrows
    for drawing in (start, end):
        for group in (*drawing.things, *drawing.groups):
            for stroke in group.strokes:
                for x, y in stroke.points:
                    assert left < x - stroke.width / 2
                    assert x + stroke.width / 2 < left + width
                    assert top < y - stroke.width / 2
                    assert y + stroke.width / 2 < top + height


@pytest.mark.parametrize("name", EXERCISES)
def test_the_right_limbs_are_dark_the_left_ones_light_and_the_arrow_keeps_off_the_body(name):
    figure = EXERCISES[name].figure
    _start, end = drawings_of(figure)

    assert [group.shade for group in end.groups].count(Shade.LIGHT) == 2
    assert len(end.arrows) == len(figure.moves)
    for arrow in end.arrows:
        points = arrow.curve()
        covered = [
            any(stroke.covers(point) for group in end.groups for stroke in group.strokes)
            for point in points
        ]
        assert sum(covered) < len(points) / 3
        assert not covered[-1], "its tip is seen"


def test_a_body_that_is_seen_from_its_left_is_the_mirror_image_of_its_right():
    figure = EXERCISES["bridge"].figure
    turned = replace(figure, seen=Seen.LEFT)

    right, left = (skeleton(each.start, each.seen) for each in (figure, turned))
    assert right.across[0].z == -left.across[0].z == 1
    assert isinstance(turned, Figure)
