"""The format of a file of advice, key for key: the fields of `voicecoach.core.advice`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from voicecoach.content.readers import listed, read_id, read_language, read_text
from voicecoach.content.units import UnfitError, shown
from voicecoach.core.advice import Advice
from voicecoach.core.spoken import has_words

MAX_TITLE = 60
"""Characters of a title: it is also the title of a sound file."""
MAX_PIECES = 40
ALL = "all"
"""Not free as an id: it stands for every piece on the command line."""
_INNER_END = re.compile(r"[.!?]\s+(?=[A-Z])")


def _read_topic(value: object) -> str:
    topic = read_id(value)
    if topic == ALL:
        raise UnfitError(f"'{ALL}' stands for every piece; choose another id")
    return topic


def _read_title(value: object) -> str:
    title = _unbraced(read_text(value, most=MAX_TITLE))
    if title[-1] in ".!?":
        raise UnfitError("a title has no full stop; one is added when it is said")
    return title


def _read_sentence(value: object) -> str:
    text = _unbraced(read_text(value))
    if not has_words(text):
        raise UnfitError("the sentence has no words")
    if text[-1] not in ".!?":
        raise UnfitError("the sentence has no end; add a full stop")
    if _INNER_END.search(text):
        raise UnfitError("one sentence an item is wanted, for a pause comes after each; split it")
    return text


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise UnfitError(f"true or false is wanted, not {shown(value)}")
    return value


def _unbraced(text: str) -> str:
    if "{" in text or "}" in text:
        raise UnfitError("braces are not filled in here; write the word itself")
    return text


Sentences = Annotated[
    tuple[Annotated[str, PlainValidator(_read_sentence)], ...], BeforeValidator(listed)
]
Citations = Annotated[
    tuple[Annotated[str, PlainValidator(read_text)], ...], BeforeValidator(listed)
]


class Piece(BaseModel):
    """One piece of advice."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, PlainValidator(_read_topic)] = Field(description="Unique in the file.")
    title: Annotated[str, PlainValidator(_read_title)] = Field(description="Its title, as said.")
    say: Sentences = Field(description="Its sentences, in order.")
    sources: Citations = Field(description="What it rests on.")
    rotate: Annotated[bool, PlainValidator(_read_flag)] = Field(
        default=True, description="Whether it may come at the end of a session."
    )

    def value(self) -> Advice:
        """Return the core's value."""
        return Advice(self.id, self.title, self.say, self.sources, self.rotate)


class Pieces(BaseModel):
    """A file of advice."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, PlainValidator(read_language)] = Field(
        description="Language of the texts, as a BCP 47 tag: 'en'."
    )
    pieces: tuple[Piece, ...] = Field(
        min_length=1, max_length=MAX_PIECES, description="The pieces, in the order of their turn."
    )

    def value(self) -> tuple[Advice, ...]:
        """Return the core's values, in file order."""
        return tuple(piece.value() for piece in self.pieces)
