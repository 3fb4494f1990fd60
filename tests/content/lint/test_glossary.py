"""Glossaries: complete, without contradiction, and refused with all their faults at once."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.content.glossary import (
    Kind,
    glossaries,
    glossaries_folder,
    load_glossary,
    load_glossary_text,
)
from voicecoach.content.language import languages, load_language
from voicecoach.content.lint.phrases import holds
from voicecoach.core.programme import Position
from voicecoach.errors import ConfigError, ContentError
from wording import GLOSSARY, found

ENGLISH = (glossaries_folder() / "en.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", languages())
def test_every_language_has_a_glossary(tag):
    assert load_glossary(tag).language == tag


def test_a_region_is_served_by_its_language():
    assert load_glossary("en-GB") == load_glossary("en")


def test_a_language_without_a_glossary_is_a_setting_to_mend():
    with pytest.raises(ConfigError, match=r"no glossary for the language 'xx'; there are: .*en"):
        load_glossary("xx")


def test_every_tag_names_a_file():
    assert "en" in glossaries()


@pytest.mark.parametrize(
    ("term", "unused"),
    [
        ("lower back", {"low back", "lumbar spine", "back of the waist"}),
        ("buttocks", {"glutes", "your bottom", "your seat"}),
        ("hands and knees", {"quadruped", "all fours"}),
        ("repetition", {"rep"}),
        ("front hip bone", {"hip point"}),
    ],
)
def test_a_thing_has_one_term_and_the_words_not_to_use(term, unused):
    (entry,) = [each for each in GLOSSARY.terms if each.term == term]

    assert unused <= set(entry.unused)


def test_the_positions_that_are_named_otherwise_are_positions_of_the_format():
    assert {each.name for each in GLOSSARY.positions} <= set(Position)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_terms(kind):
    assert [term for term in GLOSSARY.terms if term.kind is kind]


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=lambda term: term.term)
def test_a_term_and_its_meaning_obey_the_glossary(term):
    assert found("C36", term.term) == []
    assert found("C36", term.meaning) == []
    assert found("C20", term.meaning) == []
    assert not term.meaning.endswith(".")


def test_every_plural_is_a_limb():
    assert set(GLOSSARY.plurals) <= set(GLOSSARY.limbs)


def test_every_limb_is_a_term():
    assert [limb for limb in GLOSSARY.limbs if limb not in GLOSSARY.body_words()] == []


def test_a_word_is_ruled_out_by_one_term_only():
    unused = [word for term in GLOSSARY.terms for word in term.unused]

    assert sorted(unused) == sorted(set(unused))


def test_the_numbers_are_those_of_the_language():
    spoken = {part for word in load_language("en").numbers[1:] for part in word.split("-")}

    assert set(GLOSSARY.numbers) == spoken


def test_a_star_stands_for_any_letters():
    assert holds(("reach*",), "She is reaching.")
    assert holds(("reach*",), "Reach!")
    assert holds(("as * as",), "as high as a chair")
    assert not holds(("reach*",), "Overreach.")
    assert not holds((), "anything")


def messages(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_glossary_text(text)
    return [fault.message for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("pronouns: [", "pronuons: [", "There is no key 'pronuons'; did you mean 'pronouns'?"),
        ("pronouns: [", "pronuons: [", "'pronouns' is missing: A list of phrases"),
        ("pronouns: [it, ", "pronouns: [It, ", "a phrase is written in lower case, not 'It'."),
        ("kind: position", "kind: place", "one of body, position, movement, equipment, measure is"),
        ("language: en", "language: English", "a language tag is wanted"),
        ("{term: nose,", "{term: head,", "'head' is there already."),
        ("{term: nose,", "{term: jaw,", "'jaw' is not to be used, says 'chin'."),
        ("pronouns: [it, they, this, these, those, them]", "pronouns: []", "phrases is wanted"),
        ("pronouns: [it, they, this, these, those, them]", "pronouns: it", "phrases is wanted"),
    ],
)
def test_what_is_wrong_with_a_glossary_is_told(old, new, told):
    assert old in ENGLISH

    assert any(told in message for message in messages(ENGLISH.replace(old, new, 1)))


def test_all_faults_are_told_at_once():
    twice = ENGLISH.replace("pronouns: [it,", "pronouns: [It,").replace("fear: [", "fear: [Slip, ")

    assert len(messages(twice)) == 2


@pytest.mark.parametrize("text", ["", "3", "[a, b]", "terms: 3", "\t", "{", "jargon: [a]"])
def test_what_is_no_glossary_is_refused(text):
    assert messages(text)


@settings(max_examples=30)
@given(start=st.integers(0, len(ENGLISH)), length=st.integers(0, 40), put=st.text(max_size=9))
def test_a_changed_glossary_is_loaded_or_refused(start, length, put):
    with suppress(ContentError):
        load_glossary_text(ENGLISH[:start] + put + ENGLISH[start + length :])
