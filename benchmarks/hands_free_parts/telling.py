"""The report: plain lines, one fact each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from listening_parts.statistics import percentile

from hands_free_parts.beats import APART, Found, ducked_by, gaps, intervals
from hands_free_parts.judging import Judged
from live_room import Rows
from live_user import User, unasked
from voicecoach.core.commands import SAFETY, Command

SCORING = 1.0
"""Seconds after a word in which it is scored: gaps then are counted apart."""
GOALS = {"decision": (0.30, 0.40), "silence": (0.35, 0.50)}


def words(judged: Sequence[Judged], user: User) -> Iterator[str]:
    """Yield what became of the words."""
    asked = [each for each in judged if not each.saying.follows]
    follows = [each for each in judged if each.saying.follows]
    over = [each.over_db for each in judged if each.over_coach]
    yield f"words said: {len(judged)}, {len(over)} of them over the coach"
    if over:
        least, middle, most = (percentile(over, p) for p in (5, 50, 95))
        yield f"user above the coach, dB: p5 {least:.1f}, p50 {middle:.1f}, p95 {most:.1f}"
    yield from _obeyed("P0", [each for each in asked if each.command in SAFETY])
    yield from _obeyed("other commands", [each for each in asked if each.command not in SAFETY])
    yield from _obeyed("what follows from them", follows)
    wrong = [each for each in judged if each.wrong]
    yield f"another command obeyed in its place: {len(wrong)}"
    yield f"typed in the end: {len(user.typed)}{_names(user.typed)}"


def _obeyed(name: str, judged: Sequence[Judged]) -> Iterator[str]:
    first = [each for each in judged if each.saying.attempt == 1]
    whole = [each for each in first if each.whole]
    missed = [each for each in whole if each.decided is None]
    lost = len(first) - len(whole)
    yield (
        f"{name}: {len(first)} said, {len(whole) - len(missed)} obeyed at the first try, "
        f"{len(missed)} missed{_names(each.command for each in missed)}, "
        f"{lost} not passed on by the virtual device"
    )
    again = [each for each in judged if each.saying.attempt > 1 and each.whole]
    if again:
        done = sum(each.decided is not None for each in again)
        yield f"{name}: {done} of {len(again)} obeyed when said again"


def alone(rows: Rows, user: User, start: float) -> Iterator[str]:
    """Yield what the coach did while nobody spoke."""
    found = unasked(rows, user.said)
    yield f"commands while nobody spoke: {len(found)}"
    yield from (f"  {command} at {at - start:.1f} s" for at, command in found)
    ducks = [at for at, row in rows.named("ducked") if row["on"]]
    false = sum(not any(said.began <= at <= said.over + 0.5 for said in user.said) for at in ducks)
    yield f"made way while nobody spoke: {false} times"
    yield f"listening was given up: {len(rows.named('failed'))} notes"


def speed(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield how soon it was."""
    decided = [each.decided for each in judged if each.decided is not None]
    silent = [each.silent for each in judged if each.silent is not None]
    yield _waits("end of word to decision", decided, GOALS["decision"])
    yield _waits("end of stop or pause to silence", silent, GOALS["silence"])
    over = [each for each in judged if each.over_coach and each.whole]
    noticed = [each.noticed for each in over if each.noticed is not None]
    soon = sum(wait <= 0.15 for wait in noticed)
    yield f"made way for {len(noticed)} of {len(over)} words over the coach, {soon} within 0.15 s"
    if noticed:
        yield f"start of word to making way: p50 {percentile(noticed, 50):.2f} s"


def _waits(name: str, waits: Sequence[float], goal: tuple[float, float]) -> str:
    if not waits:
        return f"{name}: none"
    middle, most = percentile(waits, 50), percentile(waits, 95)
    return (
        f"{name}: p50 {middle:.2f} s, p95 {most:.2f} s of {len(waits)} "
        f"(goal {goal[0]:.2f}, {goal[1]:.2f})"
    )


def sound(found: list[Found], judged: Sequence[Judged], rows: Rows) -> Iterator[str]:
    """Yield whether the coach's sound was whole, and how far it made way."""
    fell = gaps(found)
    near = sum(any(each.ends <= gap.moment + 0.5 and gap.moment - each.ends <= SCORING
                   for each in judged) for gap in fell)  # fmt: skip
    lost = sum(gap.seconds for gap in fell)
    yield (
        f"pieces of cues found in what was played: {len(found)}; gaps: {len(fell)}, "
        f"{lost:.2f} s together, {near} of them while a word was scored"
    )
    off = intervals(found)
    irregular = sum(abs(each) > APART for each in off)
    most = 1000 * max(map(abs, off), default=0.0)
    yield f"intervals between counts: {len(off)}, irregular {irregular}, most {most:.1f} ms"
    spans = ducked_spans(rows)

    def inside(first: float, last: float) -> bool:
        return any(begin + 0.3 <= first and last <= end + 0.15 for begin, end in spans)

    def outside(first: float, last: float) -> bool:
        return not any(begin <= last and first <= end + 0.6 for begin, end in spans)

    yield f"coach while it makes way: {ducked_by(found, inside) - ducked_by(found, outside):.1f} dB"


def ducked_spans(rows: Rows) -> list[tuple[float, float]]:
    """Return when the coach was lowered, from and to."""
    every = rows.named("ducked")
    return [(at, end) for (at, row), (end, then) in pairwise(every) if row["on"] and not then["on"]]


def _names(commands: Iterable[Command]) -> str:
    counted = Counter(str(each) for each in commands)
    return f" ({', '.join(f'{name} {n}' for name, n in counted.items())})" if counted else ""


def each_word(judged: Sequence[Judged], start: float) -> Iterator[str]:
    """Yield a line for each word."""
    for one in judged:
        level = "into silence" if np.isinf(one.over_db) else f"{one.over_db:+.1f} dB"
        done = f"obeyed after {one.decided:.2f} s" if one.decided is not None else "missed"
        lost = "" if one.whole else ", not passed on"
        wrong = f", taken for {one.wrong}" if one.wrong else ""
        yield (
            f"{one.starts - start:7.1f} s {one.command}, try {one.saying.attempt}, "
            f"{one.saying.word.speaker}, {level}: {done}{wrong}{lost}"
        )
