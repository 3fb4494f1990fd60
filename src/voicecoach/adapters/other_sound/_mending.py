"""Gives back what processes that were killed, or lost their server, had lowered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from voicecoach.adapters.other_sound._notes import Left, left_behind
from voicecoach.adapters.other_sound._sounds import Sounds
from voicecoach.core.other_volume import was_left


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
        now = memory.get(name)
        if now is None or not was_left(before, now.volume):
            continue
        for stream in server.streams():
            if stream.memory == name and stream.volume == now.volume:
                server.put(stream.number, before)
        server.remember(name, replace(now, volume=before))
        count += 1
    return count
