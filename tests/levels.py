"""Levels for tests: a plain one, and hypothesis strategies for many."""

from __future__ import annotations

from hypothesis import strategies as st

from voicecoach.content.language import load_language
from voicecoach.core.programme import (
    Exercise,
    Holds,
    Level,
    Position,
    Range,
    Reps,
    Sides,
    Tempo,
    Words,
)
from voicecoach.core.units import Ms

BOOK = load_language("en")


def reps(low: int = 4, sets: int = 2, tempo: Tempo | None = None, rest: int = 20000) -> Reps:
    tempo = tempo or Tempo(Ms(2000), Ms(3000), Ms(2000))
    return Reps(Range(sets, sets), Range(low, low), tempo, Ms(rest))


def holds(lifts: int = 2, hold: int = 10000, sets: int = 1) -> Holds:
    return Holds(
        Range(sets, sets),
        Range(lifts, lifts),
        Range(hold, hold),
        Ms(3000),
        Ms(3000),
        Ms(5000),
        Ms(20000),
    )


def exercise(
    name: str = "Bridge",
    dose: Reps | Holds | None = None,
    sides: Sides = Sides.BOTH,
    **more: object,
) -> Exercise:
    out = "{side} leg" if sides is Sides.ALTERNATE else "Lift"
    return Exercise(
        id=name.lower().replace(" ", "-"),
        name=name,
        position=Position.BACK,
        dose=dose or reps(),
        words=Words(out, "Hold", "Lower", f"Out, {out.lower()}"),
        sides=sides,
        purpose=("For your back.",),
        setup=("Lie on your back.",),
        movement=("Lift your hips.", "Hold for {hold}, then lower."),
        short=("Lift your hips, then lower.",),
        change_sides=("Roll to your {side} side.",) if sides is Sides.EACH else (),
        **more,  # type: ignore[arg-type]  # whatever a test wants to set
    )


def level(*exercises: Exercise) -> Level:
    return Level(
        id="test-1",
        programme="test",
        number=1,
        title="Test level",
        language="en",
        exercises=exercises or (exercise(), exercise("Plank", holds(), Sides.EACH)),
        welcome=("Welcome to level {level}.",),
        goodbye=("That was level {level}.",),
    )


_parts = st.integers(1500, 4000)
_tempos = st.builds(
    lambda out, hold, back: Tempo(Ms(out), Ms(hold), Ms(back)),
    _parts,
    st.sampled_from([0, 2000, 3000]),
    _parts,
)
_counted = st.builds(reps, st.integers(1, 6), st.integers(1, 3), _tempos, st.integers(1000, 60000))
_timed = st.builds(holds, st.integers(1, 3), st.integers(2000, 21000), st.integers(1, 2))
_names = st.sampled_from(["Bridge", "Bird dog", "Tilt"])
_exercises = st.builds(exercise, _names, st.one_of(_counted, _timed), st.sampled_from(list(Sides)))
levels = st.lists(_exercises, min_size=1, max_size=3, unique_by=lambda e: e.id).map(
    lambda found: level(*found)
)
"""Small levels of every kind of dose and sides."""
