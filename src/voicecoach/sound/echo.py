"""Removes the coach from the microphone: finds the delay, predicts the echo, subtracts it.

Rule 1. `clean` is linear: the microphone minus a prediction made of what was played.
        What the user says passes whole, also while the coach speaks.
Rule 2. A prediction that makes the microphone louder is not subtracted.
Rule 3. Where nothing is played, or nothing arrives, the microphone passes bit by bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from voicecoach.sound.agreement import Agreement
from voicecoach.sound.delay import LONGEST, WINDOW, Arrival, DelayFinder
from voicecoach.sound.echo_state import EchoJudge, EchoState
from voicecoach.sound.following import Following
from voicecoach.sound.linear_echo import HOP, LinearEcho
from voicecoach.sound.reference import LENGTH, MOST_DRIFT, Reference
from voicecoach.sound.residue import Residue
from voicecoach.sound.spectra import Floats, Spectra

__all__ = ["CHUNK", "Cancelled", "EchoCanceller", "EchoState", "Presence"]

CHUNK = 512
"""Samples taken at once: 32 ms at 16 kHz."""
SILENT = -120.0
"""dBFS of nothing."""
_AUDIBLE = 10 ** (-50 / 10)
"""Power of what is played from which the coach sounds."""
_LOUD = 10 ** (-40 / 10)
"""Power of what is played from which it is told how much of the echo is removed."""
_AHEAD = 128
"""Samples of the response before the direct sound, 8 ms: the delay is known that well."""
_CLEAR = 9.0
"""Clarity from which an arrival is believed if the one before was the same; chance gives 6."""
_PLAIN = 15.0
"""Clarity from which an arrival is believed at once."""
_SAME = 48
"""Samples by which two arrivals of one way may differ, 3 ms: early reflections."""
_LOOK = 8
"""Chunks with the coach between two looks for the delay while it is wanted: 0.26 s."""
_CHECK = 4
"""Chunks with the coach between two corrections of time and level: an eighth of a second."""
_SURE = 0.5
"""Likeness from which the prediction is right but for its time and level."""
_TURN = 0.85
"""Likeness from which a change of level by a quarter is believed; nobody else speaks then."""
_SAME_SHAPE = 0.95
"""Likeness from which a change by a tenth is believed."""
_WRONG = 0.75
"""Gain below which the prediction may be wrong: another room, another delay."""
_SHORT = 4.0
"""Standard deviations below one from which such a gain is no work of chance or of a user."""
_WRONGS = 4
"""Times in a row that it must be wrong: half a second."""
_GOOD_DB = 15.0
"""Removal from which the way is worth to be remembered."""
_BAD_DB = 6.0
"""Removal below which another delay is believed."""
_PULL, _LEARN = 0.5, 0.08
"""Shares of a lateness that are corrected at once, and taken for drift: settles in 3 s."""
_SETTLE = 8
"""Corrections after a change of place in which lateness is not taken for drift: a second."""
_HUSH = 64
"""By which `presence` is divided where only the usual rest of the echo is left."""
_WORSE_KEEP = 0.9
"""Weight of the past in the levels by which rule 2 is kept: 0.3 s."""


class Presence(Protocol):
    """Removes what is left of the echo, at the cost of words said over it.

    It is only to notice THAT somebody speaks. It is given `Cancelled.clean`: of 60 words as
    loud as the echo, 59 were noticed so, but 47 when it was given the microphone.
    """

    def suppress(self, heard: bytes, played: bytes) -> bytes:
        """Return ``heard`` with no echo of ``played``; all are `CHUNK` samples of 16 bit."""
        ...

    def reset(self) -> None:
        """Forget all about the room."""
        ...


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A chunk of the microphone without the coach."""

    clean: bytes
    """`CHUNK` samples, mono, 16 bit, 16 kHz: microphone minus predicted echo, for recognizers."""
    presence: bytes
    """As many, with all echo suppressed: only to tell whether somebody speaks."""
    echo_dbfs: float
    """Level of the predicted echo; `SILENT` if none."""
    clean_dbfs: float
    """Level of `clean`; `SILENT` if none."""
    state: EchoState
    rest_dbfs: float = SILENT
    """Level of what is usually left of such an echo in `clean`; `SILENT` if nothing."""


class EchoCanceller:
    """Takes microphone and loudspeaker chunk by chunk; not for two threads at once."""

    def __init__(self, presence: Presence | None = None) -> None:
        """Know nothing yet.

        Args:
            presence: makes `Cancelled.presence`; without one it is `clean`, but quiet where
                nothing is left but the usual rest of the echo.
        """
        self._presence = presence
        self._start()

    def _start(self) -> None:
        self._reference = Reference()
        self._heard = np.zeros(WINDOW, np.float32)
        self._filter = LinearEcho()
        self._finder = DelayFinder()
        self._agreement = Agreement()
        self._following = Following()
        self._judge = EchoJudge()
        self._residue = Residue()
        self._arrival = Arrival(0, 0.0)
        self._aimed = False
        self._ahead = float(_AHEAD)
        self._sounded = self._compared = 0
        self._wrong = self._settling = 0
        self._good: Spectra | None = None
        self._before = self._after = 0.0
        self._share = 0.0

    def reset(self) -> None:
        """Forget the room and all that was played."""
        self._start()
        if self._presence is not None:
            self._presence.reset()

    def cancel(self, microphone: bytes, played: bytes) -> Cancelled:
        """Return a chunk of the microphone without its echo.

        Args:
            microphone: `CHUNK` samples, mono, 16 bit, 16 kHz.
            played: what the loudspeaker was given meanwhile, as many (see `Played`).

        Raises:
            ValueError: either has another length.
        """
        if len(microphone) != 2 * CHUNK or len(played) != 2 * CHUNK:
            raise ValueError(f"chunks of {CHUNK} samples wanted: {len(microphone)}, {len(played)}")
        heard, sound = _floats(microphone), _floats(played)
        self._reference.push(sound)
        self._heard[:-CHUNK] = self._heard[CHUNK:]
        self._heard[-CHUNK:] = heard
        was = self._judge.state
        self._follow(heard, sound)
        aligned = self._reference.read(CHUNK)
        echo = self._predict(heard, aligned)
        if self._judge.state is EchoState.LOST and was is not EchoState.LOST:
            self._let_go()
        clean = _pcm(heard - echo) if echo.any() else microphone
        echo_dbfs, clean_dbfs = _dbfs(echo), _dbfs(_floats(clean))
        presence = self._suppress(clean, _pcm(aligned))
        if self._residue.explains(echo_dbfs, clean_dbfs):
            presence = (np.frombuffer(presence, np.int16) // _HUSH).tobytes()
        rest_dbfs = self._residue.usual_dbfs
        return Cancelled(clean, presence, echo_dbfs, clean_dbfs, self._judge.state, rest_dbfs)

    # --- the delay ---

    def _follow(self, heard: Floats, sound: Floats) -> None:
        power = _power(sound)
        sounds = power > _AUDIBLE
        self._following.push(_decibels(_power(heard)), _decibels(power), sounds=sounds)
        if not sounds:
            return
        self._sounded += 1
        self._judge.sounded()
        known = self._judge.removal > _GOOD_DB
        if self._sounded % (8 * _LOOK if known else _LOOK) == 0:
            self._judge.looked(echo=self._aimed or self._following.echo())
            self._look()

    def _look(self) -> None:
        line = self._reference.line[LENGTH - WINDOW - LONGEST :]
        found, last = self._finder.find(self._heard, line), self._arrival
        self._arrival = found
        same = abs(found.delay - last.delay) <= _SAME
        if found.clarity < _PLAIN and not (same and min(found.clarity, last.clarity) > _CLEAR):
            return
        delay = max(0.0, found.delay - self._ahead)
        away = abs(delay - self._reference.delay)
        if not self._aimed or (away > 2 * _SAME and self._judge.removal < _BAD_DB):
            self._aim(delay)
        elif away <= _SAME and self._judge.removal > _GOOD_DB and self._reference.delay > 0:
            self._ahead = found.delay - self._reference.delay

    def _aim(self, delay: float) -> None:
        """Read at ``delay``; a response that is known moves along with it."""
        self._reference.delay = delay
        self._agreement = Agreement()
        self._judge.search()
        if self._good is not None:
            self._filter.recall(self._good)
            self._settling = _SETTLE
            return
        self._aimed = True
        self._filter.forget(self._gain())
        self._rehearse(WINDOW)

    def _gain(self) -> float:
        """Return the power of the latest second at the microphone over what was played."""
        ratio = _power(self._heard) / (_power(self._reference.line[-WINDOW:]) + 1e-9)
        return min(10.0, max(1e-4, ratio))

    def _rehearse(self, count: int) -> None:
        """Learn from the latest ``count`` samples, so that the first prediction is a good one.

        The newest chunk is left out: it is predicted next.
        """
        at = self._reference.delay
        for ago in range(count - HOP, CHUNK - 1, -HOP):
            end = WINDOW - ago
            echo = self._filter.predict(self._reference.at(at, at, HOP, ago))
            self._filter.learn(self._heard[end - HOP : end] - echo)

    def _let_go(self) -> None:
        self._filter.forget()
        self._finder.forget()
        self._aimed, self._good, self._ahead = False, None, float(_AHEAD)
        self._reference.drift = 0.0

    # --- the echo ---

    def _predict(self, heard: Floats, aligned: Floats) -> Floats:
        """Return what is to be subtracted, and learn."""
        if not self._aimed:
            return np.zeros(CHUNK, np.float32)
        parts = []
        for at in range(0, CHUNK, HOP):
            echo = self._filter.predict(aligned[at : at + HOP])
            self._filter.learn(heard[at : at + HOP] - echo)
            parts.append(echo)
        predicted = np.concatenate(parts)
        if _power(aligned) > _AUDIBLE:
            self._agreement.push(heard, predicted)
            self._compared += 1
            if self._compared % _CHECK == 0:
                self._correct()
        return self._safe(heard, predicted, loud=_power(aligned) > _LOUD)

    def _safe(self, heard: Floats, echo: Floats, *, loud: bool) -> Floats:
        """Keep rule 2: fade the prediction out while it does harm; tell the judge."""
        before, after = _power(heard), _power(heard - echo)
        self._before += (1 - _WORSE_KEEP) * (before - self._before)
        self._after += (1 - _WORSE_KEEP) * (after - self._after)
        share = 1.0 if self._after <= self._before else 0.0
        if loud and before > 0:
            self._judge.removed(_decibels(before) - _decibels(after))
        if share == self._share == 1.0:
            return echo
        ramp = np.linspace(self._share, share, CHUNK, dtype=np.float32)
        self._share = share
        return echo * ramp

    def _correct(self) -> None:
        """Correct time and level of the prediction, or doubt it."""
        verdict = self._agreement.verdict()
        if verdict.gain < _WRONG and verdict.short > _SHORT and verdict.likeness < _TURN:
            self._wrong += 1
        elif verdict.likeness > _SURE:
            self._wrong = 0
            self._pull(max(-1.0, min(1.0, verdict.late)))
        off = abs(math.log(max(verdict.gain, 1e-3)))
        if off > (0.1 if verdict.likeness > _SAME_SHAPE else 0.25) and verdict.likeness > _TURN:
            self._filter.scale(verdict.gain)
            self._agreement = Agreement()
        elif self._wrong >= _WRONGS:
            self._mistrust()
        elif self._judge.removal > _GOOD_DB and self._compared % (8 * _CHECK) == 0:
            self._good = self._filter.way

    def _mistrust(self) -> None:
        """Begin anew: the room, the place or the delay is another."""
        self._wrong, self._settling = 0, _SETTLE
        self._filter.forget(self._gain())
        self._rehearse(WINDOW // 2)
        self._finder.forget()
        self._agreement = Agreement()
        self._judge.search()

    def _pull(self, late: float) -> None:
        reference = self._reference
        reference.delay = max(0.0, reference.delay + _PULL * late)
        self._agreement.corrected(late=_PULL * late)
        if self._settling:  # the clocks run as before, whatever moved
            self._settling -= 1
            return
        drift = reference.drift + _LEARN * late / (_CHECK * CHUNK)
        reference.drift = max(-MOST_DRIFT, min(MOST_DRIFT, drift))

    def _suppress(self, clean: bytes, aligned: bytes) -> bytes:
        if self._presence is None or self._judge.state is EchoState.NONE:
            return clean
        return self._presence.suppress(clean, aligned)


def _floats(pcm: bytes) -> Floats:
    return np.frombuffer(pcm, np.int16).astype(np.float32) / np.float32(32768)


def _pcm(sound: Floats) -> bytes:
    return np.clip(np.rint(sound * 32768), -32768, 32767).astype(np.int16).tobytes()


def _power(sound: Floats) -> float:
    return float(sound @ sound) / len(sound)


def _decibels(power: float) -> float:
    return max(SILENT, 10 * math.log10(power + 1e-12))


def _dbfs(sound: Floats) -> float:
    return _decibels(_power(sound))
