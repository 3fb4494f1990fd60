"""One word from the left and one from the right: a stereo stream of its own, for the sound check.

The coach itself is mono: it sounds the same on both sides, or on one headphone alone.
"""

from __future__ import annotations

from collections.abc import Generator
from threading import Event
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.adapters.support.soundcard import (
    BUFFERED_BLOCKS,
    Kind,
    channels,
    close_device,
    open_device,
    start_device,
)
from voicecoach.errors import DeviceError

if TYPE_CHECKING:
    from voicecoach.sound.clip import Pcm

BLOCK_MS = 50
GAP = 0.5
"""Seconds of silence after each word."""
PATIENCE = 5.0
"""Seconds by which a device may be late."""


def has_sides(device: str = "") -> bool:
    """Return whether a loudspeaker has more than one channel, as far as can be told."""
    return channels(Kind.SPEAKER, device) != 1


def play_sides(left: Pcm, right: Pcm, rate: int, device: str = "") -> None:
    """Play ``left`` on the left side, then ``right`` on the right one, and wait for their end.

    Args:
        left: mono, shape (n,).
        right: the same.
        rate: samples a second of both.
        device: any part of the device's name; empty for the default one.

    Raises:
        DeviceError: there is no such loudspeaker, or it does not play.
    """
    stereo = both(left, right, round(GAP * rate))
    ended = Event()
    feed = _feed(stereo.tobytes(), ended)
    next(feed)
    speaker = open_device(Kind.SPEAKER, rate, BLOCK_MS, device, wide=2)
    start_device(Kind.SPEAKER, speaker, feed)
    try:
        if not ended.wait(len(stereo) / rate + PATIENCE):
            raise DeviceError("The speaker does not play; is another program using it alone?")
    finally:
        close_device(speaker)


def both(left: Pcm, right: Pcm, gap: int) -> Pcm:
    """Return two words as stereo, shape (n, 2): each on its side, ``gap`` samples after each."""
    stereo = np.zeros((len(left) + len(right) + 2 * gap, 2), np.int16)
    stereo[: len(left), 0] = left
    stereo[len(left) + gap :][: len(right), 1] = right
    return stereo


def _feed(sound: bytes, ended: Event) -> Generator[bytes, int, None]:
    """Hand out ``sound``, then silence; ``ended`` once the device's buffer has been played."""
    wanted = yield b""
    at = after = 0
    while True:
        size = 4 * wanted
        part = sound[at : at + size]
        at += size
        after += at > len(sound)
        if after > BUFFERED_BLOCKS:
            ended.set()
        wanted = yield part.ljust(size, b"\0")
