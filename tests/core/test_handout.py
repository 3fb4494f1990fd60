"""What stands in a handout: the words of the session in a fixed order, fit for paper."""

import re

import pytest

from figures import SHIPPED
from handouts import LEVELS, handout
from voicecoach.core.handout import Heading, Items, Paragraph, Pictures, Ticks
from voicecoach.core.handout_dose import dose_on_paper
from voicecoach.core.paper import BY_EAR, on_paper
from voicecoach.core.programme import Holds
from voicecoach.core.progress.verdict import Dosage, Step
from voicecoach.core.units import Ms
from voicecoach.core.ways import ways


def texts(made):
    """Yield every text of a handout, in reading order."""
    yield made.title
    for block in (*made.intro, *(block for part in made.parts for block in part.blocks)):
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield f"{block.label}: {block.text}" if block.label else block.text
        elif isinstance(block, Items):
            yield from block.items
        elif isinstance(block, Ticks):
            yield from (f"{row.label} {row.names}" for row in block.rows)


def headings(made):
    return [part.blocks[0].text for part in made.parts]


def card(made, start):
    """Return the blocks of the part whose heading starts so."""
    return next(part.blocks for part in made.parts if part.blocks[0].text.startswith(start))


def labelled(blocks):
    return {
        block.label: block
        for block in blocks
        if isinstance(block, Paragraph | Items) and block.label
    }


def test_the_parts_stand_in_a_fixed_order():
    assert headings(handout()) == [
        "Before you start, and when to stop",
        "Your log for 4 weeks",
        "Your spine is strong",
        "Warm-up",
        "Exercise 1 of 5: pelvic tilt",
        "Exercise 2 of 5: heel slide",
        "Exercise 3 of 5: bridge",
        "Exercise 4 of 5: bird dog with one leg",
        "Exercise 5 of 5: side plank from the knees",
        "Cool-down",
        "Sources",
    ]


def test_day_version_and_where_the_selection_comes_from_stand_at_the_top():
    first, second, *_ = (block.text for block in handout().intro)

    assert first == "Version 1 of the level, 2 March 2027, made by voicecoach 0."
    assert "our own selection in the format of Fit to Play" in second


@pytest.mark.parametrize("name", [f"low-back-{number}" for number in (1, 2, 3)])
def test_each_exercise_has_all_that_a_card_needs(name):
    made = handout(name)

    for number, exercise in enumerate(LEVELS[name].exercises, 1):
        blocks = card(made, f"Exercise {number} of 5")
        found = labelled(blocks)
        assert {
            "Dose",
            "Start",
            "Movement",
            "Check",
            "Take care",
            "Easier",
            "Harder",
            "Caution",
        } <= (found.keys())
        assert blocks[0].text.endswith(exercise.name)
        assert [len(block.pictures) for block in blocks if isinstance(block, Pictures)] == [2]
        assert isinstance(blocks[2], Paragraph), "what it is good for"
        assert 3 <= len(found["Movement"].items) <= 8


@pytest.mark.parametrize("level", SHIPPED, ids=lambda level: level.id)
def test_no_text_has_an_empty_place_or_makes_sense_by_ear_only(level):
    for text in texts(handout(level.id)):
        assert "{" not in text
        assert not BY_EAR.search(text), text
        assert not re.search(r"\bat the word\b", text, re.IGNORECASE), text


@pytest.mark.parametrize("level", SHIPPED, ids=lambda level: level.id)
def test_every_sentence_of_a_card_is_there_or_is_left_out_for_a_reason(level):
    told = " ".join(texts(handout(level.id)))

    for exercise in level.exercises:
        for text in (*exercise.purpose, *exercise.touch_check, *exercise.faults):
            if "{" not in text:
                assert text in told


def test_a_card_for_each_side_ends_with_the_other_side():
    cues = labelled(card(handout(), "Exercise 5"))["Movement"].items

    assert cues[-1] == "Then do the same on the left side."
    assert "right" in labelled(card(handout(), "Exercise 5"))["Start"].text


def test_the_log_has_three_boxes_in_each_of_four_weeks():
    rows = card(handout(), "Your log")[1].rows

    assert [row.label for row in rows] == ["Week 1", "Week 2", "Week 3", "Week 4"]
    assert {row.names for row in rows} == {("session 1", "session 2", "session 3")}


def test_the_emergency_number_is_the_user_s_own():
    assert "The emergency number is 113." in texts(handout(emergency_number="113"))


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("At the word lift, push with your heel.", ("Push with your heel.",)),
        ("At the word rest, lower both feet.", ("After the set, lower both feet.",)),
        ("Lower your hips only at the word rest.", ("Lower your hips only after the set.",)),
        ("Stay on your back.", ("Lie on your back.",)),
        ("Hold for two seconds.", ("Hold for two seconds.",)),
        ("Lay the mat with its head end nearest to the loudspeaker.", ()),
        ("When I explain a movement, stay still.", ()),
    ],
)
def test_a_sentence_becomes_fit_for_paper(spoken, written):
    assert on_paper((spoken,)) == written


TEMPO = "Tempo: 2 seconds out, 3 seconds hold, 2 seconds back."
SLIDE = "Tempo: 3 seconds out, 3 seconds back."
HELD = "1 to 2 sets of 3 to 6 lifts on each side, each held for 10 to 30 seconds."
REST = "Rest 45 seconds between sets."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("pelvic-tilt", f"1 to 3 sets of 8 to 16 repetitions. {TEMPO} {REST}"),
        ("heel-slide", f"1 to 3 sets of 8 to 16 repetitions, counting both sides. {SLIDE} {REST}"),
        ("side-plank-knees", f"{HELD} {REST}"),
    ],
)
def test_a_dose_is_told_with_its_ranges(name, told):
    exercise = next(each for each in LEVELS["low-back-1"].exercises if each.id == name)

    assert dose_on_paper(exercise) == told


def test_what_is_asked_for_is_told_without_a_range():
    tilt, *_, plank = LEVELS["low-back-1"].exercises

    assert dose_on_paper(tilt, Dosage(2, 10)).startswith("2 sets of 10 repetitions.")
    held = dose_on_paper(plank, Dosage(1, 4, Ms(15000)))
    assert held.startswith("1 set of 4 lifts on each side, each held for 15 seconds.")
    assert isinstance(plank.dose, Holds)


def test_one_s_own_handout_has_one_s_own_doses_and_ways():
    steps = {
        "pelvic-tilt": Step(-1, Dosage(2, 10)),
        "side-plank-knees": Step(0, Dosage(1, 4, Ms(15000))),
    }
    made = handout(steps=steps, own=("You go on with level one.",))

    assert headings(made)[0] == "For you"
    tilt = card(made, "Exercise 1")
    assert tilt[0].text == "Exercise 1 of 5: half tilt"
    assert labelled(tilt)["For now"].text == "In place of pelvic tilt. Press only half as much."
    assert labelled(tilt)["Dose"].text.startswith("2 sets of 10 repetitions.")
    plank = labelled(card(made, "Exercise 5"))
    assert "Hold for fifteen seconds, then lower your hips to the floor." in plank["Movement"].items


def test_a_way_that_is_another_exercise_has_its_card_and_its_drawings():
    level = LEVELS["low-back-2"]
    dog = next(each for each in level.exercises if each.id == "bird-dog")
    assert ways(level, dog)[-1].family == "bird-dog-leg"
    blocks = card(handout("low-back-2", {"bird-dog": Step(-1, Dosage(1, 12))}), "Exercise 4")

    assert blocks[0].text.endswith("bird dog with one leg")
    (pictures,) = (block.pictures for block in blocks if isinstance(block, Pictures))
    assert [each.id for each in pictures] == ["bird-dog-leg-start", "bird-dog-leg-end"]


def test_while_the_programme_is_locked_there_are_no_exercises_but_what_to_do():
    locked = ("The programme is locked, because of a warning sign.", "See a doctor.")
    made = handout(locked=locked, emergency_number="113")

    assert headings(made) == ["The programme is locked"]
    told = list(texts(made))
    assert [text for text in told if text in locked] == list(locked)
    assert "The emergency number is 113." in told
    assert not any("Dose" in text or "Movement" in text for text in told)
