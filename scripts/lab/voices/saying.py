"""Carries out the orders of an engine, and goes on where it was broken off."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soxr

from lab.corpus import Take, part_of_voices
from lab.rooms import RATE
from lab.voices.orders import Order

Floats = npt.NDArray[np.float32]

SHORTEST = 0.1
"""Seconds; what is shorter is a failure of the engine and is left out."""


def say_all(folder: Path, engine: str, orders: Iterable[Order]) -> None:
    """Say each order that has no file yet; FLAC, mono, 16 kHz, with a list beside them."""
    import soundfile

    listed = folder / f"{engine}.jsonl"
    (folder / engine).mkdir(parents=True, exist_ok=True)
    have = {row["number"] for row in _rows(listed)}
    everything = list(orders)
    began = time.monotonic()
    print(f"say: {engine}: {len(everything)} sentences, {len(have)} are there.", flush=True)
    with listed.open("a", encoding="utf-8") as file:
        for number, order in enumerate(everything):
            if number in have:
                continue
            sound, rate = order.say()
            row: dict[str, object] = {"number": number, "file": ""}
            if len(sound) >= SHORTEST * rate:
                row["file"] = f"{engine}/{number:06d}.flac"
                heard = soxr.resample(trimmed(sound, rate), rate, RATE)
                soundfile.write(folder / str(row["file"]), heard, RATE)
            row |= {"said": order.text, "voices": order.voices, "speed": order.speed}
            file.write(json.dumps(row) + "\n")
            file.flush()
            if number % 100 == 99:
                spent = time.monotonic() - began
                print(
                    f"say: {engine}: {number + 1} of {len(everything)}, {spent:.0f} s", flush=True
                )


def said(folder: Path, engine: str) -> Iterator[Take]:
    """Yield what `say_all` has said, on its side of the split."""
    for row in _rows(folder / f"{engine}.jsonl"):
        if row["file"]:
            yield Take(
                folder / row["file"],
                row["said"],
                "+".join(row["voices"]),
                person=False,
                part=part_of_voices(row["voices"]),
                licence="synthetic",
                seconds=0.0,
            )


def trimmed(sound: Floats, rate: int) -> Floats:
    """Return ``sound`` without the silence around it: 30 ms before it are kept, 60 ms after."""
    frame = rate // 100
    frames = sound[: len(sound) // frame * frame].reshape(-1, frame)
    power = np.sqrt(np.mean(frames**2, axis=1))
    loud = np.flatnonzero(power > max(power.max(initial=0.0) * 0.02, 1e-4))
    if not len(loud):
        return sound
    return sound[max(0, loud[0] - 3) * frame : (loud[-1] + 6) * frame]


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")]
