"""Predicts the echo of what is played: an adaptive filter that needs no double-talk detector.

A Kalman filter for each frequency of each part of the room's response: it knows how
unsure it is of its own taps, and how loud all is that it cannot explain, and learns
just as fast as the two allow. A user who speaks makes it slow, silence of the coach
stops it, an unknown room makes it fast.

After G. Enzner and P. Vary, "Frequency-domain adaptive Kalman filter for acoustic echo
control in hands-free telephones", Signal Processing 86 (2006); in parts as in F. Kuech,
E. Mabande and G. Enzner, "State-space architecture of the partitioned-block-based
acoustic echo controller", ICASSP 2014.
"""

from __future__ import annotations

import numpy as np

from voicecoach.sound.spectra import Floats, Spectra, power, spectrum, wave

HOP = 256
"""Samples predicted at once, 16 ms: half of it learns no better, 512 needs twice the time."""
PARTS = 15
"""Parts of the response, of `HOP` samples each: 240 ms; a room of RT60 0.5 s has then
decayed by 29 dB."""
FORGET = 3e-4
"""Share of the response's power that is doubted again with every hop: how fast rooms change."""
TRUST = 0.2
"""Share of what a hop seems to teach that is believed. In theory a half; but the parts hear
nearly the same vowel one after the other, and think they learn it each anew: with a half,
13 dB were removed after 3 to 6 s, with a fifth 24 dB."""
DOUBT = 3.0
"""Power gain of the whole way that is thought possible at first, as a factor of what the
levels on both sides suggest."""
DECAY_DB = 2.4
"""By which each further part is expected to be weaker: a room of RT60 0.4 s."""
SMOOTH = 0.8
"""Of the spectrum of what cannot be explained: about 70 ms."""
QUIET = 1e-6
"""Power, a sample at full scale being 1, that is added to that spectrum: 16-bit noise."""


class LinearEcho:
    """Learns the way from loudspeaker to microphone, and predicts the echo hop by hop."""

    def __init__(self) -> None:
        bins = HOP + 1
        fall = 10 ** (-DECAY_DB / 10 * np.arange(PARTS))
        self._fall = (fall / fall.sum() * np.ones((bins, 1))).T.astype(np.float32)
        self._before = np.zeros(HOP, np.float32)
        self._played = np.zeros((PARTS, bins), np.complex64)
        self._power = np.zeros((PARTS, bins), np.float32)
        self._way = np.zeros((PARTS, bins), np.complex64)
        self._doubt = DOUBT * self._fall
        self._rest = np.zeros(bins, np.float32)
        self._error = np.zeros(2 * HOP, np.float32)
        self._silent = PARTS

    def forget(self, gain: float = 0.1) -> None:
        """Know nothing of the way any more; what was played is kept.

        Args:
            gain: power at the microphone over power played, as far as known; above 0.
        """
        self._way[:] = 0
        self._doubt = np.float32(DOUBT * gain) * self._fall
        self._rest[:] = 0

    def predict(self, played: Floats) -> Floats:
        """Return the echo, shape (HOP,), that comes with the next ``played``, shape (HOP,)."""
        self._silent = 0 if played.any() else min(PARTS + 1, self._silent + 1)
        if self._silent > PARTS:
            return np.zeros(HOP, np.float32)
        self._played[1:] = self._played[:-1]
        self._power[1:] = self._power[:-1]
        self._played[0] = spectrum(np.concatenate([self._before, played]))
        self._power[0] = power(self._played[0])
        self._before = played
        return wave((self._way * self._played).sum(axis=0))[HOP:]

    def learn(self, left: Floats) -> None:
        """Learn from what is left of the microphone after the last prediction, shape (HOP,)."""
        if self._silent > PARTS:
            return  # nothing was played that could be learnt from, and nothing is to be doubted
        self._error[HOP:] = left
        error = spectrum(self._error)
        loud = power(error)
        self._rest += np.float32(1 - SMOOTH) * (loud - self._rest)
        noise = np.maximum(self._rest, loud) + np.float32(QUIET)
        # Half of a window of two hops is error: hence the factors of one half.
        gain = self._doubt / (0.5 * (self._doubt * self._power).sum(axis=0) + noise)
        turned = self._played * error.conj()
        step = wave(np.conjugate(turned, out=turned) * gain)
        step[:, HOP:] = 0  # a part of the response is no longer than a hop
        self._way += spectrum(step)
        self._doubt *= 1 - np.float32(TRUST) * gain * self._power
        self._doubt += np.float32(FORGET) * (self._part_power() - self._doubt)

    def scale(self, gain: float) -> None:
        """Take the way to be louder by the factor ``gain``: somebody turned the volume."""
        self._way *= np.float32(gain)
        self._doubt *= np.float32(gain * gain)

    @property
    def way(self) -> Spectra:
        """A copy of all that is known of the way, to come back to."""
        return self._way.copy()

    def recall(self, way: Spectra) -> None:
        """Take the way to be as it was once, or nearly so."""
        self._way = way.copy()
        self._doubt = np.float32(0.1) * np.tile(self._part_power(), (1, HOP + 1))
        self._rest[:] = 0

    def _part_power(self) -> Floats:
        """Return the mean power gain of each part, shape (PARTS, 1)."""
        mean: Floats = power(self._way).mean(axis=1, keepdims=True)
        return mean
