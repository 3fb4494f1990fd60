"""Room tone: noise so low that nobody hears it, so that no player takes a pause for the end.

Some loudspeakers sleep in digital silence and wake up too late for a count. Shops of audio
books want no digital silence either.
"""

from __future__ import annotations

import numpy as np

from voicecoach.sound.clip import Pcm

_SEED = 1
_LOW, _HIGH = 100.0, 4000.0
"""Hz between which the noise lies: there an encoder keeps it, and a small loudspeaker plays it."""


def room_tone(level: float | None, length: int, rate: int) -> Pcm:
    """Return noise that goes on smoothly when it is played round and round; silence for None.

    Pink, so that each octave holds as much. The same arguments give the same samples.

    Args:
        level: mean power, in dBFS.
        length: samples.
        rate: samples a second.
    """
    if level is None or not length:
        return np.zeros(length, np.int16)
    hertz = np.fft.rfftfreq(length, 1 / rate)
    inside = (hertz >= _LOW) & (hertz <= _HIGH)
    angles = np.random.default_rng(_SEED).uniform(0, 2 * np.pi, len(hertz))
    spectrum = np.where(inside, 1 / np.sqrt(np.maximum(hertz, 1.0)), 0.0) * np.exp(1j * angles)
    noise = np.fft.irfft(spectrum, length)
    power = float(np.square(noise).mean())
    if power == 0.0:  # too short to hold any of it
        return np.zeros(length, np.int16)
    tone: Pcm = np.rint(noise * (32768 * 10 ** (level / 20) / power**0.5)).astype(np.int16)
    return tone


def wrapped(loop: Pcm, at: int, length: int) -> Pcm:
    """Return ``length`` new samples of ``loop`` played round and round, from sample ``at``."""
    start = at % len(loop)
    return np.tile(loop, -(-(start + length) // len(loop)))[start : start + length]
