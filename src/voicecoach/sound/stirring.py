"""Does somebody begin to speak? Told from levels, a few chunks before a model is sure of it.

It only makes the coach lower its voice: what is cut out for the recognizer does not depend on
it. So it may be wrong, though seldom: a coach that dips all the time is hard to follow.

Rule 1. What is well above the room, above what is usually left of the coach's echo, and above
        what was heard lately without becoming speech, and has a voice in it, is somebody.
Rule 2. The same without a voice, a soft first sound, is believed only a few times a minute if
        no speech comes of it: breath and steps sound alike.
Rule 3. While a piece of speech goes on it is somebody once there was a voice in it, or once the
        model is very sure. A piece without either is breath.
Rule 4. What becomes no piece of speech is nobody after `PATIENCE`.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from voicecoach.sound.level import LOWEST, level_dbfs
from voicecoach.sound.spectra import Floats
from voicecoach.sound.voicing import LENGTH, voicing

ABOVE_DB = 8.0
"""Above the room, and above the usual rest of the echo, from which somebody may speak."""
ABOVE_LATELY_DB, SOFT_ABOVE_LATELY_DB = 2.0, 6.0
"""Above what was heard lately and was no speech; the second for what has no voice in it."""
VOICED = 0.5
"""Voicing from which there is a voice: 95 percent of the chunks of breath are below 0.4."""
SURE = 0.9
"""Likelihood of speech that is enough in a piece without a voice."""
LIKELY = 0.2
"""Likelihood of speech that is waited for longer."""
PATIENCE = 12
"""Chunks of 32 ms after which nothing has come of it: 0.4 s."""
BEFORE = 3
"""Chunks before a piece of speech has begun in which the voice may have been."""
SOFT, SOFT_EACH = 2.0, 60_000 // 32
"""How many soft sounds are believed at once, and chunks until one more is: a minute."""
LATE = 31
"""Chunks within which speech shows that a soft sound was rightly believed."""
ROOM = 94
"""Chunks by whose median the room is known: 3 s."""
FEW = 10
"""Chunks without which nothing is known of it."""
LATELY = 17
"""Chunks after which a loud sound is known to have been no speech."""
FORGET_DB = 0.1
"""By which what was loud lately is forgotten with each chunk: 3 dB a second."""
_FALLEN_DB = 2.0
"""Below `ABOVE_DB` by which a sound has fallen before the next one begins."""


class Stirring:
    """Takes chunk by chunk; `on` is whether somebody seems to speak."""

    def __init__(self) -> None:
        self.on = False
        """Whether somebody seems to speak."""
        self._before: Floats = np.zeros(LENGTH, np.float32)
        self._room: deque[float] = deque(maxlen=ROOM)
        self._loud: deque[float] = deque(maxlen=LATELY)
        self._lately = LOWEST
        self._age = self._voice = self._soft_age = LATE + PATIENCE
        self._soft = SOFT
        self._believed = self._fresh = self._rings = False
        self._speaking = False

    def push(
        self,
        chunk: bytes,
        *,
        rest_dbfs: float,
        presence_dbfs: float,
        likelihood: float,
        speaking: bool,
    ) -> bool:
        """Take the next chunk; return `on`.

        Args:
            chunk: mono, 16 bit, 16 kHz, the coach removed.
            rest_dbfs: what may be left of the coach in it; `LOWEST` or less for nothing.
            presence_dbfs: level with all of the echo suppressed.
            likelihood: of speech, 0 to 1.
            speaking: whether a piece of speech has begun, and not ended.
        """
        level = level_dbfs(chunk)
        room = sorted(self._room)[len(self._room) // 2] if len(self._room) >= FEW else level
        over = level - max(room, rest_dbfs) - ABOVE_DB
        self._note(level, speaking=speaking, loud=level > rest_dbfs + ABOVE_DB)
        self._before = np.concatenate([self._before, np.frombuffer(chunk, np.int16)])[-LENGTH:]
        heard = over >= 0 and not (rest_dbfs > LOWEST and presence_dbfs < room)
        above = level - self._lately
        voice = heard and above >= ABOVE_LATELY_DB and voicing(self._before) >= VOICED
        self._voice = 0 if voice else self._voice + 1
        if speaking:
            self._in_speech(sure=likelihood >= SURE)
        elif self._speaking:
            self.on, self._rings = False, True
        elif self.on:
            self._wait(voice=voice, likely=likelihood >= LIKELY)
        elif voice and not self._rings:
            self.on, self._age = True, 0
        elif heard and self._fresh and above >= SOFT_ABOVE_LATELY_DB:
            self._believe()
        self._speaking = speaking
        self._fresh = over < -_FALLEN_DB or (self._fresh and over < 0)
        self._rings = self._rings and over >= -_FALLEN_DB
        return self.on

    def rest(self) -> None:
        """Nobody can be heard for a while; what is known of the room is kept."""
        self.on = self._speaking = self._rings = False
        self._believed = self._fresh = False
        self._voice = LATE + PATIENCE
        self._loud.clear()

    def _note(self, level: float, *, speaking: bool, loud: bool) -> None:
        """Keep what the room is like, and what was loud in it and no speech."""
        self._lately -= FORGET_DB
        self._soft = min(SOFT, self._soft + 1 / SOFT_EACH)
        self._age += 1
        self._soft_age += 1
        if speaking:
            self._loud.clear()
            return
        self._room.append(level)
        self._loud.append(level if loud and not self._rings else LOWEST)
        if len(self._loud) == LATELY:
            self._lately = max(self._lately, self._loud[0])

    def _in_speech(self, *, sure: bool) -> None:
        if self._believed and self._soft_age <= LATE:
            self._soft = min(SOFT, self._soft + 1)
        self._believed = False
        self.on = self.on or sure or self._voice <= BEFORE

    def _wait(self, *, voice: bool, likely: bool) -> None:
        """Give it up if nothing comes of it."""
        if voice:
            self._age = 0
        elif self._age > PATIENCE and not likely:
            self.on = False

    def _believe(self) -> None:
        """Take a soft sound for the first one of a word, if that was not wrong too often."""
        if self._soft >= 1:
            self._soft -= 1
            self._soft_age = self._age = 0
            self._believed = self.on = True
