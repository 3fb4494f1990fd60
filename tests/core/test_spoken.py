"""What is written for the eye, and how it is said."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.spoken import has_words, number_words, ordinal_words, speakable

SAID = {
    # repetitions
    "3 x 8": "three times eight",
    "3x8 reps": "three times eight reps",
    "3 × 8": "three times eight",  # noqa: RUF001 # the multiplication sign is what is tested
    "Do 12x.": "Do twelve times.",
    "2 sets x 8": "two sets times eight",
    "3 x 30 s": "three times thirty seconds",
    # times
    "30 s": "thirty seconds",
    "Hold 45s, rest 1 min.": "Hold forty-five seconds, rest one minute.",
    "1 s": "one second",
    "1-2 min": "one to two minutes",
    "30 min. walk": "thirty minutes walk",
    "1:30 min": "one minute thirty seconds",
    "2:00": "two minutes",
    "30-second hold": "thirty second hold",
    # ranges and tempo
    "2-3": "two to three",
    "6–8 per side": "six to eight per side",  # noqa: RUF001 # an en dash, as authors write it
    "tempo 3-2-3": "tempo three, two, three",
    # units and signs
    "5 kg": "five kilograms",
    "1 kg": "one kilogram",
    "10cm": "ten centimetres",
    "0.5 kg": "zero point five kilograms",
    "50 %": "fifty percent",
    "20%.": "twenty percent.",
    "90°": "ninety degrees",
    "-5 degrees": "minus five degrees",
    ">5 and <3": "more than five and less than three",
    "you & me": "you and me",
    "~10 cm": "about ten centimetres",
    # fractions
    "1/2": "one half",
    "2/3 of": "two thirds of",
    "pain 3/10": "pain three out of ten",
    "1½ min": "one and a half minutes",
    # words
    "RPE 7": "rating of perceived exertion seven",
    "e.g. a chair, etc.": "for example a chair, and so on.",
    "half-way": "halfway",
    "Half-way.": "Halfway.",
    "left/right": "left or right",
    # other numbers
    "1st set": "first set",
    "the 22nd": "the twenty-second",
    "1,200 m": "one thousand two hundred metres",
    "No. 3": "number three",
    "#3": "number three",
    "007": "zero zero seven",
    "level-1": "level one",
    "12345678": "one two three four five six seven eight",
}

PLAIN = (
    "Lie on your back, both knees bent.",
    "Breathe out; lift your hips towards the ceiling.",
    "Don't hold your breath!",
    "Is your back still on your hand?",
    "Side-lying, with the right arm under your head.",
    "Say: ready.",
    "twenty-one",
    "Mr. Smith (a friend) counts to ten...",
    "A minute, an hour, in a while.",
)


@pytest.mark.parametrize(("written", "said"), SAID.items())
def test_what_is_written_for_the_eye_is_said_in_words(written, said):
    assert speakable(written) == said


@pytest.mark.parametrize("sentence", PLAIN)
def test_a_plain_sentence_comes_out_as_it_went_in(sentence):
    assert speakable(sentence) == sentence


@given(st.lists(st.sampled_from(string.ascii_lowercase), min_size=1).map("".join))
def test_a_word_of_letters_comes_out_as_it_went_in(word):
    assert word in {"etc", "vs", "approx"} or speakable(word) == word


FRAGMENTS = st.lists(
    st.sampled_from(
        [*"0123456789 .,:;-/x%&#<>+=@~()'", "–", "×", "½", "°", "°C", *SAID, *PLAIN]  # noqa: RUF001 # signs that authors use
    )
    | st.text(max_size=4)
).map("".join)


@given(st.text() | FRAGMENTS)
def test_saying_it_twice_is_saying_it_once(text):
    once = speakable(text)
    assert speakable(once) == once


@given(st.text() | FRAGMENTS)
def test_no_digit_is_left_and_no_space_is_doubled(text):
    said = speakable(text)
    assert not re.search("[0-9]", said)
    assert said == " ".join(said.split())


def parsed(words: str) -> int:
    """A reader of number words that shares nothing with the writer."""
    names = "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    names += " fourteen fifteen sixteen seventeen eighteen nineteen"
    value = {name: i for i, name in enumerate(names.split())}
    value |= {n: 10 * i for i, n in enumerate(("twenty", "thirty", "forty", "fifty", "sixty"), 2)}
    value |= {"seventy": 70, "eighty": 80, "ninety": 90}
    total = part = 0
    for word in re.split("[ -]", words):
        if word == "hundred":
            part *= 100
        elif word == "thousand":
            total, part = total + part * 1000, 0
        else:
            part += value[word]
    return total + part


def test_every_number_to_9999_reads_back_as_itself():
    assert all(parsed(number_words(n)) == n for n in range(10_000))


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zero"),
        (16, "sixteen"),
        (21, "twenty-one"),
        (105, "one hundred five"),
        (9999, "nine thousand nine hundred ninety-nine"),
        (-3, "minus three"),
        (999_999, "nine hundred ninety-nine thousand nine hundred ninety-nine"),
        (1_000_000, "one zero zero zero zero zero zero"),
    ],
)
def test_numbers_in_words(n, words):
    assert number_words(n) == words


@given(st.integers())
def test_any_whole_number_has_words(n):
    assert re.fullmatch("[a-z -]+", number_words(n))


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "first"), (2, "second"), (3, "third"), (5, "fifth"), (8, "eighth"), (9, "ninth"),
     (12, "twelfth"), (20, "twentieth"), (21, "twenty-first"), (40, "fortieth"),
     (100, "one hundredth"), (112, "one hundred twelfth")],
)  # fmt: skip
def test_ranks_in_words(n, words):
    assert ordinal_words(n) == words


def test_another_language_gets_its_spaces_tidied_only():
    assert speakable("  3 x  8\n Mal ", "de") == "3 x 8 Mal"


@pytest.mark.parametrize("text", ["", "  ", "...", "🙂", "—!?"])
def test_punctuation_and_pictures_hold_no_words(text):
    assert not has_words(text)


@pytest.mark.parametrize("text", ["a", "3", "ähm", "(one)"])
def test_letters_and_digits_are_words(text):
    assert has_words(text)
