"""Whether the coach's sound came without gaps: each cue is looked for in what was played.

A cue has a place in the stream of sound, and a place in the recording of the loudspeaker. The
difference is the same for all of them, unless the device was left without sound for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import soxr

from hands_free_parts.judging import Recorded
from hands_free_parts.places import RATE, Floats, find, pieces
from live_room import Rows
from voicecoach.sound.clip import Clip

Row = dict[str, Any]

SURE = 0.8
"""Likeness from which a piece of a cue is taken to be found."""
APART = 0.008
"""Seconds by which a place or an interval may be off; more is a gap (as in the design of sound)."""
FIRST_LOOK = (-0.3, 1.2)
"""Seconds around the moment of a row in which its cue is looked for at first."""
LOOK = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a cue that was found."""

    stream: float
    """Second of the stream of sound."""
    heard: float
    """Moment at which it was heard."""
    gain: float
    beat: float | None = None
    """For the first piece of a count: when the stream has its beat."""

    @property
    def late(self) -> float:
        """Seconds from the stream to the ear, with an unknown zero."""
        return self.heard - self.stream


def cues(rows: Rows, speaker: Recorded, clip: Callable[[str], Clip]) -> list[Found]:
    """Return the pieces of all cues that are found in the recording of the loudspeaker."""
    held = [int(row["at_ms"]) for _, row in rows.named("held")]
    found: list[Found] = []
    for moment, row in rows.rows:
        if row["event"] in {"said", "counted"} and row["kind"] != "chime":
            stop = next((at for at in held if at > row["at_ms"]), None)
            samples = _sounded(clip(str(row["text"])), row, stop)
            found += _cue(moment, row, samples, found[-1].late if found else None, speaker)
    return found


def _sounded(clip: Clip, row: Row, stop: int | None) -> Floats:
    """Return what was played of a clip, up to where the tape was held."""
    samples: Floats = soxr.resample(clip.pcm.astype(np.float64), clip.rate, RATE)
    if stop is None:
        return samples
    return samples[: max(0, (stop - int(row["at_ms"])) * RATE // 1000)]


def _cue(
    moment: float, row: Row, samples: Floats, late: float | None, speaker: Recorded
) -> Iterator[Found]:
    tape, start, beat = speaker.tape, int(row["at_ms"]) / 1000, row.get("beat_ms")
    for at, piece in pieces(samples):
        stream = start + at / RATE
        low, high = FIRST_LOOK if late is None else (-LOOK, LOOK)
        expected = moment + at / RATE if late is None else stream + late
        place = find(speaker.sound, piece, tape.place(expected + low), tape.place(expected + high))
        if place and place.likeness >= SURE:
            heard = tape.moment(place.at)
            late = heard - stream
            yield Found(stream, heard, place.gain, int(beat) / 1000 if beat and at == 0 else None)


@dataclass(frozen=True, slots=True)
class Gap:
    """The device had nothing to play."""

    moment: float
    seconds: float


def gaps(found: list[Found]) -> list[Gap]:
    """Return where the sound fell behind its stream, and by how much."""
    return [
        Gap(after.heard, after.late - before.late)
        for before, after in pairwise(found)
        if abs(after.late - before.late) > APART
    ]


def intervals(found: list[Found], longest: float = 5.0) -> list[float]:
    """Return by how much the time between two beats in a row was off, in seconds."""
    beats = [(each.beat, each.late) for each in found if each.beat is not None]
    return [
        after - before
        for (first, before), (second, after) in pairwise(beats)
        if second - first <= longest
    ]


def ducked_by(found: list[Found], ducked: Callable[[float, float], bool]) -> float:
    """Return the median gain in decibels of the pieces for which ``ducked(from, to)`` holds."""
    gains = [each.gain for each in found if ducked(each.heard, each.heard + 0.5)]
    return float(20 * np.log10(np.median(gains))) if gains else float("nan")
