"""From a plain sentence to an activity: "twenty minutes cycling, pain two".

Rule 1. What is understood is taken out, longest phrase first; what is left is the note.
Rule 2. No number is ever left over or guessed: one that stands for nothing is a fault.
Rule 3. Where two numbers are told, as in "pain two or three", the higher counts.
Rule 4. A part that is not told is None; whether that will do, others decide.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from voicecoach.core.activities import Kind
from voicecoach.core.activity_words import ActivityWords, plain_words
from voicecoach.core.sentence import Phrase, Sentence

NEAR = 5
"""Words between "pain" and its number, at most: "pain in my lower back two"."""


@dataclass(frozen=True, slots=True)
class Misheard:
    """Why a sentence cannot be logged."""

    text: str
    """Key of a text of the language file."""
    values: Mapping[str, object] = field(default_factory=dict)
    """For its placeholders."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was understood; None is not told."""

    kind: Kind | None = None
    minutes: int | None = None
    pain: int | None = None
    """0 to 10."""
    effort: int | None = None
    """0 to 10."""
    day: date | None = None
    note: str = ""


def understand(
    text: str, words: ActivityWords, numbers: Sequence[str], today: date
) -> Told | Misheard:
    """Return what ``text`` tells of an activity, or the first thing that is not clear.

    Args:
        text: free text, any case and punctuation.
        words: of its language.
        numbers: words for 0 and up, of the language file.
        today: the user's own day.
    """
    named = {word: value for value, word in enumerate(numbers)} | dict(words.numbers)
    known = {_phrase(word): value for word, value in named.items()}
    sentence = Sentence(plain_words(text), known, _phrases(words.range))
    _close_of_ten(sentence, _phrases(words.of_ten))
    days = _days(sentence, words, today)
    minutes = _minutes(sentence, words)
    pain = _score(sentence, _phrases(words.pain), _phrases(words.no_pain))
    effort = _score(sentence, _phrases(words.effort), ())
    kinds = _kinds(sentence, words)
    loose = _loose(sentence, _phrases(words.counted))
    if len(kinds) > 1:
        return Misheard("activity_two_kinds")
    if len(days) > 1:
        return Misheard("activity_two_days")
    if pain == _UNCLEAR:
        return Misheard("activity_pain_unclear")
    if effort == _UNCLEAR:
        return Misheard("activity_effort_unclear")
    if loose:
        return Misheard("activity_loose_number", {"number": loose})
    kind, day = next(iter(kinds), None), next(iter(days), None)
    return Told(kind, minutes, pain, effort, day, _note(sentence, words))


# --- days and lengths ---------------------------------------------------------


def _days(sentence: Sentence, words: ActivityWords, today: date) -> list[date]:
    """Take out each day that is named, and return them, each once."""
    found: list[date] = []
    for place in range(len(sentence.words)):
        number = sentence.number(place)
        size = sentence.size(place + number[1], _phrases(words.days_ago)) if number else 0
        if number and size:
            sentence.take(place, place + number[1] + size)
            found.append(today - timedelta(days=math.ceil(number[0])))
    ago = {_phrase(name): days for name, days in words.days.items()}
    for place, weekday in enumerate(words.weekdays):
        # on a Monday, "Monday" is the last one: today is called today
        ago[_phrase(weekday)] = (today.weekday() - place - 1) % 7 + 1
    found += [today - timedelta(days=days) for days in sentence.each(ago)]
    return list(dict.fromkeys(found))


def _minutes(sentence: Sentence, words: ActivityWords) -> int | None:
    """Take out all lengths of time and return their sum."""
    fixed = {_phrase(name): value for name, value in words.lengths.items()}
    found = [float(value) for value in sentence.each(fixed)]
    lengths = (_length(sentence, words, place) for place in range(len(sentence.words)))
    found += [length for length in lengths if length is not None]
    return round(sum(found)) if found else None


def _length(sentence: Sentence, words: ActivityWords, place: int) -> float | None:
    """Take out the length of time that begins at ``place``, if one does."""
    number = sentence.number(place)
    if number is None:
        return None
    halves = _phrases(words.half)
    after = place + number[1]
    half = sentence.size(after, halves)
    value, after = number[0] + (0.5 if half else 0), after + half
    if size := sentence.size(after, _phrases(words.minute)):
        sentence.take(place, after + size)
        return value
    size = sentence.size(after, _phrases(words.hour))
    if not size:
        return None
    half = sentence.size(after + size, halves)
    after += size + half
    sentence.take(place, after)
    return value * 60 + (30 if half else 0) + _rest_of_hour(sentence, words, after)


def _rest_of_hour(sentence: Sentence, words: ActivityWords, place: int) -> float:
    """Take out the minutes after hours that are not called so: "one hour twenty"."""
    number = sentence.number(place)
    if number is None or not 10 <= number[0] < 60:  # below ten, it may be a score
        return 0
    after = place + number[1]
    others = (*words.pain, *words.effort, *words.minute, *words.counted)
    if sentence.size(after, _phrases(others)):
        return 0
    sentence.take(place, after)
    return number[0]


# --- scores -------------------------------------------------------------------

_UNCLEAR = -1
"""A score that was named, and is no number from 0 to 10."""


def _close_of_ten(sentence: Sentence, of_ten: Sequence[Phrase]) -> None:
    """Drop "out of ten" after each number."""
    place = 0
    while place < len(sentence.words):
        number = sentence.number(place)
        place += number[1] if number else 1
        if number and (size := sentence.size(place, of_ten)):
            sentence.close(place, place + size)


def _score(sentence: Sentence, names: Sequence[Phrase], none: Sequence[Phrase]) -> int | None:
    """Take out a number from 0 to 10 with its name; `_UNCLEAR` if it has a name only."""
    found = sentence.each(dict.fromkeys(none, 0))
    for place in range(len(sentence.words)):
        size = sentence.size(place, names)
        if size:
            value = _after(sentence, place, size)
            found.append(_before(sentence, place, size) if value is None else value)
    if _UNCLEAR in found:
        return _UNCLEAR
    return max(found, default=None)


def _after(sentence: Sentence, place: int, size: int) -> int | None:
    """Take out the name at ``place`` and the number that follows it, if one does soon."""
    for there in range(place + size, min(place + size + NEAR + 1, len(sentence.words))):
        if sentence.words[there] is None:
            return None
        number = sentence.number(there)
        if number:
            sentence.take(place, there + number[1])
            return _scale(number[0])
    return None


def _before(sentence: Sentence, place: int, size: int) -> int:
    """Take out the name at ``place`` and the number right before it: "two pain"."""
    for there in range(max(0, place - NEAR), place):
        number = sentence.number(there)
        if number and there + number[1] == place:
            sentence.take(there, place + size)
            return _scale(number[0])
    return _UNCLEAR


def _scale(value: float) -> int:
    whole = math.ceil(value)
    return whole if 0 <= whole <= 10 else _UNCLEAR


# --- what else ----------------------------------------------------------------


def _kinds(sentence: Sentence, words: ActivityWords) -> list[Kind]:
    """Take out all words for kinds, and return the kinds, each once."""
    named = {_phrase(name): kind for kind, names in words.kinds.items() for name in names}
    return list(dict.fromkeys(sentence.each(named)))


def _loose(sentence: Sentence, counted: Sequence[Phrase]) -> str:
    """Return the first number that stands for nothing, as said; empty if there is none."""
    place = 0
    while place < len(sentence.words):
        number = sentence.number(place)
        after = place + (number[1] if number else 1)
        if number and not sentence.size(after, counted):
            return " ".join(word for word in sentence.words[place:after] if word)
        place = after
    return ""


def _note(sentence: Sentence, words: ActivityWords) -> str:
    """Return what is left, without small words around each piece."""
    dropped = frozenset(words.fillers)
    return ", ".join(filter(None, (_trimmed(piece, dropped) for piece in sentence.left())))


def _trimmed(piece: Sequence[str], dropped: frozenset[str]) -> str:
    kept = [place for place, word in enumerate(piece) if word not in dropped]
    return " ".join(piece[kept[0] : kept[-1] + 1]) if kept else ""


def _phrase(text: str) -> Phrase:
    return tuple(plain_words(text))


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(_phrase(text) for text in texts)
