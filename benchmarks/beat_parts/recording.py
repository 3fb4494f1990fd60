"""What a virtual loudspeaker plays, sample by sample; and a second one beside it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from threading import Thread
from typing import Self

import numpy as np

from beat_parts.attacks import Samples
from sound_server import SoundServer

RATE = 48_000
LATENCY_MS = 10
"""Sound that the recorder is handed at once. The device then plays in blocks of as much, and a
stream can begin at any of them; with longer blocks a program that starts one for each word would
be late by the device's doing."""
END = 5.0
"""Seconds at both ends of a recording from which its clock is told."""
OTHER = "vc_other"
"""The second loudspeaker."""


class Recorder:
    """Records a source of the sound server while it is entered."""

    rate = RATE

    def __init__(self, server: SoundServer, source: str) -> None:
        """Prepare to record ``source``, for instance `vc_speaker.monitor`."""
        self.pcm: Samples = np.zeros(0, np.int16)
        self.lost = 0.0
        """Seconds that passed without being played, as on a machine that is too busy: all that
        is heard after them is as much too early in the recording."""
        self._server, self._source = server, source

    def __enter__(self) -> Self:
        self._process = self._server.start_process(
            "parec", "-d", self._source, f"--rate={RATE}", "--channels=1", "--format=s16le",
            f"--latency-msec={LATENCY_MS}", "--raw", stdout=subprocess.PIPE,
        )  # fmt: skip
        self._parts: list[bytes] = []
        self._marks: list[tuple[float, float]] = []
        self._thread = Thread(target=self._take, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        time.sleep(0.2)  # what is in the recorder's buffer
        self._process.terminate()
        self._process.wait(5)
        self._thread.join(5)
        whole = b"".join(self._parts)
        self.pcm = np.frombuffer(whole[: len(whole) // 2 * 2], "<i2")
        self.lost = lost(self._marks)

    def _take(self) -> None:
        count = 0
        while part := self._process.stdout.read1(1 << 16):
            self._parts.append(part)
            count += len(part)
            self._marks.append((count / 2 / RATE, time.monotonic()))


def lost(marks: Sequence[tuple[float, float]]) -> float:
    """Return how much more time has passed than was recorded, in seconds.

    Args:
        marks: for each chunk, the seconds recorded and the moment. A chunk may come late but
            never early, so at each end the earliest counts.
    """
    if not marks:
        return 0.0
    begun = [(at, moment - at) for at, moment in marks]
    first = min(start for at, start in begun if at <= begun[0][0] + END)
    return min(start for at, start in begun if at >= begun[-1][0] - END) - first


def open_other(server: SoundServer) -> None:
    """Add a second loudspeaker, like the first."""
    server.pactl(
        "load-module", "module-null-sink", "norewinds=1", f"rate={RATE}", "channels=2",
        f"sink_name={OTHER}",
    )  # fmt: skip
