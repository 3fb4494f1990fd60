"""The rules on sentences bear any text, and leave all that comes with voicecoach alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.content.lint import numbers, sentences, sides, words
from voicecoach.content.lint.catalogue import RULES
from voicecoach.content.lint.subject import Line
from wording import BOOK, GLOSSARY, subject

MINE = (*sentences.RULES, *sides.RULES, *words.RULES, *numbers.RULES)
KEYS = ("setup", "movement", "reminders", "feel", "text", "space", "easier")
ODD = (
    "'",
    "-",
    "{",
    "}",
    "{side}",
    "*",
    ",",
    ".",
    "\N{RIGHT SINGLE QUOTATION MARK}",
    "\0",
    "İ",
    "ß",
)
LISTS = [
    phrase
    for name in GLOSSARY.__dataclass_fields__
    for phrase in getattr(GLOSSARY, name)
    if isinstance(phrase, str)
]
texts = st.lists(st.sampled_from((*LISTS, *ODD)) | st.text(max_size=8), max_size=12).map(" ".join)


@given(written=st.lists(texts | st.text(max_size=500), max_size=4), key=st.sampled_from(KEYS))
def test_no_text_makes_a_rule_fail(written, key):
    whole = subject()
    exercise = whole.level.exercises[1]
    lines = tuple(
        Line(text, text, ("exercises", 1, key, index), key, exercise)
        for index, text in enumerate(written)
    )
    part = replace(whole, lines=lines)

    said = [m for rule in MINE if rule.line for line in lines for m in rule.line(line, GLOSSARY)]
    said += [one.message for rule in MINE if rule.level for one in rule.level(part)]

    assert all(message and not message.endswith(".") for message in said)


@given(name=texts.filter(str.strip))
def test_no_name_makes_a_rule_fail(name):
    whole = subject()
    card = replace(whole.level.exercises[1], name=name)
    part = replace(whole, level=replace(whole.level, exercises=(card,), title=name))

    assert all(isinstance(list(rule.level(part)), list) for rule in MINE if rule.level)


@pytest.mark.parametrize("key", sorted(BOOK.texts))
def test_the_texts_of_the_coach_follow_the_rules(key):
    line = Line(BOOK.texts[key], BOOK.texts[key], ("texts", key), "text")

    assert [m for rule in MINE if rule.line for m in rule.line(line, GLOSSARY)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_why_and_what_to_do_in_plain_sentences(rule):
    for text in (rule.title, rule.why, rule.fix):
        assert text[0].isupper()
        assert text.endswith(".")
        assert "\n" not in text


def test_the_rules_stand_in_the_order_of_their_ids():
    assert [rule.id for rule in RULES] == sorted(rule.id for rule in RULES)
    assert {rule.id for rule in MINE} <= {rule.id for rule in RULES}
