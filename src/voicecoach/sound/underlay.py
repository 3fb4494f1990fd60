"""Music under a live session: how loud it is at each sample that the deck hands out.

Rule 1. It sounds while the tape rolls and nobody speaks to the coach. Else it is silent, and it
        goes on where it was.
Rule 2. To the words of the tape it gives way before they begin, as in a recording (`sound.bed`).
        What comes unannounced, an answer or a chime, it gives way to at once.
Rule 3. It comes back slowly, whatever it was silent or low for.
Rule 4. Music that is late is silence, and never waited for.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from voicecoach.core.units import Ms
from voicecoach.sound.bed import DUCK, UP, ducking
from voicecoach.sound.clip import Pcm
from voicecoach.sound.mixing import Floats
from voicecoach.sound.reel import Reel, samples

AT_ONCE = Ms(40)
"""Length of the way down, before what comes unannounced and for somebody who speaks: no click,
and over before a word can be told. The way up, `UP`, is a whole multiple of it."""


class Underlay:
    """The music of one deck, which alone calls it."""

    def __init__(self, rate: int, read: Callable[[int], Pcm], fade: int) -> None:
        """Prepare; nothing is read before it is to sound.

        Args:
            rate: samples a second.
            read: returns at once the next samples of music, at most as many as asked for.
            fade: samples in which it is cut off.
        """
        self._rate, self._read, self._fade = rate, read, fade
        self._ducking = ducking((), rate)
        self._full = samples(UP, rate)
        self._risen = 0
        self._lowered = 0
        self._tail: Floats = np.zeros(0)

    def load(self, reel: Reel) -> None:
        """Give way to the words and chimes of ``reel`` from now on."""
        sounds = zip(reel.starts, reel.clips, strict=True)
        spans = ((at, at + len(clip.pcm)) for at, clip in sounds if len(clip.pcm))
        self._ducking = ducking(spans, self._rate)

    def cut(self, playhead: int) -> None:
        """Fall silent within the fade; it rises slowly when it is wanted again."""
        if self._risen:
            part = self._read(self._fade)
            ramp = np.linspace(1.0, 0.0, len(part)) * (self._risen / self._full) ** 2
            levels = np.minimum(self._ducking.level(playhead, len(part)), self._beside)
            self._tail = part * ramp * 10 ** (levels / 20)
        self._risen = 0

    def render(self, count: int, playhead: int, *, wanted: bool, beside: int) -> Floats | None:
        """Return the next ``count`` samples, or None where all of them are silence.

        Args:
            count: samples of the block.
            playhead: of the tape at its start, in samples.
            wanted: whether it is to sound: the tape rolls, and nobody speaks.
            beside: samples from the start of the block in which something unannounced sounds.
        """
        lowered = self._lower(count, beside)
        out: Floats | None = None
        if wanted or self._risen:
            risen = self._rise(count, wanted=wanted)
            levels = np.minimum(self._ducking.level(playhead, count), -DUCK * lowered)
            sounding = count if wanted else int(np.count_nonzero(risen))
            out = self._in_time(count, sounding) * risen**2 * 10 ** (levels / 20)
        if len(self._tail):
            out = np.zeros(count) if out is None else out
            part, self._tail = self._tail[:count], self._tail[count:]
            out[: len(part)] += part
        return out

    @property
    def _beside(self) -> float:
        return -DUCK * self._lowered / self._full

    def _rise(self, count: int, *, wanted: bool) -> Floats:
        """Return how far it has risen at each sample, 0 to 1."""
        step = 1 if wanted else -(UP // AT_ONCE)
        way = np.clip(self._risen + step * np.arange(1, count + 1), 0, self._full)
        self._risen = int(way[-1]) if count else self._risen
        return way / self._full

    def _lower(self, count: int, beside: int) -> Floats:
        """Return how far it has given way to what is unannounced at each sample, 0 to 1."""
        beside = min(count, beside)
        down = np.minimum(self._lowered + UP // AT_ONCE * np.arange(1, beside + 1), self._full)
        lowest = int(down[-1]) if beside else self._lowered
        up = np.maximum(lowest - np.arange(1, count - beside + 1), 0)
        way = np.concatenate([down, up])
        self._lowered = int(way[-1]) if count else lowest
        return way / self._full

    def _in_time(self, count: int, sounding: int) -> Floats:
        """Return ``count`` samples, after ``sounding`` of music silence.

        Where the music is late it fades, and rises anew when it is there again.
        """
        part = self._read(sounding)[:sounding].astype(np.float64)
        if len(part) < sounding:
            self._risen = 0
            edge = min(self._fade, len(part))
            part[len(part) - edge :] *= np.linspace(1.0, 0.0, edge)
        return np.concatenate([part, np.zeros(count - len(part))])
