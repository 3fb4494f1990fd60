"""The coach's own front end over a made sound: what it cuts out is what must be told apart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lab.mixing import to_pcm
from voicecoach.adapters.listeners._detector import SpeechDetector, silero
from voicecoach.sound.segmenter import CHUNK, Ended, Segment, Segmenter

Floats = npt.NDArray[np.float32]


class FrontEnd:
    """Speech detector and segmenter, with the rules of a session."""

    def __init__(self) -> None:
        self._model = silero()

    def segments(self, sound: Floats) -> list[Segment]:
        """Return the pieces of speech in ``sound`` (mono, 16 kHz, -1 to 1), in order."""
        self._model.reset()
        detector, segmenter = SpeechDetector(self._model), Segmenter()
        pcm = to_pcm(sound)
        changes = []
        for at in range(0, len(pcm) - CHUNK + 1, CHUNK):
            chunk = pcm[at : at + CHUNK].tobytes()
            changes += segmenter.push(chunk, detector.likelihood(chunk))
        changes += segmenter.flush()
        return [change.segment for change in changes if isinstance(change, Ended)]


def samples(segment: Segment | None) -> Floats:
    """Return the sound of a segment, -1 to 1; none, shape (0,), if nothing was cut out."""
    if segment is None:
        return np.zeros(0, np.float32)
    return np.frombuffer(segment.pcm, np.int16).astype(np.float32) / np.float32(32767)


def best_over(segments: list[Segment], begin: int, end: int) -> Segment | None:
    """Return the segment that shares most with the word at ``begin:end``; None if none does."""

    def shared(segment: Segment) -> int:
        return min(segment.end, end) - max(segment.start, begin)

    best = max(segments, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None
