"""The advice that comes with voicecoach, and what is said of broken files."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.content.advice import (
    FEWEST,
    MOST,
    MOST_SIGNS,
    advice_folder,
    advice_languages,
    load_advice,
    load_advice_text,
)
from voicecoach.content.bounded import parse
from voicecoach.content.glossary import load_glossary
from voicecoach.content.lint.loose import advice_lines
from voicecoach.content.lint.run import remarks_on_lines
from voicecoach.core.advice import turn
from voicecoach.errors import ConfigError, ContentError

ENGLISH = (advice_folder() / "en.yaml").read_text(encoding="utf-8")
PIECES = {piece.id: piece for piece in load_advice("en")}
WORD_MS = 300
"""A word at 200 words a minute, the default voice within a sentence."""
GAP_MS = 750

languages = pytest.mark.parametrize("language", advice_languages())

SMALL = """\
language: en
pieces:
  - id: sleep
    title: Sleep
    say: [Sleep well., Rest well., Move well.]
    sources: [A book]
  - id: signs
    title: Signs
    rotate: false
    say: [One., Two., Three., Four., Five., Six., Seven.]
    sources: [A book, Another book]
"""


def faults(text: str) -> list[tuple[int, str]]:
    """Return the line and the message of each fault in ``text``."""
    with pytest.raises(ContentError) as caught:
        load_advice_text(text, "mine.yaml")
    return [(fault.line, fault.message) for fault in caught.value.faults]


def broken(old: str, new: str) -> list[tuple[int, str]]:
    assert SMALL.count(old) == 1
    return faults(SMALL.replace(old, new))


# --- what is told ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("strong-spine", ["stronger than many people believe"]),
        ("acute-onset", ["first few days", "sprained ankle", "take up your usual activities"]),
        ("no-best-exercise", ["No single exercise", "back and your belly"]),
        ("activity-you-enjoy", ["enjoy", "Walking, running, cycling", "small amount", "gradually"]),
        ("pain-relief", ["hormones", "relieve pain", "soon after an episode"]),
        ("sleep-and-rest", ["sleep and rest", "relief of pain", "energy"]),
        ("level-by-level", ["three levels", "five exercises", "master", "next"]),
        ("keep-going", ["mastered all three levels", "regularly", "maintains"]),
        ("pacing", ["too much in one go", "smaller", "gradually"]),
    ],
)
def test_each_topic_of_the_source_page_is_told(topic, words):
    text = " ".join(PIECES[topic].say)

    assert [each for each in words if each not in text] == []


@pytest.mark.parametrize(
    "sign",
    [
        r"numbness or tingling.*genitals.*anus.*buttocks.*inner thighs",
        r"unable to pass, feel or hold your urine",
        r"bowel that leaks, or that you do not feel",
        r"new sexual problems",
        r"pain, tingling, weakness or numbness in both legs",
        r"legs that do not obey you",
        r"chest pain",
        r"serious accident",
        r"any one of these signs",
        r"call your emergency number at once",
        r"let somebody else drive",
        r"i am a program and cannot call for help",
    ],
)
def test_the_piece_on_help_names_each_sign_of_an_emergency_and_what_to_do(sign):
    assert any(re.search(sign, each.lower()) for each in PIECES["when-to-get-help"].say)


@pytest.mark.parametrize(
    "sign",
    [
        *("fever", "unwell", "weight lost", "worse at night", "rest does not ease", "lump"),
        *("new shape", "shoulder blades", "cough, sneeze", "toilet", "one leg", "cancer"),
        *("steroids", "thin bones", "minor fall", "immune system", "inject drugs", "the same day"),
    ],
)
def test_the_piece_on_asking_a_doctor_names_each_sign(sign):
    assert sign in " ".join(PIECES["when-to-ask-a-doctor"].say).lower()


def test_what_is_only_for_some_days_or_an_emergency_never_ends_a_session():
    held_back = {"acute-onset", "when-to-get-help", "when-to-ask-a-doctor"}

    assert {each.id for each in PIECES.values() if not each.rotates} == held_back
    assert turn(list(PIECES.values()), 0).id == "strong-spine"


# --- how it is told -------------------------------------------------------------


@languages
def test_every_piece_that_rotates_lasts_10_to_25_seconds(language):
    for piece in load_advice(language):
        spoken = sum(len(text.split()) * WORD_MS + GAP_MS for text in piece.say)
        assert FEWEST <= len(piece.say) <= (MOST if piece.rotates else MOST_SIGNS)
        assert not piece.rotates or 10_000 <= spoken <= 25_000, piece.id


@languages
def test_no_sentence_has_more_than_20_words(language):
    assert max(len(text.split()) for each in load_advice(language) for text in each.spoken) <= 20


@languages
def test_the_cueing_rules_find_nothing(language):
    path = advice_folder() / f"{language}.yaml"
    document = parse(path.read_text(encoding="utf-8"), str(path))

    found = remarks_on_lines(advice_lines(document.data), document, load_glossary(language))

    assert [str(one.fault) for one in found] == []


def test_every_piece_names_a_source_and_the_advice_of_the_page_names_the_page():
    of_the_page = set(PIECES) - {"pacing", "when-to-get-help", "when-to-ask-a-doctor"}

    assert all(piece.sources for piece in PIECES.values())
    for topic in of_the_page:
        assert "Oslo Sports Trauma Research Center" in PIECES[topic].sources[0]


# --- finding --------------------------------------------------------------------


def test_a_region_is_served_by_its_language():
    assert load_advice("en-GB") == load_advice("en")


def test_an_unknown_language_is_a_setting_to_mend():
    with pytest.raises(ConfigError, match=r"no advice in the language 'xx'; there are: .*en"):
        load_advice("xx")


def test_a_small_file_is_read_as_it_stands():
    sleep, signs = load_advice_text(SMALL)

    assert sleep.say == ("Sleep well.", "Rest well.", "Move well.")
    assert (sleep.rotates, signs.rotates) == (True, False)
    assert signs.sources == ("A book", "Another book")


# --- faults ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("title: Sleep", "titel: Sleep", 4, "there is no key 'titel'; did you mean 'title'?"),
        ("title: Sleep", "title: Sleep.", 4, "a title has no full stop; one is added when it"),
        ("Rest well.", "Rest well", 5, "the sentence has no end; add a full stop"),
        ("Rest well.", "Rest well. Sleep.", 5, "one sentence an item is wanted"),
        ("Rest well.", '"Rest {side}."', 5, "braces are not filled in here"),
        ("Rest well.", '"..."', 5, "the sentence has no words"),
        ("Rest well.", "7", 5, "a text is wanted, not '7'"),
        (", Rest well., Move well.", "", 5, "3 to 6 sentences are wanted, not 1"),
        ("Move well.", "A., B., C., D., E.", 5, "3 to 6 sentences are wanted, not 7"),
        ("Seven.", "Seven., Eight., Nine., Ten.", 10, "3 to 9 sentences are wanted, not 10"),
        ("id: signs", "id: sleep", 7, "another piece of this file has the id 'sleep' already"),
        ("id: signs", "id: all", 7, "'all' stands for every piece; choose another id"),
        ("id: signs", "id: The Signs", 7, "an id of lower-case letters, digits and hyphens"),
        ("rotate: false", "rotate: no", 9, "true or false is wanted, not 'no'"),
        ("    sources: [A book]\n", "", 3, "'sources' is missing: What it rests on"),
        ("language: en", "language: English", 1, "a language tag is wanted"),
        ("language: en\n", "", 1, "'language' is missing"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(old, new, line, message):
    found = broken(old, new)

    assert [at for at, text in found if message in text] == [line], found


def test_a_file_in_which_no_piece_rotates_could_end_no_session():
    found = broken("title: Sleep\n", "title: Sleep\n    rotate: false\n")

    assert found == [(3, "pieces: no piece rotates, so no session could end with one.")]


def test_all_faults_are_told_at_once_in_file_order():
    text = SMALL.replace("title: Sleep", "titel: Sleep").replace("id: signs", "id: sleep")
    found = faults(text.replace("[A book, Another book]", "[]"))

    assert [line for line, _ in found] == [3, 4, 7, 11]


@pytest.mark.parametrize("text", ["", "- a\n", "language: en\npieces: 3\n", "pieces: []\n", "{"])
def test_what_is_no_file_of_advice_is_refused(text):
    assert faults(text)


@given(st.integers(0, len(SMALL) - 1), st.integers(1, 12), st.sampled_from(["", "\n", "{", ": "]))
def test_no_broken_file_raises_anything_else(start, length, put):
    with suppress(ContentError):
        load_advice_text(SMALL[:start] + put + SMALL[start + length :])
