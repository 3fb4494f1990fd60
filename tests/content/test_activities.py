import pytest

from voicecoach.content.activities import (
    activities_folder,
    activity_languages,
    load_activity_words,
    load_activity_words_text,
)
from voicecoach.content.language import languages
from voicecoach.core.activities import Kind
from voicecoach.core.activity_words import plain_words
from voicecoach.errors import ConfigError, ContentError

TEXT = (activities_folder() / "en.yaml").read_text(encoding="utf-8")


def test_every_language_has_words_for_activities():
    assert set(activity_languages()) == set(languages())


@pytest.mark.parametrize("tag", activity_languages())
def test_no_word_names_two_kinds(tag):
    kinds = load_activity_words(tag).kinds
    owners = {}
    for kind, names in kinds.items():
        for name in names:
            assert owners.setdefault(tuple(plain_words(name)), kind) is kind

    assert set(kinds) == set(Kind) - {Kind.OTHER}


def test_a_language_without_words_is_told():
    with pytest.raises(ConfigError, match="no words for activities in 'xx'"):
        load_activity_words("xx")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  an hour: 60", "  an hour: sixty", "a whole number is wanted"),
        ("  an hour: 60", "  an hour: 9999", "from 0 to 1440"),
        ("monday, tuesday, ", "monday, ", "the seven days are wanted"),
        ("  walk: [walk, ", "  walk: [Walk, ", "lower case"),
        ("half: [and a half]", "halff: [and a half]", "'half' is missing"),
    ],
)
def test_a_fault_is_told_with_its_place(old, new, message):
    assert old in TEXT
    with pytest.raises(ContentError, match=message) as caught:
        load_activity_words_text(TEXT.replace(old, new, 1), "en.yaml")

    assert all(fault.line for fault in caught.value.faults)
