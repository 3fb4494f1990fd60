"""What the loudspeaker was given, kept until the microphone's clock has come so far.

The sound thread pushes blocks, the microphone's thread takes chunks. Both clocks run
nearly alike; as long as they do, the delay between what is taken and what is heard
stays the same. Where one runs away, the line is cut back or filled up once in a
while: a jump of the delay, which `EchoCanceller` finds and follows.
"""

from __future__ import annotations

import math
from collections import deque
from threading import Lock

import numpy as np
import numpy.typing as npt

from voicecoach.sound.clip import Pcm

RATE = 16_000
"""Samples a second of what is taken."""
CUSHION_MS = 60
"""Sound that is waited for before the first is taken: blocks come each 50 ms, not evenly."""
LONGEST_MS = 2000
"""Sound kept at most while nobody takes any."""
SLACK_MS = 40
"""By which the line may have grown longer than it was at first before it is cut back."""
_MORE = RATE // 100
"""Samples by which the cushion grows where it was too thin, 10 ms: else the delay jumped again and
again, each 10 s on a busy machine."""
_MOST_CUSHION = RATE // 10
"""Samples that it grows to, 100 ms: the loudspeaker's own buffer is longer."""
_START_MS = 20
"""Sound kept on top of the cushion when the first is taken."""
_HALF = 16
"""Samples at `RATE` on each side from which one is made."""
_PHASES = 441
"""Places between two samples that are told apart: all there are for 22050, 24000, 44100, 48000."""
_PASSED = 0.92
"""Share of the band that passes: the rest is for the slope of the filter."""
_WATCH = 4 * RATE
"""Samples taken between two judgements of the line's length: the shortest of 4 s counts."""


class Played:
    """A line with two ends, for two threads; neither waits for longer than a copy takes."""

    def __init__(self, rate: int, cushion_ms: int = CUSHION_MS) -> None:
        """Make an empty line.

        Args:
            rate: samples a second of what is pushed; above 0.
            cushion_ms: sound that must be there before any is taken; 0 or more.
        """
        self._resampler = _Resampler(rate)
        self._cushion = cushion_ms * RATE // 1000
        self._lock = Lock()
        self._line: deque[npt.NDArray[np.int16]] = deque()
        self._length = 0
        self._flowing = False
        self._shortest = LONGEST_MS * RATE
        self._usual: int | None = None
        self._watched = 0

    def push(self, pcm: Pcm) -> None:
        """Append what the loudspeaker is given, mono, at `rate`; from one thread only."""
        if not len(pcm):
            return
        sound = self._resampler.resample_chunk(pcm.astype(np.float32))
        ready = np.clip(np.rint(sound), -32768, 32767).astype(np.int16)
        with self._lock:
            self._line.append(ready)
            self._length += len(ready)
            self._drop(self._length - LONGEST_MS * RATE // 1000)

    def take(self, count: int) -> bytes:
        """Return the next ``count`` samples, mono, 16 bit, 16 kHz; silence where there are none.

        From one thread only. After the line ran dry, silence is given until there is a cushion.
        """
        out = np.zeros(count, np.int16)
        with self._lock:
            if not self._flowing and self._length >= max(1, self._cushion):
                self._flowing = True
                self._skip_old(count)
            if self._flowing:
                self._fill(out)
                self._trim(count)
        return out.tobytes()

    def _skip_old(self, count: int) -> None:
        """Drop what was played long before the first is taken.

        The loudspeaker starts before the microphone. Taken from its first sound on, the line
        would come after its own echo, and an echo that is there already cannot be predicted.
        """
        if self._cushion:
            self._drop(self._length - max(count, self._cushion + _START_MS * RATE // 1000))

    def _fill(self, out: npt.NDArray[np.int16]) -> None:
        if self._length < len(out):
            self._flowing, self._usual = False, None
            if self._cushion:
                self._cushion = min(self._cushion + _MORE, _MOST_CUSHION)
        at = 0
        while at < len(out) and self._line:
            part = self._line.popleft()
            use = min(len(part), len(out) - at)
            out[at : at + use] = part[:use]
            if use < len(part):
                self._line.appendleft(part[use:])
            at += use
        self._length -= at

    def _trim(self, count: int) -> None:
        """Cut the line back if all the time it is longer than it was at first."""
        self._shortest = min(self._shortest, self._length)
        self._watched += count
        if self._watched < _WATCH:
            return
        if self._usual is None:
            self._usual = self._shortest
        else:
            over = self._shortest - self._usual
            self._drop(over if over > SLACK_MS * RATE // 1000 else 0)
        self._watched, self._shortest = 0, LONGEST_MS * RATE

    def _drop(self, count: int) -> None:
        while count > 0:
            part = self._line.popleft()
            self._length -= min(count, len(part))
            if len(part) > count:
                self._line.appendleft(part[count:])
            count -= len(part)


class _Resampler:
    """Brings sound to `RATE` by a windowed sinc, and holds nothing back but half its length.

    A streaming resampler hands over bursts of 33 ms: those would have to wait in the line, and
    the line came after its own echo.
    """

    def __init__(self, rate: int) -> None:
        self._step = rate / RATE
        self._half = round(_HALF * max(1.0, self._step))
        taps = np.arange(1 - self._half, self._half + 1)
        off = taps[None, :] - np.arange(_PHASES + 1)[:, None] / _PHASES
        width = max(1.0, self._step) / _PASSED
        window = np.cos(np.pi / 2 * np.clip(off / self._half, -1, 1)) ** 2
        weights = np.sinc(off / width) * window
        self._weights = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
        self._taps = taps
        self._rest = np.zeros(2 * self._half, np.float32)
        self._at = float(self._half)

    def resample_chunk(self, x: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return what can be told of the sound at `RATE` so far."""
        if self._step == 1.0:
            return x
        sound = np.concatenate([self._rest, x])
        count = max(0, math.ceil((len(sound) - self._half - self._at) / self._step))
        places = self._at + self._step * np.arange(count)
        whole = places.astype(int)
        phase = np.rint((places - whole) * _PHASES).astype(int)
        out: npt.NDArray[np.float32] = np.einsum(
            "ij,ij->i", sound[whole[:, None] + self._taps], self._weights[phase]
        )
        following = self._at + self._step * count
        drop = max(0, int(following) - self._half)
        self._rest, self._at = sound[drop:], following - drop
        return out
