"""What the ear of Moonshine tiny-en makes of a clip: 288 figures for every 24 ms."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lab.clips import load_clips
from lab.work import Work, whole
from voicecoach.adapters.recognizers._moonshine_model import REMEDY, find_model

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Pcm = npt.NDArray[np.int16]

WIDTH = 288
"""Figures in a state."""
STEP = 384
"""Samples between two states: 24 ms."""
_BATCH = 16
_SHORTEST = 4000
"""Samples that a batch is filled up to at least."""


class Encoder:
    """The encoder that comes with moonshine-voice, on one thread."""

    def __init__(self) -> None:
        import onnxruntime

        folder = find_model()
        if folder is None:
            sys.exit(f"The speech model moonshine is not installed; {REMEDY}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        path = str(folder / "encoder_model.ort")
        self._session: Any = onnxruntime.InferenceSession(
            path, options, providers=["CPUExecutionProvider"]
        )

    def alone(self, pcm: Pcm) -> Floats:
        """Return the states of one clip as in a session, without filling; shape (1, n, 288)."""
        sound = pcm.astype(np.float32)[None] / np.float32(32768)
        return self._run(sound, np.ones(sound.shape, np.int64))

    def batch(self, clips: list[Pcm]) -> list[Halves]:
        """Return the states of each clip, shape (n, 288); similar lengths go fastest."""
        width = max(_SHORTEST, *(len(clip) for clip in clips))
        sound = np.zeros((len(clips), width), np.float32)
        mask = np.zeros((len(clips), width), np.int64)
        for row, clip in enumerate(clips):
            sound[row, : len(clip)] = clip.astype(np.float32) / 32768
            mask[row, : max(len(clip), 1)] = 1
        states = self._run(sound, mask)
        counts = [max(1, states.shape[1] - (width - len(clip)) // STEP) for clip in clips]
        return [states[row, :count].astype(np.float16) for row, count in enumerate(counts)]

    def _run(self, sound: Floats, mask: npt.NDArray[np.int64]) -> Floats:
        states: Floats = self._session.run(None, {"input_values": sound, "attention_mask": mask})[0]
        return states


def encode_all(work: Work) -> None:
    """Encode each staged file that is not encoded yet into ``WORK/encoded``."""
    encoder = Encoder()
    for path in sorted(work.staged.glob("*.npz")):
        done = work.encoded / path.name
        if done.exists():
            print(f"encode: {path.name} is there.")
        else:
            _encode(encoder, path, done)


def _encode(encoder: Encoder, path: Path, done: Path) -> None:
    clips = load_clips(path)
    count, began = len(clips.pcm), time.monotonic()
    order = sorted(range(count), key=lambda at: len(clips.pcm[at]))
    found: dict[int, Halves] = {}
    for batch, first in enumerate(range(0, count, _BATCH)):
        some = order[first : first + _BATCH]
        found |= zip(some, encoder.batch([clips.pcm[at] for at in some]), strict=True)
        if batch % 100 == 99:
            spent = time.monotonic() - began
            print(f"encode: {path.name}: {first} of {count}, {spent:.0f} s", flush=True)
    states = [found[at] for at in range(count)]
    lengths = np.array([len(each) for each in states], np.int64)
    joined = np.concatenate(states)
    with np.load(path) as file:
        notes = file["notes"]
    whole(done, lambda file: np.savez(file, states=joined, lengths=lengths, notes=notes))
    print(f"encode: {path.name}: {count} clips in {time.monotonic() - began:.0f} s.")
