"""A set of repetitions on the beat.

Rule 1. A count is said at the END of its repetition (C26), its vowel attack on
        ``repetition * tempo``, whatever the voice's own silence or length.
Rule 2. The words for hold and for the way back lie on the beat as well; the
        word for the way out follows the count, in the room that is left.
"""

from __future__ import annotations

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.job import Job, Work
from voicecoach.core.programme import Reps, Tempo
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms

GUIDED_REPS = 2
"""Repetitions that carry the breathing cue (C27)."""
REMINDER_EVERY = 4
"""One technique reminder in so many repetitions (C29 allows one in three)."""
MIN_PERIOD = Ms(3000)
"""Shortest repetition (C27)."""


def scaled(tempo: Tempo, speed: float) -> Tempo:
    """Return ``tempo`` at ``speed`` (1.2 is a fifth faster), never under `MIN_PERIOD`."""
    shortest = min(1.0, MIN_PERIOD / tempo.period)
    factor = max(1 / speed, shortest)
    parts = (tempo.out, tempo.hold, tempo.back)
    return Tempo(*(Ms(round(part * factor)) for part in parts))


def lay_reps(job: Job, work: Work, dose: Reps) -> tuple[Ms, Ms]:
    """Lay all repetitions from now on; return (first beat, period)."""
    tempo = scaled(dose.tempo, job.options.tempo)
    start, last = job.tape.now, dose.reps.low
    for rep in range(1, last + 1):
        begin = Ms(start + (rep - 1) * tempo.period)
        _lay_rep(job, work.at(rep), rep, last, _beats(job.book, work, tempo, begin, rep))
    return Ms(start + tempo.period), tempo.period


_Beat = tuple[Ms, str, CueKind]


def _beats(book: Catalogue, work: Work, tempo: Tempo, begin: Ms, rep: int) -> list[_Beat]:
    """Return when each word on the beat of one repetition falls."""
    words = work.exercise.words
    turn = Ms(begin + tempo.out)
    home = Ms(turn + tempo.hold)
    count = book.fill("{n}.", {"n": rep})
    values = work.words(book)
    hold, back = book.fill(words.hold, values), book.fill(words.back, values)
    beats = [(turn, hold, CueKind.PHASE)] if tempo.hold else []
    return [
        *beats,
        (home, back, CueKind.PHASE),
        (Ms(begin + tempo.period), count, CueKind.COUNT),
    ]


def _lay_rep(job: Job, work: Work, rep: int, last: int, beats: list[_Beat]) -> None:
    tape, name = job.tape, work.exercise.name
    first_beat, first_word, _ = beats[0]
    texts = _way_out(job.book, work, rep, last)
    if not tape.squeeze(texts, tape.start_of(first_word, first_beat), rep):
        tape.force(texts[-1], rep)
    for beat, text, kind in beats:
        tape.on_beat(beat, text, kind, rep, name)


def _way_out(book: Catalogue, work: Work, rep: int, last: int) -> tuple[str, ...]:
    """Return what could start repetition ``rep``: the fullest first, the barest last."""
    words = work.exercise.words
    out = book.fill(words.out, work.words(book))
    texts = [out]
    if words.breath and rep <= GUIDED_REPS:
        texts.insert(0, book.fill(words.breath, work.words(book)))
    dues = _due(book, work, rep, last)
    # Where the word names no side, what is due may stand alone if there is no room for both.
    alone = dues if "{side}" not in words.out else ()
    return (*(f"{_closed(out)} {due}" for due in dues), *alone, *texts)


def _closed(words: str) -> str:
    """Return ``words`` with a full stop: the word for the movement comes first, alone."""
    return words if words[-1:] in ".!?" else f"{words}."


def _due(book: Catalogue, work: Work, rep: int, last: int) -> tuple[str, ...]:
    """Return what is due before repetition ``rep``: the last ones (C25), or a reminder (C29)."""
    if rep == last and last > 1:
        return (book.say("last_one"), book.say("last_brief"))
    if rep == last - 1 and last > GUIDED_REPS:
        return (book.say("two_more"),)
    reminders = work.exercise.reminders
    if reminders and rep > GUIDED_REPS and rep % REMINDER_EVERY == 0:
        text = reminders[(rep // REMINDER_EVERY - 1) % len(reminders)]
        return (book.fill(text, work.words(book)),)
    return ()
