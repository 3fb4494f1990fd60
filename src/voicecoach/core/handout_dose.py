"""A dose as it stands on paper: with digits, and with the range of each number."""

from __future__ import annotations

from voicecoach.core.programme import Exercise, Range, Reps, Sides
from voicecoach.core.progress.doses import clamped
from voicecoach.core.progress.verdict import Dosage
from voicecoach.core.units import Ms

_SIDES = {Sides.BOTH: "", Sides.ALTERNATE: ", counting both sides", Sides.EACH: " on each side"}


def dose_on_paper(card: Exercise, dosage: Dosage | None = None) -> str:
    """Return how much of ``card`` is done, how fast and with how much rest.

    Args:
        card: as it is done, in whichever way.
        dosage: what is asked for, within its ranges; None for the ranges themselves.
    """
    dose = card.dose
    point = clamped(dosage, dose) if dosage else None
    sets = _many(_at(dose.sets, point.sets if point else 0), "set")
    sides = _SIDES[card.sides]
    rest = f" Rest {_seconds(dose.rest)} between sets." if dose.sets.top > 1 else ""
    if isinstance(dose, Reps):
        amount = _many(_at(dose.reps, point.reps if point else 0), "repetition")
        return f"{sets} of {amount}{sides}.{_tempo(dose)}{rest}"
    lifts = _many(_at(dose.lifts, point.reps if point else 0), "lift")
    hold = _at(dose.hold, point.hold if point else 0)
    return f"{sets} of {lifts}{sides}, each held for {_seconds_of(hold)}.{rest}"


def _at(range_: Range, point: int) -> Range:
    return Range(point, point) if point else range_


def _many(range_: Range, noun: str) -> str:
    low, top = range_.low, range_.top
    number = f"{low}" if low == top else f"{low} to {top}"
    return f"{number} {noun}{'' if top == 1 else 's'}"


def _tempo(dose: Reps) -> str:
    tempo = dose.tempo
    parts = [f"{_seconds(tempo.out)} out"]
    parts += [f"{_seconds(tempo.hold)} hold"] if tempo.hold else []
    return f" Tempo: {', '.join([*parts, f'{_seconds(tempo.back)} back'])}."


def _seconds_of(range_: Range) -> str:
    low, top = Ms(range_.low), Ms(range_.top)
    return _seconds(top) if low == top else f"{_number(low)} to {_seconds(top)}"


def _seconds(length: Ms) -> str:
    return f"{_number(length)} second{'' if length == 1000 else 's'}"


def _number(length: Ms) -> str:
    return f"{length / 1000:g}"
