"""What a recognizer writes down of a sentence: the decoder that comes with moonshine.

It is a small model, weaker than people. What it gets wrong is its fault or the voice's, so only
ratios between voices and paces mean anything.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voicecoach.adapters.recognizers._moonshine_model import MoonshineModel
from voicecoach.adapters.recognizers._tokens import END, START

Floats = npt.NDArray[np.float32]

RATE = 16_000
A_SECOND = 10
"""Word pieces that a second of speech has at most; else it repeats itself without end."""


class Transcriber:
    """The loaded model."""

    def __init__(self) -> None:
        """Load it; raises `DeviceError` where it is not installed."""
        self._model = MoonshineModel()

    def text(self, samples: Floats) -> str:
        """Return the likeliest text, piece by piece, of speech at 16 kHz, -1 to 1."""
        states = self._model.encode(samples)
        tokens: list[int] = []
        logits, past = self._model.run(np.array([[START]], np.int64), states, None)
        for _ in range(round(A_SECOND * len(samples) / RATE)):
            token = int(logits[0, -1].argmax())
            if token == END:
                break
            tokens.append(token)
            logits, now = self._model.run(np.array([[token]], np.int64), states, past)
            past = {key: now[key] if ".decoder." in key else past[key] for key in past}
        return self._model.tokens.decode(tuple(tokens))
