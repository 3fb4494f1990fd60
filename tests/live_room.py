"""A room for live sessions on virtual devices: the coach is heard again by the microphone.

The way from the loudspeaker to the microphone is made of loopbacks inside the sound server,
one for the direct sound and one for each wall: nothing outside the server can make it stutter.
Times are seconds of `time.monotonic`, in which sound and events are compared.
"""

from __future__ import annotations

import json
import subprocess
import time
from bisect import bisect_left
from pathlib import Path
from threading import Thread

import numpy as np

from sound_server import SoundServer
from spoken import write_wav

RATE = 16_000
"""Samples a second of what is said and recorded here."""
WALLS = ((60, 0.0), (73, -8.0), (88, -11.0), (110, -14.0))
"""Milliseconds that each way takes inside the server, and decibels of what it passes on."""
HISS = 25.0
"""Deviation of the room's own noise: -62 dBFS."""
POLL = 0.01
"""Seconds between two looks at the file of events."""
AROUND = 5 * RATE
"""Samples before and after one from which it is told when it was heard."""
TAPE_LATENCY = 40
"""Milliseconds of sound that a recorder is handed at once."""


def open_echo(server: SoundServer, decibels: float) -> None:
    """Let the microphone hear the loudspeaker, at ``decibels`` of as it was played."""
    for latency, loss in WALLS:
        before = _inputs(server)
        server.pactl(
            "load-module", "module-loopback", "source=vc_speaker.monitor", "sink=vc_micfeed",
            f"latency_msec={latency}", "adjust_time=0", "source_dont_move=1", "sink_dont_move=1",
        )  # fmt: skip
        for number in _inputs(server) - before:
            server.pactl("set-sink-input-volume", number, f"{decibels + loss:.1f}dB")


def echo_gain(decibels: float) -> float:
    """Return the decibels by which the energy of all ways together is below what was played."""
    return decibels + 10 * float(np.log10(sum(10 ** (loss / 10) for _, loss in WALLS)))


def _inputs(server: SoundServer) -> set[str]:
    return {line.split()[0] for line in server.pactl("list", "short", "sink-inputs").splitlines()}


class Mouth:
    """A user: says sounds into the virtual microphone, over the noise of a room."""

    def __init__(self, server: SoundServer, folder: Path, seconds: float) -> None:
        """Let the room sound for ``seconds``; its files are kept in ``folder``."""
        self._server, self._folder, self._count = server, folder, 0
        noise = np.random.default_rng(1).standard_normal(round(seconds * RATE)) * HISS
        write_wav(folder / "room.wav", noise.astype(np.int16), RATE)
        self._room = self._play(folder / "room.wav")

    def say(self, sound: np.ndarray) -> tuple[float, float]:
        """Say samples (16 bit range, 16 kHz); return when that began and was over, at most."""
        self._count += 1
        path = self._folder / f"word-{self._count}.wav"
        write_wav(path, np.clip(sound, -32768, 32767).astype(np.int16), RATE)
        began = time.monotonic()
        self._play(path).wait()
        return began, time.monotonic()

    def close(self) -> None:
        """End the noise."""
        self._room.kill()
        self._room.wait(5)

    def _play(self, path: Path) -> subprocess.Popen[bytes]:
        return self._server.start_process(
            "paplay", "--latency-msec=400", "-d", "vc_micfeed", str(path)
        )


class Tape:
    """Records a source of the sound server, and knows when each sample was heard."""

    def __init__(self, server: SoundServer, source: str, latency: int = TAPE_LATENCY) -> None:
        """Record from now on; ``source`` is `vc_speaker.monitor` or `vc_mic`.

        The server plays in blocks of ``latency`` milliseconds, and each is dated too early by
        up to as much.
        """
        self._parts: list[bytes] = []
        self._marks: list[tuple[int, float]] = []
        self._process = server.start_process(
            "parec", "-d", source, f"--rate={RATE}", "--channels=1", "--format=s16le",
            f"--latency-msec={latency}", "--raw", stdout=subprocess.PIPE,
        )  # fmt: skip
        self._thread = Thread(target=self._take, daemon=True)
        self._thread.start()

    def close(self) -> np.ndarray:
        """End and return all samples, 16 bit."""
        self._process.terminate()
        self._process.wait(5)
        self._thread.join(5)
        return np.frombuffer(b"".join(self._parts), "<i2")

    def place(self, moment: float) -> int:
        """Return the sample that was heard at a moment."""
        place = round((moment - self._marks[0][1]) * RATE)
        for _ in range(3):
            place = round((moment - self._start(place)) * RATE)
        return place

    def moment(self, place: int) -> float:
        """Return when a sample was heard."""
        return self._start(place) + place / RATE

    def _start(self, place: int) -> float:
        """Return when the recording would have begun, had it run as it did around ``place``.

        A chunk may be late but never early, so the earliest around counts. Not the earliest
        of all: the server's clock is not quite ours.
        """
        first = bisect_left(self._marks, (place - AROUND, 0.0))
        last = bisect_left(self._marks, (place + AROUND, 0.0))
        near = self._marks[first:last] or [self._marks[min(first, len(self._marks) - 1)]]
        return min(start for _, start in near)

    def _take(self) -> None:
        stream, count = self._process.stdout, 0
        while part := stream.read1(1 << 14):
            part += b"" if len(part) % 2 == 0 else stream.read(1)
            count += len(part) // 2
            self._parts.append(part)
            self._marks.append((count, time.monotonic() - count / RATE))


class Rows:
    """The file of events, followed while it is written: each row and when it came."""

    def __init__(self, path: Path) -> None:
        """Follow ``path`` from now on; it may not be there yet."""
        self.rows: list[tuple[float, dict]] = []
        """Moment and row; only grows."""
        self.allowed: frozenset[str] = frozenset()
        """What can be asked for just now."""
        self._path, self._ended = path, False
        self._thread = Thread(target=self._follow, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Read what is left, and end."""
        self._ended = True
        self._thread.join(5)

    def named(self, name: str, since: float = 0.0) -> list[tuple[float, dict]]:
        """Return the rows of one event from a moment on."""
        return [(at, row) for at, row in self.rows.copy() if row["event"] == name and at >= since]

    def until(self, true, limit: float) -> bool:
        """Wait until ``true()`` for ``limit`` seconds at most; return whether it is."""
        end = time.monotonic() + limit
        while not true():
            if time.monotonic() > end:
                return False
            time.sleep(POLL)
        return True

    def _follow(self) -> None:
        rest = ""
        self.until(lambda: self._ended or self._path.exists(), float("inf"))
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8") as file:
            last = False
            while not last:
                last = self._ended
                *lines, rest = (rest + file.read()).split("\n")
                now = time.monotonic()
                for line in lines:
                    row = json.loads(line)
                    if row["event"] == "phase":
                        self.allowed = frozenset(row["allowed"])
                    self.rows.append((now, row))
                time.sleep(POLL)
