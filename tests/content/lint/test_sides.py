"""C08, C09: every limb has a side, and it is the listener's own."""

import pytest

from wording import broken, found

ONE_SIDED = "heel-slide"
BOTH_SIDED = "bridge"


@pytest.mark.parametrize(
    ("card", "text", "limb"),
    [
        (ONE_SIDED, "Slide your heel away.", "heel"),
        (ONE_SIDED, "Lift one leg.", "leg"),
        (ONE_SIDED, "Keep the knees together.", "knees"),
        (ONE_SIDED, "Place the elbow under your right shoulder.", "elbow"),
        (ONE_SIDED, "Lift your right foot over your knee.", "knee"),
        (BOTH_SIDED, "Rest your hand on your belly.", "hand"),
        ("", "Set one foot flat on the floor.", "foot"),
    ],
)
def test_a_limb_without_a_side_is_found(card, text, limb):
    assert found("C08", text, card=card) == [f"'{limb}' has no side"]


@pytest.mark.parametrize(
    ("card", "text"),
    [
        (ONE_SIDED, "Slide your right heel away from your buttocks."),
        (ONE_SIDED, "Keep both knees over your hips."),
        (ONE_SIDED, "Stop when your knees, hips and shoulders make one slope."),
        (ONE_SIDED, "Keep your lower back and hips level."),
        (ONE_SIDED, "Lift your right hand and foot."),
        (ONE_SIDED, "Stretch your right leg until the heel hovers."),
        (ONE_SIDED, "Straighten your right leg, and place the heel on the floor."),
        (ONE_SIDED, "Keep each moving heel one finger width above the floor."),
        (ONE_SIDED, "Come onto your hands and knees."),
        (ONE_SIDED, "Do the heel slide of the next level."),
        (ONE_SIDED, "Place both heels two hand lengths from your buttocks, hip width apart."),
        (ONE_SIDED, "Crawl to the foot end of the mat."),
        (ONE_SIDED, "Feel the top hip above the bottom hip."),
        (ONE_SIDED, "If you have shoulder pain, rest."),
        (BOTH_SIDED, "Lift until knees, hips and shoulders make one slope."),
        ("", "Place both hands on the seat of the chair."),
    ],
)
def test_a_limb_with_a_side_or_a_measure_is_left_alone(card, text):
    assert found("C08", text, card=card) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Lift my right arm.", "'my' is the side of who speaks"),
        ("Mirror my side.", "'my' is the side of who speaks"),
        ("Turn to the other side.", "'the other side' does not say which side"),
        ("Lift the other leg.", "'the other leg' does not say which side"),
        ("Lift the opposite arm.", "'the opposite arm' does not say which side"),
        ("Place one foot in front of the other.", "'the other' does not say which side"),
    ],
)
def test_a_side_that_is_not_named_is_found(text, message):
    assert found("C09", text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "Lift your right arm.",
        "Turn to the other side, the left.",
        "Between my words you can say pause.",
        "Rest for the other exercises.",
    ],
)
def test_a_side_that_is_named_is_left_alone(text):
    assert found("C09", text) == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        (
            "C08",
            "Turn back before either shoulder blade lifts.",
            "Turn back before a shoulder blade lifts.",
        ),
        ("C08", "Roll both knees to the right, then", "Roll the knees to the right, then"),
        ("C09", "Turn back before either shoulder blade lifts.", "Turn back to the other side."),
    ],
)
def test_breaking_the_shipped_level_is_found_at_its_line(rule, old, new):
    new_findings, line = broken(old, new)

    assert new_findings == {(rule, line)}
