"""How a sentence is built: short, one request, positive, and clear in what it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from voicecoach.content.glossary import Glossary
from voicecoach.content.lint.clauses import clauses, request, requests
from voicecoach.content.lint.phrases import hits, holds, opening, sentences, words
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.subject import Line, Subject

MOST_WORDS = 20
"""C07."""
MOST_REQUESTS = 2
"""C07: before a pause; a pause follows each sentence."""
MOST_REMINDER_WORDS = 6
"""C29."""
ASKING = frozenset({"get_down", "get_up", "get_there", "setup", "movement", "change_sides"})
"""Keys whose sentences ask for movements, each of them."""


def _built(line: Line, glossary: Glossary) -> Iterator[str]:
    """C07: length, one request, imperative, present tense."""
    for each in sentences(line.text):
        many = len(words(each))
        if many > MOST_WORDS:
            yield f"the sentence has {many} words, {MOST_WORDS} are the most"
    if line.key == "text":
        return
    verbs = requests(line.text, glossary)
    if len(verbs) > MOST_REQUESTS:
        named = ", ".join(f"'{verb}'" for verb in verbs)
        yield f"{named} are {len(verbs)} movements, {MOST_REQUESTS} are the most before a pause"
    for hit in hits(glossary.future, line.text):
        yield f"'{hit[0]}' speaks of the future"
    if line.key in ASKING and not verbs:
        yield from _stated(line, glossary)


def _stated(line: Line, glossary: Glossary) -> Iterator[str]:
    """Yield a finding if a sentence without a known verb starts as no request can."""
    for clause in clauses(line.text, glossary)[:1]:
        word = opening(glossary.statements + glossary.plurals, clause)
        if word:
            yield f"a sentence that starts with '{word}' does not ask for a movement"


def _negative(subject: Subject) -> Iterator[Finding]:
    """C18: no more than one "do not" an exercise, and with what to do instead."""
    for _, group in groupby(subject.lines, key=_part):
        lines = [line for line in group if line.key != "feel"]  # C17: what is not felt belongs
        said_no = [line for line in lines if holds(subject.glossary.negations, line.text)]
        for line, following in pairwise([*lines, None]):
            if line in said_no and line is not None:
                yield from _instead(line, following, subject.glossary)
        for line in said_no[1:]:
            yield Finding(line.path, f"{_quoted(line, subject.glossary)} is one 'no' too many")


def _part(line: Line) -> object:
    return line.path[:2] if line.exercise else line.key


def _instead(line: Line, following: Line | None, glossary: Glossary) -> Iterator[Finding]:
    near = [line, following] if following and following.key == line.key else [line]
    asked = (request(clause, glossary) for each in near for clause in clauses(each.text, glossary))
    if not any(asked):
        yield Finding(line.path, f"{_quoted(line, glossary)} comes without what to do instead")


def _quoted(line: Line, glossary: Glossary) -> str:
    return next(f"'{hit[0]}'" for hit in hits(glossary.negations, line.text))


def _reminder(line: Line, _glossary: Glossary) -> Iterator[str]:
    """C29: what is said between two repetitions."""
    many = len(words(line.text))
    if line.key == "reminders" and many > MOST_REMINDER_WORDS:
        yield f"the reminder has {many} words, {MOST_REMINDER_WORDS} are the most"


def _pronoun_within(line: Line, glossary: Glossary) -> Iterator[str]:
    """C37, within one text."""
    for before, after in pairwise(sentences(line.text)):
        yield from _unclear(before, after, glossary)


def _pronoun_between(subject: Subject) -> Iterator[Finding]:
    """C37, from one text to the next."""
    for before, after in pairwise(subject.lines):
        if before.exercise is after.exercise and before.text and after.text:
            last, first = sentences(before.text)[-1:], sentences(after.text)[:1]
            for message in _unclear(" ".join(last), " ".join(first), subject.glossary):
                yield Finding(after.path, message)


def _unclear(before: str, after: str, glossary: Glossary) -> Iterable[str]:
    pronoun = opening(glossary.pronouns, after)
    parts = list(dict.fromkeys(hit[0] for hit in hits(glossary.body_words(), before)))
    if pronoun and len(parts) > 1:
        yield f"'{pronoun}' can be '{parts[0]}' or '{parts[1]}' of the sentence before"


RULES: tuple[Rule, ...] = (
    Rule(
        id="C07",
        title="A sentence has 20 words at most, and asks for one movement or two in the present.",
        why="What is long or holds several movements is forgotten before it is done.",
        fix="Split the sentence, and start each part with what to do, such as lift or place.",
        line=_built,
    ),
    Rule(
        id="C18",
        title="Say what to do; at most one 'do not' an exercise, followed by what to do instead.",
        why="A listener who hears what not to do still has to guess what to do.",
        fix="Say what to do instead, for instance 'keep both hips on the floor'.",
        level=_negative,
    ),
    Rule(
        id="C29",
        title="A reminder between two repetitions has six words at most.",
        why="A longer one runs into the next count.",
        fix="Keep the word for the body and the word for what it does.",
        line=_reminder,
    ),
    Rule(
        id="C37",
        title="No sentence starts with 'it', 'they' or 'this' after two parts of the body.",
        why="By ear alone one cannot tell which of the two is meant.",
        fix="Name the part of the body again.",
        line=_pronoun_within,
        level=_pronoun_between,
    ),
)
