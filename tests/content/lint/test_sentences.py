"""C07, C18, C29, C37: how a sentence is built."""

import pytest

from wording import broken, found


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        (
            "Place your right foot " + "flat " * 17,
            "setup",
            "the sentence has 21 words, 20 are the most",
        ),
        (
            "Squeeze your buttocks, lift your hips, then lower both arms.",
            "movement",
            "'squeeze', 'lift', 'lower' are 3 movements, 2 are the most before a pause",
        ),
        (
            "You lie on your back.",
            "setup",
            "a sentence that starts with 'you' does not ask for a movement",
        ),
        (
            "Both knees bent.",
            "setup",
            "a sentence that starts with 'both' does not ask for a movement",
        ),
        (
            "Lying on your back.",
            "get_there",
            "a sentence that starts with 'lying' does not ask for a movement",
        ),
        (
            "Hips on the floor.",
            "movement",
            "a sentence that starts with 'hips' does not ask for a movement",
        ),
        ("Your hips will rise.", "breath", "'will' speaks of the future"),
    ],
)
def test_a_sentence_that_one_cannot_follow_at_once_is_found(text, key, message):
    assert found("C07", text, key=key, card="bridge") == [message]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Place your right foot " + "flat " * 16, "setup"),
        ("Squeeze your buttocks, and lift your hips.", "movement"),
        ("On your hands and knees, place both knees under your hips.", "setup"),
        ("In one hold, touch both front hip bones.", "movement"),
        ("If you cannot get down to the floor, lie on a firm bed.", "get_down"),
        ("Then slowly return to the middle.", "movement"),
        ("Wiggle both thumbs.", "movement"),
        ("If your wrists hurt, make fists, or rest on both forearms.", "caution"),
        ("Equal weight is on both hands.", "touch_check"),
        ("Pause. Choose resume to go on, or finish to save and end.", "text"),
    ],
)
def test_a_sentence_that_one_can_follow_is_left_alone(text, key):
    assert found("C07", text, key=key, card="bridge") == []


def test_each_sentence_of_a_text_is_counted_alone():
    text = "Keep breathing. " * 30

    assert found("C07", text, key="text") == []


@pytest.mark.parametrize(
    ("texts", "messages"),
    [
        (["Do not lift your hips."], ["'do not' comes without what to do instead"]),
        (["Never turn your head."], ["'never' comes without what to do instead"]),
        (
            ["Don\N{RIGHT SINGLE QUOTATION MARK}t turn your head."],
            ["'don't' comes without what to do instead"],
        ),
        (
            ["Lift without arching.", "Lower without twisting."],
            ["'without twisting' is one 'no' too many"],
        ),
    ],
)
def test_what_not_to_do_is_found(texts, messages):
    assert found("C18", *texts, key="faults", card="bridge") == messages


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["Keep both hips on the floor."], "faults"),
        (["Do not lift your hips, but keep both on the floor."], "faults"),
        (["Do not lift your hips.", "Keep both hips on the floor."], "faults"),
        (["Lift without arching."], "movement"),
        (["Lift your foot no higher than your hips."], "movement"),
        (["Feel the work in your belly, and no pinching in your back."], "feel"),
        (["If you cannot get down, lie on a bed."], "caution"),
    ],
)
def test_what_to_do_instead_makes_one_no_right(texts, key):
    assert found("C18", *texts, key=key, card="bridge") == []


def test_a_long_reminder_is_found():
    assert found("C29", "Keep your lower back quiet and level.", key="reminders") == [
        "the reminder has 7 words, 6 are the most"
    ]
    assert found("C29", "Keep your lower back quite level.", key="reminders") == []
    assert found("C29", "Keep your lower back quiet and level.", key="setup") == []


@pytest.mark.parametrize(
    "texts",
    [
        ["Put your right hand on your belly.", "It stays still."],
        ["Put your right hand on your belly. It stays still."],
        ["Bend both knees, and set both feet down.", "They are hip width apart."],
    ],
)
def test_a_pronoun_after_two_parts_of_the_body_is_found(texts):
    (message,) = found("C37", *texts, card="bridge")

    assert " of the sentence before" in message


@pytest.mark.parametrize(
    "texts",
    [
        ["Put your right hand on the floor.", "It stays still."],
        ["Put your right hand on your belly.", "Keep it still."],
        ["Bend both knees, and set both feet down.", "If it hurts, rest."],
    ],
)
def test_a_pronoun_that_is_clear_is_left_alone(texts):
    assert found("C37", *texts, card="bridge") == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        (
            "C07",
            "Rest both hands on your belly.",
            "Both hands rest on your belly.",
        ),
        (
            "C07",
            "Press your lower back gently towards the floor.",
            "Press your lower back down, hold, then rest.",
        ),
        ("C18", "Keep your hips on the floor, and both feet at rest.", "Never lift your hips."),
        ("C37", "Feel the work in your belly, and none in your neck.", "They both feel the work."),
    ],
)
def test_breaking_the_shipped_level_is_found_at_its_line(rule, old, new):
    new_findings, line = broken(old, new)

    assert new_findings == {(rule, line)}
