"""A recording as blocks of samples, so that it is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.adapters.codecs._phrases import Phrases
from voicecoach.ports import Take
from voicecoach.sound.bed import ducking, mixed
from voicecoach.sound.clip import Pcm
from voicecoach.sound.room import room_tone, wrapped

_TONE = 4
"""Seconds after which the room tone comes round."""


def samples(take: Take, rate: int) -> int:
    """Return how many samples ``take`` has at ``rate`` samples a second."""
    return -(-take.recording.length * rate // 1000)


def blocks(take: Take, rate: int, size: int) -> Iterator[Pcm]:
    """Yield all samples of ``take``, ``size`` at a time; the last block may be shorter."""
    phrases, length = Phrases(take, rate), samples(take, rate)
    tone = room_tone(take.profile.room_tone, _TONE * rate, rate)
    music = take.music.bed(length, rate) if take.music else None
    ends = map(sum, zip(phrases.starts, phrases.lengths, strict=True))
    duck = ducking(zip(phrases.starts, ends, strict=True), rate)
    first = 0
    for at in range(0, length, size):
        out = wrapped(tone, at, min(size, length - at))
        first = _lay(phrases, first, at, out)
        if music is not None:
            out = mixed(out, music[at : at + len(out)], duck.gain(at, len(out)))
        yield out


def _lay(phrases: Phrases, first: int, at: int, out: Pcm) -> int:
    """Add to ``out``, which begins at sample ``at``, the cues from ``first`` that fall into it.

    Returns the first cue that goes on after it.
    """
    stop = at + len(out)
    for index in range(first, len(phrases.starts)):
        start = phrases.starts[index]
        end = start + phrases.lengths[index]
        if start >= stop:
            return index
        begin, last = max(start, at), min(end, stop)
        out[begin - at : last - at] += phrases.pcm(index)[begin - start : last - start]
        if end > stop:
            return index
        phrases.done(index)
    return len(phrases.starts)
