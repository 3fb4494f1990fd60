"""When the first word sounds after the start of a program, on a virtual loudspeaker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from beat_parts.saying import player

from live_room import Rows, Tape
from program import child
from sound_server import SoundServer

RATE = 16_000
FRAME = RATE // 100
LOUD_DBFS = -40.0
"""Of the mean of 10 ms: the soft tone before the first word is 3 dB below, at its loudest."""
PATIENCE = 60.0
"""Seconds until a program speaks, on a busy machine."""
AFTER = 0.6
"""Seconds that are recorded after a program has begun to say something: its buffers hold less."""
LATENCY = 10
"""Milliseconds of the blocks in which the virtual loudspeaker plays: the first word is as exact."""
SOON = 0.5
"""Seconds after a word in which its moment is looked for: one packet of sound may be late."""
HELLO = Path(__file__).parents[1] / "baselines" / "say_hello.py"
WELCOME = "Welcome. First some questions; answer aloud, and say repeat or help at any time."
"""What the visit says first; the baseline says the same."""


@dataclass(frozen=True, slots=True)
class Start:
    """The start of one session, in seconds after the program was started."""

    word: float
    """When the first word sounded, whatever it was."""
    visit: float
    """When the visit began to speak: after "I am preparing your session", where that is said."""


def first_word(pcm: npt.NDArray[np.int16]) -> int | None:
    """Return the first sample of the first word at `RATE`; None if there is none."""
    frames = pcm[: len(pcm) // FRAME * FRAME].astype(float).reshape(-1, FRAME)
    loud = np.flatnonzero(np.mean(frames**2, axis=1) > 10 ** (LOUD_DBFS / 10) * 32768**2)
    return int(loud[0]) * FRAME if len(loud) else None


@contextmanager
def session(
    server: SoundServer, home: Path, name: str, *options: str
) -> Iterator[tuple[subprocess.Popen[str], Start]]:
    """Start a session and yield the program with when it began to speak; end it.

    Args:
        server: has the virtual devices.
        home: of the user; holds the cache of the voice.
        name: of this session: its log is its own, so that none goes on with another.
        options: of the command.
    """
    tape, follow = recording(server), Rows(home / f"{name}.jsonl")
    began = time.monotonic()
    program = child(
        home, "start", *options, "--events", str(home / f"{name}.jsonl"),
        "--data-dir", str(home / f"{name}-log"), stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, env=server.env | {"PYTHONPATH": as_installed(home)},
    )  # fmt: skip
    try:
        says = {"answer", "said"}
        spoke = follow.until(lambda: any(row["event"] in says for _, row in follow.rows), PATIENCE)
        follow.until(lambda: False, AFTER)
        word = moment(tape)
        if not spoke or word is None:
            raise RuntimeError(f"the session {name} says nothing; status {program.poll()}")
        at = min(at for at, row in follow.rows if row["event"] in says)
        yield program, Start(word - began, max(word, at) - began)
    finally:
        follow.close()
        program.kill()
        program.wait(5)


def as_installed(folder: Path) -> str:
    """Return a search path on which scipy is not found: only the tests bring it.

    hibari would take it, and with it 30 MB.
    """
    hidden = folder / "hidden"
    hidden.mkdir(exist_ok=True)
    (hidden / "scipy.py").write_text("raise ImportError\n", encoding="utf-8")
    return str(hidden)


def hello(server: SoundServer, folder: Path) -> float:
    """Return the seconds from the start of the baseline to its first word."""
    tape, began = recording(server), time.monotonic()
    env = os.environ | server.env | {"PATH": player(folder)}
    program = subprocess.Popen(
        [sys.executable, str(HELLO), WELCOME], env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _wait(tape.loud)
    finally:
        os.killpg(program.pid, signal.SIGKILL)  # the player that it has started, too
        program.wait(5)
    word = moment(tape)
    if word is None:
        raise RuntimeError("the baseline says nothing")
    return word - began


class LiveTape(Tape):
    """A recording that can be asked, while it runs, whether anything has been said."""

    def moment(self, place: int) -> float:
        """Return when a sample was played.

        Only what came after it tells: a busy machine makes the device lose sound, as when a
        stream is opened, and what came before such a gap is dated too early by it.
        """
        near = [start for count, start in self._marks if place <= count <= place + SOON * RATE]
        return min(near) + place / RATE

    def loud(self) -> bool:
        """Return whether a word has begun, and `AFTER` has gone by since."""
        pcm = np.frombuffer(b"".join(self._parts), "<i2")
        word = first_word(pcm)
        return word is not None and len(pcm) - word > AFTER * RATE

    def runs(self) -> bool:
        """Return whether sound comes in."""
        return bool(self._marks)


def recording(server: SoundServer) -> LiveTape:
    """Return a recording of the virtual loudspeaker that has begun."""
    tape = LiveTape(server, "vc_speaker.monitor", LATENCY)
    _wait(tape.runs)
    return tape


def moment(tape: Tape) -> float | None:
    """End a recording, and return when its first word sounded."""
    place = first_word(tape.close())
    return None if place is None else tape.moment(place)


def _wait(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > until:
            raise RuntimeError("the virtual loudspeaker plays nothing")
        time.sleep(0.02)
