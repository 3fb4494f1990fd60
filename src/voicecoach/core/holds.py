"""A set of lifts, each held by the clock.

Rule 1. The word for the hold, the count-down and the word for the way back lie
        on the beat; a hold lasts from the one word to the other.
Rule 2. A hold is counted down: every five seconds, then the last three (C27).
"""

from __future__ import annotations

from voicecoach.core.job import Job, Work
from voicecoach.core.programme import Holds
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms

LAST_COUNTS = 3
"""Seconds counted down one by one at the end of a hold (C27)."""
COUNT_STEP = 5
"""Seconds between the counts before (C27)."""


def lay_holds(job: Job, work: Work, dose: Holds) -> tuple[Ms, Ms]:
    """Lay all lifts from now on; return (where lift 2 would start, period)."""
    hold = Ms(dose.hold.low)
    period = Ms(dose.lift + hold + dose.lower + dose.pause)
    start = job.tape.now
    for lift in range(1, dose.lifts.low + 1):
        job.tape.now = max(job.tape.now, Ms(start + (lift - 1) * period))
        held = Ms(start + (lift - 1) * period + dose.lift)
        _lift(job, work.at(lift), lift, dose.lifts.low, held)
        _hold(job, work.at(lift), lift, held, hold)
        job.tape.now = max(job.tape.now, Ms(held + hold + dose.lower))
    return Ms(start + period), period


def _lift(job: Job, work: Work, lift: int, last: int, held: Ms) -> None:
    tape, book, words = job.tape, job.book, work.exercise.words
    values = work.words(book)
    out = book.fill(words.out, values)
    breath = book.fill(words.breath, values) or out
    number = book.say("lift_number", number=lift, lifts=last)
    texts = (f"{number} {breath}", f"{number} {out}", breath, out) if last > 1 else (breath, out)
    hold = book.fill(words.hold, values)
    if not tape.squeeze(texts, tape.start_of(hold, held), lift):
        tape.force(out, lift)


def _hold(job: Job, work: Work, lift: int, held: Ms, hold: Ms) -> None:
    tape, book, name = job.tape, job.book, work.exercise.name
    words, values = work.exercise.words, work.words(job.book)
    tape.on_beat(held, book.fill(words.hold, values), CueKind.PHASE, lift, name)
    counts = _counts(hold)
    end = Ms(held + hold)
    if counts:
        first = book.fill("{n}.", {"n": counts[0]})
        beat = Ms(end - counts[0] * 1000)
        tape.squeeze((book.say("keep_breathing"),), tape.start_of(first, beat), lift)
    for left in counts:
        text = book.fill("{n}.", {"n": left})
        tape.on_beat(Ms(end - left * 1000), text, CueKind.COUNT, lift, name)
    tape.on_beat(end, book.fill(words.back, values), CueKind.PHASE, lift, name)


def _counts(hold: Ms) -> list[int]:
    """Return the seconds left that are counted aloud, from many to few."""
    whole = hold // 1000
    return [
        left for left in range(whole - 1, 0, -1) if left <= LAST_COUNTS or not left % COUNT_STEP
    ]
