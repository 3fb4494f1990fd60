"""Rules on single words as commands, and on words whose sound is not known: V04, V05, V06, V07."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.subject import Subject
from voicecoach.content.lint.vocabulary import Phrase, Vocabulary, at_any_time
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import SAFETY, Command
from voicecoach.core.matching import plain

IN_EVERY_SET = (
    "set", "this_side", "begin", "two_more", "last_one", "last_brief", "and_rest",
    "lift_number", "keep_breathing", "now_side", "rest", "rest_half", "rest_last", "rest_next",
    "exercise_done",
)  # fmt: skip
"""Texts that the coach says again and again, besides the numbers that it counts."""


def _often_said(book: Catalogue) -> dict[str, str]:
    """Return each word that the coach says in every set, with where it stands first."""
    places = [(text, "a count") for text in book.numbers]
    places += [(text, f"'{text}'") for text in map(book.texts.__getitem__, IN_EVERY_SET)]
    said: dict[str, str] = {}
    for text, where in places:
        for word in plain(text).split():
            said.setdefault(word, where)
    return said


def _masked(vocabulary: Vocabulary) -> Iterator[Finding]:
    often = _often_said(vocabulary.book)
    for phrase in _single(vocabulary):
        if phrase.words[0] in often and at_any_time(phrase.command):
            where = often[phrase.words[0]]
            yield Finding(phrase.path, f"the coach says '{phrase.text}' itself, in {where}")


def _twins(vocabulary: Vocabulary) -> Iterator[Finding]:
    longer = {phrase.command for phrase in vocabulary.phrases if len(phrase.words) > 1}
    for phrase in _single(vocabulary):
        weak = phrase.syllables == 1 and phrase.command not in SAFETY | longer
        if weak and at_any_time(phrase.command):
            message = f"'{phrase.text}' has one syllable, and {phrase.command} has no longer phrase"
            yield Finding(phrase.path, message)


def _unknown(vocabulary: Vocabulary) -> Iterator[Finding]:
    if not vocabulary.sounds.words:
        message = f"there are no pronunciations for the language '{vocabulary.book.language}'"
        yield Finding(("commands",), message)
        return
    for phrase in vocabulary.phrases:
        for word in phrase.unknown:
            yield Finding(phrase.path, f"how '{word}' sounds is not known")


def _single(vocabulary: Vocabulary) -> Iterator[Phrase]:
    return (phrase for phrase in vocabulary.phrases if len(phrase.words) == 1)


def _on_the_beat(subject: Subject) -> Iterator[Finding]:
    commands: dict[str, Command] = {
        plain(phrase): command
        for command, phrases in subject.book.phrases.items()
        for phrase in phrases
    }
    for line in subject.lines:
        if line.key == "words" and (command := commands.get(plain(line.text))):
            yield Finding(line.path, f"'{line.text}' is also what one says for {command}")


RULES = (
    Rule(
        "V04",
        "A single word that the coach says in every set is no command.",
        "While the coach says a word it cannot be heard as a command, or the coach obeys itself.",
        "Leave it out, or make it a phrase of two words.",
        vocabulary=_masked,
    ),
    Rule(
        "V05",
        "A command that can be called as one syllable has a longer phrase too.",
        "A single short word is the first to be lost in breath, music and distance.",
        "Add a phrase of two or more words for the same command.",
        vocabulary=_twins,
    ),
    Rule(
        "V06",
        "Every word of a phrase has a pronunciation.",
        "Without it nobody has checked what the phrase may be taken for.",
        "Add the word to the file of the language in 'pronunciations'.",
        vocabulary=_unknown,
    ),
    Rule(
        "V07",
        "A word on the beat is no command.",
        "It is said in every repetition, so the command would be masked or come by itself.",
        "Choose another verb for this phase of the movement.",
        level=_on_the_beat,
    ),
)
"""The rules of this module."""
