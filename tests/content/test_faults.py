"""Level files that are wrong: every fault is told at once, with its place and what to do."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from voicecoach.content.levels import load_level, load_level_text
from voicecoach.errors import ContentError, Fault

HERE = Path(__file__).parent
TEXT = (HERE / "example-level.yaml").read_text(encoding="utf-8")
MINI = (HERE / "mini-level.yaml").read_text(encoding="utf-8")
BROKEN = yaml.safe_load((HERE / "broken-levels.yaml").read_text(encoding="utf-8"))
"""Rows: what is changed in `MINI`, and all that is then found."""


def faults(text: str) -> list[str]:
    """Return the faults of ``text``, each as ``line:column: message``."""
    with pytest.raises(ContentError) as caught:
        load_level_text(text)
    return [str(fault) for fault in caught.value.faults]


def outcome(text: str) -> tuple[Fault, ...]:
    """Return what is wrong with ``text``, if anything; any other error passes."""
    try:
        load_level_text(text)
    except ContentError as error:
        return error.faults
    return ()


def broken(old: str, new: str) -> list[str]:
    """Return the faults of the small level with ``old`` replaced."""
    assert MINI.count(old) == 1
    return faults(MINI.replace(old, new))


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row["change"][1].strip() or "removed")
def test_a_fault_has_its_place_and_a_sentence(row):
    assert broken(*row["change"]) == row["found"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Lift {hodl}.", "{hodl} is no placeholder; did you mean 'hold'?"),
        (
            "Lift {hold}.",
            "{hold} has no value in this exercise with its dose, where sides are 'both'.",
        ),
        (
            "Your {side} leg.",
            "{side} has no value in this exercise with its dose, where sides are 'both'.",
        ),
        (
            "Lift {lifts}.",
            "{lifts} has no value in this exercise with its dose, where sides are 'both'.",
        ),
        ("Lift {reps.", "a brace has no partner; a placeholder is written like {side}."),
        ("Lift {}.", "{} is no placeholder."),
    ],
)
def test_a_placeholder_must_have_a_value(text, message):
    assert broken("Lift your hips.", text) == [f"11:15: exercise 1 'bridge', movement: {message}"]


def test_the_level_is_named_in_instructions_but_not_on_the_beat():
    assert load_level_text(MINI.replace("Lift your hips.", "Lift {reps} times in level {level}."))
    assert broken("out: Lift", 'out: "Lift {level}"') == [
        (
            "17:18: exercise 1 'bridge', words, out: {level} has no value in this exercise with "
            "its dose, where sides are 'both'."
        )
    ]


NO_WORD = (
    "17:12: exercise 1 'bridge', words: 'hold' is missing; a dose with a hold needs a word for it."
)


def test_the_hold_of_a_variant_needs_its_word_too():
    dose = "{sets: 1, reps: 8, tempo: {out: 2 s, hold: 2 s, back: 2 s}, rest: 30 s}"
    variant = f"    harder: {{name: Held, say: Hold it., dose: {dose}}}\n"

    assert faults(MINI + variant) == [NO_WORD]
    load_level_text(MINI.replace("back: Lower", "back: Lower, hold: Hold") + variant)


def test_a_fault_in_what_an_alias_repeats_is_told_once():
    text = MINI.replace("{out: Lift, back: Lower}", "&w {out: Lift, back: Lower, out: Up}")
    text += (
        "  - {id: b, name: B, position: back, setup: a, movement: b, words: *w, dose: {sets: 1, "
    )
    text += "reps: 1, tempo: {out: 1 s, back: 1 s}, rest: 0 s}}\n"

    assert faults(text) == ["17:40: The key 'out' stands in line 17 already; keep one."]


def test_names_hold_no_placeholders():
    assert broken("name: Bridge", "name: Bridge {reps}") == [
        "8:11: exercise 1 'bridge', name: {reps} is not filled in here; write the word itself."
    ]


def test_a_level_has_no_side_and_no_repetitions():
    assert faults(MINI + "welcome: ['Hello {level}', 'your {side} side', '{reps}']\n") == [
        "18:28: welcome, text 2: {side} has no value in a level's own texts.",
        "18:48: welcome, text 3: {reps} has no value in a level's own texts.",
    ]


def test_all_faults_come_at_once_in_file_order():
    text = MINI.replace("number: 1", "number: 0").replace("rest: 30 s", "rest: 30 kg")
    text = text.replace("name: Bridge", "name: Bridge\n    name: Twice").replace(
        "en\n", "en\nx: 1\n"
    )
    lines = [int(fault.split(":")[0]) for fault in faults(text)]

    assert lines == [3, 6, 10, 18]


def test_a_hundred_faults_are_told_and_the_rest_counted():
    found = faults(MINI + "".join(f"k{number}: 1\n" for number in range(150)))

    assert len(found) == 101
    assert found[-1] == "118:1: There are 50 more faults from here on."


def test_a_dose_has_the_faults_of_one_kind_only():
    dose = "{sets: 1, lifts: 2, hold: 10 s, lift: 2 s, lower: 2 s, pause: 3 s}"
    start, end = MINI.index("    dose:"), MINI.index("    words")
    text = MINI[:start] + f"    dose: {dose}\n" + MINI[end:].replace("back:", "hold: Hold, back:")

    assert faults(text) == [
        "12:5: exercise 1 'bridge', dose: 'rest' is missing: Time between two sets."
    ]


def test_an_id_stands_once_in_a_file():
    text = TEXT.replace("id: side-plank", "id: knee-rolls")

    (fault,) = faults(text)
    assert fault.endswith("id: another exercise of this file has the id 'knee-rolls' already.")


@pytest.mark.parametrize("text", ["- a\n- b\n", "just a text", "8"])
def test_the_top_of_a_file_is_a_mapping(text):
    (fault,) = faults(text)
    assert fault.startswith("1:1: A mapping is wanted")


@pytest.mark.parametrize(
    ("exercises", "message"),
    [
        ("[]", "exercises: at least one is needed."),
        ("{a: 1}", "exercises: a list is wanted (lines that start with '- '), not a mapping."),
        ("", "exercises: a list is wanted (lines that start with '- '), not nothing."),
        ("[x]", "exercise 1: a mapping is wanted (lines like 'key: value'), not 'x'."),
    ],
)
def test_a_level_has_a_list_of_exercises(exercises, message):
    (fault,) = faults(MINI[: MINI.index("exercises:")] + f"exercises: {exercises}\n")
    assert fault.endswith(message)


def test_faults_name_their_file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: x\n", encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        load_level(path)

    assert {fault.file for fault in caught.value.faults} == {str(path)}
    assert str(caught.value).startswith(f"{path}:1:1: ")


@settings(deadline=None, max_examples=150)
@given(
    start=st.integers(0, len(TEXT)),
    length=st.integers(0, 60),
    put=st.text(max_size=20)
    | st.sampled_from(["\t", "{", "[", "&a ", "*a", "!x ", "- ", ": ", "null"]),
)
@example(start=0, length=len(TEXT), put="")
def test_a_changed_file_is_loaded_or_refused(start, length, put):
    found = outcome(TEXT[:start] + put + TEXT[start + length :])

    assert len(set(found)) == len(found)
    assert all(fault.message[-1] in ".?" for fault in found)


PATHS = [
    ("title",),
    ("welcome",),
    ("exercises",),
    ("exercises", 0),
    ("exercises", 0, "dose"),
    ("exercises", 0, "dose", "tempo"),
    ("exercises", 0, "dose", "sets"),
    ("exercises", 0, "words"),
    ("exercises", 0, "easier"),
    ("exercises", 0, "sides"),
    ("exercises", 1, "change_sides"),
]
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text("ab {}", max_size=9),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.text("ab", max_size=3), below, max_size=3)
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=150)
@given(path=st.sampled_from(PATHS), value=PLAIN)
def test_any_value_in_any_place_is_loaded_or_refused(path, value):
    data = yaml.safe_load(TEXT)
    here = data
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value
    found = outcome(yaml.safe_dump(data, allow_unicode=True))

    assert all(fault.line >= 1 for fault in found)


@pytest.mark.parametrize(
    "words",
    [
        "{out: Lift, hold: Hold, back: Lower}",
        "{out: '{side}', breath: Out, hold: Hold, back: Lower}",
    ],
)
def test_where_sides_alternate_each_repetition_must_name_its_side(words):
    text = TEXT.replace("position: side\n    sides: each", "position: back\n    sides: alternate")
    text = re.sub(r"words: \{[^\n]*", f"words: {words}", text)

    assert any("must hold {side}" in fault for fault in faults(text))


@pytest.mark.parametrize(
    ("variant", "hole"),
    [
        ("say: ['Do {reps}.']", "reps"),
        ("say: ['With your {side} leg.']", "side"),
        ("say: [Do it.], words: {out: 'Lift {side}', back: Lower}", "side"),
    ],
)
def test_a_way_that_is_another_exercise_cannot_lean_on_the_texts_of_its_own(variant, hole):
    text = MINI.replace(
        "    setup:", f"    easier: {{name: other, exercise: other, {variant}}}\n    setup:", 1
    )
    with pytest.raises(ContentError) as caught:
        load_level_text(text)

    assert f"{{{hole}}} has no value in the card of another exercise" in str(caught.value)
