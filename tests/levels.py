"""Levels for tests: a plain one, and hypothesis strategies for many."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from voicecoach.content.language import load_language
from voicecoach.core.job import Options
from voicecoach.core.programme import (
    Exercise,
    Holds,
    Level,
    Position,
    Range,
    Reps,
    Sides,
    Tempo,
    Variant,
    Words,
)
from voicecoach.core.units import Ms
from voicecoach.core.ways import chosen

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


def performed(plan: Level, options: Options) -> tuple[Exercise, ...]:
    """Return the cards that a session of ``plan`` with ``options`` goes through."""
    return tuple(chosen(plan, slot, options.ways.get(slot.id, 0)) for slot in plan.everything)


_parts = st.integers(1500, 4000)
_tempos = st.builds(
    lambda out, hold, back: Tempo(Ms(out), Ms(hold), Ms(back)),
    _parts,
    st.sampled_from([0, 2000, 3000]),
    _parts,
)
_counted = st.builds(reps, st.integers(1, 6), st.integers(1, 3), _tempos, st.integers(1000, 60000))
_timed = st.builds(holds, st.integers(1, 3), st.integers(2000, 21000), st.integers(1, 2))
_doses = st.one_of(_counted, _timed)
NAMES = ("Bridge", "Bird dog", "Tilt")
IDS = tuple(name.lower().replace(" ", "-") for name in NAMES)
_exercises = st.builds(exercise, st.sampled_from(NAMES), _doses, st.sampled_from(list(Sides)))
_relatives = st.builds(exercise, st.just("Curl"), _doses, st.sampled_from(list(Sides)))
_others = st.sampled_from([*IDS, "curl", "unknown"])


@st.composite
def _variants(draw: st.DrawFn, card: Exercise, name: str) -> Variant | None:
    """Draw no variant, or one of words only, with another dose, or of another exercise."""
    what = draw(st.sampled_from(["none", "words", "dose", "exercise"]))
    if what == "none":
        return None
    if what == "exercise":  # also ones that do not exist, and the card itself
        return Variant(name, (f"Do the {name}.",), exercise=draw(_others))
    dose = draw(_counted if isinstance(card.dose, Reps) else _timed) if what == "dose" else None
    words = Words("Up", "Stay", "Down") if card.sides is Sides.BOTH else None
    return Variant(name, (f"Do only the {name}.",), dose=dose, words=words)


@st.composite
def _varied(draw: st.DrawFn, cards: st.SearchStrategy[Exercise]) -> Exercise:
    card = draw(cards)
    position = draw(st.sampled_from([Position.BACK, Position.BACK, Position.BELLY]))
    return replace(
        card,
        position=position,
        get_there=draw(st.sampled_from([(), ("Roll over.",), ("Sit up.", "Turn round.")])),
        easier=draw(_variants(card, f"Easy {card.name.lower()}")),
        harder=draw(_variants(card, f"Hard {card.name.lower()}")),
    )


levels = st.builds(
    lambda found, more: replace(level(*found), relatives=more),
    st.lists(_varied(_exercises), min_size=1, max_size=3, unique_by=lambda e: e.id),
    st.one_of(st.just(()), st.tuples(_varied(_relatives))),
)
"""Small levels of every kind of dose and sides, with ways of every kind."""
way_steps = st.dictionaries(st.sampled_from(IDS), st.integers(-3, 1), max_size=3)
"""Exercise id -> step, for `Options.ways`; some steps do not exist."""
