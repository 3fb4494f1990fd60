"""Section accuracy: beats, chapters, speech after marks and length, in decoded files."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from export_parts.decoding import Floats, decoded
from export_parts.material import Material
from export_parts.rows import Row, at_most, between
from voicecoach.core.recordings import Recording
from voicecoach.core.timeline import CueKind
from voicecoach.registry import codec_engine

FORMATS = ("mp3", "m4b", "opus", "flac")
LOSSY = FORMATS[:3]


@dataclass(frozen=True, slots=True)
class Exact:
    """How exact one decoded file is."""

    late: Sequence[float]
    """How far each count is felt from its beat, in ms."""
    onsets: Sequence[float]
    """When speech begins after each mark, in ms; below 0 if it began before."""
    longer: float
    """How far its length is from the plan, in ms."""
    chapters: float
    """How far the worst chapter is from the plan, in ms; infinite if they are others."""


def exactness(path: Path, recording: Recording) -> Exact:
    """Return how exact the file ``path`` of ``recording`` is."""
    sound, rate = decoded(path)
    longer = abs(len(sound) / rate * 1000 - recording.length)
    late, onsets = _beats(recording, sound, rate), _onsets(recording, sound, rate)
    return Exact(late, onsets, longer, _chapters(path, recording))


def accuracy(voice: str, work: Path) -> list[Row]:
    """Return how exact each format is; ``work`` holds clips and phrases, and takes the files."""
    material = Material(voice, work / "clips")
    recording, rows = material.whole, []
    for name in FORMATS:
        codec, path = codec_engine(name).make(work / "phrases"), work / f"session.{name}"
        codec.write(material.take(recording), path)
        again = work / f"again.{name}"
        codec_engine(name).make(work / "other-phrases").write(material.take(recording), again)
        same = path.read_bytes() == again.read_bytes()
        exact = exactness(path, recording)
        late, onsets = exact.late, exact.onsets
        rows += [
            Row(f"{name}: {len(late)} counts, farthest from the beat", f"{max(late):.1f} ms",
                at_most(max(late), 10)),
            Row(f"{name}: speech after each of {len(onsets)} marks",
                f"{min(onsets):.0f} to {max(onsets):.0f} ms",
                between(min(onsets), 0, 60) if max(onsets) <= 60 else at_most(max(onsets), 60)),
            Row(f"{name}: length away from the plan", f"{exact.longer:.1f} ms",
                at_most(exact.longer, 60)),
            Row(f"{name}: {len(recording.marks)} chapters in order, farthest from the plan",
                f"{exact.chapters:.1f} ms", at_most(exact.chapters, 1)),
            Row(f"{name}: two cold builds are the same, byte by byte", "yes" if same else "no",
                between(same, 1, 1)),
        ]  # fmt: skip
    return rows


def _beats(recording: Recording, sound: Floats, rate: int) -> list[float]:
    """Return how far each count is felt from its beat, in ms."""
    found = []
    for cue in recording.cues:
        if cue.kind is CueKind.COUNT and cue.beat is not None:
            felt = _attack(sound, rate, cue.start - 15, cue.end + 10)
            found.append(abs(felt - cue.beat))
    return found


def _attack(sound: Floats, rate: int, start: float, end: float) -> float:
    """Return, in ms, the centre of the first 20 ms window that is half as loud as the loudest."""
    first = round(start * rate / 1000)
    power = sound[first : round(end * rate / 1000)].astype(np.float64) ** 2
    width = round(0.020 * rate)
    total = np.cumsum(np.concatenate(([0.0], power)))
    loudness = np.sqrt(np.maximum(total[width:] - total[:-width], 0))
    begin = int(np.argmax(loudness >= loudness.max() / 2))
    return (first + begin + width / 2) / rate * 1000


def _onsets(recording: Recording, sound: Floats, rate: int) -> list[float]:
    """Return when speech begins after each mark, in ms; below 0 if it began before."""
    before, found = rate // 10, []
    for mark in recording.marks:
        at = round(mark.start * rate / 1000)
        heard = np.abs(sound[at - before : at + rate]) > 0.01
        found.append((int(np.argmax(heard)) - before) * 1000 / rate)
    return found


def _chapters(path: Path, recording: Recording) -> float:
    with av.open(str(path)) as container:
        found = [
            (each["start"] * each["time_base"] * 1000, each["metadata"]["title"])
            for each in container.chapters()
        ]
    wanted = [(mark.start, mark.title) for mark in recording.marks]
    if [title for _, title in found] != [title for _, title in wanted]:
        return math.inf
    pairs = zip(found, wanted, strict=True)
    return max(abs(float(one) - other) for (one, _), (other, _) in pairs)
