"""Words on file devices: the microphone is a file, so is the loudspeaker, and no clock runs."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr
from hands_free_parts.judging import Judged, Recorded, judge

from live_room import RATE
from live_user import Saying, unasked
from program import child, rows
from reaction_parts.setting import ECHO_DB, Script, options
from spoken import read_wav, write_wav

LONGEST = 600
"""Seconds that a session over files may take here."""
POLL = 0.05

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of the words of a session."""

    judged: list[Judged]
    unasked: list[tuple[float, str]]
    """Commands that came while nobody spoke, with their moments."""
    seconds: float
    """Of the session."""


class FileTape:
    """A file knows when each sample is heard: a stand-in for `live_room.Tape`."""

    def place(self, moment: float) -> int:
        """Return the sample at a second."""
        return round(moment * RATE)

    def moment(self, place: int) -> float:
        """Return the second of a sample."""
        return place / RATE


class FileRows:
    """The events of a session over files, with their seconds, as `live_room.Rows` has them."""

    def __init__(self, every: list[Row]) -> None:
        """Take what was written to the file of events."""
        self.rows = [(int(row["at_ms"]) / 1000, row) for row in every]

    def named(self, name: str, since: float = 0.0) -> list[tuple[float, Row]]:
        """Return the rows of one event from a second on."""
        return [(at, row) for at, row in self.rows if row["event"] == name and at >= since]


def to_files(folder: Path, script: Script) -> Heard:
    """Play a session in which words are said; return what became of them.

    Raises:
        RuntimeError: the session failed.
    """
    events, out = folder / "files.jsonl", folder / "files.wav"
    write_wav(folder / "microphone.wav", script.microphone, RATE)
    program = child(
        folder, *options(folder, events),
        "--microphone", f"file:{folder / 'microphone.wav'}", "--speaker", f"file:{out}",
    )  # fmt: skip
    told, _ = program.communicate(timeout=LONGEST)
    if program.returncode:
        raise RuntimeError(f"The session ended with {program.returncode}: {told[-300:]}")
    followed, played = FileRows(rows(events)), _at_rate(*read_wav(out))
    said = [
        Saying(each.word, each.sound, each.at, each.over, 1, obeyed=False, follows=each.follows)
        for each in script.said
    ]
    sounds = Recorded(FileTape(), script.microphone), Recorded(FileTape(), played)
    return Heard(judge(said, followed, *sounds, ECHO_DB), unasked(followed, said), script.seconds)


def coach_alone(folder: Path, seconds: float) -> npt.NDArray[np.int16]:
    """Return the first seconds of a coach that nobody interrupts, at 16 kHz.

    Raises:
        RuntimeError: it ended before.
    """
    out = folder / "coach.wav"
    out.unlink(missing_ok=True)
    program = child(
        folder, *options(folder, folder / "coach.jsonl"),
        "--microphone", "none", "--speaker", f"file:{out}",
    )  # fmt: skip
    pcm, rate = np.zeros(0, np.int16), RATE
    while len(pcm) < seconds * rate and program.poll() is None:
        time.sleep(POLL)
        pcm, rate = read_wav(out) if out.exists() else (pcm, rate)
    program.kill()
    program.wait()
    if len(pcm) < seconds * rate:
        raise RuntimeError("The session of the coach alone ended too soon.")
    return _at_rate(pcm[: round(seconds * rate)], rate)


def _at_rate(pcm: npt.NDArray[np.int16], rate: int) -> npt.NDArray[np.int16]:
    return np.clip(soxr.resample(pcm.astype(np.float32), rate, RATE), -32768, 32767).astype(
        np.int16
    )
