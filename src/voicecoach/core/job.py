"""What every step of the compiler shares: the level, the words, the tape, the pauses.

Pauses follow C28 of the cueing rules; each constant names what it comes after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.events import Chime
from voicecoach.core.programme import Exercise, Level, Reps, Side, Sides
from voicecoach.core.progress.verdict import Dosage, Step
from voicecoach.core.tape import Tape
from voicecoach.core.units import Ms

GAP_SENTENCE = Ms(750)
"""After a sentence that only informs (C28: at least 0.7 s)."""
GAP_LIMB = Ms(2050)
"""After a sentence that asks to move a limb (C28: 2 to 3 s)."""
GAP_POSITION = Ms(5000)
"""After the last step into a new position (C28: 5 to 8 s)."""
GAP_SIDE = Ms(1000)
"""After a side is named (C28: at least 1 s)."""
GAP_PART = Ms(1800)
"""Between two parts of a session."""
GAP_CHIME = Ms(400)
"""Between a word and a chime (C31: at least 0.3 s)."""
GAP_BEGIN = Ms(1000)
"""Between the sound that a set begins with and its first repetition."""
CHIME_LENGTH = Ms(120)
"""Length of every chime; rules ask for 0.4 s at most (C31)."""


class Medium(StrEnum):
    """Where the session is heard."""

    LIVE = "live"
    """Somebody listens and may answer."""
    KEYS = "keys"
    """Somebody listens and can only press or type: there is no microphone."""
    FILE = "file"
    """A recording: nothing that asks for a spoken command (C33)."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a level is compiled."""

    medium: Medium = Medium.LIVE
    tempo: float = 1.0
    """1.2 is a fifth faster; holds and rests keep their length."""
    short: frozenset[str] = frozenset()
    """Ids of exercises whose card is said short; all others are described in full (C06)."""
    ways: Mapping[str, int] = field(default_factory=dict)
    """Exercise id -> which of its ways is done: a step of `core.ways`; 0 where it is not named."""
    dosages: Mapping[str, Dosage] = field(default_factory=dict)
    """Exercise id -> how much of it is done, in whichever way, within the ranges of that way's
    dose; where it is not named, its dose starts at the low end."""
    counting: bool = True
    """Whether numbers are said on the beat; without them every other word stays where it was."""
    farewell: tuple[str, ...] = ()
    """Sentences at the very end, after the goodbye: a piece of advice."""

    def shortened(self, *ids: str) -> Options:
        """Return options in which the cards of ``ids`` are said short."""
        return replace(self, short=self.short | set(ids))

    def described(self, exercise: str) -> Options:
        """Return options in which ``exercise`` is described in full."""
        return replace(self, short=self.short - {exercise})

    def on_way(self, exercise: str, step: int) -> Options:
        """Return options in which ``exercise`` is done in the way of ``step``."""
        return replace(self, ways={**self.ways, exercise: step})

    def as_asked(self, steps: Mapping[str, Step]) -> Options:
        """Return options in which each exercise is done as in ``steps``, by id: those of a verdict.

        Whatever is not named there is done as before.
        """
        ways = {name: step.way for name, step in steps.items()}
        dosages = {name: step.dosage for name, step in steps.items() if step.dosage}
        return replace(self, ways={**self.ways, **ways}, dosages={**self.dosages, **dosages})


@dataclass(frozen=True, slots=True)
class Work:
    """One exercise on one side: what its words depend on."""

    exercise: Exercise
    side: Side | None = None
    """None where both sides work at once."""

    def at(self, rep: int) -> Work:
        """Return the work of repetition or lift ``rep``: where sides alternate, the right first."""
        if self.exercise.sides is not Sides.ALTERNATE:
            return self
        return Work(self.exercise, Side.RIGHT if rep % 2 else Side.LEFT)

    def words(self, book: Catalogue) -> dict[str, object]:
        """Return the placeholders of the exercise, its dose and the side."""
        dose = self.exercise.dose
        words: dict[str, object] = {
            "name": self.exercise.name,
            "sets": dose.sets.low,
            "rest": book.duration(dose.rest),
        }
        if isinstance(dose, Reps):
            words |= {"reps": dose.reps.low, "hold": book.duration(dose.tempo.hold)}
        else:
            words |= {"lifts": dose.lifts.low, "hold": book.duration(Ms(dose.hold.low))}
        if self.side is not None:
            words |= {
                "side": book.texts[f"side_{self.side}"],
                "other_side": book.texts[f"side_{self.side.other}"],
            }
        return words


@dataclass(frozen=True, slots=True)
class Job:
    """One run of the compiler."""

    level: Level
    book: Catalogue
    options: Options
    tape: Tape

    def medium_text(self, key: str, **values: object) -> str:
        """Return the text of ``key`` in the version for the medium."""
        return self.book.say(f"{key}_{self.options.medium}", **values)

    def chime(self, name: Chime, gap: Ms) -> None:
        """Play a chime, then leave ``gap``; the word before has left `GAP_CHIME`."""
        self.tape.chime(name, CHIME_LENGTH, gap)

    def read(
        self, texts: tuple[str, ...], gap: Ms, last: Ms | None = None, work: Work | None = None
    ) -> None:
        """Say ``texts``, each followed by ``gap``, the final one by ``last`` if given."""
        values: dict[str, object] = {
            "level": self.level.number,
            "exercises": len(self.level.exercises),
        }
        if work:
            values |= work.words(self.book)
        for index, text in enumerate(texts, 1):
            after = last if last is not None and index == len(texts) else gap
            self.tape.talk(self.book.fill(text, values), after)
