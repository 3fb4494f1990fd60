"""A room in which the coach is heard again, block by block: loudspeaker, delay, walls, hiss."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import soxr

from lab.mixing import loudness, to_pcm
from lab.rooms import response, some_room, through

Floats = npt.NDArray[np.float32]

RATE = 16_000
DELAY = 0.11
"""Seconds from the deck to the microphone: the sound card's buffers."""
DRIVE = 0.7
"""Bend of the loudspeaker: distorts speech by 1.7 percent."""
HISS_DBFS = -62.0
DISTANCE = (0.5, 2.0)
"""Metres from the loudspeaker to the microphone."""


class Loudspeaker:
    """Takes what the deck renders, gives what the microphone hears of it, and the room's hiss."""

    def __init__(
        self,
        rate: int,
        seed: int,
        dbfs: float,
        example: Floats,
        tape: list[bytes] | None = None,
    ) -> None:
        """Make a room.

        Args:
            rate: samples a second of what is played.
            seed: of the room and its hiss.
            dbfs: level of the coach at the microphone, by the louder half of its frames.
            example: some of what will be played, at 16 kHz: sets the gain, once for all.
            tape: where all that is heard is kept, block by block; None to keep nothing.
        """
        self._tape = tape
        self._chance = np.random.default_rng([seed, 3])
        way = response(some_room(self._chance, DISTANCE, (0.3, 0.5)), self._chance)
        gain = 10 ** (dbfs / 20) / loudness(through(_bent(example), way))
        late = np.zeros(round(DELAY * RATE), np.float32)
        self._way = np.concatenate([late, way * np.float32(gain)])
        self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32")
        self._rate = rate
        self._line = np.zeros(0, np.float32)
        self._ringing = np.zeros(len(self._way) - 1)
        self._silent_for = 0
        self._size = 0
        self._spectrum = np.zeros(0, np.complex128)

    def read(self, pcm: npt.NDArray[np.int16], user: Floats | None = None) -> bytes:
        """Return what is heard while ``pcm`` is played, 16 bit, 16 kHz.

        Args:
            pcm: mono, at `rate`.
            user: somebody who speaks meanwhile, as loud as at the microphone.
        """
        count = len(pcm) * RATE // self._rate
        fresh = self._resampler.resample_chunk(pcm.astype(np.float32) / 32768)
        self._line = np.concatenate([self._line, fresh])
        played = self._line[:count]
        self._line = self._line[count:]
        played = np.concatenate([np.zeros(count - len(played), np.float32), played])
        heard = self._through(_bent(played))
        heard += self._chance.standard_normal(count) * 10 ** (HISS_DBFS / 20)
        if user is not None:
            heard[: len(user)] += user
        block = to_pcm(heard.astype(np.float32)).tobytes()
        if self._tape is not None:
            self._tape.append(block)
        return block

    def _through(self, played: Floats) -> npt.NDArray[np.float64]:
        self._silent_for = 0 if played.any() else self._silent_for + len(played)
        if self._silent_for > len(self._way) + len(played):
            return np.zeros(len(played))  # nothing rings any more
        length = len(played) + len(self._way) - 1
        size = 1 << (length - 1).bit_length()
        if self._size != size:
            self._size, self._spectrum = size, np.fft.rfft(self._way, size)
        whole = np.fft.irfft(np.fft.rfft(played, size) * self._spectrum, size)[:length]
        whole[: len(self._ringing)] += self._ringing
        self._ringing = whole[len(played) :].copy()
        return whole[: len(played)]


def _bent(sound: Floats) -> Floats:
    bent: Floats = np.tanh(DRIVE * sound) / DRIVE
    return bent
