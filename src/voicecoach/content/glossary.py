"""Glossaries: one word for each thing, and the word lists of the cueing rules.

A phrase of a list is in lower case and matches whole words; a star in it stands
for any letters, also none. The lists are content: another language brings its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from voicecoach.content import bounded, glossary_model
from voicecoach.content.document import Document
from voicecoach.content.faults import in_order, model_faults, sentence
from voicecoach.content.tags import nearest, tags_in
from voicecoach.errors import ContentError, Fault


class Kind(StrEnum):
    """What a term names."""

    BODY = "body"
    POSITION = "position"
    MOVEMENT = "movement"
    EQUIPMENT = "equipment"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing and its one word (C36)."""

    term: str
    kind: Kind
    meaning: str
    """A plain gloss, without a full stop."""
    forms: tuple[str, ...] = ()
    """How else the word may be bent, besides an s at its end."""
    unused: tuple[str, ...] = ()
    """Words not to use for it; phrases."""


@dataclass(frozen=True, slots=True)
class Jargon:
    """A word of the trade (C14)."""

    phrase: str
    glosses: tuple[str, ...]
    """Phrases of which one must stand beside its first use."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a text may speak of."""

    name: str
    phrases: tuple[str, ...]
    """One of them is enough."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """All that the cueing rules know of one language; each list holds phrases."""

    language: str
    """BCP 47 tag."""
    terms: tuple[Term, ...]
    imperatives: tuple[str, ...]
    """Verbs that ask for a movement (C07)."""
    statements: tuple[str, ...]
    """Words that start a statement, never a request (C07)."""
    joins: tuple[str, ...]
    """Words that join two requests, as a comma does (C07)."""
    openers: tuple[str, ...]
    """Words that may stand in front of the verb of a request (C07)."""
    future: tuple[str, ...]
    """Words of the future tense (C07)."""
    limbs: tuple[str, ...]
    """Nouns for what there are two of (C08), with their plurals."""
    plurals: tuple[str, ...]
    """The plurals among `limbs`."""
    sides: tuple[str, ...]
    """Words that say which limb is meant (C08)."""
    listeners_own: tuple[str, ...]
    """Words by which several limbs are both of the listener's: ``your`` (C08)."""
    articles: tuple[str, ...]
    """Words by which a limb is the one just named: ``the`` (C08)."""
    compounds: tuple[str, ...]
    """In front of such a word a limb is a measure, a place or a complaint: ``hip width``."""
    breaks: tuple[str, ...]
    """Words that end what stands in front of a noun."""
    side_names: tuple[str, ...]
    """Right and left (C09)."""
    speakers_own: tuple[str, ...]
    """Words by which the speaker's own side is meant: ``my`` (C09)."""
    other_words: tuple[str, ...]
    """Words that leave open which side is meant: ``the other`` (C09)."""
    side_nouns: tuple[str, ...]
    """Nouns for a side (C09)."""
    pointing: tuple[str, ...]
    """Words that only an eye can follow (C11)."""
    vague: tuple[str, ...]
    """Amounts that need a reference (C12)."""
    references: tuple[str, ...]
    """What makes an amount exact (C12)."""
    exempt: tuple[str, ...]
    """Turns in which a word of `pointing`, `vague` or `numbers` is right."""
    jargon: tuple[Jargon, ...]
    """C14."""
    negations: tuple[str, ...]
    """C18."""
    praise: tuple[str, ...]
    """C19."""
    fear: tuple[str, ...]
    """C20."""
    pronouns: tuple[str, ...]
    """C37."""
    numbers: tuple[str, ...]
    """C38."""
    dose_words: tuple[str, ...]
    """What a dose is counted in (C38)."""
    how_often: tuple[str, ...]
    """After such words a number is no dose but how often a week (C38)."""
    level_words: tuple[str, ...]
    """Words after which a number is that of a level (C38)."""
    positions: tuple[Topic, ...]
    """Positions, with what names them besides the coach's own words (C03)."""
    space: tuple[Topic, ...]
    """What the texts on space and safety must speak of, with words for it (C21)."""
    breath: tuple[str, ...]
    """Words for breathing (C27)."""
    asking: tuple[str, ...]
    """How a text asks for a spoken command when a phrase of one follows (C33)."""
    asking_alone: tuple[str, ...]
    """How a text asks for an answer, whatever follows (C33)."""
    pressing: tuple[str, ...]
    """How a text asks for a key when the name of one follows (C33)."""
    key_words: tuple[str, ...]
    """Words for a key (C33)."""
    no_side: tuple[str, ...]
    """Turns in which the word for a side means something else (C35)."""

    def body_words(self) -> tuple[str, ...]:
        """Return the words for parts of the body, bent in every way."""
        parts = (term for term in self.terms if term.kind is Kind.BODY)
        return tuple(form for term in parts for form in (term.term, f"{term.term}s", *term.forms))


def glossaries() -> tuple[str, ...]:
    """Return the tags of the languages that have a glossary, sorted."""
    return tags_in(glossaries_folder())


def glossaries_folder() -> Path:
    """Return the folder of the glossaries that come with voicecoach."""
    return Path(str(files("voicecoach") / "glossaries"))


def load_glossary(language: str) -> Glossary:
    """Return the glossary for a BCP 47 tag; ``en`` serves ``en-GB`` if there is no nearer one.

    Raises:
        ConfigError: the language has no glossary.
        ContentError: its file cannot be used; holds all its faults.
    """
    path = nearest(glossaries_folder(), language, "There is no glossary for the language")
    return load_glossary_text(bounded.read_text(path), str(path))


def load_glossary_text(text: str, file: str = "") -> Glossary:
    """Return the glossary in YAML ``text``; ``file`` is for messages only.

    Raises:
        ContentError: it cannot be used; holds all its faults, in file order.
    """
    document = bounded.parse(text, file)
    faults = list(document.faults)
    made: Glossary | None = None
    try:
        made = _glossary(glossary_model.Glossary.model_validate(document.data))
        faults += _twice(made, document)
    except ValidationError as error:
        faults += model_faults(document, error, glossary_model.Glossary)
    if faults or made is None:
        raise ContentError(in_order(faults))
    return made


def _glossary(model: glossary_model.Glossary) -> Glossary:
    parts = {name: getattr(model, name) for name in type(model).model_fields}
    parts["terms"] = tuple(
        Term(each.term, Kind(each.kind), each.meaning, each.forms, each.unused)
        for each in model.terms
    )
    parts["jargon"] = tuple(Jargon(word, glosses) for word, glosses in model.jargon.items())
    for key in ("positions", "space"):
        parts[key] = tuple(Topic(name, phrases) for name, phrases in parts[key].items())
    return Glossary(**parts)


def _twice(glossary: Glossary, document: Document) -> list[Fault]:
    """Return a fault for each term that is there twice, or that another term rules out."""
    found: list[Fault] = []
    owners = {word: term.term for term in glossary.terms for word in term.unused}
    names: set[str] = set()
    for index, term in enumerate(glossary.terms):
        path = ("terms", index, "term")
        if term.term in names:
            message = f"'{term.term}' is there already"
        elif term.term in owners:
            message = f"'{term.term}' is not to be used, says '{owners[term.term]}'"
        else:
            names.add(term.term)
            continue
        found.append(document.fault(path, sentence(document.data, path, message)))
    return found
