"""Runs the rules over a file and gathers what they find, in file order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecoach.content.document import Document, KeyPath
from voicecoach.content.faults import sentence
from voicecoach.content.glossary import Glossary
from voicecoach.content.lint.catalogue import RULES
from voicecoach.content.lint.rule import Finding, Remark, Rule
from voicecoach.content.lint.subject import Line, Subject
from voicecoach.content.lint.vocabulary import Vocabulary


def remarks(subject: Subject) -> tuple[Remark, ...]:
    """Return what the rules find in a level, in file order; what was reviewed is left out."""
    found = (
        _remark(rule, subject.document, finding)
        for rule in RULES
        for finding in _findings(rule, subject)
        if rule.id not in _reviewed(subject, finding.path)
    )
    return _in_order(found)


def remarks_on_lines(
    lines: Iterable[Line], document: Document, glossary: Glossary
) -> tuple[Remark, ...]:
    """Return what the rules find in sentences that belong to no level, in file order."""
    found = (
        _remark(rule, document, Finding(line.path, message))
        for line in lines
        for rule in RULES
        if rule.line
        for message in rule.line(line, glossary)
    )
    return _in_order(found)


def remarks_on_vocabulary(vocabulary: Vocabulary, document: Document) -> tuple[Remark, ...]:
    """Return what the rules find in what can be said to the coach, in file order."""
    found = (
        _remark(rule, document, finding)
        for rule in RULES
        if rule.vocabulary
        for finding in rule.vocabulary(vocabulary)
    )
    return _in_order(found)


def _findings(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if rule.line:
        for line in subject.lines:
            for message in rule.line(line, subject.glossary):
                yield Finding(line.path, message)
    if rule.level:
        yield from rule.level(subject)


def _reviewed(subject: Subject, path: KeyPath) -> Iterable[str]:
    """Return the rules that the part of the file around ``path`` departs from on purpose."""
    for where, exercise in subject.exercises():
        if path[:2] == where:
            return exercise.reviewed
    return subject.level.reviewed


def _remark(rule: Rule, document: Document, finding: Finding) -> Remark:
    path = document.settled(finding.path)
    message = sentence(document.data, path, finding.message)
    return Remark(rule, document.fault(path, message))


def _in_order(found: Iterable[Remark]) -> tuple[Remark, ...]:
    once = {(one.rule.id, one.fault): one for one in found}
    return tuple(
        sorted(once.values(), key=lambda one: (one.fault.line, one.fault.column, one.rule.id))
    )
