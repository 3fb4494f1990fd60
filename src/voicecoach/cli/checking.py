"""Checking one file: a level, a language, or pieces of advice; faults first, then the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from voicecoach.cli.content import with_relatives
from voicecoach.content.advice import load_advice_text
from voicecoach.content.bounded import parse, read_text
from voicecoach.content.document import Document
from voicecoach.content.glossary import load_glossary
from voicecoach.content.language import load_language, load_language_text
from voicecoach.content.levels import load_level_text
from voicecoach.content.lint.loose import advice_lines, language_lines
from voicecoach.content.lint.pronunciations import load_pronunciations
from voicecoach.content.lint.rate import remarks_on_rate, speaking_rate
from voicecoach.content.lint.rule import Remark
from voicecoach.content.lint.run import remarks, remarks_on_lines, remarks_on_vocabulary
from voicecoach.content.lint.subject import Line, make_subject
from voicecoach.content.lint.vocabulary import make_vocabulary
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.programme import Level
from voicecoach.core.progress.doses import top_of
from voicecoach.core.progress.verdict import Step
from voicecoach.core.tape import Measure
from voicecoach.core.units import Ms
from voicecoach.core.ways import ways
from voicecoach.errors import ConfigError, ContentError, Fault

LANGUAGE_KEYS = frozenset({"texts", "commands"})
"""Keys by which a language file is known."""
ADVICE_KEYS = frozenset({"pieces"})
"""Keys by which a file of advice is known."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file."""

    file: str
    faults: tuple[Fault, ...] = ()
    """If there are any, the rules were not asked."""
    remarks: tuple[Remark, ...] = ()
    length: Ms | None = None
    """Of the session; None for what is no level."""
    rate: int = 0
    """Words a minute of the instructions; 0 where no voice was asked."""


@dataclass(frozen=True, slots=True)
class Checker:
    """How files are checked."""

    levels: Callable[[Path], tuple[Level, ...]]
    """All levels that a level in this folder may belong with."""
    measure: Callable[[str], Measure]
    """How texts sound, by the tag of their language."""
    by_voice: bool = False
    """Whether `measure` asks a real voice."""

    def check(self, path: Path) -> Report:
        """Return what is wrong in ``path``; its keys tell what kind of file it is."""
        try:
            text = read_text(path)
            document = parse(text, str(path))
            keys = set(document.data) if isinstance(document.data, dict) else set[str]()
            if keys & LANGUAGE_KEYS:
                return self._language(text, document)
            if keys & ADVICE_KEYS:
                return self._advice(text, document)
            return self._level(text, document)
        except ContentError as error:
            return Report(str(path), error.faults)

    def _level(self, text: str, document: Document) -> Report:
        level = load_level_text(text, document.file)
        try:
            book, glossary = load_language(level.language), load_glossary(level.language)
        except ConfigError as error:
            raise ContentError((document.fault(("language",), str(error)),)) from error
        level = with_relatives(level, self.levels(Path(document.file).parent))
        measure = self.measure(level.language)
        subject = make_subject(level, document, book, glossary, measure)
        _compile_ways(level, book, measure)
        found = remarks(subject)
        length = subject.full[Medium.LIVE].end
        if not self.by_voice:
            return Report(document.file, (), found, length)
        rate = speaking_rate(subject)
        return Report(document.file, (), (*remarks_on_rate(subject), *found), length, rate)

    def _language(self, text: str, document: Document) -> Report:
        book = load_language_text(text, document.file)
        report = self._lines(document, book.language, language_lines(book))
        vocabulary = make_vocabulary(book, load_pronunciations(book.language))
        return replace(
            report, remarks=(*report.remarks, *remarks_on_vocabulary(vocabulary, document))
        )

    def _advice(self, text: str, document: Document) -> Report:
        load_advice_text(text, document.file)
        data = document.data
        tag = data.get("language", "en") if isinstance(data, dict) else "en"
        return self._lines(document, str(tag), advice_lines(data))

    def _lines(self, document: Document, language: str, lines: Iterable[Line]) -> Report:
        try:
            glossary = load_glossary(language)
        except ConfigError as error:
            raise ContentError((document.fault(("language",), str(error)),)) from error
        return Report(document.file, (), remarks_on_lines(lines, document, glossary))


def _compile_ways(level: Level, book: Catalogue, measure: Measure) -> None:
    """Compile each way at the top of its dose; raises ContentError if words of one do not fit."""
    faults: dict[Fault, None] = {}
    for exercise in level.everything:
        for step, way in ways(level, exercise).items():
            top = {exercise.id: Step(step, top_of(way.card.dose))}
            try:
                compile_level(level, book, measure, Options().as_asked(top))
            except ContentError as error:
                faults |= dict.fromkeys(error.faults)
    if faults:
        raise ContentError(tuple(faults))
