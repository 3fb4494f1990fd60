"""What is common to the ways of measuring: the session, its words, how loud they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from hands_free_parts.words import Words

from live_room import HISS, RATE, echo_gain
from live_user import COACH_DBFS, Word, as_loud
from voicecoach.core.commands import Command

ASKED = (Command.STOP, Command.PAUSE)
"""In turns."""
ECHO_DB = -6.0
"""Of the coach at the microphone, against as it is played; live."""
OVER_DB = (0.0, 6.0)
"""By how much words are louder than that, from and to."""
VOICE, LEVEL = "hibari", "1"
FIRST = 10.0
"""Second of the first word: the room is known by then."""
STOPPED = (4.0, 5.0)
"""Seconds after a word that stops the coach: it has then said that it stopped."""
SPOKEN = (2.5, 4.5)
"""Seconds after "resume": the coach speaks again."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Said:
    """A word at its place in a recording."""

    word: Word
    sound: Floats
    """As loud as it is said, 16 bit range, 16 kHz."""
    at: float
    """Second of its first sample."""
    follows: bool
    """Whether it only follows from the one before."""

    @property
    def over(self) -> float:
        """Second after its last sample."""
        return self.at + len(self.sound) / RATE


@dataclass(frozen=True, slots=True)
class Script:
    """What a user says, and how it sounds at the microphone."""

    said: list[Said]
    microphone: npt.NDArray[np.int16]
    """The words over the hiss of a room."""

    @property
    def seconds(self) -> float:
        """Length of the recording."""
        return len(self.microphone) / RATE


def options(folder: Path, events: Path) -> list[str]:
    """Return the arguments of the program: level 1 in full, nothing asked before or after.

    Each session has a log of its own: one that was killed is not to be gone on with.
    """
    return [
        "start", "--level", LEVEL, "--voice", VOICE, "--full", "--no-check-in", "--no-setup",
        "--events", str(events), "--data-dir", str(folder / f"log-{events.stem}"),
    ]  # fmt: skip


def script(words: Words, chance: np.random.Generator, count: int) -> Script:
    """Return ``count`` words that stop the coach, and "resume" after each but the last.

    So a session over files ends with its microphone: it waits, and nobody can answer.
    """
    at, every = FIRST, []
    for number in range(count):
        for command, wait in ((ASKED[number % 2], STOPPED), (Command.RESUME, SPOKEN)):
            follows = command is Command.RESUME
            said = Said(*_aloud(words, command, chance), at, follows)
            every.append(said)
            at = said.over + float(chance.uniform(*wait))
    return Script(every[:-1], _recorded(every[:-1], chance))


def _aloud(words: Words, command: Command, chance: np.random.Generator) -> tuple[Word, Floats]:
    word = words(command)
    level = COACH_DBFS + echo_gain(ECHO_DB) + float(chance.uniform(*OVER_DB))
    return word, as_loud(word.sound, level).astype(np.float64)


def _recorded(every: list[Said], chance: np.random.Generator) -> npt.NDArray[np.int16]:
    room = chance.standard_normal(round((every[-1].over + STOPPED[1]) * RATE)) * HISS
    for said in every:
        first = round(said.at * RATE)
        room[first : first + len(said.sound)] += said.sound
    return np.clip(room, -32768, 32767).astype(np.int16)
