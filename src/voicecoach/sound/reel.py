"""A timeline turned into sound: each cue's clip at its sample."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from voicecoach.core.events import Chime
from voicecoach.core.timeline import Cue, CueKind, Timeline
from voicecoach.core.units import Ms
from voicecoach.sound.chimes import make_chime
from voicecoach.sound.clip import Clip, Pcm


def samples(at: Ms, rate: int) -> int:
    """Return the sample that a time falls on."""
    return round(at * rate / 1000)


def clip_start(cue: Cue, clip: Clip) -> int:
    """Return the first sample of ``clip``; if it has a beat, its attack falls just there."""
    if cue.beat is None:
        return samples(cue.start, clip.rate)
    return samples(cue.beat, clip.rate) - clip.attack


@dataclass(frozen=True)
class Reel:
    """Clips in order, none overlapping the next."""

    starts: list[int]
    clips: list[Clip]
    length: int
    """Samples from the start of the session to its end."""

    def read(self, start: int, count: int, first: int = 0) -> Pcm:
        """Return ``count`` samples from ``start``, leaving out clips before index ``first``."""
        out = np.zeros(count, np.int16)
        index = max(first, bisect_left(self.starts, start) - 1)
        for at, clip in zip(self.starts[index:], self.clips[index:], strict=True):
            if at >= start + count:
                break
            begin, end = max(at, start), min(at + len(clip.pcm), start + count)
            if begin < end:
                out[begin - start : end - start] = clip.pcm[begin - at : end - at]
        return out

    def first_from(self, start: int) -> int:
        """Return the index of the first clip that starts at or after ``start``."""
        return bisect_left(self.starts, start)


def make_reel(timeline: Timeline, clip_of: Callable[[str], Clip], rate: int) -> Reel:
    """Return the sound of ``timeline``.

    Args:
        timeline: what sounds when.
        clip_of: the clip of a text, at ``rate``.
        rate: samples a second.
    """
    starts, clips = [], []
    for cue in timeline.cues:
        clip = make_chime(Chime(cue.text), rate) if cue.kind is CueKind.CHIME else clip_of(cue.text)
        starts.append(clip_start(cue, clip))
        clips.append(clip)
    # Rounded up: a playhead at the end must read as the end, whatever the rate.
    return Reel(starts, clips, -(-timeline.end * rate // 1000))


def blank_reel(length: int = 0) -> Reel:
    """Return a reel without a sound."""
    return Reel([], [], length)
