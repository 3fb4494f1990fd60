"""One language file, read part by part; what is wrong is collected on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from voicecoach.content.document import Document, KeyPath, Plain
from voicecoach.content.faults import MAX_FAULTS, in_order, sentence
from voicecoach.content.guess import did_you_mean
from voicecoach.content.placeholders import has_lone_brace
from voicecoach.content.readers import read_language, read_text
from voicecoach.content.units import UnfitError, shown
from voicecoach.core.catalogue import HIGHEST_NUMBER, TEXTS, Catalogue, holes
from voicecoach.core.commands import KEYLESS, Command
from voicecoach.core.records import Felt
from voicecoach.errors import ContentError

PARTS = (*("language", "wake_word", "ask_first", "felt", "texts", "commands", "keys", "numbers"),)
"""Keys of a language file, all needed."""
NAMED_KEYS = (
    *("space", "escape", "enter", "up", "down", "left", "right", "home", "end"),
    *("page up", "page down", "f5", "plus", "minus", "period", "comma", "semicolon"),
    *("question mark", "equals", "tab"),
)
"""Keys of the keyboard that have a name instead of a character."""

_COMMANDS = tuple(map(str, Command))
_Read = TypeVar("_Read")


class Reading:
    """Reads a document once; `catalogue` gives the result or raises."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._faults = list(document.faults)
        self._guesses = MAX_FAULTS
        """How often more it is looked for what an unknown key was meant to be: it takes time."""

    def catalogue(self) -> Catalogue:
        """Return the catalogue.

        Raises:
            ContentError: something is missing or wrong; holds all faults, in file order.
        """
        parts = self._mapping((), self._document.data, PARTS)
        made = Catalogue(
            language=self._read(("language",), parts.get("language", "en"), read_language) or "",
            texts=self._texts(parts.get("texts")),
            phrases=self._phrases(parts.get("commands")),
            keys=self._keys(parts.get("keys")),
            numbers=self._numbers(parts.get("numbers")),
            ask_first=self._ask_first(parts.get("ask_first")),
            felt=self._felt(parts.get("felt")),
            wake_word=_spoken(self._text(("wake_word",), parts.get("wake_word", "coach"))),
        )
        if self._faults:
            raise ContentError(in_order(self._faults))
        return made

    def _texts(self, part: Plain) -> dict[str, str]:
        made: dict[str, str] = {}
        for key, value in self._mapping(("texts",), part, TEXTS).items():
            path = ("texts", key)
            made[key] = self._text(path, value)
            if made[key]:
                self._placeholders(path, made[key], TEXTS[key])
        return made

    def _placeholders(self, path: KeyPath, text: str, wanted: frozenset[str]) -> None:
        found = holes(text)
        for name in sorted(found - wanted):
            guess = did_you_mean(name, wanted - found)
            self._fault(path, f"{{{name[:40]}}} has no value in this text{guess}")
        for name in sorted(wanted - found):
            self._fault(path, f"{{{name}}} is missing in this text")
        if has_lone_brace(text):
            self._fault(path, "a brace has no partner; a placeholder is written like {name}")

    def _phrases(self, part: Plain) -> dict[Command, tuple[str, ...]]:
        made: dict[Command, tuple[str, ...]] = {}
        taken: dict[str, str] = {}
        for key, value in self._mapping(("commands",), part, _COMMANDS).items():
            path = ("commands", key)
            phrases = []
            for index, item in enumerate(self._listed(path, value)):
                phrase = _spoken(self._text((*path, index), item))
                if phrase in taken:
                    owner = taken[phrase]
                    self._fault((*path, index), f"'{phrase}' stands for '{owner}' already")
                elif phrase:
                    taken[phrase] = key
                    phrases.append(phrase)
            made[Command(key)] = tuple(phrases)
        return made

    def _ask_first(self, part: Plain) -> tuple[str, ...]:
        return self._spoken_list(("ask_first",), part)

    def _felt(self, part: Plain) -> dict[Felt, tuple[str, ...]]:
        found = self._mapping(("felt",), part, tuple(map(str, Felt)))
        return {Felt(key): self._spoken_list(("felt", key), each) for key, each in found.items()}

    def _spoken_list(self, path: KeyPath, part: Plain) -> tuple[str, ...]:
        items = enumerate(self._listed(path, part))
        return tuple(_spoken(self._text((*path, index), item)) for index, item in items)

    def _keys(self, part: Plain) -> dict[str, Command]:
        made: dict[str, Command] = {}
        for key, value in self._mapping(("keys",), part).items():
            path = ("keys", key)
            if key not in NAMED_KEYS and (len(key) != 1 or key.isspace() or key != key.lower()):
                named = ", ".join(NAMED_KEYS)
                self._fault(
                    path,
                    f"'{key[:40]}' is no key; a single lower-case character or {named} is wanted",
                )
            elif value in _COMMANDS:
                made[key] = Command(str(value))
            else:
                guess = did_you_mean(value, _COMMANDS)
                self._fault(path, f"{shown(value)} is no command{guess}")
        for command in Command if isinstance(part, dict) else ():
            if command not in KEYLESS and command not in made.values():
                self._fault(("keys",), f"'{command}' has no key; give it one")
        return made

    def _numbers(self, part: Plain) -> tuple[str, ...]:
        path: KeyPath = ("numbers",)
        words = [
            self._text((*path, index), item) for index, item in enumerate(self._listed(path, part))
        ]
        if words and len(words) != HIGHEST_NUMBER + 1:
            many = HIGHEST_NUMBER + 1
            self._fault(
                path, f"the {many} words from 0 to {HIGHEST_NUMBER} are wanted, not {len(words)}"
            )
        first: dict[str, int] = {}
        for index, word in enumerate(words):
            if first.setdefault(word, index) != index:
                self._fault((*path, index), f"'{word}' is the word for {first[word]} already")
        return tuple(words)

    def _mapping(
        self, path: KeyPath, value: Plain, wanted: Iterable[str] | None = None
    ) -> dict[str, Plain]:
        """Return a mapping's known keys; each of ``wanted`` is needed and no other is known."""
        if not isinstance(value, dict):
            if not path or self._has(path[0]):
                self._fault(
                    path, f"a mapping is wanted (lines like 'key: value'), not {shown(value)}"
                )
            return {}
        if wanted is None:
            return value
        known = tuple(wanted)
        for key in value.keys() - set(known):
            left = [name for name in known if name not in value] if self._guesses else ()
            guess = did_you_mean(key, left)
            self._guesses -= bool(left)
            self._fault((*path, key), f"there is no key '{key[:40]}'{guess}", at_key=True)
        for key in known:
            if key not in value:
                self._fault((*path, key), f"'{key}' is missing", at_key=True)
        return {key: each for key, each in value.items() if key in known}

    def _has(self, part: str | int) -> bool:
        """Return whether the file has this part at all; one that lacks is a fault already."""
        data = self._document.data
        return isinstance(data, dict) and part in data

    def _listed(self, path: KeyPath, value: Plain) -> list[Plain]:
        if isinstance(value, list) and value:
            return value
        if self._has(path[0]):
            self._fault(path, f"a list is wanted, such as [this, that], not {shown(value)}")
        return []

    def _text(self, path: KeyPath, value: Plain) -> str:
        return self._read(path, value, read_text) or ""

    def _read(self, path: KeyPath, value: Plain, reader: Callable[[object], _Read]) -> _Read | None:
        try:
            return reader(value)
        except UnfitError as error:
            self._fault(path, str(error))
            return None

    def _fault(self, path: KeyPath, message: str, *, at_key: bool = False) -> None:
        where = path[:-1] if at_key else path
        text = sentence(self._document.data, where, message)
        self._faults.append(self._document.fault(path, text, at_key=at_key))


def _spoken(text: str) -> str:
    """Return a phrase in the form in which phrases are compared."""
    return text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
