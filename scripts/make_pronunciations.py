"""Writes src/voicecoach/pronunciations/en.yaml: how each word that can be said sounds.

Run it with the project's own interpreter after a change of the spoken commands:
``.venv/bin/python scripts/make_pronunciations.py``. The pronunciations, American and
British, are those of hibari-tts, the default voice, with our own corrections; a word that
its lexicon does not know is read by its rules, so look at what is new. `voicecoach check`
reads the file and loads no voice.
"""

# ruff: noqa: RUF001 - the signs of the lexicon are phonetic ones
from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from voicecoach.content.language import load_language
from voicecoach.content.lint.phonemes import SOUNDS
from voicecoach.content.lint.pronunciations import pronunciations_folder
from voicecoach.core.matching import plain

HEAD = """\
# How each word that can be said to the coach sounds, in the sounds of content/lint/phonemes.py.
# Where two are given, the first is American and the second British.
# Written by scripts/make_pronunciations.py from the lexicon of hibari-tts (Apache-2.0).
"""
CORRECTIONS = {"am": ("AE M",), "yeah": ("Y AE",)}
"""Where the lexicon spells a word out, or has a rare form."""
SPELLING = {
    "A": "EY", "I": "AY", "W": "AW", "Y": "OY", "O": "OW", "Q": "OW",
    "a": "AE", "æ": "AE", "ɑ": "AA", "ɒ": "OH", "ɔ": "AO", "ɛ": "EH", "i": "IY", "ɪ": "IH",
    "ᵻ": "IH", "u": "UW", "ʊ": "UH", "ʌ": "AH", "ɐ": "AH", "ə": "AX", "ᵊ": "AX", "ɜ": "ER",
    "ʤ": "JH", "ʧ": "CH", "ɡ": "G", "ŋ": "NG", "ɹ": "R", "ʃ": "SH", "ʒ": "ZH", "ð": "DH",
    "θ": "TH", "j": "Y", "h": "HH", "T": "T", "ɾ": "T", "ʔ": "T",
}  # fmt: skip
"""Signs of the lexicon -> sounds; other letters are their own sound."""
UNSOUNDED = str.maketrans("", "", "ˈˌː")
"""Stress and length."""


def main() -> int:
    """Write the file and say how many words it has."""
    path = pronunciations_folder() / "en.yaml"
    words = spoken_words("en")
    path.write_text(page(words), encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(words)} words.")
    return 0


def spoken_words(language: str) -> list[str]:
    """Return every word of the spoken commands, each once, sorted."""
    book = load_language(language)
    phrases = [phrase for each in book.phrases.values() for phrase in each]
    return sorted({word for text in (*phrases, book.wake_word) for word in plain(text).split()})


def page(words: Iterable[str]) -> str:
    """Return the file for ``words``."""
    from hibari.g2p import G2P

    accents = (G2P(), G2P(british=True))
    lines = [f"  {json.dumps(word)}: {_value(word, accents)}" for word in words]
    return "\n".join([f"{HEAD}language: en", "words:", *lines, ""])


def _value(word: str, accents: tuple[Any, ...]) -> str:
    said = CORRECTIONS.get(word) or tuple(sounds(accent(word)) for accent in accents)
    once = tuple(dict.fromkeys(said))
    return once[0] if len(once) == 1 else f"[{', '.join(once)}]"


def sounds(written: str) -> str:
    """Return a pronunciation of the lexicon in our sounds; raises KeyError for an unknown sign."""
    text = written.translate(UNSOUNDED).replace("ɜɹ", "ɜ").replace("əɹ", "ɜ")
    found = [SPELLING.get(sign, sign.upper()) for sign in text]
    for sound in found:
        if sound not in SOUNDS:
            raise KeyError(f"{sound} in {written}")
    return " ".join(found)


if __name__ == "__main__":
    sys.exit(main())
