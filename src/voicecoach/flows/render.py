"""A timeline laid on tape: the same clips at the same samples as live, without a clock."""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.core.timeline import Timeline
from voicecoach.sound.clip import Clip, Pcm
from voicecoach.sound.reel import make_reel


def render(timeline: Timeline, clip_of: Callable[[str], Clip], rate: int) -> Pcm:
    """Return the whole session as mono 16-bit samples."""
    reel = make_reel(timeline, clip_of, rate)
    return reel.read(0, reel.length)
