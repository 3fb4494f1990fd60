"""A user of a live session: says words into the microphone, and looks whether they are obeyed.

What follows from a word is said too: "resume" after "stop", a number after "it hurts". A word
that is missed is said again, as people do; after `TRIES` the user turns to the keyboard.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from live_room import RATE, Mouth, Rows
from voicecoach.core.commands import Command, command_for

PATIENCE = 2.0
"""Seconds after a word in which it may be obeyed."""
TRIES = 3
SEVERE = 6
"""A pain from which the exercise is over: then the next one is asked for."""
COACH_DBFS = -14.0
"""Level of the coach's voice as it is played, of the louder half of its frames."""
FRAME = RATE // 50


@dataclass(frozen=True, slots=True)
class Word:
    """A recording of a word."""

    command: Command
    speaker: str
    sound: np.ndarray
    """16 bit range, 16 kHz."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A word that was said in a session."""

    word: Word
    sound: np.ndarray
    """As loud as it was said."""
    began: float
    over: float
    attempt: int
    """From 1."""
    obeyed: bool
    follows: bool
    """Whether it only follows from another one."""


def loudness(sound: np.ndarray) -> float:
    """Return the level of the louder half of the frames of 20 ms, in dBFS; -120 for silence."""
    frames = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME).astype(float)
    if not len(frames):
        return -120.0
    power = np.sort(np.mean(frames**2, axis=1))[len(frames) // 2 :]
    return float(10 * np.log10(power.mean() / 32768**2 + 1e-12))


def as_loud(sound: np.ndarray, dbfs: float) -> np.ndarray:
    """Return ``sound`` at a level, no peak above full scale."""
    out = sound * 10 ** ((dbfs - loudness(sound)) / 20)
    return out * min(1.0, 32000 / np.abs(out).max())


class User:
    """Says words and what follows from them; keeps what was said."""

    def __init__(
        self,
        mouth: Mouth,
        rows: Rows,
        words: Callable[[Command], Word],
        chance: np.random.Generator,
        type_in: Callable[[str], None],
        *,
        echo_db: float,
        over: tuple[float, float] = (0.0, 6.0),
    ) -> None:
        """Begin to listen to the coach.

        Args:
            mouth: what words are said with.
            rows: what the coach does.
            words: gives a recording of a command, another one each time.
            chance: draws levels, waits and numbers.
            type_in: takes a line, where words do not help.
            echo_db: level of the coach at the microphone, against as it is played.
            over: decibels by which words are louder than that, from and to.
        """
        self._mouth, self._rows, self._words, self._chance = mouth, rows, words, chance
        self._type_in, self._echo_db, self._over = type_in, echo_db, over
        self.said: list[Saying] = []
        self.typed: list[Command] = []
        """What had to be typed in the end."""

    @property
    def allowed(self) -> frozenset[str]:
        """What can be asked for just now."""
        return self._rows.allowed

    def ask(self, command: Command) -> bool:
        """Say a command and what a user would do next; return whether it was obeyed."""
        if not self._tell(command, follows=False):
            return False
        match command:
            case Command.STOP | Command.PAUSE:
                self._wait(1.5, 4.0)
                self._tell(Command.RESUME, follows=True)
            case Command.PAIN:
                self._hurt()
            case Command.FINISH:
                self._wait(1.5, 3.0)
                self._tell(Command.NO, follows=True)
        return True

    def _hurt(self) -> None:
        score = int(self._chance.integers(11))
        number = command_for(score) or Command.ZERO
        self._wait(5.0, 7.0)
        rated = self._tell(number, follows=True)
        self._wait(4.0, 7.0)
        severe = rated and score >= SEVERE
        self._tell(Command.NEXT if severe else Command.RESUME, follows=True)

    def _tell(self, command: Command, *, follows: bool) -> bool:
        for attempt in range(1, TRIES + 1):
            if self._say(command, attempt, follows=follows):
                return True
            if command not in self._rows.allowed:  # something else was understood
                break
            self._wait(0.5, 1.5)
        if follows and command in self._rows.allowed:
            self.typed.append(command)
            self._type_in(command.replace("_", " "))
            self._wait(1.0, 1.0)
        return False

    def _say(self, command: Command, attempt: int, *, follows: bool) -> bool:
        word = self._words(command)
        level = COACH_DBFS + self._echo_db + float(self._chance.uniform(*self._over))
        sound = as_loud(word.sound, level)
        began, over = self._mouth.say(sound)
        obeyed = self._rows.until(lambda: self._obeyed(command, began), PATIENCE)
        self.said.append(Saying(word, sound, began, over, attempt, obeyed, follows))
        return obeyed

    def _obeyed(self, command: Command, since: float) -> bool:
        return any(row["command"] == command for _, row in self._rows.named("command", since))

    def _wait(self, least: float, most: float) -> None:
        time.sleep(float(self._chance.uniform(least, most)))


def spoken_commands(rows: Rows) -> list[tuple[float, str]]:
    """Return when each command came by voice, and which."""
    every = rows.named("command")
    return [(at, str(row["command"])) for at, row in every if row["source"] == "voice"]


def unasked(rows: Rows, said: list[Saying], slack: float = PATIENCE) -> list[tuple[float, str]]:
    """Return the commands that came while nobody spoke, nor just had: the coach obeyed itself."""
    return [
        (at, command)
        for at, command in spoken_commands(rows)
        if not any(each.began <= at <= each.over + slack for each in said)
    ]
