"""What became of each word: was it heard whole, over how loud a coach, what was done, how soon."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hands_free_parts.places import RATE, ends, find, quiet_from, starts
from live_room import Rows, Tape, echo_gain
from live_user import PATIENCE, Saying, spoken_commands
from voicecoach.core.commands import Command
from voicecoach.core.events import Chime
from voicecoach.sound.chimes import make_chime

WHOLE = (0.7, 1.4)
"""Gain of a word at the microphone, to as it was said: outside, the virtual device lost some."""
ALIKE = 0.3
"""Likeness from which a word is taken to be found at the microphone, under the coach."""
SILENT_DBFS = -55.0
"""Level of the coach at the microphone below which a word is said into silence."""
SILENCED = frozenset({Command.STOP, Command.PAUSE})
CHIME_ALIKE = 0.6
CHIME_WITHIN = 0.6
FADE = 0.005
"""Seconds that the deck takes to fade what is cut."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A word that was said, and what became of it."""

    saying: Saying
    starts: float
    """Moment of its first sound at the microphone."""
    ends: float
    """Moment of its last sound."""
    whole: bool
    """Whether the virtual device passed it on."""
    over_db: float
    """Level of the word above that of the coach meanwhile; infinite in silence."""
    decided: float | None = None
    """Seconds from its end to the command."""
    wrong: str = ""
    """Another command that was obeyed in its place."""
    silent: float | None = None
    """Seconds from its end until the coach was cut off; after "stop" and "pause" over the coach."""
    noticed: float | None = None
    """Seconds from its start until the coach made way; after its end: not at all."""

    @property
    def command(self) -> Command:
        """What was said."""
        return self.saying.word.command

    @property
    def over_coach(self) -> bool:
        """Whether the coach sounded meanwhile."""
        return math.isfinite(self.over_db)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording and its clock."""

    tape: Tape
    sound: npt.NDArray[np.int16]


def judge(
    said: Iterable[Saying], rows: Rows, microphone: Recorded, speaker: Recorded, echo_db: float
) -> list[Judged]:
    """Return what became of each word."""
    return [_judge(each, rows, microphone, speaker, echo_db) for each in said]


def _judge(
    said: Saying, rows: Rows, microphone: Recorded, speaker: Recorded, echo_db: float
) -> Judged:
    tape, sound = microphone.tape, said.sound.astype(float)
    found = find(microphone.sound, sound, tape.place(said.began - 0.1), tape.place(said.over + 0.2))
    if found is None or found.likeness < ALIKE:
        return Judged(said, said.began, said.over, whole=False, over_db=math.nan)
    begin, end = tape.moment(found.at + starts(sound)), tape.moment(found.at + ends(sound))
    over = _over(sound, begin, end, speaker, echo_db)
    whole = WHOLE[0] <= found.gain <= WHOLE[1]
    decided, wrong, silent = None, "", None
    for at, command in spoken_commands(rows):
        if begin <= at <= said.over + PATIENCE:
            if command != said.word.command:
                wrong = command
                break
            decided = at - end
            if command in SILENCED and math.isfinite(over):
                silent = _cut_off(speaker, at, end)
            break
    return Judged(said, begin, end, whole, over, decided, wrong, silent, _noticed(rows, begin, end))


def _over(sound: npt.NDArray[np.float64], begin: float, end: float, speaker: Recorded,
          echo_db: float) -> float:  # fmt: skip
    """Return by how many decibels the word is above the coach, on the mean of its time."""
    place = slice(speaker.tape.place(begin), speaker.tape.place(end))
    coach = speaker.sound[place].astype(float)
    level = _dbfs(coach) + echo_gain(echo_db)
    own = _dbfs(sound[starts(sound) : ends(sound)])
    return math.inf if level < SILENT_DBFS else own - level


def _dbfs(sound: npt.NDArray[np.float64]) -> float:
    power = float(np.mean(sound * sound)) if len(sound) else 0.0
    return 10 * math.log10(power / 32768**2 + 1e-12)


def _cut_off(speaker: Recorded, decided: float, end: float) -> float | None:
    """Return when the voice was cut: where the chime begins that comes with it, else silence."""
    tape = speaker.tape
    first = tape.place(decided - 0.1)
    chime = make_chime(Chime.OK, RATE).pcm.astype(float)
    rung = find(speaker.sound, chime, first, tape.place(decided + CHIME_WITHIN))
    if rung and rung.likeness > CHIME_ALIKE:
        return tape.moment(rung.at) + FADE - end
    quiet = quiet_from(speaker.sound, first)
    return None if quiet is None else tape.moment(quiet) - end


def _noticed(rows: Rows, begin: float, end: float) -> float | None:
    for at, row in rows.named("ducked", begin):
        if row["on"] and at <= end + 0.5:
            return at - begin
    return None
