"""C11, C12, C14, C19, C20, C36: single words."""

import pytest

from wording import broken, found


@pytest.mark.parametrize(
    ("rule", "text", "word"),
    [
        ("C11", "Lift like this.", "this"),
        ("C11", "Hold your right arm here.", "here"),
        ("C11", "Stay there.", "there"),
        ("C11", "Do that once more.", "do that"),
        ("C11", "Watch your right knee.", "watch"),
        ("C11", "Look to the ceiling.", "look"),
        ("C11", "Do the same as before.", "same as before"),
        ("C11", "Take the blue towel.", "blue"),
        ("C12", "Lift your hips slightly.", "slightly"),
        ("C12", "Lift your right leg high.", "high"),
        ("C12", "Slide your right foot a bit back.", "a bit"),
        ("C12", "Reach straight out.", "straight out"),
        ("C14", "Engage your core.", "engage"),
        ("C14", "Find your neutral spine.", "neutral spine"),
        ("C19", "Perfect, keep going.", "perfect"),
        ("C19", "I see you can do it.", "i see"),
        ("C20", "Protect your back, it is fragile.", "fragile"),
        ("C20", "A bad lift is dangerous.", "dangerous"),
    ],
)
def test_a_word_that_fails_a_listener_is_found(rule, text, word):
    messages = found(rule, text, card="bridge")

    assert f"'{word}'" in " ".join(messages)


@pytest.mark.parametrize(
    ("rule", "text", "key"),
    [
        ("C11", "Stop when you feel that both heels lift.", "setup"),
        ("C11", "There are three levels.", "text"),
        ("C11", "See a doctor first.", "text"),
        ("C12", "Lift your right foot no higher than your hips.", "setup"),
        ("C12", "Lift your hips as high as a fist.", "setup"),
        ("C12", "Lift your right leg high, one hand length off the floor.", "setup"),
        ("C12", "Rest your hand on your lower back.", "setup"),
        ("C12", "Rest for some days.", "text"),
        ("C12", "With high blood pressure, take the easier way.", "faults"),
        ("C14", "Brace your belly: make it firm, as before a cough.", "setup"),
        ("C14", "Lie supine, on your back.", "text"),
        ("C19", "Well done, all sets are finished.", "text"),
        ("C19", "Is your back still on your right hand?", "setup"),
        ("C20", "Your back is strong, and moving is good for it.", "welcome"),
    ],
)
def test_the_same_word_in_its_right_place_is_left_alone(rule, text, key):
    assert found(rule, text, key=key, card="bridge") == []


def test_only_the_first_use_of_a_word_of_the_trade_needs_its_gloss():
    first = "Brace your belly, as before a cough."

    assert found("C14", first, "Brace your belly.", card="bridge") == []
    assert found("C14", "Brace your belly.", "Make it firm.", card="bridge") == []
    assert found("C14", "Brace your belly.", "Lift.", first, card="bridge") == [
        "'brace' is a word of the trade and is not explained"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Press your low back down.", "the word of the glossary is 'lower back', not 'low back'"),
        ("Squeeze your glutes.", "the word of the glossary is 'buttocks', not 'glutes'"),
        ("Squeeze your bottom.", "the word of the glossary is 'buttocks', not 'your bottom'"),
        ("Come onto all fours.", "the word of the glossary is 'hands and knees', not 'all fours'"),
        ("Pull your tummy in.", "the word of the glossary is 'belly', not 'tummy'"),
        ("Do ten reps.", "the word of the glossary is 'repetition', not 'reps'"),
        ("Train your abdominals.", "the word of the glossary is 'belly', not 'abdominals'"),
    ],
)
def test_a_second_word_for_one_thing_is_found(text, message):
    assert found("C36", text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "Squeeze your bottom hip.",
        "Feel the work along your bottom side.",
        "Rest both hands on your front hip bones.",
        "Place both hands on the seat of the chair.",
        "We do {sets} of {reps} repetitions.",
        "Low-backed chairs are fine.",
    ],
)
def test_a_word_that_only_looks_alike_is_left_alone(text):
    assert found("C36", text) == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("C11", "Keep your head in line with your back.", "Watch your back."),
        ("C12", "Rest both hands on your belly.", "Rest both hands high on your belly."),
        ("C14", "Soft shoulders.", "Engage your core."),
        ("C19", "You have finished level {level}.", "Perfect, you have finished level {level}."),
        ("C20", "Your back is strong, and moving", "Your back is fragile, and moving"),
        ("C36", "To turn your lower back gently.", "To turn your low back gently."),
        ("C36", 'name: "half bridge"', 'name: "half glute bridge"'),
    ],
)
def test_breaking_the_shipped_level_is_found_at_its_line(rule, old, new):
    new_findings, line = broken(old, new)

    assert new_findings == {(rule, line)}
