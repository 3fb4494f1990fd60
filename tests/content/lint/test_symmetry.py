"""C10, C35: the two sides of the body."""

from linting import Copy, news, place, reworded, shipped, subject

HEEL = place("heel-slide")
BRIDGE = place("bridge")


def test_odd_repetitions_are_found_where_sides_alternate():
    for odd in ("9 to 16", "8 to 15"):
        copy = Copy().put((*HEEL, "dose", "reps"), odd)

        assert ("C10", copy.line((*HEEL, "dose", "reps"))) in copy.found()


def test_odd_repetitions_are_right_where_both_sides_work_at_once():
    assert Copy().put((*BRIDGE, "dose", "reps"), "9 to 15").found() == set()


def test_the_left_side_named_first_is_found():
    right, left = shipped().level.exercises[HEEL[1]].movement[:2]
    copy = Copy().put((*HEEL, "movement", 0), f'"{right.replace("right", "left")}"')
    copy = copy.put((*HEEL, "movement", 1), f'"{left.replace("left", "right")}"')

    assert copy.found() == {("C10", copy.line((*HEEL, "movement", 0)))}


def test_sides_that_turn_with_the_side_worked_may_come_in_any_order():
    plank = place("side-plank-knees", "movement", 0)
    text = '"Lift your {other_side} arm and your {side} hip towards the ceiling."'

    assert "C10" not in {rule for rule, _ in Copy().put(plank, text).found()}


def test_a_dose_that_does_not_tell_how_the_sides_take_turns_is_found():
    same = reworded(dose_reps_alternate="We do {sets} of {reps} repetitions.")
    found = news(subject(book=same))

    assert ("C10", Copy().line((*HEEL, "dose"))) in found
    assert {rule for rule, _ in found} == {"C10"}


def test_a_side_that_is_said_more_often_is_found():
    where = (*BRIDGE, "breath", 0)
    copy = Copy().put(where, '"Breathe out as you lift your right hip."')

    assert copy.found() == {("C35", copy.line(BRIDGE))}


def test_a_side_that_is_said_more_often_in_the_short_version_alone_is_found():
    copy = Copy().put((*BRIDGE, "short", 1), '"Squeeze your right buttock."')

    assert ("C35", copy.line(BRIDGE)) in copy.found()


def test_a_right_angle_is_no_side():
    where = (*BRIDGE, "breath", 0)

    assert Copy().put(where, '"Breathe out at the right angle."').found() == set()


def test_a_reason_under_reviewed_keeps_the_rule_silent():
    where = (*BRIDGE, "breath", 0)
    copy = Copy().put(where, '"Breathe out as you lift your right hip."')
    reason = '{C35: "Only the right hip is meant."}'
    text = copy.text.replace("  - id: bridge\n", f"  - id: bridge\n    reviewed: {reason}\n")

    assert Copy(text).found() == set()


def test_seconds_left_are_no_side():
    where = (*BRIDGE, "breath", 0)

    assert Copy().put(where, '"Breathe out in the last seconds left."').found() == set()
