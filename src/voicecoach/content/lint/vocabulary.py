"""What the rules on spoken commands look at: every phrase, its place, and how it sounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.likeness import Sounds
from voicecoach.content.lint.phonemes import is_vowel
from voicecoach.content.lint.pronunciations import Pronunciations
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.matching import plain
from voicecoach.core.phases import ROLLING, TRANSITIONS
from voicecoach.core.talk.state import ALLOWED


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that can be said for a command."""

    command: Command
    text: str
    """As in the language file, in lower case."""
    path: KeyPath
    words: tuple[str, ...]
    """As free text is compared: no punctuation."""
    sounds: tuple[Sounds, ...]
    """Once for each accent; empty if a word has no pronunciation."""
    unknown: tuple[str, ...]
    """Words without a pronunciation."""

    @property
    def syllables(self) -> int:
        """How many syllables it has at most; 0 if unknown."""
        return max((sum(map(is_vowel, sounds)) for sounds in self.sounds), default=0)

    def __str__(self) -> str:
        return f"'{self.text}' ({self.command})"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrases of a language file."""

    book: Catalogue
    sounds: Pronunciations
    phrases: tuple[Phrase, ...]
    """In the order of the commands, safety words first, each command's best phrase first."""

    def pairs(self) -> Iterator[tuple[Phrase, Phrase]]:
        """Yield each two phrases of different commands, that of the graver command first."""
        for one, other in combinations(self.phrases, 2):
            if one.command is not other.command:
                yield one, other


def make_vocabulary(book: Catalogue, sounds: Pronunciations) -> Vocabulary:
    """Return the phrases of ``book`` ready for the rules."""
    return Vocabulary(book, sounds, tuple(_phrases(book, sounds)))


def _phrases(book: Catalogue, sounds: Pronunciations) -> Iterator[Phrase]:
    for command in Command:
        for index, text in enumerate(book.phrases.get(command, ())):
            words = tuple(plain(text).split())
            unknown = sounds.missing(words)
            heard = () if unknown else sounds.of(words)
            path = ("commands", str(command), index)
            yield Phrase(command, text, path, words, heard, unknown)


def together(one: Command, other: Command) -> bool:
    """Return whether both can be asked for at one moment, in a session or in a talk around it."""
    rows = (*map(frozenset, TRANSITIONS.values()), *ALLOWED.values())
    return any({one, other} <= row for row in rows)


def at_any_time(command: Command) -> bool:
    """Return whether ``command`` can be asked for while the tape rolls, not only when asked."""
    return any(command in TRANSITIONS[phase] for phase in ROLLING)
