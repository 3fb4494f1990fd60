"""What holds of all rules, whatever the level."""

import re

import pytest
from hypothesis import given, settings

from levels import BOOK, levels
from linting import GLOSSARY, news, shipped
from voicecoach.content.document import Document, Mark
from voicecoach.content.lint.catalogue import RULES
from voicecoach.content.lint.estimate import estimate
from voicecoach.content.lint.run import remarks
from voicecoach.content.lint.subject import make_subject
from voicecoach.errors import ContentError


def bare(made):
    """Return a level for the rules that stands in no file."""
    document = Document("level.yaml", {}, {}, {(): Mark(1, 1)})
    return make_subject(made, document, BOOK, GLOSSARY, estimate)


@settings(deadline=None, max_examples=40)
@given(levels)
def test_the_rules_never_crash_and_say_where_and_why(made):
    try:
        found = remarks(bare(made))
    except ContentError:
        return  # words that do not fit their tempo

    for remark in found:
        assert re.fullmatch(r"level\.yaml:1:1: warning [CPV]\d\d: .*\.", str(remark))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_told_in_plain_sentences(rule):
    for text in (rule.title, rule.why, rule.fix):
        assert re.fullmatch(r"[A-Z'].*\.", text), text
        assert "\n" not in text


def test_the_shipped_level_has_nothing_new():
    assert news(shipped()) == set()
