"""What the network tells apart: the spoken commands of a language, and everything else.

The commands come from the language file of the coach, so there is one list of them.
Words that a bad ear takes for a command stand in near_misses.txt. Words that no ear can tell
from a command are not among them: those that sound exactly like a command or a number, such
as to, for, know and paws, and a safety word in another form, such as hurts. Taught as no
command, they would teach the network to doubt the command.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voicecoach.content.language import load_language

NEAR_MISSES = Path(__file__).parent / "near_misses.txt"
MAIN = (
    "next", "back", "pause", "resume", "repeat", "skip", "stop", "help", "slower", "faster",
    "louder", "quieter", "how many left", "it hurts",
)  # fmt: skip
"""The commands of a session that are said most."""
NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
AFTER_WAKE = ("next", "pause", "stop", "help")
"""Commands that are also practised after the wake word; the pair is no command of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """All texts that training knows, in lower case."""

    phrases: tuple[str, ...]
    """Spoken commands, sorted; a phrase's place is its class."""
    wake: tuple[str, ...]
    """Commands after the wake word."""
    near: tuple[str, ...]
    """Near misses in the order of their file, the kept ones too."""
    kept: frozenset[str]
    """Near misses that nothing is trained on."""

    @property
    def other(self) -> int:
        """The class of all that is no command: the last one."""
        return len(self.phrases)

    @property
    def taught(self) -> tuple[str, ...]:
        """Near misses to train on."""
        return tuple(word for word in self.near if word not in self.kept)

    def label(self, said: str) -> int:
        """Return the class of what was said."""
        return self.phrases.index(said) if said in self.phrases else self.other


def load_words(language: str = "en") -> Words:
    """Return the words of ``language``; a near miss that is a command is left out."""
    book = load_language(language)
    phrases = tuple(sorted({phrase for each in book.phrases.values() for phrase in each}))
    listed = [word for word in read_near_misses(NEAR_MISSES) if word.lstrip("*") not in phrases]
    return Words(
        phrases,
        tuple(f"{book.wake_word} {command}" for command in AFTER_WAKE),
        tuple(dict.fromkeys(word.lstrip("*") for word in listed)),
        frozenset(word[1:] for word in listed if word.startswith("*")),
    )


def read_near_misses(path: Path) -> list[str]:
    """Return the entries of a list parted by commas; those kept from training begin with a star."""
    lines = path.read_text(encoding="utf-8").splitlines()
    text = ",".join(line for line in lines if not line.startswith("#"))
    return [word.strip() for word in text.split(",") if word.strip()]
