"""Section loudness: of decoded files, between exercises, and what ACX asks for."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from export_parts.decoding import decoded, metered
from export_parts.material import Material
from export_parts.rows import Row, at_most, between, under
from voicecoach.registry import codec_engine
from voicecoach.sound.metering import measured


def loudness(voice: str, work: Path) -> list[Row]:
    """Return how loud the files in ``work`` are, and those of the parts."""
    material, rows = Material(voice, work / "clips"), []
    for name in ("mp3", "m4b", "opus"):
        level, peak = metered(work / f"session.{name}")
        rows += [
            Row(f"{name}: loudness", f"{level:.1f} LUFS", between(level, -17.5, -15.5)),
            Row(f"{name}: true peak", f"{peak:.1f} dBTP", at_most(peak, -1)),
        ]
    meter = measured(material.whole, material.library.clip, material.library.voice.rate, -3.0)
    rows.append(Row("by our own meter, from the phrases", f"{meter.loudness:.2f} LUFS"))
    levels, codec = [], codec_engine("mp3").make(work / "phrases")
    for part in material.parts:
        path = work / "part.mp3"
        codec.write(material.take(part), path)
        if part.exercise:
            levels.append(metered(path)[0])
    spread = max(levels) - min(levels)
    told = f"{spread:.2f} LU, {min(levels):.1f} to {max(levels):.1f}"
    rows.append(Row(f"between the {len(levels)} exercises", told, at_most(round(spread, 2), 0.5)))
    return rows + _acx(voice, work)


def _acx(voice: str, work: Path) -> list[Row]:
    material, path = Material(voice, work / "clips", "acx"), work / "acx.mp3"
    codec_engine("mp3").make(work / "phrases").write(material.take(material.whole), path)
    sound, rate = decoded(path)
    quiet = np.ones(len(sound), bool)
    for cue in material.whole.cues:
        quiet[max(0, (cue.start - 100) * rate // 1000) : (cue.end + 100) * rate // 1000] = False
    heard = np.flatnonzero(np.abs(sound) > 0.01) / rate
    level, floor = _power(sound), _power(sound[quiet])
    peak = 20 * np.log10(float(np.abs(sound).max()))
    head, tail = float(heard[0]), len(sound) / rate - float(heard[-1])
    return [
        Row("acx: RMS of all", f"{level:.1f} dB", between(level, -23, -18)),
        Row("acx: peak", f"{peak:.1f} dB", at_most(peak, -3)),
        Row("acx: noise between phrases", f"{floor:.1f} dB", under(floor, -60)),
        Row("acx: silence before", f"{head:.2f} s", between(head, 0.5, 1)),
        Row("acx: silence after", f"{tail:.2f} s", between(tail, 1, 5)),
    ]


def _power(sound: np.ndarray) -> float:
    return 10 * float(np.log10(np.square(sound, dtype=np.float64).mean()))
