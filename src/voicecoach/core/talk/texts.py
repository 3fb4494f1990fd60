"""Every text of the talks, so that each is rendered before the first word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from voicecoach.core import answers
from voicecoach.core.catalogue import TEXTS, Catalogue, holes
from voicecoach.core.commands import Command
from voicecoach.core.fault_texts import every_fault_text
from voicecoach.core.talk.level import one_of
from voicecoach.core.talk.put import TOP

OWN = ("ask_", "flag_", "lock_")
"""How the keys of the talks' own texts begin."""
SHARED = (
    "pain_question", "pain_again", "pain_help", "pain_default", "sorry", "stopped",
    "stopped_again", "paused_reminder", "help_safety", "nothing_to_undo", "hurt_question",
    "hurt_again", "hurt_default", "emergency_cannot", "emergency_after", "nobody", "unsaved",
    "loudest", "quietest", "speaker_gone", "closed",
)  # fmt: skip
"""Those that a session says too."""
_OF_EXERCISES = (
    "ask_effort_of", "ask_control_of", "ask_trouble", "ask_trouble_more", "ask_trouble_again",
    "ask_trouble_help",
)  # fmt: skip
_OF_LEVELS = ("ask_level", "ask_level_again", "ask_level_help", "ask_level_chosen")
_OF_CHOICES = ("ask_level_which", "ask_level_which_again", "ask_level_which_help")


def talk_texts(
    book: Catalogue,
    emergency_number: str,
    exercises: Iterable[str] = (),
    levels: Sequence[int] = (),
) -> frozenset[str]:
    """Return every text that a talk may say, save the closing words that it is given.

    Args:
        book: the language.
        emergency_number: in digits.
        exercises: names of those that may be asked about.
        levels: numbers of those that may be offered, together.
    """
    fixed = [key for key in TEXTS if key.startswith(OWN) and not holes(book.texts[key])]
    texts = {book.say(key) for key in (*fixed, *SHARED)} | every_fault_text(book)
    texts |= set(answers.emergency(book, emergency_number))
    texts |= {answers.refused(book, command) for command in Command}
    for score in range(TOP + 1):
        texts |= {book.say(key, number=score) for key in ("pain_rated", "ask_effort_rated")}
    for name in exercises:
        texts |= {book.say(key, name=name) for key in _OF_EXERCISES}
    for level in levels:
        texts |= {book.say(key, number=level) for key in _OF_LEVELS}
    if levels:
        numbers = one_of(book, sorted(levels))
        texts |= {book.say(key, numbers=numbers) for key in _OF_CHOICES}
    return frozenset(texts)
