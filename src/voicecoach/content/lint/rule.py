"""A rule of cueing, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from voicecoach.content.document import KeyPath
from voicecoach.content.glossary import Glossary
from voicecoach.content.lint.subject import Line, Subject
from voicecoach.content.lint.vocabulary import Vocabulary
from voicecoach.errors import Fault


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a level departs from a rule."""

    path: KeyPath
    """Of the value in the level file; empty for the file as a whole."""
    message: str
    """What is wrong here: half a sentence in lower case, without a full stop."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; it looks at lines, at a whole level, at both, or at what can be said."""

    id: str
    """As in the checklist: ``C07``; ``P`` for programmes, ``V`` for the spoken vocabulary."""
    title: str
    """The rule in one sentence."""
    why: str
    """One sentence: what goes wrong for a listener without it."""
    fix: str
    """One sentence: what to do."""
    line: Callable[[Line, Glossary], Iterable[str]] | None = None
    """Yields what is wrong with one sentence, wherever it is said."""
    level: Callable[[Subject], Iterable[Finding]] | None = None
    """Yields what is wrong with a level as a whole."""
    vocabulary: Callable[[Vocabulary], Iterable[Finding]] | None = None
    """Yields what is wrong with what can be said to the coach in one language."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A departure from a rule, with its place."""

    rule: Rule
    fault: Fault
    """Its message ends with a full stop and has the words of the place: ``exercise 2 'bridge'``."""

    def __str__(self) -> str:
        """Return one line: place, rule, what is wrong, why, and what to do."""
        place = f"{self.fault.file}:{self.fault.line}:{self.fault.column}"
        message = self.fault.message
        return f"{place}: warning {self.rule.id}: {message} {self.rule.why} {self.rule.fix}"
