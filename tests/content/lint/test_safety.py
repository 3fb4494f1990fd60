"""C21, C23, C24: space and safety."""

from dataclasses import replace

from levels import BOOK
from linting import Copy, news, place, reworded, shipped, subject, with_cues
from voicecoach.content.lint.safety import RULES

PLANK = place("side-plank-knees")


def spoken_of(word):
    """Return the paths of the sentences on space that hold ``word``."""
    texts = shipped().level.space
    return [("space", index) for index, text in enumerate(texts) if word in text.lower()]


def test_what_the_sentences_on_space_leave_out_is_found():
    for word in ("water", "emergency", "cable", "dog", "stop"):
        copy = Copy()
        for where in spoken_of(word):
            copy = copy.put(where, '"Keep your phone beside the mat on the floor by the chair."')

        assert ("C21", copy.line(("space",))) in copy.found()


def test_a_level_without_a_word_on_space_is_found_at_its_beginning():
    found = Copy().drop(("space",)).found()

    assert ("C21", Copy().line(())) in found
    assert {rule for rule, _ in found} <= {"C21", "C14"}, "what it explained is not any more"


def test_a_mat_is_needed_only_on_the_floor():
    space = ("Keep a chair, the floor free of cables and pets, and water. Emergency. Stop.",)
    base = shipped()
    lines = tuple(
        replace(line, text=space[0]) if line.key == "space" else line for line in base.lines
    )
    lying = replace(base, lines=lines)

    assert [message for message in missing(lying) if "mat" in message]

    seated = {
        key: tuple(replace(each, position="sitting") for each in getattr(base.level, key))
        for key in ("warm_up", "exercises", "cool_down")
    }

    assert missing(replace(lying, level=replace(base.level, **seated))) == []


def missing(changed):
    rule = next(rule for rule in RULES if rule.id == "C21")
    return [finding.message for finding in rule.level(changed)]


def test_a_main_exercise_before_whose_sets_the_stop_words_are_missing_is_found():
    for key in ("live", "keys", "file"):
        wanted = BOOK.texts[f"stop_words_{key}"]
        changed = with_cues(
            shipped(), lambda cue, n, wanted=wanted: None if (cue.text, n) == (wanted, 3) else cue
        )

        assert ("C23", Copy().line(place("bridge"))) in news(changed)


def test_stop_words_that_the_coach_would_not_understand_are_found():
    for texts in (
        {"stop_words_live": "Say whoa, or it hurts, and I stop."},
        {"stop_words_live": "Say stop, or it is sore, and I stop."},
        {"stop_words_keys": "Press v to stop, or x if it hurts, and I stop at once."},
        {"stop_words_keys": "Press s to stop, or v if it hurts, and I stop at once."},
    ):
        assert news(subject(book=reworded(**texts))) == {("C23", Copy().line(()))}


def test_a_side_position_without_an_easier_way_is_found():
    copy = Copy().drop((*PLANK, "easier"))

    assert copy.found() == {("C24", copy.line(PLANK))}
