"""The words for activities, one file a language, key for key as `core.activity_words`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationError

from voicecoach.content import bounded
from voicecoach.content.faults import in_order, model_faults
from voicecoach.content.glossary_model import Phrase, Phrases
from voicecoach.content.readers import read_language
from voicecoach.content.tags import nearest, tags_in
from voicecoach.content.units import UnfitError, shown
from voicecoach.core.activities import MOST_MINUTES, Kind
from voicecoach.core.activity_words import ActivityWords
from voicecoach.errors import ContentError


def _read_numbers(value: object) -> dict[str, int]:
    """Return phrases and whole numbers, 0 to the minutes of a day."""
    if not isinstance(value, dict) or not value:
        raise UnfitError(f"phrases, each with its number, are wanted, not {shown(value)}")
    for number in value.values():
        if isinstance(number, bool) or not isinstance(number, int):
            raise UnfitError(f"a whole number is wanted, not {shown(number)}")
        if not 0 <= number <= MOST_MINUTES:
            raise UnfitError(f"a number from 0 to {MOST_MINUTES} is wanted, not {number}")
    return {str(phrase): number for phrase, number in value.items()}


def _read_week(value: object) -> object:
    if not isinstance(value, list) or len(value) != 7:
        raise UnfitError(f"the seven days are wanted, Monday first, not {shown(value)}")
    return tuple(value)


Numbers = Annotated[dict[str, int], PlainValidator(_read_numbers)]
Week = Annotated[tuple[Phrase, ...], BeforeValidator(_read_week)]


class Kinds(BaseModel):
    """Words for each kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    walk: Phrases
    run: Phrases
    ride: Phrases
    swim: Phrases
    strength: Phrases


class Words(BaseModel):
    """A file of words for activities; each key is needed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, PlainValidator(read_language)]
    kinds: Kinds
    minute: Phrases
    hour: Phrases
    half: Phrases
    lengths: Numbers
    numbers: Numbers
    range: Phrases
    pain: Phrases
    no_pain: Phrases
    effort: Phrases
    of_ten: Phrases
    days: Numbers
    weekdays: Week
    days_ago: Phrases
    counted: Phrases
    fillers: Phrases


def activity_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have words for activities, sorted."""
    return tags_in(activities_folder())


def activities_folder() -> Path:
    """Return the folder of the words for activities that come with voicecoach."""
    return Path(str(files("voicecoach") / "activities"))


def load_activity_words(language: str) -> ActivityWords:
    """Return the words for a BCP 47 tag; ``en`` serves ``en-GB`` if there is no nearer one.

    Raises:
        ConfigError: the language has none.
        ContentError: its file cannot be used; holds all its faults.
    """
    path = nearest(activities_folder(), language, "There are no words for activities in")
    return load_activity_words_text(bounded.read_text(path), str(path))


def load_activity_words_text(text: str, file: str = "") -> ActivityWords:
    """Return the words in YAML ``text``; ``file`` is for messages only.

    Raises:
        ContentError: it cannot be used; holds all its faults, in file order.
    """
    document = bounded.parse(text, file)
    faults = list(document.faults)
    made: Words | None = None
    try:
        made = Words.model_validate(document.data)
    except ValidationError as error:
        faults += model_faults(document, error, Words)
    if faults or made is None:
        raise ContentError(in_order(faults))
    parts = {name: getattr(made, name) for name in Words.model_fields}
    parts["kinds"] = {kind: getattr(made.kinds, kind) for kind in Kind if kind is not Kind.OTHER}
    return ActivityWords(**parts)
