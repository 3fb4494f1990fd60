"""Gives back what processes that were killed, or lost their server, had lowered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from voicecoach.adapters.other_sound._notes import Left, left_behind
from voicecoach.adapters.other_sound._sounds import Remembered, Sounds
from voicecoach.core.other_streams import Stream
from voicecoach.core.other_volume import LOWERED, Volume, alike, quieter, was_left

CHANNELS = {1: ("mono",), 2: ("front-left", "front-right")}
"""Where the channels of a stream that has ended were, by their count."""


def mend(server: Sounds, folder: Path) -> int:
    """Give back what the notes in ``folder`` tell; return how many volumes it were.

    What is neither lowered nor in between has been changed by its user since, and stays.

    Raises:
        DeviceError: the server has gone.
    """
    return sum(_streams(server, left) + _memory(server, left) for left in left_behind(folder))


def _streams(server: Sounds, left: Left) -> int:
    """Mend the streams that were lowered, if it is the same run of the server."""
    if left.run != server.run:
        return 0
    playing, count = {each.number: each for each in server.streams()}, 0
    for number, before in left.streams:
        if number in playing and was_left(before, playing[number].volume):
            server.put(number, before)
            count += 1
    return count


def _memory(server: Sounds, left: Left) -> int:
    """Mend what is remembered, and the streams that have begun as it is."""
    memory, count = server.memory(), 0
    for name, before in left.memory:
        streams = [stream for stream in server.streams() if stream.memory == name]
        known = memory.get(name)
        if server.blind:
            known = _supposed(before, streams)
        if known is None or not was_left(before, known.volume):
            continue
        for stream in streams:
            if alike(stream.volume, known.volume):
                server.put(stream.number, before)
        server.remember(name, replace(known, volume=before))
        count += 1
    return count


def _supposed(before: Volume, streams: list[Stream]) -> Remembered | None:
    """Return what a server that tells nothing may remember: the worst, unless a stream shows else.

    None if such a stream plays at a volume that we never gave it: its user set it.
    """
    lowered = quieter(before, LOWERED)
    if any(not alike(stream.volume, lowered) for stream in streams):
        return None
    channels = streams[0].channels if streams else CHANNELS.get(len(before), ())
    return Remembered(lowered, channels) if channels else None
