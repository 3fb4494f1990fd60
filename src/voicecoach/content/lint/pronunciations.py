"""How words sound: one file a language in ``pronunciations/``, in the sounds of `phonemes`.

A word has one pronunciation for each accent of the file: the first of every word
belongs to the first accent, and so on; a word with only one sounds alike in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from voicecoach.content import bounded
from voicecoach.content.document import Document, KeyPath, Plain
from voicecoach.content.faults import in_order, sentence
from voicecoach.content.guess import did_you_mean
from voicecoach.content.lint.likeness import Sounds
from voicecoach.content.lint.phonemes import SOUNDS
from voicecoach.content.tags import nearest
from voicecoach.content.units import shown
from voicecoach.errors import ConfigError, ContentError, Fault


@dataclass(frozen=True, slots=True)
class Pronunciations:
    """How the words of one language sound."""

    words: Mapping[str, tuple[Sounds, ...]] = field(default_factory=dict)
    """In lower case; one pronunciation, or one for each accent."""

    def missing(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``words`` that have no pronunciation."""
        return tuple(word for word in words if word not in self.words)

    def of(self, words: Iterable[str]) -> tuple[Sounds, ...]:
        """Return how ``words`` sound one after the other, once for each accent that differs.

        Raises:
            KeyError: one of them has no pronunciation.
        """
        found = [self.words[word] for word in words]
        accents = max((len(each) for each in found), default=1)
        said = [[each[min(at, len(each) - 1)] for each in found] for at in range(accents)]
        joined = (tuple(sound for word in one for sound in word) for one in said)
        return tuple(dict.fromkeys(joined))


def pronunciations_folder() -> Path:
    """Return the folder of the pronunciations that come with voicecoach."""
    return Path(str(files("voicecoach") / "pronunciations"))


def load_pronunciations(language: str) -> Pronunciations:
    """Return the pronunciations for a BCP 47 tag; there are none for most languages.

    Raises:
        ContentError: the file cannot be used; holds all its faults.
    """
    try:
        path = nearest(pronunciations_folder(), language, "There are no pronunciations for")
    except ConfigError:
        return Pronunciations()
    return load_pronunciations_text(bounded.read_text(path), str(path))


def load_pronunciations_text(text: str, file: str = "") -> Pronunciations:
    """Return the pronunciations in YAML ``text``; ``file`` is for messages only.

    Raises:
        ContentError: it cannot be used; holds all its faults, in file order.
    """
    document = bounded.parse(text, file)
    faults = list(document.faults)
    words: dict[str, tuple[Sounds, ...]] = {}
    for word, value in _words(document, faults).items():
        path = ("words", word)
        said = value if isinstance(value, list) else [value]
        words[word] = tuple(_sounds(document, path, each, faults) for each in said)
    if faults:
        raise ContentError(in_order(faults))
    return Pronunciations(words)


def _words(document: Document, faults: list[Fault]) -> dict[str, Plain]:
    data = document.data
    words = data.get("words") if isinstance(data, dict) else None
    if isinstance(words, dict):
        return words
    faults.append(document.fault((), "'words' is missing: a mapping of words to their sounds."))
    return {}


def _sounds(document: Document, path: KeyPath, value: Plain, faults: list[Fault]) -> Sounds:
    """Return the sounds in ``value``; what is no sound becomes a fault."""
    sounds = tuple(value.split()) if isinstance(value, str) else ()
    wrong = [sound for sound in sounds if sound not in SOUNDS]
    if not sounds:
        message = f"sounds are wanted, such as 'S T AA P', not {shown(value)}"
    elif wrong:
        message = f"there is no sound '{wrong[0][:40]}'{did_you_mean(wrong[0], SOUNDS)}"
    else:
        return sounds
    faults.append(document.fault(path, sentence(document.data, path, message)))
    return ()
