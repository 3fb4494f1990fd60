"""The format of a glossary file, key for key: the fields of `voicecoach.content.glossary`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from voicecoach.content.readers import read_language, read_text
from voicecoach.content.units import UnfitError, shown

MAX_PHRASES = 400
"""Phrases of one list; the longest of the English glossary has about 130."""
KINDS = ("body", "position", "movement", "equipment", "measure")


def _read_phrase(value: object) -> str:
    text = read_text(value)
    if text != text.lower():
        raise UnfitError(f"a phrase is written in lower case, not {shown(value)}")
    return text


def _read_list(value: object) -> object:
    if not isinstance(value, list) or not 0 < len(value) <= MAX_PHRASES:
        raise UnfitError(f"a list of one to {MAX_PHRASES} phrases is wanted, not {shown(value)}")
    return tuple(value)


def _read_kind(value: object) -> str:
    if isinstance(value, str) and value in KINDS:
        return value
    raise UnfitError(f"one of {', '.join(KINDS)} is wanted, not {shown(value)}")


Phrase = Annotated[str, PlainValidator(_read_phrase)]
Phrases = Annotated[
    tuple[Phrase, ...],
    BeforeValidator(_read_list),
    Field(description="A list of phrases; the glossary of English says what for."),
]


class Term(BaseModel):
    """One thing and its one word."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: Phrase = Field(description="The word to use.")
    kind: Annotated[str, PlainValidator(_read_kind)] = Field(description="What it names.")
    meaning: Annotated[str, PlainValidator(read_text)] = Field(description="A plain gloss.")
    forms: Phrases = Field(default=(), description="How else it may be bent.")
    unused: Phrases = Field(default=(), description="Words not to use for it.")


class Glossary(BaseModel):
    """A glossary file; each list is needed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, PlainValidator(read_language)] = Field(description="A tag such as en.")
    terms: tuple[Term, ...] = Field(min_length=1, description="One for each thing.")
    imperatives: Phrases
    statements: Phrases
    joins: Phrases
    openers: Phrases
    future: Phrases
    limbs: Phrases
    plurals: Phrases
    sides: Phrases
    listeners_own: Phrases
    articles: Phrases
    compounds: Phrases
    breaks: Phrases
    side_names: Phrases
    speakers_own: Phrases
    other_words: Phrases
    side_nouns: Phrases
    pointing: Phrases
    vague: Phrases
    references: Phrases
    exempt: Phrases
    jargon: dict[Phrase, Phrases] = Field(
        description="Words of the trade, each with the words that explain it."
    )
    negations: Phrases
    praise: Phrases
    fear: Phrases
    pronouns: Phrases
    numbers: Phrases
    dose_words: Phrases
    how_often: Phrases
    level_words: Phrases
    positions: dict[Phrase, Phrases] = Field(
        description="Positions, each with what names it besides the coach's own words."
    )
    space: dict[Phrase, Phrases] = Field(
        description="What the texts on space must speak of, each with words for it."
    )
    breath: Phrases
    asking: Phrases
    asking_alone: Phrases
    pressing: Phrases
    key_words: Phrases
    no_side: Phrases
