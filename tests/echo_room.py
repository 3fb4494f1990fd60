"""A room in which the coach is heard again: what is played, through walls, beside the user.

For sessions in step: each block that is played gives the microphone's block of the same
stretch of time. The same input gives the same output.
"""

import numpy as np
import soxr

RATE = 16_000


def response(seed=1, delay=0.03, rt60=0.35):
    """Return the way from loudspeaker to microphone: direct sound, then a tail; energy of 1."""
    chance = np.random.default_rng(seed)
    length = round(rt60 * RATE)
    tail = chance.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    tail[0] = 4.0
    way = np.concatenate([np.zeros(round(delay * RATE)), tail])
    return way / np.sqrt(np.sum(way * way))


class EchoRoom:
    """A microphone that hears the loudspeaker, the user, and the hiss of the room."""

    def __init__(self, user, rate, *, echo=0.3, way=None, hiss=15.0, seed=2):
        """Prepare.

        Args:
            user: samples at 16 kHz, from the start of the session; silence after them.
            rate: of what is played.
            echo: loudness of the coach at the microphone: 1.0 is as played; 0 for headphones.
            way: response of the room.
            hiss: deviation of the noise; 15 is about -67 dBFS.
            seed: of the noise.
        """
        self._user = np.asarray(user, np.float32)
        self._echo = echo
        self._way = response() if way is None else way
        self._hiss, self._chance = hiss, np.random.default_rng(seed)
        self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32")
        self._rate = rate
        self._line = np.zeros(0, np.float32)
        self._ringing = np.zeros(len(self._way) - 1)
        self._at = 0

    @property
    def ended(self):
        """Whether the user has nothing more to say."""
        return self._at >= len(self._user)

    def read(self, pcm):
        """Return what is heard while ``pcm`` is played."""
        count = len(pcm) * RATE // self._rate
        fresh = self._resampler.resample_chunk(pcm.astype(np.float32))
        self._line = np.concatenate([self._line, fresh])
        played = self._line[:count]
        self._line = self._line[count:]
        played = np.concatenate([np.zeros(count - len(played)), played])
        heard = self._through(played) * self._echo
        said = self._user[self._at : self._at + count]
        heard[: len(said)] += said
        heard += self._chance.standard_normal(count) * self._hiss
        self._at += count
        return np.clip(heard, -32768, 32767).astype("<i2").tobytes()

    def _through(self, played):
        size = 1 << (len(played) + len(self._way)).bit_length()
        whole = np.fft.irfft(np.fft.rfft(played, size) * np.fft.rfft(self._way, size), size)
        whole = whole[: len(played) + len(self._way) - 1]
        whole[: len(self._ringing)] += self._ringing[: len(whole)]
        self._ringing = whole[len(played) :].copy()
        return whole[: len(played)]


def over(length, words):
    """Return ``length`` seconds in which each of ``words`` (second -> samples) is said."""
    user = np.zeros(round(length * RATE), np.float32)
    for at, samples in words.items():
        start = round(at * RATE)
        user[start : start + len(samples)] += samples
    return user
